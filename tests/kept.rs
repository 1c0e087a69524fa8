//! Edits that are not saved: what is kept of them, how one goes on with them, and what is saved. No browser is needed.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

mod machine;

use breachmap::app::State;
use breachmap::app::action::{Action, Edit, Open, Setting};
use breachmap::app::edit::{Record, Section, document_of, file};
use breachmap::app::editing::{Draft, Kept, Saving};
use breachmap::app::effect::Effect;
use breachmap::app::update::update;
use breachmap::document::{Document, Operation, Patch};
use breachmap::incident::Day;
use machine::{INDEX, NTT_2020, NTT_2025, after, gallery, read};
use proptest::prelude::*;
use proptest::sample::Index;

fn editable(flags: Vec<Setting>) -> Vec<Action> {
    [Setting::Editable(true), Setting::Keeps(true)].into_iter().chain(flags).map(Action::Set).collect()
}

/// Somebody opens a file of their own where the tab keeps it.
fn opened() -> State {
    let open = Action::Open(Open::Read { name: "halden.json".to_owned(), bytes: NTT_2020.to_vec() });
    after(editable(vec![]).into_iter().chain([open]).collect()).0
}

fn edit(state: State, edit: Edit) -> (State, Vec<Effect>) {
    update(state, Action::Edit(edit))
}

fn renamed(state: State, name: &str) -> (State, Vec<Effect>) {
    edit(state, Edit::Apply(Patch(vec![Operation::Replace("/hosts/1/label".to_owned(), name.into())])))
}

fn text(state: &State) -> String {
    state.ready().unwrap().text.to_string()
}

#[test]
fn what_is_not_saved_is_kept_and_one_goes_on_with_it() {
    let (state, effects) = renamed(opened(), "Renamed");
    assert_eq!(effects, [Effect::Guard(true)], "the tab does not keep it by itself");
    let record = Record::of(&state, 1.0).unwrap();
    assert_eq!(Record::read(&record.write()), Some(record.clone()));
    assert_eq!(record.origin.as_bytes(), NTT_2020);
    // in another tab, in which something else is shown
    let other = after(editable(vec![]).into_iter().chain([gallery(), read(NTT_2025)]).collect()).0;
    let (went_on, effects) = edit(other, Edit::GoOn(record.write()));
    assert_eq!(text(&went_on), text(&state));
    assert_eq!((&went_on.own, document_of(&went_on)), (&state.own, document_of(&state)));
    assert!(effects.contains(&Effect::Guard(true)), "{effects:?}");
    assert!(went_on.sheet().is_some(), "one goes on where one writes");
    assert_eq!(Record::of(&went_on, 1.0), Some(record));
    let (undone, effects) = edit(went_on, Edit::Undo);
    assert_eq!(text(&undone).as_bytes(), NTT_2020, "all of it is undone at once");
    assert!(effects.contains(&Effect::Guard(false)));
    assert_eq!(Record::of(&undone, 1.0), None);
}

#[test]
fn each_edit_can_be_undone_after_a_reload() {
    let (state, _) = renamed(opened(), "Once");
    let (state, _) = renamed(state, "Twice");
    let (state, _) = renamed(state, "Thrice");
    let (state, _) = edit(state, Edit::Undo);
    let record = Record::of(&state, 1.0).unwrap();
    let (state, _) = edit(opened(), Edit::GoOn(record.write()));
    let label = |state: &State| document(state)["hosts"][1]["label"].as_str().unwrap().to_owned();
    assert_eq!(label(&state), "Twice");
    let (redone, _) = edit(state.clone(), Edit::Redo);
    assert_eq!(label(&redone), "Thrice");
    let (state, _) = edit(state, Edit::Undo);
    assert_eq!(label(&state), "Once");
    let (state, effects) = edit(state, Edit::Undo);
    assert_eq!(text(&state).as_bytes(), NTT_2020);
    assert!(effects.contains(&Effect::Guard(false)));
}

fn document(state: &State) -> serde_json::Value {
    state.editing.as_ref().unwrap().document.value()
}

