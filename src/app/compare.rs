//! Comparing two lenses: which others there are to choose from, and what changed from the one to the other.

use super::action::Compare;
use super::effect::Effect;
use super::{Ready, SliderClock, State, Tab};
use crate::incident::{Day, Incident, Source, SourceKind};
use crate::sorting;
use crate::timeline::{Lens, PartialLens};
use crate::words::Teller;

/// The written form of a lens, and what people call it.
type Preset = (String, String);

/// The lenses to choose from: by what was known, by day, by who tells it.
pub fn presets(ready: &Ready, told: Teller<'_>) -> Vec<(&'static str, Vec<Preset>)> {
    let incident = &ready.incident;
    let preset = |lens: PartialLens, words: String| (lens.write(), words);
    let known = |day: Option<Day>| PartialLens { known_on: Some(day), ..PartialLens::default() };
    let mut knowledge: Vec<Preset> = ready
        .publications
        .iter()
        .map(|it| preset(known(Some(it.day)), told.tongue.known_with(told.publication(it))))
        .collect();
    knowledge.push(preset(known(None), told.tongue.latest_knowledge().to_owned()));
    let day = |day: &Day| {
        preset(
            PartialLens { as_of: Some(*day), ..PartialLens::default() },
            told.tongue.as_of_day(told.tongue.day(*day)),
        )
    };
    let teller = |chosen, words| preset(PartialLens { told_by: Some(chosen), ..PartialLens::default() }, words);
    let mut tellings = vec![teller(None, told.tongue.told_by_everybody().to_owned())];
    tellings.extend(incident.sources.iter().map(|it| {
        let words = told.tongue.told_by_one(it.publisher.get(told.language));
        teller(Some(sorting::set_of([it.id.clone()])), words)
    }));
    let days = ready.timeline.stops.iter().filter(|it| it.told().is_some()).map(day).collect();
    let tongue = told.tongue;
    vec![(tongue.by_known(), knowledge), (tongue.by_day(), days), (tongue.by_teller(), tellings)]
}

/// Against what is compared first: what was known with the first notice of the victim, or else with the first publication.
pub fn first(incident: &Incident) -> PartialLens {
    let notices = incident.sources.iter().filter(|it| it.kind == SourceKind::Victim);
    let first = notices.filter_map(Source::known_from).min();
    let first = first.or_else(|| incident.sources.iter().filter_map(Source::known_from).min());
    PartialLens { known_on: Some(first), ..PartialLens::default() }
}

/// The parts of a lens in which it differs from another one.
pub fn apart(lens: &Lens, other: &Lens) -> PartialLens {
    PartialLens {
        as_of: Some(lens.as_of).filter(|it| *it != other.as_of),
        known_on: Some(lens.known_on).filter(|it| *it != other.known_on),
        told_by: Some(lens.told_by.clone()).filter(|it| *it != other.told_by),
        prefer: Some(lens.prefer.clone()).filter(|it| *it != other.prefer),
    }
}

/// Compares with this lens, or with none.
pub fn with(state: &mut State, against: Option<PartialLens>) {
    match (&against, state.look.tab) {
        (Some(_), _) => state.look.tab = Tab::Changes,
        (None, Tab::Changes) => state.look.tab = Tab::Auto,
        (None, _) => {} // what is shown instead stays
    }
    state.look.against = against;
}

/// Chooses lenses to compare, and hands the difference out.
pub fn update(state: &mut State, action: Compare) -> Option<Effect> {
    match action {
        Compare::Through(lens) => look_through(state, &lens),
        Compare::Swap => {
            let (after, before) = (state.lens()?, state.against_lens()?);
            state.look.against = Some(apart(&after, &before));
            let open = Lens::on(state.ready()?.timeline.opening);
            look_through(state, &apart(&before, &open));
        }
        Compare::Copy => {
            return (state.parts.handing.get()?.changes)(state).map_err(|failure| state.complain(failure)).ok();
        }
    }
    None
}

/// Looks through this lens; what it leaves open is as an incident opens.
pub fn look_through(state: &mut State, lens: &PartialLens) {
    (state.look.clock, state.look.step) = (SliderClock::Happened, None);
    state.look.as_of = lens.as_of;
    state.look.known_on = lens.known_on.flatten();
    state.look.told_by = lens.told_by.clone().flatten();
    state.look.prefer = lens.prefer.clone().unwrap_or_default();
}

/// A comparison needs another lens: the first notice, until the reader chooses.
pub fn with_something(state: &mut State) {
    if state.look.tab == Tab::Changes && state.look.against.is_none() {
        state.look.against = state.ready().map(|it| first(&it.incident));
    }
}
