//! What the interface says: controls, views, headings, explanations.

use super::texts;

texts! {
    /// What the interface says: controls, views, headings, explanations.
    Page {
        /// A control with the key that does the same, for a tooltip: `Play (Space)`.
        with_key(label, key),
        /// Play the story.
        play,
        /// Stop playing.
        pause,
        /// To the next day on which something can change.
        step_forward,
        /// To the previous such day.
        step_back,
        /// Make the map larger.
        zoom_in,
        /// Make the map smaller.
        zoom_out,
        /// Show the whole map.
        fit_map,
        /// The same, on its button.
        fit,
        /// The map, to a screen reader.
        map_help,
        /// The buttons at the end of the toolbar, to a screen reader: open a file, theme, keys.
        tools,
        /// Of a button: every host gets a card of its own.
        open_cards,
        /// The same, in a word.
        open_cards_short,
        /// Of a button: hosts that need not be seen apart share a card.
        fold_cards,
        /// The same, in a word.
        fold_cards_short,
        /// Of a button: the hosts of this group get a card each; this one has one already.
        open_group(n),
        /// Of a button: the hosts of this group share a card again.
        close_group(n),
        /// The chart, to a screen reader.
        chart_help,
        /// The slider, to a screen reader.
        day_shown_slider,
        /// The time bar, to a screen reader.
        time_bar,
        /// The side panel, to a screen reader.
        story_and_details,
        /// The details, to a screen reader.
        what_sources_say,
        /// The choice of what fills the middle, to a screen reader.
        view_choice,
        /// Before the date field.
        as_of_field,
        /// Before the choice of what the reader knows.
        known_on_field,
        /// Everything that was ever published.
        latest_knowledge_choice,
        /// What was published by the day that is shown.
        the_day_shown,
        /// The choice of which clocks move, to a screen reader.
        play_choice,
        /// Before the choice of a scale.
        scale_choice,
        /// The choice of a unit, to a screen reader.
        unit_choice,
        /// The reports of the chart, to a screen reader.
        reports,
        /// Read out the report before.
        previous_report,
        /// Read out the next report.
        next_report,
        /// Before the choice of a speed.
        speed_choice,
        /// The list of steps.
        story_tab,
        /// The map.
        map_tab,
        /// The button that shows time as lanes.
        lanes_tab,
        /// What a screen reader says of the lanes, and how the keyboard goes along them.
        lanes_help,
        /// Opens what the lanes show, as tables.
        lanes_table,
        /// Of a state: until when.
        head_until,
        /// Of a step: when the first source told of it.
        head_first_told,
        /// Of a step: how long after it happened that was.
        head_delay,
        /// The table.
        table_tab,
        /// Above a list or table of very many rows.
        long_list,
        /// All tellings side by side.
        tellings_tab,
        /// Above the small maps.
        tellings_note,
        /// Under the map of all sources.
        together,
        /// Where a telling has no count.
        no_count_told,
        /// When the intruder came in, by a telling: `First access: 7 May 2020`.
        first_access(when),
        /// How long the intruder was inside, by a telling.
        until_detection(days),
        /// What a telling leaves out.
        not_said,
        /// Before the sources without a small map.
        no_map,
        /// Before the sources that were not out yet.
        not_out_yet_sources,
        /// The page of all disputes.
        disputes_tab,
        /// What sources leave open.
        not_known,
        /// Shows another position than the rule does.
        show_instead,
        /// Shows what the rule shows.
        back_to_rule,
        /// Takes all preferences back.
        back_to_rule_everywhere,
        /// From a dispute to its part.
        show_on_map,
        /// Incidents to switch between.
        incident_choice,
        /// Stands in the gallery for an incident that is not of it.
        your_file,
        /// Stands there while no incident is shown.
        choose_incident,
        /// Open a file of one's own.
        open_file,
        /// Open all files of a folder.
        open_folder,
        /// What that does.
        open_folder_hint,
        /// Switch to the light theme.
        light_theme,
        /// Switch to the dark theme.
        dark_theme,
        /// The list of keys.
        keys_title,
        /// Close a dialog or a card.
        close,
        /// The totals in the panel.
        how_many,
        /// The clocks.
        how_long,
        /// What is said of the incident as a whole.
        facts_title,
        /// The table of hosts.
        hosts,
        /// The table of pivots and events.
        steps_and_events,
        /// From the totals to the ledger.
        ledger_link,
        /// Stands for a total where nothing of a unit counts on the day.
        not_counted(unit),
        /// The table of sources.
        sources_title,
        /// A host of which no source says where it is.
        place_not_said,
        /// Before whose telling is shown; it opens the list of sources.
        told_by_button,
        /// After the name of the choice of sources: every one of so many is heard.
        all_heard(n),
        /// Hear all sources again.
        all_sources,
        /// Hear one source, or one kind, and nobody else.
        only,
        /// The same, to a screen reader: `Only CSIDB`.
        only_this(name),
        /// Beside a source that was not out on the day of the reader's clock.
        not_out_yet,
        /// Above the list of sources.
        told_by_hint,
        /// A kind of source, for several.
        sources_victim,
        /// A kind of source, for several.
        sources_authority,
        /// A kind of source, for several.
        sources_press,
        /// A kind of source, for several.
        sources_analyst,
        /// A kind of source, for several.
        sources_anonymous,
        /// A kind of source, for several.
        sources_editor,
        /// Above sources that are whoever did it.
        sources_intruder,
        /// The button that presents, and the presentation to a screen reader.
        present,
        /// To the previous step of the presentation.
        previous_step,
        /// To its next step.
        next_step,
        /// The speaker's notes.
        speakers_notes,
        /// The map of a presentation, to a screen reader.
        map_image,
        /// Which step of how many: `3 / 11`.
        step_of(number, of),
        /// What changed.
        changes_tab,
        /// What changed, as a heading and to a screen reader.
        what_changed,
        /// Before the choice of the lens before.
        before,
        /// Before the choice of the lens afterwards, which is what is shown.
        after,
        /// Exchanges the two.
        swap,
        /// Puts what changed into the clipboard.
        copy_as_text,
        /// Above the text that is copied.
        as_text,
        /// Numbers, among what changed.
        numbers,
        /// A heading with how many there are below it: `Numbers (3)`.
        counted_title(title, n),
        /// Lenses to choose from: by what was known.
        by_known,
        /// Lenses to choose from: by day.
        by_day,
        /// Lenses to choose from: by who tells it.
        by_teller,
        /// A lens with nothing left out by who says it.
        told_by_everybody,
        /// It is in the clipboard.
        copied,
        /// The browser does not put it into the clipboard.
        not_copied,
        /// What became of parts, above the list of them.
        added,
        /// What became of parts, above the list of them.
        changed,
        /// What became of parts, above the list of them.
        withdrawn,
        /// A speed.
        slow,
        /// A speed.
        normal,
        /// A speed.
        fast,
        /// Only the world's clock moves.
        as_it_happened,
        /// Both clocks move together.
        as_it_was_learned,
        /// Quiet gaps are short.
        scale_compressed,
        /// Days are as far apart as they are.
        scale_true,
        /// Every step takes the same room.
        scale_steps,
        /// Above the entries of a unit.
        ledger_of(total),
        /// After the lens, where the slider stands at a step without a date.
        at_step(step),
        /// The place of a step without a date.
        after_day(step, day),
        /// Beside the title, where parts of the file are not shown.
        findings_in_file(findings),
        /// Nobody disagrees.
        no_disputes,
        /// How many disputes there are, if several.
        n_disputes(n),
        /// There is one dispute.
        one_dispute,
        /// How many sources take part.
        n_sources(n),
        /// What a dispute moves, as a heading.
        moves_headline,
        /// What a dispute moves, as a heading.
        moves_clock,
        /// What a dispute moves, as a heading.
        moves_course,
        /// What a dispute is about, as a heading.
        moves_place,
        /// What a dispute is about, as a heading.
        moves_fact,
        /// Keys.
        key_brackets,
        /// A key.
        key_space,
        /// Keys.
        key_arrows,
        /// Keys.
        key_ends,
        /// Keys.
        key_zoom,
        /// A key.
        key_escape,
        /// Keys.
        key_views,
        /// What the brackets do.
        step_help,
        /// What the space bar does.
        play_help,
        /// What the arrow keys do.
        follow_help,
        /// What Home and End do.
        ends_help,
        /// What these keys do.
        zoom_help,
        /// What Escape does.
        escape_help,
        /// What these keys do.
        views_help,
        /// What P does.
        present_help,
        /// What the question mark does.
        keys_help,
        /// Shown in place of a map without hosts.
        empty_map,
        /// Shown where there is no incident.
        empty_title,
        /// What to do then.
        empty_text,
        /// Shown while a file is dragged over the element.
        drop,
        /// What a dashed or marked value means.
        dispute_help,
        /// The deadlines.
        deadlines,
        /// Opens the deadlines.
        deadlines_summary,
        /// The table of deadlines.
        deadlines_table,
        /// Above the rules that have nothing to do with the incident.
        no_tie,
        /// Opens how long a clock runs by the word of each source; stands after the sign of a dispute.
        clock_claims,
        /// Under the clocks.
        clocks_note,
        /// The name given to text that was pasted.
        pasted,
        /// Shows the controls that a compact element has folded away, or hides them again.
        controls,
        /// The choice of a language.
        language_choice,
        /// A head of a table.
        head_host,
        /// A head of a table.
        head_zone,
        /// A head of a table.
        head_state,
        /// A head of a table.
        head_since,
        /// A head of a table.
        head_disputed,
        /// A head of a table.
        head_claims,
        /// A head of a table.
        head_number,
        /// A head of a table.
        head_step,
        /// A head of a table.
        head_when,
        /// A head of a table.
        head_on_this_day,
        /// A head of a table.
        head_span,
        /// A head of a table.
        head_days,
        /// A head of a table.
        head_from_to,
        /// A head of a table.
        head_question,
        /// A head of a table.
        head_known,
        /// A head of a table.
        head_law,
        /// A head of a table.
        head_asks,
        /// A head of a table.
        head_outcome,
        /// A head of a table.
        head_why,
        /// A head of a table.
        head_attribute,
        /// A head of a table.
        head_publisher,
        /// A head of a table.
        head_title,
        /// A head of a table.
        head_kind,
        /// A head of a table.
        head_published,
        /// A head of a table.
        head_address,
        /// A head of a table.
        head_entry,
        /// A head of a table.
        head_amount,
        /// A head of a table.
        head_hedge,
        /// A head of a table.
        head_day,
        /// A head of a table.
        head_source,
        /// A head of a table.
        head_supersedes,
        /// A head of a table.
        head_overlaps,
        /// A head of a table.
        head_in_total,
        /// After a step of the story: sources disagree, and how many speak.
        disputed_by(n),
        /// In a cell of a table.
        is_disputed,
        /// An entry is part of the total.
        in_total,
        /// It is not, because it is denied.
        not_in_total_denied,
        /// It is not, because another one replaces it.
        not_in_total_replaced,
        /// It is not, because it says nothing of this day.
        not_in_total_today,
        /// Which entry this one replaces.
        replaces(entry),
        /// Which entry replaces this one.
        replaced_by(entry),
        /// How much an entry shares with another one.
        overlaps_with(amount, entry),
        /// How much, where nobody says it.
        overlap_undisclosed,
        /// A lens to choose: what was known by a publication.
        known_with(publication),
        /// A lens to choose: what one source tells.
        told_by_one(source),
        /// Another host that may be the same one.
        perhaps_same(host),
        /// Through whom a claim reached us.
        via(sources),
        /// What a source does not print, and the editor of the file concluded.
        inferred(words),
        /// A file is on its way.
        opening(name),
    }
}
