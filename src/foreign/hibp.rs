//! Breaches of Have I Been Pwned: a site, a date that is only a guide, and how many accounts were found.

use serde_json::Value;

use super::make::{self, Names, Voice, Words};
use super::pointer::{self, text, texts, whole};
use super::records::{self, Records};
use super::short;
use super::{Accounted, Content, Fidelity};
use crate::import::draft::{CountDraft, EventDraft, FactDraft, HostDraft, IncidentDraft, PostureDraft, SourceDraft};
use crate::incident::Day;
use crate::tongue::Phrase;

/// The fields that it accounts for itself.
pub const ACCOUNTED: Accounted =
    Accounted { read: &[&["#PwnCount"]], lost: &[&["IsVerified", "LogoPath", "LogoType"]], silent: &[] };

/// Whether a file holds such breaches: one, or a list.
pub fn sniff(content: &Content) -> bool {
    records::is_list_of(content, RECORDS.list, is_record)
}

/// How each is read.
pub const RECORDS: Records = Records {
    list: "breaches",
    what: Phrase::hibp_no_breach,
    read: |value, place, report| is_record(value).then(|| breach(value, place, report)),
    accounted: ACCOUNTED,
    row: records::fields,
};

/// One draft for each breach.
pub fn read(content: &Content, report: &mut Fidelity) -> Vec<IncidentDraft> {
    RECORDS.drafts(content, report)
}

fn is_record(value: &Value) -> bool {
    ["Name", "BreachDate", "PwnCount"].iter().all(|it| value.get(it).is_some())
}

/// Whether no site was breached: the passwords were taken from people's own machines.
fn is_of_machines(value: &Value) -> bool {
    ["IsStealerLog", "IsMalware"].iter().any(|it| value.get(it) == Some(&Value::Bool(true)))
}

/// The longest description that is kept, in characters.
const LONGEST_DESCRIPTION: usize = 400;

fn breach(value: &Value, place: &str, report: &mut Fidelity) -> IncidentDraft {
    let at = |pointer: &str| format!("{place}{pointer}");
    let name = text(value, "/Name").unwrap_or("breach");
    let title = text(value, "/Title").unwrap_or(name);
    let (added, modified) = (day(value, "/AddedDate"), day(value, "/ModifiedDate"));
    let mut names = Names::default();
    let voice = Voice { source: names.id("hibp"), hedge: hedge(value, place, report) };
    let when = text(value, "/BreachDate").and_then(|it| {
        let moment = guide(it);
        match moment.as_ref().map(String::len) {
            None => report.left_out(Phrase::hibp_no_date(), at("/BreachDate")),
            Some(11) => report.derived(Phrase::hibp_guide_to_day(), at("/BreachDate")),
            Some(_) => report.derived(Phrase::hibp_guide_to_month(), at("/BreachDate")),
        }
        moment
    });
    let full_title: Words = when.as_deref().map_or(title.into(), |it| Phrase::import_title_on(title, &it[..4]).into());
    let mut draft = make::incident(Names::default().id(name), full_title);
    let mut sources = vec![SourceDraft {
        title: Some(make::text(Phrase::hibp_breach_named(name))),
        url: Some(format!("https://haveibeenpwned.com/PwnedWebsites#{}", name.replace(char::is_whitespace, ""))),
        published: published(added, modified),
        ..make::source(&voice.source, "analyst", Phrase::format_hibp())
    }];
    if let Some(url) = text(value, "/DisclosureUrl") {
        sources.push(make::reference(&mut names, url, added.as_ref()));
        report.carried(Phrase::import_references(), at("/DisclosureUrl"));
    }
    draft.sources = make::each(sources);
    if is_of_machines(value) {
        report.derived(Phrase::hibp_of_machines(), place);
    } else {
        draft.victim = Some(voice.fact(title));
        report.carried(Phrase::import_victims(), at("/Title"));
    }
    let data = texts(value, "/DataClasses").join(", ");
    if !data.is_empty() {
        let posture = PostureDraft { confidentiality: Some(voice.fact(data)), ..PostureDraft::default() };
        draft.posture = Some(posture);
        report.carried(Phrase::hibp_kinds_of_data(), at("/DataClasses"));
    }
    let mut facts = Vec::new();
    if let Some(html) = text(value, "/Description") {
        let plain = short::without_tags(html);
        let (words, is_cut) = short::brief(&plain, LONGEST_DESCRIPTION);
        facts.push(voice.labelled(names.id("description"), Phrase::hibp_description(), words));
        report.carried(Phrase::hibp_descriptions(), at("/Description"));
        if is_cut {
            report.left_out(Phrase::hibp_ends(), at("/Description"));
        }
    }
    facts.extend(marks(value, place, &voice, &mut names, report));
    draft.facts = make::each(facts);
    draft.hosts = make::each(vec![host(value, title, &voice, when.as_deref(), &mut names)]);
    if !is_of_machines(value) {
        report.derived(Phrase::hibp_site(), at("/Domain"));
    }
    let mut events: Vec<EventDraft> = when.iter().map(|it| breached(it, &voice, &mut names)).collect();
    if let Some(added) = added {
        events.push(listed(added, when.as_deref(), &voice, &mut names));
        report.carried(Phrase::hibp_added_event(), at("/AddedDate"));
    }
    draft.events = make::each(events);
    match value.get("PwnCount").and_then(whole) {
        Some(number) => {
            draft.counts = make::each(vec![CountDraft {
                id: names.id("accounts"),
                label: make::text(Phrase::hibp_accounts()),
                claims: make::each(vec![voice.number(number, "accounts")]),
                ..CountDraft::default()
            }]);
            report.carried(Phrase::hibp_counts(), at("/PwnCount"));
        }
        None => report.left_out(Phrase::import_no_whole_counts(), at("/PwnCount")),
    }
    draft
}

