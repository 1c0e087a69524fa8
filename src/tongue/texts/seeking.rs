//! What is said of looking for something, and of what is lit while the rest fades.

use super::texts;

texts! {
    /// What is said of looking for something, and of what is lit while the rest fades.
    Seeking {
        /// Of a button: look for something, or filter.
        find_and_filter,
        /// Before the field of what is looked for.
        find_field,
        /// What the field takes.
        find_hint,
        /// What was found, to a screen reader.
        find_hits,
        /// Where nothing was found.
        find_nothing,
        /// How many more there are than are listed.
        find_more(n),
        /// Of a hit: nobody speaks of it by the knowledge that is shown.
        known_later(day),
        /// Of a hit: nobody who is heard speaks of it.
        not_heard,
        /// Of a key: looks for something.
        find_help,
        /// Above the choices of what is lit.
        filter_title,
        /// The same, in full.
        filter_hint,
        /// Where hosts are, as a choice.
        filter_zone,
        /// What hosts are, as a choice.
        filter_kind,
        /// How hosts stand, as a choice.
        filter_state,
        /// By what means steps were made, as a choice.
        filter_tactic,
        /// Who speaks, as a choice.
        filter_source,
        /// From which day on, as a choice.
        filter_from,
        /// Until which day, as a choice.
        filter_to,
        /// No choice is made.
        filter_any,
        /// What is lit, and how many hosts and steps that is.
        filtered(what, hosts, all_hosts, steps, all_steps),
        /// Of a button: all is lit again.
        clear_filter,
    }
}
