//! The interface as a machine: what actions do to the state, and what they ask of the browser. No browser is needed.

mod machine;

use breachmap::app::action::{Action, Compare, Fold, Found, Move, Open, Screen, Seek, Setting, Talk, Trust, Way};
use breachmap::app::camera::Size;
use breachmap::app::effect::Effect;
use breachmap::app::findable::Kind;
use breachmap::app::follow::Direction;
use breachmap::app::fragment::Fragment;
use breachmap::app::ledger::{heads, ledger};
use breachmap::app::look::{In, Key};
use breachmap::app::multiples::Multiples;
use breachmap::app::presented::Stage;
use breachmap::app::update::update;
use breachmap::app::view::Picture;
use breachmap::app::{Controls, Load, SliderClock, State, Tab};
use breachmap::incident::Day;
use breachmap::timeline::diff::Mark;
use breachmap::timeline::{Attribute, PartialLens, Preference, Scale};
use breachmap::tongue::Tongue;
use machine::{NTT_2020, NTT_2025, after, gallery, read};
use proptest::prelude::*;

const CROWD: &[u8] = include_bytes!("cases/crowd/input.json");

fn day(text: &str) -> Day {
    Day::parse(text).expect("tests name days of the calendar")
}

#[test]
fn an_incident_opens_on_the_last_day_of_its_story() {
    let (state, _) = after(vec![read(NTT_2020)]);
    assert_eq!(state.lens().map(|it| it.as_of), Some(day("2020-07-02")));
    let (number, rest) = Picture::of(&state, None).unwrap().headline();
    assert_eq!([number, rest], ["704 to 892", "companies possibly affected, overlap unknown"]);
}

#[test]
fn steps_go_to_days_on_which_something_can_change_and_stop_at_the_ends() {
    let (state, _) = after(vec![
        read(NTT_2020),
        Action::Set(Setting::AsOf(Some(day("2020-05-07")))),
        Action::Seek(Seek::Step(Way::Forward)),
    ]);
    assert_eq!(state.look.as_of, Some(day("2020-05-11")));
    let (state, _) = after(vec![read(NTT_2020), Action::Seek(Seek::Last), Action::Seek(Seek::Step(Way::Forward))]);
    assert_eq!(state.look.as_of, Some(day("2020-07-02")));
    let (state, _) = after(vec![read(NTT_2020), Action::Seek(Seek::First), Action::Seek(Seek::StepDay(Way::Back))]);
    assert_eq!(state.look.as_of, Some(day("2019-08-31")), "the quiet day before it begins");
}

#[test]
fn the_smallest_push_of_the_slider_moves_it_by_a_day() {
    let (state, _) = after(vec![read(NTT_2020), Action::Set(Setting::AsOf(Some(day("2019-10-15"))))]);
    let at = state.axis().unwrap().position(day("2019-10-15"));
    let (state, _) = update(state, Action::Seek(Seek::Slide(at + 1e-6)));
    assert_eq!(state.look.as_of, Some(day("2019-10-16")));
}

#[test]
fn playing_waits_step_by_step_and_ends_by_itself() {
    let (mut state, effects) = after(vec![read(NTT_2025), Action::Seek(Seek::TogglePlay)]);
    assert_eq!(effects, [Effect::Wait(1500)]);
    assert_eq!(state.look.as_of, Some(day("2025-02-04")), "it begins anew from the last day");
    let mut n_steps = 0;
    while state.is_playing {
        (state, _) = update(state, Action::Seek(Seek::Ticked));
        n_steps += 1;
    }
    assert_eq!(state.look.as_of, state.ready().map(|it| it.timeline.last()));
    assert_eq!(n_steps, state.ready().unwrap().timeline.stops.len() - 1);
    assert_eq!(update(state, Action::Seek(Seek::Ticked)).1, [], "a late tick asks for no other");
}

