//! Timelines of Timesketch and Plaso, as CSV or one JSON object on each line: every row is an event.
//!
//! Long timelines are shown by what somebody tagged; if nobody did, alike rows of one day are one event.

use std::collections::BTreeMap;

use serde_json::Value;

use super::trail::Tally;
use crate::foreign::make::{self, Names, Voice, Words};
use crate::foreign::time::{Time, zone};
use crate::foreign::{Content, Fidelity, pointer, records, short};
use crate::import::draft::{EventDraft, HostDraft, IncidentDraft, SourceDraft};
use crate::sorting::{self, Table};
use crate::tongue::Phrase;

/// The columns without which Timesketch takes no file, but for the two times, of which one is enough.
const COLUMNS: [&str; 2] = ["message", "timestamp_desc"];

/// The columns that are read.
const READ: [&str; 9] =
    ["message", "timestamp_desc", "datetime", "timestamp", "tag", "label", "computer_name", "hostname", "host"];

/// The columns by which the tables of log2timeline are known, and what theirs are called that Timesketch has as well.
const OF_L2T: [&str; 4] = ["date", "timezone", "MACB", "desc"];
const AS_L2T: [(&str, &str); 2] = [("message", "desc"), ("timestamp_desc", "type")];
/// What else of theirs is read.
const READ_L2T: [&str; 6] = ["date", "time", "timezone", "desc", "type", "host"];

fn is_l2t(header: &[String]) -> bool {
    OF_L2T.iter().all(|it| header.iter().any(|name| name == it))
}

/// Month, day and year, the time of day, and the zone of log2timeline as one time.
fn of_l2t(date: &str, clock: &str, east: Option<i32>) -> Option<String> {
    let mut parts = date.split('/');
    let date = match (parts.next()?, parts.next(), parts.next()) {
        (month, Some(day), Some(year)) => format!("{year}-{month}-{day}"),
        (date, ..) => date.to_owned(),
    };
    let sign = if east.is_some_and(|it| it < 0) { '-' } else { '+' };
    let offset = east.map(i32::abs).map(|it| format!("{sign}{:02}:{:02}", it / 60, it % 60));
    Some(format!("{date} {clock}{}", offset.unwrap_or_default()))
}

/// Whether a file holds such a timeline.
pub fn sniff(content: &Content) -> bool {
    match content {
        Content::Table { header, .. } => {
            let has = |name: &str| header.iter().any(|it| it == name);
            COLUMNS.iter().all(|it| has(it)) && (has("datetime") || has("timestamp")) || is_l2t(header)
        }
        Content::Lines(_) | Content::Json(_) | Content::Several(_) => records::is_list_of(content, "events", is_row),
    }
}

fn is_row(value: &Value) -> bool {
    COLUMNS.iter().all(|it| value.get(it).is_some())
        && (value.get("datetime").is_some() || value.get("timestamp").is_some())
}

/// More events than this are not read as a story. A timeline of Plaso has a row for every file on a disk, easily a million;
/// whoever worked on it tagged the twenty that matter. If nobody did, "412 × Creation Time" on a day is what can be told.
const MOST: usize = 200;

/// What an event of Windows is called in the messages of Plaso: `[7036 / 0x1b7c] Source Name: … Message string: … Strings: […] …`.
fn of_windows(message: &str) -> Option<String> {
    let (id, rest) = message.strip_prefix('[')?.split_once(" / 0x")?;
    let rest = rest.split_once("] Source Name: ")?.1;
    let keys = [" Message string: ", " Strings: ", " Computer Name: ", " Record Number: ", " Event Level: "];
    let until_key = |text: &str| {
        let end = keys.iter().filter_map(|it| text.find(it)).min().unwrap_or(text.len());
        text[..end].trim().to_owned()
    };
    let after =
        |key: &str| rest.split_once(key).map(|(_, it)| until_key(it)).filter(|it| !["", "[]"].contains(&it.as_str()));
    let listed = |it: String| {
        it.trim_matches(['[', ']', '\'']).replace("', '", ", ").replace("'  '", ", ").replace("\\\\", "\\")
    };
    let words = after(keys[0]).or_else(|| after(keys[1]).map(listed));
    let source = until_key(rest);
    Some(words.map_or_else(|| format!("{source} {id}"), |it| format!("{source} {id}: {it}")))
}

