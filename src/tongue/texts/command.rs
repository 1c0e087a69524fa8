//! What the command says: results, errors and what to do about them. Its help is English.

use super::texts;

texts! {
    /// What the command says: results, errors and what to do about them. Its help is English.
    Command {
        /// What went wrong with the question.
        command_error(problem),
        /// What went wrong with a file.
        command_error_in(file, problem),
        /// What went wrong, and what to do about it.
        command_advised(failed, hint),
        /// A file of which nothing can be read.
        command_refused(file, code, problem, hint),
        /// The same, with the place in the text.
        command_refused_at(file, code, line, column, problem, hint),
        /// The system does not give out a file.
        command_cannot_read(why),
        /// The system does not take a file.
        command_cannot_write(why),
        /// A file would be replaced, and nobody allowed it.
        command_is_there,
        /// What to do about it.
        hint_is_there,
        /// The output is also an input.
        command_is_input,
        /// What to do about it.
        hint_is_input,
        /// A file of an older sequence of figures was removed.
        command_removed(file),
        /// The system does not make a folder.
        command_cannot_make(why),
        /// One incident was expected.
        command_holds_several(n),
        /// What to do about it.
        hint_holds_several,
        /// An incident that the file does not have.
        command_no_incident(id),
        /// Incidents of a briefing need ids of their own.
        command_same_id(id),
        /// The file that was named as the app.
        command_no_app_in,
        /// A folder that should be a built site is none.
        command_no_program(script),
        /// What to do about it.
        hint_no_app_in,
        /// The app was not named, and not found.
        command_no_app(app),
        /// What to do about it.
        hint_no_app(app),
        /// Tables were asked for without a place.
        command_needs_folder,
        /// What to do about it.
        hint_needs_folder,
        /// A record of VERIS cannot do without a year.
        veris_no_year,
        /// What to do about it.
        hint_veris_no_year,
        /// In the notes of a record of VERIS: nobody tells the year that stands in it.
        veris_begun_by(year),
        /// A lens names a source that the incident does not have.
        command_no_source(id, known),
        /// A preference that decides nothing.
        command_no_effect(preference, source, attribute, part),
        /// The name of a figure says its format.
        command_no_figure(file),
        /// A deck shows the days of its steps.
        command_deck_of_steps(option),
        /// A unit that no source counts in.
        command_no_unit(unit, known),
        /// A picture without words would say nothing.
        command_no_font,
        /// What the painter says.
        command_not_drawn(why),
        /// A picture that no memory holds.
        command_too_many_pixels(width, height),
        /// What the packer says.
        command_not_packed(why),
        /// What is in a file.
        command_holds(hosts, pivots, events, counts, sources),
        /// What is in a file, and how many findings there are.
        command_checked(file, holds, errors, warnings),
        /// Something that is said of a file.
        command_about(file, said),
        /// A picture lacks parts of the file.
        command_left_out(file, n),
        /// A briefing was written.
        command_bundled(file, n, kilobytes, marking),
        /// What was made of incidents: a folder of pages.
        command_site(folder, n, files),
        /// Nothing in it has a marking.
        command_not_marked,
        /// What was written.
        command_converted(n, file),
        /// A file would be written otherwise.
        command_other_form(file),
        /// A first file was written, and what to do with it.
        command_new(file),
        /// An index of nothing.
        command_none_to_index,
        /// Above the hosts.
        snapshot_hosts,
        /// Above the steps.
        snapshot_story,
        /// Above the totals.
        snapshot_counts,
        /// Above the times from one milestone to another.
        snapshot_clocks,
        /// Above the deadlines, with the note that they are no legal advice.
        snapshot_deadlines(note),
        /// Above what sources disagree on.
        snapshot_disputed,
        /// After a value on which sources disagree.
        snapshot_and_disputed,
        /// After the one of several values that is shown.
        snapshot_and_shown,
    }
}
