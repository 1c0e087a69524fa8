//! Tables for spreadsheets: hosts, zones, pivots, events, counts, claims, sources, and what they are tables of, under a lens.
//! They are read back (`foreign::table::ours`), so each of them says in words of the format what it says in words for people.
//!
//! Names of columns and words of closed lists are English in every language, because programs look for them; what the incident
//! is told in, numbers with their bounds and notes, is in the language of the reader.
//! RFC 4180 in UTF-8, with the mark by which Excel knows UTF-8. A cell that a spreadsheet would run as a formula begins with '.

mod claims;

use std::rc::Rc;

use super::Material;
use super::zip::zip;
use crate::incident::{Amount, Jurisdiction, Marking, Moment, Quantity, Said, Source, Span, Text, Zone};
use crate::timeline::{Happening, HostSnapshot, Phase, Value};
use crate::tongue::Tongue;

crate::incident::words! {
    /// What a table lists.
    Table {
        /// The hosts and how they stand on the day.
        Hosts = "hosts",
        /// Where they can be.
        Zones = "zones",
        /// The steps of the intruder.
        Pivots = "pivots",
        /// What else happened.
        Events = "events",
        /// The ledger.
        Counts = "counts",
        /// All that is said, claim by claim.
        Claims = "claims",
        /// Who says it.
        Sources = "sources",
        /// Of what these are tables, and what they cannot carry.
        About = "about",
    }
}

type Row = Vec<String>;

