//! What sources say of one attribute, and why one of them is shown.

use super::texts;

texts! {
    /// What sources say of one attribute, and why one of them is shown.
    Claims {
        /// What a claim is about.
        about_time_of,
        /// What a claim is about.
        about_state,
        /// What a claim is about.
        about_place,
        /// What a claim is about.
        about_name,
        /// What a claim is about.
        about_identity,
        /// What a claim is about.
        about_number,
        /// What a claim is about.
        about_answer,
        /// What is asked of a host, as a heading.
        head_compromised,
        /// What is asked of a host, as a heading.
        head_contained,
        /// What is asked of a host, as a heading.
        head_disrupted,
        /// What is asked of a host, as a heading.
        head_restored,
        /// What is asked of a host, as a heading.
        head_not_examined,
        /// What is asked of a host, as a heading.
        head_clean,
        /// What is asked of a host, as a heading.
        question_state,
        /// What is asked of a step, as a heading.
        question_when,
        /// What is asked of a host, as a heading.
        head_where,
        /// What is asked of a host, as a heading.
        head_called,
        /// What is asked of a host, as a heading.
        head_same,
        /// What is asked of a count, as a heading.
        head_how_many,
        /// What is asked of a fact, as a heading.
        head_answer,
        /// What is asked of a host, after its name.
        ask_compromised,
        /// What is asked of a host, after its name.
        ask_contained,
        /// What is asked of a host, after its name.
        ask_disrupted,
        /// What is asked of a host, after its name.
        ask_restored,
        /// What is asked of a host, after its name.
        ask_not_examined,
        /// What is asked of a host, after its name.
        ask_clean,
        /// What is asked of a host, after its name.
        ask_state,
        /// What is asked of a step, after its name.
        ask_when,
        /// What is asked of a host, after its name.
        ask_where,
        /// What is asked of a host, after its name.
        ask_called,
        /// What is asked of a host, after its name.
        ask_same,
        /// What is asked of a count, after its name.
        ask_how_many,
        /// A step or event that is said not to have happened.
        denied,
        /// A position that says what the name of the fact says.
        as_labeled,
        /// A position that leaves a question open.
        left_open,
        /// A position that denies something.
        not_so(what),
        /// Why a position is shown.
        shown_preferred,
        /// Why a position is shown.
        shown_affirmed,
        /// Why a position is shown.
        shown_victim,
        /// Why a position is shown.
        shown_authority,
        /// Why a position is shown.
        shown_press,
        /// Why a position is shown.
        shown_analyst,
        /// Why a position is shown.
        shown_not_editor,
        /// Why a position is shown.
        shown_latest,
        /// Why a position is shown.
        shown_first_listed,
        /// How likely the file's author holds it, in words of the author's own.
        likelihood(words),
        /// How far the file's author relies on a source, in words of the author's own.
        reliability(words),
        /// What became of a question.
        open_since(day, who),
        /// What became of a question that nobody dates.
        open_by(who),
        /// What became of a question.
        answered(answer, who),
        /// An answer that is not stated as a fact.
        answer_hedged(answer, hedge),
        /// What a source is to the incident.
        source_victim,
        /// What a source is to the incident.
        source_authority,
        /// What a source is to the incident.
        source_press,
        /// What a source is to the incident.
        source_analyst,
        /// What a source is to the incident.
        source_anonymous,
        /// What a source is to the incident.
        source_editor,
        /// Whoever did it, or claims so.
        source_intruder,
    }
}
