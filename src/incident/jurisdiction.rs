//! The laws that bind the victim of an incident.

use super::word::words;

words! {
    /// A body of law with deadlines, and the victims that it binds.
    Jurisdiction {
        /// The European Union: data of people in it, or a victim established there.
        Eu = "eu",
        /// The European Union, for a victim that is an essential or important entity.
        EuEssential = "eu-essential",
        /// The United Kingdom.
        Uk = "uk",
        /// Japan.
        Japan = "japan",
        /// The United States, for a victim that reports to the SEC.
        UsListed = "us-listed",
        /// The United States, for a victim that handles health records under HIPAA.
        UsHealth = "us-health",
    }
}
