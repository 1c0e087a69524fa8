//! The lists of the sheet and their columns: what stands where in a file, and what can stand in a cell.

use crate::incident::{EventKind, Hedge, HostKind, Jurisdiction, Marking, Role, SourceKind, StateChange};
use crate::tongue::Tongue;

crate::incident::words! {
    #[derive(Default)]
    /// A list of the sheet.
    Section {
        /// The incident as a whole.
        About = "about",
        #[default]
        /// Hosts.
        Hosts = "hosts",
        /// Steps of the intruder.
        Steps = "pivots",
        /// What became of hosts.
        States = "states",
        /// What else happened.
        Events = "events",
        /// How many are affected.
        Counts = "counts",
        /// Who says so.
        Sources = "sources",
        /// Where hosts are.
        Zones = "zones",
        /// What is said of the incident as a whole.
        Facts = "facts",
        /// What is left open.
        Questions = "questions",
        /// The steps of the presentation.
        Story = "story",
        /// Quotes, held to their documents: no list of the file.
        Quotes = "quotes",
    }
}

/// Where the value of a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the part.
    Part,
    /// In a claim on the part.
    Claim,
    /// The value of the first claim of this list, or this fact, of the part: a host's zone, the victim.
    FirstOf,
    /// The part whose claim it is: the host of a state.
    Owner,
}

/// What can stand in a cell.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// Words for people, by language.
    Text,
    /// Any string.
    Plain,
    /// The id of the part itself.
    Id,
    /// A word of a list, with what people call it.
    Term(&'static [&'static str], fn(&Tongue, &str) -> String),
    /// The same, several of them.
    Terms(&'static [&'static str], fn(&Tongue, &str) -> String),
    /// The id of a part of these lists, or of several parts.
    Part {
        /// Which lists.
        of: &'static [Section],
        /// Whether there can be several.
        is_many: bool,
    },
    /// A technique: its id, found by its name.
    Technique,
    /// A moment.
    Moment,
    /// A day of the calendar.
    Day,
    /// How many.
    Amount,
}

/// A column of a list.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// The field.
    pub key: &'static str,
    /// Where it stands.
    pub place: Place,
    /// What can stand there.
    pub kind: Kind,
    /// What people call it.
    pub head: fn(&Tongue) -> &'static str,
    /// Whether it cannot be empty.
    pub is_needed: bool,
}

const fn column(key: &'static str, place: Place, kind: Kind, head: fn(&Tongue) -> &'static str) -> Column {
    Column { key, place, kind, head, is_needed: false }
}

const fn needed(column: Column) -> Column {
    Column { is_needed: true, ..column }
}

const fn one(of: &'static [Section]) -> Kind {
    Kind::Part { of, is_many: false }
}

const fn many(of: &'static [Section]) -> Kind {
    Kind::Part { of, is_many: true }
}

use Place::{Claim, FirstOf, Owner, Part};

const ID: Column = needed(column("id", Part, Kind::Id, Tongue::sheet_id));
const LABEL: Column = needed(column("label", Part, Kind::Text, Tongue::sheet_label));
const NOTE: Column = column("note", Part, Kind::Text, Tongue::sheet_note);
const WHEN: Column = column("when", Claim, Kind::Moment, Tongue::sheet_when);
const HEDGE: Column = column("hedge", Claim, Kind::Term(Hedge::WORDS, hedge), Tongue::sheet_hedge);
const SOURCE: Column = needed(column("source", Claim, one(&[Section::Sources]), Tongue::sheet_source));
const VIA: Column = column("via", Claim, many(&[Section::Sources]), Tongue::sheet_via);
const AFTER: Column = column("after", Claim, many(&[Section::Steps, Section::Events]), Tongue::sheet_after);
const QUOTE: Column = column("quote", Claim, Kind::Plain, Tongue::sheet_quote);
const AT: Column = column("at", Claim, Kind::Plain, Tongue::sheet_at);
const CLAIM_NOTE: Column = column("note", Claim, Kind::Text, Tongue::sheet_note);
const LIKELIHOOD: Column = column("likelihood", Claim, Kind::Plain, Tongue::sheet_likelihood);
const MARKING: Column = column("marking", Claim, Kind::Term(Marking::WORDS, same), Tongue::sheet_marking);
const SAID: Column = column("value", Claim, Kind::Text, Tongue::sheet_value);

