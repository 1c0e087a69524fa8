//! Writing an incident on the sheet: what is typed, what becomes of the file, and what the map shows of it. No browser is needed.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

mod machine;
mod written;

use breachmap::app::State;
use breachmap::app::action::{Action, Edit, Open, Setting};
use breachmap::app::edit::Section;
use breachmap::app::effect::Effect;
use breachmap::app::update::update;
use machine::{INDEX, NTT_2020, NTT_2025, after, gallery};
use proptest::prelude::*;
use proptest::sample::Index;
use written::{cell, faults, new, new_row, opened, refused, rows, text, typed};

/// The lines that are gone, and the new ones.
fn changed(before: &str, after: &str) -> (Vec<String>, Vec<String>) {
    let without = |all: &str, of: &str| {
        let mut left: Vec<&str> = of.lines().collect();
        let lines = all.lines().filter(|line| match left.iter().position(|it| it == line) {
            Some(at) => {
                left.swap_remove(at);
                false
            }
            None => true,
        });
        lines.map(str::to_owned).collect()
    };
    (without(before, after), without(after, before))
}

#[test]
fn nothing_is_written_where_the_page_does_not_allow_it() {
    let load = Action::Open(Open::Load { name: "ntt.json".to_owned(), bytes: NTT_2020.to_vec() });
    for set in [vec![], vec![Setting::Editable(true), Setting::ReadOnly(true)]] {
        let actions = set.into_iter().map(Action::Set).chain([load.clone(), Action::Edit(Edit::Begin), new()]);
        let (state, effects) = after(actions.collect());
        assert!(state.editing.is_none() && effects.is_empty());
        assert_eq!(text(&state).as_bytes(), NTT_2020);
    }
}

