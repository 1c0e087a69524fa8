//! What must hold of the two NTT incidents, read from the snapshot JSON as a stranger would read it.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

mod golden;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use breachmap::export::figure::{Content, Figure};
use breachmap::export::shape::Form;
use breachmap::export::snapshot::SnapshotJson;
use breachmap::graph;
use breachmap::import::import;
use breachmap::incident::{Day, Incident};
use breachmap::scene::theme::{DARK, LIGHT, Theme};
use breachmap::timeline::{Axis, Lens, Scale, Snapshot, Timeline, disputes};
use breachmap::words::Teller;
use serde_json::Value;

const Y2020: &str = "ntt-communications-2020";
const Y2025: &str = "ntt-communications-2025";

fn text(path: &str) -> String {
    fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn incident(name: &str) -> Incident {
    let imported = import(text(&format!("static/gallery/{name}.json")).as_bytes()).unwrap();
    assert_eq!(imported.report.diagnostics, [], "the file is clean");
    imported.incident
}

/// The snapshot JSON on the last day of the story.
fn look(name: &str, known_on: Option<&str>, told_by: Option<&str>) -> Value {
    let incident = incident(name);
    let as_of = Timeline::of(&incident).last();
    let known_on = known_on.map(|it| Day::parse(it).unwrap());
    let lens = Lens { as_of, known_on, told_by: told_by.map(|it| [it.to_owned()].into()), prefer: Vec::new() };
    let snapshot = Snapshot::of(&incident, &lens);
    serde_json::to_value(SnapshotJson::of(Teller::of(&incident, "en"), &snapshot)).unwrap()
}

fn list<'a>(snapshot: &'a Value, part: &str) -> &'a [Value] {
    snapshot[part].as_array().unwrap()
}

fn ids<'a>(snapshot: &'a Value, part: &str) -> BTreeSet<&'a str> {
    list(snapshot, part).iter().map(|it| it["id"].as_str().unwrap()).collect()
}

fn find<'a>(snapshot: &'a Value, part: &str, id: &str) -> &'a Value {
    list(snapshot, part).iter().find(|it| it["id"] == id).unwrap_or_else(|| panic!("no {id} in {part}"))
}

/// The steps of the intruder, each from a host to a host.
fn steps(snapshot: &Value) -> Vec<(&str, &str)> {
    list(snapshot, "pivots").iter().map(|it| (it["from"].as_str().unwrap(), it["to"].as_str().unwrap())).collect()
}

/// `2020-05-07`, or `2020-05-04..2020-05-05`; an open end is empty.
fn days(span: &Value) -> String {
    let end = |it: &str| span[it].as_str().unwrap_or_default().to_owned();
    let (a, b) = (end("earliest"), end("latest"));
    if a == b { a } else { format!("{a}..{b}") }
}

fn when(snapshot: &Value, part: &str, id: &str) -> String {
    days(&find(snapshot, part, id)["when"])
}

/// All counts: unit, fewest, most, hedge.
fn counts<'a>(snapshot: &'a Value) -> Vec<(&'a str, u64, Option<u64>, &'a str)> {
    let word = |it: &'a Value, field: &str| it[field].as_str().unwrap();
    let counts = list(snapshot, "counts").iter();
    counts.map(|it| (word(it, "unit"), it["low"].as_u64().unwrap(), it["high"].as_u64(), word(it, "hedge"))).collect()
}

#[test]
fn the_manual_says_of_each_disagreement_where_it_is_seen_and_the_list_of_disputes_agrees() {
    let page = text("docs/ntt.md");
    let table = page.split("\n## ").find(|it| it.starts_with("Where each disagreement shows")).unwrap();
    let rows: Vec<&str> = table.lines().filter(|it| it.starts_with("| ")).skip(2).collect();
    assert_eq!(rows.len(), 23);
    let incident = incident(Y2020);
    let snapshot = Snapshot::of(&incident, &Lens::on(Timeline::of(&incident).last()));
    let listed: BTreeSet<&str> = disputes(&incident, &snapshot).iter().map(|it| it.positions.part.as_str()).collect();
    let mut named = BTreeSet::new();
    for row in rows {
        let seen = row.trim_matches(['|', ' ']).rsplit(" | ").next().unwrap();
        assert!(seen.len() > 12, "{row}");
        let Some(ids) = seen.strip_prefix("listed: ") else { continue };
        named.extend(ids.split(';').next().unwrap().split('`').skip(1).step_by(2));
    }
    assert!(named.is_subset(&listed), "{:?} are no disputes", named.difference(&listed));
    assert!(named.len() >= 12);
}

