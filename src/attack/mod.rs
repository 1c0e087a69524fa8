//! What the program knows of MITRE ATT&CK by itself: which techniques its matrix for enterprises has, and which tactics they serve;
//! and for the reader of other tools' files, and whoever writes one of ours, what techniques are called.
//!
//! `matrix.txt` has a line for the techniques of the same tactics, with the numbers of their parts: `TA0002 T1059.1-13 T1106`.
//!
//! ATT&CK is © The MITRE Corporation. This work is reproduced and distributed with the permission of The MITRE Corporation.

mod names;

#[cfg(feature = "foreign")]
pub use names::name;
pub use names::{NAMES, find, meant, name_in};

/// The name of a technique: known only where files of other tools are read.
#[cfg(not(feature = "foreign"))]
pub fn name(_: &str) -> Option<&'static str> {
    None
}

/// The version of ATT&CK.
pub const VERSION: &str = "19.1";

const MATRIX: &str = include_str!("matrix.txt");

crate::incident::words! {
    /// The tactics of the matrix for enterprises, from the left.
    Tactic {
        /// Before the attack: who and what is there.
        Reconnaissance = "TA0043",
        /// Before the attack: means are made or got.
        ResourceDevelopment = "TA0042",
        /// Getting in.
        InitialAccess = "TA0001",
        /// Running code.
        Execution = "TA0002",
        /// Staying in.
        Persistence = "TA0003",
        /// Getting more rights.
        PrivilegeEscalation = "TA0004",
        /// Not being seen; with the next one what was called evasion of defenses.
        Stealth = "TA0005",
        /// Turning defenses off.
        DefenseImpairment = "TA0112",
        /// Getting names and passwords.
        CredentialAccess = "TA0006",
        /// Finding out what is there.
        Discovery = "TA0007",
        /// Getting on to other hosts.
        LateralMovement = "TA0008",
        /// Gathering data.
        Collection = "TA0009",
        /// Talking to what was taken over.
        CommandAndControl = "TA0011",
        /// Taking data out.
        Exfiltration = "TA0010",
        /// Destroying, locking, changing.
        Impact = "TA0040",
    }
}

impl Tactic {
    /// What layers of the Navigator call it.
    pub fn shortname(self) -> &'static str {
        match self {
            Self::Reconnaissance => "reconnaissance",
            Self::ResourceDevelopment => "resource-development",
            Self::InitialAccess => "initial-access",
            Self::Execution => "execution",
            Self::Persistence => "persistence",
            Self::PrivilegeEscalation => "privilege-escalation",
            Self::Stealth => "stealth",
            Self::DefenseImpairment => "defense-impairment",
            Self::CredentialAccess => "credential-access",
            Self::Discovery => "discovery",
            Self::LateralMovement => "lateral-movement",
            Self::Collection => "collection",
            Self::CommandAndControl => "command-and-control",
            Self::Exfiltration => "exfiltration",
            Self::Impact => "impact",
        }
    }
}

/// Whether this is written as the id of a technique: `T1078`, `T1078.002`.
pub fn is_technique(id: &str) -> bool {
    let (whole, part) = id.split_once('.').unwrap_or((id, "000"));
    let digits = |it: &str, n: usize| it.len() == n && it.bytes().all(|it| it.is_ascii_digit());
    whole.strip_prefix('T').is_some_and(|it| digits(it, 4)) && digits(part, 3)
}

/// The tactics that a technique serves, from the left; of a tactic, itself. Nothing of what is not in the matrix.
pub fn tactics(id: &str) -> Vec<Tactic> {
    if let Some(tactic) = Tactic::parse(id) {
        return vec![tactic];
    }
    let line = MATRIX.lines().find(|it| it.split(' ').any(|it| it.starts_with("T1") && has(it, id)));
    let told = |it: &Tactic| line.is_some_and(|line| line.split(' ').any(|word| word == it.as_str()));
    Tactic::ALL.iter().copied().filter(told).collect()
}

/// Whether `T1059.1-13` is or has a technique.
fn has(word: &str, id: &str) -> bool {
    let (whole, parts) = word.split_once('.').unwrap_or((word, ""));
    let Some(rest) = id.strip_prefix(whole) else { return false };
    let Some(part) = rest.strip_prefix('.') else { return rest.is_empty() };
    let Ok(number) = part.parse::<u16>() else { return false };
    let is_in = |range: &str| {
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        first.parse().is_ok_and(|it: u16| it <= number) && last.parse().is_ok_and(|it: u16| number <= it)
    };
    part.len() == 3 && parts.split(',').any(is_in)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn techniques_have_their_tactics_in_the_order_of_the_matrix() {
        let told = |id: &str| tactics(id).into_iter().map(Tactic::shortname).collect::<Vec<_>>();
        assert_eq!(told("T1078"), ["initial-access", "persistence", "privilege-escalation", "stealth"]);
        assert_eq!(told("T1078.002"), told("T1078"));
        assert_eq!(told("T1059.013"), ["execution"]);
        assert_eq!(told("TA0010"), ["exfiltration"]);
        for none in ["T1059.014", "T1059.1", "T0886", "T10", "T1078.", "TA0027", "TA0001 T1189", "", "T1078.002.001"] {
            assert_eq!(told(none), Vec::<&str>::new(), "{none}");
        }
    }

    #[test]
    #[cfg(feature = "foreign")]
    fn each_technique_of_the_matrix_has_a_name() {
        let words = MATRIX.split_whitespace().filter(|it| it.starts_with("T1"));
        let wholes = words.map(|it| it.split('.').next().unwrap_or_default());
        let missing: Vec<&str> = wholes.filter(|it| name(it).is_none()).collect();
        assert!(missing.is_empty(), "{missing:?}");
        assert_eq!(name("T1059.001"), Some("PowerShell"));
        assert_eq!(name("T0886"), Some("Remote Services"));
        assert_eq!((name("T1059.999"), name("T9999"), name("")), (None, None, None));
    }
}
