//! What the interface says of handing an incident on.

use super::texts;

texts! {
    /// What the interface says of handing an incident on.
    Giving {
        /// Opens the dialog.
        export_button,
        /// The dialog.
        export_title,
        /// Before the choice of a kind.
        export_what,
        /// The heading of the links.
        share_link,
        /// Copies an address.
        link_view,
        /// Copies an address.
        link_incident,
        /// Copies HTML.
        link_frame,
        /// Copies HTML.
        link_element,
        /// Below the links, where the reader opened a file.
        own_file_note,
        /// Before the choice of a level.
        export_level,
        /// No level.
        as_it_is_marked,
        /// Before the choice of a theme.
        export_colors,
        /// The theme of the screen.
        as_on_screen,
        /// Before the choice of what a figure shows.
        export_picture,
        /// Before the choice of a shape.
        export_shape,
        /// As tall as what it shows.
        shape_as_drawn,
        /// A slide of 16 to 9.
        shape_wide,
        /// A slide of 4 to 3.
        shape_classic,
        /// A page of A4 across.
        shape_a4,
        /// Slides of 16 to 9.
        slides_wide,
        /// Slides of 4 to 3.
        slides_classic,
        /// Slides of the shape of A4 across.
        slides_a4,
        /// Before the choice of a size.
        export_size,
        /// A size of a PNG.
        size_1,
        /// A size of a PNG.
        size_2,
        /// A size of a PNG.
        size_4,
        /// Puts it into the clipboard.
        copy,
        /// Prints.
        print_handout,
        /// Before the choice of a table.
        export_table,
        /// All tables.
        all_tables,
        /// Gives hosts and people neutral names.
        redact,
        /// What redaction cannot do.
        redact_note,
        /// Saves.
        save,
        /// Nothing is left out.
        nothing_left_out,
        /// Over the incidents of a briefing.
        incidents_in_it,
        /// A briefing must hold something.
        choose_an_incident,
        /// What holds of a briefing with incidents that are not open.
        several_note,
        /// Before the name of the file.
        export_file,
        /// How it will be marked: with a level.
        it_is_marked(marking),
        /// How it will be marked: not at all.
        it_is(what),
        /// The file does not say how far it may be shared.
        not_marked,
        /// What a figure shows.
        content_map,
        /// What a figure shows.
        content_chart,
        /// What a figure shows.
        content_both,
        /// The same: time as lanes, one for each host.
        content_lanes,
        /// A theme.
        theme_light,
        /// A theme.
        theme_dark,
        /// A theme.
        theme_paper,
        /// What came of copying.
        not_copied_save,
    }
}
