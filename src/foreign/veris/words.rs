//! The codes of VERIS in words, and what kinds of places its assets are.

/// A category of assets: the letter before its varieties, its code in an event chain, what several of them are called,
/// in which unit they are counted, and the kind of place that a map shows.
pub struct Category {
    letter: char,
    code: &'static str,
    /// What a place is called that stands for several assets of the category.
    pub label: &'static str,
    /// The unit of their amounts.
    pub unit: &'static str,
    /// The kind of place.
    pub kind: &'static str,
}

const CATEGORIES: [Category; 7] = [
    Category { letter: 'S', code: "srv", label: "Servers", unit: "hosts", kind: "server" },
    Category { letter: 'N', code: "net", label: "Network", unit: "hosts", kind: "network-device" },
    Category { letter: 'U', code: "usr", label: "User devices", unit: "hosts", kind: "endpoint" },
    Category { letter: 'T', code: "ter", label: "Terminals", unit: "hosts", kind: "endpoint" },
    Category { letter: 'M', code: "med", label: "Media", unit: "media", kind: "storage" },
    Category { letter: 'P', code: "ppl", label: "People", unit: "people targeted", kind: "party" },
    Category { letter: 'E', code: "emb", label: "Embedded devices", unit: "hosts", kind: "endpoint" },
];

/// What stands for an asset whose category is not known.
const UNKNOWN: Category = Category { letter: '?', code: "unk", label: "Unknown asset", unit: "assets", kind: "server" };

/// The category of a variety such as `S - Database`.
pub fn category(variety: &str) -> &'static Category {
    let letter = variety.split_once(" - ").and_then(|(letter, _)| letter.chars().next());
    CATEGORIES.iter().find(|it| Some(it.letter) == letter).unwrap_or(&UNKNOWN)
}

impl Category {
    /// The category that an event chain names; `unk` and all else is the unknown one.
    pub fn of_code(code: &str) -> &'static Category {
        CATEGORIES.iter().find(|it| it.code == code).unwrap_or(&UNKNOWN)
    }

    /// Whether both are the same.
    pub fn is(&self, other: &Self) -> bool {
        self.letter == other.letter
    }
}

/// A variety of assets for a card: `S - Database` → `Database`, `U - Unknown` → `User devices (unknown)`.
pub fn asset(variety: &str) -> String {
    let category = category(variety);
    match variety.split_once(" - ").map_or(variety, |(_, name)| name) {
        "Unknown" => format!("{} (unknown)", category.label),
        "Other" => format!("{} (other)", category.label),
        // an end user can be the actor as well as the one who was hit
        name if category.code == "ppl" => format!("{}: {name}", category.label),
        name => name.to_owned(),
    }
}

/// The kind of place for a variety of assets.
pub fn host_kind(variety: &str) -> &'static str {
    match variety {
        "S - Database" => "database",
        "S - Directory" => "directory",
        "S - File" | "S - Backup" => "storage",
        "S - Web application" => "website",
        "S - Mail" | "S - DNS" | "S - Authentication" => "service",
        _ => category(variety).kind,
    }
}

/// The three kinds of actors, with their codes in an event chain and what they are called where no variety is given.
pub const ACTORS: [(&str, &str, &str); 4] = [
    ("external", "ext", "External actor"),
    ("internal", "int", "Insider"),
    ("partner", "prt", "Partner"),
    ("unknown", "unk", "Unknown actor"),
];

/// The kinds of actions by their code in an event chain.
pub fn action_of_code(code: &str) -> &'static str {
    match code {
        "hak" => "hacking",
        "mal" => "malware",
        "soc" => "social",
        "err" => "error",
        "mis" => "misuse",
        "phy" => "physical",
        "env" => "environmental",
        _ => "unknown",
    }
}

/// What a kind of action is called.
pub fn action(kind: &str) -> &'static str {
    match kind {
        "hacking" => "Hacking",
        "malware" => "Malware",
        "social" => "Social engineering",
        "error" => "Error",
        "misuse" => "Misuse",
        "physical" => "Physical",
        "environmental" => "Environmental",
        _ => "Unknown action",
    }
}

/// What a step hurt, by its code in an event chain.
pub fn attribute(code: &str) -> Option<&'static str> {
    match code {
        "cp" => Some("confidentiality"),
        "ia" => Some("integrity"),
        "au" => Some("availability"),
        _ => None,
    }
}

/// Whether a word of VERIS says something: not that a thing is unknown or does not apply.
pub fn says_something(word: &&str) -> bool {
    !["Unknown", "NA", "unknown", ""].contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn assets_are_called_as_people_call_them() {
        assert_eq!(asset("S - Web application"), "Web application");
        assert_eq!(asset("S - Unknown"), "Servers (unknown)");
        assert_eq!(asset("U - Other"), "User devices (other)");
        assert_eq!(asset("P - End-user"), "People: End-user");
        assert_eq!(asset("Laptop"), "Laptop");
        assert_eq!(
            (host_kind("S - Database"), host_kind("T - ATM"), host_kind("Laptop")),
            ("database", "endpoint", "server")
        );
        assert!(category("T - ATM").is(Category::of_code("ter")));
        assert!(category("?").is(Category::of_code("nonsense")));
    }
}
