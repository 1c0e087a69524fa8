//! What names and descriptions in flows hold: the words by which authors say what a place or a condition is.

/// Sorts of infrastructure that are the intruder's.
pub const HOSTILE: [&str; 12] = [
    "command-and-control",
    "anonymization",
    "amplification",
    "botnet",
    "exfiltration",
    "hosting-malware",
    "phishing",
    "reconnaissance",
    "staging",
    "domain-registration",
    "red-team-infrastructure",
    "hosting-target-lists",
];

/// Whom names speak of that belong to the intruder: `attacker's server`, `C2`.
pub const THEIRS: [&str; 8] = [
    "attacker",
    "adversary",
    "intruder",
    "threat actor",
    "command and control",
    "command-and-control",
    "c&c",
    "攻撃者",
];

/// What descriptions say of machines that the intruder has by right and not by force.
pub const HELD: [&str; 13] = [
    "attacker-controlled",
    "adversary-controlled",
    "actor-controlled",
    "attacker controlled",
    "adversary controlled",
    "actor controlled",
    "rented",
    "leased",
    "registered by",
    "bought by",
    "owned by the attacker",
    "owned by the adversary",
    "set up by the",
];

/// What tools write where nobody has named a flow.
pub const NO_NAMES: [&str; 4] = ["", "Attack Flow Export", "Untitled", "Untitled Document"];

/// What conditions say of an asset that is in the intruder's hands.
pub const HIT: [&str; 6] = ["compromised", "infected", "breached", "taken over", "侵害され", "感染し"];

/// What turns such words into their opposite.
pub const DENIALS: [&str; 6] = ["not ", "n't ", "never ", "no longer ", "before ", "ていない"];

/// What actions without a technique are called that remove traces.
pub const REMOVALS: [&str; 4] = ["delet", "clear ", "wipe traces", "indicator removal"];

/// How sure an author is who says it in a word of Attack Flow, from 0 to 100.
pub fn words_of_confidence(word: &str) -> Option<u64> {
    Some(match word.to_lowercase().replace([' ', '_'], "-").as_str() {
        "speculative" => 0,
        "very-doubtful" => 10,
        "doubtful" => 30,
        "even-odds" => 50,
        "probable" => 70,
        "very-probable" => 90,
        "certain" => 100,
        _ => return None,
    })
}
