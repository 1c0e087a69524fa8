//! The time of large maps by their size, from a file to its map and for a step of the slider: `cargo xtask bench maps`.
//!
//! Times are printed and never tested; `tests/large.rs` counts the work of the same maps. A name in `BREACHMAP_MAP` chooses one shape.
#![expect(clippy::unwrap_used, reason = "what cannot be read ends the measurement")]

#[path = "../tests/shapes/mod.rs"]
mod shapes;

use std::fmt::Write as _;
use std::fs;

use breachmap::app::sketch::Sketch;
use breachmap::fold::{Folded, Opened};
use breachmap::graph;
use breachmap::import::import;
use breachmap::incident::{Day, Incident};
use breachmap::layout::counted;
use breachmap::patch;
use breachmap::scene::Ground;
use breachmap::scene::map::MapInput;
use breachmap::scene::theme::LIGHT;
use breachmap::timeline::{Days, Lens, Snapshot, Timeline, numbers};
use breachmap::tongue::Tongue;
use breachmap::words::Teller;
use shapes::SHAPES;

/// A file of this shape and size.
fn shape(name: &str) -> fn(usize) -> Vec<u8> {
    SHAPES.iter().find(|it| it.0 == name).unwrap().2
}

/// Seconds of this thread, so that other work on the machine does not count.
fn now() -> f64 {
    let nanos = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    nanos.split(' ').next().and_then(|it| it.parse::<f64>().ok()).unwrap_or_default() / 1e9
}

/// Work is repeated until it took so many seconds, or was done so often.
const ENOUGH: f64 = 0.1;
const OFTEN: u32 = 1000;

/// What was measured, in seconds.
struct Spans(Vec<(&'static str, f64)>);

impl Spans {
    /// Does something and takes its time; so often that the ticks of the clock do not count.
    fn of<T>(&mut self, what: &'static str, mut work: impl FnMut() -> T) -> T {
        let from = now();
        let (mut made, mut n) = (work(), 1);
        while now() - from < ENOUGH && n < OFTEN {
            made = work();
            n += 1;
        }
        self.0.push((what, (now() - from) / f64::from(n)));
        made
    }
}

/// A day in the middle of the story and the one after it.
fn days(incident: &Incident) -> [Day; 2] {
    let timeline = Timeline::of(incident);
    let (first, last) = (timeline.first().number(), timeline.last().number());
    [i64::midpoint(first.into(), last.into()), i64::midpoint(first.into(), last.into()) + 1]
        .map(|it| Day::from_number(it.try_into().unwrap_or_default()))
}

/// The time of each stage from a file to its map, and of a step of the slider.
fn measured(bytes: &[u8], open: &Opened) -> Vec<(&'static str, f64)> {
    let mut spans = Spans(Vec::new());
    let incident = spans.of("read", || import(bytes).unwrap().incident);
    let folded = spans.of("fold", || Folded::of(&incident, open, None));
    let request = spans.of("ask", || graph::request(&incident, &folded, &numbers(&incident)));
    let (layout, _) = spans.of("layout", || counted(&request));
    let ground = Ground { folded, layout };
    let numbers = numbers(&incident);
    let teller = Teller { incident: &incident, language: "en", tongue: Tongue::of("en") };
    let days = days(&incident);
    let mut sketch = Sketch::default();
    let mut drawn = |snapshot: &Snapshot| {
        sketch.draw(&MapInput {
            words: 1.0,
            teller,
            ground: &ground,
            numbers: &numbers,
            snapshot,
            selection: None,
            theme: &LIGHT,
            diff: None,
        })
    };
    let first = spans.of("snapshot", || Snapshot::of(&incident, &Lens::on(days[0])));
    let told = Days::of(&incident, &Lens::on(days[0]), None);
    let from = now();
    let mut last = drawn(&first);
    spans.0.push(("draw", now() - from));
    // from day to day and back: what differs, as the page finds it
    let mut n = 0;
    let _ = spans.of("step", || {
        n += 1;
        let nodes = drawn(&told.on(&incident, &Lens::on(days[n % 2])));
        let slots = patch::slots(&last, &nodes);
        last = nodes;
        slots.len()
    });
    spans.0
}

fn main() {
    let only = std::env::var("BREACHMAP_MAP").ok();
    let sizes: &[(&str, &[usize])] = &[
        ("intrusion", &[50, 200, 500, 1000, 2000, 5000, 10_000]),
        ("star", &[500, 2000, 10_000]),
        ("tree", &[500, 2000, 10_000]),
        ("grid of zones", &[500, 2000, 10_000]),
        ("tangle", &[500, 2000, 10_000]),
        ("clique", &[500, 2025, 8100]),
        ("bipartite", &[625, 2500, 8100]),
        ("parallel", &[3500, 14_000]),
        ("loops", &[3500, 14_000]),
        ("linked zones", &[750, 3000]),
        ("nested zones", &[5000, 20_000]),
        ("perhaps the same", &[900, 3600]),
        ("long label", &[1000, 4000]),
    ];
    println!("| shape | n | file, kB | cards | read | fold | layout | map | slope | snapshot | step |");
    println!("| --- | ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (name, sizes) in sizes.iter().filter(|it| only.as_deref().is_none_or(|only| only == it.0)) {
        for (cards, open) in [("folded", Opened::default()), ("open", Opened::All)] {
            let mut last: Option<(usize, f64)> = None;
            for &n in *sizes {
                let bytes = shape(name)(n);
                let spans = measured(&bytes, &open);
                let of = |what: &str| spans.iter().find(|it| it.0 == what).map_or(0.0, |it| it.1);
                let all = ["read", "fold", "ask", "layout", "snapshot", "draw"].map(of).iter().sum::<f64>();
                let slope = last.map_or(String::new(), |(m, before)| {
                    format!("{:.2}", libm::log(all / before) / libm::log(n as f64 / m as f64))
                });
                let mut row = format!("| {name} | {n} | {} | {cards} |", bytes.len() / 1000);
                for it in [of("read"), of("fold"), of("layout"), all] {
                    write!(row, " {:.0} ms |", it * 1000.0).unwrap();
                }
                write!(row, " {slope} | {:.1} ms | {:.1} ms |", of("snapshot") * 1000.0, of("step") * 1000.0).unwrap();
                println!("{row}");
                last = Some((n, all));
            }
        }
    }
}
