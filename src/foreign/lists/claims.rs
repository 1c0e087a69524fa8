//! What groups claim on their sites, as trackers list it (ransomware.live, ransomwatch): JSON, or a table. The victim of a claim
//! need not be one, so all of it is told by the group, and only heard.

use serde_json::Value;

use super::{intruder, push, said};
use crate::foreign::make::{self, Names, Voice};
use crate::foreign::pointer::day;
use crate::foreign::records::{self, Records};
use crate::foreign::table::Dates;
use crate::foreign::time::is_real;
use crate::foreign::{Accounted, Content, Fidelity, short};
use crate::import::draft::{EventDraft, HostDraft, Ids, IncidentDraft, PivotDraft, SourceDraft};
use crate::tongue::Phrase;

/// Who is claimed, and by whom: the names that trackers have for these, each with when it was seen.
const NAMES: [[&str; 3]; 2] = [["post_title", "group_name", "discovered"], ["victim", "group", "discovered"]];
/// When the group put it on its site.
const POSTED: [&str; 2] = ["published", "attackdate"];
/// What is said of the victim.
const FACTS: [&str; 4] = ["website", "domain", "country", "activity"];
/// Addresses of the sites of criminals, which are not passed on.
const SITES: [&str; 3] = ["post_url", "claim_url", "screenshot"];
/// The page of the tracker.
const PAGES: [&str; 2] = ["permalink", "url"];
/// The longest words of a group that are kept, in characters.
const LONGEST: usize = 400;

/// Whether a file lists such claims.
pub fn sniff(content: &Content) -> bool {
    match content {
        Content::Table { header, .. } => {
            NAMES.iter().any(|it| it.iter().all(|it| header.iter().any(|name| name == it)))
        }
        Content::Json(_) | Content::Lines(_) | Content::Several(_) => {
            records::is_list_of(content, RECORDS.list, is_claim)
        }
    }
}

fn is_claim(value: &Value) -> bool {
    NAMES.iter().any(|it| it.iter().all(|it| value.get(it).is_some_and(Value::is_string)))
}

/// The fields that it accounts for itself.
pub const ACCOUNTED: Accounted =
    Accounted { read: &[&["~discovered", "post_title", "victim"]], lost: &[], silent: &[] };

/// How each is read.
pub const RECORDS: Records =
    Records { list: "victims", what: Phrase::claims_none, read: claim, accounted: ACCOUNTED, row: records::fields };

/// One draft for each claim.
pub fn read(content: &Content, report: &mut Fidelity) -> Vec<IncidentDraft> {
    RECORDS.drafts(content, report)
}

