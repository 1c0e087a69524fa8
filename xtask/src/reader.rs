//! Builds the reader of other formats: a second wasm of the same library, which the site loads on demand.

use std::fs;
use std::path::{Path, PathBuf};

use crate::parts::FEATURES;
use crate::shell::{Outcome, command, root, run};

/// What wasm-bindgen writes of it.
const FILES: [&str; 2] = ["reader.js", "reader_bg.wasm"];

/// Where it lies between its build and that of the site.
fn built() -> PathBuf {
    root().join("target/reader")
}

/// Builds it. Its profile keeps its parts apart from those of the page, which are made of the same sources.
pub fn build(flags: &str) -> Outcome {
    let features = ["--package", "program", "--features", "reader"];
    let target = ["--profile", "reader", "--target", "wasm32-unknown-unknown", "--locked"];
    run(command("cargo").arg("build").args(features).args(target).env("CARGO_ENCODED_RUSTFLAGS", flags))?;
    let wasm = root().join("target/wasm32-unknown-unknown/reader/program.wasm");
    run(command("wasm-bindgen")
        .args(["--target", "web", "--no-typescript", "--out-name", "reader", "--out-dir"])
        .arg(built())
        .arg(wasm))?;
    let (script, bound) = (built().join(FILES[0]), built().join(FILES[1]));
    crate::names::shorten(&bound, &script)?;
    crate::scripts::join(&script, &script)?;
    run(command("wasm-opt").arg("-Oz").args(FEATURES).arg("-o").arg(&bound).arg(&bound))
}

/// Copies it into the assets of a site.
pub fn copy_to(site: &Path) -> Outcome {
    for name in FILES {
        let to = site.join("assets").join(name);
        fs::copy(built().join(name), &to)
            .map_err(|err| format!("the reader cannot be copied to {}: {err}", to.display()))?;
    }
    Ok(())
}