#[test]
fn as_it_was_learned_both_clocks_move() {
    let learned = Action::Set(Setting::Clock(SliderClock::Learned));
    let (state, _) = after(vec![read(NTT_2020), Action::Set(Setting::AsOf(Some(day("2020-05-28")))), learned.clone()]);
    let lens = state.lens().unwrap();
    assert_eq!((lens.as_of, lens.known_on), (day("2020-05-28"), Some(day("2020-05-28"))), "the day stays");
    let picture = Picture::of(&state, None).unwrap();
    assert_eq!(picture.headline().0, "621");
    let (before, _) = update(state.clone(), Action::Seek(Seek::Step(Way::Back)));
    assert_eq!(before.look.as_of, Some(day("2020-05-27")), "the last day on which nothing was known");
    assert!(Picture::of(&before, None).unwrap().snapshot.hosts.is_empty());
    let (last, _) = update(state.clone(), Action::Seek(Seek::Last));
    let (all, _) = update(last.clone(), Action::Set(Setting::Clock(SliderClock::Happened)));
    assert_eq!(all.look.as_of, Some(day("2020-07-02")), "the story is over before all of it is known");
    let hosts = |state: &State| Picture::of(state, None).unwrap().snapshot.hosts.len();
    assert_eq!(hosts(&last), hosts(&all), "in the end all is known");
    let (pinned, _) = update(last, Action::Set(Setting::KnownOn(Some(day("2020-05-28")))));
    assert_eq!(pinned.look.clock, SliderClock::Happened, "what is pinned does not move");
    assert_eq!(pinned.lens().unwrap().known_on, Some(day("2020-05-28")));
    let (state, _) = update(pinned, learned);
    assert_eq!(state.look.known_on, None);
    assert!(Fragment::of(&state).write().contains("clock=learned"));
}

#[test]
fn the_unit_of_the_chart_is_one_of_the_ledger() {
    let (state, _) = after(vec![read(NTT_2020)]);
    let picture = Picture::of(&state, None).unwrap();
    let units: Vec<&str> = picture.series.iter().map(|it| it.unit.as_str()).collect();
    assert_eq!(units, ["companies", "files", "sites"]);
    assert_eq!(picture.report_words(0), "28 May 2020: 621 companies possibly affected — NTT Communications");
    let last = "2 July 2020: 704 to 892 companies possibly affected, up from 621 — NTT Communications (second notice)";
    assert_eq!(picture.report_words(1), last);
    let (state, _) = update(state, Action::Set(Setting::Unit(Some("files".to_owned()))));
    let files = Picture::of(&state, Some(&picture)).unwrap();
    assert_eq!(files.report_words(0), "28 May 2020: more than 100 files — A source familiar with the case");
    assert_eq!(files.spots.len(), 1);
    let (state, _) = update(state, Action::Set(Setting::Unit(Some("none".to_owned()))));
    assert_eq!(Picture::of(&state, None).unwrap().shown_series().unwrap().unit, "companies");
}

#[test]
fn the_ledger_says_what_replaces_what_and_why_a_total_is_a_range() {
    let (state, _) = after(vec![read(NTT_2020)]);
    let picture = Picture::of(&state, None).unwrap();
    let ledger = ledger(&picture);
    assert_eq!(
        ledger.iter().map(|it| it.total.as_str()).collect::<Vec<_>>(),
        ["704 to 892 companies possibly affected", "more than 100 files", "about 10 to 11 sites possibly affected",]
    );
    assert_eq!(Some(&ledger[0].why), picture.why().as_ref());
    let cells = |i: usize| ledger[0].rows[i].cells.iter().map(String::as_str).collect::<Vec<_>>();
    let may =
        ["Companies, first path, as of May", "621", "possibly", "no time given", "28 May 2020", "NTT Communications"];
    assert_eq!(cells(0)[..6], may);
    assert_eq!(cells(0)[6..], ["replaced by: Companies, first path, as of July", "", "no: replaced"]);
    let july =
        ["replaces: Companies, first path, as of May", "not disclosed how many with: Companies, second path", "yes"];
    assert_eq!(cells(1)[6..], july);
    assert!(ledger[0].rows.iter().all(|it| it.cells.len() + 1 == heads(Tongue::of("en")).len()));
}

