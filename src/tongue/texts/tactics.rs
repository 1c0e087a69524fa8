//! The tactics of MITRE ATT&CK.

use super::texts;

texts! {
    /// The tactics of MITRE ATT&CK.
    Tactics {
        /// Before the buttons that light the steps of a tactic.
        filter_by_tactic,
        /// A tactic of ATT&CK.
        tactic_reconnaissance,
        /// A tactic of ATT&CK.
        tactic_resources,
        /// A tactic of ATT&CK.
        tactic_initial_access,
        /// A tactic of ATT&CK.
        tactic_execution,
        /// A tactic of ATT&CK.
        tactic_persistence,
        /// A tactic of ATT&CK.
        tactic_privileges,
        /// A tactic of ATT&CK.
        tactic_evasion,
        /// A tactic of ATT&CK.
        tactic_credentials,
        /// A tactic of ATT&CK.
        tactic_discovery,
        /// A tactic of ATT&CK.
        tactic_lateral,
        /// A tactic of ATT&CK.
        tactic_collection,
        /// A tactic of ATT&CK.
        tactic_control,
        /// A tactic of ATT&CK.
        tactic_exfiltration,
        /// A tactic of ATT&CK.
        tactic_impact,
        /// A tactic.
        tactic_impairment,
    }
}
