//! All that components show, derived from the state: they decide nothing.

use std::cell::RefCell;
use std::ops::Deref;
use std::rc::Rc;

use super::comparison::Comparison;
use super::failure::Told;
use super::filter::Matches;
use super::look::{In, Look};
use super::part::Place;
use super::presented::{Act, Presented, Stage};
use super::sketch::Sketch;
use super::tables::Views;
use super::{Load, Ready, SliderClock, State};
use crate::diag::Severity;
use crate::export::snapshot::SnapshotJson;
use crate::incident::Id;
use crate::paint::{self, SvgNode};
use crate::scene::Ground;
use crate::scene::chart::{self, ChartInput, Spot};
use crate::scene::map::{self, MapInput};
use crate::scene::theme::{DARK, LIGHT, Theme};
use crate::timeline::{Axis, Days, Lens, Report, Scale, Series, Snapshot, reports, series_of};
use crate::tongue::Tongue;
use crate::way::Way;
use crate::words::Teller;

/// Room for the map in a presentation, in CSS pixels before it is fitted to the screen.
const PRESENTED: f64 = 1440.0;
/// Margins and the map's controls, which share a row with the legend, in CSS pixels.
const BESIDE_LEGEND: f64 = 180.0;
/// The button that opens and folds cards, where there is one.
const FOLD_BUTTON: f64 = 84.0;
const MARGINS: f64 = 32.0;
const NARROW: f64 = 600.0;

/// What is shown of an incident: what does not depend on the room there is, and what does.
#[derive(Debug)]
pub struct Picture {
    /// Whatever the room.
    pub shown: Rc<Shown>,
    /// The legend, and its height.
    pub legend: (Rc<[Rc<SvgNode>]>, f64),
    /// The chart.
    pub chart: Rc<[Rc<SvgNode>]>,
    /// Where the reports lie on the chart.
    pub spots: Vec<Spot>,
    /// Room for the map and for the chart, and the height of the chart, in CSS pixels.
    pub(super) widths: (f64, f64, f64),
}

/// What is shown of an incident, whatever the room.
#[derive(Debug)]
pub struct Shown {
    /// The incident.
    pub ready: Rc<Ready>,
    /// Where everything lies on the map, and what shares a card.
    pub ground: Rc<Ground>,
    /// All that is told, whatever the day.
    days: Rc<Days>,
    /// What of the map stays from day to day.
    sketch: Rc<RefCell<Sketch>>,
    /// How it stands.
    pub snapshot: Rc<Snapshot>,
    /// The map.
    pub map: Rc<[Rc<SvgNode>]>,
    /// The way to what is chosen, and on from it.
    pub way: Option<Way>,
    /// What matches the filter.
    pub matches: Option<Matches>,
    /// The step that is presented.
    pub presented: Option<Presented>,
    /// What changed, where that is shown.
    pub comparison: Option<Comparison>,
    /// What was reported by and by, of each unit.
    pub series: Rc<Vec<Series>>,
    /// Where days lie on slider and chart.
    pub axis: Rc<Axis>,
    /// The fields on which all this depends.
    key: Key,
}

/// Everything on which it depends. Moving the map is not among it, nor is the room, but for the size of its words.
#[derive(Debug, Clone, PartialEq)]
struct Key {
    look: Look,
    lens: Lens,
    against: Option<Lens>,
    presented: Option<(Stage, bool)>,
    step: Option<Id>,
    scale: Scale,
    /// How much larger the words of the map are drawn, and how many cards it has at most.
    words: f64,
    budget: usize,
    is_dark: bool,
    /// The part of the program that shows more than the map.
    views: Place<Views>,
    /// In which we speak.
    tongue: &'static Tongue,
    /// In which the labels of the file are.
    language: String,
}

