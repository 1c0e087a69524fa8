//! What is counted: each unit by itself, as in a heading, and beside a number.

use super::texts;

texts! {
    /// What is counted: each unit by itself, as in a heading, and beside a number.
    Units in units {
        /// A unit.
        companies,
        /// Beside a number.
        companies_of(n),
        /// A unit.
        organizations,
        /// Beside a number.
        organizations_of(n),
        /// A unit, as the British spell it.
        organisations,
        /// Beside a number.
        organisations_of(n),
        /// A unit.
        people,
        /// Beside a number.
        people_of(n),
        /// A unit.
        individuals,
        /// Beside a number.
        individuals_of(n),
        /// A unit.
        customers,
        /// Beside a number.
        customers_of(n),
        /// A unit.
        clients,
        /// Beside a number.
        clients_of(n),
        /// A unit.
        users,
        /// Beside a number.
        users_of(n),
        /// A unit.
        accounts,
        /// Beside a number.
        accounts_of(n),
        /// A unit.
        mailboxes,
        /// Beside a number.
        mailboxes_of(n),
        /// A unit.
        records,
        /// Beside a number.
        records_of(n),
        /// A unit.
        payment_cards,
        /// Beside a number.
        payment_cards_of(n),
        /// A unit.
        files,
        /// Beside a number.
        files_of(n),
        /// A unit.
        databases,
        /// Beside a number.
        databases_of(n),
        /// A unit.
        sites,
        /// Beside a number.
        sites_of(n),
        /// A unit.
        hosts,
        /// Beside a number.
        hosts_of(n),
        /// A unit.
        servers,
        /// Beside a number.
        servers_of(n),
        /// A unit.
        computers,
        /// Beside a number.
        computers_of(n),
        /// A unit.
        devices,
        /// Beside a number.
        devices_of(n),
        /// A unit.
        systems,
        /// Beside a number.
        systems_of(n),
    }
}
