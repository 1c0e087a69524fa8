//! Windows events in the words of the tools that read them for people → flat events, as `windows.rs` reads them.
//!
//! Hayabusa, `EvtxECmd` (KAPE) and Defender write a row or a line for each event, with names of their own for its fields: who
//! came from where is `SrcComp` and `SrcIP`, or `WKS-07 (10.20.30.47)` in one cell. Sentinel, Kibana and Splunk keep the
//! names of Windows and write dates as their pages show them. Chainsaw puts the event into what a rule found.

use std::borrow::Cow;

use serde_json::{Map, Value, json};

use crate::foreign::pointer::{self, text};
use crate::foreign::table::Dates;
use crate::foreign::time::Time;
use crate::foreign::zones::{Zone, Zones};

/// The columns by which the tables of these tools are known: Hayabusa, `EvtxECmd`, Defender, Sentinel, Kibana, Splunk.
const TABLES: [&[&str]; 9] = [
    &["RuleTitle", "Computer", "EventID", "Details"],
    &["EventId", "Computer", "TimeCreated", "PayloadData1"],
    &["DeviceName", "ActionType"],
    &["Computer", "EventID", "LogonType"],
    &["Computer", "EventID", "NewProcessName"],
    &["Computer", "EventID", "EventData"],
    &["winlog.computer_name", "winlog.event_id"],
    &["host.name", "event.code"],
    &["ComputerName", "EventCode"],
];

/// The columns in which they have the time.
const TIMES: [&str; 5] = ["TimeGenerated", "TimeCreated", "Timestamp", "@timestamp", "_time"];
/// Stands behind the name of a column whose times are of UTC.
const UTC: &str = " [UTC]";

/// Whether a table is one of theirs.
pub fn is_table(header: &[String]) -> bool {
    TABLES.iter().any(|columns| columns.iter().all(|it| header.iter().any(|name| name == it)))
}

/// How the rows of such a table are read.
pub struct Rows<'a> {
    header: &'a [String],
    time: Option<usize>,
    dates: Dates,
}

impl<'a> Rows<'a> {
    /// Looks at all its times.
    pub fn of(header: &'a [String], rows: &[Vec<String>]) -> Self {
        let is_time = |it: &str| TIMES.contains(&it.strip_suffix(UTC).unwrap_or(it));
        Self::at(header, rows, header.iter().position(|it| is_time(it)))
    }

    /// The same, with the time in a column.
    pub fn at(header: &'a [String], rows: &[Vec<String>], time: Option<usize>) -> Self {
        // so does EvtxECmd, which does not say it
        let is_utc = time.is_some_and(|it| header[it].to_uppercase().contains("UTC") || header[it] == TIMES[1]);
        let column = || rows.iter().filter_map(|it| Some(it.get(time?)?.as_str()));
        // only the English of the United States writes AM and PM in large letters behind numbers, as portals do
        let is_american = column().any(|it| it.contains('/') && it.ends_with('M'));
        let order = is_american.then_some("month-first");
        let dates = Dates::of(column(), is_utc.then_some(Zone::East(0)), order, Zones::default());
        Self { header, time, dates }
    }

    /// A row as an event, and its time.
    pub fn row(&self, cells: &[String]) -> (Value, Option<Time>) {
        let mut event = Map::new();
        for (name, cell) in self.header.iter().zip(cells) {
            put(&mut event, name.strip_suffix(UTC).unwrap_or(name), cell.trim(), DEEPEST);
        }
        (Value::Object(event), self.time(cells))
    }

    /// The time of a row.
    pub fn time(&self, cells: &[String]) -> Option<Time> {
        self.dates.read(cells.get(self.time?)?)?.time
    }
}

/// So many objects lie within each other at most.
const DEEPEST: usize = 8;

/// Puts a cell where its name says: Kibana writes the fields of an object as columns, `winlog.event_data.IpAddress`.
fn put(fields: &mut Map<String, Value>, name: &str, cell: &str, deepest: usize) {
    match name.split_once('.').filter(|_| deepest > 0) {
        None => drop(fields.insert(name.to_owned(), cell.into())),
        Some((first, rest)) => {
            if let Value::Object(inner) = fields.entry(first).or_insert_with(|| json!({})) {
                put(inner, rest, cell, deepest - 1);
            }
        }
    }
}

/// The events in what a tool writes of one finding, each with its place there: Chainsaw has one or several for a rule.
pub fn events(value: &Value) -> Vec<(String, &Value)> {
    let one = value.get("document").and_then(|it| Some(("/document/data".to_owned(), it.get("data")?)));
    let several = pointer::list(value, "/documents").iter().enumerate();
    let several = several.filter_map(|(at, it)| Some((format!("/documents/{at}/data"), it.get("data")?)));
    let found: Vec<(String, &Value)> = one.into_iter().chain(several).collect();
    if found.is_empty() { vec![(String::new(), value)] } else { found }
}

