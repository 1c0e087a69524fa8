//! Tables of one's own (CSV, TSV): rows that say from where to where, or what happened, and when.
//!
//! `mapping.rs` says which column is what: as it was chosen, or by the words of the header; `preview.rs` shows that
//! before anything is made; `date.rs` reads dates as people write them in tables; this file makes the incident.
//! `ours.rs` reads the tables that this program wrote, with `sheet.rs` and `parts.rs`.

mod cell;
mod date;
mod headers;
mod hosts;
mod mapping;
pub mod ours;
mod parts;
mod preview;
mod row;
mod sheet;
mod written;

pub(super) use date::Dates;
pub use headers::FIELDS;
pub use mapping::{Field, Mapping, guess};
pub use preview::columns;

use std::collections::BTreeMap;

use hosts::{Hosts, Naming};
use mapping::mapped;
use row::{MOST_NOTED, Row, gathered, others, whole};

use super::make::{self, Names, Voice, Words};
use super::time::zone;
use super::{Content, Fidelity, content, records, short, technique, tlp};
use crate::import::draft::{EventDraft, FactDraft, Ids, IncidentDraft, PivotDraft, SourceDraft};
use crate::incident::Marking;
use crate::sorting;
use crate::tongue::Phrase;

/// Whether the words of its header say which column is what.
pub fn sniff(content: &Content) -> bool {
    match content {
        Content::Table { header, .. } => guess(header).is_enough(),
        _ => false,
    }
}

/// An option that says how dates are written: `day-first`, `month-first` or `year-first`.
const DATES: &str = "dates";
/// An option that says in which zone times are that have none of their own.
const ZONE: &str = "zone";
/// An option that says in which row the header stands, from 1.
const HEADER: &str = "header";

/// Reads a table as the options say, and by the words of its header where they say nothing; the options then say how it was read.
pub fn read(content: &Content, report: &mut Fidelity) -> Vec<IncidentDraft> {
    let Content::Table { above, header, rows } = content else { return Vec::new() };
    let options = std::mem::take(&mut report.options);
    let option = |name: &str| options.iter().find(|(it, _)| it == name).map(|(_, value)| value.clone());
    let chosen = option(HEADER).and_then(|it| it.parse::<usize>().ok()?.checked_sub(1));
    let moved = chosen.filter(|it| *it != above.len()).and_then(|at| {
        let all = above.iter().chain(std::iter::once(header)).chain(rows).cloned().collect();
        content::with_header(all, at)
    });
    let (above, header, rows) = match &moved {
        Some(Content::Table { above, header, rows }) => (above, header, rows),
        _ => (above, header, rows),
    };
    if moved.is_none() && chosen.is_some_and(|it| it != above.len()) {
        report.left_out(Phrase::table_no_column(), format!("{HEADER}={}", option(HEADER).unwrap_or_default()));
    }
    let columns: Vec<(String, String)> =
        options.iter().filter(|(name, _)| ![DATES, HEADER, ZONE].contains(&name.as_str())).cloned().collect();
    let (mapping, unknown) = mapped(header, &columns);
    for (name, column) in unknown {
        report.left_out(Phrase::table_no_column(), format!("{name}={column}"));
    }
    report.options = mapping.options(header);
    let order = option(DATES).filter(|it| date::is_order(it));
    report.options.extend(order.map(|it| (DATES.to_owned(), it)));
    match option(ZONE) {
        Some(name) if zone(&name).is_some() => report.options.push((ZONE.to_owned(), name)),
        Some(name) => report.left_out(Phrase::table_no_column(), format!("{ZONE}={name}")),
        None => {}
    }
    report.options.extend(moved.is_some().then(|| (HEADER.to_owned(), (above.len() + 1).to_string())));
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
    read_with(&mapping, &Table { above, header, rows }, report).into_iter().collect()
}

/// The longest label of a step, in characters.
const LONGEST_LABEL: usize = 60;

/// The most rows that are steps or events of their own; beyond, alike rows are one. A table that somebody wrote by hand
/// has a few dozen rows, each of them a step; one that a tool wrote has a row for each packet.
const MOST: usize = 200;

/// A table: the rows above its header, the header, the rows.
struct Table<'a> {
    above: &'a [Vec<String>],
    header: &'a [String],
    rows: &'a [Vec<String>],
}

