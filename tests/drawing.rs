//! Writing on the map and by whole tables: hosts and steps that are drawn, what goes with what is taken out, cells and tables that are
//! pasted, techniques by their names, and the question before something else is opened. No browser is needed.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

#[expect(dead_code, reason = "other tests use the rest of it")]
mod machine;
#[expect(dead_code, reason = "other tests use the rest of it")]
mod written;

use breachmap::app::State;
use breachmap::app::action::{Action, Assign, Edit, Open, Setting};
use breachmap::app::edit::Section;
use breachmap::app::effect::Effect;
use breachmap::app::update::update;
use machine::{NTT_2020, NTT_2025, after};
use written::{cell, faults, new, opened, refused, text, typed};

/// What was said of what was done last.
fn said(state: &State) -> String {
    state.editing.as_ref().unwrap().hand.said.as_ref().map(|it| it.tell(state.tongue())).unwrap_or_default()
}

fn draw(state: &State, from: Option<&str>, to: Option<&str>) -> State {
    let own = |it: Option<&str>| it.map(str::to_owned);
    update(state.clone(), Action::Edit(Edit::Draw { from: own(from), to: own(to) })).0
}

/// The row and the column to which the keyboard goes.
fn aim(state: &State) -> (Section, String, &'static str) {
    let editing = state.editing.as_ref().unwrap();
    let (part, column) = editing.hand.aim.clone().unwrap();
    (editing.list, part, editing.list.columns()[column].key)
}

