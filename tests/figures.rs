//! `breachmap render` from outside: what a figure carries, that it is the same again, and what is said where it cannot be made.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

const Y2020: &str = "static/gallery/ntt-communications-2020.json";
const Y2025: &str = "static/gallery/ntt-communications-2025.json";

/// Runs the command: what it prints, or else the end of its complaint.
fn run(arguments: &[&str]) -> Result<String, String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_breachmap"));
    let output = command.current_dir(env!("CARGO_MANIFEST_DIR")).env("LC_ALL", "C").args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    if output.status.success() { Ok(text(output.stdout)) } else { Err(text(output.stderr)) }
}

fn scratch(name: &str) -> PathBuf {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::remove_file(&file).ok(); // of an earlier run
    file
}

/// A folder that only one test writes to, empty.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::remove_dir_all(&folder).ok();
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// The figure that these options give.
fn figure(file: &str, options: &[&str]) -> String {
    run(&[&["render", file, "-o", "-"], options].concat()).unwrap()
}

/// All texts of a figure, a line each.
fn words(svg: &str) -> String {
    let tree = roxmltree::Document::parse(svg).unwrap();
    let texts = tree.descendants().filter(|it| it.has_tag_name("text")).filter_map(|it| it.text());
    texts.collect::<Vec<_>>().join("\n")
}

/// Width and height as the file says them.
fn size(svg: &str) -> (f64, f64) {
    let tree = roxmltree::Document::parse(svg).unwrap();
    let number = |name| tree.root_element().attribute(name).unwrap().parse().unwrap();
    (number("width"), number("height"))
}

#[test]
fn a_figure_carries_all_that_it_must_not_lose() {
    let said = words(&figure(Y2020, &["--as-of", "2020-05-11", "--known-on", "2020-05-28"]));
    let hash = run(&["check", "--hash", Y2020]).unwrap();
    for expected in [
        "NTT Communications, 2020",
        "621",
        "companies possibly affected",
        "As of 11 May 2020 · as known on 28 May 2020 · told by the 6 sources published by then",
        "companies reported affected",
        "TLP:CLEAR",
        "Sources: NTT Communications",
        &format!("Data: ntt-communications-2020, SHA-256 {}…", &hash[..16]),
    ] {
        assert!(said.contains(expected), "{expected}\nis not in\n{said}");
    }
    assert_eq!(said.matches("TLP:CLEAR").count(), 2, "beside the title and below the picture");
}

#[test]
fn a_long_list_of_sources_ends_in_how_many_more_there_are() {
    let told = |file: &str| words(&figure(file, &["--content", "chart"])).replace('\n', " ");
    let many = told("static/gallery/hse-2021.json");
    let (_, rest) = many.split_once("Sources: ").unwrap();
    let (named, more) = rest.split_once(", and ").unwrap();
    assert!(named.matches(", ").count() >= 39, "{named}");
    assert!(more.split(' ').next().unwrap().parse::<usize>().unwrap() > 10, "{more}");
    assert!(!told(Y2020).contains("more that the file names"));
}

#[test]
fn a_figure_can_be_told_in_words() {
    let file = scratch("told.txt");
    let name = file.display().to_string();
    run(&["render", Y2025, "-o", &name, "--against", "as-of=2025-02-06"]).unwrap();
    let told = fs::read_to_string(file).unwrap();
    let hash = run(&["check", "--hash", Y2025]).unwrap();
    for expected in [
        "NTT Communications, 2025 (TLP:CLEAR)\n17,891 companies possibly affected\n",
        "\nAs of 5 March 2025 · latest knowledge · told by all 7 sources\n",
        "\nWhat changed, as of 6 February 2025 → as of 5 March 2025: ",
        "\n1. Intruder → Order info system: way in unsaid: by 5 February 2025 (done)\n",
        "\n– Leak judged possible: 6 February 2025 (done)\n",
        "\nTLP:CLEAR\nSources: NTT Communications",
        &format!("\nData: ntt-communications-2025, SHA-256 {}…\n", &hash[..16]),
    ] {
        assert!(told.contains(expected), "{expected:?} is not in\n{told}");
    }
}

