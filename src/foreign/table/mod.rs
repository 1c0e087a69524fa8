//! Tables of one's own (CSV, TSV): rows that say from where to where, or what happened, and when.
//!
//! `mapping.rs` says which column is what: as it was chosen, or by the words of the header; `preview.rs` shows that
//! before anything is made; `reading.rs` reads a row, `date.rs` dates as people write them in tables, `amount.rs` numbers;
//! this file makes the incident.
//! `ours.rs` reads the tables that this program wrote, with `sheet.rs`, `parts.rs` and `work.rs`, the file in the making.

mod amount;
mod cell;
mod date;
mod field;
mod headers;
mod hosts;
pub(super) mod mapping;
pub mod ours;
mod parts;
mod preview;
mod reading;
mod row;
mod sheet;
mod words;
mod work;
mod written;

pub(super) use date::Dates;
pub use field::Field;
pub use headers::FIELDS;
pub use mapping::Mapping;
pub use preview::preview;

use std::collections::BTreeMap;

use hosts::{Hosts, Naming};
use mapping::{guess, mapped};
use reading::Reading;
use row::{MOST_NOTED, Row, gathered, is_noted_too, whole};

use super::make::{self, Names, Voice, Words};
use super::{Content, Fidelity, content, records, short, technique, tlp};
use crate::import::draft::{
    AmountDraft, ClaimDraft, CountDraft, EventDraft, FactDraft, Ids, IncidentDraft, PivotDraft, SaidDraft, SourceDraft,
};
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

/// The options that choose columns.
fn of_columns(options: &[(String, String)]) -> Vec<(String, String)> {
    options.iter().filter(|(name, _)| ![DATES, HEADER, ZONE].contains(&name.as_str())).cloned().collect()
}

/// The table with the header that somebody chose; `None` if it has that already, or none can be there.
fn moved<'a>(content: &Content<'a>, options: &[(String, String)]) -> Option<Content<'a>> {
    let Content::Table { above, header, rows } = content else { return None };
    let chosen = options.iter().find(|(it, _)| it == HEADER)?.1.parse::<usize>().ok()?.checked_sub(1)?;
    let all = || above.iter().chain(std::iter::once(header)).chain(rows).cloned().collect();
    (chosen != above.len()).then(|| content::with_header(all(), chosen)).flatten()
}

