//! The program as it runs in a browser: the same bits as the command. `cargo xtask test wasm` runs these in Chromium.
//!
//! What the golden cases say of the command (`tests/cases.rs`) is compared here, byte by byte, with what the wasm makes
//! of the same files: a figure holds every coordinate of the layout, every color and every word.
#![cfg(target_os = "unknown")]

use std::rc::Rc;

use breachmap::app::action::{Action, Open, Screen, Seek, Setting, Way};
use breachmap::app::camera::Size;
use breachmap::app::effect::Effect;
use breachmap::app::update::update;
use breachmap::app::view::Picture;
use breachmap::app::{State, ThemeChoice};
use breachmap::export::digest::digest;
use breachmap::export::drawing;
use breachmap::export::snapshot::SnapshotJson;
use breachmap::import::import;
use breachmap::incident::Day;
use breachmap::paint::SvgNode;
use breachmap::scene::theme::{DARK, LIGHT};
use breachmap::timeline::{Lens, Preference, Snapshot, Timeline, preferences};
use breachmap::words::Teller;
use serde::Deserialize;
use serde_json::Value;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const NTT_2020: &str = include_str!("../static/gallery/ntt-communications-2020.json");
const NTT_2025: &str = include_str!("../static/gallery/ntt-communications-2025.json");

/// A lens of `case.json`.
#[derive(Deserialize)]
struct Wanted {
    name: String,
    as_of: Option<String>,
    known_on: Option<String>,
    told_by: Option<Vec<String>>,
    #[serde(default)]
    prefer: Vec<String>,
    lang: Option<String>,
    #[serde(default)]
    dark: bool,
}

/// The snapshot and the figure that the wasm makes of a file under a lens of its case.
fn made(input: &str, case: &str, lens: &str) -> (Value, String) {
    let case: Value = serde_json::from_str(case).expect("case.json is JSON");
    let lenses: Vec<Wanted> = serde_json::from_value(case["lenses"].clone()).expect("it has lenses");
    let wanted = lenses.into_iter().find(|it| it.name == lens).expect("the lens is one of them");
    let incident = import(input.as_bytes()).expect("the file can be read").incident;
    let day = |text: &Option<String>| text.as_deref().map(|it| Day::parse(it).expect("a day"));
    let lens = Lens {
        as_of: day(&wanted.as_of).unwrap_or_else(|| Timeline::of(&incident).last()),
        known_on: day(&wanted.known_on),
        told_by: wanted.told_by.map(|it| it.into_iter().collect()),
        prefer: preferences(wanted.prefer.iter().filter_map(|it| Preference::parse(it))),
    };
    let language = wanted.lang.unwrap_or_else(|| incident.language.clone());
    let snapshot = Snapshot::of(&incident, &lens);
    let (theme, digest) =
        (if wanted.dark { &DARK } else { &LIGHT }, digest(&serde_json::from_str(input).expect("it is JSON")));
    let figure = drawing::svg(Teller::of(&incident, &language), &snapshot, theme, Some(&digest));
    let json = serde_json::to_value(SnapshotJson::of(Teller::of(&incident, &language), &snapshot))
        .expect("a snapshot is JSON");
    (json, figure)
}

/// Compares with the golden files of a case, and shows the place where a figure differs.
fn check(input: &str, case: &str, lens: &str, snapshot: &str, figure: Option<&str>) {
    let (made_snapshot, made_figure) = made(input, case, lens);
    let snapshot: Value = serde_json::from_str(snapshot).expect("a golden snapshot is JSON");
    assert_eq!(made_snapshot, snapshot, "{lens}");
    let Some(figure) = figure else { return };
    let same = made_figure.bytes().zip(figure.bytes()).take_while(|(a, b)| a == b).count();
    let around =
        |text: &str| text.chars().skip(text[..same].chars().count().saturating_sub(80)).take(160).collect::<String>();
    let is_char = made_figure.is_char_boundary(same) && figure.is_char_boundary(same);
    assert!(
        made_figure == figure,
        "{lens}: the figure differs from the command's at byte {same}\n  command: {}\n  wasm:    {}",
        if is_char { around(figure) } else { String::new() },
        if is_char { around(&made_figure) } else { String::new() },
    );
}

/// Checks lenses of a case in `tests/cases/`; `+ map` where it has a figure.
macro_rules! case {
    ($test:ident, $folder:literal, $input:expr, $($lens:literal $(+ $map:ident)?),+ $(,)?) => {
        #[wasm_bindgen_test]
        fn $test() {
            let case = include_str!(concat!("cases/", $folder, "/case.json"));
            $(
                let snapshot = include_str!(concat!("cases/", $folder, "/snapshot@", $lens, ".json"));
                let figure = [$(include_str!(concat!("cases/", $folder, "/", stringify!($map), "@", $lens, ".svg")))?];
                check($input, case, $lens, snapshot, figure.first().copied());
            )+
        }
    };
}

