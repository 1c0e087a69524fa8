//! The command: `check`, `convert`, `snapshot`, `diff`, `render`, `bundle`; thin over the same pipeline as the page.

mod bundle;
mod convert;
mod open;
mod raster;
mod render;
mod share;

use std::collections::BTreeSet;
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::diag::Severity;
use crate::export::diff::DiffJson;
use crate::export::digest::digest;
use crate::export::snapshot::SnapshotJson;
use crate::import::{self, Imported};
use crate::incident::{Day, Incident};
use crate::timeline::{
    Attribute, Diff, Lens, PartialLens, Preference, Snapshot, Timeline, View, clock_claims, deadlines, disputes,
    preferences, unknowns,
};
use crate::tongue::Tongue;
use crate::words::Teller;

use open::Input;

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
    after_help = "Exit codes: 0 all is well, 1 parts of the file had to be left out (check), 2 the file cannot be read or the question makes no sense."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Reads a file and says what is wrong with it, where, and what to do about it.
    Check {
        #[command(flatten)]
        input: Input,
        /// Only print the SHA-256 that stands under its figures, whatever the layout of the file.
        #[arg(long)]
        hash: bool,
    },
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
    },
    /// Draws figures: map, chart or both under a lens, or one for each step of the story, as SVG or PNG.
    Render(render::Render),
    /// Puts incidents and program into one HTML file that opens by double click, with no network.
    Bundle(bundle::BundleArgs),
    /// Says what changed from one lens to another: two days, two days of knowledge, two tellings.
    ///
    /// A lens is written known-on=2020-05-28,told-by=csidb+cyberscoop,as-of=2020-05-11; what is left out is the latest knowledge,
    /// all the last day of the story.
    Diff {
        #[command(flatten)]
        input: Input,
        /// The lens before.
        #[arg(long, value_name = "LENS", value_parser = parse_lens)]
        from: PartialLens,
        /// The lens afterwards.
        #[arg(long, value_name = "LENS", value_parser = parse_lens)]
        to: PartialLens,
        /// The language of labels, as a BCP 47 tag (otherwise the file's).
        #[arg(long, value_name = "TAG")]
        lang: Option<String>,
        /// Print JSON (otherwise words).
        #[arg(long)]
        json: bool,
    },
    /// Prints the JSON Schema (draft 2020-12) of the incident format.
    Schema,
}