#[test]
fn the_oldest_edits_are_one_where_there_is_no_room_for_each() {
    let mut document = Document::new("{\"a\": \"\"}");
    let origin = document.text().to_owned();
    for n in 0..40_u8 {
        let long = char::from(b'a' + n % 20).to_string().repeat(10_000) + "é";
        document.apply(Patch(vec![Operation::Replace("/a".to_owned(), long.into())])).unwrap();
    }
    let history = document.history();
    assert!(history.to_string().len() < 300_000, "{}", history.to_string().len());
    let mut again = Document::resumed(&origin, document.text(), &history);
    assert_eq!(again.history(), history);
    let mut n = 0;
    while again.undo() {
        document.undo();
        n += 1;
        if n < 10 {
            assert_eq!(again.text(), document.text());
        }
    }
    assert!(n > 10 && n < 40, "{n}");
    assert_eq!((again.text(), again.is_changed()), (origin.as_str(), false));
}

#[test]
fn what_does_not_fit_the_text_is_never_undone() {
    for history in [
        r#"{"past":[[[9,"x","y"]]],"future":[],"saved":0}"#,
        r#"{"past":[[[1,"","é"]]],"future":[[[0,"a","b"]]],"saved":-1}"#,
        r#"{"past":[[[18446744073709551615,"",""]]],"future":[],"saved":7}"#,
        r#"{"past":[[[1,"q"]]],"future":[],"saved":0}"#,
        r#"{"past":[],"future":[],"saved":0}"#,
        "[]",
    ] {
        let mut document = Document::resumed("\"a\"", "\"b\"", &serde_json::from_str(history).unwrap());
        assert!(document.is_changed(), "{history}");
        while document.undo() {}
        while document.redo() {}
        assert_eq!(document.text(), "\"b\"", "{history}");
    }
}

#[test]
fn what_is_typed_and_not_left_is_kept_too() {
    let (state, _) = edit(opened(), Edit::Begin);
    assert_eq!(Record::of(&state, 1.0), None);
    let (part, claim) = ("/hosts/1".to_owned(), "/hosts/1".to_owned());
    let draft = Draft { list: Section::Hosts, part, claim, column: 0, text: "Half a na".to_owned() };
    let (state, _) = edit(state, Edit::Draft(Some(draft.clone())));
    let record = Record::of(&state, 1.0).unwrap();
    assert_eq!(Record::read(&record.write()), Some(record.clone()));
    let (state, _) = edit(opened(), Edit::GoOn(record.write()));
    let editing = state.editing.clone().unwrap();
    assert_eq!(editing.hand.draft.as_ref(), Some(&draft));
    assert_eq!((editing.list, editing.hand.aim.clone()), (Section::Hosts, Some(("/hosts/1".to_owned(), 0))));
    assert_eq!((text(&state).as_bytes(), editing.document.is_changed()), (NTT_2020, false), "nothing is taken yet");
    let (state, _) = edit(state, Edit::Draft(None));
    assert_eq!(Record::of(&state, 1.0), None);
}

#[test]
fn what_nobody_can_go_on_with_changes_nothing() {
    let state = opened();
    for kept in ["", "{}", "[1]", r#"{"name":"a","title":"b","at":1,"origin":"","text":"{"}"#] {
        let (after, effects) = edit(state.clone(), Edit::GoOn(kept.to_owned()));
        assert_eq!((text(&after), effects), (text(&state), vec![]), "{kept}");
        assert!(after.editing.is_none());
    }
}

#[test]
fn only_the_version_that_was_saved_is_saved() {
    let (state, _) = renamed(opened(), "Renamed");
    let (state, effects) = edit(state, Edit::Save);
    assert_eq!(effects, [Effect::SaveDocument(Saving::Same)]);
    assert!(state.editing.as_ref().unwrap().document.is_changed(), "nothing is saved yet");
    let (name, saved) = file(&state).unwrap();
    assert_eq!((name.as_str(), &saved), ("halden.json", &text(&state)));
    let version = state.editing.as_ref().unwrap().version;
    let (later, _) = renamed(state.clone(), "Renamed again");
    let (later, effects) = edit(later, Edit::Saved(version));
    assert!(later.editing.as_ref().unwrap().document.is_changed() && effects.is_empty());
    let before = state.own.clone();
    let (state, effects) = edit(state, Edit::Saved(version));
    assert!(!state.editing.as_ref().unwrap().document.is_changed());
    // the tab keeps the file as it is now, and so does the address
    assert!(state.own != before && state.own.as_ref().unwrap().name.as_deref() == Some("halden.json"));
    assert!(
        matches!(&effects[..], [Effect::Keep { file: Some(it), .. }] if it.ends_with(&saved)),
        "the file as it is saved"
    );
}

