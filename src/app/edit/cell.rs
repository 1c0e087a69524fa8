//! What becomes of a file when somebody types into a cell.

use serde_json::{Map, Value, json};

use super::lists::{Column, Kind, Place, Section};
use super::rows::Sheet;
use crate::attack;
use crate::document::typed::{self, Unread};
use crate::document::{Operation, Patch, renaming};
use crate::import::draft::FILE;
use crate::import::short::{CLAIMS, DEFAULT, SOURCE};
use crate::incident::Day;
use crate::tongue::{Phrase, Tongue};

/// A cell that is typed into: its row and its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target<'a> {
    /// The list.
    pub list: Section,
    /// The part of the row.
    pub part: &'a str,
    /// The claim of the row.
    pub claim: &'a str,
    /// The number of the column.
    pub column: usize,
}

impl Sheet<'_> {
    /// The edit that a typed text is; nothing of it if the cell says that already.
    pub fn typed(&self, target: Target<'_>, text: &str, today: Day) -> Result<Patch, Phrase> {
        let Some(column) = target.list.columns().get(target.column) else { return Ok(Patch::default()) };
        let (text, mut operations) = (text.trim(), Vec::new());
        if self.stands(column, target.part, target.claim) == text {
            return Ok(Patch::default());
        }
        let value = self.read(column, text, &mut operations)?;
        if target.part.ends_with("/-") {
            let Some(value) = value else { return Ok(Patch::default()) };
            operations.extend(self.new_part(target.list, column, value, text, today)?);
            return Ok(Patch(operations));
        }
        let at = self.place(column, target.part, target.claim);
        match (column.place, value) {
            (Place::Part, None) if column.key == DEFAULT => match self.default_source().filter(|it| it.1 > 0) {
                Some((id, n)) => return Err(Phrase::source_is_needed(self.names().of(&id), n)),
                None => operations.extend(self.document.pointer(&at).map(|_| Operation::Remove(at))),
            },
            (_, None) if column.is_needed => return Err(Phrase::cell_needed()),
            (_, None) => {
                let at = if column.place == Place::FirstOf { self.first_of(target.part, column.key) } else { at };
                operations.extend(self.document.pointer(&at).map(|_| Operation::Remove(at)));
            }
            (Place::Owner, Some(Value::String(id))) => operations.extend(self.moved(target, &id)),
            (Place::Part, Some(Value::String(id))) if matches!(column.kind, Kind::Id) => {
                let old = self.document.pointer(&at).and_then(Value::as_str);
                if let Some(old) = old.filter(|it| *it != id) {
                    operations.extend(renaming(self.document, old, &id).0);
                } else if old.is_none() {
                    operations.push(Operation::Add(at, id.into()));
                }
            }
            (Place::Claim | Place::FirstOf, Some(value)) => {
                operations.extend(self.said(column, target, &at, value));
            }
            (Place::Part | Place::Owner, Some(value)) => {
                operations.extend(self.renamed(target, column, &value));
                operations.extend(self.put(&at, self.by_language(column, &at, value)));
            }
        }
        Ok(Patch(operations))
    }

    /// Reads what was typed; new hosts and zones that it names are added.
    fn read(&self, column: &Column, text: &str, operations: &mut Vec<Operation>) -> Result<Option<Value>, Phrase> {
        if text.is_empty() {
            return Ok(None);
        }
        Ok(Some(match column.kind {
            Kind::Text | Kind::Plain => text.into(),
            Kind::Id => {
                let is_id = text.chars().all(|it| it.is_ascii_alphanumeric() || "-_.".contains(it));
                let is_taken = self.names().id(text) == Some(text);
                match (is_id, is_taken) {
                    (false, _) => return Err(Phrase::cell_no_id(text)),
                    (true, true) => return Err(Phrase::cell_id_taken(text)),
                    (true, false) => text.into(),
                }
            }
            Kind::Term(words, name) => self.word(words, name, text)?.into(),
            Kind::Terms(words, name) => {
                let words = items(text).map(|it| self.word(words, name, it).map(Value::from));
                Value::Array(words.collect::<Result<_, _>>()?)
            }
            Kind::Part { of, is_many: false } => self.part(of, text, operations)?.into(),
            Kind::Part { of, is_many: true } => {
                let ids = items(text).map(|it| self.part(of, it, operations).map(Value::from));
                Value::Array(ids.collect::<Result<_, _>>()?)
            }
            Kind::Technique => self.technique(text)?.into(),
            Kind::Moment => moment(text)?.into(),
            Kind::Day => {
                let day = moment(text)?;
                Day::parse(&day).ok_or_else(|| Phrase::cell_no_date(text))?;
                day.into()
            }
            Kind::Amount => typed::amount(text).ok_or_else(|| Phrase::cell_no_amount(text))?,
        }))
    }

    /// A word of a list, by itself or by what people call it.
    fn word(
        &self,
        words: &[&'static str],
        name: fn(&Tongue, &str) -> String,
        text: &str,
    ) -> Result<&'static str, Phrase> {
        let is_meant = |it: &&&str| it.eq_ignore_ascii_case(text) || name(self.tongue, it).eq_ignore_ascii_case(text);
        words.iter().find(is_meant).copied().ok_or_else(|| Phrase::cell_no_word(text))
    }

    /// The id of a technique: one that the file has, or one of ATT&CK. As long as nobody knows what these are called, what is typed.
    fn technique(&self, text: &str) -> Result<String, Phrase> {
        let own = self.document.get("techniques").and_then(Value::as_array).into_iter().flatten();
        let called = |it: &&Value| match it.get("label") {
            Some(Value::Object(by_language)) => by_language.values().any(|it| it == text),
            label => label.is_some_and(|it| it == text) || it.get("id").is_some_and(|it| it == text),
        };
        if let Some(id) = own.filter(called).find_map(|it| it.get("id")?.as_str()) {
            return Ok(id.to_owned());
        }
        let Some(names) = self.techniques else { return Ok(text.to_owned()) };
        attack::meant(names, text).ok_or_else(|| match attack::find(names, text).as_slice() {
            [(id, name), (other, another), ..] => {
                Phrase::cell_several_techniques(format!("{id} {name}"), format!("{other} {another}"))
            }
            _ => Phrase::cell_no_technique(text),
        })
    }

    /// The id of a part, by itself or by its label. A host or a zone that is not there yet is added: it is nothing but a name.
    fn part(&self, of: &[Section], text: &str, operations: &mut Vec<Operation>) -> Result<String, Phrase> {
        let names = self.names();
        if let Some(id) = names.id(text) {
            return Ok(id.to_owned());
        }
        let [list @ (Section::Hosts | Section::Zones)] = of else { return Err(Phrase::cell_no_part(text)) };
        let added = operations.iter().find_map(|it| match it {
            Operation::Add(_, part) if part["label"] == text => part["id"].as_str(),
            _ => None,
        });
        if let Some(id) = added {
            return Ok(id.to_owned());
        }
        let id = names.fresh_id(text, list.stem());
        operations.extend(self.put(&format!("/{}/-", list.field()), json!({"id": id, "label": text})));
        Ok(id)
    }

    /// A part with what was typed, and what it cannot be without.
    fn new_part(
        &self,
        list: Section,
        column: &Column,
        value: Value,
        text: &str,
        today: Day,
    ) -> Result<Vec<Operation>, Phrase> {
        if list == Section::States {
            // a state is a claim on a host
            let (Place::Owner, Some(id)) = (column.place, value.as_str()) else { return Err(Phrase::cell_needed()) };
            // a host that is not there yet was just added at the end
            let n_hosts = self.document.get("hosts").and_then(Value::as_array).map_or(0, Vec::len);
            let host = self.index_of("hosts", id).unwrap_or(n_hosts);
            let (mut operations, source) = self.source();
            let claim = source.map_or_else(|| json!({}), |it| json!({SOURCE: it}));
            let at = format!("/hosts/{host}/states/-");
            operations.extend(self.listed(&at).into_iter().chain(self.put(&at, claim)));
            return Ok(operations);
        }
        let mut part = Map::new();
        let (mut operations, source) = self.source();
        if list != Section::Story {
            let label = if ["label", "publisher"].contains(&column.key) { text } else { "" };
            part.insert("id".to_owned(), self.names().fresh_id(label, list.stem()).into());
        } else if column.key != "as_of" {
            part.insert("as_of".to_owned(), today.to_string().into());
        }
        if let Some(source) = source.filter(|_| list.claims().is_some() && column.key != SOURCE) {
            part.insert(SOURCE.to_owned(), source.into());
        } else if list.claims().is_none() {
            operations.clear();
        }
        if list == Section::Hosts && column.key == "label" {
            let (added, names) = self.called(text);
            operations.extend(added);
            part.insert("names".to_owned(), names);
        }
        match column.place {
            Place::FirstOf => {
                let (added, source) = self.source();
                operations.extend(added);
                let claim = source.map_or_else(|| value.clone(), |it| json!([{"value": value, SOURCE: it}]));
                part.insert(column.key.to_owned(), claim);
            }
            Place::Part | Place::Claim | Place::Owner => drop(part.insert(column.key.to_owned(), value)),
        }
        operations.extend(self.put(&format!("/{}/-", list.field()), part.into()));
        Ok(operations)
    }

    /// That there is a host of this name: what nobody says is not on the map.
    pub(super) fn called(&self, label: &str) -> (Vec<Operation>, Value) {
        let (operations, source) = self.source();
        let names = source.map_or_else(|| label.into(), |it| json!([{"value": label, SOURCE: it}]));
        (operations, names)
    }

    /// The claim by which a host was added says its new name too; what others call it stays.
    fn renamed(&self, target: Target<'_>, column: &Column, name: &Value) -> Option<Operation> {
        let old = self.document.pointer(&self.place(column, target.part, target.claim))?;
        let places = ["names", "names/0", "names/0/value"].map(|it| format!("{}/{it}", target.part));
        let at = places.into_iter().find(|it| self.document.pointer(it) == Some(old))?;
        (target.list == Section::Hosts && column.key == "label").then(|| Operation::Replace(at, name.clone()))
    }

    /// Whose claims are that name nobody: `None` if the file says it; else its only source, or our own notes, which are added if need be.
    /// What somebody writes is nothing that one of several others has said.
    pub(super) fn source(&self) -> (Vec<Operation>, Option<String>) {
        if self.document.get(DEFAULT).is_some_and(Value::is_string) {
            return (Vec::new(), None);
        }
        let sources = self.document.get("sources").and_then(Value::as_array).map_or(&[] as &[Value], Vec::as_slice);
        let own = if let [only] = sources { Some(only) } else { sources.iter().find(|it| it["kind"] == "editor") };
        if let Some(id) = own.and_then(|it| it.get("id")?.as_str()) {
            return (Vec::new(), Some(id.to_owned()));
        }
        let id = self.names().fresh_id("notes", "source");
        let notes = json!({"id": id, "kind": "editor", "publisher": self.tongue.own_notes()});
        (self.put("/sources/-", notes).collect(), Some(id))
    }

    /// A value of a claim. One that is nothing but its value, or stands in a part, stays so if it can.
    fn said(&self, column: &Column, target: Target<'_>, at: &str, value: Value) -> Vec<Operation> {
        let Some(claim) = self.document.pointer(target.claim).filter(|_| column.place == Place::Claim) else {
            return self.first(column, target, at, value);
        };
        if claim.is_object() || at == target.claim {
            return self.put(at, self.by_language(column, at, value)).collect();
        }
        // "compromised" becomes { "value": "compromised", "when": … }
        let mut long = Map::new();
        long.insert("value".to_owned(), claim.clone());
        long.insert(column.key.to_owned(), value);
        let is_item = target.claim.rsplit('/').next().is_some_and(|it| it.parse::<usize>().is_ok());
        let long = if is_item { Value::Object(long) } else { json!([long]) };
        vec![Operation::Replace(target.claim.to_owned(), long)]
    }

    /// The value of the first claim, or a claim that is not there yet.
    fn first(&self, column: &Column, target: Target<'_>, at: &str, value: Value) -> Vec<Operation> {
        if self.document.pointer(at).is_some() {
            return self.put(at, self.by_language(column, at, value)).collect();
        }
        let (mut operations, source) = self.source();
        let list = match column.place {
            Place::FirstOf => format!("{}/{}", target.part, column.key),
            Place::Part | Place::Claim | Place::Owner => target.claim.rsplit_once('/').map_or("", |it| it.0).to_owned(),
        };
        let key = if column.place == Place::FirstOf { "value" } else { column.key };
        let claim = match source {
            None if column.place == Place::FirstOf => value,
            None => json!([{key: value}]),
            // a fact that stands alone is a claim itself
            Some(source) if target.part.is_empty() => json!({key: value, SOURCE: source}),
            Some(_) if key == SOURCE => json!([{key: value}]),
            Some(source) => json!([{key: value, SOURCE: source}]),
        };
        operations.extend(self.put(&list, claim));
        operations
    }

    /// What goes when the cell of a first claim is emptied: this claim, or all of the field if there is no other.
    fn first_of(&self, part: &str, key: &str) -> String {
        let claims = self.claims_of(part, key);
        match self.document.pointer(&claims) {
            Some(Value::Array(several)) if several.len() > 1 => format!("{claims}/0"),
            _ => format!("{part}/{key}"),
        }
    }

    /// A state becomes that of another host.
    fn moved(&self, target: Target<'_>, host: &str) -> Vec<Operation> {
        let Some(index) = self.index_of("hosts", host).filter(|it| format!("/hosts/{it}") != target.part) else {
            return Vec::new();
        };
        let to = format!("/hosts/{index}/states/-");
        self.listed(&to).into_iter().chain([Operation::Move(target.claim.to_owned(), to)]).collect()
    }

    /// Makes a list of what stands there, so that one more fits: of nothing, or of a single short claim.
    pub(super) fn listed(&self, item: &str) -> Option<Operation> {
        let at = item.strip_suffix("/-")?;
        match self.document.pointer(at) {
            Some(Value::Array(_)) => None,
            Some(one) => Some(Operation::Replace(at.to_owned(), json!([one]))),
            None => Some(Operation::Add(at.to_owned(), json!([]))),
        }
    }

    /// Where a part with this id stands in a list.
    fn index_of(&self, field: &str, id: &str) -> Option<usize> {
        self.document.get(field)?.as_array()?.iter().position(|it| it.get("id").and_then(Value::as_str) == Some(id))
    }

    /// Words in one language beside those in others.
    fn by_language(&self, column: &Column, at: &str, value: Value) -> Value {
        match (column.kind, self.document.pointer(at)) {
            (Kind::Text, Some(Value::Object(words))) => {
                let mut words = words.clone();
                let key = if words.contains_key(self.language) {
                    Some(self.language)
                } else {
                    words.keys().next().map(String::as_str)
                };
                words.insert(key.unwrap_or(self.language).to_owned(), value);
                words.into()
            }
            _ => value,
        }
    }

    /// Puts a value at a place, with what must stand around it.
    pub(super) fn put(&self, at: &str, value: Value) -> impl Iterator<Item = Operation> + use<> {
        let found = self.document.pointer(at);
        let operation = match (found, at.strip_suffix("/-")) {
            (Some(same), _) if *same == value => None,
            (Some(_), _) => Some(Operation::Replace(at.to_owned(), value)),
            (None, Some(list)) if self.document.pointer(list).is_none() => {
                Some(Operation::Add(list.to_owned(), Value::Array(vec![value])))
            }
            (None, _) => Some(Operation::Add(at.to_owned(), value)),
        };
        operation.into_iter()
    }

    /// One more claim on a part: one that is written short is written long first.
    pub fn another_claim(&self, list: Section, part: &str) -> Patch {
        let Some(field) = list.claims() else { return Patch::default() };
        let at = format!("{part}/{field}");
        let mut operations = Vec::new();
        if field == CLAIMS && self.document.pointer(&at).is_none() {
            let known = part
                .split('/')
                .filter(|it| it.parse::<usize>().is_err() && !it.is_empty())
                .fold(FILE, crate::import::role::Known::field);
            let own = self.document.pointer(part).and_then(Value::as_object);
            let own = own.into_iter().flatten().filter(|(key, _)| known.is_of_claim(key));
            let mut claim = Map::new();
            for (key, it) in own {
                claim.insert(key.clone(), it.clone());
            }
            operations.extend(claim.keys().map(|key| Operation::Remove(format!("{part}/{key}"))));
            operations.push(Operation::Add(at.clone(), json!([claim])));
        }
        let sources: Vec<&str> = (self.document.get("sources").and_then(Value::as_array).into_iter().flatten())
            .filter_map(|it| it.get("id")?.as_str())
            .collect();
        // the first source that has said nothing of it yet
        let claims = self.document.pointer(&at).and_then(Value::as_array);
        let claims: Vec<&Value> =
            claims.map_or_else(|| self.document.pointer(part).into_iter().collect(), |it| it.iter().collect());
        let by = |claim: &Value| claim.get(SOURCE).or_else(|| self.document.get(DEFAULT))?.as_str().map(str::to_owned);
        let speaking: Vec<String> = claims.into_iter().filter_map(by).collect();
        let speaks = |id: &&&str| speaking.iter().any(|it| it == **id);
        let other = sources.iter().find(|it| !speaks(it)).or(sources.last());
        let claim = other.map_or_else(|| json!({}), |it| json!({SOURCE: it}));
        operations.push(Operation::Add(format!("{at}/-"), claim));
        Patch(operations)
    }
}

/// The items of a cell that holds several.
fn items(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', '；', '、']).map(str::trim).filter(|it| !it.is_empty())
}

fn moment(text: &str) -> Result<String, Phrase> {
    typed::moment(text).map_err(|why| match why {
        Unread::Either(first, second) => Phrase::cell_either(first, second),
        Unread::NoSuchDay => Phrase::cell_no_such_day(text),
        Unread::Unknown => Phrase::cell_no_date(text),
    })
}
