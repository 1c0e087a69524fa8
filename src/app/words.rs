//! Every sentence of the interface that is not said of an incident: controls, failures, explanations.

pub mod briefing;
pub mod collection;
pub mod columns;
mod embed;
pub mod figure;
pub mod handing;
pub mod import;

pub use embed::*;

use crate::timeline::{Concern, Scale};

/// The name of a control and the key that does the same, if there is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Control {
    /// Its name.
    pub label: &'static str,
    /// Its key.
    pub key: Option<&'static str>,
}

impl Control {
    /// Its name with its key, for a tooltip.
    pub fn hint(self) -> String {
        self.key.map_or_else(|| self.label.to_owned(), |key| format!("{} ({key})", self.label))
    }
}

const fn control(label: &'static str, key: &'static str) -> Control {
    Control { label, key: Some(key) }
}

/// Play the story.
pub const PLAY: Control = control("Play", "Space");
/// Stop playing.
pub const PAUSE: Control = control("Pause", "Space");
/// To the next day on which something can change.
pub const STEP_FORWARD: Control = control("Step forward", "]");
/// To the previous such day.
pub const STEP_BACK: Control = control("Step back", "[");
/// Make the map larger.
pub const ZOOM_IN: Control = control("Zoom in", "+");
/// Make the map smaller.
pub const ZOOM_OUT: Control = control("Zoom out", "−");
/// Show the whole map.
pub const FIT: Control = control("Fit map", "0");

/// The map, to a screen reader.
pub const MAP: &str = "Map of the intruder's path. Arrow keys follow the pivots.";
/// The chart, to a screen reader.
pub const CHART: &str = "How many were reported affected, over time; the table of counts says the same";
/// The slider, to a screen reader.
pub const SLIDER: &str = "Day shown";
/// The time bar, to a screen reader.
pub const TIME: &str = "Time";
/// The side panel, to a screen reader.
pub const PANEL: &str = "Story and details";
/// The details, to a screen reader.
pub const DETAILS: &str = "What sources say";
/// The choice of what fills the middle, to a screen reader.
pub const VIEWS: &str = "View";
/// Before the date field.
pub const AS_OF: &str = "As of";
/// Before the choice of what the reader knows.
pub const KNOWN_ON: &str = "Known on";
/// Everything that was ever published.
pub const LATEST: &str = "latest knowledge";
/// What was published by the day that is shown.
pub const DAY_SHOWN: &str = "the day shown";
/// The choice of clocks, to a screen reader.
pub const CLOCK: &str = "Play";
/// Before the choice of a scale.
pub const SCALE: &str = "Scale";
/// The choice of a unit, to a screen reader.
pub const UNIT: &str = "Unit of the chart";
/// The reports of the chart, to a screen reader.
pub const REPORTS: &str = "Reports";
/// Read out the report before.
pub const REPORT_BACK: Control = Control { label: "Previous report", key: None };
/// Read out the next report.
pub const REPORT_FORWARD: Control = Control { label: "Next report", key: None };
/// Before the choice of a speed.
pub const SPEED: &str = "Speed";
/// The list of steps.
pub const STORY_TAB: &str = "Story";
/// The map.
pub const MAP_TAB: &str = "Map";
/// The table.
pub const TABLE_TAB: &str = "Table";
/// All tellings side by side.
pub const TELLINGS_TAB: &str = "Tellings";
/// Above the small maps.
pub const TELLINGS_NOTE: &str = "Each source by itself, with what it quotes, on one layout and in the order of publication; empty places are hosts of which it says nothing. Choose one to open it.";
/// Under the map of all sources.
pub const TOGETHER: &str = "together";
/// Where a telling has no count.
pub const NO_COUNT: &str = "no count";
/// Before the first access.
pub const FIRST_ACCESS: &str = "First access: ";
/// Before the time inside.
pub const INSIDE: &str = "Until detection: ";
/// What a telling leaves out.
pub const NOT_SAID: &str = "not said";
/// Before the sources without a small map.
pub const NO_MAP: &str = "Tell no step and no state of a host:";
/// Before the sources that were not out yet.
pub const NOT_OUT_YET: &str = "Not out yet on the day of the reader's clock:";
/// The page of all disputes.
pub const DISPUTES_TAB: &str = "Disputes";
/// What sources leave open.
pub const NOT_KNOWN: &str = "Not known";
/// Shows another position than the rule does.
pub const SHOW_INSTEAD: &str = "Show this instead";
/// Shows what the rule shows.
pub const BACK_TO_RULE: &str = "Back to the rule";
/// Takes all preferences back.
pub const BACK_TO_RULE_EVERYWHERE: &str = "Back to the rule everywhere";
/// From a dispute to its part.
pub const ON_THE_MAP: &str = "Show on the map";
/// Incidents to switch between.
pub const GALLERY: &str = "Incident";
/// Stands in the gallery for an incident that is not of it.
pub const OWN_FILE: &str = "Your file";
/// Stands there while no incident is shown.
pub const CHOOSE: &str = "Choose an incident";
/// Open a file of one's own.
pub const OPEN_FILE: &str = "Open file…";
/// Open all files of a folder.
pub const OPEN_FOLDER: &str = "Folder…";
/// What that does.
pub const OPEN_FOLDER_HINT: &str = "Open all files of a folder as a list";
/// Switch to the light theme.
pub const LIGHT_THEME: &str = "Light theme";
/// Switch to the dark theme.
pub const DARK_THEME: &str = "Dark theme";
/// The list of keys.
pub const KEYS_TITLE: &str = "Keys";
/// Close a dialog or a card.
pub const CLOSE: &str = "Close";
/// The totals in the panel.
pub const COUNTS: &str = "How many";
/// The clocks.
pub const CLOCKS: &str = "How long";
/// What is said of the incident as a whole.
pub const FACTS: &str = "What is said of the whole";
/// The table of hosts.
pub const HOSTS: &str = "Hosts";
/// The table of pivots and events.
pub const STEPS: &str = "Steps and events";
/// From the totals to the ledger.
pub const AS_TABLE: &str = "The ledger, entry by entry";
/// Stands for a total where nothing of a unit counts on the day.
pub fn not_counted(unit: &str) -> String {
    format!("{unit}, of which nothing counts on this day")
}
/// The table of sources.
pub const SOURCES: &str = "Sources";
/// A host of which no source says where it is.
pub const NO_PLACE: &str = "place not said";

