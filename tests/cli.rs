//! The `breachmap` command from outside: exit codes, and what it says to somebody whose file is not right.
//!
//! `tests/bad/table.json` lists files that cannot be read, or not in full, with all that is to be said of each.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde::Deserialize;

const GOOD: &str = "static/gallery/ntt-communications-2025.json";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_breachmap"));
    command.current_dir(root()).env("LC_ALL", "C").args(arguments);
    command
}

/// What came of a run: exit code, standard output, standard error.
fn run(arguments: &[&str]) -> (i32, String, String) {
    outcome(&command(arguments).output().unwrap())
}

fn outcome(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

/// A file of this test run.
fn scratch(name: &str) -> PathBuf {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::remove_file(&file).ok(); // of an earlier run
    file
}

/// A row of the table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bad {
    /// In `tests/bad`.
    file: String,
    /// What is said of a file of which nothing can be read.
    error: Option<Fatal>,
    /// The findings on a file of which something can be read: severity, code and pointer.
    #[serde(default)]
    findings: Vec<(String, String, String)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fatal {
    code: String,
    /// Line and column, from 1.
    at: Option<(usize, usize)>,
    message: String,
    hint: String,
}

fn table() -> Vec<Bad> {
    serde_json::from_str(&fs::read_to_string(root().join("tests/bad/table.json")).unwrap()).unwrap()
}

#[test]
fn a_file_that_cannot_be_read_is_explained() {
    let mut n_files = 0;
    for Bad { file, error, .. } in table() {
        let Some(Fatal { code, at, message, hint }) = error else { continue };
        let path = format!("tests/bad/{file}");
        let at = at.map_or(String::new(), |(line, column)| format!(" line {line}, column {column}"));
        let expected = format!("{path}: error[{code}]{at}: {message}\n  hint: {hint}\n");
        for verb in ["check", "snapshot"] {
            assert_eq!(run(&[verb, &path]), (2, String::new(), expected.clone()), "{verb} {path}");
        }
        assert!(expected.len() < 400, "{path}: a message is read, not scrolled");
        n_files += 1;
    }
    assert!(n_files >= 20);
}

#[test]
fn a_file_with_broken_parts_is_read_in_part_and_each_part_is_named() {
    let mut n_files = 0;
    for Bad { file, findings, error } in table() {
        if error.is_some() {
            continue;
        }
        let path = format!("tests/bad/{file}");
        let (exit, out, err) = run(&["check", &path]);
        assert_eq!((exit, err.as_str()), (1, ""), "{path}");
        let found: Vec<&str> = out.lines().filter(|it| it.contains(" at /")).collect();
        assert_eq!(found.len(), findings.len(), "{path}: {out}");
        for (severity, code, pointer) in &findings {
            let kind = format!("{path}: {severity}[{code}] ");
            let is_alone =
                |it: &&str| it.starts_with(&format!("{kind}line ")) && it.contains(&format!(" at {pointer}: "));
            let is_one_of_several = |it: &&str| it.ends_with(&format!(" at {pointer}")) && out.contains(&kind);
            assert!(
                found.iter().any(|it| is_alone(it) || is_one_of_several(it)),
                "{severity}[{code}] {pointer}: {out}"
            );
        }
        let (exit, out, err) = run(&["snapshot", &path]);
        assert_eq!(exit, 0, "what can be shown is shown");
        assert!(
            out.contains("\nHosts\n") && err.contains(&format!("`breachmap check {path}` says what and why")),
            "{err}"
        );
        n_files += 1;
    }
    assert!(n_files >= 1);
}

#[test]
fn every_bad_file_is_in_the_table() {
    let listed: BTreeSet<String> = table().into_iter().map(|it| it.file).collect();
    let files =
        fs::read_dir(root().join("tests/bad")).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap());
    assert_eq!(files.filter(|it| it != "table.json").collect::<BTreeSet<_>>(), listed);
}

#[test]
fn a_good_file_is_clean() {
    let (exit, out, err) = run(&["check", GOOD]);
    assert_eq!((exit, err.as_str()), (0, ""));
    assert_eq!(out, format!("{GOOD}: 4 hosts, 3 pivots, 8 events, 1 count, 7 sources; 0 errors, 0 warnings\n"));
}

