//! Registers of breaches that authorities keep, as tables: whoever was breached told them, on a day that is not that of the breach.

use serde_json::Value;

use super::columns::{BROKEN_INTO, Column, REGISTERS, Register};
use super::{intruder, push, said};
use crate::foreign::make::{self, Names, Text, Voice, Words};
use crate::foreign::records::{self, Records};
use crate::foreign::silence::Accounted;
use crate::foreign::table::Dates;
use crate::foreign::zones::Zones;
use crate::foreign::{Content, Fidelity, icon, short};
use crate::import::draft::{CountDraft, EventDraft, HostDraft, Ids, IncidentDraft, PivotDraft, SourceDraft, ZoneDraft};
use crate::tongue::Phrase;

/// By so many of its columns a register is known.
const SIGNS: usize = 3;
/// The longest words of an authority that are kept, in characters.
const LONGEST: usize = 400;

/// Whether a file is one of them: a table, or the rows of one as JSON.
pub fn sniff(content: &Content) -> bool {
    match content {
        Content::Table { header, .. } => register(header.iter()).is_some(),
        Content::Json(_) | Content::Lines(_) | Content::Several(_) => {
            records::is_list_of(content, RECORDS.list, |it| {
                it.as_object().is_some_and(|it| register(it.keys()).is_some())
            })
        }
    }
}

/// A header in small letters, with `_` for any blanks.
fn plain(header: &str) -> String {
    header.to_lowercase().split_whitespace().collect::<Vec<_>>().join("_")
}

fn register<'a>(header: impl Iterator<Item = &'a String>) -> Option<&'static Register> {
    let header: Vec<String> = header.map(|it| plain(it)).collect();
    REGISTERS.iter().find(|it| it.columns.iter().take(SIGNS).all(|(name, _)| header.iter().any(|it| it == name)))
}

/// The fields that it accounts for itself: all, because dates and numbers are read as their country writes them.
const ACCOUNTED: Accounted = Accounted { read: &[&["*"]], lost: &[], silent: &[] };

/// How each is read.
pub const RECORDS: Records =
    Records { list: "data", what: Phrase::register_nobody, read: row, accounted: ACCOUNTED, row: records::fields };

/// One draft for each row that names somebody.
pub fn read(content: &Content, report: &mut Fidelity) -> Vec<IncidentDraft> {
    RECORDS.drafts(content, report)
}

fn row(value: &Value, place: &str, report: &mut Fidelity) -> Option<IncidentDraft> {
    let fields = value.as_object()?;
    let register = register(fields.keys())?;
    let named: Vec<(String, &str, &str)> =
        fields.iter().filter_map(|(name, it)| Some((plain(name), name.as_str(), said(it.as_str()?)?))).collect();
    let is_known = |name: &str| register.columns.iter().any(|(it, _)| *it == name);
    for (_, name, _) in named.iter().filter(|(plain, ..)| !is_known(plain)) {
        report.left_out(Phrase::import_unread_field(*name), format!("{place}/{name}"));
    }
    let cells = register.columns.iter().filter_map(|(name, column)| {
        let (_, header, cell) = named.iter().find(|(it, ..)| it == name)?;
        Some((*column, *header, *cell))
    });
    // all of them are of the United States
    let dates = Dates::of([].into_iter(), None, Some("month-first"), Zones::default());
    Row { register, cells: cells.collect(), dates, place: place.to_owned() }.draft(report)
}

/// A row in the reading.
struct Row<'a> {
    register: &'a Register,
    /// What stands in its columns, with their headers.
    cells: Vec<(Column, &'a str, &'a str)>,
    dates: Dates,
    place: String,
}

