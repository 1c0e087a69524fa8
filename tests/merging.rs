//! `breachmap merge` and `breachmap diff` of two files from outside, and both as what git uses.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const BREACHMAP: &str = env!("CARGO_BIN_EXE_breachmap");

const BASE: &str = r#"{
  "format": "breachmap-incident/1",
  "id": "halden",
  "title": "Halden Freight",
  "sources": [
    { "id": "notice", "kind": "victim", "publisher": "Halden", "published": "2024-03-20" },
    { "id": "daily", "kind": "press", "publisher": "The Daily", "published": "2024-03-25" }
  ],
  "hosts": [
    { "id": "intruder", "label": "Intruder",   "role": "intruder" },
    { "id": "vpn", "label": "VPN gateway", "kind": "network-device" },
    { "id": "files", "label": "File server" }
  ],
  "pivots": [
    { "id": "in", "from": "intruder", "to": "vpn", "claims": [{ "source": "notice", "when": "2024-03-01" }] },
    {
      "id": "on",
      "from": "vpn",
      "to": "files",
      "claims": [
        { "source": "notice", "when": "2024-03-03" }
      ]
    }
  ]
}
"#;

/// A folder of this test run.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::remove_dir_all(&folder).ok(); // of an earlier run
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn run(folder: &Path, program: &str, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(program);
    command.current_dir(folder).env("LC_ALL", "C").args(arguments);
    // the settings of whoever runs the test say nothing here
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
    let output = command.output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

fn git(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    run(folder, "git", arguments)
}

/// Commits a text of the file on a branch, which begins at `main`.
fn commit(folder: &Path, branch: &str, text: &str) {
    git(folder, &["checkout", "-q", "-B", branch, "main"]);
    fs::write(folder.join("halden.json"), text).unwrap();
    assert_eq!(git(folder, &["commit", "-qam", branch]).0, 0);
}

/// The recipe of the manual, with the command of this build.
fn recipe() -> (String, Vec<Vec<String>>) {
    let manual = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/together.md")).unwrap();
    let lines: Vec<&str> = manual.lines().map(str::trim).collect();
    let attributes: Vec<&str> = lines.iter().copied().filter(|it| it.starts_with("*.json ")).collect();
    let configs = lines.iter().filter_map(|it| it.strip_prefix("git config ")?.split_once(' '));
    let configs = configs.map(|(key, value)| {
        let value = value.trim_matches(['"', '\'']).replace("breachmap ", &format!("{BREACHMAP} "));
        vec!["config".to_owned(), key.to_owned(), value]
    });
    (attributes.join("\n"), configs.collect())
}

fn repository(name: &str) -> PathBuf {
    let folder = folder(name);
    let (attributes, configs) = recipe();
    assert!(!attributes.is_empty() && configs.len() >= 2);
    git(&folder, &["init", "-q", "-b", "main"]);
    for config in [
        vec!["config".to_owned(), "user.name".to_owned(), "A".to_owned()],
        vec!["config".to_owned(), "user.email".to_owned(), "a@example.org".to_owned()],
    ]
    .into_iter()
    .chain(configs)
    {
        let arguments: Vec<&str> = config.iter().map(String::as_str).collect();
        assert_eq!(git(&folder, &arguments).0, 0, "{config:?}");
    }
    fs::write(folder.join(".gitattributes"), attributes).unwrap();
    fs::write(folder.join("halden.json"), BASE).unwrap();
    git(&folder, &["add", "."]);
    assert_eq!(git(&folder, &["commit", "-qm", "base"]).0, 0);
    folder
}

#[test]
fn git_merges_what_two_people_wrote_and_touches_no_other_line() {
    let folder = repository("merge-clean");
    // both write on the same lines: git alone would give up
    let ours = BASE.replace(
        r#"        { "source": "notice", "when": "2024-03-03" }"#,
        "        { \"source\": \"notice\", \"when\": \"2024-03-03\" },\n        { \"source\": \"daily\", \"when\": \"2024-03-04\" }",
    );
    let theirs = BASE
        .replace(
            r#"        { "source": "notice", "when": "2024-03-03" }"#,
            "        { \"source\": \"notice\", \"when\": \"2024-03-03\", \"note\": \"By night.\" }",
        )
        .replace(r#""label": "File server""#, r#""label": "File server", "kind": "storage""#);
    commit(&folder, "ours", &ours);
    commit(&folder, "theirs", &theirs);
    git(&folder, &["checkout", "-q", "ours"]);
    let (code, out, err) = git(&folder, &["merge", "-q", "--no-edit", "theirs"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    let expected = ours
        .replace(r#""when": "2024-03-03" }"#, r#""when": "2024-03-03", "note": "By night." }"#)
        .replace(r#""label": "File server""#, r#""label": "File server", "kind": "storage""#);
    assert_eq!(fs::read_to_string(folder.join("halden.json")).unwrap(), expected);
}

#[test]
fn git_keeps_two_claims_and_asks_where_nobody_claims() {
    let folder = repository("merge-conflict");
    let ours = BASE.replace("2024-03-03", "2024-03-05").replace("VPN gateway", "VPN appliance");
    let theirs = BASE.replace("2024-03-03", "2024-03-07").replace("VPN gateway", "VPN of the north");
    commit(&folder, "ours", &ours);
    commit(&folder, "theirs", &theirs);
    git(&folder, &["checkout", "-q", "ours"]);
    let (code, out, err) = git(&folder, &["merge", "--no-edit", "theirs"]);
    assert_eq!(code, 1);
    let asked = "conflict: /hosts/vpn/label: “VPN appliance” or “VPN of the north”?";
    assert!(err.contains(asked) && err.contains("1 conflict;"), "{out}{err}");
    assert!(out.contains("CONFLICT (content): Merge conflict in halden.json"), "{out}{err}");
    let merged = fs::read_to_string(folder.join("halden.json")).unwrap();
    assert!(merged.contains("VPN appliance") && merged.contains("2024-03-05") && merged.contains("2024-03-07"));
    assert_eq!(run(&folder, BREACHMAP, &["check", "halden.json"]).0, 0);

    // their side is chosen with what git keeps of both
    for (stage, name) in [(":1", "base.json"), (":2", "ours.json"), (":3", "theirs.json")] {
        let (_, text, _) = git(&folder, &["show", &format!("{stage}:halden.json")]);
        fs::write(folder.join(name), text).unwrap();
    }
    let chosen =
        ["merge", "ours.json", "theirs.json", "--base", "base.json", "--theirs", "-o", "halden.json", "--force"];
    assert_eq!(run(&folder, BREACHMAP, &chosen), (0, String::new(), String::new()));
    let merged = fs::read_to_string(folder.join("halden.json")).unwrap();
    assert!(merged.contains("VPN of the north") && merged.contains("2024-03-05") && merged.contains("2024-03-07"));
}

#[test]
fn what_one_side_removes_and_the_other_needs_stays_and_is_asked() {
    let folder = folder("merge-removed");
    let without = BASE.replace(",\n    { \"id\": \"files\", \"label\": \"File server\" }", "");
    let pivot = without.find(",\n    {\n      \"id\": \"on\"").unwrap();
    let without = format!("{}\n  ]\n}}\n", &without[..pivot]);
    let needing = BASE.replace(
        r#"    { "id": "in","#,
        "    { \"id\": \"direct\", \"from\": \"intruder\", \"to\": \"files\", \"claims\": [{ \"source\": \"daily\" }] },\n    { \"id\": \"in\",",
    );
    for (name, text) in [("base.json", BASE), ("a.json", without.as_str()), ("b.json", needing.as_str())] {
        fs::write(folder.join(name), text).unwrap();
    }
    let (code, out, err) = run(&folder, BREACHMAP, &["merge", "a.json", "b.json", "--base", "base.json"]);
    assert_eq!(code, 1);
    assert!(
        err.starts_with("conflict: /hosts/files: one side removed it, the other refers to it; it stays\n"),
        "{err}"
    );
    assert!(out.contains("\"File server\"") && out.contains("\"direct\"") && !out.contains("\"on\""), "{out}");
    // without the base, nothing is known to have been removed
    let (code, out, err) = run(&folder, BREACHMAP, &["merge", "a.json", "b.json"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.contains("\"on\"") && out.contains("\"direct\""));
    let (code, _, err) = run(&folder, BREACHMAP, &["merge", "a.json", "b.json", "-o", "b.json", "--force"]);
    assert_eq!(code, 2);
    assert!(err.contains("this file is also the input"), "{err}");
}

#[test]
fn two_files_are_compared_in_words_and_as_json() {
    let folder = folder("diff-files");
    let other = BASE
        .replace(
            r#"{ "source": "notice", "when": "2024-03-03" }"#,
            r#"{ "source": "notice", "when": "2024-03-04" }, { "source": "daily", "hedge": "denied" }"#,
        )
        .replace(
            r#"    { "id": "files", "label": "File server" }"#,
            "    { \"id\": \"files\", \"label\": \"Files\" },\n    { \"id\": \"mail\", \"label\": \"Mail\" }",
        );
    fs::write(folder.join("a.json"), BASE).unwrap();
    fs::write(folder.join("b.json"), other).unwrap();
    let (code, out, err) = run(&folder, BREACHMAP, &["diff", "a.json", "b.json"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let expected = "changed: /hosts/files/label: “File server” → “Files”\n\
                    added: /hosts/mail: “Mail”\n\
                    changed: claim in /pivots/on/claims/0: 3 March 2024 (Halden): when “2024-03-03” → “2024-03-04”\n\
                    added: claim in /pivots/on/claims/1: denied (The Daily)\n\
                    4 differences\n";
    assert_eq!(out, expected);
    let long = format!("{} came in.", "A long summary that tells one thing after the other. ".repeat(4));
    for (name, who) in [("c.json", "Somebody"), ("d.json", "An intruder")] {
        let summary = format!(
            "\"title\": \"Halden Freight\", \"summary\": \"{}\"",
            long.replace(" came", &format!("{who} came"))
        );
        fs::write(folder.join(name), BASE.replace("\"title\": \"Halden Freight\"", &summary)).unwrap();
    }
    let (_, out, _) = run(&folder, BREACHMAP, &["diff", "c.json", "d.json"]);
    assert!(out.contains("Somebody came in.” → “…") && out.contains("An intruder came in.”"), "{out}");
    let (_, out, _) = run(&folder, BREACHMAP, &["diff", "a.json", "b.json", "--lang", "ja"]);
    assert!(out.contains("追加：/pivots/on/claims/1 の記述：否定（The Daily）"), "{out}");
    let (_, out, _) = run(&folder, BREACHMAP, &["diff", "b.json", "a.json", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json["differences"][1]["change"], "removed");
    assert_eq!(json["differences"][1]["path"], "/hosts/mail");
    assert_eq!(run(&folder, BREACHMAP, &["diff", "a.json", "a.json"]).1, "Both files say the same.\n");
    assert_eq!(run(&folder, BREACHMAP, &["diff", "a.json"]).0, 2, "with one file, two lenses are needed");
}

#[test]
fn files_that_are_written_short_stay_so_and_each_speaks_by_its_own_default() {
    let folder = folder("merge-short");
    let file = |default: &str, hosts: &str, more: &str| {
        format!(
            r#"{{
  "format": "breachmap-incident/1", "id": "x", "title": "X", "default_source": "{default}",
  "sources": [{{ "id": "notice", "kind": "victim", "publisher": "Halden" }}, {{ "id": "daily", "kind": "press", "publisher": "The Daily" }}],
  "zones": [{{ "id": "core", "label": "Core" }}],
  "hosts": [
{hosts}
  ],
  "pivots": [{{ "id": "in", "from": "a", "to": "b", "when": "2024-03-01", "technique": "T1190" }}{more}]
}}
"#
        )
    };
    let ours = file(
        "notice",
        "    { \"id\": \"a\", \"label\": \"A\", \"role\": \"intruder\" },\n    { \"id\": \"b\", \"label\": \"B\", \"zone\": \"core\" }",
        "",
    );
    let theirs = file(
        "daily",
        "    { \"id\": \"a\", \"label\": \"A\", \"role\": \"intruder\" },\n    { \"id\": \"b\", \"label\": \"B\", \"zone\": [{ \"source\": \"notice\", \"value\": \"core\" }] },\n    { \"id\": \"c\", \"label\": \"C\" }",
        r#", { "id": "on", "from": "b", "to": "c", "when": "2024-03-02" }"#,
    );
    fs::write(folder.join("a.json"), &ours).unwrap();
    fs::write(folder.join("b.json"), theirs).unwrap();
    let (code, out, err) = run(&folder, BREACHMAP, &["merge", "a.json", "b.json"]);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert!(
        out.contains(r#""default_source": "notice""#) && out.contains(r#""label": "B", "zone": "core" }"#),
        "{out}"
    );
    let merged: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(merged["pivots"][1]["source"], "daily", "{out}");
    assert_eq!(merged["pivots"][0]["claims"].as_array().map(Vec::len), Some(2), "both say so: {out}");
    let (_, out, _) = run(&folder, BREACHMAP, &["diff", "a.json", "b.json"]);
    assert!(
        out.contains("added: claim in /pivots/in/claims/0: 1 March 2024 (The Daily)") && !out.contains("zone"),
        "{out}"
    );
}