#[test]
fn a_figure_shows_what_was_asked_for() {
    let [both, map, chart] = ["both", "map", "chart"].map(|it| figure(Y2020, &["--content", it]));
    for (svg, has_map, has_chart) in [(&both, true, true), (&map, true, false), (&chart, false, true)] {
        assert_eq!(svg.contains("data-entity=\"ad\""), has_map);
        assert_eq!(words(svg).contains("reported affected"), has_chart);
        assert!(words(svg).contains("Sources: "));
    }
    assert!(size(&both).1 > size(&map).1 && size(&map).1 > size(&chart).1);
    let compressed = figure(Y2020, &["--content", "chart"]);
    let [exact, steps] = ["true", "steps"].map(|it| figure(Y2020, &["--content", "chart", "--axis", it]));
    assert!(compressed != exact && exact != steps && steps != compressed);
    assert_eq!(chart, compressed);
    let dark = figure(Y2020, &["--theme", "dark"]);
    assert_eq!(words(&dark), words(&both));
    assert_ne!(dark, both);
}

#[test]
fn a_comparison_is_drawn_and_told() {
    let said = words(&figure(Y2020, &["--against", "known-on=2020-05-28"]));
    for expected in ["What changed, as known on 28 May 2020 → latest knowledge: ", "unchanged", "+ added"] {
        assert!(said.contains(expected), "{expected}\nis not in\n{said}");
    }
    let alone = words(&figure(Y2020, &[]));
    assert!(!alone.contains("What changed") && !alone.contains("unchanged"));
}

#[test]
fn the_unit_of_the_chart_is_chosen_among_those_that_are_counted() {
    let equifax = "static/gallery/equifax-2017.json";
    let complaint = run(&["render", equifax, "-o", "-", "--unit", "spoons"]).unwrap_err();
    let (_, units) = complaint.split_once("error: nothing is counted in \"spoons\"; the units are ").unwrap();
    let units: Vec<&str> = units.trim().split(", ").map(|it| it.trim_matches('"')).collect();
    assert!(units.len() > 1, "{complaint}");
    let charts: Vec<String> = units.iter().map(|it| figure(equifax, &["--content=chart", "--unit", it])).collect();
    for (unit, chart) in units.iter().zip(&charts) {
        assert!(words(chart).contains(&format!("{unit} reported affected")), "{unit}");
    }
}

#[test]
fn the_hash_is_that_of_the_data_and_not_of_its_layout() {
    let value: Value = serde_json::from_str(&fs::read_to_string(Y2025).unwrap()).unwrap();
    let write = |name: &str, text: String| {
        let file = scratch(name);
        fs::write(&file, text).unwrap();
        file.display().to_string()
    };
    let hash = |file: &str| run(&["check", "--hash", file]).unwrap()[..64].to_owned();
    let packed = write("packed.json", value.to_string());
    assert_eq!(hash(&packed), hash(Y2025));
    let (from_file, from_packed) = (figure(Y2025, &[]), figure(&packed, &[]));
    assert_eq!(from_file, from_packed);
    let mut other = value;
    other["title"] = "Another title".into();
    let other = write("other.json", other.to_string());
    assert_ne!(hash(&other), hash(Y2025));
}

#[test]
fn a_png_is_as_large_as_asked_for_and_the_same_again() {
    let part = ["--content", "chart"]; // drawing is slow without optimization
    let (width, height) = size(&figure(Y2025, &part));
    for factor in [1, 2] {
        let [once, again] = ["once", "again"].map(|name| {
            let file = scratch(&format!("{name}-{factor}.png"));
            let name = file.display().to_string();
            let factor = factor.to_string();
            run(&[&["render", Y2025, "-o", &name, "--scale-factor", &factor][..], &part].concat()).unwrap();
            fs::read(file).unwrap()
        });
        assert!(once.starts_with(b"\x89PNG\r\n\x1a\n"));
        let number = |at: usize| u32::from_be_bytes(once[at..at + 4].try_into().unwrap());
        let expected = [width, height].map(|it| (it * f64::from(factor)).ceil() as u32);
        assert_eq!([number(16), number(20)], expected, "{factor}");
        assert!(once == again, "two runs differ at {factor}");
    }
}

