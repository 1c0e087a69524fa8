//! Files of other tools: each file of `tests/foreign/FORMAT/` is read as FORMAT, and compared with what should come of it.
//!
//! Beside `NAME.json` (or `.jsonl`, `.csv`, …) stand `NAME.report.txt`, what was carried, derived and left out,
//! and `NAME.native.json`, the incidents in our own format. `UPDATE=1 cargo test --test foreign` rewrites them.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

mod golden;

use std::fs;
use std::path::{Path, PathBuf};

use breachmap::diag::Severity;
use breachmap::foreign::veris::rules;
use breachmap::foreign::{self, Content, FORMATS, Fate, Fidelity, Opened};
use breachmap::import;
use breachmap::tongue::Tongue;
use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/foreign")
}

/// What stands in a folder, in order.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    all.sort();
    all
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_str().unwrap().to_owned()
}

/// The files to read: the format of each, and its path.
fn files() -> Vec<(String, PathBuf)> {
    let is_input = |it: &PathBuf| ![".native.json", ".report.txt", ".new"].iter().any(|end| name(it).ends_with(end));
    let of = |folder: PathBuf| entries(&folder).into_iter().filter(is_input).map(move |it| (name(&folder), it));
    entries(&root()).into_iter().filter(|it| it.is_dir()).flat_map(of).collect()
}

/// The report as text.
fn report(fidelity: &Fidelity) -> String {
    let line = |it: foreign::Entry| {
        let fate = match it.fate {
            Fate::Carried => "carried",
            Fate::Derived => "derived",
            Fate::LeftOut => "left out",
        };
        format!("{fate}: {} ×{} ({})\n", it.words.tell(Tongue::ALL[0]), it.times, it.places.join(", "))
    };
    fidelity.entries().map(line).collect()
}

#[test]
fn every_file_becomes_what_stands_beside_it() {
    let mut failures = Vec::new();
    for (format, path) in files() {
        let text = fs::read_to_string(&path).unwrap();
        let content = Content::of(&text).unwrap_or_else(|err| panic!("{}: {err:?}", path.display()));
        let found = foreign::format_of(&content).map(|it| it.id);
        assert_eq!(found, Some(format.as_str()), "{}", path.display());
        let mut fidelity = Fidelity::default();
        let mut drafts = match foreign::open_told(text.as_bytes(), &mut fidelity) {
            Ok(Opened::One(draft)) => vec![*draft],
            Ok(Opened::Many(all)) => (0..all.len()).map(|it| all.draft(it).unwrap()).collect(),
            other => panic!("{}: {other:?}", path.display()),
        };
        for draft in &mut drafts {
            draft.imported = None;
        }
        for draft in &drafts {
            let bytes = serde_json::to_vec(draft).unwrap();
            let imported = import::import(&bytes).unwrap_or_else(|err| panic!("{}: {err:?}", path.display()));
            let errors: Vec<_> =
                imported.report.diagnostics.iter().filter(|it| it.severity == Severity::Error).collect();
            assert!(errors.is_empty(), "{}: {errors:#?}", path.display());
        }
        let native = match drafts.as_slice() {
            [one] => serde_json::to_value(one).unwrap(),
            all => serde_json::to_value(all).unwrap(),
        };
        let native = serde_json::to_string_pretty(&native).unwrap() + "\n";
        failures.extend(golden::check(&path.with_extension("native.json"), &native).err());
        failures.extend(golden::check(&path.with_extension("report.txt"), &report(&fidelity)).err());
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn every_format_has_cases() {
    for format in FORMATS {
        assert!(files().iter().any(|(it, _)| it == format.id), "tests/foreign/{} has no file", format.id);
    }
}

#[test]
fn other_json_is_of_no_format() {
    for text in ["{}", "[]", "3", r#"{"format": "breachmap-incident/1"}"#, r#"{"action": {}}"#] {
        let value: Value = serde_json::from_str(text).unwrap();
        assert!(foreign::format_of(&Content::Json(value)).is_none(), "{text}");
    }
}

/// The test files of VERIS, `{incident, message, should}`, are somebody else's and lie outside; docs/imports.md explains the disagreements.
/// However many lie there: it disagrees with words of vocabularies, and with what was true of one version only.
#[test]
fn the_rules_of_veris_agree_with_its_own_test_files_but_for_vocabularies_and_other_versions() {
    let Some(corpora) = std::env::var_os("BREACHMAP_CORPORA") else {
        return eprintln!("skipped: BREACHMAP_CORPORA names no folder");
    };
    let (mut n, mut disagree) = (0, Vec::new());
    for path in entries(&Path::new(&corpora).join("veris-conformance")) {
        let Ok(test) = serde_json::from_slice::<Value>(&fs::read(&path).unwrap()) else { continue };
        let Some(should) = test["should"].as_str() else { continue };
        n += 1;
        if rules::check(&test["incident"]).is_empty() != (should == "pass") {
            disagree.push(name(&path));
        }
    }
    println!("{n} test files of VERIS, {} disagree: {disagree:?}", disagree.len());
    let is_known = |it: &String| {
        let versions =
            ["timeline.incident.year_high", "action.physical.location_missing", "action.physical_unrecognized"];
        it.contains("_invalid") || versions.iter().any(|version| it.starts_with(version))
    };
    assert!(n > 30 && disagree.iter().all(is_known), "{disagree:?}");
}
