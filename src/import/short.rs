//! Shorter ways to write a file, and the long one for which they stand. All else in the program knows only the long one.
//!
//! A claim without `source` is the `default_source`'s. A part without `claims` is one claim: the fields of a claim that stand in it.
//! A plain value in place of claims, or of one of them, is a claim of the `default_source` that says so. A pivot's technique of ATT&CK needs no entry.

use serde_json::{Map, Value};

use super::draft::FILE;
use super::marked::{self, KEY};
use super::role::{Known, Role};
use crate::attack::is_technique;
use crate::diag::Report;
use crate::incident::Marking;
use crate::sorting::{self, Table};

/// The field with the claims of a part that is nothing but claimed.
pub const CLAIMS: &str = "claims";

/// The field with the source of a claim.
pub const SOURCE: &str = "source";

/// The field of the file with the source of claims that name none.
pub const DEFAULT: &str = "default_source";

/// The field of the file with its techniques.
pub const TECHNIQUES: &str = "techniques";

/// The parts that stand alone, where a text can say all.
pub const ALONE: [&str; 5] = ["victim", "actor", "confidentiality", "integrity", "availability"];

/// What of a claim an entry for a technique takes from the steps in which it was used.
const OF_STEPS: [&str; 4] = [SOURCE, "via", "hedge", "likelihood"];

/// The most things of a file that may be written short: each takes some times the room of what stands for it.
const MOST: usize = 300_000;

/// Where things stand that were written short, by their places in the long form; empty if nothing was.
#[derive(Debug, Default)]
pub struct Places {
    table: Table<String>,
    /// How many things are written short.
    n_short: usize,
}

/// Writes a file long.
pub fn long(file: &mut Value) -> Places {
    let source = file.get(DEFAULT).filter(|it| it.is_string()).cloned();
    let mut long = Long { source, places: Table::default(), n_short: 0 };
    long.part(FILE, file, "");
    for (pivot, entry) in missing_techniques(file) {
        let Some(list) =
            file.as_object_mut().map(|it| it.entry(TECHNIQUES).or_insert_with(|| Value::Array(Vec::new())))
        else {
            continue;
        };
        if let Value::Array(entries) = list {
            let at = format!("/{TECHNIQUES}/{}", entries.len());
            long.places.insert(&format!("{at}/id"), format!("/pivots/{pivot}/technique"));
            long.places.insert(&at, String::new()); // what is wrong with its claims is said of the step
            entries.push(entry);
        }
    }
    Places { table: long.places, n_short: long.n_short }
}

/// Writes a part long, in a file with that default source.
pub fn long_part(at: Known, part: &mut Value, source: Option<&Value>) {
    Long { source: source.cloned(), places: Table::default(), n_short: 0 }.part(at, part, "");
}

struct Long {
    source: Option<Value>,
    places: Table<String>,
    n_short: usize,
}

impl Long {
    fn part(&mut self, at: Known, part: &mut Value, pointer: &str) {
        let Value::Object(part) = part else { return };
        self.own_claim(at, part, pointer);
        let marking = part.get(KEY).cloned();
        for (key, it) in part {
            let (at, pointer) = (at.field(key), format!("{pointer}/{key}"));
            match (at.role, &mut *it) {
                (Role::Claims(_), it) => self.claims(it, &pointer, marking.as_ref()),
                (Role::Claimed, Value::String(_)) if ALONE.contains(&at.name) && self.source.is_some() => {
                    self.stands_for(&pointer, &["/claims", "/claims/0", "/claims/0/value"]);
                    let claim = claim(it.take(), None);
                    *it = object([(CLAIMS, vec![claim].into())]).into();
                    self.part(at, it, &pointer);
                }
                (Role::Claimed | Role::Mentioned | Role::Parts, Value::Array(items)) => {
                    let items = items.iter_mut().enumerate();
                    items.for_each(|(i, it)| self.part(at, it, &format!("{pointer}/{i}")));
                }
                (Role::Claimed | Role::Parts, it) => self.part(at, it, &pointer),
                _ => {}
            }
        }
    }

    /// The one claim that a part without claims is.
    fn own_claim(&mut self, at: Known, part: &mut Map<String, Value>, pointer: &str) {
        if !at.is_claimed() || part.contains_key(CLAIMS) {
            return;
        }
        let keys: Vec<String> = part.keys().filter(|it| at.is_of_claim(it)).cloned().collect();
        if keys.is_empty() && self.source.is_none() {
            return; // nobody says anything
        }
        if !self.has_room() {
            return;
        }
        let mut claim = Map::new();
        for key in keys {
            claim.extend(part.remove_entry(&key));
        }
        part.insert(CLAIMS.to_owned(), Value::Array(vec![claim.into()]));
        self.stands_for(pointer, &["/claims", "/claims/0"]);
    }

