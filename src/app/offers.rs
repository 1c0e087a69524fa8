//! Filter, as it is offered: what can be asked for, and what is, in words.

use std::collections::BTreeSet;

use super::facet::Facet;
use super::view::Shown;
use crate::attack::Tactic;
use crate::incident::{Day, HostKind};
use crate::sorting;
use crate::timeline::HostState;

/// A facet as it is offered.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// The facet.
    pub facet: Facet,
    /// What it is called.
    pub label: &'static str,
    /// The value that is asked for; of several, all of them, separated by commas.
    pub value: String,
    /// What can be asked for, each with what people call it; nothing of days.
    pub options: Vec<(String, String)>,
}

impl Shown {
    /// What can be asked for: what occurs in the incident.
    pub fn offers(&self) -> Vec<Offer> {
        let offer = |facet: &Facet| {
            let values = self.look().filter.values(*facet).map(str::to_owned).collect::<Vec<_>>();
            let mut options = self.occurring(*facet);
            if values.len() > 1 {
                let words: Vec<String> = values.iter().map(|it| self.filter_value(*facet, it)).collect();
                options.insert(0, (values.join(","), self.tongue().join(&words)));
            }
            Offer { facet: *facet, label: self.facet(*facet), value: values.join(","), options }
        };
        Facet::ALL.iter().map(offer).collect()
    }

    fn occurring(&self, facet: Facet) -> Vec<(String, String)> {
        let incident = &self.ready.incident;
        let values: Vec<String> = match facet {
            Facet::Zone => incident.zones.iter().map(|it| it.id.clone()).collect(),
            Facet::Kind => words(HostKind::WORDS, incident.hosts.iter().map(|it| it.kind.as_str())),
            Facet::State => words(HostState::WORDS, self.snapshot.hosts.iter().map(|it| it.state.as_str())),
            Facet::Tactic => sorting::each_once(incident.pivots.iter().filter_map(|it| it.technique.as_deref())),
            Facet::Source => incident.sources.iter().map(|it| it.id.clone()).collect(),
            Facet::From | Facet::To => Vec::new(),
        };
        values.into_iter().map(|it| (it.clone(), self.filter_value(facet, &it))).collect()
    }

    fn facet(&self, facet: Facet) -> &'static str {
        let tongue = self.tongue();
        match facet {
            Facet::Zone => tongue.filter_zone(),
            Facet::Kind => tongue.filter_kind(),
            Facet::State => tongue.filter_state(),
            Facet::Tactic => tongue.filter_tactic(),
            Facet::Source => tongue.filter_source(),
            Facet::From => tongue.filter_from(),
            Facet::To => tongue.filter_to(),
        }
    }

    /// A value in words.
    fn filter_value(&self, facet: Facet, value: &str) -> String {
        let (tongue, incident) = (self.tongue(), &self.ready.incident);
        let kind = |it: HostKind| {
            let n = incident.hosts.iter().filter(|host| host.kind == it).count();
            tongue.hosts_of_kind(it, n)
        };
        let words = match facet {
            Facet::Kind => HostKind::parse(value).map(kind),
            Facet::State => HostState::parse(value).map(|it| tongue.state_name(it).to_owned()),
            Facet::From | Facet::To => Day::parse(value).map(|it| tongue.day(it)),
            Facet::Zone => incident.label(value, self.language()).map(str::to_owned),
            Facet::Tactic => match value.split_once('~').and_then(|(it, _)| Tactic::parse(it)) {
                Some(tactic) => Some(tongue.tactic(tactic).to_owned()),
                None => incident.label(value, self.language()).map(|it| tongue.noted(it, value)),
            },
            Facet::Source => incident.source(value).map(|it| {
                let title = it.title.as_ref().map(|it| it.get(self.language()));
                let publisher = it.publisher.get(self.language());
                title.map_or(publisher.to_owned(), |it| tongue.source_titled(publisher, it))
            }),
        };
        words.unwrap_or_else(|| value.to_owned())
    }

    /// What is filtered, and how much matches; `None` if nothing is.
    pub fn filtered(&self) -> Option<String> {
        let (matches, tongue) = (self.matches.as_ref()?, self.tongue());
        let of = |facet: &Facet| {
            let values: Vec<String> =
                self.look().filter.values(*facet).map(|it| self.filter_value(*facet, it)).collect();
            (!values.is_empty()).then(|| tongue.colon(self.facet(*facet), tongue.join(&values)))
        };
        let all: Vec<String> = Facet::ALL.iter().filter_map(of).collect();
        let ((hosts, all_hosts), (steps, all_steps)) = (matches.hosts, matches.steps);
        Some(tongue.filtered(all.join(tongue.semicolon()), hosts, all_hosts, steps, all_steps))
    }
}

/// Those of a list of words that occur, in its order.
fn words<'a>(all: &[&str], occurring: impl Iterator<Item = &'a str>) -> Vec<String> {
    let occurring: BTreeSet<&str> = sorting::set_of(occurring);
    all.iter().filter(|it| occurring.contains(*it)).map(|it| (*it).to_owned()).collect()
}