impl Material<'_> {
    /// One table as a file.
    pub fn table(&self, table: Table) -> String {
        let (heads, rows) = match table {
            Table::Hosts => self.hosts(),
            Table::Zones => self.zones(),
            Table::Pivots => self.pivots(),
            Table::Events => self.events(),
            Table::Counts => self.counts(),
            Table::Claims => self.claims(),
            Table::Sources => self.sources(),
            Table::About => self.about(),
        };
        // rows are copied elsewhere without their file: each says of what day it is, for whom, and that something is missing
        let lens = &self.snapshot.lens;
        let known_on = lens.known_on.map_or("latest".to_owned(), |it| it.to_string());
        let marking = Marking::label(self.teller.incident.strictest()).to_owned();
        let left_out = self.teller.incident.shared.as_ref().and_then(|it| self.tongue().sharing(it));
        let of = [
            Some(lens.as_of.told().map_or_else(String::new, |it| it.to_string())),
            Some(known_on),
            Some(marking),
            left_out,
        ];
        let n_more = if table == Table::About { 0 } else { of.iter().flatten().count() };
        let more = ["as_of", "known_on", "marking", "left_out"];
        let mut text = "\u{FEFF}".to_owned();
        line(heads.iter().chain(&more[..n_more]).copied(), &mut text);
        for row in &rows {
            line(row.iter().chain(of.iter().flatten().take(n_more)).map(String::as_str), &mut text);
        }
        text
    }

    /// All tables, one file each, in an archive.
    pub fn all(&self) -> Vec<u8> {
        let file = |it: &Table| (format!("{it}.csv"), self.table(*it).into_bytes());
        zip(&Table::ALL.iter().map(file).collect::<Vec<_>>())
    }

    fn hosts(&self) -> (&[&'static str], Vec<Row>) {
        let row = |it: &HostSnapshot| {
            let host = self.teller.incident.host(&it.id)?;
            let zone = it.zone.as_ref();
            let mut row = strings(&[
                &it.id,
                host.label.get(self.teller.language),
                host.kind.as_str(),
                host.role.as_str(),
                zone.map_or("", |it| it),
                &zone.map_or(String::new(), |it| self.label(it)),
                it.state.as_str(),
                it.certainty.as_str(),
            ]);
            row.extend(days(it.since));
            row.extend([yes(it.undated), yes(it.disputed), it.sources.join(" "), self.text(host.note.as_ref())]);
            Some(row)
        };
        let heads = &[
            "id",
            "label",
            "kind",
            "role",
            "zone",
            "zone_label",
            "state",
            "certainty",
            "since_earliest",
            "since_latest",
            "undated",
            "disputed",
            "sources",
            "note",
        ];
        (heads, self.snapshot.hosts.iter().map(Rc::as_ref).filter_map(row).collect())
    }

    fn zones(&self) -> (&[&'static str], Vec<Row>) {
        let row = |it: &Zone| {
            strings(&[&it.id, it.label.get(self.teller.language), it.within.as_deref().unwrap_or_default()])
        };
        (&["id", "label", "within"], self.teller.incident.zones.iter().map(row).collect())
    }

    fn text(&self, text: Option<&Text>) -> String {
        text.map_or(String::new(), |it| it.get(self.teller.language).to_owned())
    }

    fn pivots(&self) -> (&[&'static str], Vec<Row>) {
        let row = |it: &Happening| {
            let pivot = self.teller.incident.pivot(&it.id)?;
            let technique = pivot.technique.as_deref().unwrap_or_default();
            let label = pivot.label.as_ref().map_or("", |it| it.get(self.teller.language));
            let (from, to) = (self.label(&pivot.from), self.label(&pivot.to));
            let mut row = strings(&[&it.id, label, &pivot.from, &from, &pivot.to, &to, technique]);
            row.extend(happening(it));
            Some(row)
        };
        let heads = &[
            "id",
            "label",
            "from",
            "from_label",
            "to",
            "to_label",
            "technique",
            "done",
            "earliest",
            "latest",
            "undated",
            "disputed",
            "sources",
        ];
        (heads, self.snapshot.pivots.iter().map(Rc::as_ref).filter_map(row).collect())
    }

    fn events(&self) -> (&[&'static str], Vec<Row>) {
        let row = |it: &Happening| {
            let event = self.teller.incident.event(&it.id)?;
            let law = event.jurisdiction.map_or("", Jurisdiction::as_str);
            let label = event.label.get(self.teller.language);
            let mut row = strings(&[&it.id, event.kind.as_str(), label, &event.hosts.join(" "), law]);
            row.extend(happening(it));
            Some(row)
        };
        let heads = &[
            "id",
            "kind",
            "label",
            "hosts",
            "jurisdiction",
            "done",
            "earliest",
            "latest",
            "undated",
            "disputed",
            "sources",
        ];
        (heads, self.snapshot.events.iter().map(Rc::as_ref).filter_map(row).collect())
    }

    fn counts(&self) -> (&[&'static str], Vec<Row>) {
        let mut rows = Vec::new();
        for it in &self.teller.incident.counts {
            let positions = self.view().amount_positions(it);
            let Some(position) = positions.all.first() else { continue };
            let Value::Quantity(quantity) = position.value else { continue };
            let said = position.first();
            let mut entries = self.snapshot.totals.iter().flat_map(|it| &it.entries);
            let is_counted = entries.any(|entry| entry.id == it.id);
            let overlaps = it.overlaps.iter().map(|it| {
                let amount = it.amount.map_or("undisclosed".to_owned(), |it| bounds(it).join(" "));
                format!("{} {}", it.with, amount.trim_end())
            });
            let mut row = strings(&[&it.id, it.label.get(self.teller.language)]);
            row.extend(amounts(self.tongue(), quantity));
            row.extend([said.hedge.to_string(), moment(said)]);
            row.extend(strings(&[it.host.as_deref().unwrap_or_default(), &it.supersedes.join(" ")]));
            row.push(overlaps.collect::<Vec<_>>().join("; "));
            row.extend([yes(is_counted), yes(positions.disputed), self.view().sources(&positions.claims()).join(" ")]);
            rows.push(row);
        }
        let heads = &[
            "id",
            "label",
            "amount",
            "unit",
            "bound",
            "low",
            "high",
            "hedge",
            "when",
            "host",
            "supersedes",
            "overlaps",
            "in_total",
            "disputed",
            "sources",
        ];
        (heads, rows)
    }

    fn sources(&self) -> (&[&'static str], Vec<Row>) {
        let row = |it: &Source| {
            let published = it.published.as_ref();
            let mut row = strings(&[&it.id, it.kind.as_str(), it.publisher.get(self.teller.language)]);
            row.extend([self.text(it.title.as_ref()), it.url.clone().unwrap_or_default()]);
            row.push(published.map_or(String::new(), |it| it.text().to_owned()));
            row.extend(days(published.map(Moment::span).unwrap_or_default()));
            row.extend([self.text(it.reliability.as_ref()), it.language.clone().unwrap_or_default()]);
            row.extend([&it.note, &it.inferred].map(|it| self.text(it.as_ref())));
            row.push(it.sha256.clone().unwrap_or_default());
            row
        };
        let heads = &[
            "id",
            "kind",
            "publisher",
            "title",
            "url",
            "published",
            "earliest",
            "latest",
            "reliability",
            "language",
            "note",
            "inferred",
            "sha256",
        ];
        let heard =
            self.teller.incident.sources.iter().filter(|it| self.snapshot.lens.hears(it) || self.is_cited(&it.id));
        (heads, heard.map(row).collect())
    }

    /// Whether a claim that counts is of this source.
    fn is_cited(&self, id: &str) -> bool {
        let snapshot = self.snapshot;
        let hosts = snapshot.hosts.iter().map(|it| &it.sources);
        hosts.chain(snapshot.pivots.iter().chain(&snapshot.events).map(|it| &it.sources)).flatten().any(|it| it == id)
    }

    fn about(&self) -> (&[&'static str], Vec<Row>) {
        let (incident, lens) = (self.teller.incident, &self.snapshot.lens);
        let mut rows = vec![
            strings(&["incident", &incident.id]),
            strings(&["title", incident.title.get(self.teller.language)]),
            strings(&["summary", &self.text(incident.summary.as_ref())]),
            strings(&["language", self.teller.language]),
            strings(&[
                "jurisdictions",
                &incident.jurisdictions.iter().map(|it| it.as_str()).collect::<Vec<_>>().join(" "),
            ]),
            strings(&["marking", Marking::label(incident.strictest())]),
            strings(&["own_marking", Marking::label(incident.marking)]),
            strings(&["headline", &self.teller.sentence(self.snapshot)]),
            strings(&["lens", &self.teller.lens(lens)]),
        ];
        let row = |what: &str, it: String| vec![what.to_owned(), it];
        rows.extend(self.teller.preferences(lens).map(|it| row("preferences", it)));
        rows.extend(self.snapshot.totals.iter().map(|it| row("total", self.tongue().total_of_day(it, lens.as_of))));
        rows.extend(incident.shared.as_ref().and_then(|it| self.tongue().sharing(it)).map(|it| row("left out", it)));
        rows.extend([
            strings(&["not carried", self.tongue().tables_lose()]),
            strings(&["sha-256 of the incident file", self.digest]),
        ]);
        (&["what", "value"], rows)
    }
}

fn strings(cells: &[&str]) -> Row {
    cells.iter().map(|it| (*it).to_owned()).collect()
}

fn yes(is_so: bool) -> String {
    (if is_so { "yes" } else { "no" }).to_owned()
}

fn days(span: Span) -> [String; 2] {
    [span.earliest, span.latest].map(|it| it.map_or(String::new(), |it| it.to_string()))
}

fn moment(it: &Said) -> String {
    it.when.as_ref().map_or(String::new(), |it| it.text().to_owned())
}

/// Where the day lies. Formulas and scripts compare it, so it is the same in each language, as all words of the format are.
fn done(phase: Phase) -> &'static str {
    match phase {
        Phase::Before => "not yet",
        Phase::Unknown => "date unknown",
        Phase::During => "possibly",
        Phase::After => "done",
    }
}

fn happening(it: &Happening) -> Row {
    let mut row = vec![done(it.phase).to_owned()];
    row.extend(days(it.when.span));
    row.extend([yes(it.when.undated), yes(it.when.disputed), it.sources.join(" ")]);
    row
}

/// A value that is no amount.
fn plain(value: &str) -> [String; 5] {
    [value.to_owned(), String::new(), String::new(), String::new(), String::new()]
}

fn amounts(tongue: &Tongue, it: &Quantity) -> [String; 5] {
    let [bound, low, high] = bounds(it.amount);
    [tongue.amount(it.amount), it.unit.clone(), bound, low, high]
}

/// How an amount is bounded, its fewest and its most.
fn bounds(amount: Amount) -> [String; 3] {
    let bound = match amount {
        Amount::Exactly(_) => "exactly",
        Amount::AtLeast(_) => "at-least",
        Amount::MoreThan(_) => "more-than",
        Amount::UpTo(_) => "up-to",
        Amount::About(_) => "about",
        Amount::Between(..) => "between",
        Amount::NotDisclosed => "not-disclosed",
    };
    let low = if amount == Amount::NotDisclosed { String::new() } else { amount.low().to_string() };
    [bound.to_owned(), low, amount.high().map_or(String::new(), |it| it.to_string())]
}

/// Adds a line of cells.
fn line<'a>(cells: impl Iterator<Item = &'a str>, text: &mut String) {
    for (i, it) in cells.enumerate() {
        text.push_str(if i > 0 { "," } else { "" });
        let is_formula = it.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r']);
        let is_quoted = is_formula || it.contains([',', '"', '\n', '\r', ';', '\t']) || it.trim() != it;
        if is_quoted {
            text.push_str(if is_formula { "\"'" } else { "\"" });
            text.push_str(&it.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(it);
        }
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn cells_are_quoted_and_formulas_do_not_run() {
        let mut text = String::new();
        line(
            ["a", "b,c", "say \"no\"", "=HYPERLINK(\"x\")", "-1", "＝1", "two\nlines", " x", ""].into_iter(),
            &mut text,
        );
        let expected =
            "a,\"b,c\",\"say \"\"no\"\"\",\"'=HYPERLINK(\"\"x\"\")\",\"'-1\",\"'＝1\",\"two\nlines\",\" x\",\r\n";
        assert_eq!(text, expected);
    }
}
