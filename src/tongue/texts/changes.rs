//! What is said of the difference of two snapshots.

use super::texts;

texts! {
    /// What is said of the difference of two snapshots.
    Changes {
        /// Something that only the later of two snapshots has.
        line_added(what),
        /// Something that only the earlier one has.
        line_withdrawn(what),
        /// How much changed.
        tally(added, changed, withdrawn),
        /// Two snapshots that are alike.
        nothing_changed,
        /// Two snapshots that say the same by other sources.
        nothing_but_tellers,
        /// One part that is the same but for its sources.
        retold_one,
        /// Several such parts.
        retold(n),
        /// The title of a comparison.
        changes_of(title, from, to),
        /// What a figure is compared with.
        changes_in_figure(from, to, tally),
        /// A total that is the same, of other entries.
        made_up_differently(what),
        /// Where a host is, if nobody says.
        place_unsaid,
        /// Something that had a date.
        dated_by_order(what),
        /// Something that had no date.
        dated_by_source(what),
        /// Sources disagree now.
        now_disputed,
        /// Sources do not disagree any more.
        no_longer_disputed,
    }
}
