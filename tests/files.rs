//! How the command writes files: complete or not at all, never over what it read, and over others only with `--force`.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use breachmap::export::csv::Table;

const INCIDENT: &str = "static/gallery/ntt-communications-2025.json";
/// Of two incidents with stories of different lengths, this one has the longer one.
const LONGER: &str = "static/gallery/ntt-communications-2020.json";

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_breachmap"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env("LC_ALL", "C").args(arguments);
    command
}

/// Whether a run did what was asked, and what it says beside its output.
fn run(arguments: &[&str]) -> (bool, String) {
    let Output { status, stderr, .. } = command(arguments).output().unwrap();
    (status.success(), String::from_utf8(stderr).unwrap())
}

/// A folder of one test, empty.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("files").join(name);
    fs::remove_dir_all(&folder).ok();
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// The names of a folder.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// The empty one-file app, as small as can be.
fn app(folder: &Path) -> String {
    use breachmap::export::template::{Parts, app};
    let path = folder.join("app.html");
    fs::write(&path, app(Parts { policy: "x", page_style: "", style: "", program: "", module: "" })).unwrap();
    path.display().to_string()
}

/// Every way in which the command writes a file of this name.
fn ways<'a>(app: &'a str, input: &'a str) -> [(&'static str, Vec<&'a str>); 6] {
    [
        ("a.svg", vec!["render", input]),
        ("a.txt", vec!["render", input]),
        ("a.json", vec!["convert", input, "--to", "native"]),
        ("b.json", vec!["convert", input, "--to", "stix"]),
        ("a.csv", vec!["convert", input, "--to", "csv", "--table", "hosts"]),
        ("a.html", vec!["bundle", input, "--app", app]),
    ]
}

#[test]
fn a_file_is_replaced_only_when_that_is_asked_for() {
    let folder = folder("replaced");
    let app = app(&folder);
    for (name, way) in ways(&app, INCIDENT) {
        let out = folder.join(name);
        let to = out.display().to_string();
        fs::write(&out, "mine").unwrap();
        let refused = [&way[..], &["-o", &to]].concat();
        let said = format!(
            "{to}: error: this file is there already, and nothing was written\n  hint: Choose another name, or add --force to replace it.\n"
        );
        assert_eq!(run(&refused), (false, said));
        assert_eq!(fs::read(&out).unwrap(), b"mine");
        let (is_done, said) = run(&[&refused[..], &["--force"]].concat());
        assert!(is_done, "{said}");
        assert_ne!(fs::read(&out).unwrap(), b"mine");
    }
    assert_eq!(
        names(&folder),
        ["a.csv", "a.html", "a.json", "a.svg", "a.txt", "app.html", "b.json"],
        "and nothing else"
    );
    let (_, said) = run(&["--lang", "ja", "render", INCIDENT, "-o", &folder.join("a.svg").display().to_string()]);
    assert!(said.contains("このファイルはすでにある") && said.contains("--force"), "{said}");
}

#[test]
fn an_input_is_never_replaced() {
    let folder = folder("inputs");
    let app = app(&folder);
    let input = folder.join("in.svg"); // formats are known by their content
    fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join(INCIDENT), &input).unwrap();
    let before = (fs::read(&input).unwrap(), fs::read(&app).unwrap());
    let name = input.display().to_string();
    let roundabout = folder.join("../inputs/./in.svg").display().to_string();
    for to in [&name, &roundabout] {
        for (_, way) in ways(&app, &name) {
            let (is_done, said) = run(&[&way[..], &["--force", "-o", to]].concat());
            assert!(!is_done && said.contains("this file is also the input"), "{way:?}: {said}");
        }
    }
    let (is_done, said) = run(&["bundle", &name, "--app", &app, "--force", "-o", &app]);
    assert!(!is_done && said.contains("this file is also the input"), "{said}");
    assert_eq!((fs::read(&input).unwrap(), fs::read(&app).unwrap()), before);
    // as one of many outputs
    let step = folder.join("step-02.svg");
    fs::copy(&input, &step).unwrap();
    let to = folder.join("step.svg").display().to_string();
    let (is_done, said) = run(&["render", &step.display().to_string(), "--sequence", "--force", "-o", &to]);
    assert!(!is_done && said.contains("step-02.svg: error: this file is also the input"), "{said}");
    assert_eq!(names(&folder), ["app.html", "in.svg", "step-02.svg"], "nothing else is written either");
}

#[test]
fn tables_are_written_all_or_not_at_all() {
    let folder = folder("tables");
    let to = folder.display().to_string();
    fs::write(folder.join("hosts.csv"), "mine").unwrap();
    let (is_done, said) = run(&["convert", INCIDENT, "--to", "csv", "-o", &to]);
    assert!(!is_done && said.contains("hosts.csv: error: this file is there already"), "{said}");
    assert_eq!(names(&folder), ["hosts.csv"]);
    let (is_done, said) = run(&["convert", INCIDENT, "--to", "csv", "-o", &to, "--force"]);
    assert!(is_done, "{said}");
    assert_eq!(names(&folder).len(), Table::ALL.len());
}

