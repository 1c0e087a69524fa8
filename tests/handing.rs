//! Handing on from the interface: what is said before anything is saved, and what the file holds.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

mod drafted;
#[expect(dead_code, reason = "other tests use the rest of it")]
mod machine;

use breachmap::app::State;
use breachmap::app::action::{Action, Compare, Give, Open, Setting};
use breachmap::app::effect::Effect;
use breachmap::app::update::update;
use breachmap::app::wish::Link;
use breachmap::app::wish::Place;
use breachmap::app::wish::Wish;
use breachmap::export::share::Share;
use breachmap::export::{EXPORTS, Export, Kind};
use breachmap::incident::Marking;
use breachmap::timeline::PartialLens;
use breachmap::tongue::Tongue;
use drafted::{drafted, unpacked};
use machine::{NTT_2020, after, read};

const MARKED: &[u8] = include_bytes!("share/incident.json");

fn wish(id: &str, marking: Option<Marking>, redact: bool) -> Action {
    let share = Share { marking, redact };
    Action::Give(Give::Wish(Wish { export: Export::of(id).unwrap(), share, ..Wish::default() }))
}

/// The name and the text of the file that comes of a wish.
fn saved(state: &State) -> (String, String) {
    match update(state.clone(), Action::Give(Give::Save)).1.pop() {
        Some(Effect::Save { name, bytes, .. }) => (name, unpacked(&bytes)),
        Some(Effect::Office(wish)) => {
            let (name, bytes) = drafted(state, &wish);
            (name, unpacked(&bytes))
        }
        Some(Effect::Raster { name: Some(name), svg, .. }) => (name, svg),
        Some(Effect::RasterAll { name, pictures, .. }) => (name, pictures.into_iter().map(|it| it.1).collect()),
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
        let is_said = text.contains("11 claims marked above TLP:AMBER") || text.contains("\"claims\": 11");
        assert!(is_said, "{}: says how much is missing", export.id);
    }
}

#[test]
fn what_changed_is_copied_of_what_may_leave() {
    let against = Action::Set(Setting::Against(PartialLens::parse("told-by=informant").ok()));
    let copied = |marking| {
        let (_, mut effects) =
            after(vec![read(MARKED), against.clone(), wish("svg", marking, false), Action::Compare(Compare::Copy)]);
        let Some(Effect::Copy(text)) = effects.pop() else { panic!("{effects:?}") };
        text.to_lowercase()
    };
    let all = copied(None);
    assert!(all.contains("vermilion") && all.ends_with("\ntlp:red\n"), "{all}");
    let some = copied(Some(Marking::Green));
    assert!(!["vermilion", "apricot", "saffron", "informant"].iter().any(|it| some.contains(it)), "{some}");
    assert!(some.contains("\ntlp:green\n16 claims marked above tlp:green are left out"), "{some}");
}

#[test]
fn an_option_that_there_is_not_is_refused() {
    for option in ["Marking", "MARKING", "tlp", "redacted", "level", ""] {
        let refused = Wish::check_option(option).unwrap_err().tell(Tongue::of("en"));
        assert!(
            refused.text.starts_with(&format!("there is no option \"{option}\"; the options are marking, ")),
            "{}",
            refused.text
        );
    }
    assert!(Wish::OPTIONS.iter().all(|it| Wish::check_option(it).is_ok()));
}

#[test]
fn one_file_is_made_of_what_may_leave() {
    let share = Share { marking: Some(Marking::Clear), redact: false };
    let (_, effects) = after(vec![read(MARKED), wish("html", share.marking, false), Action::Give(Give::Save)]);
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
    let (state, effects) = update(state, Action::Give(Give::Save));
    assert!(effects.is_empty());
    assert_eq!(state.complaint.unwrap().code, "above-marking");
}

#[test]
fn without_an_incident_there_is_nothing_to_hand_on() {
    let (state, effects) = after(vec![Action::Give(Give::Save)]);
    assert!(effects.is_empty());
    assert!(state.ready().is_none());
}

