//! Figures as SVG files: one, or one for each step of a story; as tall as what they show, or on sheets. Same file and same lens give
//! the same bytes.

use super::figure::{Content, Figure, Presented};
use super::page::{self, Band, GUTTER};
use super::shape::{Form, LIST, Steps};
use super::{slide, steps};
use crate::graph;
use crate::incident::Slide;
use crate::scene::theme::Theme;
use crate::timeline::{Axis, Lens, Scale, Snapshot, Timeline, slides};
use crate::words::Teller;

/// The whole figure of an incident under the lens of a snapshot, as a file.
pub fn svg(teller: Teller<'_>, snapshot: &Snapshot, theme: &Theme, digest: Option<&str>) -> String {
    let incident = teller.incident;
    let figure = Figure {
        teller,
        ground: &graph::closed(incident),
        snapshot,
        against: None,
        content: Content::Both,
        form: Form::default(),
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
        if let Some(sheet) = self.form.sheet {
            return slide::sheets(&[(*self, None)], sheet).concat();
        }
        let bands = self.bands(None);
        let heights: Vec<f64> = bands.iter().map(Band::height).collect();
        self.file(&bands, &heights)
    }

    /// A figure for each step of the story, as it is presented; all of one size, so that they can be laid over each other.
    /// Day, telling and knowledge are those of the steps; whom the reader believes stays.
    pub fn sequence(&self, timeline: &Timeline) -> Vec<String> {
        let steps = self.steps(timeline);
        let figures = steps.iter().enumerate().map(|(i, (slide, snapshot))| {
            let presented = Presented { slide, at: i + 1, of: steps.len() };
            (Figure { snapshot, against: None, ..*self }, Some(presented))
        });
        let figures: Vec<(Figure<'_>, Option<Presented<'_>>)> = figures.collect();
        if let Some(sheet) = self.form.sheet {
            return slide::sheets(&figures, sheet);
        }
        let all: Vec<Vec<Band>> = figures.iter().map(|(it, step)| it.bands(*step)).collect();
        let tallest = |i: usize| all.iter().map(|it| it[i].height()).fold(0.0, f64::max);
        let heights: Vec<f64> = (0..all.first().map_or(0, Vec::len)).map(tallest).collect();
        all.iter().map(|it| self.file(it, &heights)).collect()
    }

    /// The steps of the story as they are presented, each with how everything stands then.
    pub fn steps(&self, timeline: &Timeline) -> Vec<(Slide, Snapshot)> {
        let step = |slide: Slide| {
            let prefer = self.snapshot.lens.prefer.clone();
            let lens = Lens { as_of: slide.as_of, known_on: slide.known_on, told_by: slide.told_by.clone(), prefer };
            let snapshot = Snapshot::of(self.teller.incident, &lens);
            (slide, snapshot)
        };
        slides(self.teller.incident, timeline).into_iter().map(step).collect()
    }

    fn file(&self, bands: &[Band], heights: &[f64]) -> String {
        let (extent, nodes) = page::below_each_other(bands, heights, self.width());
        self.around(extent, &nodes)
    }

    /// The parts below each other; as many for each step of a story.
    fn bands(&self, step: Option<Presented<'_>>) -> Vec<Band> {
        let (whole, mut bands) = (self.width(), vec![self.head(step)]);
        if self.content != Content::Chart {
            let beside = if self.form.steps == Steps::Beside { GUTTER + LIST } else { 0.0 };
            let (map, legend) = self.map(step.map(|it| it.slide), whole - beside);
            let (map, legend) = (Band::of(map, 14.0), Band::of(legend, 14.0));
            let list = |width| steps::list(&steps::rows(self), self, width);
            match self.form.steps {
                Steps::Below => bands.extend([map.centered(whole), legend, list(whole)]),
                Steps::Beside => {
                    let list = list(LIST);
                    let rest = (list.height() - map.height() - legend.height()).max(0.0);
                    bands.extend([map.centered(whole - beside).beside(list, whole - LIST), legend, Band::gap(rest)]);
                }
                Steps::None => bands.extend([map.centered(whole), legend]),
            }
        }
        if self.content == Content::Chart || self.content == Content::Both && self.has_chart() {
            let (head, chart) = self.chart_below(whole, 1.0);
            bands.extend([head, Band::of(chart, 8.0)]);
        }
        bands.push(self.foot());
        bands
    }
}
