//! What the reader of MISP says.

use super::texts;

texts! {
    /// What the reader of MISP says.
    ImportMisp {
        /// The publisher of an event.
        misp_publisher,
        /// Derived.
        misp_date,
        /// The title of a source that stands for several links to one site.
        misp_pages(n),
        /// Derived.
        misp_one_site,
        /// Carried.
        misp_actors,
        /// Carried.
        misp_patterns,
        /// Carried.
        misp_malware,
        /// Left out: galaxies are vocabularies of MISP, clusters their words.
        misp_other_cluster(name),
        /// Left out.
        misp_unnamed_clusters,
        /// Carried.
        misp_other_tags,
        /// The label of a list.
        misp_tags,
        /// Carried.
        misp_comments_carried,
        /// The label of a fact.
        misp_comments,
        /// Carried.
        misp_notes,
        /// The label of a note.
        misp_note,
        /// Left out.
        misp_more_notes,
        /// Left out: a date of which the event does not say what happened on it.
        misp_dates(when),
        /// Left out.
        misp_no_link,
        /// Carried.
        misp_reports,
        /// Left out.
        misp_report_end,
        /// Left out.
        misp_related,
        /// Left out.
        misp_proposals,
        /// Carried.
        misp_voices,
        /// The publisher of a note or opinion.
        misp_analyst,
        /// The label of a fact.
        misp_analyst_note,
        /// The label of a fact: an opinion on the event, of 100.
        misp_opinion(n),
        /// The label of a fact: an opinion on a part, of 100.
        misp_opinion_on(name, n),
        /// Carried.
        misp_false_alarms,
        /// Left out.
        misp_more_names,
        /// Carried.
        misp_numbers,
        /// Left out.
        misp_between,
        /// Carried.
        misp_sightings,
        /// An event: the first of many sightings.
        misp_first_of(label, n),
        /// An event: the last of many sightings.
        misp_last_of(label, n),
        /// Left out.
        misp_deleted,
        /// Left out.
        misp_false_sightings,
        /// Left out.
        misp_no_value,
        /// Left out.
        misp_no_name,
        /// Left out.
        misp_no_movement,
        /// Carried.
        misp_movement,
        /// Carried.
        misp_hosts,
        /// Carried.
        misp_target,
        /// Derived.
        misp_uses,
        /// Why a step is only possible.
        misp_aimed,
        /// Why a step is only possible.
        misp_used,
    }
}