/// Before whose telling is shown; it opens the list of sources.
pub const TOLD_BY: &str = "Told by";
/// Hear all sources again.
pub const TOLD_BY_ALL: &str = "All sources";
/// Hear one source, or one kind, and nobody else.
pub const ONLY: &str = "Only";
/// Beside a source that was not out on the day of the reader's clock.
pub const NOT_OUT: &str = ", not out yet";
/// Above the list of sources.
pub const TOLD_BY_HINT: &str =
    "Map, counts, clocks and story become as the chosen sources tell it, with what they quote.";

/// A kind of source, for several.
pub fn kind(kind: crate::incident::SourceKind) -> &'static str {
    use crate::incident::SourceKind as Kind;
    match kind {
        Kind::Victim => "The victim's own notices",
        Kind::Authority => "Authorities",
        Kind::Press => "Press",
        Kind::Analyst => "Analysts and databases",
        Kind::Anonymous => "Unnamed people",
        Kind::Editor => "Editors of this file",
    }
}

/// A telling by a source that the incident does not have: title, text and remedy; `n_left` of those asked for are there.
pub fn unknown_source(id: &str, n_left: usize) -> (String, String, &'static str) {
    let shown = if n_left == 0 { "all sources are heard instead" } else { "the others that were asked for are heard" };
    (
        "No such source".to_owned(),
        format!("the incident has no source \"{id}\"; {shown}"),
        "\"Told by\" lists the sources; `told-by` takes their ids, separated by commas.",
    )
}

