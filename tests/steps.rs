//! A story with an order and hardly a date: its steps have places of their own, and no day is made up.
#![expect(clippy::unwrap_used, reason = "what cannot be read fails the test")]

use std::rc::Rc;

use breachmap::app::action::{Action, Open, Seek, Setting, Way};
use breachmap::app::fragment::Fragment;
use breachmap::app::update::update;
use breachmap::app::view::Picture;
use breachmap::app::{SliderClock, State};
use breachmap::incident::Day;
use breachmap::timeline::{HostState, Lens, Phase, Scale, Snapshot};
use breachmap::words::Teller;

const MILL: &[u8] = include_bytes!("cases/order-without-dates/input.json");
const NTT_2020: &[u8] = include_bytes!("../static/gallery/ntt-communications-2020.json");

fn after(bytes: &[u8], actions: impl IntoIterator<Item = Action>) -> State {
    let read = Action::Open(Open::Read { name: "incident.json".to_owned(), bytes: bytes.to_vec() });
    std::iter::once(read).chain(actions).fold(State::default(), |state, action| update(state, action).0)
}

fn picture(state: &State) -> Rc<Picture> {
    Picture::of(state, None).unwrap()
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// The days and steps at which the slider stands from the first to the last.
fn stands(mut state: State) -> Vec<String> {
    let mut stands = Vec::new();
    state = update(state, Action::Seek(Seek::First)).0;
    loop {
        let stand = format!("{} {}", state.look.as_of.unwrap(), state.look.step.clone().unwrap_or_default());
        if stands.last() == Some(&stand) {
            return stands;
        }
        stands.push(stand);
        state = update(state, Action::Seek(Seek::Step(Way::Forward))).0;
    }
}

#[test]
fn the_slider_stands_at_each_step_that_has_no_date() {
    let steps = Action::Set(Setting::Scale(Some(Scale::Steps)));
    let expected = [
        "2021-03-01 ",
        "2021-03-02 ",
        "2021-03-02 to-files",
        "2021-03-02 to-backup",
        "2021-03-09 ",
        "2021-03-09 out",
        "2021-03-20 ",
    ];
    let state = after(MILL, [steps]);
    assert_eq!(stands(state.clone()), expected);
    let mut state = update(state, Action::Seek(Seek::Last)).0;
    for expected in expected.iter().rev() {
        assert_eq!(format!("{} {}", state.look.as_of.unwrap(), state.look.step.clone().unwrap_or_default()), *expected);
        state = update(state, Action::Seek(Seek::Step(Way::Back))).0;
    }
    let proportional = after(MILL, [Action::Set(Setting::Scale(Some(Scale::True)))]);
    assert_eq!(stands(proportional), ["2021-03-01 ", "2021-03-02 ", "2021-03-09 ", "2021-03-20 "]);
}

#[test]
fn at_such_a_step_the_told_order_counts() {
    let to = |step: &str| Action::Restore(format!("as-of=2021-03-02&scale=steps&step={step}"));
    let at = |step: &str| picture(&after(MILL, [to(step)]));
    let files = at("to-files");
    let phase = |picture: &Picture, id: &str| picture.snapshot.pivot(id).unwrap().phase;
    let state = |picture: &Picture, id: &str| picture.snapshot.host(id).unwrap().state;
    assert_eq!((phase(&files, "to-files"), phase(&files, "to-backup")), (Phase::After, Phase::Before));
    assert_eq!((state(&files, "files"), state(&files, "backup")), (HostState::Compromised, HostState::NotYet));
    assert!(
        files.sentence().starts_with("After 2 March 2021, no date given: Mail server → File server; "),
        "{}",
        files.sentence()
    );
    assert_eq!(
        files.steps().iter().filter(|it| it.is_current).map(|it| it.id.as_str()).collect::<Vec<_>>(),
        ["to-files"]
    );
    let backup = at("to-backup");
    assert_eq!((phase(&backup, "to-files"), phase(&backup, "to-backup")), (Phase::After, Phase::After));
    assert_eq!(state(&backup, "backup"), HostState::Compromised);
    let before = picture(&after(MILL, [Action::Set(Setting::AsOf(Some(day("2021-03-02"))))]));
    assert_eq!(phase(&before, "to-files"), Phase::During, "by the day alone, it is possible");
    assert_eq!(at("nothing").snapshot, before.snapshot, "a step that is not there changes nothing");
    assert_eq!(at("entry").snapshot, before.snapshot, "nor does one with a date");
}

#[test]
fn the_slider_snaps_to_the_nearest_place_and_the_smallest_push_moves_it() {
    let state = after(
        MILL,
        [Action::Set(Setting::Scale(Some(Scale::Steps))), Action::Set(Setting::AsOf(Some(day("2021-03-02"))))],
    );
    let at = state.position().unwrap();
    let pushed = update(state, Action::Seek(Seek::Slide(at + 1e-6))).0;
    assert_eq!(pushed.look.step.as_deref(), Some("to-files"));
    let link = Fragment::of(&pushed).write();
    assert!(link.ends_with("&as-of=2021-03-02&step=to-files&scale=steps"), "{link}");
    let at = pushed.position().unwrap();
    assert_eq!(update(pushed.clone(), Action::Seek(Seek::Slide(at + 0.01))).0.look.step.as_deref(), Some("to-backup"));
    let far = update(pushed.clone(), Action::Seek(Seek::Slide(0.0))).0;
    assert_eq!((far.look.as_of, far.look.step), (Some(day("2021-03-01")), None));
    let day_on = update(pushed, Action::Seek(Seek::StepDay(Way::Forward))).0;
    assert_eq!(day_on.look.step.as_deref(), Some("to-backup"), "arrows go from place to place");
}

#[test]
fn a_story_with_hardly_a_date_opens_in_equal_steps() {
    assert_eq!(after(NTT_2020, []).scale(), Scale::Compressed);
    let text = std::str::from_utf8(MILL).unwrap();
    assert_eq!(after(MILL, []).scale(), Scale::Compressed, "half of it has dates");
    let undated =
        text.replace("\"when\": \"2021-03-09\", ", "").replace("\"when\": \"2021-03-20\"", "\"after\": \"noticed\"");
    let state = after(undated.as_bytes(), []);
    assert_eq!(state.scale(), Scale::Steps);
    assert!(stands(state).iter().any(|it| it.ends_with("noticed")));
}

/// Four steps in told order, of which nobody says when, by a source of which nobody knows when it was out.
const UNDATED: &str = r#"{
  "format": "breachmap-incident/1", "id": "undated", "title": "Nobody says when",
  "sources": [{ "id": "s", "publisher": "Somebody", "kind": "press" }],
  "hosts": [{ "id": "out", "label": "Intruder", "role": "intruder" }, { "id": "mail", "label": "Mail" },
    { "id": "files", "label": "Files", "states": [{ "value": "contained", "source": "s", "after": ["taken"] }] }],
  "pivots": [{ "id": "in", "from": "out", "to": "mail", "claims": [{ "source": "s" }] },
    { "id": "on", "from": "mail", "to": "files", "claims": [{ "source": "s", "after": ["in"] }] }],
  "events": [{ "id": "taken", "label": "Files taken", "claims": [{ "source": "s", "after": ["on"] }] },
    { "id": "rumour", "label": "A sale", "claims": [{ "source": "s" }] }],
  "counts": [{ "id": "n", "label": "Files", "claims": [{ "value": 100, "unit": "files", "source": "s" }] }]
}"#;

