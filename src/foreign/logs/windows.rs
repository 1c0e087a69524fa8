//! Windows events as JSON: flat (as `NXLog` and the Security Datasets write them), of Winlogbeat, and of tools that turn EVTX
//! into JSON or into tables.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde_json::Value;

use super::command;
use super::draft;
use super::machine::Name;
use super::tools;
use super::trail::{Detail, Logon, Means, Trail, is_system};
use super::unsaid::Unsaid;
use crate::foreign::time::{Time, counted};
use crate::foreign::{Content, Fidelity, pointer, records, short};
use crate::import::draft::IncidentDraft;
use crate::tongue::Phrase;

/// Whether a file holds such events: one on each line, or a list.
pub fn sniff(content: &Content) -> bool {
    match content {
        Content::Table { header, .. } => tools::is_table(header),
        Content::Json(_) | Content::Several(_) | Content::Lines(_) => records::is_list_of(content, "events", is_event),
    }
}

/// One draft, if there is any event.
pub fn read(content: &Content, report: &mut Fidelity) -> Vec<IncidentDraft> {
    let mut trail = Trail::default();
    let mut clocks = Clocks::default();
    let mut known = BTreeSet::new();
    let mut unsaid = Unsaid::default();
    let mut take = |place: &str, value: &Value, written: Option<Time>| {
        unsaid.line(place, value);
        let (detection, is_finding) = (tools::detection(value), tools::is_finding(value));
        for (at, value) in tools::events(value) {
            let place = format!("{place}{at}");
            if !value.is_object() {
                report.left_out(Phrase::log_no_event(), place);
                continue;
            }
            let flat = tools::flat(value);
            let entry = Entry { written, ..Entry::of(&flat) };
            let is_known = is_finding && !entry.number().is_none_or(|it| known.insert(it));
            event(&entry, (detection, is_known), &place, &mut trail, &mut clocks, report);
        }
    };
    if let Content::Table { above, header, rows } = content {
        let read = tools::Rows::of(header, rows);
        for (index, cells) in rows.iter().enumerate() {
            let (value, time) = read.row(cells);
            take(&records::row(above.len(), index), &value, time);
        }
    } else {
        records::each_record(content, "events", &mut |place, value| take(place, value, None));
    }
    if clocks.n_apart > 0 {
        let words = Phrase::log_clocks();
        report.derived(words, clocks.place);
    }
    let drafts = draft::of(trail, Phrase::log_windows(), report);
    unsaid.settle(&drafts, report);
    drafts
}

fn is_event(value: &Value) -> bool {
    let is_one = |value: &Value| {
        let flat = tools::flat(value);
        let entry = Entry::of(&flat);
        entry.id().is_some() && entry.computer().is_some()
    };
    tools::events(value).into_iter().any(|(_, it)| is_one(it))
}

/// How the clocks of one event differ.
#[derive(Default)]
struct Clocks {
    n_apart: usize,
    place: String,
}

/// Where the fields of an event can stand.
const WRAPPINGS: [&str; 8] =
    ["", "/EventData", "/winlog/event_data", "/winlog", "/Event/EventData", "/Event/System", "/System", "/event_data"];

/// An event, whatever its fields are wrapped in.
struct Entry<'a> {
    value: &'a Value,
    /// What there is of [`WRAPPINGS`].
    wrappings: [Option<&'a Value>; WRAPPINGS.len()],
    /// Its time, where its table says how that is read.
    written: Option<Time>,
}

impl<'a> Entry<'a> {
    fn of(value: &'a Value) -> Self {
        Self { value, wrappings: WRAPPINGS.map(|it| pointer::at(value, it)), written: None }
    }

