//! The table of claims: a row for each thing that one source says, and enough of the part to know what it is about.

use super::{Material, Row, amounts, days, moment, plain, strings};
use crate::incident::{Claim, Id, Said, Text};
use crate::timeline::Attribute;

/// What pivots are called in the table.
const PIVOT: &str = "pivot";

impl Material<'_> {
    pub(super) fn claims(&self) -> (&[&'static str], Vec<Row>) {
        let mut out =
            Claims { sheet: self, kind: String::new(), label: String::new(), hosts: String::new(), rows: Vec::new() };
        let (incident, language) = (self.teller.incident, self.teller.language);
        for it in &incident.hosts {
            out.kind = format!("{} {}", it.kind, it.role);
            out.add("host", &it.id, Attribute::Name, &it.names, |it| plain(it.get(language)));
            out.add("host", &it.id, Attribute::Zone, &it.zone, |it| plain(it));
            out.add("host", &it.id, Attribute::State, &it.states, |it| plain(it.as_str()));
            out.add("host", &it.id, Attribute::Same, &it.perhaps_same_as, |it| plain(it));
        }
        for it in &incident.pivots {
            (out.kind, out.hosts) = (it.technique.clone().unwrap_or_default(), format!("{} {}", it.from, it.to));
            out.label = self.text(it.label.as_ref());
            out.add(PIVOT, &it.id, Attribute::When, &it.claims, |()| plain(""));
        }
        for it in &incident.events {
            (out.kind, out.hosts) = (it.kind.to_string(), it.hosts.join(" "));
            out.add("event", &it.id, Attribute::When, &it.claims, |()| plain(""));
        }
        out.kind.clear();
        for it in &incident.counts {
            out.hosts = it.host.clone().unwrap_or_default();
            out.add("count", &it.id, Attribute::Amount, &it.claims, |it| amounts(self.tongue(), it));
        }
        out.hosts.clear();
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
            "bound",
            "low",
            "high",
            "when",
            "earliest",
            "latest",
            "after",
            "hedge",
            "likelihood",
            "source",
            "publisher",
            "published",
            "via",
            "note",
            "inferred",
            "quote",
            "at",
            "own_marking",
            "part_kind",
            "part_hosts",
        ];
        (heads, out.rows)
    }
}

struct Claims<'a> {
    sheet: &'a Material<'a>,
    /// The kind of the part in hand: of a host with its role, of a pivot its technique.
    kind: String,
    /// What a pivot is called, if it is called anything.
    label: String,
    /// The hosts of the part.
    hosts: String,
    rows: Vec<Row>,
}

impl Claims<'_> {
    /// A row for each claim that counts; `value` gives value, unit and bounds.
    fn add<T>(&mut self, kind: &str, id: &Id, on: Attribute, claims: &[Claim<T>], value: impl Fn(&T) -> [String; 5]) {
        let incident = self.sheet.teller.incident;
        let lens = &self.sheet.snapshot.lens;
        for it in claims.iter().filter(|it| lens.sees(incident, it)) {
            let row = self.said(kind, id, on, value(&it.value), it);
            self.rows.push(row);
        }
    }

    fn said(&self, kind: &str, id: &str, on: Attribute, value: [String; 5], it: &Said) -> Row {
        let sheet = self.sheet;
        let label = if kind == PIVOT { self.label.clone() } else { sheet.label(id) };
        let published = sheet.teller.incident.source(&it.source).and_then(|it| it.published.as_ref());
        let mut row = strings(&[kind, id, &label, on.as_str()]);
        row.extend(value);
        row.push(moment(it));
        row.extend(days(it.span()));
        let likelihood = sheet.text(it.likelihood.as_deref());
        row.extend(strings(&[&it.after.join(" "), it.hedge.as_str(), &likelihood]));
        row.extend(strings(&[&it.source, &sheet.label(&it.source)]));
        row.extend([published.map_or(String::new(), |it| it.text().to_owned()), it.via.join(" ")]);
        row.extend([&it.note, &it.inferred].map(|it| sheet.text(it.as_deref())));
        let quote = it.quote.as_deref();
        row.extend(
            [quote.map(|it| it.words.clone()), quote.and_then(|it| it.at.clone())].map(Option::unwrap_or_default),
        );
        row.extend([it.marking.map_or(String::new(), |it| it.to_string()), self.kind.clone(), self.hosts.clone()]);
        row
    }
}
