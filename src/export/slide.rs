//! A figure on a sheet of a fixed size: headline above, caption below, and between them the map as large as there is room, with the
//! list of steps beside or below it.
//!
//! Of a large map not every word could be read. So words are drawn larger within their cards there, and if that is not enough,
//! more hosts share a card than on the screen, until the words of the map are as high on a slide of 1,280 as a screen of 1,920
//! shows with 14 pixels; the caption says what shares a card. Sharing comes last, because it costs names: on the worst day of a
//! hospital, "7 more hosts" says less than what stopped.

use super::figure::{Content, Figure, Presented};
use super::page::{BELOW, Band, GUTTER};
use super::shape::{Form, LIST, MARGIN, Sheet, Steps, ZOOM};
use super::steps::{Row, fitted, rows};
use crate::graph;
use crate::layout::geometry::{Point, Rect};
use crate::paint;
use crate::scene::Scene;
use crate::scene::label::larger;

/// Between two parts.
const GAP: f64 = 8.0;
/// No map is drawn larger than so many times.
const LARGEST: f64 = 1.5;
/// A chart without a map is drawn so many times larger.
const ALONE: f64 = 2.0;
/// Of the room between headline and caption, a list below the map takes no more, as long as the map could use it.
const LIST_SHARE: f64 = 0.31;
/// The smallest words of a map in pixels on a slide of 1,280, if it can be done.
const LEGIBLE: f64 = 14.0 * 1280.0 / 1920.0;
/// The numbers on arrows, in units of the map: its smallest words.
const SMALLEST: f64 = 12.0;
/// So many cards are tried, until the words can be read.
const BUDGETS: [usize; 3] = [20, 15, 11];

/// What is set on a sheet, before it has its places.
struct Parts {
    head: Band,
    /// The map with its legend, if it has one.
    map: Option<(Scene, Option<Scene>)>,
    rows: Vec<Row>,
    /// What the chart shows, and the chart; and how many times larger it is drawn.
    chart: Option<(Band, Scene, f64)>,
    foot: Band,
}

/// Sheets of one size, with their maps in one place.
struct Sheets {
    /// How many times larger the maps are drawn.
    scale: f64,
    /// How many times larger their smallest words are drawn besides.
    words: f64,
    files: Vec<String>,
}

/// Figures of one incident on sheets of one size, each perhaps of a step of a presentation; all with the map in one place.
pub fn sheets(figures: &[(Figure<'_>, Option<Presented<'_>>)], sheet: Sheet) -> Vec<String> {
    let Some((one, _)) = figures.first() else { return Vec::new() };
    let mut best = Sheets::legible(figures, sheet);
    for budget in BUDGETS {
        if !one.form.may_fold || best.is_legible() {
            break;
        }
        let ground = graph::within(one.teller.incident, budget);
        let folded: Vec<_> = figures.iter().map(|(it, step)| (Figure { ground: &ground, ..*it }, *step)).collect();
        let folded = Sheets::legible(&folded, sheet);
        if folded.scale > best.scale {
            best = folded;
        }
    }
    best.files
}

fn tallest(heights: impl Iterator<Item = f64>) -> f64 {
    heights.fold(0.0, f64::max)
}

impl Parts {
    fn of(figure: &Figure<'_>, step: Option<Presented<'_>>, whole: f64) -> Self {
        // what has no hosts has no map, and its chart takes the place
        let has_map = figure.content != Content::Chart && !figure.ground.layout.nodes.is_empty();
        let beside = if has_map && figure.form.steps == Steps::Beside { LIST + GUTTER } else { 0.0 };
        let map = has_map.then(|| {
            let (map, legend) = figure.map(step.map(|it| it.slide), whole - beside);
            (map, (!figure.form.is_preview).then_some(legend))
        });
        let has_chart = matches!(figure.content, Content::Chart | Content::Both) || !has_map;
        let chart = (has_chart && figure.has_chart()).then(|| {
            let scale = if has_map { 1.0 } else { ALONE };
            let (head, scene) = figure.chart_below(whole, scale);
            (head, scene, scale)
        });
        let rows = if has_map && figure.form.steps != Steps::None { rows(figure) } else { Vec::new() };
        Self { head: figure.head(step), map, rows, chart, foot: figure.foot().last() }
    }

