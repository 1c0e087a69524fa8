//! Several incidents of one file: drafts that are held, or records of a text that are read again when one is asked for.
//!
//! A draft needs some twenty times as much memory as its record. A list of ten thousand is read record by record: each becomes
//! a draft, leaves its id and its report, and goes. What stays is the text and the places of the records in it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde_json::Value;
use serde_json::value::RawValue;

use super::records::{Records, row, within};
use super::silence::escaped;
use super::{Content, FORMATS, Fidelity, Format, Lines, format_of, hibp, lists, securitybreach, veris};
use crate::diag::Report;
use crate::import::draft::IncidentDraft;
use crate::import::native;
use crate::import::origin::ImportedDraft;
use crate::import::{MAX_BYTES, duplicate_keys};
use crate::sorting;
use crate::tongue::Phrase;

/// Several incidents of one file.
#[derive(Debug)]
pub struct Collection {
    /// What the file was, and what became of the things in all of it; `None` if it is a list of native incidents.
    pub imported: Option<ImportedDraft>,
    /// The ids of the incidents, in the order of the file: all different.
    ids: Vec<String>,
    held: Held,
}

/// How the incidents are held.
#[derive(Debug)]
enum Held {
    /// As drafts.
    Drafts(Vec<IncidentDraft>),
    /// As records of a text.
    Records(List),
}

/// The records of a text, each of which is an incident.
#[derive(Debug)]
struct List {
    text: String,
    /// The places of the records in the text, and how their places are called.
    records: Vec<(Range<usize>, String)>,
    /// Who reads them; `None` if they are incidents of ours.
    format: Option<(&'static Format, &'static Records)>,
    /// What is said of each record: the file's name, and what is true of the list.
    common: Fidelity,
}

/// The formats whose files hold one record for each incident, whatever stands beside it.
const LISTS: [(&str, &Records); 5] = [
    ("veris", &veris::RECORDS),
    ("hibp", &hibp::RECORDS),
    ("securitybreach", &securitybreach::RECORDS),
    ("breach-register", &lists::register::RECORDS),
    ("leak-sites", &lists::claims::RECORDS),
];

impl Collection {
    /// Drafts that are held, with the report on their file.
    pub fn of(mut drafts: Vec<IncidentDraft>, format: &Format, report: &mut Fidelity) -> Self {
        let mut ids: Vec<String> = drafts.iter().map(|it| it.id.clone()).collect();
        let words = |it: usize| serde_json::to_string(&drafts[it]).unwrap_or_default();
        let given = tell_apart(&mut ids, &words);
        for index in given {
            report.derived(Phrase::import_same_id(), ids[index].clone());
            drafts[index].id.clone_from(&ids[index]);
        }
        Self { imported: Some(report.imported(format.id, (format.label)())), ids, held: Held::Drafts(drafts) }
    }

    /// The incidents of a list of records; nothing, if the text is none, or holds something else beside them.
    pub fn of_list(text: &str, report: &mut Fidelity) -> Option<Self> {
        let (wrap, items, beside) = items(text)?;
        let format = match kind(text, &wrap, &items)? {
            Kind::Native => None,
            Kind::Of(format) => Some((format, LISTS.iter().find(|it| it.0 == format.id)?.1)),
        };
        let mut common = Fidelity::with(&report.file, Vec::new());
        for field in beside.into_iter().filter(|_| format.is_some()) {
            common.left_out(Phrase::import_unread_field(&field), format!("/{}", escaped(&field)));
        }
        let list = List { text: text.to_owned(), records: Vec::new(), format, common };
        list.of(items, wrap != Wrap::Lines, report)
    }

