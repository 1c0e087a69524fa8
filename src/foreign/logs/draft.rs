//! A trail → an incident: machines as hosts, steps in order of time, failed logons and starts of programs as events.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::machine::{Machine, Resolved};
use super::trail::{Detail, Hop, Logon, Means, Started, Tally, Trail, is_system};
use crate::foreign::make::{self, Names, Voice, Words};
use crate::foreign::time::Time;
use crate::foreign::{Fidelity, icon, short};
use crate::import::draft::{EventDraft, HostDraft, Ids, IncidentDraft, PivotDraft, SourceDraft, ZoneDraft};
use crate::sorting;
use crate::tongue::Phrase;

/// The most steps that are drawn, and the most events: the earliest, because what somebody looks for in a log is how it
/// began. Beyond, a map is a ball of wool; the report says how many were left out.
const MOST: usize = 300;

/// One draft, or none if the log had no event.
pub(super) fn of(mut trail: Trail, title: Phrase, report: &mut Fidelity) -> Vec<IncidentDraft> {
    let Some(span) = trail.span else { return Vec::new() };
    let resolved = trail.machines.resolve();
    for address in &resolved.ambiguous {
        report.derived(Phrase::log_ambiguous(), address.clone());
    }
    let mut work = Work::new(title, span, resolved);
    let hops = work.merged(std::mem::take(&mut trail.hops), report);
    let is_used: BTreeSet<usize> = sorting::set_of(
        hops.iter()
            .flat_map(|((from, to, _), _)| [*from, *to])
            .chain(trail.writers.iter().map(|it| work.resolved.machine(*it)))
            .chain(trail.failures.keys().map(|(_, to, _)| work.resolved.machine(*to)))
            .chain(trail.detections.keys().map(|(here, _, _)| work.resolved.machine(*here))),
    );
    let reached: BTreeSet<usize> = sorting::set_of(hops.iter().map(|((_, to, _), _)| *to));
    let first: BTreeMap<usize, Option<Time>> =
        sorting::map_of(hops.iter().rev().map(|((from, _, _), hop)| (*from, hop.tally.first)));
    let writers = sorting::set_of(trail.writers.iter().map(|it| work.resolved.machine(*it)));
    work.hosts(&is_used, &reached, &first, &writers, report);
    work.pivots(&hops);
    work.failures(&trail);
    work.detections(&trail, report);
    work.starts(&trail, report);
    work.accounts(&trail.accounts);
    vec![work.draft]
}

struct Work {
    resolved: Resolved,
    names: Names,
    voice: Voice,
    draft: IncidentDraft,
    /// The id of the host of each machine.
    ids: BTreeMap<usize, String>,
}

/// From, to, by which account.
type Way = (usize, usize, String);

impl Work {
    fn new(title: Phrase, span: Tally, resolved: Resolved) -> Self {
        let mut names = Names::default();
        // A log says who logged on where, and not whether it was the intruder or the backup. So all of it is possible.
        let voice = Voice { source: names.id("log"), hedge: Some("possible") };
        let title = match (span.first, span.last) {
            (Some(first), Some(last)) if first.day() == last.day() => {
                Phrase::import_title_on(title, first.day().to_string())
            }
            (Some(first), Some(last)) => {
                Phrase::import_title_between(title, first.day().to_string(), last.day().to_string())
            }
            _ => title,
        };
        let title = title.into();
        let mut draft = make::incident(Names::default().id(&make::name(&title)), title);
        draft.sources = make::each(vec![SourceDraft {
            published: span.last.map(|it| it.day().to_string()),
            inferred: span.last.map(|_| make::text(Phrase::log_published())),
            note: Some(make::text(Phrase::import_n_events(span.times))),
            ..make::source(&voice.source, "analyst", Phrase::log_itself())
        }]);
        Self { resolved, names, voice, draft, ids: BTreeMap::new() }
    }

