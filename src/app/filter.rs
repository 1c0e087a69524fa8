//! Filter: what of map and story is lit because it matches. Nothing is taken away, and nothing moves; numbers are of the whole.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::State;
use super::look::Sayable;
use super::view::Shown;
use crate::attack::Tactic;
use crate::incident::{Day, HostKind, Id, Incident, Pivot};
use crate::sorting;
use crate::timeline::{Happening, HostSnapshot, HostState, Snapshot};

crate::incident::words! {
    /// By what something matches.
    Facet {
        /// Where a host is: in this zone or in one within it.
        Zone = "zone",
        /// What a host is.
        Kind = "kind",
        /// How a host stands, certainly or possibly.
        State = "state",
        /// The tactic or technique of a step, as the file names it; or a tactic with the techniques of the file that serve it.
        Tactic = "tactic",
        /// Who speaks of it.
        Source = "source",
        /// When a step was: on this day or later, as far as it can be.
        From = "from",
        /// When a step was: on this day or earlier.
        To = "to",
    }
}

/// What is asked of each: of several values of one facet one, of several facets all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter(Vec<(Facet, String)>);

impl Filter {
    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is asked of a facet.
    pub fn values(&self, facet: Facet) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |it| it.0 == facet).map(|it| it.1.as_str())
    }

    /// Asks for one value of a facet, or for none.
    pub fn set(&mut self, facet: Facet, value: Option<String>) {
        self.0.retain(|it| it.0 != facet);
        self.0.extend(value.map(|it| (facet, it)));
        sorting::by_key(&mut self.0, |it| it.0 as usize);
    }

    /// Asks for one more value of a facet.
    pub fn also(&mut self, facet: Facet, value: String) {
        self.0.push((facet, value));
        sorting::by_key(&mut self.0, |it| it.0 as usize);
    }

    /// Asks no more for a value of a facet.
    pub fn forget(&mut self, facet: Facet, value: &str) {
        self.0.retain(|it| (it.0, it.1.as_str()) != (facet, value));
    }

    fn asks(&self, facets: &[Facet]) -> bool {
        self.0.iter().any(|it| facets.contains(&it.0))
    }

    /// Whether one of the values of a facet will do, if there are any.
    fn admits(&self, facet: Facet, is_it: impl Fn(&str) -> bool) -> bool {
        self.values(facet).next().is_none() || self.values(facet).any(is_it)
    }
}

/// `zone:tokyo,state:compromised`
impl Sayable for Filter {
    fn read(text: Option<&str>) -> Self {
        let mut filter = Self::default();
        let terms = text.unwrap_or_default().split(',').filter_map(|it| it.split_once(':'));
        for (facet, value) in terms.map(|it| (it.0.trim(), it.1.trim())).filter(|it| !it.1.is_empty()) {
            let term = Facet::parse(facet).map(|it| (it, value.to_owned()));
            filter.0.extend(term.filter(|it| !filter.0.contains(it)));
        }
        sorting::by_key(&mut filter.0, |it| it.0 as usize);
        filter
    }

    fn write(&self) -> Option<String> {
        let terms = self.0.iter().map(|(facet, value)| format!("{facet}:{value}"));
        (!self.is_empty()).then(|| terms.collect::<Vec<_>>().join(","))
    }
}

/// Drops what the incident does not know: a link must not bring words of its own.
pub fn check(state: &mut State) {
    let Some(ready) = state.ready().cloned() else { return };
    let incident = &ready.incident;
    state.look.filter.0.retain(|(facet, value)| match facet {
        Facet::Zone => incident.zone(value).is_some(),
        Facet::Kind => HostKind::parse(value).is_some(),
        Facet::State => HostState::parse(value).is_some(),
        Facet::Tactic => is_told(incident, value),
        Facet::Source => incident.source(value).is_some(),
        Facet::From | Facet::To => Day::parse(value).is_some(),
    });
}

/// Whether an incident has what is asked for: a tactic or technique by which a step was made, or a tactic of ATT&CK with such techniques.
fn is_told(incident: &Incident, value: &str) -> bool {
    let is_used = |word: &str| incident.pivots.iter().any(|it| is_of(it, word));
    match value.split_once('~') {
        None => is_used(value),
        Some((tactic, techniques)) => Tactic::parse(tactic).is_some() && techniques.split('~').all(is_used),
    }
}