#[test]
fn numbers_above_two_to_the_53rd_reach_the_screen_exactly() {
    let file = r#"{ "format": "breachmap-incident/1", "id": "x", "title": "X", "sources": [{ "id": "s", "kind": "victim", "publisher": "S", "published": "2024-03-08" }],
        "counts": [{ "id": "a", "label": "A", "claims": [{ "source": "s", "unit": "records", "value": 12345678901234567890 }] }] }"#;
    let mut actions = vec![read(file.as_bytes()), Action::Screen(Screen::ChartResized(800.0))];
    actions.push(Action::Set(Setting::View(Tab::Table)));
    let (state, _) = after(actions);
    let picture = Picture::of(&state, None).unwrap();
    let exact = "12,345,678,901,234,567,890";
    assert_eq!(picture.headline().0, exact);
    assert!(picture.report_words(0).contains(exact));
    assert_eq!(ledger(&picture)[0].rows[0].cells[1], exact);
    assert!(
        picture.chart.iter().any(|it| it.text.as_deref() == Some(exact)),
        "the chart writes it, and not its nearest float"
    );
}

#[test]
fn an_answer_to_an_older_question_is_dropped() {
    let open = |it: &str| Action::Open(Open::At(it.to_owned()));
    let answer = |request, bytes: &[u8]| {
        Action::Open(Open::Fetched { request, address: "x".to_owned(), answer: Ok(bytes.to_vec()) })
    };
    let (state, _) = after(vec![open("a.json"), open("b.json"), answer(2, NTT_2025), answer(1, NTT_2020)]);
    assert_eq!(state.ready().unwrap().incident.id, "ntt-communications-2025");
}

#[test]
fn a_file_that_cannot_be_read_does_not_take_away_the_incident() {
    let (state, _) = after(vec![read(NTT_2020), read(b"{")]);
    assert!(state.ready().is_some());
    assert_eq!(state.complaint.as_ref().map(|it| it.code), Some("cut-off"));
    let (state, _) = update(state, Action::Dismiss);
    assert_eq!(state.complaint, None);
    let (state, _) = after(vec![read(b"{")]);
    assert!(matches!(state.load, Load::Failed(_)));
}

#[test]
fn a_fragment_waits_for_its_incident() {
    let restore = Action::Restore("#incident=ntt-communications-2025&as-of=2025-02-06&select=device-a".to_owned());
    let (state, effects) = after(vec![restore, read(NTT_2020), gallery()]);
    let address = "./gallery/ntt-communications-2025.json".to_owned();
    assert_eq!(effects, [Effect::Fetch { request: state.request, address }]);
    let request = state.request;
    let answer = Action::Open(Open::Fetched { request, address: "x".to_owned(), answer: Ok(NTT_2025.to_vec()) });
    let (state, _) = update(state, answer);
    assert_eq!(Fragment::of(&state).write(), "v=1&incident=ntt-communications-2025&as-of=2025-02-06&select=device-a");
}

#[test]
fn what_is_not_there_cannot_be_chosen() {
    let (state, _) = after(vec![read(NTT_2020), Action::Set(Setting::Selection(Some("nobody".to_owned())))]);
    assert_eq!(state.look.selection, None);
    let (state, _) = update(state, Action::Set(Setting::Selection(Some("ad".to_owned()))));
    assert_eq!(state.look.selection.as_deref(), Some("ad"));
    let (state, _) = update(state, read(NTT_2025));
    assert_eq!(state.look.selection, None, "another incident has other things");
}

#[test]
fn the_reader_prefers_one_source_at_a_time_and_goes_back_to_the_rule() {
    let prefer = |it: &str| Action::Trust(Trust::Prefer(Preference::parse(it).unwrap()));
    let detected = |state: &State| Picture::of(state, None).unwrap().snapshot.event("detection").unwrap().when.span;
    let (by_rule, _) = after(vec![read(NTT_2020)]);
    assert_eq!(detected(&by_rule).latest, Some(day("2020-05-07")));
    let (state, _) = update(by_rule, prefer("detection.when~mynavi"));
    let (state, _) = update(state, prefer("detection.when~csidb"));
    assert_eq!(Fragment::of(&state).write(), "v=1&prefer=detection.when~csidb");
    assert_eq!(detected(&state).latest, Some(day("2020-05-11")));
    let (state, _) = update(state, Action::Trust(Trust::Unprefer("detection".to_owned(), Attribute::When)));
    assert_eq!(state.look.prefer, []);
    assert_eq!(detected(&state).latest, Some(day("2020-05-07")));
}

