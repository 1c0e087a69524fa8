//! What sort of host a name speaks of, for its icon; plurals; and the order in which steps without a time are best told.

use std::collections::{BTreeMap, VecDeque};

use crate::import::draft::PivotDraft;

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
    ("site", &["office", "building", "data center", "data centre", "hospital", "plant"]),
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

/// The plural of a word: `domain names`, `addresses`, `identities`.
pub fn plural(word: &str) -> String {
    match word {
        "ipv4 addr" | "ipv6 addr" => "IP addresses".to_owned(),
        "url" => "URLs".to_owned(),
        "file with its hash" => "files with their hashes".to_owned(),
        "domain name with its address" => "domain names with their addresses".to_owned(),
        _ if word.ends_with(['s', 'x']) || word.ends_with("sh") => format!("{word}es"),
        _ if word.ends_with('y') => format!("{}ies", &word[..word.len() - 1]),
        _ => format!("{word}s"),
    }
}

/// Puts steps whose order nobody tells in the order in which they are best followed: those near to where nothing leads come first.
/// It claims nothing; lists and numbers have to begin somewhere.
pub fn from_the_start(pivots: &mut [PivotDraft]) {
    let is_start = |it: &PivotDraft| !pivots.iter().any(|other| other.to == it.from && other.from != it.from);
    let mut far: BTreeMap<String, usize> = BTreeMap::new();
    let mut open: VecDeque<String> = pivots.iter().filter(|it| is_start(it)).map(|it| it.from.clone()).collect();
    far.extend(open.iter().map(|it| (it.clone(), 0)));
    while let Some(at) = open.pop_front() {
        for next in pivots.iter().filter(|it| it.from == at).map(|it| &it.to) {
            if !far.contains_key(next) {
                far.insert(next.clone(), far[&at] + 1);
                open.push_back(next.clone());
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
        from_the_start(&mut all);
        let told: Vec<String> = all.iter().map(|it| format!("{}{}", it.from, it.to)).collect();
        assert_eq!(told, ["ab", "ac", "bc", "xy", "yx"]);
    }

    #[test]
    fn a_name_says_more_than_its_description() {
        assert_eq!(kind(&["AZUOLAS", "workstation", "a server"]), "endpoint");
        assert_eq!(kind(&["Sharepoint Credentials"]), "directory");
        assert_eq!(kind(&["Dump Server"]), "storage");
        assert_eq!(kind(&["INTSRV"]), "service");
    }
}