    fn chart_height(&self) -> f64 {
        self.chart.as_ref().map_or(0.0, |(head, scene, scale)| head.height() + scene.bounds.height * scale + GAP)
    }

    fn legend_height(&self) -> f64 {
        let legend = self.map.as_ref().and_then(|it| it.1.as_ref());
        legend.map_or(0.0, |it| it.bounds.height + 2.0 * GAP)
    }
}

impl Sheets {
    /// With larger words where the maps are small.
    fn legible(figures: &[(Figure<'_>, Option<Presented<'_>>)], sheet: Sheet) -> Self {
        let plain = Self::of(figures, sheet);
        let words = larger(plain.scale * ZOOM);
        if words <= 1.0 {
            return plain;
        }
        let larger = figures.iter().map(|(it, step)| (Figure { form: Form { words, ..it.form }, ..*it }, *step));
        Self::of(&larger.collect::<Vec<_>>(), sheet)
    }

    fn of(figures: &[(Figure<'_>, Option<Presented<'_>>)], sheet: Sheet) -> Self {
        let (extent, whole) = (sheet.extent(), sheet.room());
        let parts: Vec<Parts> = figures.iter().map(|(it, step)| Parts::of(it, *step, whole)).collect();
        let Some((figure, _)) = figures.first() else { return Self { scale: 1.0, words: 1.0, files: Vec::new() } };
        let top = MARGIN + tallest(parts.iter().map(|it| it.head.height()));
        let bottom = extent.height - MARGIN - tallest(parts.iter().map(|it| it.foot.height()));
        let body = (bottom - top - tallest(parts.iter().map(Parts::chart_height))).max(1.0);
        let legend = tallest(parts.iter().map(Parts::legend_height));
        let size = parts.iter().find_map(|it| it.map.as_ref()).map_or(figure.ground.layout.bounds, |it| it.0.bounds);
        let (lists, room) = if figure.form.steps == Steps::Beside {
            let lists: Vec<Band> = parts.iter().map(|it| fitted(&it.rows, figure, LIST, body + BELOW)).collect();
            (lists, Rect::new(MARGIN, top, whole - LIST - GUTTER, body - legend))
        } else {
            let unused = body - legend - size.height * whole / size.width.max(1.0);
            let most = unused.max(body * LIST_SHARE);
            let lists: Vec<Band> = parts.iter().map(|it| fitted(&it.rows, figure, whole, most)).collect();
            let height = body - legend - tallest(lists.iter().map(Band::height));
            (lists, Rect::new(MARGIN, top, whole, height))
        };
        let scale = (room.width / size.width.max(1.0)).min(room.height / size.height.max(1.0)).clamp(0.05, LARGEST);
        let file = |(((figure, _), it), list): ((&(Figure<'_>, _), Parts), Band)| {
            let mut nodes = it.head.at(Point::new(MARGIN, MARGIN));
            if let Some((map, legend)) = &it.map {
                let left = room.x + (room.width - size.width * scale) / 2.0;
                let upper = room.y + (room.height - size.height * scale) / 2.0;
                nodes.push(paint::scaled(left, upper, scale, paint::nodes(map)));
                let below = upper + size.height * scale + GAP;
                nodes.extend(legend.iter().map(|it| paint::moved(room.x, below, paint::nodes(it))));
            }
            nodes.extend(match figure.form.steps {
                Steps::Beside => list.at(Point::new(extent.width - MARGIN - LIST, top)),
                Steps::Below | Steps::None => list.at(Point::new(MARGIN, room.bottom() + legend)),
            });
            if let Some((head, scene, scale)) = &it.chart {
                let above = if it.map.is_some() { body } else { body / 2.0 };
                let y = top + above;
                nodes.extend(head.at(Point::new(MARGIN, y)));
                nodes.push(paint::scaled(MARGIN, y + head.height(), *scale, paint::nodes(scene)));
            }
            nodes.extend(it.foot.at(Point::new(MARGIN, extent.height - MARGIN - it.foot.height())));
            figure.around(extent, &nodes)
        };
        Self { scale, words: figure.form.words, files: figures.iter().zip(parts).zip(lists).map(file).collect() }
    }

    fn is_legible(&self) -> bool {
        SMALLEST * self.words * self.scale * ZOOM >= LEGIBLE
    }
}
