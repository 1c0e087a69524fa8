//! Which text says a value of the interface: a speed, a scale, a column. The texts themselves stand in `tongue/`.

use super::{SliderClock, Speed};
use crate::attack::Tactic;
use crate::collection::{Column, Row};
use crate::export::figure::Content;
use crate::export::shape::Shape;
use crate::incident::SourceKind;
use crate::timeline::diff::Mark;
use crate::timeline::{Concern, Scale};
use crate::tongue::Tongue;

/// The name of a control and the key that does the same, if there is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Control {
    /// Its name.
    pub label: &'static str,
    /// Its key.
    pub key: Option<&'static str>,
}

impl Control {
    /// A control with a key.
    pub const fn new(label: &'static str, key: &'static str) -> Self {
        Self { label, key: Some(key) }
    }

    /// A control without one.
    pub const fn keyless(label: &'static str) -> Self {
        Self { label, key: None }
    }

    /// Its name with its key, for a tooltip.
    pub fn hint(self, tongue: &Tongue) -> String {
        self.key.map_or_else(|| self.label.to_owned(), |key| tongue.with_key(self.label, key))
    }
}

impl Tongue {
    /// The keys of the page, each with what it does.
    pub fn keys(&self) -> [(&'static str, &'static str); 11] {
        [
            (self.key_brackets(), self.step_help()),
            (self.key_space(), self.play_help()),
            (self.key_arrows(), self.follow_help()),
            (self.key_ends(), self.ends_help()),
            (self.key_zoom(), self.zoom_help()),
            (self.key_escape(), self.escape_help()),
            (self.key_views(), self.views_help()),
            ("/", self.find_help()),
            ("P", self.present_help()),
            ("E", self.edit_help()),
            ("?", self.keys_help()),
        ]
    }

