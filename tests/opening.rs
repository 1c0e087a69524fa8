//! What is opened, as a machine: files of other tools, folders, indexes; the list that they become, and the ways into it and out.

mod machine;

use breachmap::app::action::{Action, Assign, List, Open, Setting};
use breachmap::app::columns::FIELDS;
use breachmap::app::effect::{Effect, Source};
use breachmap::app::folder::MAX_FILES;
use breachmap::app::fragment::Fragment;
use breachmap::app::update::update;
use breachmap::app::{Failure, Load, State};
use breachmap::tongue::{Arg, Phrase, Tongue};
use machine::{INDEX, NTT_2020, NTT_2025, after, gallery, read};

/// The reader found two incidents; the second is one of the gallery.
fn collected(request: u32) -> Action {
    let rows = br#"[{"id": "a", "victim": "A", "complete": 1, "text": "a"}, {"id": "ntt-communications-2025", "victim": "B", "text": "b"}, 7]"#;
    let unread = vec!["c.pdf: this is a PDF".into()];
    Action::Open(Open::Collected { request, name: "list".to_owned(), n_files: 3, unread, rows: rows.to_vec() })
}

/// The answer to a question that was asked for a file.
fn converted(request: u32, bytes: &[u8]) -> Action {
    Action::Open(Open::Converted { request, name: "x".to_owned(), answer: Ok(bytes.to_vec()), columns: None })
}

/// A list, of which the second incident is shown, and another one was before.
fn picked() -> State {
    let (state, effects) = after(vec![
        read(NTT_2020),
        collected(1),
        Action::List(List::Search("B".to_owned())),
        Action::List(List::Pick(1)),
    ]);
    assert!(matches!(effects.as_slice(), [Effect::Pick { index: 1, .. }]), "{effects:?}");
    let request = state.request;
    update(state, converted(request, NTT_2025)).0
}

fn is_listed(state: &State) -> Option<bool> {
    state.listing.as_ref().map(|it| it.is_shown)
}

#[test]
fn where_there_is_no_reader_a_broken_file_of_ours_is_still_explained() {
    for (bytes, code, expected) in [
        (b" [1,,2]".as_slice(), "no-reader", "not-json"),
        (b" [1,,2]", "other-file", "other-file"),
        (b"a,b\n1,2\n", "no-reader", "no-reader"),
    ] {
        let (state, _) = after(vec![read(NTT_2020), read(bytes)]);
        let failure = Failure::refused("x.json", code, Phrase::verbatim("the reader says so"), None);
        let answer = Action::Open(Open::Converted {
            request: state.request,
            name: "x.json".to_owned(),
            answer: Err(failure),
            columns: None,
        });
        let (state, _) = update(state, answer);
        assert_eq!(state.complaint.as_ref().map(|it| it.code), Some(expected));
        assert_eq!(state.reading, None);
    }
}

#[test]
fn the_file_of_another_tool_goes_to_its_reader() {
    let (state, effects) = after(vec![read(NTT_2020), read(b"{\"incident_id\": 1}")]);
    let Some(Effect::Convert { request, name, source: Source::Bytes(bytes) }) = effects.last() else {
        panic!("{effects:?}")
    };
    assert_eq!((*request, bytes.as_slice()), (state.request, &b"{\"incident_id\": 1}"[..]));
    assert!(state.reading.is_some() && state.ready().is_some());
    let (state, _) = update(state.clone(), Action::Open(Open::Progressed { request: *request, done: 7.0 }));
    assert_eq!(state.reading.as_ref().map(|it| it.done), Some(1.0));
    let answer = |request| {
        Action::Open(Open::Converted { request, name: name.clone(), answer: Ok(NTT_2025.to_vec()), columns: None })
    };
    let (done, _) = update(state.clone(), answer(*request));
    assert_eq!((done.ready().unwrap().incident.id.as_str(), &done.reading), ("ntt-communications-2025", &None));
    let (stopped, effects) = update(state, Action::Open(Open::Stop));
    assert_eq!((effects, &stopped.reading), (vec![Effect::StopConverting], &None));
    let (late, _) = update(stopped, answer(*request));
    assert_eq!(
        late.ready().unwrap().incident.id,
        "ntt-communications-2020",
        "the answer to what was stopped is dropped"
    );
}

