//! The parts of an incident as objects of STIX.

use serde_json::{Value, json};

use super::{Bundle, Object, confidence, confidence_of, fidelity, instant, known};
use crate::attack::is_technique;
use crate::incident::{Event, Fact, Hedge, Id, Pivot, Role, Said, SourceKind, Topic};
use crate::timeline::{Attribute, Happening, Value as Shown, unknowns};

impl Bundle<'_> {
    /// All parts, each after those that it names.
    pub(super) fn parts(&mut self) {
        let victim = self.fact_named(Topic::Victim, "identity", Some("organization"));
        let actor = self.fact_named(Topic::Actor, "intrusion-set", None);
        let techniques = self.techniques();
        for technique in &techniques {
            if let Some(actor) = &actor {
                self.relate(actor, "uses", &technique.1, &[]);
            }
            if let Some(victim) = &victim {
                self.relate(&technique.1, "targets", victim, &[]);
            }
        }
        if let (Some(actor), Some(victim)) = (&actor, &victim) {
            self.relate(actor, "targets", victim, &[]);
        }
        let hosts = self.hosts();
        self.flow(&hosts, &techniques);
        let events = self.events();
        let impact = self.impact(&hosts);
        self.incident(&events, impact);
    }

    /// The fact of a topic, if something is shown of it.
    fn facts(&self, topic: Topic) -> Vec<&Fact> {
        let of = self.of;
        let is_shown = |it: &&Fact| it.topic == topic && of.view().fact_positions(it).shown().is_some();
        of.teller.incident.facts.iter().filter(is_shown).collect()
    }

    /// An object that is called as the shown value of a fact.
    fn fact_named(&mut self, topic: Topic, kind: &str, class: Option<&str>) -> Option<String> {
        let of = self.of;
        let fact = of.teller.incident.facts.iter().find(|it| it.topic == topic)?;
        let positions = of.view().fact_positions(fact);
        let position = positions.shown()?;
        let name = match position.value {
            Shown::Words(text) => text.get(of.teller.language),
            _ => fact.label.get(of.teller.language),
        };
        let mut object = self.object(kind, &fact.id, &position.claims);
        object.insert("name".to_owned(), name.into());
        object.insert("confidence".to_owned(), confidence_of(position).into());
        let description = self.disputed(String::new(), &fact.id, &[Attribute::Value]);
        if !description.is_empty() {
            object.insert("description".to_owned(), description.into());
        }
        if let Some(class) = class {
            object.insert("identity_class".to_owned(), class.into());
        }
        self.extend(&mut object, topic.as_str(), "", Object::new());
        Some(self.push(object))
    }

    /// Techniques: their ids in the file and in the bundle.
    fn techniques(&mut self) -> Vec<(Id, String)> {
        let mut made = Vec::new();
        let of = self.of;
        for fact in of.teller.incident.facts.iter().filter(|it| it.topic == Topic::Technique) {
            let positions = of.view().fact_positions(fact);
            let Some(position) = positions.shown() else { continue };
            let mut object = self.object("attack-pattern", &fact.id, &position.claims);
            object.insert("name".to_owned(), fact.label.get(of.teller.language).into());
            object.insert("confidence".to_owned(), confidence_of(position).into());
            if is_technique(&fact.id) {
                let url = format!("https://attack.mitre.org/techniques/{}/", fact.id.replace('.', "/"));
                let reference = json!({ "source_name": "mitre-attack", "external_id": fact.id, "url": url });
                let references = object.entry("external_references").or_insert_with(|| json!([]));
                if let Some(all) = references.as_array_mut() {
                    all.insert(0, reference);
                }
            }
            self.extend(&mut object, "techniques", &fact.id, Object::new());
            made.push((fact.id.clone(), self.push(object)));
        }
        made
    }

    /// The claims that vouch for a host.
    fn said_of_host(&self, id: &str) -> Vec<&Said> {
        let view = self.of.view();
        let Some(host) = self.of.teller.incident.host(id) else { return Vec::new() };
        let mut said = view.said(&host.id, Attribute::Name, &host.names);
        said.extend(view.said(&host.id, Attribute::Zone, &host.zone));
        said.extend(view.said(&host.id, Attribute::State, &host.states));
        said
    }

    /// Hosts: their ids in the file, and in the bundle as infrastructure and as assets of the flow.
    fn hosts(&mut self) -> Vec<(Id, String, String)> {
        let of = self.of;
        let mut made = Vec::new();
        for it in &of.snapshot.hosts {
            let Some(host) = of.teller.incident.host(&it.id) else { continue };
            let label = host.label.get(of.teller.language);
            let said: Vec<Said> = self.said_of_host(&it.id).into_iter().cloned().collect();
            let said: Vec<&Said> = said.iter().collect();
            let state = of.tongue().state(it.state, it.certainty);
            let description = match &it.zone {
                Some(zone) => of.tongue().stix_host_in(label, of.label(zone), state),
                None => of.tongue().stix_host(label, state),
            };
            let description = self.disputed(description, &it.id, &[Attribute::Zone, Attribute::State]);
            let mut object = self.object("infrastructure", &it.id, &said);
            let kind = if host.role == Role::Outside { "exfiltration" } else { "unknown" };
            object.insert("name".to_owned(), label.into());
            object.insert("description".to_owned(), description.clone().into());
            object.insert("infrastructure_types".to_owned(), json!([kind]));
            let mut more = Object::new();
            more.insert("state".to_owned(), it.state.as_str().into());
            more.insert("certainty".to_owned(), it.certainty.as_str().into());
            self.extend(&mut object, "hosts", &it.id, more);
            let infrastructure = self.push(object);
            let mut asset = self.object("attack-asset", &it.id, &said);
            asset.insert("name".to_owned(), label.into());
            asset.insert("description".to_owned(), description.into());
            asset.insert("object_ref".to_owned(), infrastructure.clone().into());
            Self::defined_by(&mut asset, known::ATTACK_FLOW);
            let asset = self.push(asset);
            made.push((it.id.clone(), infrastructure, asset));
        }
        made
    }

    /// The pivots as the actions of a flow.
    fn flow(&mut self, hosts: &[(Id, String, String)], techniques: &[(Id, String)]) {
        let of = self.of;
        // in the order of the story, so that effects never go back in time
        let done = of.snapshot.story.iter().filter_map(|it| of.snapshot.pivot(&it.id)).filter(|it| it.is_done());
        let done: Vec<(&Happening, &Pivot)> =
            done.filter_map(|it| Some((it, of.teller.incident.pivot(&it.id)?))).collect();
        let mut actions = Vec::new();
        let mut starts = Vec::new();
        for (at, (it, pivot)) in done.iter().enumerate() {
            let effects: Vec<String> = (done.iter().skip(at + 1))
                .filter(|(_, next)| next.from == pivot.to)
                .map(|(next, _)| self.id("attack-action", &next.id))
                .collect();
            let action = self.action(it, pivot, hosts, techniques, &effects);
            let is_start = !done.iter().take(at).any(|(_, before)| before.to == pivot.from);
            if is_start {
                starts.push(self.id("attack-action", &it.id));
            }
            actions.push(action);
        }
        if starts.is_empty() {
            return;
        }
        let mut flow = self.object("attack-flow", "", &[]);
        flow.insert("name".to_owned(), of.teller.incident.title.get(of.teller.language).into());
        flow.insert("description".to_owned(), of.teller.sentence(of.snapshot).into());
        flow.insert("scope".to_owned(), "incident".into());
        flow.insert("start_refs".to_owned(), starts.into());
        Self::defined_by(&mut flow, known::ATTACK_FLOW);
        self.push(flow);
        for it in actions {
            self.push(it);
        }
    }

    fn action(
        &mut self,
        it: &Happening,
        pivot: &Pivot,
        hosts: &[(Id, String, String)],
        techniques: &[(Id, String)],
        effects: &[String],
    ) -> Object {
        let of = self.of;
        let said = of.view().said(&pivot.id, Attribute::When, &pivot.claims);
        let mut action = self.object("attack-action", &it.id, &said);
        let hedge = said.first().map_or(Hedge::Possible, |it| it.hedge);
        let way = format!("{} → {}", of.label(&pivot.from), of.label(&pivot.to));
        let technique = pivot.technique.as_ref().and_then(|id| techniques.iter().find(|it| it.0 == *id));
        action.insert("name".to_owned(), of.teller.step(&it.id).into());
        let description = of.tongue().stix_step(way, of.tongue().when(&it.when), of.tongue().hedge(hedge));
        let description = self.disputed(description, &it.id, &[Attribute::When]);
        action.insert("description".to_owned(), description.into());
        action.insert("confidence".to_owned(), confidence(hedge).into());
        if let Some((id, reference)) = technique {
            if is_technique(id) {
                action.insert("technique_id".to_owned(), id.clone().into());
            }
            action.insert("technique_ref".to_owned(), reference.clone().into());
        }
        let asset = hosts.iter().find(|it| it.0 == pivot.to).map(|it| &it.2);
        if let Some(asset) = asset {
            action.insert("asset_refs".to_owned(), json!([asset]));
        }
        if !effects.is_empty() {
            action.insert("effect_refs".to_owned(), effects.into());
        }
        Self::defined_by(&mut action, known::ATTACK_FLOW);
        self.extend(&mut action, "pivots", &it.id, times(it));
        action
    }

    /// Events that have happened; their ids in the bundle.
    fn events(&mut self) -> Vec<String> {
        let of = self.of;
        let done = of.snapshot.story.iter().filter_map(|it| of.snapshot.event(&it.id)).filter(|it| it.is_done());
        let done: Vec<(&Happening, &Event)> =
            done.filter_map(|it| Some((it, of.teller.incident.event(&it.id)?))).collect();
        let mut made = Vec::new();
        for (it, event) in &done {
            let said = of.view().said(&event.id, Attribute::When, &event.claims);
            let mut object = self.object("event", &it.id, &said);
            let description = of.tongue().full_stop(of.tongue().when(&it.when));
            let description = self.disputed(description, &it.id, &[Attribute::When]);
            object.insert("name".to_owned(), event.label.get(of.teller.language).into());
            object.insert("description".to_owned(), description.into());
            object.insert("status".to_owned(), "occurred".into());
            object.insert("event_types".to_owned(), json!([event.kind.as_str()]));
            if let Some((day, fidelity)) = fidelity(it.when.span).filter(|_| !it.when.undated) {
                object.insert("start_time".to_owned(), instant(day).into());
                object.insert("start_time_fidelity".to_owned(), fidelity.into());
            }
            let follows = |next: &&(&Happening, &Event)| {
                let said = of.view().said(&next.1.id, Attribute::When, &next.1.claims);
                said.iter().any(|it| it.after.contains(&event.id))
            };
            let next: Vec<String> = done.iter().filter(follows).map(|(it, _)| self.id("event", &it.id)).collect();
            if !next.is_empty() {
                object.insert("next_event_refs".to_owned(), next.into());
            }
            Self::defined_by(&mut object, known::EVENT);
            self.extend(&mut object, "events", &it.id, times(it));
            made.push(self.push(object));
        }
        made
    }

    /// What was read or may have been read, and how many exactly it concerns.
    fn impact(&mut self, hosts: &[(Id, String, String)]) -> Option<String> {
        let of = self.of;
        let fact = self.facts(Topic::Confidentiality).first().map(|it| it.id.clone())?;
        let fact = of.teller.incident.fact(&fact)?;
        let positions = of.view().fact_positions(fact);
        let position = positions.shown()?;
        let mut object = self.object("impact", &fact.id, &position.claims);
        let loss = if position.first().hedge == Hedge::Stated { "confirmed-loss" } else { "suspected-loss" };
        let words = of.teller.position(position);
        object.insert("description".to_owned(), words.into());
        object.insert("impact_category".to_owned(), "confidentiality".into());
        let exact = of.snapshot.totals.iter().filter(|it| it.high == Some(it.low) && !it.is_approximate);
        let counts: Vec<Value> = exact.map(|it| json!({ "entity_type": entity(&it.unit), "count": it.low })).collect();
        if !counts.is_empty() {
            object.insert("impacted_entity_counts".to_owned(), counts.into());
        }
        let reached = of.snapshot.hosts.iter().filter(|it| it.is_reached());
        let reached: Vec<&String> =
            reached.filter_map(|it| hosts.iter().find(|host| host.0 == it.id).map(|it| &it.1)).collect();
        if !reached.is_empty() {
            object.insert("impacted_refs".to_owned(), json!(reached));
        }
        Self::defined_by(&mut object, known::IMPACT);
        object["extensions"]["confidentiality-ext"] = json!({ "information_type": "undisclosed", "loss_type": loss });
        self.extend(&mut object, "posture/confidentiality", "", Object::new());
        Some(self.push(object))
    }

    /// The incident itself, with what it consists of.
    fn incident(&mut self, events: &[String], impact: Option<String>) {
        let of = self.of;
        let mut object = self.object("incident", "", &[]);
        object.insert("name".to_owned(), of.teller.incident.title.get(of.teller.language).into());
        let mut description = of.teller.sentence(of.snapshot);
        if let Some(summary) = &of.teller.incident.summary {
            description = of.tongue().next_sentence(description, summary.get(of.teller.language));
        }
        object.insert("description".to_owned(), description.into());
        let is_sure = |id: &Id| {
            let kind = of.teller.incident.source(id).map(|it| it.kind);
            matches!(kind, Some(SourceKind::Victim | SourceKind::Authority))
        };
        let happened = of.snapshot.pivots.iter().chain(&of.snapshot.events);
        let is_confirmed = happened.flat_map(|it| &it.sources).any(is_sure);
        let is_open = unknowns(of.view()).iter().any(|it| it.answer.is_none());
        let mut extension = json!({
            "extension_type": "property-extension",
            "determination": if is_confirmed { "confirmed" } else { "suspected" },
            "investigation_status": if is_open { "open" } else { "closed" },
        });
        if !events.is_empty() {
            extension["event_refs"] = json!(events);
            extension["events"] = events.iter().map(|it| json!({ "event_ref": it })).collect::<Vec<_>>().into();
        }
        if let Some(impact) = impact {
            extension["impact_refs"] = json!([impact]);
        }
        object["extensions"][known::INCIDENT] = extension;
        self.push(object);
    }
}

/// When something happened, as far as is known.
fn times(it: &Happening) -> Object {
    let mut more = Object::new();
    for (key, day) in [("earliest", it.when.span.earliest), ("latest", it.when.span.latest)] {
        if let Some(day) = day {
            more.insert(key.to_owned(), day.to_string().into());
        }
    }
    more.insert("undated".to_owned(), it.when.undated.into());
    more.insert("certainty".to_owned(), it.certainty().as_str().into());
    more
}

/// A word of the vocabulary of entities, where there is one for the unit.
fn entity(unit: &str) -> &str {
    match unit {
        "people" | "persons" | "individuals" => "individual",
        "companies" | "organizations" | "organisations" => "organization",
        "computers" | "servers" | "hosts" => "computers",
        other => other,
    }
}
