//! Nothing of a file in JSON is lost in silence: what its reader neither put into the incident nor spoke of is left out by name.
//!
//! A reader need not list what it does not know. When it is done, each value of the file is looked for in what was made of it.
//! Values that say something by what was made of them (types, references, flags, small numbers) cannot be found like that:
//! each format has a list of the fields that it accounts for itself.

use serde_json::Value;

use super::Fidelity;
use super::plain::plain;
use super::pointer;
use super::short::without_tags;
use crate::import::draft::IncidentDraft;
use crate::tongue::Phrase;

/// Fields whose values need not stand in the incident, as the ends of their places: `timeline/*/year`.
///
/// A part is the name of a field; `*` stands for any name or number, `*_ref` for each name that ends so, `@malware` for an
/// item of a list (or the whole file) that has this `type`, and `@` for one that has any. `/` before
/// it all stands for the beginning of the file or record, `#` says that only whole numbers are read, `~` only
/// days and counts of seconds, and `=a|b` only these words.
#[derive(Debug, Clone, Copy, Default)]
pub struct Accounted {
    /// Read: what was made of these values, or lists of values, says it.
    pub read: &'static [&'static [&'static str]],
    /// Accepted losses with all that they hold: they say nothing of the breach. `docs/imports.md` has the reason of each.
    pub lost: &'static [&'static [&'static str]],
    /// Words that say that nothing is known.
    pub silent: &'static [&'static str],
}

impl Accounted {
    /// Whether nothing is looked for: a format that is no JSON, or a log of which only a few lines matter.
    pub fn is_none(&self) -> bool {
        self.read.is_empty()
    }

    /// What is empty or false says nothing: `is_family: false`.
    pub fn says_something(&self, value: &Value) -> bool {
        match value {
            Value::Null | Value::Bool(false) => false,
            Value::String(text) => text.chars().any(char::is_alphanumeric) && !self.silent.contains(&text.trim()),
            Value::Bool(true) | Value::Number(_) | Value::Array(_) | Value::Object(_) => true,
        }
    }

    /// Whether a place is known to be lost, or of a single value or a list of them, to be read.
    fn has(&self, path: &[Step], value: &Value) -> bool {
        let is_single = match value {
            Value::Object(_) => false,
            Value::Array(items) => items.iter().all(|it| !it.is_object() && !it.is_array()),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => true,
        };
        let is_read = |pattern: &str| {
            let (pattern, words) = pattern.split_once('=').unwrap_or((pattern, ""));
            let is_readable = match (pattern.chars().next(), value) {
                (Some('#'), _) => pointer::whole(value).is_some(),
                (Some('~'), Value::String(text)) => pointer::day(text).is_some() || text.parse::<u32>().is_ok(),
                _ => words.is_empty() || words.split('|').any(|it| value == it),
            };
            is_readable && ends_with(path, pattern.trim_start_matches(['#', '~']))
        };
        self.lost.iter().copied().flatten().any(|it| ends_with(path, it))
            || (is_single && self.read.iter().copied().flatten().any(|it| is_read(it)))
    }
}

/// A step down into a value: the name of a field, or the item of a list.
#[derive(Debug, Clone, Copy)]
enum Step<'a> {
    Key(&'a str),
    Item(&'a Value),
}

fn ends_with(path: &[Step], pattern: &str) -> bool {
    let mut steps = path.iter().rev();
    pattern.rsplit('/').all(|part| match (steps.next(), part) {
        (Some(_), "*") => true,
        (Some(_), "") => steps.len() == 0,
        (Some(Step::Key(key)), part) => part.strip_prefix('*').map_or(*key == part, |end| key.ends_with(end)),
        (Some(Step::Item(value)), part) => {
            let kind = value.get("type").and_then(Value::as_str);
            part.strip_prefix('@').is_some_and(|it| kind == Some(it) || (it.is_empty() && kind.is_some()))
        }
        (None, _) => false,
    })
}

/// Reports what is neither in the drafts nor in the report of a value that stands at a place. What is in it is then accounted for.
pub fn report(value: &Value, at: &str, drafts: &[IncidentDraft], accounted: Accounted, report: &mut Fidelity) {
    let mut walk = Walk { drafts, said: None, accounted, report, path: vec![Step::Item(value)], open: Vec::new() };
    walk.visit(value, at);
    for (field, place) in std::mem::take(&mut walk.open) {
        walk.report.left_out(Phrase::import_unread_field(field), place);
    }
    report.see(at);
}

struct Walk<'a, 'b> {
    drafts: &'b [IncidentDraft],
    /// What they say, once it is asked for.
    said: Option<Said>,
    accounted: Accounted,
    report: &'b mut Fidelity,
    path: Vec<Step<'a>>,
    /// What nobody spoke of: the name of the field, and its place.
    open: Vec<(String, String)>,
}

impl<'a> Walk<'a, '_> {
    /// Whether something below is in the incident or in the report.
    fn visit(&mut self, value: &'a Value, at: &str) -> bool {
        if self.report.is_left_out(at) || self.report.has_seen(at) || self.accounted.has(&self.path, value) {
            return true;
        }
        let before = self.open.len();
        let mut is_known = false;
        match value {
            Value::Object(fields) => {
                for (key, value) in fields {
                    is_known |= self.below(Step::Key(key), value, &format!("{at}/{}", escaped(key)));
                }
            }
            Value::Array(items) => {
                for (index, value) in items.iter().enumerate() {
                    let at = format!("{at}/{index}");
                    is_known |= match named(value) {
                        Some((key, value)) => self.below(Step::Key(key), value, &format!("{at}/1")),
                        None => self.below(Step::Item(value), value, &at),
                    };
                }
            }
            _ if !self.accounted.says_something(value) => return false,
            _ => {
                let is_known = self.is_mentioned(at) || self.said().has(value);
                if !is_known {
                    self.open.push((self.field(), at.to_owned()));
                }
                return is_known;
            }
        }
        // of a field of which nothing is known, one entry says all
        let is_field = matches!(self.path.last(), Some(Step::Key(_)));
        if is_field && !is_known && self.open.len() > before {
            self.open.truncate(before);
            self.open.push((self.field(), at.to_owned()));
        }
        is_known
    }

    fn below(&mut self, step: Step<'a>, value: &'a Value, at: &str) -> bool {
        self.path.push(step);
        let is_known = self.visit(value, at);
        self.path.pop();
        is_known
    }

    fn said(&mut self) -> &Said {
        self.said.get_or_insert_with(|| Said::by(self.drafts))
    }

    /// Whether the report speaks of a value: by its place, or by that of the list in which it stands.
    fn is_mentioned(&self, at: &str) -> bool {
        let list = at.rsplit_once('/').map_or("", |(list, _)| list);
        let is_item = matches!(self.path.last(), Some(Step::Item(_)));
        self.report.mentions(at) || (is_item && self.report.mentions(list))
    }

    /// The name of the innermost field.
    fn field(&self) -> String {
        let key = |it: &Step<'a>| match it {
            // the Builder calls the choices of a list by hashes
            Step::Key(key) if key.len() == 32 && key.bytes().all(|it| it.is_ascii_hexdigit()) => None,
            Step::Key(key) => Some(*key),
            Step::Item(_) => None,
        };
        self.path.iter().rev().find_map(key).unwrap_or_default().to_owned()
    }
}