/// Rows of one machine with one message and one time: the same thing, with several kinds of time. Plaso writes a file
/// that was created and never touched again as three rows: Creation Time, Content Modification Time, Metadata
/// Modification Time.
fn joined(rows: Vec<Row>, report: &mut Fidelity) -> Vec<Row> {
    let mut all: Vec<Row> = Vec::new();
    for row in rows {
        let is_same = |it: &&mut Row| (it.time, &it.message, &it.host) == (row.time, &row.message, &row.host);
        // rows are in the order of their times
        let alike = all.iter_mut().rev().take_while(|it| it.time == row.time);
        match alike.into_iter().find(is_same) {
            Some(known) => {
                if !known.what.split(", ").any(|it| it == row.what) {
                    known.what = format!("{}, {}", known.what, row.what);
                }
                if known.tags.is_empty() {
                    known.tags = row.tags;
                } else if !row.tags.is_empty() && !known.tags.contains(&row.tags) {
                    known.tags = format!("{}, {}", known.tags, row.tags);
                }
                report.derived(Phrase::sketch_joined(), row.place);
            }
            None => all.push(row),
        }
    }
    all
}

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
    if let Content::Table { header, .. } = content {
        let read: &[&str] = if is_l2t(header) { &READ_L2T } else { &READ };
        for (index, name) in header.iter().enumerate().filter(|(_, it)| !read.contains(&it.as_str())) {
            report.left_out(Phrase::import_unread_field(name), format!("column {} ({name})", index + 1));
        }
    }
    let mut rows = Vec::new();
    let mut take = |get: &dyn Fn(&str) -> Option<String>, record: &Value, place: String, report: &mut Fidelity| {
        records::unread(record, &READ, &place, report);
        match get("message") {
            Some(message) => rows.push(row(get, message, place, report)),
            None => report.left_out(Phrase::sketch_no_message(), place),
        }
    };
    match content {
        Content::Table { above, header, rows } => {
            let is_l2t = is_l2t(header);
            for (index, cells) in rows.iter().enumerate() {
                let cell = |name: &str| {
                    let at = header.iter().position(|it| it == name)?;
                    cells.get(at).map(|it| it.trim().to_owned()).filter(|it| !it.is_empty())
                };
                let place = records::row(above.len(), index);
                if is_l2t && cell("timezone").is_some_and(|it| zone(&it).is_none()) {
                    report.partly_left_out(Phrase::sketch_unread_time(), place.clone());
                }
                let get = |name: &str| match name {
                    "datetime" if is_l2t => of_l2t(&cell("date")?, &cell("time")?, zone(&cell("timezone")?)),
                    _ if is_l2t => cell(AS_L2T.iter().find(|(it, _)| *it == name).map_or(name, |(_, it)| *it)),
                    _ => cell(name),
                };
                take(&get, &Value::Null, place, report);
            }
        }
        _ => records::each_record(content, "events", &mut |place, value| {
            let get = |name: &str| match value.get(name)? {
                Value::String(text) => Some(text.trim().to_owned()).filter(|it| !it.is_empty()),
                Value::Number(number) => Some(number.to_string()),
                Value::Array(items) => Some(items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "))
                    .filter(|it| !it.is_empty()),
                // the tags of Plaso
                Value::Object(_) => Some(
                    pointer::list(value, &format!("/{name}/labels"))
                        .iter()
                        .filter_map(label)
                        .collect::<Vec<_>>()
                        .join(", "),
                )
                .filter(|it| !it.is_empty()),
                Value::Null | Value::Bool(_) => None,
            };
            take(&get, value, place.to_owned(), report);
        }),
    }
    if rows.is_empty() { Vec::new() } else { vec![draft(rows, report)] }
}

