//! Makes cards fewer until they can be read, and opens them again.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::group::Group;
use crate::incident::{Day, Host, HostKind, Id, Incident, Role};
use crate::sorting;
use crate::timeline::{HostSnapshot, Lens, Snapshot, View, standing_out};

/// So many cards a map has at most, before anything is opened: about what a room can read.
pub const BUDGET: usize = 26;
/// So many twins are one card on any map: nobody reads 20 cards that say the same.
pub(super) const MANY: usize = 20;
/// So many arrows a map has at most, if fewer cards can make them fewer.
pub const ARROWS: usize = 100;
/// With so few cards, no more are folded for the sake of arrows.
const FEW: usize = 10;
/// So many places of what is opened have a card of their own.
const KEPT: usize = BUDGET / 2;
/// Fewer than so many alike are not worth a card that says less.
const PAIR: usize = 3;
/// Of where the intruder comes from, and of where data goes, so many are never folded; more are a crowd themselves.
const ENDS: usize = 5;
/// Of so many hosts, no main path is looked for.
const MAPPED: usize = 400;
/// A day after all that is told.
const LATE: i32 = 4_000_000;
/// Twins can make twins of their neighbours: so often that is looked for.
const ROUNDS: usize = 8;

/// In files that name no machines, each card is a step or a method of its own: such cards say different things, and are not folded.
fn is_step(host: &Host) -> bool {
    host.kind == HostKind::Step
}

/// The hosts that are never folded, the most important first.
fn important(incident: &Incident) -> Vec<Id> {
    let few = |all: Vec<Id>| if all.len() <= ENDS { all } else { Vec::new() };
    let intruders = incident.hosts.iter().filter(|it| it.role == Role::Intruder).map(|it| it.id.clone());
    let is_outside = |id: &str| incident.host(id).is_some_and(|it| it.role == Role::Outside);
    let out = sorting::each_once(incident.pivots.iter().map(|it| it.to.as_str()).filter(|it| is_outside(it)));
    let mut all: Vec<Id> = few(intruders.collect());
    // where the main path begins and where it ends: of more hosts, its ends are a crowd themselves
    if incident.hosts.len() < MAPPED {
        let whole = Snapshot::of(incident, &Lens::on(Day::from_number(LATE)));
        let is_end = |it: &&Rc<HostSnapshot>| it.way_in.is_some() || it.is_goal;
        all.extend(few(whole.hosts.iter().filter(is_end).map(|it| it.id.clone()).collect()));
    }
    for id in incident.story.iter().flat_map(|it| standing_out(incident, it)) {
        match incident.pivot(&id) {
            Some(pivot) => all.extend([pivot.from.clone(), pivot.to.clone()]),
            None => all.extend(incident.host(&id).map(|it| it.id.clone())),
        }
    }
    all.extend(few(out));
    all.extend(incident.counts.iter().filter_map(|it| it.host.clone()));
    all
}

/// The hosts on each card, by first host.
fn sets(card_of: &[usize], hosts: impl Iterator<Item = usize>) -> Vec<Vec<usize>> {
    let mut by_card: Vec<usize> = hosts.collect();
    sorting::by_key(&mut by_card, |at| (card_of[*at], *at));
    by_card.chunk_by(|a, b| card_of[*a] == card_of[*b]).map(<[usize]>::to_vec).collect()
}

/// The hosts of an incident on cards that become fewer. A card is named by the place of its first host.
pub(super) struct Cards<'a> {
    incident: &'a Incident,
    /// The card of each host.
    of: Vec<usize>,
    /// Of each card, how many hosts are on it.
    sizes: Vec<usize>,
    /// Of each card, what its hosts are, if all are the same.
    kinds: Vec<Option<HostKind>>,
    /// Of each host, the place of its zone in the list of zones.
    zones: Vec<Option<usize>>,
    is_kept: Vec<bool>,
    links: Vec<(usize, usize)>,
    /// How many cards there are, but for those of steps.
    n_cards: usize,
    /// How many cards there may be.
    budget: usize,
}

/// What cards have in common that can be one.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Likeness<'a> {
    role: Role,
    zone: Option<usize>,
    kind: Option<HostKind>,
    links: &'a [Vec<usize>; 2],
}

