//! Techniques of ATT&CK by their ids and by the pages that describe them.
//!
//! A page of ATT&CK says what a technique is. It does not say that somebody used it: so it is no source of a breach.

use super::Fidelity;
use super::short::site;
use crate::attack::{self, is_technique};
use crate::import::draft::IncidentDraft;
use crate::import::draft::TextDraft;
use crate::tongue::Phrase;

/// Gives techniques that a file calls by their ids the names that ATT&CK has for them.
pub fn name(draft: &mut IncidentDraft, report: &mut Fidelity) {
    let is_english = draft.language.as_deref().is_none_or(|it| it == "en" || it.starts_with("en-"));
    for (_, technique) in &mut draft.techniques.items {
        let Some(id) = technique.id.as_deref() else { continue };
        let is_itself = technique.label.as_ref().is_none_or(|it| *it == TextDraft::One(id.to_owned()));
        let Some(name) = attack::name(id).filter(|_| is_itself) else { continue };
        report.derived(Phrase::import_named_technique(attack::VERSION), id);
        let name = name.to_owned();
        technique.label =
            Some(if is_english { TextDraft::One(name) } else { TextDraft::ByLanguage(vec![("en".to_owned(), name)]) });
    }
}

/// The first technique that words name: `T1021.002 (SMB)`, or the page of one.
pub fn in_words(words: &str) -> Option<String> {
    let told = words.split(|c: char| !c.is_ascii_alphanumeric() && c != '.').map(|it| it.trim_matches('.'));
    of_page(words).or_else(|| told.into_iter().find(|it| is_technique(it)).map(str::to_owned))
}

/// The technique that a page describes: `T1566.002` of `https://attack.mitre.org/techniques/T1566/002/`.
pub fn of_page(url: &str) -> Option<String> {
    let mut parts = library(url)?.skip_while(|it| !is_technique(it));
    let whole = parts.next()?;
    let part = parts.next().filter(|it| it.len() == 3 && it.bytes().all(|b| b.is_ascii_digit()));
    Some(part.map_or_else(|| whole.to_owned(), |it| format!("{whole}.{it}")))
}

/// Whether an address is a page of a catalogue that says what things are, and nothing of a breach: of ATT&CK all but the
/// pages of groups and campaigns.
pub fn is_library(url: &str) -> bool {
    library(url).is_some_and(|mut parts| !parts.any(|it| matches!(it, "groups" | "campaigns")))
}

/// The parts of the path of a page of ATT&CK.
fn library(url: &str) -> Option<impl Iterator<Item = &str>> {
    let url = url.trim();
    let is_one = site(url).eq_ignore_ascii_case("attack.mitre.org");
    is_one.then(|| url.split(['?', '#']).next().unwrap_or_default().split('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_a_technique_names_it() {
        let page = |it: &str| of_page(it).unwrap_or_default();
        assert_eq!(page("https://attack.mitre.org/techniques/T1566/002/"), "T1566.002");
        assert_eq!(page("https://attack.mitre.org/versions/v14/techniques/T1078"), "T1078");
        assert_eq!(page("http://attack.mitre.org/wiki/Technique/T1003"), "T1003");
        assert_eq!(page("https://attack.mitre.org/groups/G0016/"), "");
        assert_eq!(page("https://blog.example/techniques/T1566/"), "");
        assert_eq!(in_words("Valid Accounts (T1078.002)").as_deref(), Some("T1078.002"));
        assert!(is_library("https://attack.mitre.org/tactics/TA0001/"));
        assert!(!is_library("https://attack.mitre.org/groups/G0016/") && !is_library("https://attack.example/"));
    }
}
