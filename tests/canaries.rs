//! Nothing that is marked above a level leaves at that level, by whatever way, and all that is not does.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

mod canary;
mod drafted;
#[expect(dead_code, reason = "other tests use the rest of it")]
mod machine;
mod seeds;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use breachmap::app::State;
use breachmap::app::action::{Action, Compare, Give, Setting};
use breachmap::app::briefing;
use breachmap::app::effect::Effect;
use breachmap::app::update::update;
use breachmap::app::wish::{Gathered, Place, Wish};
use breachmap::export::bundle::Briefed;
use breachmap::export::diagram::Format;
use breachmap::export::diff::DiffJson;
use breachmap::export::digest::digest;
use breachmap::export::share::{Share, share};
use breachmap::export::snapshot::SnapshotJson;
use breachmap::export::template::{Parts, app};
use breachmap::export::turn::{self, Turning};
use breachmap::export::{EXPORTS, Kind, Material};
use breachmap::foreign::{Opened, open};
use breachmap::graph;
use breachmap::incident::Marking;
use breachmap::paint::SvgNode;
use breachmap::timeline::{Diff, Lens, PartialLens, Snapshot, Timeline};
use breachmap::words::Teller;
use canary::{LEVELS, Maker, above, foreign, plain, shortened, words_of};
use drafted::{drafted, unpacked};
use machine::{after, read};
use seeds::seeds;
use serde_json::{Value, json};

/// The texts of a picture or a handout.
fn texts(node: &SvgNode) -> String {
    let own = node.attributes.iter().map(|(_, it)| it.clone()).chain(node.text.clone());
    own.chain(node.children.iter().map(texts)).collect::<Vec<_>>().join(" ")
}

/// The empty one-file app, as small as can be.
fn empty() -> String {
    app(Parts { policy: "x", page_style: "", style: "", program: "", module: "" })
}

/// What one way out gives: its name, and all bytes as text.
fn made(state: &State, effect: Effect) -> String {
    match effect {
        Effect::Save { name, bytes, .. } => format!("{name} {}", unpacked(&bytes)),
        Effect::Office(wish) => {
            let (name, bytes) = drafted(state, &wish);
            format!("{name} {}", unpacked(&bytes))
        }
        Effect::Raster { name, svg, .. } => format!("{} {svg}", name.unwrap_or_default()),
        Effect::RasterAll { name, pictures, .. } => format!("{name} {pictures:?}"),
        Effect::Copy(text) => text,
        Effect::Print(node) => texts(&node),
        Effect::Gather { files, share } => {
            let file = |it| match it {
                Place::Here(text) => ("incident.json".to_owned(), text.as_bytes().to_vec()),
                Place::At(address) => panic!("{address} is not of this file"),
            };
            let gathered = Gathered { app: empty(), files: files.into_iter().map(file).collect(), share };
            let draft = briefing::save(&gathered).unwrap();
            format!("{} {}", draft.name, String::from_utf8_lossy(&(draft.finish)(Vec::new())))
        }
        effect => panic!("{effect:?} gives nothing out"),
    }
}

/// Every way out of the page at a level, each with what it gives.
fn ways(state: &State, marking: Marking, redact: bool) -> Vec<(&'static str, String)> {
    ways_with(state, Share { marking: Some(marking), redact })
}

fn ways_with(state: &State, share: Share) -> Vec<(&'static str, String)> {
    let wish = |export| Action::Give(Give::Wish(Wish { export, share, ..Wish::default() }));
    let mut ways = Vec::new();
    for export in EXPORTS {
        let (thinking, _) = update(state.clone(), wish(export));
        let preview = thinking.preview.clone();
        ways.push(("what is said before", format!("{} {}", preview.name.clone().unwrap_or_default(), preview.words)));
        let give = |what| update(thinking.clone(), what).1.pop();
        ways.extend(give(Action::Give(Give::Save)).map(|it| (export.id, made(&thinking, it))));
        if export.kind == Kind::Text {
            ways.extend(give(Action::Give(Give::Copy)).map(|it| ("a copied text", made(&thinking, it))));
            ways.extend(give(Action::Give(Give::Print)).map(|it| ("a handout", made(&thinking, it))));
            ways.extend(give(Action::Compare(Compare::Copy)).map(|it| ("a copied comparison", made(&thinking, it))));
        }
    }
    ways
}

