//! Files of the reader's own: what the tab keeps of them, and links to one that is not here.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

#[expect(dead_code, reason = "other tests use the rest of it")]
mod machine;

use breachmap::app::action::{Action, List, Open, Setting};
use breachmap::app::effect::Effect;
use breachmap::app::fragment::Fragment;
use breachmap::app::linking::text;
use breachmap::app::update::update;
use breachmap::app::wish::Link;
use breachmap::app::{Load, State};
use breachmap::incident::Day;
use machine::{NTT_2020, gallery};

const OWN: &str = r#"{ "format": "breachmap-incident/1", "id": "halden", "title": "Halden",
    "sources": [{ "id": "s", "kind": "press", "publisher": "S", "published": "2024-03-05" }],
    "hosts": [{ "id": "h", "label": "H", "states": [{ "source": "s", "value": "compromised", "when": "2024-03-01" }] }] }"#;

fn bring(text: &str) -> Action {
    Action::Open(Open::Read { name: "halden.json".to_owned(), bytes: text.as_bytes().to_vec() })
}

/// The page as it opens: it keeps what is opened.
fn page() -> State {
    let ours = Action::Open(Open::Load { name: "ours.json".to_owned(), bytes: NTT_2020.to_vec() });
    after(State::default(), [Action::Set(Setting::Keeps(true)), ours, gallery()])
}

fn after(state: State, actions: impl IntoIterator<Item = Action>) -> State {
    actions.into_iter().fold(state, |state, action| update(state, action).0)
}

/// Brings a file; gives what is kept of it.
fn kept(state: &State, file: &str) -> (State, Option<String>) {
    let (state, effects) = update(state.clone(), bring(file));
    let kept = effects.into_iter().find_map(|it| match it {
        Effect::Keep { file, .. } => Some(file),
        _ => None,
    });
    (state, kept.unwrap())
}

/// Another visit to an address, with what the tab has kept.
fn visit(fragment: &str, tab: Option<&str>) -> State {
    let mut state = after(State::default(), [Action::Set(Setting::Keeps(true))]);
    (state, _) = update(state, Action::Open(Open::At("ours.json".to_owned())));
    let src = state.request;
    let (state, effects) = update(state, Action::Restore(fragment.to_owned()));
    let late = Open::Fetched { request: src, address: "ours.json".to_owned(), answer: Ok(NTT_2020.to_vec()) };
    let mut state = after(state, [Action::Open(late), gallery()]);
    for effect in effects {
        let Effect::Recall(request) = effect else { panic!("{effect:?}") };
        state = after(state, [Action::Open(Open::Recalled { request, kept: tab.map(str::to_owned) })]);
    }
    state
}

fn id(state: &State) -> Option<&str> {
    state.ready().map(|it| it.incident.id.as_str())
}

fn asked(state: &State) -> String {
    let Load::Failed(failure) = &state.load else { panic!("{:?}", state.load) };
    assert_eq!(failure.code, "file-needed");
    failure.title.tell(state.tongue())
}

fn day() -> Action {
    Action::Set(Setting::AsOf(Day::parse("2024-03-01")))
}

#[test]
fn a_file_survives_a_reload_with_its_look() {
    let (state, tab) = kept(&page(), OWN);
    let state = after(state, [day(), Action::Set(Setting::Selection(Some("h".to_owned())))]);
    let address = Fragment::of(&state).write();
    assert!(address.starts_with("v=1&file=halden.json~") && address.contains("&as-of=2024-03-01"), "{address}");
    let again = visit(&address, tab.as_deref());
    assert_eq!((id(&again), Fragment::of(&again).write()), (Some("halden"), address));
    assert_eq!(again.ready().unwrap().name, "halden.json");
    assert!(again.complaint.is_none() && again.wanted.is_none());
}

#[test]
fn whether_it_is_kept_is_what_the_tab_says() {
    let (state, _) = kept(&page(), OWN);
    assert!(!state.is_kept, "nobody has said so yet");
    let answer = |request: u32, is_kept: bool| Action::Open(Open::Kept { request, is_kept });
    let said = after(state.clone(), [answer(state.request, true)]);
    assert!(said.is_kept);
    assert!(!after(state.clone(), [answer(state.request, false)]).is_kept, "refused, or full");
    assert!(!after(state.clone(), [answer(state.request - 1, true)]).is_kept, "of the file before");
    let (forgotten, effects) = update(said, Action::Open(Open::Forget));
    assert_eq!(effects, [Effect::Keep { request: forgotten.request, file: None }]);
    assert!(!after(forgotten, [answer(state.request, false)]).is_kept);
}

#[test]
fn what_is_not_to_be_kept_is_not() {
    let keeps = |state: &State, action: Action| {
        update(state.clone(), action).1.iter().any(|it| matches!(it, Effect::Keep { file: Some(_), .. }))
    };
    assert!(keeps(&page(), bring(OWN)));
    assert!(!keeps(&State::default(), bring(OWN)), "an element that was not told to");
    assert!(!keeps(&page(), Action::Open(Open::Load { name: "x".to_owned(), bytes: OWN.into() })), "the page's own");
    let large = OWN.replace("\"Halden\"", &format!("\"{}\"", "x".repeat(2_000_000)));
    let (state, kept) = kept(&page(), &large);
    assert_eq!((id(&state), kept), (Some("halden"), None), "what was kept before goes with it");
}

