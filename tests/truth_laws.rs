//! What may be said: no day that nobody told, no number that contradicts the chart, no position of who is silent.
//!
//! Seeds are the gallery, the cases, the files of other tools, real files if `BREACHMAP_CORPORA` names their folder, and
//! random files. Few and always the same unless two variables say otherwise:
//! `BREACHMAP_LAWS_CASES=1000 BREACHMAP_LAWS_SEED=7 cargo test --test truth_laws`.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

mod dates;
#[expect(dead_code, reason = "other tests use the rest of it")]
mod look;
#[expect(dead_code, reason = "other tests use the rest of it")]
mod seeds;
#[expect(dead_code, reason = "other tests use the rest of it")]
mod tape;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

use breachmap::app::story::story;
use breachmap::cli::to_text;
use breachmap::collection::Row;
use breachmap::export::figure::{Content, Figure};
use breachmap::export::handout::handout;
use breachmap::export::shape::Form;
use breachmap::export::text::text;
use breachmap::fold::Folded;
use breachmap::foreign::{self, Opened};
use breachmap::graph;
use breachmap::import::import;
use breachmap::incident::{Claim, Day, EventKind, Hedge, Incident, Precision, Role};
use breachmap::paint::SvgNode;
use breachmap::scene::chart::{ChartInput, HEIGHT, spots};
use breachmap::scene::group::badge;
use breachmap::scene::theme::LIGHT;
use breachmap::timeline::{
    Axis, ClockKind, Diff, HostState, Lens, Phase, Scale, Snapshot, Timeline, View, clock_claims, deadlines, numbers,
    publications, reports,
};
use breachmap::tongue::Tongue;
use breachmap::words::Teller;
use dates::dates;
use seeds::{Random, seeds};

/// Files above this size have no place among the seeds.
const LARGEST: usize = 2_500_000;
/// So many incidents are taken of one file, all over it.
const OF_ONE_FILE: usize = 12;
/// So many days of an incident are looked at, all over it.
const DAYS: usize = 6;

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    all.sort();
    all.into_iter().flat_map(|it| if it.is_dir() { files(&it) } else { vec![it] }).collect()
}

/// Some of a list, all over it, the first and the last among them.
fn some<T: Clone>(all: &[T], most: usize) -> Vec<T> {
    let n = all.len().min(most);
    let at = |i: usize| if n < 2 { 0 } else { i * (all.len() - 1) / (n - 1) };
    (0..n).map(|i| all[at(i)].clone()).collect()
}

/// An incident, and its file in our own format.
type Seed = (Incident, String);

fn read(text: String) -> Seed {
    (import(text.as_bytes()).unwrap().incident, text)
}

/// The incidents of a file, of ours or of another tool; none if it is refused.
fn incidents(path: &Path) -> Vec<Seed> {
    let bytes = fs::read(path).unwrap();
    if bytes.len() > LARGEST {
        return Vec::new();
    }
    let name = path.file_name().unwrap().to_string_lossy();
    match foreign::open(&bytes, &name) {
        Err(_) => Vec::new(),
        Ok(Opened::Native(text)) => import(text.as_bytes()).map(|it| (it.incident, text)).into_iter().collect(),
        Ok(Opened::One(draft)) => vec![read(serde_json::to_string(&*draft).unwrap())],
        Ok(Opened::Many(all)) => {
            let places: Vec<usize> = (0..all.len()).collect();
            let draft = |at: usize| read(serde_json::to_string(&all.draft(at).unwrap()).unwrap());
            some(&places, OF_ONE_FILE).into_iter().map(draft).collect()
        }
    }
}

/// Calls this with each incident and its file: of files, and random ones.
fn each(law: impl Fn(&Incident, &str)) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let is_input = |it: &PathBuf| {
        let name = it.to_str().unwrap();
        let is_of_cases = !name.contains("tests/cases") || name.ends_with("input.json");
        is_of_cases
            && ![".native.json", ".report.txt", ".new", ".md", "index.json"].iter().any(|end| name.ends_with(end))
    };
    let own = ["static/gallery", "tests/cases", "tests/foreign"].map(|it| root.join(it));
    let folders = own.into_iter().chain(env::var_os("BREACHMAP_CORPORA").map(PathBuf::from));
    let mut n = 0;
    for path in folders.flat_map(|it| files(&it)).filter(is_input) {
        for (incident, text) in incidents(&path) {
            n += 1;
            law(&incident, &text);
        }
    }
    for seed in seeds(48) {
        let mut random = Random::of(seed);
        let tape: Vec<u16> = (0..random.below(400)).map(|_| random.next() as u16).collect();
        for file in [tape::file(&tape), tape::clean_file(&tape)] {
            n += 1;
            let (incident, text) = read(file.to_string());
            law(&incident, &text);
        }
    }
    println!("{n} incidents");
}

