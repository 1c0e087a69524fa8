//! What figures, handouts, tables and briefings say besides what is told of the incident.

use super::texts;

texts! {
    /// What figures, handouts, tables and briefings say besides what is told of the incident.
    Exports {
        /// In the choice of an export.
        export_svg,
        /// The same.
        export_png,
        /// The same.
        export_sequence,
        /// The same, as pictures.
        export_slides,
        /// The same.
        export_pptx,
        /// The same.
        export_docx,
        /// The same.
        export_text,
        /// The same.
        export_html,
        /// The same.
        export_csv,
        /// The same.
        export_stix,
        /// The same.
        export_navigator,
        /// The same.
        export_mermaid,
        /// The same.
        export_dot,
        /// The same.
        export_drawio,
        /// The same.
        export_native,
        /// In the list of shapes of a slide: the title.
        slide_title,
        /// The same: how far it may be shared.
        slide_marking,
        /// The same: which slide it is.
        slide_number,
        /// The same: how many are affected, and through which lens it is seen.
        slide_count,
        /// The same: what it is about.
        slide_summary,
        /// The same: what the speaker sees.
        slide_notes,
        /// The same: a step by the number on its arrow.
        slide_step(number),
        /// The name of the layout of a title slide.
        slide_layout_title,
        /// The name of the layout of the slides of steps.
        slide_layout_step,
        /// Why nothing may be shared.
        marked_above(own, level),
        /// What to do about it.
        marked_above_hint,
        /// Above the figure of one step of a story: which of how many.
        figure_step(at, of),
        /// Below a list of steps that is cut: how many more there are.
        figure_more_steps(n),
        /// A step of a figure in words.
        text_step(number, what, when, phase),
        /// The same where sources disagree.
        text_step_disputed(number, what, when, phase),
        /// Below a step of a briefing without scripts: when, and who tells it.
        outline_step(when, told),
        /// The same where sources disagree.
        outline_step_disputed(when, told),
        /// Below a number of a briefing without scripts: who tells it, where sources disagree.
        outline_disputed(told),
        /// A source in a list: publisher and title.
        source_titled(publisher, title),
        /// A source in the list of a handout: publisher and title.
        source_quoted(publisher, title),
        /// And when it was published.
        source_dated(source, date),
        /// In the list of disputes: the part, and what is asked of it.
        part_asked(part, asked),
        /// The name of a fact that the file does not name.
        fact_victim,
        /// The same.
        fact_actor,
        /// The same.
        fact_confidentiality,
        /// The same.
        fact_integrity,
        /// The same.
        fact_availability,
        /// The neutral name of a host or a person: what it is, and which of these.
        neutral_name(what, n),
        /// What a person is called then.
        neutral_person,
        /// What the intruder is called.
        neutral_intruder,
        /// What something is called that is neither the victim's nor the intruder's: the kind of host.
        neutral_outside(kind),
        /// What tables cannot carry.
        tables_lose,
        /// What a STIX bundle cannot carry.
        stix_loses,
        /// Said in a STIX bundle where no source gives a date, and no source has one.
        stix_undated,
        /// Over the note of a STIX bundle.
        stix_about,
        /// The note of a STIX bundle begins: through which lens, with which marking, made of which file.
        stix_view(lens, marking, digest),
        /// The totals, in that note.
        stix_counts(totals),
        /// In a layer of the Navigator: how far something may be shared.
        navigator_marking,
        /// In a layer of the Navigator: a tactic that the file tells in place of a technique.
        navigator_tactic(tactic),
        /// In a layer of the Navigator: a technique that its matrix does not have.
        navigator_elsewhere(technique),
        /// When a source was published, behind its title, if it has one.
        stix_source_dated(date),
        /// The same of a source without a date.
        stix_source_undated,
        /// What each of them says, where sources disagree.
        stix_disagree(all),
        /// A host in a STIX bundle, in a zone.
        stix_host_in(host, zone, state),
        /// A host in a STIX bundle of which no source says where it is.
        stix_host(host, state),
        /// A step in a STIX bundle.
        stix_step(way, when, hedge),
    }
}