    fn claims(&mut self, claims: &mut Value, pointer: &str, marking: Option<&Value>) {
        let may_be_plain = self.source.is_some() && !pointer.ends_with(CLAIMS);
        let is_plain = |it: &Value| may_be_plain && !matches!(it, Value::Object(_) | Value::Array(_) | Value::Null);
        if is_plain(claims) && self.has_room() {
            self.stands_for(pointer, &["/0", "/0/value"]);
            *claims = Value::Array(vec![claim(claims.take(), marking)]);
        }
        for (i, it) in claims.as_array_mut().into_iter().flatten().enumerate() {
            let pointer = format!("{pointer}/{i}");
            if is_plain(it) && self.has_room() {
                self.stands_for(&pointer, &["/value"]);
                *it = claim(it.take(), marking);
            }
            if let (Value::Object(claim), Some(source)) = (it, &self.source)
                && !claim.contains_key(SOURCE)
            {
                let source = source.clone();
                if self.has_room() {
                    claim.insert(SOURCE.to_owned(), source);
                    self.places.insert(&format!("{pointer}/{SOURCE}"), format!("/{DEFAULT}"));
                }
            }
        }
    }

    /// Counts one more thing that is written short; whether there is room for it.
    fn has_room(&mut self) -> bool {
        self.n_short += 1;
        self.n_short <= MOST
    }

    /// Remembers that these places of the long form are this one of the file.
    fn stands_for(&mut self, place: &str, long: &[&str]) {
        for it in long {
            self.places.insert(&format!("{place}{it}"), place.to_owned());
        }
    }
}

/// A claim that says a value.
fn claim(value: Value, marking: Option<&Value>) -> Value {
    let mut claim = object([("value", value)]);
    claim.extend(marking.map(|it| (KEY.to_owned(), it.clone())));
    claim.into()
}

fn object<const N: usize>(fields: [(&str, Value); N]) -> Map<String, Value> {
    members(fields.map(|(key, it)| (key.to_owned(), it)))
}

/// One by one: to collect a map, the standard library brings its sorting along, which is large.
fn members(all: impl IntoIterator<Item = (String, Value)>) -> Map<String, Value> {
    let mut object = Map::new();
    for (key, it) in all {
        object.insert(key, it);
    }
    object
}

/// Entries for the techniques of ATT&CK that pivots name and no list has, each with the index of the first of these pivots:
/// those who tell of the steps say that the technique was used.
pub fn missing_techniques(file: &Value) -> Vec<(usize, Value)> {
    let lists = [TECHNIQUES, "motives", "related", "facts", "questions"];
    let listed = lists.iter().filter_map(|it| file.get(it)?.as_array()).flatten();
    let listed: Table<()> = listed.filter_map(|it| Some((it.get("id")?.as_str()?, ()))).collect();
    let mut missing: Table<Vec<Value>> = Table::default();
    let mut ids: Vec<(usize, &str)> = Vec::new();
    let mut said: Table<()> = Table::default();
    for (i, pivot) in file.get("pivots").and_then(Value::as_array).into_iter().flatten().enumerate() {
        let id = pivot.get("technique").and_then(Value::as_str);
        let Some(id) = id.filter(|it| is_technique(it) && listed.get(it).is_none()) else { continue };
        if missing.get(id).is_none() {
            ids.push((i, id));
        }
        let claims = missing.entry(id);
        for told in pivot.get(CLAIMS).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object) {
            let of_both = Marking::stricter(marked::marking(told), pivot.as_object().and_then(marked::marking));
            let marking = of_both.map(|it| (KEY.to_owned(), it.as_str().into()));
            let kept = OF_STEPS.iter().filter_map(|it| told.get_key_value(*it));
            let kept = kept.map(|(key, it)| (key.clone(), it.clone()));
            let claim = Value::Object(members(kept.chain(marking)));
            let once = format!("{id} {claim}");
            if said.get(&once).is_none() {
                said.insert(&once, ());
                claims.push(claim);
            }
        }
    }
    let entry = |(i, id): (usize, &str)| {
        let claims = missing.get(id).cloned().unwrap_or_default();
        (i, object([("id", id.into()), (CLAIMS, claims.into())]).into())
    };
    ids.into_iter().map(entry).collect()
}