const ABOUT: &[Column] = &[
    needed(column("title", Part, Kind::Text, Tongue::sheet_title)),
    column("summary", Part, Kind::Text, Tongue::sheet_summary),
    column("marking", Part, Kind::Term(Marking::WORDS, same), Tongue::sheet_marking),
    column("language", Part, Kind::Plain, Tongue::sheet_language),
    column("jurisdictions", Part, Kind::Terms(Jurisdiction::WORDS, same), Tongue::sheet_jurisdictions),
    column("default_source", Part, one(&[Section::Sources]), Tongue::sheet_default_source),
    column("victim", FirstOf, Kind::Text, Tongue::sheet_victim),
    column("actor", FirstOf, Kind::Text, Tongue::sheet_actor),
    needed(column("id", Part, Kind::Plain, Tongue::sheet_id)),
];
const HOSTS: &[Column] = &[
    LABEL,
    column("kind", Part, Kind::Term(HostKind::WORDS, host_kind), Tongue::sheet_kind),
    column("role", Part, Kind::Term(Role::WORDS, role), Tongue::sheet_role),
    column("zone", FirstOf, one(&[Section::Zones]), Tongue::sheet_zone),
    NOTE,
    ID,
];
const STEPS: &[Column] = &[
    needed(column("from", Part, one(&[Section::Hosts]), Tongue::sheet_from)),
    needed(column("to", Part, one(&[Section::Hosts]), Tongue::sheet_to)),
    column("label", Part, Kind::Text, Tongue::sheet_word),
    column("technique", Part, Kind::Technique, Tongue::sheet_technique),
    WHEN,
    HEDGE,
    SOURCE,
    AFTER,
    LIKELIHOOD,
    VIA,
    QUOTE,
    AT,
    CLAIM_NOTE,
    MARKING,
    ID,
];
const STATES: &[Column] = &[
    needed(column("host", Owner, one(&[Section::Hosts]), Tongue::sheet_host)),
    needed(column("value", Claim, Kind::Term(StateChange::WORDS, state), Tongue::sheet_state)),
    WHEN,
    HEDGE,
    SOURCE,
    LIKELIHOOD,
    VIA,
    QUOTE,
    AT,
    CLAIM_NOTE,
    MARKING,
];
const EVENTS: &[Column] = &[
    LABEL,
    column("kind", Part, Kind::Term(EventKind::WORDS, event_kind), Tongue::sheet_kind),
    column("hosts", Part, many(&[Section::Hosts]), Tongue::sheet_hosts),
    WHEN,
    HEDGE,
    SOURCE,
    column("jurisdiction", Part, Kind::Term(Jurisdiction::WORDS, same), Tongue::sheet_jurisdiction),
    AFTER,
    LIKELIHOOD,
    VIA,
    QUOTE,
    AT,
    CLAIM_NOTE,
    MARKING,
    ID,
];
const COUNTS: &[Column] = &[
    LABEL,
    needed(column("value", Claim, Kind::Amount, Tongue::sheet_amount)),
    needed(column("unit", Claim, Kind::Plain, Tongue::sheet_unit)),
    WHEN,
    HEDGE,
    SOURCE,
    column("supersedes", Part, many(&[Section::Counts]), Tongue::sheet_supersedes),
    column("host", Part, one(&[Section::Hosts]), Tongue::sheet_host),
    LIKELIHOOD,
    VIA,
    QUOTE,
    AT,
    CLAIM_NOTE,
    MARKING,
    ID,
];
const SOURCES: &[Column] = &[
    needed(column("publisher", Part, Kind::Text, Tongue::sheet_publisher)),
    needed(column("kind", Part, Kind::Term(SourceKind::WORDS, source_kind), Tongue::sheet_kind)),
    column("published", Part, Kind::Moment, Tongue::sheet_published),
    column("title", Part, Kind::Text, Tongue::sheet_title),
    column("url", Part, Kind::Plain, Tongue::sheet_url),
    column("reliability", Part, Kind::Plain, Tongue::sheet_reliability),
    column("language", Part, Kind::Plain, Tongue::sheet_language),
    NOTE,
    ID,
];
const ZONES: &[Column] = &[LABEL, column("within", Part, one(&[Section::Zones]), Tongue::sheet_within), ID];
const FACTS: &[Column] = &[LABEL, SAID, WHEN, HEDGE, SOURCE, VIA, QUOTE, AT, CLAIM_NOTE, MARKING, ID];
const QUESTIONS: &[Column] = &[
    LABEL,
    needed(column("value", Claim, Kind::Term(&["open", "answered"], answer), Tongue::sheet_answer)),
    WHEN,
    SOURCE,
    QUOTE,
    AT,
    CLAIM_NOTE,
    MARKING,
    ID,
];
const STORY: &[Column] = &[
    needed(column("as_of", Part, Kind::Day, Tongue::sheet_as_of)),
    column("words", Part, Kind::Text, Tongue::sheet_words),
    column(
        "select",
        Part,
        many(&[Section::Hosts, Section::Steps, Section::Events, Section::Counts]),
        Tongue::sheet_select,
    ),
    column("known_on", Part, Kind::Day, Tongue::sheet_known_on),
    column("told_by", Part, many(&[Section::Sources]), Tongue::sheet_told_by),
    column("notes", Part, Kind::Text, Tongue::sheet_notes),
];