/// Reads the rows of a table; `None` if no row says anything.
fn read_with(mapping: &Mapping, table: &Table<'_>, report: &mut Fidelity) -> Option<IncidentDraft> {
    let chosen = report.option(ZONE).and_then(|it| Some((zone(it)?, it.to_owned())));
    let zone = mapping.zone(table.header).map(|(east, header)| (east, header.to_owned())).or(chosen);
    if let Some((_, place)) = &zone {
        report.derived(Phrase::table_zone(), place.clone());
    }
    if let Some(clock) = mapping.column(Field::Clock) {
        report.derived(Phrase::table_joined_clocks(), table.header[clock].clone());
    }
    let column = table.rows.iter().filter_map(|row| mapping.cell(row, Field::When));
    let order = report.option(DATES).map(str::to_owned);
    let dates = Dates::of(column, zone.map(|(east, _)| east), order.as_deref());
    let mut work = Work { dates, ..Work::default() };
    work.voice.source = work.names.id("table");
    let mut all: Vec<Row> = Vec::new();
    for (index, cells) in table.rows.iter().enumerate() {
        let place = records::row(table.above.len(), index);
        if cells.iter().skip(table.header.len()).any(|it| !it.trim().is_empty()) {
            report.left_out(Phrase::table_beyond(), place.clone());
        }
        all.extend(work.row(mapping, table.header, cells, place, report));
    }
    if all.is_empty() {
        return None;
    }
    work.whole = whole(table.above, &all);
    // rows without a day stay where they stand, behind those with one
    sorting::by_key(&mut all, |it| it.when.as_ref().map_or((true, 0), |it| (false, it.key)));
    let all = if all.len() > MOST { gathered(all, report) } else { all };
    for row in all {
        work.take(row, report);
    }
    Some(work.finish(table, report))
}

/// The work in progress on one table.
#[derive(Default)]
struct Work {
    dates: Dates,
    names: Names,
    voice: Voice,
    whole: Option<Marking>,
    hosts: Hosts,
    /// Those who say a row, by their words, and where each technique stands.
    by_teller: BTreeMap<String, String>,
    by_means: BTreeMap<String, usize>,
    sources: Vec<SourceDraft>,
    techniques: Vec<FactDraft>,
    pivots: Vec<PivotDraft>,
    events: Vec<EventDraft>,
    /// The steps of the row before, and its instant, for the order within a day: of clocks without a zone, and with one.
    before: [Option<(Ids, i64)>; 2],
}

impl Work {
    fn row(
        &self,
        mapping: &Mapping,
        header: &[String],
        cells: &[String],
        place: String,
        report: &mut Fidelity,
    ) -> Option<Row> {
        let cell = |field| mapping.cell(cells, field);
        let when = self.when(cell(Field::When), cell(Field::Clock), &place, report);
        let hosts = |field, report: &mut Fidelity| -> Vec<String> {
            let names: Vec<&str> = cell(field).map(cell::names).unwrap_or_default();
            if names.len() > 1 {
                report.derived(Phrase::table_split(), place.clone());
            }
            names.into_iter().map(str::to_owned).collect()
        };
        let hedge = cell::hedge(cell(Field::Status), cell(Field::Confidence));
        if hedge.is_some() {
            report.derived(Phrase::table_hedges(), place.clone());
        }
        let texts = cells.iter().enumerate().filter(|(it, _)| mapping.column(Field::Marking) != Some(*it));
        let (marking, is_read) = cell::marking(cell(Field::Marking), texts.map(|(_, it)| it.as_str()));
        match (marking, is_read) {
            (Some(_), true) => report.carried(Phrase::table_marked(), place.clone()),
            (_, false) => report.derived(Phrase::table_unread_marking(), place.clone()),
            (None, true) => {}
        }
        let row = Row {
            from: hosts(Field::From, report),
            to: hosts(Field::To, report),
            what: cell(Field::What).map(str::to_owned),
            technique: cell(Field::Technique).map(str::to_owned),
            source: cell(Field::Source).map(str::to_owned),
            others: others(mapping, header, cells),
            unread: cell(Field::When).or(cell(Field::Clock)).filter(|_| when.is_none()).map(str::to_owned),
            when,
            hedge: hedge.flatten(),
            marking,
            times: 1,
            place,
        };
        if row.from.is_empty() && row.to.is_empty() && row.what.is_none() {
            report.left_out(Phrase::table_no_content(), row.place);
            return None;
        }
        Some(row)
    }

