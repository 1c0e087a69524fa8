//! Guesses, before anything is drawn, how good a map an assignment of cards to columns would give.
//!
//! Lower is better. One unit is about one avoidable bend. `score` judges what was drawn; this must
//! judge thousands of assignments before one is drawn, so it knows only columns: no crossings, and
//! heights only as sums. A region across two columns with a second one above it is bad in any
//! order, for example, and a pivot from column 4 to column 1 points backwards wherever it runs.

use super::model::Model;
use super::request::Side;
use super::spacing::{COLUMN_GAP, LINE_GAP, MARGIN, PAD, ROW_GAP, VIEW_HEIGHT, VIEW_WIDTH, ZONE_GAP, ZONE_TOP};

/// A pivot within one column.
const UPRIGHT: f64 = 10.0;
/// A pivot that points backwards.
const BACKWARD: f64 = 12.0;
/// Each column a pivot passes through.
const PASSING: f64 = 4.0;
/// Each column between two cards that are perhaps one machine.
const UNTIED: f64 = 14.0;
/// Each column beyond the first that a region needs.
const WIDE_ZONE: f64 = 3.0;
/// Another region above or below a region of several columns.
const CROWDED_ZONE: f64 = 8.0;
/// An inner card in the column of the sources or sinks, away from its region.
const OUT_OF_PLACE: f64 = 6.0;

/// What the reader pays for a map that does not fit the view: nothing, then steeply more.
///
/// A map twice as wide as the view, shown at half its size, costs 260: as much as 26 pivots within
/// a column, so folding it pays. Far beyond, the cost grows evenly, so
/// that large maps still differ by something.
pub fn of_size(width: f64, height: f64) -> f64 {
    let shrink = (width / VIEW_WIDTH).max(height / VIEW_HEIGHT).max(1.0) - 1.0;
    60.0 * shrink + 400.0 * shrink * shrink / (1.0 + shrink)
}

/// The strain of an assignment; without end, where it does not give every card a column.
pub fn of_columns(model: &Model, column: &[usize]) -> f64 {
    if column.len() != model.cards.len() {
        return f64::INFINITY;
    }
    let n_columns = column.iter().max().map_or(0, |last| last + 1);
    let mut heights = vec![0.0; n_columns];
    let zones = zone_strain(model, column, &mut heights);
    of_links(model, column, &mut heights) + zones + of_shape(model, column, &heights)
}

fn of_links(model: &Model, column: &[usize], heights: &mut [f64]) -> f64 {
    let mut sum = 0.0;
    let mut rises = vec![0.0; heights.len()];
    for link in model.links.iter().filter(|link| link.from != link.to) {
        let (from, to) = (column[link.from], column[link.to]);
        let apart = from.abs_diff(to);
        sum += if link.is_tie() {
            UNTIED * apart as f64
        } else {
            let passed = PASSING * apart.saturating_sub(1) as f64;
            match from.cmp(&to) {
                std::cmp::Ordering::Less => passed,
                std::cmp::Ordering::Equal => UPRIGHT,
                std::cmp::Ordering::Greater => BACKWARD + passed,
            }
        };
        if apart > 1 {
            // Some lines fit between cards that are there anyway.
            rises[from.min(to) + 1] += LINE_GAP as f64 / 2.0;
            rises[from.max(to)] -= LINE_GAP as f64 / 2.0;
        }
    }
    add_up(&rises, heights);
    sum
}

/// Adds to each height what has risen up to there. All are whole numbers or halves, so the order of the sums does not matter.
fn add_up(rises: &[f64], heights: &mut [f64]) {
    let mut risen = 0.0;
    for (height, rise) in heights.iter_mut().zip(rises) {
        risen += rise;
        *height += risen;
    }
}

