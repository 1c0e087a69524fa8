//! What is said of drawing on the map, and of what goes with what is taken out.

use super::texts;

texts! {
    /// What is said of drawing on the map, and of what goes with what is taken out.
    OnMap {
        /// What a host is called until it has a name.
        new_host,
        /// A host was drawn.
        host_added,
        /// A step was drawn that has no end yet.
        step_begun(from),
        /// A step was drawn.
        step_drawn(from, to),
        /// Something was taken out.
        was_removed(what),
        /// Something was taken out, and other things with it.
        was_removed_with(what, rest),
        /// One after the other.
        comma_between(a, b),
        /// How many hosts go with something.
        n_hosts_go(n),
        /// How many steps.
        n_steps_go(n),
        /// How many events.
        n_events_go(n),
        /// How many numbers.
        n_numbers_go(n),
        /// At how many other places of the file something goes.
        n_places_go(n),
        /// A source that is not taken out: so many parts have no other.
        source_is_needed(source, n),
        /// The rows of a table were added: so much.
        table_added(table, what),
        /// A table with nothing that is not there yet.
        table_has_nothing_new(table),
        /// A button: the columns of the table that was added.
        correct_columns,
        /// What rows are called that were pasted.
        pasted_rows,
        /// Words of headers, between semicolons: cells that begin with some of them are a table.
        header_words,
        /// The question before something else is opened.
        leave_unsaved(title),
        /// What is asked.
        leave_unsaved_text,
        /// A button: saves, and goes on.
        save_and_leave,
        /// A button: goes on without saving.
        leave_without,
        /// A button: nothing else is opened.
        stay_here,
        /// How many cells are marked, in rows and columns.
        cells_marked(rows, columns),
        /// What one can do on the map.
        map_acts,
        /// A button: a host.
        draw_host,
        /// A button: a step from what is chosen.
        draw_step,
        /// A button: what is chosen gets another name.
        rename_chosen,
        /// A button: what is chosen is taken out.
        remove_chosen,
        /// The field for the name of a card.
        name_of_card(host),
        /// Keys: a step.
        draw_step_help,
        /// Keys: a host.
        draw_host_help,
        /// Keys: another name.
        rename_help,
        /// Keys: takes out.
        remove_help,
        /// What is done with the mouse, for drawing a step.
        key_drag,
        /// What is done with the mouse, for drawing a host.
        key_ground,
    }
}
