//! Addresses that somebody passed on: those of every older version show what they showed, and none is lost on the way.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

mod machine;

use breachmap::app::action::{Action, Screen, Seek, Setting, Talk, Way};
use breachmap::app::fragment::{Fragment, is_elsewhere};
use breachmap::app::presented::Stage;
use breachmap::app::update::update;
use breachmap::app::{SliderClock, State, Tab};
use breachmap::incident::Day;
use breachmap::timeline::Scale;
use machine::{NTT_2020, NTT_2025, after, gallery, read};

/// The page as it opens.
fn page() -> State {
    after(vec![read(NTT_2020), gallery()]).0
}

/// What a link shows on the page; the other incident comes, if the link asks for it.
fn shown_by(page: &State, link: &str) -> State {
    let (state, effects) = update(page.clone(), Action::Restore(link.to_owned()));
    if effects.is_empty() {
        return state;
    }
    assert!(link.contains("incident=ntt-communications-2025"), "{link}: {effects:?}");
    update(state, read(NTT_2025)).0
}

/// A link, as a version of the program wrote it, and whether the state is what it showed.
type Old = (&'static str, fn(&State) -> bool);

/// Grouped by the version whose key is the newest; nothing is ever taken out of this list.
const OLD: &[Old] = &[
    // the first page: day, knowledge, telling, choice, map or table
    ("", |it| it.look.as_of.is_none() && it.look.tab == Tab::Auto),
    ("as-of=2020-05-11&select=ad", |it| {
        it.look.as_of == Day::parse("2020-05-11") && it.look.selection.as_deref() == Some("ad")
    }),
    ("known-on=2020-05-28", |it| it.look.known_on == Day::parse("2020-05-28")),
    ("told-by=csidb,cyberscoop&view=table", |it| {
        it.look.told_by.as_ref().unwrap().iter().eq(["csidb", "cyberscoop"]) && it.look.tab == Tab::Table
    }),
    ("incident=ntt-communications-2025&as-of=2025-02-10&select=device-a&view=map", |it| {
        it.ready().unwrap().incident.id == "ntt-communications-2025"
            && it.look.as_of == Day::parse("2025-02-10")
            && it.look.selection.as_deref() == Some("device-a")
            && it.look.tab == Tab::Map
    }),
    // as mail programs escape it
    ("#as-of=2020%2D05%2D11", |it| it.look.as_of == Day::parse("2020-05-11")),
    // preferences
    ("prefer=detection.when~csidb,server-b.zone~cyberscoop", |it| it.look.prefer.len() == 2),
    // two clocks, three scales, units
    ("as-of=2020-05-28&clock=learned", |it| {
        it.look.clock == SliderClock::Learned && it.lens().unwrap().known_on == it.look.as_of
    }),
    ("scale=steps&unit=companies", |it| {
        it.look.scale == Some(Scale::Steps) && it.look.unit.as_deref() == Some("companies")
    }),
    // comparisons, with a view and without
    ("view=changes&against=known-on:2020-05-28", |it| it.look.against.is_some() && it.look.tab == Tab::Changes),
    ("against=told-by:csidb", |it| it.look.against.is_some() && it.look.tab == Tab::Changes),
    // tellings, steps without a date, presenting, disputes
    ("view=tellings", |it| it.look.tab == Tab::Tellings),
    ("as-of=2021-03-02&step=to-files&scale=steps", |it| it.look.step.as_deref() == Some("to-files")),
    ("as-of=2020-05-07&known-on=2020-05-28&view=present", |it| it.look.tab == Tab::Present),
    ("view=disputes", |it| it.look.tab == Tab::Disputes),
    ("view=lanes", |it| it.look.tab == Tab::Lanes),
    ("view=story", |it| it.look.tab == Tab::Story),
    // groups, what is looked for, what is filtered
    ("open=all&find=vpn&filter=zone:singapore,state:compromised", |it| {
        it.look.find.as_deref() == Some("vpn") && !it.look.filter.is_empty()
    }),
    // with a version and a language
    ("v=1&as-of=2020-05-11&lang=ja", |it| it.language() == "ja" && it.look.as_of == Day::parse("2020-05-11")),
];

#[test]
fn old_links_show_what_they_showed() {
    let page = page();
    for (link, is_shown) in OLD {
        let state = shown_by(&page, link);
        assert!(is_shown(&state), "{link}");
        assert_eq!(state.complaint, None, "{link}");
    }
}

#[test]
fn a_link_that_is_written_shows_the_same_picture() {
    let page = page();
    for (link, _) in OLD {
        let state = shown_by(&page, link);
        let written = Fragment::of(&state).write();
        assert!(written.is_empty() || written.starts_with("v=1&"), "{written}");
        let again = shown_by(&page, &written);
        assert_eq!(Fragment::of(&again), Fragment::of(&state), "{link} became {written}");
        assert_eq!((again.lens(), again.language()), (state.lens(), state.language()), "{link} became {written}");
    }
}

#[test]
fn a_newer_link_is_shown_as_far_as_it_can_be_and_told_of() {
    let state = shown_by(&page(), "v=2&as-of=2020-05-11&projection=globe");
    assert_eq!(state.look.as_of, Day::parse("2020-05-11"));
    assert_eq!(state.complaint.unwrap().code, "newer-link");
    let (state, _) = after(vec![Action::Restore("v=2".to_owned()), read(NTT_2020)]);
    assert_eq!(state.complaint.unwrap().code, "newer-link", "the link is read before the incident is there");
}

#[test]
fn the_language_of_a_link_comes_before_that_of_the_page_and_goes_with_it() {
    let japanese = |link: &str| {
        vec![
            read(NTT_2020),
            Action::Set(Setting::PageLanguage(Some("ja".to_owned()))),
            Action::Restore(link.to_owned()),
        ]
    };
    let (state, _) = after(japanese("v=1&lang=en"));
    assert_eq!(state.language(), "en");
    let (state, _) = after(japanese("as-of=2020-05-11"));
    assert_eq!(state.language(), "ja", "an old link says nothing of languages");
    assert_eq!(Fragment::of(&state).look.language, None);
}

#[test]
fn the_reader_is_spoken_to_in_a_language_of_theirs_unless_somebody_says_otherwise() {
    let languages = |all: &[&str]| Action::Screen(Screen::Languages(all.iter().map(|it| (*it).to_owned()).collect()));
    let page = |tag: &str| Action::Set(Setting::PageLanguage(Some(tag.to_owned())));
    let spoken = |actions: Vec<Action>| {
        let (state, _) = after(actions);
        (state.tongue().tag(), state.language().to_owned(), state.chosen_language().to_owned())
    };
    let (en, ja) = (|| "en".to_owned(), || "ja".to_owned());
    assert_eq!(spoken(vec![read(NTT_2020), languages(&["de", "en-GB"])]), ("en", en(), en()));
    assert_eq!(spoken(vec![read(NTT_2020), languages(&["de"])]), ("en", en(), en()), "nobody here speaks German");
    let (_, labels, chosen) = spoken(vec![languages(&["en"]), page("ja"), read(NTT_2020)]);
    assert_eq!((labels, chosen), (ja(), ja()));
    assert_eq!(
        spoken(vec![read(NTT_2020), page("de")]).1,
        "en",
        "labels that the file does not have are in its own language"
    );
    assert_eq!(spoken(vec![read(NTT_2020), page("ja"), Action::Restore("lang=en".to_owned())]).0, "en");
}

#[test]
fn whoever_goes_elsewhere_can_come_back_and_whoever_moves_the_slider_has_not_left() {
    let elsewhere = |state: &State, action: Action| {
        let (after, _) = update(state.clone(), action);
        (is_elsewhere(state, &after), after)
    };
    let page = page();
    let view = |tab: Tab| Action::Set(Setting::View(tab));
    for action in [Action::Seek(Seek::First), Action::Set(Setting::Selection(Some("ad".to_owned())))] {
        let (is_elsewhere, state) = elsewhere(&page, action);
        assert!(!is_elsewhere && Fragment::of(&state) != Fragment::of(&page));
    }
    assert!(!elsewhere(&State::default(), read(NTT_2020)).0, "there is nothing to come back to");
    assert!(elsewhere(&page, read(NTT_2025)).0);
    assert!(!elsewhere(&page, read(NTT_2020)).0, "it is shown already");
    let (is_elsewhere, table) = elsewhere(&page, view(Tab::Table));
    assert!(is_elsewhere && !elsewhere(&table, view(Tab::Table)).0);
    let (is_elsewhere, first) = elsewhere(&page, Action::Talk(Talk::Begin));
    assert!(is_elsewhere);
    let (is_elsewhere, _) = elsewhere(&first, Action::Talk(Talk::Turn(Way::Forward)));
    assert!(is_elsewhere);
    assert!(!elsewhere(&first, Action::Talk(Talk::Turn(Way::Back))).0, "there is no step before the first");
    let (waiting, _) = update(page, Action::Restore("incident=ntt-communications-2025".to_owned()));
    let (is_elsewhere, state) = elsewhere(&waiting, read(NTT_2025));
    assert!(!is_elsewhere && state.wanted.is_none(), "it came by a link, whose address is there already");
}

#[test]
fn a_link_says_which_step_is_presented_where_several_look_alike() {
    let mut file: serde_json::Value = serde_json::from_slice(NTT_2020).unwrap();
    let slide = |words: &str| serde_json::json!({ "as_of": "2020-05-11", "words": words });
    file["story"] = serde_json::json!([slide("one"), slide("two"), slide("three")]);
    let bytes = file.to_string();
    let on = || Action::Talk(Talk::Turn(Way::Forward));
    let (state, _) = after(vec![read(bytes.as_bytes()), Action::Talk(Talk::Begin), on(), on()]);
    let written = Fragment::of(&state).write();
    assert_eq!(written, "v=1&as-of=2020-05-11&view=present&slide=2");
    let (again, _) = after(vec![read(bytes.as_bytes()), Action::Restore(written)]);
    assert_eq!(again.stage(), Some(Stage::Step(1)));
    let (first, _) = update(state, Action::Talk(Talk::Turn(Way::Back)));
    assert_eq!(Fragment::of(&first).write(), "v=1&as-of=2020-05-11&view=present");
}