/// Reads a table as the options say, and by the words of its header where they say nothing; the options then say how it was read.
pub fn read(content: &Content, report: &mut Fidelity) -> Vec<IncidentDraft> {
    let Content::Table { above, header, rows } = content else { return Vec::new() };
    let options = std::mem::take(&mut report.options);
    let option = |name: &str| options.iter().find(|(it, _)| it == name).map(|(_, value)| value.clone());
    let moved = moved(content, &options);
    let (above, header, rows) = match &moved {
        Some(Content::Table { above, header, rows }) => (above, header, rows),
        _ => (above, header, rows),
    };
    if let Some(chosen) = option(HEADER).filter(|it| *it != (above.len() + 1).to_string()) {
        report.left_out(Phrase::table_no_column(), format!("{HEADER}={chosen}"));
    }
    let columns = of_columns(&options);
    let (mapping, unknown) = mapped(header, &columns);
    for (name, column) in unknown {
        report.left_out(Phrase::table_no_column(), format!("{name}={column}"));
    }
    report.options = mapping.options(header);
    let order = option(DATES).filter(|it| date::is_order(it));
    report.options.extend(order.map(|it| (DATES.to_owned(), it)));
    match option(ZONE) {
        Some(name) if report.zones.read(&name).is_some() => report.options.push((ZONE.to_owned(), name)),
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
    for index in (0..header.len()).filter(|it| mapping.field_of(*it).is_some_and(is_noted_too)) {
        report.carried(Phrase::table_noted_words(), format!("column {} ({})", index + 1, header[index]));
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
    let chosen = report.option(ZONE).and_then(|it| Some((report.zones.read(it)?, it.to_owned())));
    let zone = mapping.zone(table.header, report.zones).map(|(zone, header)| (zone, header.to_owned())).or(chosen);
    if let Some((_, place)) = &zone {
        report.derived(Phrase::table_zone(), place.clone());
    }
    if let Some(clock) = mapping.column(Field::Clock) {
        report.derived(Phrase::table_joined_clocks(), table.header[clock].clone());
    }
    let column = table.rows.iter().filter_map(|row| mapping.cell(row, Field::When));
    let order = report.option(DATES).map(str::to_owned);
    let dates = Dates::of(column, zone.map(|(zone, _)| zone), order.as_deref(), report.zones);
    let reading = Reading { mapping, header: table.header, dates };
    let mut work = Work::default();
    work.voice.source = work.names.id("table");
    let mut all: Vec<Row> = Vec::new();
    for (index, cells) in table.rows.iter().enumerate() {
        let place = records::row(table.above.len(), index);
        if cells.iter().skip(table.header.len()).any(|it| !it.trim().is_empty()) {
            report.left_out(Phrase::table_beyond(), place.clone());
        }
        all.extend(reading.row(cells, place, report));
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

/// What a row says beside what happened.
struct Told<'a> {
    /// The hosts of its machines.
    here: &'a [String],
    /// What it is called.
    named: &'a str,
    /// Whether it says nothing else.
    is_all: bool,
    state: Option<(&'static str, bool)>,
    count: Option<(AmountDraft, String)>,
    place: &'a str,
}

/// The work in progress on one table.
#[derive(Default)]
struct Work {
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
    counts: Vec<CountDraft>,
    /// The steps of the row before, and its instant, for the order within a day: of clocks without a zone, and with one.
    before: [Option<(Ids, i64)>; 2],
}

impl Work {
    fn take(&mut self, row: Row, report: &mut Fidelity) {
        let Row { from, to, what, technique, source, others, when, hedge, marking, times, place, .. } = row;
        let (network, state, count) = (row.network, row.state, row.count);
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
        let is_step = !from.is_empty() && !to.is_empty();
        notes.extend(technique.as_ref().filter(|it| !is_step || self.is_known_otherwise(it)).map(Words::from));
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
        let mut ids = |all: &[String], is_origin: bool| -> Vec<String> {
            let naming = Naming { voice: &self.voice, marking, place: &place, is_origin };
            all.iter().map(|it| self.hosts.host(it, &naming, &mut self.names, report)).collect()
        };
        let (from_ids, to_ids) = (ids(&from, is_step), ids(&to, false));
        let here = if to_ids.is_empty() { &from_ids } else { &to_ids };
        if let Some(network) = network {
            self.hosts.stand(here, &network, &voice, claim.said.marking.as_deref(), &mut self.names);
            report.carried(Phrase::table_networks(), place.clone());
        }
        let named = what.clone().unwrap_or_else(|| if to.is_empty() { from.join(", ") } else { to.join(", ") });
        let is_all = what.is_none() && !is_step;
        if self.told(Told { here, named: &named, is_all, state, count, place: &place }, &claim.said) {
            return;
        }
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

    /// What a row says of the state of its machines, and how many it counts. Whether that is all that it says; then its notes
    /// stand there.
    fn told(&mut self, row: Told<'_>, said: &SaidDraft) -> bool {
        let mut said = SaidDraft { after: None, ..said.clone() };
        said.note = said.note.filter(|_| row.is_all);
        let mut is_told = row.count.is_some();
        if let Some((state, is_doubtful)) = row.state {
            let mut claim = ClaimDraft { value: Some(state.to_owned()), said: said.clone() };
            claim.said.hedge = if is_doubtful { Some("possible".to_owned()) } else { claim.said.hedge };
            let is_beside = !row.is_all && cell::state(row.named).is_none();
            is_told |= self.hosts.told(row.here, &claim, is_beside, row.place);
        }
        if let Some((amount, unit)) = row.count {
            said.unit = Some(unit);
            let claims = make::each(vec![ClaimDraft { value: Some(amount), said }]);
            let host = if let [one] = row.here { Some(one.clone()) } else { None };
            let id = self.names.id(&format!("count {}", self.counts.len() + 1));
            let is_named = !row.named.is_empty();
            let label = if is_named { make::short(row.named, 60) } else { make::text(Phrase::table_counted()) };
            self.counts.push(CountDraft { id, label, host, claims, ..CountDraft::default() });
        }
        is_told && row.is_all
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

    /// Whether a technique is known, and called by other words than these.
    fn is_known_otherwise(&self, words: &str) -> bool {
        let attack = technique::in_words(words);
        let known = self.by_means.get(attack.as_deref().unwrap_or(words)).and_then(|at| self.techniques.get(*at));
        attack.as_deref() != Some(words.trim()) && known.is_some_and(|it| it.label != Some(make::text(words)))
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
        let (mut hosts, zones) = self.hosts.finish(self.whole, &self.voice, report);
        for host in hosts.iter_mut().filter(|it| it.role.as_deref() == Some("outside") && !is_reached(&it.id)) {
            host.role = Some("intruder".to_owned());
        }
        draft.hosts = make::each(hosts);
        draft.zones = make::each(zones);
        draft.counts = make::each(self.counts);
        draft.pivots = make::each(self.pivots);
        draft.events = make::each(self.events);
        draft
    }
}