impl<'a> Cards<'a> {
    /// The cards of a map that has at most so many, where that can be.
    pub(super) fn within(incident: &'a Incident, budget: usize) -> Self {
        let lens = Lens::on(Day::from_number(0)); // every claim counts, whatever day it speaks of
        let view = View { incident, lens: &lens };
        let places = sorting::places(incident.hosts.iter().map(|it| it.id.as_str()));
        let zones = sorting::places(incident.zones.iter().map(|it| it.id.as_str()));
        let zone = |it: &Host| zones.get(view.zone_positions(it).shown_id()?).copied();
        let link = |from: &str, to: &str| Some((*places.get(from)?, *places.get(to)?));
        let n = incident.hosts.len();
        let mut is_kept = vec![false; n];
        let important = sorting::each_once(important(incident).iter().map(String::as_str));
        let kept = important.iter().filter_map(|id| places.get(id)).take(budget / 2);
        kept.for_each(|at| is_kept[*at] = true);
        Self {
            incident,
            of: (0..n).collect(),
            sizes: vec![1; n],
            kinds: incident.hosts.iter().map(|it| Some(it.kind)).collect(),
            zones: incident.hosts.iter().map(zone).collect(),
            is_kept,
            links: incident.pivots.iter().filter_map(|it| link(&it.from, &it.to)).collect(),
            n_cards: incident.hosts.iter().filter(|it| !is_step(it)).count(),
            budget,
        }
    }

    /// Folds as little as there is need to, and takes apart again what is open.
    pub(super) fn groups(mut self, open: &BTreeSet<Id>) -> Vec<Group> {
        for _ in 0..ROUNDS {
            let twins = self.alike(false);
            if !self.merge(twins, Some(MANY)) {
                break;
            }
        }
        let fans = self.alike(true);
        self.merge(fans, Some(MANY));
        let alike = self.of.clone();
        loop {
            for is_by_zone in [true, false] {
                let rests = self.rests(is_by_zone);
                self.merge(rests, None);
            }
            if self.budget <= FEW || self.n_arrows() <= ARROWS {
                break;
            }
            self.budget /= 2;
        }
        let mut groups = Vec::new();
        let mut taken = BTreeSet::new();
        for rest in sets(&self.of, 0..self.of.len()) {
            self.close(&alike, rest, (open, &mut taken), &mut groups);
        }
        groups
    }

    /// Closes hosts into a group, or opens it if its id is open. `taken` are the hosts that name what is open around it.
    fn close(
        &self,
        alike: &[usize],
        mut hosts: Vec<usize>,
        (open, taken): (&BTreeSet<Id>, &mut BTreeSet<usize>),
        groups: &mut Vec<Group>,
    ) {
        if hosts.len() < 2 {
            return;
        }
        sorting::by_key(&mut hosts, |at| *at);
        let parts = sets(alike, hosts.iter().copied());
        let is_rest = parts.len() > 1;
        // a host that shares no other group gives a rest its id, so that the two are told apart
        let single = parts.iter().rev().filter(|it| it.len() == 1).map(|it| it[0]);
        let last = parts.iter().rev().flat_map(|it| it.iter().rev().copied());
        let id = single.chain(last).find(|at| is_rest && !taken.contains(at)).unwrap_or(hosts[0]);
        if open.contains(&self.incident.hosts[id].id) {
            taken.insert(id);
            self.open_up(alike, hosts, (open, taken), groups);
        } else {
            groups.push(self.group(id, &hosts, is_rest));
        }
    }

    /// What is opened: its groups, or its hosts if all are alike. Where these are too many to be seen apart, the places with
    /// the most hosts each on a card, or as many of them if all are in one place; and the others on one more. Of 7,765 hosts
    /// in 150 places, these are 20 places and "6,802 more hosts", which opens in the same way.
    fn open_up(
        &self,
        alike: &[usize],
        mut hosts: Vec<usize>,
        (open, taken): (&BTreeSet<Id>, &mut BTreeSet<usize>),
        groups: &mut Vec<Group>,
    ) {
        let mut parts = sets(alike, hosts.iter().copied());
        if parts.len() == 1 {
            parts = hosts.iter().map(|at| vec![*at]).collect();
        }
        let place = |at: &usize| self.zones[*at];
        if parts.len() > BUDGET {
            if !hosts.iter().all(|it| place(it) == place(&hosts[0])) {
                sorting::by_key(&mut hosts, place);
                parts = hosts.chunk_by(|a, b| place(a) == place(b)).map(<[usize]>::to_vec).collect();
            }
            sorting::by_key(&mut parts, |it| usize::MAX - it.len());
            let left = parts.split_off(KEPT.min(parts.len())).concat();
            parts.push(left);
        }
        for part in parts {
            self.close(alike, part, (open, taken), groups);
        }
    }