fn claim(value: &Value, place: &str, report: &mut Fidelity) -> Option<IncidentDraft> {
    let of = |name: &str| value.get(name).and_then(Value::as_str).and_then(said);
    let any = |names: &[&str]| names.iter().find_map(|it| of(it));
    let [victim, group, _] = NAMES.into_iter().find(|it| it[..2].iter().all(|it| of(it).is_some()))?;
    let (victim, group) = (plain(of(victim)?), of(group)?);
    let (posted, seen) = (any(&POSTED).and_then(moment), of("discovered").and_then(moment));
    let known = [&NAMES[0][..], &NAMES[1], &POSTED, &FACTS, &SITES, &PAGES, &["description"]].concat();
    records::unread(value, &known, place, report);
    let mut names = Names::default();
    let (theirs, tracker) = (names.id(&format!("group {group}")), names.id("tracker"));
    let voice = Voice { source: theirs, hedge: Some("rumoured") };
    let out = posted.clone().or_else(|| seen.clone());
    let id = Names::default().id(&format!("{victim} {group} {}", out.as_deref().unwrap_or_default()));
    let mut draft = make::incident(id, Phrase::claims_title(&victim, group));
    draft.sources = make::each(vec![
        SourceDraft {
            published: out.clone(),
            note: Some(make::text(Phrase::claims_note())),
            ..make::source(&voice.source, "intruder", group)
        },
        SourceDraft {
            published: seen.clone(),
            url: any(&PAGES).filter(|it| it.starts_with("https://")).map(str::to_owned),
            ..make::source(&tracker, "analyst", Phrase::claims_tracker())
        },
    ]);
    draft.victim = Some(voice.fact(victim.as_str()));
    draft.actor = Some(voice.fact(group));
    let from = intruder(&mut draft, group, &Voice { hedge: None, ..voice.clone() }, &mut names);
    let to = HostDraft {
        id: names.id("victim"),
        label: make::short(victim, 40),
        kind: Some("party".to_owned()),
        ..HostDraft::default()
    };
    let mut said = voice.claim(None);
    said.said.note = Some(make::text(Phrase::claims_note()));
    let pivot = PivotDraft {
        id: names.id("claim"),
        from,
        to: to.id.clone(),
        label: Some(make::text(Phrase::claims_step())),
        claims: make::each(vec![said]),
        ..PivotDraft::default()
    };
    report.derived(Phrase::claims_rumoured(), place);
    let step = pivot.id.clone();
    push(&mut draft.hosts.items, to);
    push(&mut draft.pivots.items, pivot);
    let (is_dated, is_seen) = (posted.is_some(), seen.is_some());
    let events = [(posted, Phrase::claims_posted(group)), (seen, Phrase::claims_seen())];
    for (when, label) in events.into_iter().filter(|(when, _)| when.is_some()) {
        let mut claim = make::claim(None, &tracker);
        (claim.said.when, claim.said.after) = (when, Some(Ids::One(step.clone())));
        push(
            &mut draft.events.items,
            EventDraft {
                id: names.id("event"),
                kind: Some("public-notice".to_owned()),
                label: make::text(label),
                claims: make::each(vec![claim]),
                ..EventDraft::default()
            },
        );
    }
    if is_dated || is_seen {
        report.derived(Phrase::claims_days(), place);
    } else {
        report.left_out(Phrase::register_no_day(), place);
    }
    facts(value, &mut draft, (group, &tracker, &voice), &mut names, place, report);
    Some(draft)
}

/// What is said of the victim, by the tracker and by the group.
fn facts(
    value: &Value,
    draft: &mut IncidentDraft,
    (group, tracker, voice): (&str, &str, &Voice),
    names: &mut Names,
    place: &str,
    report: &mut Fidelity,
) {
    let of = |name: &str| value.get(name).and_then(Value::as_str).and_then(said);
    // what else a tracker takes for the day of the attack
    let other = of(POSTED[1]).filter(|it| of(POSTED[0]).is_some_and(|posted| moment(posted) != moment(it)));
    for name in FACTS.into_iter().chain(other.map(|_| POSTED[1])) {
        if let Some(it) = of(name) {
            let stated = Voice { source: tracker.to_owned(), hedge: None };
            push(&mut draft.facts.items, stated.labelled(names.id(name), name, it));
            report.carried(Phrase::register_facts(), format!("{place}/{name}"));
        }
    }
    if let Some(words) = of("description") {
        let words = plain(words);
        let (words, is_cut) = short::brief(&words, LONGEST);
        push(&mut draft.facts.items, voice.labelled(names.id("words"), Phrase::claims_words(group), words));
        report.carried(Phrase::hibp_descriptions(), format!("{place}/description"));
        if is_cut {
            report.left_out(Phrase::hibp_ends(), format!("{place}/description"));
        }
    }
    for name in SITES.into_iter().filter(|it| of(it).is_some()) {
        report.left_out(Phrase::claims_sites(), format!("{place}/{name}"));
    }
}

/// The day of a time, or a date that is less precise. Trackers make up the time of day.
fn moment(written: &str) -> Option<String> {
    let day = day(written).filter(|it| is_real(*it)).map(|it| it.to_string());
    day.or_else(|| Some(Dates::default().read(written)?.moment))
}

/// Words of a page, in which `&` may have been coded twice.
fn plain(words: &str) -> String {
    short::without_tags(&short::without_tags(words)).trim().to_owned()
}
