//! ATT&CK in flows: its ids, told in their fields or in names, and what its tactics are called.

use super::flow::Block;
use super::words::REMOVALS;
use crate::attack::is_technique;
use crate::foreign::make::Text;
use crate::tongue::Phrase;

/// The tactics of ATT&CK for enterprises, and one of those for industrial systems.
const TACTICS: [(&str, Text); 15] = [
    ("TA0043", Phrase::tactic_reconnaissance),
    ("TA0042", Phrase::tactic_resources),
    ("TA0001", Phrase::tactic_initial_access),
    ("TA0002", Phrase::tactic_execution),
    ("TA0003", Phrase::tactic_persistence),
    ("TA0004", Phrase::tactic_privileges),
    ("TA0005", Phrase::tactic_evasion),
    ("TA0006", Phrase::tactic_credentials),
    ("TA0007", Phrase::tactic_discovery),
    ("TA0008", Phrase::tactic_lateral),
    ("TA0009", Phrase::tactic_collection),
    ("TA0011", Phrase::tactic_control),
    ("TA0010", Phrase::tactic_exfiltration),
    ("TA0040", Phrase::tactic_impact),
    ("TA0105", Phrase::tactic_impact),
];

/// What a tactic is called.
pub fn tactic(id: &str) -> Option<Phrase> {
    TACTICS.iter().find(|(it, _)| *it == id).map(|(_, name)| name())
}

/// Gives an action its technique and tactic, from their fields or else from its name, which loses them.
pub fn take(block: &mut Block, technique: Option<&str>, tactic: Option<&str>) {
    let (code, name) = code(&block.name);
    let told = technique.map(|it| it.trim().to_uppercase());
    block.technique = told.filter(|it| is_technique(it)).or_else(|| code.clone().filter(|it| is_technique(it)));
    let is_tactic = |it: &String| it.starts_with("TA") && it.len() == 6;
    block.tactic = tactic.map(str::to_uppercase).filter(is_tactic).or(code.filter(is_tactic));
    block.name = name;
}

/// The id at the front of a name, in brackets or not, and the rest. Version 1 has no field for it, so authors wrote it so: `(T1204) User Execution`, `T1199 Trusted Relationship`.
fn code(name: &str) -> (Option<String>, String) {
    let bare = name.trim_start_matches('(');
    let (first, rest) = bare.split_once([' ', ')', ':']).unwrap_or((bare, ""));
    let is_code = is_technique(first) || (first.starts_with("TA") && first.len() == 6);
    let rest = rest.trim_start_matches([')', ':', ' ']);
    if is_code && !rest.is_empty() { (Some(first.to_owned()), rest.to_owned()) } else { (None, name.to_owned()) }
}

/// Whether the action happens before anybody is in: reconnaissance, or the making of means.
pub fn is_preparation(block: &Block) -> bool {
    match (block.tactic.as_deref(), block.technique.as_deref()) {
        (Some(tactic), _) => matches!(tactic, "TA0043" | "TA0042"),
        (None, Some(technique)) => {
            let whole = &technique[..5];
            ("T1589"..="T1598").contains(&whole)
                || ("T1583"..="T1588").contains(&whole)
                || matches!(whole, "T1608" | "T1650")
        }
        (None, None) => false,
    }
}

/// Whether the action makes or gets means for the attack: what it touches belongs to the intruder, or to nobody here.
pub fn is_supply(block: &Block) -> bool {
    let whole = block.technique.as_deref().map(|it| &it[..5]);
    matches!(whole, Some("T1583" | "T1584" | "T1585" | "T1587" | "T1588" | "T1608"))
}

/// Whether the action removes traces: what it touches was there before, so that it is no way to it.
pub fn is_removal(block: &Block) -> bool {
    let name = block.name.to_lowercase();
    let is_told = || REMOVALS.iter().any(|it| name.contains(it));
    block.technique.as_deref().map_or_else(is_told, |it| it.starts_with("T1070"))
}

/// Whether the action takes data out.
pub fn is_exfiltration(block: &Block) -> bool {
    match (block.tactic.as_deref(), block.technique.as_deref()) {
        (Some(tactic), _) => tactic == "TA0010",
        (None, Some(technique)) => {
            matches!(
                &technique[..5],
                "T1011" | "T1020" | "T1029" | "T1030" | "T1041" | "T1048" | "T1052" | "T1537" | "T1567"
            )
        }
        (None, None) => block.name.to_lowercase().contains("exfiltrat"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::foreign::attack_flow::flow::Kind;

    #[test]
    fn a_technique_is_told_in_its_field_or_in_the_name() {
        let read = |name: &str, technique: Option<&str>| {
            let mut block = Block::new(Kind::Action, "a", String::new(), name);
            take(&mut block, technique, None);
            (block.technique, block.tactic, block.name)
        };
        let some = |it: &str| Some(it.to_owned());
        assert_eq!(read("Phishing", Some("T1566")), (some("T1566"), None, "Phishing".to_owned()));
        assert_eq!(read("(T1204) User Execution", None), (some("T1204"), None, "User Execution".to_owned()));
        assert_eq!(read("T1199 Trusted Relationship", None).0, some("T1199"));
        assert_eq!(read("(TA0010) Exfiltration", None), (None, some("TA0010"), "Exfiltration".to_owned()));
        assert_eq!(read("Spearphishing Link", Some("1598.003")).0, None);
        assert_eq!(read("T1204", None).2, "T1204");
    }
}
