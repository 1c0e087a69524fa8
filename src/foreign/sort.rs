//! What sort of host a name speaks of, for its icon; plurals; and the order in which steps without a time are best told.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::import::draft::{HostDraft, PivotDraft};

/// Words in names, and the kind of host they speak of; the first row that fits counts.
const WORDS: [(&str, &[&str]); 9] = [
    ("directory", &["domain controller", "active directory", "credential", "account", "ldap", "dc0", "dc1"]),
    (
        "network-device",
        &["vpn", "firewall", "router", "gateway", "appliance", "switch", "connect secure", "proxy", "modem"],
    ),
    ("database", &["database", "sql", "oracle", "mongodb"]),
    ("cloud", &["cloud", "aws", "azure", "kubernetes", "s3 ", "bucket", "docker", "container"]),
    ("storage", &["file server", "file-server", "share", "storage", "backup", "dump server", "nas"]),
    ("website", &["website", "web site", "blog", "portal", "web page"]),
    ("endpoint", &["workstation", "laptop", "desktop", "endpoint", "pos ", "phone", "user", "computer", "employee"]),
    (
        "site",
        &[
            "head office",
            "branch office",
            "office building",
            "building",
            "data center",
            "data centre",
            "hospital",
            "plant",
        ],
    ),
    ("server", &["server", "host", "vm", "vcenter", "machine", "system"]),
];

/// The kind of a host, by the first of these texts that names one.
pub fn kind(texts: &[&str]) -> &'static str {
    let of = |text: &&str| {
        let text = format!("{} ", text.to_lowercase());
        WORDS.iter().find(|(_, words)| words.iter().any(|it| text.contains(it))).map(|(kind, _)| *kind)
    };
    texts.iter().find_map(of).unwrap_or("service")
}

/// Puts steps whose order nobody tells in the order in which they are best followed: from the intruder on, then from where nothing leads.
/// It claims nothing; lists and numbers have to begin somewhere.
pub fn from_the_start(pivots: &mut [PivotDraft], hosts: &[HostDraft]) {
    let is_intruder = |it: &&HostDraft| it.role.as_deref() == Some("intruder");
    let intruders: BTreeSet<&str> = hosts.iter().filter(is_intruder).map(|it| it.id.as_str()).collect();
    let reached: BTreeSet<&str> = pivots.iter().filter(|it| it.from != it.to).map(|it| it.to.as_str()).collect();
    let mut ways: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for it in pivots.iter() {
        ways.entry(&it.from).or_default().push(&it.to);
    }
    let starts = ways.keys().copied().filter(|it| !reached.contains(it));
    let (intruders, others): (Vec<&str>, Vec<&str>) = starts.partition(|it| intruders.contains(it));
    let mut far: BTreeMap<String, usize> = BTreeMap::new();
    for starts in [intruders, others] {
        let first = far.values().max().map_or(0, |it| it + 1);
        let mut open: VecDeque<&str> = starts.into_iter().collect();
        far.extend(open.iter().map(|it| ((*it).to_owned(), first)));
        while let Some(at) = open.pop_front() {
            for &next in ways.get(at).into_iter().flatten() {
                if !far.contains_key(next) {
                    far.insert(next.to_owned(), far[at] + 1);
                    open.push_back(next);
                }
            }
        }
    }
    pivots.sort_by_key(|it| far.get(&it.from).copied().unwrap_or(usize::MAX));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_told_from_where_nothing_leads() {
        let pivot = |from: &str, to: &str| PivotDraft { from: from.into(), to: to.into(), ..PivotDraft::default() };
        let mut all = [pivot("b", "c"), pivot("x", "y"), pivot("y", "x"), pivot("a", "b"), pivot("a", "c")];
        let told = |all: &[PivotDraft]| all.iter().map(|it| format!("{}{}", it.from, it.to)).collect::<Vec<String>>();
        from_the_start(&mut all, &[]);
        assert_eq!(told(&all), ["ab", "ac", "bc", "xy", "yx"]);
        let intruder = HostDraft { id: "i".into(), role: Some("intruder".into()), ..HostDraft::default() };
        let mut all = [pivot("a", "b"), pivot("j", "k"), pivot("i", "j")];
        from_the_start(&mut all, &[intruder]);
        assert_eq!(told(&all), ["ij", "jk", "ab"], "from the intruder on");
    }

    #[test]
    fn a_name_says_more_than_its_description() {
        assert_eq!(kind(&["AZUOLAS", "workstation", "a server"]), "endpoint");
        assert_eq!(kind(&["Sharepoint Credentials"]), "directory");
        assert_eq!(kind(&["Dump Server"]), "storage");
        assert_eq!(kind(&["INTSRV"]), "service");
    }
}
