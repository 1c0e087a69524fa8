//! `cargo xtask test`: every check of the project in one order, each with its time.

use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::shell::{Outcome, command, find, root, run};
use crate::{duckdb, office, package, setup, site, stix};

/// One check, and the word that runs its group alone.
struct Step {
    group: &'static str,
    name: &'static str,
    run: fn() -> Outcome,
}

const STEPS: &[Step] = &[
    Step { group: "lint", name: "formatting", run: formatting },
    Step { group: "lint", name: "clippy, native", run: clippy_native },
    Step { group: "lint", name: "clippy, wasm", run: clippy_wasm },
    Step { group: "native", name: "native tests", run: native_tests },
    Step { group: "stix", name: "STIX bundles, by the validator of OASIS", run: stix::check },
    Step { group: "office", name: "slides and documents, by the validator of the Open XML SDK", run: office::check },
    Step { group: "duckdb", name: "an index of incidents, written by DuckDB", run: duckdb::check },
    Step { group: "wasm", name: "wasm tests in Chromium", run: wasm_tests },
    Step { group: "e2e", name: "site within its budget", run: site::dist },
    Step {
        group: "e2e",
        name: "end-to-end tests in Chromium",
        run: || end_to_end(&["--skip=::firefox", "--skip=::webkit"]),
    },
    Step { group: "e2e", name: "end-to-end tests in Firefox", run: || end_to_end(&["::firefox"]) },
    Step { group: "e2e", name: "end-to-end tests in WebKit", run: || end_to_end(&["::webkit"]) },
    Step { group: "packages", name: "packages, installed into empty folders and used", run: packages },
];

/// Runs one group, or all of them.
pub fn test(group: Option<&str>) -> Outcome {
    let steps: Vec<_> = STEPS.iter().filter(|step| group.is_none_or(|group| group == step.group)).collect();
    if steps.is_empty() {
        return Err(format!(
            "`{}` is none of: native, stix, office, duckdb, wasm, e2e, packages, lint",
            group.unwrap_or_default()
        ));
    }
    let mut times = Vec::new();
    let needs =
        if matches!(group, Some("native" | "lint" | "stix" | "office" | "duckdb")) { setup::rust } else { setup::test };
    timed("what the tests need", needs, &mut times)?;
    let result = steps.iter().try_for_each(|step| timed(step.name, step.run, &mut times));
    for (name, time) in &times {
        println!("{:>7.1} s  {name}", time.as_secs_f64());
    }
    let total: Duration = times.iter().map(|(_, time)| *time).sum();
    println!("{:>7.1} s  in all", total.as_secs_f64());
    result
}

/// Makes packages of the site that lies there, or of a new one, installs them into empty folders, and uses them.
pub fn packages() -> Outcome {
    if !root().join("dist/briefing.html").is_file() {
        site::dist()?;
    }
    package::use_all()
}

#[expect(clippy::disallowed_methods, reason = "the core has no clock, but the tests are timed")]
fn timed(name: &'static str, run: impl Fn() -> Outcome, times: &mut Vec<(&'static str, Duration)>) -> Outcome {
    println!("\n== {name}");
    let start = Instant::now();
    let result = run();
    times.push((name, start.elapsed()));
    result.map_err(|err| format!("{name}: {err}"))
}

/// Builds the site and runs a program of `tests/e2e` on it: those that begin with `bench` measure it,
/// `screenshot` takes the picture of the README. All but one ask Chromium only.
pub fn in_browsers(program: &str) -> Outcome {
    if program == "bench-endurance" { setup::test() } else { setup::chromium() }?;
    site::dist()?;
    run(cargo("run --package e2e --features browser --bin").arg(program).env("CHROMEDRIVER", chromedriver()?))
}

/// Builds the site and edits at random in it; the words say how long, in which engines, and whether side by side.
pub fn soak(words: &[&str]) -> Outcome {
    setup::test()?;
    site::dist()?;
    run(cargo("run --package e2e --features browser --bin soak --").args(words).env("CHROMEDRIVER", chromedriver()?))
}

/// Runs `benches/maps.rs`.
pub fn bench_maps() -> Outcome {
    run(&mut cargo("bench --package breachmap --bench maps"))
}

fn cargo(words: &str) -> Command {
    let mut command = command("cargo");
    command.args(words.split_whitespace());
    command
}

fn formatting() -> Outcome {
    run(&mut cargo("fmt --all --check"))
}

fn clippy_native() -> Outcome {
    run(&mut cargo("clippy --workspace --all-targets --all-features -- -D warnings"))
}

fn clippy_wasm() -> Outcome {
    // in one piece, as the wasm tests run it; cut, as the page does; and the reader
    for features in ["", " --features split", " --features foreign"] {
        let words =
            format!("clippy --target wasm32-unknown-unknown --lib --no-default-features{features} -- -D warnings");
        run(&mut cargo(&words))?;
    }
    Ok(())
}

/// All packages but `e2e`, which needs a browser.
fn native_tests() -> Outcome {
    run(&mut cargo("test"))
}

fn wasm_tests() -> Outcome {
    if !root().join("tests/web.rs").is_file() {
        return Err("tests/web.rs is missing".to_owned());
    }
    run(cargo("test --package breachmap --target wasm32-unknown-unknown --no-default-features --test web")
        .env("CHROMEDRIVER", chromedriver()?)
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120"))?;
    run(attack_in_wasm(&mut cargo("test")).env("BREACHMAP_LAWS_CASES", "10"))
}

/// Mutated files in the program as it runs in browsers, with Node.js around it.
fn attack_in_wasm(cargo: &mut Command) -> &mut Command {
    let words = "--package breachmap --target wasm32-unknown-unknown --no-default-features --features foreign --test attack -- --nocapture no_mutated";
    cargo.args(words.split_whitespace())
}

/// Many of them, as quick and with as small a stack as in the page; `BREACHMAP_LAWS_SEED` says from which on.
pub fn attack(files: &str) -> Outcome {
    setup::site()?;
    run(attack_in_wasm(cargo("test").arg("--release")).env("BREACHMAP_LAWS_CASES", files))
}

/// Those tests that a filter leaves; the tests of one function in three engines are named after the engine.
fn end_to_end(filter: &[&str]) -> Outcome {
    run(cargo("test --package e2e --features browser --").args(filter).env("CHROMEDRIVER", chromedriver()?))
}

fn chromedriver() -> Outcome<PathBuf> {
    find("chromedriver").ok_or_else(|| "chromedriver is not on PATH".to_owned())
}
