//! Words of VERIS 1.4.1: what our kinds and the techniques of ATT&CK are called there.

use crate::incident::HostKind;

/// Actions: the kind, its code in an event chain, what the reader of records calls it in English, and whether it has a vector.
pub const ACTIONS: [(&str, &str, &str, bool); 7] = [
    ("hacking", "hak", "Hacking", true),
    ("malware", "mal", "Malware", true),
    ("social", "soc", "Social engineering", true),
    ("error", "err", "Error", true),
    ("misuse", "mis", "Misuse", true),
    ("physical", "phy", "Physical", true),
    ("environmental", "env", "Environmental", false),
];

/// Actors: the kind, its code in an event chain, and what the reader of records calls it in English.
pub const ACTORS: [(&str, &str, &str); 3] =
    [("external", "ext", "External actor"), ("internal", "int", "Insider"), ("partner", "prt", "Partner")];

/// Varieties of external and of internal actors.
pub const ACTOR_VARIETIES: [(&str, &[&str]); 2] = [
    (
        "external",
        &[
            "Acquaintance",
            "Activist",
            "Auditor",
            "Competitor",
            "Customer",
            "Force majeure",
            "Former employee",
            "Nation-state",
            "Organized crime",
            "State-affiliated",
            "Terrorist",
            "Unaffiliated",
            "Other",
        ],
    ),
    (
        "internal",
        &[
            "Auditor",
            "Call center",
            "Cashier",
            "Developer",
            "Doctor or nurse",
            "End-user",
            "Executive",
            "Finance",
            "Guard",
            "Helpdesk",
            "Human resources",
            "Maintenance",
            "Manager",
            "System admin",
            "Other",
        ],
    ),
];

/// Motives.
pub const MOTIVES: &[&str] =
    &["Convenience", "Espionage", "Fear", "Financial", "Fun", "Grudge", "Ideology", "Secondary", "Other"];

/// What was done to the integrity of something, and to its availability.
pub const HARM: [(&str, &[&str]); 2] = [
    (
        "integrity",
        &[
            "Alter behavior",
            "Created account",
            "Defacement",
            "Fraudulent transaction",
            "Hardware tampering",
            "Log tampering",
            "Misrepresentation",
            "Modify authentication",
            "Modify configuration",
            "Modify data",
            "Modify privileges",
            "Register MFA device",
            "Repurpose",
            "Software installation",
            "Other",
        ],
    ),
    ("availability", &["Acceleration", "Degradation", "Destruction", "Interruption", "Loss", "Obscuration", "Other"]),
];

/// Kinds of data.
pub const DATA: &[&str] = &[
    "API key",
    "Bank",
    "Classified",
    "Copyrighted",
    "Credentials",
    "Digital certificate",
    "Internal",
    "Medical",
    "Multi-factor credential",
    "Payment",
    "Personal",
    "Secrets",
    "Sensitive Personal",
    "Session key",
    "Source code",
    "System",
    "Virtual currency",
    "Other",
];