case!(
    the_breach_of_2020_is_the_same_as_on_the_command_line,
    "ntt-2020",
    NTT_2020,
    "first-day",
    "middle" + map,
    "last-day" + map,
    "known-on-2020-05-28",
    "told-by-csidb" + map,
    "japanese-dark" + map,
);
case!(
    the_breach_of_2025_is_the_same_as_on_the_command_line,
    "ntt-2025",
    NTT_2025,
    "first-day",
    "middle" + map,
    "last-day" + map,
    "japanese",
    "dark" + map,
);
case!(
    disputes_are_the_same,
    "disputes",
    include_str!("cases/disputes/input.json"),
    "everybody" + map,
    "told-by-herald"
);
case!(
    states_are_the_same,
    "states",
    include_str!("cases/states/input.json"),
    "inside-the-range" + map,
    "last-day" + map
);
case!(half_a_file_is_the_same, "half-good", include_str!("cases/half-good/input.json"), "what-is-left" + map);

/// The machine of the interface, as the page drives it.
struct Machine {
    state: State,
    picture: Option<Rc<Picture>>,
}

impl Machine {
    fn open(file: &str) -> Self {
        let mut machine = Self { state: State::default(), picture: None };
        machine.send(Action::Screen(Screen::MapResized(Size { width: 1000.0, height: 600.0 })));
        machine.send(Action::Screen(Screen::ChartResized(1000.0)));
        machine.send(Action::Open(Open::Read { name: "file.json".to_owned(), bytes: file.as_bytes().to_vec() }));
        machine
    }

    fn send(&mut self, action: Action) -> Vec<Effect> {
        let (state, effects) = update(self.state.clone(), action);
        self.picture = Picture::of(&state, self.picture.as_ref());
        self.state = state;
        effects
    }

    fn picture(&self) -> &Picture {
        self.picture.as_ref().expect("there is a picture once there is an incident")
    }
}

/// Every number of these nodes is one, as the browser needs it.
fn expect_drawable<'a>(nodes: impl Iterator<Item = &'a SvgNode>) {
    for node in nodes {
        for (name, value) in
            node.attributes.iter().filter(|(name, _)| !name.starts_with("data-") && !name.starts_with("aria-"))
        {
            assert!(!value.contains("NaN") && !value.contains("inf"), "<{}> {name}={value}", node.tag);
        }
        for child in &node.children {
            expect_drawable([child].into_iter());
        }
    }
}

#[wasm_bindgen_test]
fn the_machine_goes_through_every_day_of_both_incidents() {
    for file in [NTT_2020, NTT_2025] {
        let mut machine = Machine::open(file);
        machine.send(Action::Seek(Seek::First));
        let mut sentences = vec![machine.picture().sentence()];
        loop {
            let day = machine.state.lens().map(|it| it.as_of);
            machine.send(Action::Seek(Seek::Step(Way::Forward)));
            if machine.state.lens().map(|it| it.as_of) == day {
                break;
            }
            expect_drawable(machine.picture().map.iter().map(Rc::as_ref));
            expect_drawable(machine.picture().chart.iter().map(Rc::as_ref));
            sentences.push(machine.picture().sentence());
        }
        let n_sentences = sentences.len();
        sentences.dedup();
        assert!(n_sentences > 3 && sentences.len() == n_sentences, "each day says something of its own");
    }
}

#[wasm_bindgen_test]
fn playing_asks_for_a_timer_until_the_end() {
    let mut machine = Machine::open(NTT_2025);
    machine.send(Action::Seek(Seek::First));
    let mut effects = machine.send(Action::Seek(Seek::TogglePlay));
    let mut n_steps = 0;
    while let [Effect::Wait(millis)] = effects[..] {
        assert!(millis >= 500, "a step can be read");
        effects = machine.send(Action::Seek(Seek::Ticked));
        n_steps += 1;
    }
    assert!(n_steps > 3 && !machine.state.is_playing && effects.is_empty());
}

#[wasm_bindgen_test]
fn a_theme_changes_colors_and_nothing_else() {
    let mut machine = Machine::open(NTT_2020);
    let words = |machine: &Machine| machine.picture().sentence();
    let (light, said) = (machine.picture().map.clone(), words(&machine));
    machine.send(Action::Set(Setting::Theme(ThemeChoice::Dark)));
    assert!(machine.picture().map != light && words(&machine) == said);
    machine.send(Action::Set(Setting::Theme(ThemeChoice::Light)));
    assert!(machine.picture().map == light);
}
