//! Gives each card a column: from ranks, folded or wrapped until the map has a fair shape.
//!
//! Ranks alone draw bad maps: a chain of 20 hosts becomes a strip 20 columns wide and one card
//! high, and 40 hosts infected from one server become a column of 40. So thin neighboring ranks
//! are merged (the chain becomes some columns with steps up and down), tall ones are wrapped (the
//! 40 stand in several columns), and then single cards and whole regions move by hill climbing.
//!
//! Drawing a map to judge it is slow, so all this goes by the guess in [`super::strain`]. A guess
//! errs: several answers are offered, and the one that draws best is chosen by `score`.

use super::model::Model;
use super::request::Side;
use super::spacing::{ROW_GAP, VIEW_HEIGHT};
use super::strain;
use crate::sorting;
use crate::sorting::sorted_by;

/// Work of the hill climbing, in visits of a card or link.
const CLIMB_BUDGET: usize = 5_000_000;
/// Folding looks at each pair of ranks; with more ranks than this they are folded evenly.
const MAX_RANKS: usize = 64;

/// A guess so many times as bad as the best one has not drawn better in any of 150 random maps.
const HOPELESS: f64 = 1.5;

/// The most promising assignments of cards to columns, at most `n_wanted`, best guess first.
pub fn candidates(model: &Model, rankings: &[Vec<usize>], n_wanted: usize) -> Vec<Vec<usize>> {
    let mut starts: Vec<(f64, Vec<usize>)> = Vec::new();
    for ranks in rankings.iter().filter(|it| it.len() == model.cards.len()) {
        let n_ranks = ranks.iter().max().map_or(0, |last| last + 1);
        let mut n_columns = n_ranks;
        while n_columns > 0 {
            let folded = fold(model, ranks, n_ranks, n_columns);
            starts.push(best_wrap(model, folded));
            n_columns = if n_columns > 12 { n_columns * 4 / 5 } else { n_columns - 1 };
        }
    }
    let mut starts = sorted_by(starts, |start| start.0);
    starts.truncate(2 * n_wanted);
    let share = CLIMB_BUDGET / starts.len().max(1);
    let climbed = starts.into_iter().map(|(_, column)| climb(model, column, share));
    let mut climbed = sorted_by(climbed, |found| found.0);
    climbed.dedup_by(|a, b| a.1 == b.1);
    climbed.truncate(n_wanted);
    let most = climbed.first().map_or(0.0, |best| HOPELESS * best.0);
    climbed.retain(|found| found.0 <= most);
    climbed.into_iter().map(|(_, column)| column).collect()
}

/// Merges neighboring ranks into `n_columns` columns so that the tall ones stay alone and few
/// pivots end up within a column.
///
/// A column costs the square of its height in cards, so that heights get even: ranks of 1, 1, 6
/// and 1 cards in three columns become 2, 6 and 1 (4 + 36 + 1), not 1, 7 and 1 (1 + 49 + 1).
/// A pivot within a column costs 10 more. All ways to cut are compared by dynamic programming:
/// the best k columns up to a rank follow from the best k − 1 columns up to an earlier one.
fn fold(model: &Model, ranks: &[usize], n_ranks: usize, n_columns: usize) -> Vec<usize> {
    if n_columns == n_ranks {
        return ranks.to_vec();
    }
    if n_ranks > MAX_RANKS {
        let folded = ranks.iter().map(|rank| rank * n_columns / n_ranks);
        return folded.collect();
    }
    let mut height = vec![0.0; n_ranks];
    for (card, &rank) in model.cards.iter().zip(ranks) {
        height[rank] += (2 * card.half + ROW_GAP) as f64 / 76.0; // in cards of the usual height, with their gap
    }
    let mut joined = vec![vec![0.0; n_ranks]; n_ranks];
    for link in model.pivots() {
        let (a, b) = (ranks[link.from], ranks[link.to]);
        joined[a.min(b)][a.max(b)] += 1.0;
    }
    let cost = |low: usize, high: usize| {
        let rows: f64 = height[low..=high].iter().sum();
        let inner: f64 = (low..=high).map(|a| joined[a][a..=high].iter().sum::<f64>()).sum();
        rows * rows + 10.0 * inner
    };
    // best[k][r]: the least cost of the first r ranks in k columns, and where the last one starts.
    let mut best = vec![vec![(f64::INFINITY, 0); n_ranks + 1]; n_columns + 1];
    best[0][0] = (0.0, 0);
    for low in 0..n_ranks {
        for high in low..n_ranks {
            let cost = cost(low, high);
            for k in 0..n_columns.min(low + 1) {
                let total = best[k][low].0 + cost;
                if total < best[k + 1][high + 1].0 {
                    best[k + 1][high + 1] = (total, low);
                }
            }
        }
    }
    let mut column_of_rank = vec![0; n_ranks];
    let mut end = n_ranks;
    for k in (1..=n_columns).rev() {
        let low = best[k][end].1;
        column_of_rank[low..end].fill(k - 1);
        end = low;
    }
    ranks.iter().map(|&rank| column_of_rank[rank]).collect()
}

