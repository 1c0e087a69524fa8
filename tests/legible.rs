//! How high the words of a map are where it is looked at: as it opens on a desk, on a small one and in a frame, and on a slide.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::fs;

use breachmap::app::camera::{Camera, Size};
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

/// The sizes of all words of some items.
fn sizes(items: &[Item]) -> Vec<f64> {
    let size = |it: &Item| match it {
        Item::Group(group) => sizes(&group.items),
        Item::Text(text) => vec![text.size],
        Item::Rect(..) | Item::Circle(..) | Item::Path(..) => Vec::new(),
    };
    items.iter().flat_map(size).collect()
}

/// The smallest words of a map as it opens in a room, in CSS pixels, and whether all of it is seen.
fn opened(incident: &Incident, ground: &Ground, room: Size) -> (f64, bool) {
    let camera = Camera::opening(ground.layout.bounds, room);
    let snapshot = Snapshot::of(incident, &Lens::on(Timeline::of(incident).last()));
    let numbers = numbers(incident);
    let input = MapInput {
        teller: Teller::of(incident, "en"),
        ground,
        numbers: &numbers,
        snapshot: &snapshot,
        selection: None,
        words: larger(camera.zoom),
        theme: &LIGHT,
        diff: None,
    };
    let least = sizes(&map::scene(&input).items).into_iter().fold(f64::MAX, f64::min);
    (least * camera.zoom, camera.cut(ground.layout.bounds, room) == [false; 4])
}

const GALLERY: [&str; 6] =
    ["equifax-2017", "hse-2021", "ntt-communications-2020", "ntt-communications-2025", "optc-2019", "solarwinds-2020"];

#[test]
fn maps_open_whole_and_can_be_read() {
    // the room that the page leaves for the map in a window of 1440 × 900 and of 1024 × 768, and how high its words are
    for (room, least) in [
        (Size { width: 1150.0, height: 479.0 }, [12.2, 12.0, 12.3, 16.0, 10.2, 10.0]),
        (Size { width: 930.0, height: 400.0 }, [11.0, 10.4, 11.0, 16.0, 9.5, 8.3]),
    ] {
        for (name, least) in GALLERY.iter().zip(least) {
            let incident = incident(name);
            let (size, is_whole) = opened(&incident, &graph::closed(&incident), room);
            println!("{name}: {size:.1} in {} × {}, {is_whole}", room.width, room.height);
            assert!(size >= least, "{name}: {size:.1} in {} × {}", room.width, room.height);
        }
    }
}

#[test]
fn a_small_frame_shows_a_map_of_fewer_cards() {
    // the room in a frame of 600 × 400, and how large eight cards open in it: a map of all of them would be half as large
    let room = Size { width: 600.0, height: 190.0 };
    for name in ["hse-2021", "ntt-communications-2020", "solarwinds-2020", "optc-2019"] {
        let incident = incident(name);
        let zoom = |ground: &Ground| Camera::fit(ground.layout.bounds, room).zoom;
        let (all, few) = (zoom(&graph::closed(&incident)), zoom(&graph::within(&incident, 8)));
        println!("{name}: {all:.2}, {few:.2}");
        assert!(few >= 0.5 && few >= all * 1.3, "{name}: {all:.2}, {few:.2}");
    }
}
