//! States of hosts and phases of steps as words.

use crate::timeline::{Certainty, HostSnapshot, HostState, Phase};

/// A state for people: `compromised`, `possibly contained`.
pub fn state(state: HostState, certainty: Certainty) -> String {
    let word = state_name(state);
    if matches!(state, HostState::NotYet | HostState::Unknown) {
        return word.to_owned();
    }
    match certainty {
        Certainty::Certain => word.to_owned(),
        Certainty::Possible => format!("possibly {word}"),
    }
}

/// How a host stands, for people.
pub fn standing(it: &HostSnapshot) -> String {
    if it.is_never_reached() { "not reached, as far as is told".to_owned() } else { state(it.state, it.certainty) }
}

/// The same for a card of the map.
pub fn short_standing(it: &HostSnapshot) -> String {
    if it.is_never_reached() { "not reached".to_owned() } else { short_state(it.state, it.certainty) }
}

/// A state by itself.
pub fn state_name(state: HostState) -> &'static str {
    match state {
        HostState::NotYet => "not yet reached",
        HostState::Unknown => "reached, date unknown",
        HostState::NotExamined => "not examined",
        HostState::Clean => "found clean",
        HostState::Compromised => "compromised",
        HostState::Contained => "contained",
        HostState::Restored => "restored",
        HostState::Active => "active",
    }
}

/// A state for a card of the map, where room is short: `compromised?` is possibly compromised.
fn short_state(state: HostState, certainty: Certainty) -> String {
    match (state, certainty) {
        (HostState::NotYet, _) => "not yet".to_owned(),
        (HostState::Unknown, _) => "reached, when?".to_owned(),
        (_, Certainty::Certain) => self::state(state, certainty),
        (_, Certainty::Possible) => format!("{}?", self::state(state, Certainty::Certain)),
    }
}

/// Where the day lies, as a word for a pivot or an event.
pub fn phase(phase: Phase) -> &'static str {
    match phase {
        Phase::Before => "not yet",
        Phase::Unknown => "date unknown",
        Phase::During => "possibly",
        Phase::After => "done",
    }
}
