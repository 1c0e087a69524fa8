//! What differs between two files: parts, claims and fields that only one has, or that both have differently.

use serde_json::{Map, Value};

use super::pair::{Closeness, pairs};
use super::place::Place;
use crate::import::role::Role;

/// What is different.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A part, such as a host, that only one has.
    Part,
    /// A claim that only one has, or that was changed.
    Claim,
    /// Any other field.
    Field,
    /// The same things in another order.
    Order,
}

impl What {
    /// The word for machines.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Part => "part",
            Self::Claim => "claim",
            Self::Field => "field",
            Self::Order => "order",
        }
    }
}

/// A difference.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// What is different.
    pub what: What,
    /// Where, by the ids of parts: `/hosts/mail/states/0`.
    pub path: String,
    /// What the first file has there, if anything.
    pub before: Option<Value>,
    /// What the second file has there, if anything.
    pub after: Option<Value>,
}

/// All differences of two files.
pub fn differences(a: &Value, b: &Value) -> Vec<Difference> {
    let mut compare = Compare { found: Vec::new() };
    match (a, b) {
        (Value::Object(one), Value::Object(other)) => compare.object(&Place::whole(), one, other),
        _ => compare.value(&Place::whole(), Some(a), Some(b)),
    }
    compare.found
}

struct Compare {
    found: Vec<Difference>,
}

impl Compare {
    fn add(&mut self, what: What, place: &Place, before: Option<&Value>, after: Option<&Value>) {
        self.found.push(Difference { what, path: place.path.clone(), before: before.cloned(), after: after.cloned() });
    }

    fn value(&mut self, place: &Place, a: Option<&Value>, b: Option<&Value>) {
        let role = place.known.role;
        let is_listed =
            |it: Option<&Value>| it.is_none_or(|it| it.as_array().is_some_and(|it| it.iter().all(Value::is_object)));
        match (a, b) {
            _ if a == b => {}
            (Some(Value::Object(one)), Some(Value::Object(other))) if is_part(role) => self.object(place, one, other),
            _ if is_part(role) && is_listed(a) && is_listed(b) => {
                let items = |it: Option<&Value>| it.and_then(Value::as_array).cloned().unwrap_or_default();
                self.list(place, &items(a), &items(b));
            }
            _ => self.add(if is_part(role) { What::Part } else { What::Field }, place, a, b),
        }
    }

    fn object(&mut self, place: &Place, a: &Map<String, Value>, b: &Map<String, Value>) {
        let mut keys: Vec<&String> = a.keys().chain(b.keys().filter(|it| !a.contains_key(*it))).collect();
        let of_format = |key: &String| place.known.inside.iter().position(|it| it.name == key);
        crate::sorting::by_key(&mut keys, |it| of_format(it).unwrap_or(usize::MAX));
        for key in keys {
            self.value(&place.member(key), a.get(key), b.get(key));
        }
    }

    fn list(&mut self, place: &Place, a: &[Value], b: &[Value]) {
        let of = pairs(place, a, b, Closeness::Akin);
        let what = if place.is_claim() { What::Claim } else { What::Part };
        for (index, (before, there)) in a.iter().zip(&of).enumerate() {
            let place = place.item(before, index);
            match (before, there.map(|it| &b[it])) {
                (_, None) => self.add(what, &place, Some(before), None),
                (_, Some(after)) if after == before => {}
                (Value::Object(one), Some(Value::Object(other))) if what == What::Part => {
                    self.object(&place, one, other);
                }
                (_, Some(after)) => self.add(what, &place, Some(before), Some(after)),
            }
        }
        for (index, after) in b.iter().enumerate().filter(|(index, _)| !of.contains(&Some(*index))) {
            self.add(what, &place.item(after, index), None, Some(after));
        }
        let order: Vec<usize> = of.into_iter().flatten().collect();
        if !order.is_sorted() {
            self.add(What::Order, place, None, None);
        }
    }
}

/// Whether parts or claims stand there.
fn is_part(role: Role) -> bool {
    role.has_parts() && !matches!(role, Role::Note)
}
