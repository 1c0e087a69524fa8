//! What changed between two snapshots of one incident, as a value: parts added, changed and withdrawn.
//! Applied to the one snapshot it gives the other.

use std::rc::Rc;

use super::Lens;
use super::clock::Clock;
use super::snapshot::{Happening, Index, Snapshot};
use super::state::HostSnapshot;
use super::story::Step;
use super::total::Total;
use crate::incident::Id;
use crate::sorting::{self, Table};

crate::incident::words! {
    /// What became of a part.
    Mark {
        /// Only the later snapshot has it.
        Added = "added",
        /// Both have it, and not alike.
        Changed = "changed",
        /// Only the earlier snapshot has it.
        Withdrawn = "withdrawn",
    }
}

crate::incident::words! {
    /// In what a part differs.
    Aspect {
        /// Where a host is.
        Zone = "zone",
        /// What has become of it, or whether it has happened, and how certain that is.
        State = "state",
        /// When it happened, or since when a host is in its state.
        When = "when",
        /// How many, or how long.
        Number = "number",
        /// How firmly it is said.
        Hedge = "hedge",
        /// Whether sources disagree.
        Disputed = "disputed",
        /// Who speaks of it; alone it changes nothing of what is said.
        Sources = "sources",
    }
}

/// A part that is known by a name in both snapshots.
pub trait Part: Clone + PartialEq {
    /// Its name: an id, a unit, a kind.
    fn key(&self) -> &str;

    /// In what it differs from how it was; not empty if the two are not equal.
    fn aspects(&self, before: &Self) -> Vec<Aspect>;
}

/// What became of the parts of one kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Changes<T> {
    /// The parts of the later snapshot that the earlier one lacks, in its order.
    pub added: Vec<T>,
    /// The parts of both that are not alike: before and after.
    pub changed: Vec<(T, T)>,
    /// The parts of the earlier snapshot that the later one lacks, in its order.
    pub withdrawn: Vec<T>,
    /// The order afterwards, by name; `None` if what was there keeps its order and what is added comes last.
    order: Option<Vec<String>>,
}

/// The difference of two snapshots of one incident.
#[derive(Debug, Clone, PartialEq)]
pub struct Diff {
    /// Through what was looked before.
    pub from: Lens,
    /// Through what is looked afterwards.
    pub to: Lens,
    /// Hosts.
    pub hosts: Changes<Rc<HostSnapshot>>,
    /// Pivots.
    pub pivots: Changes<Rc<Happening>>,
    /// Events.
    pub events: Changes<Rc<Happening>>,
    /// Totals, by unit.
    pub totals: Changes<Total>,
    /// Clocks, by kind.
    pub clocks: Changes<Clock>,
    /// The order of the story afterwards, if it is another one.
    pub story: Option<Vec<Id>>,
}

impl Diff {
    /// What changed from `before` to `after`, which are of one incident.
    pub fn of(before: &Snapshot, after: &Snapshot) -> Self {
        let ids = |it: &Snapshot| it.story.iter().map(|it| it.id.clone()).collect::<Vec<Id>>();
        Self {
            from: before.lens.clone(),
            to: after.lens.clone(),
            hosts: changes(&before.hosts, &after.hosts),
            pivots: changes(&before.pivots, &after.pivots),
            events: changes(&before.events, &after.events),
            totals: changes(&before.totals, &after.totals),
            clocks: changes(&before.clocks, &after.clocks),
            story: Some(ids(after)).filter(|it| *it != ids(before)),
        }
    }

    /// Whether no part is added, changed or withdrawn.
    pub fn is_empty(&self) -> bool {
        let happened = self.pivots.is_empty() && self.events.is_empty() && self.story.is_none();
        self.hosts.is_empty() && happened && self.totals.is_empty() && self.clocks.is_empty()
    }

    /// The snapshot afterwards, from the one before.
    #[must_use]
    pub fn apply(&self, before: &Snapshot) -> Snapshot {
        let (pivots, events) = (self.pivots.apply(&before.pivots), self.events.apply(&before.events));
        let ids = self.story.clone().unwrap_or_else(|| before.story.iter().map(|it| it.id.clone()).collect());
        let steps: Vec<&Rc<Happening>> = pivots.iter().chain(&events).collect();
        let places = sorting::places(steps.iter().map(|it| it.id.as_str()));
        let when = |id: &Id| places.get(id).map(|at| steps[*at].when);
        let story = ids.into_iter().filter_map(|id| Some(Step { when: when(&id)?, id })).collect();
        Snapshot {
            lens: self.to.clone(),
            step: None,
            hosts: self.hosts.apply(&before.hosts),
            totals: self.totals.apply(&before.totals),
            clocks: self.clocks.apply(&before.clocks),
            story,
            pivots,
            events,
            index: Rc::new(Index::default()),
        }
        .indexed()
    }

    /// What became of the host or pivot with this id, if more than who speaks of it.
    pub fn mark(&self, id: &str) -> Option<Mark> {
        self.hosts.mark(id).or_else(|| self.pivots.mark(id)).or_else(|| self.events.mark(id))
    }
}

