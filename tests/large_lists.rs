//! What a choice or a row of a list costs: nothing is worked out again that it does not change, and no row before it is looked at.

use std::rc::Rc;

use breachmap::app::State;
use breachmap::app::action::{Action, Open, Setting};
use breachmap::app::update::update;
use breachmap::app::view::Picture;

const CROWD: &[u8] = include_bytes!("cases/crowd/input.json");
const NTT_2020: &[u8] = include_bytes!("../static/gallery/ntt-communications-2020.json");

fn read(bytes: &[u8]) -> State {
    update(State::default(), Action::Open(Open::Read { name: "incident.json".to_owned(), bytes: bytes.to_vec() })).0
}

#[test]
fn a_choice_works_out_nothing_again_that_it_does_not_change() {
    let state = read(CROWD);
    let before = Picture::of(&state, None).unwrap();
    let host = before.ground.folded.groups[0].hosts[1].clone();
    let groups = before.ready.groups(&state.look.open, state.budget());
    let (state, _) = update(state, Action::Set(Setting::Selection(Some(host.clone()))));
    let chosen = Picture::of(&state, Some(&before)).unwrap();
    assert!(chosen.ground.folded.group(&host).is_none() && chosen.way.is_some(), "it has a card of its own, and a way");
    assert!(Rc::ptr_eq(&before.snapshot, &chosen.snapshot), "how things stand depends on no choice");
    assert!(Rc::ptr_eq(&groups, &chosen.ready.groups(&state.look.open, state.budget())), "nor does what shares a card");
}

#[test]
fn a_row_of_the_story_is_put_into_words_by_itself() {
    let picture = Picture::of(&read(NTT_2020), None).unwrap();
    let (story, all) = (picture.story(), picture.steps());
    assert_eq!((story.len(), story.is_empty()), (all.len(), false));
    for (at, row) in all.iter().enumerate().rev() {
        assert_eq!(picture.step(&story, at).as_ref(), Some(row));
    }
    assert_eq!(story.current(), all.iter().position(|it| it.is_current));
    assert_eq!(picture.step(&story, all.len()), None);
}