/// Adds up the heights of regions and lone cards, and the strain of spread and crowded regions.
fn zone_strain(model: &Model, column: &[usize], heights: &mut [f64]) -> f64 {
    for (card, &at) in model.cards.iter().zip(column).filter(|(card, _)| card.zone.is_none()) {
        heights[at] += (2 * card.half + ROW_GAP) as f64;
    }
    let mut sum = 0.0;
    // For each column what begins there, less what ended before it.
    let mut n_zones = vec![0.0_f64; heights.len() + 1];
    let mut rises = vec![0.0_f64; heights.len() + 1];
    let mut in_zone = vec![0.0_f64; heights.len()];
    let mut wide: Vec<(usize, usize)> = Vec::new();
    for zone in &model.zones {
        let mut span = (usize::MAX, 0);
        let mut tallest = 0.0_f64;
        for &card in &zone.cards {
            let at = column[card];
            span = (span.0.min(at), span.1.max(at));
            in_zone[at] += (2 * model.cards[card].half + ROW_GAP) as f64;
            tallest = tallest.max(in_zone[at]);
        }
        zone.cards.iter().for_each(|card| in_zone[column[*card]] = 0.0);
        let (low, high) = span;
        let height = tallest + (ZONE_TOP + PAD - ROW_GAP + ZONE_GAP) as f64;
        for (at, sign) in [(low, 1.0), (high + 1, -1.0)] {
            rises[at] += sign * height;
            n_zones[at] += sign;
        }
        sum += WIDE_ZONE * (high - low) as f64;
        if high > low {
            wide.push(span);
        }
    }
    add_up(&rises, heights);
    // Of each column, how many other regions are in the columns before it.
    let (mut others, mut n) = (vec![0.0; heights.len() + 1], 0.0);
    for (at, change) in n_zones.iter().take(heights.len()).enumerate() {
        n += change;
        others[at + 1] = others[at] + n - 1.0;
    }
    for (low, high) in wide {
        sum += CROWDED_ZONE * (others[high + 1] - others[low]);
    }
    sum
}

/// The strain of the whole picture's size, of unequal columns and of cards at the wrong end.
fn of_shape(model: &Model, column: &[usize], heights: &[f64]) -> f64 {
    let mut widths = vec![0.0_f64; heights.len()];
    let mut has_end = vec![[false; 2]; heights.len()];
    for (card, &at) in model.cards.iter().zip(column) {
        widths[at] = widths[at].max(card.width);
        has_end[at][0] |= card.side == Side::Source;
        has_end[at][1] |= card.side == Side::Sink;
    }
    let mut sum = 0.0;
    for (card, &at) in model.cards.iter().zip(column) {
        if card.side == Side::Inside && card.zone.is_none() && (has_end[at][0] || has_end[at][1]) {
            sum += OUT_OF_PLACE;
        }
    }
    let columns: f64 = widths.iter().map(|width| width + COLUMN_GAP).sum();
    let width = columns - COLUMN_GAP + 2.0 * (MARGIN + PAD as f64);
    let height = heights.iter().fold(0.0_f64, |a, b| a.max(*b)) + 2.0 * MARGIN;
    let uneven: f64 = heights.iter().map(|h| (h / 76.0) * (h / 76.0)).sum();
    sum + of_size(width, height) + uneven.min(1e6) / 2.0
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    #[test]
    fn an_assignment_of_some_cards_only_is_no_map() {
        let model = Model::of(&fixture::request(&[("z", "a b"), ("", "c")], "a>b b>c", ""));
        assert!(of_columns(&model, &[0, 0, 1]).is_finite());
        for column in [&[] as &[usize], &[0], &[0, 0, 1, 1]] {
            assert!(of_columns(&model, column).is_infinite(), "{column:?}");
        }
    }

    #[test]
    fn a_map_that_fits_costs_nothing_and_then_more_and_more() {
        assert!(of_size(1000.0, 500.0) <= 0.0);
        let (a, b) = (of_size(1200.0, 500.0), of_size(1400.0, 500.0));
        assert!(0.0 < a && 2.0 * a < b);
    }
}
