//! What may leave: a native file without what is marked above a level, and with neutral names if asked.
//! It is the one step before every export; no exporter filters on its own.

mod cut;
mod forms;
mod ids;
mod names;
mod redact;
mod walk;

use serde_json::{Map, Value};

use crate::import::draft::FILE;
use crate::import::{marked, short, shorten};
use crate::incident::{Incident, Marking, Moment, Sharing};
use crate::timeline::Lens;
use crate::tongue::Phrase;

/// What is asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// Leave out what is marked above this level; `None` leaves nothing out.
    pub marking: Option<Marking>,
    /// Give hosts and people neutral names, the same ones everywhere.
    pub redact: bool,
}

/// What may leave, and what does not.
#[derive(Debug, Clone, PartialEq)]
pub struct Shared {
    /// The native file; its field `shared` says what was done to it.
    pub value: Value,
    /// The same note.
    pub left_out: Sharing,
}

/// Why nothing may leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShareError {
    /// The incident as a whole is marked above the level.
    Above {
        /// The marking of the incident.
        own: Marking,
        /// The level that was asked for.
        level: Marking,
    },
}

impl ShareError {
    /// What is the matter.
    pub fn message(self) -> Phrase {
        let Self::Above { own, level } = self;
        Phrase::marked_above(own.as_str(), level.as_str())
    }

    /// What to do about it.
    pub fn hint(self) -> Phrase {
        Phrase::marked_above_hint()
    }
}

/// Makes of a native file what may leave; if nothing is asked for, it leaves as it is.
///
/// A claim is at the stricter one of its own marking and the incident's. What cannot be read as a marking is TLP:RED.
/// What has no marking is at no level and stays, also in its marking: it is never called CLEAR.
pub fn share(native: &Value, share: Share) -> Result<Shared, ShareError> {
    let mut value = native.clone();
    let mut note = earlier(native);
    if share == Share::default() {
        return Ok(Shared { value, left_out: note });
    }
    // each claim is seen as itself, and what was written short is written so again
    let places = short::long(&mut value);
    if let Some(level) = share.marking {
        let own = marking(native);
        if let Some(own) = own.filter(|it| it.is_above(level)) {
            return Err(ShareError::Above { own, level });
        }
        let cut = cut::above(&mut value, level);
        note.claims += cut.claims;
        note.parts += cut.parts;
        note.sources += cut.sources;
        note.texts += cut.texts;
        note.marking = Some(note.marking.map_or(level, |it| it.max(level)));
        if own.is_some() {
            if let Some(whole) = value.as_object_mut() {
                whole.retain(|key, _| !marked::is_meant(key));
            }
            value["marking"] = level.as_str().into();
        }
    }
    if share.redact {
        redact::redact(&mut value);
        note.redacted = true;
    }
    let is_stricter_left = share.marking.is_some_and(|level| level != Marking::Red);
    if note.is_less() || note.redacted || is_stricter_left {
        // what an import did speaks of the file as it was, and nothing in it is marked
        value.as_object_mut().map(|it| it.remove("imported"));
    }
    value["shared"] = written(note);
    if !places.is_empty() {
        shorten::short(&mut value, places.has_unlisted_technique());
    }
    Ok(Shared { value, left_out: note })
}

/// What a lens hears of a native file: without the claims that do not count, without the parts and sources of which then
/// nothing is left, and without those that are yet to come.
pub fn heard(native: &Value, incident: &Incident, lens: &Lens, later: &[&str]) -> Value {
    let mut value = native.clone();
    shorten::longest(&mut value);
    let is_unheard = |claim: &Map<String, Value>| {
        let named = |key: &str| match claim.get(key) {
            Some(Value::String(id)) => vec![id.as_str()],
            Some(Value::Array(ids)) => ids.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        // what is said of a later day says nothing of this one; when a step happened, is another matter
        let when = claim.get("when").and_then(Value::as_str).filter(|_| claim.contains_key("value"));
        let earliest = when.and_then(|it| Moment::parse(it).ok()?.span().earliest);
        if lens.as_of.told().is_some_and(|day| earliest.is_some_and(|it| it > day)) {
            return true;
        }
        let source = named("source").first().copied().unwrap_or_default();
        !lens.sees_from(incident, source, named("via").into_iter())
    };
    cut::unheard(&mut value, &is_unheard, later);
    value
}

/// The strictest marking of anything in a native file, or in a field of one.
pub fn strictest(native: &Value) -> Option<Marking> {
    let mut found = None;
    walk::objects(FILE, native, &mut |_, it| found = Marking::stricter(found, marked::marking(it)));
    found
}

/// The marking of a value, if it is an object that has one.
fn marking(it: &Value) -> Option<Marking> {
    marked::marking(it.as_object()?)
}

/// What was done to the file before.
fn earlier(native: &Value) -> Sharing {
    let note = native.get("shared").unwrap_or(&Value::Null);
    let n = |key: &str| note.get(key).and_then(Value::as_u64).unwrap_or_default();
    Sharing {
        marking: marking(note),
        claims: n("claims"),
        parts: n("parts"),
        sources: n("sources"),
        texts: n("texts"),
        redacted: note.get("redacted").and_then(Value::as_bool).unwrap_or_default(),
    }
}

fn written(note: Sharing) -> Value {
    let mut object = Map::new();
    if let Some(marking) = note.marking {
        object.insert("marking".to_owned(), marking.as_str().into());
    }
    for (key, n) in [("claims", note.claims), ("parts", note.parts), ("sources", note.sources), ("texts", note.texts)] {
        object.insert(key.to_owned(), n.into());
    }
    object.insert("redacted".to_owned(), note.redacted.into());
    Value::Object(object)
}