#[derive(Args)]
struct LensArgs {
    /// The state of things on this day, YYYY-MM-DD (otherwise the last day of the story).
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
    /// The language of labels, as a BCP 47 tag (otherwise the file's).
    #[arg(long, value_name = "TAG")]
    lang: Option<String>,
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
fn check_lens(incident: &Incident, lens: &Lens) -> Result<(), String> {
    if let Some(unknown) = lens.told_by.iter().flatten().find(|id| incident.source(id).is_none()) {
        let known: Vec<&str> = incident.sources.iter().map(|it| it.id.as_str()).collect();
        return Err(format!("error: no source has the id \"{unknown}\"; the sources are {}", known.join(", ")));
    }
    if let Some(it) = lens.prefer.iter().find(|it| !it.has_effect(incident, &Lens::on(lens.as_of))) {
        let (source, attribute, part) = (&it.source, it.attribute, &it.part);
        return Err(format!("error: \"{it}\": \"{source}\" says nothing of the {attribute} of \"{part}\""));
    }
    Ok(())
}

/// Runs the command on the arguments of the process.
pub fn main() -> ExitCode {
    let mut out = std::io::stdout().lock();
    let outcome = run(Cli::parse(), &mut out);
    ExitCode::from(outcome.unwrap_or_else(|message| {
        writeln!(std::io::stderr(), "{message}").ok();
        UNREADABLE
    }))
}

fn run(cli: Cli, out: &mut impl Write) -> Result<u8, String> {
    match cli.command {
        Command::Check { input, hash: false } => check(&input, out),
        Command::Check { input, hash: true } => {
            say(out, &format!("{}  {}", digest(&input.value()?), input.file.display()))?;
            Ok(CLEAN)
        }
        Command::Convert(it) => it.run(out),
        Command::Snapshot { input, lens, json } => {
            let Imported { incident, report } = input.incident()?;
            complain(&input.file, report.count(Severity::Error));
            let language = lens.language(&incident);
            let snapshot = Snapshot::of(&incident, &lens.lens(&incident)?);
            let text =
                if json { to_json(&incident, &snapshot, &language)? } else { to_text(&incident, &snapshot, &language) };
            say(out, &text)?;
            Ok(CLEAN)
        }
        Command::Render(it) => it.run(out),
        Command::Bundle(args) => bundle::run(&args, out),
        Command::Diff { input, from, to, lang, json } => {
            let Imported { incident, report } = input.incident()?;
            complain(&input.file, report.count(Severity::Error));
            let language = lang.unwrap_or_else(|| incident.language.clone());
            let open = Lens::on(Timeline::of(&incident).last());
            let [before, after] = [from, to].map(|it| it.over(&open));
            [&before, &after].into_iter().try_for_each(|it| check_lens(&incident, it))?;
            let [before, after] = [before, after].map(|it| Snapshot::of(&incident, &it));
            let diff = Diff::of(&before, &after);
            say(out, &diff_text(&incident, &diff, &language, json)?)?;
            Ok(CLEAN)
        }
        Command::Schema => {
            let schema = serde_json::to_string_pretty(&import::native::schema()).map_err(|err| err.to_string())?;
            say(out, &schema)?;
            Ok(CLEAN)
        }
    }
}

fn check(input: &Input, out: &mut impl Write) -> Result<u8, String> {
    let Imported { incident, report } = input.incident()?;
    let name = input.file.display();
    for diagnostic in &report.diagnostics {
        say(out, &format!("{name}: {}", diagnostic.tell(Tongue::of("en"))))?;
    }
    let found = [
        n(incident.hosts.len(), "host"),
        n(incident.pivots.len(), "pivot"),
        n(incident.events.len(), "event"),
        n(incident.counts.len(), "count"),
        n(incident.sources.len(), "source"),
    ];
    let (errors, warnings) = (n(report.count(Severity::Error), "error"), n(report.count(Severity::Warning), "warning"));
    let origin = incident.imported.as_ref().map(|it| Tongue::of("en").origin(it));
    origin.map_or(Ok(()), |it| say(out, &format!("{name}: {it}")))?;
    say(out, &format!("{name}: {}; {errors}, {warnings}", found.join(", ")))?;
    Ok(if report.has_errors() { ERRORS } else { CLEAN })
}

/// Writes a line. That nobody reads on, as in `… | head`, is no error.
fn say(out: &mut impl Write, line: &str) -> Result<(), String> {
    match writeln!(out, "{line}") {
        Err(err) if err.kind() != ErrorKind::BrokenPipe => Err(format!("error: cannot be written: {err}")),
        _ => Ok(()),
    }
}

/// `1 host`, `2 hosts`.
fn n(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// Points to `check` when a picture or snapshot lacks parts of the file.
fn complain(file: &Path, n_errors: usize) {
    if n_errors > 0 {
        let (name, errors) = (file.display(), n(n_errors, "error"));
        writeln!(
            std::io::stderr(),
            "{name}: {errors}, so something is left out; `breachmap check {name}` says what and why"
        )
        .ok();
    }
}

impl LensArgs {
    fn language(&self, incident: &Incident) -> String {
        self.lang.clone().unwrap_or_else(|| incident.language.clone())
    }

    fn lens(&self, incident: &Incident) -> Result<Lens, String> {
        let told_by: Option<BTreeSet<String>> = self.told_by.clone().map(|it| it.into_iter().collect());
        let as_of = self.as_of.unwrap_or_else(|| Timeline::of(incident).last());
        let lens = Lens { as_of, known_on: self.known_on, told_by, prefer: preferences(self.prefer.clone()) };
        check_lens(incident, &lens)?;
        Ok(lens)
    }
}

fn diff_text(incident: &Incident, diff: &Diff, language: &str, json: bool) -> Result<String, String> {
    if json {
        return serde_json::to_string_pretty(&DiffJson::of(Teller::of(incident, language), diff))
            .map_err(|err| err.to_string());
    }
    let teller = Teller::of(incident, language);
    Ok(teller.changes(diff).plain(teller.tongue).trim_end().to_owned())
}

fn to_json(incident: &Incident, snapshot: &Snapshot, language: &str) -> Result<String, String> {
    let json = SnapshotJson::of(Teller::of(incident, language), snapshot);
    serde_json::to_string_pretty(&json).map_err(|err| err.to_string())
}

/// The snapshot for people: the sentence, then everything in it, a line each.
pub fn to_text(incident: &Incident, snapshot: &Snapshot, language: &str) -> String {
    let label = |id: &str| incident.label(id, language).unwrap_or(id).to_owned();
    let teller = Teller::of(incident, language);
    let tongue = teller.tongue;
    let mut lines = vec![teller.sentence(snapshot), teller.lens(&snapshot.lens)];
    lines.extend(teller.preferences(&snapshot.lens));
    let disputed = |is_disputed: bool| if is_disputed { "; disputed" } else { "" };
    lines.push("\nHosts".to_owned());
    for it in &snapshot.hosts {
        let state = tongue.standing(it);
        let zone = it.zone.as_deref().map_or_else(|| tongue.place_unsaid().to_owned(), label);
        let told = it.sources.join(", ");
        lines.push(format!("  {} ({zone}): {state}{} [{told}]", label(&it.id), disputed(it.disputed)));
    }
    lines.push("\nStory".to_owned());
    for step in &snapshot.story {
        let found = snapshot.pivots.iter().chain(&snapshot.events).find(|it| it.id == step.id);
        let Some(it) = found else { continue };
        let what = teller.step(&it.id);
        let (when, phase, told) = (tongue.when(&it.when), tongue.phase(it.phase), it.sources.join(", "));
        lines.push(format!("  {what}: {when} ({phase}{}) [{told}]", disputed(it.when.disputed)));
    }
    lines.push("\nCounts".to_owned());
    for total in &snapshot.totals {
        lines.push(format!("  {}{} [{}]", tongue.total(total), disputed(total.disputed), total.sources.join(", ")));
    }
    lines.push("\nClocks".to_owned());
    for clock in &snapshot.clocks {
        lines.push(format!(
            "  {}: {}{} ({})",
            tongue.clock_label(clock.kind),
            tongue.clock_days(clock),
            disputed(clock.disputed),
            tongue.clock_ends(clock)
        ));
        let view = View { incident, lens: &snapshot.lens };
        let claims = clock_claims(view, clock);
        for it in claims.iter().filter(|_| clock.disputed) {
            let shown = if it.is_shown { "; shown" } else { "" };
            lines.push(format!("    {}{shown} [{}]", tongue.clock_claim(it), it.sources.join(", ")));
        }
    }
    lines.push(format!("\nDeadlines ({})", tongue.not_legal_advice()));
    for it in deadlines(incident, snapshot) {
        lines.push(format!("  {}", tongue.deadline(&it)));
    }
    let view = View { incident, lens: &snapshot.lens };
    let disputes = disputes(incident, snapshot);
    lines.extend((!disputes.is_empty()).then(|| "\nDisputed".to_owned()));
    for it in &disputes {
        let positions = it.positions.all.iter().map(|position| {
            let told = view.sources(&position.claims).join(", ");
            format!("{} [{told}]", teller.position(position))
        });
        let (part, question) = (teller.step(it.positions.part), tongue.question(&it.positions));
        let rule = tongue.shown_by(it.positions.shown_by);
        lines.push(format!("  {part}: {question}: {} ({rule})", positions.collect::<Vec<_>>().join(" / ")));
    }
    let unknowns = unknowns(view);
    lines.extend((!unknowns.is_empty()).then(|| "\nNot known".to_owned()));
    lines.extend(unknowns.iter().map(|it| format!("  {}", teller.unknown(it))));
    lines.join("\n")
}

fn write_file(file: &Path, bytes: &[u8]) -> Result<(), String> {
    std::fs::write(file, bytes).map_err(|err| format!("{}: error: cannot be written: {err}", file.display()))
}
