//! Which names in a log are one machine: addresses and host names are joined only where an event shows both.
//!
//! A log calls one machine `WORKSTATION5`, `WORKSTATION5.theshire.local` and `172.18.39.5`, so that without joining, one
//! logon would be three steps. A guess would be worse: addresses change hands (DHCP), and two domains can each have a
//! `DC1`. So: an event that has a name and an address for its origin joins them; an address that has got two names stays a
//! machine of its own; and a short name with one full name to fit is only *perhaps* the same.

use crate::foreign::address::is_inner;
use crate::sorting;
use core::net::IpAddr;
use std::collections::{BTreeMap, BTreeSet};

/// A name in a log, as a key: lower case, addresses in their shortest spelling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name(usize);

/// All names of a log, and what events show of them.
#[derive(Debug, Default)]
pub struct Machines {
    /// The key of each name, and how it is written: of several spellings, the first of the alphabet.
    names: Vec<(String, String)>,
    places: BTreeMap<String, Name>,
    /// Applications in a cloud: no machines, and their names are no names of hosts.
    services: BTreeSet<Name>,
    /// Pairs of names that one event gives to one machine.
    shown: BTreeSet<(Name, Name)>,
}

/// A machine: what it is called, and all its names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Machine {
    /// Short, for a card.
    pub label: String,
    /// Full names and addresses, as they are written.
    pub names: Vec<String>,
    /// The domain of its full name.
    pub domain: Option<String>,
    /// Whether it has a public address.
    pub is_public: bool,
    /// Whether it is known by addresses only.
    pub is_nameless: bool,
    /// Whether it is an application in a cloud.
    pub is_service: bool,
}

/// The machines of a log, in the order of their names, and which one a name means.
pub struct Resolved {
    /// All machines.
    pub machines: Vec<Machine>,
    of: Vec<usize>,
    /// Addresses that events give to several host names; they are machines of their own.
    pub ambiguous: Vec<String>,
    /// Pairs of machines that are perhaps one: a short name, and the only full name that begins with it.
    pub perhaps_same: Vec<(usize, usize)>,
}

impl Resolved {
    /// The machine that a name means.
    pub fn machine(&self, name: Name) -> usize {
        self.of[name.0]
    }
}

impl Machines {
    /// A name as it is written; `None` for `-`, loopback, broadcast and other things that name no other machine.
    pub fn name(&mut self, written: &str) -> Option<Name> {
        let written = written.trim().trim_start_matches('\\').trim_end_matches(['.', '$']);
        let key = match address(written) {
            Some(address) if names_nothing(address) => return None,
            Some(address) => address.to_string(),
            None => written.to_lowercase(),
        };
        let is_word = key.chars().any(char::is_alphanumeric) && !key.contains(char::is_whitespace);
        if !is_word || ["localhost", "default_value", "unknown", "null"].contains(&key.as_str()) || key.len() > 255 {
            return None;
        }
        if let Some(name) = self.places.get(&key) {
            let shown = &mut self.names[name.0].1;
            if address(&key).is_none() && written < shown.as_str() {
                written.clone_into(shown);
            }
            return Some(*name);
        }
        let name = Name(self.names.len());
        let shown = if address(&key).is_some() { key.clone() } else { written.to_owned() };
        self.names.push((key.clone(), shown));
        self.places.insert(key, name);
        Some(name)
    }

    /// An application in a cloud, by its name.
    pub fn service(&mut self, written: &str) -> Name {
        // no name of a host begins with a blank
        let key = format!(" {}", written.to_lowercase());
        let next = Name(self.names.len());
        let name = *self.places.entry(key.clone()).or_insert(next);
        if name == next {
            self.names.push((key, written.to_owned()));
            self.services.insert(name);
        }
        name
    }

    /// One event gives both names to one machine.
    pub fn same(&mut self, a: Name, b: Name) {
        if a != b {
            self.shown.insert((a.min(b), a.max(b)));
        }
    }