/// Whether a step is of a tactic or technique, or of one of several; those of a technique are its own.
fn is_of(pivot: &Pivot, tactic: &str) -> bool {
    let Some(technique) = pivot.technique.as_deref() else { return false };
    let mut words = tactic.split('~').filter_map(|it| technique.strip_prefix(it));
    words.any(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// What matches a filter.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Matches {
    /// Hosts, steps and events.
    pub lit: BTreeSet<Id>,
    /// How many hosts, and of how many.
    pub hosts: (usize, usize),
    /// How many steps, and of how many.
    pub steps: (usize, usize),
}

impl Matches {
    /// What matches under a lens; `None` if nothing is asked.
    ///
    /// A host matches by where, what and how it is, and if something is asked of steps, by one of its steps;
    /// a step by its means and its days, and if something is asked of hosts, by one of its ends.
    pub fn of(filter: &Filter, incident: &Incident, snapshot: &Snapshot) -> Option<Self> {
        if filter.is_empty() {
            return None;
        }
        let asked = Asked { filter, incident };
        let hosts = || snapshot.hosts.iter();
        let alike: BTreeSet<&str> = sorting::set_of(hosts().filter(|it| asked.host(it)).map(|it| it.id.as_str()));
        let steps = || snapshot.pivots.iter().filter_map(|it| Some((it, incident.pivot(&it.id)?)));
        let asks_hosts = filter.asks(&[Facet::Zone, Facet::Kind, Facet::State]);
        let asks_steps = filter.asks(&[Facet::Tactic, Facet::From, Facet::To]);
        let is_near = |ends: &[&Id]| !asks_hosts || ends.iter().any(|it| alike.contains(it.as_str()));
        let has =
            |filter: &Filter, sources: &[Id]| filter.admits(Facet::Source, |it| sources.iter().any(|id| id == it));
        let mut matches =
            Self { hosts: (0, snapshot.hosts.len()), steps: (0, snapshot.pivots.len()), ..Self::default() };
        let mut touched: BTreeSet<&str> = BTreeSet::new();
        for (it, pivot) in steps().filter(|(it, pivot)| asked.step(it, Some(pivot))) {
            touched.extend([pivot.from.as_str(), pivot.to.as_str()]);
            if is_near(&[&pivot.from, &pivot.to]) && has(filter, &it.sources) {
                matches.lit.insert(it.id.clone());
            }
        }
        matches.steps.0 = matches.lit.len();
        let is_lit = |it: &&Rc<HostSnapshot>| {
            alike.contains(it.id.as_str())
                && has(filter, &it.sources)
                && (!asks_steps || touched.contains(it.id.as_str()))
        };
        matches.lit.extend(hosts().filter(is_lit).map(|it| it.id.clone()));
        matches.hosts.0 = matches.lit.len() - matches.steps.0;
        let events = snapshot.events.iter().filter(|it| {
            let hosts: Vec<&Id> = incident.event(&it.id).into_iter().flat_map(|it| &it.hosts).collect();
            asked.step(it, None) && is_near(&hosts) && has(filter, &it.sources)
        });
        matches.lit.extend(events.map(|it| it.id.clone()));
        Some(matches)
    }
}

struct Asked<'a> {
    filter: &'a Filter,
    incident: &'a Incident,
}

impl Asked<'_> {
    fn host(&self, it: &HostSnapshot) -> bool {
        let kind = self.incident.host(&it.id).map(|it| it.kind);
        self.filter.admits(Facet::Zone, |id| self.is_in(it.zone.as_deref(), id))
            && self.filter.admits(Facet::Kind, |word| kind.is_some_and(|it| it.as_str() == word))
            && self.filter.admits(Facet::State, |word| it.state.as_str() == word)
    }

    fn is_in<'b>(&'b self, mut zone: Option<&'b str>, wanted: &str) -> bool {
        for _ in 0..=self.incident.zones.len() {
            match zone {
                Some(it) if it == wanted => return true,
                Some(it) => zone = self.incident.zone(it).and_then(|it| it.within.as_deref()),
                None => return false,
            }
        }
        false
    }

    fn step(&self, it: &Happening, pivot: Option<&Pivot>) -> bool {
        let span = it.when.span;
        let day = |word: &str| Day::parse(word);
        let is_after = |word: &str| day(word).is_none_or(|day| span.latest.is_none_or(|it| day <= it));
        let is_before = |word: &str| day(word).is_none_or(|day| span.earliest.is_none_or(|it| it <= day));
        self.filter.admits(Facet::Tactic, |word| pivot.is_some_and(|it| is_of(it, word)))
            && self.filter.admits(Facet::From, is_after)
            && self.filter.admits(Facet::To, is_before)
    }
}

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
