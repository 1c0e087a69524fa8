//! A figure for a report, and its parts: headline, map, legend, chart and caption.

use std::collections::BTreeSet;

use super::lanes;
use super::page::{Band, GUTTER};
use super::shape::{Form, LIST, Shape, Steps};
use crate::incident::{Day, Slide};
use crate::paint::{self, Extent, SvgNode};
use crate::scene::Ground;
use crate::scene::chart::{self, ChartInput};
use crate::scene::map::{self, MapInput};
use crate::scene::text::wrap;
use crate::scene::theme::Theme;
use crate::scene::{Scene, changes, emphasis, legend};
use crate::sorting;
use crate::timeline::{Axis, Diff, Lens, Snapshot, Timeline, numbers, publications, reports, series_of, standing_out};
use crate::words::{NAMED, Teller};

/// The narrowest that a figure is, without its margins.
const MIN_WIDTH: f64 = 720.0;
/// So many lines a text has on a sheet.
const SHEET_LINES: usize = 2;

crate::incident::words! {
    /// What a figure shows below its headline.
    Content {
        /// Time as lanes, one for each card of the map.
        Lanes = "lanes",
        /// The map with its legend.
        Map = "map",
        /// The chart.
        Chart = "chart",
        /// Both.
        Both = "both",
    }
}

impl Content {
    /// What a figure of this shape shows if nothing is said: on a slide the chart would take the room of the map.
    pub fn of(shape: Shape) -> Self {
        match shape {
            Shape::AsDrawn => Self::Both,
            Shape::Wide | Shape::Classic | Shape::A4 => Self::Map,
        }
    }
}

/// All that a figure is drawn from.
#[derive(Debug, Clone, Copy)]
pub struct Figure<'a> {
    /// The incident, and in which language it is told.
    pub teller: Teller<'a>,
    /// Where its hosts lie, and which share a card.
    pub ground: &'a Ground,
    /// How it stands.
    pub snapshot: &'a Snapshot,
    /// The lens before, in a comparison.
    pub against: Option<&'a Lens>,
    /// Map, chart, or both.
    pub content: Content,
    /// Its size, and where its steps stand.
    pub form: Form,
    /// Where days lie on the chart.
    pub axis: &'a Axis,
    /// The unit of the chart; `None` is that of the large number.
    pub unit: Option<&'a str>,
    /// Light or dark.
    pub theme: &'a Theme,
    /// The hash of the incident's file, if there is one.
    pub digest: Option<&'a str>,
}

/// A step of a presentation, and which of how many it is.
#[derive(Debug, Clone, Copy)]
pub struct Presented<'a> {
    /// The step.
    pub slide: &'a Slide,
    /// Its place among them, from 1.
    pub at: usize,
    /// How many there are.
    pub of: usize,
}