#[test]
fn where_nobody_gives_a_date_the_story_goes_by_its_order_and_ends_with_all_that_is_told() {
    let state = after(UNDATED.as_bytes(), []);
    assert_eq!(picture(&state).sentence(), "No date is told: 100 files; 1 host compromised, 1 contained.");
    let whole = picture(&state).snapshot.clone();
    assert!(whole.pivots.iter().chain(&whole.events).all(|it| it.phase == Phase::After));
    let no_day = "XXXX-XX-XX";
    let stands = stands(state.clone());
    assert_eq!(stands, ["in", "on", "taken", "rumour", ""].map(|step| format!("{no_day} {step}")));
    let state = update(state, Action::Seek(Seek::First)).0;
    let first = picture(&state);
    let state_of = |id: &str| first.snapshot.host(id).unwrap().state;
    assert_eq!((state_of("mail"), state_of("files")), (HostState::Compromised, HostState::NotYet));
    let phase = |id: &str| first.snapshot.event(id).unwrap().phase;
    assert_eq!((phase("taken"), phase("rumour")), (Phase::Before, Phase::Unknown), "no order is told for the sale");
    assert_eq!(first.stand().1, "Intruder → Mail");
}

#[test]
fn a_date_that_nobody_told_is_printed_nowhere() {
    let learning = [Action::Set(Setting::Clock(SliderClock::Learned))];
    let scales = Scale::ALL
        .iter()
        .map(|it| vec![Action::Set(Setting::Scale(Some(*it))), Action::Seek(Seek::Step(Way::Forward))]);
    for actions in scales.chain([
        learning.to_vec(),
        vec![Action::Seek(Seek::StepDay(Way::Back))],
        vec![Action::Seek(Seek::Slide(0.3))],
    ]) {
        let state = after(UNDATED.as_bytes(), actions.clone());
        let json = serde_json::to_value(picture(&state).snapshot_json()).unwrap();
        assert_eq!(json["lens"]["as_of"], serde_json::Value::Null, "{actions:?}");
        let text = format!("{json}{}{:?}", Fragment::of(&state).write(), picture(&state).chart);
        assert!(!text.contains("1970") && !text.contains("-12-31") && !text.contains("XXXX"), "{actions:?}: {text}");
        let is_reached = picture(&state).snapshot.hosts.iter().any(|it| it.is_reached());
        assert!(is_reached || state.look.step.is_some(), "{actions:?}");
    }
}