    /// A field that says something, at the top or in one of the usual wrappings.
    fn get(&self, name: &str) -> Option<Cow<'a, str>> {
        self.wrappings.iter().flatten().find_map(|it| words(it.get(name)?))
    }

    fn any(&self, names: &[&str]) -> Option<Cow<'a, str>> {
        names.iter().find_map(|it| self.get(it))
    }

    fn id(&self) -> Option<u32> {
        let text = self.any(&["EventID", "event_id", "EventId", "EventCode"]).or_else(|| self.at("/event/code"))?;
        // Kibana parts thousands
        text.split(',').collect::<String>().parse().ok()
    }

    /// The number by which its log knows it, with its machine and log: a tool tells one event once for each rule.
    fn number(&self) -> Option<[String; 3]> {
        let number = self.any(&["RecordID", "EventRecordID", "EventRecordId", "record_id"])?;
        let channel = self.any(&["Channel", "channel"]).unwrap_or_default();
        Some([self.computer()?, channel, number].map(Cow::into_owned))
    }

    fn at(&self, pointer: &str) -> Option<Cow<'a, str>> {
        words(pointer::at(self.value, pointer)?)
    }

    fn computer(&self) -> Option<Cow<'a, str>> {
        let named = self.any(&["Hostname", "Computer", "computer_name", "ComputerName", "MachineName"]);
        named.or_else(|| self.at("/host/name"))
    }

    fn is_sysmon(&self) -> bool {
        self.any(&["Channel", "channel", "SourceName", "provider_name"]).is_some_and(|it| it.contains("Sysmon"))
    }

    /// The time with a zone, if there is one.
    fn time(&self, place: &str, clocks: &mut Clocks) -> Option<Time> {
        let created = [
            "/Event/System/TimeCreated/#attributes/SystemTime",
            "/Event/System/TimeCreated_attributes/SystemTime",
            "/System/TimeCreated/SystemTime",
        ];
        let created = created.into_iter().find_map(|it| self.at(it));
        let names = ["@timestamp", "TimeCreated", "timestamp", "Timestamp", "TimeGenerated", "_time"];
        let main = self.any(&names).or(created);
        // Velociraptor writes seconds since 1970
        let main = self.written.or_else(|| main.and_then(|it| Time::parse(&it).or_else(|| counted(&it))));
        let utc = self.get("UtcTime").and_then(|it| Time::parse(&format!("{it}Z")));
        if let (Some(main), Some(utc)) = (main, utc)
            && (main.micros() - utc.micros()).abs() > 3_600_000_000
        {
            clocks.n_apart += 1;
            if clocks.place.is_empty() {
                place.clone_into(&mut clocks.place);
            }
        }
        main.or(utc).or_else(|| self.get("EventTime").and_then(|it| Time::parse(&it)))
    }
}

/// Words or a number in a field; `-` says nothing. Some tools wrap them once more.
fn words(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) => Some(text.trim()).filter(|it| !it.is_empty() && *it != "-").map(Cow::Borrowed),
        Value::Number(number) => Some(number.to_string().into()),
        Value::Object(_) => words(value.get("#text").or_else(|| value.get("Value"))?),
        _ => None,
    }
}

/// Reads one event into the trail.
fn event(
    entry: &Entry,
    (detection, is_known): (Option<(&str, &str)>, bool),
    place: &str,
    trail: &mut Trail,
    clocks: &mut Clocks,
    report: &mut Fidelity,
) {
    let (Some(id), Some(computer)) = (entry.id(), entry.computer()) else {
        return report.left_out(Phrase::log_no_event(), place);
    };
    let Some(here) = trail.machines.name(&computer) else {
        return report.left_out(Phrase::log_no_machine(), place);
    };
    let time = entry.time(place, clocks);
    if time.is_none() {
        report.left_out(Phrase::log_no_time(), place);
    }
    trail.at(time);
    trail.writers.insert(here);
    let mut reader = Reader { entry, place, time, trail, report };
    match (id, entry.is_sysmon()) {
        _ if is_known => reader.report.carried(Phrase::log_again(), place),
        (4624, false) => reader.logon(here),
        (4625, false) => reader.failure(here),
        (4648, false) => reader.credentials(here),
        (5140 | 5145, false) => reader.share(here),
        (4688, false) => reader.start(here, "NewProcessName", "SubjectUserName"),
        (1, true) => reader.start(here, "Image", "User"),
        (3, true) => reader.connection(here),
        _ if detection.is_none() => reader.report.left_out(Phrase::log_other_kinds(), place),
        _ => {}
    }
    if let Some((rule, level)) = detection {
        trail.detection(here, rule, level, time, place);
        report.carried(Phrase::log_detections(), place);
    }
}

/// One event of a kind that is read.
struct Reader<'a, 'b> {
    entry: &'a Entry<'b>,
    place: &'a str,
    time: Option<Time>,
    trail: &'a mut Trail,
    report: &'a mut Fidelity,
}