    /// Steps between machines and not between names, in order of time. Connections beside a logon are details of it:
    /// one remote desktop session is a connection to port 3389, an event of Sysmon for it, and a logon of type 10.
    /// Only the logon has an account, so what has none joins the step that has one.
    fn merged(&self, hops: BTreeMap<super::trail::Way, Hop>, report: &mut Fidelity) -> Vec<(Way, Hop)> {
        let mut merged: BTreeMap<Way, Hop> = BTreeMap::new();
        for ((from, to, account), hop) in hops {
            let way = (self.resolved.machine(from), self.resolved.machine(to), short(&account).to_owned());
            match merged.get_mut(&way) {
                _ if way.0 == way.1 => report.left_out(Phrase::log_to_itself(), hop.place),
                Some(known) => known.add(hop),
                None => drop(merged.insert(way, hop)),
            }
        }
        let nameless: Vec<Way> = merged.keys().filter(|it| it.2.is_empty()).cloned().collect();
        for way in nameless {
            let named = merged.keys().find(|it| (it.0, it.1) == (way.0, way.1) && !it.2.is_empty()).cloned();
            if let Some(named) = named
                && let Some(hop) = merged.remove(&way)
                && let Some(known) = merged.get_mut(&named)
            {
                report.derived(Phrase::log_beside_logon(), hop.place.clone());
                known.add(hop);
            }
        }
        let mut all: Vec<(Way, Hop)> = merged.into_iter().collect();
        sorting::by_key(&mut all, |(_, hop)| hop.tally.first.map_or(i64::MAX, Time::micros));
        for (_, hop) in all.iter().skip(MOST) {
            report.left_out(Phrase::log_most_steps(), hop.place.clone());
        }
        all.truncate(MOST);
        all
    }

    fn hosts(
        &mut self,
        is_used: &BTreeSet<usize>,
        reached: &BTreeSet<usize>,
        first: &BTreeMap<usize, Option<Time>>,
        writers: &BTreeSet<usize>,
        report: &mut Fidelity,
    ) {
        let mut zones: Vec<ZoneDraft> = Vec::new();
        let mut hosts = Vec::new();
        for index in is_used {
            let machine = &self.resolved.machines[*index];
            // whoever has a name and a public address may still be a machine of the victim's, if it writes the log
            let is_outside = machine.is_public && (machine.is_nameless || !writers.contains(index));
            let label = match &machine.domain {
                Some(domain) if is_outside => format!("{}.{domain}", machine.label),
                _ => machine.label.clone(),
            };
            let id = self.names.id(&label);
            let zone = zone_of(machine, is_outside, &mut zones, &mut self.names);
            let mut host = HostDraft {
                id: id.clone(),
                label: make::text(label),
                kind: Some(if is_outside && machine.domain.is_some() { "website" } else { kind(machine) }.to_owned()),
                ..HostDraft::default()
            };
            let stated = Voice { hedge: None, ..self.voice.clone() };
            host.zone = make::each(vec![stated.claim(Some(zone))]);
            host.note = (!machine.names.is_empty()).then(|| make::text(Phrase::log_also(machine.names.join(", "))));
            match (is_outside, reached.contains(index), first.get(index)) {
                // people sign in from anywhere
                (true, is_reached, _) if is_reached || self.has_services() => host.role = Some("outside".to_owned()),
                (true, _, _) => host.role = Some("intruder".to_owned()),
                (false, false, Some(when)) => {
                    let mut claim = self.voice.claim(Some("compromised".to_owned()));
                    claim.said.when = when.map(Time::moment);
                    claim.said.inferred = Some(make::text(Phrase::log_begins_here()));
                    host.states = make::each(vec![claim]);
                    report.derived(Phrase::log_beginnings(), machine.label.clone());
                }
                _ => {}
            }
            if machine.names.len() > 1 || machine.domain.is_some() {
                report.derived(Phrase::log_joined(), machine.label.clone());
            }
            self.ids.insert(*index, id);
            hosts.push(host);
        }
        for (short, full) in &self.resolved.perhaps_same {
            if let (Some(short), Some(full)) = (self.ids.get(short), self.ids.get(full))
                && let Some(host) = hosts.iter_mut().find(|it| it.id == *short)
            {
                let mut claim = self.voice.claim(Some(full.clone()));
                claim.said.note = Some(make::text(Phrase::log_perhaps_note()));
                host.perhaps_same_as = make::each(vec![claim]);
                report.derived(Phrase::log_perhaps_same(), short.clone());
            }
        }
        self.draft.zones = make::each(zones);
        self.draft.hosts = make::each(hosts);
    }

