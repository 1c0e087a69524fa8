//! How many of what stands in a cell: `1,200`, `about 500 customers`, `3,000+`, `621社`, `約1.2万件`, `unknown`.

use super::words::{HIT, UNITS};
use crate::document::typed::{Many, amount_of};
use crate::import::draft::AmountDraft;

/// How many, and of what, if the cell says it.
pub type Amount = (AmountDraft, Option<String>);

/// Reads a cell; `None` if it tells no number, or more than one thing.
pub fn read(cell: &str) -> Option<Amount> {
    let (amount, rest) = amount_of(cell)?;
    let amount = match amount {
        Many::Untold => AmountDraft::Word("not-disclosed".to_owned()),
        Many::Exactly(n) => AmountDraft::Number(n.into()),
        Many::Bounded(bound, n) => AmountDraft::Bounds(vec![(bound.to_owned(), n.into())]),
        Many::Between(from, to) => {
            AmountDraft::Bounds(vec![("from".to_owned(), from.into()), ("to".to_owned(), to.into())])
        }
    };
    Some((amount, unit_or_none(&rest)?))
}

/// The unit behind a number, `Some(None)` if nothing stands there, and `None` if it is more than a unit.
fn unit_or_none(words: &str) -> Option<Option<String>> {
    if words.is_empty() { Some(None) } else { known(words).map(|it| Some(it.to_owned())) }
}

/// The unit that words are: of those that we count in all languages.
fn known(words: &str) -> Option<&'static str> {
    UNITS.iter().find(|all| all.contains(&words)).map(|all| all[0])
}

/// The unit of a cell for that: what it says, and one of ours in our spelling.
pub fn unit(cell: &str) -> String {
    let words = cell.trim().to_lowercase();
    known(&words).map_or(words, str::to_owned)
}

/// The unit that a header names: `Affected customers`, `漏えい件数`, `Records`.
pub fn unit_of_header(header: &str) -> Option<&'static str> {
    let words = || header.split(' ');
    let named = words().find_map(known).or_else(|| known(header));
    let begins = |it: &&str| !it.is_ascii() && header.contains(it);
    named.or_else(|| UNITS.iter().find(|all| all.iter().any(begins)).map(|all| all[0]))
}

/// Whether a header says that something was hit: `Members affected`.
pub fn is_hit(header: &str) -> bool {
    header.split(' ').any(|it| HIT.contains(&it))
}

/// Whether a header says that some unit was hit: `Customers affected`.
pub fn is_of_units(header: &str) -> bool {
    let words = || header.split(' ').filter(|it| !["number", "of", "no", "#"].contains(it));
    words().count() == 2
        && is_hit(header)
        // `compromised host` names a machine, `hosts compromised` counts them
        && words().any(|it| known(it) == Some(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_with_their_bounds_and_units() {
        let read = |it: &str| {
            let (amount, unit) = read(it)?;
            Some(format!("{} {}", serde_json::to_string(&amount).ok()?, unit.unwrap_or_default()))
        };
        for (cell, amount) in [
            ("1,200", "1200 "),
            ("1.200", "1200 "),
            ("0", "0 "),
            ("about 500 customers", r#"{"about":500} customers"#),
            ("~500", r#"{"about":500} "#),
            ("3,000+", r#"{"at_least":3000} "#),
            ("5 or more hosts", r#"{"at_least":5} hosts"#),
            (">40", r#"{"more_than":40} "#),
            ("621社", "621 companies"),
            ("約1.2万件", r#"{"about":12000} records"#),
            ("１００名以上", r#"{"at_least":100} people"#),
            ("1.5 million users", "1500000 users"),
            ("12k", "12000 "),
            ("7 mailboxes", "7 mailboxes"),
            ("5-10", r#"{"from":5,"to":10} "#),
            ("unknown", r#""not-disclosed" "#),
            ("3 of 5", ""),
            ("1.5", ""),
            ("two", ""),
            ("", ""),
            ("99999999999999999999999", ""),
        ] {
            assert_eq!(read(cell).unwrap_or_default(), amount, "{cell}");
        }
    }

    #[test]
    fn headers_name_units() {
        assert!(is_of_units("affected customers") && is_of_units("number of records exposed"));
        assert!(!is_of_units("affected host") && !is_of_units("compromised account") && !is_of_units("customers"));
        assert_eq!(unit_of_header("affected customers"), Some("customers"));
        assert_eq!(unit_of_header("漏えい件数"), Some("records"));
        assert_eq!(unit_of_header("影響人数"), Some("people"));
        assert_eq!(unit_of_header("affected"), None);
    }
}