#[test]
fn a_sequence_has_a_figure_for_each_step_and_they_line_up() {
    let folder = folder("sequence");
    let name = folder.join("step.svg").display().to_string();
    run(&["render", Y2020, "--sequence", "-o", &name]).unwrap();
    let file: Value = serde_json::from_str(&fs::read_to_string(Y2020).unwrap()).unwrap();
    let story = file["story"].as_array().unwrap();
    let figures: Vec<String> =
        (1..=story.len()).map(|i| fs::read_to_string(folder.join(format!("step-{i:02}.svg"))).unwrap()).collect();
    assert_eq!(fs::read_dir(&folder).unwrap().count(), story.len());
    let card = |svg: &str| {
        // where the map lies in the file: its first region has corners of its own
        let at = svg.find("rx=\"10\"").unwrap();
        let group = svg[..at].rfind("<g transform=").unwrap();
        svg[group..].split('>').next().unwrap().to_owned()
    };
    for (i, svg) in figures.iter().enumerate() {
        assert_eq!((size(svg), card(svg)), (size(&figures[0]), card(&figures[0])), "step {}", i + 1);
        let said = words(svg);
        assert!(said.contains(&format!("Step {} of {} · As of ", i + 1, story.len())), "{said}");
    }
    assert_ne!(figures[0], figures[1]);
}

#[test]
fn what_cannot_be_made_is_explained() {
    for (options, expected) in [
        (&["-o", "fig.jpg"][..], "\"fig.jpg\" is neither FIG.svg, FIG.png, FIG.txt, DECK.pptx nor PAPER.docx"),
        (&["-o", "fig"], "\"fig\" is neither FIG.svg, FIG.png, FIG.txt, DECK.pptx nor PAPER.docx"),
        (&["-o", "fig.txt", "--sequence"], "\"fig.txt\" is neither"),
        (&["-o", "-", "--sequence"], "\"-\" is neither FIG.svg, FIG.png, FIG.txt, DECK.pptx nor PAPER.docx"),
        (&["-o", "-", "--content", "all"], "lanes, map, chart, both"),
        (&["-o", "-", "--axis", "log"], "write compressed, true or steps"),
        (&["-o", "-", "--theme", "pink"], "write light, dark or paper"),
        (&["-o", "x.png", "--scale-factor", "9"], "9 is not in 1..=8"),
        (&["-o", "x.svg", "--sequence", "--as-of", "2020-05-11"], "cannot be used with"),
        (&["-o", "-", "--against", "told-by=nobody"], "no source has the id \"nobody\""),
    ] {
        let complaint = run(&[&["render", Y2020], options].concat()).unwrap_err();
        assert!(complaint.contains(expected), "{options:?}: {complaint}");
    }
}

/// A text of a figure where it stands: in pixels from the upper left corner, with the height of its letters, and whether it is of the map.
struct Placed {
    words: String,
    x: f64,
    y: f64,
    size: f64,
    is_of_map: bool,
}

fn placed(svg: &str) -> Vec<Placed> {
    let tree = roxmltree::Document::parse(svg).unwrap();
    let number = |it: roxmltree::Node<'_, '_>, name| it.attribute(name).unwrap().parse::<f64>().unwrap();
    let root = tree.root_element();
    let zoom =
        number(root, "width") / root.attribute("viewBox").unwrap().split(' ').nth(2).unwrap().parse::<f64>().unwrap();
    let texts = tree.descendants().filter(|it| it.has_tag_name("text"));
    texts
        .map(|text| {
            let (mut x, mut y, mut size) = (number(text, "x"), number(text, "y"), number(text, "font-size"));
            let mut is_of_map = false;
            for transform in text.ancestors().filter_map(|it| it.attribute("transform")) {
                let numbers = transform.split(|c: char| !c.is_ascii_digit() && c != '.' && c != '-');
                let numbers: Vec<f64> = numbers.filter_map(|it| it.parse().ok()).collect();
                let scale = numbers.get(2).copied().unwrap_or(1.0);
                is_of_map |= numbers.len() > 2;
                (x, y, size) = (x * scale + numbers[0], y * scale + numbers[1], size * scale);
            }
            let words = text.text().unwrap_or_default().to_owned();
            Placed { words, x: x * zoom, y: y * zoom, size: size * zoom, is_of_map }
        })
        .collect()
}