/// A field as a pair of its name and its value, as the Attack Flow Builder writes it.
fn named(value: &Value) -> Option<(&str, &Value)> {
    match value.as_array()?.as_slice() {
        [Value::String(key), value] => Some((key, value)),
        _ => None,
    }
}

/// A name as a step of a JSON Pointer.
pub fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// The words that drafts hold, each with the one before it. Letters, digits and the rest part words, so that a day is found
/// in an instant; capitals do not count.
struct Said {
    /// A table of hashes, of which a word is at the first free place from its own on.
    slots: Vec<u64>,
}

/// A number up to here is found anywhere by chance.
const COMMON_NUMBER: f64 = 100.0;

impl Said {
    fn by(drafts: &[IncidentDraft]) -> Self {
        let mut all = Vec::new();
        for draft in drafts {
            let value = serde_json::to_string(draft).ok().and_then(|it| serde_json::from_str(&it).ok());
            strings(&value.unwrap_or(Value::Null), &mut all);
        }
        let mut said = Self { slots: vec![0; (all.len() * 2).next_power_of_two()] };
        for hash in all {
            let at = said.slot(hash);
            said.slots[at] = hash;
        }
        said
    }

    fn slot(&self, hash: u64) -> usize {
        let mut at = hash as usize & (self.slots.len() - 1);
        while self.slots[at] != 0 && self.slots[at] != hash {
            at = (at + 1) & (self.slots.len() - 1);
        }
        at
    }

    fn has(&self, value: &Value) -> bool {
        match value {
            Value::String(text) if is_common(text) => false,
            Value::String(text) => {
                self.has_words(text) || self.has_day(text) || self.has_words(&without_tags(&plain(text)))
            }
            Value::Number(number) => {
                number.as_f64().is_some_and(|it| it.abs() > COMMON_NUMBER) && self.has_words(&number.to_string())
            }
            _ => false,
        }
    }

    /// Whether a time is there as a day; the first of a month also as the month, and 1 January as the year.
    fn has_day(&self, text: &str) -> bool {
        let is_time = text.len() == 10 || text.get(10..).is_some_and(|it| it.starts_with(['T', ' ']));
        let Some(day) = pointer::day(text).filter(|_| is_time).map(|it| it.to_string()) else { return false };
        let is_first = |end: &str, most: usize| day.ends_with(end) && self.has_words(&day[..most]);
        self.has_words(&day) || is_first("-01", 7) || is_first("-01-01", 4)
    }

