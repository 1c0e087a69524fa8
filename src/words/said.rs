//! Values of a file in words, as they stand there: also of one that is not shown.

use serde_json::Value;

use super::Teller;
use crate::import::draft::AmountDraft;
use crate::import::field::Field;
use crate::incident::{Hedge, Moment, Quantity, StateChange};
use crate::timeline::HostState;

/// The longest value of a field that is told in full, in characters.
pub const LONGEST: usize = 100;

/// Who tells what stands in a file.
pub struct Said<'a>(pub Teller<'a>);

impl Said<'_> {
    /// The name of a part, or what it is made of.
    pub fn part(&self, part: &Value) -> String {
        let Self(teller) = self;
        let name = ["label", "publisher", "title", "words"].iter().find_map(|it| part.get(*it));
        let ways = || {
            let end = |key: &str| part.get(key).and_then(Value::as_str).map(|it| teller.label(it));
            Some(format!("{} → {}", end("from")?, end("to")?))
        };
        match (name, ways()) {
            (_, Some(way)) => way,
            (Some(name), None) => self.value(Some(name)),
            (None, None) => self.value(Some(part)),
        }
    }

    /// What a claim says, when, how firmly, and by whom.
    pub fn claim(&self, path: &str, claim: &Value) -> String {
        let Self(Teller { tongue, incident, .. }) = self;
        let text = |key: &str| claim.get(key).and_then(Value::as_str);
        let value = claim.get("value").map(|it| match (it, text("unit")) {
            (it, Some(unit)) => match AmountDraft::take(Some(it)).ok().and_then(|it| it.amount()) {
                Some(amount) => tongue.quantity(&Quantity { amount, unit: unit.to_owned() }),
                None => self.value(Some(it)),
            },
            (Value::String(word), None) if path.contains("/states/") => match StateChange::parse(word) {
                Some(it) => tongue.state_name(HostState::after(it)).to_owned(),
                None => word.clone(),
            },
            (Value::String(id), None) if incident.text(id).is_some() => self.0.label(id).to_owned(),
            (it, None) => self.value(Some(it)),
        });
        let when = text("when").map(|it| Moment::parse(it).map_or_else(|_| it.to_owned(), |it| tongue.moment(&it)));
        let hedge = text("hedge").and_then(Hedge::parse).filter(|it| *it != Hedge::Stated);
        let hedge = hedge.map(|it| tongue.hedge(it).to_owned());
        let said: Vec<String> = [value, when, hedge].into_iter().flatten().collect();
        let source = text("source").map(|it| self.0.label(it).to_owned()).unwrap_or_default();
        if said.is_empty() { source } else { tongue.noted(tongue.join(&said), source) }
    }

    /// A value of a field, shortened; texts in the language that is asked for.
    pub fn value(&self, value: Option<&Value>) -> String {
        let Self(Teller { tongue, language, .. }) = self;
        let words = match value {
            None => return tongue.nothing_there().to_owned(),
            Some(Value::String(text)) => return tongue.quoted(brief(text)),
            Some(Value::Object(texts)) if texts.values().all(Value::is_string) => {
                let own = texts.get(*language).and_then(Value::as_str).filter(|_| texts.len() == 1);
                own.map_or_else(|| Value::Object(texts.clone()).to_string(), |it| tongue.quoted(brief(it)))
            }
            Some(other) => other.to_string(),
        };
        brief(&words)
    }
}

/// The beginning of long words.
fn brief(words: &str) -> String {
    let mut short: String = words.chars().take(LONGEST).collect();
    if short.len() < words.len() {
        short.push('…');
    }
    short
}
