//! Timelines of Timesketch, as CSV or one JSON object on each line: every row is an event.
//!
//! Long timelines are shown by what somebody tagged; if nobody did, alike rows of one day are one event.

use std::collections::BTreeMap;

use serde_json::Value;

use super::time::Time;
use super::trail::Tally;
use crate::foreign::make::{self, Names, Voice};
use crate::foreign::{Content, Fidelity, look};
use crate::import::draft::{EventDraft, HostDraft, IncidentDraft, SourceDraft};

/// The columns without which Timesketch takes no file, but for the two times, of which one is enough.
const COLUMNS: [&str; 2] = ["message", "timestamp_desc"];

/// Whether a file holds such a timeline.
pub fn sniff(content: &Content) -> bool {
    match content {
        Content::Table { header, .. } => {
            let has = |name: &str| header.iter().any(|it| it == name);
            COLUMNS.iter().all(|it| has(it)) && (has("datetime") || has("timestamp"))
        }
        Content::Lines(_) => look::is_list_of(content, "events", is_row),
        Content::Json(_) => false,
    }
}

fn is_row(value: &Value) -> bool {
    COLUMNS.iter().all(|it| value.get(it).is_some())
        && (value.get("datetime").is_some() || value.get("timestamp").is_some())
}

/// More events than this are not read as a story.
const MOST: usize = 200;

/// A row: what is used of it.
struct Row {
    time: Option<Time>,
    message: String,
    what: String,
    host: String,
    tags: String,
    place: String,
}