/// An event as `windows.rs` reads it, whoever wrote it.
pub fn flat(value: &Value) -> Cow<'_, Value> {
    if value.get("RuleTitle").is_some() && value.get("Details").is_some() {
        Cow::Owned(of_hayabusa(value))
    } else if value.get("PayloadData1").is_some() || value.get("MapDescription").is_some() {
        Cow::Owned(of_evtxecmd(value))
    } else if value.get("DeviceName").is_some() && value.get("ActionType").is_some() {
        Cow::Owned(of_defender(value))
    } else {
        Cow::Borrowed(value)
    }
}

/// Whether it is what a rule found, however grave.
pub fn is_finding(value: &Value) -> bool {
    ["RuleTitle", "document", "documents"].iter().any(|it| value.get(it).is_some())
}

/// What a rule of Hayabusa or Chainsaw found, and how grave it is.
pub fn detection(value: &Value) -> Option<(&str, &str)> {
    let (rule, level) = if value.get("RuleTitle").is_some() { ("/RuleTitle", "/Level") } else { ("/name", "/level") };
    let level = text(value, level)?;
    let is_grave =
        ["crit", "critical", "high", "med", "medium", "emergency"].iter().any(|it| it.eq_ignore_ascii_case(level));
    Some((text(value, rule).filter(|_| is_grave)?, level))
}

/// An event of Microsoft Defender in the numbers and names of Windows: logons, starts of programs, connections.
fn of_defender(value: &Value) -> Value {
    let of = |name: &str| text(value, &format!("/{name}"));
    let connection = [
        ("Image", "InitiatingProcessFileName"),
        ("DestinationPort", "RemotePort"),
        ("DestinationIp", "RemoteIP"),
        ("DestinationHostname", "RemoteUrl"),
        ("SourceIp", "LocalIP"),
    ];
    let logon = [("TargetUserName", "AccountName"), ("IpAddress", "RemoteIP"), ("WorkstationName", "RemoteDeviceName")];
    let start =
        [("NewProcessName", "FileName"), ("CommandLine", "ProcessCommandLine"), ("SubjectUserName", "AccountName")];
    let (id, names): (u32, &[(&str, &str)]) = match of("ActionType").unwrap_or_default() {
        "LogonSuccess" => (4624, &logon),
        "LogonFailed" => (4625, &logon),
        "ProcessCreated" => (4688, &start),
        "ConnectionSuccess" => (3, &connection),
        _ => (0, &[]),
    };
    let mut event = Map::new();
    for (name, field) in names.iter().chain(&[
        ("Computer", "DeviceName"),
        ("Timestamp", "Timestamp"),
        ("TimeGenerated", "TimeGenerated"),
    ]) {
        let said = value.get(field).filter(|it| it.as_str() != Some(""));
        event.extend(said.map(|it| ((*name).to_owned(), it.clone())));
    }
    let logon = match of("LogonType") {
        Some("Network") => "3",
        Some("NetworkCleartext") => "8",
        Some("RemoteInteractive") => "10",
        _ => "2",
    };
    // a part of an address stands for its machine, and whoever writes the event began the connection
    let site =
        of("RemoteUrl").map(|it| it.split("//").last().unwrap_or(it).split(['/', ':']).next().unwrap_or_default());
    let protocol = of("Protocol").filter(|it| !it.to_lowercase().starts_with("tcp")).unwrap_or("tcp");
    event.extend(site.map(|it| ("DestinationHostname".to_owned(), it.into())));
    event.entry("SourceIp").or_insert_with(|| of("DeviceName").into());
    for (name, it) in [
        ("LogonType", logon),
        ("Initiated", "true"),
        ("Protocol", protocol),
        ("Channel", if id == 3 { "Sysmon" } else { "" }),
    ] {
        event.insert(name.to_owned(), it.into());
    }
    event.insert("EventID".to_owned(), id.into());
    Value::Object(event)
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
    // as version 1 calls them, and then as version 2 does
    let names = [
        ("TargetUserName", "User"),
        ("TargetUserName", "TargetUser"),
        ("TargetServerName", "TargetServer"),
        ("IpAddress", "IPAddress"),
        ("WorkstationName", "Workstation"),
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
    // `3 - NETWORK`; in version 1 the rule says it, `Logon Type 3 - Network`
    let of_rule = || text(value, "/RuleTitle")?.split_once(" Type ").map(|(_, it)| it);
    let kind = details.get("Type").and_then(Value::as_str).or_else(of_rule);
    let kind = kind.map(|it| it.split([' ', '-']).next().unwrap_or_default());
    take("LogonType", kind.map(Value::from).as_ref());
    Value::Object(event)
}

/// The details of an event: an object, or `Type: 3 - NETWORK ¦ TgtUser: a.sato` in a table, or as version 1 parted them.
fn details(value: Option<&Value>) -> Map<String, Value> {
    match value {
        Some(Value::Object(fields)) => fields.clone(),
        Some(Value::String(text)) => {
            let parts = text.split('¦').flat_map(|it| it.split("  :  "));
            let pairs = parts.filter_map(|it| it.split_once(':'));
            let name = |it: &str| it.split_whitespace().collect::<String>();
            pairs.map(|(it, value)| (name(it), Value::from(value.trim()))).collect()
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
