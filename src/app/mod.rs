//! The user interface as a pure machine: state and action in, state and effects out. It knows no browser.

pub mod action;
mod arrival;
pub mod aside;
pub mod asked;
pub mod briefing;
pub mod camera;
pub mod closer;
pub mod columns;
pub mod compare;
pub mod comparison;
pub mod details;
pub mod edit;
pub mod editing;
pub mod effect;
pub mod facet;
pub mod failure;
pub mod figure;
pub mod filter;
pub mod find;
pub mod findable;
pub mod folder;
pub mod folding;
pub mod follow;
pub mod fragment;
pub mod handing;
pub mod indexed;
mod keeping;
pub mod lanes;
pub mod ledger;
pub mod linking;
pub mod listing;
mod lit;
pub mod load;
pub mod look;
mod moving;
pub mod multiples;
pub mod offers;
pub mod office;
pub mod opening;
pub mod own;
pub mod part;
pub mod parts;
pub mod piece;
pub mod present;
pub mod presented;
pub mod quoting;
pub mod reading;
pub mod room;
mod sayable;
pub mod seek;
mod sharing;
mod showing;
pub mod sketch;
pub mod story;
pub mod tables;
pub mod tactics;
pub mod tellings;
mod trust;
pub mod typed;
pub mod update;
pub mod view;
pub mod views;
mod whole;
pub mod wish;
pub mod wording;
pub mod writes;
mod years;

use std::rc::Rc;

use crate::incident::{Day, Slide};
use crate::timeline::{Axis, Lens, PartialLens, Scale, Timeline, Undated, slides};
use crate::tongue::Tongue;
use crate::words::Teller;
use camera::{Camera, Size};
pub use columns::Columns;
pub use failure::Failure;
pub use listing::Listing;
pub use load::{GalleryEntry, Load, Ready};
pub use look::{Controls, Look, Shortcuts, SliderClock, Tab, ThemeChoice};
use presented::Stage;
pub use reading::Reading;

crate::incident::words! {
    #[derive(Default)]
    /// How fast the story plays.
    Speed {
        /// A step every three seconds.
        Slow = "slow",
        #[default]
        /// A step every one and a half seconds.
        Normal = "normal",
        /// A step every 0.7 seconds.
        Fast = "fast",
    }
}