/// The button that presents, and the presentation to a screen reader.
pub const PRESENT: Control = control("Present", "P");
/// To the previous step of the presentation.
pub const PREVIOUS: &str = "Previous step";
/// To its next step.
pub const NEXT: &str = "Next step";
/// The speaker's notes.
pub const NOTES: &str = "Speaker's notes";
/// The map of a presentation, to a screen reader.
pub const MAP_IMAGE: &str = "Map of the intruder's path";

/// Which step of how many: `3 / 11`.
pub fn step(number: usize, of: usize) -> String {
    format!("{number} / {of}")
}

/// What changed.
pub const CHANGES_TAB: &str = "Changes";
/// What changed, as a heading and to a screen reader.
pub const CHANGES: &str = "What changed";
/// Before the choice of the lens before.
pub const BEFORE: &str = "Before";
/// Before the choice of the lens afterwards, which is what is shown.
pub const AFTER: &str = "After";
/// Exchanges the two.
pub const SWAP: &str = "Swap before and after";
/// Puts what changed into the clipboard.
pub const COPY: &str = "Copy as text";
/// Above the text that is copied.
pub const PLAIN: &str = "As text, for a mail";
/// Numbers, among what changed.
pub const NUMBERS: &str = "Numbers";
/// Lenses to choose from: by what was known, by day, by who tells it.
pub const PRESETS: [&str; 3] = ["By what was known", "By day", "By who tells it"];
/// A lens with nothing left out by who says it.
pub const TOLD_BY_EVERYBODY: &str = "as told by all";

/// What came of copying.
pub fn copied(is_done: bool) -> &'static str {
    if is_done { "Copied." } else { "The browser does not allow it: the text is selected, press Ctrl+C (⌘C)." }
}

/// What became of parts, above the list of them.
pub fn mark(mark: crate::timeline::diff::Mark) -> &'static str {
    use crate::timeline::diff::Mark;
    match mark {
        Mark::Added => "Added",
        Mark::Changed => "Changed",
        Mark::Withdrawn => "Withdrawn",
    }
}

/// A speed for people.
pub fn speed(speed: super::Speed) -> &'static str {
    match speed {
        super::Speed::Slow => "slow",
        super::Speed::Normal => "normal",
        super::Speed::Fast => "fast",
    }
}

/// A choice of clocks for people.
pub fn clock(clock: super::SliderClock) -> &'static str {
    match clock {
        super::SliderClock::Happened => "As it happened",
        super::SliderClock::Learned => "As it was learned",
    }
}

/// A scale for people.
pub fn scale(scale: Scale) -> &'static str {
    match scale {
        Scale::Compressed => "compressed",
        Scale::True => "true to time",
        Scale::Steps => "equal steps",
    }
}

/// Above the entries of a unit.
pub fn ledger(total: &str) -> String {
    format!("Ledger of counts: {total}")
}

/// After the lens, where the slider stands at a step without a date.
pub fn at_step(step: &str) -> String {
    format!(" · in told order, at: {step}")
}

/// The place of a step without a date.
pub fn after(step: &str, day: &str) -> String {
    format!("{step}, no date given; after {day}")
}

/// Beside the title, where parts of the file are not shown.
pub fn left_out(findings: &str) -> String {
    format!("{findings} in the file")
}

/// How many disputes there are.
pub fn disputes(n: usize) -> String {
    match n {
        0 => "The sources that are heard disagree on nothing".to_owned(),
        1 => "1 dispute".to_owned(),
        n => format!("{n} disputes, most consequential first"),
    }
}

/// How many sources take part.
pub fn n_sources(n: usize) -> String {
    if n == 1 { "1 source".to_owned() } else { format!("{n} sources") }
}

/// What a dispute moves, as a heading.
pub fn concern(concern: Concern) -> &'static str {
    match concern {
        Concern::Headline => "These move the number at the top",
        Concern::Clock => "These move a clock",
        Concern::Course => "These move other numbers, steps and states",
        Concern::Place => "Places",
        Concern::Fact => "What is said of the whole",
    }
}

