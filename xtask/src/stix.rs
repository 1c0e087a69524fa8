//! The STIX bundles of all incidents, through the validator of OASIS; warnings fail too.

use std::fs;
use std::path::PathBuf;

use crate::python;
use crate::shell::{Outcome, command, root, run};
use crate::versions::STIX2_VALIDATOR;

/// Warnings that say nothing here: ids follow from the incident (UUID version 5, and not random), and pages of the web have no hash.
const ACCEPTED: &str = "103,302";

/// Exports every incident of the gallery and the marked one of the tests, and validates the bundles.
pub fn check() -> Outcome {
    let place = python::environment("stix", "stix2-validator", STIX2_VALIDATOR, "xtask/python/requirements.txt")?;
    let validator = place.join("bin/stix2_validator");
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

/// All incidents of the gallery, and the marked one of the tests.
pub fn incidents() -> Outcome<Vec<PathBuf>> {
    let gallery = root().join("static/gallery");
    let entries = fs::read_dir(&gallery).map_err(|err| format!("{}: {err}", gallery.display()))?;
    let mut files: Vec<PathBuf> = entries.filter_map(Result::ok).map(|it| it.path()).collect();
    files.retain(|it| it.extension().is_some_and(|it| it == "json") && it.file_stem().is_some_and(|it| it != "index"));
    files.push(root().join("tests/share/incident.json"));
    files.sort();
    Ok(files)
}
