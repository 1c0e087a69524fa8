//! Tables of one's own (CSV, TSV): rows that say from where to where, or what happened, and when.
//!
//! `mapping.rs` says which column is what: as it was chosen, or by the words of the header; `preview.rs` shows that
//! before anything is made; `date.rs` reads dates as people write them in tables; this file makes the incident.

mod date;
mod mapping;
mod preview;

pub use mapping::{Field, Mapping, guess};
pub use preview::columns;

use std::collections::BTreeMap;

use date::Dates;
use mapping::mapped;

use super::logs::is_public_address;
use super::make::{self, Names, Voice, Words};
use super::{Content, Fidelity, icon, records, short};
use crate::import::draft::{EventDraft, FactDraft, HostDraft, Ids, IncidentDraft, PivotDraft, SourceDraft};
use crate::sorting;
use crate::tongue::Phrase;

/// Whether the words of its header say which column is what.
pub fn sniff(content: &Content) -> bool {
    match content {
        Content::Table { header, .. } => guess(header).is_enough(),
        _ => false,
    }
}

/// Reads a table as the options say, and by the words of its header where they say nothing; the options then say how it was read.
pub fn read(content: &Content, report: &mut Fidelity) -> Vec<IncidentDraft> {
    let Content::Table { header, rows } = content else { return Vec::new() };
    let options = std::mem::take(&mut report.options);
    let (mapping, unknown) = mapped(header, &options);
    for (name, column) in unknown {
        report.left_out(Phrase::table_no_column(), format!("{name}={column}"));
    }
    report.options = mapping.options(header);
    if !mapping.is_enough() {
        return Vec::new();
    }
    let others: Vec<usize> = (0..header.len()).filter(|it| !mapping.uses(*it)).collect();
    for index in &others {
        let column = format!("column {} ({})", index + 1, header[*index]);
        if others.len() > MOST_NOTED {
            report.left_out(Phrase::table_many_columns(), column);
        } else {
            report.carried(Phrase::table_noted_columns(), column);
        }
    }
    read_with(&mapping, header, rows, report).into_iter().collect()
}

/// The most columns beside those that are read of which notes are made.
const MOST_NOTED: usize = 6;

/// The longest label of a step, in characters.
const LONGEST_LABEL: usize = 60;

/// The most rows that are steps or events of their own; beyond, alike rows are one. A table that somebody wrote by hand
/// has a few dozen rows, each of them a step; one that a tool wrote has a row for each packet.
const MOST: usize = 200;

/// Reads the rows of a table; `None` if no row says anything.
pub fn read_with(
    mapping: &Mapping,
    header: &[String],
    rows: &[Vec<String>],
    report: &mut Fidelity,
) -> Option<IncidentDraft> {
    let column = |field| rows.iter().filter_map(move |row| mapping.cell(row, field));
    let zone = mapping.zone(header);
    if zone.is_some() {
        report.derived(Phrase::table_zone(), header[mapping.column(Field::When)?].clone());
    }
    let dates = Dates::of(column(Field::When), zone);
    let mut work = Work { dates, ..Work::default() };
    work.voice.source = work.names.id("table");
    let mut all: Vec<Row> = Vec::new();
    for (index, cells) in rows.iter().enumerate() {
        let row = work.row(mapping, header, cells, index, report);
        if let Some(row) = row {
            all.push(row);
        }
    }
    if all.is_empty() {
        return None;
    }
    // rows without a day stay where they stand, behind those with one
    sorting::by_key(&mut all, |it| it.when.as_ref().map_or((true, 0), |it| (false, it.key)));
    let all = if all.len() > MOST { gathered(all, report) } else { all };
    for row in all {
        work.take(row, report);
    }
    Some(work.finish(report.file_name(Phrase::table_title()), rows.len()))
}

/// A row: what is used of it.
struct Row {
    from: Option<String>,
    to: Option<String>,
    what: Option<String>,
    technique: Option<String>,
    source: Option<String>,
    others: Vec<Words>,
    when: Option<date::When>,
    times: usize,
    place: String,
}

/// Alike rows as one, with the first of their times.
fn gathered(rows: Vec<Row>, report: &mut Fidelity) -> Vec<Row> {
    let mut places: BTreeMap<[Option<String>; 4], usize> = BTreeMap::new();
    let mut all: Vec<Row> = Vec::new();
    for row in rows {
        let what = row.what.clone().filter(|_| row.from.is_none() || row.to.is_none());
        let key = [row.from.clone(), row.to.clone(), row.technique.clone(), what];
        if let Some(at) = places.get(&key) {
            all[*at].times += 1;
            report.derived(Phrase::table_gathered(), row.place);
        } else {
            places.insert(key, all.len());
            all.push(row);
        }
    }
    all
}