/// The keys of the page, for the list of keys.
pub const KEYS: [(&str, &str); 9] = [
    ("[ and ]", "step back and forward"),
    ("Space", "play or pause"),
    ("← → ↑ ↓", "on the map: follow the pivots"),
    ("Home, End", "on the map: where it begins and ends"),
    ("+ − 0", "on the map: zoom in, zoom out, fit"),
    ("Esc", "choose nothing"),
    ("T, M, D, C", "table, map, disputes, changes"),
    ("P", "present; then → ← steps, N notes, Esc leaves"),
    ("?", "this list"),
];

/// Shown in place of a map without hosts.
pub const EMPTY_MAP: &str = "Nothing to draw: no host, party or address is named. What is told stands beside the map.";
/// Shown where there is no incident.
pub const EMPTY_TITLE: &str = "No incident is open";
/// What to do then.
pub const EMPTY_TEXT: &str =
    "Open an incident file (.json), drop one here, or paste its text. Nothing leaves this browser.";
/// Shown while a file is dragged over the element.
pub const DROP: &str = "Drop the incident file to open it";
/// What a dashed or marked value means.
pub const DISPUTE: &str = "Sources disagree. The first position is shown: the victim's own notice before authorities, press, analysts and the unnamed; within a kind, the latest. You may show another one instead: the figure and its address then say so.";
/// The deadlines.
pub const DEADLINES: &str = "Deadlines";
/// Opens the deadlines.
pub const DEADLINES_SUMMARY: &str = "What rules asked for (not legal advice)";
/// The table of deadlines.
pub const DEADLINES_TABLE: &str = "Deadlines (not legal advice)";
/// Above the rules that have nothing to do with the incident.
pub const NO_TIE: &str = "Other laws";
/// Opens how long a clock runs by the word of each source.
pub const CLOCK_CLAIMS: &str = ": who says how long";
/// Under the clocks.
pub const CLOCKS_NOTE: &str = "Days between milestones, whatever day the slider shows.";

/// A file that is not an incident.
pub fn cannot_read(name: &str) -> String {
    format!("\"{name}\" cannot be shown")
}

/// A file that did not come.
pub fn cannot_open(address: &str) -> String {
    format!("\"{address}\" cannot be opened")
}

/// The name given to text that was pasted.
pub const PASTED: &str = "pasted text";

/// Code, text and remedy for a fetch that failed with this HTTP status, or without any.
pub fn fetch_failure(status: Option<u16>) -> (&'static str, String, &'static str) {
    match status {
        Some(404) => (
            "not-found",
            "the server has no such file (404)".to_owned(),
            "Check the address, or open the file from your computer.",
        ),
        Some(status) => (
            "bad-status",
            format!("the server answered with status {status}"),
            "You may have to sign in, or ask whoever runs the server; a file from your computer can be opened at any time.",
        ),
        None => (
            "network",
            "the server cannot be reached, or the page was opened as a file".to_owned(),
            "Check the connection, or open the file from your computer with \"Open file\".",
        ),
    }
}

/// An address on another server.
pub fn foreign_address() -> (&'static str, String, &'static str) {
    (
        "foreign-address",
        "the address is on another server, and nothing is fetched from there".to_owned(),
        "Save the file and open it from your computer, or put it beside this page.",
    )
}

/// How many findings there are about a file: `2 errors, 1 warning`.
pub fn findings(n_errors: usize, n_warnings: usize) -> String {
    let count = |n: usize, word: &str| match n {
        0 => None,
        1 => Some(format!("1 {word}")),
        _ => Some(format!("{n} {word}s")),
    };
    [count(n_errors, "error"), count(n_warnings, "warning")].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// A file that the browser does not give out.
pub const UNREADABLE_FILE: &str = "the browser could not read the file";
/// What to do about it.
pub const UNREADABLE_FILE_HINT: &str = "It may have been moved or changed: choose it again.";
/// What the method `load` takes.
pub const LOAD_HINT: &str = "Pass an address, the text of an incident file, or an object of the format.";

/// What the method `seek` was given instead of a day.
pub fn no_day(text: &str) -> String {
    format!("\"{text}\" is no day of the calendar; write it as YYYY-MM-DD")
}