/// Days to look at, each with all that is known and with what was known by then.
fn lenses(incident: &Incident) -> Vec<Lens> {
    let days = some(&look::days(incident), DAYS);
    days.into_iter().flat_map(|it| [Lens::on(it), Lens { known_on: it.told(), ..Lens::on(it) }]).collect()
}

fn texts(node: &SvgNode) -> String {
    let own = node.attributes.iter().map(|(_, it)| it.clone()).chain(node.text.clone());
    own.chain(node.children.iter().map(texts)).collect::<Vec<_>>().join("\n")
}

/// The words of an SVG: what stands between its tags.
fn words(svg: &str) -> Vec<String> {
    svg.split('>').filter_map(|it| it.split('<').next()).filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

/// The days that may be written: those that the file tells or writes, and those that follow from the letter of a law.
fn told(incident: &Incident, file: &str) -> BTreeSet<Day> {
    let spans =
        incident.told_spans().chain(incident.sources.iter().filter_map(|it| Some(it.published.as_ref()?.span())));
    let ends = spans.flat_map(|it| [it.start(), it.stop()]).flatten();
    let mut told: BTreeSet<Day> = ends.filter(|it| it.told == Precision::Day).map(|it| it.day).collect();
    told.extend(dates(file));
    let snapshot = Snapshot::of(incident, &Lens::on(Timeline::of(incident).last()));
    told.extend(deadlines(incident, &snapshot).iter().map(|it| it.rule.in_force()));
    told
}

#[test]
fn no_text_holds_a_day_that_neither_file_nor_lens_gives() {
    each(|incident, file| {
        let told = told(incident, file);
        let timeline = Timeline::of(incident);
        let axis = Axis::of(&timeline, Scale::Compressed, &[]);
        let places = graph::closed(incident);
        let before = Snapshot::of(incident, &Lens::on(timeline.first()));
        let lenses = lenses(incident);
        let drawn = some(&lenses, 4);
        for lens in lenses {
            let snapshot = Snapshot::of(incident, &lens);
            let mut allowed = told.clone();
            allowed.extend([Some(lens.as_of), lens.known_on, Some(before.lens.as_of)].into_iter().flatten());
            for it in deadlines(incident, &snapshot) {
                let due = it.due.unwrap_or_default();
                let precise = [due.start(), due.stop()].into_iter().flatten().filter(|it| it.told == Precision::Day);
                allowed.extend(precise.map(|it| it.day));
            }
            for tongue in Tongue::ALL {
                let teller = Teller::of(incident, tongue.tag());
                let figure = Figure {
                    teller,
                    ground: &places,
                    snapshot: &snapshot,
                    against: None,
                    content: Content::Both,
                    form: Form::default(),
                    axis: &axis,
                    unit: None,
                    theme: &LIGHT,
                    digest: None,
                };
                let all = reports(incident, &lens, timeline.last());
                let reported = all.iter().flat_map(|it| (0..it.reports.len()).map(|i| teller.report(&it.reports, i)));
                let rows = story(teller, &snapshot, (&numbers(incident), &Folded::default()), None)
                    .into_iter()
                    .map(|it| it.when);
                let published = publications(incident);
                let said = [
                    teller.sentence(&snapshot),
                    teller.lens(&lens),
                    to_text(incident, &snapshot, tongue.tag()),
                    text(teller, &snapshot, figure.diff().as_ref(), figure.digest),
                    teller.changes(&Diff::of(&before, &snapshot)).plain(tongue),
                    Row::of(incident).when(tongue),
                ];
                let is_drawn = drawn.contains(&lens);
                let pictures = || [words(&figure.svg()).join("\n"), texts(&handout(&figure))];
                let said = said.into_iter().chain(reported).chain(rows);
                let said = said.chain(is_drawn.then(pictures).into_iter().flatten());
                for words in said.chain(published.iter().map(|it| teller.publication(it))) {
                    for day in dates(&words) {
                        let line = || words.lines().find(|it| dates(it).contains(&day)).unwrap_or(&words);
                        assert!(allowed.contains(&day), "{}, {lens:?}: nobody tells {day}\n{}", incident.id, line());
                    }
                }
            }
        }
    });
}

#[test]
fn the_number_at_the_cursor_is_that_of_the_chart_the_list_and_the_exports() {
    each(|incident, _| {
        let last = Timeline::of(incident).last();
        let tongue = Tongue::of("en");
        let latest = Snapshot::of(incident, &Lens::on(last));
        let listed = Row::of(incident).counts(tongue);
        for total in latest.totals.iter().take(2).filter(|it| tongue.total_number(it) != tongue.undisclosed_number()) {
            assert!(listed.contains(&tongue.total(total)), "{}: {listed} is not {}", incident.id, tongue.total(total));
        }
        for lens in lenses(incident).into_iter().filter(|it| it.as_of.told().is_some()) {
            let snapshot = Snapshot::of(incident, &lens);
            let told = Teller::of(incident, "en").sentence(&snapshot);
            for series in reports(incident, &lens, last) {
                let known = series.known_on(Some(lens.known_on.map_or(lens.as_of, |it| it.min(lens.as_of))));
                let drawn = known.last().and_then(|it| it.total.as_ref());
                let Some(total) = snapshot.totals.iter().find(|it| it.unit == series.unit) else { continue };
                if total.counted_after(lens.as_of).is_some() {
                    // what was counted later says so, and is drawn on the cursor
                    assert!(tongue.total_of_day(total, lens.as_of).contains(", "), "{told}");
                    continue;
                }
                let drawn = drawn.map(|it| (it.low, it.high));
                let is_early = lens.as_of < last; // a count can begin after the day
                assert!(
                    drawn == Some((total.low, total.high)) || is_early && later(incident, &snapshot, &series.unit),
                    "{}, {lens:?}: {} over a chart at {drawn:?}",
                    incident.id,
                    tongue.total(total)
                );
            }
            if let Some(total) = snapshot.totals.first().filter(|_| !told.contains("nothing was public")) {
                let number = tongue.total_of_day(total, lens.as_of);
                assert!(told.contains(&number), "{}: {told} does not say {number}", incident.id);
                let exported = to_text(incident, &snapshot, "en");
                assert!(exported.contains(&number), "{exported}");
            }
        }
    });
}

/// On each day the reports that are known are drawn as far as the cursor, whatever the reader's clock.
#[test]
fn the_chart_reaches_the_cursor() {
    each(|incident, _| {
        let timeline = Timeline::of(incident);
        let axis = Axis::of(&timeline, Scale::Compressed, &[]);
        let publications = publications(incident);
        for known_on in some(&look::days(incident), DAYS) {
            let lens = Lens { known_on: known_on.told(), ..Lens::on(timeline.last()) };
            let snapshot = Snapshot::of(incident, &lens);
            for series in &reports(incident, &lens, timeline.last()) {
                let input = ChartInput {
                    incident,
                    axis: &axis,
                    snapshot: &snapshot,
                    publications: &publications,
                    series: Some(series),
                    width: 800.0,
                    height: HEIGHT,
                    theme: &LIGHT,
                    tongue: Tongue::of("en"),
                };
                let cursor = input.x(lens.as_of);
                let Some(last) = spots(&input).last().copied().filter(|it| it.x <= cursor) else { continue };
                assert!(last.end >= cursor - 0.01, "{}, {lens:?}: {last:?} ends before {cursor}", incident.id);
            }
        }
    });
}

/// Whether an entry of a unit begins to count only after the day of the lens, so that the number of the day is a part of the report.
fn later(incident: &Incident, snapshot: &Snapshot, unit: &str) -> bool {
    let last = Timeline::of(incident).last();
    let ids = |lens: Lens| {
        let snapshot = Snapshot::of(incident, &lens);
        let total = snapshot.totals.into_iter().find(|it| it.unit == unit);
        total.map_or_else(Vec::new, |it| it.entries.into_iter().map(|it| it.id).collect())
    };
    let known_on = Some(snapshot.lens.known_on.map_or(snapshot.lens.as_of, |it| it.min(snapshot.lens.as_of)));
    let known = |as_of: Day| Lens { as_of, known_on, ..snapshot.lens.clone() };
    let by_then = ids(known(snapshot.lens.as_of));
    // and what later knowledge says of hosts can make an older number count on the day
    ids(known(last)) != by_then || ids(snapshot.lens.clone()) != by_then
}

fn dates_it<T>(claims: &[Claim<T>], source: &str) -> bool {
    claims.iter().any(|it| it.tellers().any(|it| it == source) && it.when.is_some() && it.hedge != Hedge::Denied)
}

#[test]
fn who_is_silent_has_no_position() {
    each(|incident, _| {
        let dated = |kind: EventKind, source: &str| {
            let mut events = incident.events.iter().filter(|it| it.kind == kind);
            events.any(|it| dates_it(&it.claims, source))
        };
        let is_entry = |from: &str| incident.host(from).is_some_and(|it| it.role == Role::Intruder);
        let has_compromise = incident.events.iter().any(|it| it.kind == EventKind::Compromise);
        let enters = |source: &str| {
            let mut entries = incident.pivots.iter().filter(|it| is_entry(&it.from));
            !has_compromise && entries.any(|it| dates_it(&it.claims, source))
        };
        for lens in lenses(incident) {
            let snapshot = Snapshot::of(incident, &lens);
            for clock in &snapshot.clocks {
                let kind = match clock.kind {
                    ClockKind::Dwell => EventKind::Compromise,
                    ClockKind::LeakJudged => EventKind::LeakJudgedPossible,
                    ClockKind::AuthorityTold => EventKind::AuthorityTold,
                    ClockKind::PublicNotice => EventKind::PublicNotice,
                    ClockKind::CustomersTold => EventKind::CustomersTold,
                };
                for claim in clock_claims(View { incident, lens: &lens }, clock) {
                    for source in &claim.sources {
                        let has_word = dated(kind, source) || clock.kind == ClockKind::Dwell && enters(source);
                        assert!(has_word, "{}: {source} says nothing of {}", incident.id, clock.kind);
                    }
                }
            }
        }
    });
}

#[test]
fn a_step_has_one_number_in_every_list_and_picture() {
    each(|incident, _| {
        let numbers = numbers(incident);
        let mut all: Vec<usize> = incident.pivots.iter().map(|it| *numbers.get(&it.id).unwrap()).collect();
        all.sort_unstable();
        assert_eq!(all, (1..=incident.pivots.len()).collect::<Vec<_>>(), "{}", incident.id);
        let places = graph::closed(incident);
        let axis = Axis::of(&Timeline::of(incident), Scale::Compressed, &[]);
        for lens in some(&lenses(incident), 4) {
            let snapshot = Snapshot::of(incident, &lens);
            let teller = Teller::of(incident, "en");
            for row in story(teller, &snapshot, (&numbers, &Folded::default()), None) {
                assert_eq!(row.number, numbers.get(&row.id).map(usize::to_string), "{}", row.id);
            }
            let figure = Figure {
                teller,
                ground: &places,
                snapshot: &snapshot,
                against: None,
                content: Content::Map,
                form: Form::default(),
                axis: &axis,
                unit: None,
                theme: &LIGHT,
                digest: None,
            };
            let said = words(&figure.svg());
            for it in snapshot.pivots.iter().filter(|it| places.layout.edge(places.folded.arrow(&it.id)).is_some()) {
                let number = match places.folded.bundle_of(&it.id) {
                    Some(bundle) => badge(&bundle.pivots, &numbers),
                    None => numbers.get(&it.id).unwrap().to_string(),
                };
                let times = said.iter().filter(|it| **it == number).count();
                assert!(
                    times >= 2,
                    "{}: {number} stands {times} times, and not on its line and in the list",
                    incident.id
                );
            }
        }
    });
}

#[test]
fn a_way_goes_from_and_to_hosts_that_can_be_reached() {
    each(|incident, _| {
        for lens in lenses(incident) {
            let snapshot = Snapshot::of(incident, &lens);
            for it in snapshot.pivots.iter().filter(|it| it.phase != Phase::Before) {
                let pivot = incident.pivot(&it.id).unwrap();
                if pivot.from == pivot.to {
                    continue;
                }
                let target = snapshot.host(&pivot.to).map(|it| it.state);
                let is_open = target.is_some_and(|it| it != HostState::NotYet);
                assert!(is_open, "{}, {lens:?}: {} leads to {target:?}", incident.id, it.id);
                let source = snapshot.host(&pivot.from).map(|it| it.state);
                let was_there = source.is_some_and(|it| it != HostState::NotYet);
                assert!(was_there, "{}, {lens:?}: {} is {:?}, and leaves {source:?}", incident.id, it.id, it.phase);
            }
        }
    });
}