    /// One event has both names: they are one machine only if one is the beginning of the other. Whether they are.
    pub fn seen_together(&mut self, a: Name, b: Name) -> bool {
        let (a_key, b_key) = (&self.names[a.0].0, &self.names[b.0].0);
        let is_same = a == b || begins(a_key, b_key) || begins(b_key, a_key);
        if is_same {
            self.same(a, b);
        }
        is_same
    }

    fn is_address(&self, name: Name) -> bool {
        address(&self.names[name.0].0).is_some()
    }

    /// All names in an order that is not that of the log: host names before addresses.
    fn sorted(&self) -> Vec<Name> {
        let mut all: Vec<Name> = self.places.values().copied().collect();
        sorting::by_key(&mut all, |it| self.is_address(*it));
        all
    }

    /// Joins what is shown, unless an address has several host names.
    pub fn resolve(&self) -> Resolved {
        // a group is called by the place of its first name
        let sorted = self.sorted();
        let mut of = vec![0; sorted.len()];
        sorted.iter().enumerate().for_each(|(place, name)| of[name.0] = place);
        let join = |of: &mut Vec<usize>, a: Name, b: Name| {
            let (low, high) = (of[a.0].min(of[b.0]), of[a.0].max(of[b.0]));
            of.iter_mut().filter(|it| **it == high).for_each(|it| *it = low);
        };
        for (a, b) in self.shown.iter().filter(|(a, b)| !self.is_address(*a) && !self.is_address(*b)) {
            join(&mut of, *a, *b);
        }
        let mut hosts: BTreeMap<Name, BTreeSet<usize>> = BTreeMap::new();
        for (a, b) in &self.shown {
            match (self.is_address(*a), self.is_address(*b)) {
                (true, false) => drop(hosts.entry(*a).or_default().insert(of[b.0])),
                (false, true) => drop(hosts.entry(*b).or_default().insert(of[a.0])),
                _ => {}
            }
        }
        let mut ambiguous = Vec::new();
        for (address, hosts) in hosts {
            match hosts.first() {
                Some(host) if hosts.len() == 1 => of[address.0] = *host,
                _ => ambiguous.push(self.names[address.0].1.clone()),
            }
        }
        self.groups(&of, &sorted, ambiguous)
    }

    fn groups(&self, of: &[usize], sorted: &[Name], ambiguous: Vec<String>) -> Resolved {
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for name in sorted {
            members.entry(of[name.0]).or_default().push(name.0);
        }
        let index: BTreeMap<usize, usize> =
            sorting::map_of(members.keys().enumerate().map(|(index, group)| (*group, index)));
        let machines: Vec<Machine> = members.values().map(|it| self.machine(it)).collect();
        let of: Vec<usize> = of.iter().map(|it| index[it]).collect();
        let mut perhaps_same = Vec::new();
        for (short, machine) in machines.iter().enumerate().filter(|(_, it)| it.domain.is_none() && !it.is_nameless) {
            let fits = |it: &Machine| it.domain.is_some() && it.label.eq_ignore_ascii_case(&machine.label);
            let full: Vec<usize> =
                machines.iter().enumerate().filter(|(_, it)| fits(it)).map(|(index, _)| index).collect();
            if let [full] = full[..] {
                perhaps_same.push((short, full));
            }
        }
        Resolved { machines, of, ambiguous, perhaps_same }
    }

    fn machine(&self, members: &[usize]) -> Machine {
        let hosts =
            || members.iter().filter(|it| address(&self.names[**it].0).is_none()).map(|it| self.names[*it].1.as_str());
        let is_service = members.iter().any(|it| self.services.contains(&Name(*it)));
        let full = hosts().find(|it| it.contains('.') && !is_service);
        let first = full.or_else(|| hosts().next());
        let address_only = self.names[members[0]].1.as_str();
        let label = first.map_or(address_only, |it| if is_service { it } else { it.split('.').next().unwrap_or(it) });
        let addresses = members.iter().filter_map(|it| address(&self.names[*it].0));
        Machine {
            label: label.to_owned(),
            names: members.iter().map(|it| self.names[*it].1.clone()).filter(|it| it != label).collect(),
            domain: full.and_then(|it| Some(it.split_once('.')?.1.to_owned())),
            is_public: addresses.into_iter().any(|it| !is_inner(it)),
            is_nameless: first.is_none(),
            is_service,
        }
    }
}

