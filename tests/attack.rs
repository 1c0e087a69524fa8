//! Mutated files through all stages, from the reader to every export: nothing panics, nothing takes long, nothing grows beyond bounds.
//!
//! `BREACHMAP_LAWS_CASES` files are tried, from `BREACHMAP_LAWS_SEED` on; each failure names its seed.
//! `cargo xtask attack` tries many in wasm, where the stack is small and memory is told, with Node.js around it.
#![cfg(feature = "foreign")]
#![expect(clippy::unwrap_used, reason = "what cannot be read fails the test")]

#[cfg_attr(not(target_os = "unknown"), path = "attack/native.rs")]
#[cfg_attr(target_os = "unknown", path = "attack/node.rs")]
mod machine;

use breachmap::app::State;
use breachmap::app::action::{Action, Give, Open, Seek, Way};
use breachmap::app::effect::Effect;
use breachmap::app::handing;
use breachmap::app::load::gallery;
use breachmap::app::office;
use breachmap::app::update::update;
use breachmap::app::view::Picture;
use breachmap::app::wish::Wish;
use breachmap::export::{EXPORTS, share::Share};
use breachmap::foreign::{self, Opened};
use breachmap::import::{self, ImportError};
use breachmap::incident::Marking;

/// So many seconds a file may take; a build for tests is some twenty times as slow as the page.
const LONGEST: f64 = if cfg!(debug_assertions) { 60.0 } else { 5.0 };
/// So many bytes of memory the program may have, with all files that it has seen before: wasm gives nothing back.
const MOST: usize = 300_000_000;
/// Larger files are mutated nowhere: each takes too long for many.
const LARGEST: u64 = 60_000;

/// Numbers that look random, and are the same on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n.max(1)
    }
}

fn number(name: &str, otherwise: u64) -> u64 {
    machine::variable(name).and_then(|it| it.parse().ok()).unwrap_or(otherwise)
}

fn files() -> Vec<Vec<u8>> {
    let mut names: Vec<String> = ["tests/foreign", "tests/cases", "static/gallery"]
        .into_iter()
        .flat_map(|it| machine::files_below(&format!("{}/{it}", env!("CARGO_MANIFEST_DIR"))))
        .filter(|it| std::path::Path::new(it).extension().is_none_or(|it| it != "svg"))
        .collect();
    names.sort();
    names.iter().map(|it| machine::read(it)).filter(|it| (it.len() as u64) < LARGEST).collect()
}

/// A file with a few things about it changed: bytes, numbers, pieces cut, doubled, moved, or taken from another file.
fn mutated(files: &[Vec<u8>], dice: &mut Dice) -> Vec<u8> {
    const PIECES: [&str; 16] = [
        "null",
        "[]",
        "{}",
        "\"\"",
        "-1",
        "1e999",
        "18446744073709551615",
        "\"0000-00-00\"",
        "\"9999-12-31\"",
        "\"../..\"",
        "\u{202E}",
        "\u{0}",
        "\"about\"",
        ",",
        "\\ud800",
        "<script>",
    ];
    let mut file = files[dice.below(files.len())].clone();
    for _ in 0..=dice.below(6) {
        let from = dice.below(file.len());
        let to = (from + dice.below(1 + file.len() / 8)).min(file.len());
        match dice.below(7) {
            0 => file.extend_from_within(from..to),
            1 => drop(file.drain(from..to)),
            2 => {
                let other = &files[dice.below(files.len())];
                let at = dice.below(other.len());
                let end = (at + dice.below(400)).min(other.len());
                file.splice(from..from, other[at..end].iter().copied());
            }
            3 => drop(file.splice(from..(from + 1).min(file.len()), PIECES[dice.below(PIECES.len())].bytes())),
            4 => {
                // a value in place of another, so that it is still JSON
                let quotes: Vec<usize> = (0..file.len()).filter(|at| file[*at] == b'"').collect();
                if quotes.len() > 3 {
                    let pair = |dice: &mut Dice| 2 * dice.below(quotes.len() / 2);
                    let (a, b) = (pair(dice), pair(dice));
                    let text = file[quotes[b]..=quotes[b + 1]].to_vec();
                    file.splice(quotes[a]..=quotes[a + 1], text);
                }
            }
            5 => {
                let digits: Vec<usize> = (0..file.len()).filter(|at| file[*at].is_ascii_digit()).collect();
                if !digits.is_empty() {
                    file[digits[dice.below(digits.len())]] = b"0123456789"[dice.below(10)];
                }
            }
            _ => {
                let middle = file[from..to].to_vec();
                let at = dice.below(file.len());
                file.splice(at..at, middle);
            }
        }
        if file.is_empty() {
            file.push(b'{');
        }
    }
    file
}