#[test]
fn playing_goes_through_all_places() {
    let mut state = after(
        MILL,
        [Action::Set(Setting::Scale(Some(Scale::Steps))), Action::Seek(Seek::First), Action::Seek(Seek::TogglePlay)],
    );
    let mut steps = Vec::new();
    while state.is_playing {
        state = update(state, Action::Seek(Seek::Ticked)).0;
        steps.extend(state.look.step.clone());
    }
    assert_eq!(steps, ["to-files", "to-backup", "out"]);
    assert_eq!(state.look.as_of, Some(day("2021-03-20")));
}

/// Things of one day, some with a time of day, in no order.
const ONE_DAY: &str = r#"{
    "format": "breachmap-incident/1", "id": "one-day", "title": "One day",
    "sources": [{ "id": "log", "kind": "analyst", "publisher": "A log", "published": "2020-09-23" }],
    "hosts": [{ "id": "a", "label": "A" }, { "id": "b", "label": "B" }],
    "pivots": [{ "id": "a-b", "from": "a", "to": "b", "label": "remote desktop",
        "claims": [{ "source": "log", "when": "2020-09-22T20:00:00+02:00" }] }],
    "events": [
        { "id": "late", "label": "Late", "claims": [{ "source": "log", "when": "2020-09-22T18:30:00Z" }] },
        { "id": "early", "label": "Early", "claims": [{ "source": "log", "when": "2020-09-22T17:00:05Z" }] },
        { "id": "day", "label": "That day", "claims": [{ "source": "log", "when": "2020-09-22" }] }
    ]
}"#;

#[test]
fn what_happened_on_one_day_is_told_by_the_clock() {
    let incident = breachmap::import::import(ONE_DAY.as_bytes()).unwrap().incident;
    let story = Snapshot::of(&incident, &Lens::on(day("2020-09-22"))).story;
    let teller = Teller::of(&incident, "en");
    let told: Vec<String> =
        (story.iter()).map(|it| format!("{}, {}", teller.step_by(&it.id), teller.tongue.when(&it.when))).collect();
    assert_eq!(
        told,
        [
            "That day, 22 September 2020",
            "Early, 22 September 2020, 17:00:05 UTC",
            "A → B: remote desktop, 22 September 2020, 20:00 +02:00",
            "Late, 22 September 2020, 18:30 UTC"
        ]
    );
}
