//! Records of the `SecurityBreach` list: who was breached in which month, by whom, how, and how many users it hit.
//!
//! In this list 0 and `null` stand for "not known", and `?` for a tag that nobody filled in.

use serde_json::Value;

use super::look::{self, text, texts, whole};
use super::make::{self, Names, Voice};
use super::{Content, Fidelity};
use crate::import::draft::{CountDraft, HostDraft, IncidentDraft, PivotDraft, ZoneDraft};

/// Whether a file holds such records: one, a list, or a list in the field `breaches`.
pub fn sniff(content: &Content) -> bool {
    look::is_list_of(content, "breaches", is_record)
}

/// One draft for each record.
pub fn read(content: &Content, report: &mut Fidelity) -> Vec<IncidentDraft> {
    look::drafts(content, "breaches", "what is no record of the list", report, |value, place, report| {
        is_record(value).then(|| record(value, place, report))
    })
}

fn is_record(value: &Value) -> bool {
    value.get("entity").is_some_and(Value::is_string)
        && (value.get("tags").is_some_and(Value::is_object) || value.get("links").is_some_and(Value::is_array))
}

/// What stands in a record that was begun and not filled in.
const TEMPLATE: [&str; 2] = ["Who was breached?", "Short summary of what happened"];

/// Where the list cuts its summaries, in characters.
const CUT: usize = 100;

fn record(value: &Value, place: &str, report: &mut Fidelity) -> IncidentDraft {
    let at = |pointer: &str| format!("{place}{pointer}");
    let mut names = Names::default();
    let voice = Voice { source: names.id("record"), hedge: None };
    let victim = text(value, "/entity").filter(|it| !TEMPLATE.contains(it)).map(decoded);
    match &victim {
        Some(_) => report.carried("victims", at("/entity")),
        None => report.left_out("words of the template that nobody filled in", at("/entity")),
    }
    let when = moment(value);
    match &when {
        Some(_) => report.carried(
            "months, as the time of the breach; the list does not say whether it is that or the time of the report",
            at("/month"),
        ),
        None => report.left_out("a date without a year", place),
    }
    let victim = victim.unwrap_or_else(|| "Unnamed victim".to_owned());
    let title = when.as_deref().map_or(victim.clone(), |it| format!("{victim}, {}", &it[..4]));
    let id = Names::default().id(&format!("{victim} {}", when.as_deref().unwrap_or_default()));
    let mut draft = make::incident(id, &title);
    let mut sources = vec![make::source(&voice.source, "analyst", "SecurityBreach list")];
    for link in texts(value, "/links") {
        sources.push(make::reference(&mut names, link, None));
        report.carried("links, as sources; the record does not say which statement comes from which", at("/links"));
    }
    draft.sources = make::each(sources);
    draft.victim = Some(voice.fact(&victim));
    let tag = |name: &str| text(value, &format!("/tags/{name}")).filter(|it| !it.starts_with('?'));
    if let Some(actor) = tag("actor") {
        draft.actor = Some(voice.fact(&spaced(actor)));
        report.carried("actors", at("/tags/actor"));
    }
    if let Some(motive) = tag("motive") {
        draft.motives = make::each(vec![voice.vouch(names.id("motive"), &spaced(motive))]);
        report.carried("motives", at("/tags/motive"));
    }
    draft.facts = make::each(facts(value, place, &mut names, &voice, report));
    map(&mut draft, &mut names, &voice, &victim, (tag("actor"), tag("initial-access"), when));
    if tag("initial-access").is_some() {
        report.carried("the way in, as the step's name", at("/tags/initial-access"));
    }
    users(&mut draft, value, &voice, &mut names, &at("/tags/impacted-user-count"), report);
    draft
}

/// What has no place on the map.
fn facts(
    value: &Value,
    place: &str,
    names: &mut Names,
    voice: &Voice,
    report: &mut Fidelity,
) -> Vec<crate::import::draft::FactDraft> {
    let mut facts = Vec::new();
    if let Some(summary) = text(value, "/summary").filter(|it| !TEMPLATE.contains(it)) {
        let is_cut = summary.chars().count() == CUT;
        let words = if is_cut { format!("{summary}…") } else { summary.to_owned() };
        facts.push(voice.labelled(names.id("summary"), "In the words of the list", &words));
        let words = if is_cut { "summaries that the list itself cuts" } else { "summaries, as statements of the list" };
        report.carried(words, format!("{place}/summary"));
    }
    match value.pointer("/tags/cost-usd").and_then(Value::as_f64) {
        Some(cost) if cost > 0.0 => {
            facts.push(voice.labelled(names.id("cost"), "Cost", &format!("{cost} USD")));
            report.carried("costs, as facts", format!("{place}/tags/cost-usd"));
        }
        Some(_) => {
            report.left_out("costs of 0, which stand for \"not known\" in this list", format!("{place}/tags/cost-usd"));
        }
        None => {}
    }
    facts
}