#[test]
fn a_slide_has_the_shape_that_is_asked_for_and_words_that_can_be_read() {
    for (file, lang) in [(Y2020, "ja"), (Y2025, "en"), ("static/gallery/solarwinds-2020.json", "en")] {
        for (shape, wide, high) in [("16:9", 1280.0, 720.0), ("4:3", 1280.0, 960.0), ("a4", 1280.0, 905.0)] {
            for steps in ["beside", "below", "none"] {
                let svg = figure(file, &["--shape", shape, "--steps", steps, "--lang", lang]);
                let (width, height) = size(&svg);
                assert!((width - wide).abs() < 0.01 && (height - high).abs() < 0.01, "{width} {height}");
                for it in placed(&svg) {
                    let is_inside = 0.0 < it.x && it.x < wide && it.size * 0.8 < it.y && it.y < high;
                    assert!(is_inside, "{file} {shape} {steps}: {} at {} {}", it.words, it.x, it.y);
                    let least = if it.is_of_map { 7.6 } else { 13.99 };
                    assert!(
                        it.size >= least || steps == "below" && shape == "16:9",
                        "{file} {shape} {steps}: {} {}",
                        it.words,
                        it.size
                    );
                }
            }
        }
    }
    let drawn = figure(Y2020, &[]);
    assert_eq!(figure(Y2020, &["--shape", "as-drawn", "--steps", "below", "--content", "both"]), drawn);
    for (steps, has_list) in [("beside", true), ("none", false)] {
        assert_eq!(words(&figure(Y2020, &["--steps", steps])).contains("\nSteps\n"), has_list);
    }
}

#[test]
fn the_list_of_a_slide_says_what_each_number_is_or_how_many_more_there_are() {
    for (file, n_steps) in [(Y2020, 24), (Y2025, 3), ("static/gallery/equifax-2017.json", 20)] {
        for options in [["--shape", "16:9"], ["--shape", "a4"]] {
            let texts = placed(&figure(file, &options));
            let list = texts.iter().position(|it| it.words == "Steps").unwrap();
            let list: Vec<&Placed> = texts[list..].iter().take_while(|it| it.words != "TLP:CLEAR").collect();
            let listed: Vec<&str> = list
                .iter()
                .map(|it| it.words.as_str())
                .filter(|it| it.parse::<usize>().is_ok_and(|it| it < 100))
                .collect();
            let more =
                list.iter().find_map(|it| it.words.strip_prefix("and ")?.split(' ').next()?.parse::<usize>().ok());
            assert_eq!(listed.len() + more.unwrap_or(0), n_steps, "{file} {options:?}: {listed:?} {more:?}");
            let numbers = texts.iter().filter(|it| it.is_of_map && it.words.parse::<usize>().is_ok());
            let missing: Vec<&str> = numbers.map(|it| it.words.as_str()).filter(|it| !listed.contains(it)).collect();
            assert!(missing.len() <= more.unwrap_or(0), "{file} {options:?}: {missing:?}");
        }
    }
}

#[test]
fn slides_of_a_story_have_their_maps_in_one_place() {
    let folder = folder("slides");
    let name = folder.join("slide.svg").display().to_string();
    run(&["render", Y2025, "--sequence", "--shape", "16:9", "-o", &name]).unwrap();
    let maps = fs::read_dir(&folder).unwrap().map(|it| {
        let svg = fs::read_to_string(it.unwrap().path()).unwrap();
        assert!((size(&svg).1 - 720.0).abs() < 0.01);
        svg.split("<g transform=\"").find(|it| it.contains("scale(")).unwrap().split('"').next().unwrap().to_owned()
    });
    let maps: Vec<String> = maps.collect();
    assert!(maps.len() > 2 && maps.iter().all(|it| *it == maps[0]), "{maps:?}");
}
