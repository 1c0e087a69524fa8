//! Presenting, as a machine: the steps of a story, how they are gone through, and where they lead.

mod machine;
mod tape;

use std::fs;

use breachmap::app::action::{Action, Setting, Talk, Way};
use breachmap::app::camera::Size;
use breachmap::app::closer::{about, crop};
use breachmap::app::effect::Effect;
use breachmap::app::fragment::Fragment;
use breachmap::app::presented::{Presented, Stage};
use breachmap::app::update::update;
use breachmap::app::view::Picture;
use breachmap::app::{State, Tab};
use breachmap::graph;
use breachmap::import::import;
use breachmap::incident::Day;
use breachmap::timeline::{Lens, Snapshot, Timeline, slides};
use breachmap::words::Teller;
use machine::{NTT_2020, NTT_2025, after, gallery, read};
use proptest::prelude::*;
use tape::{clean_file, file, tape};

fn step(state: &State) -> Presented {
    Picture::of(state, None).and_then(|it| it.presented.clone()).expect("something is presented")
}

#[test]
fn a_story_begins_with_a_title_and_is_presented_step_by_step() {
    let (state, effects) =
        after(vec![read(NTT_2020), Action::Set(Setting::Selection(Some("ad".to_owned()))), Action::Talk(Talk::Begin)]);
    assert_eq!(effects, [Effect::EnterFullscreen]);
    let title = step(&state);
    assert_eq!((title.at, title.of, state.look.selection.as_deref()), (Stage::Title, 11, None));
    assert!(title.words.1.starts_with("Intruders came by way of Singapore"), "the summary: {}", title.words.1);
    assert!(title.sources.unwrap().contains("CSIDB"), "and who is heard");
    assert_eq!(Picture::of(&state, None).unwrap().headline().0, "704 to 892", "as it is known now");
    assert_eq!(Fragment::of(&state).write(), "v=1&view=present");
    let (state, _) = update(state, Action::Talk(Talk::Turn(Way::Back)));
    assert_eq!(step(&state).at, Stage::Title, "there is nothing before it");

    let (state, _) = update(state, Action::Talk(Talk::Turn(Way::Forward)));
    assert_eq!((step(&state).at, step(&state).sources), (Stage::Step(0), None));
    assert!(step(&state).words.1.starts_with("7 May 2020: NTT Communications notices"));
    assert_eq!(Fragment::of(&state).write(), "v=1&as-of=2020-05-07&known-on=2020-05-28&view=present");
    let (state, _) = update(state, Action::Talk(Talk::TurnTo(Stage::Step(3))));
    assert_eq!(Picture::of(&state, None).unwrap().headline().0, "621", "as known on the day of the notice");
    let (state, _) = update(state, Action::Talk(Talk::TurnTo(Stage::Step(6))));
    assert_eq!(Picture::of(&state, None).unwrap().headline().0, "704 to 892");
    assert!(step(&state).said.is_empty());
    let (state, _) = update(state, Action::Talk(Talk::ToggleNotes));
    let ids: Vec<String> = step(&state).said.into_iter().map(|it| it.id).collect();
    assert_eq!(ids, ["second-notice", "n-704", "n-188"]);
    let last = Action::Talk(Talk::TurnTo(Stage::Step(usize::MAX)));
    let (state, _) = update(update(state, last).0, Action::Talk(Talk::Turn(Way::Forward)));
    assert_eq!(step(&state).at, Stage::Step(10), "the last one stays");
}

#[test]
fn what_was_shown_before_comes_back() {
    let lens = "#as-of=2020-05-11&told-by=csidb&select=ad&view=map".to_owned();
    let (state, _) = after(vec![read(NTT_2020), gallery(), Action::Restore(lens)]);
    let before = state.look.clone();
    let (state, _) = update(state, Action::Talk(Talk::Begin));
    let (state, _) = update(state, Action::Talk(Talk::TurnTo(Stage::Step(4))));
    assert_ne!(state.look, before);
    let (state, effects) = update(state, Action::Talk(Talk::End));
    assert_eq!((&state.look, effects), (&before, vec![Effect::LeaveFullscreen]));
    assert!(Picture::of(&state, None).unwrap().presented.is_none());
    assert_eq!(update(state, Action::Talk(Talk::End)).1, [], "there is nothing to leave any more");
}

#[test]
fn another_incident_has_no_view_to_come_back_to() {
    let (state, _) = after(vec![read(NTT_2020), Action::Talk(Talk::Begin), read(NTT_2025)]);
    assert!(state.before_talk.is_none());
    let (state, _) = update(state, Action::Talk(Talk::End));
    assert_eq!(
        (state.look.tab, state.ready().unwrap().incident.title.get("en")),
        (Tab::Auto, "NTT Communications, 2025")
    );
}

