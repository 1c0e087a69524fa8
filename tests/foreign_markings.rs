//! What readers of other formats make of marked parts bears their marking: in the files `kept-close…` of `tests/foreign/`,
//! all that is marked TLP:RED is called after the kestrel, and what may be shared at TLP:GREEN after the sparrow.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::fs;
use std::path::Path;
use std::process::Command;

/// What must not be in any byte at TLP:GREEN: names, and values that are no names.
const KEPT: [&str; 8] =
    ["kestrel", "203.0.113.201", "203.0.113.203", "203.0.113.230", "44444", "10.9.8.7", "2019-01", "2019-02"];

/// The bytes that the command writes, as small letters.
fn told(way: &[&str], file: &Path, options: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_breachmap"));
    let output = command.env("LC_ALL", "C").arg(way[0]).arg(file).args(&way[1..]).args(options).output().unwrap();
    assert!(output.status.success(), "{way:?} {}: {output:?}", file.display());
    String::from_utf8(output.stdout).unwrap().to_lowercase()
}

#[test]
fn what_is_marked_in_a_file_of_others_leaves_at_its_level_only() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/foreign");
    let files = [
        "misp/kept-close.json",
        "attack-flow/kept-close.json",
        "attack-flow/kept-close-chain.json",
        "table/kept-close.csv",
    ];
    let ways: [&[&str]; 8] = [
        &["convert", "--to", "native"],
        &["convert", "--to", "stix"],
        &["convert", "--to", "csv", "--table", "hosts"],
        &["convert", "--to", "csv", "--table", "claims"],
        &["convert", "--to", "csv", "--table", "sources"],
        &["convert", "--to", "csv", "--table", "about"],
        &["render", "-o", "-"],
        &["snapshot", "--json"],
    ];
    for file in files {
        let path = root.join(file);
        assert!(fs::read_to_string(&path).unwrap().to_lowercase().contains("kestrel"));
        assert!(told(ways[0], &path, &[]).contains("kestrel"), "{file}: it is read");
        for way in ways {
            let words = told(way, &path, &["--marking", "green"]);
            for kept in KEPT {
                let at =
                    words.find(kept).map(|at| words[at.saturating_sub(80)..].chars().take(160).collect::<String>());
                assert_eq!(at, None, "{file} {way:?}: {kept}");
            }
        }
        assert!(told(ways[0], &path, &["--marking", "green"]).contains("sparrow"), "{file}: the rest is handed on");
    }
}