impl<T: Part> Changes<T> {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.withdrawn.is_empty() && self.order.is_none()
    }

    /// The parts afterwards, from those before.
    pub fn apply(&self, before: &[T]) -> Vec<T> {
        let withdrawn = places(&self.withdrawn);
        let changed = sorting::places(self.changed.iter().map(|(old, _)| old.key()));
        let stays = before.iter().filter(|it| withdrawn.get(it.key()).is_none());
        let after = stays.map(|it| changed.get(it.key()).map_or(it, |at| &self.changed[*at].1));
        let mut parts: Vec<T> = after.chain(&self.added).cloned().collect();
        if let Some(order) = &self.order {
            let places = sorting::places(order.iter().map(String::as_str));
            sorting::by_key(&mut parts, |it| places.get(it.key()).copied());
        }
        parts
    }

    /// What became of the part with this name, if more than who speaks of it.
    pub fn mark(&self, key: &str) -> Option<Mark> {
        let is_meant = |it: &T| it.key() == key;
        let changed = self.changed.iter().find(|(_, after)| is_meant(after));
        if self.added.iter().any(is_meant) {
            Some(Mark::Added)
        } else if self.withdrawn.iter().any(is_meant) {
            Some(Mark::Withdrawn)
        } else {
            changed.filter(|(before, after)| is_substance(&after.aspects(before))).map(|_| Mark::Changed)
        }
    }
}

/// Whether what is said differs, and not only who says it.
pub fn is_substance(aspects: &[Aspect]) -> bool {
    aspects.iter().any(|it| *it != Aspect::Sources)
}

fn places<T: Part>(parts: &[T]) -> Table<usize> {
    sorting::places(parts.iter().map(Part::key))
}

fn changes<T: Part>(before: &[T], after: &[T]) -> Changes<T> {
    let (in_before, in_after) = (places(before), places(after));
    let mut found = Changes { added: Vec::new(), changed: Vec::new(), withdrawn: Vec::new(), order: None };
    let mut kept: Vec<&str> = Vec::new();
    for old in before {
        match in_after.get(old.key()).map(|at| &after[*at]) {
            None => found.withdrawn.push(old.clone()),
            Some(new) => {
                kept.push(old.key());
                if new != old {
                    found.changed.push((old.clone(), new.clone()));
                }
            }
        }
    }
    found.added.extend(after.iter().filter(|it| in_before.get(it.key()).is_none()).cloned());
    let without_order = kept.into_iter().chain(found.added.iter().map(Part::key));
    if !without_order.eq(after.iter().map(Part::key)) {
        found.order = Some(after.iter().map(|it| it.key().to_owned()).collect());
    }
    found
}

/// Those of these that are so.
fn those<const N: usize>(all: [(Aspect, bool); N]) -> Vec<Aspect> {
    all.into_iter().filter(|(_, is_other)| *is_other).map(|(it, _)| it).collect()
}

impl<T: Part> Part for Rc<T> {
    fn key(&self) -> &str {
        (**self).key()
    }

    fn aspects(&self, before: &Self) -> Vec<Aspect> {
        (**self).aspects(before)
    }
}

impl Part for HostSnapshot {
    fn key(&self) -> &str {
        &self.id
    }

    fn aspects(&self, before: &Self) -> Vec<Aspect> {
        those([
            (Aspect::Zone, self.zone != before.zone),
            (Aspect::State, (self.state, self.certainty) != (before.state, before.certainty)),
            (Aspect::When, (self.since, self.undated) != (before.since, before.undated)),
            (Aspect::Disputed, self.disputed != before.disputed),
            (Aspect::Sources, (&self.sources, self.support) != (&before.sources, before.support)),
        ])
    }
}

impl Part for Happening {
    fn key(&self) -> &str {
        &self.id
    }

    fn aspects(&self, before: &Self) -> Vec<Aspect> {
        let (when, old) = (&self.when, &before.when);
        those([
            (Aspect::State, self.phase != before.phase),
            (Aspect::When, (when.span, when.undated) != (old.span, old.undated)),
            (Aspect::Disputed, when.disputed != old.disputed),
            (Aspect::Sources, (&self.sources, self.support) != (&before.sources, before.support)),
        ])
    }
}

impl Part for Total {
    fn key(&self) -> &str {
        &self.unit
    }

    fn aspects(&self, before: &Self) -> Vec<Aspect> {
        let amounts = |it: &Self| it.entries.iter().map(|it| (it.id.clone(), it.amount)).collect::<Vec<_>>();
        let number = |it: &Self| (it.low, it.high, it.is_approximate);
        let hedges = |it: &Self| it.entries.iter().map(|it| (it.hedge, it.disputed)).collect::<Vec<_>>();
        let tellers = |it: &Self| it.entries.iter().map(|it| (it.sources.clone(), it.counted)).collect::<Vec<_>>();
        those([
            (Aspect::Number, number(self) != number(before) || amounts(self) != amounts(before)),
            (Aspect::Hedge, self.hedge != before.hedge || hedges(self) != hedges(before)),
            (Aspect::Disputed, self.disputed != before.disputed),
            (
                Aspect::Sources,
                (&self.sources, self.counted) != (&before.sources, before.counted) || tellers(self) != tellers(before),
            ),
        ])
    }
}

impl Part for Clock {
    fn key(&self) -> &str {
        self.kind.as_str()
    }

    fn aspects(&self, before: &Self) -> Vec<Aspect> {
        those([
            (Aspect::Number, (self.low, self.high) != (before.low, before.high)),
            (Aspect::Disputed, self.disputed != before.disputed),
        ])
    }
}
