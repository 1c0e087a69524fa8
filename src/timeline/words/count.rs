//! Numbers with their units in words; and what is said where there is no number.

use std::borrow::Cow;

use crate::incident::Incident;
use crate::timeline::Snapshot;

/// Stands for the large number where there is none: nobody tells any, or those that are told speak of other days.
pub fn no_count(incident: &Incident) -> &'static str {
    if incident.counts.is_empty() { "no count is told" } else { "no count applies yet" }
}

/// The number that stands first: `621 companies, possibly`.
pub fn first_count(incident: &Incident, snapshot: &Snapshot) -> String {
    snapshot.totals.first().map_or_else(|| no_count(incident).to_owned(), super::total)
}

/// A unit beside its number: `1 host`, `at least 1 record (payment)`, `2 hosts`.
pub fn unit_of<'a>(number: &str, unit: &'a str) -> Cow<'a, str> {
    if number.rsplit(' ').next() != Some("1") {
        return unit.into();
    }
    let (noun, rest) = unit.split_at(unit.find(' ').unwrap_or(unit.len()));
    let one: Cow<'_, str> = if noun == "people" {
        "person".into()
    } else if let Some(stem) = noun.strip_suffix("ies") {
        format!("{stem}y").into()
    } else if let Some(stem) = noun.strip_suffix("sses") {
        format!("{stem}ss").into()
    } else {
        noun.strip_suffix('s').filter(|it| !it.ends_with('s')).unwrap_or(noun).into()
    };
    format!("{one}{rest}").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_one_and_not_several() {
        for (number, unit, words) in [
            ("1", "hosts", "host"),
            ("at least 1", "records (payment)", "record (payment)"),
            ("up to 1", "companies", "company"),
            ("1", "people targeted", "person targeted"),
            ("1", "addresses", "address"),
            ("1", "media", "media"),
            ("1", "社", "社"),
            ("0", "hosts", "hosts"),
            ("21", "hosts", "hosts"),
            ("0 to 1", "hosts", "host"),
        ] {
            assert_eq!(unit_of(number, unit), words, "{number} {unit}");
        }
    }
}