/// Tries several greatest heights for a column and keeps the one with the least strain. It begins
/// with the height of the screen and goes on by 40 %: a map that is a little too high is better
/// than one that was cut into too many columns.
fn best_wrap(model: &Model, column: Vec<usize>) -> (f64, Vec<usize>) {
    let mut best = (strain::of_columns(model, &column), column);
    let folded = best.1.clone();
    let mut limit = VIEW_HEIGHT;
    for _ in 0..16 {
        let wrapped = wrap(model, &folded, limit);
        let Some(wrapped) = wrapped else { break };
        let strain = strain::of_columns(model, &wrapped);
        if strain < best.0 {
            best = (strain, wrapped);
        }
        limit *= 1.4;
    }
    best
}

/// Splits columns higher than `limit`, region by region; none if there is no such column. The
/// parts are filled evenly: 9 cards where 8 fit become 5 and 4, and not 8 and 1. Columns of
/// sources and sinks stay whole, because they mark the two ends of the map.
fn wrap(model: &Model, column: &[usize], limit: f64) -> Option<Vec<usize>> {
    let n_columns = column.iter().max().map_or(0, |last| last + 1);
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); n_columns];
    for (card, &at) in column.iter().enumerate() {
        members[at].push(card);
    }
    let height = |card: usize| (2 * model.cards[card].half + ROW_GAP) as f64;
    let mut wrapped = vec![0; column.len()];
    let mut next = 0;
    let mut is_split = false;
    for cards in &mut members {
        sorting::by_key(cards, |&card| (model.cards[card].zone, card));
        let total: f64 = cards.iter().map(|&card| height(card)).sum();
        let has_end = cards.iter().any(|&c| model.cards[c].side != Side::Inside);
        let parts = (total / limit).ceil().max(1.0);
        if parts < 2.0 || has_end {
            for &card in cards.iter() {
                wrapped[card] = next;
            }
            next += 1;
            continue;
        }
        is_split = true;
        let (mut filled, mut used) = (0.0, 0);
        for &card in cards.iter() {
            let part = ((filled * parts / total) as usize).min(parts as usize - 1);
            wrapped[card] = next + part;
            used = used.max(part + 1);
            filled += height(card);
        }
        next += used;
    }
    is_split.then_some(wrapped)
}

/// Moves single cards, then whole regions, to other columns while that lowers the strain.
fn climb(model: &Model, mut column: Vec<usize>, budget: usize) -> (f64, Vec<usize>) {
    let mut best = strain::of_columns(model, &column);
    let per_look = model.cards.len() + model.links.len() + 8;
    let mut looks = budget / per_look;
    let mut groups: Vec<Vec<usize>> = (0..model.cards.len()).map(|card| vec![card]).collect();
    groups.extend(model.zones.iter().map(|it| it.cards.clone()).filter(|cards| cards.len() > 1));
    groups.extend(tied_groups(model));
    groups.retain(|cards| cards.iter().all(|&c| model.cards[c].side == Side::Inside));
    let mut improved = true;
    while improved {
        improved = false;
        for group in &groups {
            let reach = if model.cards.len() < 120 { 4 } else { 1 };
            for step in (-reach..=reach).filter(|&step| step != 0) {
                if looks == 0 {
                    return (best, column);
                }
                let Some(moved) = shifted(model, &column, group, step) else {
                    continue;
                };
                looks -= 1;
                let strain = strain::of_columns(model, &moved);
                if strain + 1e-9 < best {
                    (best, column, improved) = (strain, moved, true);
                }
            }
        }
    }
    (best, column)
}

