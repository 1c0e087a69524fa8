//! What is made of a marked thing in the file of another tool bears its marking: names that begin with CANARY stand in files only
//! in what is TLP:RED, and never leave below.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::fs;
use std::path::{Path, PathBuf};

use breachmap::export::share::{Share, share};
use breachmap::foreign::{Opened, open};
use breachmap::incident::Marking;

/// All files of other tools that hold such names.
fn files(folder: &Path) -> Vec<PathBuf> {
    let all = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path());
    let inside = |it: PathBuf| if it.is_dir() { files(&it) } else { vec![it] };
    all.flat_map(inside).filter(|it| !it.to_str().unwrap().contains(".native.")).collect()
}

#[test]
fn names_of_red_things_leave_at_no_lower_level() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/foreign");
    let mut found = 0;
    for path in files(&root) {
        let bytes = fs::read(&path).unwrap();
        if !String::from_utf8_lossy(&bytes).contains("CANARY") {
            continue;
        }
        let drafts = match open(&bytes, "a file").unwrap() {
            Opened::One(draft) => vec![*draft],
            Opened::Many(all) => (0..all.len()).filter_map(|it| all.draft(it)).collect(),
            Opened::Native(_) => panic!("{}: not of another tool", path.display()),
        };
        for draft in drafts {
            let value = serde_json::to_value(&draft).unwrap();
            assert!(value.to_string().contains("CANARY"), "{}: the names are not even read", path.display());
            for level in [Marking::Clear, Marking::Green, Marking::Amber, Marking::AmberStrict] {
                // what cannot be shared at all leaves nothing
                let Ok(shared) = share(&value, Share { marking: Some(level), redact: false }) else { continue };
                let words = shared.value.to_string().to_lowercase();
                let at = words
                    .find("canary")
                    .map(|at| words[at.saturating_sub(120)..].chars().take(200).collect::<String>());
                assert_eq!(at, None, "{} at {}", path.display(), level.as_str());
            }
            found += 1;
        }
    }
    assert!(found > 0);
}