/// The values that the command prints of a file for a level.
fn values(native: &Value) -> Vec<(&'static str, String)> {
    let incident = breachmap::import::import(native.to_string().as_bytes()).unwrap().incident;
    let teller = Teller::of(&incident, "en");
    let timeline = Timeline::of(&incident);
    let [last, first] = [timeline.last(), timeline.stops[0]].map(|it| Snapshot::of(&incident, &Lens::on(it)));
    let snapshot = serde_json::to_string(&SnapshotJson::of(teller, &last)).unwrap();
    let diff = Diff::of(&first, &last);
    let (text, hash, ground) = (native.to_string(), digest(native), graph::closed(&incident));
    let material = Material { teller, snapshot: &last, file: native, digest: &hash };
    let briefed = Briefed { incident: &incident, text: &text };
    vec![
        ("a flow chart", Format::Mermaid.write(&material, &ground)),
        ("a graph", Format::Dot.write(&material, &ground)),
        ("a drawing", Format::Drawio.write(&material, &ground)),
        ("a page that turns", turn::page(&[(teller, briefed)], Turning::Turning)),
        ("a snapshot as JSON", snapshot),
        ("a difference as JSON", serde_json::to_string(&DiffJson::of(teller, &diff)).unwrap()),
        ("a snapshot in words", breachmap::cli::to_text(&incident, &last, "ja")),
    ]
}

/// The page with a file, looking at what is strictest: a source, a preference, another lens and a part of TLP:RED.
fn looking(file: &Value) -> State {
    let part = |list: &str| file[list][4]["id"].as_str().unwrap().to_owned();
    let (source, event) = (part("sources"), part("events"));
    let against = PartialLens::parse(&format!("told-by={source},prefer={event}.when~{source}"));
    let look = [
        Setting::ToldBy(Some([source.clone(), file["sources"][0]["id"].as_str().unwrap().to_owned()].into())),
        Setting::Against(against.ok()),
    ];
    let mut actions = vec![read(file.to_string().as_bytes())];
    actions.extend(look.into_iter().map(Action::Set));
    after(actions).0
}

/// What is left of some words in a text, and around the first of them, so that one sees where it stands.
fn context(text: &str, found: &[String]) -> String {
    let text = plain(text);
    let Some(at) = found.first().and_then(|it| text.find(it.as_str())) else { return String::new() };
    let before: Vec<char> = text[..at].chars().rev().take(80).collect();
    before.iter().rev().chain(&['»']).copied().chain(text[at..].chars().take(60)).collect()
}

/// Fails if a way out tells what is above a level.
fn expect_nothing_above(text: &str, level: usize, way: &str) {
    let found = above(text, level);
    assert!(found.is_empty(), "{way} at {} tells {found:?}: …{}…", LEVELS[level].0, context(text, &found));
}

#[test]
fn nothing_marked_leaves_above_its_level_from_the_short_form() {
    for seed in seeds(1) {
        let file = shortened(Maker::of(seed).file());
        let state = looking(&file);
        for (i, (level, _)) in LEVELS.iter().enumerate() {
            let shared = share(&file, Share { marking: Some(*level), redact: false }).unwrap().value;
            for (way, text) in ways(&state, *level, false).into_iter().chain(values(&shared)) {
                expect_nothing_above(&text, i, &format!("seed {seed}, short: {way}"));
            }
            for pivot in file["pivots"].as_array().unwrap().iter().take(i + 1) {
                let id = pivot["id"].as_str().unwrap();
                let kept = shared["pivots"].as_array().unwrap().iter().find(|it| it["id"] == id);
                assert!(kept.is_some_and(|it| it.get("claims").is_none()), "seed {seed}: {id} is there, and short");
            }
        }
    }
}

