//! What helps to find the way about the page: skips, keys, the words on it, and what is wrong in a file.

use super::texts;

texts! {
    /// What helps to find the way about the page.
    Aids {
        /// Shows or hides the speaker's notes while presenting.
        notes_button,
        /// A button: the notes go into a window of their own, which the room does not see.
        notes_apart,
        /// Ends the presentation.
        leave_presentation,
        /// A button: write in the incident.
        edit_button,
        /// Of a key: write in the incident.
        edit_help,
        /// A button: an incident with nothing in it.
        new_incident,
        /// The name of the ways past what comes before.
        skip_to,
        /// Goes to the map.
        skip_to_map,
        /// Goes to the story.
        skip_to_story,
        /// Goes to the slider.
        skip_to_slider,
        /// Turns shortcuts of one key on or off.
        single_keys,
        /// Shows or hides the legend, where there is little room.
        legend_button,
        /// The heading of the glossary.
        words_title,
        /// The heading of the list of findings.
        faults_title,
        /// Below the heading of the list of findings.
        faults_note,
    }
}
