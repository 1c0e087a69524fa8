//! What a record lets one draw: actors, assets, and the steps between them.
//!
//! With an event chain the steps have an order; each begins where the one before it ended, unless another actor takes it.
//! Without one, every actor reaches every asset and no order is claimed.

use serde_json::Value;

use super::super::look::{brief, text, texts};
use super::super::make;
use super::record::Record;
use super::words::{self, Category, says_something};
use crate::import::draft::{EventDraft, FactDraft, HostDraft, Ids, PivotDraft, TextDraft, ZoneDraft};

/// An asset of the record, or all of one category.
struct Place {
    host: String,
    category: &'static Category,
}

/// What a step of an event chain becomes.
struct Step {
    label: String,
    technique: Option<String>,
    note: String,
}

impl Record<'_> {
    /// Actions as techniques, with ids that steps can name.
    pub(super) fn actions(&mut self) {
        let mut techniques = Vec::new();
        for (kind, action) in self.value.get("action").and_then(Value::as_object).into_iter().flatten() {
            let of = |field: &str| -> Vec<&str> { texts(action, field).into_iter().filter(says_something).collect() };
            let vectors = of("/vector").join(", ");
            for variety in of("/variety") {
                let mut technique = self
                    .voice
                    .vouch(self.names.id(&technique_id(kind, variety)), &format!("{}: {variety}", words::action(kind)));
                if !vectors.is_empty() {
                    technique.claims.items[0].1.said.note = Some(make::text(&format!("Vector: {vectors}.")));
                }
                techniques.push(technique);
                self.carried("actions, as techniques", &format!("/action/{kind}"));
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
            self.carried("the date of the incident, at its own precision", "/timeline/incident");
        }
        let (inside, outside) = (self.names.id("zone victim"), self.names.id("zone outside"));
        let victim = brief(self.victim_name().unwrap_or("Victim"), 22).0.into_owned();
        self.draft.zones = make::each(vec![
            ZoneDraft { id: outside.clone(), label: make::text("Outside"), ..ZoneDraft::default() },
            ZoneDraft { id: inside.clone(), label: make::text(&victim), ..ZoneDraft::default() },
        ]);
        let mut actors: Vec<(&'static str, String)> = Vec::new();
        for (key, code, label) in words::ACTORS {
            let is_named = self.value.pointer(&format!("/actor/{key}")).is_some();
            let is_in_chain = chain.iter().any(|it| text(it, "/actor") == Some(code));
            if is_named || is_in_chain {
                let zone = if key == "internal" { &inside } else { &outside };
                actors.push((code, self.actor_host(key, label, zone)));
            }
        }
        let places = self.places(!chain.is_empty(), &inside);
        if chain.is_empty() {
            self.unordered(&actors, &places, when.as_deref());
        } else {
            self.chain(&chain, &actors, places, when.as_deref(), &inside);
        }
    }

    fn host(&mut self, label: &str, kind: &str, zone: &str) -> String {
        let label = brief(label, 40).0;
        let id = self.names.id(&format!("host {label}"));
        let zone = self.voice.claim(Some(zone.to_owned()));
        let host = HostDraft {
            id: id.clone(),
            label: make::text(&label),
            kind: Some(kind.to_owned()),
            zone: make::each(vec![zone]),
            ..HostDraft::default()
        };
        let next = self.draft.hosts.items.len();
        self.draft.hosts.items.push((next, host));
        id
    }

    fn label_of_host<'b>(&'b self, id: &'b str) -> &'b str {
        let host = self.draft.hosts.items.iter().find(|(_, it)| it.id == id);
        match host.map(|(_, it)| &it.label) {
            Some(TextDraft::One(label)) => label,
            _ => id,
        }
    }

    fn actor_host(&mut self, key: &str, label: &str, zone: &str) -> String {
        let of = |field: &str| texts(self.value, &format!("/actor/{key}/{field}")).into_iter().find(says_something);
        let label = match (of("name"), of("variety"), of("country")) {
            (Some(name), _, _) => name.to_owned(),
            (None, Some(variety), _) if key == "internal" => format!("{label} ({variety})"),
            (None, Some(variety), Some(country)) => format!("{variety} ({country})"),
            (None, Some(variety), None) => variety.to_owned(),
            (None, None, Some(country)) => format!("{label} ({country})"),
            (None, None, None) => label.to_owned(),
        };
        let id = self.host(&label, "party", zone);
        if let Some((_, host)) = self.draft.hosts.items.last_mut() {
            host.role = Some("intruder".to_owned());
        }
        id
    }

    /// The assets as hosts. With an event chain, which names categories only, those of one category are one host.
    fn places(&mut self, by_category: bool, zone: &str) -> Vec<Place> {
        let assets = self.items("/asset/assets");
        let varieties: Vec<(usize, &str)> =
            assets.into_iter().filter_map(|(index, it)| Some((index, text(it, "/variety")?))).collect();
        let mut places: Vec<Place> = Vec::new();
        for &(index, variety) in &varieties {
            self.carried("assets, as hosts", &format!("/asset/assets/{index}"));
            let category = words::category(variety);
            let same: Vec<&str> =
                varieties.iter().map(|(_, it)| *it).filter(|it| words::category(it).is(category)).collect();
            if by_category && same.len() > 1 {
                if !places.iter().any(|it| it.category.is(category)) {
                    let host = self.host(category.label, words::host_kind(variety), zone);
                    let all = same.iter().map(|it| words::asset(it)).collect::<Vec<_>>().join(", ");
                    if let Some((_, host)) = self.draft.hosts.items.last_mut() {
                        host.note = Some(make::text(&format!("Stands for: {all}.")));
                    }
                    self.derived(
                        "assets of one category as one place, because the event chain names categories only",
                        "/asset/assets",
                    );
                    places.push(Place { host, category });
                }
            } else {
                let host = self.host(&words::asset(variety), words::host_kind(variety), zone);
                places.push(Place { host, category });
            }
        }
        if places.is_empty() && !by_category {
            let name = self.victim_name().unwrap_or("The victim");
            let host = self.host(name, "party", zone);
            self.derived("the victim stands for assets that the record does not list", "/asset");
            places.push(Place { host, category: Category::of_code("unk") });
        }
        places
    }

    /// Every actor reaches every asset; no order is claimed.
    fn unordered(&mut self, actors: &[(&'static str, String)], places: &[Place], when: Option<&str>) {
        let step = self.whole_action();
        let is_ambiguous = actors.len() > 1 && places.len() > 1;
        for place in places {
            for (_, actor) in actors {
                let mut pivot = self.pivot(actor, &place.host, &step);
                let said = &mut pivot.claims.items[0].1.said;
                said.when = when.map(str::to_owned);
                if is_ambiguous {
                    said.hedge = Some(said.hedge.take().unwrap_or("possible".to_owned()));
                    said.inferred = Some(make::text("The record does not say which actor reached which asset."));
                    self.derived(
                        "steps from each actor to each asset, as possible: the record does not say which reached which",
                        "/asset/assets",
                    );
                } else {
                    self.derived(
                        "steps from the actor to each asset: the record names both, and no order",
                        "/asset/assets",
                    );
                }
                self.push(pivot);
            }
        }
    }

    /// All actions of a record without an event chain, as one step.
    fn whole_action(&self) -> Step {
        let techniques: Vec<(&str, &str)> =
            self.draft.techniques.items.iter().filter_map(|(_, it)| Some((it.id.as_deref()?, label_of(it)?))).collect();
        let kinds: Vec<&str> = self
            .value
            .get("action")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
            .map(|(it, _)| words::action(it))
            .collect();
        let note = techniques.iter().map(|(_, label)| *label).collect::<Vec<_>>().join("; ");
        match techniques[..] {
            [(id, label)] => Step {
                label: label.split_once(": ").map_or(label, |it| it.1).to_owned(),
                technique: Some(id.to_owned()),
                note,
            },
            _ => Step { label: kinds.join(", "), technique: None, note },
        }
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
            let place = places.iter().find(|it| it.category.is(category)).map(|it| it.host.clone());
            let place = place.unwrap_or_else(|| {
                let host = self.host(category.label, category.kind, zone);
                self.derived("assets that only the event chain names", &pointer);
                places.push(Place { host: host.clone(), category });
                host
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
                        said.inferred = Some(make::text(
                            "The record gives the order of its steps; that this one began where the one before it ended is derived.",
                        ));
                        self.derived("steps of an event chain begin where the one before ended: the record gives their order only", &pointer);
                    } else {
                        self.carried("steps of an event chain from an actor, in their order", &pointer);
                    }
                    let id = pivot.id.clone();
                    self.push(pivot);
                    id
                }
                _ => {
                    let mut claim = self.voice.claim(None);
                    (claim.said.when, claim.said.after) = (when, after);
                    claim.said.note = Some(make::text(&step.note));
                    let id = self.names.id(&format!("step {}", index + 1));
                    let label = make::text(&format!("{}: {}", self.label_of_host(&place), step.label));
                    self.event(EventDraft {
                        id: id.clone(),
                        label,
                        hosts: vec![place.clone()],
                        claims: make::each(vec![claim]),
                        ..EventDraft::default()
                    });
                    self.carried("steps of an event chain that stay on one asset, as events in their order", &pointer);
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
        let label = brief(summary.or(variety).unwrap_or(words::action(kind)), 60).0;
        let technique = variety
            .map(|it| technique_id(kind, it))
            .filter(|id| self.draft.techniques.items.iter().any(|(_, it)| it.id.as_ref() == Some(id)));
        let hurt = text(value, "/attribute")
            .and_then(words::attribute)
            .map(|it| format!(" It hurt {it}."))
            .unwrap_or_default();
        let told = summary.map(|it| format!(": {}", brief(it, 200).0.trim_end_matches('.'))).unwrap_or_default();
        Step { label: label.into_owned(), technique, note: format!("{}{told}.{hurt}", words::action(kind)) }
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
            self.carried(
                "assets that no step of the event chain reaches, as compromised at a time that is not told",
                "/asset/assets",
            );
        }
    }

    fn pivot(&mut self, from: &str, to: &str, step: &Step) -> PivotDraft {
        let mut claim = self.voice.claim(None);
        let notes: Vec<String> =
            [Some(step.note.clone()), self.time_of_day()].into_iter().flatten().filter(|it| !it.is_empty()).collect();
        claim.said.note = (!notes.is_empty()).then(|| make::text(&notes.join(" ")));
        PivotDraft {
            id: self.names.id(&format!("step {}", self.draft.pivots.items.len() + self.draft.events.items.len() + 1)),
            from: from.to_owned(),
            to: to.to_owned(),
            label: Some(make::text(&step.label)).filter(|_| !step.label.is_empty()),
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

fn label_of(fact: &FactDraft) -> Option<&str> {
    match fact.label.as_ref()? {
        TextDraft::One(words) => Some(words),
        TextDraft::ByLanguage(_) => None,
    }
}
