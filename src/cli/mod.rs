//! The command: `new`, `check`, `fmt`, `convert`, `snapshot`, `diff`, `merge`, `quotes`, `render`, `bundle`, `index`, `preflight`; thin over the same pipeline as the page.

mod about;
mod bundle;
mod convert;
mod differences;
mod files;
mod fmt;
mod host;
mod index;
mod merge;
mod new;
mod open;
mod preflight;
mod quotes;
mod raster;
mod render;
mod share;
mod site;
mod told;
mod voice;

use std::collections::BTreeSet;
use std::io::{ErrorKind, Write};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use serde::Serialize;

use crate::diag::{Diagnostic, Severity};
use crate::export::digest::digest;
use crate::export::snapshot::SnapshotJson;
use crate::import::{self, Imported};
use crate::incident::{Day, Incident};
use crate::timeline::{Attribute, Lens, PartialLens, Preference, Snapshot, Timeline, preferences};
use crate::tongue::Phrase;

use open::{Incidents, Input, One};
use share::ShareArgs;
pub use told::to_text;
use voice::{Voice, note, visible};

/// The file is clean, or only warned about.
const CLEAN: u8 = 0;
/// Parts of the file had to be left out.
const ERRORS: u8 = 1;
/// The file cannot be read, or the question makes no sense.
const UNREADABLE: u8 = 2;

/// Shows a breach: the intruder's path, who is affected, when it happened and when it was known.
#[derive(Parser)]
#[command(
    name = "breachmap",
    version,
    after_help = "Exit codes: 0 all is well, 1 parts of the file had to be left out (check), somebody has to decide (merge), a quote was not found (quotes) or something will not work (preflight), 2 the file cannot be read or the question makes no sense."
)]
struct Cli {
    /// The language to speak and to label in, as a BCP 47 tag (otherwise that of the system, or else English).
    #[arg(long, value_name = "TAG", global = true)]
    lang: Option<String>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Writes a small incident file to begin with, or one made of a table.
    New(new::New),
    /// Reads a file and says what is wrong with it, where, and what to do about it.
    Check {
        #[command(flatten)]
        input: Input,
        /// Only print the SHA-256 that stands under its figures, whatever the layout of the file.
        #[arg(long)]
        hash: bool,
    },
    /// Lays an incident file out, and writes it as short or as long as it can be.
    Fmt(fmt::Fmt),
    /// Writes an incident in another format.
    Convert(convert::Convert),
    /// Says how things stand under a lens.
    Snapshot {
        #[command(flatten)]
        input: Input,
        #[command(flatten)]
        lens: LensArgs,
        /// Print JSON (otherwise words).
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        share: ShareArgs,
    },
    /// Draws figures: map, chart or both under a lens, or one for each step of the story, as SVG or PNG.
    Render(render::Render),
    /// Puts incidents and program into one HTML file that opens by double click, with no network.
    Bundle(bundle::BundleArgs),
    /// Writes the incidents of folders and files as a folder for a web server, whose page reads only the years that are looked at.
    Index(index::IndexArgs),
    /// Says what changed from one lens to another: two days, two days of knowledge, two tellings. Or what differs between two files.
    ///
    /// A lens is written known-on=2020-05-28,told-by=csidb+cyberscoop,as-of=2020-05-11; what is left out is the latest knowledge,
    /// all sources, and the day with which the incident opens. Of two files, it says which parts, claims and fields they have differently.
    Diff(Box<differences::DiffArgs>),
    /// Puts two files about one incident into one, and lists what somebody has to decide.
    ///
    /// Parts are the same if they have the same id. Claims are all kept: what both sides say differently is two claims. Other fields that
    /// differ are conflicts: the file has what the first one says, and the exit code is 1. So it can merge for git.
    Merge(merge::MergeArgs),
    /// Checks whether the words that claims quote stand in saved documents; nothing leaves the computer.
    Quotes(quotes::QuotesArgs),
    /// Says what a host will bar: of a file to be mailed or uploaded, of a folder for a web server, or of a page that is up already.
    Preflight(preflight::Preflight),
    /// Prints the JSON Schema (draft 2020-12) of the incident format.
    Schema,
    /// Prints the script with which a shell completes this command: bash, zsh, fish and others.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Prints the manual page, for `man`.
    Manual,
}

