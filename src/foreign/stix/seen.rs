//! What was seen, and when: sightings, observations, and the first and last day of actors, campaigns, means and places.

use super::facts::names;
use super::object::Object;
use super::work::{Spot, Work, moment};
use crate::foreign::make::{self, Words};
use crate::foreign::plain::plain;
use crate::foreign::pointer::{self, texts};
use crate::import::draft::EventDraft;
use crate::tongue::Phrase;

/// The longest label of an event.
const LONGEST: usize = 72;
/// Types with a first and a last day.
const KINDS: [&str; 7] =
    ["sighting", "observed-data", "campaign", "intrusion-set", "threat-actor", "malware", "infrastructure"];

/// Reads it.
pub fn read(work: &mut Work) -> Vec<EventDraft> {
    let mut events = Vec::new();
    for object in work.bundle.of_kinds(&KINDS) {
        match object.kind {
            "sighting" => events.push(sighting(work, object)),
            "observed-data" => events.extend(observation(work, object)),
            _ => events.extend(first_and_last(work, object)),
        }
    }
    events
}

/// The objects at a pointer, as far as the file holds them.
fn at<'a>(work: &Work<'a, '_>, object: Object<'a>, pointer: &str) -> Vec<Object<'a>> {
    texts(object.value, pointer).into_iter().filter_map(|it| work.bundle.get(it)).collect()
}

/// That something was sighted, or was not: a sighting that counts none says that somebody looked and did not find it.
fn sighting<'a>(work: &mut Work<'a, '_>, sighting: Object<'a>) -> EventDraft {
    let of = at(work, sighting, "/sighting_of_ref");
    let by = at(work, sighting, "/where_sighted_refs");
    let what = of.first().map_or_else(|| Phrase::stix_something().into(), |it| Words::from(it.name()));
    let seen_by = names(by.iter().map(Object::name)).map(|it| Phrase::stix_seen_by(it).into());
    let is_none = sighting.value.get("count").and_then(pointer::whole) == Some(0);
    event(
        work,
        sighting,
        Phrase::import_seen(what),
        ("/first_seen", "/last_seen"),
        &[of, by].concat(),
        (seen_by, is_none),
    )
}

fn observation<'a>(work: &mut Work<'a, '_>, observed: Object<'a>) -> Option<EventDraft> {
    observed.text("/first_observed").or(observed.text("/last_observed"))?;
    let of = at(work, observed, "/object_refs");
    let called = of.iter().map(Object::name).zip(&of).filter(|(name, it)| *name != it.kind);
    let what = names(called.map(|(name, _)| name)).unwrap_or_else(|| Phrase::stix_objects().into());
    Some(event(work, observed, Phrase::stix_observed(what), ("/first_observed", "/last_observed"), &of, (None, false)))
}

fn first_and_last<'a>(work: &mut Work<'a, '_>, object: Object<'a>) -> Vec<EventDraft> {
    let versions = work.bundle.versions(object);
    for pointer in ["/first_seen", "/last_seen"] {
        work.when(object, pointer);
    }
    let has = |pointer: &str| versions.iter().any(|it| moment(*it, pointer).is_some());
    // a first day that is the last one too is one event
    let is_one = versions.iter().all(|it| it.text("/first_seen") == it.text("/last_seen"));
    let mut events = Vec::new();
    if has("/first_seen") {
        events.push(event(
            work,
            object,
            Phrase::import_first_seen(object.name()),
            ("/first_seen", ""),
            &[],
            (None, false),
        ));
    }
    if has("/last_seen") && !is_one {
        events.push(event(work, object, Phrase::stix_last_seen(object.name()), ("/last_seen", ""), &[], (None, false)));
    }
    events
}

/// An event from a first to a last time.
fn event<'a>(
    work: &mut Work<'a, '_>,
    object: Object<'a>,
    label: Phrase,
    (first, last): (&str, &str),
    named: &[Object<'a>],
    (note, is_none): (Option<Words>, bool),
) -> EventDraft {
    let mut claims = work.told(object, &mut |work, version| {
        let mut claim = work.claim_on(version, named, None);
        // what cannot be read of a first and a last day is said before
        let start = if last.is_empty() { moment(version, first) } else { work.when(version, first) };
        let end = if last.is_empty() { None } else { work.when(version, last) };
        let times = version.value.get("count").or(version.value.get("number_observed")).and_then(pointer::whole);
        let about = version.text("/description").filter(|_| !last.is_empty()).map(|it| Words::from(plain(it)));
        let until = start.as_ref().and(end.clone()).filter(|it| start.as_ref() != Some(it));
        let notes = [
            note.clone(),
            times.filter(|it| *it > 1).map(|it| Phrase::stix_n_times(it).into()),
            until.map(|it| Phrase::stix_last(it).into()),
            about,
        ];
        let notes = make::notes(notes.into_iter().flatten(), Phrase::import_beside);
        claim.said.note = claim.said.note.into_iter().chain(notes).reduce(|a, b| make::beside(&a, &b));
        claim.said.when = start.or(end);
        if is_none {
            claim.said.hedge = Some("denied".to_owned());
        }
        claim
    });
    // a version without the field says nothing of it
    if claims.iter().any(|it| it.said.when.is_some()) {
        claims.retain(|it| it.said.when.is_some());
    }
    work.carried(Phrase::stix_sightings(), object);
    let id = work.names.id(&make::name(&label.clone().into()));
    // an opinion on a campaign is none on when it was seen
    if !last.is_empty() {
        work.stands(object, Spot::Event(id.clone()), None);
    }
    EventDraft { id, label: make::short(label, LONGEST), claims: make::each(claims), ..EventDraft::default() }
}