impl Reader<'_, '_> {
    /// Where an event came from: its address and its workstation are one machine if both are given.
    /// Remote desktop names the machine that was reached as the workstation: the logon of type 10 on `DC1` has
    /// `WorkstationName: DC1`. Taken for the origin, every such logon would go from the machine to itself.
    fn origin(&mut self, here: Name) -> Option<Name> {
        let mut name = |field: &str| self.entry.get(field).and_then(|it| self.trail.machines.name(&it));
        let (address, workstation) = (name("IpAddress"), name("WorkstationName"));
        let workstation = workstation.filter(|it| !self.trail.machines.seen_together(*it, here));
        if let (Some(address), Some(workstation)) = (address, workstation) {
            self.trail.machines.same(address, workstation);
        }
        address.or(workstation)
    }

    fn account(&self, field: &str) -> String {
        self.entry.get(field).map(Cow::into_owned).unwrap_or_default()
    }

    /// The account of a machine on that machine is the machine itself: whoever comes from an address as `DC1$` to `DC1` is
    /// `DC1`, and the address is its own.
    fn is_itself(&mut self, here: Name, account: &str) -> bool {
        let name = account.rsplit('\\').next().unwrap_or(account);
        let machine = name.strip_suffix('$').and_then(|it| self.trail.machines.name(it));
        let is_itself = machine.is_some_and(|it| self.trail.machines.seen_together(it, here));
        if is_itself && let Some(address) = self.entry.get("IpAddress").and_then(|it| self.trail.machines.name(&it)) {
            self.trail.machines.same(address, here);
        }
        is_itself
    }

    fn logon(&mut self, here: Name) {
        let account = self.account("TargetUserName");
        if self.is_itself(here, &account) {
            return self.report.left_out(Phrase::log_itself_logon(), self.place);
        }
        let Some(kind) = logon_kind(self.entry.get("LogonType").as_deref()) else {
            return self.report.left_out(Phrase::log_local(), self.place);
        };
        match self.origin(here) {
            Some(from) if from != here => {
                *self.trail.accounts.entry(account.clone()).or_default() += 1;
                self.trail.hop((from, here, account), Means::Logon(kind), None, self.time, self.place);
                self.report.derived(Phrase::log_logons(), self.place);
            }
            _ => self.report.left_out(Phrase::log_no_origin(), self.place),
        }
    }

    fn failure(&mut self, here: Name) {
        let from = self.origin(here);
        let account = self.account("TargetUserName");
        self.trail.failure(from, here, &account, self.time, self.place);
        self.report.carried(Phrase::log_failures(), self.place);
    }

    fn credentials(&mut self, here: Name) {
        let server = self.entry.get("TargetServerName").and_then(|it| self.trail.machines.name(&it));
        let server = server.filter(|it| !self.trail.machines.seen_together(here, *it));
        let Some(server) = server else {
            return self.report.left_out(Phrase::log_no_origin(), self.place);
        };
        let account = self.account("TargetUserName");
        self.trail.hop((here, server, account), Means::Credentials, None, self.time, self.place);
        self.report.derived(Phrase::log_other_credentials(), self.place);
    }

    fn share(&mut self, here: Name) {
        let account = self.account("SubjectUserName");
        if self.is_itself(here, &account) {
            return self.report.left_out(Phrase::log_itself_logon(), self.place);
        }
        let Some(from) = self.origin(here).filter(|it| *it != here) else {
            return self.report.left_out(Phrase::log_no_origin(), self.place);
        };
        let share = self.entry.get("ShareName").unwrap_or_default();
        let file = self.entry.get("RelativeTargetName").filter(|it| it != "\\");
        let share = share.trim_start_matches("\\\\*\\").to_owned();
        let name = file.map_or(share.clone(), |it| format!("{share}\\{it}"));
        let detail = Detail { name, port: None };
        self.trail.hop((from, here, account), Means::Share, Some(detail), self.time, self.place);
        self.report.derived(Phrase::log_shares(), self.place);
    }

    fn start(&mut self, here: Name, image: &str, user: &str) {
        let line = self.account("CommandLine");
        let (image, user) = (self.account(image), self.account(user));
        let program = command::program(&image).to_owned();
        let start = (here, program, user, self.entry.is_sysmon());
        started(self.trail, self.report, start, &line, self.time, self.place);
    }

