//! What is shown of quotes, in words and with the row of the sheet to which each leads.

use serde_json::Value;

use super::{Quoting, is_of};
use crate::app::edit::{Row, Section, Sheet};
use crate::import::short;
use crate::quotes::{Checked, Verdict, Why};
use crate::tongue::Tongue;
use crate::words::Said;

/// A quote of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What became of it.
    pub verdict: Verdict,
    /// Of what it speaks, and what the claim says.
    pub told: Told,
    /// Where it stands, or how much of it does.
    pub place: Option<String>,
    /// The list of the sheet and the row there, if it has one.
    pub row: Option<(Section, usize)>,
}

/// So many characters say nothing of where a quote comes from.
const LEAST: usize = 4;

/// A claim in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Where it stands, by the ids of parts.
    pub path: String,
    /// The part of which it speaks.
    pub part: String,
    /// What it says, and who.
    pub claim: String,
    /// The words that it quotes.
    pub quote: String,
}

impl Told {
    /// A claim of a file in its long form.
    pub fn of(said: &Said<'_>, long: &Value, path: &str, claim: &Value) -> Self {
        let mut steps = path.split('/').skip(1);
        let (list, id) = (steps.next().unwrap_or_default(), steps.next().unwrap_or_default());
        let parts = long.get(list).and_then(Value::as_array).into_iter().flatten();
        let part = parts.into_iter().find(|it| it.get("id").and_then(Value::as_str) == Some(id));
        let tongue = said.0.tongue;
        let section = Section::ALL.iter().find(|it| it.as_str() == list).map(|it| it.name(tongue));
        let way = part.filter(|it| it.get("from").is_some()).map(|it| said.part(it));
        let name = way.unwrap_or_else(|| said.0.label(id).to_owned());
        Self {
            path: path.to_owned(),
            part: match section {
                Some(section) => tongue.quote_of(section, name),
                None if list == "victim" => tongue.fact_victim().to_owned(),
                None if list == "actor" => tongue.fact_actor().to_owned(),
                None => list.to_owned(),
            },
            claim: said.claim(path, &in_language(claim, said.0.language)),
            quote: claim.get("quote").and_then(Value::as_str).unwrap_or_default().to_owned(),
        }
    }
}

/// A claim with its words in one language.
fn in_language(claim: &Value, language: &str) -> Value {
    let mut claim = claim.clone();
    if let Some(value) = claim.get_mut("value") {
        let words = value.as_object().filter(|it| it.values().all(Value::is_string));
        if let Some(own) = words.and_then(|it| it.get(language).or_else(|| it.values().next()).cloned()) {
            *value = own;
        }
    }
    claim
}

impl Quoting {
    /// All quotes of the file: first what is not found, then what is nearly, then the rest.
    pub fn lines(&self, sheet: &Sheet<'_>, said: &Said<'_>) -> Vec<Line> {
        let mut long = sheet.document.clone();
        short::long(&mut long);
        let rows: Vec<(Section, Vec<Row>)> = Section::ALL.iter().map(|it| (*it, sheet.rows(*it))).collect();
        let order = [Verdict::Missing, Verdict::Nearly, Verdict::Found, Verdict::Unchecked];
        let mut lines = Vec::new();
        for verdict in order {
            for it in self.checked.iter().filter(|it| it.verdict == verdict) {
                let claim = long.pointer(&it.pointer).cloned().unwrap_or_default();
                let row = row(&rows, it);
                lines.push(Line {
                    verdict,
                    told: Told::of(said, &long, &it.path, &claim),
                    place: place(said.0.tongue, it),
                    row,
                });
            }
        }
        lines
    }

    /// How many quotes became what, in words.
    pub fn sum(&self, tongue: &Tongue) -> String {
        let n = |verdict: Verdict| self.checked.iter().filter(|it| it.verdict == verdict).count();
        if self.checked.is_empty() {
            return tongue.no_quotes().to_owned();
        }
        tongue.quotes_sum(n(Verdict::Found), n(Verdict::Nearly), n(Verdict::Missing), n(Verdict::Unchecked))
    }
}

/// The row of a claim: its own, or that of the part which it says something of.
fn row(rows: &[(Section, Vec<Row>)], it: &Checked) -> Option<(Section, usize)> {
    let has_quotes = |section: Section| section.columns().iter().any(|it| it.key == "quote");
    let its = |(section, rows): &(Section, Vec<Row>)| {
        let at = rows.iter().position(|row| has_quotes(*section) && is_of(&it.pointer, &row.claim))?;
        Some((*section, at))
    };
    let of_part = |(section, rows): &(Section, Vec<Row>)| {
        let is_there = |row: &Row| it.pointer.strip_prefix(&row.part).is_some_and(|rest| rest.starts_with('/'));
        let at = rows.iter().position(|row| !row.part.is_empty() && is_there(row))?;
        Some((*section, at))
    };
    rows.iter().find_map(its).or_else(|| rows.iter().find_map(of_part))
}

/// Where a quote stands, or how much of it does.
fn place(tongue: &Tongue, it: &Checked) -> Option<String> {
    let (document, line) = it.place.as_ref()?;
    Some(match it.verdict {
        Verdict::Found | Verdict::Nearly => tongue.quote_place(document, line.to_string()),
        Verdict::Missing if it.until.chars().count() < LEAST => tongue.quote_not_even_in(document),
        Verdict::Missing => tongue.quote_until_in(document, tongue.quoted(&it.until)),
        Verdict::Unchecked => return None,
    })
}

/// What the cell of a quote says of it.
pub fn cell(tongue: &Tongue, it: &Checked) -> Option<String> {
    let place = place(tongue, it)?;
    Some(tongue.quote_cell(name(tongue, it.verdict), place))
}

/// A verdict in a word.
pub fn name(tongue: &Tongue, verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Found => tongue.verdict_found(),
        Verdict::Nearly => tongue.verdict_nearly(),
        Verdict::Missing => tongue.verdict_missing(),
        Verdict::Unchecked => tongue.verdict_unchecked(),
    }
}

/// Why a claim is held apart.
pub fn reason(tongue: &Tongue, why: Why) -> &'static str {
    match why {
        Why::Missing => tongue.held_missing(),
        Why::NoQuote => tongue.held_no_quote(),
        Why::NoDocument => tongue.held_no_document(),
    }
}