/// Assets that a host can be called, by category: its letter, its code in an event chain, what the reader of records calls
/// several of them in English, and the assets.
pub const ASSETS: [(&str, &str, &str, &[&str]); 7] = [
    (
        "S",
        "srv",
        "Servers",
        &[
            "Authentication",
            "Backup",
            "Code repository",
            "Configuration or patch management",
            "DCS",
            "DHCP",
            "DNS",
            "Database",
            "Directory",
            "File",
            "ICS",
            "LLM application",
            "Log",
            "Mail",
            "Mainframe",
            "POS controller",
            "Payment switch",
            "Print",
            "Proxy",
            "Secrets vault",
            "VM host",
            "Web application",
        ],
    ),
    (
        "N",
        "net",
        "Network",
        &[
            "Access reader",
            "Broadband",
            "Camera",
            "Firewall",
            "IDS",
            "LAN",
            "NAS",
            "PBX",
            "PLC",
            "Private WAN",
            "Public WAN",
            "RTU",
            "Remote access",
            "Router or switch",
            "SAN",
            "VoIP adapter",
            "WLAN",
        ],
    ),
    (
        "U",
        "usr",
        "User devices",
        &[
            "Auth token",
            "Desktop",
            "Desktop or laptop",
            "Laptop",
            "Media",
            "Mobile phone",
            "POS terminal",
            "Peripheral",
            "Tablet",
            "Telephone",
            "VoIP phone",
        ],
    ),
    ("T", "ter", "Terminals", &["ATM", "Gas terminal", "Kiosk", "PED pad"]),
    (
        "M",
        "med",
        "Media",
        &[
            "Disk drive",
            "Disk media",
            "Documents",
            "Fax",
            "Flash drive",
            "Payment card",
            "SIM card",
            "Smart card",
            "Tapes",
        ],
    ),
    (
        "P",
        "ppl",
        "People",
        &[
            "Auditor",
            "Call center",
            "Cashier",
            "Customer",
            "Developer",
            "End-user",
            "End-user or employee",
            "Executive",
            "Finance",
            "Former employee",
            "Guard",
            "Helpdesk",
            "Human resources",
            "Maintenance",
            "Manager",
            "Other employee",
            "Partner",
            "System admin",
        ],
    ),
    ("E", "emb", "Embedded devices", &["Telematics", "Telemetry"]),
];

/// The asset that a host is, by what it is called in English or else by its kind; `None` if it stands for no asset.
pub fn asset(label: &str, kind: HostKind) -> Option<String> {
    for (letter, _, category, names) in ASSETS {
        let name = if letter == "P" { label.strip_prefix("People: ").unwrap_or_default() } else { label };
        if names.contains(&name) {
            return Some(format!("{letter} - {name}"));
        }
        let of = label.strip_prefix(category).map(str::trim_start);
        if let Some(which) = of.filter(|it| ["", "(unknown)", "(other)"].contains(it)) {
            return Some(format!("{letter} - {}", if which == "(other)" { "Other" } else { "Unknown" }));
        }
    }
    let name = match kind {
        HostKind::Server | HostKind::Cloud | HostKind::Service => "S - Unknown",
        HostKind::Directory => "S - Directory",
        HostKind::Database => "S - Database",
        HostKind::Storage => "S - File",
        HostKind::Website => "S - Web application",
        HostKind::Endpoint => "U - Unknown",
        HostKind::NetworkDevice => "N - Unknown",
        HostKind::Party => "P - Unknown",
        HostKind::Site => "Unknown",
        HostKind::Step => return None,
    };
    Some(name.to_owned())
}

/// The code of an asset in an event chain.
pub fn asset_code(asset: &str) -> &'static str {
    let letter = asset.split_once(" - ").map_or("", |(letter, _)| letter);
    ASSETS.iter().find(|it| it.0 == letter).map_or("unk", |it| it.1)
}

/// Words of earlier versions, and what they are called in this one.
const RENAMED: [(&str, &str); 8] = [
    ("Footprinting", "Profile host"),
    ("HTTP Response Splitting", "HTTP response splitting"),
    ("MitM", "AitM"),
    ("Ram scraper", "RAM scraper"),
    ("Use of backdoor or C2", "Backdoor"),
    ("Web download", "Web application - download"),
    ("Web drive-by", "Web application - drive-by"),
    ("Website", "Web application"),
];

/// A variety or vector of a record of any version as this version calls it.
pub fn renamed(word: &str) -> &str {
    RENAMED.iter().find(|it| it.0 == word).map_or(word, |it| it.1)
}