/// The actor, the victim, and the one step between them.
fn map(
    draft: &mut IncidentDraft,
    names: &mut Names,
    voice: &Voice,
    victim: &str,
    (actor, access, when): (Option<&str>, Option<&str>, Option<String>),
) {
    let outside = ZoneDraft { id: names.id("outside"), label: make::text("Outside"), ..ZoneDraft::default() };
    let zone = voice.claim(Some(outside.id.clone()));
    let label = actor.map_or("Unknown actor", |it| it.rsplit(':').next().map_or(it, str::trim));
    let label = if label == "?" { actor.map_or("", |it| it.split(':').next().unwrap_or_default()) } else { label };
    let from = HostDraft {
        id: names.id("actor"),
        label: make::text(label),
        kind: Some("party".to_owned()),
        role: Some("intruder".to_owned()),
        zone: make::each(vec![zone]),
        ..HostDraft::default()
    };
    let to = HostDraft {
        id: names.id("victim"),
        label: make::text(&look::brief(victim, 40).0),
        kind: Some("party".to_owned()),
        ..HostDraft::default()
    };
    let mut claim = voice.claim(None);
    if when.is_some() {
        let note = "The list does not say whether the month is that of the breach or of its report.";
        claim.said.note = Some(make::text(note));
    }
    claim.said.when = when;
    let pivot = PivotDraft {
        id: names.id("breach"),
        from: from.id.clone(),
        to: to.id.clone(),
        label: access.map(make::text),
        claims: make::each(vec![claim]),
        ..PivotDraft::default()
    };
    draft.zones = make::each(vec![outside]);
    draft.hosts = make::each(vec![from, to]);
    draft.pivots = make::each(vec![pivot]);
}

/// How many users it hit.
fn users(
    draft: &mut IncidentDraft,
    value: &Value,
    voice: &Voice,
    names: &mut Names,
    place: &str,
    report: &mut Fidelity,
) {
    let Some(found) = value.pointer("/tags/impacted-user-count").filter(|it| !it.is_null()) else { return };
    match whole(found) {
        Some(0) => report.left_out("counts of 0, which stand for \"not known\" in this list", place),
        Some(number) => {
            let count = CountDraft {
                id: names.id("users"),
                label: make::text("Users"),
                claims: make::each(vec![voice.number(number, "users")]),
                ..CountDraft::default()
            };
            draft.counts = make::each(vec![count]);
            report.carried("counts of users", place);
        }
        None => report.left_out("counts that are no whole number", place),
    }
}

/// Year and month, or the year.
fn moment(value: &Value) -> Option<String> {
    let year = value.get("year").and_then(whole).filter(|it| (1950..=2100).contains(it))?;
    let month = value.get("month").and_then(whole).filter(|it| (1..=12).contains(it));
    Some(month.map_or(year.to_string(), |month| format!("{year}-{month:02}")))
}

/// `Money:Credit Card` → `Money: Credit Card`; `PII:?` → `PII`.
fn spaced(tag: &str) -> String {
    match tag.split_once(':') {
        Some((kind, "?" | "")) => kind.to_owned(),
        Some((kind, rest)) => format!("{kind}: {}", rest.trim()),
        None => tag.to_owned(),
    }
}

/// A name that was written for an address: `NTT%20Data`, `NTT+Com`.
fn decoded(name: &str) -> String {
    let is_joined = !name.contains(' ') && name.split('+').all(|it| it.chars().count() > 1);
    let name = if is_joined { name.replace('+', " ") } else { name.to_owned() };
    let mut parts = name.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let code = part.get(..2).and_then(|it| u8::from_str_radix(it, 16).ok());
        if let Some(byte) = code {
            bytes.push(byte);
            bytes.extend_from_slice(&part.as_bytes()[2..]);
        } else {
            bytes.push(b'%');
            bytes.extend_from_slice(part.as_bytes());
        }
    }
    String::from_utf8(bytes).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn names_written_for_addresses_are_read() {
        for (written, read) in [
            ("NTT%20Data", "NTT Data"),
            ("over%202%2C000%20hosts", "over 2,000 hosts"),
            ("NTT+Com", "NTT Com"),
            ("Disney+", "Disney+"),
            ("C++ Corp", "C++ Corp"),
            ("100% Pure", "100% Pure"),
            ("%E6%97%A5%E6%9C%AC", "日本"),
            ("%FF", "%FF"),
        ] {
            assert_eq!(decoded(written), read);
        }
    }

    #[test]
    fn tags_are_read_as_people_say_them() {
        assert_eq!(spaced("Money:Credit Card"), "Money: Credit Card");
        assert_eq!(spaced("PII:?"), "PII");
        assert_eq!(moment(&json!({ "year": 2020, "month": 5 })).as_deref(), Some("2020-05"));
        assert_eq!(moment(&json!({ "year": 2020, "month": 0 })).as_deref(), Some("2020"));
        assert_eq!(moment(&json!({ "year": null, "month": 5 })), None);
    }
}