/// All that can be done with a file.
fn all_stages(bytes: &[u8]) {
    let native = match foreign::open(bytes, "file") {
        Err(_) => bytes.to_vec(),
        Ok(Opened::Native(text)) => text.into_bytes(),
        Ok(Opened::One(draft)) => serde_json::to_vec(&draft).unwrap(),
        Ok(Opened::Many(all)) => serde_json::to_vec(&all.draft(0).unwrap()).unwrap(),
    };
    let mut state =
        update(State::default(), Action::Open(Open::Read { name: "file.json".to_owned(), bytes: native })).0;
    let mut picture = Picture::of(&state, None);
    for seek in [Seek::First, Seek::Step(Way::Forward), Seek::Step(Way::Forward), Seek::Last] {
        state = update(state, Action::Seek(seek)).0;
        picture = Picture::of(&state, picture.as_ref());
    }
    let Some(picture) = picture else { return };
    drop((picture.why(), picture.findings(), picture.sentence(), picture.disputes().len()));
    drop(handing::handout(&state, Share::default()));
    let tight = Share { marking: Some(Marking::Green), redact: true };
    for (export, share) in EXPORTS.iter().flat_map(|it| [(it, Share::default()), (it, tight)]) {
        let wish = Wish { export, share, ..Wish::default() };
        let wished = update(state.clone(), Action::Give(Give::Wish(wish))).0;
        for effect in update(wished.clone(), Action::Give(Give::Save)).1 {
            let Effect::Office(wish) = effect else { continue };
            if let Ok(draft) = office::draft(&wished, &wish) {
                drop((draft.finish)(draft.pictures.iter().map(|_| Vec::new()).collect()));
            }
        }
    }
}

/// What readers do with a file: each incident of it, as far as it is read.
fn reading(bytes: &[u8]) {
    match foreign::open(bytes, "file") {
        Err(err) => drop(err.message()),
        Ok(Opened::Native(text)) => drop(import::import(text.as_bytes())),
        Ok(Opened::One(draft)) => drop(import::import(&serde_json::to_vec(&draft).unwrap()).unwrap()),
        Ok(Opened::Many(all)) => {
            for at in (0..all.len()).take(20) {
                let draft = all.draft(at).unwrap();
                drop(import::import(&serde_json::to_vec(&draft).unwrap()).unwrap());
            }
        }
    }
}

/// Tries so many mutated files; none may panic, or take longer than `longest` says of its size in bytes.
fn try_all(cases: u64, stages: fn(&[u8]), longest: fn(usize) -> f64) {
    let files = files();
    let first = number("BREACHMAP_LAWS_SEED", 1);
    let mut failures = Vec::new();
    let mut slowest = (0.0, 0, 0);
    for seed in first..first + cases {
        let file = mutated(&files, &mut Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15)));
        let (began, memory) = (machine::now(), machine::memory());
        if !machine::survives(seed, || stages(&file)) {
            failures.push(format!("seed {seed} panics"));
        }
        let took = machine::now() - began;
        slowest = if took > slowest.0 { (took, seed, file.len()) } else { slowest };
        if took > longest(file.len()) {
            failures.push(format!("seed {seed} takes {took:.1} s, with {} bytes", file.len()));
        }
        if machine::memory() > MOST.max(memory) {
            failures.push(format!("seed {seed} takes the memory from {memory} to {}", machine::memory()));
        }
    }
    machine::say(&format!(
        "{cases} files from seed {first} on; the slowest took {:.2} s: seed {}, {} bytes; memory {:.0} MB",
        slowest.0,
        slowest.1,
        slowest.2,
        machine::memory() as f64 / 1e6
    ));
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[cfg_attr(not(target_os = "unknown"), test)]
#[cfg_attr(target_os = "unknown", wasm_bindgen_test::wasm_bindgen_test)]
fn no_mutated_file_stops_the_program_or_takes_long() {
    try_all(number("BREACHMAP_LAWS_CASES", 60), all_stages, |_| LONGEST);
}

/// Ten times as many as go through all stages: reading alone is quick. A build for the page takes a second for a megabyte.
#[cfg_attr(not(target_os = "unknown"), test)]
#[cfg_attr(target_os = "unknown", wasm_bindgen_test::wasm_bindgen_test)]
fn no_mutated_file_stops_a_reader_or_takes_long() {
    try_all(10 * number("BREACHMAP_LAWS_CASES", 60), reading, |bytes| {
        if cfg!(debug_assertions) { 2.0 + 20.0 * bytes as f64 / 1e6 } else { LONGEST }
    });
}

#[cfg_attr(not(target_os = "unknown"), test)]
#[cfg_attr(target_os = "unknown", wasm_bindgen_test::wasm_bindgen_test)]
fn what_is_held_is_bounded_and_said() {
    let many = "[],".repeat(1_200_000);
    let file = format!("{{\"format\": \"breachmap-incident/1\", \"id\": \"a\", \"title\": \"A\", \"x\": [{many}0]}}");
    let refused = import::import(file.as_bytes()).unwrap_err();
    assert!(matches!(refused, ImportError::TooMany { limit: import::MAX_VALUES, .. }), "{refused:?}");
    assert_eq!(refused.code(), "too-large");
    let many = format!("[{}0]", "[],".repeat(9_000_000));
    assert!(matches!(foreign::open(many.as_bytes(), "file"), Err(ImportError::TooMany { .. })));
}

#[cfg_attr(not(target_os = "unknown"), test)]
#[cfg_attr(target_os = "unknown", wasm_bindgen_test::wasm_bindgen_test)]
fn a_junk_index_of_a_gallery_is_none() {
    for junk in ["", "<!doctype html>", "[]", "{}", "{\"incidents\": 5}", "{\"incidents\": [{\"id\": 1}]}"] {
        assert_eq!(gallery(junk.as_bytes()), None, "{junk}");
        let fetched = Open::GalleryFetched { address: "index.json".to_owned(), bytes: junk.as_bytes().to_vec() };
        let (state, _) = update(State::default(), Action::Open(fetched));
        assert_eq!(state.complaint.unwrap().code, "unknown-format", "{junk}");
    }
    assert_eq!(gallery(b"{\"incidents\": []}"), Some(Vec::new()));
}