#[test]
fn the_keyboard_follows_the_pivots_to_the_end_and_back() {
    let (mut state, _) = after(vec![read(NTT_2020), Action::Move(Move::Follow(Direction::First))]);
    assert_eq!(state.look.selection.as_deref(), Some("intruder"));
    for _ in 0..2 {
        (state, _) = update(state, Action::Move(Move::Follow(Direction::Next)));
    }
    assert_eq!(state.look.selection.as_deref(), Some("sg-server"), "from a host to its arrow to the next host");
    (state, _) = update(state, Action::Move(Move::Follow(Direction::Last)));
    assert!(state.look.selection.is_some());
}

#[test]
fn a_card_of_several_hosts_opens_and_closes() {
    let (state, _) = after(vec![read(CROWD)]);
    let n_cards = |state: &State| state.ground().unwrap().layout.nodes.len();
    assert_eq!(n_cards(&state), 3, "the intruder, the mail server and 24 workstations");
    let picture = Picture::of(&state, None).unwrap();
    let opens: Vec<_> = picture.steps().iter().filter_map(|it| it.opens.clone()).collect();
    assert_eq!((picture.steps().len(), opens.len()), (2, 1), "24 steps are one row of the story");

    // the step that is chosen is seen, and the others stay together
    let (state, _) = update(state, Action::Set(Setting::Selection(Some("to-07".into()))));
    assert_eq!(n_cards(&state), 4);
    let (state, _) = update(state, Action::Set(Setting::Selection(None)));
    let (state, _) = update(state, Action::Fold(Fold::Open(opens[0].clone())));
    assert_eq!(n_cards(&state), 26);
    assert_eq!(Fragment::of(&state).look.open, state.look.open, "a link says it");

    let (state, _) = update(state, Action::Set(Setting::Selection(Some("pc-07".into()))));
    let (state, _) = update(state, Action::Fold(Fold::Close(opens[0].clone())));
    assert_eq!((n_cards(&state), &state.look.selection), (3, &None), "nothing is chosen that has no card");
    let (state, _) = update(state, Action::Fold(Fold::OpenAll));
    assert_eq!(n_cards(&state), 26);
    let (state, _) = update(state, Action::Fold(Fold::CloseAll));
    assert_eq!(n_cards(&state), 3);
}

#[test]
fn a_picture_is_drawn_anew_only_if_what_it_shows_changed() {
    let (state, _) =
        after(vec![read(NTT_2020), Action::Screen(Screen::MapResized(Size { width: 1150.0, height: 560.0 }))]);
    let first = Picture::of(&state, None).unwrap();
    let (state, _) = update(state, Action::Move(Move::Pan(10.0, 0.0)));
    let second = Picture::of(&state, Some(&first)).unwrap();
    assert!(std::rc::Rc::ptr_eq(&first, &second), "moving the map draws nothing");
    let (state, _) = update(state, Action::Seek(Seek::StepDay(Way::Back)));
    assert!(!std::rc::Rc::ptr_eq(&second, &Picture::of(&state, Some(&second)).unwrap()));
}

