//! Why something cannot be opened, fetched, drawn or handed on, and what to do about it.

use super::texts;

texts! {
    /// Why something cannot be opened, fetched, drawn or handed on, and what to do about it.
    Failures {
        /// A file that is not an incident.
        cannot_read(name),
        /// A file that did not come.
        cannot_open(address),
        /// A telling by a source that the incident does not have.
        no_such_source,
        /// What is shown instead.
        unknown_source_none(id),
        /// What is shown instead.
        unknown_source_some(id),
        /// What to do about it.
        unknown_source_hint,
        /// The server has no such file.
        file_not_found,
        /// What to do about it.
        file_not_found_hint,
        /// The server refuses.
        bad_status(status),
        /// What to do about it.
        bad_status_hint,
        /// The server is out of reach.
        no_network,
        /// What to do about it.
        no_network_hint,
        /// An address on another server.
        foreign_address,
        /// What to do about it.
        foreign_address_hint,
        /// What was to be the index of a gallery is none.
        no_gallery,
        /// What to do about it, for whoever runs the page.
        no_gallery_hint,
        /// An index of a version that is not known.
        other_index,
        /// What to do about it.
        other_index_hint,
        /// A file of an index holds something else than the index says.
        damaged_piece,
        /// What to do about it.
        damaged_piece_hint,
        /// A file that the browser does not give out.
        unreadable_file,
        /// What to do about it.
        unreadable_file_hint,
        /// What the method `load` takes.
        load_hint,
        /// What the method `seek` was given instead of a day.
        no_day(text),
        /// How many errors a file has.
        n_errors(n),
        /// How many warnings a file has.
        n_warnings(n),
        /// A link to a file that is not here.
        named_file_needed(name),
        /// The same where the link does not say what the file is called.
        link_file_needed,
        /// Why it is not here.
        file_needed_text,
        /// What to do about it.
        file_needed_hint,
        /// Another file was opened than the one of the link.
        other_file,
        /// The same at length.
        other_file_text,
        /// A link that a newer program wrote.
        newer_link,
        /// What became of it.
        newer_link_text,
        /// What to do about it.
        newer_link_hint,
        /// The canvas holds no picture of this size.
        picture_too_large,
        /// Why.
        picture_too_large_text,
        /// What to do about it.
        picture_too_large_hint,
        /// The page's policy forbids images from memory.
        picture_blocked,
        /// Why.
        picture_blocked_text,
        /// What to do about it.
        picture_blocked_hint,
        /// A part of the program did not come.
        no_part,
        /// What that is.
        no_part_text,
        /// What to do about it.
        no_part_hint,
        /// What is printed before the part of the program is here that makes handouts.
        print_again,
        /// A part of the program is on its way.
        part_comes,
        /// The button that asks for it again.
        try_again,
        /// Why no briefing can be made, before the reason.
        no_app,
        /// What is amiss if the address of the app has something else.
        other_app,
        /// What to do about it.
        no_app_hint,
        /// Nothing may leave at this level.
        cannot_hand_on,
        /// A kind of export that there is not.
        no_export_kind(kind),
        /// A marking that there is not.
        no_level(level),
        /// An option of `exportAs` that there is not.
        no_export_option(option, known),
        /// What `exportAs` takes.
        export_kinds_hint,
        /// There is no incident to hand on.
        nothing_to_export,
        /// Why.
        no_incident_shown,
        /// What to do about it.
        open_one_first,
    }
}