    /// The incidents of a table that has one in each row: kept as records, which need less room than drafts.
    pub fn of_rows(content: &Content, report: &mut Fidelity) -> Option<Self> {
        let Content::Table { above, header, rows } = content else { return None };
        let format = format_of(content)?;
        let (_, records) = LISTS.iter().find(|it| it.0 == format.id)?;
        let (mut text, mut items) = (String::new(), Items::new());
        for (index, cells) in rows.iter().enumerate() {
            let start = text.len();
            text.push_str(&(records.row)(header, cells).to_string());
            items.push((start..text.len(), row(above.len(), index)));
        }
        let common = Fidelity::with(&report.file, Vec::new());
        List { text, records: Vec::new(), format: Some((format, *records)), common }.of(items, false, report)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// What the format is called, if it is a list in the format of another tool.
    pub fn label(&self) -> Option<Phrase> {
        let Held::Records(List { format: Some((format, _)), .. }) = &self.held else { return None };
        Some((format.label)())
    }

    /// The id of one of them.
    pub fn id(&self, index: usize) -> Option<&str> {
        self.ids.get(index).map(String::as_str)
    }

    /// One of them as a file of its own. It carries the report on itself if it was read by itself, or else on the whole.
    pub fn draft(&self, index: usize) -> Option<IncidentDraft> {
        let id = self.ids.get(index)?;
        let draft = match &self.held {
            Held::Drafts(all) => all.get(index)?.clone(),
            Held::Records(list) => list.draft(index, id)?,
        };
        Some(IncidentDraft { imported: draft.imported.clone().or_else(|| self.imported.clone()), ..draft })
    }

    /// The text of the list, if it is one.
    pub fn text(&self) -> &str {
        match &self.held {
            Held::Drafts(_) => "",
            Held::Records(list) => &list.text,
        }
    }

    /// The text of one of them in the file, and where it begins, if it is an incident of ours that kept its id.
    pub fn written(&self, index: usize) -> Option<(&str, usize)> {
        let Held::Records(List { text, records, format: None, .. }) = &self.held else { return None };
        let range = records.get(index)?.0.clone();
        let written: Value = serde_json::from_str(&text[range.clone()]).ok()?;
        (written.get("id")?.as_str()? == self.ids[index]).then(|| (&text[range.clone()], range.start))
    }
}

impl List {
    /// The collection of all items that are records.
    fn of(mut self, items: Items, is_json: bool, report: &mut Fidelity) -> Option<Collection> {
        let mut whole = Fidelity::with(&report.file, Vec::new());
        let mut ids = Vec::new();
        for (range, place) in items {
            let mut own = Fidelity::default();
            match self.read(&range, &place, &mut own) {
                Some(draft) => {
                    ids.push(draft.id);
                    whole.join(own);
                    self.records.push((range, place));
                }
                None => {
                    if let Some((_, records)) = self.format {
                        self.common.left_out((records.what)(), place);
                    }
                }
            }
        }
        if ids.is_empty() && self.format.is_none() {
            return None;
        }
        if self.format.is_some() && is_json && self.text.len() <= MAX_BYTES {
            for pointer in duplicate_keys(&self.text) {
                self.common.left_out(Phrase::import_double_key(), pointer);
            }
        }
        whole.join(self.common.clone());
        let words = |it: usize| self.words(it);
        for index in tell_apart(&mut ids, &words) {
            whole.derived(Phrase::import_same_id(), ids[index].clone());
        }
        let imported = self.format.map(|(format, _)| whole.imported(format.id, (format.label)()));
        *report = whole;
        Some(Collection { imported, ids, held: Held::Records(self) })
    }

    fn read(&self, range: &Range<usize>, place: &str, report: &mut Fidelity) -> Option<IncidentDraft> {
        let value: Value = serde_json::from_str(&self.text[range.clone()]).ok()?;
        match self.format {
            Some((_, records)) => match within(&value) {
                ("", value) => records.draft(value, place, report),
                (around, value) => records.draft(value, &format!("{place}/{around}"), report),
            },
            None => native::read(value, &mut Report::default()).ok(),
        }
    }

    /// What a record says: all that tells it from others with its id.
    fn words(&self, index: usize) -> String {
        let read = self.records.get(index).and_then(|(range, place)| self.read(range, place, &mut Fidelity::default()));
        read.and_then(|it| serde_json::to_string(&it).ok()).unwrap_or_default()
    }

