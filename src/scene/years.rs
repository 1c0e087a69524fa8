//! How many incidents began in each year: bars that plotters draws, with the years below and the numbers above.

use std::collections::BTreeMap;

use plotters::prelude::*;
use plotters::style::Color as _;

use super::chart::text;
use super::recorder::Recorder;
use super::theme::{Color, Theme};
use super::{Anchor, Scene};
use crate::layout::geometry::{Point, Rect};

/// Height of the whole chart.
pub const HEIGHT: f64 = 104.0;
/// Above the bars, for their numbers.
const TOP: f64 = 18.0;
/// Below them, for the years.
const BOTTOM: f64 = 20.0;
/// Left and right of all bars.
const MARGIN: f64 = 16.0;
/// The room for a year is not wider than this.
const WIDEST: f64 = 72.0;
/// A bar is not lower than this, so that one among thousands is seen.
const LOWEST: f64 = 3.0;
/// The narrowest a bar may be to have its own number and year.
const ROOMY: f64 = 40.0;

/// The bars. Years between the first and the last in which none began are left empty, not left out.
pub fn scene(years: &BTreeMap<i32, usize>, width: f64, theme: &Theme) -> Scene {
    let mut items = Vec::new();
    if let (Some((first, _)), Some((last, _))) = (years.first_key_value(), years.last_key_value()) {
        let n_years = f64::from(last - first + 1);
        let width = width.min(2.0 * MARGIN + n_years * WIDEST);
        let most = years.values().max().copied().unwrap_or(1) as f64;
        let drawn = bars(
            years,
            *first,
            (n_years, most),
            Recorder { size: (width as u32, HEIGHT as u32), items: &mut items },
            theme,
        );
        debug_assert!(drawn.is_ok(), "the range is never empty, and the recorder never fails");
        let step = (width - 2.0 * MARGIN) / n_years;
        let every = (ROOMY / step).ceil().max(1.0) as i32;
        for year in (*first..=*last).filter(|it| (it - first) % every == 0) {
            let x = MARGIN + (f64::from(year - first) + 0.5) * step;
            items.push(text(Point::new(x, HEIGHT - 5.0), Anchor::Middle, false, theme.muted, year.to_string()));
        }
        for (year, n) in years.iter().filter(|_| every == 1) {
            let x = MARGIN + (f64::from(year - first) + 0.5) * step;
            let y = HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * *n as f64 / most - 4.0;
            items.push(text(Point::new(x, y), Anchor::Middle, false, theme.ink, n.to_string()));
        }
    }
    Scene { bounds: Rect::new(0.0, 0.0, width, HEIGHT), items }
}

/// The year in whose room a place of the chart lies, from its left edge; `None` beside the chart.
pub fn year_at(years: &BTreeMap<i32, usize>, width: f64, x: f64) -> Option<i32> {
    let (first, last) = (*years.first_key_value()?.0, *years.last_key_value()?.0);
    let n_years = f64::from(last - first + 1);
    let step = (width.min(2.0 * MARGIN + n_years * WIDEST) - 2.0 * MARGIN) / n_years;
    let year = first + ((x - MARGIN) / step).floor() as i32;
    (first..=last).contains(&year).then_some(year)
}

fn bars(
    years: &BTreeMap<i32, usize>,
    first: i32,
    (n_years, most): (f64, f64),
    recorder: Recorder<'_>,
    theme: &Theme,
) -> Result<(), Box<dyn std::error::Error>> {
    let root = recorder.into_drawing_area();
    let mut chart = ChartBuilder::on(&root)
        .margin_top(TOP as u32)
        .margin_bottom(BOTTOM as u32)
        .margin_left(MARGIN as u32)
        .margin_right(MARGIN as u32)
        .build_cartesian_2d(0.0..n_years, 0.0..most)?;
    for (year, n) in years {
        let left = f64::from(year - first);
        let height = (*n as f64).max(most * LOWEST / (HEIGHT - TOP - BOTTOM));
        let corners = [(left + 0.12, 0.0), (left + 0.88, height)];
        chart.draw_series([Rectangle::new(corners, rgb(theme.accent).filled())])?;
    }
    root.present()?;
    Ok(())
}

fn rgb(Color(rgb): Color) -> RGBColor {
    RGBColor((rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Item, theme};

    #[test]
    fn each_year_has_a_bar_as_high_as_its_number() {
        let years = BTreeMap::from([(2013, 2), (2015, 4)]);
        let items = scene(&years, 400.0, &theme::LIGHT).items;
        let heights: Vec<f64> =
            items.iter().filter_map(|it| if let Item::Rect(it, ..) = it { Some(it.height) } else { None }).collect();
        assert_eq!(heights.len(), 2);
        assert!((heights[1] - 2.0 * heights[0]).abs() <= 1.0, "{heights:?}");
        let words: Vec<&str> = items
            .iter()
            .filter_map(|it| if let Item::Text(it) = it { Some(it.words.as_str()) } else { None })
            .collect();
        assert_eq!(words, ["2013", "2014", "2015", "2", "4"], "a year without any is there, without a bar");
    }

    #[test]
    fn a_year_is_found_by_its_place() {
        let years = BTreeMap::from([(2013, 2), (2015, 4)]);
        for item in scene(&years, 400.0, &theme::LIGHT).items {
            if let Item::Text(it) = item
                && it.words.len() == 4
            {
                assert_eq!(year_at(&years, 400.0, it.at.x).map(|it| it.to_string()), Some(it.words));
            }
        }
        assert_eq!((year_at(&years, 400.0, 2.0), year_at(&years, 400.0, 399.0)), (None, None));
    }

    #[test]
    fn one_among_thousands_is_seen() {
        let items = scene(&BTreeMap::from([(1971, 1), (2015, 9000)]), 400.0, &theme::LIGHT).items;
        let lowest = items.iter().find_map(|it| if let Item::Rect(it, ..) = it { Some(it.height) } else { None });
        assert!(lowest.is_some_and(|it| it >= 1.5), "{lowest:?}");
    }

    #[test]
    fn no_year_is_no_picture() {
        assert!(scene(&BTreeMap::new(), 400.0, &theme::LIGHT).items.is_empty());
        assert!(!scene(&BTreeMap::from([(1999, 1)]), 3.0, &theme::DARK).items.is_empty());
    }
}
