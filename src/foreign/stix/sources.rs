//! Who says what an object says, and since when: a report, or its creator on the day of its last change.
//!
//! A version of an object was made on a day, and nobody knew it before. A report of that day or a later one that lists the
//! object told it; without such a report its creator did, on the day of the version.

use std::collections::{BTreeMap, BTreeSet};

use super::bundle::Bundle;
use super::marking;
use super::object::Object;
use crate::foreign::Fidelity;
use crate::foreign::make::{self, Names, Words};
use crate::foreign::pointer::{self, list, text, texts};
use crate::foreign::{short, technique};
use crate::import::draft::SourceDraft;
use crate::incident::{Day, Marking};
use crate::sorting;
use crate::tongue::Phrase;

/// On so many days one creator is a source of its own for each; if there are more, for each month or year.
const MOST_DAYS: usize = 12;
/// Types that say how a file is to be read, and nothing of what happened.
pub const FRAME: [&str; 3] = ["marking-definition", "extension-definition", "language-content"];
/// The identity of MITRE in ATT&CK. What it made is taken from a catalogue.
const MITRE: &str = "identity--c78cb6e5-0c4b-4611-8297-d1b8b55e40b5";

/// Who tells.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Teller<'a> {
    /// A report, by its id.
    Report(&'a str),
    /// A report, by its id, of which something was changed on a later day (or in a month or year).
    Changed(&'a str, String),
    /// A creator, by its id, on a day (or in a month or year).
    Creator(&'a str, String),
}

/// The sources of a draft.
#[derive(Debug, Default)]
pub struct Sources<'a> {
    /// In the order in which they first speak.
    pub all: Vec<SourceDraft>,
    ids: BTreeMap<Teller<'a>, String>,
    /// Who stands behind a source, by its id: the id of the creator, and since when it is told.
    voices: BTreeMap<String, (&'a str, String)>,
    /// The reports that list an object, by its id; the first to be published first.
    listed: BTreeMap<&'a str, Vec<Object<'a>>>,
    /// Who speaks for what bears no creator and no day of its own, such as an address.
    speakers: BTreeMap<&'a str, Object<'a>>,
    /// The sources that are named in what is marked more strictly than the whole, by their ids.
    pub secret: BTreeSet<String>,
    /// How many digits of a day tell those of a creator apart.
    precision: BTreeMap<&'a str, usize>,
    /// The last day of each creator, and of all.
    latest: BTreeMap<&'a str, String>,
    addresses: BTreeSet<&'a str>,
}

impl<'a> Sources<'a> {
    /// Finds out who may speak; a source arises when it does.
    pub fn of(bundle: &Bundle<'a>) -> Self {
        let mut sources = Self::default();
        let mut reports: Vec<Object> = bundle.all("report").collect();
        sorting::by_key(&mut reports, |it| (published(it), it.id));
        for report in reports {
            for id in texts(report.value, "/object_refs") {
                sources.listed.entry(id).or_default().push(report);
            }
        }
        let mut days: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        let all = bundle.objects.values().chain(bundle.older.values().flatten());
        for it in all.filter(|it| !FRAME.contains(&it.kind)) {
            days.entry(creator(it)).or_default().extend(it.changed().map(|day| day.to_string()));
        }
        let last = days.values().flatten().max().cloned().unwrap_or_default();
        for (creator, days) in days {
            sources.latest.insert(creator, days.last().unwrap_or(&last).clone());
            let is_few = |n: &usize| sorting::set_of(days.iter().filter_map(|it| it.get(..*n))).len() <= MOST_DAYS;
            sources.precision.insert(creator, [10, 7].into_iter().find(is_few).unwrap_or(4));
        }
        // the first of these to name an object speaks for it
        let fields =
            ["/object_refs", "/analysis_sco_refs", "/source_ref", "/target_ref", "/sample_refs", "/sighting_of_ref"];
        let kinds = ["observed-data", "malware-analysis", "relationship", "malware", "sighting", "note", "report"];
        for it in kinds.iter().flat_map(|kind| bundle.all(kind)) {
            for id in fields.iter().flat_map(|field| texts(it.value, field)) {
                sources.speakers.entry(id).or_insert(it);
            }
        }
        for traffic in bundle.all("network-traffic").filter(|it| !has_voice(it)) {
            if let Some(speaker) = sources.speakers.get(traffic.id).copied() {
                for id in ["/src_ref", "/dst_ref"].iter().filter_map(|it| traffic.text(it)) {
                    sources.speakers.entry(id).or_insert(speaker);
                }
            }
        }
        sources
    }

    /// Whose word an object is: its own, or that of what names it where it is only a thing.
    pub fn speaker(&self, object: Object<'a>) -> Object<'a> {
        if has_voice(&object) { object } else { self.speakers.get(object.id).copied().unwrap_or(object) }
    }

    /// The observation in which a thing was seen.
    pub fn observation(&self, object: Object<'a>) -> Option<Object<'a>> {
        self.speakers.get(object.id).copied().filter(|it| it.kind == "observed-data")
    }

    /// Whether a report is the source of anything.
    pub fn speaks(&self, report: &str) -> bool {
        let is_one = |it: &Teller| matches!(it, Teller::Report(id) | Teller::Changed(id, _) if *id == report);
        self.ids.keys().any(is_one)
    }

    /// Since when a source says what it says.
    pub fn told_on(&self, source: &str) -> String {
        self.voices.get(source).map(|it| it.1.clone()).unwrap_or_default()
    }

    /// The id of the source that says an object, which may be shared up to a level.
    pub fn source(
        &mut self,
        object: Object<'a>,
        level: Option<Marking>,
        bundle: &Bundle<'a>,
        (names, fidelity): (&mut Names, &mut Fidelity),
    ) -> String {
        let report = self.report(&object, level, bundle);
        // what bears no day had been said by the last one
        let latest = self.latest.get(creator(&object)).cloned().unwrap_or_default();
        let day = object.changed().map_or(latest, |it| it.to_string());
        let digits = self.precision.get(creator(&object)).copied().unwrap_or(10);
        let day = day.get(..digits).unwrap_or_default().to_owned();
        let changed = self.listing(&object, level, bundle).filter(|_| report.is_none());
        let teller = match (report, changed) {
            (Some((report, _)), _) => Teller::Report(report.id),
            (None, Some((report, _))) => Teller::Changed(report.id, day.clone()),
            (None, None) => Teller::Creator(creator(&object), day.clone()),
        };
        let told = report.map_or(day.clone(), |(_, day)| day.to_string());
        if let Some(id) = self.ids.get(&teller) {
            return id.clone();
        }
        let maker = report.map_or(creator(&object), |(it, _)| creator(&it));
        let name = bundle.get(maker).or(bundle.withdrawn.get(maker).copied()).map(|it| it.name());
        let id = names.id(name.unwrap_or("author"));
        if name.is_none() {
            fidelity.left_out(Phrase::stix_no_creator(), bundle.at(object.index));
        }
        let publisher = name.map_or_else(|| Phrase::stix_author().into(), Words::from);
        let source = make::source(&id, "analyst", publisher);
        let is_dated = !day.is_empty();
        self.all.push(if let Some((report, day)) = report {
            SourceDraft { title: Some(make::text(report.name())), published: Some(day.to_string()), ..source }
        } else {
            if is_dated {
                fidelity.derived(Phrase::stix_published(), bundle.at(object.index));
            }
            let inferred = is_dated.then(|| make::text(Phrase::stix_changed()));
            let title = changed.map(|(report, _)| make::text(report.name()));
            let note = changed.map(|(_, day)| make::text(Phrase::stix_report_day(day.to_string())));
            SourceDraft { title, note, inferred, published: is_dated.then_some(day), ..source }
        });
        self.voices.insert(id.clone(), (maker, told));
        self.ids.insert(teller, id.clone());
        id
    }

    /// The reports that list an object, or are it, and may be named beside it, with their days. A report by somebody else is no
    /// word of the creator, and one that may not be shared as far as the object does not name itself beside it.
    fn listings(&self, object: &Object<'a>, level: Option<Marking>, bundle: &Bundle<'a>) -> Vec<(Object<'a>, Day)> {
        let all = self.listed.get(object.id).into_iter().flatten().copied();
        let own = [*object].into_iter().filter(|it| it.kind == "report");
        let may_be_named = |report: &Object<'a>| {
            marking::of(*report, bundle).is_none_or(|it| level.is_some_and(|level| !it.is_above(level)))
        };
        let is_by_creator = |it: &Object<'a>| creator(object).is_empty() || creator(object) == creator(it);
        let all = all.chain(own).filter(|it| may_be_named(it) && is_by_creator(it));
        all.filter_map(|it| Some((it, published(&it)?))).collect()
    }

    /// The only report that lists an object, in another version than this one.
    fn listing(&self, object: &Object<'a>, level: Option<Marking>, bundle: &Bundle<'a>) -> Option<(Object<'a>, Day)> {
        let all = self.listings(object, level, bundle);
        if let [one] = all.as_slice() { Some(*one) } else { None }
    }

    /// The report that told this version of an object first, and its day.
    fn report(&self, object: &Object<'a>, level: Option<Marking>, bundle: &Bundle<'a>) -> Option<(Object<'a>, Day)> {
        let changed = object.changed();
        let newest = bundle.get(object.id).unwrap_or(*object);
        let days = bundle.versions(newest).into_iter().filter_map(|it| it.changed());
        let next = days.filter(|it| Some(*it) > changed).min();
        self.listings(object, level, bundle).into_iter().find(|(report, day)| {
            // a report that was written down later than it came out: what was made with it and never changed since stood in it
            let is_written_down = report.text("/created").and_then(pointer::day) > Some(*day)
                && object.text("/created").is_some()
                && object.text("/created") == object.text("/modified");
            let is_told = changed.is_none_or(|it| it <= *day) || is_written_down;
            is_told && next.is_none_or(|it| it > *day)
        })
    }

    /// Whether one creator speaks in both sources, and whether the first is the earlier one. Who is not named may be anybody.
    pub fn is_earlier(&self, one: &str, other: &str) -> Option<bool> {
        let (a, b) = (self.voices.get(one)?, self.voices.get(other)?);
        (a.0 == b.0 && !a.0.is_empty()).then(|| a.1 <= b.1)
    }

    /// What an object refers to, as sources of their own: they were out when it was changed last.
    pub fn references(&mut self, object: Object<'a>, names: &mut Names) -> usize {
        let references = list(object.value, "/external_references").iter();
        let mut references: Vec<_> = references.map(|it| (text(it, "/source_name"), it.to_string(), it)).collect();
        sorting::by(&mut references, |a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
        let mut taken = 0;
        for (_, _, reference) in references {
            let Some(url) = text(reference, "/url").filter(|it| !technique::is_library(it)) else { continue };
            if !self.addresses.insert(url) {
                continue;
            }
            let name = text(reference, "/source_name").unwrap_or_else(|| short::site(url));
            let source = SourceDraft {
                title: text(reference, "/description").map(make::text),
                url: Some(url.to_owned()),
                ..make::source(&names.id(name), "analyst", name)
            };
            self.all.push(make::out_by(source, object.changed().map(|it| it.to_string()).as_deref()));
            taken += 1;
        }
        taken
    }
}

/// The id of the creator; nothing if none is named.
pub fn creator<'a>(object: &Object<'a>) -> &'a str {
    object.text("/created_by_ref").unwrap_or_default()
}

/// Whether somebody says the object itself: a thing such as an address has neither a creator nor a day.
fn has_voice(object: &Object<'_>) -> bool {
    object.text("/created_by_ref").is_some() || object.text("/created").is_some()
}

/// The day on which a report came out.
fn published(report: &Object<'_>) -> Option<Day> {
    report.text("/published").and_then(pointer::day)
}

/// Whether an object is taken from a catalogue, which says what a technique or a tool is, and not that somebody used it.
pub fn is_library(object: &Object<'_>) -> bool {
    let is_means = matches!(object.kind, "attack-pattern" | "malware" | "tool" | "vulnerability");
    is_means && (creator(object) == MITRE || object.value.get("x_mitre_version").is_some())
}
