//! The STIX bundles of all incidents, through the validator of OASIS; warnings fail too.

use std::fs;
use std::path::PathBuf;

use crate::setup;
use crate::shell::{Outcome, command, output, root, run, tools_dir};
use crate::versions::STIX2_VALIDATOR;

/// Warnings that say nothing here: ids follow from the incident (UUID version 5, and not random), and pages of the web have no hash.
const ACCEPTED: &str = "103,302";

/// Exports every incident of the gallery and the marked one of the tests, and validates the bundles.
pub fn check() -> Outcome {
    let validator = validator()?;
    let folder = root().join("target/stix");
    fs::create_dir_all(&folder).map_err(|err| format!("{}: {err}", folder.display()))?;
    run(command("cargo").args(["build", "--quiet", "--bin", "breachmap"]))?;
    let mut bundles = Vec::new();
    for file in incidents()? {
        let bundle = folder.join(file.with_extension("stix.json").file_name().unwrap_or_default());
        run(command("target/debug/breachmap")
            .args(["convert", "--to", "stix", "--force"])
            .arg(&file)
            .arg("-o")
            .arg(&bundle))?;
        bundles.push(bundle);
    }
    run(command(&validator.to_string_lossy()).args(["--version", "2.1", "--strict", "-d", ACCEPTED]).args(bundles))
}

fn incidents() -> Outcome<Vec<PathBuf>> {
    let gallery = root().join("static/gallery");
    let entries = fs::read_dir(&gallery).map_err(|err| format!("{}: {err}", gallery.display()))?;
    let mut files: Vec<PathBuf> = entries.filter_map(Result::ok).map(|it| it.path()).collect();
    files.retain(|it| it.extension().is_some_and(|it| it == "json") && it.file_stem().is_some_and(|it| it != "index"));
    files.push(root().join("tests/share/incident.json"));
    files.sort();
    Ok(files)
}

/// The validator, in an environment of its own below `target/tools`; installed if it is not there in the right version.
fn validator() -> Outcome<PathBuf> {
    let place = tools_dir().join("stix");
    let program = place.join("bin/stix2_validator");
    let python = place.join("bin/python");
    let has = || {
        let ask = "import importlib.metadata as it; print(it.version('stix2-validator'))";
        python.is_file()
            && output(command(&python.to_string_lossy()).args(["-c", ask]))
                .is_some_and(|it| it.trim() == STIX2_VALIDATOR)
    };
    if has() {
        return Ok(program);
    }
    setup::python()?;
    run(command("python3").args(["-m", "venv", "--clear"]).arg(&place))?;
    run(command(&python.to_string_lossy()).args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--require-hashes",
        "--requirement",
        "xtask/python/requirements.txt",
    ]))?;
    if has() { Ok(program) } else { Err(format!("stix2-validator {STIX2_VALIDATOR} could not be installed")) }
}