impl Section {
    /// Its columns.
    pub fn columns(self) -> &'static [Column] {
        match self {
            Self::About => ABOUT,
            Self::Hosts => HOSTS,
            Self::Steps => STEPS,
            Self::States => STATES,
            Self::Events => EVENTS,
            Self::Counts => COUNTS,
            Self::Sources => SOURCES,
            Self::Zones => ZONES,
            Self::Facts => FACTS,
            Self::Questions => QUESTIONS,
            Self::Story => STORY,
            Self::Quotes => &[],
        }
    }

    /// Its name.
    pub fn name(self, tongue: &Tongue) -> &'static str {
        match self {
            Self::About => tongue.list_about(),
            Self::Hosts => tongue.list_hosts(),
            Self::Steps => tongue.list_steps(),
            Self::States => tongue.list_states(),
            Self::Events => tongue.list_events(),
            Self::Counts => tongue.list_counts(),
            Self::Sources => tongue.list_sources(),
            Self::Zones => tongue.list_zones(),
            Self::Facts => tongue.list_facts(),
            Self::Questions => tongue.list_questions(),
            Self::Story => tongue.list_story(),
            Self::Quotes => tongue.list_quotes(),
        }
    }

    /// The field of the file that holds its parts.
    pub fn field(self) -> &'static str {
        match self {
            Self::About | Self::Quotes => "",
            Self::States => "hosts",
            Self::Hosts
            | Self::Steps
            | Self::Events
            | Self::Counts
            | Self::Sources
            | Self::Zones
            | Self::Facts
            | Self::Questions
            | Self::Story => self.as_str(),
        }
    }

    /// The field of a part that holds the claims of its rows.
    pub fn claims(self) -> Option<&'static str> {
        match self {
            Self::Steps | Self::Events | Self::Counts | Self::Facts | Self::Questions => Some("claims"),
            Self::States => Some("states"),
            Self::About | Self::Hosts | Self::Sources | Self::Zones | Self::Story | Self::Quotes => None,
        }
    }

    /// What a part of it is called in an id where its label gives none.
    pub fn stem(self) -> &'static str {
        match self {
            Self::Steps => "step",
            Self::Events => "event",
            Self::Counts => "count",
            Self::Sources => "source",
            Self::Zones => "zone",
            Self::Facts => "fact",
            Self::Questions => "question",
            Self::Hosts | Self::States | Self::About | Self::Story | Self::Quotes => "host",
        }
    }
}

fn same(_: &Tongue, word: &str) -> String {
    word.to_owned()
}

fn hedge(tongue: &Tongue, word: &str) -> String {
    Hedge::parse(word).map_or(word, |it| tongue.hedge(it)).to_owned()
}

fn host_kind(tongue: &Tongue, word: &str) -> String {
    HostKind::parse(word).map_or_else(|| word.to_owned(), |it| tongue.neutral_kind(it))
}

fn source_kind(tongue: &Tongue, word: &str) -> String {
    SourceKind::parse(word).map_or(word, |it| tongue.kind_of_source(it)).to_owned()
}

fn role(tongue: &Tongue, word: &str) -> String {
    let told = Role::parse(word).map(|it| match it {
        Role::Inside => tongue.role_inside(),
        Role::Intruder => tongue.role_intruder(),
        Role::Outside => tongue.role_outside(),
    });
    told.unwrap_or(word).to_owned()
}

fn state(tongue: &Tongue, word: &str) -> String {
    let told = StateChange::parse(word).map(|it| match it {
        StateChange::Compromised => tongue.change_compromised(),
        StateChange::Contained => tongue.change_contained(),
        StateChange::Disrupted => tongue.change_disrupted(),
        StateChange::Restored => tongue.change_restored(),
        StateChange::NotExamined => tongue.change_not_examined(),
        StateChange::Clean => tongue.change_clean(),
    });
    told.unwrap_or(word).to_owned()
}

fn event_kind(tongue: &Tongue, word: &str) -> String {
    let told = EventKind::parse(word).map(|it| match it {
        EventKind::Compromise => tongue.event_compromise(),
        EventKind::Detection => tongue.event_detection(),
        EventKind::LeakJudgedPossible => tongue.event_leak_judged(),
        EventKind::Exfiltration => tongue.event_exfiltration(),
        EventKind::Containment => tongue.event_containment(),
        EventKind::AuthorityTold => tongue.event_authority_told(),
        EventKind::JudgedMaterial => tongue.event_judged_material(),
        EventKind::PublicNotice => tongue.event_public_notice(),
        EventKind::CustomersTold => tongue.event_customers_told(),
        EventKind::Investigation => tongue.event_investigation(),
        EventKind::Remediation => tongue.event_remediation(),
        EventKind::Other => tongue.event_other(),
    });
    told.unwrap_or(word).to_owned()
}

fn answer(tongue: &Tongue, word: &str) -> String {
    match word {
        "open" => tongue.question_open(),
        "answered" => tongue.question_answered(),
        other => other,
    }
    .to_owned()
}
