//! How high the words of a map are where it is looked at: as it opens on a desk, on a small one and in a frame, and on a slide.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::fs;

use breachmap::app::camera::{Camera, Size};
use breachmap::app::room;
use breachmap::graph;
use breachmap::import::import;
use breachmap::incident::Incident;
use breachmap::scene::label::larger;
use breachmap::scene::map::{self, MapInput};
use breachmap::scene::theme::LIGHT;
use breachmap::scene::{Ground, Item};
use breachmap::timeline::{Lens, Snapshot, Timeline, numbers};
use breachmap::words::Teller;

fn incident(name: &str) -> Incident {
    let path = format!("{}/static/gallery/{name}.json", env!("CARGO_MANIFEST_DIR"));
    import(&fs::read(path).unwrap()).unwrap().incident
}

/// All words of some items, and their sizes.
fn sizes(items: &[Item]) -> Vec<(f64, String)> {
    let size = |it: &Item| match it {
        Item::Group(group) => sizes(&group.items),
        Item::Text(text) => vec![(text.size, text.words.clone())],
        Item::Rect(..) | Item::Circle(..) | Item::Path(..) => Vec::new(),
    };
    items.iter().flat_map(size).collect()
}

/// The words of a map as it opens in a room that are lower than so many CSS pixels.
fn too_small(incident: &Incident, ground: &Ground, camera: Camera, least: f64) -> Vec<String> {
    let timeline = Timeline::of(incident);
    let numbers = numbers(incident);
    let mut small = Vec::new();
    for (day, language) in [(timeline.last(), "en"), (timeline.opening, "en"), (timeline.opening, "ja")] {
        let snapshot = Snapshot::of(incident, &Lens::on(day));
        let input = MapInput {
            teller: Teller::of(incident, language),
            ground,
            numbers: &numbers,
            snapshot: &snapshot,
            selection: None,
            words: larger(camera.zoom),
            theme: &LIGHT,
            diff: None,
        };
        let all = sizes(&map::scene(&input).items).into_iter().map(|(size, words)| (size * camera.zoom, words));
        small.extend(all.filter(|it| it.0 < least).map(|(size, words)| format!("{size:.1} {words}")));
    }
    small
}

const GALLERY: [&str; 6] =
    ["equifax-2017", "hse-2021", "ntt-communications-2020", "ntt-communications-2025", "optc-2019", "solarwinds-2020"];

#[test]
fn maps_open_whole_and_can_be_read() {
    let mut all: Vec<String> = Vec::new();
    // the room that the page leaves for the map in a window of 1440 × 900 and of 1024 × 768, and in a frame of 600 × 400
    for (width, height, least) in [(1150.0, 479.0, 12.0), (930.0, 400.0, 10.0), (600.0, 190.0, 10.0)] {
        let mut faults = Vec::new();
        let room = Size { width, height };
        for name in GALLERY {
            let incident = incident(name);
            let size = |budget| graph::within(&incident, budget).layout.bounds;
            let n = if width > 600.0 { room::cards_of_page(&size) } else { room::cards_of_frame(room, &size) };
            let camera = if width > 600.0 { Camera::opening } else { Camera::fit }(size(n), room);
            let mut found = too_small(&incident, &graph::within(&incident, n), camera, least);
            found.extend((camera.cut(size(n), room) != [false; 4]).then(|| "the map is cut".to_owned()));
            println!("{name}: {n} cards in {width} × {height}, {:.2}", camera.zoom);
            faults.extend(found.into_iter().map(|it| format!("{name} in {width} × {height}: {it}")));
        }
        all.extend(faults);
    }
    assert!(all.is_empty(), "{} words are too small:\n{}", all.len(), all.join("\n"));
}