impl Places {
    /// How many things are written short, and how many may be, if those are too many: then not all was written long.
    pub fn too_many(&self) -> Option<(usize, usize)> {
        (self.n_short > MOST).then_some((self.n_short, MOST))
    }

    /// Whether anything was written short.
    pub fn is_empty(&self) -> bool {
        self.table.iter().next().is_none()
    }

    /// Whether a technique of ATT&CK had no entry.
    pub fn has_unlisted_technique(&self) -> bool {
        self.table.iter().any(|(_, place)| place.is_empty())
    }

    /// The place in the file of a place of the long form; `None` where the file has nothing.
    pub fn of(&self, long: &str) -> Option<String> {
        let mut end = long.len();
        loop {
            match self.table.get(&long[..end]) {
                Some(place) if place.is_empty() => return None,
                Some(place) => return Some(format!("{place}{}", &long[end..])),
                None => match long[..end].rfind('/') {
                    Some(at) => end = at,
                    None => return Some(long.to_owned()),
                },
            }
        }
    }

    /// Says of findings where they stand in the file; what all claims without a source share is said once.
    pub fn settle(&self, report: &mut Report) {
        if self.is_empty() {
            return;
        }
        let mut said = sorting::set_of([]);
        report.diagnostics.retain_mut(|it| {
            let Some(place) = self.of(&it.pointer) else { return false };
            let is_default = place[1.min(place.len())..] == *DEFAULT;
            it.pointer = place;
            !is_default || said.insert(it.code)
        });
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_short_stands_for_the_long_form() {
        let mut file = json!({
            "default_source": "notice",
            "victim": "Example Ltd",
            "posture": { "integrity": { "value": "Changed", "hedge": "possible", "own": 1 } },
            "hosts": [{ "id": "a", "zone": "core", "names": ["A", { "source": "daily", "value": "B" }], "marking": "TLP:RED" }],
            "pivots": [
                { "id": "p", "from": "a", "to": "b", "technique": "T1041", "when": "2024", "marking": "TLP:AMBER" },
                { "id": "q", "from": "b", "to": "c", "technique": "T1041", "claims": [{ "when": "2025" }] },
                { "id": "r", "from": "b", "to": "d" },
            ],
        });
        let places = long(&mut file);
        let red = |value: &str| json!({ "source": "notice", "value": value, "marking": "TLP:RED" });
        let expected = json!({
            "default_source": "notice",
            "victim": { "claims": [{ "source": "notice", "value": "Example Ltd" }] },
            "posture": { "integrity": { "claims": [{ "source": "notice", "value": "Changed", "hedge": "possible" }], "own": 1 } },
            "hosts": [{ "id": "a", "zone": [red("core")], "names": [red("A"), { "source": "daily", "value": "B" }], "marking": "TLP:RED" }],
            "pivots": [
                { "id": "p", "from": "a", "to": "b", "technique": "T1041", "claims": [{ "source": "notice", "when": "2024", "marking": "TLP:AMBER" }] },
                { "id": "q", "from": "b", "to": "c", "technique": "T1041", "claims": [{ "source": "notice", "when": "2025" }] },
                { "id": "r", "from": "b", "to": "d", "claims": [{ "source": "notice" }] },
            ],
            "techniques": [{ "id": "T1041", "claims": [{ "source": "notice", "marking": "TLP:AMBER" }, { "source": "notice" }] }],
        });
        assert_eq!(file, expected);
        for (long, place) in [
            ("/victim/claims/0/value", Some("/victim")),
            ("/posture/integrity/claims/0/hedge", Some("/posture/integrity/hedge")),
            ("/hosts/0/zone/0/value", Some("/hosts/0/zone")),
            ("/hosts/0/names/0/value", Some("/hosts/0/names/0")),
            ("/hosts/0/names/1/value", Some("/hosts/0/names/1/value")),
            ("/pivots/0/claims/0/when", Some("/pivots/0/when")),
            ("/pivots/1/claims/0/source", Some("/default_source")),
            ("/pivots/2/to", Some("/pivots/2/to")),
            ("/techniques/0/claims/0", None),
        ] {
            assert_eq!(places.of(long).as_deref(), place, "{long}");
        }
    }

    #[test]
    fn a_long_file_stays_as_it_is() {
        let file = json!({ "pivots": [{ "id": "p", "claims": [{ "when": "2024" }] }, { "id": "q" }], "victim": 3, "hosts": "x" });
        let mut again = file.clone();
        assert!(long(&mut again).is_empty());
        assert_eq!(again, file);
    }
}
