//! What mutated files need of the machine, for the command.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::Instant;
use std::{env, fs};

pub fn variable(name: &str) -> Option<String> {
    env::var(name).ok()
}

pub fn files_below(folder: &str) -> Vec<String> {
    let mut open = vec![Path::new(folder).to_owned()];
    let mut found = Vec::new();
    while let Some(at) = open.pop() {
        if at.is_dir() {
            open.extend(fs::read_dir(&at).unwrap().map(|it| it.unwrap().path()));
        } else {
            found.push(at.display().to_string());
        }
    }
    found
}

pub fn read(path: &str) -> Vec<u8> {
    fs::read(path).unwrap()
}

thread_local! {
    #[expect(clippy::disallowed_methods, reason = "the core has no clock, but the slowest file is looked for")]
    static START: Instant = Instant::now();
}

/// Seconds since some moment.
pub fn now() -> f64 {
    START.with(|it| it.elapsed().as_secs_f64())
}

/// Only wasm tells it.
pub fn memory() -> usize {
    0
}

/// Whether the work is done without a panic.
pub fn survives(_seed: u64, work: impl FnOnce()) -> bool {
    catch_unwind(AssertUnwindSafe(work)).is_ok()
}

pub fn say(text: &str) {
    println!("{text}");
}
