//! The columns of registers of breaches, as their authorities write them.

use crate::foreign::make::Text;
use crate::tongue::Phrase;

/// What stands in a column of a register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// Whose breach it is.
    Victim,
    /// When the authority was told.
    Told,
    /// One or several days of the breach.
    Days,
    /// The day on which the breach began.
    Began,
    /// The day on which it ended.
    Ended,
    /// The day on which the victim noticed it.
    Noticed,
    /// How many people it concerns.
    People,
    /// Where the data lay: one place or several.
    Places,
    /// What kind of breach it was.
    Kind,
    /// By what means somebody broke in.
    Means,
    /// What the authority writes of it.
    Words,
    /// A fact, called by its header.
    Fact,
}

/// A register of breaches.
pub struct Register {
    /// The authority that keeps it.
    pub authority: Text,
    /// Its page.
    pub page: &'static str,
    /// What it counts, and in which unit.
    pub people: (Text, &'static str),
    /// Its columns, in small letters and with `_` for blanks. It is known by the first three.
    pub columns: &'static [(&'static str, Column)],
}

/// The registers that are read.
pub const REGISTERS: [Register; 3] = [
    Register {
        authority: Phrase::register_hhs,
        page: "https://ocrportal.hhs.gov/ocr/breach/breach_report.jsf",
        people: (Phrase::register_people, "people"),
        columns: &[
            ("name_of_covered_entity", Column::Victim),
            ("individuals_affected", Column::People),
            ("type_of_breach", Column::Kind),
            ("breach_submission_date", Column::Told),
            ("location_of_breached_information", Column::Places),
            ("state", Column::Fact),
            ("covered_entity_type", Column::Fact),
            ("business_associate_present", Column::Fact),
            ("web_description", Column::Words),
        ],
    },
    Register {
        authority: Phrase::register_california,
        page: "https://oag.ca.gov/privacy/databreach/list",
        people: (Phrase::register_people, "people"),
        columns: &[
            ("organization_name", Column::Victim),
            ("date(s)_of_breach_(if_known)", Column::Days),
            ("reported_date", Column::Told),
        ],
    },
    Register {
        authority: Phrase::register_washington,
        page: "https://www.atg.wa.gov/data-breach-notifications",
        people: (Phrase::register_residents, "residents"),
        columns: &[
            ("name", Column::Victim),
            ("datesubmitted", Column::Told),
            ("washingtoniansaffected", Column::People),
            ("datestart", Column::Began),
            ("dateend", Column::Ended),
            ("dateaware", Column::Noticed),
            ("databreachcause", Column::Kind),
            ("cyberattacktype", Column::Means),
            ("industrytype", Column::Fact),
            ("businesstype", Column::Fact),
            ("entitystate", Column::Fact),
            ("id", Column::Fact),
        ],
    },
];

/// Kinds of breaches in which somebody broke in.
pub const BROKEN_INTO: [&str; 2] = ["hacking", "cyberattack"];