/// A gallery of which the incident that is shown is the second one, with addresses that begin so.
fn gallery(begin: &str) -> Action {
    let entry = |id: &str| format!(r#"{{ "id": "{id}", "file": "{begin}{id}", "title": {{ "en": "The {id}" }} }}"#);
    let bytes = format!(r#"{{ "incidents": [{}, {}, {}] }}"#, entry("first"), entry("paint-works-2024"), entry("last"));
    Action::Open(Open::GalleryFetched { address: "index.json".to_owned(), bytes: bytes.into_bytes() })
}

fn briefing(incidents: Option<&[&str]>) -> Action {
    let incidents = incidents.map(|it| it.iter().map(|id| (*id).to_owned()).collect());
    Action::Give(Give::Wish(Wish { export: Export::of("html").unwrap(), incidents, ..Wish::default() }))
}

fn places(effects: &[Effect]) -> Vec<&str> {
    let [Effect::Gather { files, .. }] = effects else { panic!("{effects:?}") };
    files.iter().map(|it| if let Place::At(address) = it { address.as_str() } else { "shown" }).collect()
}

#[test]
fn a_briefing_holds_what_is_chosen_in_the_order_of_the_gallery() {
    for (begin, incidents, expected) in [
        ("", None, vec!["shown"]),
        ("", Some(["last", "first", "paint-works-2024"].as_slice()), vec!["first", "shown", "last"]),
        ("", Some(["last", "unknown"].as_slice()), vec!["last"]),
        // in a briefing the files are blocks of the page
        ("#", None, vec!["#first", "shown", "#last"]),
        ("#", Some(["last"].as_slice()), vec!["#last"]),
    ] {
        let (_, effects) = after(vec![read(MARKED), gallery(begin), briefing(incidents), Action::Give(Give::Save)]);
        assert_eq!(places(&effects), expected, "{begin} {incidents:?}");
    }
}

#[test]
fn a_briefing_of_nothing_is_not_made() {
    let (state, effects) = after(vec![read(MARKED), gallery(""), briefing(Some(&[])), Action::Give(Give::Save)]);
    assert!(effects.is_empty());
    assert_eq!((state.preview.name.clone(), state.preview.words.as_str()), (None, "Choose an incident."));
    let (state, _) = after(vec![read(MARKED), gallery(""), briefing(Some(&["first", "last"]))]);
    assert_eq!(state.preview.name.as_deref(), Some("first-and-others-….html"), "nobody knows yet how they are marked");
    let chosen: Vec<_> = state.preview.incidents.iter().map(|it| (it.title.1.as_str(), it.is_chosen)).collect();
    assert_eq!(chosen[0], ("The first", true));
    assert!(!chosen[1].1);
}

#[test]
fn a_link_and_the_code_for_a_page_show_what_is_shown() {
    let restore = Action::Restore("#as-of=2020-05-11&select=ad".to_owned());
    let (state, _) = after(vec![read(NTT_2020), machine::gallery(), restore]);
    let copied = |state: &State, way: Link| {
        let asked = Action::Give(Give::Link(way, "https://wiki.example/maps/index.html".to_owned()));
        let (_, effects) = update(state.clone(), asked);
        let [Effect::Copy(text)] = effects.as_slice() else { panic!("nothing is copied: {effects:?}") };
        text.clone()
    };
    let page = "https://wiki.example/maps/index.html";
    assert_eq!(copied(&state, Link::View), format!("{page}#v=1&as-of=2020-05-11&select=ad"));
    assert_eq!(copied(&state, Link::Incident), page, "the first of the gallery opens by itself");
    let frame = copied(&state, Link::Frame);
    let address = "https://wiki.example/maps/embed.html?src=gallery/ntt-communications-2020.json&amp;title=NTT%20Communications%2C%202020#v=1&amp;as-of=2020-05-11&amp;select=ad";
    assert!(frame.starts_with(&format!("<iframe src=\"{address}\" title=\"NTT Communications, 2020\"")), "{frame}");
    let element = copied(&state, Link::Element);
    assert!(element.contains("<breach-map src=\"https://wiki.example/maps/gallery/ntt-communications-2020.json\" as-of=\"2020-05-11\" select=\"ad\""), "{element}");
    assert!(!state.preview.is_own);
    let (own, _) = after(vec![read(NTT_2020), Action::Give(Give::Wish(Wish::default()))]);
    assert!(own.preview.is_own, "no link leads to a file that the reader opened");
}