    /// When a row is: a day and a clock of two columns are one time, unless the clock has a day of its own.
    fn when(&self, day: Option<&str>, clock: Option<&str>, place: &str, report: &mut Fidelity) -> Option<date::When> {
        let joined = match (day, clock) {
            (Some(day), Some(clock)) => {
                let own = self.dates.read(clock).filter(|it| it.clock.is_some());
                own.or_else(|| self.dates.read(&format!("{day} {clock}")))
            }
            (day, clock) => self.dates.read(day.or(clock)?),
        };
        let (words, is_read): (fn() -> Phrase, bool) = match &joined {
            None => (Phrase::table_no_time, false),
            Some(it) if it.is_open => (Phrase::table_open_dates, true),
            Some(it) if it.is_derived => (Phrase::table_derived_times, true),
            Some(_) => {
                report.carried(Phrase::import_times(), place);
                return joined;
            }
        };
        if is_read {
            report.derived(words(), place);
        } else {
            report.left_out(words(), place);
        }
        joined
    }

    fn take(&mut self, row: Row, report: &mut Fidelity) {
        let Row { from, to, what, technique, source, others, when, unread, hedge, marking, times, place } = row;
        let voice = Voice { hedge, ..self.voice_of(source.as_deref(), &place, report) };
        let mut claim = voice.claim(None);
        claim.said.marking = tlp::beside(marking, self.whole);
        claim.said.when = when.as_ref().map(|it| it.moment.clone());
        // what the label cannot hold
        let mut notes: Vec<Words> =
            what.iter().filter(|it| short::brief(it, LONGEST_LABEL).1).map(Words::from).collect();
        notes.extend(others);
        notes.extend((times > 1).then(|| Phrase::table_n_rows(times).into()));
        notes.extend(when.as_ref().and_then(|it| it.note.clone()));
        notes.extend(unread.map(|it| Phrase::table_written(it).into()));
        claim.said.note = make::notes(notes, Phrase::import_then);
        let technique = technique.map(|it| self.technique(&it, &voice, marking));
        // On one day, the clock says the order: 10:00 comes before 14:30. The order of rows says nothing: a table may be
        // sorted by host, or the newest first. A clock without a zone comes neither before nor after an instant.
        let clock = when.as_ref().and_then(|it| Some((usize::from(it.clock?), it.key)));
        if let Some((kind, key)) = clock
            && let Some((before, earlier)) = &self.before[kind]
            && *earlier < key
        {
            claim.said.after = Some(before.clone());
        }
        let naming = Naming { voice: &self.voice, marking, place: &place };
        let mut ids = |all: &[String]| -> Vec<String> {
            all.iter().map(|it| self.hosts.host(it, &naming, &mut self.names, report)).collect()
        };
        let (from_ids, to_ids) = (ids(&from), ids(&to));
        let pairs: Vec<(&String, &String)> =
            from_ids.iter().flat_map(|a| to_ids.iter().map(move |b| (a, b))).filter(|(a, b)| a != b).collect();
        let mut steps = Vec::new();
        for (from, to) in &pairs {
            let id = self.names.id(&format!("step {}", self.pivots.len() + self.events.len() + 1));
            steps.push(id.clone());
            let label = what.as_ref().map(|it| make::short(it, LONGEST_LABEL));
            let (from, to, claims) = ((*from).clone(), (*to).clone(), make::each(vec![claim.clone()]));
            let technique = technique.clone();
            self.pivots.push(PivotDraft { id, from, to, label, technique, claims, ..PivotDraft::default() });
        }
        if pairs.is_empty() {
            let named = if to.is_empty() { from } else { to }.join(", ");
            let what = what.map(|it| short::brief(&it, LONGEST_LABEL).0.into_owned());
            let label = Some(named).filter(|it| !it.is_empty()).into_iter().chain(what).collect::<Vec<_>>().join(": ");
            let id = self.names.id(&format!("step {}", self.pivots.len() + self.events.len() + 1));
            steps.push(id.clone());
            let hosts = if to_ids.is_empty() { from_ids } else { to_ids };
            let (label, claims) = (make::text(label), make::each(vec![claim]));
            self.events.push(EventDraft { id, label, hosts, claims, ..EventDraft::default() });
            report.carried(Phrase::table_events(), place);
        } else {
            report.carried(Phrase::table_steps(), place);
        }
        if let Some((kind, key)) = clock {
            let ids = if let [one] = steps.as_slice() { Ids::One(one.clone()) } else { Ids::Many(steps) };
            self.before[kind] = Some((ids, key));
        }
    }

