//! `cargo xtask laws`: tries the laws again and again, each time with other random files, until the time is over.
//!
//! `cargo test` tries them a few times with one seed (`.cargo/config.toml`), so that a change never fails by chance. Here each round has a seed of its own,
//! and a round that fails says how to run it again.

use std::fs;
use std::process::Command;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::shell::{Outcome, command, root, run, show};

/// So many tries of each law in a round, and of the quick ones that proptest makes.
const CASES: (&str, &str) = ("10", "400");

/// The tests that are laws: files of `tests/` whose names say so.
fn laws() -> Outcome<Vec<String>> {
    let entries = fs::read_dir(root().join("tests")).map_err(|err| format!("cannot list tests/: {err}"))?;
    let names = entries.flatten().filter_map(|it| it.file_name().to_str()?.strip_suffix(".rs").map(str::to_owned));
    let mut laws: Vec<String> = names.filter(|it| it.ends_with("laws") || it == "canaries").collect();
    laws.sort();
    Ok(laws)
}

/// One round with a seed.
fn round(laws: &[String], seed: u64) -> Command {
    let mut cargo = command("cargo");
    cargo.args(["test", "--quiet"]);
    for law in laws {
        cargo.args(["--test", law]);
    }
    let (files, tries) = CASES;
    cargo
        .env("BREACHMAP_LAWS_SEED", seed.to_string())
        .env("BREACHMAP_LAWS_CASES", files)
        .env("PROPTEST_RNG_SEED", seed.to_string())
        .env("PROPTEST_CASES", tries);
    cargo
}

/// Tries the laws for so many minutes, at least once.
#[expect(
    clippy::disallowed_methods,
    reason = "the core has no clock, but the laws are tried for a while, with new seeds"
)]
pub fn run_for(minutes: u64) -> Outcome {
    let laws = laws()?;
    let start = Instant::now();
    let first = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |it| it.as_secs());
    for n in 0.. {
        let seed = first + n;
        println!("\n== round {} with seed {seed}, after {} min", n + 1, start.elapsed().as_secs() / 60);
        let mut cargo = round(&laws, seed);
        run(&mut cargo).map_err(|err| {
            let (files, tries) = CASES;
            let again = format!(
                "BREACHMAP_LAWS_SEED={seed} BREACHMAP_LAWS_CASES={files} PROPTEST_RNG_SEED={seed} PROPTEST_CASES={tries}"
            );
            format!("{err}\n\nThe same round again: {again} {}", show(&cargo))
        })?;
        if start.elapsed() >= Duration::from_mins(minutes) {
            println!(
                "\n{} rounds of {} in {} min, none failed",
                n + 1,
                laws.join(", "),
                start.elapsed().as_secs() / 60
            );
            return Ok(());
        }
    }
    Ok(())
}