/// The same only if it is one: a picture is drawn anew when anything in it changes, and never otherwise.
impl PartialEq for Picture {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

/// Likewise.
impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Deref for Picture {
    type Target = Shown;

    fn deref(&self) -> &Shown {
        &self.shown
    }
}

impl Picture {
    /// The picture of a state, or the same one again if nothing changed that it depends on.
    pub fn of(state: &State, before: Option<&Rc<Self>>) -> Option<Rc<Self>> {
        let shown = Shown::of(state, before.map(|it| &it.shown))?;
        let widths = (state.map_size.width, state.chart_width, state.chart_height());
        let same = before.filter(|it| Rc::ptr_eq(&it.shown, &shown) && it.widths == widths);
        Some(same.map_or_else(|| Rc::new(Self::draw(shown, widths)), Rc::clone))
    }

    fn draw(shown: Rc<Shown>, widths: (f64, f64, f64)) -> Self {
        // a presentation has the whole width, whatever room the map had before
        let widths = if shown.presented.is_some() { (PRESENTED, widths.1, widths.2) } else { widths };
        // there is room for it until it is here
        let legend = shown.key.views.get().map(|it| (it.legend)(&shown.map_input(), shown.legend_width(widths.0)));
        let legend = legend.unwrap_or_default();
        let chart = ChartInput {
            incident: shown.teller().incident,
            axis: &shown.axis,
            snapshot: &shown.snapshot,
            publications: &shown.ready.publications,
            series: shown.shown_series(),
            width: widths.1,
            height: widths.2,
            theme: shown.theme(),
            tongue: shown.tongue(),
        };
        let spots = chart::spots(&chart);
        Self {
            legend: (paint::shared(&legend), legend.bounds.height),
            chart: if widths.1 > 0.0 { paint::shared(&chart::scene(&chart, &spots)) } else { Rc::default() },
            spots,
            shown,
            widths,
        }
    }
}

impl Shown {
    fn of(state: &State, before: Option<&Rc<Self>>) -> Option<Rc<Self>> {
        let ready = state.ready()?;
        let ground = state.ground()?;
        let key = Key {
            look: state.look.only(In::Picture),
            lens: state.lens()?,
            against: state.against_lens(),
            presented: state.stage().map(|it| (it, state.has_notes)),
            step: state.shown_step().map(|it| it.step.clone()),
            scale: state.scale(),
            words: state.words(ground.layout.bounds),
            budget: state.budget(),
            is_dark: state.is_dark(),
            views: state.parts.views,
            tongue: state.tongue(),
            language: state.language().to_owned(),
        };
        let before = before.filter(|it| Rc::ptr_eq(&it.ready, ready));
        if let Some(same) = before.filter(|it| it.key == key) {
            return Some(Rc::clone(same));
        }
        // what was reported depends on the telling, and on no day
        let told_alike = |it: &&Rc<Self>| {
            let lens = &it.key.lens;
            *lens == Lens { as_of: lens.as_of, known_on: lens.known_on, ..key.lens.clone() }
        };
        let series = before.filter(told_alike).map_or_else(
            || Rc::new(reports(&ready.incident, &key.lens, ready.timeline.last())),
            |it| Rc::clone(&it.series),
        );
        // and what is told depends on the lens and the step, and on the day no more
        let heard_alike = |it: &&Rc<Self>| {
            let (day, now) = (it.key.lens.as_of, key.lens.as_of);
            let is_dated = day.told().is_some() == now.told().is_some();
            is_dated && it.key.step == key.step && it.key.lens == Lens { as_of: day, ..key.lens.clone() }
        };
        let days = before.filter(heard_alike).map_or_else(
            || Rc::new(Days::of(&ready.incident, &key.lens, key.step.as_deref())),
            |it| Rc::clone(&it.days),
        );
        let axis = Rc::clone(state.axis()?);
        let drawn_alike = |it: &&Rc<Self>| {
            let speaks = |it: &Key| (it.tongue.tag(), it.language.clone(), it.is_dark, it.words.to_bits());
            Rc::ptr_eq(&it.days, &days) && Rc::ptr_eq(&it.ground, &ground) && speaks(&it.key) == speaks(&key)
        };
        let sketch = before.filter(drawn_alike).map_or_else(Rc::default, |it| Rc::clone(&it.sketch));
        // how it stands depends on no choice and no view
        let seen_alike = |it: &&Rc<Self>| (&it.key.lens, &it.key.step) == (&key.lens, &key.step);
        let snapshot = before
            .filter(seen_alike)
            .map_or_else(|| Rc::new(days.on(&ready.incident, &key.lens)), |it| Rc::clone(&it.snapshot));
        Some(Rc::new(
            Self {
                ready: Rc::clone(ready),
                map: Rc::default(),
                way: None,
                matches: None,
                ground,
                comparison: None,
                presented: None,
                series,
                axis,
                days,
                sketch,
                snapshot,
                key,
            }
            .drawn_out(),
        ))
    }