#[test]
fn a_comparison_begins_with_the_first_notice_and_can_be_turned_round() {
    let (state, _) = after(vec![read(NTT_2020), Action::Set(Setting::View(Tab::Changes))]);
    assert_eq!(Fragment::of(&state).write(), "v=1&view=changes&against=known-on:2020-05-28");
    let counts = |state: &State| {
        let picture = Picture::of(state, None).unwrap();
        let comparison = picture.comparison.as_ref().unwrap();
        let n = |mark| comparison.text.lines.iter().filter(|it| it.mark == mark).count();
        assert_eq!(comparison.drawn.hosts.len(), picture.snapshot.hosts.len() + comparison.diff.hosts.withdrawn.len());
        (n(Mark::Added), n(Mark::Withdrawn))
    };
    let (added, withdrawn) = counts(&state);
    assert!(added > 20 && withdrawn == 0, "{added} {withdrawn}");
    let (state, _) = update(state, Action::Compare(Compare::Swap));
    assert_eq!(state.lens().unwrap().known_on, Some(day("2020-05-28")));
    assert_eq!(state.look.against, PartialLens::parse("known-on:latest").ok());
    assert_eq!(counts(&state), (withdrawn, added), "what was added is withdrawn");
    let (state, effects) = update(state, Action::Compare(Compare::Copy));
    assert!(matches!(effects.as_slice(), [Effect::Copy(text)] if text.contains("\nWithdrawn: ")), "{effects:?}");
    let (state, _) = update(state, Action::Copied(true));
    assert_eq!(state.copied, Some(true));
    let (state, _) = update(state, Action::Set(Setting::View(Tab::Map)));
    assert_eq!((state.copied, Picture::of(&state, None).unwrap().comparison.is_none()), (None, true));
}

/// What an attribute of the element says.
fn attribute(name: &str, value: &str) -> Action {
    Action::Set(Key::named(name, In::Attribute).expect("there is such an attribute").read(Some(value)))
}

