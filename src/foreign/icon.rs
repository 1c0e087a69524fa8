//! What kind of host a name speaks of, for its icon.

/// Words in names, and the kind of host they speak of; the first row that fits counts.
///
/// No format but ours says what kind a host is; names do: "Citrix Gateway", "DC01", "Jump Server". The order of the rows
/// decides where a name has two of the words: "Domain Controller Server" is a directory, and "Database Server" a database.
/// Only the icon depends on it.
const WORDS: [(&str, &[&str]); 10] = [
    ("cloud", &["file-sharing", "file sharing"]),
    ("directory", &["domain controller", "active directory", "credential", "account", "ldap", "dc0", "dc1"]),
    (
        "network-device",
        &["vpn", "firewall", "router", "gateway", "appliance", "switch", "connect secure", "proxy", "modem"],
    ),
    ("database", &["database", "sql", "oracle", "mongodb"]),
    ("cloud", &["cloud", "aws", "azure", "kubernetes", "s3 ", "bucket", "docker", "container"]),
    ("storage", &["file server", "file-server", "share", "storage", "backup", "dump server", "nas"]),
    ("website", &["website", "web site", "blog", "portal", "web page"]),
    (
        "endpoint",
        &["workstation", "laptop", "desktop", "endpoint", "pos ", " pc ", "phone", "user", "computer", "employee"],
    ),
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
pub fn of(texts: &[&str]) -> &'static str {
    let of = |text: &&str| {
        let text = format!("{} ", text.to_lowercase());
        WORDS.iter().find(|(_, words)| words.iter().any(|it| text.contains(it))).map(|(kind, _)| *kind)
    };
    texts.iter().find_map(of).unwrap_or("service")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_more_than_its_description() {
        assert_eq!(of(&["AZUOLAS", "workstation", "a server"]), "endpoint");
        assert_eq!(of(&["Sharepoint Credentials"]), "directory");
        assert_eq!(of(&["Dump Server"]), "storage");
        assert_eq!(of(&["INTSRV"]), "service");
        assert_eq!(of(&["Dispatcher's PC"]), "endpoint");
        assert_eq!(of(&["File-sharing account"]), "cloud");
    }
}
