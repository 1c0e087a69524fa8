//! Builds the command for a target, as it is handed on.

use std::path::PathBuf;

use crate::shell::{Outcome, command, root, run};
use crate::site::{SEPARATOR, remapped_paths};
use crate::versions::WASI;

/// The profile of `Cargo.toml`.
const PROFILE: &str = "handed";

/// As much stack as a native program has, in bytes.
const STACK: &str = "-Clink-arg=-zstack-size=8388608";

/// What is fetched, and compiled before it runs, is better small.
const SMALL: [(&str, &str); 3] = [
    ("CARGO_PROFILE_HANDED_OPT_LEVEL", "s"),
    ("CARGO_PROFILE_HANDED_LTO", "fat"),
    ("CARGO_PROFILE_HANDED_CODEGEN_UNITS", "1"),
];

/// No number that differs from build to build.
const NO_BUILD_ID: &str = "-Clink-arg=-Wl,--build-id=none";

/// Builds it; where it lies.
pub fn build(target: &str) -> Outcome<PathBuf> {
    let is_wasm = target == WASI;
    let flags = [remapped_paths().as_str(), if is_wasm { STACK } else { NO_BUILD_ID }].join(SEPARATOR);
    let mut cargo = command("cargo");
    cargo.args(["build", "--package", "breachmap", "--bin", "breachmap", "--locked", "--profile", PROFILE]);
    cargo.args(["--target", target]).env("CARGO_ENCODED_RUSTFLAGS", flags);
    if is_wasm {
        cargo.envs(SMALL);
    }
    run(&mut cargo)?;
    let name = if is_wasm { "breachmap.wasm" } else { "breachmap" };
    Ok(root().join("target").join(target).join(PROFILE).join(name))
}