    /// With all that is made of the snapshot.
    fn drawn_out(mut self) -> Self {
        let (ready, key) = (Rc::clone(&self.ready), self.key.clone());
        let (incident, views) = (&ready.incident, key.views.get());
        self.comparison = key
            .against
            .as_ref()
            .zip(views)
            .map(|(against, views)| (views.compare)(self.teller(), against, &self.snapshot));
        let selection = key.look.selection.as_deref();
        self.way = selection.and_then(|id| Way::of(incident, &self.snapshot, [id].into_iter()));
        self.matches = Matches::of(&key.look.filter, incident, &self.snapshot);
        self.map = match key.presented {
            Some((at, notes)) => {
                let mut map = map::scene(&self.map_input());
                let (teller, snapshot, ground, theme) = (self.teller(), &self.snapshot, &self.ground, self.theme());
                let act = Act { ready: &ready, at, notes, teller, snapshot, ground, theme };
                self.presented = views.and_then(|it| (it.present)(&act, &mut map));
                paint::shared(&map)
            }
            None if self.comparison.is_some() => paint::shared(&map::scene(&self.map_input())),
            None => self.sketch.borrow_mut().draw(&self.map_input()),
        };
        self
    }

    /// Whether the same is told along the same axis, perhaps on another day.
    pub fn is_told_as(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.days, &other.days) && Rc::ptr_eq(&self.axis, &other.axis)
    }

    /// What the map shows: how it stands, and in a comparison also what was withdrawn.
    pub fn drawn(&self) -> &Snapshot {
        self.comparison.as_ref().map_or(&self.snapshot, |it| &it.drawn)
    }

