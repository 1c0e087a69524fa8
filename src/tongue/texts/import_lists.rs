//! What the readers of lists of breaches say: Have I Been Pwned and the `SecurityBreach` list.

use super::texts;

texts! {
    /// What the readers of lists of breaches say: Have I Been Pwned and the `SecurityBreach` list.
    ImportLists {
        /// Left out.
        hibp_no_breach,
        /// Left out.
        hibp_no_date,
        /// Derived: why a day is only approximate.
        hibp_guide_to_day,
        /// Derived: why the first of a month is read as the month.
        hibp_guide_to_month,
        /// The title of the source: a breach of the list, by its name there.
        hibp_breach_named(name),
        /// Carried.
        hibp_kinds_of_data,
        /// The label of a fact: flags of the list such as `IsSpamList`.
        hibp_marks,
        /// Carried.
        hibp_marks_carried,
        /// The label of a description.
        hibp_description,
        /// Carried.
        hibp_descriptions,
        /// Left out.
        hibp_ends,
        /// Derived: the site stands on the map, and no step leads to it.
        hibp_site,
        /// Derived.
        hibp_of_machines,
        /// A host: where malware took passwords from.
        hibp_machines,
        /// Carried.
        hibp_added_event,
        /// The label of a count.
        hibp_accounts,
        /// Carried.
        hibp_counts,
        /// Derived.
        hibp_fabricated,
        /// Derived.
        hibp_spam,
        /// Derived.
        hibp_unverified,
        /// An event.
        hibp_breach,
        /// A note on the day of an entry in the list.
        hibp_before,
        /// An event.
        hibp_added,
        /// Left out.
        breach_list_no_record,
        /// Left out: words that stand in each new record of the list.
        breach_list_template,
        /// Carried.
        breach_list_months,
        /// Left out.
        breach_list_no_year,
        /// Carried.
        breach_list_links,
        /// Carried.
        breach_list_way_in,
        /// The label of a summary.
        breach_list_summary,
        /// Carried: summaries end in the middle.
        breach_list_cut,
        /// Carried.
        breach_list_summaries,
        /// The label of a sum of money.
        breach_list_cost,
        /// Carried.
        breach_list_costs,
        /// Left out.
        breach_list_no_cost,
        /// A note on the time of the breach.
        breach_list_month_note,
        /// Left out.
        breach_list_no_count,
        /// The label of a count.
        breach_list_users,
        /// Carried.
        breach_list_counts,
        /// The authority of the United States for breaches of health data.
        register_hhs,
        /// An authority.
        register_california,
        /// An authority.
        register_washington,
        /// A count.
        register_people,
        /// A count: only those who live in the state of the register.
        register_residents,
        /// An event.
        register_told(authority),
        /// An event.
        register_breach,
        /// An event.
        register_ended,
        /// An event.
        register_noticed,
        /// Why a source is dated so.
        register_out,
        /// Carried.
        register_told_days,
        /// Carried.
        register_days,
        /// Left out.
        register_no_day,
        /// Left out.
        register_nobody,
        /// Carried.
        register_facts,
        /// Carried.
        register_counts,
        /// Derived.
        register_step,
        /// Derived.
        register_places,
        /// A title.
        claims_title(victim, group),
        /// A source.
        claims_tracker,
        /// The label of a step.
        claims_step,
        /// A note.
        claims_note,
        /// An event.
        claims_posted(group),
        /// An event.
        claims_seen,
        /// The label of a fact.
        claims_words(group),
        /// Left out.
        claims_none,
        /// Derived.
        claims_rumoured,
        /// Derived.
        claims_days,
        /// Left out.
        claims_sites,
    }
}