#[test]
fn nothing_marked_leaves_above_its_level_and_the_rest_does() {
    for seed in seeds(2) {
        let mut maker = Maker::of(seed);
        let file = maker.file();
        let state = looking(&file);
        assert!(state.ready().is_some(), "{seed}: {:?}", state.complaint);
        for (i, (level, _)) in LEVELS.iter().enumerate() {
            let shared = share(&file, Share { marking: Some(*level), redact: false }).unwrap().value;
            for (way, text) in ways(&state, *level, false).into_iter().chain(values(&shared)) {
                expect_nothing_above(&text, i, &format!("seed {seed}: {way}"));
                let is_whole = ["native", "html"].contains(&way);
                // the page hears a free source only, and of each level what that one says
                let is_heard = ["stix", "navigator", "svg", "png", "sequence", "slides", "text", "csv", "a handout"]
                    .contains(&way);
                let is_drawn = ["a flow chart", "a graph", "a drawing", "a page that turns"].contains(&way);
                let is_all = way == "a snapshot as JSON";
                #[expect(clippy::needless_range_loop, reason = "words are looked for by the place of their level")]
                for own in 0..=i {
                    let there = words_of(&text, own);
                    let wanted = maker.claimed.iter().filter(|it| words_of(it, own).len() == 1);
                    let missing: Vec<&String> = wanted.filter(|it| !there.contains(*it)).collect();
                    assert!(!is_whole || missing.is_empty(), "seed {seed}: {way} at {level} lacks {missing:?}");
                    // a claim with a word that is none is not shown, but stays in the file
                    let is_wanted = own == 0 && (is_heard || is_drawn || is_all) || is_all && !maker.is_off;
                    let is_there = !there.is_empty() || !is_wanted;
                    assert!(is_there, "seed {seed}: {way} at {level} has nothing of {}", LEVELS[own].0);
                }
            }
        }
    }
}

#[test]
fn neutral_names_leave_no_name_of_a_host_or_person() {
    for seed in seeds(2) {
        let mut maker = Maker::of(seed);
        maker.about = Some("hosts");
        let mut file = maker.file();
        let person = maker.words.next(4);
        let letter = format!("{person}@example.org");
        file["x_people"] = json!({ (letter.as_str()): [letter, format!("mailto:{letter}")] });
        file["sources"][1]["url"] = format!("https://example.org/?by={letter}").into();
        file["facts"][0]["claims"][0]["note"] = format!("Ask <{letter}>.").into();
        file["questions"][0]["id"] = letter.as_str().into();
        let mut names: Vec<String> = vec![person];
        for host in file["hosts"].as_array().unwrap() {
            let called = [&host["id"], &host["label"], &host["names"][0]["value"]];
            let words =
                called.iter().flat_map(|it| (0..LEVELS.len()).flat_map(|level| words_of(&it.to_string(), level)));
            names.extend(words);
        }
        assert!(names.len() > 20, "{names:?}");
        let state = looking(&file);
        let shared = share(&file, Share { marking: None, redact: true }).unwrap().value;
        for (way, text) in ways_with(&state, Share { marking: None, redact: true }).into_iter().chain(values(&shared)) {
            let text = plain(&text);
            let found: Vec<String> = names.iter().filter(|it| text.contains(it.as_str())).cloned().collect();
            assert!(found.is_empty(), "seed {seed}: {way} tells {found:?}: …{}…", context(&text, &found));
            let is_there = text.contains("server1") || ["what is said before", "a copied comparison"].contains(&way);
            assert!(
                is_there || text.contains("inside1") || text.contains("サーバー1"),
                "seed {seed}: {way} has no host"
            );
        }
    }
}

