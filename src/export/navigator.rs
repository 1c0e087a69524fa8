//! A layer for the ATT&CK Navigator (layer format 4.5): the techniques of what has happened by the day, how sure they are, in which
//! steps, and who says so.
//!
//! The matrix has a place for techniques only. What the file tells as a tactic, and techniques of other matrices or versions, stand
//! in the metadata of the layer. A layer has no markings either: name, description and metadata say them.

use serde_json::{Map, Value, json};

use super::Material;
use super::digest::short;
use super::stix::confidence;
use crate::attack::{self, Tactic};
use crate::incident::{Fact, Hedge, Marking, Said, Topic};
use crate::scene::theme::LIGHT;
use crate::sorting::{self, Table};
use crate::timeline::{Attribute, Happening, numbers};

/// The Navigator for which it is written; others tell their reader that they are older.
const NAVIGATOR: &str = "5.2.0";

/// Writes the layer.
pub fn layer(of: &Material<'_>) -> String {
    let layer = Layer { of, numbers: &numbers(of.teller.incident) };
    let mut text = serde_json::to_string_pretty(&layer.whole()).unwrap_or_default();
    text.push('\n');
    text
}

struct Layer<'a> {
    of: &'a Material<'a>,
    numbers: &'a Table<usize>,
}

/// A technique with what is told of it by the day.
struct Told<'a> {
    fact: &'a Fact,
    /// How sure it is.
    hedge: Hedge,
    /// The steps that used it, in the order of their numbers.
    steps: Vec<&'a Happening>,
    /// All claims on it and on its steps.
    said: Vec<&'a Said>,
}

impl<'a> Layer<'a> {
    fn whole(&self) -> Value {
        let (of, teller, tongue) = (self.of, self.of.teller, self.of.tongue());
        let incident = teller.incident;
        let marking = tongue.marking(incident.strictest());
        let mut sentences = vec![teller.sentence(of.snapshot), tongue.full_stop(teller.lens(&of.snapshot.lens))];
        sentences.extend(incident.shared.as_ref().and_then(|it| tongue.sharing(it)));
        sentences.extend([tongue.how_marked(incident.strictest()), teller.data(short(of.digest))]);
        let told: Vec<Told<'_>> = incident.facts.iter().filter_map(|it| self.told(it)).collect();
        let (shown, others): (Vec<_>, Vec<_>) = told.iter().partition(|it| is_shown(&it.fact.id));
        let mut metadata = vec![pair(tongue.navigator_marking(), marking)];
        metadata.extend(others.into_iter().map(|it| {
            let what = format!("{} {}", it.fact.id, it.fact.label.get(teller.language));
            let is_tactic = Tactic::parse(&it.fact.id).is_some();
            let name = if is_tactic { tongue.navigator_tactic(what) } else { tongue.navigator_elsewhere(what) };
            pair(&name, &self.comment(it))
        }));
        let colors = [LIGHT.compromised.tint, LIGHT.compromised.strong].map(|it| it.to_string());
        json!({
            "name": format!("{} ({marking})", incident.title.get(teller.language)),
            "versions": { "attack": attack::VERSION.split('.').next(), "navigator": NAVIGATOR, "layer": "4.5" },
            "domain": "enterprise-attack",
            "description": sentences.into_iter().reduce(|told, it| tongue.next_sentence(told, it)),
            "sorting": 0,
            "layout": { "layout": "side", "showID": true, "showName": true, "expandedSubtechniques": "annotated" },
            "hideDisabled": false,
            "techniques": shown.into_iter().map(|it| self.technique(it)).collect::<Vec<_>>(),
            "gradient": {
                "colors": colors,
                "minValue": 0,
                "maxValue": 100,
            },
            "metadata": metadata,
        })
    }