#[derive(Args)]
struct LensArgs {
    /// The state of things on this day, YYYY-MM-DD (otherwise the day with which the incident opens).
    #[arg(long, value_name = "DAY", value_parser = parse_day)]
    as_of: Option<Day>,
    /// Only what was published by this day, YYYY-MM-DD (otherwise everything).
    #[arg(long, value_name = "DAY", value_parser = parse_day)]
    known_on: Option<Day>,
    /// Only what these sources tell, by id, separated by commas (otherwise all).
    #[arg(long, value_name = "ID,…", value_delimiter = ',')]
    told_by: Option<Vec<String>>,
    /// Believe a source on an attribute of a part, PART.ATTRIBUTE~SOURCE, separated by commas (otherwise the rule decides).
    #[arg(long, value_name = "PART.ATTRIBUTE~ID,…", value_delimiter = ',', value_parser = parse_preference)]
    prefer: Vec<Preference>,
}

fn parse_day(text: &str) -> Result<Day, String> {
    Day::parse(text).ok_or_else(|| "write a day of the calendar as YYYY-MM-DD".to_owned())
}

fn parse_preference(text: &str) -> Result<Preference, String> {
    let attributes: Vec<&str> = Attribute::ALL.iter().map(|it| it.as_str()).collect();
    Preference::parse(text)
        .ok_or_else(|| format!("write PART.ATTRIBUTE~SOURCE, where ATTRIBUTE is one of {}", attributes.join(", ")))
}

fn parse_lens(text: &str) -> Result<PartialLens, String> {
    PartialLens::parse(text).map_err(|piece| {
        format!("\"{piece}\" is no part of a lens; write it as known-on=2020-05-28,told-by=csidb+cyberscoop,as-of=2020-05-11")
    })
}

/// That all sources of a lens are there, and that its preferences say something.
fn check_lens(incident: &Incident, lens: &Lens) -> Result<(), Phrase> {
    if let Some(unknown) = lens.told_by.iter().flatten().find(|id| incident.source(id).is_none()) {
        let known: Vec<&str> = incident.sources.iter().map(|it| it.id.as_str()).collect();
        return Err(Phrase::command_error(Phrase::command_no_source(unknown, known.join(", "))));
    }
    if let Some(it) = lens.prefer.iter().find(|it| !it.has_effect(incident, &Lens::on(lens.as_of))) {
        let (preference, attribute) = (it.to_string(), it.attribute.as_str());
        return Err(Phrase::command_error(Phrase::command_no_effect(preference, &it.source, attribute, &it.part)));
    }
    Ok(())
}

/// Runs the command on the arguments of the process.
pub fn main() -> ExitCode {
    host::enter_folder();
    let mut out = std::io::stdout().lock();
    let cli = Cli::parse();
    let voice = Voice::of(cli.lang.as_deref());
    let outcome = run(cli.command, &voice, &mut out);
    ExitCode::from(outcome.unwrap_or_else(|problem| {
        note(&problem.tell(voice.tongue));
        UNREADABLE
    }))
}

