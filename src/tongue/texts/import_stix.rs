//! What the reader of STIX says.

use super::texts;

texts! {
    /// What the reader of STIX says.
    ImportStix {
        /// The title of a bundle without a name.
        stix_untitled,
        /// Left out.
        stix_no_type,
        /// Left out.
        stix_older,
        /// Left out.
        stix_no_creator,
        /// Carried: what objects of a bundle of ours hold.
        stix_ours,
        /// Left out.
        stix_ours_changed,
        /// Left out.
        stix_ours_dangling,
        /// Derived.
        stix_ours_sources,
        /// Left out.
        stix_beside_ours,
        /// Derived.
        stix_published,
        /// Why a source has a day of publication.
        stix_changed,
        /// The publisher of objects without a creator.
        stix_author,
        /// Derived.
        stix_confidence,
        /// Left out: relationships of a type.
        stix_ties(tie),
        /// Left out: objects of a type.
        stix_objects_of(kind),
        /// Left out.
        stix_courses,
        /// The label of a note without a heading.
        stix_author_note,
        /// Carried.
        stix_notes,
        /// The label of a list.
        stix_tools,
        /// The label of a list.
        stix_vulnerabilities,
        /// The label of a list.
        stix_locations,
        /// The label of a list of other names.
        stix_also_called(name),
        /// Carried.
        stix_actors,
        /// Carried.
        stix_patterns,
        /// Carried.
        stix_means,
        /// Carried.
        stix_indicators,
        /// The label of a fact whose value is to whom something is attributed.
        stix_attributed(name),
        /// The label of a fact whose value is who is impersonated.
        stix_impersonates(name),
        /// The label of a fact whose value is of what something is a variant.
        stix_variant(name),
        /// The label of a fact whose value is where something is.
        stix_located(name),
        /// The label of a fact: a name, and its relation to the value, such as `consists of`.
        stix_relation(name, relation),
        /// Carried.
        stix_attributions,
        /// Left out.
        stix_revoked,
        /// Left out.
        stix_dangling,
        /// Derived.
        stix_marking_missing,
        /// Derived.
        stix_marking_unread,
        /// Left out.
        stix_marking_actions,
        /// Left out.
        stix_marking_terms,
        /// Left out.
        stix_more_pages,
        /// Left out.
        stix_revoked_ends,
        /// Left out.
        stix_benign,
        /// The label of a fact whose value is a sector or a country at which somebody aims.
        stix_aimed_at(name),
        /// Carried.
        stix_aims,
        /// The label of a list.
        stix_other_actors,
        /// Carried.
        stix_opinions,
        /// An opinion in the words of the file, and why.
        stix_opinion(word, explanation),
        /// The label of a fact whose value is an opinion.
        stix_opinion_on(name),
        /// Carried.
        stix_translations,
        /// Carried.
        stix_versions,
        /// Left out.
        stix_marked_references,
        /// A note on a time that is only known to the hour.
        stix_hour(time),
        /// The label of a fact whose value are the names of indicators.
        stix_traces(name),
        /// What is inferred of a host.
        stix_hit,
        /// Left out.
        stix_technique_traces,
        /// Carried.
        stix_traced,
        /// Left out.
        stix_silent_reports,
        /// A note on a source: its report is older than what it says now.
        stix_report_day(day),
        /// Carried.
        stix_indicated,
        /// Carried.
        stix_used,
        /// Derived.
        stix_uses_as_steps,
        /// Derived.
        stix_uses_on_way,
        /// Carried.
        stix_hosts,
        /// Derived.
        stix_indicator_places,
        /// Carried.
        stix_moves,
        /// Derived.
        stix_within_campaign,
        /// Why a step has a date.
        stix_within,
        /// Why a step is only possible.
        stix_aimed,
        /// Why a step is only possible.
        stix_indicates,
        /// The label of a step: traffic of the network.
        stix_to_port(protocols, port),
        /// A note on an event, in the file's word.
        stix_sort(sort),
        /// A note on an event, in the file's word.
        stix_status(status),
        /// Left out.
        stix_not_happened,
        /// Carried.
        stix_events,
        /// Derived.
        stix_sequence,
        /// Carried.
        stix_leads,
        /// What was seen, where the file does not have it.
        stix_something,
        /// An event.
        stix_observed(what),
        /// What was observed, where the file does not have it.
        stix_objects,
        /// An event.
        stix_last_seen(name),
        /// A note on an event.
        stix_seen_by(names),
        /// A note on an event.
        stix_n_times(n),
        /// A note on an event.
        stix_last(time),
        /// Carried.
        stix_sightings,
        /// Carried.
        stix_victim,
        /// The label of a fact: confirmed, suspected and so on.
        stix_determination,
        /// The label of a fact.
        stix_investigation,
        /// The label of a fact.
        stix_incident_types,
        /// The label of a fact.
        stix_detection,
        /// The label of a fact.
        stix_criticality,
        /// The label of a fact.
        stix_recoverability,
        /// Carried.
        stix_incident,
        /// The label of a count.
        stix_affected(unit),
        /// Carried.
        stix_numbers,
        /// Carried.
        stix_impacts,
        /// A sum of money.
        stix_money(n, currency),
        /// Between two sums of money.
        stix_money_range(least, most, currency),
        /// The label of a fact whose value is a sum of money.
        stix_cost(sort),
        /// Left out.
        stix_conversion,
        /// A note on an impact: what it was before.
        stix_before(words),
        /// The label of a fact whose value is what was hurt.
        stix_impact(category),
        /// What was hurt: how badly.
        stix_level(n),
    }
}
