//! What an embedding page decides: how much is shown, and what its visitors may do.

#[expect(dead_code, reason = "other tests use the rest of it")]
mod machine;

use breachmap::app::action::{Action, Open, Screen, Seek, Setting, Trust};
use breachmap::app::effect::Effect;
use breachmap::app::update::update;
use breachmap::app::{Controls, Speed, Tab};
use breachmap::timeline::Preference;
use machine::{NTT_2020, NTT_2025, after, read};

#[test]
fn who_may_only_look_brings_no_file_and_prefers_nobody() {
    let prefer = || Preference::parse("detection.when~csidb").unwrap();
    let load = |bytes: &[u8]| Action::Open(Open::Load { name: "x".to_owned(), bytes: bytes.to_vec() });
    let (state, _) = after(vec![
        load(NTT_2020),
        Action::Set(Setting::ReadOnly(true)),
        Action::Open(Open::Read { name: "x".to_owned(), bytes: NTT_2025.to_vec() }),
        Action::Trust(Trust::Prefer(prefer())),
    ]);
    assert_eq!((state.ready().unwrap().incident.id.as_str(), state.look.prefer.len()), ("ntt-communications-2020", 0));
    // the page itself still can, and so can a link that it passes on
    let (state, _) = update(state, Action::Restore("prefer=detection.when~csidb".to_owned()));
    assert_eq!(state.look.prefer, [prefer()]);
    let (state, _) = update(state, Action::Trust(Trust::Unprefer("detection".to_owned(), prefer().attribute)));
    assert_eq!(state.look.prefer, [prefer()]);
    let (state, _) = update(state, load(NTT_2025));
    assert_eq!(state.ready().unwrap().incident.id, "ntt-communications-2025");
}

#[test]
fn an_incident_given_as_a_value_is_the_one_of_the_file() {
    let value = serde_json::from_slice(NTT_2020).unwrap();
    let (state, _) = after(vec![Action::Open(Open::LoadValue { name: "x".to_owned(), value })]);
    let (of_file, _) = after(vec![read(NTT_2020)]);
    assert_eq!(state.ready().unwrap().incident, of_file.ready().unwrap().incident);
    let (state, _) = update(
        state,
        Action::Open(Open::LoadValue {
            name: "x".to_owned(),
            value: serde_json::json!({ "format": "breachmap-incident/1" }),
        }),
    );
    assert_eq!(state.complaint.unwrap().code, "wrong-shape");
}

#[test]
fn only_a_compact_element_folds_and_shows_its_map_however_narrow() {
    let (state, _) = after(vec![read(NTT_2020), Action::ToggleFold, Action::Screen(Screen::ChartResized(300.0))]);
    assert_eq!((state.is_unfolded, state.shown_tab()), (false, Tab::Story));
    let (state, _) = update(state, Action::Set(Setting::Controls(Controls::Compact)));
    assert_eq!(state.shown_tab(), Tab::Map);
    let (state, _) = update(state, Action::ToggleFold);
    assert!(state.is_unfolded);
    let (state, _) = update(state, Action::Set(Setting::Controls(Controls::Compact)));
    assert!(!state.is_unfolded);
}

#[test]
fn play_and_pause_do_nothing_twice() {
    let (state, effects) = after(vec![read(NTT_2020), Action::Seek(Seek::SetPlaying(true))]);
    assert_eq!((state.is_playing, effects), (true, vec![Effect::Wait(Speed::Normal.millis())]));
    let (state, effects) = update(state, Action::Seek(Seek::SetPlaying(true)));
    assert_eq!((state.is_playing, effects), (true, vec![]), "the first wait goes on alone");
    let (state, _) = update(state, Action::Seek(Seek::SetPlaying(false)));
    let (state, _) = update(state, Action::Seek(Seek::SetPlaying(false)));
    assert!(!state.is_playing);
}
