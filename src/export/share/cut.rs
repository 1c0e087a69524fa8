//! Takes out what is marked above a level: claims, parts and sources of which nothing is left, and texts that name them.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::names::Names;
use super::walk::{ids, is_text, list, objects, take, words};
use crate::export::shape::{is_claims, is_pointing, role};
use crate::import::role::Role;
use crate::incident::{Day, Marking, Moment, Sharing};
use crate::sorting::Table;
use crate::tongue::Tongue;

/// Stands for a name in a label that cannot go as a whole.
const BLANK: &str = "[left out]";

/// The shortest word that is taken for a name of what was left out.
const SHORTEST: usize = 4;

type Object = Map<String, Value>;

/// Takes out of a file all that is above the level, and says how much that was.
pub fn above(file: &mut Value, level: Marking) -> Sharing {
    let (mentioned, claimed) = (mentions(file), claims_by_part(file));
    let mut taken = Vec::new();
    let is_above = |_: &str, it: &Object| marking(it).is_some_and(|it| it.is_above(level));
    take("", file, &is_above, &mut taken);
    if taken.is_empty() {
        return Sharing::default();
    }
    let mut n_taken = 0;
    while n_taken < taken.len() {
        n_taken = taken.len();
        let gone = gone(&taken);
        let still = mentions(file);
        let is_left_alone = |field: &str, it: &Object| match field {
            "hosts" | "zones" | "sources" => {
                ids(it, "id").iter().any(|id| mentioned.contains(*id) && !still.contains(*id))
            }
            "overlaps" => ids(it, "with").iter().any(|it| gone.contains(*it)),
            "pivots" if ["from", "to"].iter().any(|end| ids(it, end).iter().any(|it| gone.contains(*it))) => true,
            _ if is_pointing(field) && ids(it, "value").iter().any(|it| gone.contains(*it)) => true,
            _ if is_claims(field) => ids(it, "source").iter().any(|it| gone.contains(*it)),
            _ => it.get("claims").and_then(Value::as_array).is_some_and(Vec::is_empty),
        };
        take("", file, &is_left_alone, &mut taken);
    }
    let gone = gone(&taken);
    let secrets = Secrets::of(&taken, file);
    let now = claims_by_part(file);
    let touched: BTreeSet<String> = claimed.difference(&now).map(|(id, _)| id.clone()).collect();
    steps(file, &gone, &secrets, &mut taken);
    let mut texts = 0;
    unmarked_texts(file, &touched, &mut texts);
    unlink("", file, &gone);
    secrets.blank("", file, &mut texts);
    Sharing { texts, ..counted(&taken) }
}

/// The marking of an object; one that cannot be read is the strictest.
fn marking(it: &Object) -> Option<Marking> {
    let word = it.get("marking").filter(|it| !it.is_null())?;
    Some(word.as_str().and_then(Marking::parse).unwrap_or(Marking::Red))
}

/// The hosts, zones and sources of which a claim or a pivot says anything; that an event lists a host says nothing of it.
fn mentions(file: &Value) -> BTreeSet<String> {
    let mut found: BTreeSet<&str> = BTreeSet::new();
    objects("", file, &mut |field, it| {
        let has_claims =
            |(key, all): (&String, &Value)| is_claims(key) && all.as_array().is_some_and(|it| !it.is_empty());
        match field {
            "hosts" if it.iter().any(has_claims) => found.extend(ids(it, "id")),
            "pivots" => ["from", "to"].iter().for_each(|end| found.extend(ids(it, end))),
            _ if is_pointing(field) => found.extend(ids(it, "value")),
            _ => {}
        }
        found.extend(ids(it, "source"));
        found.extend(ids(it, "via"));
    });
    for _ in 0..list(file, "zones").count() {
        for zone in list(file, "zones") {
            if ids(zone, "id").iter().any(|it| found.contains(it)) {
                found.extend(ids(zone, "within"));
            }
        }
    }
    found.into_iter().map(str::to_owned).collect()
}

