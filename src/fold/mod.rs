//! Which hosts share one card on the map: what nobody needs to see apart.
//!
//! A map of 200 hosts at the size of a screen is boxes and lines, and no breach. So twins become one card first ("12 workstations"),
//! then fans (hosts whose only link is one arrow from the same card), and if there are still too many, what is left of a zone.
//! It depends on the incident and on what the reader opened, never on a day or a telling, so that neither moves a card.

mod cards;
mod group;

use std::collections::BTreeSet;

pub use cards::BUDGET;
use cards::{Cards, MANY};
pub use group::Group;

use crate::incident::{Id, Incident, Pivot};
use crate::sorting::{self, Table};

/// Which groups the reader opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opened {
    /// Those with one of these ids.
    These(BTreeSet<Id>),
    /// All: every host has a card of its own.
    All,
}

impl Default for Opened {
    fn default() -> Self {
        Self::These(BTreeSet::new())
    }
}

/// As links and the command write that all groups are open.
const ALL: &str = "all";

impl Opened {
    /// Reads ids that are separated by commas, or `all`.
    pub fn parse(text: &str) -> Self {
        let words = || text.split(',').map(str::trim).filter(|it| !it.is_empty());
        if words().any(|it| it == ALL) { Self::All } else { Self::These(sorting::set_of(words().map(str::to_owned))) }
    }

    /// Writes it so; `None` if nothing is open.
    pub fn write(&self) -> Option<String> {
        match self {
            Self::All => Some(ALL.to_owned()),
            Self::These(ids) if ids.is_empty() => None,
            Self::These(ids) => Some(ids.iter().map(String::as_str).collect::<Vec<_>>().join(",")),
        }
    }
}

/// Steps that share an arrow, because they lead from one card to one card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// At least two, in the order of the file; the first gives the arrow its id.
    pub pivots: Vec<Id>,
    /// The card at which it begins.
    pub from: Id,
    /// The card at which it ends.
    pub to: Id,
}

/// What shares a card, and what an arrow. Without groups, nothing does.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Folded {
    /// In the order of their first hosts.
    pub groups: Vec<Group>,
    /// Arrows that touch a group and stand for several steps.
    pub bundles: Vec<Bundle>,
    group_of: Table<usize>,
    bundle_of: Table<usize>,
}

impl Folded {
    /// Folds an incident. What is `chosen`, a host or the ends of a step, has a card of its own.
    pub fn of(incident: &Incident, open: &Opened, chosen: Option<&str>) -> Self {
        Self::with(incident, &groups(incident, open, BUDGET), chosen)
    }

    /// The same, of groups that are known.
    pub fn with(incident: &Incident, groups: &[Group], chosen: Option<&str>) -> Self {
        let apart: BTreeSet<&str> = match chosen.map(|id| (id, incident.pivot(id))) {
            Some((_, Some(pivot))) => sorting::set_of([pivot.from.as_str(), pivot.to.as_str()]),
            Some((id, None)) => sorting::set_of([id]),
            None => BTreeSet::new(),
        };
        let mut folded = Self::default();
        for group in groups {
            folded.add(group.clone(), &apart);
        }
        folded.bundle_steps(incident);
        folded
    }

    fn add(&mut self, mut group: Group, apart: &BTreeSet<&str>) {
        group.hosts.retain(|it| !apart.contains(it.as_str()));
        if group.hosts.len() < 2 {
            return;
        }
        if !group.hosts.contains(&group.id) {
            group.id.clone_from(&group.hosts[0]);
        }
        for host in &group.hosts {
            self.group_of.insert(host, self.groups.len());
        }
        self.groups.push(group);
    }

    fn bundle_steps(&mut self, incident: &Incident) {
        let is_grouped = |it: &&Pivot| self.group(&it.from).or(self.group(&it.to)).is_some();
        let grouped = incident.pivots.iter().filter(is_grouped);
        let mut pivots: Vec<_> = grouped.map(|it| (self.card(&it.from), self.card(&it.to), it)).collect();
        sorting::by_key(&mut pivots, |(from, to, _)| (*from, *to));
        let bundle = |it: &[(&str, &str, &Pivot)]| Bundle {
            pivots: it.iter().map(|(.., it)| it.id.clone()).collect(),
            from: it[0].0.to_owned(),
            to: it[0].1.to_owned(),
        };
        let together = pivots.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).filter(|it| it.len() > 1);
        self.bundles = together.map(bundle).collect();
        for (at, it) in self.bundles.iter().enumerate() {
            it.pivots.iter().for_each(|id| self.bundle_of.insert(id, at));
        }
    }

    /// The group in which a host is.
    pub fn group(&self, host: &str) -> Option<&Group> {
        self.group_of.get(host).and_then(|at| self.groups.get(*at))
    }

    /// The card on which a host is: its own, or that of its group.
    pub fn card<'a>(&'a self, host: &'a str) -> &'a str {
        self.group(host).map_or(host, |it| &it.id)
    }

    /// The arrow on which a step is, if it shares one.
    pub fn bundle_of(&self, pivot: &str) -> Option<&Bundle> {
        self.bundle_of.get(pivot).and_then(|at| self.bundles.get(*at))
    }

    /// The arrow on which a step is: its own, or that of its bundle.
    pub fn arrow<'a>(&'a self, pivot: &'a str) -> &'a str {
        self.bundle_of(pivot).map_or(pivot, |it| &it.pivots[0])
    }
}

/// The hosts that share a card with these groups open, whatever is chosen, on a map of at most so many cards.
pub fn groups(incident: &Incident, open: &Opened, budget: usize) -> Vec<Group> {
    match open {
        Opened::These(open) if incident.hosts.len() >= MANY || budget < BUDGET => {
            Cards::within(incident, budget).groups(open)
        }
        Opened::These(_) | Opened::All => Vec::new(),
    }
}
