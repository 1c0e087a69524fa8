//! What the reader of VERIS says.

use super::texts;

texts! {
    /// What the reader of VERIS says.
    ImportVeris {
        /// Left out.
        veris_no_incident,
        /// Left out: what breaks a rule of VERIS; which, says one of the next texts.
        veris_against_rules(rule),
        /// A broken rule.
        veris_missing(field),
        /// A broken rule.
        veris_not_in_vocabulary(word),
        /// A broken rule.
        veris_no_such_field(field),
        /// A part of a record that holds nothing.
        veris_empty_part,
        /// A note of a record without a word.
        veris_empty_note,
        /// A field of a record that has to be a list.
        veris_no_list,
        /// A broken rule.
        veris_empty_list,
        /// A broken rule.
        veris_whole_amount,
        /// A broken rule.
        veris_item_twice,
        /// A broken rule.
        veris_word_twice(word),
        /// A broken rule.
        veris_year_range(from, to),
        /// A broken rule.
        veris_quoted,
        /// A broken rule.
        veris_month_range(from, to),
        /// A broken rule.
        veris_day_range(from, to),
        /// A broken rule.
        veris_day_alone,
        /// A broken rule.
        veris_no_such_day,
        /// Left out, and why.
        veris_coders,
        /// Left out, and why.
        veris_value_chain,
        /// Left out, and why.
        veris_ioc,
        /// Left out, and why.
        veris_correction,
        /// Left out, and why.
        veris_controls,
        /// Left out, and why.
        veris_campaign,
        /// The title of an incident whose victim is not named.
        veris_unnamed_in(country),
        /// The publisher: a record of the collection with this id.
        veris_record_of(id),
        /// The publisher, where none is said.
        veris_record,
        /// The title of the source: the record with this id.
        veris_record_titled(id),
        /// Why the record has a day of publication.
        veris_changed,
        /// Carried.
        veris_references,
        /// The label of a summary.
        veris_summary,
        /// Carried.
        veris_summaries,
        /// Left out.
        veris_summary_end,
        /// Carried.
        veris_victim_carried,
        /// The label of a fact.
        veris_country,
        /// The label of a fact: a state of the United States.
        veris_state,
        /// The label of a fact: a code of NAICS.
        veris_industry,
        /// The label of a fact.
        veris_employees,
        /// The label of a fact: who was hit over the victim.
        veris_secondary,
        /// The label of a fact.
        veris_discovery,
        /// The label of a fact.
        veris_targeted,
        /// The label of a fact.
        veris_confidence,
        /// The label of a fact.
        veris_impact,
        /// The label of a fact.
        veris_cloud,
        /// The label of a fact: whether it was encrypted and the like.
        veris_data_state,
        /// The label of a fact.
        veris_data_victim,
        /// Carried.
        veris_attributes,
        /// How it was found.
        veris_by_outsider,
        /// How it was found.
        veris_by_victim,
        /// How it was found.
        veris_by_partner,
        /// A kind of actor.
        veris_external,
        /// A kind of actor.
        veris_insider,
        /// A kind of actor.
        veris_partner,
        /// What was hurt.
        veris_disclosed,
        /// What was hurt.
        veris_disclosure_unknown,
        /// What was hurt.
        veris_hurt_unknown,
        /// Carried.
        veris_posture,
        /// Derived.
        veris_denied,
        /// Derived.
        veris_suspected,
        /// The label of a count.
        veris_records,
        /// The label of a count.
        veris_records_of(kind),
        /// The label of a count.
        veris_organisations,
        /// The label of a count.
        veris_sites,
        /// Left out.
        veris_no_whole_amounts,
        /// Why 1 is read as at least 1.
        veris_one_inferred,
        /// Derived.
        veris_one,
        /// Carried.
        veris_amounts,
        /// The label of a sum of money.
        veris_loss,
        /// Carried.
        veris_losses,
        /// Carried.
        veris_actions,
        /// A note on a technique.
        veris_vector(vectors),
        /// Carried.
        veris_date,
        /// The region of the map of a victim that is not named.
        veris_victim,
        /// The card of a victim that is not named.
        veris_the_victim,
        /// A note on a card that stands for several assets.
        veris_stands_for(assets),
        /// Derived.
        veris_one_place,
        /// Carried.
        veris_assets,
        /// Derived.
        veris_victim_stands,
        /// Why a step is only possible.
        veris_which_actor,
        /// Derived.
        veris_each_to_each,
        /// Derived.
        veris_to_each,
        /// Derived.
        veris_chain_assets,
        /// Why a step begins where it does.
        veris_chain_inferred,
        /// Derived.
        veris_chain_joined,
        /// Carried.
        veris_chain_steps,
        /// Carried.
        veris_chain_events,
        /// Carried.
        veris_untouched,
        /// Derived.
        veris_no_actor,
        /// An event: of a record that says neither by whom nor how.
        veris_incident,
        /// Carried.
        veris_own_words,
        /// A note on a step: confidentiality, integrity or availability.
        veris_step_hurt(what),
        /// What a step hurt.
        veris_confidentiality,
        /// What a step hurt.
        veris_integrity,
        /// What a step hurt.
        veris_availability,
        /// Left out.
        veris_date_parts,
        /// Carried.
        veris_clocks,
        /// A note: the time of day.
        veris_at(time),
        /// Left out.
        veris_no_durations,
        /// Carried.
        veris_durations,
        /// Derived.
        veris_duration_events,
        /// The label of a duration.
        veris_to_compromise,
        /// The label of a duration.
        veris_to_exfiltration,
        /// The label of a duration.
        veris_to_discovery,
        /// The label of a duration.
        veris_to_containment,
        /// An event, with how long after the compromise it was.
        veris_taken_out(length),
        /// An event, with how long after the compromise it was.
        veris_discovered(length),
        /// An event, with how long after the discovery it was.
        veris_contained(length),
        /// A duration: it never came to that.
        veris_never,
        /// A duration of which only the unit is known.
        veris_how_many(unit),
        /// A unit of time.
        veris_seconds,
        /// A unit of time.
        veris_minutes,
        /// A unit of time.
        veris_hours,
        /// A unit of time.
        veris_days,
        /// A unit of time.
        veris_weeks,
        /// A unit of time.
        veris_months,
        /// A unit of time.
        veris_years,
        /// A duration.
        veris_n_seconds(n),
        /// A duration.
        veris_n_minutes(n),
        /// A duration.
        veris_n_hours(n),
        /// A duration.
        veris_n_days(n),
        /// A duration.
        veris_n_weeks(n),
        /// A duration.
        veris_n_months(n),
        /// A duration.
        veris_n_years(n),
        /// The label of a duration.
        veris_outage,
        /// A note on a date.
        veris_before_incident,
        /// Carried.
        veris_early_notification,
        /// An event: somebody was told, and the record does not say who.
        veris_notification,
        /// Carried.
        veris_notifications,
        /// A category of assets.
        veris_servers,
        /// A category of assets.
        veris_network,
        /// A category of assets.
        veris_user_devices,
        /// A category of assets: cash machines, points of sale.
        veris_terminals,
        /// A category of assets.
        veris_media,
        /// A category of assets: those who were deceived.
        veris_people,
        /// A category of assets.
        veris_embedded,
        /// A category of assets.
        veris_unknown_asset,
        /// An asset of which only the category is known.
        veris_unknown_of(category),
        /// An asset that the vocabulary has no word for.
        veris_other_of(category),
        /// A kind of action.
        veris_hacking,
        /// A kind of action.
        veris_malware,
        /// A kind of action.
        veris_social,
        /// A kind of action.
        veris_error,
        /// A kind of action.
        veris_misuse,
        /// A kind of action.
        veris_physical,
        /// A kind of action: flood, power failure.
        veris_environmental,
        /// A kind of action.
        veris_unknown_action,
    }
}
