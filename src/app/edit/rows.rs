//! The rows of a list: each claim of a part is one, and the first of them has the part's own cells too.

use std::borrow::Cow;

use serde_json::Value;

use super::lists::{Column, Kind, Place, Section};
use super::names::Names;
use crate::diag::Report;
use crate::import::short::CLAIMS;
use crate::incident::Moment;
use crate::sorting::places;
use crate::tongue::Tongue;

/// A row of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The JSON Pointer of the part; it ends with `-` in the row for a new one.
    pub part: String,
    /// That of the claim, where it is or would be.
    pub claim: String,
    /// Its cells, by column; `None` where the row above has the cell.
    pub cells: Vec<Option<Cell>>,
    /// How many claims the part has; 0 in its further rows.
    pub n_claims: usize,
    /// What is wrong with it and stands in none of its cells.
    pub problems: Vec<String>,
}

impl Row {
    /// Whether it is the row for a new part.
    pub fn is_new(&self) -> bool {
        self.part.ends_with("/-")
    }
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// The JSON Pointer of its value, where it is or would be.
    pub at: String,
    /// What stands in it, as somebody would type it.
    pub text: String,
    /// What is wrong with it.
    pub problems: Vec<String>,
}

/// A document as the sheet sees it.
#[derive(Clone, Copy)]
pub struct Sheet<'a> {
    /// The file.
    pub document: &'a Value,
    /// What is wrong with it.
    pub report: &'a Report,
    /// In which language the sheet speaks.
    pub tongue: &'static Tongue,
    /// In which language the words of the file are shown.
    pub language: &'a str,
    /// What techniques are called, if that is here.
    pub techniques: Option<&'static str>,
    /// What parts are called, where somebody has found out.
    pub names: Option<&'a Names>,
}