    fn has_words(&self, text: &str) -> bool {
        let has = |hash: u64| self.slots[self.slot(hash)] == hash;
        let (mut n, mut first, mut all) = (0, true, true);
        pairs(text, &mut |word, pair| {
            n += 1;
            match pair {
                Some(pair) => all &= has(pair),
                None => first = has(word),
            }
        });
        if n == 1 { first } else { all }
    }
}

/// A letter or a small number in words is found anywhere by chance as well.
fn is_common(text: &str) -> bool {
    let n = text.chars().filter(|it| it.is_alphanumeric()).count();
    n < 2 || text.trim().parse().is_ok_and(|it: f64| it.abs() <= COMMON_NUMBER)
}

fn strings(value: &Value, all: &mut Vec<u64>) {
    let mut take = |text: &str| {
        pairs(text, &mut |word, pair| {
            all.push(word);
            all.extend(pair);
        });
    };
    match value {
        Value::String(text) => take(text),
        Value::Number(number) => take(&number.to_string()),
        Value::Array(items) => items.iter().for_each(|it| strings(it, all)),
        Value::Object(fields) => fields.values().for_each(|it| strings(it, all)),
        Value::Null | Value::Bool(_) => {}
    }
}

/// Hands the hash of each word, and of it with the word before; none is 0.
fn pairs(text: &str, take: &mut dyn FnMut(u64, Option<u64>)) {
    const PRIME: u64 = 0x0100_0000_01b3;
    const BEGIN: u64 = 0xcbf2_9ce4_8422_2325;
    let sort = |it: char| if it.is_ascii_digit() { 2 } else { u8::from(it.is_alphanumeric()) };
    let (mut before, mut hash, mut last) = (None, BEGIN, 0);
    for letter in text.chars().chain([' ']) {
        let now = sort(letter);
        if now != last && last != 0 {
            let word = hash | 1;
            take(word, before.map(|it: u64| (it.rotate_left(7) ^ word).wrapping_mul(PRIME) | 1));
            before = Some(word);
            hash = BEGIN;
        }
        if now != 0 {
            for small in letter.to_lowercase() {
                hash = (hash ^ u64::from(small)).wrapping_mul(PRIME);
            }
        }
        last = now;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn unread(value: &Value, title: &str, accounted: Accounted) -> Vec<String> {
        let draft = IncidentDraft { title: super::super::make::text(title), ..IncidentDraft::default() };
        let mut fidelity = Fidelity::default();
        report(value, "", &[draft], accounted, &mut fidelity);
        let told = |it: super::super::Entry| {
            format!("{} ({})", it.words.tell(crate::tongue::Tongue::ALL[0]), it.places.join(", "))
        };
        fidelity.entries().map(told).collect()
    }

    #[test]
    fn what_is_in_the_incident_is_not_reported_and_the_rest_is_by_name() {
        let value = json!({ "name": "Grey Heron", "on": "2020-05-01T10:00:00Z", "n": 1200, "flag": true, "no": false, "empty": "" });
        let title = "grey-heron on 2020-05-01 10:00:00 with 1200";
        assert_eq!(unread(&value, title, Accounted::default()), ["the field “flag”, which is not read (/flag)"]);
        assert!(unread(&value, title, Accounted { read: &[&["flag"]], ..Accounted::default() }).is_empty());
        assert_eq!(
            unread(&json!({ "a/b": "Heron Grey" }), title, Accounted::default()),
            ["the field “a/b”, which is not read (/a~1b)"]
        );
    }

    #[test]
    fn a_field_of_which_nothing_is_known_is_one_entry() {
        let value =
            json!({ "x": { "a": { "b": "one" }, "c": ["two", "three"] }, "y": [{ "z": "four" }, { "z": "five" }] });
        let expected = ["the field “x”, which is not read (/x)", "the field “y”, which is not read (/y)"];
        assert_eq!(unread(&value, "none", Accounted::default()), expected);
        assert_eq!(
            unread(&value, "four", Accounted::default()),
            ["the field “x”, which is not read (/x)", "the field “z”, which is not read (/y/1/z)"]
        );
    }

    #[test]
    fn fields_are_named_by_the_ends_of_their_places() {
        let value = json!([{ "type": "note", "a_ref": "x", "list": [{ "n": 1 }] }, { "type": "report", "flag": true }]);
        let known =
            Accounted { read: &[&["*_ref", "@note/list/*/n"]], lost: &[&["type", "@report/flag"]], silent: &[] };
        assert!(unread(&value, "none", known).is_empty());
        let other =
            Accounted { read: &[&["*_ref", "@report/list/*/n"]], lost: &[&["type", "@note/flag"]], silent: &["x"] };
        assert_eq!(
            unread(&value, "none", other),
            ["the field “flag”, which is not read (/1/flag)", "the field “list”, which is not read (/0/list)"]
        );
    }
}
