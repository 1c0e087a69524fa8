//! The package `mkdocs-breachmap` for PyPI: the plugin for `MkDocs` and the directive for Sphinx.

use std::path::{Path, PathBuf};

use super::{clear, copy, files, text, version, write};
use crate::python;
use crate::shell::{Outcome, command, root, run};
use crate::versions::FLIT;

/// The first day that a ZIP can hold, in seconds since 1970: the wheel does not say when it was built.
const NO_DAY: &str = "315532800";

/// Where the package has its version.
const MODULE: &str = "breachmap_docs";

/// The environment with what builds the package, the sites that the tests make of it, and the check of bills of materials.
pub fn environment() -> Outcome<PathBuf> {
    python::environment("packages", "flit_core", FLIT, "xtask/python/packages.txt")
}

/// Writes `mkdocs_breachmap-VERSION-py3-none-any.whl`.
pub fn make(folder: &Path) -> Outcome {
    let stage = root().join("target/package/python");
    let (from, module) = (root().join("packages/python"), stage.join(MODULE));
    clear(&stage)?;
    clear(&module)?;
    for (from, to) in [(from.clone(), &stage), (from.join(MODULE), &module)] {
        for source in files(&from)? {
            copy(&source, &to.join(source.file_name().unwrap_or_default()))?;
        }
    }
    for name in ["LICENSE-MIT", "LICENSE-APACHE"] {
        copy(&root().join(name), &stage.join(name))?;
    }
    let init = module.join("__init__.py");
    write(&init, text(&init)?.replace("0.0.0", &version()?))?;
    let python = environment()?.join("bin/python");
    let words = ["-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir"];
    run(command(&python.to_string_lossy()).args(words).arg(folder).arg(&stage).env("SOURCE_DATE_EPOCH", NO_DAY))
}