/// Whether `full` is `short` with a domain.
fn begins(short: &str, full: &str) -> bool {
    full.strip_prefix(short).is_some_and(|it| it.starts_with('.')) && address(full).is_none()
}

/// An address, in whatever spelling: without its zone, and IPv4 inside IPv6 as IPv4.
fn address(text: &str) -> Option<IpAddr> {
    let text = text.split('%').next().unwrap_or(text).trim_start_matches("::ffff:");
    text.parse::<IpAddr>().ok().map(|it| it.to_canonical())
}

/// The machine itself, nobody, or everybody.
fn names_nothing(address: IpAddr) -> bool {
    let is_broadcast =
        matches!(address, IpAddr::V4(it) if it.is_broadcast() || it.is_link_local() || it.octets()[3] == 255);
    let is_local = matches!(address, IpAddr::V6(it) if it.segments()[0] & 0xffc0 == 0xfe80);
    address.is_loopback() || address.is_unspecified() || address.is_multicast() || is_broadcast || is_local
}

/// Whether a name is an address that anybody on the Internet can have.
pub fn is_public_address(name: &str) -> bool {
    address(name.trim()).is_some_and(|it| !names_nothing(it) && !is_inner(it))
}

/// Whether a name is an address.
pub fn is_address(name: &str) -> bool {
    address(name.trim()).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_are_one_name() {
        let mut machines = Machines::default();
        let mut name = |it: &str| machines.name(it);
        assert_eq!(name("\\\\WORKSTATION6.theshire.local"), name("workstation6.TheShire.local."));
        assert_eq!(name("2001:db8:0:0:0:0:0:1"), name("2001:db8::1"));
        assert_eq!(name("::ffff:10.0.0.5"), name("10.0.0.5"));
        assert_eq!(name("WORKSTATION5$"), name("WORKSTATION5"));
        for none in [
            "-",
            "",
            "::1",
            "127.0.0.1",
            "0:0:0:0:0:0:0:1",
            "fe80::1%5",
            "224.0.0.251",
            "10.0.0.255",
            "localhost",
            "a b",
        ] {
            assert_eq!(name(none), None, "{none}");
        }
    }

    #[test]
    fn names_are_joined_only_where_an_event_shows_it() {
        let mut machines = Machines::default();
        let [full, short, other, ip, shared] = ["W6.shire.local", "W6", "W7.shire.local", "10.0.0.6", "10.0.0.9"]
            .map(|it| machines.name(it).expect("a name"));
        let lone = machines.name("w7").expect("a name");
        machines.seen_together(full, short);
        machines.seen_together(other, short);
        machines.same(ip, short);
        machines.same(shared, full);
        machines.same(shared, other);
        let resolved = machines.resolve();
        assert_eq!(resolved.machine(full), resolved.machine(short));
        assert_eq!(resolved.machine(ip), resolved.machine(full));
        assert_ne!(resolved.machine(other), resolved.machine(full));
        assert_ne!(resolved.machine(shared), resolved.machine(full));
        assert_eq!(resolved.ambiguous, ["10.0.0.9"]);
        assert_eq!(resolved.perhaps_same, [(resolved.machine(lone), resolved.machine(other))]);
        let machine = &resolved.machines[resolved.machine(full)];
        assert_eq!((machine.label.as_str(), machine.domain.as_deref()), ("W6", Some("shire.local")));
        assert_eq!(machine.names, ["W6.shire.local", "10.0.0.6"]);
    }
}