#[test]
fn hosts_and_steps_are_drawn_on_the_map() {
    let (state, _) = after(vec![Action::Set(Setting::Editable(true)), new()]);
    let before = text(&state);
    let state = draw(&state, None, None);
    assert_eq!(aim(&state), (Section::Hosts, "/hosts/1".to_owned(), "label"));
    assert_eq!(state.look.selection.as_deref(), Some("new-host"));
    assert_eq!(said(&state), "A host was added. Type its name.");
    // a step whose end is chosen next
    let state = draw(&state, Some("intruder"), None);
    assert_eq!(aim(&state), (Section::Steps, "/pivots/0".to_owned(), "to"));
    assert!(said(&state).starts_with("A step from Intruder: choose"), "{}", said(&state));
    let same = draw(&state, None, Some("intruder"));
    assert_eq!(text(&same), text(&state), "no step ends where it begins");
    let state = draw(&state, None, Some("new-host"));
    assert_eq!(aim(&state), (Section::Steps, "/pivots/0".to_owned(), "when"));
    assert_eq!(said(&state), "A step from Intruder to New host was added.");
    assert_eq!(state.look.selection.as_deref(), Some("step-1"));
    assert_eq!(state.ready().unwrap().incident.pivots.len(), 1);
    // where nothing is begun, a choice draws nothing
    assert_eq!(text(&draw(&state, None, Some("intruder"))), text(&state));
    // or named next, which makes the host
    let named = draw(&state, Some("new-host"), None);
    let named = typed(&named, Section::Steps, 1, "to", "File server");
    assert_eq!(faults(&named), [""; 0], "{}", text(&named));
    assert!(named.editing.as_ref().unwrap().hand.loose.is_none());
    // what it is called on the map is its name, and changes with it
    let renamed = typed(&named, Section::Hosts, 1, "label", "VPN");
    assert!(text(&renamed).contains(r#""label": "VPN", "names": "VPN""#), "{}", text(&renamed));
    // or drawn from card to card
    let drawn = draw(&named, Some("file-server"), Some("new-host"));
    assert_eq!(drawn.ready().unwrap().incident.pivots.len(), 3);
    assert_eq!(text(&draw(&drawn, Some("file-server"), Some("file-server"))), text(&drawn));
    let mut state = drawn;
    while state.editing.as_ref().unwrap().document.can().0 {
        (state, _) = update(state, Action::Edit(Edit::Undo));
    }
    assert_eq!(text(&state), before);
}

#[test]
fn what_goes_with_something_is_said_and_comes_back_with_it() {
    let state = opened(NTT_2020);
    let before = text(&state);
    let at = state.ready().unwrap().incident.hosts.iter().position(|it| it.id == "server-b").unwrap();
    let (state, _) = update(state, Action::Edit(Edit::Remove(format!("/hosts/{at}"))));
    let words = said(&state);
    assert!(words.starts_with("Removed: Server B (cloud), and with it ") && words.contains("steps"), "{words}");
    let (state, _) = update(state, Action::Edit(Edit::Undo));
    assert_eq!(text(&state), before);
    assert_eq!(said(&state), "");
}

#[test]
fn the_source_of_what_names_none_stays_until_another_takes_over() {
    let (state, _) = after(vec![Action::Set(Setting::Editable(true)), new()]);
    let state = draw(&state, Some("intruder"), None);
    let state = typed(&state, Section::Steps, 0, "to", "Mail server");
    let state = typed(&state, Section::Sources, 1, "publisher", "Ministry");
    let state = typed(&state, Section::Sources, 1, "kind", "authority");
    let before = text(&state);
    let (kept, _) = update(state.clone(), Action::Edit(Edit::Remove("/sources/0".to_owned())));
    assert_eq!(text(&kept), before);
    assert!(said(&kept).contains("2 rows name no source"), "{}", said(&kept));
    let emptied = typed(&state, Section::About, 0, "default_source", "");
    assert_eq!(text(&emptied), before);
    assert!(refused(&emptied).unwrap().contains("2 rows name no source"));
    // another one speaks for them
    let state = typed(&state, Section::About, 0, "default_source", "Ministry");
    let (state, _) = update(state, Action::Edit(Edit::Remove("/sources/0".to_owned())));
    let incident = &state.ready().unwrap().incident;
    assert_eq!((incident.sources.len(), incident.pivots.len()), (1, 1), "{}", text(&state));
    assert!(text(&state).contains("\"default_source\": \"ministry\""), "{}", text(&state));
}

#[test]
fn cells_with_lines_and_quotation_marks_are_read_and_emptied() {
    let (state, _) = after(vec![Action::Set(Setting::Editable(true)), new()]);
    let pasted =
        "\"Leak\" found\tdetection\t\"Mail server\nFile server\"\t9 March 2026\r\n\"Two\r\nlines\"\t\tFile server\r\n";
    let paste = |row, column, text: &str| {
        Action::Edit(Edit::Paste { section: Section::Events, row, column, text: text.to_owned() })
    };
    let (state, _) = update(state, paste(0, 0, pasted));
    assert_eq!(faults(&state), [""; 0], "{}", text(&state));
    assert_eq!(cell(&state, Section::Events, 0, "label"), "\"Leak\" found");
    assert_eq!(cell(&state, Section::Events, 0, "hosts"), "Mail server; File server");
    assert_eq!(cell(&state, Section::Events, 1, "label"), "Two lines");
    // what cannot be empty stays, and says so; the rest is emptied at once
    let before = text(&state);
    let (state, _) = update(state, paste(0, 0, "\t\t\n\t\t\n"));
    assert_eq!(cell(&state, Section::Events, 0, "label"), "\"Leak\" found");
    assert_eq!(
        (cell(&state, Section::Events, 0, "hosts"), cell(&state, Section::Events, 1, "hosts")),
        (String::new(), String::new())
    );
    assert_eq!(refused(&state).as_deref(), Some("this cannot be empty"));
    let (state, _) = update(state, Action::Edit(Edit::Undo));
    assert_eq!(text(&state), before);
}

/// A table with two steps and an event, as the reader makes an incident of it.
fn table() -> Vec<u8> {
    let host = |id: &str, label: &str| serde_json::json!({"id": id, "label": label, "names": [{"source": "table", "value": label}]});
    serde_json::json!({
        "format": "breachmap-incident/1", "id": "t", "title": {"en": "t"},
        "sources": [{"id": "table", "kind": "analyst", "publisher": {"en": "The table itself"}}, {"id": "ministry", "kind": "analyst", "publisher": "Ministry"}],
        "hosts": [host("intruder", "INTRUDER"), host("mail", "Mail server"), host("step-1", "File server")],
        "pivots": [
            {"id": "step-1x", "from": "intruder", "to": "mail", "claims": [{"source": "ministry", "when": "2026-03-01"}]},
            {"id": "step-2", "from": "mail", "to": "step-1", "claims": [{"source": "table", "when": "2026-03-02", "after": ["step-1x"]}]},
        ],
        "events": [{"id": "step-3", "label": "Found", "kind": "detection", "hosts": ["step-1"], "claims": [{"source": "table", "when": "2026-03-03"}]}],
    })
    .to_string()
    .into_bytes()
}

const COLUMNS: &[u8] = br#"{"columns": [{"name": "From", "field": "from", "values": ["a"]}, {"name": "To", "field": "to", "values": ["b"]}], "zone": "", "header": 1, "heads": []}"#;

/// The reader answers.
fn converted(state: &State, bytes: Vec<u8>) -> State {
    let (request, name) = (state.request, "steps.csv".to_owned());
    let answer = Open::Converted { request, name, answer: Ok(bytes), columns: Some(COLUMNS.to_vec()) };
    update(state.clone(), Action::Open(answer)).0
}

#[test]
fn a_table_that_is_dropped_on_the_sheet_is_added_as_one_edit_and_can_be_read_again() {
    let (state, _) = after(vec![Action::Set(Setting::Editable(true)), new()]);
    let state = typed(&state, Section::Steps, 0, "from", "Intruder");
    let state = typed(&state, Section::Steps, 0, "to", "Web server");
    let before = text(&state);
    let dropped = Action::Open(Open::Read { name: "steps.csv".to_owned(), bytes: b"From,To\na,b\n".to_vec() });
    let (state, effects) = update(state, dropped);
    assert!(matches!(effects.as_slice(), [Effect::Convert { .. }]), "{effects:?}");
    let state = converted(&state, table());
    assert_eq!(faults(&state), [""; 0], "{}", text(&state));
    let incident = &state.ready().unwrap().incident;
    assert_eq!(
        (incident.hosts.len(), incident.pivots.len(), incident.events.len(), incident.sources.len()),
        (4, 3, 1, 3)
    );
    assert_eq!(said(&state), "steps.csv: 2 hosts, 2 steps, 1 event added. Undo takes all of it back.");
    assert_eq!(incident.title.get("en"), "Untitled incident", "it is still the same incident");
    assert!(state.columns.is_some() && state.reading.is_none());
    // its columns are corrected, and it is read again: what it was before is gone
    let less = String::from_utf8(table()).unwrap().replace("\"Found\"", "\"Found out\"");
    let (again, effects) = update(state.clone(), Action::Assign(Assign::Take { column: 0, field: None }));
    assert!(matches!(effects.as_slice(), [Effect::Convert { .. }]), "{effects:?}");
    let again = converted(&again, less.into_bytes());
    assert!(!text(&again).contains("\"Found\"") && text(&again).contains("\"Found out\""));
    assert_eq!(again.ready().unwrap().incident.pivots.len(), 3);
    let (undone, _) = update(again.clone(), Action::Edit(Edit::Undo));
    assert_eq!(text(&undone), before, "one edit");
    assert!(undone.columns.is_none(), "and nothing is left to correct");
    // the same again is nothing new
    let dropped = Action::Open(Open::Read { name: "steps.csv".to_owned(), bytes: b"From,To\na,b\n".to_vec() });
    let (twice, _) = update(state.clone(), dropped);
    let twice = converted(&twice, table());
    assert_eq!(text(&twice), text(&state));
    assert_eq!(said(&twice), "steps.csv: nothing that is not there yet");
}

#[test]
fn rows_that_are_pasted_with_their_header_are_read_as_a_table() {
    let (state, _) = after(vec![Action::Set(Setting::Editable(true)), new()]);
    let paste =
        |text: &str| Action::Edit(Edit::Paste { section: Section::Steps, row: 0, column: 0, text: text.to_owned() });
    for header in ["Date\tSource host\tTarget\n", "日時\t接続元\t接続先\r\n"] {
        let (state, effects) = update(state.clone(), paste(&format!("{header}2026-03-01\ta\tb\n")));
        assert!(
            matches!(effects.as_slice(), [Effect::Convert { name, .. }] if name.split('.').next_back() == Some("tsv")),
            "{effects:?}"
        );
        assert_eq!(converted(&state, table()).ready().unwrap().incident.pivots.len(), 2);
    }
    let (state, effects) = update(state, paste("Intruder\tMail server\nMail server\tFile server\n"));
    assert!(!matches!(effects.as_slice(), [Effect::Convert { .. }]));
    assert_eq!(state.ready().unwrap().incident.pivots.len(), 2);
}

#[test]
fn what_is_not_saved_is_not_left_without_a_question() {
    let state = opened(NTT_2020);
    let other = Action::Open(Open::Read { name: "other.json".to_owned(), bytes: NTT_2025.to_vec() });
    let id = |state: &State| state.ready().unwrap().incident.id.clone();
    assert_ne!(id(&update(state.clone(), other.clone()).0), id(&state), "nothing is unsaved");
    let state = typed(&state, Section::Steps, 0, "when", "about 7 September 2019");
    let (state, _) = update(state, Action::Edit(Edit::End));
    for action in [other.clone(), Action::Open(Open::FromGallery("ntt-communications-2025".to_owned())), new()] {
        let (asked, effects) = update(state.clone(), action);
        assert_eq!((effects.as_slice(), text(&asked)), ([].as_slice(), text(&state)));
        assert!(asked.sheet().is_some_and(|it| it.hand.asked.is_some()), "the question is seen");
        let (stayed, effects) = update(asked, Action::Edit(Edit::Answer { is_left: false }));
        assert_eq!((effects.as_slice(), text(&stayed)), ([].as_slice(), text(&state)));
        assert!(stayed.sheet().unwrap().hand.asked.is_none() && stayed.sheet().unwrap().document.is_changed());
    }
    let (asked, _) = update(state.clone(), other.clone());
    let (left, effects) = update(asked.clone(), Action::Edit(Edit::Answer { is_left: true }));
    assert_eq!(effects, [Effect::Guard(false)]);
    assert_ne!(id(&update(left, other.clone()).0), id(&state));
    let (saving, effects) = update(asked, Action::Edit(Edit::Save));
    assert!(matches!(effects.as_slice(), [Effect::SaveDocument(_)]), "{effects:?}");
    assert_eq!(id(&update(saving.clone(), other.clone()).0), id(&state), "it is not in its file yet");
    let version = saving.editing.as_ref().unwrap().version;
    let (saved, _) = update(saving, Action::Edit(Edit::Saved(version)));
    assert_ne!(id(&update(saved, other).0), id(&state));
}

#[test]
fn techniques_are_found_by_their_names() {
    let state = opened(NTT_2020);
    let before = cell(&state, Section::Steps, 0, "technique");
    // as long as nobody knows what they are called, what is typed is taken
    assert_eq!(cell(&typed(&state, Section::Steps, 0, "technique", "T1566"), Section::Steps, 0, "technique"), "T1566");
    let (state, _) = update(state, Action::Edit(Edit::Techniques(breachmap::attack::NAMES)));
    for (words, id) in [
        ("valid acc", "T1078"),
        ("t1059.001", "T1059.001"),
        ("T1021 Remote Services", "T1021"),
        ("powershell", "T1059.001"),
    ] {
        let state = typed(&state, Section::Steps, 0, "technique", words);
        assert_eq!((cell(&state, Section::Steps, 0, "technique").as_str(), refused(&state)), (id, None));
    }
    let unclear = typed(&state, Section::Steps, 0, "technique", "remote serv");
    assert!(refused(&unclear).unwrap().starts_with("this can be T1021 Remote Services, "), "{:?}", refused(&unclear));
    let none = typed(&state, Section::Steps, 0, "technique", "no such thing");
    assert!(refused(&none).unwrap().starts_with("ATT&CK has no technique “no such thing”"));
    assert_eq!(cell(&none, Section::Steps, 0, "technique"), before);
}
