//! The codes of VERIS in words, and what kinds of places its assets are.

use crate::foreign::make::{Text, Words};
use crate::tongue::Phrase;

/// A category of assets: the letter before its varieties, its code in an event chain, what several of them are called,
/// in which unit they are counted, and the kind of place that a map shows.
pub struct Category {
    letter: char,
    code: &'static str,
    /// What a place is called that stands for several assets of the category.
    pub label: Text,
    /// The unit of their amounts.
    pub unit: &'static str,
    /// The kind of place.
    pub kind: &'static str,
}

const CATEGORIES: [Category; 7] = [
    Category { letter: 'S', code: "srv", label: Phrase::veris_servers, unit: "hosts", kind: "server" },
    Category { letter: 'N', code: "net", label: Phrase::veris_network, unit: "hosts", kind: "network-device" },
    Category { letter: 'U', code: "usr", label: Phrase::veris_user_devices, unit: "hosts", kind: "endpoint" },
    Category { letter: 'T', code: "ter", label: Phrase::veris_terminals, unit: "hosts", kind: "endpoint" },
    Category { letter: 'M', code: "med", label: Phrase::veris_media, unit: "media", kind: "storage" },
    Category { letter: 'P', code: "ppl", label: Phrase::veris_people, unit: "people targeted", kind: "party" },
    Category { letter: 'E', code: "emb", label: Phrase::veris_embedded, unit: "hosts", kind: "endpoint" },
];

/// What stands for an asset whose category is not known.
const UNKNOWN: Category =
    Category { letter: '?', code: "unk", label: Phrase::veris_unknown_asset, unit: "assets", kind: "server" };

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
pub fn asset(variety: &str) -> Words {
    let category = category(variety);
    match variety.split_once(" - ").map_or(variety, |(_, name)| name) {
        "Unknown" => Phrase::veris_unknown_of((category.label)()).into(),
        "Other" => Phrase::veris_other_of((category.label)()).into(),
        // an end user can be the actor as well as the one who was hit
        name if category.code == "ppl" => Phrase::import_labelled((category.label)(), name).into(),
        name => name.into(),
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

/// The kinds of actors, with their codes in an event chain and what they are called where no variety is given.
pub const ACTORS: [(&str, &str, Text); 4] = [
    ("external", "ext", Phrase::veris_external),
    ("internal", "int", Phrase::veris_insider),
    ("partner", "prt", Phrase::veris_partner),
    ("unknown", "unk", Phrase::import_unknown_actor),
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
pub fn action(kind: &str) -> Phrase {
    match kind {
        "hacking" => Phrase::veris_hacking(),
        "malware" => Phrase::veris_malware(),
        "social" => Phrase::veris_social(),
        "error" => Phrase::veris_error(),
        "misuse" => Phrase::veris_misuse(),
        "physical" => Phrase::veris_physical(),
        "environmental" => Phrase::veris_environmental(),
        _ => Phrase::veris_unknown_action(),
    }
}

/// What a step hurt, by its code in an event chain.
pub fn attribute(code: &str) -> Option<Phrase> {
    match code {
        "cp" => Some(Phrase::veris_confidentiality()),
        "ia" => Some(Phrase::veris_integrity()),
        "au" => Some(Phrase::veris_availability()),
        _ => None,
    }
}

/// Whether a word of VERIS says something: not that a thing is unknown or does not apply. An industry of zeros is unknown too.
pub fn says_something(word: &&str) -> bool {
    !["Unknown", "NA", "unknown", "", "00", "000", "000000"].contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foreign::make::name;

    #[test]
    fn assets_are_called_as_people_call_them() {
        assert_eq!(name(&asset("S - Web application")), "Web application");
        assert_eq!(name(&asset("S - Unknown")), "Servers (unknown)");
        assert_eq!(name(&asset("U - Other")), "User devices (other)");
        assert_eq!(name(&asset("P - End-user")), "People: End-user");
        assert_eq!(name(&asset("Laptop")), "Laptop");
        assert_eq!(
            (host_kind("S - Database"), host_kind("T - ATM"), host_kind("Laptop")),
            ("database", "endpoint", "server")
        );
        assert!(category("T - ATM").is(Category::of_code("ter")));
        assert!(category("?").is(Category::of_code("nonsense")));
    }
}