/// The work in progress on one table.
#[derive(Default)]
struct Work {
    dates: Dates,
    names: Names,
    voice: Voice,
    hosts: Vec<HostDraft>,
    /// The host of each name, as it is written.
    by_name: BTreeMap<String, String>,
    /// Those who say a row, and the techniques, by their words.
    by_teller: BTreeMap<String, String>,
    by_means: BTreeMap<String, String>,
    sources: Vec<SourceDraft>,
    techniques: Vec<FactDraft>,
    pivots: Vec<PivotDraft>,
    events: Vec<EventDraft>,
    /// The step before, and its instant, for the order within a day.
    before: Option<(String, date::When)>,
}

impl Work {
    fn row(
        &self,
        mapping: &Mapping,
        header: &[String],
        cells: &[String],
        index: usize,
        report: &mut Fidelity,
    ) -> Option<Row> {
        let place = records::row(index);
        let cell = |field| mapping.cell(cells, field).map(str::to_owned);
        let when = mapping.cell(cells, Field::When).and_then(|written| {
            let when = self.dates.read(written);
            match &when {
                None => report.left_out(Phrase::table_no_time(), place.clone()),
                Some(it) if it.is_derived => report.derived(Phrase::table_derived_times(), place.clone()),
                Some(_) => report.carried(Phrase::import_times(), place.clone()),
            }
            when
        });
        let row = Row {
            from: cell(Field::From),
            to: cell(Field::To),
            what: cell(Field::What),
            technique: cell(Field::Technique),
            source: cell(Field::Source),
            others: others(mapping, header, cells),
            when,
            times: 1,
            place,
        };
        if row.from.is_none() && row.to.is_none() && row.what.is_none() {
            report.left_out(Phrase::table_no_content(), row.place);
            return None;
        }
        Some(row)
    }

    fn take(&mut self, row: Row, report: &mut Fidelity) {
        let Row { from, to, what, technique, source, others, when, times, place } = row;
        let voice = self.voice_of(source.as_deref());
        let mut claim = voice.claim(None);
        claim.said.when = when.as_ref().map(|it| it.moment.clone());
        // what the label cannot hold
        let mut notes: Vec<Words> =
            what.iter().filter(|it| short::brief(it, LONGEST_LABEL).1).map(Words::from).collect();
        notes.extend(others);
        notes.extend((times > 1).then(|| Phrase::table_n_rows(times).into()));
        notes.extend(when.as_ref().and_then(|it| it.note.clone()));
        claim.said.note = make::notes(notes, Phrase::import_then);
        let technique = technique.map(|it| self.technique(&it, &voice));
        // On one day, the clock says the order: 10:00 comes before 14:30. The order of rows says nothing: a table may be
        // sorted by host, or the newest first.
        if let (Some((before, earlier)), Some(when)) = (&self.before, &when)
            && (earlier.has_clock, when.has_clock) == (true, true)
            && earlier.key < when.key
        {
            claim.said.after = Some(Ids::One(before.clone()));
        }
        let number = self.pivots.len() + self.events.len() + 1;
        match (from, to) {
            (Some(from), Some(to)) if from != to => {
                let (from, to) = (self.host(&from), self.host(&to));
                let id = self.names.id(&format!("step {number}"));
                self.before = when.map(|it| (id.clone(), it));
                let label = what.map(|it| make::short(it, LONGEST_LABEL));
                let claims = make::each(vec![claim]);
                self.pivots.push(PivotDraft { id, from, to, label, technique, claims, ..PivotDraft::default() });
                report.carried(Phrase::table_steps(), place);
            }
            (from, to) => {
                let host = to.or(from);
                let what = what.map(|it| short::brief(&it, LONGEST_LABEL).0.into_owned());
                let label = [host.clone(), what].into_iter().flatten().collect::<Vec<_>>().join(": ");
                let hosts: Vec<String> = host.iter().map(|it| self.host(it)).collect();
                let id = self.names.id(&format!("step {number}"));
                self.before = when.map(|it| (id.clone(), it));
                let label = make::text(label);
                self.events.push(EventDraft {
                    id,
                    label,
                    hosts,
                    claims: make::each(vec![claim]),
                    ..EventDraft::default()
                });
                report.carried(Phrase::table_events(), place);
            }
        }
    }

    /// Who says a row: what its column names, or the table.
    fn voice_of(&mut self, source: Option<&str>) -> Voice {
        let Some(source) = source else { return self.voice.clone() };
        if let Some(known) = self.by_teller.get(source) {
            return Voice { source: known.clone(), hedge: None };
        }
        let made = make::reference(&mut self.names, source, None);
        let id = made.id.clone();
        self.by_teller.insert(source.to_owned(), id.clone());
        self.sources.push(SourceDraft { kind: "analyst".to_owned(), note: Some(make::text(source)), ..made });
        Voice { source: id, hedge: None }
    }

