//! What formats of other tools are called.

use super::texts;

texts! {
    /// What formats of other tools are called.
    ImportFormats {
        /// The format of MITRE's Attack Flow.
        format_attack_flow,
        /// An event of MISP, a platform that shares indicators.
        format_misp,
        /// The format STIX of OASIS.
        format_stix,
        /// STIX that this program wrote.
        format_own_stix,
        /// The vocabulary VERIS of Verizon.
        format_veris,
        /// The service of that name.
        format_hibp,
        /// The list of breaches of that name.
        format_securitybreach,
        /// A list of breaches that an authority keeps.
        format_register,
        /// A list of what groups claim on their sites.
        format_claims,
        /// Events in an extended Cyber Analytics Repository format.
        format_ecar,
        /// Events of Windows.
        format_windows,
        /// Sign-ins to applications in a cloud.
        format_signins,
        /// A timeline of the tool Timesketch.
        format_timesketch,
        /// A table that somebody keeps.
        format_table,
        /// Tables that this program wrote.
        format_own_table,
    }
}
