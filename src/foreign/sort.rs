//! What sort of host a name speaks of, for its icon; and plurals.

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
        _ if word.ends_with(['s', 'x']) => format!("{word}es"),
        _ if word.ends_with('y') => format!("{}ies", &word[..word.len() - 1]),
        _ => format!("{word}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_more_than_its_description() {
        assert_eq!(kind(&["AZUOLAS", "workstation", "a server"]), "endpoint");
        assert_eq!(kind(&["Sharepoint Credentials"]), "directory");
        assert_eq!(kind(&["Dump Server"]), "storage");
        assert_eq!(kind(&["INTSRV"]), "service");
    }
}
