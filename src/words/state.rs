//! States of hosts and phases of steps.

use crate::incident::Day;
use crate::timeline::{Certainty, HostSnapshot, HostState, Mattered, Phase};
use crate::tongue::Tongue;

impl Tongue {
    /// A state for people: `compromised`, `possibly contained`.
    pub fn state(&self, state: HostState, certainty: Certainty) -> String {
        let is_sure = certainty == Certainty::Certain || matches!(state, HostState::NotYet | HostState::Unknown);
        if is_sure { self.state_name(state).to_owned() } else { self.possibly_state(self.state_name(state)) }
    }

    /// How a host stands, for people.
    pub fn standing(&self, it: &HostSnapshot) -> String {
        if it.is_never_reached() { self.not_reached_told().to_owned() } else { self.state(it.state, it.certainty) }
    }

    /// The same for a card of the map, where room is short: `compromised?` is possibly compromised.
    pub fn short_standing(&self, it: &HostSnapshot) -> String {
        self.short(it, &|state| self.perhaps_state(state))
    }

    /// The same for a screen reader, which says it in the words of the card: `compromised (possibly)`.
    pub fn spoken_standing(&self, it: &HostSnapshot) -> String {
        self.short(it, &|state| self.state_possibly(state))
    }

    fn short(&self, it: &HostSnapshot, perhaps: &dyn Fn(&str) -> String) -> String {
        let name = match it.state {
            HostState::Clean => self.card_clean(),
            state => self.state_name(state),
        };
        match (it.state, it.certainty) {
            _ if it.is_never_reached() => self.not_reached().to_owned(),
            (HostState::NotYet, _) => self.not_yet().to_owned(),
            (HostState::Unknown, _) | (_, Certainty::Certain) => name.to_owned(),
            (_, Certainty::Possible) => perhaps(name),
        }
    }

    /// A state by itself.
    pub fn state_name(&self, state: HostState) -> &'static str {
        match state {
            HostState::NotYet => self.state_not_yet(),
            HostState::Unknown => self.state_unknown(),
            HostState::NotExamined => self.state_not_examined(),
            HostState::Clean => self.state_clean(),
            HostState::Compromised => self.state_compromised(),
            HostState::Contained => self.state_contained(),
            HostState::Disrupted => self.state_disrupted(),
            HostState::Restored => self.state_restored(),
            HostState::Active => self.state_active(),
        }
    }

    /// Why a host mattered, if it did by the day.
    pub fn mattered(&self, it: &HostSnapshot) -> Option<String> {
        let (why, certainty) = it.mattered?;
        if why == Mattered::Stopped && it.state == HostState::Disrupted {
            return None; // its state says so while it lasts
        }
        let words = self.mattered_name(why);
        Some(match certainty {
            Certainty::Certain => words.to_owned(),
            Certainty::Possible => self.perhaps_state(words),
        })
    }

    /// That states are what was told last, up to a day.
    pub fn states_as_told(&self, day: Day) -> String {
        if day.told().is_some() { self.legend_as_told(self.day(day)) } else { self.legend_as_told_undated().to_owned() }
    }

    /// Where the main path begins, if it did by the day: of several ways in, which one.
    pub fn begins(&self, it: &HostSnapshot) -> Option<String> {
        let (way, certainty) = it.way_in?;
        let letter = u8::try_from(way.at).ok().filter(|at| way.of > 1 && *at < 26).map(|at| char::from(b'A' + at));
        let words = letter.map_or_else(|| self.the_way_in().to_owned(), |it| self.one_way_in(it.to_string()));
        Some(if certainty == Certainty::Certain { words } else { self.perhaps_state(&words) })
    }

    /// Why a host mattered, in a word or two.
    pub fn mattered_name(&self, why: Mattered) -> &'static str {
        match why {
            Mattered::Data => self.mattered_data(),
            Mattered::Out => self.mattered_out(),
            Mattered::Stopped => self.mattered_stopped(),
        }
    }

    /// Where the day lies, as a word for a pivot or an event.
    pub fn phase(&self, phase: Phase) -> &'static str {
        match phase {
            Phase::Before => self.phase_before(),
            Phase::Unknown => self.phase_unknown(),
            Phase::During => self.phase_during(),
            Phase::After => self.phase_after(),
        }
    }
}
