//! Actors, actions, assets and attributes of a record, and the chain of its steps.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde_json::{Map, Value, json};

use super::words::{self, ACTIONS, ACTORS};
use super::{Record, english, or_unknown};
use crate::incident::{Amount, EventKind, Fact, Hedge, Pivot, Role, Topic};
use crate::timeline::{Happening, HostSnapshot, HostState, Position, Timeline};

/// What the reader of records calls an actor of whom nothing is known, in English.
const UNKNOWN: &str = "Unknown actor";

/// The actions of a record.
pub(super) struct Actions {
    /// Of each kind its varieties, vectors, and what the sources call them.
    kinds: BTreeMap<&'static str, Action>,
    /// The kind of each technique, by its id.
    of: BTreeMap<String, &'static str>,
}

#[derive(Default)]
struct Action {
    varieties: BTreeSet<String>,
    vectors: BTreeSet<String>,
    names: Vec<String>,
}

impl Actions {
    /// As the record has them.
    pub(super) fn written(&self) -> Value {
        let mut all = Map::new();
        for (kind, it) in &self.kinds {
            let mut action = Map::new();
            let list = |words: &BTreeSet<String>| {
                let told = words.iter().filter(|it| *it != "Unknown").cloned().collect();
                or_unknown(told)
            };
            if *kind != "unknown" {
                action.insert("variety".to_owned(), list(&it.varieties));
            }
            if ACTIONS.iter().any(|(other, _, _, has_vector)| other == kind && *has_vector) {
                action.insert("vector".to_owned(), list(&it.vectors));
            }
            if *kind == "social" {
                action.insert("target".to_owned(), json!(["Unknown"]));
            }
            if !it.names.is_empty() {
                action.insert("notes".to_owned(), it.names.join("; ").into());
            }
            all.insert((*kind).to_owned(), action.into());
        }
        if all.is_empty() { json!({ "unknown": {} }) } else { all.into() }
    }
}

