//! Files that other tools write → drafts of the native format, and what became of each thing in them.
//!
//! A format is a row of [`FORMATS`] and a file (or folder) of this module.
//! A reader never fails half-way and never panics: what it cannot use, it leaves out and says so.

mod address;
mod attack_flow;
mod collection;
mod content;
mod fidelity;
mod hibp;
mod icon;
mod instant;
mod kind;
mod lists;
mod logs;
pub mod make;
mod mend;
mod misp;
mod open;
mod order;
mod plain;
mod pointer;
mod records;
mod refuse;
mod said;
mod securitybreach;
mod several;
mod short;
pub mod silence;
mod stix;
pub mod table;
mod technique;
mod time;
mod tlp;
mod unpack;
pub mod veris;
mod zones;

pub use collection::Collection;
pub use content::{Content, Lines};
pub use fidelity::{Entry, Fate, Fidelity};
pub use open::{Opened, open, open_in, open_told, open_with};
pub use silence::Accounted;
pub use time::Time;
pub use unpack::{MAX_TEXT, text as unpacked};
pub use zones::{Offsets, Zones};

use crate::import::draft::IncidentDraft;
use crate::tongue::Phrase;
use make::Text;

/// A format that others write.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// The stable kebab-case name, as in `imported.format` of a native file.
    pub id: &'static str,
    /// What people call it.
    pub label: Text,
    /// Whether a file is of this format. Looks at its shape, never at its name; formats are asked in the order of the table.
    pub sniff: fn(&Content) -> bool,
    /// Reads it: one draft for each incident in the file, none if it holds none.
    pub read: fn(&Content, &mut Fidelity) -> Vec<IncidentDraft>,
    /// Of formats in JSON: the fields that it accounts for itself.
    pub accounted: Accounted,
}

/// A format that is no JSON, or whose own law says more: lines of a log, rows of a table, parts of our own files.
const NOTHING: Accounted = Accounted { read: &[], lost: &[], silent: &[] };

/// All formats, the most special first.
pub const FORMATS: &[Format] = &[
    Format {
        id: "own-stix",
        label: Phrase::format_own_stix,
        sniff: stix::ours::sniff,
        read: stix::ours::read,
        accounted: NOTHING,
    },
    Format {
        id: "attack-flow",
        label: Phrase::format_attack_flow,
        sniff: attack_flow::sniff,
        read: attack_flow::read,
        accounted: attack_flow::ACCOUNTED,
    },
    Format { id: "misp", label: Phrase::format_misp, sniff: misp::sniff, read: misp::read, accounted: misp::ACCOUNTED },
    Format { id: "stix", label: Phrase::format_stix, sniff: stix::sniff, read: stix::read, accounted: stix::ACCOUNTED },
    Format {
        id: "veris",
        label: Phrase::format_veris,
        sniff: veris::sniff,
        read: veris::read,
        accounted: veris::ACCOUNTED,
    },
    Format { id: "hibp", label: Phrase::format_hibp, sniff: hibp::sniff, read: hibp::read, accounted: hibp::ACCOUNTED },
    Format {
        id: "securitybreach",
        label: Phrase::format_securitybreach,
        sniff: securitybreach::sniff,
        read: securitybreach::read,
        accounted: securitybreach::ACCOUNTED,
    },
    Format {
        id: "breach-register",
        label: Phrase::format_register,
        sniff: lists::register::sniff,
        read: lists::register::read,
        accounted: NOTHING,
    },
    Format {
        id: "leak-sites",
        label: Phrase::format_claims,
        sniff: lists::claims::sniff,
        read: lists::claims::read,
        accounted: lists::claims::ACCOUNTED,
    },
    Format {
        id: "ecar",
        label: Phrase::format_ecar,
        sniff: logs::ecar::sniff,
        read: logs::ecar::read,
        accounted: NOTHING,
    },
    Format {
        id: "windows-events",
        label: Phrase::format_windows,
        sniff: logs::windows::sniff,
        read: logs::windows::read,
        accounted: NOTHING,
    },
    Format {
        id: "sign-ins",
        label: Phrase::format_signins,
        sniff: logs::signins::sniff,
        read: logs::signins::read,
        accounted: NOTHING,
    },
    Format {
        id: "timesketch",
        label: Phrase::format_timesketch,
        sniff: logs::timesketch::sniff,
        read: logs::timesketch::read,
        accounted: NOTHING,
    },
    Format {
        id: "own-table",
        label: Phrase::format_own_table,
        sniff: table::ours::sniff,
        read: table::ours::read,
        accounted: NOTHING,
    },
    Format { id: "table", label: Phrase::format_table, sniff: table::sniff, read: table::read, accounted: NOTHING },
];

/// The format of a file, if it is known.
pub fn format_of(content: &Content) -> Option<&'static Format> {
    FORMATS.iter().find(|it| (it.sniff)(content))
}
