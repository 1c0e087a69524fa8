//! What stands in pictures, and what a screen reader says of their parts.

use super::texts;

texts! {
    /// What stands in pictures, and what a screen reader says of their parts.
    Drawn {
        /// On a card or an arrow, in a comparison: only the later day has it.
        drawn_added,
        /// The same: both days have it, and not alike.
        drawn_changed,
        /// The same: only the earlier day has it.
        drawn_withdrawn,
        /// In the legend of a comparison: all else.
        drawn_unchanged,
        /// On a card: a host that was examined, and no trace was found.
        card_clean,
        /// A card, to a screen reader: first what it shows, in the same words, so that it can be called by them.
        card_spoken(name, details),
        /// The number of sources between which a host is disputed, to a screen reader.
        card_disputed(n),
        /// Other hosts that may be the same, to a screen reader.
        card_same(names),
        /// An arrow, to a screen reader: whether it has happened, and when.
        arrow_spoken(way, phase, when),
        /// The same where sources disagree.
        arrow_disputed(way, phase, when),
        /// So many hosts of one kind, which share a card.
        group_server(n),
        /// So many hosts of one kind, which share a card.
        group_cloud(n),
        /// So many hosts of one kind, which share a card.
        group_directory(n),
        /// So many hosts of one kind, which share a card.
        group_database(n),
        /// So many hosts of one kind, which share a card.
        group_storage(n),
        /// So many hosts of one kind, which share a card.
        group_endpoint(n),
        /// So many hosts of one kind, which share a card.
        group_service(n),
        /// So many hosts of one kind, which share a card.
        group_network_device(n),
        /// So many hosts of one kind, which share a card.
        group_site(n),
        /// So many hosts of one kind, which share a card.
        group_website(n),
        /// So many hosts of one kind, which share a card.
        group_party(n),
        /// So many hosts of one kind, which share a card.
        group_step(n),
        /// So many hosts of several kinds, which share a card.
        group_mixed(n),
        /// So many hosts that were left over, and share a card.
        group_rest(n),
        /// So many hosts that share a card, and where they are.
        group_in(name, zone),
        /// How many hosts of a group, where the mark beside it says how they stand; what follows in `group_part` comes after it.
        group_share(n, all),
        /// On a card of several: so many of all stand so.
        group_part(share, state),
        /// Of a card of several, to a screen reader: what it does.
        group_opens,
        /// Under a figure: what shares a card.
        figure_folded(all),
        /// Above the lanes: how long the intruder was in before anybody noticed.
        lanes_unnoticed(days),
        /// After that: how long it was noticed, and nothing was public.
        lanes_unpublished(days),
        /// After that: the day of the first publication.
        lanes_first_publication(day),
        /// In a strip along the days, where nobody had noticed.
        lanes_unnoticed_short,
        /// The same: noticed, and nothing was public.
        lanes_not_public,
        /// The same: from the first publication on.
        lanes_public,
        /// Beside the triangles of publications.
        lanes_publications,
        /// The lane of events that concern no single host.
        lanes_rest,
        /// Below the steps of a lane: so many more find no room.
        lanes_more(n),
        /// Below all lanes: so many more hosts, or groups of them, have none.
        lanes_left(n),
        /// What the looks of the lanes mean.
        lanes_key,
        /// What the lines to publications mean.
        lanes_key_told,
        /// Of a step or event: the day by which the first source told of it.
        first_told(day),
        /// The same, and how many days after it happened.
        told_after(day, days),
        /// The same, where that was before it happened.
        told_before(day),
        /// The same, where no source that tells it has a date.
        never_dated,
        /// In a gap of the axis: so much time is left out.
        gap_years(n),
        /// The same.
        gap_months(n),
    }
}