/// The flags that the list sets, in its own words. That it is verified, is true of nearly all and says nothing of one.
fn marks(value: &Value, place: &str, voice: &Voice, names: &mut Names, report: &mut Fidelity) -> Option<FactDraft> {
    let is_mark = |(key, it): &(&String, &Value)| key.starts_with("Is") && **it == true && *key != "IsVerified";
    let marks: Vec<&str> = value.as_object().into_iter().flatten().filter(is_mark).map(|it| it.0.as_str()).collect();
    for mark in &marks {
        report.carried(Phrase::hibp_marks_carried(), format!("{place}/{mark}"));
    }
    (!marks.is_empty()).then(|| voice.labelled(names.id("marks"), Phrase::hibp_marks(), marks.join(", ")))
}

/// How firmly the list itself vouches for a breach.
///
/// The list keeps breaches that it does not believe, and marks them: a data set that somebody made up is not the same kind
/// of statement as one that the company confirmed. So the mark becomes the hedge.
fn hedge(value: &Value, place: &str, report: &mut Fidelity) -> Option<&'static str> {
    let is = |key: &str| value.get(key) == Some(&Value::Bool(true));
    let (hedge, words) = match () {
        () if is("IsFabricated") => ("rumoured", Phrase::hibp_fabricated()),
        () if is("IsSpamList") => ("possible", Phrase::hibp_spam()),
        () if value.get("IsVerified") == Some(&Value::Bool(false)) => ("possible", Phrase::hibp_unverified()),
        () => return None,
    };
    report.derived(words, place);
    Some(hedge)
}

/// The site that was breached.
fn host(value: &Value, title: &str, voice: &Voice, when: Option<&str>, names: &mut Names) -> HostDraft {
    let mut state = voice.claim(Some("compromised".to_owned()));
    state.said.when = when.map(str::to_owned);
    let domain = text(value, "/Domain");
    let (kind, label): (_, Words) = match domain {
        _ if is_of_machines(value) => ("endpoint", Phrase::hibp_machines().into()),
        Some(domain) => ("website", domain.into()),
        None => ("party", title.into()),
    };
    HostDraft {
        id: names.id("site"),
        label: make::short(label, 40),
        kind: Some(kind.to_owned()),
        states: make::each(vec![state]),
        ..HostDraft::default()
    }
}

/// The breach itself.
fn breached(when: &str, voice: &Voice, names: &mut Names) -> EventDraft {
    let mut claim = voice.claim(None);
    claim.said.when = Some(when.to_owned());
    EventDraft {
        id: names.id("breach"),
        kind: Some("compromise".to_owned()),
        label: make::text(Phrase::hibp_breach()),
        hosts: vec!["site".to_owned()],
        claims: make::each(vec![claim]),
        ..EventDraft::default()
    }
}

/// When the breach came into the list.
fn listed(added: Day, when: Option<&str>, voice: &Voice, names: &mut Names) -> EventDraft {
    let mut claim = make::claim(None, &voice.source);
    claim.said.when = Some(added.to_string());
    if when.and_then(|it| crate::incident::Moment::parse(it).ok()?.span().earliest).is_some_and(|it| added < it) {
        claim.said.note = Some(make::text(Phrase::hibp_before()));
    }
    EventDraft {
        id: names.id("added"),
        label: make::text(Phrase::hibp_added()),
        claims: make::each(vec![claim]),
        ..EventDraft::default()
    }
}

/// From the day on which it was added to that on which it was last changed.
fn published(added: Option<Day>, modified: Option<Day>) -> Option<String> {
    match (added, modified) {
        (Some(added), Some(modified)) if added < modified => Some(format!("{added}/{modified}")),
        (Some(day), _) | (None, Some(day)) => Some(day.to_string()),
        (None, None) => None,
    }
}

fn day(value: &Value, pointer: &str) -> Option<Day> {
    pointer::day(text(value, pointer)?)
}

/// A date that is a guide only: `2012-01-01` → `2012~`, `2015-03-01` → `2015-03~`, `2015-03-04` → `2015-03-04~`.
///
/// The list has a full day for every breach, also where nobody knows it. Of 293 breaches 80 are dated to the first of a
/// month and 23 to 1 January: far too many to be real days.
fn guide(date: &str) -> Option<String> {
    let day = Day::parse(date)?;
    let precision = match day.ymd() {
        (_, 1, 1) => 4,
        (_, _, 1) => 7,
        _ => 10,
    };
    Some(format!("{}~", &date[..precision]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_day_stands_for_a_month_or_a_year() {
        assert_eq!(guide("2012-01-01").as_deref(), Some("2012~"));
        assert_eq!(guide("2015-03-01").as_deref(), Some("2015-03~"));
        assert_eq!(guide("2015-03-04").as_deref(), Some("2015-03-04~"));
        assert_eq!(guide("2015-13-04"), None);
        assert_eq!(guide("2015"), None);
    }
}
