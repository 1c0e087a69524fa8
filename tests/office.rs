//! Files of office programs from outside: they are whole packages, what they say is what the incident says, and arrows hold on to
//! their cards.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

#[path = "golden/mod.rs"]
mod golden;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::Command;

use breachmap::export::figure::{Content, Figure};
use breachmap::export::handout::{CITED, handout};
use breachmap::export::shape::Form;
use breachmap::graph;
use breachmap::paint::SvgNode;
use breachmap::scene::theme::LIGHT;
use breachmap::timeline::{Axis, Lens, Scale, Snapshot, Timeline};
use breachmap::words::Teller;
use roxmltree::{Document, Node};

const NTT: &str = "static/gallery/ntt-communications-2020.json";
const EQUIFAX: &str = "static/gallery/equifax-2017.json";
/// The units of these files in a point.
const EMU: f64 = 12_700.0;

/// The parts of a package by their names.
type Package = BTreeMap<String, String>;

/// The bytes that the command writes, and the parts in them.
fn rendered(name: &str, file: &str, options: &[&str]) -> (Vec<u8>, Package) {
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::remove_file(&out).ok();
    let mut command = Command::new(env!("CARGO_BIN_EXE_breachmap"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env("LC_ALL", "C").args(["render", file, "-o"]);
    let output = command.arg(&out).args(options).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let bytes = fs::read(out).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let n = archive.len();
    let part = |i: usize| {
        let mut file = archive.by_index(i).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        (file.name().unwrap().into_owned(), String::from_utf8_lossy(&bytes).into_owned())
    };
    let parts = (0..n).map(part).collect();
    (bytes, parts)
}

fn elements<'a, 'b>(document: &'a Document<'b>, tag: &str) -> Vec<Node<'a, 'b>> {
    document.descendants().filter(|it| it.is_element() && it.tag_name().name() == tag).collect()
}

fn child<'a, 'b>(node: Node<'a, 'b>, path: &[&str]) -> Option<Node<'a, 'b>> {
    path.iter().try_fold(node, |node, tag| node.children().find(|it| it.is_element() && it.tag_name().name() == *tag))
}

fn number(node: Node<'_, '_>, name: &str) -> f64 {
    node.attribute(name).unwrap().parse().unwrap()
}

/// The words of an element and of all in it.
fn words(node: Node<'_, '_>) -> String {
    node.descendants().filter(|it| it.tag_name().name() == "t").filter_map(|it| it.text()).collect::<Vec<_>>().join(" ")
}

/// The ending of a name.
fn ending(name: &str) -> &str {
    name.rsplit('.').next().unwrap()
}

/// That all parts are well-formed, have a type, and refer to parts that are there, each by a name of its own.
fn expect_whole(package: &Package) {
    let types = Document::parse(&package["[Content_Types].xml"]).unwrap();
    let named: BTreeSet<&str> =
        elements(&types, "Override").iter().map(|it| it.attribute("PartName").unwrap()).collect();
    let endings: BTreeSet<&str> =
        elements(&types, "Default").iter().map(|it| it.attribute("Extension").unwrap()).collect();
    for name in &named {
        assert!(package.contains_key(&name[1..]), "{name} has a type and is not there");
    }
    for (name, text) in package.iter().filter(|it| ["xml", "rels"].contains(&ending(it.0))) {
        let document = Document::parse(text).unwrap_or_else(|err| panic!("{name}: {err}"));
        let is_part = ending(name) != "rels" && name != "[Content_Types].xml";
        assert!(
            endings.contains(ending(name)) && (!is_part || named.contains(format!("/{name}").as_str())),
            "{name} has no type"
        );
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
        let beside = package.get(&format!("{folder}/_rels/{file}.rels"));
        let related = beside.map(|it| Document::parse(it).unwrap());
        let known: Vec<&str> =
            related.iter().flat_map(|it| elements(it, "Relationship")).filter_map(|it| it.attribute("Id")).collect();
        let known: BTreeSet<&str> = known.into_iter().collect();
        let ids = document.descendants().flat_map(|it| it.attributes().collect::<Vec<_>>());
        let used: BTreeSet<&str> =
            ids.filter(|it| it.value().starts_with("rId") && it.namespace().is_some()).map(|it| it.value()).collect();
        assert!(used.is_subset(&known), "{name} uses {used:?} of {known:?}");
        if ending(name) != "rels" {
            continue;
        }
        for it in elements(&document, "Relationship").into_iter().filter(|it| it.attribute("TargetMode").is_none()) {
            let target = it.attribute("Target").unwrap();
            assert!(package.contains_key(&target[1..]), "{name} leads to {target}, which is not there");
        }
    }
}

/// Where a shape lies: left, top, width, height.
fn place(shape: Node<'_, '_>) -> [f64; 4] {
    let [off, ext] = ["off", "ext"].map(|it| child(shape, &["spPr", "xfrm", it]).unwrap());
    [number(off, "x"), number(off, "y"), number(ext, "cx"), number(ext, "cy")]
}

/// Where on a shape the lines of this number end.
fn site(shape: Node<'_, '_>, at: usize) -> (f64, f64) {
    let [x, y, wide, high] = place(shape);
    let middles = [(0.5, 0.0), (0.0, 0.5), (0.5, 1.0), (1.0, 0.5)];
    let Some(own) = child(shape, &["spPr", "custGeom"]) else {
        return (x + middles[at].0 * wide, y + middles[at].1 * high);
    };
    let guides = child(own, &["gdLst"]).unwrap();
    let value = |name: &str| match name {
        "l" | "t" => 0.0,
        "hc" | "vc" => 0.5,
        "r" | "b" => 1.0,
        name => {
            let guide = guides.children().find(|it| it.attribute("name") == Some(name)).unwrap();
            let parts: Vec<&str> = guide.attribute("fmla").unwrap().split(' ').collect();
            parts[2].parse::<f64>().unwrap() / parts[3].parse::<f64>().unwrap()
        }
    };
    let site = child(own, &["cxnLst"]).unwrap().children().filter(Node::is_element).nth(at).unwrap();
    let pos = child(site, &["pos"]).unwrap();
    (x + value(pos.attribute("x").unwrap()) * wide, y + value(pos.attribute("y").unwrap()) * high)
}

/// The first and the last point of a connector, as its box is turned and mirrored.
fn ends(connector: Node<'_, '_>) -> [(f64, f64); 2] {
    let [x, y, wide, high] = place(connector);
    let frame = child(connector, &["spPr", "xfrm"]).unwrap();
    let is = |name: &str| frame.attribute(name) == Some("1");
    let is_turned = frame.attribute("rot").is_some_and(|it| it == "5400000");
    [(-0.5, -0.5), (0.5, 0.5)].map(|(u, v): (f64, f64)| {
        let (u, v) = (u * wide * if is("flipH") { -1.0 } else { 1.0 }, v * high * if is("flipV") { -1.0 } else { 1.0 });
        let (u, v) = if is_turned { (-v, u) } else { (u, v) };
        (x + wide / 2.0 + u, y + high / 2.0 + v)
    })
}

#[test]
fn a_deck_is_a_whole_package_and_the_same_again() {
    for (file, options) in
        [(NTT, vec![]), (EQUIFAX, vec!["--shape", "4:3", "--theme", "dark"]), (NTT, vec!["--lang", "ja"])]
    {
        let (bytes, package) = rendered("deck.pptx", file, &options);
        expect_whole(&package);
        assert_eq!(bytes, rendered("again.pptx", file, &options).0);
    }
}

#[test]
fn each_slide_has_title_marking_number_and_notes_and_no_number_twice() {
    let (_, package) = rendered("slides.pptx", NTT, &[]);
    let slides = || package.iter().filter(|it| it.0.starts_with("ppt/slides/slide"));
    assert_eq!(slides().count(), 1 + 11 + 1, "a title, the steps, the legend");
    for (name, text) in slides() {
        let slide = Document::parse(text).unwrap();
        let kinds: Vec<&str> = elements(&slide, "ph").iter().filter_map(|it| it.attribute("type")).collect();
        assert!(kinds.iter().any(|it| it.to_lowercase().ends_with("title")), "{name} has a title");
        assert!(kinds.contains(&"ftr") && kinds.contains(&"sldNum"), "{name}: {kinds:?}");
        assert!(words(slide.root_element()).matches("TLP:CLEAR").count() >= 2, "{name} is marked above and below");
        let ids: Vec<&str> = elements(&slide, "cNvPr").iter().filter_map(|it| it.attribute("id")).collect();
        assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "{name}");
        assert!(package.contains_key(&name.replace("slides/slide", "notesSlides/notesSlide")), "{name} has notes");
    }
    let step = Document::parse(&package["ppt/slides/slide3.xml"]).unwrap();
    let said = words(step.root_element());
    for it in
        ["11 May: the company judges that", "621", "Step 2 of 11", "As of 11 May 2020", "Construction info server"]
    {
        assert!(said.contains(it), "{it}: {said}");
    }
    let notes = Document::parse(&package["ppt/notesSlides/notesSlide3.xml"]).unwrap();
    let said = words(notes.root_element());
    assert!(said.contains("https://") && said.contains("NTT Communications"), "sources are named: {said}");
}

#[test]
fn arrows_hold_on_to_their_cards_where_they_touch_them() {
    let mut n_glued = 0;
    for (file, shape) in [(NTT, "16:9"), (NTT, "4:3"), (EQUIFAX, "16:9"), ("static/gallery/optc-2019.json", "a4")] {
        let (_, package) = rendered("glued.pptx", file, &["--shape", shape]);
        for (name, text) in package.iter().filter(|it| it.0.starts_with("ppt/slides/slide")) {
            let slide = Document::parse(text).unwrap();
            let by_id = |id: &str| {
                let names = elements(&slide, "cNvPr").into_iter().find(|it| it.attribute("id") == Some(id)).unwrap();
                names.ancestors().find(|it| it.tag_name().name() == "sp").unwrap()
            };
            for connector in elements(&slide, "cxnSp") {
                let glue = child(connector, &["nvCxnSpPr", "cNvCxnSpPr"]).unwrap();
                for (tag, (x, y)) in ["stCxn", "endCxn"].into_iter().zip(ends(connector)) {
                    let end = child(glue, &[tag]).unwrap_or_else(|| panic!("{name}: an arrow without {tag}"));
                    let on = site(by_id(end.attribute("id").unwrap()), number(end, "idx") as usize);
                    let apart = (on.0 - x).abs().max((on.1 - y).abs()) / EMU;
                    assert!(apart <= 1.1, "{file}, {name}: {apart} points from its card");
                    n_glued += 1;
                }
            }
        }
    }
    assert!(n_glued > 500, "{n_glued}");
}

/// How far a shape lies from where its own numbers say, because the group around it was moved.
fn moved(shape: Node<'_, '_>) -> (f64, f64) {
    let groups = shape.ancestors().filter_map(|it| child(it, &["grpSpPr", "xfrm"]));
    groups.fold((0.0, 0.0), |(x, y), it| {
        let [off, inside] = ["off", "chOff"].map(|tag| child(it, &[tag]).unwrap());
        (x + number(off, "x") - number(inside, "x"), y + number(off, "y") - number(inside, "y"))
    })
}

/// Where each arrow ends by what it holds on to: the number of its shape, the end, and the place.
fn held(slide: &str) -> Vec<(String, usize, (f64, f64))> {
    let slide = Document::parse(slide).unwrap();
    let names = elements(&slide, "cNvPr");
    let mut held = Vec::new();
    for connector in elements(&slide, "cxnSp") {
        let glue = child(connector, &["nvCxnSpPr", "cNvCxnSpPr"]).unwrap();
        for (at, end) in glue.children().filter(Node::is_element).enumerate() {
            let id = end.attribute("id").unwrap();
            let named = names.iter().find(|it| it.attribute("id") == Some(id)).unwrap();
            let shape = named.ancestors().find(|it| it.tag_name().name() == "sp").unwrap();
            let (on, by) = (site(shape, number(end, "idx") as usize), moved(shape));
            held.push((id.to_owned(), at, (on.0 + by.0, on.1 + by.1)));
        }
    }
    held
}

/// Whoever drags a card moves the group of its shapes, and the program draws the arrows anew to what they hold on to.
#[test]
fn arrows_hold_on_to_a_card_that_was_moved() {
    let (_, package) = rendered("moved.pptx", NTT, &[]);
    let text = &package["ppt/slides/slide3.xml"];
    let before = held(text);
    let n_of = |id: &str| before.iter().filter(|it| it.0 == id).count();
    let card = before.iter().map(|it| &it.0).max_by_key(|it| n_of(it)).unwrap();
    assert!(n_of(card) >= 3, "{card} has several arrows");
    let place = {
        let slide = Document::parse(text).unwrap();
        let named = elements(&slide, "cNvPr").into_iter().find(|it| it.attribute("id") == Some(card)).unwrap();
        let group = named.ancestors().find(|it| it.tag_name().name() == "grpSp").unwrap();
        child(group, &["grpSpPr", "xfrm", "off"]).map(|it| (it.range(), number(it, "x"), number(it, "y"))).unwrap()
    };
    let (range, x, y) = place;
    let by = (360_000.0, 540_000.0); // 1 cm to the right, and 1.5 down
    let off = format!("<a:off x=\"{}\" y=\"{}\"/>", x + by.0, y + by.1);
    let after = held(&[&text[..range.start], &off, &text[range.end..]].concat());
    assert_eq!(before.len(), after.len());
    for ((id, at, (x, y)), other) in before.iter().zip(&after) {
        let by = if id == card { by } else { (0.0, 0.0) };
        let is_near = (other.2.0 - x - by.0).abs() < 1.0 && (other.2.1 - y - by.1).abs() < 1.0;
        assert!((id, at) == (&other.0, &other.1) && is_near, "{id}: {other:?}");
    }
}

#[test]
fn slides_have_the_days_of_their_steps() {
    let output = Command::new(env!("CARGO_BIN_EXE_breachmap"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("LC_ALL", "C")
        .args(["render", NTT, "-o", "day.pptx", "--as-of", "2020-05-11"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && said.contains("leave out --as-of"), "{said}");
}

#[test]
fn a_small_slide_is_written_so() {
    let (_, package) = rendered("small.pptx", "tests/cases/disputes/input.json", &[]);
    let text = package["ppt/slides/slide2.xml"].replace("><", ">\n<");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/office/slide.xml");
    golden::check(&file, &text).unwrap_or_else(|err| panic!("{err}"));
}

/// The texts of a handout, but for those in its pictures and beside its numbers of sources.
fn texts(node: &SvgNode, found: &mut Vec<String>) {
    if node.tag == "svg" || node.attributes.iter().any(|it| it.1 == CITED) {
        return;
    }
    found.extend(node.text.iter().map(|it| it.trim().to_owned()).filter(|it| !it.is_empty()));
    node.children.iter().for_each(|it| texts(it, found));
}

#[test]
fn a_document_says_what_the_handout_says() {
    let bytes = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(NTT)).unwrap();
    let incident = breachmap::import::import(&bytes).unwrap().incident;
    let (ground, timeline) = (graph::closed(&incident), Timeline::of(&incident));
    let axis = Axis::of(&timeline, Scale::Compressed, &[]);
    let snapshot = Snapshot::of(&incident, &Lens::on(timeline.opening));
    let (teller, form) = (Teller::of(&incident, "en"), Form::default());
    let digest = None;
    let (against, content, unit, theme) = (None, Content::Both, None, &LIGHT);
    let figure = Figure {
        teller,
        ground: &ground,
        snapshot: &snapshot,
        against,
        content,
        form,
        axis: &axis,
        unit,
        theme,
        digest,
    };
    let mut wanted = Vec::new();
    texts(&handout(&figure), &mut wanted);
    let (bytes, package) = rendered("paper.docx", NTT, &[]);
    expect_whole(&package);
    assert_eq!(bytes, rendered("again.docx", NTT, &[]).0);
    let parts = ["document", "footnotes", "header1", "footer1"].map(|it| &package[&format!("word/{it}.xml")]);
    let documents = parts.map(|it| Document::parse(it).unwrap());
    let said: String = documents.iter().map(|it| words(it.root_element())).collect::<Vec<_>>().join(" ");
    let missing: Vec<&String> = wanted.iter().filter(|it| !said.contains(it.as_str())).collect();
    assert!(wanted.len() > 200 && missing.is_empty(), "of {} texts the document lacks {missing:?}", wanted.len());
}

#[test]
fn a_document_has_headings_tables_pictures_and_footnotes() {
    let (_, package) = rendered("parts.docx", NTT, &["--as-of", "2020-05-11"]);
    let document = Document::parse(&package["word/document.xml"]).unwrap();
    let style = |name: &str| {
        let all = elements(&document, "pStyle").into_iter();
        all.filter(|it| it.attributes().any(|it| it.name() == "val" && it.value() == name)).count()
    };
    assert_eq!(style("Heading1"), 1);
    assert!(style("Heading2") >= 8, "{}", style("Heading2"));
    assert!(!elements(&document, "tblHeader").is_empty(), "a table has a head");
    let pictures = elements(&document, "docPr");
    assert_eq!(pictures.len(), 3, "map, legend, chart");
    assert!(pictures.iter().all(|it| it.attribute("descr").is_some_and(|it| !it.is_empty())), "each says what it is");
    let value = |it: &Node<'_, '_>| it.attributes().find(|it| it.name() == "id").unwrap().value().to_owned();
    let used: Vec<String> = elements(&document, "footnoteReference").iter().map(value).collect();
    let notes = Document::parse(&package["word/footnotes.xml"]).unwrap();
    let there: Vec<String> =
        elements(&notes, "footnote").iter().map(value).filter(|it| it.parse::<i32>().unwrap() > 0).collect();
    assert_eq!(used, there, "each footnote is referred to once, in its order");
    assert!(used.len() > 10, "{used:?}");
    let later: Vec<&str> = elements(&document, "fldSimple")
        .iter()
        .flat_map(|it| it.attributes().collect::<Vec<_>>())
        .map(|it| it.value())
        .collect();
    let marks: BTreeSet<&str> = elements(&document, "bookmarkStart")
        .iter()
        .flat_map(|it| it.attributes().collect::<Vec<_>>())
        .filter(|it| it.name() == "name")
        .map(|it| it.value())
        .collect();
    for it in later.iter().filter_map(|it| it.trim().strip_prefix("NOTEREF ")) {
        assert!(marks.contains(it.trim_end_matches(" \\h")), "{it} leads nowhere");
    }
    for it in elements(&document, "footnoteReference") {
        let in_cell = it.ancestors().any(|it| it.tag_name().name() == "tc");
        let is_larger = child(it.parent().unwrap(), &["rPr", "sz"]).is_some();
        assert_eq!(is_larger, in_cell, "what is alone in a cell can be read");
    }
    for part in ["header1", "footer1"] {
        assert!(package[&format!("word/{part}.xml")].contains("TLP:CLEAR"), "{part} has the marking");
    }
}

#[test]
fn an_incident_without_a_map_makes_a_document_too() {
    for name in ["no-map.docx", "no-map.pptx"] {
        let (_, package) = rendered(name, "tests/cases/bad-parts/input.json", &["--force"]);
        expect_whole(&package);
    }
}