/// A label of Plaso, which older versions wrap.
fn label(value: &Value) -> Option<&str> {
    value.as_str().or_else(|| pointer::text(value, "/stream"))
}

fn row(get: &dyn Fn(&str) -> Option<String>, message: String, place: String, report: &mut Fidelity) -> Row {
    let any = |names: &[&str]| names.iter().find_map(|it| get(it)).filter(|it| it != "-").unwrap_or_default();
    let written = get("datetime").and_then(|it| Time::parse(&it));
    let counted = get("timestamp").and_then(|it| it.parse().ok()).and_then(Time::from_micros);
    if let (Some(written), Some(counted)) = (written, counted)
        && (written.micros() - counted.micros()).abs() >= 1_000_000
    {
        report.derived(Phrase::sketch_contradiction(), place.clone());
    }
    let time = written.or(counted);
    let is_unread = |field: &str, read: Option<Time>| time.is_some() && read.is_none() && get(field).is_some();
    if is_unread("datetime", written) || is_unread("timestamp", counted) {
        report.partly_left_out(Phrase::sketch_unread_time(), place.clone());
    }
    match time {
        None => report.left_out(Phrase::sketch_no_time(), place.clone()),
        Some(time) if !time.has_zone() => report.carried(Phrase::sketch_no_zone(), place.clone()),
        Some(_) if written.is_none() => {
            report.derived(Phrase::sketch_micros(), place.clone());
        }
        Some(_) => report.carried(Phrase::import_times(), place.clone()),
    }
    // Plaso writes `-` where nobody tagged anything
    let says = |it: &String| !["", "None", "null"].contains(&it.trim_matches(['[', ']', ' ', '-']));
    let tags = ["tag", "label"].into_iter().filter_map(get).filter(says).collect::<Vec<_>>().join(", ");
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
    sorting::by_key(&mut rows, |it| it.time.map_or(i64::MAX, Time::micros));
    let mut names = Names::default();
    let voice = Voice { source: names.id("timeline"), hedge: None };
    let days: Vec<String> = rows.iter().filter_map(|it| Some(it.time?.day().to_string())).collect();
    let title = match (days.first(), days.last()) {
        (Some(first), Some(last)) if first != last => Phrase::import_title_between(Phrase::sketch_title(), first, last),
        (Some(day), _) => Phrase::import_title_on(Phrase::sketch_title(), day),
        _ => Phrase::sketch_title(),
    };
    let title = title.into();
    let mut draft = make::incident(Names::default().id(&make::name(&title)), title);
    draft.sources = make::each(vec![SourceDraft {
        published: days.last().cloned(),
        inferred: days.last().map(|_| make::text(Phrase::sketch_published())),
        note: Some(make::text(Phrase::import_n_events(rows.len()))),
        ..make::source(&voice.source, "analyst", Phrase::sketch_itself())
    }]);
    let mut hosts: Vec<HostDraft> = Vec::new();
    let mut by_name: Table<String> = Table::default();
    for row in rows.iter().filter(|it| !it.host.is_empty()) {
        if by_name.get(&row.host).is_none() {
            let label = row.host.split('.').next().unwrap_or(&row.host);
            let mut host = HostDraft { id: names.id(label), label: make::text(label), ..HostDraft::default() };
            (host.kind, host.note) = (Some("endpoint".to_owned()), Some(make::text(&row.host)));
            host.names = make::each(vec![voice.claim(Some(make::text(&row.host)))]);
            by_name.insert(&row.host, host.id.clone());
            hosts.push(host);
            report.carried(Phrase::sketch_machines(), row.place.clone());
        }
    }
    let host_of = |name: &str| by_name.get(name).cloned();
    let events = shown(rows, report).into_iter().map(|event| {
        let mut claim = voice.claim(None);
        claim.said.when = event.tally.first.map(Time::moment);
        claim.said.note = Some(make::text(event.note));
        EventDraft {
            id: names.id("event"),
            label: make::text(event.label),
            hosts: host_of(&event.host).into_iter().collect(),
            claims: make::each(vec![claim]),
            ..EventDraft::default()
        }
    });
    draft.events = make::each(events.collect());
    draft.hosts = make::each(hosts);
    draft
}

