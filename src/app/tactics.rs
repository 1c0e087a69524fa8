//! The tactics that the steps of an incident serve, each to be lit by itself.
//!
//! Which techniques serve a tactic is known to the part of the program that stands beside the map. So a filter for a tactic says
//! itself which techniques of the incident it means, `tactic:TA0001~T1078~T1190`, and the map needs no table to follow it.

use super::facet::{Facet, Filter};
use super::view::Shown;
use crate::attack::{self, Tactic};
use crate::incident::Incident;
use crate::sorting;

/// A tactic that can be lit.
#[derive(Debug, Clone, PartialEq)]
pub struct Lightable {
    /// The tactic.
    pub tactic: Tactic,
    /// What people call it.
    pub name: &'static str,
    /// Whether it is lit.
    pub is_lit: bool,
    /// What is asked for once its button is pressed.
    pub next: Filter,
}

impl Shown {
    /// The tactics of the incident, in the order of ATT&CK; none if all steps serve the same.
    pub fn tactics(&self) -> Vec<Lightable> {
        let used = used(&self.ready.incident);
        if used.len() < 2 {
            return Vec::new();
        }
        let lightable = |(tactic, value): (Tactic, String)| {
            let filter = &self.look().filter;
            let lit: Vec<&str> = filter.values(Facet::Tactic).filter(|it| is_of(it, tactic)).collect();
            let mut next = filter.clone();
            match lit.first() {
                Some(lit) => next.forget(Facet::Tactic, lit),
                None => next.also(Facet::Tactic, value),
            }
            Lightable { tactic, name: self.tongue().tactic(tactic), is_lit: !lit.is_empty(), next }
        };
        used.into_iter().map(lightable).collect()
    }
}

/// Whether a filter's value asks for a tactic.
fn is_of(value: &str, tactic: Tactic) -> bool {
    value.split('~').next() == Some(tactic.as_str())
}

/// The tactics that steps of an incident serve, each with what a filter says to ask for it.
fn used(incident: &Incident) -> Vec<(Tactic, String)> {
    let ids = sorting::each_once(incident.pivots.iter().filter_map(|it| it.technique.as_deref()));
    let served: Vec<(String, Vec<Tactic>)> = ids.into_iter().map(|id| (id.clone(), attack::tactics(&id))).collect();
    let value = |tactic: &Tactic| {
        let its = served.iter().filter(|(_, all)| all.contains(tactic)).map(|(id, _)| id.as_str());
        let techniques: Vec<&str> = its.collect();
        let others = techniques.iter().filter(|it| **it != tactic.as_str()).copied();
        let words: Vec<&str> = std::iter::once(tactic.as_str()).chain(others).collect();
        (!techniques.is_empty()).then(|| (*tactic, words.join("~")))
    };
    Tactic::ALL.iter().filter_map(value).collect()
}
