//! Three files in one: what both sides made of their base, field by field. Where there is no base, it is taken to be empty, so that
//! all that stands in either file stands in both.

use serde_json::{Map, Value};

use super::items::{Row, rows};
use super::pair::say_the_same;
use super::place::Place;
use crate::import::role::Role;
use crate::incident::Marking;
use crate::tongue::Phrase;

/// Which side holds where both say something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Favor {
    /// Neither: it is asked, and the first one stands in the file until somebody decides.
    #[default]
    Ask,
    /// The first file.
    Ours,
    /// The second file.
    Theirs,
}

/// Why nobody but a person can decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// Both changed it, or have it, differently.
    Differ,
    /// One took it out, and the other changed it; it stays.
    Removed,
    /// One took it out, and the other names it; it stays.
    Named,
    /// Each is right, and both together are not: what the check of the file says.
    Together(Phrase),
}

/// What both sides say differently and nobody claims.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// Where it stands, by the ids of parts: `/hosts/mail/label`.
    pub path: String,
    /// Why it is one.
    pub reason: Reason,
    /// What the first file says; nothing, if it has nothing there.
    pub ours: Option<Value>,
    /// What the second file says.
    pub theirs: Option<Value>,
}

/// Merges values of files.
pub fn values(base: Option<&Value>, a: &Value, b: &Value, favor: Favor) -> (Value, Vec<Conflict>) {
    let mut merge = Merge { favor, conflicts: Vec::new() };
    let merged = merge.value(&Place::whole(), base, Some(a), Some(b));
    (merged.unwrap_or_default(), merge.conflicts)
}

/// The lists of ids whose order says nothing, so that what either side added can be in both.
const SETS: [&str; 3] = ["hosts", "supersedes", "jurisdictions"];

/// Fields of a claim that speak of the words in which it was said.
const WORDS: [&str; 2] = ["quote", "at"];

struct Merge {
    favor: Favor,
    conflicts: Vec<Conflict>,
}

impl Merge {
    fn value(&mut self, place: &Place, base: Option<&Value>, a: Option<&Value>, b: Option<&Value>) -> Option<Value> {
        if a == b || b == base {
            return a.cloned();
        }
        if a == base {
            return b.cloned();
        }
        match (a, b) {
            (Some(Value::Object(one)), Some(Value::Object(other))) if is_open(place.known.role) => {
                let base = base.and_then(Value::as_object);
                Some(self.object(place, base, one, other).into())
            }
            (Some(Value::Array(one)), Some(Value::Array(other))) => {
                let base = base.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
                self.list(place, base, one, other).map(Value::Array).or_else(|| self.differ(place, a, b))
            }
            (Some(_), Some(_)) => self.differ(place, a, b),
            (Some(kept), None) | (None, Some(kept)) => {
                let is_gone = match self.favor {
                    Favor::Ask => {
                        self.ask(place, Reason::Removed, a, b);
                        false
                    }
                    Favor::Ours => a.is_none(),
                    Favor::Theirs => b.is_none(),
                };
                (!is_gone).then(|| kept.clone())
            }
            (None, None) => None,
        }
    }

    /// What both say differently: the one that was chosen, and of markings the stricter one.
    fn differ(&mut self, place: &Place, a: Option<&Value>, b: Option<&Value>) -> Option<Value> {
        let marking = |it: Option<&Value>| it.and_then(Value::as_str).and_then(Marking::parse);
        let stricter = Marking::stricter(marking(a), marking(b)).filter(|_| place.known.name == "marking");
        match self.favor {
            Favor::Ask => {
                // a claim is asked of nobody, and handed on to nobody who may not have it
                if stricter.is_none() || !matches!(place.around, Role::Claims(_)) {
                    self.ask(place, Reason::Differ, a, b);
                }
                stricter.map(|it| it.as_str().into()).or_else(|| a.cloned())
            }
            Favor::Ours => a.cloned(),
            Favor::Theirs => b.cloned(),
        }
    }

    fn ask(&mut self, place: &Place, reason: Reason, a: Option<&Value>, b: Option<&Value>) {
        let path = if place.path.is_empty() { "/" } else { &place.path }.to_owned();
        self.conflicts.push(Conflict { path, reason, ours: a.cloned(), theirs: b.cloned() });
    }

    fn object(
        &mut self,
        place: &Place,
        base: Option<&Map<String, Value>>,
        a: &Map<String, Value>,
        b: &Map<String, Value>,
    ) -> Map<String, Value> {
        let keys = a.keys().chain(b.keys().filter(|it| !a.contains_key(*it)));
        let mut merged = Map::new();
        for key in keys {
            let base = base.and_then(|it| it.get(key));
            merged.extend(self.value(&place.member(key), base, a.get(key), b.get(key)).map(|it| (key.clone(), it)));
        }
        merged
    }

    /// A list item by item; `None` if it is one thing that both have differently.
    fn list(&mut self, place: &Place, base: &[Value], a: &[Value], b: &[Value]) -> Option<Vec<Value>> {
        let all = || a.iter().chain(b);
        let is_set = SETS.contains(&place.known.name) && all().all(Value::is_string);
        let has_items = place.known.role.has_parts() && all().all(Value::is_object);
        if !(is_set || has_items) {
            return None;
        }
        let mut merged = Vec::new();
        for row in rows(place, base, a, b) {
            let place = place.item(row.any(), merged.len());
            if place.is_claim() {
                merged.extend(claim(&place, &row));
            } else {
                merged.extend(self.value(&place, row.base, row.ours, row.theirs));
            }
        }
        Some(merged)
    }
}

/// What becomes of a claim. Nobody is asked: where both made something else of it, both are claimed.
fn claim(place: &Place, row: &Row<'_>) -> Vec<Value> {
    let (a, b) = match (row.ours, row.theirs) {
        (Some(a), Some(b)) if a != b => (a, b),
        (Some(it), Some(_)) => return vec![it.clone()],
        // taken out, unless the other one changed it
        (Some(it), None) | (None, Some(it)) if row.base != Some(it) => return vec![it.clone()],
        _ => return Vec::new(),
    };
    if let Some(base) = row.base {
        let has_other_words = |it: &Value| WORDS.iter().any(|key| it.get(*key) != base.get(*key));
        let says_other = |it: &Value| !say_the_same(it, base);
        let both_differ = match (says_other(a), says_other(b)) {
            (true, true) => !say_the_same(a, b),
            (true, false) => has_other_words(b),
            (false, true) => has_other_words(a),
            (false, false) => false,
        };
        if both_differ {
            return vec![a.clone(), b.clone()];
        }
    }
    let mut trial = Merge { favor: Favor::Ask, conflicts: Vec::new() };
    let merged = trial.value(place, row.base, Some(a), Some(b));
    match merged {
        Some(merged) if trial.conflicts.is_empty() => vec![merged],
        _ => vec![a.clone(), b.clone()],
    }
}

/// Whether the members of an object are things of their own: parts, texts by language, and what the format does not know.
fn is_open(role: Role) -> bool {
    match role {
        Role::Claims(_)
        | Role::Claimed
        | Role::Mentioned
        | Role::Steps
        | Role::Parts
        | Role::Name
        | Role::Text
        | Role::Own => true,
        Role::Id
        | Role::Code
        | Role::Link
        | Role::Bond
        | Role::Term(_)
        | Role::Unit
        | Role::Address
        | Role::Moment
        | Role::Day
        | Role::Amount
        | Role::Figure
        | Role::Note => false,
    }
}