#[test]
fn an_incident_is_written_from_nothing() {
    assert!(!INDEX.is_empty());
    let (mut state, _) = after(vec![gallery(), Action::Set(Setting::Editable(true)), new()]);
    assert!(state.ready().unwrap().report.diagnostics.is_empty());
    state = typed(&state, Section::About, 0, "title", "Halden Freight, 2026");
    // a step makes the hosts that it names
    state = typed(&state, Section::Steps, 0, "from", "Intruder");
    state = typed(&state, Section::Steps, 0, "to", "VPN gateway");
    state = typed(&state, Section::Steps, 0, "when", "by 9 March 2026");
    state = typed(&state, Section::Steps, 1, "from", "VPN gateway");
    state = typed(&state, Section::Steps, 1, "to", "File server");
    state = typed(&state, Section::Steps, 1, "when", "between 9 March 2026 and 11 March 2026");
    state = typed(&state, Section::Steps, 1, "hedge", "possibly");
    state = typed(&state, Section::Hosts, 2, "zone", "Head office");
    state = typed(&state, Section::Sources, 1, "publisher", "Ministry");
    state = typed(&state, Section::Sources, 1, "kind", "authority");
    state = typed(&state, Section::Counts, 0, "label", "Customers");
    state = typed(&state, Section::Counts, 0, "value", "about 1.8 thousand");
    state = typed(&state, Section::Counts, 0, "unit", "people");
    state = typed(&state, Section::Counts, 0, "source", "Ministry");
    let ready = state.ready().unwrap();
    assert_eq!(faults(&state), [""; 0], "{}", ready.text);
    assert_eq!((ready.incident.hosts.len(), ready.incident.pivots.len(), ready.incident.counts.len()), (3, 2, 1));
    assert!(ready.text.contains(r#"{ "id": "step-2", "from": "vpn-gateway", "to": "file-server", "when": "2026-03-09/2026-03-11", "hedge": "possible" }"#), "{}", ready.text);
    assert!(ready.text.contains(r#""source": "ministry""#), "{}", ready.text);
    // and all of it is taken back
    while state.editing.as_ref().unwrap().document.can().0 {
        (state, _) = update(state, Action::Edit(Edit::Undo));
    }
    assert_eq!(state.ready().unwrap().incident.hosts.len(), 1);
}

#[test]
fn what_is_corrected_in_a_file_changes_these_bytes_and_no_others() {
    let state = opened(NTT_2020);
    let before = text(&state);
    let at = rows(&state, Section::Counts).iter().position(|it| it.part == "/counts/0").unwrap();
    let state = typed(&state, Section::Counts, at, "value", "up to 622");
    let state = typed(&state, Section::Steps, 0, "when", "about 7 September 2019");
    let state = typed(&state, Section::Hosts, new_row(&state, Section::Hosts), "label", "Jump server");
    let state = typed(&state, Section::Steps, new_row(&state, Section::Steps), "from", "Jump server");
    let last = new_row(&state, Section::Steps) - 1;
    let state = typed(&state, Section::Steps, last, "to", &cell(&state, Section::Hosts, 1, "label"));
    let after = text(&state);
    let (gone, new) = changed(&before, &after);
    assert!(new.len() <= 20, "{new:?}");
    assert!(after.contains(r#"{"up_to": 622}"#) || after.contains("\"up_to\": 622"), "{after}");
    assert_eq!(gone.len(), 2, "{gone:?}");
    let n = state.ready().unwrap().incident.hosts.len();
    let (state, effects) = update(state, Action::Edit(Edit::Undo));
    assert_eq!(effects, [Effect::Guard(true)]);
    let (mut state, _) = update(state, Action::Edit(Edit::Redo));
    assert_eq!((text(&state), state.ready().unwrap().incident.hosts.len()), (after, n));
    let mut asked = Vec::new();
    for _ in 0..5 {
        let (next, effects) = update(state, Action::Edit(Edit::Undo));
        (state, asked) = (next, effects);
    }
    assert_eq!(text(&state), before);
    assert_eq!(asked, [Effect::Guard(false)], "nothing is left to save");
}

#[test]
fn victim_and_actor_are_written_with_what_others_say_of_them_left_alone() {
    // nothing yet: a claim of whoever writes
    let state =
        typed(&after(vec![Action::Set(Setting::Editable(true)), new()]).0, Section::About, 0, "victim", "Halden");
    let facts = |state: &State| state.ready().unwrap().incident.facts.len();
    assert_eq!((cell(&state, Section::About, 0, "victim").as_str(), facts(&state)), ("Halden", 1));
    assert_eq!(faults(&state), Vec::<String>::new());
    assert_eq!(facts(&typed(&state, Section::About, 0, "victim", "")), 0);
    // two languages: one of them is written; several claims: the first one is written, or goes
    let state = opened(NTT_2020);
    let name = cell(&state, Section::About, 0, "victim");
    let n = |state: &State| {
        let file: serde_json::Value = serde_json::from_str(&text(state)).unwrap();
        file["victim"]["claims"].as_array().map_or(0, Vec::len)
    };
    let other = typed(&state, Section::About, 0, "victim", "Another");
    assert_eq!((cell(&other, Section::About, 0, "victim").as_str(), n(&other)), ("Another", n(&state)));
    let (gone, came) = changed(&text(&state), &text(&other));
    assert_eq!((gone.len(), came.len()), (1, 1), "{name}: {gone:?} {came:?}");
}

#[test]
fn what_cannot_be_taken_is_said_in_its_cell_and_changes_nothing() {
    let state = opened(NTT_2020);
    let before = text(&state);
    for (section, key, text_typed, said) in [
        (Section::Steps, "when", "3/4/2020", "this can be 2020-04-03 or 2020-03-04; write one of them"),
        (Section::Steps, "when", "31 April 2020", "the calendar has no 31 April 2020"),
        (Section::Steps, "from", "", "this cannot be empty"),
        (Section::Steps, "hedge", "surely", "“surely” is not in this list"),
        (Section::Steps, "source", "The Times", "nothing is called “The Times”; add it first"),
        (Section::Hosts, "id", "a b", "“a b” cannot be an id; use letters, digits, -, _ and ."),
    ] {
        let state = typed(&state, section, 0, key, text_typed);
        assert_eq!(refused(&state).as_deref(), Some(said));
        assert_eq!(text(&state), before);
    }
}

#[test]
fn rows_of_a_spreadsheet_become_rows_and_one_edit() {
    let (state, _) = after(vec![Action::Set(Setting::Editable(true)), new()]);
    let before = text(&state);
    let pasted = "Intruder\tMail server\tphishing\t\t9 March 2026\nMail server\tFile server\t\t\t10 March 2026\r\nFile server\tDrop\t\t\tsome day\n";
    let paste = Edit::Paste { section: Section::Steps, row: 0, column: 0, text: pasted.to_owned() };
    let (state, _) = update(state, Action::Edit(paste));
    let incident = &state.ready().unwrap().incident;
    assert_eq!((incident.pivots.len(), incident.hosts.len()), (3, 4), "{}", text(&state));
    assert_eq!(cell(&state, Section::Steps, 1, "when"), "2026-03-10");
    assert!(refused(&state).unwrap().contains("some day"));
    let (state, _) = update(state, Action::Edit(Edit::Undo));
    assert_eq!(text(&state), before, "one edit");
}

#[test]
fn states_of_hosts_are_pasted_and_hosts_that_are_not_there_are_added() {
    let (state, _) = after(vec![Action::Set(Setting::Editable(true)), new()]);
    let pasted = "File server\tdisrupted\t11 March 2026\nMail\tclean\t\nFile server\trestored\t16 March 2026\n";
    let paste = Edit::Paste { section: Section::States, row: 0, column: 0, text: pasted.to_owned() };
    let (state, _) = update(state, Action::Edit(paste));
    assert_eq!(refused(&state), None);
    let document = state.editing.as_ref().unwrap().document.value();
    let hosts = document["hosts"].as_array().unwrap();
    assert_eq!(hosts.len(), 3, "{document}");
    let said = |at: usize| {
        hosts[at]["states"].as_array().unwrap().iter().map(|it| it["value"].as_str().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!((said(1), said(2)), (vec!["disrupted", "restored"], vec!["clean"]), "{document}");
    assert_eq!(hosts[1]["states"][1]["when"], "2026-03-16");
    assert!(hosts[0].get("states").is_none());
}

#[test]
fn a_state_that_is_sorted_to_its_host_tells_where_its_row_is() {
    let (state, _) = after(vec![Action::Set(Setting::Editable(true)), new()]);
    let pasted = "File server\tdisrupted\nMail\tclean\n";
    let paste = Edit::Paste { section: Section::States, row: 0, column: 0, text: pasted.to_owned() };
    let (state, _) = update(state, Action::Edit(paste));
    let moved = |state: &State| state.editing.as_ref().unwrap().hand.moved.clone();
    let pair = |from: &str, to: &str| Some((from.to_owned(), to.to_owned()));
    let state = typed(&state, Section::States, 2, "host", "File server");
    assert_eq!(moved(&state), pair("/hosts/-", "/hosts/1/states/1"));
    let state = typed(&state, Section::States, 1, "value", "restored");
    assert_eq!(moved(&state), None, "it stays where it is");
    let state = typed(&state, Section::States, 0, "host", "Mail");
    assert_eq!(moved(&state), pair("/hosts/1/states/0", "/hosts/2/states/1"));
    let state = typed(&state, Section::States, 3, "host", "Backup");
    assert_eq!(moved(&state), pair("/hosts/-", "/hosts/3/states/0"), "a new host, too");
}

#[test]
fn what_names_no_source_is_said_by_the_only_one_or_by_whoever_writes() {
    let state = opened(NTT_2020);
    let state = typed(&state, Section::Hosts, new_row(&state, Section::Hosts), "label", "One more");
    let document = state.editing.as_ref().unwrap().document.value();
    let sources = document["sources"].as_array().unwrap();
    let own = sources.iter().find(|it| it["kind"] == "editor").unwrap();
    assert_eq!(document["hosts"].as_array().unwrap().last().unwrap()["names"][0]["source"], own["id"]);
    let state = typed(&state, Section::Hosts, new_row(&state, Section::Hosts), "label", "Another");
    let again = state.editing.as_ref().unwrap().document.value();
    assert_eq!(again["sources"].as_array().unwrap().len(), sources.len(), "one is enough");
}

/// The work of a paste grows as its cells do.
#[test]
fn a_thousand_rows_are_pasted() {
    let (state, _) = after(vec![Action::Set(Setting::Editable(true)), new()]);
    let row =
        |n: usize| format!("Host {}\tHost {}\tstep {n}\t\t{} March 2026\tpossible\n", n / 3, n / 2 + 1, n % 28 + 1);
    let text_of = |n: usize| (0..n).map(row).collect::<String>();
    let before = text(&state);
    let (state, _) =
        update(state, Action::Edit(Edit::Paste { section: Section::Steps, row: 0, column: 0, text: text_of(1000) }));
    let document = state.editing.as_ref().unwrap().document.value();
    assert_eq!(document["pivots"].as_array().unwrap().len(), 1000);
    assert_eq!(document["pivots"][999]["label"], "step 999");
    // upon what is there
    let (state, _) = update(
        state,
        Action::Edit(Edit::Paste { section: Section::Steps, row: 0, column: 2, text: "other\n".repeat(1000) }),
    );
    let document = state.editing.as_ref().unwrap().document.value();
    assert!(document["pivots"].as_array().unwrap().iter().all(|it| it["label"] == "other"));
    let (state, _) = update(state, Action::Edit(Edit::Undo));
    let (state, _) = update(state, Action::Edit(Edit::Undo));
    assert_eq!(text(&state), before);
}

#[test]
fn another_source_may_say_something_else() {
    let (state, _) = after(vec![Action::Set(Setting::Editable(true)), new()]);
    let state = typed(&state, Section::Sources, 1, "publisher", "Daily");
    let state = typed(&state, Section::Sources, 1, "kind", "press");
    let state = typed(&state, Section::Counts, 0, "label", "Customers");
    let state = typed(&state, Section::Counts, 0, "value", "1800");
    let state = typed(&state, Section::Counts, 0, "unit", "people");
    let (state, _) = update(state, Action::Edit(Edit::AddClaim(Section::Counts, "/counts/0".to_owned())));
    let state = typed(&state, Section::Counts, 1, "value", "2350");
    let state = typed(&state, Section::Counts, 1, "unit", "people");
    assert_eq!(faults(&state), [""; 0], "{}", text(&state));
    assert_eq!(state.ready().unwrap().incident.counts[0].claims.len(), 2);
    assert_eq!(cell(&state, Section::Counts, 1, "source"), "Daily");
    // a state of a host, and one more
    let state = typed(&state, Section::States, 0, "host", "Intruder");
    assert_eq!(
        rows(&state, Section::States)[0].cells.iter().flatten().filter(|it| !it.problems.is_empty()).count()
            + rows(&state, Section::States)[0].problems.len(),
        1,
        "it has no value yet"
    );
    let state = typed(&state, Section::States, 0, "value", "compromised");
    assert_eq!(faults(&state), [""; 0], "{}", text(&state));
}

proptest! {
    #[test]
    fn whatever_is_typed_can_be_read_and_undone(edits in proptest::collection::vec((0..11_usize, any::<Index>(), any::<Index>(), 0..12_usize), 1..12)) {
        const TEXTS: [&str; 12] = ["", "x", "Server B", "5 May 2020", "2020-05", "1,800", "up to 9", "possible", "compromised", "Nobody; Somebody", "日本", "\"{\\"];
        let mut state = opened(NTT_2025);
        for (section, row, column, what) in edits {
            let section = Section::ALL[section];
            let row = row.get(&rows(&state, section)).clone();
            let column = column.index(section.columns().len());
            let (part, claim) = (row.part, row.claim);
            let edit = match what {
                10 if row.n_claims > 0 => Edit::AddClaim(section, part),
                11 if !part.ends_with("/-") && !part.is_empty() => Edit::Remove(if column % 2 == 0 { part } else { claim }),
                _ => Edit::Type { section, part, claim, column, text: TEXTS[what].to_owned() },
            };
            (state, _) = update(state, Action::Edit(edit));
            prop_assert!(state.complaint.is_none(), "{:?}", state.complaint);
            rows(&state, section);
        }
        while state.editing.as_ref().unwrap().document.can().0 {
            (state, _) = update(state, Action::Edit(Edit::Undo));
        }
        prop_assert!(text(&state).as_bytes() == NTT_2025);
    }
}
