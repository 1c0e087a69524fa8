//! What the reader of Attack Flow says.

use super::texts;

texts! {
    /// What the reader of Attack Flow says.
    ImportFlow {
        /// Left out.
        flow_lines_nowhere,
        /// Left out: lines that lead back to a step before are drawn, and order nothing.
        flow_circles,
        /// Left out.
        flow_not_in_file,
        /// Left out.
        flow_no_step,
        /// Left out.
        flow_to_another,
        /// Left out.
        flow_taken_ids,
        /// Left out: a technique has an id beside a reference that leads nowhere.
        flow_attack_references,
        /// Left out: assets of version 1 that nobody describes.
        flow_joints,
        /// Derived: there is no map of machines, so that each action is a card.
        flow_cards,
        /// Carried.
        flow_in_order,
        /// Carried.
        flow_assets,
        /// Carried.
        flow_behind,
        /// Derived.
        flow_same_name,
        /// Derived.
        flow_same_action,
        /// Derived.
        flow_other_state,
        /// The card of an operator: all that leads to it is needed.
        flow_and,
        /// The card of an operator: one of what leads to it is enough.
        flow_or,
        /// The card of a condition.
        flow_if(condition),
        /// An action that did not succeed.
        flow_failed(action),
        /// Why a step is only possible.
        flow_start,
        /// Why a step is only possible.
        flow_way,
        /// Why a step is only possible.
        flow_exit,
        /// The card of a place where data goes.
        flow_unnamed_outside,
        /// A card for several addresses of different kinds.
        flow_addresses(n),
        /// Derived.
        flow_implied,
        /// Derived.
        flow_entry,
        /// Derived.
        flow_exits,
        /// Carried.
        flow_pivots,
        /// Carried.
        flow_events,
        /// Carried.
        flow_conditions,
        /// Derived.
        flow_said_hit,
        /// Derived.
        flow_branches,
        /// Carried.
        flow_operators,
        /// An event: several steps together.
        flow_all_of,
        /// An event: one of several steps.
        flow_one_of,
        /// The title of a flow without a name.
        flow_untitled,
        /// Derived.
        flow_plan,
        /// The publisher of a flow.
        flow_author,
        /// Who wrote a flow may be known to fewer than the flow.
        flow_author_marked,
        /// Why the flow has a day of publication.
        flow_written,
        /// Derived.
        flow_published,
        /// The label of a fact: incident, campaign, attack tree and so on.
        flow_scope,
        /// The label of a fact.
        flow_campaign,
        /// Carried.
        flow_facts,
        /// A note on a step.
        flow_tactic(tactic),
        /// A note on a step: malware, tools, accounts.
        flow_uses(things),
        /// A note on a step.
        flow_unless(condition),
        /// A note on an asset, in the file's word.
        flow_state(state),
        /// A note on an asset: what sort of machine it is, in the file's word.
        flow_sort(sort),
        /// A note on a step.
        flow_at(clock),
        /// A note on a step.
        flow_until(day),
        /// Derived.
        flow_confidence,
        /// Derived.
        flow_round_times,
        /// Left out.
        flow_unset_years,
        /// Carried.
        flow_things,
        /// Left out.
        flow_idle_lines,
        /// Left out.
        flow_untied,
        /// Left out.
        flow_untied_places,
    }
}
