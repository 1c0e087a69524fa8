//! The numbers of steps stand clear: none lies over the name of a region, a tag of a card, or another number.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

#[expect(dead_code, reason = "other tests use the rest of it")]
mod look;
#[expect(dead_code, reason = "other tests use the rest of it")]
mod tape;

use std::env;
use std::fs;
use std::path::PathBuf;

use breachmap::foreign::{self, Opened};
use breachmap::graph;
use breachmap::import::import;
use breachmap::incident::Incident;
use breachmap::layout::geometry::Rect;
use breachmap::scene::label::LARGEST;
use breachmap::scene::map::{self, MapInput};
use breachmap::scene::text::width;
use breachmap::scene::theme::LIGHT;
use breachmap::scene::{Ground, Item};
use breachmap::timeline::{Lens, Snapshot, Timeline, numbers};
use breachmap::words::Teller;
use look::config;
use proptest::prelude::*;
use tape::{clean_file, tape};

/// What can lie over something, with a name for messages.
type Named = (String, Rect);

/// A map as it is drawn: the names of regions, the tags of cards, and the numbers of steps with their tags.
#[derive(Default)]
struct Drawn {
    titles: Vec<Named>,
    tags: Vec<Named>,
    badges: Vec<Named>,
}

impl Drawn {
    fn of(incident: &Incident, ground: &Ground, words: f64, language: &str) -> Self {
        let snapshot = Snapshot::of(incident, &Lens::on(Timeline::of(incident).last()));
        let numbers = numbers(incident);
        let input = MapInput {
            teller: Teller::of(incident, language),
            ground,
            numbers: &numbers,
            snapshot: &snapshot,
            selection: None,
            words,
            theme: &LIGHT,
            diff: None,
        };
        let mut drawn = Self::default();
        for item in map::scene(&input).items {
            match item {
                Item::Text(it) => {
                    let wide = width(&it.words, it.size, it.is_bold);
                    let rect = Rect::new(it.at.x, it.at.y - 0.74 * it.size, wide, 0.95 * it.size);
                    drawn.titles.push((it.words, rect));
                }
                Item::Group(group) => {
                    let id = group.entity.unwrap_or_default();
                    let is_card = ground.layout.node(&id).is_some();
                    let pills = group.items.iter().filter_map(|it| match it {
                        Item::Rect(rect, radius, _) if !is_card || (radius * 2.0 - rect.height).abs() < 1e-6 => {
                            Some(*rect)
                        }
                        Item::Circle(at, radius, _) if !is_card => Some(Rect::new(at.x, at.y, 0.0, 0.0).grown(*radius)),
                        Item::Rect(..) | Item::Circle(..) | Item::Group(_) | Item::Path(..) | Item::Text(_) => None,
                    });
                    let list = if is_card { &mut drawn.tags } else { &mut drawn.badges };
                    if is_card {
                        list.extend(pills.map(|it| (id.clone(), it)));
                    } else if let Some(all) = pills.reduce(|all, it| all.union(&it)) {
                        list.push((id, all));
                    }
                }
                Item::Rect(..) | Item::Circle(..) | Item::Path(..) => {}
            }
        }
        drawn
    }

    /// What lies over what.
    fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for (at, (id, badge)) in self.badges.iter().enumerate() {
            let badge_inside = badge.grown(-0.75);
            let others = &self.badges[at + 1..];
            for (kind, all) in [("title", self.titles.as_slice()), ("tag", &self.tags), ("number", others)] {
                let over = all.iter().filter(|it| it.1.overlaps(&badge_inside));
                faults.extend(over.map(|it| format!("the number of {id} over the {kind} {}", it.0)));
            }
        }
        faults
    }
}

fn gallery() -> Vec<(String, Incident)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/static/gallery");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    files.retain(|it| !it.ends_with("index.json"));
    files.sort();
    let read = |it: &PathBuf| {
        (it.file_stem().unwrap().to_string_lossy().into_owned(), import(&fs::read(it).unwrap()).unwrap().incident)
    };
    files.iter().map(read).collect()
}

/// The faults of a map of at most so many cards, in both languages, with words as they are and as large as they get.
fn faults_of(name: &str, incident: &Incident, budget: usize) -> Vec<String> {
    let ground = graph::within(incident, budget);
    let faults = [(1.0, "en"), (LARGEST, "en"), (LARGEST, "ja")].map(|(words, language)| {
        let found = Drawn::of(incident, &ground, words, language).faults();
        found.into_iter().map(move |it| format!("{name}, {budget} cards, words {words}, {language}: {it}"))
    });
    faults.into_iter().flatten().collect()
}

#[test]
fn numbers_of_the_gallery_stand_clear() {
    let all = gallery();
    let budgets = [26, 22, 17, 13, 11, 8, 6, 5, 4];
    let faults =
        all.iter().flat_map(|(name, incident)| budgets.into_iter().flat_map(move |it| faults_of(name, incident, it)));
    let faults: Vec<String> = faults.collect();
    assert!(faults.is_empty(), "{}:\n{}", faults.len(), faults.join("\n"));
}

/// The flows of MITRE's corpus, and records of VCDB, as they are opened: other people's maps.
#[test]
fn numbers_of_other_tools_files_stand_clear() {
    let Some(folder) = env::var_os("BREACHMAP_CORPORA").map(PathBuf::from) else {
        println!("skipped: BREACHMAP_CORPORA does not name a folder with files of other tools");
        return;
    };
    let folders = ["attack-flow-afb", "vcdb"].map(|name| folder.join(name)).into_iter();
    let files = folders.flat_map(|it| fs::read_dir(it).unwrap()).map(|it| it.unwrap().path());
    let (mut n, mut faults) = (0, Vec::new());
    for path in files.filter(|it| it.extension().is_some_and(|it| it == "afb" || it == "json")) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if let Ok(Opened::One(draft)) = foreign::open(&fs::read(&path).unwrap(), &name) {
            let incident = import(serde_json::to_string(&draft).unwrap().as_bytes()).unwrap().incident;
            n += 1;
            faults.extend(faults_of(&name, &incident, 26));
        }
    }
    assert!(n > 20, "{n} maps");
    assert!(faults.is_empty(), "{}:\n{}", faults.len(), faults.join("\n"));
}

/// Whether no three steps run between two hosts, and none stays on one: in real incidents more are rare.
fn is_usual(incident: &Incident) -> bool {
    let ends = |at: usize| (&incident.pivots[at].from, &incident.pivots[at].to);
    (0..incident.pivots.len()).all(|at| {
        let (from, to) = ends(at);
        let alike = (0..incident.pivots.len()).filter(|it| ends(*it) == (from, to) || ends(*it) == (to, from));
        from != to && alike.count() < 3
    })
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn numbers_of_any_usual_incident_stand_clear_but_for_one(tape in tape()) {
        let incident = import(clean_file(&tape).to_string().as_bytes()).unwrap().incident;
        if is_usual(&incident) {
            let ground = graph::closed(&incident);
            for words in [1.0, LARGEST] {
                let faults = Drawn::of(&incident, &ground, words, "en").faults();
                let mut numbers: Vec<&str> = faults.iter().filter_map(|it| Some(it.split_once(" over ")?.0)).collect();
                numbers.dedup();
                // of some hundred such maps one has a number without any clear place on its line or beside it
                prop_assert!(numbers.len() <= 1, "{}", faults.join("\n"));
            }
        }
    }
}