    /// Who says a row: what its column names, or the table.
    fn voice_of(&mut self, source: Option<&str>, place: &str, report: &mut Fidelity) -> Voice {
        let Some(source) = source else { return self.voice.clone() };
        if technique::is_library(source) {
            report.left_out(Phrase::import_library_pages(), place);
            return self.voice.clone();
        }
        if let Some(known) = self.by_teller.get(source) {
            return Voice { source: known.clone(), hedge: None };
        }
        let made = make::reference(&mut self.names, source, None);
        let id = made.id.clone();
        self.by_teller.insert(source.to_owned(), id.clone());
        self.sources.push(SourceDraft { kind: "analyst".to_owned(), note: Some(make::text(source)), ..made });
        Voice { source: id, hedge: None }
    }

    /// The id of a technique: that of ATT&CK if the cell has one.
    fn technique(&mut self, words: &str, voice: &Voice, marking: Option<Marking>) -> String {
        let attack = technique::in_words(words);
        let key = attack.as_deref().unwrap_or(words).to_owned();
        let known = self.by_means.get(&key).and_then(|at| self.techniques.get_mut(*at));
        let marking = tlp::beside(marking, self.whole);
        if let Some((id, known)) = known.and_then(|it| Some((it.id.clone()?, it))) {
            for (_, claim) in known.claims.items.iter_mut().filter(|_| marking.is_none()) {
                claim.said.marking = None;
            }
            return id;
        }
        let id = attack.unwrap_or_else(|| self.names.id(&format!("technique {words}")));
        let mut fact = voice.vouch(id.clone(), words);
        fact.claims.items[0].1.said.marking = marking;
        self.by_means.insert(key, self.techniques.len());
        self.techniques.push(fact);
        id
    }

    fn finish(self, table: &Table<'_>, report: &mut Fidelity) -> IncidentDraft {
        let above: Vec<&str> = table.above.iter().flatten().map(|it| it.trim()).filter(|it| !it.is_empty()).collect();
        for (index, _) in table.above.iter().enumerate().filter(|(_, it)| it.iter().any(|it| !it.trim().is_empty())) {
            report.carried(Phrase::table_above(), format!("row {}", index + 1));
        }
        let name: Words = match above.first() {
            Some(title) => short::brief(title, 90).0.into(),
            None => report.file_name(Phrase::table_title()),
        };
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
        draft.summary = (!above.is_empty()).then(|| make::text(above.join(" · ")));
        draft.marking = self.whole.map(|it| it.as_str().to_owned());
        let source = SourceDraft {
            note: Some(make::text(Phrase::table_n_rows(table.rows.len()))),
            ..make::source(&self.voice.source, "analyst", Phrase::table_itself())
        };
        draft.sources = make::each(std::iter::once(source).chain(self.sources).collect());
        draft.techniques = make::each(self.techniques);
        // A place outside that no step leads to is where the intruder comes from: "Internet → VPN" at the top of a
        // table. If a step leads there as well ("file server → Internet"), it is only the way out.
        let reached = sorting::set_of(self.pivots.iter().map(|it| it.to.as_str()));
        let is_reached = |id: &str| reached.contains(id);
        let mut hosts = self.hosts.finish(self.whole, &self.voice, report);
        for host in hosts.iter_mut().filter(|it| it.role.as_deref() == Some("outside") && !is_reached(&it.id)) {
            host.role = Some("intruder".to_owned());
        }
        draft.hosts = make::each(hosts);
        draft.pivots = make::each(self.pivots);
        draft.events = make::each(self.events);
        draft
    }
}
