//! Tables for spreadsheets: hosts, pivots, events, counts, claims, sources, and what they are tables of, under a lens.
//!
//! Names of columns and words of closed lists are English in every language, because programs look for them; what the incident
//! is told in, numbers with their bounds and notes, is in the language of the reader.
//! RFC 4180 in UTF-8, with the mark by which Excel knows UTF-8. A cell that a spreadsheet would run as a formula begins with '.

use super::Material;
use super::zip::zip;
use crate::incident::{Amount, Claim, Id, Jurisdiction, Marking, Moment, Quantity, Said, Source, Span, Text};
use crate::timeline::{Attribute, Happening, HostSnapshot, Phase, Value};
use crate::tongue::Tongue;

crate::incident::words! {
    /// What a table lists.
    Table {
        /// The hosts and how they stand on the day.
        Hosts = "hosts",
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
            row.extend([yes(it.undated), yes(it.disputed), it.sources.join(" ")]);
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
        ];
        (heads, self.snapshot.hosts.iter().filter_map(row).collect())
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
        (heads, self.snapshot.pivots.iter().filter_map(row).collect())
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
        (heads, self.snapshot.events.iter().filter_map(row).collect())
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
                format!(
                    "{} {}",
                    it.with,
                    it.amount.map_or_else(|| self.tongue().undisclosed().to_owned(), |it| self.tongue().amount(it))
                )
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

    fn claims(&self) -> (&[&'static str], Vec<Row>) {
        let mut out = Claims { sheet: self, rows: Vec::new() };
        let (incident, language) = (self.teller.incident, self.teller.language);
        for it in &incident.hosts {
            out.add("host", &it.id, Attribute::Name, &it.names, |it| plain(it.get(language)));
            out.add("host", &it.id, Attribute::Zone, &it.zone, |it| plain(it));
            out.add("host", &it.id, Attribute::State, &it.states, |it| plain(it.as_str()));
            out.add("host", &it.id, Attribute::Same, &it.perhaps_same_as, |it| plain(it));
        }
        for it in &incident.pivots {
            out.add("pivot", &it.id, Attribute::When, &it.claims, |()| plain(""));
        }
        for it in &incident.events {
            out.add("event", &it.id, Attribute::When, &it.claims, |()| plain(""));
        }
        for it in &incident.counts {
            out.add("count", &it.id, Attribute::Amount, &it.claims, |it| amounts(self.tongue(), it));
        }
        for it in &incident.facts {
            let value = |it: &Option<Text>| plain(it.as_ref().map_or("", |it| it.get(language)));
            out.add(it.topic.as_str(), &it.id, Attribute::Value, &it.claims, value);
        }
        let heads = &[
            "kind",
            "part",
            "label",
            "attribute",
            "value",
            "unit",
            "low",
            "high",
            "when",
            "earliest",
            "latest",
            "after",
            "hedge",
            "source",
            "publisher",
            "published",
            "via",
            "note",
            "inferred",
            "own_marking",
        ];
        (heads, out.rows)
    }

    fn sources(&self) -> (&[&'static str], Vec<Row>) {
        let text = |it: Option<&Text>| it.map_or(String::new(), |it| it.get(self.teller.language).to_owned());
        let row = |it: &Source| {
            let published = it.published.as_ref();
            let mut row = strings(&[&it.id, it.kind.as_str(), it.publisher.get(self.teller.language)]);
            row.extend([text(it.title.as_ref()), it.url.clone().unwrap_or_default()]);
            row.push(published.map_or(String::new(), |it| it.text().to_owned()));
            row.extend(days(published.map(Moment::span).unwrap_or_default()));
            row.extend([it.language.clone().unwrap_or_default(), text(it.note.as_ref()), text(it.inferred.as_ref())]);
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
            "language",
            "note",
            "inferred",
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
            strings(&["marking", Marking::label(incident.strictest())]),
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

struct Claims<'a> {
    sheet: &'a Material<'a>,
    rows: Vec<Row>,
}

impl Claims<'_> {
    /// A row for each claim that counts; `value` gives value, unit and bounds.
    fn add<T>(&mut self, kind: &str, id: &Id, on: Attribute, claims: &[Claim<T>], value: impl Fn(&T) -> [String; 4]) {
        let incident = self.sheet.teller.incident;
        let lens = &self.sheet.snapshot.lens;
        for it in claims.iter().filter(|it| lens.sees(incident, it)) {
            let row = self.said(kind, id, on, value(&it.value), it);
            self.rows.push(row);
        }
    }

    fn said(&self, kind: &str, id: &str, on: Attribute, value: [String; 4], it: &Said) -> Row {
        let sheet = self.sheet;
        let published = sheet.teller.incident.source(&it.source).and_then(|it| it.published.as_ref());
        let text = |it: Option<&Text>| it.map_or(String::new(), |it| it.get(sheet.teller.language).to_owned());
        let mut row = strings(&[kind, id, &sheet.label(id), on.as_str()]);
        row.extend(value);
        row.push(moment(it));
        row.extend(days(it.span()));
        row.extend(strings(&[&it.after.join(" "), it.hedge.as_str(), &it.source, &sheet.label(&it.source)]));
        row.extend([published.map_or(String::new(), |it| it.text().to_owned()), it.via.join(" ")]);
        row.extend([text(it.note.as_ref()), text(it.inferred.as_ref())]);
        row.push(it.marking.map_or(String::new(), |it| it.to_string()));
        row
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
fn plain(value: &str) -> [String; 4] {
    [value.to_owned(), String::new(), String::new(), String::new()]
}

fn amounts(tongue: &Tongue, it: &Quantity) -> [String; 4] {
    let is_bounded = it.amount != Amount::NotDisclosed;
    let low = if is_bounded { it.amount.low().to_string() } else { String::new() };
    [tongue.amount(it.amount), it.unit.clone(), low, it.amount.high().map_or(String::new(), |it| it.to_string())]
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