    /// Its colors.
    pub fn theme(&self) -> &'static Theme {
        if self.key.is_dark { &DARK } else { &LIGHT }
    }

    /// What maps of this incident are drawn from.
    pub(super) fn map_input(&self) -> MapInput<'_> {
        MapInput {
            teller: self.teller(),
            ground: &self.ground,
            numbers: self.ready.numbers(),
            snapshot: self.drawn(),
            selection: self.selection(),
            words: self.key.words,
            theme: self.theme(),
            diff: self.comparison.as_ref().map(|it| &it.diff),
        }
    }

    /// What is chosen.
    pub fn selection(&self) -> Option<&str> {
        self.key.look.selection.as_deref()
    }

    /// How many cards its map has at most.
    pub(super) fn budget(&self) -> usize {
        self.key.budget
    }

    /// How it is looked at.
    pub(super) fn look(&self) -> &Look {
        &self.key.look
    }

    /// The lens before, in a comparison.
    pub fn against(&self) -> Option<&Lens> {
        self.key.against.as_ref()
    }

    /// The unit that was chosen for the chart.
    pub fn unit(&self) -> Option<&str> {
        self.key.look.unit.as_deref()
    }

    /// The snapshot as hosts and the command see it.
    pub fn snapshot_json(&self) -> SnapshotJson {
        SnapshotJson::of(self.teller(), &self.snapshot)
    }

    /// The reports of the unit of the chart: the chosen one, or else that of the large number, or else the first.
    pub fn shown_series(&self) -> Option<&Series> {
        series_of(&self.series, self.key.look.unit.as_deref(), &self.snapshot)
    }

    /// Where the slider stands, from 0 to 1, and in words.
    pub fn stand(&self) -> (f64, String) {
        let (day, step) = (self.snapshot.lens.as_of, self.snapshot.step.as_deref());
        let label = |it| self.teller().step(it);
        let stand = match (step, day.told()) {
            (None, _) => self.tongue().day(day),
            (Some(step), None) => label(step),
            (Some(step), Some(day)) => self.tongue().after_day(label(step), self.tongue().day(day)),
        };
        (self.axis.place(day, step), stand)
    }

    /// The reports of the chart.
    fn reports(&self) -> &[Report] {
        self.shown_series().map_or(&[], |it| it.known_on(self.snapshot.lens.known_on))
    }

    /// A report of the chart as a sentence.
    pub fn report_words(&self, i: usize) -> String {
        self.teller().report(self.reports(), i)
    }

    /// Whether the number of the day, of the unit of the chart, was counted later.
    fn is_counted_later(&self) -> bool {
        let unit = self.shown_series().map(|it| it.unit.as_str());
        let total = self.snapshot.totals.iter().find(|it| unit == Some(it.unit.as_str()));
        total.is_some_and(|it| it.counted_after(self.snapshot.lens.as_of).is_some())
    }

    /// What the looks of the chart mean.
    pub fn chart_key(&self) -> String {
        self.tongue().chart_key(self.reports(), self.is_counted_later(), !self.axis.undated.is_empty())
    }

    /// Which clocks move.
    pub fn clock(&self) -> SliderClock {
        self.key.look.clock
    }

    /// How far apart days lie.
    pub fn scale(&self) -> Scale {
        self.key.scale
    }

    /// The large number and the words beside it. The sentence, which stands next to it, says when it was counted.
    pub fn headline(&self) -> (String, String) {
        self.teller().large_count(&self.snapshot)
    }

    /// When the large number was counted, if nobody had by the day.
    pub fn counted(&self) -> Option<String> {
        self.teller().first_counted(&self.snapshot)
    }

    /// Why the large number is what it is.
    pub fn why(&self) -> Option<String> {
        Some(self.teller().why(self.snapshot.totals.first()?))
    }

    /// What is wrong with the file, if anything.
    pub fn findings(&self) -> Option<String> {
        let (report, tongue) = (&self.ready.report, self.tongue());
        let (n_errors, n_warnings) = (report.count(Severity::Error), report.count(Severity::Warning));
        let all = [(n_errors, tongue.n_errors(n_errors)), (n_warnings, tongue.n_warnings(n_warnings))];
        let all: Vec<String> = all.into_iter().filter(|it| it.0 > 0).map(|it| it.1).collect();
        (!all.is_empty()).then(|| tongue.join(&all))
    }

    /// The TLP marking, or that there is none.
    pub fn marking(&self) -> &'static str {
        self.tongue().marking(self.ready.incident.strictest())
    }

    /// The color theme.
    pub fn is_dark(&self) -> bool {
        self.key.is_dark
    }

    /// What is shown as a sentence.
    pub fn sentence(&self) -> String {
        self.teller().sentence(&self.snapshot)
    }

    /// Says in words what is shown.
    pub fn teller(&self) -> Teller<'_> {
        Teller { incident: &self.ready.incident, tongue: self.key.tongue, language: &self.key.language }
    }

    /// The language of our own words.
    pub fn tongue(&self) -> &'static Tongue {
        self.key.tongue
    }

    /// The language of labels.
    pub fn language(&self) -> &str {
        &self.key.language
    }

    /// Room for the legend of a map as wide as this. Where it would be narrow beside the controls, it has a row of its own:
    /// no entry is cut then.
    pub(super) fn legend_width(&self, map_width: f64) -> f64 {
        let can_fold = self.is_any_open() || !self.ground.folded.groups.is_empty();
        let beside = if map_width < NARROW { MARGINS } else { BESIDE_LEGEND };
        let beside = if can_fold { beside + FOLD_BUTTON } else { beside };
        (map_width - beside).max(240.0) // before it is measured, the map has no width
    }
}

/// What stands in place of a picture.
pub fn placeholder(load: &Load, tongue: &Tongue) -> Option<(String, String, Option<String>)> {
    match load {
        Load::Empty => Some((tongue.empty_title().to_owned(), tongue.empty_text().to_owned(), None)),
        Load::Loading { name } => Some((tongue.opening(name), String::new(), None)),
        Load::Failed(it) => {
            let Told { title, text, hint } = it.tell(tongue);
            Some((title, text, Some(hint)))
        }
        Load::Ready(_) => None,
    }
}