/// The longest message that a note holds, in characters.
const LONGEST_MESSAGE: usize = 300;

/// An event of the story.
struct Shown {
    label: Words,
    note: Words,
    host: String,
    tally: Tally,
}

impl Shown {
    fn of(row: Row, report: &mut Fidelity) -> Self {
        let label = of_windows(&row.message).unwrap_or_else(|| row.message.clone());
        let (label, _) = short::brief(&label, 110);
        let (message, is_cut) = short::brief(&row.message, LONGEST_MESSAGE);
        if is_cut {
            report.partly_left_out(Phrase::sketch_long_messages(), row.place);
        }
        let what = Phrase::import_noted(row.what, message);
        let time = row.time.map(|it| Phrase::import_sentence(it.words()).into());
        let tags = (!row.tags.is_empty()).then(|| Phrase::sketch_tags(row.tags).into());
        let note = [time, tags].into_iter().flatten().fold(what, |a, b: Words| Phrase::import_then(a, b)).into();
        Self { label: label.into(), note, host: row.host, tally: Tally { times: 1, first: row.time, last: row.time } }
    }
}

/// All rows, the tagged ones, or alike rows of a day together.
fn shown(rows: Vec<Row>, report: &mut Fidelity) -> Vec<Shown> {
    if rows.len() <= MOST {
        let rows = joined(rows, report);
        for row in &rows {
            report.carried(Phrase::sketch_rows(), row.place.clone());
        }
        return rows.into_iter().map(|it| Shown::of(it, report)).collect();
    }
    let n_tagged = rows.iter().filter(|it| !it.tags.is_empty()).count();
    if (1..=MOST).contains(&n_tagged) {
        let (tagged, rest): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|it| !it.tags.is_empty());
        for row in &tagged {
            report.carried(Phrase::sketch_tagged(), row.place.clone());
        }
        for row in rest {
            report.left_out(Phrase::sketch_untagged(), row.place);
        }
        return tagged.into_iter().map(|it| Shown::of(it, report)).collect();
    }
    let mut groups: BTreeMap<(Option<String>, String, String), Tally> = BTreeMap::new();
    for row in rows {
        let tally = Tally { times: 1, first: row.time, last: row.time };
        let key = (row.time.map(|it| it.day().to_string()), row.host, row.what);
        groups.entry(key).and_modify(|it| it.add(tally)).or_insert(tally);
        report.derived(Phrase::sketch_gathered(), row.place.clone());
        report.partly_left_out(Phrase::table_gathered_rest(), row.place);
    }
    let group = |((_, host, what), tally): ((Option<String>, String, String), Tally)| {
        let note = match (tally.first, tally.last) {
            (Some(first), Some(last)) => Phrase::import_first_and_last(first.words(), last.words()),
            _ => Phrase::sketch_timeless(),
        };
        let label = Phrase::sketch_n_rows(tally.times, what);
        Shown { label: label.into(), note: note.into(), host, tally }
    };
    groups.into_iter().map(group).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_of_windows_is_called_by_what_it_says() {
        let read = |it: &str| of_windows(it).unwrap_or_default();
        assert_eq!(
            read(
                "[7036 / 0x1b7c] Source Name: Service Control Manager Message string: It stopped. Strings: ['a'] Record Number: 1"
            ),
            "Service Control Manager 7036: It stopped."
        );
        assert_eq!(read("[11 / 0x000b] Source Name: Sysmon Strings: ['x', 'y'] Computer Name: PC"), "Sysmon 11: x, y");
        assert_eq!(read("[105 / 0x0069] Source Name: Eventlog Strings: [] Computer Name: PC"), "Eventlog 105");
        assert_eq!(read("[Note] nothing of the kind"), "");
    }
}
