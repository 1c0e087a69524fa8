//! Tools from PyPI, each in an environment of its own below `target/tools`, pinned with hashes.

use std::path::PathBuf;

use crate::setup;
use crate::shell::{Outcome, command, output, run, tools_dir};

/// The environment of a package in this version, `target/tools/NAME`; installed as a file of requirements says if it is not there.
pub fn environment(name: &str, package: &str, version: &str, requirements: &str) -> Outcome<PathBuf> {
    let place = tools_dir().join(name);
    let python = place.join("bin/python");
    let has = || {
        let ask = format!("import importlib.metadata as it; print(it.version('{package}'))");
        python.is_file()
            && output(command(&python.to_string_lossy()).args(["-c", &ask])).is_some_and(|it| it.trim() == version)
    };
    if has() {
        return Ok(place);
    }
    setup::python()?;
    run(command("python3").args(["-m", "venv", "--clear"]).arg(&place))?;
    let install = ["-m", "pip", "install", "--quiet", "--require-hashes", "--requirement", requirements];
    run(command(&python.to_string_lossy()).args(install))?;
    if has() { Ok(place) } else { Err(format!("{package} {version} could not be installed")) }
}
