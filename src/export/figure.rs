//! A figure for a report: headline, map, legend, chart and caption, as one SVG. Same file and same lens give the same bytes.

use crate::graph;
use crate::incident::{Incident, Marking};
use crate::layout::geometry::{Point, Rect};
use crate::layout::layout;
use crate::paint::{self, SvgNode};
use crate::scene::chart::{self, ChartInput};
use crate::scene::map::{self, MapInput};
use crate::scene::text::wrap;
use crate::scene::theme::{Color, Theme};
use crate::scene::{Anchor, Item, Scene, Text, legend};
use crate::timeline::{Axis, Scale, Snapshot, Timeline, publications, reports, words};

const MARGIN: f64 = 24.0;
const MIN_WIDTH: f64 = 720.0;

/// The figure of an incident under the lens of a snapshot.
pub fn svg(incident: &Incident, snapshot: &Snapshot, theme: &Theme, language: &str) -> String {
    let layout = layout(&graph::request(incident));
    let input = MapInput { incident, layout: &layout, snapshot, selection: None, theme, language, diff: None };
    let map = map::scene(&input);
    let width = map.bounds.width.max(MIN_WIDTH);
    let legend = legend::scene(&input, width);
    let timeline = Timeline::of(incident);
    let series = reports(incident, &snapshot.lens, timeline.last());
    let chart = chart::scene(&ChartInput {
        axis: &Axis::of(&timeline, Scale::Compressed, &[]),
        snapshot,
        publications: &publications(incident),
        series: series.first(),
        width,
        theme,
    });

    let title = incident.title.get(language);
    let mut page = Page { nodes: Vec::new(), y: MARGIN, width };
    page.lines(&[title], 22.0, true, theme.ink);
    page.lines(&[&snapshot.words], 15.0, false, theme.ink);
    page.lines(&[&words::lens(incident, &snapshot.lens, language)], 12.0, false, theme.muted);
    page.y += 10.0;
    page.scene(&map, (width - map.bounds.width) / 2.0);
    page.scene(&legend, 0.0);
    page.scene(&chart, 0.0);
    page.lines(&caption(incident, snapshot, language), 12.0, false, theme.muted);
    paint::file(width + 2.0 * MARGIN, page.y + MARGIN, theme.paper, title, &page.nodes)
}

/// What a figure must not lose beside its lens: the marking and the sources.
fn caption(incident: &Incident, snapshot: &Snapshot, language: &str) -> Vec<String> {
    let marking = Marking::label(incident.marking);
    let mut told: Vec<&str> = Vec::new();
    let parts = (snapshot.hosts.iter().map(|it| &it.sources))
        .chain(snapshot.pivots.iter().chain(&snapshot.events).map(|it| &it.sources));
    for id in parts.flatten() {
        let name = incident.label(id, language).unwrap_or(id);
        if !told.contains(&name) {
            told.push(name);
        }
    }
    let mut lines = vec![marking.to_owned(), format!("Sources: {}", told.join(", "))];
    lines.extend(words::preferences(incident, &snapshot.lens, language));
    lines
}

/// Parts below each other.
struct Page {
    nodes: Vec<SvgNode>,
    y: f64,
    width: f64,
}

impl Page {
    fn scene(&mut self, scene: &Scene, indent: f64) {
        self.nodes.push(paint::moved(MARGIN + indent - scene.bounds.x, self.y - scene.bounds.y, paint::nodes(scene)));
        self.y += scene.bounds.height + 8.0;
    }

    fn lines(&mut self, paragraphs: &[impl AsRef<str>], size: f64, is_bold: bool, color: Color) {
        let mut items = Vec::new();
        let mut y = 0.0;
        for line in paragraphs.iter().flat_map(|it| wrap(it.as_ref(), size, is_bold, self.width, 4)) {
            y += size * 1.4;
            let at = Point::new(0.0, y - size * 0.4);
            items.push(Item::Text(Text { at, anchor: Anchor::Start, size, is_bold, color, words: line }));
        }
        self.scene(&Scene { bounds: Rect::new(0.0, 0.0, self.width, y), items }, 0.0);
    }
}