    /// Whether the log is about applications, and not about machines.
    fn has_services(&self) -> bool {
        self.resolved.machines.iter().any(|it| it.is_service)
    }

    fn pivots(&mut self, hops: &[(Way, Hop)]) {
        let mut pivots = Vec::new();
        // instants order steps, and clocks without a zone each other; nobody knows how the two lie to one another
        let mut before: [Option<(String, i64)>; 2] = [None, None];
        let has_desktop = hops.iter().any(|(_, it)| it.means.contains_key(&Means::Logon(Logon::Desktop)));
        let has_shares = hops.iter().any(|(_, it)| technique(it) == Some("T1021.002"));
        let mut techniques = Vec::new();
        for (id, label, is_there) in [
            ("T1021.001", "Remote Desktop Protocol", has_desktop),
            ("T1021.002", "SMB/Windows Admin Shares", has_shares),
        ] {
            if is_there {
                let mut fact = self.voice.vouch(id.to_owned(), label);
                fact.claims.items[0].1.said.inferred = Some(make::text(Phrase::log_technique()));
                techniques.push(fact);
            }
        }
        for ((from, to, account), hop) in hops {
            let mut claim = self.voice.claim(None);
            claim.said.when = hop.tally.first.map(Time::moment);
            let clock = hop.tally.first.map(|it| (usize::from(it.has_zone()), it.micros()));
            if let Some((kind, micros)) = clock
                && let Some((earlier, then)) = &before[kind]
                && *then < micros
            {
                claim.said.after = Some(Ids::One(earlier.clone()));
            }
            claim.said.note = note(account, hop).map(make::text);
            let id = self.names.id(&format!("step {}", pivots.len() + 1));
            if let Some((kind, micros)) = clock {
                before[kind] = Some((id.clone(), micros));
            }
            pivots.push(PivotDraft {
                id,
                from: self.ids[from].clone(),
                to: self.ids[to].clone(),
                label: Some(make::text(label(account, hop))),
                technique: technique(hop).map(str::to_owned),
                claims: make::each(vec![claim]),
                ..PivotDraft::default()
            });
        }
        self.draft.techniques = make::each(techniques);
        self.draft.pivots = make::each(pivots);
    }

    /// Something that happened on a machine.
    fn event(&mut self, machine: usize, label: Phrase, when: Option<Time>, note: Option<Words>) {
        let label = Phrase::import_labelled(&self.resolved.machines[machine].label, label);
        let mut claim = make::claim(None, &self.voice.source);
        claim.said.when = when.map(Time::moment);
        claim.said.note = note.map(make::text);
        let id = self.names.id(&format!("event {}", self.draft.events.items.len() + 1));
        let next = self.draft.events.items.len();
        let event = EventDraft {
            id,
            label: make::text(label),
            hosts: self.ids.get(&machine).cloned().into_iter().collect(),
            claims: make::each(vec![claim]),
            ..EventDraft::default()
        };
        self.draft.events.items.push((next, event));
    }

    fn failures(&mut self, trail: &Trail) {
        let mut between: BTreeMap<(Option<usize>, usize, &str), Tally> = BTreeMap::new();
        for ((from, to, account), (tally, _)) in &trail.failures {
            let (from, to) = (from.map(|it| self.resolved.machine(it)), self.resolved.machine(*to));
            between.entry((from, to, account)).and_modify(|it| it.add(*tally)).or_insert(*tally);
        }
        for ((from, to, account), tally) in between {
            let from = from.map(|it| self.resolved.machines[it].label.clone());
            let mut what = if tally.times == 1 { Phrase::log_failed() } else { Phrase::log_n_failed(tally.times) };
            if !account.is_empty() {
                what = Phrase::log_of_account(what, account);
            }
            if let Some(from) = from {
                what = Phrase::log_from_machine(what, from);
            }
            self.event(to, what, tally.first, times(tally));
        }
    }

