//! Presenting, as a machine: the steps of a story, how they are gone through, and where they lead.

mod machine;
mod tape;

use breachmap::app::State;
use breachmap::app::Tab;
use breachmap::app::action::{Action, Setting, Talk, Way};
use breachmap::app::effect::Effect;
use breachmap::app::fragment::Fragment;
use breachmap::app::present::Presented;
use breachmap::app::update::update;
use breachmap::app::view::Picture;
use breachmap::import::import;
use breachmap::incident::Day;
use breachmap::timeline::{Lens, Snapshot, Timeline, slides};
use breachmap::words::Teller;
use machine::{NTT_2020, NTT_2025, after, gallery, read};
use proptest::prelude::*;
use tape::{clean_file, file, tape};

#[test]
fn a_story_is_presented_step_by_step_and_left_where_it_stands() {
    let (state, effects) =
        after(vec![read(NTT_2020), Action::Set(Setting::Selection(Some("ad".to_owned()))), Action::Talk(Talk::Begin)]);
    assert_eq!(effects, [Effect::EnterFullscreen]);
    let step = |state: &State| Picture::of(state, None).unwrap().presented.clone().unwrap();
    assert_eq!((step(&state).at, step(&state).of, state.look.selection.as_deref()), (0, 11, None));
    assert!(step(&state).words.1.starts_with("7 May 2020: NTT Communications notices"));
    assert_eq!(Fragment::of(&state).write(), "v=1&as-of=2020-05-07&known-on=2020-05-28&view=present");

    let (state, _) = update(state, Action::Talk(Talk::Turn(Way::Back)));
    assert_eq!(step(&state).at, 0, "there is none before the first");
    let (state, _) = update(state, Action::Talk(Talk::TurnTo(3)));
    assert_eq!(Picture::of(&state, None).unwrap().headline().0, "621", "as known on the day of the notice");
    let (state, _) = update(state, Action::Talk(Talk::TurnTo(6)));
    assert_eq!(Picture::of(&state, None).unwrap().headline().0, "704 to 892");
    assert!(step(&state).said.is_empty());
    let (state, _) = update(state, Action::Talk(Talk::ToggleNotes));
    let ids: Vec<String> = step(&state).said.into_iter().map(|it| it.id).collect();
    assert_eq!(ids, ["second-notice", "n-704", "n-188"]);
    let (state, _) =
        update(update(state, Action::Talk(Talk::TurnTo(usize::MAX))).0, Action::Talk(Talk::Turn(Way::Forward)));
    assert_eq!(step(&state).at, 10, "the last one stays");

    let (state, effects) = update(state, Action::Talk(Talk::End));
    assert_eq!((state.look.tab, effects), (Tab::Auto, vec![Effect::LeaveFullscreen]));
    assert!(Picture::of(&state, None).unwrap().presented.is_none());
    assert_eq!(update(state, Action::Talk(Talk::End)).1, [], "there is nothing to leave any more");
}

#[test]
fn a_story_that_nobody_curated_goes_by_its_days() {
    let (mut state, _) = after(vec![read(NTT_2025), Action::Talk(Talk::Begin)]);
    let mut days = Vec::new();
    loop {
        let at = state.slide();
        days.push(state.lens().unwrap().as_of.to_string());
        (state, _) = update(state, Action::Talk(Talk::Turn(Way::Forward)));
        if state.slide() == at {
            break;
        }
    }
    assert_eq!(days, ["2025-02-05", "2025-02-06", "2025-02-15", "2025-03-05"]);
}

#[test]
fn an_address_leads_to_a_step() {
    let restore = Action::Restore("#as-of=2020-05-26&known-on=2020-07-02&view=present".to_owned());
    let (state, _) = after(vec![restore, read(NTT_2020), gallery()]);
    let (state, _) = update(state, Action::Restore("#as-of=2020-05-26&known-on=2020-07-02&view=present".to_owned()));
    assert_eq!(state.slide(), Some(5));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_story_can_be_presented(tape in tape(), notes in any::<bool>()) {
        for written in [file(&tape), clean_file(&tape)] {
            let incident = import(written.to_string().as_bytes()).unwrap().incident;
            let slides = slides(&incident, &Timeline::of(&incident));
            prop_assert!(!slides.is_empty() && (incident.story.is_empty() || slides == incident.story));
            for (at, it) in slides.iter().enumerate() {
                let lens = Lens { known_on: it.known_on, told_by: it.told_by.clone(), ..Lens::on(it.as_of) };
                let snapshot = Snapshot::of(&incident, &lens);
                let step = Presented::of(&slides, at, Teller::of(&incident, "en"), &snapshot, notes).unwrap();
                prop_assert!(!step.words.1.is_empty() && (notes || step.said.is_empty()));
            }
            let days: Vec<Day> = slides.iter().map(|it| it.as_of).collect();
            prop_assert!(!incident.story.is_empty() || days.is_sorted_by(|a, b| a < b), "{days:?}");
        }
    }
}
