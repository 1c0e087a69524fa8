//! What is said of a part, attribute by attribute; where sources disagree, most consequential first; and open questions.
//!
//! The list opens with what would change a decision. Whether 600 or 621 companies are affected moves the headline;
//! whether the detection was on 7 or 11 May moves the time that the intruder had, and perhaps a legal deadline; what a
//! server is called moves nothing. Within one rank the dispute in which more sources take part comes first.

use super::Snapshot;
use super::clock::Milestone;
use super::lens::{Attribute, Preference};
use super::position::{Position, Positions, Value, View};
use crate::incident::{End, Event, EventKind, Fact, Hedge, Id, Incident, Said, StateChange, Text, Topic};
use crate::sorting;

crate::incident::words! {
    /// What a dispute moves; declared from the most consequential on.
    Concern {
        /// The number of the headline.
        Headline = "headline",
        /// A clock: the first access, or an event at which a clock begins or ends.
        Clock = "clock",
        /// Another number, whether or when a step was taken, or when a host came into a state.
        Course = "course",
        /// Where a host is, what it is called, or whether it is another one.
        Place = "place",
        /// What holds of the incident as a whole.
        Fact = "fact",
    }
}

/// The events at which clocks begin or end: a dispute about one of these moves a number of days that people quote.
const MILESTONES: [EventKind; 6] = [
    EventKind::Compromise,
    EventKind::Detection,
    EventKind::LeakJudgedPossible,
    EventKind::AuthorityTold,
    EventKind::PublicNotice,
    EventKind::CustomersTold,
];

/// An attribute of a part on which sources disagree.
#[derive(Debug, Clone, PartialEq)]
pub struct Dispute<'a> {
    /// What they say.
    pub positions: Positions<'a>,
    /// What it moves.
    pub concern: Concern,
    /// How many sources take part, with those that pass on what others say.
    pub n_sources: usize,
}

/// A question that sources leave open, or one of them answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Unknown<'a> {
    /// The id of the fact.
    pub id: &'a Id,
    /// The question.
    pub label: &'a Text,
    /// Since when a source says that it is open; `None` if that is not known.
    pub since: Option<End>,
    /// Who leaves it open: originals and those that pass it on.
    pub open_by: Vec<Id>,
    /// The answer, once there is one.
    pub answer: Option<Answer<'a>>,
}

/// What closes a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer<'a> {
    /// The answer.
    pub value: &'a Text,
    /// How firmly it is given.
    pub hedge: Hedge,
    /// When it was published; `None` if that is not known.
    pub day: Option<End>,
    /// Who gives it, and who passes it on.
    pub sources: Vec<Id>,
}

impl<'a> View<'a> {
    /// All that is said of the part with this id, attribute by attribute; nothing if there is no visible claim.
    pub fn said_of(&self, part: &str) -> Vec<Positions<'a>> {
        let incident = self.incident;
        let mut all: Vec<Positions<'a>> = Vec::new();
        if let Some(host) = incident.host(part) {
            all.extend(StateChange::ALL.iter().map(|change| self.state_positions(host, *change)));
            all.extend([self.zone_positions(host), self.name_positions(host), self.same_positions(host)]);
        }
        all.extend(incident.happened(part).map(|(id, claims)| self.time_positions(id, claims)));
        all.extend(incident.count(part).map(|it| self.amount_positions(it)));
        all.extend(incident.fact(part).map(|it| self.fact_positions(it)));
        all.retain(|it| !it.all.is_empty());
        all
    }

    /// For each position the preference that would bring it to the front; `None` if no source speaks for it alone.
    ///
    /// A source that holds two positions would bring only one of them to the front: the one of its most trusted claim. Where that
    /// only says that it happened, one with a time comes before it: of the source's own, or else of all.
    pub fn preferences(&self, positions: &Positions<'a>) -> Vec<Option<Preference>> {
        let held = positions.all.iter().enumerate();
        let mut claims: Vec<(usize, &Said)> =
            held.flat_map(|(at, it)| it.claims.iter().map(move |claim| (at, *claim))).collect();
        // in the order of the file: all claims on an attribute stand in one list
        sorting::by_key(&mut claims, |it| std::ptr::from_ref(it.1).addr());
        let sources = self.sources(&positions.claims());
        let places = sorting::places(sources.iter().map(String::as_str));
        let mut told: Vec<Vec<(usize, &Said)>> = vec![Vec::new(); sources.len()];
        for (at, claim) in &claims {
            let heard = claim.tellers().filter(|it| self.lens.hears_from(self.incident, claim, it));
            for place in heard.filter_map(|it| places.get(it)) {
                told[*place].push((*at, claim));
            }
        }
        let of_time = positions.all.first().is_some_and(|it| it.value == Value::Happened);
        let is_dated = |it: &Said| it.when.is_some() && !it.is_denial();
        let best = |of: &[(usize, &Said)], source: Option<&str>, is_asked: &dyn Fn(&Said) -> bool| {
            let asked = of.iter().filter(|it| is_asked(it.1));
            asked.min_by_key(|it| self.rank(it.1, source)).map(|it| (it.0, is_dated(it.1) || it.1.is_denial()))
        };
        let of_all = best(&claims, None, &is_dated);
        let front = |source: &String, told: &[(usize, &Said)]| {
            let first = best(told, Some(source), &|_| true)?;
            let is_behind = of_time && !first.1;
            let dated = if is_behind { best(told, Some(source), &is_dated).or(of_all) } else { None };
            Some(dated.unwrap_or(first).0)
        };
        let fronts: Vec<Option<usize>> = sources.iter().zip(&told).map(|(source, told)| front(source, told)).collect();
        let preference = |(at, it): (usize, &Position<'a>)| {
            let mut tellers = self.sources(&it.claims).into_iter();
            let source = tellers.find(|it| places.get(it).is_some_and(|place| fronts[*place] == Some(at)))?;
            Some(Preference { part: positions.part.clone(), attribute: positions.attribute, source })
        };
        positions.all.iter().enumerate().map(preference).collect()
    }
}