    fn starts(&mut self, trail: &Trail, report: &mut Fidelity) {
        let mut alike: BTreeMap<(usize, &str, &str), &Started> = BTreeMap::new();
        for ((here, program, user, _), found) in &trail.starts {
            // One start may have an event of Windows (4688, whose user has no domain) and one of Sysmon (1, whose user
            // has), and only one of them has the command line. They are one start, told by the one that says more.
            let known = alike.entry((self.resolved.machine(*here), program, short(user))).or_insert(found);
            if found.rank() < known.rank() {
                *known = found;
            }
        }
        let mut starts: Vec<_> = alike.into_iter().collect();
        sorting::by_key(&mut starts, |(_, it)| it.tally.first.map_or(i64::MAX, Time::micros));
        for (_, it) in starts.iter().skip(MOST) {
            report.left_out(Phrase::log_most_starts(), it.place.clone());
        }
        for ((here, program, user), Started { tally, line, .. }) in starts.into_iter().take(MOST) {
            let once = Phrase::log_started(program, user);
            let label = match tally.times {
                1 => once,
                n => Phrase::log_repeated(once, n),
            };
            let line = Some(short::brief(line, 300).0).filter(|it| !it.is_empty()).map(Words::from);
            let note = make::joined(line.into_iter().chain(times(*tally)), Phrase::log_line);
            self.event(here, label, tally.first, note);
        }
    }

    /// What rules of a tool found, each once for each machine.
    fn detections(&mut self, trail: &Trail, report: &mut Fidelity) {
        let mut all: Vec<_> = trail.detections.iter().collect();
        sorting::by_key(&mut all, |(_, (tally, _))| tally.first.map_or(i64::MAX, Time::micros));
        for (_, (_, place)) in all.iter().skip(MOST) {
            report.left_out(Phrase::log_most_detections(), place.clone());
        }
        for ((here, rule, level), (tally, _)) in all.into_iter().take(MOST) {
            let label = match tally.times {
                1 => Phrase::log_rule(rule),
                n => Phrase::log_repeated(Words::from(rule), n),
            };
            let level = Phrase::log_level(level).into();
            let note = make::joined([level].into_iter().chain(times(*tally)), Phrase::import_then);
            self.event(self.resolved.machine(*here), label, tally.first, note);
        }
    }

    fn accounts(&mut self, accounts: &BTreeMap<String, usize>) {
        let mut all: Vec<(&String, &usize)> = accounts.iter().collect();
        sorting::by_key(&mut all, |(_, times)| Reverse(**times)); // those with as many stay in the order of their names
        let words: Vec<String> = all.iter().take(12).map(|(name, times)| format!("{name} ({times})")).collect();
        if !words.is_empty() {
            let more = if all.len() > 12 { ", …" } else { "" };
            let stated = Voice { hedge: None, ..self.voice.clone() };
            let id = self.names.id("accounts");
            let fact = stated.labelled(id, Phrase::log_accounts(), format!("{}{more}", words.join(", ")));
            self.draft.facts = make::each(vec![fact]);
        }
    }
}

/// The kind of a machine, as far as its name says it.
fn kind(machine: &Machine) -> &'static str {
    match icon::of(&[&machine.label]) {
        "service" if machine.is_service => "cloud",
        "service" if !machine.is_nameless => "endpoint",
        kind => kind,
    }
}

