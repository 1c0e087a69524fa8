//! A figure for a report: headline, map, legend, chart and caption, as one SVG. Same file and same lens give the same bytes.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::page::{self, Band};
use crate::graph;
use crate::incident::{Day, Slide};
use crate::scene::Ground;
use crate::scene::chart::{self, ChartInput};
use crate::scene::map::{self, MapInput};
use crate::scene::theme::Theme;
use crate::scene::{Scene, changes, emphasis, group, legend};
use crate::sorting::{self, Table};
use crate::timeline::{
    Axis, Diff, Happening, Lens, Scale, Snapshot, Timeline, When, numbers, publications, reports, series_of, slides,
    standing_out,
};
use crate::words::Teller;

/// The narrowest that a figure is, without its margins.
const MIN_WIDTH: f64 = 720.0;

crate::incident::words! {
    /// What a figure shows below its headline.
    Content {
        /// The map with its legend.
        Map = "map",
        /// The chart.
        Chart = "chart",
        /// Both.
        Both = "both",
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
    /// Where days lie on the chart.
    pub axis: &'a Axis,
    /// The unit of the chart; `None` is that of the large number.
    pub unit: Option<&'a str>,
    /// Light or dark.
    pub theme: &'a Theme,
    /// The hash of the incident's file, if there is one.
    pub digest: Option<&'a str>,
}

/// The whole figure of an incident under the lens of a snapshot, as a file.
pub fn svg(teller: Teller<'_>, snapshot: &Snapshot, theme: &Theme, digest: Option<&str>) -> String {
    let incident = teller.incident;
    let figure = Figure {
        teller,
        ground: &graph::closed(incident),
        snapshot,
        against: None,
        content: Content::Both,
        axis: &Axis::of(&Timeline::of(incident), Scale::Compressed, &[]),
        unit: None,
        theme,
        digest,
    };
    figure.svg()
}

impl Figure<'_> {
    /// The figure as a file.
    pub fn svg(&self) -> String {
        let bands = self.bands(None);
        let heights: Vec<f64> = bands.iter().map(Band::height).collect();
        self.file(&bands, &heights)
    }

    /// A figure for each step of the story, as it is presented; all of one size, so that they can be laid over each other.
    /// Day, telling and knowledge are those of the steps; whom the reader believes stays.
    pub fn sequence(&self, timeline: &Timeline) -> Vec<String> {
        let slides = slides(self.teller.incident, timeline);
        let bands = slides.iter().enumerate().map(|(i, slide)| {
            let prefer = self.snapshot.lens.prefer.clone();
            let lens = Lens { as_of: slide.as_of, known_on: slide.known_on, told_by: slide.told_by.clone(), prefer };
            let snapshot = Snapshot::of(self.teller.incident, &lens);
            Figure { snapshot: &snapshot, against: None, ..*self }.bands(Some((slide, i + 1, slides.len())))
        });
        let all: Vec<Vec<Band>> = bands.collect();
        let tallest = |i: usize| all.iter().map(|it| it[i].height()).fold(0.0, f64::max);
        let heights: Vec<f64> = (0..all.first().map_or(0, Vec::len)).map(tallest).collect();
        all.iter().map(|it| self.file(it, &heights)).collect()
    }

    fn file(&self, bands: &[Band], heights: &[f64]) -> String {
        let title = self.teller.incident.title.get(self.teller.language);
        page::file(
            bands,
            heights,
            self.width(),
            self.theme,
            (title, &self.teller.sentence(self.snapshot), self.teller.tongue.tag()),
        )
    }

    fn width(&self) -> f64 {
        let map = if self.content == Content::Chart { 0.0 } else { self.ground.layout.bounds.width };
        map.max(MIN_WIDTH)
    }

    /// The parts below each other; as many for each step of a story.
    fn bands(&self, step: Option<(&Slide, usize, usize)>) -> Vec<Band> {
        let mut bands = vec![self.head(step)];
        if self.content != Content::Chart {
            let (map, legend) = self.map(step.map(|(slide, ..)| slide));
            bands.push(Band::of(map, 14.0).centered(self.width()));
            bands.push(Band::of(legend, 14.0));
            bands.push(self.steps());
        }
        if self.content == Content::Chart || self.content == Content::Both && self.has_chart() {
            let (title, key, chart) = self.chart(self.width());
            let mut head = Band::new(self.width());
            head.words(&title, 13.0, true, self.theme.ink);
            head.words(&key, 12.0, false, self.theme.muted);
            bands.extend([head, Band::of(chart, 8.0)]);
        }
        bands.push(self.foot());
        bands
    }

    /// Whether there is a number on the chart, or more than one day, besides days of publication, which alone tell no story;
    /// where no map is, one day is enough.
    fn has_chart(&self) -> bool {
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

    /// The map, on which a step of the story may stand out, and its legend.
    pub fn map(&self, step: Option<&Slide>) -> (Scene, Scene) {
        let diff = self.diff();
        let together = diff.as_ref().map(|it| changes::together(it, self.snapshot));
        let numbers = numbers(self.teller.incident);
        let input = MapInput {
            teller: self.teller,
            ground: self.ground,
            numbers: &numbers,
            snapshot: together.as_ref().unwrap_or(self.snapshot),
            selection: None,
            theme: self.theme,
            diff: diff.as_ref(),
        };
        let mut map = map::scene(&input);
        if let Some(slide) = step {
            emphasis::emphasize(&mut map, self.ground, &standing_out(self.teller.incident, slide), self.theme);
        }
        (map, legend::scene(&input, self.width()))
    }

    /// What the numbers on the arrows mean: the step, by what means, and when.
    fn steps(&self) -> Band {
        let (teller, theme) = (self.teller, self.theme);
        let (numbers, folded) = (numbers(teller.incident), &self.ground.folded);
        let mut pivots: Vec<&Happening> = self.snapshot.pivots.iter().map(Rc::as_ref).collect();
        sorting::by_key(&mut pivots, |it| (numbers.get(&it.id).copied(), it.id.clone()));
        let mut band = Band::new(self.width());
        let mut bundles: Table<Vec<&Happening>> = Table::default();
        for it in &pivots {
            bundles.entry(folded.arrow(&it.id)).push(it);
        }
        // that no step has a date, the sentence says once
        let has_times = pivots.iter().any(|it| !it.when.undated);
        let timed = |words: String, when: &When| {
            if has_times { format!("{words} · {}", teller.tongue.when(when)) } else { words }
        };
        let row = |it: &&Happening| {
            let id = folded.arrow(&it.id);
            let together = bundles.get(id).filter(|all| all.len() > 1);
            let Some((all, bundle)) = together.zip(folded.bundle_of(id)) else {
                return Some((numbers.get(&it.id)?.to_string(), timed(teller.step_by(&it.id), &it.when)));
            };
            (all[0].id == it.id).then(|| {
                let when = When::all(all.iter().map(|it| &it.when));
                let way = teller.bundle_way(folded, bundle, all.len());
                (group::badge(&bundle.pivots, &numbers), timed(way, &when))
            })
        };
        let rows: Vec<(String, String)> = pivots.iter().filter_map(row).collect();
        if !rows.is_empty() {
            band.words(teller.tongue.outline_steps(), 13.0, true, theme.ink);
            band.numbered(&rows, 12.0, theme.muted);
        }
        band
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
            theme: self.theme,
            tongue,
        };
        let key = tongue.chart_key(input.reports(), input.counted_later().is_some(), !self.axis.undated.is_empty());
        (tongue.chart_title(series), key, chart::scene(&input, &chart::spots(&input)))
    }

    /// Title, marking, the large number, the sentence, and through which lens all this is seen.
    fn head(&self, step: Option<(&Slide, usize, usize)>) -> Band {
        let (incident, snapshot, theme, teller) = (self.teller.incident, self.snapshot, self.theme, self.teller);
        let mut band = Band::new(self.width());
        band.titled(teller.told(&incident.title), teller.tongue.marking(incident.strictest()), theme);
        let (number, rest) = teller.large_count(snapshot);
        let rest: Vec<String> =
            [rest].into_iter().filter(|it| !it.is_empty()).chain(teller.first_counted(snapshot)).collect();
        band.number(&number, &teller.tongue.join(&rest), theme.ink);
        let curated = step.and_then(|(slide, ..)| slide.words.as_ref());
        match curated {
            Some(it) => band.told(teller.told(it), 15.0, false, theme.ink),
            None => band.words(&teller.sentence(snapshot), 15.0, false, theme.ink),
        }
        let place = step.map_or(String::new(), |(_, at, of)| teller.tongue.figure_step(at, of) + " · ");
        band.words(&(place + &teller.lens(&snapshot.lens)), 12.0, false, theme.muted);
        if let Some(diff) = self.diff() {
            band.words(&teller.compared(&diff), 12.0, true, theme.ink);
        }
        band
    }

    /// What a figure must not lose when it is cut out: the marking, the preferences, the sources, what was left out, and the data.
    fn foot(&self) -> Band {
        let (incident, theme, teller) = (self.teller.incident, self.theme, self.teller);
        let mut band = Band::new(self.width());
        band.rule(theme.line);
        band.skip(4.0);
        band.words(teller.tongue.marking(incident.strictest()), 12.0, true, theme.ink);
        if let Some(preferences) = teller.preferences(&self.snapshot.lens) {
            band.words(&preferences, 12.0, false, theme.muted);
        }
        band.words(&teller.sources(self.snapshot), 12.0, false, theme.muted);
        let groups = self.ground.folded.groups.iter().filter(|_| self.content != Content::Chart);
        let groups: Vec<String> = groups.map(|it| teller.tongue.group_name(it, it.hosts.len())).collect();
        if !groups.is_empty() {
            band.words(&teller.tongue.figure_folded(teller.tongue.join(&groups)), 12.0, false, theme.muted);
        }
        if let Some(note) = incident.shared.as_ref().and_then(|it| teller.tongue.sharing(it)) {
            band.words(&note, 12.0, false, theme.muted);
        }
        if let Some(digest) = self.digest {
            band.words(&teller.data(super::digest::short(digest)), 12.0, false, theme.muted);
        }
        band
    }
}
