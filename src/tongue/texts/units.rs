//! What is counted: each unit by itself, as in a heading, and beside a number.

use super::texts;

texts! {
    /// What is counted: each unit by itself, as in a heading, and beside a number.
    Units {
        /// A unit.
        unit_companies,
        /// Beside a number.
        unit_companies_of(n),
        /// A unit.
        unit_organizations,
        /// Beside a number.
        unit_organizations_of(n),
        /// A unit, as the British spell it.
        unit_organisations,
        /// Beside a number.
        unit_organisations_of(n),
        /// A unit.
        unit_people,
        /// Beside a number.
        unit_people_of(n),
        /// A unit.
        unit_individuals,
        /// Beside a number.
        unit_individuals_of(n),
        /// A unit.
        unit_customers,
        /// Beside a number.
        unit_customers_of(n),
        /// A unit.
        unit_clients,
        /// Beside a number.
        unit_clients_of(n),
        /// A unit.
        unit_users,
        /// Beside a number.
        unit_users_of(n),
        /// A unit.
        unit_accounts,
        /// Beside a number.
        unit_accounts_of(n),
        /// A unit.
        unit_mailboxes,
        /// Beside a number.
        unit_mailboxes_of(n),
        /// A unit.
        unit_records,
        /// Beside a number.
        unit_records_of(n),
        /// A unit.
        unit_payment_cards,
        /// Beside a number.
        unit_payment_cards_of(n),
        /// A unit.
        unit_files,
        /// Beside a number.
        unit_files_of(n),
        /// A unit.
        unit_databases,
        /// Beside a number.
        unit_databases_of(n),
        /// A unit.
        unit_sites,
        /// Beside a number.
        unit_sites_of(n),
        /// A unit.
        unit_hosts,
        /// Beside a number.
        unit_hosts_of(n),
        /// A unit.
        unit_servers,
        /// Beside a number.
        unit_servers_of(n),
        /// A unit.
        unit_computers,
        /// Beside a number.
        unit_computers_of(n),
        /// A unit.
        unit_devices,
        /// Beside a number.
        unit_devices_of(n),
        /// A unit.
        unit_systems,
        /// Beside a number.
        unit_systems_of(n),
    }
}
