//! The user interface as a pure machine: state and action in, state and effects out. It knows no browser.

pub mod action;
pub mod briefing;
pub mod camera;
pub mod columns;
pub mod compare;
pub mod details;
pub mod figure;
pub mod folder;
pub mod follow;
pub mod fragment;
pub mod handing;
pub mod ledger;
pub mod listing;
pub mod load;
pub mod multiples;
pub mod opening;
pub mod present;
pub mod reading;
pub mod seek;
pub mod tellings;
pub mod update;
pub mod view;
mod whose;
pub mod words;

use std::collections::BTreeSet;
use std::rc::Rc;

use crate::incident::{Day, Id, Slide};
use crate::layout::geometry::Rect;
use crate::timeline::{Axis, Lens, PartialLens, Preference, Scale, Timeline, Undated, slides};
use crate::tongue::Tongue;
use camera::{Camera, Size};
pub use columns::Columns;
pub use listing::Listing;
pub use load::{Failure, GalleryEntry, Load, Ready};
pub use reading::Reading;

/// With a chart narrower than this (an element of 480 CSS pixels), the story is seen first and the map on demand.
const NARROW: f64 = 456.0;

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ThemeChoice {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// What fills the middle of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tab {
    /// The map where there is room, else the story.
    #[default]
    Auto,
    /// The story.
    Story,
    /// The map.
    Map,
    /// The table, which says everything that the map says.
    Table,
    /// All that sources disagree on.
    Disputes,
    /// What changed from another lens to this one.
    Changes,
    /// All tellings side by side.
    Tellings,
    /// Nothing but the story, step by step, for a room.
    Present,
}

/// How fast the story plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Speed {
    /// A step every three seconds.
    Slow,
    /// A step every one and a half seconds.
    #[default]
    Normal,
    /// A step every 0.7 seconds.
    Fast,
}

impl Speed {
    /// All speeds, from slow to fast.
    pub const ALL: [Self; 3] = [Self::Slow, Self::Normal, Self::Fast];

    /// How long a step stands.
    pub fn millis(self) -> u32 {
        match self {
            Self::Slow => 3000,
            Self::Normal => 1500,
            Self::Fast => 700,
        }
    }
}

crate::incident::words! {
    #[derive(Default)]
    /// Which clocks move when the slider does.
    Clock {
        #[default]
        /// As it happened: the world's clock moves, and the reader's stays.
        Happened = "happened",
        /// As it was learned: both move together.
        Learned = "learned",
    }
}

crate::incident::words! {
    #[derive(Default)]
    /// How much an element shows beside the map.
    Controls {
        #[default]
        /// All of it.
        Full = "full",
        /// Title, number, map and a low time bar; the rest is folded away and can be unfolded.
        Compact = "compact",
        /// Title, number and map; nothing to operate but the map itself.
        Bare = "none",
    }
}

/// All that one element knows.
#[derive(Debug, Clone, PartialEq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each says something that can be so whatever the others say")]
pub struct State {
    /// The incident, or why there is none yet.
    pub load: Load,
    /// Incidents to switch between.
    pub gallery: Rc<Vec<GalleryEntry>>,
    /// The world's clock; `None` is the last day of the story.
    pub as_of: Option<Day>,
    /// The reader's clock, where it stands still; `None` is the latest knowledge.
    pub known_on: Option<Day>,
    /// The step without a date at which the slider stands, after the day; `None` is the day itself.
    pub step: Option<Id>,
    /// Which clocks move.
    pub clock: Clock,
    /// How far apart days lie; `None` is as the story needs it.
    pub scale: Option<Scale>,
    /// The unit of the chart; `None` is the first.
    pub unit: Option<String>,
    /// Whose word counts; `None` is everybody's.
    pub told_by: Option<BTreeSet<Id>>,
    /// Where the reader believes another source than the rule would.
    pub prefer: Vec<Preference>,
    /// The lens before, in a comparison; what it leaves open is as it is shown.
    pub against: Option<PartialLens>,
    /// Which step is presented, from 0.
    pub slide: usize,
    /// Whether the speaker's notes are shown while presenting.
    pub has_notes: bool,
    /// Whether the last copy went well; `None` if nothing was copied since something changed.
    pub copied: Option<bool>,
    /// Whether the story plays by itself.
    pub is_playing: bool,
    /// How fast.
    pub speed: Speed,
    /// The host, pivot or event that is chosen.
    pub selection: Option<Id>,
    /// Where the map is looked at; `None` is how it opens.
    pub camera: Option<Camera>,
    /// Room for the map, in CSS pixels.
    pub map_size: Size,
    /// Room for the chart, in CSS pixels.
    pub chart_width: f64,
    /// Light or dark.
    pub theme: ThemeChoice,
    /// Whether the system prefers dark.
    pub is_system_dark: bool,
    /// What fills the middle.
    pub tab: Tab,
    /// The language of labels with which the element opens; `None` is the file's.
    pub language: Option<String>,
    /// The language of labels that was chosen instead.
    pub chosen_language: Option<String>,
    /// How much is shown beside the map.
    pub controls: Controls,
    /// Whether a compact element shows what it has folded away.
    pub is_unfolded: bool,
    /// Whether the visitor may only look: open no other file, and believe nobody in particular.
    pub is_read_only: bool,
    /// The collection that was opened last.
    pub listing: Option<Listing>,
    /// The table from which the incident that is shown was read, or would be.
    pub columns: Option<Columns>,
    /// The file of another tool that is being read.
    pub reading: Option<Reading>,
    /// Counts loads, so that a late answer to an old one is not taken for the new one.
    pub request: u32,
    /// The address that was asked for last, and by which load.
    pub asked: Option<(u32, String)>,
    /// A fragment whose incident is not there yet.
    pub wanted: Option<fragment::Fragment>,
    /// What the reader would hand on.
    pub wish: handing::Wish,
    /// What would come of it.
    pub preview: Rc<handing::Preview>,
    /// Something went wrong beside the incident that is shown, and what.
    pub complaint: Option<Rc<Failure>>,
}

