//! What a log shows, gathered while it is read: machines, steps between them, failed attempts, starts of programs.
//!
//! It grows with the number of different things and not with the length of the log.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::machine::{Machines, Name};
use crate::foreign::time::Time;
use crate::sorting;

/// How often, and when first and last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// How often.
    pub times: usize,
    /// The earliest; `None` if no event had a time that can be.
    pub first: Option<Time>,
    /// The latest.
    pub last: Option<Time>,
}

impl Tally {
    fn of(time: Option<Time>) -> Self {
        Self { times: 1, first: time, last: time }
    }

    /// Adds what another one counted.
    pub fn add(&mut self, other: Self) {
        self.times += other.times;
        self.first = self.first.into_iter().chain(other.first).min_by_key(Time::order);
        self.last = self.last.into_iter().chain(other.last).max_by_key(Time::order);
    }
}

/// By what one machine reached another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Means {
    /// A logon of a kind.
    Logon(Logon),
    /// Other credentials were given for it.
    Credentials,
    /// A share was opened.
    Share,
    /// A command named it.
    Command,
    /// A connection to a port by which machines are led.
    Connection,
}

/// Kinds of logons that come from another machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Logon {
    /// Over the network, as for shares.
    Network,
    /// The same, with the password readable.
    ClearText,
    /// To the desktop.
    Desktop,
    /// To an application in a cloud.
    Cloud,
}

/// A detail of a step.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Detail {
    /// A share, a command line, a service or a program.
    pub name: String,
    /// Of a connection: to which port, and whether the name is that of a program.
    pub port: Option<(u16, bool)>,
}

/// All steps from one machine to another by one account.
#[derive(Debug, Clone)]
pub struct Hop {
    /// How often in all.
    pub tally: Tally,
    /// How often by which means.
    pub means: BTreeMap<Means, usize>,
    /// Details, such as the names of shares: the first few of the alphabet.
    pub details: BTreeSet<Detail>,
    /// Where the first event stands.
    pub place: String,
}

/// How many details of a step are kept.
const MOST_DETAILS: usize = 6;

impl Hop {
    /// Adds what another one gathered.
    pub fn add(&mut self, other: Self) {
        self.tally.add(other.tally);
        for (means, times) in other.means {
            *self.means.entry(means).or_default() += times;
        }
        for detail in other.details {
            self.details.insert(detail);
            if self.details.len() > MOST_DETAILS {
                self.details.pop_last();
            }
        }
    }
}

/// From, to, and by which account (empty if it is not said).
pub type Way = (Name, Name, String);

/// A program that was started: where, which, by whom, and whether Sysmon says so: Windows may have an event of its own for it.
pub type Start = (Name, String, String, bool);

/// How often a program was started.
#[derive(Debug, Clone)]
pub struct Started {
    /// How often, and when.
    pub tally: Tally,
    /// The first command line that is told; nothing if none is.
    pub line: String,
    /// When it was that.
    time: Option<Time>,
    /// Where it stands.
    pub place: String,
}

impl Started {
    /// Of two records of one start, what is told first counts: the one that has more of them, or a command line, or is earlier.
    pub fn rank(&self) -> impl Ord {
        let (told, no_line, line) = (self.tally.times, self.line.is_empty(), self.line.clone());
        (Reverse(told), no_line, self.tally.first.map(|it| it.order()), line)
    }
}

/// By what command lines of one program are put into an order: those that are there, the earliest first.
fn told(line: &str, time: Option<Time>) -> (bool, (i64, Option<i32>), &str) {
    (line.is_empty(), time.map_or((i64::MAX, None), |it| it.order()), line)
}

/// All that a log shows.
#[derive(Debug, Default)]
pub struct Trail {
    /// The names.
    pub machines: Machines,
    /// The machines that write the log.
    pub writers: BTreeSet<Name>,
    /// Steps between machines.
    pub hops: BTreeMap<Way, Hop>,
    /// Failed logons: from where if that is said, to where, by whom.
    pub failures: BTreeMap<(Option<Name>, Name, String), (Tally, String)>,
    /// Programs that people started.
    pub starts: BTreeMap<Start, Started>,
    /// What rules of a tool found: where, which rule, how grave; how often, and where the first stands.
    pub detections: BTreeMap<(Name, String, String), (Tally, String)>,
    /// How many logons each account has.
    pub accounts: BTreeMap<String, usize>,
    /// The time of the first and the last event.
    pub span: Option<Tally>,
}

impl Trail {
    /// An event at a time.
    pub fn at(&mut self, time: Option<Time>) {
        let tally = Tally::of(time);
        match &mut self.span {
            Some(span) => span.add(tally),
            None => self.span = Some(tally),
        }
    }

    /// One machine reached another.
    pub fn hop(&mut self, way: Way, means: Means, detail: Option<Detail>, time: Option<Time>, place: &str) {
        if way.0 == way.1 {
            return;
        }
        let hop = Hop {
            tally: Tally::of(time),
            means: sorting::map_of([(means, 1)]),
            details: sorting::set_of(detail),
            place: place.to_owned(),
        };
        match self.hops.get_mut(&way) {
            Some(known) => known.add(hop),
            None => drop(self.hops.insert(way, hop)),
        }
    }

    /// A logon that failed.
    pub fn failure(&mut self, from: Option<Name>, to: Name, account: &str, time: Option<Time>, place: &str) {
        let tally = Tally::of(time);
        let known = self.failures.entry((from, to, account.to_owned()));
        known.and_modify(|it| it.0.add(tally)).or_insert_with(|| (tally, place.to_owned()));
    }

    /// A rule of a tool found something on a machine.
    pub fn detection(&mut self, here: Name, rule: &str, level: &str, time: Option<Time>, place: &str) {
        let tally = Tally::of(time);
        let known = self.detections.entry((here, rule.to_owned(), level.to_owned()));
        known.and_modify(|it| it.0.add(tally)).or_insert_with(|| (tally, place.to_owned()));
    }

    /// Somebody started a program.
    pub fn start(&mut self, start: Start, line: &str, time: Option<Time>, place: &str) {
        let tally = Tally::of(time);
        if let Some(known) = self.starts.get_mut(&start) {
            known.tally.add(tally);
            if told(line, time) < told(&known.line, known.time) {
                (known.line, known.time, known.place) = (line.to_owned(), time, place.to_owned());
            }
        } else {
            let (line, place) = (line.to_owned(), place.to_owned());
            self.starts.insert(start, Started { tally, line, time, place });
        }
    }
}

/// Whether an account belongs to the system and not to a person: services, and machines, whose names end with `$`.
pub fn is_system(account: &str) -> bool {
    let name = account.rsplit('\\').next().unwrap_or(account).to_uppercase();
    name.ends_with('$')
        || ["SYSTEM", "LOCAL SERVICE", "NETWORK SERVICE", "ANONYMOUS LOGON"].contains(&name.as_str())
        || name.starts_with("DWM-")
        || name.starts_with("UMFD-")
}
