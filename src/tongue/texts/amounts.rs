//! What is said of numbers: amounts, totals, why they are what they are, and how they were reported.

use super::texts;

texts! {
    /// What is said of numbers: amounts, totals, why they are what they are, and how they were reported.
    Amounts {
        /// This number or more.
        at_least(amount),
        /// Above this number.
        more_than(amount),
        /// This number or fewer.
        up_to(amount),
        /// Near this number.
        about(amount),
        /// From one number to another.
        from_to(low, high),
        /// A total that has no upper bound.
        or_more(amount),
        /// A number that is not said.
        undisclosed,
        /// Stands for a number that is not said, before its unit.
        undisclosed_number,
        /// So many of a unit that nobody says how many.
        undisclosed_of(unit),
        /// An amount with its unit.
        counted(amount, unit),
        /// A unit that we do not know, beside its number, as the file has it.
        unit_as_told(unit),
        /// A unit of one kind: `records (payment)`.
        unit_of_kind(unit, kind),
        /// A number of an earlier day that was counted later.
        counted_on(when),
        /// A number of which nobody knows when it was counted.
        counted_sometime,
        /// An amount of which the source is not sure.
        possibly_so(amount),
        /// An amount that the source only heard.
        rumoured_so(amount),
        /// An amount that is denied.
        denied_so(amount),
        /// Beside the large number, in few words: it is a range because nobody says how many are counted twice.
        overlap_unknown,
        /// Stands for the large number where nobody gives any.
        no_count_given,
        /// Stands for the large number where those that are told speak of other days.
        no_count_yet,
        /// Why a total is what it is.
        why_total(total, reasons),
        /// Between two reasons.
        why_next,
        /// An entry of the ledger.
        named_amount(amount, label),
        /// The only entry.
        why_only,
        /// The only entry is `at least` or `more than`.
        why_no_upper,
        /// The only entry is `up to`.
        why_upper_only,
        /// The only entry is `about`.
        why_round,
        /// The only entry is a range.
        why_range,
        /// The only entry is undisclosed.
        why_hidden,
        /// Several entries, of which each is apart from each.
        why_sum(n),
        /// Two entries that share nothing.
        why_apart(a, b),
        /// Two entries that share some.
        why_share(a, b, n),
        /// Two entries with an overlap that is not disclosed.
        why_overlap_hidden(a, b),
        /// Several such pairs.
        why_overlaps_hidden(n, entries),
        /// Two entries of whose overlap nobody speaks.
        why_overlap_unsaid(a, b),
        /// Several entries of whose overlap nobody speaks.
        why_overlaps_unsaid(n),
        /// Several entries of which some overlaps are told, and not others.
        why_others_unsaid(n),
        /// What follows of unknown overlaps.
        why_largest,
        /// What follows of unknown overlaps, if every entry has an upper bound.
        why_largest_to_sum,
        /// An entry without an upper bound among several.
        why_entry_open(entry),
        /// Sources disagree on an entry.
        why_disputed,
        /// Above the chart of a unit.
        reported_affected(unit),
        /// Above the chart, after a choice of units.
        chosen_reported,
        /// Above a chart without a number.
        no_report,
        /// Beside a number that came after the last day shown.
        report_later(number),
        /// In place of a number that does not count any more.
        no_longer_counted,
        /// The same, as a sentence.
        nothing_counted,
        /// A number that was revised upwards.
        up_from(said, before),
        /// A number that was revised downwards.
        down_from(said, before),
        /// A number that does not count any more.
        said_before(said, before),
        /// In the key of the chart: a solid line.
        key_stated,
        /// In the key of the chart: a dashed line.
        key_possible,
        /// In the key of the chart: a dotted line.
        key_rumoured,
        /// In the key of the chart: an area with hatches.
        key_range,
        /// The number of the day, which was counted later.
        key_counted,
        /// In the key of the chart.
        key_events,
        /// In the key of the chart.
        key_undated,
        /// In the key of the chart.
        key_publications,
    }
}