/// Where the sources that are heard disagree: first what moves the number of the headline, then what moves a clock, then other
/// numbers, steps and states, then places, then facts; within these by how many sources take part.
pub fn disputes<'a>(incident: &'a Incident, snapshot: &'a Snapshot) -> Vec<Dispute<'a>> {
    let view = View { incident, lens: &snapshot.lens };
    let counts = incident.counts.iter().map(|it| &it.id);
    let parts = counts.chain(incident.events.iter().map(|it| &it.id)).chain(incident.pivots.iter().map(|it| &it.id));
    let parts = parts.chain(incident.hosts.iter().map(|it| &it.id)).chain(incident.facts.iter().map(|it| &it.id));
    let disputed = parts.flat_map(|part| view.said_of(part)).filter(|it| it.disputed);
    let dispute = |positions: Positions<'a>| Dispute {
        concern: concern(incident, snapshot, &positions),
        n_sources: view.sources(&positions.claims()).len(),
        positions,
    };
    let mut disputes: Vec<Dispute<'_>> = disputed.map(dispute).collect();
    sorting::by_key(&mut disputes, |it| (it.concern, std::cmp::Reverse(it.n_sources)));
    disputes
}

fn concern(incident: &Incident, snapshot: &Snapshot, positions: &Positions<'_>) -> Concern {
    let part = positions.part;
    match positions.attribute {
        Attribute::Amount => {
            let mut headline = snapshot.totals.first().into_iter().flat_map(|it| &it.entries);
            if headline.any(|it| it.id == *part) { Concern::Headline } else { Concern::Course }
        }
        Attribute::When => {
            let is_milestone = |it: &Event| MILESTONES.contains(&it.kind);
            let moves_clock =
                Milestone::Access.depends_on(incident, part) || incident.event(part).is_some_and(is_milestone);
            if moves_clock { Concern::Clock } else { Concern::Course }
        }
        Attribute::State => Concern::Course,
        Attribute::Zone | Attribute::Name | Attribute::Same => Concern::Place,
        Attribute::Value => Concern::Fact,
    }
}

/// The questions that are asked under a lens, the open ones first. One visible answer closes a question, unless the reader
/// prefers a source that leaves it open. With the knowledge of 28 May "How did the intruder get in?" is open; with that
/// of 2 July it is answered, and the list says since when and by whom.
pub fn unknowns(view: View<'_>) -> Vec<Unknown<'_>> {
    let questions = view.incident.facts.iter().filter(|it| it.topic == Topic::Question);
    let mut unknowns: Vec<Unknown<'_>> = questions.filter_map(|it| unknown(view, it)).collect();
    sorting::by_key(&mut unknowns, |it| it.answer.is_some());
    unknowns
}

/// A question, if a visible claim asks or answers it.
fn unknown<'a>(view: View<'a>, fact: &'a Fact) -> Option<Unknown<'a>> {
    let positions = view.fact_positions(fact);
    let answers = |it: &Position<'_>| matches!(it.value, Value::Words(_)) && !it.is_denial();
    let first = positions.all.first()?;
    let is_left_open = view.lens.preferred(&fact.id, Attribute::Value).is_some() && !answers(first);
    let answered = positions.all.iter().find(|it| answers(it)).filter(|_| !is_left_open);
    let open = positions.all.iter().filter(|it| !answers(it)).flat_map(|it| it.claims.iter().copied());
    let open: Vec<&Said> = open.collect();
    let known_from = |it: &Said| view.incident.source(&it.source)?.out_by();
    Some(Unknown {
        id: &fact.id,
        label: &fact.label,
        since: open.iter().filter_map(|it| it.span().start().or_else(|| known_from(it))).min(),
        open_by: view.sources(&open),
        answer: answered.and_then(|it| match it.value {
            Value::Words(value) => Some(Answer {
                value,
                hedge: it.first().hedge,
                day: it.claims.iter().filter_map(|it| known_from(it)).min(),
                sources: view.sources(&it.claims),
            }),
            _ => None,
        }),
    })
}
