//! What all readers of other tools' files say: joints of sentences, titles, and what several formats share.

use super::texts;

texts! {
    /// What all readers of other tools' files say: joints of sentences, titles, and what several formats share.
    Imports {
        /// What follows: the name of a technique of which the file has the id only.
        import_named_technique(version),
        /// Two notes beside each other in one line.
        import_beside(a, b),
        /// Two sentences, the second after the first.
        import_then(a, b),
        /// Two parts of an enumeration whose parts can have commas of their own.
        import_parted(a, b),
        /// Two parts of an enumeration.
        import_listed(a, b),
        /// Words as a sentence of their own.
        import_sentence(words),
        /// A label and what it says: `Hacking: Brute force`.
        import_labelled(label, value),
        /// A label and what it says, as a sentence: `Port: 22.`
        import_noted(label, value),
        /// Words with a detail behind them: `mimikatz (tool)`.
        import_in_brackets(words, detail),
        /// A note on a step that was taken more than once.
        import_again(when),
        /// The first names of a long list, and how many there are besides.
        import_and_more(names, n),
        /// The title of an incident with its day or year: `Contoso, 2019`.
        import_title_on(title, day),
        /// The title of an incident with its first and last day or year.
        import_title_between(title, first, last),
        /// A time that has no time zone: `2020-05-07 10:00:00, zone not said`.
        import_time_without_zone(time),
        /// What a part of a file with several incidents is; in the texts that follow.
        import_incident,
        /// What a part of a file with several attack flows is; in the texts that follow.
        import_flow,
        /// Derived: which part of the file belongs to which incident or flow.
        import_several(what),
        /// Derived: what belongs to several incidents or flows.
        import_as_near(what),
        /// Left out: what belongs to no incident or flow.
        import_tied_to_none(what),
        /// Left out: relationships from one incident or flow to another.
        import_between_parts(what),
        /// Left out: JSON with the same key twice in one object.
        import_double_key,
        /// Derived: the title of the incident.
        import_file_name,
        /// A note on a source that a record refers to.
        import_reference_note,
        /// Why a source that a record refers to has a day of publication.
        import_reference_out,
        /// Why a reference has a day by which it was published.
        import_reference_read(day),
        /// Left out.
        import_file_address,
        /// Derived.
        import_same_id,
        /// Why a source that something else refers to has a day of publication.
        import_referred_out,
        /// Derived: an event at the end of a story in which only some steps have a date.
        import_publication,
        /// That event, with the title of the latest source.
        import_published(title),
        /// That event, where no source says when it was published.
        import_last_change,
        /// Carried.
        import_times,
        /// Left out.
        import_unreadable_times,
        /// Carried.
        import_references,
        /// Left out.
        import_library_pages,
        /// Left out: a field that the reader does not know.
        import_unread_field(name),
        /// Carried.
        import_links,
        /// Carried.
        import_victims,
        /// Carried.
        import_actors,
        /// Carried.
        import_motives,
        /// Left out.
        import_no_whole_counts,
        /// Derived: alike things on one card of the map.
        import_same_ties,
        /// The card of an intruder whom nobody names.
        import_intruder,
        /// The card of an intruder of whom the record says nothing.
        import_unknown_actor,
        /// The region of the map outside the victim.
        import_outside,
        /// The title of an incident whose victim is not named.
        import_unnamed_victim,
        /// The label of a list of malware.
        import_malware,
        /// The label of a list such as `12 domain names, 3 URLs`: indicators of compromise.
        import_indicators,
        /// A note: how sure the author is.
        import_confidence(n),
        /// The label of a note of the author with a heading.
        import_note(name),
        /// An event: something was seen for the first time.
        import_first_seen(name),
        /// An event: something was seen.
        import_seen(name),
        /// How many of a kind: `12 domain names`.
        import_n_of(n, what),
        /// A note on a log: how many events it holds.
        import_n_events(n),
        /// When something that happened several times was first and last.
        import_first_and_last(first, last),
    }
}
