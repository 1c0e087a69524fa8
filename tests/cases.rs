//! Golden cases: each folder of `tests/cases/` is a file, the lenses to look through, and all that the command should print.
//!
//! `case.json` names the file (`input`, from the folder; absent means `input.json`) and the `lenses`.
//! Beside it stand `report.txt`, and for each lens `snapshot@LENS.json`, `snapshot@LENS.txt` and, if it says `"map": true`, `map@LENS.svg`;
//! with `"lanes": true`, `lanes@LENS.svg`.
//! `UPDATE=1 cargo test --test cases` rewrites them.

mod golden;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

/// What `case.json` holds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    #[serde(default = "input_json")]
    input: PathBuf,
    #[serde(default)]
    lenses: Vec<Lens>,
    #[serde(default)]
    diffs: Vec<Diff>,
}

/// Two lenses in the words of the command.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Diff {
    name: String,
    from: String,
    to: String,
}

/// A lens in the words of the command.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lens {
    name: String,
    as_of: Option<String>,
    known_on: Option<String>,
    #[serde(default)]
    told_by: Vec<String>,
    #[serde(default)]
    prefer: Vec<String>,
    lang: Option<String>,
    #[serde(default)]
    dark: bool,
    #[serde(default)]
    map: bool,
    #[serde(default)]
    lanes: bool,
}

fn input_json() -> PathBuf {
    PathBuf::from("input.json")
}

impl Lens {
    fn arguments(&self) -> Vec<String> {
        let told_by = (!self.told_by.is_empty()).then(|| self.told_by.join(","));
        let prefer = (!self.prefer.is_empty()).then(|| self.prefer.join(","));
        let options = [
            ("--as-of", &self.as_of),
            ("--known-on", &self.known_on),
            ("--told-by", &told_by),
            ("--prefer", &prefer),
            ("--lang", &self.lang),
        ];
        options.into_iter().filter_map(|(name, value)| Some([name.to_owned(), value.clone()?])).flatten().collect()
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

fn folders() -> Vec<PathBuf> {
    let entries = fs::read_dir(root()).expect("tests/cases exists").map(|it| it.expect("it can be read").path());
    let mut folders: Vec<PathBuf> = entries.filter(|it| it.is_dir()).collect();
    folders.sort();
    folders
}

fn read(folder: &Path) -> Case {
    let text = fs::read_to_string(folder.join("case.json")).expect("a case has a case.json");
    serde_json::from_str(&text).unwrap_or_else(|err| panic!("{}/case.json: {err}", folder.display()))
}

/// Runs the command in the folder of a case: what it prints, or else what it complains of.
fn run(folder: &Path, verb: &str, case: &Case, more: &[String]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_breachmap"));
    let output = command
        .current_dir(folder)
        .env("LC_ALL", "C")
        .arg(verb)
        .arg(&case.input)
        .args(more)
        .output()
        .expect("the command runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the command writes UTF-8");
    if output.stdout.is_empty() { text(output.stderr) } else { text(output.stdout) }
}

/// The figure that the command draws, of the map or of the lanes.
fn draw(folder: &Path, case: &Case, lens: &Lens, what: &str) -> String {
    let name = folder.file_name().unwrap_or_default().display();
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{what}@{}.svg", lens.name));
    let mut more = lens.arguments();
    more.extend(lens.dark.then(|| "--theme=dark".to_owned()));
    more.extend((what == "lanes").then(|| "--content=lanes".to_owned()));
    more.extend(["-o".to_owned(), file.display().to_string()]);
    fs::remove_file(&file).ok();
    let said = run(folder, "render", case, &more);
    fs::read_to_string(file).unwrap_or(said)
}

/// All that a case should hold, and what it holds now.
fn outputs(folder: &Path) -> Vec<(String, String)> {
    let case = read(folder);
    let mut outputs = vec![("report.txt".to_owned(), run(folder, "check", &case, &[]))];
    for lens in &case.lenses {
        let mut more = lens.arguments();
        outputs.push((format!("snapshot@{}.txt", lens.name), run(folder, "snapshot", &case, &more)));
        more.push("--json".to_owned());
        outputs.push((format!("snapshot@{}.json", lens.name), run(folder, "snapshot", &case, &more)));
        if lens.map {
            outputs.push((format!("map@{}.svg", lens.name), draw(folder, &case, lens, "map")));
        }
        if lens.lanes {
            outputs.push((format!("lanes@{}.svg", lens.name), draw(folder, &case, lens, "lanes")));
        }
    }
    for Diff { name, from, to } in &case.diffs {
        let mut more = ["--from", from, "--to", to].map(str::to_owned).to_vec();
        outputs.push((format!("diff@{name}.txt"), run(folder, "diff", &case, &more)));
        more.push("--json".to_owned());
        outputs.push((format!("diff@{name}.json"), run(folder, "diff", &case, &more)));
    }
    outputs
}

fn check(folder: &Path) -> Vec<String> {
    let mut wrong = Vec::new();
    let outputs = outputs(folder);
    for (name, actual) in &outputs {
        wrong.extend(golden::check(&folder.join(name), actual).err());
    }
    let wanted: BTreeSet<&str> = outputs.iter().map(|(name, _)| name.as_str()).collect();
    for file in fs::read_dir(folder).expect("a case can be read") {
        let file = file.expect("its files can be read").path();
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let is_expected = name.contains('@') && file.extension().is_none_or(|it| it != "new");
        if is_expected && !wanted.contains(&*name) {
            wrong.push(format!("{}: no lens of case.json makes this file", file.display()));
        }
    }
    wrong
}

#[test]
fn every_case_says_what_its_files_say() {
    let folders = folders();
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let jobs: Vec<_> = folders.iter().map(|folder| scope.spawn(|| check(folder))).collect();
        jobs.into_iter().flat_map(|job| job.join().expect("a case does not panic")).collect()
    });
    assert!(wrong.is_empty(), "{}\n\nIf this is right now: UPDATE=1 cargo test --test cases", wrong.join("\n"));
}

#[test]
fn the_case_of_bad_parts_shows_every_kind_of_finding() {
    let source = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/diag.rs")).unwrap();
    let names = source.split_once("impl Code").and_then(|(_, rest)| rest.split_once("\n}\n"));
    let (names, _) = names.expect("diag.rs names the codes");
    let codes: Vec<&str> = names.lines().filter_map(|it| it.split('"').nth(1)).collect();
    assert!(codes.len() >= 14, "{codes:?}");
    let folder = root().join("bad-parts");
    let report = run(&folder, "check", &read(&folder), &[]);
    for code in codes {
        assert!(report.contains(&format!("[{code}]")), "no finding of the case bad-parts has the code {code}");
    }
}

#[test]
fn every_incident_of_the_gallery_has_a_case() {
    let gallery = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/gallery");
    let inputs: BTreeSet<PathBuf> =
        folders().iter().filter_map(|it| it.join(read(it).input).canonicalize().ok()).collect();
    for file in fs::read_dir(gallery).expect("there is a gallery").map(|it| it.expect("it can be read").path()) {
        let is_index = file.file_name().is_some_and(|it| it == "index.json");
        assert!(is_index || inputs.contains(&file.canonicalize().unwrap()), "{} has no case", file.display());
    }
}
