//! No file freezes a tab: work grows about as its file does, for each shape that once made it explode.
//!
//! Not the time is judged but how it grows from a file to one four times as large: linear work takes four times as
//! long, quadratic sixteen times. The clock is that of the thread, so other work on the machine does not count.
#![cfg(all(not(target_os = "unknown"), feature = "foreign"))]
#![expect(clippy::unwrap_used, reason = "what cannot be read fails the test")]

mod shapes;

use std::fmt::Write as _;
use std::rc::Rc;
use std::time::Instant;

use breachmap::app::State;
use breachmap::app::action::{Action, Give, Open, Seek, Way};
use breachmap::app::details;
use breachmap::app::handing;
use breachmap::app::ledger::ledger;
use breachmap::app::update::update;
use breachmap::app::view::Picture;
use breachmap::app::wish::Wish;
use breachmap::export::EXPORTS;
use breachmap::export::share::Share;
use breachmap::foreign::{self, Opened};
use breachmap::incident::Marking;
use shapes::SHAPES;

/// More than this for a file four times as large is no longer near to linear: n^1.5 is 8, and n^2 is 16.
const MOST: f64 = 10.0;
/// What is done in less than this, in seconds, is noise.
const NOISE: f64 = 0.2;

/// Seconds of this thread.
fn now() -> f64 {
    let nanos = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = nanos.and_then(|it| it.split(' ').next()?.parse::<f64>().ok());
    nanos.map_or_else(|| START.with(|it| it.elapsed().as_secs_f64()), |it| it / 1e9)
}

thread_local! {
    #[expect(clippy::disallowed_methods, reason = "work is measured here, and the core has no clock")]
    static START: Instant = Instant::now();
}

/// What the page does with a file: reads it, draws it, takes a step, and hands on a figure and a handout.
fn shown(bytes: &[u8]) -> Vec<(&'static str, f64)> {
    let mut spans = Vec::new();
    let mut from = now();
    let mut done = |what: &'static str| {
        let to = now();
        spans.push((what, to - from));
        from = to;
    };
    let native = match foreign::open(bytes, "large").unwrap() {
        Opened::Native(text) => text,
        Opened::One(draft) => serde_json::to_string(&draft).unwrap(),
        Opened::Many(all) => serde_json::to_string(&all.draft(0).unwrap()).unwrap(),
    };
    done("reader");
    let open = Action::Open(Open::Read { name: "large.json".to_owned(), bytes: native.into_bytes() });
    let (state, _) = update(State::default(), open);
    done("read");
    let picture: Rc<Picture> = Picture::of(&state, None).unwrap();
    done("picture");
    let (state, _) = update(state, Action::Seek(Seek::Step(Way::Back)));
    let picture = Picture::of(&state, Some(&picture)).unwrap();
    done("step");
    picture.why();
    picture.findings();
    picture.sentence();
    picture.disputes();
    picture.unknowns();
    done("panel");
    // as the table does, and the panel of whatever is chosen
    let incident = &picture.ready.incident;
    let parts = incident.hosts.iter().map(|it| &it.id).chain(incident.pivots.iter().map(|it| &it.id));
    for id in parts.chain(incident.events.iter().map(|it| &it.id)).chain(incident.counts.iter().map(|it| &it.id)) {
        details::said(picture.teller(), &picture.snapshot, id);
    }
    ledger(&picture);
    for (fact, _) in picture.facts() {
        picture.fact(fact);
    }
    done("table");
    picture.snapshot_json();
    done("snapshot");
    handing::file(&state, &Wish::default()).unwrap();
    done("figure");
    handing::handout(&state, Share::default()).unwrap();
    done("handout");
    let native = EXPORTS.iter().find(|it| it.id == "native").unwrap();
    let wish = Wish { export: native, share: Share { marking: Some(Marking::Green), redact: true }, ..Wish::default() };
    let (wished, _) = update(state, Action::Give(Give::Wish(wish)));
    update(wished, Action::Give(Give::Save));
    done("share");
    spans
}

#[test]
fn work_grows_as_the_file_does() {
    let only = std::env::var("BREACHMAP_FREEZE").ok();
    let factor: usize = std::env::var("BREACHMAP_FREEZE_TIMES").ok().and_then(|it| it.parse().ok()).unwrap_or(1);
    let mut slow = Vec::new();
    for (name, n, shape) in SHAPES.iter().filter(|it| only.as_ref().is_none_or(|only| it.0 == only)) {
        let n = n * factor;
        let small = shown(&shape(n));
        let large = shown(&shape(4 * n));
        let mut line = format!("{name} {n}:");
        for ((what, small), (_, large)) in small.iter().zip(&large) {
            let ratio = large / small.max(NOISE / MOST);
            if *large > NOISE {
                write!(line, " {what} {small:.2}→{large:.2}").unwrap();
            }
            if ratio > MOST {
                write!(line, "!!").unwrap();
            }
            if ratio > MOST {
                slow.push(format!("{name}: {what} {small:.3} → {large:.3} ({ratio:.1} times)"));
            }
        }
        eprintln!("{line}");
    }
    assert!(slow.is_empty(), "\n{}", slow.join("\n"));
}
