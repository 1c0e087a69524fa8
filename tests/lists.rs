//! Lists and folders of incidents in the command: all of them, one by one, in little memory.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// What came of a run: exit code, standard output, standard error.
fn run(arguments: &[&str]) -> (i32, String, String) {
    outcome(Command::new(env!("CARGO_BIN_EXE_breachmap")).args(arguments))
}

fn outcome(command: &mut Command) -> (i32, String, String) {
    let root = env!("CARGO_MANIFEST_DIR");
    let Output { status, stdout, stderr } = command.current_dir(root).env("LC_ALL", "C").output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (status.code().unwrap_or(-1), text(stdout), text(stderr))
}

/// A place of this test run, where nothing is left of an earlier one.
fn scratch(name: &str) -> PathBuf {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("lists-{name}"));
    fs::remove_dir_all(&place).ok();
    fs::remove_file(&place).ok();
    place
}

#[test]
fn a_list_of_incidents_is_a_file_of_several() {
    let (file, one) = (scratch("several.json"), scratch("one.json"));
    let incident = |id: &str| format!(r#"{{"format": "breachmap-incident/1", "id": "{id}", "title": "X"}}"#);
    fs::write(&file, format!("[{}, {}]", incident("a"), incident("b"))).unwrap();
    let (name, one) = (file.display().to_string(), one.display().to_string());
    let (exit, out, _) = run(&["check", &name]);
    assert_eq!(exit, 0);
    assert!(out.contains(&format!("{name} (a): ")) && out.contains(&format!("{name} (b): ")), "{out}");
    let (exit, out, _) = run(&["snapshot", &name, "--json"]);
    let all: Vec<Value> = serde_json::from_str(&out).unwrap();
    assert_eq!((exit, all.len()), (0, 2));
    let (exit, out, _) = run(&["snapshot", &name]);
    assert!(exit == 0 && out.contains(&format!("{name} (b)\n")), "{out}");
    let (exit, _, err) = run(&["render", &name, "-o", "-"]);
    assert_eq!(exit, 2);
    assert!(err.contains("holds 2 incidents") && err.contains("--incident"), "{err}");
    let (exit, out, _) = run(&["convert", &name, "--incident", "b", "--to", "native", "-o", &one, "--report"]);
    assert_eq!(exit, 0);
    assert!(out.starts_with("Read as it is") && out.contains("1 incident"), "{out}");
    let written: Value = serde_json::from_str(&fs::read_to_string(one).unwrap()).unwrap();
    assert_eq!(written["id"], "b");
    let (exit, _, err) = run(&["snapshot", &name, "--incident", "c"]);
    assert_eq!(exit, 2);
    assert!(err.contains("no incident has the id \"c\""), "{err}");
}

#[test]
fn findings_in_a_list_stand_at_their_places_in_its_file() {
    let file = scratch("places.json");
    let incident = |id: &str| format!(r#"{{"format": "breachmap-incident/1", "id": "{id}", "title": "X", "odd": 1}}"#);
    fs::write(&file, format!("[\n  {},\n  {}\n]", incident("a"), incident("b"))).unwrap();
    let name = file.display().to_string();
    let (_, out, _) = run(&["check", &name]);
    let alone = scratch("place.json");
    fs::write(&alone, format!("\n\n  {}\n", incident("b"))).unwrap();
    let (_, of_one, _) = run(&["check", alone.to_str().unwrap()]);
    let place = |out: &str, name: &str| -> String {
        let line = out.lines().find(|it| it.starts_with(name) && it.contains("odd")).unwrap();
        line.split(name).nth(1).unwrap().to_owned()
    };
    assert_eq!(place(&out, &format!("{name} (b)")), place(&of_one, alone.to_str().unwrap()), "{out}");
}

#[test]
fn a_folder_is_the_incidents_of_its_files() {
    let folder = scratch("folder");
    fs::create_dir_all(folder.join("deep/.hidden")).unwrap();
    let incident = |id: &str| format!(r#"{{"format": "breachmap-incident/1", "id": "{id}", "title": "X"}}"#);
    fs::write(folder.join("1.json"), incident("a")).unwrap();
    fs::write(folder.join("2.json"), format!("[{}, {}]", incident("a"), incident("b"))).unwrap();
    fs::write(folder.join("deep/3.json"), incident("c")).unwrap();
    fs::write(folder.join("deep/.hidden/4.json"), "{").unwrap();
    let name = folder.display().to_string();
    let (exit, out, err) = run(&["check", &name]);
    let n = |out: &str| out.lines().filter(|it| it.contains(": 0 hosts, ")).count();
    assert_eq!((exit, n(&out), err.as_str()), (0, 4, ""), "{out}");
    assert!(out.contains("1.json (a): "), "{out}");
    assert!(out.contains("2.json (a-2): "), "{out}");
    let (exit, out, _) = run(&["convert", &name, "--incident", "a-2", "--to", "native"]);
    let one: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((exit, &one["id"]), (0, &"a-2".into()));
    fs::write(folder.join("5.txt"), "no incident").unwrap();
    let (exit, out, err) = run(&["check", &name]);
    assert_eq!((exit, n(&out)), (2, 4), "{err}");
    assert!(err.contains("5.txt: error["), "{err}");
    for (format, ending) in [("native", "json"), ("stix", "stix.json")] {
        let written = scratch(&format!("folder-{format}"));
        let (exit, _, _) = run(&["convert", &name, "--to", format, "-o", written.to_str().unwrap()]);
        let mut names: Vec<String> =
            fs::read_dir(&written).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        let expected = ["a-2", "a", "b", "c"].map(|it| format!("{it}-not-marked.{ending}"));
        assert_eq!((exit, names), (2, expected.to_vec()), "the worst of them, and all that can be written");
        let (exit, out, _) = run(&["check", written.to_str().unwrap()]);
        assert!(exit == 0 && out.contains("(a-2)") || out.contains("a-2-not-marked"), "{out}");
    }
    let written = scratch("folder-csv");
    run(&["convert", &name, "--to", "csv", "-o", written.to_str().unwrap()]);
    assert!(written.join("a-2-not-marked/hosts.csv").is_file());
    let list = scratch("folder-list.json");
    run(&["convert", &name, "--to", "native", "-o", list.to_str().unwrap()]);
    let all: Vec<Value> = serde_json::from_str(&fs::read_to_string(list).unwrap()).unwrap();
    assert_eq!(all.iter().map(|it| it["id"].as_str().unwrap()).collect::<Vec<_>>(), ["a", "a-2", "b", "c"]);
    let (exit, _, err) = run(&["convert", &name, "--to", "stix"]);
    assert!(exit == 2 && err.contains("need a folder"), "{err}");
}

#[test]
fn incidents_that_follow_each_other_are_a_list() {
    let file = scratch("joined.json");
    let one = "{\n  \"format\": \"breachmap-incident/1\",\n  \"id\": \"a\",\n  \"title\": \"X\"\n}\n";
    fs::write(&file, format!("{one}{one}")).unwrap();
    let (exit, out, err) = run(&["check", file.to_str().unwrap()]);
    assert!(exit == 0 && out.contains("(a): ") && out.contains("(a-2): "), "{out}{err}");
}

#[test]
fn incidents_of_one_file_have_ids_of_their_own() {
    let file = scratch("alike.json");
    let one = r#"{"format": "breachmap-incident/1", "id": "a", "title": "X"}"#;
    let taken = one.replace("\"a\"", "\"a-2\"");
    fs::write(&file, format!("[{one}, {one}, {taken}, {one}]")).unwrap();
    let name = file.display().to_string();
    for id in ["a", "a-2", "a-3", "a-4"] {
        let (exit, _, err) = run(&["check", &name, "--incident", id]);
        assert_eq!(exit, 0, "{id}: {err}");
    }
}

/// So many records of VERIS, all different: the victim, the numbers and the words of each are its own.
fn records(n: usize) -> Vec<String> {
    let base =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/foreign/veris/chain.json")).unwrap();
    let base: Value = serde_json::from_str(&base).unwrap();
    let record = |it: usize| {
        let mut record = base.clone();
        record["incident_id"] = format!("made-{it}").into();
        record["victim"]["victim_id"] = format!("Victim {it}").into();
        record["summary"] = format!("This is the {it}th of many records.").into();
        record["timeline"]["incident"]["year"] = (1990 + it % 30).into();
        record.to_string()
    };
    (0..n).map(record).collect()
}

/// Memory is bounded by the shell, in kilobytes of addresses.
#[cfg(target_os = "linux")]
fn within(kilobytes: usize, arguments: &[&str]) -> (i32, String, String) {
    let bound = format!("ulimit -v {kilobytes}; exec \"$@\"");
    outcome(Command::new("sh").args(["-c", &bound, "sh", env!("CARGO_BIN_EXE_breachmap")]).args(arguments))
}

#[cfg(target_os = "linux")]
#[test]
fn a_list_needs_at_most_eight_times_its_size() {
    let (n, alone) = (600, scratch("alone.json"));
    let all = records(n);
    fs::write(&alone, &all[0]).unwrap();
    // what the program needs for itself, with code and stack
    let own = (16_000..).step_by(2_000).find(|it| within(*it, &["check", alone.to_str().unwrap()]).0 == 0).unwrap();
    let (list, lines, folder) = (scratch("list.json"), scratch("lines.jsonl"), scratch("files"));
    fs::write(&list, format!("[{}]", all.join(","))).unwrap();
    fs::write(&lines, all.join("\n")).unwrap();
    fs::create_dir_all(&folder).unwrap();
    for (index, it) in all.iter().enumerate() {
        fs::write(folder.join(format!("{index}.json")), it).unwrap();
    }
    let size = fs::metadata(&list).unwrap().len() as usize / 1000;
    for place in [list, lines, folder] {
        let (exit, out, err) = within(own + 8 * size, &["check", place.to_str().unwrap()]);
        let n_checked = out.lines().filter(|it| it.contains("; 0 errors, ")).count();
        assert_eq!((exit, n_checked), (0, n), "{}, {size} kB, {own} kB without it: {err}", place.display());
    }
}
