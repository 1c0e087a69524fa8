//! What is counted: units that we know have words in each language; all others are said as the file has them.

use crate::tongue::Tongue;

/// A unit as files write it, its name by itself, and its name beside a number.
type Unit = (&'static str, fn(&Tongue) -> &'static str, fn(&Tongue, u64) -> String);

/// The units that people count most.
const UNITS: &[Unit] = &[
    ("companies", Tongue::unit_companies, |it, n| it.unit_companies_of(n)),
    ("organizations", Tongue::unit_organizations, |it, n| it.unit_organizations_of(n)),
    ("organisations", Tongue::unit_organisations, |it, n| it.unit_organisations_of(n)),
    ("people", Tongue::unit_people, |it, n| it.unit_people_of(n)),
    ("individuals", Tongue::unit_individuals, |it, n| it.unit_individuals_of(n)),
    ("customers", Tongue::unit_customers, |it, n| it.unit_customers_of(n)),
    ("clients", Tongue::unit_clients, |it, n| it.unit_clients_of(n)),
    ("users", Tongue::unit_users, |it, n| it.unit_users_of(n)),
    ("accounts", Tongue::unit_accounts, |it, n| it.unit_accounts_of(n)),
    ("mailboxes", Tongue::unit_mailboxes, |it, n| it.unit_mailboxes_of(n)),
    ("records", Tongue::unit_records, |it, n| it.unit_records_of(n)),
    ("payment cards", Tongue::unit_payment_cards, |it, n| it.unit_payment_cards_of(n)),
    ("files", Tongue::unit_files, |it, n| it.unit_files_of(n)),
    ("databases", Tongue::unit_databases, |it, n| it.unit_databases_of(n)),
    ("sites", Tongue::unit_sites, |it, n| it.unit_sites_of(n)),
    ("hosts", Tongue::unit_hosts, |it, n| it.unit_hosts_of(n)),
    ("servers", Tongue::unit_servers, |it, n| it.unit_servers_of(n)),
    ("computers", Tongue::unit_computers, |it, n| it.unit_computers_of(n)),
    ("devices", Tongue::unit_devices, |it, n| it.unit_devices_of(n)),
    ("systems", Tongue::unit_systems, |it, n| it.unit_systems_of(n)),
];

impl Tongue {
    /// A unit by itself: `companies`, `records (payment)`.
    pub fn unit(&self, unit: &str) -> String {
        let (noun, kind) = parts(unit);
        let name = known(noun).map(|(_, name, _)| name(self).to_owned());
        name.map_or_else(|| unit.to_owned(), |it| self.of_kind(it, kind))
    }

    /// A unit beside its number: `host` of 1, `record (payment)` of at least 1, `hosts` of 2.
    pub(super) fn unit_beside(&self, n: u64, unit: &str) -> String {
        let (noun, kind) = parts(unit);
        match known(noun) {
            Some((.., beside)) => self.of_kind(beside(self, n), kind),
            None => self.unit_as_told(if n == 1 { one(unit) } else { unit.to_owned() }),
        }
    }

    fn of_kind(&self, name: String, kind: Option<&str>) -> String {
        kind.map_or(name.clone(), |it| self.unit_of_kind(name, it))
    }
}

/// Whether a unit is one of which we know that its number is that of whom or what the breach affects.
pub(super) fn is_of_affected(unit: &str) -> bool {
    known(parts(unit).0).is_some()
}

fn known(noun: &str) -> Option<&'static Unit> {
    UNITS.iter().find(|(word, ..)| *word == noun)
}

/// `records (payment)` is `records`, of the kind `payment`.
fn parts(unit: &str) -> (&str, Option<&str>) {
    let kind = unit.strip_suffix(')').and_then(|it| it.split_once(" ("));
    kind.map_or((unit, None), |(noun, kind)| (noun, Some(kind)))
}

/// A unit that we do not know, of one: `person targeted`. Most are English, and those that are not seldom end so.
fn one(unit: &str) -> String {
    let (noun, rest) = unit.split_at(unit.find(' ').unwrap_or(unit.len()));
    let one = match noun {
        "people" => "person".to_owned(),
        _ => match (noun.strip_suffix("ies"), noun.strip_suffix("sses")) {
            (Some(stem), _) => format!("{stem}y"),
            (None, Some(stem)) => format!("{stem}ss"),
            (None, None) => noun.strip_suffix('s').filter(|it| !it.ends_with('s')).unwrap_or(noun).to_owned(),
        },
    };
    one + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_one_and_not_several() {
        for (n, unit, words) in [
            (1, "hosts", "host"),
            (1, "records (payment)", "record (payment)"),
            (1, "companies", "company"),
            (1, "people", "person"),
            (1, "people targeted", "person targeted"),
            (1, "agencies", "agency"),
            (1, "addresses", "address"),
            (1, "media", "media"),
            (1, "社", "社"),
            (0, "hosts", "hosts"),
            (21, "hosts", "hosts"),
            (2, "records (payment)", "records (payment)"),
        ] {
            assert_eq!(Tongue::of("en").unit_beside(n, unit), words, "{n} {unit}");
        }
    }

    #[test]
    fn a_unit_by_itself_is_what_the_file_says() {
        for (unit, ..) in UNITS {
            assert_eq!(Tongue::of("en").unit(unit), *unit);
            assert_eq!(Tongue::of("en").unit_beside(2, unit), *unit);
        }
        assert_eq!(Tongue::of("en").unit("records (payment)"), "records (payment)");
        assert_eq!(Tongue::of("en").unit("US agencies"), "US agencies");
    }
}
