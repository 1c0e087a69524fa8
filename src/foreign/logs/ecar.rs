//! eCAR events (an extended CAR of MITRE, as the `OpTC` data has them), one on each line.

use serde_json::Value;

use super::command;
use super::draft;
use super::trail::{Logon, Means, Trail};
use super::unsaid::Unsaid;
use super::windows::{connected, started};
use crate::foreign::pointer::text;
use crate::foreign::time::Time;
use crate::foreign::{Content, Fidelity, records};
use crate::import::draft::IncidentDraft;
use crate::tongue::Phrase;

/// Whether a file holds such events.
pub fn sniff(content: &Content) -> bool {
    records::is_list_of(content, "events", is_event)
}

fn is_event(value: &Value) -> bool {
    ["object", "action", "hostname", "timestamp"].iter().all(|it| value.get(it).is_some())
        && value.get("properties").is_some_and(Value::is_object)
}

/// One draft, if there is any event.
pub fn read(content: &Content, report: &mut Fidelity) -> Vec<IncidentDraft> {
    let (mut trail, mut unsaid) = (Trail::default(), Unsaid::default());
    records::each_record(content, "events", &mut |place, value| {
        unsaid.line(place, value);
        if is_event(value) {
            event(value, place, &mut trail, report);
        } else {
            report.left_out(Phrase::log_no_event(), place);
        }
    });
    let drafts = draft::of(trail, Phrase::log_ecar(), report);
    unsaid.settle(&drafts, report);
    drafts
}

fn event(value: &Value, place: &str, trail: &mut Trail, report: &mut Fidelity) {
    let Some(here) = text(value, "/hostname").and_then(|it| trail.machines.name(it)) else {
        return report.left_out(Phrase::log_no_machine(), place);
    };
    let time = text(value, "/timestamp").and_then(Time::parse);
    if time.is_none() {
        report.left_out(Phrase::log_no_time(), place);
    }
    trail.at(time);
    trail.writers.insert(here);
    let property = |name: &str| text(value, &format!("/properties/{name}")).unwrap_or_default();
    let user = text(value, "/principal").unwrap_or_else(|| property("user")).to_owned();
    match (text(value, "/object").unwrap_or_default(), text(value, "/action").unwrap_or_default()) {
        ("PROCESS", "CREATE") => {
            let program = command::program(property("image_path")).to_owned();
            started(trail, report, (here, program, user, false), property("command_line"), time, place);
        }
        ("FLOW", action) => {
            let (from, to) = (trail.machines.name(property("src_ip")), trail.machines.name(property("dest_ip")));
            let (Some(from), Some(to)) = (from, to) else {
                return report.left_out(Phrase::log_not_tcp(), place);
            };
            let own = if property("direction") == "inbound" { to } else { from };
            trail.machines.same(here, own);
            if action != "START" {
                return report.left_out(Phrase::log_packets(), place);
            }
            let port = property("dest_port").parse().unwrap_or(0);
            connected(trail, report, (from, to), port, property("image_path"), time, place);
        }
        ("USER_SESSION", "LOGIN" | "REMOTE" | "RDP" | "INTERACTIVE") => {
            let from = trail.machines.name(property("src_ip")).filter(|it| *it != here);
            let Some(from) = from else {
                return report.left_out(Phrase::log_no_origin(), place);
            };
            let kind = if text(value, "/action") == Some("RDP") { Logon::Desktop } else { Logon::Network };
            *trail.accounts.entry(user.clone()).or_default() += 1;
            trail.hop((from, here, user), Means::Logon(kind), None, time, place);
            report.derived(Phrase::log_logons(), place);
        }
        _ => report.left_out(Phrase::log_other_kinds(), place),
    }
}