fn run(command: Command, voice: &Voice, out: &mut impl Write) -> Result<u8, Phrase> {
    match command {
        Command::Check { input, hash: false } => each(input.incidents()?, voice, &mut |one| {
            let imported = one.incident()?;
            checked(&imported, &one.name, voice, out)
        }),
        Command::Check { input, hash: true } => each(input.incidents()?, voice, &mut |one| {
            one.incident()?;
            say(out, &format!("{}  {}", digest(&one.value()?), one.name))?;
            Ok(CLEAN)
        }),
        Command::New(it) => it.run(voice, out),
        Command::Fmt(it) => it.run(voice, out),
        Command::Convert(it) => it.run(voice, out),
        Command::Snapshot { input, lens, json, share } => {
            let incidents = input.incidents()?;
            let are_many = incidents.are_many();
            let mut n = 0;
            let worst = each(incidents, voice, &mut |one| {
                let (_, incident) = share.read(&one, voice)?;
                let snapshot = Snapshot::of(&incident, &lens.lens(&incident)?);
                let teller = voice.teller(&incident);
                let text = match (json, are_many) {
                    (true, false) => to_json(&SnapshotJson::of(teller, &snapshot))?,
                    (true, true) => {
                        let begin = if n == 0 { "[" } else { "," };
                        format!("{begin}\n{}", to_json(&SnapshotJson::of(teller, &snapshot))?)
                    }
                    (false, _) => {
                        let name = if are_many { format!("{}\n", one.name) } else { String::new() };
                        let space = if n == 0 { "" } else { "\n" };
                        let told = to_text(&incident, &snapshot, &voice.language) + &share.note(teller);
                        format!("{space}{name}{told}")
                    }
                };
                n += 1;
                say(out, &text)?;
                Ok(CLEAN)
            })?;
            if json && are_many {
                say(out, if n == 0 { "[]" } else { "]" })?;
            }
            Ok(worst)
        }
        Command::Render(it) => it.run(voice, out),
        Command::Bundle(args) => bundle::run(&args, voice, out),
        Command::Index(args) => index::run(&args, voice, out),
        Command::Diff(it) => it.run(voice, out),
        Command::Merge(it) => it.run(voice, out),
        Command::Quotes(it) => it.run(voice, out),
        Command::Preflight(it) => it.run(voice, out),
        Command::Schema => {
            say(out, &to_json(&import::native::schema())?)?;
            Ok(CLEAN)
        }
        Command::Completions { shell } => about::completions(shell, out),
        Command::Manual => about::manual(out),
    }
}

/// Does something with each incident that is meant; the worst of what came of it. Where one of many cannot be read or asked,
/// it is said, and the others follow.
fn each(incidents: Incidents<'_>, voice: &Voice, act: &mut dyn FnMut(One) -> Result<u8, Phrase>) -> Result<u8, Phrase> {
    let are_many = incidents.are_many();
    let mut worst = CLEAN;
    incidents.each(&mut |one| {
        match one.and_then(&mut *act) {
            Ok(code) => worst = worst.max(code),
            Err(problem) if are_many => {
                note(&problem.tell(voice.tongue));
                worst = UNREADABLE;
            }
            Err(problem) => return Err(problem),
        }
        Ok(())
    })?;
    Ok(worst)
}

fn checked(imported: &Imported, name: &str, voice: &Voice, out: &mut impl Write) -> Result<u8, Phrase> {
    let (Imported { incident, report }, tongue) = (imported, voice.tongue);
    for alike in report.alike(tongue) {
        say(out, &tongue.command_about(name, Diagnostic::tell_all(&alike, tongue)))?;
    }
    if let Some(origin) = &incident.imported {
        say(out, &tongue.command_about(name, tongue.origin(origin)))?;
    }
    let Incident { hosts, pivots, events, counts, sources, .. } = incident;
    let holds = tongue.command_holds(hosts.len(), pivots.len(), events.len(), counts.len(), sources.len());
    let (n_errors, n_warnings) = (report.count(Severity::Error), report.count(Severity::Warning));
    say(out, &tongue.command_checked(name, holds, n_errors, n_warnings))?;
    Ok(if report.has_errors() { ERRORS } else { CLEAN })
}

/// Writes a line. That nobody reads on, as in `… | head`, is no error.
fn say(out: &mut impl Write, line: &str) -> Result<(), Phrase> {
    match writeln!(out, "{}", visible(line)) {
        Err(err) if err.kind() != ErrorKind::BrokenPipe => {
            Err(Phrase::command_error(Phrase::command_cannot_write(err.to_string())))
        }
        _ => Ok(()),
    }
}

impl LensArgs {
    fn lens(&self, incident: &Incident) -> Result<Lens, Phrase> {
        let told_by: Option<BTreeSet<String>> = self.told_by.clone().map(|it| it.into_iter().collect());
        let as_of = self.as_of.unwrap_or_else(|| Timeline::of(incident).opening);
        let lens = Lens { as_of, known_on: self.known_on, told_by, prefer: preferences(self.prefer.clone()) };
        check_lens(incident, &lens)?;
        Ok(lens)
    }
}

fn to_json(value: &impl Serialize) -> Result<String, Phrase> {
    serde_json::to_string_pretty(value).map_err(|err| said(&err))
}

/// What a library says that speaks English only.
fn said(err: &impl ToString) -> Phrase {
    Phrase::command_error(Phrase::verbatim(err.to_string()))
}
