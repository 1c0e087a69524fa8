//! Where the main path begins is told on the map, in its legend, and to whoever hears the map.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::fs;

use breachmap::graph;
use breachmap::import::import;
use breachmap::incident::{Day, Incident};
use breachmap::scene::map::{self, MapInput};
use breachmap::scene::theme::LIGHT;
use breachmap::scene::{Item, legend};
use breachmap::timeline::{Certainty, Lens, Snapshot, Timeline, numbers};
use breachmap::words::Teller;
use serde_json::{Value, json};

fn of_gallery(name: &str) -> Incident {
    let path = format!("{}/static/gallery/{name}.json", env!("CARGO_MANIFEST_DIR"));
    import(&fs::read(path).unwrap()).unwrap().incident
}

/// The hosts with a tag, which of how many each is, and how certain.
fn ways(snapshot: &Snapshot) -> Vec<(String, usize, usize, Certainty)> {
    let way = snapshot.hosts.iter().filter_map(|it| Some((it.id.clone(), it.way_in?)));
    way.map(|(id, (way, certainty))| (id, way.at, way.of, certainty)).collect()
}

fn words(items: &[Item]) -> Vec<String> {
    let of = |it: &Item| match it {
        Item::Group(group) => words(&group.items),
        Item::Text(text) => vec![text.words.clone()],
        Item::Rect(..) | Item::Circle(..) | Item::Path(..) => Vec::new(),
    };
    items.iter().flat_map(of).collect()
}

/// The words of the map and of its legend on a day.
fn drawn(incident: &Incident, day: Day, language: &str) -> [Vec<String>; 2] {
    let (ground, numbers) = (graph::closed(incident), numbers(incident));
    let snapshot = Snapshot::of(incident, &Lens::on(day));
    let input = MapInput {
        teller: Teller::of(incident, language),
        ground: &ground,
        numbers: &numbers,
        snapshot: &snapshot,
        selection: None,
        words: 1.0,
        theme: &LIGHT,
        diff: None,
    };
    [words(&map::scene(&input).items), words(&legend::scene(&input, 1000.0).items)]
}

fn has(words: &[String], one: &str) -> bool {
    words.iter().any(|it| it == one)
}

#[test]
fn each_incident_of_the_gallery_with_a_main_path_says_where_it_begins() {
    for (name, expected) in [
        ("equifax-2017", vec![("portal", 0, 1)]),
        ("hse-2021", vec![("patient-zero", 0, 1)]),
        ("ntt-communications-2020", vec![("sg-facility", 0, 2), ("byod", 1, 2)]),
        ("optc-2019", vec![("c0201", 0, 3), ("c0501", 1, 3), ("c0051", 2, 3)]),
        ("solarwinds-2020", vec![("sw-network", 0, 1)]),
    ] {
        let incident = of_gallery(name);
        let last = Timeline::of(&incident).last();
        let mut found = ways(&Snapshot::of(&incident, &Lens::on(last)));
        found.sort_by_key(|it| it.1);
        let found: Vec<_> = found.iter().map(|it| (it.0.as_str(), it.1, it.2)).collect();
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn of_two_ways_in_each_has_a_letter_and_the_legend_says_how_many_there_are() {
    let incident = of_gallery("ntt-communications-2020");
    let last = Timeline::of(&incident).last();
    for (language, tags, said) in [
        ("en", ["way in A", "way in B"], ["main path, with 2 ways in", "main path begins"]),
        ("ja", ["侵入口A", "侵入口B"], ["主な経路（侵入口は2か所）", "主な経路の始点"]),
    ] {
        let [map, legend] = drawn(&incident, last, language);
        assert!(tags.iter().all(|it| has(&map, it)), "{map:?}");
        assert!(said.iter().all(|it| has(&legend, it)), "{legend:?}");
    }
}

#[test]
fn before_anybody_came_in_no_tag_says_so_and_no_legend_either() {
    let incident = of_gallery("equifax-2017");
    let early = drawn(&incident, Day::parse("2016-01-01").unwrap(), "en");
    assert!(early.iter().all(|it| !has(it, "way in") && !has(it, "main path begins")), "{early:?}");
    let [map, legend] = drawn(&incident, Timeline::of(&incident).last(), "en");
    assert!(has(&map, "way in") && has(&legend, "main path begins"), "{map:?}");
}

#[test]
fn the_legend_says_up_to_which_day_states_are_told() {
    let incident = of_gallery("hse-2021");
    let [_, legend] = drawn(&incident, Day::parse("2023-02-20").unwrap(), "en");
    assert_eq!(legend[0], "As last told up to 20 February 2023:");
}

/// An incident of one way, from where its first host is whose.
fn small(role: &str, kind: &str, hedge: &str) -> Incident {
    let claim = json!([{ "source": "s", "hedge": hedge, "when": "2023-12-01" }]);
    let step = |id: &str, from: &str, to: &str| json!({ "id": id, "from": from, "to": to, "claims": claim });
    let file: Value = json!({
        "format": "breachmap-incident/1",
        "id": "small",
        "title": "Small",
        "sources": [{ "id": "s", "publisher": "S", "kind": "press", "published": "2024-01-01" }],
        "hosts": [
            { "id": "a", "label": "A", "role": role, "kind": kind },
            { "id": "b", "label": "B", "kind": kind },
            { "id": "c", "label": "C", "kind": kind }
        ],
        "pivots": [step("ab", "a", "b"), step("bc", "b", "c")],
        "main": ["ab", "bc"]
    });
    import(file.to_string().as_bytes()).unwrap().incident
}

#[test]
fn the_way_in_is_the_first_host_of_the_victim_and_as_certain_as_the_step() {
    let ways_of = |role: &str, kind: &str, hedge: &str| {
        let incident = small(role, kind, hedge);
        ways(&Snapshot::of(&incident, &Lens::on(Day::parse("2024-01-02").unwrap())))
    };
    let way = |id: &str, certainty: Certainty| vec![(id.to_owned(), 0, 1, certainty)];
    assert_eq!(ways_of("intruder", "server", "stated"), way("b", Certainty::Certain));
    assert_eq!(ways_of("outside", "server", "possible"), way("b", Certainty::Possible));
    assert_eq!(ways_of("inside", "server", "stated"), way("a", Certainty::Certain), "nobody says how they came there");
    assert_eq!(ways_of("intruder", "step", "stated"), [], "a step is no place");
}
