//! Parts of the program that come later: what asks for them, and what is shown and done until they are here.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use breachmap::app::State;
use breachmap::app::action::{Action, Compare, Fetch, Give, Open, Setting, Talk};
use breachmap::app::effect::Effect;
use breachmap::app::handing::HANDING;
use breachmap::app::part::{Part, Place};
use breachmap::app::parts::Parts;
use breachmap::app::presented::Stage;
use breachmap::app::update::update;
use breachmap::app::view::Picture;
use breachmap::app::views::VIEWS;
use breachmap::app::{Controls, Load, Tab};

const NTT: &str = "static/gallery/ntt-communications-2020.json";

/// As a page begins: nothing but the first part is here.
fn begin() -> State {
    State {
        parts: Parts { panel: Place::Away, handing: Place::Away, views: Place::Away, writing: Place::Away },
        ..State::default()
    }
}

fn read() -> Action {
    Action::Open(Open::Load { name: "ntt.json".into(), bytes: std::fs::read(NTT).unwrap() })
}

fn views(place: Place<breachmap::app::tables::Views>) -> Action {
    Action::Part(Fetch::Views(place))
}

#[test]
fn the_panel_comes_with_the_first_incident_and_the_rest_later() {
    let (state, effects) = update(begin(), read());
    assert_eq!(effects, [Effect::FetchParts(vec![Part::Panel]), Effect::FetchRestWhenIdle]);
    let (state, effects) = update(state, read());
    assert_eq!(effects, [], "it is on its way");
    let (state, effects) = update(state, Action::Part(Fetch::Rest));
    assert_eq!(effects, [Effect::FetchParts(vec![Part::Views, Part::Handing])]);
    assert_eq!(update(state, Action::Part(Fetch::Rest)).1, []);
    let (_, effects) = update(State::default(), read());
    assert_eq!(effects, [], "a program in one piece fetches nothing");
}

#[test]
fn where_nobody_can_ask_for_more_nothing_comes_until_somebody_can() {
    let (bare, _) = update(begin(), Action::Set(Setting::Controls(Controls::Bare)));
    let (state, effects) = update(bare, read());
    assert_eq!(effects, []);
    let (_, effects) = update(state, Action::Set(Setting::Controls(Controls::Full)));
    assert_eq!(effects, [Effect::FetchParts(vec![Part::Panel])]);
}

#[test]
fn a_view_asks_for_its_part_and_once_more_when_it_is_opened_again() {
    let (state, _) = update(begin(), read());
    let (state, effects) = update(state, Action::Set(Setting::View(Tab::Table)));
    assert_eq!(effects, [Effect::FetchParts(vec![Part::Views])]);
    let (state, effects) = update(state, Action::Set(Setting::View(Tab::Disputes)));
    assert_eq!(effects, [], "it is on its way");
    let (state, effects) = update(state, views(Place::Missing));
    assert_eq!((effects, state.complaint.is_none()), (vec![], true), "it is said in its place");
    let (again, effects) = update(state.clone(), Action::Part(Fetch::Again(Part::Views)));
    assert_eq!(effects, [Effect::FetchParts(vec![Part::Views])]);
    assert_eq!(again.parts.views, Place::Coming);
    let (state, _) = update(state, Action::Set(Setting::View(Tab::Map)));
    let (_, effects) = update(state, Action::Set(Setting::View(Tab::Table)));
    assert_eq!(effects, [Effect::FetchParts(vec![Part::Views])], "the connection may be back");
}

#[test]
fn a_comparison_and_a_presentation_are_shown_when_their_part_is_here() {
    let (state, _) = update(begin(), read());
    let (state, _) = update(state, Action::Set(Setting::View(Tab::Changes)));
    let before = Picture::of(&state, None).unwrap();
    assert!(before.comparison.is_none());
    let (state, _) = update(state, views(Place::Here(&VIEWS)));
    let after = Picture::of(&state, Some(&before)).unwrap();
    assert!(after.comparison.is_some(), "the picture of before is not kept");
    let (state, _) = update(state, Action::Set(Setting::View(Tab::Present)));
    assert!(Picture::of(&state, None).unwrap().presented.is_some());
}

#[test]
fn what_needs_a_part_is_done_when_it_comes() {
    let (state, _) = update(begin(), read());
    let (state, effects) = update(state, Action::Give(Give::Save));
    assert_eq!(effects, [Effect::FetchParts(vec![Part::Handing])]);
    let here = Action::Part(Fetch::Handing(Place::Here(&HANDING)));
    let (_, effects) = update(state.clone(), here.clone());
    assert!(matches!(effects.as_slice(), [Effect::Save { .. }]), "{effects:?}");
    let (missing, effects) = update(state, Action::Part(Fetch::Handing(Place::Missing)));
    assert_eq!((effects.len(), missing.complaint.as_ref().unwrap().code), (0, "no-part"));
    let (again, effects) = update(missing.clone(), Action::Compare(Compare::Copy));
    assert_eq!(effects, [Effect::FetchParts(vec![Part::Handing])], "it is asked for again");
    assert!(again.waiting.is_some());
    assert_eq!(update(missing, here).1, [], "what was given up is not done later");
}

#[test]
fn a_list_that_the_reader_found_waits_for_its_part_and_keeps_the_reader() {
    let (state, _) = update(begin(), Action::Open(Open::Load { name: "a.csv".into(), bytes: b"a,b\n1,2\n".to_vec() }));
    let (request, rows) = (state.request, br#"[{"id": "a"}, {"id": "b"}]"#.to_vec());
    let found = Open::Collected { request, name: "list".into(), n_files: 1, unread: Vec::new(), rows };
    let (state, effects) = update(state, Action::Open(found));
    assert_eq!((effects, state.listing.is_none()), (vec![Effect::FetchParts(vec![Part::Views])], true));
    let (missing, _) = update(state.clone(), views(Place::Missing));
    assert!(missing.reading.is_none() && matches!(&missing.load, Load::Failed(it) if it.code == "no-part"));
    let (state, effects) = update(state, views(Place::Here(&VIEWS)));
    assert_eq!(effects, [], "the reader keeps what it read");
    assert_eq!(state.listing.map(|it| it.collection.rows.len()), Some(2));
}

#[test]
fn a_link_to_a_step_is_kept_until_the_part_is_here_that_presents() {
    let link = "#v=1&as-of=2020-05-26&known-on=2020-07-02&view=present";
    let (state, _) = update(begin(), Action::Restore(link.to_owned()));
    let (state, _) = update(state, read());
    let (state, _) = update(state, views(Place::Here(&VIEWS)));
    assert_eq!(state.stage(), Some(Stage::Step(5)));
    let (state, _) = update(begin(), read());
    let (state, effects) = update(state, Action::Talk(Talk::Begin));
    assert_eq!((state.stage(), effects), (None, vec![Effect::FetchParts(vec![Part::Views])]), "it waits");
    let (state, effects) = update(state, views(Place::Here(&VIEWS)));
    assert_eq!((state.stage(), effects), (Some(Stage::Title), vec![Effect::EnterFullscreen]));
}
