//! Laws of claims that stand side by side: positions, disputes, and whom the reader believes.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

mod look;
mod tape;

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::rc::Rc;

use breachmap::incident::{Claim, Incident, StateChange};
use breachmap::timeline::{
    Attribute, Dispute, Happening, Lens, Position, Positions, Preference, ShownBy, Snapshot, View, disputes,
    preferences,
};
use look::{config, lens, read};
use proptest::prelude::*;
use tape::{clean_file, file, tape};

/// What is said of a part, position by position and claim by claim.
fn positions(incident: &Incident, lens: &Lens, part: &str) -> Vec<String> {
    fn words(positions: &Positions<'_>) -> Vec<String> {
        let claims =
            |it: &Position<'_>| it.claims.iter().map(|said| format!("{:?} {said:?}", it.value)).collect::<Vec<_>>();
        positions.all.iter().map(|it| claims(it).join("\n")).collect()
    }
    let view = View { incident, lens };
    if let Some(host) = incident.host(part) {
        let states = StateChange::ALL.iter().flat_map(|change| words(&view.state_positions(host, *change)));
        return words(&view.zone_positions(host)).into_iter().chain(states).collect();
    }
    let events = incident.events.iter().filter(|it| it.id == part);
    let events = events.flat_map(|it| words(&view.time_positions(&it.id, &it.claims)));
    let counts = incident.counts.iter().filter(|it| it.id == part);
    events.chain(counts.flat_map(|it| words(&view.amount_positions(it)))).collect()
}

/// Each claim of these positions once.
fn claims(positions: &[String]) -> BTreeSet<String> {
    positions.iter().flat_map(|it| it.lines()).map(str::to_owned).collect()
}

/// Whether a source, heard on an event, says when it was, or only that it was not. Who affirms it and gives a time in a
/// denial alone says no day on which it was.
fn gives_a_time(incident: &Incident, lens: &Lens, event: &str, source: &str) -> bool {
    let events = incident.events.iter().filter(|it| it.id == event);
    let heard = |it: &&Claim<()>| lens.sees(incident, it) && lens.hears_from(incident, it, source);
    let mut affirmed = events.flat_map(|it| &it.claims).filter(heard).filter(|it| !it.is_denial()).peekable();
    affirmed.peek().is_none() || affirmed.any(|it| it.when.is_some())
}

/// The first source of a position that would bring it to the front, found by trying.
fn tried(incident: &Incident, lens: &Lens, positions: &Positions<'_>, position: &Position<'_>) -> Option<Preference> {
    let view = View { incident, lens };
    let sources = view.sources(&position.claims).into_iter();
    let mut all =
        sources.map(|source| Preference { part: positions.part.clone(), attribute: positions.attribute, source });
    all.find(|it| {
        let lens = Lens { prefer: preferences(lens.prefer.iter().chain([it]).cloned()), ..lens.clone() };
        let then = View { incident, lens: &lens }.said_of(positions.part);
        let then = then.iter().find(|it| (it.attribute, it.change) == (positions.attribute, positions.change)).unwrap();
        then.all[0].claims.iter().any(|it| std::ptr::eq(*it, position.first()))
    })
}

