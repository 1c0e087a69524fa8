//! Tables that this program wrote → the incident that they were made of: all of them in an archive, or any one by itself.
//!
//! `sheet.rs` knows each table by its header. The table of claims says who says what; where it is missing, the sources and
//! days of the other tables stand in for it. What only a missing table would say is derived, and the report says so.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::super::make::{self, Text, Words, name};
use super::super::mend::mended;
use super::super::said::Said;
use super::super::tlp::level;
use super::super::{Content, Fidelity};
use super::parts;
use super::sheet::{Kind, Row, Sheet};
use super::work::{Object, TABLE, Work, ids, in_all, part, put};
use crate::import::draft::{FORMAT, IncidentDraft};
use crate::incident::{EventKind, Hedge, HostKind, Marking, Role, StateChange, Topic};
use crate::tongue::{Phrase, Tongue};

/// Whether a file is one of our tables, or an archive with any.
pub fn sniff(content: &Content) -> bool {
    match content {
        Content::Several(all) => all.iter().any(|it| Sheet::of(it).is_some()),
        one => Sheet::of(one).is_some(),
    }
}

/// Reads them.
pub fn read(content: &Content, report: &mut Fidelity) -> Vec<IncidentDraft> {
    let contents = match content {
        Content::Several(all) => all.as_slice(),
        one => std::slice::from_ref(one),
    };
    let sheets: Vec<Sheet> = contents.iter().filter_map(Sheet::of).collect();
    if sheets.len() < contents.len() {
        report.left_out(Phrase::table_not_ours(), String::new());
    }
    let mut by_part: BTreeMap<(&str, &str), Vec<Row>> = BTreeMap::new();
    for row in sheets.iter().filter(|it| it.kind == Kind::Claims).flat_map(|it| it.rows()) {
        by_part.entry((row.get("kind"), row.get("part"))).or_default().push(row);
    }
    let mut work = Work { sheets, by_part, file: Map::new(), report };
    work.head();
    work.marking();
    work.sources();
    parts::read(&mut work);
    work.facts();
    let Work { file, report, sheets, .. } = work;
    let drafts: Vec<IncidentDraft> = mended(Value::Object(file), Phrase::table_dangling, report).into_iter().collect();
    // the day that is shown, and what follows of the other tables
    let said = Said::of(&drafts);
    for (column, cell, place) in sheets.iter().flat_map(Sheet::cells) {
        if !cell.split_whitespace().all(|it| is_word(it) || said.tells(it)) {
            report.partly_left_out(Phrase::table_other_words(column), place);
        }
    }
    drafts
}

/// Whether it is a word of the format: what a table says by it, is said by what stands beside it.
fn is_word(cell: &str) -> bool {
    let words = [Hedge::WORDS, StateChange::WORDS, HostKind::WORDS, Role::WORDS, EventKind::WORDS, Topic::WORDS];
    let beside =
        ["yes", "no", "latest", "host", "pivot", "event", "count", "name", "zone", "state", "when", "perhaps-same-as"];
    let bounds = ["exactly", "at-least", "more-than", "up-to", "about", "not-disclosed", "between", "undisclosed"];
    beside.contains(&cell) || bounds.contains(&cell) || words.iter().any(|it| it.contains(&cell))
}

