//! Contrast of words with what lies under them, measured in finished pictures: maps, lanes, charts, legends and slides of
//! every incident of the gallery, on its first, a middle and its last day. Checkers of pages do not decide this for SVG.
//!
//! Nothing may lie over them either. Words need 4.5 to 1, large ones 3 to 1 (WCAG 2.2). What the page fades because it is not on the chosen way may have 3.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

#[path = "contrast/ground.rs"]
mod ground;

use std::collections::BTreeMap;
use std::fs;

use breachmap::export::figure::{Content, Figure};
use breachmap::export::shape::{Form, Shape};
use breachmap::graph;
use breachmap::import::import;
use breachmap::incident::{Day, Incident};
use breachmap::paint::{self, Extent};
use breachmap::scene::label::LARGEST;
use breachmap::scene::map::{self, MapInput};
use breachmap::scene::theme::{DARK, LIGHT, Theme};
use breachmap::timeline::{Axis, Lens, Scale, Snapshot, Timeline, numbers, undated};
use breachmap::words::Teller;
use ground::{Faint, Seen, faint};

/// What words need.
const WORDS: f64 = 4.5;
/// What large words and faded ones need.
const LARGE: f64 = 3.0;

fn incidents() -> Vec<(String, Incident)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/static/gallery");
    let files = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    let mut files: Vec<_> = files.filter(|it| !it.ends_with("index.json")).collect();
    files.sort();
    let read = |it: &std::path::PathBuf| {
        let name = it.file_stem().unwrap().to_string_lossy().into_owned();
        (name, import(&fs::read(it).unwrap()).unwrap().incident)
    };
    files.iter().map(read).collect()
}

/// The first, a middle and the last day.
fn days(timeline: &Timeline) -> Vec<Day> {
    let stops = &timeline.stops;
    vec![stops[0], stops[stops.len() / 2], stops[stops.len() - 1]]
}

/// Measures all pictures of all incidents; `see` gets what is faint in each.
fn each_picture(see: &mut dyn FnMut(&str, Vec<Faint>)) {
    for (name, incident) in incidents() {
        let timeline = Timeline::of(&incident);
        let axis = Axis::of(&timeline, Scale::Compressed, &undated(&incident, &timeline));
        let ground = graph::closed(&incident);
        let numbers = numbers(&incident);
        let chosen =
            [None, incident.hosts.get(2).map(|it| it.id.as_str()), incident.pivots.last().map(|it| it.id.as_str())];
        for day in days(&timeline) {
            let snapshot = Snapshot::of(&incident, &Lens::on(day));
            for (theme, language) in [(&LIGHT, "en"), (&DARK, "ja")] {
                let teller = Teller::of(&incident, language);
                let look = format!("{name}, {day}, {language}, {}", if theme.is_dark { "dark" } else { "light" });
                let input = MapInput {
                    teller,
                    ground: &ground,
                    numbers: &numbers,
                    snapshot: &snapshot,
                    selection: None,
                    words: 1.0,
                    theme,
                    diff: None,
                };
                for (selection, words) in chosen.into_iter().zip([LARGEST, 1.0, LARGEST]) {
                    let svg = file(&MapInput { selection, words, ..input });
                    see(&format!("{look}, {selection:?} chosen"), faint(&svg, Seen::AsDrawn, WORDS, LARGE));
                    if selection.is_some() {
                        see(&format!("{look}, faded"), faint(&svg, Seen::Faded(theme), LARGE, LARGE));
                    }
                }
                for (content, shape) in [
                    (Content::Both, Shape::AsDrawn),
                    (Content::Map, Shape::Wide),
                    (Content::Lanes, Shape::AsDrawn),
                    (Content::Lanes, Shape::Wide),
                ] {
                    let figure = Figure {
                        teller,
                        ground: &ground,
                        snapshot: &snapshot,
                        against: None,
                        content,
                        form: Form::of(shape, None),
                        axis: &axis,
                        unit: None,
                        theme,
                        digest: None,
                    };
                    see(&format!("{look}, {content:?} {shape:?}"), faint(&figure.svg(), Seen::AsDrawn, WORDS, LARGE));
                }
            }
        }
        // compared with its first day, and presented
        let (first, last) = (Lens::on(timeline.first()), Lens::on(timeline.last()));
        let snapshot = Snapshot::of(&incident, &last);
        for theme in [&LIGHT, &DARK] {
            let figure = Figure {
                teller: Teller::of(&incident, "en"),
                ground: &ground,
                snapshot: &snapshot,
                against: Some(&first),
                content: Content::Both,
                form: Form::default(),
                axis: &axis,
                unit: None,
                theme,
                digest: None,
            };
            let look = format!("{name}, {}", if theme.is_dark { "dark" } else { "light" });
            see(&format!("{look}, compared"), faint(&figure.svg(), Seen::AsDrawn, WORDS, LARGE));
            if theme.is_dark {
                continue; // once is enough for what takes long
            }
            for (at, svg) in (Figure { against: None, ..figure }).sequence(&timeline).iter().enumerate() {
                see(&format!("{look}, step {at} of the story"), faint(svg, Seen::AsDrawn, WORDS, LARGE));
            }
        }
    }
}

