//! What the reader of tables of one's own says.

use super::texts;

texts! {
    /// What the reader of tables of one's own says.
    ImportTable {
        /// Carried: what stands in tables of ours.
        table_ours,
        /// Left out.
        table_not_ours,
        /// Left out.
        table_about_rest,
        /// Left out.
        table_dangling,
        /// Derived.
        table_sources_by_name,
        /// Derived.
        table_by_name,
        /// Derived, and why a claim has this moment.
        table_shown_days,
        /// The title of an incident.
        table_title,
        /// The publisher.
        table_itself,
        /// Left out: somebody chose a column that is not there.
        table_no_column,
        /// Left out.
        table_many_columns,
        /// Carried.
        table_noted_columns,
        /// Derived.
        table_zone,
        /// Derived.
        table_gathered,
        /// Left out.
        table_no_time,
        /// Derived.
        table_derived_times,
        /// Left out.
        table_no_content,
        /// A note: how many rows.
        table_n_rows(n),
        /// Carried.
        table_steps,
        /// Carried.
        table_events,
        /// A note: a time of day that cannot be read.
        table_clock(clock),
        /// A note: a date of which nobody knows which number is the day.
        table_written(cell),
        /// Derived: a range of days, and how to choose.
        table_open_dates,
        /// Derived.
        table_joined_clocks,
        /// Carried.
        table_above,
        /// Left out.
        table_beyond,
        /// Derived.
        table_split,
        /// Derived.
        table_spellings,
        /// Derived.
        table_perhaps_same,
        /// Derived.
        table_two_ways,
        /// Derived.
        table_hedges,
        /// Carried.
        table_marked,
        /// Derived.
        table_unread_marking,
        /// Derived: clocks went forward or back in the zone of the table.
        table_changing_clocks,
        /// A note: a time of day that came twice or never on that day in a zone.
        table_changing_clock(time, zone),
        /// Derived.
        table_row_zones,
        /// Left out.
        table_no_zone,
        /// Carried.
        table_networks,
        /// Carried.
        table_states,
        /// Derived.
        table_later_states,
        /// Why a state has this moment.
        table_state_inferred,
        /// Carried.
        table_counts,
        /// Left out, and kept as a note.
        table_no_count,
        /// What a count is called of which nothing else is told.
        table_counted,
        /// Carried: the words of columns that are read, where they say more than was read.
        table_noted_words,
        /// Left out.
        table_gathered_rest,
        /// Left out: cells of a column of our own tables.
        table_other_words(field),
    }
}