impl<'a> Work<'a, '_> {
    /// Title, language and all that is told of the whole.
    fn head(&mut self) {
        let about = self.rows(Kind::About);
        let of = |what: &str| about.iter().find(|it| it.get("what") == what).and_then(|it| it.some("value"));
        let title: Words = of("title").map_or_else(|| self.report.file_name(Phrase::table_title()), Words::from);
        let id = of("incident").map_or_else(|| make::Names::default().id(&name(&title)), str::to_owned);
        let title = serde_json::to_value(make::text(title)).unwrap_or_default();
        self.file.extend([
            ("format".to_owned(), FORMAT.into()),
            ("id".to_owned(), id.into()),
            ("title".to_owned(), title),
        ]);
        put(&mut self.file, "summary", of("summary"));
        // without the table about the others, letters that only Japanese has tell the language
        let is_kana = |c: char| ('\u{3041}'..='\u{30FF}').contains(&c);
        let mut labels = self.sheets.iter().flat_map(|it| it.rows()).map(|it| it.get("label"));
        let guessed = labels.any(|it| it.contains(is_kana)).then_some("ja");
        put(&mut self.file, "language", of("language").or(guessed));
        ids(&mut self.file, "jurisdictions", &of("jurisdictions").unwrap_or_default().split(' ').collect::<Vec<_>>());
        for it in &about {
            let is_kept = ["incident", "title", "summary", "language", "jurisdictions", "own_marking"];
            if is_kept.contains(&it.get("what")) {
                self.report.carried(Phrase::table_ours(), it.place());
            } else {
                self.report.left_out(Phrase::table_about_rest(), it.place());
            }
        }
    }

    /// The marking of the incident: its own, if that and those of the claims are all that the rows say; else the strictest.
    fn marking(&mut self) {
        let read = |word: &str| (word != Marking::label(None)).then(|| level(word).unwrap_or(Marking::Red));
        let about = self.rows(Kind::About);
        let of = |what: &str| about.iter().filter(|it| it.get("what") == what).find_map(|it| read(it.get("value")));
        let all = |column: &str| {
            let rows = self.sheets.iter().flat_map(|it| it.rows());
            rows.filter_map(|it| read(it.some(column)?)).min()
        };
        let own = of("own_marking");
        let said = Marking::stricter(own, all("own_marking"));
        let strictest = Marking::stricter(of("marking"), all("marking"));
        let is_told = about.iter().any(|it| it.get("what") == "own_marking");
        let is_all_said = strictest.is_none_or(|it| said.is_some_and(|said| !it.is_above(said)));
        put(&mut self.file, "marking", if is_told && is_all_said { own } else { strictest }.map(Marking::as_str));
    }

    /// Who says it: from its table, or by the names that others give.
    fn sources(&mut self) {
        let mut all: Vec<Value> = Vec::new();
        for row in self.rows(Kind::Sources) {
            self.report.carried(Phrase::table_ours(), row.place());
            let mut source = part(&row);
            for key in ["kind", "publisher", "title", "url", "reliability", "language", "sha256", "note", "inferred"] {
                put(&mut source, key, row.some(key));
            }
            put(&mut source, "published", self.moment(&row, "published"));
            source.entry("publisher").or_insert_with(|| row.get("id").into());
            all.push(source.into());
        }
        let mut known: BTreeSet<&str> = self.rows(Kind::Sources).iter().map(|it| it.get("id")).collect();
        let add = |work: &mut Self, id: &'a str, row: &Row<'a>, all: &mut Vec<Value>| {
            let is_told = row.get("source") == id;
            let publisher = row.some("publisher").filter(|_| is_told).unwrap_or(id);
            let mut source = Object::new();
            put(&mut source, "id", Some(id));
            put(&mut source, "kind", Some("analyst"));
            put(&mut source, "publisher", Some(publisher));
            put(&mut source, "published", work.moment(row, "published").filter(|_| is_told));
            work.report.derived(Phrase::table_sources_by_name(), row.place());
            all.push(source.into());
        };
        let rows: Vec<Row> =
            self.sheets.iter().filter(|it| it.kind != Kind::Sources).flat_map(|it| it.rows()).collect();
        let named = |row: &Row<'a>| [row.ids("source"), row.ids("sources"), row.ids("via")].concat();
        // those with a name first
        for row in rows.iter().filter(|it| it.some("source").is_some()) {
            let id = row.get("source");
            if known.insert(id) {
                add(self, id, row, &mut all);
            }
        }
        for row in &rows {
            for id in named(row) {
                if known.insert(id) {
                    add(self, id, row, &mut all);
                }
            }
        }
        if known.is_empty() {
            all.push(json!({ "id": TABLE, "kind": "analyst", "publisher": in_all(Phrase::table_itself()) }));
        }
        self.file.insert("sources".to_owned(), all.into());
    }

    /// What is said of the incident as a whole.
    fn facts(&mut self) {
        let mut seen: BTreeSet<(&str, &str)> = BTreeSet::new();
        for row in self.rows(Kind::Claims) {
            let (kind, id) = (row.get("kind"), row.get("part"));
            let Some(topic) = Topic::parse(kind).filter(|_| seen.insert((kind, id))) else { continue };
            let (field, default): (&str, Option<Text>) = match topic {
                Topic::Victim => ("victim", Some(Phrase::fact_victim)),
                Topic::Actor => ("actor", Some(Phrase::fact_actor)),
                Topic::Confidentiality => ("confidentiality", Some(Phrase::fact_confidentiality)),
                Topic::Integrity => ("integrity", Some(Phrase::fact_integrity)),
                Topic::Availability => ("availability", Some(Phrase::fact_availability)),
                Topic::Motive => ("motives", None),
                Topic::Technique => ("techniques", None),
                Topic::Related => ("related", None),
                Topic::Fact => ("facts", None),
                Topic::Question => ("questions", None),
            };
            let mut fact = Object::new();
            let is_default =
                |it: &&str| default.is_some_and(|ours| Tongue::ALL.iter().any(|tongue| ours().tell(tongue) == **it));
            put(&mut fact, "label", row.some("label").filter(|it| !is_default(it)));
            fact.insert("claims".to_owned(), self.claims(kind, id, None).into());
            match topic {
                Topic::Victim | Topic::Actor => drop(self.file.insert(field.to_owned(), fact.into())),
                Topic::Confidentiality | Topic::Integrity | Topic::Availability => {
                    let posture = self.file.entry("posture").or_insert_with(|| json!({}));
                    posture[field] = fact.into();
                }
                _ => {
                    put(&mut fact, "id", Some(id));
                    self.add(field, fact);
                }
            }
        }
    }
}
