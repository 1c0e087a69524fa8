//! Builds all packages once more, from a copy of the sources in another folder, and compares them byte by byte.

use std::env;
use std::fs;
use std::path::Path;

use super::{all, clear, copy, files, folder, read};
use crate::shell::{Outcome, command, npm_dir, output, root, run, tools_dir};

/// Builds twice; says which packages differ.
pub fn check() -> Outcome {
    all()?;
    // a longer path than ours, and not below it
    let other = env::temp_dir().join(format!("breachmap, built once more {}", std::process::id()));
    clear(&other)?;
    let result = build_in(&other).and_then(|()| compare(&folder(), &other.join("target/packages")));
    fs::remove_dir_all(&other).map_err(|err| format!("cannot remove {}: {err}", other.display()))?;
    result
}

/// The sources that git knows, as they are now, built with our tools.
fn build_in(other: &Path) -> Outcome {
    let names = output(command("git").args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]));
    for name in names.ok_or("git does not name the sources")?.split('\0').filter(|it| !it.is_empty()) {
        let (from, to) = (root().join(name), other.join(name));
        if from.is_file() {
            fs::create_dir_all(to.parent().unwrap_or(other)).map_err(|err| format!("{}: {err}", to.display()))?;
            copy(&from, &to)?;
        }
    }
    for (from, to) in [(tools_dir(), "target/tools"), (npm_dir().join("node_modules"), "xtask/npm/node_modules")] {
        let to = other.join(to);
        fs::create_dir_all(to.parent().unwrap_or(other)).map_err(|err| format!("{}: {err}", to.display()))?;
        let words = ["-s".into(), from.canonicalize().unwrap_or(from).into_os_string(), to.into_os_string()];
        run(command("ln").args(words))?;
    }
    run(command("cargo").args(["xtask", "package"]).current_dir(other).env_remove("CARGO_TARGET_DIR"))
}

fn compare(one: &Path, other: &Path) -> Outcome {
    let mut different = Vec::new();
    for path in files(one)? {
        let name = path.file_name().unwrap_or_default();
        if read(&path)? != read(&other.join(name))? {
            different.push(name.to_string_lossy().into_owned());
        }
    }
    if !different.is_empty() {
        return Err(format!("two builds differ: {}", different.join(", ")));
    }
    println!("two builds in different folders gave the same bytes");
    Ok(())
}