/// Cards joined by ties, as groups that can move together.
fn tied_groups(model: &Model) -> Vec<Vec<usize>> {
    // Each card leads to its leader, directly or by way of others.
    let mut leads: Vec<usize> = (0..model.cards.len()).collect();
    let leader = |leads: &mut [usize], mut card: usize| {
        while leads[card] != card {
            leads[card] = leads[leads[card]];
            card = leads[card];
        }
        card
    };
    for tie in model.links.iter().filter(|link| link.is_tie()) {
        let (a, b) = (leader(&mut leads, tie.from), leader(&mut leads, tie.to));
        leads[b] = a;
    }
    let mut groups = vec![Vec::new(); leads.len()];
    for card in 0..leads.len() {
        groups[leader(&mut leads, card)].push(card);
    }
    groups.retain(|cards| cards.len() > 1);
    groups
}

/// The assignment after moving a group; none if it would leave the map. Empty columns vanish.
fn shifted(model: &Model, column: &[usize], group: &[usize], step: isize) -> Option<Vec<usize>> {
    let last = *column.iter().max()?;
    let mut moved = column.to_vec();
    for &card in group {
        let to = column[card].cast_signed() + step;
        moved[card] = usize::try_from(to).ok().filter(|&to| to <= last)?;
    }
    let mut used = vec![false; last + 1];
    for &at in &moved {
        used[at] = true;
    }
    let mut n_before = vec![0; last + 1];
    for at in 1..=last {
        n_before[at] = n_before[at - 1] + usize::from(used[at - 1]);
    }
    for at in &mut moved {
        *at = n_before[*at];
    }
    let ends_hold = model.cards.iter().zip(&moved).all(|(card, &at)| match card.side {
        Side::Source => at == 0,
        Side::Inside => true,
        Side::Sink => at == n_before[last],
    });
    ends_hold.then_some(moved)
}

#[cfg(test)]
mod tests {
    use super::super::fixture;
    use super::*;

    #[test]
    fn thin_neighbors_are_merged_first() {
        let model = Model::of(&fixture::request(&[("", "a b c d e f")], "", ""));
        assert_eq!(fold(&model, &[0, 1, 2, 2, 2, 2], 3, 2), [0, 0, 1, 1, 1, 1]);
    }

    #[test]
    fn a_tall_column_is_wrapped() {
        let model = Model::of(&fixture::request(&[("", "a b c d e f")], "", ""));
        assert_eq!(wrap(&model, &[0; 6], 160.0), Some(vec![0, 0, 1, 1, 2, 2]));
        assert_eq!(wrap(&model, &[0; 6], 1000.0), None);
    }

    #[test]
    fn what_ranks_some_cards_only_is_passed_over() {
        let model = Model::of(&fixture::request(&[("z", "a b"), ("", "c")], "a>b b>c", ""));
        let whole = candidates(&model, &[vec![0, 1, 2]], 1);
        assert_eq!(candidates(&model, &[Vec::new(), vec![0, 1, 2], vec![0]], 1), whole);
        assert_eq!(candidates(&model, &[Vec::new()], 1), Vec::<Vec<usize>>::new());
    }

    #[test]
    fn sources_and_sinks_stay_at_the_ends() {
        let model = Model::of(&fixture::request(&[("", ">a b <c")], "", ""));
        assert_eq!(shifted(&model, &[0, 1, 2], &[1], -1), Some(vec![0, 0, 1]));
        assert_eq!(shifted(&model, &[0, 1, 1], &[1], 1), None);
    }
}