/// The map alone, as the page draws it.
fn file(input: &MapInput<'_>) -> String {
    let scene = map::scene(input);
    let extent = Extent { width: scene.bounds.right(), height: scene.bounds.bottom(), zoom: 1.0 };
    paint::file(extent, input.theme.paper, ("", "", "en"), &paint::nodes(&scene))
}

#[test]
fn words_stand_out_from_what_lies_under_them() {
    let mut all: BTreeMap<String, (usize, String)> = BTreeMap::new();
    each_picture(&mut |picture, found| {
        // compared cards have a tag at their foot, and bars on a slide have arrows across them: both have one place only
        let is_crowded = picture.ends_with("compared") || picture.ends_with("Lanes Wide");
        for it in found.into_iter().filter(|it| !(is_crowded && it.is_covered)) {
            let of_kind = format!("{} on {}: {:.2}, {} needed", it.color, it.ground, it.contrast, it.needed);
            let (n, _) = all.entry(of_kind).or_insert_with(|| (0, format!("`{}` in {picture}", it.words)));
            *n += 1;
        }
    });
    let lines: Vec<String> = all.iter().map(|(kind, (n, one))| format!("{kind}; {n} times, such as {one}")).collect();
    assert!(lines.is_empty(), "{}", lines.join("\n"));
}

fn picture(theme: &Theme, words: &str, under: &str) -> String {
    format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg"><rect width="200" height="100" fill="{}"/>{under}<g transform="translate(10 20) scale(2)"><text x="20" y="10" font-size="10" fill="{}" text-anchor="start">{words}</text></g></svg>"#,
        theme.paper, theme.ink
    )
}

#[test]
fn a_word_on_its_own_color_is_found_whatever_lies_below_that() {
    let ink = LIGHT.ink;
    let rect = format!(r#"<rect x="40" y="20" width="80" height="40" fill="{ink}"/>"#);
    let circle = format!(r#"<circle cx="60" cy="35" r="30" fill="{ink}"/>"#);
    let path = format!(r#"<path d="M0 0L200 0L200 100L0 100L0 0" fill="{ink}"/>"#);
    for under in [&rect, &circle, &path] {
        let found = faint(&picture(&LIGHT, "word", under), Seen::AsDrawn, WORDS, LARGE);
        assert_eq!(found.iter().map(|it| it.words.as_str()).collect::<Vec<_>>(), ["word"], "{under}");
        let above = format!(r#"{under}<rect width="200" height="100" fill="{}"/>"#, LIGHT.paper);
        assert_eq!(faint(&picture(&LIGHT, "word", &above), Seen::AsDrawn, WORDS, LARGE).len(), 0, "{above}");
    }
    let half = format!(r#"<rect x="0" y="0" width="64" height="100" fill="{ink}"/>"#);
    assert_eq!(faint(&picture(&LIGHT, "word", &half), Seen::AsDrawn, WORDS, LARGE).len(), 1, "half of it lies on ink");
}