impl Record<'_> {
    /// The actions: techniques that a record of VERIS named, those of ATT&CK by its mapping, and all others by name.
    pub(super) fn actions(&self) -> Actions {
        let mut actions = Actions { kinds: BTreeMap::new(), of: BTreeMap::new() };
        for (fact, position) in self.facts(Topic::Technique) {
            let of_record = ACTIONS.iter().find_map(|(kind, _, label, _)| {
                let is_of_kind = fact.id.starts_with(&format!("{kind}-"));
                let variety = fact.label.get("en").strip_prefix(label)?.strip_prefix(": ")?;
                is_of_kind.then(|| (*kind, words::renamed(variety).to_owned()))
            });
            let is_of_record = of_record.is_some();
            let of_attack = || words::action_of(&fact.id).map(|(kind, variety)| (kind, variety.to_owned()));
            let (kind, variety) = of_record.or_else(of_attack).unwrap_or(("unknown", String::new()));
            let action = actions.kinds.entry(kind).or_default();
            action.varieties.insert(variety);
            let note = position.first().note.as_ref().map_or("", |it| it.get("en"));
            if is_of_record {
                let vectors = note.strip_prefix("Vector: ").map(|it| it.trim_end_matches('.').split(", "));
                action.vectors.extend(vectors.into_iter().flatten().map(|it| words::renamed(it).to_owned()));
            } else {
                action.names.push(self.technique(fact, &position));
            }
            actions.of.insert(fact.id.clone(), kind);
        }
        actions
    }

    /// `T1078 Valid Accounts (possible)`.
    fn technique(&self, fact: &Fact, position: &Position<'_>) -> String {
        let label = fact.label.get(self.of.teller.language);
        let digits = fact.id.strip_prefix('T').unwrap_or_default();
        let is_of_attack = digits.starts_with(|it: char| it.is_ascii_digit()) && label != fact.id;
        let id = if is_of_attack { format!("{} ", fact.id) } else { String::new() };
        let hedge = position.first().hedge;
        let how = if hedge == Hedge::Stated { String::new() } else { format!(" ({})", self.of.tongue().hedge(hedge)) };
        format!("{id}{label}{how}")
    }

    /// The actors, by the words for them, or else by the intruder's places.
    pub(super) fn actors(&mut self) -> Value {
        let mut actors: BTreeMap<&'static str, [BTreeSet<String>; 3]> = BTreeMap::new();
        for (fact, position) in self.facts(Topic::Actor) {
            for told in english(fact, &position).split("; ").map(str::to_owned).collect::<Vec<_>>() {
                let known = ACTORS.iter().find_map(|(kind, _, label)| {
                    let rest = told.strip_prefix(label)?;
                    (rest.is_empty() || rest.starts_with(": "))
                        .then(|| (*kind, rest.trim_start_matches(": ").to_owned()))
                });
                if told == UNKNOWN {
                    continue;
                }
                let Some((kind, details)) = known else {
                    // whoever is named in other words is one name, whatever stands in it; that nobody knows him is none
                    let actor = actors.entry("external").or_default();
                    let is_none = ["not ", "unknown", "unidentified", "unnamed", "nobody"];
                    if is_none.iter().any(|it| told.to_lowercase().starts_with(it)) {
                        self.notes.push(self.words(fact, &position));
                    } else {
                        actor[2].insert(told);
                    }
                    continue;
                };
                let actor = actors.entry(kind).or_default();
                for word in details.split(", ").filter(|it| !it.is_empty()) {
                    let is_variety = words::ACTOR_VARIETIES.iter().any(|it| it.0 == kind && it.1.contains(&word));
                    let is_country = word.len() == 2 && word.bytes().all(|it| it.is_ascii_uppercase());
                    actor[if is_variety { 0 } else { 1 + usize::from(!is_country) }].insert(word.to_owned());
                }
            }
        }
        for kind in self.places_of_actors() {
            // a place is nobody new where somebody is named
            if actors.is_empty() || kind == "internal" {
                actors.entry(kind).or_default();
            }
        }
        let mut known = Vec::new();
        for (fact, _) in self.facts(Topic::Motive) {
            let word = fact.label.get("en");
            if words::MOTIVES.contains(&word) {
                known.push(word.to_owned());
            } else {
                self.notes.push(fact.label.get(self.of.teller.language).to_owned());
            }
        }
        let mut all = Map::new();
        for (kind, [varieties, countries, names]) in actors {
            let list = |words: BTreeSet<String>| or_unknown(words.into_iter().collect());
            let mut actor = json!({ "motive": or_unknown(known.clone()) });
            if kind != "partner" {
                actor["variety"] = list(varieties);
            }
            if kind != "internal" {
                actor["country"] = list(countries);
                if !names.is_empty() {
                    actor["name"] = list(names);
                }
            } else if !names.is_empty() {
                actor["notes"] = names.into_iter().collect::<Vec<_>>().join("; ").into();
            }
            all.insert(kind.to_owned(), actor);
        }
        if all.is_empty() {
            json!({ "unknown": { "notes": self.of.tongue().import_unknown_actor() } })
        } else {
            all.into()
        }
    }

    /// Where the intruder's places stand: among those of the victim, or outside.
    fn places_of_actors(&self) -> Vec<&'static str> {
        let of_role = |role: Role| {
            let is_of_role = move |id: &str| self.of.teller.incident.host(id).is_some_and(|it| it.role == role);
            self.of.snapshot.hosts.iter().filter(move |it| is_of_role(&it.id))
        };
        let inside: Vec<_> = of_role(Role::Inside).filter_map(|it| it.zone.clone()).collect();
        let is_inside = |zone: &Option<String>| zone.as_ref().is_some_and(|it| inside.contains(it));
        let is_known = |id: &str| self.of.teller.incident.host(id).is_some_and(|it| it.label.get("en") != UNKNOWN);
        let known = of_role(Role::Intruder).filter(|it| is_known(&it.id));
        known.map(|it| if is_inside(&it.zone) { "internal" } else { "external" }).collect()
    }

    /// The code of the actor from whose place a step leads.
    fn actor_code(&self, id: &str) -> Option<&'static str> {
        let of = self.of;
        let host = of.teller.incident.host(id).filter(|it| it.role == Role::Intruder)?;
        let zone = of.snapshot.host(id)?.zone.clone();
        let inside = of
            .snapshot
            .hosts
            .iter()
            .filter(|it| of.teller.incident.host(&it.id).is_some_and(|it| it.role == Role::Inside));
        let is_inside = zone.is_some() && inside.into_iter().any(|it| it.zone == zone);
        let label = host.label.get("en");
        let code = ACTORS.iter().find(|it| label == it.2).map(|it| it.1).or((label == UNKNOWN).then_some("unk"));
        Some(code.unwrap_or(if is_inside { "int" } else { "ext" }))
    }

    /// The victim's hosts that are reached, by what they are.
    pub(super) fn assets(&mut self) -> Value {
        let of = self.of;
        let mut assets: BTreeMap<String, Option<u64>> = BTreeMap::new();
        let mut is_cloud = false;
        // what was reached on a day that nobody tells, was reached by the last one
        let is_last = Timeline::of(of.teller.incident).opening <= of.snapshot.lens.as_of;
        let is_reached = |it: &&Rc<HostSnapshot>| it.is_reached() || is_last && it.state == HostState::Unknown;
        for it in of.snapshot.hosts.iter().filter(is_reached) {
            let Some(host) = of.teller.incident.host(&it.id).filter(|it| it.role == Role::Inside) else { continue };
            let label = host.label.get("en");
            let Some(asset) = words::asset(label, host.kind) else { continue };
            is_cloud |= host.kind == crate::incident::HostKind::Cloud;
            let known_units = ["hosts", "computers", "servers", "media", "people targeted"];
            let totals = of.snapshot.totals.iter().filter(|it| known_units.contains(&it.unit.as_str()));
            let amount = totals.flat_map(|it| &it.entries).find_map(|it| {
                let count = of.teller.incident.count(&it.id)?;
                let is_of_host = count.host.as_ref() == Some(&host.id) || count.label.get("en") == label;
                match it.amount {
                    Amount::Exactly(n) if is_of_host => Some(n),
                    _ => None,
                }
            });
            let known = assets.entry(asset).or_default();
            *known = known.or(amount);
        }
        if assets.is_empty() {
            assets.insert("Unknown".to_owned(), None);
        }
        let assets: Vec<Value> = assets
            .into_iter()
            .map(|(variety, amount)| match amount {
                Some(amount) => json!({ "variety": variety, "amount": amount }),
                None => json!({ "variety": variety }),
            })
            .collect();
        let cloud = if is_cloud { "External Cloud Asset(s)" } else { "Unknown" };
        json!({ "assets": assets, "cloud": [cloud] })
    }

    /// What was hurt.
    pub(super) fn attributes(&mut self) -> Value {
        let mut all = Map::new();
        if let Some(it) = self.confidentiality() {
            all.insert("confidentiality".to_owned(), it);
        }
        for ((key, vocabulary), topic) in words::HARM.iter().zip([Topic::Integrity, Topic::Availability]) {
            for (fact, position) in self.facts(topic) {
                let said = english(fact, &position);
                let (known, other): (Vec<&str>, Vec<&str>) = said.split(", ").partition(|it| vocabulary.contains(it));
                let mut harm = json!({ "variety": or_unknown(known.iter().map(|it| (*it).to_owned()).collect()) });
                if !other.is_empty() && said != "Affected; how is not known" {
                    harm["notes"] = self.words(fact, &position).into();
                }
                all.insert((*key).to_owned(), harm);
            }
        }
        if all.is_empty() { Value::Null } else { all.into() }
    }

    /// What is said first of the data, be it that none got out, and its English words.
    fn of_data(&self) -> Option<(&Fact, Position<'_>, String)> {
        let fact = self.of.teller.incident.facts.iter().find(|it| it.topic == Topic::Confidentiality)?;
        let position = self.of.view().fact_positions(fact).all.first()?.clone();
        let said = english(fact, &position);
        Some((fact, position, said))
    }

    /// Whether data was disclosed: by what is said of it, or else by the records that are counted, or by what happened.
    pub(super) fn disclosure(&self) -> Option<&'static str> {
        let of = self.of;
        let event = |kind: EventKind| {
            let is_of_kind = |id: &str| of.teller.incident.event(id).is_some_and(|it| it.kind == kind);
            of.snapshot.events.iter().any(|it| it.is_done() && is_of_kind(&it.id))
        };
        let by = |hedge: Hedge| match hedge {
            Hedge::Stated => "Yes",
            Hedge::Possible | Hedge::Rumoured => "Potentially",
            Hedge::Denied => "No",
        };
        match (self.of_data(), of.snapshot.totals.iter().find(|it| it.unit == "records")) {
            (Some((_, _, said)), _) if said.starts_with("It is not known whether") => Some("Unknown"),
            (Some((_, it, _)), _) => Some(by(it.first().hedge)),
            (None, Some(it)) => Some(by(it.hedge)),
            (None, None) if event(EventKind::Exfiltration) => Some("Yes"),
            (None, None) if event(EventKind::LeakJudgedPossible) => Some("Potentially"),
            (None, None) => None,
        }
    }

    /// Whether data was disclosed, which, and how many records.
    fn confidentiality(&self) -> Option<Value> {
        let disclosure = self.disclosure()?;
        let totals = &self.of.snapshot.totals;
        let number = |unit: &str| totals.iter().find(|it| it.unit == unit).and_then(|it| self.exact(it));
        let mut written = json!({ "data_disclosure": disclosure });
        if let Some(n) = number("records") {
            written["data_total"] = n.into();
        }
        let told = self.of_data();
        let said = told.as_ref().map_or("", |it| it.2.as_str());
        let kinds = said.split_once(": ").map_or("", |it| it.1);
        let (known, other): (Vec<&str>, Vec<&str>) = kinds.split(", ").partition(|it| words::DATA.contains(it));
        let mut data = Vec::new();
        for variety in words::DATA {
            match number(&format!("records ({})", variety.to_lowercase())) {
                Some(amount) => data.push(json!({ "variety": variety, "amount": amount })),
                None if known.contains(variety) => data.push(json!({ "variety": variety })),
                None => {}
            }
        }
        if !data.is_empty() {
            written["data"] = data.into();
        }
        let is_told = said.starts_with("Data disclosed") && other.iter().all(|it| it.is_empty());
        if let Some((fact, it, _)) = told.as_ref().filter(|_| !is_told && disclosure != "Unknown") {
            written["notes"] = self.words(fact, it).into();
        }
        Some(written)
    }

    /// The steps as an event chain; nothing, if nobody tells their order.
    pub(super) fn chain(&self, actions: &Actions) -> Vec<Value> {
        let of = self.of;
        let done = of.snapshot.story.iter().filter_map(|it| of.snapshot.pivot(&it.id)).filter(|it| it.is_done());
        let steps: Vec<(&Happening, &Pivot)> =
            done.filter_map(|it| Some((it, of.teller.incident.pivot(&it.id)?))).collect();
        let follows = |pair: &[(&Happening, &Pivot)]| {
            let ((before, first), (after, next)) = (pair[0], pair[1]);
            let is_told = next
                .claims
                .iter()
                .any(|it| of.snapshot.lens.sees(of.teller.incident, it) && it.after.contains(&first.id));
            let is_later = matches!((before.when.span.latest, after.when.span.earliest), (Some(a), Some(b)) if a < b);
            is_told || is_later || first.to == next.from
        };
        if !steps.windows(2).all(follows) {
            return Vec::new();
        }
        let mut actor = "unk";
        let step = |(it, pivot): (&Happening, &Pivot)| {
            actor = self.actor_code(&pivot.from).unwrap_or(actor);
            let host = of.teller.incident.host(&pivot.to)?;
            let asset = words::asset(host.label.get("en"), host.kind).filter(|_| host.role == Role::Inside);
            let kind = pivot.technique.as_ref().and_then(|it| actions.of.get(it)).copied().unwrap_or("unknown");
            let action = ACTIONS.iter().find(|it| it.0 == kind).map_or("unk", |it| it.1);
            let asset = asset.as_deref().map_or("unk", words::asset_code);
            Some(json!({ "actor": actor, "action": action, "asset": asset, "summary": of.teller.step(&it.id) }))
        };
        steps.into_iter().filter_map(step).collect()
    }
}
