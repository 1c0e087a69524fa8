//! The folder that `breachmap index` writes: what is in it, that it is the same each time, and what it never replaces.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use breachmap::collection::Row;
use breachmap::collection::index::{self, Index, Year};
use breachmap::import;
use serde_json::Value;

/// Runs the command; its exit code, and what it says.
fn run(arguments: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_breachmap"));
    let out = command.current_dir(env!("CARGO_MANIFEST_DIR")).env("LC_ALL", "C").args(arguments).output().unwrap();
    let said = String::from_utf8_lossy(&out.stdout).into_owned() + &String::from_utf8_lossy(&out.stderr);
    (out.status.code().unwrap_or(-1), said)
}

/// A place of this test run, where nothing is left of an earlier one.
fn scratch(name: &str) -> PathBuf {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("index-{name}"));
    fs::remove_dir_all(&place).ok();
    place
}

/// All files of a folder, by their places in it.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for path in fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            found.extend(files(&path).into_iter().map(|(inner, bytes)| (format!("{name}/{inner}"), bytes)));
        } else {
            found.insert(name, fs::read(&path).unwrap());
        }
    }
    found
}

fn summary(folder: &Path) -> Index {
    let value: Value = serde_json::from_slice(&fs::read(folder.join("index.json")).unwrap()).unwrap();
    Index::read(&value).unwrap()
}

/// Checks that the files of an index say the same; its rows, each with its year.
fn checked(folder: &Path) -> Vec<(Option<i32>, Row)> {
    let index = summary(folder);
    let read = |file: &String| fs::read(folder.join(file)).unwrap_or_else(|err| panic!("{file}: {err}"));
    let words: Vec<String> = index.words.iter().map(|it| String::from_utf8(read(it)).unwrap()).collect();
    let order: Vec<_> = index.years.iter().map(|it| (it.year.is_none(), it.year.map(|it| -it))).collect();
    assert!(order.is_sorted() && !index.years.is_empty(), "the newest first: {order:?}");
    // of a million rows, not each word is looked for
    let (mut all, mut ids, mut sought) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    for Year { year, n_incidents, rows } in &index.years {
        let rows: Vec<Row> = rows.iter().flat_map(|it| index::rows(&read(it)).unwrap()).collect();
        assert_eq!(rows.len(), *n_incidents, "{year:?}");
        for row in rows {
            assert_eq!(row.year(), *year, "{}", row.id);
            assert!(ids.insert(row.id.clone()), "{} is there twice", row.id);
            let word = Year::word(*year);
            for searched in row.text.split_whitespace() {
                if sought.len() > 1_000 || !sought.insert((*year, searched.to_owned())) {
                    continue;
                }
                let years = index::years_with(&words, searched);
                let is_there = years.is_none_or(|it| it.contains(&word.as_str()));
                assert!(is_there, "{searched} of {} is not found in {word}", row.id);
            }
            all.push((*year, row));
        }
    }
    all
}

/// The incidents themselves.
fn expect_incidents(folder: &Path, rows: &[(Option<i32>, Row)]) {
    for (_, row) in rows {
        let bytes = fs::read(folder.join(&row.file)).unwrap_or_else(|err| panic!("{}: {err}", row.file));
        let value = index::incident(&bytes, &row.id).unwrap_or_else(|| panic!("{} is not in {}", row.id, row.file));
        let imported = import::import_value(value).unwrap();
        assert_eq!(imported.incident.id, row.id);
    }
}

#[test]
fn an_index_holds_all_incidents_of_a_folder_and_is_the_same_each_time() {
    let (one, other) = (scratch("all"), scratch("all-2"));
    let inputs = ["static/gallery", "tests/foreign/hibp", "tests/foreign/veris"];
    for place in [&one, &other] {
        let (_, said) = run(&[&["index"], &inputs[..], &["-o", place.to_str().unwrap(), "--name", "All"]].concat());
        assert!(said.contains("incidents -> "), "{said}");
    }
    assert_eq!(files(&one), files(&other));
    let (index, rows) = (summary(&one), checked(&one));
    expect_incidents(&one, &rows);
    assert!(rows.len() > 10 && index.name == "All", "{}", rows.len());
    assert!(index.n_unread > 0 && index.n_files > index.n_unread, "the index of the gallery is no incident");
    let ntt = rows.iter().find(|(_, it)| it.id == "ntt-communications-2020").unwrap();
    let text =
        fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("static/gallery/ntt-communications-2020.json")).unwrap();
    let own = Row::of(&import::import(&text).unwrap().incident);
    let plain = Row { file: String::new(), ..ntt.1.clone() };
    let [plain, own] = [plain, own].map(|it| serde_json::to_value(it).unwrap());
    assert_eq!(plain, own, "a row is as the reader makes it");
    assert_eq!(fs::read(one.join(&ntt.1.file)).unwrap(), text, "an incident of ours stays as it is");
}

#[test]
fn an_index_that_an_engine_wrote_is_read_like_ours() {
    // of the gallery, where no engine has written one
    let folder = std::env::var_os("BREACHMAP_INDEX").map_or_else(
        || {
            let place = scratch("engine");
            run(&["index", "static/gallery", "-o", place.to_str().unwrap()]);
            place
        },
        PathBuf::from,
    );
    let rows = checked(&folder);
    // each file of incidents once, by its first row
    let files: BTreeMap<&str, usize> =
        rows.iter().enumerate().rev().map(|(at, (_, it))| (it.file.as_str(), at)).collect();
    let every = files.len().div_ceil(200); // of a million incidents, not each is read
    let some: Vec<(Option<i32>, Row)> = files.values().step_by(every).map(|it| rows[*it].clone()).collect();
    expect_incidents(&folder, &some);
    for (year, row) in some {
        let value = index::incident(&fs::read(folder.join(&row.file)).unwrap(), &row.id).unwrap();
        let own = Row::of(&import::import_value(value).unwrap().incident);
        assert_eq!((own.year(), own.victim, own.when), (year, row.victim, row.when), "{}", row.id);
        assert_eq!((own.actor, own.actions, own.n_more), (row.actor, row.actions, row.n_more), "{}", row.id);
    }
}