impl State {
    /// Whether there is something to see: an incident, or a list.
    fn has_something(&self) -> bool {
        self.ready().is_some() || self.listing.is_some() || self.columns.is_some()
    }

    /// Keeps what went wrong: beside what is shown, or in its place.
    fn fail(&mut self, failure: Failure) {
        if self.has_something() {
            self.complaint = Some(Rc::new(failure));
        } else {
            self.load = Load::Failed(Rc::new(failure));
        }
    }

    /// Keeps what went wrong beside what is shown.
    fn complain(&mut self, failure: Failure) {
        self.complaint = Some(Rc::new(failure));
    }

    /// The incident and all that is derived from it once.
    pub fn ready(&self) -> Option<&Rc<Ready>> {
        match &self.load {
            Load::Ready(ready) => Some(ready),
            _ => None,
        }
    }

    /// The lens, once there is an incident.
    pub fn lens(&self) -> Option<Lens> {
        let as_of = self.as_of.unwrap_or(self.timeline()?.last());
        let known_on = if self.is_learning() { as_of.told() } else { self.known_on };
        Some(Lens { as_of, known_on, told_by: self.told_by.clone(), prefer: self.prefer.clone() })
    }

    /// Whether the reader's clock moves with the world's.
    pub fn is_learning(&self) -> bool {
        self.clock == Clock::Learned
    }

    /// The days to which the slider goes step by step.
    pub fn timeline(&self) -> Option<&Timeline> {
        let ready = self.ready()?;
        Some(if self.is_learning() { &ready.learned } else { &ready.timeline })
    }

    /// How far apart days lie.
    pub fn scale(&self) -> Scale {
        let is_order = || self.ready().is_some_and(|it| it.has_hardly_any_date());
        self.scale.unwrap_or_else(|| if is_order() { Scale::Steps } else { Scale::Compressed })
    }

    /// Where days lie on slider and chart.
    pub fn axis(&self) -> Option<Axis> {
        Some(Axis::of(self.timeline()?, self.scale(), self.undated()))
    }

    /// The steps without a date that have places on the axis: in equal steps, as it happened.
    pub fn undated(&self) -> &[Undated] {
        let has_places = self.scale() == Scale::Steps && !self.is_learning();
        self.ready().filter(|_| has_places).map_or(&[], |it| it.undated())
    }

    /// Where the slider stands, from 0 to 1.
    pub fn position(&self) -> Option<f64> {
        Some(self.axis()?.place(self.lens()?.as_of, self.shown_step().map(|it| it.step.as_str())))
    }

    /// The step without a date at which the slider stands.
    pub fn shown_step(&self) -> Option<&Undated> {
        let (step, day) = (self.step.as_ref()?, self.lens()?.as_of);
        self.undated().iter().find(|it| it.step == *step && it.after == day)
    }

    /// What the reader has pinned of the lens.
    pub fn pinned(&self) -> PartialLens {
        PartialLens {
            as_of: self.as_of.and_then(Day::told),
            known_on: self.lens().and_then(|it| it.known_on).map(Some),
            told_by: self.told_by.clone().map(Some),
            prefer: Some(self.prefer.clone()).filter(|it| !it.is_empty()),
        }
    }

    /// The steps to present, once there is an incident.
    pub fn slides(&self) -> Option<Vec<Slide>> {
        self.ready().map(|it| slides(&it.incident, &it.timeline))
    }

    /// The lens before, where a comparison is shown.
    pub fn against_lens(&self) -> Option<Lens> {
        let against = self.against.as_ref().filter(|_| self.shown_tab() == Tab::Changes)?;
        Some(against.over(&self.lens()?))
    }

    /// Whether the dark theme is shown.
    pub fn is_dark(&self) -> bool {
        match self.theme {
            ThemeChoice::System => self.is_system_dark,
            ThemeChoice::Light => false,
            ThemeChoice::Dark => true,
        }
    }

    /// Whether there is no room for more than a column.
    pub fn is_narrow(&self) -> bool {
        self.chart_width > 0.0 && self.chart_width < NARROW
    }

    /// How a map with these bounds opens: so that its words can be read, or whole where nobody can move it by a button.
    pub fn opening(&self, map: Rect) -> Camera {
        let opening = if self.controls == Controls::Bare { Camera::fit } else { Camera::opening };
        opening(map, self.map_size)
    }

    /// What fills the middle.
    pub fn shown_tab(&self) -> Tab {
        match self.tab {
            Tab::Auto if self.is_narrow() && self.controls == Controls::Full => Tab::Story,
            Tab::Auto => Tab::Map,
            tab => tab,
        }
    }

    /// The language of labels.
    pub fn language(&self) -> &str {
        let of_file = || self.ready().map_or("en", |it| it.incident.language.as_str());
        self.chosen_language.as_deref().or(self.language.as_deref()).unwrap_or_else(of_file)
    }

    /// The language in which it says its own words.
    pub fn tongue(&self) -> &'static Tongue {
        Tongue::of(self.language())
    }
}
