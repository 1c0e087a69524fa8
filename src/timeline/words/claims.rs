//! What sources say, in words: attributes, positions, times of claims, and why one position is shown.

use super::{amount, day, hedge, span, unit_of};
use crate::incident::{Hedge, Id, Incident, Said, SourceKind, StateChange};
use crate::timeline::{Attribute, Position, Positions, ShownBy, Unknown, Value};

/// A step or event that is said not to have happened.
pub const DENIED: &str = "denied";
/// A claim without a time.
pub const NO_TIME: &str = "no time given";

/// What a claim is about, as a noun.
pub fn attribute(attribute: Attribute) -> &'static str {
    match attribute {
        Attribute::When => "time",
        Attribute::State => "state",
        Attribute::Zone => "place",
        Attribute::Name => "name",
        Attribute::Same => "identity",
        Attribute::Amount => "number",
        Attribute::Value => "answer",
    }
}

/// What is asked, as a heading.
pub fn question(positions: &Positions<'_>) -> &'static str {
    match (positions.attribute, positions.change) {
        (Attribute::State, Some(StateChange::Compromised)) => "Compromised",
        (Attribute::State, Some(StateChange::Contained)) => "Contained",
        (Attribute::State, Some(StateChange::Restored)) => "Restored",
        (Attribute::State, Some(StateChange::NotExamined)) => "Not examined",
        (Attribute::State, Some(StateChange::Clean)) => "Found clean",
        (Attribute::State, None) => "State",
        (Attribute::When, _) => "When",
        (Attribute::Zone, _) => "Where",
        (Attribute::Name, _) => "Called",
        (Attribute::Same, _) => "Perhaps the same as",
        (Attribute::Amount, _) => "How many",
        (Attribute::Value, _) => "Answer",
    }
}

/// What is asked of a part, after its name; nothing of a fact, whose name says it.
pub fn asked(positions: &Positions<'_>) -> &'static str {
    match (positions.attribute, positions.change) {
        (Attribute::State, Some(StateChange::Compromised)) => "compromised, and when?",
        (Attribute::State, Some(StateChange::Contained)) => "contained, and when?",
        (Attribute::State, Some(StateChange::Restored)) => "restored, and when?",
        (Attribute::State, Some(StateChange::NotExamined)) => "not examined, and when?",
        (Attribute::State, Some(StateChange::Clean)) => "found clean, and when?",
        (Attribute::State, None) => "in which state?",
        (Attribute::When, _) => "when?",
        (Attribute::Zone, _) => "where?",
        (Attribute::Name, _) => "called what?",
        (Attribute::Same, _) => "the same as which?",
        (Attribute::Amount, _) => "how many?",
        (Attribute::Value, _) => "",
    }
}

/// What a position says: `4 to 5 May 2020`, `Singapore`, `up to 621 clients`.
pub fn position(incident: &Incident, it: &Position<'_>, language: &str) -> String {
    let words = match it.value {
        Value::Happened => match time(it.first()) {
            Some(time) => time,
            None if it.is_denial() => return DENIED.to_owned(),
            None => NO_TIME.to_owned(),
        },
        Value::Id(id) => incident.label(id, language).unwrap_or(id).to_owned(),
        Value::Words(words) => words.get(language).to_owned(),
        Value::AsLabeled => "yes".to_owned(),
        Value::Open => "left open".to_owned(),
        Value::Quantity(it) => {
            let number = amount(it.amount);
            format!("{number} {}", unit_of(&number, &it.unit))
        }
    };
    if it.is_denial() { format!("not: {words}") } else { words }
}

/// The time a claim gives, as precisely as it does: `about 7 May 2020`.
pub fn time(claim: &Said) -> Option<String> {
    let when = claim.when.as_ref()?;
    let mark = match (when.is_approximate(), when.is_uncertain()) {
        (true, _) => "about ",
        (false, true) => "perhaps ",
        (false, false) => "",
    };
    let time = when.time().map_or(String::new(), |it| format!(", {it}"));
    Some(format!("{mark}{}{time}", span(when.span())))
}

/// Why the first position is shown; nothing where there is no other.
pub fn shown_by(rule: ShownBy) -> &'static str {
    match rule {
        ShownBy::Only => "",
        ShownBy::Preferred => "shown: the reader prefers this one",
        ShownBy::Affirmed => "shown: the others only deny something",
        ShownBy::Kind(SourceKind::Victim) => "shown: the victim's own notice comes first",
        ShownBy::Kind(SourceKind::Authority) => "shown: an authority comes before press, analysts and the unnamed",
        ShownBy::Kind(SourceKind::Press) => "shown: named press comes before analysts and the unnamed",
        ShownBy::Kind(SourceKind::Analyst) => "shown: an analyst comes before the unnamed",
        ShownBy::Kind(_) => "shown: any other source comes before the editor of the file",
        ShownBy::Latest => "shown: of sources of one kind, the latest comes first",
        ShownBy::FirstListed => "shown: of sources of one kind and day, the first in the file",
    }
}

/// A question and what became of it: `How did they get in? Open since 28 May 2020 (CSIDB)`.
pub fn unknown(incident: &Incident, it: &Unknown<'_>, language: &str) -> String {
    format!("{} {}", it.label.get(language), known(incident, it, language))
}

/// What became of a question: its answer, with who gives it, when and how firmly; or since when and by whom it is left open.
pub fn known(incident: &Incident, it: &Unknown<'_>, language: &str) -> String {
    let Some(answer) = &it.answer else {
        let since = it.since.map_or(String::new(), |it| format!(" since {}", day(it)));
        return format!("Open{since} ({})", names(incident, &it.open_by, language));
    };
    let firmness = if answer.hedge == Hedge::Stated { String::new() } else { format!(", {}", hedge(answer.hedge)) };
    let since = answer.day.map_or(String::new(), |it| format!(", {}", day(it)));
    let who = names(incident, &answer.sources, language);
    format!("Answered: {}{firmness} ({who}{since})", answer.value.get(language))
}

fn names(incident: &Incident, ids: &[Id], language: &str) -> String {
    let names = ids.iter().map(|id| incident.label(id, language).unwrap_or(id));
    names.collect::<Vec<_>>().join(", ")
}