    fn group(&self, id: usize, hosts: &[usize], is_rest: bool) -> Group {
        let host = |at: usize| &self.incident.hosts[at];
        let first = hosts[0];
        Group {
            id: host(id).id.clone(),
            hosts: hosts.iter().map(|at| host(*at).id.clone()).collect(),
            kind: hosts.iter().all(|at| host(*at).kind == host(first).kind).then(|| host(first).kind),
            role: host(first).role,
            zone: self.zones[first]
                .filter(|zone| hosts.iter().all(|at| self.zones[*at] == Some(*zone)))
                .map(|at| self.incident.zones[at].id.clone()),
            is_rest,
        }
    }

    /// Of each card, the cards from which arrows come and to which they go.
    fn neighbours(&self) -> Vec<[Vec<usize>; 2]> {
        let mut links = vec![[Vec::new(), Vec::new()]; self.of.len()];
        for (from, to) in self.links.iter().map(|(from, to)| (self.of[*from], self.of[*to])) {
            if from != to {
                links[to][0].push(from);
                links[from][1].push(to);
            }
        }
        for list in links.iter_mut().flatten() {
            sorting::by_key(list, |it| *it);
            list.dedup();
        }
        links
    }

    fn n_arrows(&self) -> usize {
        self.neighbours().iter().map(|[_, to]| to.len()).sum()
    }

    fn cards(&self) -> impl Iterator<Item = usize> {
        (0..self.of.len()).filter(|at| self.of[*at] == *at && !self.is_kept[*at] && !is_step(&self.incident.hosts[*at]))
    }

    /// Cards of one place with the same neighbours, and of one kind; or, of fans, those whose only link is one arrow to them.
    fn alike(&self, is_fan: bool) -> Vec<Vec<usize>> {
        let links = self.neighbours();
        let like = |at: usize| {
            let kind = self.kinds[at].filter(|_| !is_fan);
            Likeness { role: self.incident.hosts[at].role, zone: self.zones[at], kind, links: &links[at] }
        };
        let is_meant = |at: &usize| !is_fan || (links[*at][0].len() == 1 && links[*at][1].is_empty());
        let mut all: Vec<(Likeness<'_>, usize)> = self.cards().filter(is_meant).map(|at| (like(at), at)).collect();
        sorting::by(&mut all, |a, b| a.0.cmp(&b.0));
        all.chunk_by(|a, b| a.0 == b.0).map(|it| it.iter().map(|it| it.1).collect()).collect()
    }

    /// What is left of each zone, or of all together: of the cards with the fewest arrows, as many as are too many.
    fn rests(&self, is_by_zone: bool) -> Vec<Vec<usize>> {
        let links = self.neighbours();
        let place = |at: usize| (self.incident.hosts[at].role, self.zones[at].filter(|_| is_by_zone));
        let mut all: Vec<usize> = self.cards().collect();
        sorting::by_key(&mut all, |at| (place(*at), links[*at][0].len() + links[*at][1].len(), usize::MAX - at));
        all.chunk_by(|a, b| place(*a) == place(*b)).map(<[usize]>::to_vec).collect()
    }

    /// Makes each set one card, the largest first, while there are too many cards or the set has so `many` hosts;
    /// of what is only left over (`many` is `None`), no more than are too many. Says whether there was anything to do.
    fn merge(&mut self, mut sets: Vec<Vec<usize>>, many: Option<usize>) -> bool {
        let before = self.n_cards;
        sets.retain(|it| it.len() > 1);
        sorting::by_key(&mut sets, |it| usize::MAX - self.size(it));
        let mut onto: Vec<usize> = (0..self.of.len()).collect();
        for set in &sets {
            let too_many = self.n_cards.saturating_sub(self.budget);
            if many.is_some() && self.size(set) < PAIR || too_many == 0 && many.is_none_or(|many| self.size(set) < many)
            {
                continue;
            }
            let n = if many.is_some() { set.len() } else { set.len().min(too_many + 1) };
            let cards = &set[..n];
            let first = cards.iter().copied().min().unwrap_or_default();
            self.n_cards -= cards.len() - 1;
            self.sizes[first] = self.size(cards);
            self.kinds[first] = self.kinds[first].filter(|kind| cards.iter().all(|at| self.kinds[*at] == Some(*kind)));
            for at in cards {
                onto[*at] = first;
            }
        }
        self.of.iter_mut().for_each(|at| *at = onto[*at]);
        self.n_cards < before
    }

    fn size(&self, cards: &[usize]) -> usize {
        cards.iter().map(|at| self.sizes[*at]).sum()
    }
}
