//! Headings and glossary of what is printed or written down.

use super::texts;

texts! {
    /// Headings and glossary of what is printed or written down.
    Papers {
        /// Above who is affected.
        paper_counts,
        /// Above the spans between milestones.
        paper_clocks,
        /// Above the rules that set deadlines.
        paper_deadlines,
        /// Above what holds of the incident as a whole.
        paper_facts,
        /// Above pivots and events.
        paper_steps,
        /// Head of a column of steps.
        paper_what,
        /// Head of a column of steps.
        paper_when,
        /// Head of a column of steps.
        paper_on_day,
        /// Above who says so.
        paper_sources,
        /// Above where sources disagree.
        paper_disputes,
        /// Where they do not.
        paper_no_dispute,
        /// Above questions.
        paper_unknowns,
        /// Where there are none.
        paper_no_unknown,
        /// Above the terms.
        paper_glossary,
        /// Above the list of disputes.
        paper_rule,
        /// Above the steps of an incident that is written down.
        outline_steps,
        /// Above its totals.
        outline_affected,
        /// The legend, to a screen reader.
        legend_of_map,
        /// A term.
        term_as_of,
        /// What it means.
        about_as_of,
        /// A term.
        term_known_on,
        /// What it means.
        about_known_on,
        /// A term.
        term_told_by,
        /// What it means.
        about_told_by,
        /// What the state of a host means.
        about_not_yet,
        /// What the state of a host means.
        about_unknown,
        /// What the state of a host means.
        about_not_examined,
        /// What the state of a host means.
        about_clean,
        /// What the state of a host means.
        about_compromised,
        /// What the state of a host means.
        about_contained,
        /// What the state of a host means.
        about_disrupted,
        /// What the state of a host means.
        about_restored,
        /// What the state of a host means.
        about_active,
        /// A term.
        term_possibly,
        /// What it means.
        about_possibly,
        /// What `date unknown` means.
        about_date_unknown,
        /// A term.
        term_disputed,
        /// What it means.
        about_disputed,
        /// A term.
        term_same,
        /// What it means.
        about_same,
        /// A term.
        term_possible_number,
        /// What it means.
        about_possible_number,
        /// What `by rumour` means.
        about_rumour,
        /// What `denied` means.
        about_denial,
        /// What it means that a file has no marking.
        about_unmarked,
        /// What a marking allows (FIRST, Traffic Light Protocol 2.0).
        about_red,
        /// What a marking allows.
        about_amber_strict,
        /// What a marking allows.
        about_amber,
        /// What a marking allows.
        about_green,
        /// What a marking allows.
        about_clear,
    }
}