impl Sheet<'_> {
    /// The rows of a list, with one for a new part at its end.
    pub fn rows(&self, list: Section) -> Vec<Row> {
        let names = self.names();
        let mut rows = Vec::new();
        for part in self.parts(list) {
            let claims = self.claims(list, &part);
            for (i, claim) in claims.iter().enumerate() {
                let cell = |column: &Column| {
                    let is_here = i == 0 || matches!(column.place, Place::Claim | Place::Owner);
                    is_here.then(|| self.cell(column, &part, claim, &names))
                };
                let cells = list.columns().iter().map(cell).collect();
                let n_claims = if i > 0 {
                    0
                } else if list.claims().is_some() {
                    claims.len()
                } else {
                    1
                };
                rows.push(Row { part: part.clone(), claim: claim.clone(), cells, n_claims, problems: Vec::new() });
            }
        }
        if !matches!(list, Section::About | Section::Quotes) {
            let part = format!("/{}/-", list.field());
            let cells = list.columns().iter().map(|_| Some(Cell::default())).collect();
            rows.push(Row { claim: part.clone(), part, cells, n_claims: 1, problems: Vec::new() });
        }
        self.place_findings(&mut rows);
        rows
    }

    /// The pointers of the parts of a list, in the order of the file.
    fn parts(&self, list: Section) -> Vec<String> {
        if list == Section::About {
            return vec![String::new()];
        }
        if list == Section::Quotes {
            return Vec::new();
        }
        let n = self.document.get(list.field()).and_then(Value::as_array).map_or(0, Vec::len);
        (0..n).map(|it| format!("/{}/{it}", list.field())).collect()
    }

    /// The pointers of the claims of a part that are rows of the list. A part without a list of claims is one itself.
    pub(super) fn claims(&self, list: Section, part: &str) -> Vec<String> {
        let Some(field) = list.claims() else { return vec![part.to_owned()] };
        let at = format!("{part}/{field}");
        match self.document.pointer(&at) {
            Some(Value::Array(claims)) if !claims.is_empty() || list == Section::States => {
                (0..claims.len()).map(|it| format!("{at}/{it}")).collect()
            }
            Some(Value::String(_)) if list == Section::States => vec![at],
            Some(_) | None if list == Section::States => Vec::new(),
            Some(Value::Array(_)) => vec![format!("{at}/0")],
            Some(_) | None => vec![part.to_owned()],
        }
    }

    fn cell(&self, column: &Column, part: &str, claim: &str, names: &Names) -> Cell {
        let at = self.place(column, part, claim);
        let value = self.document.pointer(&at);
        let text = match (column.place, value) {
            (Place::Owner, Some(id)) => names.of(id.as_str().unwrap_or_default()),
            (_, Some(value)) => self.text(column, value, names),
            (_, None) => String::new(),
        };
        Cell { at, text, problems: Vec::new() }
    }

    /// What stands in a cell.
    pub fn stands(&self, column: &Column, part: &str, claim: &str) -> String {
        let names = if matches!(column.kind, Kind::Part { .. }) { self.names() } else { Cow::Owned(Names::default()) };
        self.cell(column, part, claim, &names).text
    }

    /// Where the value of a column stands, or would.
    pub fn place(&self, column: &Column, part: &str, claim: &str) -> String {
        let key = column.key;
        match column.place {
            Place::Part => format!("{part}/{key}"),
            Place::Owner => format!("{part}/id"),
            // a claim that is nothing but its value
            Place::Claim if key == "value" && self.document.pointer(claim).is_some_and(Value::is_string) => {
                claim.to_owned()
            }
            Place::Claim => format!("{claim}/{key}"),
            Place::FirstOf => {
                let at = self.claims_of(part, key);
                match self.document.pointer(&at) {
                    Some(Value::String(_)) => at,
                    Some(Value::Object(_)) => format!("{at}/value"),
                    Some(Value::Array(claims)) if claims.first().is_some_and(Value::is_string) => format!("{at}/0"),
                    _ => format!("{at}/0/value"),
                }
            }
        }
    }

    /// Where the claims of a field stand: in the field itself, or in that of a fact.
    pub(super) fn claims_of(&self, part: &str, key: &str) -> String {
        let at = format!("{part}/{key}");
        let inside = format!("{at}/{CLAIMS}");
        if self.document.pointer(&inside).is_some() { inside } else { at }
    }

    /// A value as somebody would type it.
    fn text(&self, column: &Column, value: &Value, names: &Names) -> String {
        let id = |it: &Value| it.as_str().map(|it| names.of(it)).unwrap_or_default();
        match (column.kind, value) {
            (Kind::Text, Value::Object(by_language)) => {
                let own = by_language.get(self.language).or_else(|| by_language.values().next());
                own.and_then(Value::as_str).unwrap_or_default().to_owned()
            }
            (Kind::Part { .. }, Value::Array(ids)) => ids.iter().map(id).collect::<Vec<_>>().join("; "),
            (Kind::Part { .. }, one) => id(one),
            (Kind::Terms(..), Value::Array(words)) => {
                words.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("; ")
            }
            (Kind::Amount, value) => typed_amount(value),
            (_, Value::String(text)) => text.clone(),
            (_, Value::Null) => String::new(),
            (_, other) => other.to_string(),
        }
    }

    /// How a moment is read, where that is not plain from what stands there: "by 5 May 2020".
    pub fn reading(&self, column: &Column, text: &str) -> Option<String> {
        let moment =
            Some(text).filter(|_| matches!(column.kind, Kind::Moment)).and_then(|it| Moment::parse(it).ok())?;
        Some(self.tongue.moment(&moment))
    }

    /// What people call the parts of the file.
    pub fn names(&self) -> Cow<'_, Names> {
        self.names.map_or_else(|| Cow::Owned(Names::of_document(self.document, self.language)), Cow::Borrowed)
    }

    /// What can stand in a cell that names parts of these lists.
    pub fn choices(&self, of: &[Section]) -> Vec<String> {
        let names = self.names();
        let parts = of.iter().filter_map(|it| self.document.get(it.field())?.as_array()).flatten();
        parts.filter_map(|it| Some(names.of(it.get("id")?.as_str()?))).collect()
    }

    /// Puts each finding into the cell at its place, or else into the row.
    fn place_findings(&self, rows: &mut [Row]) {
        let is_at = |pointer: &str, place: &str| {
            pointer.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let part_of = |pointer: &str| pointer.match_indices('/').nth(2).map_or(pointer.len(), |it| it.0);
        let first = places(rows.iter().map(|it| it.part.as_str()));
        for found in &self.report.diagnostics {
            let is_there = |it: &str| !it.is_empty() && is_at(&found.pointer, it);
            let has_cell = |row: &Row| row.cells.iter().flatten().any(|it| is_there(&it.at));
            let is_its = |row: &Row| is_there(&row.claim) || (row.n_claims > 0 && is_there(&row.part));
            // the rows of its part stand together; the incident as a whole is the part of no pointer
            let part = &found.pointer[..part_of(&found.pointer)];
            let Some(begin) = first.get(part).or_else(|| first.get("")).copied() else { continue };
            let n = rows[begin..].iter().take_while(|it| it.part == rows[begin].part).count();
            let own = &mut rows[begin..begin + n];
            let at = own.iter().position(has_cell).or_else(|| own.iter().position(is_its));
            let Some(row) = at.map(|it| &mut own[it]).filter(|it| !it.is_new()) else { continue };
            let cell = row.cells.iter_mut().flatten().find(|it| is_there(&it.at));
            cell.map_or(&mut row.problems, |it| &mut it.problems).push(found.message(self.tongue));
        }
    }
}

/// An amount as somebody would type it.
fn typed_amount(value: &Value) -> String {
    let Value::Object(bounds) = value else {
        return value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    };
    let n = |key: &str| bounds.get(key).map(Value::to_string);
    if let (Some(from), Some(to)) = (n("from"), n("to")) {
        return format!("{from}–{to}");
    }
    let signs = [("at_least", "≥"), ("more_than", ">"), ("up_to", "≤"), ("about", "~")];
    let bound = |(key, sign): (&str, &str)| n(key).map(|n| format!("{sign} {n}"));
    signs.into_iter().find_map(bound).unwrap_or_else(|| value.to_string())
}