#[test]
fn a_sheet_of_another_document_begins_anew() {
    let (state, _) = renamed(opened(), "Renamed");
    let number = state.editing.as_ref().unwrap().number;
    let (state, _) = update(state, read(NTT_2025));
    let (state, effects) = edit(state, Edit::Begin);
    assert_eq!(effects, [Effect::Guard(false)]);
    assert_eq!(state.editing.as_ref().unwrap().number, number + 1);
    assert_eq!(state.editing.as_ref().unwrap().document.text().as_bytes(), NTT_2025);
    // and a new incident is nobody's file
    let (state, _) = edit(opened(), Edit::New(Day::parse("2026-03-12")));
    assert_eq!((&state.own, document_of(&state)), (&None, None));
    assert!(!INDEX.is_empty());
}

#[test]
fn nothing_is_kept_where_nobody_may_write() {
    for flags in [vec![Setting::Editable(false)], vec![Setting::ReadOnly(true)]] {
        let load = Action::Open(Open::Load { name: "ntt.json".to_owned(), bytes: NTT_2020.to_vec() });
        let (state, _) = after(editable(flags).into_iter().chain([load]).collect());
        let (kept, _) = renamed(opened(), "Renamed");
        let kept = Record::of(&kept, 1.0).unwrap().write();
        for it in [Edit::Keep(true), Edit::GoOn(kept), Edit::Save, Edit::Told(Kept::default())] {
            let (after, effects) = edit(state.clone(), it);
            assert!(after.editing.is_none() && effects.is_empty());
            assert_eq!(text(&after).as_bytes(), NTT_2020);
        }
    }
}

proptest! {
    // each of them opens incidents
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_document_with_edits_is_made_of_what_is_kept_of_it(before in "[ a-c\né日\"]{0,12}", after in "[ a-c\né日\"]{0,12}") {
        let [before, after] = [before, after].map(|it| serde_json::Value::from(it).to_string());
        let mut document = Document::edited(&before, &after);
        prop_assert_eq!((document.text(), document.origin()), (after.as_str(), before.as_str()));
        prop_assert_eq!(document.is_changed(), before != after);
        document.undo();
        prop_assert_eq!(document.text(), before.as_str());
        document.redo();
        prop_assert_eq!(document.text(), after.as_str());
    }

    #[test]
    fn whatever_was_done_is_kept_to_the_last_byte(steps in proptest::collection::vec((0..6_u8, any::<Index>()), 1..20)) {
        let mut state = opened();
        for (step, at) in steps {
            let host = at.index(state.ready().unwrap().incident.hosts.len().max(1));
            let label = |it: String| Patch(vec![Operation::Replace(format!("/hosts/{host}/label"), it.into())]);
            state = match step {
                0 | 1 => edit(state, Edit::Apply(label(format!("Host {host} é")))).0,
                2 => edit(state, Edit::Undo).0,
                3 => edit(state, Edit::Redo).0,
                4 => {
                    let version = state.editing.as_ref().map_or(0, |it| it.version);
                    edit(state, Edit::Saved(version)).0
                }
                // a reload
                _ => match Record::of(&state, 1.0) {
                    Some(record) => edit(opened(), Edit::GoOn(record.write())).0,
                    None => state,
                },
            };
            let Some(editing) = &state.editing else { continue };
            prop_assert_eq!(editing.document.text(), &*state.ready().unwrap().text);
            match Record::of(&state, 1.0) {
                Some(record) => prop_assert_eq!(record.text.as_str(), editing.document.text()),
                None => prop_assert!(!editing.document.is_changed()),
            }
        }
    }
}