#[test]
fn the_examples_of_the_manual_are_read() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/collections.md")).unwrap();
    let blocks = page.split("```json\n").skip(1).map(|it| it.split("```").next().unwrap());
    let blocks: Vec<Value> = blocks.map(|it| serde_json::from_str(it).unwrap()).collect();
    let [index, row] = blocks.as_slice() else { panic!("a summary and a row") };
    let read = Index::read(index).unwrap();
    assert_eq!(&read.json(), index);
    let row = Row::read(row).unwrap();
    assert_eq!((row.year(), row.most, row.counts.len()), (Some(2019), 1200, 1));
    let without = Row::read(
        &serde_json::json!({ "id": "shop-2019", "victim": "Shop", "actor": "FIN7", "actions": ["Phishing", "Theft"], "when": "2019-05" }),
    );
    assert_eq!(without.unwrap().text, row.text, "what is missing follows from the rest");
    let days = Row::read(&serde_json::json!({ "when": "2019-05-02" })).unwrap();
    assert_eq!((days.first, days.last), (Some(2_458_606), Some(2_458_606)));
}

#[test]
fn incidents_with_one_id_are_two_incidents() {
    let (inputs, place) = (scratch("twice"), scratch("twice-out"));
    fs::create_dir_all(&inputs).unwrap();
    for name in ["a", "b"] {
        let text = format!(r#"{{"format": "breachmap-incident/1", "id": "x", "title": "{name}"}}"#);
        fs::write(inputs.join(format!("{name}.json")), text).unwrap();
    }
    fs::write(inputs.join("c.json"), "{").unwrap();
    fs::write(inputs.join(".hidden"), "{").unwrap();
    let (exit, said) = run(&["index", inputs.to_str().unwrap(), "-o", place.to_str().unwrap()]);
    assert!(exit == 2 && said.contains("c.json") && said.contains("2 incidents"), "{said}");
    let rows = checked(&place);
    expect_incidents(&place, &rows);
    let ids: Vec<&str> = rows.iter().map(|(_, it)| it.id.as_str()).collect();
    assert_eq!(ids, ["x", "x-2"]);
    let index = summary(&place);
    assert_eq!((index.n_files, index.n_unread, index.unread.len()), (3, 1, 1));
    let named = index.unread[0].tell(breachmap::tongue::Tongue::of("en"));
    assert!(named.starts_with("c.json: "), "the place within the folder, and no path of this machine: {named}");
    assert_eq!(index.name, "index-twice-out");
}

#[test]
fn only_an_index_is_replaced_and_only_when_asked() {
    let place = scratch("force");
    let index = |more: &[&str]| {
        run(&[&["index", "static/gallery/ntt-communications-2020.json", "-o", place.to_str().unwrap()], more].concat())
    };
    fs::create_dir_all(place.join("rows")).unwrap();
    for more in [&[][..], &["--force"]] {
        let (exit, said) = index(more);
        assert!(exit == 2 && said.contains("rows") && said.contains("there already"), "{said}");
    }
    fs::remove_dir(place.join("rows")).unwrap();
    fs::write(place.join("README"), "mine").unwrap();
    assert_eq!(index(&[]).0, 0);
    let before = files(&place);
    assert_eq!(index(&[]).0, 2, "nothing is replaced unasked");
    assert_eq!(files(&place), before);
    fs::write(place.join("rows/1900.json"), "[]").unwrap();
    assert_eq!(index(&["--force"]).0, 0);
    assert_eq!(files(&place), before, "nothing is left of an older index, and what is no part of it stays");
    let (exit, said) = run(&["index", place.to_str().unwrap(), "-o", place.to_str().unwrap(), "--force"]);
    assert!(exit == 2 && said.contains("input"), "{said}");
    assert_eq!(files(&place), before, "an input is never replaced");
    let nothing = scratch("nothing");
    let (exit, _) = run(&["index", "static/gallery/index.json", "-o", nothing.to_str().unwrap()]);
    assert!(exit == 2 && !nothing.exists(), "no index of nothing");
}

#[test]
fn what_may_not_leave_is_not_in_the_index_nor_what_a_name_of_a_file_would_tell() {
    let (inputs, place) = (scratch("marked"), scratch("marked-out"));
    fs::create_dir_all(&inputs).unwrap();
    for (name, marking) in [("secret", "TLP:RED"), ("open", "TLP:CLEAR")] {
        let text = format!(
            r#"{{"format": "breachmap-incident/1", "id": "{name}", "title": "{name}", "marking": "{marking}"}}"#
        );
        fs::write(inputs.join(format!("{name}.json")), text).unwrap();
    }
    fs::write(inputs.join("secret-too.json"), "{").unwrap();
    let (exit, _) = run(&["index", inputs.to_str().unwrap(), "-o", place.to_str().unwrap(), "--marking", "green"]);
    assert_eq!(exit, 2, "something is not in it");
    for (name, bytes) in files(&place) {
        let text = String::from_utf8(bytes).unwrap();
        assert!(!name.contains("secret") && !text.contains("secret"), "{name}: {text}");
    }
    let index = summary(&place);
    assert_eq!((index.n_incidents(), index.n_unread, index.unread.len()), (1, 1, 0));
}
