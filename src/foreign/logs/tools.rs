//! Windows events in the words of the tools that read them for people → flat events, as `windows.rs` reads them.
//!
//! Hayabusa and `EvtxECmd` (KAPE) write a row or a line for each event, with names of their own for its fields: who came
//! from where is `SrcComp` and `SrcIP`, or `WKS-07 (10.20.30.47)` in one cell.

use std::borrow::Cow;

use serde_json::{Map, Value, json};

use crate::foreign::pointer::text;

/// The columns by which the tables of these tools are known.
const TABLES: [&[&str]; 2] = [
    &["RuleTitle", "Computer", "Channel", "EventID", "Details"],
    &["EventId", "Computer", "TimeCreated", "RemoteHost", "PayloadData1"],
];

/// Whether a table is one of theirs.
pub fn is_table(header: &[String]) -> bool {
    TABLES.iter().any(|columns| columns.iter().all(|it| header.iter().any(|name| name == it)))
}

/// A row of such a table as an event.
pub fn row(header: &[String], cells: &[String]) -> Value {
    let fields = header.iter().zip(cells).map(|(name, cell)| (name.clone(), Value::from(cell.trim())));
    Value::Object(fields.collect::<Map<_, _>>())
}

/// An event as `windows.rs` reads it, whoever wrote it.
pub fn flat(value: &Value) -> Cow<'_, Value> {
    if value.get("RuleTitle").is_some() && value.get("Details").is_some() {
        Cow::Owned(of_hayabusa(value))
    } else if value.get("PayloadData1").is_some() || value.get("MapDescription").is_some() {
        Cow::Owned(of_evtxecmd(value))
    } else {
        Cow::Borrowed(value)
    }
}

/// What a rule of Hayabusa found, and how grave it is.
pub fn detection(value: &Value) -> Option<(&str, &str)> {
    let level = text(value, "/Level")?;
    let is_grave =
        ["crit", "critical", "high", "med", "medium", "emergency"].iter().any(|it| it.eq_ignore_ascii_case(level));
    Some((text(value, "/RuleTitle").filter(|_| is_grave)?, level))
}

fn of_hayabusa(value: &Value) -> Value {
    let mut event = Map::new();
    let mut take = |name: &str, it: Option<&Value>| {
        if let Some(it) = it.filter(|it| !it.is_null()) {
            event.insert(name.to_owned(), it.clone());
        }
    };
    for (name, field) in
        [("EventID", "EventID"), ("Computer", "Computer"), ("Channel", "Channel"), ("@timestamp", "Timestamp")]
    {
        take(name, value.get(field));
    }
    let details = details(value.get("Details"));
    let extra = self::details(value.get("ExtraFieldInfo"));
    for fields in [&extra, &details] {
        for (name, value) in fields {
            take(name, Some(value));
        }
    }
    let names = [
        ("TargetUserName", "TgtUser"),
        ("SubjectUserName", "SrcUser"),
        ("IpAddress", "SrcIP"),
        ("WorkstationName", "SrcComp"),
        ("TargetServerName", "TgtSvr"),
        ("ShareName", "ShareName"),
        ("NewProcessName", "Proc"),
        ("Image", "Proc"),
        ("CommandLine", "Cmdline"),
        ("User", "User"),
        ("SourceIp", "SrcIP"),
        ("DestinationIp", "TgtIP"),
        ("DestinationPort", "TgtPort"),
        ("Protocol", "Proto"),
    ];
    for (name, field) in names {
        take(name, details.get(field));
    }
    // `3 - NETWORK`
    let kind = details.get("Type").and_then(Value::as_str).map(|it| it.split([' ', '-']).next().unwrap_or_default());
    take("LogonType", kind.map(Value::from).as_ref());
    Value::Object(event)
}

/// The details of an event: an object, or `Type: 3 - NETWORK ¦ TgtUser: a.sato` in a table.
fn details(value: Option<&Value>) -> Map<String, Value> {
    match value {
        Some(Value::Object(fields)) => fields.clone(),
        Some(Value::String(text)) => {
            let pairs = text.split('¦').filter_map(|it| it.split_once(':'));
            pairs.map(|(name, it)| (name.trim().to_owned(), Value::from(it.trim()))).collect()
        }
        _ => Map::new(),
    }
}

fn of_evtxecmd(value: &Value) -> Value {
    let mut event = Map::new();
    let of = |name: &str| text(value, &format!("/{name}"));
    for name in ["EventId", "Computer", "Channel"] {
        event.extend(value.get(name).map(|it| (name.to_owned(), it.clone())));
    }
    // it writes UTC and no zone
    event.extend(of("TimeCreated").map(|it| {
        let has_zone = it.ends_with('Z') || it.get(10..).is_some_and(|it| it.contains(['+', '-']));
        ("@timestamp".to_owned(), if has_zone { it.into() } else { format!("{it}Z").into() })
    }));
    if let Some((name, address)) = of("RemoteHost").map(remote) {
        event.extend(name.map(|it| ("WorkstationName".to_owned(), it.into())));
        event.extend(address.map(|it| ("IpAddress".to_owned(), it.into())));
    }
    for payload in (1..=6).filter_map(|n| of(&format!("PayloadData{n}"))) {
        let account = payload.strip_prefix("Target:").map(str::trim);
        event.extend(account.map(|it| ("TargetUserName".to_owned(), it.rsplit('\\').next().unwrap_or(it).into())));
        let kind = payload.strip_prefix("LogonType").map(|it| it.trim_matches([' ', ':']));
        event.extend(kind.map(|it| ("LogonType".to_owned(), it.into())));
    }
    event.extend(of("ExecutableInfo").map(|it| ("CommandLine".to_owned(), it.into())));
    let payload = match value.get("Payload") {
        Some(Value::String(text)) => serde_json::from_str(text).unwrap_or_default(),
        Some(payload) => payload.clone(),
        None => json!(null),
    };
    let data = payload.pointer("/EventData/Data").cloned().unwrap_or_default();
    for field in data.as_array().into_iter().flatten() {
        if let (Some(name), Some(said)) = (text(field, "/@Name"), text(field, "/#text")) {
            event.insert(name.to_owned(), said.into());
        }
    }
    Value::Object(event)
}

/// The name and the address in `WKS-07 (10.20.30.47)`; `-` names nothing.
fn remote(cell: &str) -> (Option<String>, Option<String>) {
    let said = |it: &str| Some(it.trim().to_owned()).filter(|it| !["", "-", "-\\-"].contains(&it.as_str()));
    match cell.split_once('(') {
        Some((name, address)) => (said(name), said(address.trim_end_matches(')'))),
        None if super::is_address(cell) => (None, said(cell)),
        None => (said(cell), None),
    }
}