impl<'a> Row<'a> {
    /// What stands in the columns of a kind, with their headers.
    fn all(&self, column: Column) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a, '_> {
        self.cells.iter().filter(move |(it, ..)| *it == column).map(|(_, header, cell)| (*header, *cell))
    }

    fn get(&self, column: Column) -> Option<&'a str> {
        self.all(column).next().map(|(_, cell)| cell)
    }

    /// The days in a cell, each as a moment; a midnight is none.
    fn days(&self, column: Column, words: Text, report: &mut Fidelity) -> Vec<String> {
        let cell = self.get(column).unwrap_or_default();
        let mut days = Vec::new();
        for written in cell.split([',', ';']).filter_map(said) {
            match self.dates.read(written) {
                Some(it) => {
                    days.push(it.moment);
                    report.carried(words(), self.place.clone());
                }
                None => report.left_out(Phrase::register_no_day(), self.place.clone()),
            }
        }
        days
    }

    fn draft(&self, report: &mut Fidelity) -> Option<IncidentDraft> {
        let place = || self.place.clone();
        let victim = self.get(Column::Victim)?;
        report.carried(Phrase::import_victims(), place());
        let told = self.days(Column::Told, Phrase::register_told_days, report).pop();
        let mut names = Names::default();
        let voice = Voice { source: names.id("register"), hedge: None };
        let year = told.as_deref().and_then(|it| it.get(..4));
        let title: Words = year.map_or_else(|| victim.into(), |it| Phrase::import_title_on(victim, it).into());
        let id = Names::default().id(&format!("{victim} {}", told.as_deref().unwrap_or_default()));
        let mut draft = make::incident(id, title);
        draft.sources = make::each(vec![SourceDraft {
            url: Some(self.register.page.to_owned()),
            published: told.clone(),
            inferred: told.as_ref().map(|_| make::text(Phrase::register_out())),
            ..make::source(&voice.source, "authority", (self.register.authority)())
        }]);
        draft.victim = Some(voice.fact(victim));
        let steps = self.breach(&mut draft, victim, &voice, &mut names, report);
        if let Some(told) = told {
            let mut claim = voice.claim(None);
            (claim.said.when, claim.said.after) = (Some(told), (!steps.is_empty()).then_some(Ids::Many(steps)));
            push(
                &mut draft.events.items,
                EventDraft {
                    id: names.id("told"),
                    kind: Some("authority-told".to_owned()),
                    label: make::text(Phrase::register_told((self.register.authority)())),
                    claims: make::each(vec![claim]),
                    ..EventDraft::default()
                },
            );
        }
        self.people(&mut draft, &voice, &mut names, report);
        for (header, cell) in self.all(Column::Kind).chain(self.all(Column::Means)).chain(self.all(Column::Fact)) {
            push(&mut draft.facts.items, voice.labelled(names.id(header), header, cell));
            report.carried(Phrase::register_facts(), place());
        }
        if let Some((header, words)) = self.all(Column::Words).next() {
            let (words, is_cut) = short::brief(words, LONGEST);
            push(&mut draft.facts.items, voice.labelled(names.id(header), header, words));
            report.carried(Phrase::register_facts(), place());
            if is_cut {
                report.left_out(Phrase::hibp_ends(), place());
            }
        }
        Some(draft)
    }

    /// The breach: where the data lay, who came from outside if the register says that somebody broke in, and when. What happened.
    fn breach(
        &self,
        draft: &mut IncidentDraft,
        victim: &str,
        voice: &Voice,
        names: &mut Names,
        report: &mut Fidelity,
    ) -> Vec<String> {
        let began = self.days(Column::Began, Phrase::register_days, report).pop();
        let mut days = self.days(Column::Days, Phrase::register_days, report);
        crate::sorting::by(&mut days, Ord::cmp);
        let first = began.as_ref().or(days.first());
        let kind = self.get(Column::Kind).unwrap_or_default();
        let is_broken_into = BROKEN_INTO.iter().any(|it| kind.to_lowercase().contains(it));
        let from = is_broken_into.then(|| intruder(draft, Phrase::import_unknown_actor(), voice, names));
        let hosts = self.hosts(draft, victim, voice, names, report);
        let mut happened = Vec::new();
        for id in &hosts {
            let mut claim = voice.claim(None);
            claim.said.when = first.cloned();
            if let Some(from) = &from {
                let means = self.get(Column::Means).unwrap_or(kind);
                let pivot = PivotDraft {
                    id: names.id("breach"),
                    from: from.clone(),
                    to: id.clone(),
                    label: Some(make::short(means, 40)),
                    claims: make::each(vec![claim]),
                    ..PivotDraft::default()
                };
                happened.push(pivot.id.clone());
                push(&mut draft.pivots.items, pivot);
                report.derived(Phrase::register_step(), self.place.clone());
            } else if let Some((_, host)) = draft.hosts.items.iter_mut().find(|(_, it)| it.id == *id) {
                let mut state = voice.claim(Some("compromised".to_owned()));
                state.said.when = first.cloned();
                host.states = make::each(vec![state]);
            }
        }
        let ended = self.days(Column::Ended, Phrase::register_days, report).pop();
        let noticed = self.days(Column::Noticed, Phrase::register_days, report).pop();
        let label = || if kind.is_empty() { Phrase::register_breach().into() } else { Words::from(kind) };
        let breaches: Vec<(Option<String>, &str, Words)> = match (&from, days.is_empty()) {
            (None, true) => vec![(began, "compromise", label())],
            (Some(_), true) => Vec::new(),
            (_, false) => days.into_iter().map(|it| (Some(it), "compromise", label())).collect(),
        };
        let ended = ended.map(|it| (Some(it), "compromise", Phrase::register_ended().into()));
        let noticed = noticed.map(|it| (Some(it), "detection", Phrase::register_noticed().into()));
        for (when, kind, label) in breaches.into_iter().chain(ended).chain(noticed) {
            let mut claim = voice.claim(None);
            claim.said.when = when;
            let event = EventDraft {
                id: names.id("event"),
                kind: Some(kind.to_owned()),
                label: make::text(label),
                hosts: hosts.clone(),
                claims: make::each(vec![claim]),
                ..EventDraft::default()
            };
            happened.push(event.id.clone());
            push(&mut draft.events.items, event);
        }
        happened
    }

    /// The places where the data lay, within the victim; the victim itself if none is told.
    fn hosts(
        &self,
        draft: &mut IncidentDraft,
        victim: &str,
        voice: &Voice,
        names: &mut Names,
        report: &mut Fidelity,
    ) -> Vec<String> {
        let places: Vec<&str> =
            self.get(Column::Places).into_iter().flat_map(|it| it.split(',')).filter_map(said).collect();
        let zone = (!places.is_empty()).then(|| names.id("victim"));
        if let Some(id) = &zone {
            push(
                &mut draft.zones.items,
                ZoneDraft { id: id.clone(), label: make::short(victim, 40), ..ZoneDraft::default() },
            );
            report.derived(Phrase::register_places(), self.place.clone());
        }
        let labels = if places.is_empty() { vec![victim] } else { places };
        let mut ids = Vec::new();
        for label in labels {
            let kind = if zone.is_some() { icon::of(&[label]) } else { "party" };
            let host = HostDraft {
                id: names.id(label),
                label: make::short(label, 40),
                kind: Some(kind.to_owned()),
                zone: make::each(zone.iter().map(|it| voice.claim(Some(it.clone()))).collect()),
                ..HostDraft::default()
            };
            ids.push(host.id.clone());
            push(&mut draft.hosts.items, host);
        }
        ids
    }

    /// How many people it concerns.
    fn people(&self, draft: &mut IncidentDraft, voice: &Voice, names: &mut Names, report: &mut Fidelity) {
        let Some(cell) = self.get(Column::People) else { return };
        match cell.split(',').collect::<String>().parse::<u64>() {
            Ok(number) => {
                let (label, unit) = self.register.people;
                draft.counts = make::each(vec![CountDraft {
                    id: names.id("people"),
                    label: make::text(label()),
                    claims: make::each(vec![voice.number(number, unit)]),
                    ..CountDraft::default()
                }]);
                report.carried(Phrase::register_counts(), self.place.clone());
            }
            Err(_) => report.left_out(Phrase::import_no_whole_counts(), self.place.clone()),
        }
    }
}