/// The domain of a machine as a zone; those without a name apart.
fn zone_of(machine: &Machine, is_outside: bool, zones: &mut Vec<ZoneDraft>, names: &mut Names) -> String {
    let label: Words = match &machine.domain {
        _ if is_outside => Phrase::log_internet().into(),
        Some(domain) => domain.into(),
        None if machine.is_service => Phrase::log_applications().into(),
        None if machine.is_nameless => Phrase::log_not_named().into(),
        None => Phrase::log_no_domain().into(),
    };
    let name = make::name(&label);
    let label = make::text(label);
    if let Some(zone) = zones.iter().find(|it| it.label == label) {
        return zone.id.clone();
    }
    let id = names.id(&format!("zone {name}"));
    zones.push(ZoneDraft { id: id.clone(), label, ..ZoneDraft::default() });
    id
}

/// An account without its domain.
fn short(account: &str) -> &str {
    account.rsplit('\\').next().unwrap_or(account)
}

/// What a kind of logon is called.
fn logon(kind: Logon) -> Phrase {
    match kind {
        Logon::Network => Phrase::log_network(),
        Logon::ClearText => Phrase::log_clear_text(),
        Logon::Desktop => Phrase::log_desktop(),
        Logon::Cloud => Phrase::log_sign_in(),
    }
}

/// A word or two for the arrow: the strongest means, and the account.
fn label(account: &str, hop: &Hop) -> Words {
    let means = match hop.means.keys().next() {
        Some(Means::Logon(kind)) => logon(*kind),
        Some(Means::Credentials) => Phrase::log_credentials(),
        Some(Means::Share) => Phrase::log_share(),
        Some(Means::Command) => Phrase::log_command(),
        Some(Means::Connection) | None => {
            return match hop.details.first() {
                Some(Detail { name, port: Some((_, false)) }) => name.into(),
                Some(it) => detail(it),
                None => Phrase::log_connection().into(),
            };
        }
    };
    if account.is_empty() { means.into() } else { Phrase::import_listed(means, short(account)).into() }
}

/// A detail of a step in words.
fn detail(it: &Detail) -> Words {
    match &it.port {
        None => (&it.name).into(),
        Some((port, true)) => Phrase::log_script(&it.name, port.to_string()).into(),
        Some((port, false)) => Phrase::log_to_port(&it.name, port.to_string()).into(),
    }
}

/// What the step is made of, how often, and when.
fn note(account: &str, hop: &Hop) -> Option<Words> {
    let means = hop.means.iter().map(|(means, times)| {
        let what = match means {
            Means::Logon(kind) => logon(*kind),
            Means::Credentials => Phrase::log_with_credentials(),
            Means::Share => Phrase::log_to_shares(),
            Means::Command => Phrase::log_naming_command(),
            Means::Connection => Phrase::log_connection(),
        };
        Phrase::log_repeated(what, *times).into()
    });
    let who = match account {
        "" => None,
        account if is_system(account) => Some(Phrase::log_system_account(account)),
        account => Some(Phrase::log_account(account)),
    };
    let sentence = |it: Words| Phrase::import_sentence(it).into();
    let means = make::joined(means, Phrase::import_listed).map(sentence);
    let details = make::joined(hop.details.iter().map(detail), Phrase::import_parted).map(sentence);
    let all = [means, who.map(Words::from), details, times(hop.tally)];
    make::joined(all.into_iter().flatten(), Phrase::import_then)
}

/// When first and last.
fn times(tally: Tally) -> Option<Words> {
    match (tally.first, tally.last) {
        (Some(first), Some(last)) if first == last => Some(Phrase::import_sentence(first.words()).into()),
        (Some(first), Some(last)) => Some(Phrase::import_first_and_last(first.words(), last.words()).into()),
        _ => None,
    }
}

/// The technique that the kind of logon or the shares stand for.
fn technique(hop: &Hop) -> Option<&'static str> {
    let is_admin_share =
        |it: &Detail| ["ADMIN$", "C$", "D$"].iter().any(|share| it.name.to_uppercase().starts_with(share));
    if hop.means.contains_key(&Means::Logon(Logon::Desktop)) {
        Some("T1021.001")
    } else if hop.means.contains_key(&Means::Share) && hop.details.iter().any(is_admin_share) {
        Some("T1021.002")
    } else {
        None
    }
}