/// One draft, if there is any row.
pub fn read(content: &Content, report: &mut Fidelity) -> Vec<IncidentDraft> {
    let mut rows = Vec::new();
    let mut take = |get: &dyn Fn(&str) -> Option<String>, place: String| match get("message") {
        Some(message) => rows.push(row(get, message, place, report)),
        None => report.left_out("rows without a message", place),
    };
    match content {
        Content::Table { header, rows } => {
            for (index, cells) in rows.iter().enumerate() {
                let get = |name: &str| {
                    let at = header.iter().position(|it| it == name)?;
                    cells.get(at).map(|it| it.trim().to_owned()).filter(|it| !it.is_empty())
                };
                take(&get, format!("row {index}"));
            }
        }
        _ => look::each_record(content, "events", &mut |place, value| {
            let get = |name: &str| match value.get(name)? {
                Value::String(text) => Some(text.trim().to_owned()).filter(|it| !it.is_empty()),
                Value::Number(number) => Some(number.to_string()),
                Value::Array(items) => Some(items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "))
                    .filter(|it| !it.is_empty()),
                _ => None,
            };
            take(&get, place.to_owned());
        }),
    }
    if rows.is_empty() { Vec::new() } else { vec![draft(rows, report)] }
}

fn row(get: &dyn Fn(&str) -> Option<String>, message: String, place: String, report: &mut Fidelity) -> Row {
    let any = |names: &[&str]| names.iter().find_map(|it| get(it)).unwrap_or_default();
    let written = get("datetime").and_then(|it| Time::parse(&it));
    let counted = get("timestamp").and_then(|it| it.parse().ok()).and_then(Time::from_micros);
    if let (Some(written), Some(counted)) = (written, counted)
        && (written.micros() - counted.micros()).abs() >= 1_000_000
    {
        report.derived("times as \"datetime\" has them, where \"timestamp\" contradicts it", place.clone());
    }
    let time = written.or(counted);
    match time {
        None => report.left_out(
            "times that cannot be: no date, or a clock that was never set (before 1971, after 2100)",
            place.clone(),
        ),
        Some(time) if !time.has_zone() => report.carried("times without a zone, as days", place.clone()),
        Some(_) if written.is_none() => {
            report.derived("times from \"timestamp\", as microseconds since 1970", place.clone());
        }
        Some(_) => report.carried("times", place.clone()),
    }
    let tags = any(&["tag", "label"]);
    let tags = if tags.trim_matches(['[', ']', ' ']).is_empty() { String::new() } else { tags };
    Row {
        time,
        message,
        what: any(&["timestamp_desc"]),
        host: any(&["computer_name", "hostname", "host"]),
        tags,
        place,
    }
}

fn draft(mut rows: Vec<Row>, report: &mut Fidelity) -> IncidentDraft {
    rows.sort_by_key(|it| it.time.map_or(i64::MAX, Time::micros));
    let mut names = Names::default();
    let voice = Voice { source: names.id("timeline"), hedge: None };
    let days: Vec<String> = rows.iter().filter_map(|it| Some(it.time?.day().to_string())).collect();
    let title = match (days.first(), days.last()) {
        (Some(first), Some(last)) if first != last => format!("Timesketch timeline, {first} to {last}"),
        (Some(day), _) => format!("Timesketch timeline, {day}"),
        _ => "Timesketch timeline".to_owned(),
    };
    let mut draft = make::incident(Names::default().id(&title), &title);
    draft.sources = make::each(vec![SourceDraft {
        published: days.last().cloned(),
        inferred: days.last().map(|_| make::text("The day of the last event in the timeline.")),
        note: Some(make::text(&format!("{} events.", rows.len()))),
        ..make::source(&voice.source, "analyst", "The timeline itself")
    }]);
    let mut hosts: Vec<HostDraft> = Vec::new();
    for row in rows.iter().filter(|it| !it.host.is_empty()) {
        if !hosts.iter().any(|it| it.note == Some(make::text(&row.host))) {
            let label = row.host.split('.').next().unwrap_or(&row.host);
            let mut host = HostDraft { id: names.id(label), label: make::text(label), ..HostDraft::default() };
            (host.kind, host.note) = (Some("endpoint".to_owned()), Some(make::text(&row.host)));
            host.names = make::each(vec![voice.claim(Some(make::text(&row.host)))]);
            hosts.push(host);
            report.carried("machines that rows name, as hosts", row.place.clone());
        }
    }
    let host_of = |name: &str| hosts.iter().find(|it| it.note == Some(make::text(name))).map(|it| it.id.clone());
    let events = shown(rows, report).into_iter().map(|event| {
        let mut claim = voice.claim(None);
        claim.said.when = event.tally.first.map(Time::moment);
        claim.said.note = Some(make::text(&event.note));
        EventDraft {
            id: names.id("event"),
            label: make::text(&event.label),
            hosts: host_of(&event.host).into_iter().collect(),
            claims: make::each(vec![claim]),
            ..EventDraft::default()
        }
    });
    draft.events = make::each(events.collect());
    draft.hosts = make::each(hosts);
    draft
}

/// An event of the story.
struct Shown {
    label: String,
    note: String,
    host: String,
    tally: Tally,
}

impl Shown {
    fn of(row: Row) -> Self {
        let (label, _) = look::brief(&row.message, 60);
        let time = row.time.map(|it| format!(" {}.", it.words())).unwrap_or_default();
        let tags = if row.tags.is_empty() { String::new() } else { format!(" Tags: {}.", row.tags) };
        let note = format!("{}: {}.{time}{tags}", row.what, look::brief(&row.message, 300).0);
        Self {
            label: label.into_owned(),
            note,
            host: row.host,
            tally: Tally { times: 1, first: row.time, last: row.time },
        }
    }
}

/// All rows, the tagged ones, or alike rows of a day together.
fn shown(rows: Vec<Row>, report: &mut Fidelity) -> Vec<Shown> {
    if rows.len() <= MOST {
        for row in &rows {
            report.carried("rows, as events", row.place.clone());
        }
        return rows.into_iter().map(Shown::of).collect();
    }
    let n_tagged = rows.iter().filter(|it| !it.tags.is_empty()).count();
    if (1..=MOST).contains(&n_tagged) {
        let (tagged, rest): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|it| !it.tags.is_empty());
        for row in &tagged {
            report.carried("rows with tags, as events", row.place.clone());
        }
        for row in rest {
            report.left_out("rows without tags: the timeline is long, and somebody tagged some", row.place);
        }
        return tagged.into_iter().map(Shown::of).collect();
    }
    let mut groups: BTreeMap<(Option<String>, String, String), Tally> = BTreeMap::new();
    for row in rows {
        let tally = Tally { times: 1, first: row.time, last: row.time };
        let key = (row.time.map(|it| it.day().to_string()), row.host, row.what);
        groups.entry(key).and_modify(|it| it.add(tally)).or_insert(tally);
        report.derived(
            "rows of one day, machine and kind, as one event: the timeline is long, and nobody tagged any",
            row.place,
        );
    }
    let group = |((_, host, what), tally): ((Option<String>, String, String), Tally)| {
        let note = match (tally.first, tally.last) {
            (Some(first), Some(last)) => format!("First {}, last {}.", first.words(), last.words()),
            _ => "Without a time.".to_owned(),
        };
        Shown { label: format!("{} × {what}", tally.times), note, host, tally }
    };
    groups.into_iter().map(group).collect()
}
