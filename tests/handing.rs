//! Handing on from the interface: what is said before anything is saved, and what the file holds.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

mod machine;

use breachmap::app::action::{Action, Effect};
use breachmap::app::handing::Wish;
use breachmap::app::update::update;
use breachmap::app::{State, briefing::Place};
use breachmap::export::share::Share;
use breachmap::export::{EXPORTS, Export, Kind};
use breachmap::incident::Marking;
use machine::{after, read};

const MARKED: &[u8] = include_bytes!("share/incident.json");

fn wish(id: &str, marking: Option<Marking>, redact: bool) -> Action {
    let share = Share { marking, redact };
    Action::Wish(Wish { export: Export::of(id).unwrap(), share, ..Wish::default() })
}

/// The name and the text of the file that comes of a wish.
fn saved(state: &State) -> (String, String) {
    match update(state.clone(), Action::HandOn).1.pop() {
        Some(Effect::Save { name, bytes, .. }) => (name, String::from_utf8(bytes).unwrap()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_left_out_is_said_before_it_is_saved() {
    let (state, effects) = after(vec![read(MARKED), wish("svg", Some(Marking::Green), false)]);
    assert!(effects.is_empty(), "nothing is saved yet");
    assert_eq!(state.preview.name.as_deref(), Some("paint-works-2024-2024-03-08-tlp-green.svg"));
    assert!(
        state.preview.words.starts_with("16 claims marked above TLP:GREEN are left out"),
        "{}",
        state.preview.words
    );
    assert!(state.preview.words.ends_with(" It is marked TLP:GREEN."));
    let (name, svg) = saved(&state);
    assert_eq!(Some(name), state.preview.name);
    assert!(svg.contains("16 claims marked above TLP:GREEN") && !svg.to_lowercase().contains("vermilion"));
    assert_eq!(state.ready().unwrap().incident.strictest(), Some(Marking::Red), "the reader still sees all of it");
}

#[test]
fn no_export_of_the_page_holds_more_than_its_level() {
    for export in EXPORTS.iter().filter(|it| it.kind != Kind::Html) {
        let (state, _) = after(vec![read(MARKED), wish(export.id, Some(Marking::Amber), true)]);
        let (name, text) = saved(&state);
        assert!(name.ends_with(&format!("tlp-amber.{}", export.extension)), "{name}");
        for word in ["apricot", "vermilion", "朱色", "gateway", "31337"] {
            assert!(!text.to_lowercase().contains(word), "{}: {word}", export.id);
        }
        assert!(text.contains("16 claims") || text.contains("11"), "{}: says how much is missing", export.id);
    }
}

#[test]
fn one_file_is_made_of_what_may_leave() {
    let share = Share { marking: Some(Marking::Clear), redact: false };
    let (_, effects) = after(vec![read(MARKED), wish("html", share.marking, false), Action::HandOn]);
    let [Effect::Gather { files, share: asked }] = effects.as_slice() else { panic!("{effects:?}") };
    assert!(matches!(files.as_slice(), [Place::Here(_)]));
    assert_eq!(*asked, share);
}

#[test]
fn an_incident_above_the_level_is_refused_with_a_reason() {
    let mut file: serde_json::Value = serde_json::from_slice(MARKED).unwrap();
    file["marking"] = "TLP:AMBER".into();
    let (state, _) = after(vec![read(file.to_string().as_bytes()), wish("native", Some(Marking::Green), false)]);
    assert_eq!(state.preview.name, None);
    assert!(state.preview.words.starts_with("the incident is marked TLP:AMBER"), "{}", state.preview.words);
    let (state, effects) = update(state, Action::HandOn);
    assert!(effects.is_empty());
    assert_eq!(state.complaint.unwrap().code, "above-marking");
}

#[test]
fn without_an_incident_there_is_nothing_to_hand_on() {
    let (state, effects) = after(vec![Action::HandOn]);
    assert!(effects.is_empty());
    assert!(state.ready().is_none());
}