    fn draft(&self, index: usize, id: &str) -> Option<IncidentDraft> {
        let (range, place) = self.records.get(index)?;
        let mut report = self.common.clone();
        let mut draft = self.read(range, place, &mut report)?;
        if draft.id != id {
            report.derived(Phrase::import_same_id(), id);
            id.clone_into(&mut draft.id);
        }
        if let Some((format, _)) = self.format {
            draft.imported = Some(report.imported(format.id, (format.label)()));
        }
        Some(draft)
    }
}

/// What the records of a text stand in.
#[derive(Debug, PartialEq, Eq)]
enum Wrap {
    /// A list.
    List,
    /// A list in a field of an object.
    Field(&'static str),
    /// A line each.
    Lines,
}

/// The items of a text: their places in it, and how these are called.
type Items = Vec<(Range<usize>, String)>;

/// What may be records in a text, and the names of the fields beside a list of them.
fn items(text: &str) -> Option<(Wrap, Items, Vec<String>)> {
    let range = |part: &str| {
        let start = part.as_ptr() as usize - text.as_ptr() as usize;
        start..start + part.len()
    };
    let listed = |prefix: &str, items: Vec<&RawValue>| -> Items {
        let items = items.into_iter().enumerate();
        items.map(|(index, it)| (range(it.get()), format!("{prefix}/{index}"))).collect()
    };
    match text.trim_start().chars().next()? {
        '[' => Some((Wrap::List, listed("", serde_json::from_str(text).ok()?), Vec::new())),
        '{' if Lines::are_in(text) => {
            let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
            Some((
                Wrap::Lines,
                lines.map(|(index, line)| (range(line), format!("line {}", index + 1))).collect(),
                Vec::new(),
            ))
        }
        '{' => {
            let Ok(fields) = serde_json::from_str::<BTreeMap<String, &RawValue>>(text) else {
                // objects without commas between them
                let all: Result<Vec<&RawValue>, _> = serde_json::Deserializer::from_str(text).into_iter().collect();
                return Some((Wrap::List, listed("", all.ok()?), Vec::new()));
            };
            let (field, list) = LISTS.iter().find_map(|(_, it)| Some((it.list, fields.get(it.list)?)))?;
            let beside = fields.keys().filter(|it| *it != field).cloned().collect();
            Some((Wrap::Field(field), listed(&format!("/{field}"), serde_json::from_str(list.get()).ok()?), beside))
        }
        _ => None,
    }
}

/// Whose records a text holds.
enum Kind {
    Native,
    Of(&'static Format),
}

/// Whose records the items are. Formats are asked as for the whole, but of one item after the other; nothing,
/// if the format that takes the whole reads more than records, so that it has to see all of it.
fn kind(text: &str, wrap: &Wrap, items: &Items) -> Option<Kind> {
    let item = |range: &Range<usize>| serde_json::from_str::<Value>(&text[range.clone()]).ok();
    if *wrap == Wrap::Lines {
        let is_ours = items.first().and_then(|(it, _)| item(it)).is_some_and(|it| native::is_ours(&it));
        let format = format_of(&Content::Lines(Lines::of(text))).filter(|it| is_list(it));
        return if is_ours { Some(Kind::Native) } else { format.map(Kind::Of) };
    }
    let mut best: Option<usize> = None;
    for (range, _) in items {
        let value = item(range)?;
        if *wrap == Wrap::List && native::is_ours(&value) {
            return Some(Kind::Native);
        }
        let content = match wrap {
            Wrap::Field(field) => {
                Value::Object([((*field).to_owned(), Value::Array(vec![value]))].into_iter().collect())
            }
            Wrap::List | Wrap::Lines => Value::Array(vec![value]),
        };
        let content = Content::Json(content);
        // of formats that come later nothing can change
        let asked = FORMATS.iter().take(best.unwrap_or(FORMATS.len()));
        if let Some(found) = asked.enumerate().find_map(|(index, it)| (it.sniff)(&content).then_some(index)) {
            if !is_list(&FORMATS[found]) && FORMATS[found..].iter().any(is_list) {
                return None;
            }
            best = Some(found);
        }
    }
    best.map(|it| &FORMATS[it]).filter(|it| is_list(it)).map(Kind::Of)
}

fn is_list(format: &Format) -> bool {
    LISTS.iter().any(|it| it.0 == format.id)
}

/// Gives each incident an id of its own, because it is opened by its id; the places of those that got a new one. Which of those
/// with one id keeps it, follows from what they say, and not from their order in the file.
fn tell_apart(ids: &mut [String], words: &dyn Fn(usize) -> String) -> Vec<usize> {
    let mut alike: BTreeMap<String, Vec<(String, usize)>> = BTreeMap::new();
    for (index, id) in ids.iter().enumerate() {
        alike.entry(id.clone()).or_default().push((String::new(), index));
    }
    let mut taken: BTreeSet<String> = alike.keys().cloned().collect();
    let mut given = Vec::new();
    for (id, mut all) in alike.into_iter().filter(|(_, all)| all.len() > 1) {
        for (said, index) in &mut all {
            *said = words(*index);
        }
        sorting::by(&mut all, Ord::cmp);
        let mut number = 1;
        for (_, index) in all.iter().skip(1) {
            let mut new = id.clone();
            while !taken.insert(new.clone()) {
                number += 1;
                new = format!("{id}-{number}");
            }
            ids[*index] = new;
            given.push(*index);
        }
    }
    given
}
