//! What is said of an incident under a lens: states, phases, the lens itself, the sentence of a day.

use super::texts;

texts! {
    /// What is said of an incident under a lens: states, phases, the lens itself, the sentence of a day.
    Told {
        /// Nothing that was published is left out.
        latest_knowledge,
        /// On how many dates of steps and places of hosts sources disagree; stands beside the number.
        at_odds(n),
        /// Said of knowledge that is as old as the day that is shown.
        known_that_day,
        /// Only what was published by a day counts.
        known_on_day(day),
        /// The day whose state of things is shown.
        as_of_day(day),
        /// How often the reader chose whom to believe.
        preferences_of_reader(n),
        /// Whom the reader believes on one attribute of a part.
        preferred_source(attribute, part, source),
        /// Whom the reader believes on what.
        preferred_by_reader(all),
        /// Whose word counts.
        told_by(who),
        /// Nobody's word counts.
        told_by_nobody,
        /// Nobody's word was public on the reader's clock.
        told_by_nobody_yet,
        /// Who is heard: nobody.
        nobody,
        /// Who is heard, where there is one source.
        only_source,
        /// Who is heard, where there are two sources.
        both_sources,
        /// Who is heard, where there are more.
        every_source(n),
        /// Who is heard on the reader's clock: so many that were published by then.
        published_sources(n),
        /// Who is heard, where there are more than two of many.
        some_sources(n, all),
        /// How much a source tells.
        tells_nothing,
        /// So many hosts.
        n_hosts(n),
        /// So many steps of the intruder.
        n_steps(n),
        /// So many events.
        n_events(n),
        /// So many entries of the ledger.
        n_counts(n),
        /// So many facts about the incident.
        n_facts(n),
        /// How firmly something is said.
        hedge_stated,
        /// How firmly something is said.
        hedge_possible,
        /// How firmly something is said.
        hedge_rumoured,
        /// How firmly something is said.
        hedge_denied,
        /// The sentence of a day begins.
        on_day(day),
        /// The sentence of a step without a date begins, which comes after a day.
        past_day(day),
        /// In the sentence of a day, what happened.
        day_happened(what),
        /// The sentence of a day: `when` and `happened` end as the two before.
        day_told(when, happened, count, hosts),
        /// What can have happened on the day.
        possibly_happened(what),
        /// The step without a date at which the reader stands.
        happened_undated(what),
        /// Nothing happened on the day.
        nothing_since(day, what),
        /// The same, where the last step before is told by a month or the like.
        nothing_since_step(what, when),
        /// The sentence of a day on which nothing was public; `first` is the next, or empty.
        not_public_yet(first),
        /// When the first report came out.
        first_report(when),
        /// Nothing happened on the day, and no step has a date.
        no_step_dated,
        /// Nothing that has a date happened by the day.
        nothing_dated_yet,
        /// No step and no event is told.
        no_step_told,
        /// Nothing happened by the day.
        nothing_yet,
        /// How many hosts are in a state.
        hosts_stand(n, state),
        /// The same of the next state in the list.
        more_stand(n, state),
        /// How many of them only perhaps.
        stand_more_possibly(state, n),
        /// How hosts stand of which none surely does.
        stand_all_possibly(state),
        /// What happened on a day, and how many other steps of that day are not named.
        and_other_steps(names, n),
        /// The state of hosts that were reached, no source says when.
        stand_undated,
        /// The file names no host of the victim.
        no_host_named,
        /// No source says that a host was reached.
        no_host_reached,
        /// No host was reached by the day.
        no_host_reached_yet,
        /// A state of a host.
        state_not_yet,
        /// A state of a host.
        state_unknown,
        /// A state of a host.
        state_not_examined,
        /// A state of a host.
        state_clean,
        /// A state of a host.
        state_compromised,
        /// A state of a host.
        state_contained,
        /// A state of a host.
        state_disrupted,
        /// A state of a host.
        state_restored,
        /// A state of a host of the intruder.
        state_active,
        /// Why a host mattered, in a tag on its card: it held the data that went out or is counted.
        mattered_data,
        /// The same: data went there.
        mattered_out,
        /// The same: it was out of service by what the intruder did, and is no longer.
        mattered_stopped,
        /// Where the main path begins, in a tag on the card of its first host.
        the_way_in,
        /// The same where it begins in several places, each with a letter.
        one_way_in(letter),
        /// A state that is not sure.
        possibly_state(state),
        /// The same as a screen reader says it of a card, which has a question mark.
        state_possibly(state),
        /// The same on a card, where room is short.
        perhaps_state(state),
        /// A host that no source says was reached.
        not_reached_told,
        /// The same on a card.
        not_reached,
        /// A host that is reached later, on a card.
        not_yet,
        /// A step that comes after the day.
        phase_before,
        /// A step of which no source says when.
        phase_unknown,
        /// A step that can have happened by the day.
        phase_during,
        /// A step that happened by the day.
        phase_after,
        /// Below a figure to which no source contributes.
        sources_none,
        /// Below a figure.
        sources_of(names),
        /// Names of sources, and how many there are besides.
        and_more_in_file(names, n),
        /// Below a figure: which data it is drawn from.
        data_of(id, digest),
        /// What was left out of a file before it was handed on.
        left_out_above(claims, level),
        /// And what goes with it.
        left_out_with(what, parts),
        /// So many parts.
        n_parts(n),
        /// So many sources.
        n_left_sources(n),
        /// So many texts.
        n_texts(n),
        /// Names were replaced before a file was handed on.
        neutral_names,
        /// Said of a file that needed no reading by another format.
        read_as_it_is,
        /// What became of the things in a file of another tool.
        read_as(format, carried, derived, left_out),
        /// Above the things that were carried over.
        fate_carried,
        /// Above the things that follow from others.
        fate_derived,
        /// Above the things that were left out.
        fate_left_out,
        /// The only way to what is chosen, and how many steps it has and when.
        way_in(chain, about),
        /// The same, where some of it is possible and not certain.
        way_in_possibly(chain, about),
        /// Several ways to what is chosen, all their steps, and one of them.
        ways_in(steps, chain, about),
        /// Nobody says how the intruder came to a host.
        way_in_unsaid(host),
        /// A way to what is chosen is told, but has not happened by the day.
        way_in_later,
        /// The only way on from what is chosen.
        way_on(chain, about),
        /// Several ways on from what is chosen.
        ways_on(hosts, about),
        /// Of the steps of a way, so many have no date.
        way_undated(n),
        /// Of the steps of a way, so many are possible and not certain.
        way_possible(n),
        /// Of the steps of a way, on so many sources disagree.
        way_disputed(n),
    }
}