    /// A kind of source, for several.
    pub fn source_kind(&self, kind: SourceKind) -> &'static str {
        match kind {
            SourceKind::Victim => self.sources_victim(),
            SourceKind::Authority => self.sources_authority(),
            SourceKind::Press => self.sources_press(),
            SourceKind::Analyst => self.sources_analyst(),
            SourceKind::Anonymous => self.sources_anonymous(),
            SourceKind::Editor => self.sources_editor(),
            SourceKind::Intruder => self.sources_intruder(),
        }
    }

    /// What became of parts, above the list of them.
    pub fn mark(&self, mark: Mark) -> &'static str {
        match mark {
            Mark::Added => self.added(),
            Mark::Changed => self.changed(),
            Mark::Withdrawn => self.withdrawn(),
        }
    }

    /// How fast the story plays.
    pub fn speed(&self, speed: Speed) -> &'static str {
        match speed {
            Speed::Slow => self.slow(),
            Speed::Normal => self.normal(),
            Speed::Fast => self.fast(),
        }
    }

    /// Which clocks move.
    pub fn clock_choice(&self, clock: SliderClock) -> &'static str {
        match clock {
            SliderClock::Happened => self.as_it_happened(),
            SliderClock::Learned => self.as_it_was_learned(),
        }
    }

    /// How far apart days lie.
    pub fn scale(&self, scale: Scale) -> &'static str {
        match scale {
            Scale::Compressed => self.scale_compressed(),
            Scale::True => self.scale_true(),
            Scale::Steps => self.scale_steps(),
        }
    }

    /// What a dispute moves, as a heading.
    pub fn concern(&self, concern: Concern) -> &'static str {
        match concern {
            Concern::Headline => self.moves_headline(),
            Concern::Clock => self.moves_clock(),
            Concern::Course => self.moves_course(),
            Concern::Place => self.moves_place(),
            Concern::Fact => self.moves_fact(),
        }
    }

    /// How many disputes there are.
    pub fn disputes(&self, n: usize) -> String {
        match n {
            0 => self.no_disputes().to_owned(),
            1 => self.one_dispute().to_owned(),
            n => self.n_disputes(n),
        }
    }

    /// What came of copying, where the text stands beside it.
    pub fn copied_or_not(&self, is_done: bool) -> &'static str {
        if is_done { self.copied() } else { self.not_copied() }
    }

    /// What came of copying what can be saved instead.
    pub fn copied_or_saved(&self, is_done: bool) -> &'static str {
        if is_done { self.copied() } else { self.not_copied_save() }
    }

    /// The title of a column of a list.
    pub fn column(&self, column: Column) -> &'static str {
        match column {
            Column::Victim => self.column_victim(),
            Column::When => self.column_when(),
            Column::Counts => self.column_counts(),
            Column::Actor => self.column_actor(),
            Column::Action => self.column_action(),
            Column::Complete => self.column_complete(),
        }
    }

    /// What stands in it, where its title leaves that open.
    pub fn column_hint(&self, column: Column) -> Option<&'static str> {
        (column == Column::Complete).then(|| self.column_complete_hint())
    }

    /// How many rows are found: `12 of 8,553 incidents`.
    pub fn found(&self, n: usize, of: usize) -> String {
        let all = self.n_incidents(of);
        if n == of { all } else { self.found_of(n, all) }
    }

    /// How much of an incident is told: `4 of 6`.
    pub fn complete(&self, row: &Row) -> String {
        self.n_of_all(row.complete, Row::PARTS)
    }

    /// Back to a list of so many.
    pub fn back(&self, n: usize) -> String {
        if n == 1 { self.back_to_list().to_owned() } else { self.back_to_all(n) }
    }

    /// What a column of a table is taken for, by its name in options; nothing else is taken for anything.
    pub fn column_field(&self, field: &str) -> &'static str {
        match field {
            "from" => self.field_from(),
            "to" => self.field_to(),
            "when" => self.field_when(),
            "what" => self.field_what(),
            "technique" => self.field_technique(),
            "source" => self.field_source(),
            "clock" => self.field_clock(),
            "status" => self.field_status(),
            "confidence" => self.field_confidence(),
            "marking" => self.field_marking(),
            "time-zone" => self.field_time_zone(),
            "network" => self.field_network(),
            "state" => self.field_state(),
            "count" => self.field_count(),
            "unit" => self.field_unit(),
            _ => self.column_unused(),
        }
    }

    /// Which number of a date stands first, by its name in options.
    pub fn order(&self, order: &str) -> &'static str {
        match order {
            "day-first" => self.order_day_first(),
            "month-first" => self.order_month_first(),
            "year-first" => self.order_year_first(),
            _ => self.dates_as_told(),
        }
    }

    /// How far a file, or what becomes a list, has been read.
    pub fn reading(&self, name: &str, done: f64, is_list: bool) -> String {
        if done < 1.0 {
            self.reading_file(name, format!("{:.0}", done * 100.0))
        } else if is_list {
            self.making_list(name)
        } else {
            self.making_incident(name)
        }
    }

    /// A way in which a file was read: `when: Time`.
    pub fn option(&self, name: &str, value: &str) -> String {
        match value.strip_prefix('#') {
            Some("0") => self.option_none(name),
            Some(number) => self.option_column(name, number),
            None => self.option_value(name, value),
        }
    }

    /// A tactic of ATT&CK.
    pub fn tactic(&self, tactic: Tactic) -> &'static str {
        match tactic {
            Tactic::Reconnaissance => self.tactic_reconnaissance(),
            Tactic::ResourceDevelopment => self.tactic_resources(),
            Tactic::InitialAccess => self.tactic_initial_access(),
            Tactic::Execution => self.tactic_execution(),
            Tactic::Persistence => self.tactic_persistence(),
            Tactic::PrivilegeEscalation => self.tactic_privileges(),
            Tactic::Stealth => self.tactic_evasion(),
            Tactic::DefenseImpairment => self.tactic_impairment(),
            Tactic::CredentialAccess => self.tactic_credentials(),
            Tactic::Discovery => self.tactic_discovery(),
            Tactic::LateralMovement => self.tactic_lateral(),
            Tactic::Collection => self.tactic_collection(),
            Tactic::CommandAndControl => self.tactic_control(),
            Tactic::Exfiltration => self.tactic_exfiltration(),
            Tactic::Impact => self.tactic_impact(),
        }
    }

    /// The shape of a figure.
    pub fn shape(&self, shape: Shape) -> &'static str {
        match shape {
            Shape::AsDrawn => self.shape_as_drawn(),
            Shape::Wide => self.shape_wide(),
            Shape::Classic => self.shape_classic(),
            Shape::A4 => self.shape_a4(),
        }
    }

    /// The shape of slides, which place their list of steps where the map leaves room.
    pub fn slides(&self, shape: Shape) -> &'static str {
        match shape {
            Shape::AsDrawn | Shape::Wide => self.slides_wide(),
            Shape::Classic => self.slides_classic(),
            Shape::A4 => self.slides_a4(),
        }
    }

    /// What a figure shows.
    pub fn content(&self, content: Content) -> &'static str {
        match content {
            Content::Map => self.content_map(),
            Content::Chart => self.content_chart(),
            Content::Both => self.content_both(),
            Content::Lanes => self.content_lanes(),
        }
    }

    /// A theme by its name.
    pub fn theme(&self, name: &str) -> &'static str {
        match name {
            "dark" => self.theme_dark(),
            "paper" => self.theme_paper(),
            _ => self.theme_light(),
        }
    }
}