/// Each part with the number of its claims, each source with the number of claims that it tells, so that the difference of
/// two such sets names what lost some.
fn claims_by_part(file: &Value) -> BTreeSet<(String, usize)> {
    let mut found: Table<usize> = Table::default();
    objects("", file, &mut |field, it| {
        let n: usize =
            it.iter().filter(|(key, _)| is_claims(key)).filter_map(|(_, it)| it.as_array()).map(Vec::len).sum();
        for id in ids(it, "id") {
            *found.entry(id) += n;
        }
        if is_claims(field) {
            for id in ids(it, "source").into_iter().chain(ids(it, "via")) {
                *found.entry(id) += 1;
            }
        }
    });
    found.iter().map(|(id, n)| (id.to_owned(), *n)).collect()
}

/// The ids of what was taken out.
fn gone(taken: &[(String, Value)]) -> BTreeSet<String> {
    taken.iter().filter_map(|(_, it)| it.get("id")?.as_str()).map(str::to_owned).collect()
}

/// Takes out steps of the story that only what was taken out led to.
fn steps(file: &mut Value, gone: &BTreeSet<String>, secrets: &Secrets, taken: &mut Vec<(String, Value)>) {
    let all_gone = |it: &Object, field: &str| {
        let named = ids(it, field);
        !named.is_empty() && named.iter().all(|it| gone.contains(*it))
    };
    let is_out = |field: &str, it: &Object| {
        let is_of_day =
            ["as_of", "known_on"].iter().any(|key| ids(it, key).iter().any(|it| secrets.days.contains(*it)));
        field == "story" && (is_of_day || all_gone(it, "select") || all_gone(it, "told_by"))
    };
    take("", file, &is_out, taken);
}

/// Takes notes from hosts and sources that lost claims, and words from steps about such parts: these texts have no marking
/// of their own, and nobody can say that they speak of the other claims only.
fn unmarked_texts(file: &mut Value, touched: &BTreeSet<String>, texts: &mut u64) {
    let about: [(&str, &str, &[&str]); 3] = [
        ("hosts", "id", &["note"]),
        ("sources", "id", &["note", "inferred"]),
        ("story", "select", &["words", "notes"]),
    ];
    for (list, field, unmarked) in about {
        for it in file.get_mut(list).and_then(Value::as_array_mut).into_iter().flatten() {
            let Some(it) = it.as_object_mut().filter(|it| ids(it, field).iter().any(|it| touched.contains(*it))) else {
                continue;
            };
            *texts += unmarked.iter().filter(|text| it.remove(**text).is_some()).count() as u64;
        }
    }
}

/// Forgets references to what is gone.
fn unlink(field: &str, value: &mut Value, gone: &BTreeSet<String>) {
    let is_gone = |it: &Value| it.as_str().is_some_and(|it| gone.contains(it));
    match value {
        Value::Array(items) => items.iter_mut().for_each(|it| unlink(field, it, gone)),
        Value::Object(object) => {
            for (key, mut child) in std::mem::take(object) {
                if role(field, &key) != Some(Role::Refs) {
                    unlink(&key, &mut child, gone);
                } else if let Value::Array(ids) = &mut child {
                    ids.retain(|it| !is_gone(it));
                } else if is_gone(&child) {
                    continue;
                }
                object.insert(key, child);
            }
        }
        _ => {}
    }
}

/// What was taken out, by kind.
fn counted(taken: &[(String, Value)]) -> Sharing {
    let mut left_out = Sharing::default();
    for (field, it) in taken {
        match field.as_str() {
            "overlaps" => {}
            "sources" => left_out.sources += 1,
            field if is_claims(field) => left_out.claims += 1,
            _ => left_out.parts += 1,
        }
        let mut n_inside = 0;
        objects(field, it, &mut |inside, _| n_inside += u64::from(is_claims(inside)));
        left_out.claims += n_inside - u64::from(is_claims(field));
    }
    left_out
}