fn any_action() -> impl Strategy<Value = Action> {
    prop_oneof![
        Just(read(NTT_2025)),
        Just(read(b"[]")),
        Just(read(CROWD)),
        prop_oneof![
            Just(Fold::OpenAll),
            Just(Fold::CloseAll),
            "pc-0[1-3]|mail".prop_map(Fold::Open),
            "pc-0[1-3]|mail".prop_map(Fold::Close),
        ]
        .prop_map(Action::Fold),
        "pc-0[1-9]|to-1[0-9]".prop_map(|it| Action::Set(Setting::Selection(Some(it)))),
        Just(gallery()),
        Just(Action::Open(Open::At("x.json".to_owned()))),
        Just(Action::Open(Open::FromGallery("ntt-communications-2025".to_owned()))),
        (0..400_000_i32).prop_map(|it| Action::Set(Setting::AsOf(Some(Day::from_number(it + 2_400_000))))),
        any::<f64>().prop_map(|it| Action::Seek(Seek::Slide(it))),
        any::<bool>().prop_map(|it| Action::Seek(Seek::Step(if it { Way::Forward } else { Way::Back }))),
        any::<bool>().prop_map(|it| Action::Seek(Seek::StepDay(if it { Way::Forward } else { Way::Back }))),
        Just(Action::Seek(Seek::First)),
        Just(Action::Seek(Seek::Last)),
        Just(Action::Seek(Seek::TogglePlay)),
        any::<bool>().prop_map(|it| Action::Seek(Seek::SetPlaying(it))),
        any::<bool>().prop_map(|it| Action::Set(Setting::ReadOnly(it))),
        prop_oneof![Just(Controls::Full), Just(Controls::Compact), Just(Controls::Bare)]
            .prop_map(|it| Action::Set(Setting::Controls(it))),
        Just(Action::ToggleFold),
        proptest::option::of("ja|en|xx").prop_map(|it| Action::Set(Setting::Language(it))),
        Just(Action::Open(Open::LoadValue {
            name: "x".to_owned(),
            value: serde_json::from_slice(NTT_2020).expect("the file is JSON")
        })),
        Just(Action::Seek(Seek::Ticked)),
        "[a-z-]{0,8}".prop_map(|it| Action::Set(Setting::Selection(Some(it)))),
        Just(Action::Set(Setting::Selection(Some("device-a".to_owned())))),
        Just(Action::Go(Found { kind: Kind::Host, id: "device-b".to_owned() })),
        Just(Action::Move(Move::Follow(Direction::Next))),
        Just(Action::Move(Move::Follow(Direction::Up))),
        (any::<f64>(), any::<f64>()).prop_map(|(x, y)| Action::Move(Move::Pan(x, y))),
        (0.01..100.0_f64).prop_map(|it| Action::Move(Move::Zoom(it, None))),
        Just(Action::Move(Move::Fit)),
        (0.0..3000.0_f64, 0.0..3000.0_f64)
            .prop_map(|(width, height)| Action::Screen(Screen::MapResized(Size { width, height }))),
        (0.0..3000.0_f64).prop_map(|it| Action::Screen(Screen::ChartResized(it))),
        Just(Action::Set(Setting::View(Tab::Table))),
        Just(Action::Set(Setting::View(Tab::Changes))),
        Just(Action::Set(Setting::View(Tab::Tellings))),
        ("csidb|editor|nobody|[a-z-]{0,9}", any::<bool>())
            .prop_map(|(id, is_heard)| Action::Trust(Trust::Hear(id, is_heard))),
        proptest::option::of("csidb|editor|nobody").prop_map(|it| Action::Trust(Trust::Tell(it))),
        Just(Action::Compare(Compare::Swap)),
        Just(Action::Talk(Talk::Begin)),
        any::<bool>().prop_map(|it| Action::Talk(Talk::Turn(if it { Way::Forward } else { Way::Back }))),
        any::<Option<usize>>().prop_map(|it| Action::Talk(Talk::TurnTo(it.map_or(Stage::Title, Stage::Step)))),
        Just(Action::Talk(Talk::ToggleNotes)),
        prop_oneof![Just(SliderClock::Happened), Just(SliderClock::Learned)]
            .prop_map(|it| Action::Set(Setting::Clock(it))),
        prop::sample::select(&[None, Some(Scale::True), Some(Scale::Steps)][..])
            .prop_map(|it| Action::Set(Setting::Scale(it))),
        proptest::option::of("companies|people|none").prop_map(|it| Action::Set(Setting::Unit(it))),
        Just(Action::Talk(Talk::End)),
        Just(Action::Compare(Compare::Copy)),
        any::<bool>().prop_map(Action::Copied),
        "(known-on|as-of):20[0-9]{2}-0[1-9]-1[0-9];told-by:[a-z+]{1,9}"
            .prop_map(|it| Action::Set(Setting::Against(PartialLens::parse(&it).ok()))),
        "known-on:20[0-9]{2}-0[1-9]-1[0-9]"
            .prop_map(|it| Action::Compare(Compare::Through(PartialLens::parse(&it).unwrap_or_default()))),
        "(detection.when|device-b.zone|n-companies.amount|x.when)~[a-z-]{1,9}".prop_map(|it| attribute("prefer", &it)),
        Just("second-device-found.when~ntt-notice-2025-03-05")
            .prop_filter_map("a preference", |it| Preference::parse(it).map(|it| Action::Trust(Trust::Prefer(it)))),
        Just(Action::Trust(Trust::Unprefer("detection".to_owned(), Attribute::When))),
        "[a-z0-9=&#,%-]{0,30}".prop_map(Action::Restore),
        ("step|unit|view|as-of|none", proptest::option::of("steps|map|2025-02-10"))
            .prop_map(|(key, value)| Action::Say(vec![(key, value)])),
        proptest::collection::vec("ja|en|de", 0..3).prop_map(|it| Action::Screen(Screen::Languages(it))),
        "(known-on|as-of)=20[0-9]{2}-0[1-9]-1[0-9]&told-by=[a-z,]{0,9}".prop_map(Action::Restore),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn every_action_is_legal_in_every_state(actions in proptest::collection::vec(any_action(), 1..24)) {
        let mut state = State::default();
        let mut picture = None;
        for action in actions {
            (state, _) = update(state, action);
            picture = Picture::of(&state, picture.as_ref());
            prop_assert_eq!(picture.is_some(), state.ready().is_some());
        }
        let written = Fragment::of(&state).write();
        prop_assert_eq!(Fragment::parse(&written).write(), written);
    }
}

#[test]
fn sources_are_heard_one_by_one_and_somebody_always_is() {
    let (state, _) = after(vec![read(NTT_2020), Action::Trust(Trust::Hear("csidb".to_owned(), false))]);
    let heard = state.look.told_by.clone().unwrap();
    assert!(!heard.contains("csidb") && heard.len() + 1 == state.ready().unwrap().incident.sources.len());
    let (state, _) = update(state, Action::Trust(Trust::Hear("csidb".to_owned(), true)));
    assert_eq!(state.look.told_by, None, "all of them are everybody");
    let only = Action::Set(Setting::ToldBy(Some(["csidb".to_owned()].into())));
    let (state, _) = after(vec![read(NTT_2020), only, Action::Trust(Trust::Hear("csidb".to_owned(), false))]);
    assert_eq!(state.look.told_by, Some(["csidb".to_owned()].into()), "the last one stays");
}

#[test]
fn a_source_that_is_not_there_is_said_and_not_heard() {
    let nobody = || Action::Set(Setting::ToldBy(Some(["nobody".to_owned(), "csidb".to_owned()].into())));
    for actions in [vec![read(NTT_2020), nobody()], vec![nobody(), read(NTT_2020)]] {
        let (state, _) = after(actions);
        let complaint = state.complaint.clone().unwrap();
        assert_eq!(complaint.code, "unknown-source");
        let text = complaint.text.tell(state.tongue());
        assert!(text.contains("nobody"), "{text}");
        assert_eq!(state.look.told_by, Some(["csidb".to_owned()].into()));
    }
    let (state, _) = after(vec![read(NTT_2020), Action::Restore("told-by=nobody".to_owned())]);
    assert!(state.complaint.is_some());
    assert_eq!(state.look.told_by, None, "everybody is heard");
    let (state, _) = after(vec![read(NTT_2020), Action::Restore("told-by=csidb".to_owned())]);
    assert_eq!(state.complaint, None);
}

#[test]
fn a_small_map_opens_the_large_one_of_its_telling() {
    let tell = |source: Option<&str>| Action::Trust(Trust::Tell(source.map(str::to_owned)));
    let (state, _) = after(vec![read(NTT_2020), Action::Set(Setting::View(Tab::Tellings)), tell(Some("csidb"))]);
    assert_eq!((state.look.told_by.clone(), state.shown_tab()), (Some(["csidb".to_owned()].into()), Tab::Map));
    let (state, _) = update(state, tell(None));
    assert_eq!(state.look.told_by, None);
}

#[test]
fn tellings_stand_side_by_side_in_the_order_of_publication() {
    let (state, _) = after(vec![read(NTT_2020)]);
    let page = Multiples::of(&Picture::of(&state, None).unwrap().shown, 1000.0);
    let find = |id: &str| page.maps.iter().find(|it| it.source.as_deref() == Some(id)).unwrap();
    assert_eq!((page.maps[0].source.clone(), page.maps[0].is_shown), (None, true), "all together come first");
    assert_eq!(page.maps.len() - 1 + page.others.len(), 30, "every source is on the page, once");
    assert_eq!(page.not_out, Vec::<String>::new());
    let csidb = find("csidb");
    assert_eq!(csidb.number.as_deref(), Some("621 customers, counted at an unknown date"));
    assert_eq!((csidb.first_access.as_deref(), csidb.dwell.as_deref()), (Some("7 May 2020"), Some("4 days")));
    assert_eq!(csidb.size, "6 hosts, 5 steps");
    let at = |id: &str| page.maps.iter().position(|it| it.source.as_deref() == Some(id)).unwrap();
    assert!(at("cyberscoop") < at("securitynewspaper") && at("securitynewspaper") < at("ntt-notice-2020-07-02"));
    assert!(page.others.iter().any(|it| it == "Japan Coast Guard"), "{:?}", page.others);

    let (state, _) = update(state, Action::Set(Setting::KnownOn(Some(day("2020-05-28")))));
    let page = Multiples::of(&Picture::of(&state, None).unwrap().shown, 1000.0);
    assert!(page.not_out.iter().any(|it| it == "Nikkei Computer"), "{:?}", page.not_out);
    assert!(page.maps.iter().all(|it| it.source.as_deref() != Some("securitynewspaper")), "it came a day later");
}