/// Runs the command in a folder.
fn run(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_breachmap"));
    let Output { status, stdout, stderr } =
        command.current_dir(folder).env("LC_ALL", "C").args(arguments).output().unwrap();
    let said = String::from_utf8_lossy(&stdout).into_owned() + &String::from_utf8_lossy(&stderr);
    assert!(status.success(), "{arguments:?}: {said}");
    said
}

#[test]
fn the_command_hands_on_no_more_than_the_page() {
    for seed in seeds(1) {
        let file = Maker::of(seed).file();
        let inputs = Path::new(env!("CARGO_TARGET_TMPDIR")).join("canaries");
        fs::create_dir_all(&inputs).unwrap();
        fs::write(inputs.join("in.json"), file.to_string()).unwrap();
        fs::write(inputs.join("app.html"), empty()).unwrap();
        for level in [0, 2] {
            let word = LEVELS[level].0.as_str().to_lowercase();
            let folder = inputs.join(format!("out-{level}"));
            fs::remove_dir_all(&folder).ok();
            fs::create_dir_all(&folder).unwrap();
            let mut said = String::new();
            for way in [
                "convert ../in.json --to native -o native.json --report",
                "convert ../in.json --to stix -o stix.json",
                "convert ../in.json --to navigator -o layer.json",
                "convert ../in.json --to csv -o tables",
                "convert ../in.json --to veris -o veris.json",
                "render ../in.json -o figure.svg",
                "render ../in.json -o figure.png --content chart",
                "render ../in.json -o figure.txt",
                "render ../in.json -o deck.pptx",
                "render ../in.json -o paper.docx",
                "render ../in.json -o step.svg --sequence --lang ja",
                "bundle ../in.json --app ../app.html -o briefing.html",
                "snapshot ../in.json",
                "snapshot ../in.json --json",
                "diff ../in.json --from known-on=2010-01-01 --to as-of=2030-01-01",
                "diff ../in.json --from known-on=2010-01-01 --to as-of=2030-01-01 --json",
                "index ../in.json -o index",
            ] {
                let way: Vec<&str> = way.split(' ').collect();
                said.push_str(&run(&folder, &[&way[..], &["--marking", &word]].concat()));
            }
            expect_nothing_above(&said, level, &format!("seed {seed}: what the command says"));
            let mut n_files = 0;
            let index = folder.join("index");
            let shard = fs::read_dir(index.join("incidents")).unwrap().next().unwrap().unwrap().path();
            for folder in [folder.join("tables"), index.join("rows"), shard, index, folder] {
                for file in fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).filter(|it| it.is_file()) {
                    n_files += 1;
                    let text = format!("{} {}", file.display(), unpacked(&fs::read(&file).unwrap()));
                    if text.contains("figure.png") {
                        let has_texts = ["tEXt", "iTXt", "zTXt"].iter().any(|it| text.contains(it));
                        assert!(!has_texts, "words beside the pixels are not made of what is drawn");
                        continue;
                    }
                    if text.contains("words.tsv") && !text.contains("breachmap-index/1") {
                        // of a word with digits its letters stand there
                        let has = |letter: char| plain(&text).contains(&format!("zq{letter}"));
                        let leaks = LEVELS[level + 1..].iter().any(|it| has(it.1));
                        assert!(has(LEVELS[0].1) && !leaks, "{}", file.display());
                    }
                    let has_words = text.contains("words.tsv") || !words_of(&text, 0).is_empty();
                    assert!(has_words, "{} has nothing in it", file.display());
                    expect_nothing_above(&text, level, &format!("seed {seed}: {}", file.display()));
                }
            }
            assert!(n_files >= 9 + 8 + 4, "{n_files}");
        }
    }
}