#[test]
fn a_link_asks_for_its_file_and_shows_no_other_incident() {
    let (state, _) = kept(&page(), OWN);
    let address = Fragment::of(&after(state, [day()])).write();
    for tab in [None, Some("nonsense".to_owned()), kept(&page(), &OWN.replace("Halden", "Other")).1] {
        let state = visit(&address, tab.as_deref());
        assert_eq!(asked(&state), "Open \"halden.json\" to go on");
        let opened = after(state.clone(), [bring(OWN)]);
        assert_eq!((id(&opened), opened.look.as_of), (Some("halden"), Day::parse("2024-03-01")));
        assert!(opened.complaint.is_none());

        let other = after(state.clone(), [bring(&OWN.replace("Halden", "Other"))]);
        assert_eq!((id(&other), other.look.as_of), (Some("halden"), None), "it opens as it does without a link");
        assert_eq!(other.complaint.unwrap().code, "other-file");

        let ours = Action::Open(Open::Load { name: "ours.json".to_owned(), bytes: NTT_2020.to_vec() });
        let ours = after(state, [ours]);
        assert!(ours.complaint.is_none() && ours.wanted.is_none() && ours.look.as_of.is_none());
    }
}

#[test]
fn going_back_to_a_file_that_is_not_kept_asks_for_it_and_from_there_leads_back() {
    let (own, tab) = kept(&page(), OWN);
    let address = format!("incident=halden&{}", Fragment::of(&own).write());
    let ours = Action::Open(Open::Load { name: "ours.json".to_owned(), bytes: NTT_2020.to_vec() });
    let ours = after(own, [ours, gallery()]);
    assert_eq!(Fragment::of(&ours).file, None);
    let back = |tab: Option<String>| {
        let (state, effects) = update(ours.clone(), Action::Restore(address.clone()));
        assert_eq!(effects, [Effect::Recall(state.request)]);
        after(state.clone(), [Action::Open(Open::Recalled { request: state.request, kept: tab })])
    };
    assert_eq!(id(&back(tab)), Some("halden"));
    let lost = back(None);
    asked(&lost);
    let (_, effects) = update(lost, Action::Restore("incident=ntt-communications-2020".to_owned()));
    assert!(
        effects.iter().any(|it| matches!(it, Effect::Fetch { address, .. } if address.contains("ntt"))),
        "{effects:?}"
    );
}

#[test]
fn an_address_does_not_say_what_a_marked_file_is_called() {
    let marked = OWN.replace("\"id\": \"halden\",", "\"id\": \"halden\", \"marking\": \"TLP:RED\",");
    let (state, tab) = kept(&page(), &marked);
    let address = Fragment::of(&state).write();
    assert!(address.starts_with("v=1&file=~") && !address.contains("halden"), "{address}");
    assert_eq!(visit(&address, tab.as_deref()).own.unwrap().name.as_deref(), Some("halden.json"), "the tab knows it");
    assert_eq!(asked(&visit(&address, None)), "Open the file of this link to go on");
    assert_eq!(id(&after(visit(&address, None), [bring(&marked)])), Some("halden"));
}

#[test]
fn a_changed_copy_of_one_of_ours_is_no_link_to_ours() {
    let copy = String::from_utf8(NTT_2020.to_vec()).unwrap() + "\n";
    let (state, tab) = kept(&page(), &copy);
    let link = text(&state, Link::View, "https://wiki.example/");
    assert!(link.starts_with("https://wiki.example/#v=1&file=halden.json~"), "{link}");
    let fragment = link.split_once('#').unwrap().1;
    assert_eq!(visit(fragment, tab.as_deref()).ready().unwrap().text.len(), copy.len());
    asked(&visit(fragment, None));
    let frame = text(&state, Link::Frame, "https://wiki.example/");
    assert!(!frame.contains("file="), "a frame has its file: {frame}");
}

#[test]
fn a_file_with_several_incidents_is_asked_for_and_leads_to_the_one_of_the_link() {
    let rows = r#"[{"id":"one","victim":"One","actor":"","actions":[],"n_more":0,"when":"","first":null,"last":null,"counts":[],"most":0,"complete":0,"text":"one"}]"#;
    let folder = || Action::Open(Open::ReadHeld { name: "cases".to_owned(), left: Some(Vec::new()) });
    let list = |state: State| {
        let state = after(state, [folder()]);
        let request = state.request;
        let found =
            Open::Collected { request, name: "cases".to_owned(), n_files: 1, unread: Vec::new(), rows: rows.into() };
        let views = Action::Part(breachmap::app::action::Fetch::Views(breachmap::app::part::Place::Here(
            &breachmap::app::views::VIEWS,
        )));
        update(after(state, [views]), Action::Open(found))
    };
    let (state, _) = list(page());
    assert!(state.listing.as_ref().unwrap().is_shown);
    assert_eq!(Fragment::of(&state).write(), "v=1&file=cases~");
    let state = after(state, [Action::List(List::Pick(0))]);
    let one = OWN.replace("\"halden\"", "\"one\"");
    let came =
        Open::Converted { request: state.request, name: "One".to_owned(), answer: Ok(one.into()), columns: None };
    let (state, effects) = update(state, Action::Open(came));
    let address = Fragment::of(&after(state, [day()])).write();
    assert_eq!(address, "v=1&incident=one&file=cases~&as-of=2024-03-01");
    assert!(effects.iter().all(|it| !matches!(it, Effect::Keep { file: Some(_), .. })), "{effects:?}");
    let again = visit(&address, None);
    assert_eq!(asked(&again), "Open \"cases\" to go on");
    let (_, effects) = list(again);
    assert!(effects.iter().any(|it| matches!(it, Effect::Pick { index: 0, .. })), "{effects:?}");
}