#[test]
fn warnings_alone_are_no_failure() {
    let (exit, out, _) = run(&["check", "tests/cases/order-without-dates/input.json"]);
    assert_eq!(exit, 0);
    assert!(out.contains("warning[bad-moment]") && out.ends_with("0 errors, 1 warning\n"), "{out}");
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let (exit, out, err) = run(&["check", "no/such/file.json"]);
    assert_eq!((exit, out.as_str()), (2, ""));
    assert!(err.starts_with("no/such/file.json: error: cannot be read: "), "{err}");
}

#[test]
fn a_file_that_is_too_large_is_refused() {
    let file = scratch("large.json");
    let text = r#"{"format": "breachmap-incident/1", "id": "x", "title": "X"}"#.to_owned();
    let text = text + &" ".repeat(breachmap::import::MAX_BYTES);
    fs::write(&file, text).unwrap();
    let name = file.display().to_string();
    let (exit, _, err) = run(&["check", &name]);
    fs::remove_file(file).unwrap();
    assert_eq!(exit, 2);
    assert!(
        err.starts_with(&format!("{name}: error[too-large]: the file is too large: 17 MB, and 16 MB is the limit\n")),
        "{err}"
    );
}

#[test]
fn a_dash_is_standard_input() {
    let mut child = command(&["check", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut text = b"\xEF\xBB\xBF".to_vec(); // a byte order mark does no harm
    text.extend(fs::read(root().join(GOOD)).unwrap());
    child.stdin.take().unwrap().write_all(&text).unwrap();
    let (exit, out, _) = outcome(&child.wait_with_output().unwrap());
    assert_eq!(exit, 0);
    assert!(out.starts_with("-: 4 hosts"), "{out}");
}

#[test]
fn a_reader_that_stops_reading_is_no_failure() {
    let mut child = command(&["schema"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let (exit, _, err) = outcome(&child.wait_with_output().unwrap());
    assert_eq!((exit, err.as_str()), (0, ""));
}

#[test]
fn a_question_that_makes_no_sense_is_refused() {
    for (arguments, expected) in [
        (&["snapshot", GOOD, "--as-of", "2025-02-30"][..], "write a day of the calendar as YYYY-MM-DD"),
        (&["snapshot", GOOD, "--known-on", "yesterday"], "write a day of the calendar as YYYY-MM-DD"),
        (
            &["snapshot", GOOD, "--told-by", "securityaffairs,csidb"],
            "error: no source has the id \"csidb\"; the sources are ntt-notice-2025-03-05, ",
        ),
        (&["diff", GOOD, "--from", "as-of=2025-02-06"], "--to <LENS>"),
        (
            &["diff", GOOD, "--from", "told-by=csidb", "--to", ""],
            "error: no source has the id \"csidb\"; the sources are ",
        ),
        (
            &["diff", GOOD, "--from", "known=now", "--to", ""],
            "\"known=now\" is no part of a lens; write it as known-on=",
        ),
        (&["render", GOOD], "--output <FIG.svg|FIG.png|DECK.pptx|PAPER.docx>"),
        (&["render", GOOD, "-o", "no/such/folder/x.svg"], "no/such/folder/x.svg: error: cannot be written: "),
        (&["draw", GOOD], "unrecognized subcommand 'draw'"),
        (&[], "Usage: breachmap [OPTIONS] <COMMAND>"),
    ] {
        let (exit, out, err) = run(arguments);
        assert_eq!((exit, out.as_str()), (2, ""), "{arguments:?}");
        assert!(err.contains(expected), "{arguments:?}: {err}");
    }
}

#[test]
fn a_lens_is_taken_from_the_options() {
    let (exit, out, _) = run(&[
        "snapshot",
        GOOD,
        "--as-of",
        "2025-02-06",
        "--known-on",
        "2025-03-05",
        "--told-by",
        "ntt-notice-2025-03-05",
        "--prefer",
        "detection.when~ntt-notice-2025-03-05",
        "--json",
    ]);
    assert_eq!(exit, 0);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    let expected = serde_json::json!({
        "as_of": "2025-02-06",
        "known_on": "2025-03-05",
        "told_by": ["ntt-notice-2025-03-05"],
        "prefer": ["detection.when~ntt-notice-2025-03-05"],
    });
    assert_eq!(json["lens"], expected);
}

#[test]
fn a_preference_that_decides_nothing_is_refused() {
    for (text, words) in [
        ("detection.when", "write PART.ATTRIBUTE~SOURCE"),
        ("nobody.when~securityaffairs", "says nothing of the when of"),
        ("detection.zone~securityaffairs", "says nothing of the zone of"),
        ("detection.when~nobody", "says nothing of the when of"),
    ] {
        let (exit, out, err) = run(&["snapshot", GOOD, "--prefer", text]);
        assert_eq!((exit, out.as_str()), (2, ""), "{text}");
        assert!(err.contains(words), "{text}: {err}");
    }
}

#[test]
fn what_changed_between_two_lenses_is_said() {
    let (exit, out, err) = run(&["diff", GOOD, "--from", "as-of=2025-02-06", "--to", ""]);
    assert_eq!((exit, err.as_str()), (0, ""));
    let title = "NTT Communications, 2025, what changed: as of 6 February 2025 → as of 5 March 2025\n";
    assert!(out.starts_with(title), "{out}");
    assert!(out.contains("\nSecond device cut off: not yet → done (15 February 2025)\n"), "{out}");
    let (_, out, _) = run(&["diff", GOOD, "--from", "as-of=2025-02-06", "--to", "", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    let host = json["hosts"]["changed"].as_array().unwrap().iter().find(|it| it["after"]["id"] == "device-b");
    let host = host.unwrap_or_else(|| panic!("{}", json["hosts"]["changed"]));
    assert_eq!(host["attributes"], serde_json::json!(["state", "when"]));
    assert_eq!((&host["before"]["state"], &host["after"]["state"]), (&"unknown".into(), &"contained".into()));
    assert_eq!((&json["from"]["as_of"], &json["to"]["as_of"]), (&"2025-02-06".into(), &"2025-03-05".into()));
}

#[test]
fn the_same_lens_twice_changes_nothing() {
    let (exit, out, _) = run(&["diff", GOOD, "--from", "", "--to", "as-of=2025-03-05,known-on=latest,told-by=all"]);
    assert_eq!(exit, 0);
    assert!(out.ends_with("\nNothing changed.\n"), "{out}");
}

#[test]
fn the_same_question_gives_the_same_picture() {
    let (a, b) = (scratch("once.svg"), scratch("again.svg"));
    for file in [&a, &b] {
        assert_eq!(run(&["render", GOOD, "-o", &file.display().to_string()]), (0, String::new(), String::new()));
    }
    assert_eq!(fs::read(a).unwrap(), fs::read(b).unwrap());
}

/// The empty one-file app, as small as can be.
fn app(name: &str) -> PathBuf {
    use breachmap::export::template::{Parts, app};
    let path = scratch(name);
    let text = app(Parts { policy: "x", page_style: "", style: "", program: "", module: "" });
    fs::write(&path, text).unwrap();
    path
}

#[test]
fn incidents_are_put_into_one_file() {
    let (app, out) = (app("bundle-app.html"), scratch("bundle.html"));
    let [app, out] = [&app, &out].map(|it| it.to_str().unwrap());
    let other = "static/gallery/ntt-communications-2020.json";
    let (code, said, warned) = run(&["bundle", GOOD, other, "--app", app, "-o", out]);
    let page = fs::read_to_string(out).unwrap();
    let kilobytes = page.len().div_ceil(1000);
    assert_eq!((code, said, warned), (0, format!("{out}: 2 incidents, {kilobytes} kB, TLP:CLEAR\n"), String::new()));
    assert!(page.contains("<title>NTT Communications, 2025"), "the first is shown first");
    let again = scratch("bundle-again.html");
    run(&["bundle", GOOD, other, "--app", out, "-o", again.to_str().unwrap()]);
    assert_eq!(fs::read_to_string(again).unwrap(), page, "a briefing is an app too");
}

#[test]
fn a_diagram_is_written_with_what_it_lacks() {
    for (format, begin) in [("mermaid", "---\ntitle: "), ("dot", "// NTT"), ("drawio", "<?xml ")] {
        let out = scratch(&format!("diagram.{format}"));
        let name = out.to_str().unwrap();
        let (code, said, warned) = run(&["convert", GOOD, "--to", format, "-o", name, "--report"]);
        assert_eq!((code, warned.as_str()), (0, ""));
        assert!(said.contains("This drawing has no place for what each source says"), "{said}");
        let text = fs::read_to_string(out).unwrap();
        assert!(text.starts_with(begin) && text.contains("TLP:CLEAR"), "{text}");
        let (_, printed, _) = run(&["convert", GOOD, "--to", format]);
        assert_eq!(printed.trim_end(), text.trim_end(), "the same gives the same");
    }
}

#[test]
fn steps_are_put_into_one_file_without_a_program() {
    let out = scratch("steps.html");
    let (code, said, warned) = run(&["bundle", GOOD, "--steps", "-o", out.to_str().unwrap()]);
    let page = fs::read_to_string(&out).unwrap();
    let kilobytes = page.len().div_ceil(1000);
    let expected = format!("{}: 1 incident, {kilobytes} kB, TLP:CLEAR\n", out.display());
    assert_eq!((code, said, warned), (0, expected, String::new()));
    let (code, _, warned) = run(&["bundle", GOOD, "--steps=x", "-o", "x.html"]);
    assert_eq!(code, 2);
    assert!(warned.contains("turning, plain"), "{warned}");
}

#[test]
fn what_cannot_be_bundled_is_explained() {
    let (app, out) = (app("bundle-app-2.html"), scratch("no-bundle.html"));
    let [app, out] = [&app, &out].map(|it| it.to_str().unwrap());
    for (arguments, expected) in [
        (vec![GOOD, GOOD, "--app", app], "two of the incidents have the id \"ntt-communications-2025\""),
        (vec![GOOD, "--app", "index.html"], "index.html: error: this is no one-file app of breachmap\n  hint: "),
        (vec![GOOD, "--app", "missing.html"], "missing.html: error: cannot be read"),
        (vec!["tests/bad/text.json", "--app", app], "tests/bad/text.json: error["),
    ] {
        let (code, said, warned) = run(&[vec!["bundle", "-o", out], arguments].concat());
        assert_eq!((code, said.as_str()), (2, ""), "{warned}");
        assert!(warned.contains(expected), "{warned}");
    }
    assert!(!Path::new(out).exists(), "nothing is written");
}

#[test]
fn the_schema_is_printed_as_it_is_published() {
    let (exit, out, _) = run(&["schema"]);
    assert_eq!(exit, 0);
    assert_eq!(out, fs::read_to_string(root().join("static/schema/incident-1.schema.json")).unwrap());
}

#[test]
fn help_names_every_command_and_the_exit_codes() {
    let (exit, out, _) = run(&["--help"]);
    assert_eq!(exit, 0);
    for word in ["check", "convert", "snapshot", "diff", "render", "schema", "Exit codes: 0 ", "1 ", "2 "] {
        assert!(out.contains(word), "{word}: {out}");
    }
}

#[test]
fn shells_and_man_learn_every_command_and_option() {
    for shell in ["bash", "zsh", "fish"] {
        let (exit, out, _) = run(&["completions", shell]);
        assert_eq!(exit, 0);
        assert!(["convert", "known-on", "marking"].iter().all(|it| out.contains(it)), "{shell}: {out}");
    }
    let (exit, out, _) = run(&["manual"]);
    assert_eq!(exit, 0);
    assert!(out.contains(".TH breachmap 1"), "{out}");
    for word in ["BREACHMAP RENDER", "BREACHMAP MERGE", "\\-\\-known\\-on", "Exit codes"] {
        assert!(out.contains(word), "{word}: {out}");
    }
    assert_eq!(run(&["completions", "cmd"]).0, 2, "no such shell");
}

#[test]
fn the_report_of_a_conversion_is_told_in_the_language_of_who_converts() {
    let file = "tests/foreign/hibp/list.json";
    let words = |language: &[&str]| -> Vec<serde_json::Value> {
        let (_, out, _) = run(&[&["convert", file, "--to", "native"], language].concat());
        let read: serde_json::Value = serde_json::from_str(&out).unwrap();
        let first = if read.is_array() { read[0].clone() } else { read };
        let entries = first["imported"]["entries"].as_array().unwrap().clone();
        entries.into_iter().map(|it| it["words"].clone()).collect()
    };
    assert!(words(&["--lang", "en"]).iter().all(serde_json::Value::is_string));
    assert!(words(&["--lang", "ja"]).iter().any(|it| it["ja"].is_string()));
}
