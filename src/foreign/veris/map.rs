//! What a record lets one draw: actors, assets, and the steps between them.
//!
//! With an event chain the steps have an order; each begins where the one before it ended, unless another actor takes it.
//! For example: an outsider phishes a person (`usr`), then malware runs on a server (`srv`). The record has the two steps
//! and their order. That the second began at the person is our reading, and is said to be.
//!
//! Without one, every actor reaches every asset and no order is claimed. With one actor that is all that can be meant;
//! with an outsider and an insider, a laptop and a database, either may have reached either, so each step is only possible.

use serde_json::Value;

use super::super::make::{self, Words};
use super::super::pointer::{text, texts};
use super::super::short::brief;
use super::record::{Record, Technique};
use super::words::{self, Category, says_something};
use crate::import::draft::{EventDraft, HostDraft, Ids, PivotDraft, TextDraft, ZoneDraft};
use crate::tongue::Phrase;

/// An asset of the record, or all of one category.
struct Place {
    host: String,
    label: Words,
    category: &'static Category,
}

/// What a step of an event chain becomes.
struct Step {
    label: Option<Words>,
    technique: Option<String>,
    note: Option<Words>,
}

impl Record<'_> {
    /// Actions as techniques, with ids that steps can name.
    pub(super) fn actions(&mut self) {
        let mut techniques = Vec::new();
        for (kind, action) in self.value.get("action").and_then(Value::as_object).into_iter().flatten() {
            let of = |field: &str| -> Vec<&str> { texts(action, field).into_iter().filter(says_something).collect() };
            let vectors = of("/vector").join(", ");
            for variety in of("/variety") {
                let id = self.names.id(&technique_id(kind, variety));
                let label = Phrase::import_labelled(words::action(kind), variety);
                let mut technique = self.voice.vouch(id.clone(), label);
                if !vectors.is_empty() {
                    technique.claims.items[0].1.said.note = Some(make::text(Phrase::veris_vector(vectors.as_str())));
                }
                techniques.push(technique);
                self.techniques.push(Technique { id, kind, variety });
                self.carried(Phrase::veris_actions(), &format!("/action/{kind}/variety"));
                // the note has them
                self.told.insert(format!("/action/{kind}/vector"));
            }
        }
        self.draft.techniques = make::each(techniques);
    }

    /// Hosts, zones, pivots, and the steps that stay on one asset.
    pub(super) fn map(&mut self) {
        let chain = self.value.pointer("/plus/event_chain").and_then(Value::as_array);
        let chain: Vec<&Value> = chain.into_iter().flatten().collect();
        let when = self.moment("/timeline/incident");
        if when.is_some() {
            self.carried(Phrase::veris_date(), "/timeline/incident");
        }
        let (inside, outside) = (self.names.id("zone victim"), self.names.id("zone outside"));
        let victim = self.victim_name().map_or_else(|| Phrase::veris_victim().into(), Words::from);
        self.draft.zones = make::each(vec![
            ZoneDraft { id: outside.clone(), label: make::text(Phrase::import_outside()), ..ZoneDraft::default() },
            ZoneDraft { id: inside.clone(), label: make::short(victim, 44), ..ZoneDraft::default() },
        ]);
        let mut actors: Vec<(&'static str, String)> = Vec::new();
        for (key, code, label) in words::ACTORS {
            let is_named = self.value.pointer(&format!("/actor/{key}")).is_some();
            let is_in_chain = chain.iter().any(|it| text(it, "/actor") == Some(code));
            if is_named || is_in_chain {
                let zone = if key == "internal" { &inside } else { &outside };
                actors.push((code, self.actor_host(key, label(), zone)));
            }
        }
        let places = self.places(!chain.is_empty(), &inside);
        if chain.is_empty() {
            self.unordered(&actors, &places, when.as_deref());
        } else {
            self.chain(&chain, &actors, places, when.as_deref(), &inside);
        }
    }

    fn host(&mut self, label: impl Into<Words>, kind: &str, zone: &str) -> String {
        let label = label.into();
        let id = self.names.id(&format!("host {}", brief(&make::name(&label), 40).0));
        let zone = self.voice.claim(Some(zone.to_owned()));
        let host = HostDraft {
            id: id.clone(),
            label: make::short(label, 40),
            kind: Some(kind.to_owned()),
            zone: make::each(vec![zone]),
            ..HostDraft::default()
        };
        let next = self.draft.hosts.items.len();
        self.draft.hosts.items.push((next, host));
        id
    }

    fn actor_host(&mut self, key: &str, label: Phrase, zone: &str) -> String {
        let of = |field: &str| texts(self.value, &format!("/actor/{key}/{field}")).into_iter().find(says_something);
        let label: Words = match (of("name"), of("variety"), of("country")) {
            (Some(name), _, _) => name.into(),
            (None, Some(variety), _) if key == "internal" => Phrase::import_in_brackets(label, variety).into(),
            (None, Some(variety), Some(country)) => format!("{variety} ({country})").into(),
            (None, Some(variety), None) => variety.into(),
            (None, None, Some(country)) => Phrase::import_in_brackets(label, country).into(),
            (None, None, None) => label.into(),
        };
        let id = self.host(label, "party", zone);
        if let Some((_, host)) = self.draft.hosts.items.last_mut() {
            host.role = Some("intruder".to_owned());
        }
        id
    }

    /// The assets as hosts. With an event chain, which names categories only, those of one category are one host:
    /// a chain says `srv`, and the record lists a mail server and a file server. Nobody knows which of them was meant.
    fn places(&mut self, by_category: bool, zone: &str) -> Vec<Place> {
        let assets = self.items("/asset/assets");
        let varieties: Vec<(usize, &str)> =
            assets.into_iter().filter_map(|(index, it)| Some((index, text(it, "/variety")?))).collect();
        let mut places: Vec<Place> = Vec::new();
        for &(index, variety) in &varieties {
            self.carried(Phrase::veris_assets(), &format!("/asset/assets/{index}"));
            let category = words::category(variety);
            let same: Vec<&str> =
                varieties.iter().map(|(_, it)| *it).filter(|it| words::category(it).is(category)).collect();
            if by_category && same.len() > 1 {
                if !places.iter().any(|it| it.category.is(category)) {
                    let label: Words = (category.label)().into();
                    let host = self.host(label.clone(), words::host_kind(variety), zone);
                    let all = make::joined(same.iter().map(|it| words::asset(it)), Phrase::import_listed);
                    if let Some((_, host)) = self.draft.hosts.items.last_mut() {
                        host.note = all.map(|it| make::text(Phrase::veris_stands_for(it)));
                    }
                    self.derived(Phrase::veris_one_place(), "/asset/assets");
                    places.push(Place { host, label, category });
                }
            } else {
                let label = words::asset(variety);
                let host = self.host(label.clone(), words::host_kind(variety), zone);
                places.push(Place { host, label, category });
            }
        }
        if places.is_empty() && !by_category {
            let label = self.victim_name().map_or_else(|| Phrase::veris_the_victim().into(), Words::from);
            let host = self.host(label.clone(), "party", zone);
            self.derived(Phrase::veris_victim_stands(), "/asset/assets");
            places.push(Place { host, label, category: Category::of_code("unk") });
        }
        places
    }

    /// Every actor reaches every asset; no order is claimed.
    fn unordered(&mut self, actors: &[(&'static str, String)], places: &[Place], when: Option<&str>) {
        let step = self.whole_action();
        if actors.is_empty() {
            return self.nobody(&step, places, when);
        }
        let is_ambiguous = actors.len() > 1 && places.len() > 1;
        for place in places {
            for (_, actor) in actors {
                let mut pivot = self.pivot(actor, &place.host, &step);
                let said = &mut pivot.claims.items[0].1.said;
                said.when = when.map(str::to_owned);
                if is_ambiguous {
                    said.hedge = Some(said.hedge.take().unwrap_or("possible".to_owned()));
                    said.inferred = Some(make::text(Phrase::veris_which_actor()));
                    self.derived(Phrase::veris_each_to_each(), "/asset/assets");
                } else {
                    self.derived(Phrase::veris_to_each(), "/asset/assets");
                }
                self.push(pivot);
            }
        }
    }

    /// A record that names no actor says all the same what was hit, and when.
    fn nobody(&mut self, step: &Step, places: &[Place], when: Option<&str>) {
        let mut state = self.voice.claim(Some("compromised".to_owned()));
        state.said.when = when.map(str::to_owned);
        for (_, host) in &mut self.draft.hosts.items {
            host.states = make::each(vec![state.clone()]);
        }
        let mut claim = self.voice.claim(None);
        claim.said.when = when.map(str::to_owned);
        let notes = step.note.iter().cloned().chain(self.time_of_day().map(Words::from));
        claim.said.note = make::notes(notes, Phrase::import_then);
        let label = step.label.clone().unwrap_or_else(|| Phrase::veris_incident().into());
        let id = self.names.id("incident");
        self.event(EventDraft {
            id,
            kind: Some("compromise".to_owned()),
            label: make::text(label),
            hosts: places.iter().map(|it| it.host.clone()).collect(),
            claims: make::each(vec![claim]),
            ..EventDraft::default()
        });
        self.derived(Phrase::veris_no_actor(), "/asset/assets");
    }

    /// All actions of a record without an event chain, as one step.
    fn whole_action(&self) -> Step {
        let all = &self.techniques;
        let label = |it: &Technique| Phrase::import_labelled(words::action(it.kind), it.variety).into();
        let note = make::joined(all.iter().map(label), Phrase::import_parted);
        let note = note.map(|it| Phrase::import_sentence(it).into());
        if let [only] = all.as_slice() {
            return Step { label: Some(only.variety.into()), technique: Some(only.id.clone()), note };
        }
        let kinds = self.value.get("action").and_then(Value::as_object).into_iter().flatten();
        let label = make::joined(kinds.map(|(it, _)| words::action(it).into()), Phrase::import_listed);
        Step { label, technique: None, note }
    }

    /// The steps of an event chain in their order.
    fn chain(
        &mut self,
        chain: &[&Value],
        actors: &[(&'static str, String)],
        mut places: Vec<Place>,
        when: Option<&str>,
        zone: &str,
    ) {
        let (mut before, mut last): (Option<String>, Option<(&str, String)>) = (None, None);
        for (index, value) in chain.iter().enumerate() {
            let pointer = format!("/plus/event_chain/{index}");
            let code = text(value, "/actor").unwrap_or("unk");
            let actor = actors.iter().find(|(it, _)| *it == code).or(actors.first()).map(|(_, host)| host.clone());
            let category = Category::of_code(text(value, "/asset").unwrap_or("unk"));
            let place = places.iter().find(|it| it.category.is(category)).map(|it| (it.host.clone(), it.label.clone()));
            let (place, place_label) = place.unwrap_or_else(|| {
                let label: Words = (category.label)().into();
                let host = self.host(label.clone(), category.kind, zone);
                self.derived(Phrase::veris_chain_assets(), &pointer);
                places.push(Place { host: host.clone(), label: label.clone(), category });
                (host, label)
            });
            let step = self.step(value);
            let from = match &last {
                Some((by, from)) if *by == code => Some(from.clone()),
                _ => actor,
            };
            let when = when.filter(|_| index == 0).map(str::to_owned);
            let after = before.take().map(Ids::One);
            let id = match from {
                Some(from) if from != place => {
                    let mut pivot = self.pivot(&from, &place, &step);
                    let said = &mut pivot.claims.items[0].1.said;
                    (said.when, said.after) = (when, after);
                    if last.as_ref().is_some_and(|(_, it)| *it == from) {
                        said.inferred = Some(make::text(Phrase::veris_chain_inferred()));
                        self.derived(Phrase::veris_chain_joined(), &pointer);
                    } else {
                        self.carried(Phrase::veris_chain_steps(), &pointer);
                    }
                    let id = pivot.id.clone();
                    self.push(pivot);
                    id
                }
                _ => {
                    let mut claim = self.voice.claim(None);
                    (claim.said.when, claim.said.after) = (when, after);
                    claim.said.note = step.note.map(make::text);
                    let id = self.names.id(&format!("step {}", index + 1));
                    let label = labelled(place_label, step.label);
                    self.event(EventDraft {
                        id: id.clone(),
                        label,
                        hosts: vec![place.clone()],
                        claims: make::each(vec![claim]),
                        ..EventDraft::default()
                    });
                    self.carried(Phrase::veris_chain_events(), &pointer);
                    id
                }
            };
            before = Some(id);
            last = Some((code, place));
        }
        self.untouched();
    }

    /// A step of an event chain, in the words of the record if it has any for it.
    fn step(&self, value: &Value) -> Step {
        let kind = words::action_of_code(text(value, "/action").unwrap_or("unk"));
        let varieties = texts(self.value, &format!("/action/{kind}/variety"));
        let variety = match varieties.as_slice() {
            [one] if says_something(one) => Some(*one),
            _ => None,
        };
        let summary = text(value, "/summary");
        let label = match summary.or(variety) {
            Some(told) => brief(told, 60).0.into(),
            None => words::action(kind).into(),
        };
        let technique = variety
            .map(|it| technique_id(kind, it))
            .filter(|id| self.draft.techniques.items.iter().any(|(_, it)| it.id.as_ref() == Some(id)));
        let what: Words = match summary {
            Some(told) => {
                let told = brief(told, 200).0;
                Phrase::import_noted(words::action(kind), told.trim_end_matches('.')).into()
            }
            None => Phrase::import_sentence(words::action(kind)).into(),
        };
        let hurt = text(value, "/attribute").and_then(words::attribute).map(|it| Phrase::veris_step_hurt(it).into());
        let note = make::joined([what].into_iter().chain(hurt), Phrase::import_then);
        Step { label: Some(label), technique, note }
    }

    /// Assets that no step of the chain reaches were hit all the same, as the record lists them.
    fn untouched(&mut self) {
        let reached: Vec<String> =
            self.draft.pivots.items.iter().flat_map(|(_, it)| [it.to.clone(), it.from.clone()]).collect();
        let claim = self.voice.claim(Some("compromised".to_owned()));
        let mut n_untouched = 0;
        for (_, host) in &mut self.draft.hosts.items {
            if !reached.contains(&host.id) && host.role.is_none() {
                host.states = make::each(vec![claim.clone()]);
                n_untouched += 1;
            }
        }
        for _ in 0..n_untouched {
            self.carried(Phrase::veris_untouched(), "/asset/assets");
        }
    }

    fn pivot(&mut self, from: &str, to: &str, step: &Step) -> PivotDraft {
        let mut claim = self.voice.claim(None);
        let notes = step.note.iter().cloned().chain(self.time_of_day().map(Words::from));
        claim.said.note = make::notes(notes, Phrase::import_then);
        PivotDraft {
            id: self.names.id(&format!("step {}", self.draft.pivots.items.len() + self.draft.events.items.len() + 1)),
            from: from.to_owned(),
            to: to.to_owned(),
            label: step.label.clone().map(make::text),
            technique: step.technique.clone(),
            claims: make::each(vec![claim]),
            ..PivotDraft::default()
        }
    }

    fn push(&mut self, pivot: PivotDraft) {
        let next = self.draft.pivots.items.len();
        self.draft.pivots.items.push((next, pivot));
    }
}

/// The id of an action's variety, as `Names` makes it.
fn technique_id(kind: &str, variety: &str) -> String {
    make::Names::default().id(&format!("{kind} {variety}"))
}

/// What happened at a place: `Servers: Brute force`.
fn labelled(place: Words, what: Option<Words>) -> TextDraft {
    let label = match what {
        Some(what) => Phrase::import_labelled(place, what).into(),
        None => place,
    };
    make::text(label)
}