/// The incidents of a file of another tool, as files of our format.
fn natives(file: &foreign::File) -> Vec<Value> {
    let drafts = match open(&file.bytes, &file.name).unwrap() {
        Opened::Native(text) => return vec![serde_json::from_str(&text).unwrap()],
        Opened::One(draft) => vec![*draft],
        Opened::Many(all) => (0..all.len()).filter_map(|it| all.draft(it)).collect(),
    };
    drafts.iter().map(|it| serde_json::to_value(it).unwrap()).collect()
}

#[test]
fn what_is_made_of_a_marked_thing_of_another_tool_bears_its_marking() {
    let mut leaks: Vec<String> = Vec::new();
    let mut n_words: BTreeMap<String, usize> = BTreeMap::new();
    for seed in seeds(10) {
        for file in foreign::files(seed) {
            for native in natives(&file) {
                for (i, (level, _)) in LEVELS.iter().enumerate() {
                    let Ok(shared) = share(&native, Share { marking: Some(*level), redact: false }) else { continue };
                    let text = shared.value.to_string();
                    let n: usize = (0..=i).map(|it| words_of(&text, it).len()).sum();
                    *n_words.entry(file.name.clone()).or_default() += n;
                    for (way, text) in values(&shared.value).into_iter().chain([("native", text)]) {
                        let mut found = above(&text, i);
                        found.retain(|it| it.starts_with("zq")); // numbers and days are those of the file
                        let place = format!("seed {seed}: {}: {way} at {level}", file.name);
                        leaks.extend(found.first().map(|it| format!("{place}: {it}: {}", context(&text, &found))));
                    }
                }
            }
        }
    }
    assert!(leaks.is_empty(), "{} leaks:\n{}", leaks.len(), leaks.join("\n"));
    for format in ["stix", "own-stix", "attack-flow", "misp", "table"] {
        let n: usize = n_words.iter().filter(|(name, _)| name.starts_with(format)).map(|(_, n)| n).sum();
        assert!(n > 20, "of {format} only {n} words are left: {n_words:?}");
    }
}

/// The code of a folder, file by file, without its tests.
fn code(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()) {
        if entry.is_dir() {
            code(&entry, found);
        } else if entry.extension().is_some_and(|it| it == "rs") {
            let text = fs::read_to_string(&entry).unwrap();
            let text = text.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
            found.push((entry.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().display().to_string(), text));
        }
    }
}

#[test]
fn each_way_out_goes_through_the_one_function_of_sharing() {
    let mut files = Vec::new();
    code(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let using = |names: &[&str]| -> Vec<&str> {
        let others = files.iter().filter(|(path, _)| !path.starts_with("src/export/"));
        let mut found: Vec<&str> = others
            .filter(|(_, text)| names.iter().any(|it| text.contains(it)))
            .map(|(path, _)| path.as_str())
            .collect();
        found.sort_unstable();
        found
    };
    // each rim asks in one place what may leave …
    let asks = ["share::{Share, share}", "share::{Share, Shared, share}", "share::share"];
    assert_eq!(using(&asks), ["src/app/sharing.rs", "src/cli/share.rs"]);
    // … and makes what leaves in these, which have it from there; a new one has to be thought about
    let made = [
        "stix::bundle",
        "veris::record",
        "native::text",
        "Material {",
        "export::handout",
        " bundle(&",
        "SnapshotJson::of",
        "DiffJson::of",
    ];
    assert_eq!(
        using(&made),
        [
            "src/app/briefing.rs",
            "src/app/figure.rs",
            "src/app/handing.rs",
            "src/app/sharing.rs",
            "src/app/view.rs", // the snapshot for the page around the element, which gave it the file
            "src/cli/bundle.rs",
            "src/cli/convert.rs",
            "src/cli/differences.rs",
            "src/cli/index.rs",
            "src/cli/mod.rs",
            "src/cli/quotes.rs",
            "src/cli/share.rs",
        ]
    );
}