/// Pivots and events.
fn happenings(snapshot: &Snapshot) -> impl Iterator<Item = &Rc<Happening>> {
    snapshot.pivots.iter().chain(&snapshot.events)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn who_hears_more_loses_no_position(tape in tape(), few in any::<u8>(), more in any::<u8>()) {
        let incident = read(&file(&tape)).incident;
        let (few, more) = (lens(&incident, 0, None, Some(few)), lens(&incident, 0, None, Some(few | more)));
        let parts = incident.hosts.iter().map(|it| &it.id).chain(incident.events.iter().map(|it| &it.id));
        for part in parts.chain(incident.counts.iter().map(|it| &it.id)) {
            let (few, more) = (claims(&positions(&incident, &few, part)), claims(&positions(&incident, &more, part)));
            prop_assert!(more.is_superset(&few), "{:?}", few.difference(&more));
        }
    }

    #[test]
    fn a_preference_brings_its_source_to_the_front_and_loses_nothing(tape in tape(), known_on in any::<Option<usize>>(), told_by in any::<Option<u8>>()) {
        let incident = read(&file(&tape)).incident;
        let rule = lens(&incident, 0, known_on, told_by);
        let parts = incident.hosts.iter().map(|it| (&it.id, Attribute::Zone));
        let parts = parts.chain(incident.events.iter().map(|it| (&it.id, Attribute::When)));
        let parts: Vec<_> = parts.chain(incident.counts.iter().map(|it| (&it.id, Attribute::Amount))).collect();
        for ((part, attribute), source) in parts.into_iter().flat_map(|it| incident.sources.iter().map(move |source| (it, &source.id))) {
            let one = Preference { part: part.clone(), attribute, source: source.clone() };
            let has_effect = one.has_effect(&incident, &rule);
            let believed = Lens { prefer: preferences([one]), ..rule.clone() };
            let (before, after) = (positions(&incident, &rule, part), positions(&incident, &believed, part));
            if !has_effect {
                let (before, after) = (Snapshot::of(&incident, &rule), Snapshot::of(&incident, &believed));
                let mut after = after;
                after.lens = rule.clone();
                prop_assert_eq!(after, before, "who is not heard is not believed");
            } else if attribute != Attribute::When || gives_a_time(&incident, &rule, part, source) {
                prop_assert!(after[0].contains(&format!("{source:?}")), "{source} is believed on {part}: {after:?}");
            }
            prop_assert_eq!(claims(&before), claims(&after));
        }
    }

    #[test]
    fn every_dispute_is_listed_with_its_positions_and_outlives_the_choice_of_one(tape in tape(), known_on in any::<Option<usize>>(), told_by in any::<Option<u8>>()) {
        let incident = read(&file(&tape)).incident;
        let lens = lens(&incident, 0, known_on, told_by);
        let snapshot = Snapshot::of(&incident, &lens);
        let listed = disputes(&incident, &snapshot);
        let is_listed = |id: &str| listed.iter().any(|it| it.positions.part == id);
        prop_assert!(happenings(&snapshot).all(|it| it.when.disputed == is_listed(&it.id)));
        prop_assert!(snapshot.hosts.iter().all(|it| !it.disputed || is_listed(&it.id)));
        prop_assert!(snapshot.totals.iter().flat_map(|it| &it.entries).all(|it| it.disputed == is_listed(&it.id)));
        prop_assert!(listed.windows(2).all(|it| (it[0].concern, Reverse(it[0].n_sources)) <= (it[1].concern, Reverse(it[1].n_sources))));
        let view = View { incident: &incident, lens: &lens };
        for Dispute { positions, .. } in &listed {
            prop_assert!(positions.all.len() > 1, "it takes two");
            prop_assert!(positions.shown_by != ShownBy::Only, "{positions:?}");
            let ways = view.preferences(positions);
            for (position, one) in positions.all.iter().zip(&ways) {
                prop_assert_eq!(&tried(&incident, &lens, positions, position), one);
            }
            for (position, one) in positions.all.iter().zip(ways).filter_map(|(position, one)| Some((position, one?))) {
                let chosen = Lens { prefer: preferences([one]), ..lens.clone() };
                let chosen = View { incident: &incident, lens: &chosen };
                let then = chosen.said_of(positions.part);
                let then = then.iter().find(|it| (it.attribute, it.change) == (positions.attribute, positions.change)).unwrap();
                for (position, one) in then.all.iter().zip(chosen.preferences(then)) {
                    prop_assert_eq!(tried(&incident, chosen.lens, then, position), one);
                }
                prop_assert!(then.disputed && then.all.len() == positions.all.len());
                prop_assert_eq!(then.all[0].value, position.value);
                prop_assert_eq!(then.all[0].claims.len(), position.claims.len());
            }
        }
    }

    #[test]
    fn silence_is_no_dispute(tape in tape(), day in any::<usize>(), few in any::<u8>()) {
        // who hears fewer sources hears no quarrel that was not there
        let incident = read(&file(&tape)).incident;
        let all = lens(&incident, day, None, None);
        let few = Snapshot::of(&incident, &Lens { told_by: lens(&incident, day, None, Some(few)).told_by, ..all.clone() });
        let all = Snapshot::of(&incident, &all);
        for it in happenings(&few).filter(|it| it.when.disputed) {
            prop_assert!(happenings(&all).any(|other| other.id == it.id && other.when.disputed), "{}", it.id);
        }
        for it in few.hosts.iter().filter(|it| it.disputed) {
            prop_assert!(all.host(&it.id).is_some_and(|it| it.disputed), "{}", it.id);
        }
        let entries = |snapshot: &Snapshot| snapshot.totals.iter().flat_map(|it| it.entries.clone()).collect::<Vec<_>>();
        for it in entries(&few).iter().filter(|it| it.disputed) {
            prop_assert!(entries(&all).iter().all(|other| other.id != it.id || other.disputed), "{}", it.id);
        }
    }

    #[test]
    fn taking_a_claim_away_starts_no_quarrel(tape in tape(), gone in any::<prop::sample::Index>()) {
        let incident = read(&clean_file(&tape)).incident;
        let lens = lens(&incident, 0, None, None);
        let view = View { incident: &incident, lens: &lens };
        for host in incident.hosts.iter().filter(|it| !it.zone.is_empty()) {
            let mut fewer = host.clone();
            fewer.zone.remove(gone.index(fewer.zone.len()));
            prop_assert!(view.zone_positions(host).disputed || !view.zone_positions(&fewer).disputed);
        }
    }
}