impl Speed {
    /// How long a step stands.
    pub fn millis(self) -> u32 {
        match self {
            Self::Slow => 3000,
            Self::Normal => 1500,
            Self::Fast => 700,
        }
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
    /// What is looked at, and how.
    pub look: Look,
    /// Whether what is wrong in the file is listed.
    pub has_faults: bool,
    /// What was looked at before the presentation began; `None` if it began with a link.
    pub before_talk: Option<Box<Look>>,
    /// Whether the speaker's notes are shown while presenting.
    pub has_notes: bool,
    /// Whether the last copy went well; `None` if nothing was copied since something changed.
    pub copied: Option<bool>,
    /// Whether the story plays by itself.
    pub is_playing: bool,
    /// How fast.
    pub speed: Speed,
    /// Where the map is looked at; `None` is how it opens.
    pub camera: Option<Camera>,
    /// Room for the map, in CSS pixels.
    pub map_size: Size,
    /// Room for the chart, in CSS pixels.
    pub chart_width: f64,
    /// Whether the system prefers dark.
    pub is_system_dark: bool,
    /// The languages that the reader reads, the best first.
    pub languages: Vec<String>,
    /// Whether a compact element shows what it has folded away.
    pub is_unfolded: bool,
    /// The collection that was opened last.
    pub listing: Option<Listing>,
    /// The table from which the incident that is shown was read, or would be.
    pub columns: Option<Columns>,
    /// The file of another tool that is being read.
    pub reading: Option<Reading>,
    /// Counts loads, so that a late answer to an old one is not taken for the new one.
    pub request: u32,
    /// The address from which the last file came; `None` if somebody gave the file itself.
    pub came_from: Option<String>,
    /// The file of the reader's own that is shown, or of which an incident is shown.
    pub own: Option<own::Own>,
    /// The one that is on its way.
    pub brought: Option<own::Own>,
    /// Whether the tab keeps what is shown of it.
    pub is_kept: bool,
    /// The address that was asked for last, and by which load.
    pub asked: Option<(u32, String)>,
    /// A fragment whose incident is not there yet.
    pub wanted: Option<fragment::Fragment>,
    /// What the reader would hand on.
    pub wish: wish::Wish,
    /// What would come of it.
    pub preview: Rc<wish::Preview>,
    /// The document that somebody writes.
    pub editing: Option<Rc<editing::Editing>>,
    /// The parts of the program.
    pub parts: parts::Parts,
    /// What waits for one of them: the last that was asked for.
    pub waiting: Option<parts::Waiting>,
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

    /// Whether one may write in what is shown.
    pub fn can_edit(&self) -> bool {
        self.look.is_editable && !self.look.is_read_only
    }

    /// The sheet, while it is shown.
    pub fn sheet(&self) -> Option<&Rc<editing::Editing>> {
        self.editing.as_ref().filter(|it| it.is_open && self.can_edit() && self.ready().is_some())
    }

    /// The lens, once there is an incident.
    pub fn lens(&self) -> Option<Lens> {
        let as_of = self.look.as_of.unwrap_or(self.timeline()?.opening);
        let known_on = if self.is_learning() { as_of.told() } else { self.look.known_on };
        Some(Lens { as_of, known_on, told_by: self.look.told_by.clone(), prefer: self.look.prefer.clone() })
    }

    /// Whether the reader's clock moves with the world's.
    pub fn is_learning(&self) -> bool {
        self.look.clock == SliderClock::Learned
    }

    /// The days to which the slider goes step by step.
    pub fn timeline(&self) -> Option<&Timeline> {
        let ready = self.ready()?;
        Some(if self.is_learning() { &ready.learned } else { &ready.timeline })
    }

    /// How far apart days lie.
    pub fn scale(&self) -> Scale {
        let is_order = || self.ready().is_some_and(|it| it.has_hardly_any_date());
        self.look.scale.unwrap_or_else(|| if is_order() { Scale::Steps } else { Scale::Compressed })
    }

    /// Where days lie on slider and chart.
    pub fn axis(&self) -> Option<&Rc<Axis>> {
        Some(self.ready()?.axis(self.is_learning(), self.scale()))
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
        let (step, day) = (self.look.step.as_ref()?, self.lens()?.as_of);
        self.undated().iter().find(|it| it.step == *step && it.after == day)
    }

    /// What the reader has pinned of the lens.
    pub fn pinned(&self) -> PartialLens {
        PartialLens {
            as_of: self.look.as_of.and_then(Day::told),
            known_on: self.lens().and_then(|it| it.known_on).map(Some),
            told_by: self.look.told_by.clone().map(Some),
            prefer: Some(self.look.prefer.clone()).filter(|it| !it.is_empty()),
        }
    }

    /// The steps to present, once there is an incident.
    pub fn slides(&self) -> Option<Vec<Slide>> {
        self.ready().map(|it| slides(&it.incident, &it.timeline))
    }

    /// What of a presentation is on the screen, while there is one.
    pub fn stage(&self) -> Option<Stage> {
        (self.look.tab == Tab::Present).then(|| self.look.slide.map_or(Stage::Title, Stage::Step))
    }

    /// The lens before, where a comparison is shown.
    pub fn against_lens(&self) -> Option<Lens> {
        let against = self.look.against.as_ref().filter(|_| self.shown_tab() == Tab::Changes)?;
        Some(against.over(&self.lens()?))
    }

    /// Whether the dark theme is shown.
    pub fn is_dark(&self) -> bool {
        match self.look.theme {
            ThemeChoice::System => self.is_system_dark,
            ThemeChoice::Light => false,
            ThemeChoice::Dark => true,
        }
    }

    /// What fills the middle.
    pub fn shown_tab(&self) -> Tab {
        match self.look.tab {
            Tab::Auto if self.is_narrow() && self.look.controls == Controls::Full => Tab::Story,
            Tab::Auto => Tab::Map,
            tab => tab,
        }
    }

    /// In which language the interface speaks: that which was chosen, else that of the page, else that of the reader;
    /// English, if we speak none of these.
    pub fn tongue(&self) -> &'static Tongue {
        let said = [&self.look.language, &self.look.page_language].into_iter().flatten();
        said.chain(&self.languages).find_map(|it| Tongue::spoken(it)).unwrap_or_else(|| Tongue::of(""))
    }

    /// The language of labels: that in which the interface speaks, or one that was asked for and only the file has;
    /// if the file has neither, its own.
    pub fn language(&self) -> &str {
        let asked = self.look.language.as_deref().or(self.look.page_language.as_deref());
        let Some(ready) = self.ready() else { return asked.unwrap_or("en") };
        let has = |tag: &&str| ready.incident.title.all().any(|(it, _)| it == *tag);
        let is_told = asked.is_some() || !self.languages.is_empty();
        let spoken = Some(self.tongue().tag()).filter(|_| is_told);
        asked.filter(has).or(spoken.filter(has)).unwrap_or(&ready.incident.language)
    }

    /// Says in words what is told of the incident, if one is open.
    pub fn teller(&self) -> Option<Teller<'_>> {
        let incident = &self.ready()?.incident;
        Some(Teller { incident, tongue: self.tongue(), language: self.language() })
    }

    /// What the choice of a language shows as chosen: that of the interface, or one that was asked for and only the file has.
    pub fn chosen_language(&self) -> &str {
        let labels = self.language();
        let asked = self.look.language.as_deref().or(self.look.page_language.as_deref());
        if asked == Some(labels) { labels } else { self.tongue().tag() }
    }
}
