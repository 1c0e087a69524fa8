//! What the sheet says, on which an incident is written.

use super::texts;

texts! {
    /// What the sheet says, on which an incident is written.
    Sheet {
        /// A list of the sheet: the incident as a whole.
        list_about,
        /// A list of the sheet.
        list_hosts,
        /// A list of the sheet: steps of the intruder.
        list_steps,
        /// A list of the sheet: what became of hosts.
        list_states,
        /// A list of the sheet.
        list_events,
        /// A list of the sheet: how many are affected.
        list_counts,
        /// A list of the sheet.
        list_sources,
        /// A list of the sheet: where hosts are.
        list_zones,
        /// A list of the sheet.
        list_facts,
        /// A list of the sheet: what is left open.
        list_questions,
        /// A list of the sheet: the steps of the presentation.
        list_story,
        /// In place of a list of the sheet: quotes, held to their documents.
        list_quotes,
        /// A column: the id of a part.
        sheet_id,
        /// A column: what a part is called.
        sheet_label,
        /// A column: a word or two on an arrow.
        sheet_word,
        /// A column.
        sheet_note,
        /// A column.
        sheet_when,
        /// A column: how sure a source is.
        sheet_hedge,
        /// A column.
        sheet_source,
        /// A column: who speaks where no source is named.
        sheet_default_source,
        /// A column: the sources through which a claim came.
        sheet_via,
        /// A column: the words of the source.
        sheet_quote,
        /// A column: where these words stand.
        sheet_at,
        /// A column: what came before.
        sheet_after,
        /// A column: TLP.
        sheet_marking,
        /// A column: what is said.
        sheet_value,
        /// A column.
        sheet_title,
        /// A column.
        sheet_summary,
        /// A column: whose breach it is.
        sheet_victim,
        /// A column: who did it.
        sheet_actor,
        /// A column.
        sheet_language,
        /// A column: whose law.
        sheet_jurisdictions,
        /// A column: under which law an authority was told.
        sheet_jurisdiction,
        /// A column: how reliable a source is, in the words of whoever writes.
        sheet_reliability,
        /// A column: how likely a claim is, in the words of whoever writes.
        sheet_likelihood,
        /// A column.
        sheet_kind,
        /// A column: the victim's, the intruder's or somebody else's.
        sheet_role,
        /// A column.
        sheet_zone,
        /// A column: the host a step starts from.
        sheet_from,
        /// A column: the host a step reaches.
        sheet_to,
        /// A column.
        sheet_technique,
        /// A column.
        sheet_host,
        /// A column: several hosts.
        sheet_hosts,
        /// A column: what became of a host.
        sheet_state,
        /// A column: how many.
        sheet_amount,
        /// A column: of what.
        sheet_unit,
        /// A column: the counts that this one replaces.
        sheet_supersedes,
        /// A column.
        sheet_publisher,
        /// A column: the day of publication.
        sheet_published,
        /// A column.
        sheet_url,
        /// A column: the zone around a zone.
        sheet_within,
        /// A column: whether a question is answered.
        sheet_answer,
        /// A column: the day that a slide shows.
        sheet_as_of,
        /// A column: the reports that count on a slide.
        sheet_known_on,
        /// A column: who is heard on a slide.
        sheet_told_by,
        /// A column: what stands out on a slide.
        sheet_select,
        /// A column: what is said on a slide.
        sheet_words,
        /// A column: what only the speaker sees.
        sheet_notes,
        /// A role of hosts.
        role_inside,
        /// A role of hosts.
        role_intruder,
        /// A role of hosts.
        role_outside,
        /// What became of a host.
        change_compromised,
        /// What became of a host.
        change_contained,
        /// What became of a host.
        change_disrupted,
        /// What became of a host.
        change_restored,
        /// What became of a host.
        change_not_examined,
        /// What became of a host.
        change_clean,
        /// A kind of event.
        event_compromise,
        /// A kind of event.
        event_detection,
        /// A kind of event.
        event_leak_judged,
        /// A kind of event.
        event_exfiltration,
        /// A kind of event.
        event_containment,
        /// A kind of event.
        event_authority_told,
        /// A kind of event.
        event_judged_material,
        /// A kind of event.
        event_public_notice,
        /// A kind of event.
        event_customers_told,
        /// A kind of event.
        event_investigation,
        /// A kind of event.
        event_remediation,
        /// A kind of event.
        event_other,
        /// Of a question.
        question_open,
        /// Of a question.
        question_answered,
        /// Of a cell: it cannot be empty.
        cell_needed,
        /// Of a cell: a date that can be two days.
        cell_either(first, second),
        /// Of a cell: no such day.
        cell_no_such_day(typed),
        /// Of a cell: no date.
        cell_no_date(typed),
        /// Of a cell: no amount.
        cell_no_amount(typed),
        /// Of a cell: no such word of a list.
        cell_no_word(typed),
        /// Of a cell: words that several techniques begin with.
        cell_several_techniques(one, other),
        /// Of a cell: no technique is called so.
        cell_no_technique(typed),
        /// Of a cell: nothing has this id or name.
        cell_no_part(typed),
        /// Of a cell: this id is taken.
        cell_id_taken(typed),
        /// Of a cell: this is no id.
        cell_no_id(typed),
        /// The source of what somebody writes without any.
        own_notes,
        /// The name of the sheet.
        sheet_name,
        /// A button: shows a part on the map.
        sheet_show,
        /// A button: a row that is not there yet.
        sheet_add_claim,
        /// A button: takes a row out.
        sheet_remove,
        /// A button: takes a claim out.
        sheet_remove_claim,
        /// A button.
        sheet_undo,
        /// A button.
        sheet_redo,
        /// A button.
        sheet_save,
        /// A button: leaves the sheet.
        sheet_done,
        /// The row in which a new part is written.
        sheet_new_row,
        /// Of the document: it was not saved since it was changed.
        sheet_unsaved,
        /// Of the document: it is as it was saved.
        sheet_saved,
        /// A cell, as it is named for those who hear it.
        sheet_cell(column, row),
        /// The title of a new incident.
        sheet_untitled,
        /// The intruder of a new incident.
        sheet_intruder,
        /// What the file of a new incident is called.
        sheet_file,
        /// A button: the view as it is becomes a step of the story.
        sheet_keep_view,
        /// Of the keys of the sheet.
        sheet_keys,
    }
}