impl Figure<'_> {
    /// The file around what is drawn.
    pub fn around(&self, extent: Extent, nodes: &[SvgNode]) -> String {
        let title = self.teller.incident.title.get(self.teller.language);
        let about = (title, &*self.teller.sentence(self.snapshot), self.teller.tongue.tag());
        paint::file(extent, self.theme.paper, about, nodes)
    }

    /// How wide it is, without its margins.
    pub fn width(&self) -> f64 {
        if let Some(sheet) = self.form.sheet {
            return sheet.room();
        }
        let map = match self.content {
            Content::Chart => 0.0,
            Content::Lanes => lanes::WIDTH,
            Content::Map | Content::Both => self.ground.layout.bounds.width,
        };
        let list = if self.content != Content::Chart && self.form.steps == Steps::Beside { GUTTER + LIST } else { 0.0 };
        (map + list).max(MIN_WIDTH)
    }

    /// What the chart shows, and the chart of this width when it is drawn so many times larger.
    pub fn chart_below(&self, whole: f64, factor: f64) -> (Band, Scene) {
        let (title, key, chart) = self.chart(whole / factor);
        let mut head = Band::new(whole);
        head.words(&title, 13.0, true, self.theme.ink);
        head.words(&key, 12.0, false, self.theme.muted);
        (head, chart)
    }

    /// Whether there is a number on the chart, or more than one day, besides days of publication, which alone tell no story;
    /// where no map is, one day is enough.
    pub fn has_chart(&self) -> bool {
        let ends = self.teller.incident.told_spans().flat_map(|it| [it.earliest, it.latest]).flatten();
        let ends: BTreeSet<Day> = sorting::set_of(ends);
        let least = if self.ground.layout.nodes.is_empty() { 1 } else { 2 };
        ends.len() >= least || !self.teller.incident.counts.is_empty()
    }

    /// What changed since the lens before.
    pub fn diff(&self) -> Option<Diff> {
        let before = Snapshot::of(self.teller.incident, self.against?);
        Some(Diff::of(&before, self.snapshot))
    }

    /// The map, on which a step of the story may stand out, and its legend of this width; or the lanes and theirs.
    pub fn map(&self, step: Option<&Slide>, width: f64) -> (Scene, Scene) {
        let numbers = numbers(self.teller.incident);
        let input = MapInput {
            teller: self.teller,
            ground: self.ground,
            numbers: &numbers,
            snapshot: self.snapshot,
            selection: None,
            words: self.form.words,
            theme: self.theme,
            diff: None,
        };
        if self.content == Content::Lanes {
            return lanes::lanes(input, self.axis, self.form.sheet.is_some(), width);
        }
        let diff = self.diff();
        let together = diff.as_ref().map(|it| changes::together(it, self.snapshot));
        let input = MapInput { snapshot: together.as_ref().unwrap_or(self.snapshot), diff: diff.as_ref(), ..input };
        let mut map = map::scene(&input);
        if let Some(slide) = step {
            emphasis::emphasize(&mut map, self.ground, &standing_out(self.teller.incident, slide), self.theme);
        }
        (map, legend::scene(&input, width))
    }

    /// The chart of this width, with what it shows and what its looks mean.
    pub fn chart(&self, width: f64) -> (String, String, Scene) {
        let all = reports(self.teller.incident, &self.snapshot.lens, Timeline::of(self.teller.incident).last());
        let series = series_of(&all, self.unit, self.snapshot);
        let tongue = self.teller.tongue;
        let input = ChartInput {
            incident: self.teller.incident,
            axis: self.axis,
            snapshot: self.snapshot,
            publications: &publications(self.teller.incident),
            series,
            width,
            height: chart::HEIGHT,
            theme: self.theme,
            tongue,
        };
        let key = tongue.chart_key(input.reports(), input.counted_later().is_some(), !self.axis.undated.is_empty());
        (tongue.chart_title(series), key, chart::scene(&input, &chart::spots(&input)))
    }

    /// A part for words: on a sheet no text takes all the room.
    fn band(&self) -> Band {
        let band = Band::new(self.width());
        if self.form.sheet.is_some() { band.short(SHEET_LINES) } else { band }
    }

    /// Whose word it is drawn from: on a sheet as many as a line holds, and how many more there are.
    fn sources(&self) -> String {
        let (teller, all) = (self.teller, self.teller.sources(self.snapshot, NAMED));
        if self.form.sheet.is_none() {
            return all;
        }
        let fits = |it: &String| wrap(it, 12.0, false, self.width(), usize::MAX).len() == 1;
        let fewer = (1..NAMED).rev().map(|n| teller.sources(self.snapshot, n));
        std::iter::once(all).chain(fewer).find(fits).unwrap_or_else(|| teller.sources(self.snapshot, 1))
    }

    /// Title, marking, the large number, the sentence, and through which lens all this is seen.
    pub fn head(&self, step: Option<Presented<'_>>) -> Band {
        let (incident, snapshot, theme, teller) = (self.teller.incident, self.snapshot, self.theme, self.teller);
        let mut band = self.band();
        band.titled(teller.told(&incident.title), teller.tongue.marking(incident.strictest()), theme);
        let (number, rest) = teller.large_count(snapshot);
        let rest: Vec<String> =
            [rest].into_iter().filter(|it| !it.is_empty()).chain(teller.first_counted(snapshot)).collect();
        band.number(&number, &teller.tongue.join(&rest), theme.ink);
        let curated = step.and_then(|it| it.slide.words.as_ref());
        match curated {
            Some(it) => band.told(teller.told(it), 15.0, false, theme.ink),
            None => band.words(&teller.sentence(snapshot), 15.0, false, theme.ink),
        }
        let place = step.map_or(String::new(), |it| teller.tongue.figure_step(it.at, it.of) + " · ");
        band.words(&(place + &teller.seen(snapshot)), 12.0, false, theme.muted);
        if let Some(diff) = self.diff() {
            band.words(&teller.compared(&diff), 12.0, true, theme.ink);
        }
        band
    }

    /// Whom the reader believes, whose word it is drawn from, and what shares a card.
    fn sources_and_groups(&self, band: &mut Band) {
        let (theme, teller) = (self.theme, self.teller);
        if let Some(preferences) = teller.preferences(&self.snapshot.lens) {
            band.words(&preferences, 12.0, false, theme.muted);
        }
        band.words(&self.sources(), 12.0, false, theme.muted);
        let groups = self.ground.folded.groups.iter().filter(|_| self.content != Content::Chart);
        let groups: Vec<String> = groups.map(|it| teller.tongue.group_name(it, it.hosts.len())).collect();
        if !groups.is_empty() {
            band.words(&teller.tongue.figure_folded(teller.tongue.join(&groups)), 12.0, false, theme.muted);
        }
    }

    /// What a figure must not lose when it is cut out: the marking, the preferences, the sources, what was left out, and the data.
    pub fn foot(&self) -> Band {
        let (incident, theme, teller) = (self.teller.incident, self.theme, self.teller);
        let mut band = self.band();
        band.rule(theme.line);
        band.skip(4.0);
        let marking = teller.tongue.marking(incident.strictest());
        let data = self.digest.map(|it| teller.data(super::digest::short(it)));
        // on a sheet each line is one less for the map
        let (beside, below) = if self.form.sheet.is_some() { (data, None) } else { (None, data) };
        band.ends(marking, beside.as_deref(), theme);
        if !self.form.is_preview {
            self.sources_and_groups(&mut band);
        }
        if let Some(note) = incident.shared.as_ref().and_then(|it| teller.tongue.sharing(it)) {
            band.words(&note, 12.0, false, theme.muted);
        }
        if let Some(data) = below {
            band.words(&data, 12.0, false, theme.muted);
        }
        band
    }
}