#[test]
fn a_question_is_closed_by_the_day_of_its_answer() {
    let unknown = |known_on: &str| look(Y2020, Some(known_on), None)["unknowns"].as_array().unwrap().clone();
    let entry = |known_on: &str| unknown(known_on).into_iter().find(|it| it["id"] == "q-entry").unwrap();
    assert_eq!(entry("2020-06-03")["answer"], Value::Null);
    let closed = entry("2020-06-29");
    assert_eq!((&closed["since"], &closed["answer"]["day"]), (&"2020-06-03".into(), &"2020-06-29".into()));
    assert_eq!(closed["answer"]["sources"][0], "ntt-spokesperson-2020-06");
}

#[test]
fn csidb_tells_a_chain_to_active_directory_and_out() {
    let told = look(Y2020, None, Some("csidb"));
    let chain = ["intruder", "sg-facility", "server-b", "server-a", "ad", "remote"];
    let expected: Vec<(&str, &str)> = chain.windows(2).map(|it| (it[0], it[1])).collect();
    assert_eq!(steps(&told), expected);
    assert_eq!(ids(&told, "hosts"), chain.into());
    let in_story: Vec<&Value> =
        list(&told, "story").iter().filter(|it| ids(&told, "pivots").contains(it.as_str().unwrap())).collect();
    assert_eq!(
        in_story,
        ["entry-facility", "facility-b", "b-a", "a-ad", "ad-remote"],
        "the story keeps the order of the chain"
    );
    assert_eq!(when(&told, "pivots", "entry-facility"), "2020-05-07");
    let first = list(&told, "pivots")
        .iter()
        .chain(list(&told, "events"))
        .filter_map(|it| it["when"]["earliest"].as_str())
        .min();
    assert_eq!(first, Some("2020-05-07"), "nothing is told to have happened before");
    assert_eq!(when(&told, "events", "detection"), "2020-05-11");
    let zones = ["sg-facility", "server-b", "server-a"].map(|id| find(&told, "hosts", id)["zone"].as_str().unwrap());
    assert_eq!(zones, ["singapore", "japan-cloud", "internal"]);
    assert_eq!(counts(&told), [("customers", 621, Some(621), "stated")]);
}

#[test]
fn securityaffairs_tells_a_fan_from_singapore() {
    let told = look(Y2020, None, Some("securityaffairs"));
    let from_singapore: BTreeSet<&str> =
        steps(&told).into_iter().filter(|(from, _)| *from == "sg-server").map(|(_, to)| to).collect();
    assert_eq!(from_singapore, ["ad", "info-mgmt", "operational"].into(), "it branches in Singapore");
    assert!(steps(&told).contains(&("intruder", "sg-server")));
    assert!(["sg-facility", "server-b", "server-a", "remote"].iter().all(|it| !ids(&told, "hosts").contains(it)));
    assert_eq!(when(&told, "events", "detection"), "2020-05-07");
    assert_eq!(when(&told, "events", "leak-possible"), "2020-05-11");
    assert_eq!(counts(&told), [("companies", 621, Some(621), "possible")]);
}

