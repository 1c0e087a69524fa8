//! How a host stood from day to day, and when something came out.

use crate::incident::Span;
use crate::timeline::{Certainty, Course, HostState, Learned};
use crate::tongue::Tongue;

/// A state of a host, with its days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The state.
    pub state: String,
    /// Since when.
    pub from: String,
    /// Until when, if another follows.
    pub to: Option<String>,
    /// Whether it is certain.
    pub is_certain: bool,
}

impl Tongue {
    /// How a host stood, state by state.
    pub fn course(&self, course: &Course) -> Vec<Standing> {
        let mut rows: Vec<(HostState, Certainty, Span)> = Vec::new();
        for it in &course.stretches {
            match rows.last_mut() {
                // possible at first and then certain is one state with one beginning
                Some(last) if (last.0, last.2) == (it.state, it.since) => last.1 = last.1.min(it.certainty),
                _ => rows.push((it.state, it.certainty, it.since)),
            }
        }
        // before it is reached there is nothing to say, unless it never is
        let is_told = |it: &&(HostState, Certainty, Span)| it.0 != HostState::NotYet;
        let told: Vec<_> = rows.iter().filter(is_told).collect();
        if told.is_empty() {
            let never = rows.last().is_some_and(|it| it.2.is_unbounded());
            let state = if never { self.not_reached_told() } else { self.state_name(HostState::NotYet) };
            let from = if never { String::new() } else { rows.last().map_or(String::new(), |it| self.span(it.2)) };
            return vec![Standing { state: state.to_owned(), from, to: None, is_certain: true }];
        }
        let row = |(at, it): (usize, &&(HostState, Certainty, Span))| Standing {
            state: self.state(it.0, it.1),
            from: self.span(it.2),
            to: told.get(at + 1).map(|next| self.span(next.2)),
            is_certain: it.1 == Certainty::Certain,
        };
        told.iter().enumerate().map(row).collect()
    }

    /// By when the first source told of it, and after how long: `first told 28 May 2020, 17 to 21 days after`.
    pub fn learned(&self, it: &Learned) -> String {
        match (it.known, it.delay()) {
            (None, _) => self.never_dated().to_owned(),
            (Some(known), Some((low, high))) => self.told_after(self.end(known), self.day_range(low, high)),
            (Some(known), None) if it.when.span.earliest.is_some_and(|first| known.day < first) => {
                self.told_before(self.end(known))
            }
            (Some(known), None) => self.first_told(self.end(known)),
        }
    }
}

impl Standing {
    /// In one line.
    pub fn whole(self) -> String {
        if self.from.is_empty() { self.state } else { format!("{} {}", self.state, self.from) }
    }
}
