//! Words of the printed handout: its headings, and a glossary of the terms that it uses.

use crate::incident::{Hedge, Incident, Marking};
use crate::timeline::{Certainty, HostState, Phase, Snapshot};

/// Who is affected.
pub const COUNTS: &str = "How many";
/// The spans between milestones.
pub const CLOCKS: &str = "How long";
/// The rules that set deadlines.
pub const DEADLINES: &str = "What rules asked for";
/// What holds of the incident as a whole.
pub const FACTS: &str = "What is said of the whole";
/// Pivots and events.
pub const STEPS: &str = "Steps and events";
/// Heads of the table of steps.
pub const STEP_HEADS: [&str; 5] = ["", "What", "When", "On this day", "Sources"];
/// Where sources disagree.
pub const DISPUTES: &str = "Where sources disagree";
/// Where they do not.
pub const NO_DISPUTE: &str = "The sources that are heard disagree on nothing.";
/// Questions.
pub const UNKNOWNS: &str = "Open questions";
/// Where there are none.
pub const NO_UNKNOWN: &str = "The sources that are heard ask no question.";
/// Who says so.
pub const SOURCES: &str = "Sources";
/// Terms.
pub const GLOSSARY: &str = "Glossary";
/// Above the list of disputes.
pub const RULE: &str = "The first position of each is shown on the map and in the numbers, by the rule beside it; the others are not dropped.";

/// The terms of a handout with what they mean: only those that it uses.
pub fn glossary(incident: &Incident, snapshot: &Snapshot) -> Vec<(&'static str, &'static str)> {
    let mut terms = vec![
        ("as of", "the day whose state of things is shown"),
        (
            "as known on",
            "only what was published by that day is taken into account; “latest knowledge” leaves nothing out",
        ),
    ];
    if snapshot.lens.told_by.is_some() {
        terms.push(("told by", "only what these sources say, with what they quote, is shown"));
    }
    for state in HostState::ALL {
        if snapshot.hosts.iter().any(|it| it.state == *state) {
            terms.push((super::state_name(*state), state_meaning(*state)));
        }
    }
    let steps = || snapshot.pivots.iter().chain(&snapshot.events);
    let is_possible = snapshot.hosts.iter().any(|it| it.certainty == Certainty::Possible)
        || steps().any(|it| it.phase == Phase::During);
    if is_possible {
        terms
            .push(("possibly, ?", "sources only say that it may be so, or the time that they tell begins before this day and ends after it; drawn with dashes"));
    }
    if steps().any(|it| it.phase == Phase::Unknown) {
        terms.push(("date unknown", "no source says when; only the order is told, or nothing"));
    }
    if snapshot.hosts.iter().any(|it| it.disputed) || steps().any(|it| it.when.disputed) {
        terms.push(("disputed, ≠", "sources say what cannot both hold; beside the sign stands how many speak of it"));
    }
    if incident.hosts.iter().any(|it| !it.perhaps_same_as.is_empty()) {
        terms.push(("perhaps the same", "two names that may mean one machine; joined by a dotted line"));
    }
    let hedges = snapshot.totals.iter().map(|it| it.hedge);
    for (hedge, word, meaning) in [
        (Hedge::Possible, "possibly (of a number)", "the source says “may” or “could”"),
        (Hedge::Rumoured, "by rumour", "the source passes on what it heard, and does not vouch for it"),
        (Hedge::Denied, "denied", "a source says that it is not so"),
    ] {
        if hedges.clone().any(|it| it == hedge) {
            terms.push((word, meaning));
        }
    }
    terms.push((Marking::label(incident.strictest()), marking(incident.strictest())));
    terms
}

fn state_meaning(state: HostState) -> &'static str {
    match state {
        HostState::NotYet => "nobody says that the intruder was there by this day",
        HostState::Unknown => "the intruder was there at some time, and no source says when",
        HostState::NotExamined => "a source says that nobody has looked",
        HostState::Clean => "looked at, and no trace was found",
        HostState::Compromised => "the intruder is in",
        HostState::Contained => "the intruder is kept out: shut down or cut off",
        HostState::Restored => "in service again",
        HostState::Active => "outside the victim, and used by the intruder",
    }
}

/// What the marking allows (FIRST, Traffic Light Protocol 2.0).
fn marking(marking: Option<Marking>) -> &'static str {
    match marking {
        None => "the file does not say how far it may be shared; ask whoever gave it to you",
        Some(Marking::Red) => "for the eyes and ears of individual recipients only, no further",
        Some(Marking::AmberStrict) => "may be passed on within the recipient's organization only, where it is needed",
        Some(Marking::Amber) => {
            "may be passed on within the recipient's organization and its clients only, where it is needed"
        }
        Some(Marking::Green) => "may be passed on within the recipient's community, not in public",
        Some(Marking::Clear) => "may be passed on without limit",
    }
}
