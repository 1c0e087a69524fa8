//! English. To the left of each colon stands the name of a text, to the right its wording;
//! `texts.rs` explains each, and `fill.rs` what braces mean.

use super::grammar::Grammar;
use super::{Tongue, texts};

/// English.
pub(super) static EN: Tongue = Tongue {
    grammar: Grammar {
        tag: "en",
        name: "English",
        months: [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        form: |n| usize::from(n != 1),
        has_capitals: true,
        thousands: ",",
        short_number: |n| n.to_string(),
    },
    common: texts::Common { comma: ", ", and: "{a} and {b}" }.checked(),
    told: texts::Told {}.checked(),
    changes: texts::Changes {}.checked(),
    findings: texts::Findings {}.checked(),
    page: texts::Page {}.checked(),
    exports: texts::Exports {}.checked(),
    #[cfg(feature = "foreign")]
    imports: texts::Imports {}.checked(),
    #[cfg(all(feature = "cli", not(target_arch = "wasm32")))]
    command: texts::Command {}.checked(),
};