/// Words, numbers and days that were said only in what was taken out.
struct Secrets {
    names: Names,
    days: BTreeSet<String>,
}

impl Secrets {
    fn of(taken: &[(String, Value)], file: &Value) -> Self {
        let (mut out, mut kept) = (Said::default(), Said::default());
        for (field, it) in taken {
            out.read(field, it);
        }
        kept.read("", file);
        let mut names = Names::default();
        for word in out.words.difference(&kept.words).filter(|it| !it.is_ascii() || it.len() >= SHORTEST) {
            names.add(word, BLANK);
        }
        for n in out.numbers.difference(&kept.numbers).filter(|it| **it >= 10) {
            names.add(&n.to_string(), BLANK);
            for number in Tongue::ALL.iter().map(|it| it.number(*n)) {
                names.add(&number, BLANK);
                names.add(&number.replace(',', " "), BLANK);
            }
        }
        let days: BTreeSet<String> = out.days.difference(&kept.days).cloned().collect();
        for day in &days {
            names.add(day, BLANK);
            if let Some(day) = Day::parse(day).filter(|it| it.told().is_some()) {
                for tongue in Tongue::ALL {
                    names.add(&tongue.day_of_year(day), BLANK);
                }
            }
        }
        Self { names, days }
    }

    /// Leaves out texts that name any of this, or blanks the name where there must be a text.
    fn blank(&self, field: &str, value: &mut Value, texts: &mut u64) {
        match value {
            Value::Array(items) => {
                for item in items {
                    match item.as_str().and_then(|it| self.names.replace(it)) {
                        Some(blanked) => {
                            *texts += 1;
                            *item = blanked.into();
                        }
                        None => self.blank(field, item, texts),
                    }
                }
            }
            Value::Object(object) => {
                for (key, mut child) in std::mem::take(object) {
                    let is_text = is_text(field, &key, &child);
                    if is_text && words(&child).iter().any(|it| self.names.replace(it).is_some()) {
                        *texts += 1;
                        if ["label", "title", "publisher", "value", "unit"].contains(&key.as_str()) {
                            each_word(&mut child, &|it| self.names.replace(it));
                            object.insert(key, child);
                        }
                        continue;
                    }
                    if !is_text
                        && matches!(role(field, &key), None | Some(Role::Text | Role::Parts(_) | Role::Claims(_)))
                    {
                        self.blank(&key, &mut child, texts);
                    }
                    object.insert(key, child);
                }
            }
            _ => {}
        }
    }
}

/// Changes a text in each of its languages.
pub fn each_word(text: &mut Value, change: &dyn Fn(&str) -> Option<String>) {
    match text {
        Value::String(words) => {
            if let Some(changed) = change(words) {
                *words = changed;
            }
        }
        Value::Object(all) => all.values_mut().for_each(|it| each_word(it, change)),
        _ => {}
    }
}

/// All that is said: texts, amounts and days.
#[derive(Default)]
struct Said {
    words: BTreeSet<String>,
    numbers: BTreeSet<u64>,
    days: BTreeSet<String>,
}

impl Said {
    fn read(&mut self, field: &str, value: &Value) {
        objects(field, value, &mut |field, it| {
            for (key, value) in it {
                // a unit is a common word more often than not, and what it names has a label of its own
                if (is_text(field, key, value) && key != "unit") || role(field, key) == Some(Role::Address) {
                    self.words.extend(words(value).into_iter().map(str::to_owned));
                }
                match value {
                    Value::Number(number) if field == "shared" || number.as_u64().is_none() => {}
                    Value::Number(number) => self.numbers.extend(number.as_u64()),
                    Value::String(when) if role(field, key) == Some(Role::Moment) => {
                        let is_story = field == "story";
                        let span = Moment::parse(when).ok().filter(|_| !is_story).map(|it| it.span());
                        let ends = span.into_iter().flat_map(|it| [it.earliest, it.latest]).flatten();
                        self.days.extend(ends.map(|it| it.to_string()));
                    }
                    _ => {}
                }
            }
        });
    }
}
