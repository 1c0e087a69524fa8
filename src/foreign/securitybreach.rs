//! Records of the `SecurityBreach` list: who was breached in which month, by whom, how, and how many users it hit.
//!
//! In this list 0 and `null` stand for "not known", and `?` for a tag that nobody filled in.

use serde_json::Value;

use super::make::{self, Names, Voice, Words};
use super::pointer::{text, texts, whole};
use super::records::{self, Records};
use super::{Accounted, Content, Fidelity};
use crate::import::draft::{CountDraft, HostDraft, IncidentDraft, PivotDraft, ZoneDraft};
use crate::tongue::Phrase;

/// The fields that it accounts for itself.
pub const ACCOUNTED: Accounted = Accounted { read: &[&["year", "month"]], lost: &[], silent: &[] };

/// Whether a file holds such records: one, a list, or a list in the field `breaches`.
pub fn sniff(content: &Content) -> bool {
    records::is_list_of(content, RECORDS.list, is_record)
}

/// How each is read.
pub const RECORDS: Records = Records {
    list: "breaches",
    what: Phrase::breach_list_no_record,
    read: |value, place, report| is_record(value).then(|| record(value, place, report)),
    accounted: ACCOUNTED,
    row: records::fields,
};

/// One draft for each record.
pub fn read(content: &Content, report: &mut Fidelity) -> Vec<IncidentDraft> {
    RECORDS.drafts(content, report)
}

fn is_record(value: &Value) -> bool {
    value.get("entity").is_some_and(Value::is_string)
        && (value.get("tags").is_some_and(Value::is_object) || value.get("links").is_some_and(Value::is_array))
}

/// What stands in a record that was begun and not filled in.
const TEMPLATE: [&str; 2] = ["Who was breached?", "Short summary of what happened"];

/// Where the list cuts its summaries, in characters. Of 690 records 360 have a summary of exactly this length, and 356
/// of these stop without a full stop, often within a word ("… the intrusion campaig"): it gets the "…" that the list leaves out.
const CUT: usize = 100;

fn record(value: &Value, place: &str, report: &mut Fidelity) -> IncidentDraft {
    let at = |pointer: &str| format!("{place}{pointer}");
    let mut names = Names::default();
    let voice = Voice { source: names.id("record"), hedge: None };
    let victim = text(value, "/entity").filter(|it| !TEMPLATE.contains(it)).map(decoded);
    match &victim {
        Some(_) => report.carried(Phrase::import_victims(), at("/entity")),
        None => report.left_out(Phrase::breach_list_template(), at("/entity")),
    }
    let when = moment(value);
    match &when {
        Some(_) => report.carried(Phrase::breach_list_months(), at("/month")),
        None => report.left_out(Phrase::breach_list_no_year(), at("/year")),
    }
    let victim: Words = victim.map_or_else(|| Phrase::import_unnamed_victim().into(), Words::from);
    let title =
        when.as_deref().map_or_else(|| victim.clone(), |it| Phrase::import_title_on(victim.clone(), &it[..4]).into());
    let id = Names::default().id(&format!("{} {}", make::name(&victim), when.as_deref().unwrap_or_default()));
    let mut draft = make::incident(id, title);
    let mut sources = vec![make::source(&voice.source, "analyst", Phrase::format_securitybreach())];
    for link in texts(value, "/links") {
        sources.push(make::reference(&mut names, link, None));
        report.carried(Phrase::breach_list_links(), at("/links"));
    }
    draft.sources = make::each(sources);
    draft.victim = Some(voice.fact(victim.clone()));
    let tag = |name: &str| text(value, &format!("/tags/{name}")).filter(|it| !it.starts_with('?'));
    if let Some(actor) = tag("actor") {
        draft.actor = Some(voice.fact(spaced(actor)));
        report.carried(Phrase::import_actors(), at("/tags/actor"));
    }
    if let Some(motive) = tag("motive") {
        draft.motives = make::each(vec![voice.vouch(names.id("motive"), spaced(motive))]);
        report.carried(Phrase::import_motives(), at("/tags/motive"));
    }
    draft.facts = make::each(facts(value, place, &mut names, &voice, report));
    map(&mut draft, &mut names, &voice, victim, (tag("actor"), tag("initial-access"), when));
    if tag("initial-access").is_some() {
        report.carried(Phrase::breach_list_way_in(), at("/tags/initial-access"));
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
        facts.push(voice.labelled(names.id("summary"), Phrase::breach_list_summary(), words));
        let words = if is_cut { Phrase::breach_list_cut() } else { Phrase::breach_list_summaries() };
        report.carried(words, format!("{place}/summary"));
    }
    match value.pointer("/tags/cost-usd").and_then(Value::as_f64) {
        Some(cost) if cost > 0.0 => {
            facts.push(voice.labelled(names.id("cost"), Phrase::breach_list_cost(), format!("{cost} USD")));
            report.carried(Phrase::breach_list_costs(), format!("{place}/tags/cost-usd"));
        }
        Some(_) => {
            report.left_out(Phrase::breach_list_no_cost(), format!("{place}/tags/cost-usd"));
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
    victim: Words,
    (actor, access, when): (Option<&str>, Option<&str>, Option<String>),
) {
    let outside =
        ZoneDraft { id: names.id("outside"), label: make::text(Phrase::import_outside()), ..ZoneDraft::default() };
    let zone = voice.claim(Some(outside.id.clone()));
    let label = actor.map(|it| match it.rsplit(':').next().map_or(it, str::trim) {
        "?" => it.split(':').next().unwrap_or_default(),
        name => name,
    });
    let from = HostDraft {
        id: names.id("actor"),
        label: label.map_or_else(|| make::text(Phrase::import_unknown_actor()), make::text),
        kind: Some("party".to_owned()),
        role: Some("intruder".to_owned()),
        zone: make::each(vec![zone]),
        ..HostDraft::default()
    };
    let to = HostDraft {
        id: names.id("victim"),
        label: make::short(victim, 40),
        kind: Some("party".to_owned()),
        ..HostDraft::default()
    };
    let mut claim = voice.claim(None);
    if when.is_some() {
        let note = Phrase::breach_list_month_note();
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
        Some(0) => report.left_out(Phrase::breach_list_no_count(), place),
        Some(number) => {
            let count = CountDraft {
                id: names.id("users"),
                label: make::text(Phrase::breach_list_users()),
                claims: make::each(vec![voice.number(number, "users")]),
                ..CountDraft::default()
            };
            draft.counts = make::each(vec![count]);
            report.carried(Phrase::breach_list_counts(), place);
        }
        None => report.left_out(Phrase::import_no_whole_counts(), place),
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
///
/// A `+` stands for a blank only if it joins words of two letters and more: `NTT+Com` does, `Disney+` and `C++ Corp` do not.
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