#[test]
fn securitynewspaper_tells_of_files_sites_and_the_ministry() {
    let told = look(Y2020, None, Some("securitynewspaper"));
    assert_eq!(steps(&told), [("sg-server-mod", "mod-files")]);
    assert_eq!(when(&told, "pivots", "sgmod-files"), "2020-05-04..2020-05-05");
    assert_eq!(when(&told, "events", "mod-told"), "2020-05-13");
    let counts = counts(&told);
    let of = |unit: &str| counts.iter().find(|it| it.0 == unit).map(|it| (it.1, it.2));
    assert_eq!(of("files"), Some((101, None)), "more than 100 files");
    assert_eq!(find_count(&told, "files")["words"], "more than 100 files");
    assert_eq!(of("sites"), Some((10, Some(11))), "about ten sites and Yokosuka, which may be one of them");
    assert_eq!(find_count(&told, "sites")["approximate"], true);
    assert_eq!(of("companies"), None, "it counts customers");
    assert_eq!(of("customers"), Some((621, Some(621))));
}

fn find_count<'a>(snapshot: &'a Value, unit: &str) -> &'a Value {
    list(snapshot, "counts").iter().find(|it| it["unit"] == unit).unwrap()
}

#[test]
fn files_and_sites_are_never_counted_as_companies() {
    let sources = incident(Y2020).sources;
    for told_by in sources.iter().map(|it| Some(it.id.as_str())).chain([None]) {
        let told = look(Y2020, None, told_by);
        for count in list(&told, "counts") {
            let entries: Vec<&str> = count["entries"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
            let unit = count["unit"].as_str().unwrap();
            let others = ["n-files", "n-sites", "n-yokosuka"];
            let is_other = entries.iter().any(|it| others.contains(it));
            assert_eq!(is_other, ["files", "sites"].contains(&unit), "{told_by:?}: {unit} sums up {entries:?}");
        }
    }
}

#[test]
fn the_blog_and_cyberscoop_tell_their_own() {
    let blog = look(Y2020, None, Some("blog-ntt-server-compromise"));
    let expected = [
        ("intruder", "server-b"),
        ("server-b", "construction"),
        ("construction", "cloud-files"),
        ("construction", "c2-sites"),
    ];
    assert_eq!(BTreeSet::from_iter(steps(&blog)), expected.into());
    assert_eq!(find(&blog, "hosts", "server-b")["zone"], "singapore");
    let cyberscoop = look(Y2020, None, Some("cyberscoop"));
    assert_eq!(steps(&cyberscoop), []);
    assert_eq!(counts(&cyberscoop), [("clients", 0, Some(621), "possible")]);
    assert_eq!(find_count(&cyberscoop, "clients")["words"], "up to 621 clients possibly affected");
}

#[test]
fn the_count_grows_with_what_is_known() {
    let companies = |known_on: Option<&str>| {
        let snapshot = look(Y2020, known_on, None);
        let count = find_count(&snapshot, "companies");
        (count["low"].as_u64().unwrap(), count["high"].as_u64().unwrap(), count["hedge"].as_str().unwrap().to_owned())
    };
    assert_eq!(companies(Some("2020-05-28")), (621, 621, "possible".to_owned()));
    assert_eq!(
        companies(Some("2020-07-01")),
        (621, 621, "possible".to_owned()),
        "before the second notice the first one stands"
    );
    assert_eq!(companies(Some("2020-07-02")), (704, 892, "possible".to_owned()));
    assert_eq!(companies(None), (704, 892, "possible".to_owned()));
    assert_eq!(list(&look(Y2020, Some("2020-05-27"), None), "hosts"), &[] as &[Value], "nobody had said anything");
}

#[test]
fn the_sources_of_2020_disagree_and_silence_does_not() {
    let all = look(Y2020, None, None);
    for (part, id) in [("events", "start"), ("events", "detection"), ("hosts", "server-b")] {
        assert_eq!(find(&all, part, id)["disputed"], true, "{id}");
    }
    for (part, id) in [("events", "mod-told"), ("events", "public-notice"), ("hosts", "mod-files")] {
        assert_eq!(find(&all, part, id)["disputed"], false, "{id}");
    }
    assert_eq!(find_count(&all, "companies")["disputed"], false);
}

#[test]
fn the_story_keeps_the_order_that_each_source_tells() {
    let mut n_checked = 0;
    for file in [Y2020, Y2025] {
        let incident = incident(file);
        for source in &incident.sources {
            let told = look(file, None, Some(&source.id));
            let place = |id: &str| list(&told, "story").iter().position(|it| it == id);
            let pivots = incident.pivots.iter().map(|it| (&it.id, &it.claims));
            for (id, claims) in pivots.chain(incident.events.iter().map(|it| (&it.id, &it.claims))) {
                for earlier in claims.iter().filter(|it| it.source == source.id).flat_map(|it| &it.after) {
                    let (Some(first), Some(second)) = (place(earlier), place(id)) else { continue };
                    assert!(first < second, "{}: {earlier} comes before {id}", source.id);
                    n_checked += 1;
                }
            }
        }
    }
    assert!(n_checked > 50, "{n_checked}");
}

#[test]
fn nothing_undated_is_said_to_be_there_from_the_beginning() {
    let incident = incident(Y2025);
    let snapshot = Snapshot::of(&incident, &Lens::on(Day::parse("2025-02-04").unwrap()));
    let words = Teller::of(&incident, "en").sentence(&snapshot);
    assert!(words.starts_with("4 February 2025: nothing with a date is said to have happened yet; "), "{words}");
    assert!(words.ends_with("; 3 hosts reached at an unknown date."), "{words}");
}

#[test]
fn the_breach_of_2025_is_another_one() {
    let all = look(Y2025, None, None);
    assert_eq!(counts(&all), [("companies", 17_891, Some(17_891), "possible")]);
    assert_eq!(when(&all, "events", "detection"), "2025-02-05");
    assert_eq!(days(&find(&all, "hosts", "device-a")["since"]), "2025-02-05", "device A was restricted");
    assert_eq!(find(&all, "hosts", "device-a")["state"], "contained");
    assert_eq!(when(&all, "events", "leak-possible"), "2025-02-06");
    assert_eq!(when(&all, "events", "second-device-found"), "2025-02-15");
    assert_eq!(days(&find(&all, "hosts", "device-b")["since"]), "2025-02-15", "device B was cut off");
    let (a, b) = (incident(Y2020), incident(Y2025));
    let hosts_2020: BTreeSet<&str> = a.hosts.iter().map(|it| it.id.as_str()).collect();
    let shared: Vec<&str> = b.hosts.iter().map(|it| it.id.as_str()).filter(|it| hosts_2020.contains(it)).collect();
    assert_eq!(shared, ["intruder"], "no machine of the one is a machine of the other");
}

/// Everything in a file that an id names, and the fields that need none.
fn names(incident: &Incident) -> BTreeSet<&str> {
    let parts = (incident.sources.iter().map(|it| &it.id))
        .chain(incident.facts.iter().map(|it| &it.id))
        .chain(incident.zones.iter().map(|it| &it.id))
        .chain(incident.hosts.iter().map(|it| &it.id))
        .chain(incident.pivots.iter().map(|it| &it.id))
        .chain(incident.events.iter().map(|it| &it.id))
        .chain(incident.counts.iter().map(|it| &it.id));
    parts.map(String::as_str).collect()
}

/// The rows of the tables below a heading: their cells, without head and rule.
fn rows<'a>(page: &'a str, heading: &str) -> Vec<Vec<&'a str>> {
    let below = page.split_once(&format!("\n{heading}\n")).unwrap_or_else(|| panic!("no heading {heading}")).1;
    let section = below.split("\n#").next().unwrap_or_default();
    let lines = section.lines().filter(|it| it.starts_with('|')).skip(2);
    lines.map(|it| it.trim_matches('|').split('|').map(str::trim).collect()).collect()
}