#[test]
fn a_collection_leads_into_an_incident_and_back() {
    let (state, _) = after(vec![read(NTT_2020), collected(1), Action::List(List::Search("B".to_owned()))]);
    let listing = state.listing.as_ref().unwrap();
    assert_eq!((listing.collection.rows.len(), listing.collection.found(&listing.search)), (2, vec![1]));
    assert_eq!((listing.collection.n_files, listing.collection.unread.len()), (3, 1));
    assert_eq!(is_listed(&update(state, Action::List(List::Hide)).0), Some(false), "back to the incident before");
    let state = picked();
    assert_eq!(
        (is_listed(&state), state.ready().unwrap().incident.id.as_str()),
        (Some(false), "ntt-communications-2025")
    );
    let (state, _) = update(state, Action::List(List::Show));
    assert!(state.listing.is_some_and(|it| it.is_shown && it.search.words == "B"), "back where one was");
}

#[test]
fn only_another_file_takes_the_place_of_a_list() {
    let (state, _) = update(picked(), gallery());
    let (state, _) = update(state, Action::Open(Open::FromGallery("hse-2021".to_owned())));
    let request = state.request;
    let answer =
        |bytes: &[u8]| Action::Open(Open::Fetched { request, address: "x".to_owned(), answer: Ok(bytes.to_vec()) });
    let (state, effects) = update(state, answer(NTT_2020));
    assert_eq!((is_listed(&state), effects), (Some(false), vec![]), "the gallery leaves the list where it is");
    let (tried, effects) = update(state.clone(), read(b"%PDF"));
    assert!(matches!(effects.as_slice(), [Effect::Convert { .. }]), "{effects:?}");
    let failure = Failure::refused("x", "other-file", Phrase::verbatim("a PDF"), None);
    let answer = Action::Open(Open::Converted {
        request: tried.request,
        name: "x".to_owned(),
        answer: Err(failure),
        columns: None,
    });
    assert_eq!(is_listed(&update(tried, answer).0), Some(false), "what is not read takes nothing away");
    let (state, effects) = update(state, read(NTT_2020));
    assert_eq!((is_listed(&state), effects), (None, vec![Effect::Release]));
}

#[test]
fn what_is_being_read_is_stopped_when_something_else_is_asked_for() {
    let busy = || after(vec![read(NTT_2020), collected(1), read(b"a,b\n1,2\n")]).0;
    assert!(busy().reading.is_some());
    for action in [Action::List(List::Pick(0)), Action::Open(Open::At("y.json".to_owned())), Action::Open(Open::Stop)] {
        let (state, effects) = update(busy(), action.clone());
        assert!(state.reading.is_none() && effects.contains(&Effect::StopConverting), "{action:?}: {effects:?}");
    }
    let (state, effects) = update(busy(), read(NTT_2025));
    assert_eq!((state.reading, effects), (None, vec![Effect::StopConverting, Effect::Release]));
}

#[test]
fn without_an_incident_the_list_stays_while_another_file_fails() {
    let (state, _) = after(vec![Action::Open(Open::At("x.json".to_owned())), collected(1), read(b"a,b\n1,2\n")]);
    assert_eq!((is_listed(&state), &state.load), (Some(true), &Load::Empty), "the list is still seen");
    let failure = Failure::refused("x", "other-file", Phrase::verbatim("a table"), None);
    let answer = Action::Open(Open::Converted {
        request: state.request,
        name: "x".to_owned(),
        answer: Err(failure),
        columns: None,
    });
    let (state, _) = update(state, answer);
    assert!(state.complaint.is_some() && state.load == Load::Empty, "and what went wrong is said beside it");
}