/// The actions that techniques of ATT&CK are, by the ids of their parents: where the mapping of VERIS to ATT&CK
/// (Center for Threat-Informed Defense, version 1.3.7) gives a technique one variety, or one that all others are forms of.
/// Of those that it gives several different ones, the kind alone is sure.
const TECHNIQUES: &[(&str, &str, &str)] = &[
    (
        "hacking",
        "Abuse of functionality",
        "T1047 T1053 T1059 T1072 T1106 T1112 T1127 T1129 T1137 T1202 T1216 T1218 T1220 T1548 T1559 T1569 T1578 T1609",
    ),
    ("hacking", "AitM", "T1187 T1557"),
    ("hacking", "Backdoor", "T1037 T1098 T1136 T1525 T1546 T1554 T1556"),
    ("hacking", "Brute force", "T1110"),
    ("hacking", "Disable controls", "T1562"),
    ("hacking", "DoS", "T1498 T1499"),
    ("hacking", "Evade Defenses", "T1014 T1036 T1211 T1553 T1564 T1622"),
    ("hacking", "Hijack", "T1563"),
    ("hacking", "Profile host", "T1007 T1012 T1033 T1057 T1069 T1082 T1083 T1087 T1120 T1124 T1201 T1518 T1614"),
    ("hacking", "Scan network", "T1018 T1040 T1046 T1049 T1135 T1526 T1580 T1590 T1592 T1602 T1613"),
    ("hacking", "Use of stolen creds", "T1021 T1078 T1133 T1134 T1550 T1558 T1586"),
    ("hacking", "Virtual machine escape", "T1611"),
    ("hacking", "Unknown", "T1068 T1185 T1190 T1203 T1212 T1539 T1574"),
    ("malware", "C2", "T1001 T1008 T1071 T1090 T1095 T1102 T1104 T1132 T1205 T1568 T1571 T1572 T1573"),
    ("malware", "Adminware", "T1219"),
    ("malware", "Backdoor", "T1505"),
    ("malware", "Capture app data", "T1056 T1113 T1114 T1123 T1125 T1528"),
    ("malware", "Capture stored data", "T1005 T1025 T1039 T1213 T1530"),
    ("malware", "Destroy data", "T1070 T1485 T1495 T1561"),
    ("malware", "Disable controls", "T1006 T1027 T1222 T1497 T1600 T1601"),
    ("malware", "Downloader", "T1204 T1610"),
    ("malware", "Export data", "T1011 T1020 T1029 T1030 T1041 T1048 T1052 T1074 T1197 T1537 T1560 T1567"),
    ("malware", "In-memory", "T1055 T1115"),
    ("malware", "Password dumper", "T1003 T1552 T1555"),
    ("malware", "Ransomware", "T1486 T1490"),
    ("malware", "Unknown", "T1496"),
    ("social", "Phishing", "T1534 T1566 T1598"),
];

/// Kind and variety of the action that a technique of ATT&CK is.
pub fn action_of(technique: &str) -> Option<(&'static str, &'static str)> {
    if technique == "T1550.002" {
        return Some(("hacking", "Pass-the-hash"));
    }
    let parent = technique.split_once('.').map_or(technique, |(parent, _)| parent);
    let found = TECHNIQUES.iter().find(|it| it.2.split(' ').any(|it| it == parent));
    found.map(|(kind, variety, _)| (*kind, *variety))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_the_asset_that_it_is_called() {
        assert_eq!(asset("Desktop or laptop", HostKind::Endpoint).as_deref(), Some("U - Desktop or laptop"));
        assert_eq!(asset("People: End-user", HostKind::Party).as_deref(), Some("P - End-user"));
        assert_eq!(asset("Servers (unknown)", HostKind::Server).as_deref(), Some("S - Unknown"));
        assert_eq!(asset("FS01", HostKind::Storage).as_deref(), Some("S - File"));
        assert_eq!((asset_code("N - Unknown"), asset_code("Unknown")), ("net", "unk"));
    }

    #[test]
    fn a_technique_is_the_action_of_its_parent_and_stands_in_one_row() {
        assert_eq!(action_of("T1021.001"), Some(("hacking", "Use of stolen creds")));
        assert_eq!(action_of("T1190"), Some(("hacking", "Unknown")));
        assert_eq!(action_of("T9999"), None);
        let mut all: Vec<&str> = TECHNIQUES.iter().flat_map(|it| it.2.split(' ')).collect();
        all.sort_unstable();
        assert!(all.windows(2).all(|it| it[0] != it[1]));
    }
}
