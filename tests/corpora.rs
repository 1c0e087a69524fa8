//! Real files of other tools: a table of what becomes of each, kept in `corpora.txt`.
//!
//! They are not part of the repository. `BREACHMAP_CORPORA` names their folder; without it nothing is tested, and that is said.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

mod golden;

use std::path::{Path, PathBuf};
use std::{env, fs};

use breachmap::foreign::{self, Opened};
use breachmap::import::draft::IncidentDraft;
use breachmap::import::{self, Imported};
use breachmap::incident::{Fate, Incident};
use breachmap::tongue::Tongue;

/// All files below a folder, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    all.sort();
    all.into_iter().flat_map(|it| if it.is_dir() { files(&it) } else { vec![it] }).collect()
}

/// What became of a file, in one line.
fn line(bytes: &[u8], name: &str) -> String {
    match foreign::open(bytes, name) {
        Err(err) => format!("refused: {}", err.message().tell(Tongue::of("en"))),
        Ok(Opened::Native(text)) => figures(&import::import(text.as_bytes()).unwrap()),
        Ok(Opened::One(draft)) => figures(&imported(&draft)),
        Ok(Opened::Many(all)) => {
            let incidents: Vec<Imported> = (0..all.len()).map(|it| imported(&all.draft(it).unwrap())).collect();
            let sum = |of: fn(&Incident) -> usize| incidents.iter().map(|it| of(&it.incident)).sum::<usize>();
            let errors = incidents.iter().filter(|it| it.report.has_errors()).count();
            format!(
                "{}: {} incidents with {} hosts, {} pivots, {} events, {} counts; {errors} with errors",
                all.imported.map(|it| it.format).unwrap_or_default(),
                incidents.len(),
                sum(|it| it.hosts.len()),
                sum(|it| it.pivots.len()),
                sum(|it| it.events.len()),
                sum(|it| it.counts.len()),
            )
        }
    }
}

fn imported(draft: &IncidentDraft) -> Imported {
    import::import(serde_json::to_string(draft).unwrap().as_bytes()).unwrap()
}

fn figures(Imported { incident, report }: &Imported) -> String {
    let origin = incident.imported.as_ref();
    let fate = |fate: Fate| origin.map_or(0, |it| it.times(fate));
    let errors: Vec<String> =
        report.diagnostics.iter().map(|it| it.tell(Tongue::of("en"))).filter(|it| it.starts_with("error")).collect();
    format!(
        "{}: {} hosts, {} pivots, {} events, {} counts, {} facts, {} sources; {} carried, {} derived, {} left out{}",
        origin.map_or("native", |it| it.format.as_str()),
        incident.hosts.len(),
        incident.pivots.len(),
        incident.events.len(),
        incident.counts.len(),
        incident.facts.len(),
        incident.sources.len(),
        fate(Fate::Carried),
        fate(Fate::Derived),
        fate(Fate::LeftOut),
        errors.first().map_or(String::new(), |it| format!("; {} errors, first: {it}", errors.len())),
    )
}

#[test]
fn what_becomes_of_every_real_file_is_as_written_down() {
    let Some(folder) = env::var_os("BREACHMAP_CORPORA").map(PathBuf::from) else {
        println!("skipped: BREACHMAP_CORPORA does not name a folder with files of other tools");
        return;
    };
    let mut table = String::new();
    let (mut n_read, mut n_refused) = (0, 0);
    for file in files(&folder) {
        let name = file.strip_prefix(&folder).unwrap().to_string_lossy().replace('\\', "/");
        let line = line(&fs::read(&file).unwrap(), file.file_name().unwrap().to_str().unwrap());
        *(if line.starts_with("refused") { &mut n_refused } else { &mut n_read }) += 1;
        table += &format!("{name}\n  {line}\n");
    }
    table += &format!("\n{n_read} read, {n_refused} refused\n");
    print!("{n_read} read, {n_refused} refused");
    let expected = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpora.txt");
    if let Err(message) = golden::check(&expected, &table) {
        panic!("{message}\n\nIf this is right now: UPDATE=1 cargo test --test corpora");
    }
}