#[test]
fn a_story_that_nobody_curated_goes_by_the_days_that_mattered() {
    let file = |days: usize| {
        let day = |n: usize| format!("2024-{:02}-{:02}", 1 + n / 28, 1 + n % 28);
        let kind = |n: usize| match n {
            3 => r#""kind": "detection","#,
            17 => r#""kind": "exfiltration","#,
            _ => "",
        };
        let event = |n: usize| {
            format!(
                r#"{{ "id": "e{n}", {} "label": "E{n}", "claims": [{{ "source": "s", "when": "{}" }}] }}"#,
                kind(n),
                day(n)
            )
        };
        let events: Vec<String> = (0..days).map(event).collect();
        format!(
            r#"{{ "format": "breachmap-incident/1", "id": "x", "title": "x", "events": [{}],
            "sources": [{{ "id": "s", "kind": "victim", "publisher": "S", "published": "2025-01-01" }}] }}"#,
            events.join(",")
        )
    };
    let story = |days| {
        let incident = import(file(days).as_bytes()).unwrap().incident;
        let slides = slides(&incident, &Timeline::of(&incident));
        slides.iter().map(|it| it.select.join(" ")).collect::<Vec<_>>()
    };
    assert_eq!(story(5), ["e0", "e1", "e2", "e3", "e4"], "few are all told");
    assert_eq!(story(40), ["e0", "e1", "e2", "e3", "e4", "e5", "e6", "e17"], "of many, those from which most followed");
}

#[test]
fn an_address_leads_to_a_step() {
    let restore = Action::Restore("#as-of=2020-05-26&known-on=2020-07-02&view=present".to_owned());
    let (state, _) = after(vec![restore, read(NTT_2020), gallery()]);
    let (state, _) = update(state, Action::Restore("#as-of=2020-05-26&known-on=2020-07-02&view=present".to_owned()));
    assert_eq!(state.stage(), Some(Stage::Step(5)));
    let (state, _) = update(state, Action::Talk(Talk::End));
    assert_eq!(
        state.look.known_on.map(|it| it.to_string()).as_deref(),
        Some("2020-07-02"),
        "it stays where the link led"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_story_can_be_presented(tape in tape(), notes in any::<bool>()) {
        for written in [file(&tape), clean_file(&tape)] {
            let incident = import(written.to_string().as_bytes()).unwrap().incident;
            let slides = slides(&incident, &Timeline::of(&incident));
            prop_assert!(!incident.story.is_empty() || slides.len() <= 8);
            prop_assert!(!slides.is_empty() && (incident.story.is_empty() || slides == incident.story));
            for (at, it) in slides.iter().enumerate() {
                let lens = Lens { known_on: it.known_on, told_by: it.told_by.clone(), ..Lens::on(it.as_of) };
                let snapshot = Snapshot::of(&incident, &lens);
                let step = Presented::of(&slides, Stage::Step(at), Teller::of(&incident, "en"), &snapshot, notes).unwrap();
                prop_assert!(!step.words.1.is_empty() && (notes || step.said.is_empty()));
            }
            let days: Vec<Day> = slides.iter().map(|it| it.as_of).collect();
            prop_assert!(!incident.story.is_empty() || days.is_sorted_by(|a, b| a < b), "{days:?}");
        }
    }
}

/// A phone's room for the map, in CSS pixels.
const PHONE: Size = Size { width: 370.0, height: 420.0 };

#[test]
fn a_phone_shows_of_the_map_what_a_step_is_about_as_large_as_it_can_be_read() {
    for file in fs::read_dir("static/gallery").unwrap().map(|it| it.unwrap().path()) {
        let Ok(imported) = import(&fs::read(&file).unwrap()) else { continue };
        let incident = imported.incident;
        let ground = graph::closed(&incident);
        let map = ground.layout.bounds;
        for (at, slide) in slides(&incident, &Timeline::of(&incident)).iter().enumerate() {
            let lens = Lens { known_on: slide.known_on, told_by: slide.told_by.clone(), ..Lens::on(slide.as_of) };
            let snapshot = Snapshot::of(&incident, &lens);
            let about = about(&incident, slide, &snapshot, &ground);
            let seen = crop(map, &about, PHONE);
            assert_eq!(crop(map, &about, Size { width: 1280.0, height: 600.0 }), map, "a room sees all of it");
            // also one that is about no host
            let least = about.last().unwrap();
            assert!(seen.contains(&least.grown(-13.0)), "{}, {at}: {seen:?} without {least:?}", incident.id);
            let zoom = (PHONE.width / seen.width).min(PHONE.height / seen.height);
            assert!(zoom * 12.0 > 9.99, "{}, {at}: words of {} px", incident.id, zoom * 12.0);
            let cards = snapshot.hosts.iter().filter_map(|it| ground.layout.node(ground.folded.card(&it.id)));
            assert!(cards.filter(|it| seen.contains(&it.rect)).count() > 0, "{}, {at}: no host is seen", incident.id);
        }
    }
}
