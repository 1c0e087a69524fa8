//! What leaves the program in Japanese is Japanese throughout: pictures, paper, text, tables, bundles and briefings.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use breachmap::export::bundle::{Briefed, bundle};
use breachmap::export::csv::Table;
use breachmap::export::diff::DiffJson;
use breachmap::export::figure::{Content, Figure};
use breachmap::export::handout::handout;
use breachmap::export::shape::Form;
use breachmap::export::snapshot::SnapshotJson;
use breachmap::export::{EXPORTS, Material, stix, text::text};
use breachmap::graph;
use breachmap::import;
use breachmap::incident::{Day, Incident};
use breachmap::paint::SvgNode;
use breachmap::scene::Ground;
use breachmap::scene::theme::LIGHT;
use breachmap::timeline::{Axis, Diff, Lens, Preference, Scale, Snapshot, Timeline};
use breachmap::tongue::Tongue;
use breachmap::words::Teller;
use serde_json::Value;

const FILE: &str = include_str!("japanese/incident.json");

/// Names that are written so in Japanese reports, too: of markings, laws, standards and programs.
const NAMES: [&str; 35] = [
    "ATT",
    "Navigator",
    "AMBER",
    "Attack",
    "CFR",
    "CSIRT",
    "Flow",
    "GDPR",
    "HIPAA",
    "NIS",
    "POSIX",
    "SEC",
    "SHA",
    "STIX",
    "TLP",
    "UTC",
    "VPN",
    "breachmap",
    "created",
    "modified",
    "CSV",
    "HTML",
    "JSON",
    "SVG",
    "PNG",
    "PowerPoint",
    "PPTX",
    "Wiki",
    "Word",
    "DOCX",
    "Mermaid",
    "Graphviz",
    "DOT",
    "draw",
    "ZIP",
];

/// Words of three letters and more that are none of Japanese, nor such names.
fn foreign(words: &str) -> Vec<&str> {
    let runs = words.split(|c: char| !c.is_ascii_alphanumeric());
    let is_word = |it: &&str| it.len() > 2 && it.chars().all(|c| c.is_ascii_alphabetic());
    runs.filter(|it| is_word(it) && !NAMES.contains(it)).collect()
}

#[track_caller]
fn check(what: &str, all: impl IntoIterator<Item = impl AsRef<str>>) {
    for words in all {
        let words = words.as_ref();
        assert_eq!(foreign(words), Vec::<&str>::new(), "{what}: {words}");
        assert!(!words.contains(", ") && !words.contains("; "), "{what} has marks of another language: {words}");
    }
}

/// What is read of a tree: its text, and what a screen reader says instead.
fn read(node: &SvgNode, words: &mut Vec<String>) {
    words.extend(node.text.clone());
    words.extend(node.attributes.iter().filter(|it| it.0 == "aria-label").map(|it| it.1.clone()));
    node.children.iter().for_each(|it| read(it, words));
}

/// What is read of a document: what stands between its tags, and what a screen reader says instead.
fn between_tags(document: &str) -> Vec<String> {
    let mut words = Vec::new();
    for piece in document.split('<').skip(1) {
        let (tag, after) = piece.split_once('>').unwrap_or_default();
        words.extend(tag.split_once("aria-label=\"").and_then(|it| it.1.split('"').next()).map(str::to_owned));
        words.push(after.replace("&quot;", "\"").trim().to_owned());
    }
    words
}

/// All values of fields of a JSON file in which words stand.
fn told(value: &Value, fields: &[&str], words: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            for (key, it) in object {
                if fields.contains(&key.as_str()) {
                    let all = it.as_array().map_or_else(|| vec![it], |all| all.iter().collect());
                    words.extend(all.into_iter().filter_map(Value::as_str).map(str::to_owned));
                }
                told(it, fields, words);
            }
        }
        Value::Array(all) => all.iter().for_each(|it| told(it, fields, words)),
        _ => {}
    }
}

fn incident() -> Incident {
    import::import(FILE.as_bytes()).unwrap().incident
}

