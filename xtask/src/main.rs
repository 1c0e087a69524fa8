//! The tasks of the project: `cargo xtask serve`, `dist`, `test` and `setup`.

mod assets;
mod briefing;
mod checks;
mod duckdb;
mod laws;
mod names;
mod notices;
mod office;
mod package;
mod parts;
mod python;
mod reader;
mod scripts;
mod setup;
mod shared;
mod shell;
mod site;
mod size;
mod stix;
#[path = "../../src/export/template.rs"]
mod template; // the page of the one-file app: one file for this program and for the command
mod versions;

use std::env;
use std::process::ExitCode;

use shell::Outcome;

const HELP: &str = "\
cargo xtask <task>

  serve [--port N]   build the site and serve it on 127.0.0.1 (port 8080), again at every change
  dist               write the site to dist/, show its size, fail if it is over its budget
  package [--check]  build the site and write the packages to target/packages/, with checksums; or twice, and compare them
  package --use      install the packages into empty folders and use them
  package WHICH      only npm, python or linux, of the site in dist/
  test [GROUP]       run every check, or one group: lint, native, stix, office, duckdb, wasm, e2e,
                     packages
  laws [MINUTES]     try the laws with new random files, for 10 minutes or as long as it says
  index [RECORDS]    write an index of a million generated records, or so many, by DuckDB, and read it
  attack [FILES]     try mutated files in wasm, from the reader to every export: 10,000, or as many as it says
  bench [imports]    measure dist/ in Chromium beside peers: the first map, steps, large maps; or how fast files of other tools are read
  bench freezes      how long a page does not answer while it opens and uses large files of awkward shapes
  bench endurance    what stays behind when things are done a thousand times, in three engines
  bench maps         measure natively how long large maps take, by their size
  soak [MINUTES] [ENGINE …] [together]  edit at random in three engines, or in those named, one after another or side by side,
                     for 10 minutes in each or as long as it says: nothing may be lost
  screenshot         build the site and take the picture of the README, docs/screenshot.png, in Chromium
  setup [site|test]  only install what serve and dist, or test, need
  help               this text

Every task first installs what it lacks: the wasm target by rustup, Trunk and wasm-bindgen
into target/tools, wasm-opt into xtask/npm/node_modules, and, as root on Debian, Node.js
by apt-get; for the tests also stix2-validator and DuckDB (Python environments in target/tools), geckodriver, Chromium, Firefox and WebKitGTK's browser.
";

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match task(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(err) => {
            eprintln!("\nxtask: {err}");
            ExitCode::FAILURE
        }
    }
}

fn task(args: &[&str]) -> Outcome {
    match args {
        ["serve"] => site::serve("8080"),
        ["serve", "--port", port] => match port.parse::<u16>() {
            Ok(_) => site::serve(port),
            Err(err) => Err(format!("`{port}` is no port: {err}")),
        },
        ["dist"] => site::dist(),
        ["package"] => package::all(),
        ["package", "--check"] => package::check(),
        ["package", "--use"] => checks::packages(),
        ["package", which] => package::one(which),
        ["finish"] => site::finish(),
        ["test"] => checks::test(None),
        ["test", group] => checks::test(Some(group)),
        ["laws"] => laws::run_for(10),
        ["laws", minutes] => match minutes.parse() {
            Ok(minutes) => laws::run_for(minutes),
            Err(err) => Err(format!("`{minutes}` is no number of minutes: {err}")),
        },
        ["index"] => duckdb::index("1000000"),
        ["index", records] if records.parse::<u64>().is_ok() => duckdb::index(records),
        ["attack"] => checks::attack("10000"),
        ["attack", files] if files.parse::<u64>().is_ok() => checks::attack(files),
        ["bench"] => setup::peers().and_then(|()| checks::in_browsers("bench")),
        ["bench", "maps"] => checks::bench_maps(),
        ["bench", which @ ("imports" | "freezes" | "endurance")] => checks::in_browsers(&format!("bench-{which}")),
        ["soak", words @ ..] => checks::soak(words),
        ["screenshot"] => checks::in_browsers("screenshot"),
        ["setup"] | ["setup", "test"] => setup::test(),
        ["setup", "site"] => setup::site(),
        [] | ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            Ok(())
        }
        other => Err(format!("there is no task `{}`\n\n{HELP}", other.join(" "))),
    }
}
