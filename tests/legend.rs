//! The legend says what is on the map, and nothing else: each of its samples is drawn there in just this look.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::collections::BTreeSet;
use std::fs;

use breachmap::graph;
use breachmap::import::import;
use breachmap::incident::Incident;
use breachmap::scene::map::{self, MapInput};
use breachmap::scene::theme::{DARK, LIGHT};
use breachmap::scene::{Item, legend};
use breachmap::timeline::{Lens, Snapshot, Timeline, numbers};
use breachmap::words::Teller;

fn incidents() -> Vec<Incident> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/static/gallery");
    let files = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    files.filter(|it| !it.ends_with("index.json")).map(|it| import(&fs::read(it).unwrap()).unwrap().incident).collect()
}

/// The looks of all shapes.
fn looks(items: &[Item]) -> Vec<String> {
    let of = |it: &Item| match it {
        Item::Group(group) => looks(&group.items),
        Item::Rect(_, _, paint) | Item::Circle(_, _, paint) | Item::Path(_, paint) => vec![format!("{paint:?}")],
        Item::Text(_) => Vec::new(),
    };
    items.iter().flat_map(of).collect()
}

#[test]
fn each_sample_of_the_legend_is_drawn_on_the_map() {
    let mut n = 0;
    for incident in incidents() {
        let timeline = Timeline::of(&incident);
        let (ground, numbers) = (graph::closed(&incident), numbers(&incident));
        let voices = incident.sources.iter().take(12).map(|it| Some(BTreeSet::from([it.id.clone()])));
        for told_by in voices.chain([None]) {
            for day in timeline.stops.iter().step_by(3).chain([&timeline.opening, &timeline.last()]) {
                let snapshot = Snapshot::of(&incident, &Lens { told_by: told_by.clone(), ..Lens::on(*day) });
                for theme in [&LIGHT, &DARK] {
                    let input = MapInput {
                        teller: Teller::of(&incident, "en"),
                        ground: &ground,
                        numbers: &numbers,
                        snapshot: &snapshot,
                        selection: None,
                        words: 1.0,
                        theme,
                        diff: None,
                    };
                    let drawn: BTreeSet<String> = looks(&map::scene(&input).items).into_iter().collect();
                    for it in looks(&legend::scene(&input, 1000.0).items) {
                        n += 1;
                        assert!(drawn.contains(&it), "{} on {day}, {told_by:?}: {it}", incident.id);
                    }
                }
            }
        }
    }
    assert!(n > 1000, "{n}");
}