    /// What is told of a technique by the day; nothing if nobody who is heard tells it.
    fn told(&self, fact: &'a Fact) -> Option<Told<'a>> {
        if fact.topic != Topic::Technique {
            return None;
        }
        let (view, snapshot) = (self.of.view(), self.of.snapshot);
        let positions = view.fact_positions(fact);
        let mut said = positions.claims();
        let mut hedge = positions.all.first().map(|it| it.first().hedge);
        let pivots = self.of.teller.incident.pivots.iter().filter(|it| it.technique.as_ref() == Some(&fact.id));
        let mut steps = Vec::new();
        for pivot in pivots {
            let Some(step) = snapshot.pivot(&pivot.id).filter(|it| it.is_done()) else { continue };
            steps.push(step);
            let vouched = view.said(&pivot.id, Attribute::When, &pivot.claims);
            // who speaks of the technique itself decides; the steps, where nobody does
            hedge = hedge.or(vouched.first().map(|it| it.hedge));
            said.extend(vouched);
        }
        sorting::by_key(&mut steps, |it| self.numbers.get(&it.id).copied());
        Some(Told { fact, hedge: hedge?, steps, said })
    }

    /// The annotations of a technique.
    fn technique(&self, told: &Told<'_>) -> Value {
        let (of, tongue) = (self.of, self.of.tongue());
        let mut technique = Map::new();
        technique.insert("techniqueID".to_owned(), told.fact.id.clone().into());
        // of several tactics nobody says which one it served: then it stands under each
        if let [tactic] = attack::tactics(&told.fact.id)[..] {
            technique.insert("tactic".to_owned(), tactic.shortname().into());
        }
        // what is denied is greyed, and has no score
        technique.insert("enabled".to_owned(), (told.hedge != Hedge::Denied).into());
        if told.hedge != Hedge::Denied {
            technique.insert("score".to_owned(), confidence(told.hedge).into());
        }
        technique.insert("comment".to_owned(), self.comment(told).into());
        let marking = told.said.iter().map(|it| it.marking).fold(of.teller.incident.marking, Marking::stricter);
        let mut metadata = vec![pair(tongue.navigator_marking(), tongue.marking(marking))];
        let numbers = told.steps.iter().filter_map(|it| self.numbers.get(&it.id));
        let numbers: Vec<String> = numbers.map(usize::to_string).collect();
        if !numbers.is_empty() {
            metadata.push(pair(tongue.outline_steps(), &numbers.join(", ")));
        }
        let sources = of.view().sources(&told.said);
        metadata.push(pair(tongue.paper_sources(), &of.teller.names(&sources)));
        technique.insert("metadata".to_owned(), metadata.into());
        let links = sources.iter().filter_map(|id| {
            let source = of.teller.incident.source(id)?;
            let url = source.url.as_ref().filter(|it| it.starts_with("http"))?;
            let publisher = source.publisher.get(of.teller.language);
            let title = source.title.as_ref().map(|it| it.get(of.teller.language));
            let label = title.map_or(publisher.to_owned(), |it| tongue.source_titled(publisher, it));
            Some(json!({ "label": label, "url": url }))
        });
        technique.insert("links".to_owned(), links.collect::<Vec<_>>().into());
        technique.into()
    }

    /// How sure a technique is, in which steps it was used, and where sources disagree on it.
    fn comment(&self, told: &Told<'_>) -> String {
        let (teller, tongue) = (self.of.teller, self.of.tongue());
        let step = |it: &&Happening| {
            let number = self.numbers.get(&it.id).map_or(String::new(), usize::to_string);
            format!("{number}. {} · {}", teller.step_by(&it.id), tongue.when(&it.when))
        };
        let mut lines = vec![tongue.capital(tongue.hedge(told.hedge))];
        lines.extend(told.steps.iter().map(step));
        let positions = self.of.view().fact_positions(told.fact);
        if positions.disputed {
            let said: Vec<String> = positions.all.iter().map(|it| teller.position(it)).collect();
            lines.push(tongue.stix_disagree(said.join(" / ")));
        }
        lines.join("\n")
    }
}

/// Whether the matrix has a place for it.
fn is_shown(id: &str) -> bool {
    Tactic::parse(id).is_none() && !attack::tactics(id).is_empty()
}

fn pair(name: &str, value: &str) -> Value {
    json!({ "name": name, "value": value })
}