    fn connection(&mut self, here: Name) {
        let mut name = |field: &str| self.entry.get(field).and_then(|it| self.trail.machines.name(&it));
        let (from, to) = (name("SourceIp"), name("DestinationIp"));
        let (from_host, to_host) = (name("SourceHostname"), name("DestinationHostname"));
        for (address, host) in [(from, from_host), (to, to_host)] {
            if let (Some(address), Some(host)) = (address, host) {
                self.trail.machines.same(address, host);
            }
        }
        let is_tcp = self.entry.get("Protocol").is_some_and(|it| it.eq_ignore_ascii_case("tcp"));
        let (Some(from), Some(to), true) = (from, to, is_tcp) else {
            return self.report.left_out(Phrase::log_not_tcp(), self.place);
        };
        // who writes the event began the connection, or was reached
        let is_begun_here = self.entry.get("Initiated").is_some_and(|it| it.eq_ignore_ascii_case("true"));
        self.trail.machines.same(here, if is_begun_here { from } else { to });
        let port = self.entry.get("DestinationPort").and_then(|it| it.parse().ok()).unwrap_or(0);
        let image = self.account("Image");
        connected(self.trail, self.report, (from, to), port, &image, self.time, self.place);
    }
}

/// A program was started: by a person, with another machine named or not.
pub(super) fn started(
    trail: &mut Trail,
    report: &mut Fidelity,
    (here, program, user, is_sysmon): (Name, String, String, bool),
    line: &str,
    time: Option<Time>,
    place: &str,
) {
    let others: Vec<Name> = command::remote(line).into_iter().filter_map(|it| trail.machines.name(it)).collect();
    for other in others {
        let detail = Some(Detail { name: short::brief(line, 160).0.into_owned(), port: None });
        trail.hop((here, other, user.clone()), Means::Command, detail, time, place);
        report.derived(Phrase::log_commands(), place);
    }
    if is_system(&user) || user.is_empty() || program.eq_ignore_ascii_case("conhost.exe") {
        report.left_out(Phrase::log_system_starts(), place);
    } else {
        trail.start((here, program, user, is_sysmon), line, time, place);
        report.carried(Phrase::log_starts(), place);
    }
}

/// Ports by which machines are led from afar. A log of Sysmon has a line for every connection, most of them of browsers
/// and updates; an intruder who moves from machine to machine uses one of these, or a script.
const PORTS: [(u16, &str); 6] =
    [(22, "SSH"), (135, "RPC"), (445, "SMB"), (3389, "RDP"), (5985, "WinRM"), (5986, "WinRM")];

/// Programs that run what others wrote.
const SCRIPTS: [&str; 8] = [
    "powershell.exe",
    "pwsh.exe",
    "cmd.exe",
    "wscript.exe",
    "cscript.exe",
    "mshta.exe",
    "rundll32.exe",
    "regsvr32.exe",
];

/// A connection: to a port that leads machines, or by a program that runs scripts.
pub(super) fn connected(
    trail: &mut Trail,
    report: &mut Fidelity,
    (from, to): (Name, Name),
    port: u16,
    image: &str,
    time: Option<Time>,
    place: &str,
) {
    let program = command::program(image);
    let service = PORTS.iter().find(|(it, _)| *it == port).map(|(_, it)| *it);
    // Machines of a domain talk to its directory all day, over RPC and SMB, and lsass.exe is who does it. Left in, each
    // machine would have a step to the domain controller, and the one step of the intruder would be lost among them.
    let service = service.filter(|_| !program.eq_ignore_ascii_case("lsass.exe"));
    let is_script = SCRIPTS.iter().any(|it| it.eq_ignore_ascii_case(program));
    let detail = match service {
        Some(service) => Detail { name: service.to_owned(), port: Some((port, false)) },
        None if is_script => Detail { name: program.to_owned(), port: Some((port, true)) },
        None => {
            return report.left_out(Phrase::log_other_ports(), place);
        }
    };
    trail.hop((from, to, String::new()), Means::Connection, Some(detail), time, place);
    report.derived(Phrase::log_connections(), place);
}

/// Kinds of logons that come from another machine.
fn logon_kind(kind: Option<&str>) -> Option<Logon> {
    match kind? {
        "3" => Some(Logon::Network),
        "8" => Some(Logon::ClearText),
        "10" => Some(Logon::Desktop),
        _ => None,
    }
}