/// The words between backticks.
fn quoted(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

#[test]
fn every_row_of_the_ledger_names_parts_of_the_right_file() {
    let page = text("docs/ntt.md");
    let mut expected: BTreeSet<String> = BTreeSet::new();
    for (article, numbers) in
        [("000", 1..=15), ("001", 1..=10), ("001", 20..=25), ("002", 1..=13), ("003", 1..=12), ("004", 1..=8)]
    {
        expected.extend(numbers.map(|it| format!("{article}-{it}")));
    }
    let mut found: BTreeSet<String> = BTreeSet::new();
    for (heading, file) in [("### 2020", Y2020), ("### 2025", Y2025)] {
        let incident = incident(file);
        let names = names(&incident);
        for row in rows(&page, heading) {
            let [id, ids, what] = row.as_slice() else { panic!("a row has three cells: {row:?}") };
            assert!(found.insert((*id).to_owned()), "{id} stands twice");
            assert!(quoted(ids).next().is_some() && !what.is_empty(), "{id} says where and what");
            for named in quoted(ids) {
                assert!(names.contains(named), "{id} names `{named}`, which is not in {file}");
            }
        }
    }
    assert_eq!(found, expected);
}

#[test]
fn every_disagreement_names_parts_of_the_file() {
    let page = text("docs/ntt.md");
    let (a, b) = (incident(Y2020), incident(Y2025));
    let mut names = names(&a);
    names.extend(self::names(&b));
    let rows = rows(&page, "## Where each disagreement shows");
    let numbers: Vec<usize> = rows.iter().map(|it| it[0].parse().unwrap()).collect();
    assert_eq!(numbers, (1..=23).collect::<Vec<_>>());
    let words_for_people = ["related", "contained"]; // a list of the format, and a state
    for row in rows {
        for named in quoted(row[2]) {
            assert!(
                names.contains(named) || words_for_people.contains(&named),
                "C{}: `{named}` is in neither file",
                row[0]
            );
        }
    }
}

#[test]
fn every_source_is_accounted_for_in_the_page() {
    let page = text("docs/ntt.md");
    let articles: BTreeMap<&str, &str> =
        rows(&page, "## The five articles").iter().filter_map(|it| Some((quoted(it[0]).next()?, it[3]))).collect();
    let expected = ["blog-ntt-server-compromise", "csidb", "cyberscoop", "securityaffairs", "securitynewspaper"];
    assert_eq!(articles.keys().copied().collect::<Vec<_>>(), expected);
    for (year, file) in [("2020", Y2020), ("2025", Y2025)] {
        let incident = incident(file);
        for (id, years) in &articles {
            assert_eq!(incident.source(id).is_some(), years.contains(year), "{id} in {year}");
        }
    }
    let outside: BTreeSet<&str> = rows(&page, "## Outside sources").iter().flat_map(|it| quoted(it[0])).collect();
    for id in outside {
        let is_source = [Y2020, Y2025].iter().any(|it| incident(it).source(id).is_some());
        assert!(is_source, "`{id}` is no source of the files");
    }
}

/// The figure of the incident that the gallery opens with, on its last day.
fn opening_figure(content: Content, theme: &Theme) -> String {
    let index: Value = serde_json::from_str(&text("static/gallery/index.json")).unwrap();
    let incident = incident(index["incidents"][0]["id"].as_str().unwrap());
    let timeline = Timeline::of(&incident);
    let figure = Figure {
        teller: Teller::of(&incident, &incident.language),
        ground: &graph::closed(&incident),
        snapshot: &Snapshot::of(&incident, &Lens::on(timeline.last())),
        against: None,
        content,
        form: Form::default(),
        axis: &Axis::of(&timeline, Scale::Compressed, &[]),
        unit: None,
        theme,
        digest: None,
    };
    figure.svg()
}

#[test]
fn the_picture_that_the_page_shows_first_is_the_map_of_the_first_incident() {
    for (name, theme) in [("first.svg", LIGHT), ("first-dark.svg", DARK)] {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("static").join(name);
        golden::check(&file, &opening_figure(Content::Map, &theme)).unwrap();
    }
}

#[test]
fn the_figure_of_the_manual_is_that_of_the_first_incident() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/ntt-2020.svg");
    golden::check(&file, &opening_figure(Content::Both, &LIGHT)).unwrap();
}