/// The last day, the middle, a day before all, one with the knowledge and one by the word of a few, one that a reader chose.
fn lenses(incident: &Incident) -> Vec<Lens> {
    let on = |day: &str| Lens::on(Day::parse(day).unwrap());
    let last = Lens::on(Timeline::of(incident).last());
    vec![
        last.clone(),
        on("2024-03-04"),
        on("2023-01-01"),
        Lens { known_on: Day::parse("2024-03-10"), ..last.clone() },
        Lens { known_on: Day::parse("2024-03-06"), ..on("2024-03-06") },
        Lens { told_by: Some(["daily".to_owned()].into()), ..last.clone() },
        Lens { prefer: vec![Preference::parse("vpn.zone~daily").unwrap()], ..last },
    ]
}

fn figure<'a>(incident: &'a Incident, ground: &'a Ground, snapshot: &'a Snapshot, axis: &'a Axis) -> Figure<'a> {
    Figure {
        teller: Teller::of(incident, "ja"),
        ground,
        snapshot,
        against: None,
        content: Content::Both,
        form: Form::default(),
        axis,
        unit: None,
        theme: &LIGHT,
        digest: Some("0123"),
    }
}

#[test]
fn pictures_paper_and_text_are_japanese() {
    let incident = incident();
    let (ground, timeline) = (graph::closed(&incident), Timeline::of(&incident));
    let axis = Axis::of(&timeline, Scale::Compressed, &[]);
    for against in [None, Some(Lens::on(Day::parse("2024-03-04").unwrap()))] {
        for lens in lenses(&incident) {
            let snapshot = Snapshot::of(&incident, &lens);
            let figure = Figure { against: against.as_ref(), ..figure(&incident, &ground, &snapshot, &axis) };
            let svg = figure.svg();
            assert!(svg.contains("xml:lang=\"ja\"") && !svg.contains(" lang="), "all of it is in one language");
            check("figure", between_tags(&svg));
            check("text", text(figure.teller, &snapshot, figure.diff().as_ref(), figure.digest).lines());
            let mut words = Vec::new();
            read(&handout(&figure), &mut words);
            // numbers of sources: [1, 4]
            check("handout", words.iter().map(|it| it.replace(", ", " ")));
            figure.sequence(&timeline).iter().for_each(|it| check("sequence", between_tags(it)));
        }
    }
}

#[test]
fn files_for_programs_are_japanese_where_people_read_them() {
    let incident = incident();
    let teller = Teller::of(&incident, "ja");
    let first = Snapshot::of(&incident, &lenses(&incident)[1]);
    for lens in lenses(&incident) {
        let snapshot = Snapshot::of(&incident, &lens);
        let file = serde_json::from_str(FILE).unwrap();
        let material = Material { teller, snapshot: &snapshot, file: &file, digest: "0123" };
        let bundle: Value = serde_json::from_str(&stix::bundle(&material)).unwrap();
        let ours = bundle["objects"].as_array().unwrap().iter().filter(|it| it["lang"] == "ja").cloned().collect();
        let mut words = Vec::new();
        told(&Value::Array(ours), &["name", "description", "abstract", "content"], &mut words);
        assert!(words.len() > 2, "{words:?}");
        let snapshot_json = serde_json::to_value(SnapshotJson::of(teller, &snapshot)).unwrap();
        let diff = Diff::of(&first, &snapshot);
        let diff_json = serde_json::to_value(DiffJson::of(teller, &diff)).unwrap();
        for it in [&snapshot_json, &diff_json] {
            told(it, &["words", "title", "note", "law", "duty"], &mut words);
        }
        let about = material.table(Table::About);
        // words of the format are the same in every language
        let told = about.lines().filter_map(|it| it.split_once(',')).filter(|it| it.0 != "jurisdictions");
        words.extend(told.skip(1).map(|it| it.1.to_owned()));
        check("file", words);
    }
    check("export", EXPORTS.iter().map(|it| it.label(Tongue::of("ja"))));
}

#[test]
fn a_briefing_is_japanese_before_its_program_starts() {
    let app = "<html lang=\"en\"><title></title><!--title--><!--/title--><!--briefing--><!--/briefing--></html>";
    let incident = incident();
    let page = bundle(app, &[Briefed { incident: &incident, text: FILE }]).unwrap();
    assert!(page.starts_with("<html lang=\"ja\">"));
    let outline = page.split_once("<main").unwrap().1.split_once("</main>").unwrap().0;
    check("outline", between_tags(outline));
}