#[test]
fn figures_of_an_older_sequence_do_not_stay_beside_the_new_ones() {
    let folder = folder("sequences");
    let to = folder.join("step.svg").display().to_string();
    let sequence = |file, more: &[&str]| run(&[&["render", file, "--sequence", "-o", &to], more].concat());
    let others = ["step-1.svg", "step-a.svg", "step.svg", "xstep-01.svg", "step-01.txt"];
    for name in others {
        fs::write(folder.join(name), "mine").unwrap();
    }
    assert!(sequence(LONGER, &[]).0);
    let n = names(&folder).len();
    let (is_done, said) = sequence(INCIDENT, &[]);
    assert!(!is_done && said.contains("this file is there already"), "{said}");
    let (is_done, said) = sequence(INCIDENT, &["--force"]);
    assert!(is_done && said.contains(": removed, because it belonged to an older sequence"), "{said}");
    assert_eq!(names(&folder).len() + said.lines().count(), n);
    assert!(others.iter().all(|it| fs::read(folder.join(it)).unwrap() == b"mine"), "others are not ours");
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_what_was_there() {
    let folder = folder("full");
    let app = app(&folder);
    for (name, way) in ways(&app, INCIDENT).into_iter().filter(|(name, _)| *name != "a.csv") {
        let out = folder.join(name);
        fs::write(&out, "mine").unwrap();
        // no file may be longer than a block; to be told so is no reason to end at once
        let limited = "trap '' XFSZ; ulimit -f 1; exec \"$@\"";
        let mut shell = Command::new("sh");
        shell.current_dir(env!("CARGO_MANIFEST_DIR")).env("LC_ALL", "C").args(["-c", limited, "sh"]);
        shell.arg(env!("CARGO_BIN_EXE_breachmap")).args(&way).arg("--force").arg("-o").arg(&out);
        let Output { status, stderr, .. } = shell.output().unwrap();
        let said = String::from_utf8(stderr).unwrap();
        assert!(!status.success() && said.contains(": error: cannot be written: "), "{name}: {said}");
        assert_eq!(fs::read(&out).unwrap(), b"mine", "{name}");
    }
    assert_eq!(names(&folder), ["a.html", "a.json", "a.svg", "a.txt", "app.html", "b.json"], "nothing half written");
}

#[cfg(unix)]
#[test]
fn links_devices_and_rights_stay_what_they_are() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder("links");
    let (file, link) = (folder.join("file.json"), folder.join("link.json"));
    fs::write(&file, "mine").unwrap();
    fs::set_permissions(&file, PermissionsExt::from_mode(0o640)).unwrap();
    symlink(&file, &link).unwrap();
    let convert = |to: &str| run(&["convert", INCIDENT, "--to", "native", "--force", "-o", to]);
    assert!(convert(&link.display().to_string()).0);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(fs::read_to_string(&file).unwrap().contains("breachmap-incident/1"));
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
    assert!(convert("/dev/null").0, "it takes what is written to it");
    let other = folder.join("other.json");
    assert!(convert(&other.display().to_string()).0);
    assert_ne!(fs::metadata(&other).unwrap().permissions().mode() & 0o044, 0, "others may read it as usual");
}

#[test]
fn a_file_does_not_control_the_terminal() {
    let folder = folder("terminal");
    let file = folder.join("in.json");
    let text = r#"{ "format": "breachmap-incident/1", "id": "a\u001b[31m", "title": "X\u001b]0;owned\u0007", "marking": "\u001b[2Jclear",
        "sources": [{ "id": "s\u009b31m\r", "kind": "\u001bpress", "publisher": "S\u001b[0m", "title": "\u202egpj" }], "x\u001b[1m": "\u007f" }"#;
    fs::write(&file, text).unwrap();
    let name = file.display().to_string();
    for arguments in [
        &["check", &name][..],
        &["check", "--hash", &name],
        &["snapshot", &name],
        &["snapshot", &name, "--json"],
        &["snapshot", &name, "--told-by", "nobody"],
        &["snapshot", &name, "--redact"],
        &["diff", &name, "--from", "", "--to", ""],
        &["diff", &name, "--from", "", "--to", "", "--json"],
        &["convert", &name, "--to", "native"],
        &["convert", &name, "--to", "native", "--marking", "clear"],
        &["convert", &name, "--to", "stix"],
        &["convert", &name, "--to", "csv", "--table", "sources"],
        &["render", &name, "-o", "-"],
    ] {
        let Output { stdout, stderr, .. } = command(arguments).output().unwrap();
        let said = String::from_utf8(stdout).unwrap() + &String::from_utf8(stderr).unwrap();
        let said = said.replace("\r\n", "\n");
        let is_bad = |c: char| (c.is_control() && !"\n\t".contains(c)) || c == '\u{202E}';
        assert!(!said.is_empty() && !said.contains(is_bad), "{arguments:?}: {said:?}");
    }
    let Output { stdout, .. } = command(&["convert", &name, "--to", "native"]).output().unwrap();
    let written: serde_json::Value = serde_json::from_slice(&stdout).unwrap();
    assert_eq!(written, serde_json::from_str::<serde_json::Value>(text).unwrap(), "and the file is the same");
}
