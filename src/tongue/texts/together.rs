//! What the command says of two files about one incident: what differs, and what became of both in one.

use super::texts;

texts! {
    /// What the command says of two files about one incident: what differs, and what became of both in one.
    Together {
        /// A part that only the second file has.
        part_added(place, what),
        /// A part that only the first file has.
        part_removed(place, what),
        /// A claim that only the second file has.
        claim_added(place, claim),
        /// A claim that only the first file has.
        claim_removed(place, claim),
        /// A claim that both have differently: what it says, and the fields that differ.
        claim_changed(place, claim, fields),
        /// A field of a part that both have differently.
        field_changed(place, before, after),
        /// A field of a claim that both have differently.
        field_from_to(field, before, after),
        /// The same things in another order.
        order_changed(place),
        /// Two files that are alike.
        files_alike,
        /// How much differs.
        files_differ(n),
        /// What both sides have differently.
        conflict_differ(place, ours, theirs),
        /// One side took it out, and the other one changed it.
        conflict_removed(place),
        /// One side took it out, and the other one names it.
        conflict_named(place),
        /// Each side is right, and both together are not.
        conflict_together(place, said),
        /// How many things somebody has to decide.
        conflicts(n),
        /// What to do about them.
        hint_conflicts,
        /// Two files were put together.
        merged(file),
    }
}