    fn host(&mut self, name: &str) -> String {
        if let Some(id) = self.by_name.get(name) {
            return id.clone();
        }
        let id = self.names.id(name);
        let lower = name.to_lowercase();
        let is_intruder = INTRUDERS.iter().any(|it| lower.contains(it));
        let is_outside = OUTSIDE.contains(&lower.as_str()) || is_public_address(name);
        let kind = if is_intruder { "party" } else { icon::of(&[name]) };
        let role = if is_intruder { Some("intruder") } else { is_outside.then_some("outside") };
        let named = self.voice.claim(Some(make::text(name)));
        self.hosts.push(HostDraft {
            id: id.clone(),
            label: make::short(name, 40),
            kind: Some(kind.to_owned()),
            role: role.map(str::to_owned),
            names: make::each(vec![named]),
            ..HostDraft::default()
        });
        self.by_name.insert(name.to_owned(), id.clone());
        id
    }

    /// The id of a technique: that of ATT&CK if the cell has one.
    fn technique(&mut self, words: &str, voice: &Voice) -> String {
        let attack = words.split(|c: char| !c.is_ascii_alphanumeric() && c != '.').find(|it| is_attack_id(it));
        if let Some(id) = self.by_means.get(attack.unwrap_or(words)) {
            return id.clone();
        }
        let id = attack.map_or_else(|| self.names.id(&format!("technique {words}")), str::to_owned);
        self.by_means.insert(attack.unwrap_or(words).to_owned(), id.clone());
        self.techniques.push(voice.vouch(id.clone(), words));
        id
    }

    fn finish(self, name: Words, n_rows: usize) -> IncidentDraft {
        let days = self
            .pivots
            .iter()
            .flat_map(|it| &it.claims.items)
            .chain(self.events.iter().flat_map(|it| &it.claims.items));
        let days: Vec<&str> = days.filter_map(|(_, it)| it.said.when.as_deref()?.get(..4)).collect();
        let title = match (days.iter().min(), days.iter().max()) {
            (Some(first), Some(last)) if first != last => Phrase::import_title_between(name, *first, *last).into(),
            (Some(year), _) => Phrase::import_title_on(name, *year).into(),
            _ => name,
        };
        let mut draft = make::incident(Names::default().id(&make::name(&title)), title);
        let table = SourceDraft {
            note: Some(make::text(Phrase::table_n_rows(n_rows))),
            ..make::source(&self.voice.source, "analyst", Phrase::table_itself())
        };
        draft.sources = make::each(std::iter::once(table).chain(self.sources).collect());
        draft.techniques = make::each(self.techniques);
        // A place outside that no step leads to is where the intruder comes from: "Internet → VPN" at the top of a
        // table. If a step leads there as well ("file server → Internet"), it is only the way out.
        let reached = sorting::set_of(self.pivots.iter().map(|it| it.to.as_str()));
        let is_reached = |id: &str| reached.contains(id);
        let mut hosts = self.hosts;
        for host in hosts.iter_mut().filter(|it| it.role.as_deref() == Some("outside") && !is_reached(&it.id)) {
            host.role = Some("intruder".to_owned());
        }
        draft.hosts = make::each(hosts);
        draft.pivots = make::each(self.pivots);
        draft.events = make::each(self.events);
        draft
    }
}

/// What stands in the columns that nothing says what they are, each with its name.
fn others(mapping: &Mapping, header: &[String], cells: &[String]) -> Vec<Words> {
    let said = |it: &(usize, &String)| !mapping.uses(it.0) && !["", "-"].contains(&it.1.trim());
    let is_few = (0..header.len()).filter(|it| !mapping.uses(*it)).count() <= MOST_NOTED;
    let note =
        |(index, cell): (usize, &String)| Phrase::import_noted(&header[index], short::brief(cell.trim(), 120).0).into();
    cells.iter().enumerate().filter(said).filter(|_| is_few).map(note).collect()
}

/// Names by which tables call the intruder.
const INTRUDERS: [&str; 7] = ["attacker", "intruder", "threat actor", "adversary", "hacker", "攻撃者", "侵入者"];

/// Names by which tables call what is nobody's: the ways in and out.
const OUTSIDE: [&str; 6] = ["internet", "the internet", "external", "outside", "インターネット", "外部"];

/// `T1021` or `T1021.002`.
fn is_attack_id(word: &str) -> bool {
    let (main, sub) = word.split_once('.').map_or((word, None), |(main, sub)| (main, Some(sub)));
    let digits = |text: &str, n: usize| text.len() == n && text.bytes().all(|it| it.is_ascii_digit());
    main.strip_prefix('T').is_some_and(|it| digits(it, 4)) && sub.is_none_or(|it| digits(it, 3))
}