#[test]
fn an_index_at_an_address_becomes_a_list() {
    let open = |bytes: &[u8]| {
        let (state, _) = after(vec![Action::Open(Open::At("gallery/index.json".to_owned()))]);
        let address = "gallery/index.json".to_owned();
        let answer = Action::Open(Open::Fetched { request: state.request, address, answer: Ok(bytes.to_vec()) });
        update(state, answer)
    };
    for (bytes, n, first) in [(INDEX, 6, "ntt-communications-2020.json"), (br#"["a.afb", "b.csv"]"#, 2, "a.afb")] {
        let (state, effects) = open(bytes);
        let [Effect::Convert { name, source: Source::Addresses { base, files }, .. }] = effects.as_slice() else {
            panic!("{effects:?}")
        };
        assert_eq!((name.as_str(), base.as_str()), ("index.json", "gallery/index.json"));
        assert_eq!((files.len(), files[0].as_str()), (n, first));
        assert_eq!(state.reading.and_then(|it| it.left), Some(vec![]), "a list, even of one");
    }
    let many = serde_json::to_vec(&vec!["a.json"; MAX_FILES + 1]).unwrap();
    let left = open(&many).0.reading.and_then(|it| it.left).unwrap();
    let left: Vec<String> = left.iter().map(|it| it.tell(Tongue::of("en"))).collect();
    assert_eq!(left, ["a.json: beyond the 20,000 files that are read at once"]);
    let (_, effects) = after(vec![read(INDEX)]);
    let is_file = |it: &Effect| matches!(it, Effect::Convert { source: Source::Bytes(_), .. });
    assert!(effects.iter().all(is_file), "nobody knows against what the addresses in a file of one's own are");
    let (_, effects) =
        after(vec![Action::Open(Open::LoadValue { name: "x".to_owned(), value: serde_json::json!(["a.json"]) })]);
    assert!(matches!(effects.as_slice(), [Effect::Convert { source: Source::Addresses { .. }, .. }]));
}

#[test]
fn what_of_a_folder_is_not_read_is_said_of_its_list() {
    let left = vec![Phrase::file_and_reason("x/.git/", Phrase::file_hidden())];
    let (state, effects) = after(vec![Action::Open(Open::ReadHeld { name: "x".to_owned(), left: Some(left) })]);
    let [Effect::Convert { source: Source::Held { is_list: true }, request, .. }] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    let (state, _) = update(state, collected(*request));
    let collection = &state.listing.unwrap().collection;
    assert_eq!(
        (collection.n_files, collection.unread.as_slice()),
        (
            4,
            [Arg::from("c.pdf: this is a PDF"), Phrase::file_and_reason("x/.git/", Phrase::file_hidden()).into()]
                .as_slice()
        )
    );
    let (_, effects) = after(vec![Action::Open(Open::ReadHeld { name: "x".to_owned(), left: None })]);
    assert!(matches!(effects.as_slice(), [Effect::Convert { source: Source::Held { is_list: false }, .. }]));
}

#[test]
fn a_fragment_names_an_incident_of_the_list_and_leads_there_and_back() {
    let state = picked();
    assert_eq!(Fragment::of(&state).incident.as_deref(), Some("ntt-communications-2025"));
    let (listed, effects) = update(state, Action::Restore("#".to_owned()));
    assert_eq!((is_listed(&listed), effects), (Some(true), vec![]));
    assert_eq!(Fragment::of(&listed), Fragment::default(), "a list has no lens");
    let link = "#incident=ntt-communications-2025&as-of=2025-02-05";
    let (state, effects) = update(listed, Action::Restore(link.to_owned()));
    assert!(matches!(effects.as_slice(), [Effect::Pick { index: 1, .. }]), "{effects:?}");
    let request = state.request;
    let (state, _) = update(state, converted(request, NTT_2025));
    assert_eq!(
        (is_listed(&state), state.look.as_of.map(|it| it.to_string()).as_deref()),
        (Some(false), Some("2025-02-05"))
    );
    let (state, effects) =
        after(vec![Action::Open(Open::At("i.json".to_owned())), Action::Restore(link.to_owned()), collected(1)]);
    assert!(matches!(effects.as_slice(), [Effect::Pick { index: 1, .. }]), "a link waits for the list: {effects:?}");
    assert!(state.wanted.is_some());
}

const COLUMNS: &[u8] =
    br#"{"columns": [{"name": "A", "field": "from", "values": ["x", "y"]}, {"name": "B", "field": null, "values": []}], "header": 1, "heads": ["A", "x"], "dates": "day-first"}"#;

/// A table that is read, or refused.
fn table(state: &State, bytes: Option<&[u8]>) -> (State, Vec<Effect>) {
    let refused = || {
        Failure::refused(
            "t.csv",
            "other-file",
            Phrase::verbatim("a table"),
            Some(Phrase::verbatim("breachmap convert")),
        )
    };
    let answer = bytes.map(<[u8]>::to_vec).ok_or_else(refused);
    let columns = Some(COLUMNS.to_vec());
    update(
        state.clone(),
        Action::Open(Open::Converted { request: state.request, name: "t.csv".to_owned(), answer, columns }),
    )
}

#[test]
fn each_choice_of_a_column_has_the_table_read_again() {
    let (state, effects) = table(&after(vec![read(b"A,B\nx,y\n")]).0, Some(NTT_2025));
    assert!(!state.columns.as_ref().unwrap().is_shown && effects.is_empty(), "the incident is shown first");
    let (state, _) = update(state, Action::Assign(Assign::Show(true)));
    let (state, effects) = update(state, Action::Assign(Assign::Take { column: 1, field: Some("from".to_owned()) }));
    let fields: Vec<_> = state.columns.as_ref().unwrap().all.iter().map(|it| it.field.as_deref()).collect();
    assert_eq!(fields, [None, Some("from")], "it can be one column only");
    let (back, _) = update(state.clone(), Action::Assign(Assign::Take { column: 1, field: Some("to".to_owned()) }));
    let fields: Vec<_> = back.columns.as_ref().unwrap().all.iter().map(|it| it.field.as_deref()).collect();
    assert_eq!(fields, [Some("from"), Some("to")], "what was only passed by is given back");
    let [Effect::Convert { source: Source::Again { options }, .. }] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(options[..4], ["from=#2", "to=#0", "when=#0", "clock=#0"]);
    let (fields, ways) = options.split_at(FIELDS.len());
    assert!(fields[4..].iter().all(|it| it.ends_with("=#0")));
    assert_eq!(ways, ["dates=day-first", "header=1"]);
    let (zoned, effects) = update(state.clone(), Action::Assign(Assign::Zone(" Asia/Tokyo ".to_owned())));
    let [Effect::Convert { source: Source::Again { options }, .. }] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(options[FIELDS.len()..], ["dates=day-first", "zone=Asia/Tokyo", "header=1"]);
    assert_eq!(update(zoned, Action::Assign(Assign::Zone("Asia/Tokyo".to_owned()))).1, [], "nothing changed");
    let (_, effects) = update(state.clone(), Action::Assign(Assign::Header(2)));
    let [Effect::Convert { source: Source::Again { options }, .. }] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(*options, ["dates=day-first", "header=2"], "another row has other names");
    let (state, _) = table(&state, None);
    let columns = state.columns.as_ref().unwrap();
    assert!(columns.is_shown && columns.is_refused && state.ready().is_some());
    assert_eq!(state.complaint.as_ref().unwrap().tell(state.tongue()).hint, "Say which column is what.");
    let (state, _) = update(state, Action::Assign(Assign::Take { column: 0, field: Some("to".to_owned()) }));
    let (state, _) = table(&state, Some(NTT_2020));
    assert!(state.columns.as_ref().is_some_and(|it| it.is_shown && !it.is_refused) && state.complaint.is_none());
    assert_eq!(update(state.clone(), Action::Assign(Assign::Show(false))).1, [], "the table can be read again");
    let (state, effects) = update(state, read(NTT_2025));
    assert_eq!((state.columns, effects), (None, vec![Effect::Release]), "another file takes its place");
}

#[test]
fn a_table_that_says_nothing_by_itself_asks_which_column_is_what() {
    let (state, effects) = table(&after(vec![read(b"A,B\nx,y\n")]).0, None);
    assert!(state.columns.as_ref().unwrap().is_shown && effects.is_empty());
    let (state, effects) = update(state, Action::Assign(Assign::Show(false)));
    assert_eq!((state.columns, state.complaint, state.load, effects), (None, None, Load::Empty, vec![Effect::Release]));
    let (state, effects) = table(&after(vec![Action::Set(Setting::ReadOnly(true))]).0, None);
    assert_eq!((state.columns, effects), (None, vec![Effect::Release]), "who may only look chooses nothing");
}

#[test]
fn the_fields_of_a_table_are_those_of_its_reader() {
    let mut names = breachmap::foreign::table::FIELDS.map(|(_, name, _)| name);
    let mut offered = FIELDS;
    names.sort_unstable();
    offered.sort_unstable();
    assert_eq!(names, offered);
}

#[test]
fn a_link_waits_for_the_list_that_is_on_its_way_before_it_asks_the_gallery() {
    let link = || Action::Restore("#incident=ntt-communications-2025".to_owned());
    let before = || vec![Action::Open(Open::At("gallery/index.json".to_owned())), link(), gallery()];
    let (state, effects) = after(before());
    assert_eq!(effects, [], "what comes may be a list with that incident");
    let answer = |bytes: &[u8]| {
        let (address, answer) = ("gallery/index.json".to_owned(), Ok(bytes.to_vec()));
        Action::Open(Open::Fetched { request: state.request, address, answer })
    };
    let (reading, effects) = update(state.clone(), answer(INDEX));
    assert!(matches!(effects.as_slice(), [Effect::Convert { .. }]), "{effects:?}");
    let (_, effects) = update(reading.clone(), collected(reading.request));
    assert!(matches!(effects.as_slice(), [Effect::Pick { index: 1, .. }]), "{effects:?}");
    let other = br#"[{"id": "a", "victim": "A"}]"#.to_vec();
    let other = Action::Open(Open::Collected {
        request: reading.request,
        name: String::new(),
        n_files: 1,
        unread: vec![],
        rows: other,
    });
    for effects in [update(reading, other).1, update(state.clone(), answer(NTT_2020)).1] {
        let [Effect::Fetch { address, .. }] = effects.as_slice() else { panic!("{effects:?}") };
        assert_eq!(address, "./gallery/ntt-communications-2025.json", "it was not there: the gallery has it");
    }
}
