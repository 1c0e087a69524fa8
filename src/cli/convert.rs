//! `breachmap convert`: an incident, of our format or of another tool, as a file of another kind; and what became of each thing.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::files::{Batch, Force, unwritten};
use super::open::{Incidents, Input, One};
use super::share::ShareArgs;
use super::voice::Voice;
use super::{CLEAN, LensArgs, each, say};
use crate::export::csv::Table;
use crate::export::diagram::Format;
use crate::export::digest::digest;
use crate::export::{self, Material, native, navigator, stix, veris};
use crate::graph;
use crate::import;
use crate::incident::{Fate, Origin};
use crate::timeline::Snapshot;
use crate::tongue::{Phrase, Tongue};
use crate::words::places;

/// What is asked of `convert`.
#[derive(Args)]
pub struct Convert {
    #[command(flatten)]
    input: Input,
    /// The format to write.
    #[arg(long, value_name = "FORMAT")]
    to: Target,
    /// Of CSV, one table: hosts, zones, pivots, events, counts, claims, sources or about (otherwise all of them, into a folder).
    #[arg(long, value_name = "TABLE", value_parser = parse_table)]
    table: Option<Table>,
    #[command(flatten)]
    share: ShareArgs,
    #[command(flatten)]
    lens: LensArgs,
    /// Where to write it: a file, or a folder for several tables and for many incidents (otherwise to standard output).
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Print what was carried, derived and left out.
    #[arg(long, requires = "output")]
    report: bool,
    #[command(flatten)]
    force: Force,
}

fn parse_table(word: &str) -> Result<Table, String> {
    let all: Vec<&str> = Table::ALL.iter().map(|it| it.as_str()).collect();
    Table::parse(word).ok_or_else(|| format!("write {}", all.join(", ")))
}

/// The formats that are written.
#[derive(Clone, Copy, ValueEnum)]
enum Target {
    /// The format of this program.
    Native,
    /// A STIX 2.1 bundle with an Attack Flow, of what has happened by the day.
    Stix,
    /// Tables for spreadsheets, of how things stand on the day.
    Csv,
    /// A record of VERIS 1.4.1, of what has happened by the day.
    Veris,
    /// A layer for the ATT&CK Navigator, with the techniques of what has happened by the day.
    Navigator,
    /// The map of the day as a flow chart of Mermaid, for wikis and Markdown.
    Mermaid,
    /// The map of the day in the language of Graphviz.
    Dot,
    /// The map of the day as XML of draw.io, with its own places, to be edited there.
    Drawio,
}

/// What is made of an incident: files with their names, or one that has none yet.
struct Made {
    /// Of several files of one incident, what their folder is called.
    folder: Option<String>,
    files: Vec<(String, String)>,
    /// What the format has no place for.
    lost: Vec<&'static str>,
}

impl Convert {
    /// Writes what was asked for.
    pub fn run(&self, voice: &Voice, out: &mut impl Write) -> Result<u8, Phrase> {
        let incidents = self.input.incidents()?;
        match (&self.output, incidents.are_many()) {
            (output, true) => match output.as_ref().filter(|it| !self.to.is_list(it)) {
                Some(folder) => self.folder(voice, out, incidents, folder),
                None if self.to.is_list(Path::new("list.json")) => self.list(voice, out, incidents),
                None => Err(needs_folder()),
            },
            (None, false) if self.is_several() => Err(needs_folder()),
            (None, false) => each(incidents, voice, &mut |one| {
                let (made, _) = self.made(voice, &one)?;
                made.files.iter().try_for_each(|(_, text)| say(out, text.trim_end()))?;
                Ok(CLEAN)
            }),
            (Some(output), false) => each(incidents, voice, &mut |one| {
                let (made, origin) = self.made(voice, &one)?;
                let is_several = self.is_several();
                if is_several {
                    make_folder(output)?;
                }
                let place = |name: &str| if is_several { output.join(name) } else { output.clone() };
                let files = made.files.into_iter().map(|(name, text)| (place(&name), text.into_bytes())).collect();
                self.force.write(&Batch { inputs: vec![&self.input.file], files, ..Batch::default() })?;
                self.tell(voice, out, (origin.as_ref(), &made.lost), 1)?;
                Ok(CLEAN)
            }),
        }
    }

    /// Whether several files are made of one incident.
    fn is_several(&self) -> bool {
        matches!(self.to, Target::Csv) && self.table.is_none()
    }

    /// Writes each of many incidents into a folder.
    fn folder(
        &self,
        voice: &Voice,
        out: &mut impl Write,
        incidents: Incidents<'_>,
        folder: &Path,
    ) -> Result<u8, Phrase> {
        make_folder(folder)?;
        let origin = self.origin(&incidents);
        let mut writing = self.force.begin(&[&self.input.file]);
        let (mut n, mut taken, mut lost) = (0, BTreeSet::new(), Vec::new());
        let worst = each(incidents, voice, &mut |one| {
            let (made, _) = self.made(voice, &one)?;
            let within = match &made.folder {
                Some(name) => folder.join(free(name, &mut taken)),
                None => folder.to_owned(),
            };
            make_folder(&within)?;
            for (name, text) in made.files {
                let name = if made.folder.is_some() { name } else { free(&name, &mut taken) };
                writing.add(&within.join(name), text.as_bytes())?;
            }
            n += 1;
            lost = made.lost; // the same for all
            Ok(CLEAN)
        })?;
        writing.finish()?;
        self.tell(voice, out, (origin.as_ref(), &lost), n)?;
        Ok(worst)
    }

    /// Writes many incidents as one list.
    fn list(&self, voice: &Voice, out: &mut impl Write, incidents: Incidents<'_>) -> Result<u8, Phrase> {
        let origin = self.origin(&incidents);
        let Some(file) = &self.output else {
            return self.listed(voice, incidents, &mut |it| say(out, it)).map(|(_, worst)| worst);
        };
        let mut writing = self.force.begin(&[&self.input.file]);
        let (mut incidents, mut told) = (Some(incidents), (0, CLEAN));
        writing.add_with(file, &mut |out| {
            let Some(incidents) = incidents.take() else { return Ok(()) };
            told =
                self.listed(voice, incidents, &mut |it| writeln!(out, "{it}").map_err(|err| unwritten(file, &err)))?;
            Ok(())
        })?;
        writing.finish()?;
        self.tell(voice, out, (origin.as_ref(), &[]), told.0)?;
        Ok(told.1)
    }

    /// The lines of a list; how many incidents are in it, and the worst of what came of them.
    fn listed(
        &self,
        voice: &Voice,
        incidents: Incidents<'_>,
        line: &mut dyn FnMut(&str) -> Result<(), Phrase>,
    ) -> Result<(usize, u8), Phrase> {
        let mut n = 0;
        line("[")?;
        let worst = each(incidents, voice, &mut |one| {
            let (made, _) = self.made(voice, &one)?;
            for (_, text) in made.files {
                if n > 0 {
                    line(",")?;
                }
                line(text.trim_end())?;
                n += 1;
            }
            Ok(CLEAN)
        })?;
        line("]")?;
        Ok((n, worst))
    }

    /// What is made of an incident, and the report on its import.
    fn made(&self, voice: &Voice, one: &One) -> Result<(Made, Option<Origin>), Phrase> {
        let alone = |name: String, text: String| Made { folder: None, files: vec![(name, text)], lost: Vec::new() };
        if let Target::Native = self.to {
            one.incident()?;
            let mut value = self.share.apply(one, &one.value()?, voice)?;
            tell_report(&mut value, voice.tongue);
            let text = native::text(&value);
            let incident = import::import(text.as_bytes()).map_err(|err| one.explain(&err))?.incident;
            return Ok((alone(export::name(&incident, None, "json"), text), incident.imported));
        }
        let (native, incident) = self.share.read(one, voice)?;
        let snapshot = Snapshot::of(&incident, &self.lens.lens(&incident)?);
        let (teller, digest) = (voice.teller(&incident), digest(&native));
        let material = Material { teller, snapshot: &snapshot, file: &native, digest: &digest };
        let day = snapshot.lens.as_of.told();
        let named = |extension: &str| export::name(&incident, day, extension);
        let drawn = |format: Format, extension: &str| {
            let text = format.write(&material, &graph::closed(&incident));
            Made { lost: format.lost(voice.tongue), ..alone(named(extension), text) }
        };
        let made = match (self.to, self.table) {
            (Target::Csv, None) => {
                let files = Table::ALL.iter().map(|it| (format!("{it}.csv"), material.table(*it)));
                let folder = named("csv").trim_end_matches(".csv").to_owned();
                Made { folder: Some(folder), files: files.collect(), lost: Vec::new() }
            }
            (Target::Csv, Some(table)) => alone(named(&format!("{table}.csv")), material.table(table)),
            (Target::Veris, _) => alone(named("veris.json"), veris::record(&material)?),
            (Target::Navigator, _) => alone(named("navigator.json"), navigator::layer(&material)),
            (Target::Mermaid, _) => drawn(Format::Mermaid, "mmd"),
            (Target::Dot, _) => drawn(Format::Dot, "gv"),
            (Target::Drawio, _) => drawn(Format::Drawio, "drawio"),
            (Target::Stix | Target::Native, _) => alone(named("stix.json"), stix::bundle(&material)),
        };
        Ok((made, incident.imported.clone()))
    }

    /// The report on a list: if all of it may be told.
    fn origin(&self, incidents: &Incidents<'_>) -> Option<Origin> {
        if self.share.is_asked() { None } else { incidents.origin() }
    }

    /// Says what was carried, derived and left out when it was read, what the format has no place for, and where it is now.
    fn tell(
        &self,
        voice: &Voice,
        out: &mut impl Write,
        (origin, lost): (Option<&Origin>, &[&str]),
        n: usize,
    ) -> Result<(), Phrase> {
        let Some(output) = self.output.as_ref().filter(|_| self.report) else { return Ok(()) };
        let tongue = voice.tongue;
        match origin {
            Some(it) => say(out, &report(it, tongue))?,
            None if self.share.is_asked() => {}
            None => say(out, tongue.read_as_it_is())?,
        }
        lost.iter().try_for_each(|it| say(out, it))?;
        say(out, &tongue.command_converted(n, output.display().to_string()))
    }
}

impl Target {
    /// Whether several incidents can stand in this file.
    fn is_list(self, file: &Path) -> bool {
        let is_json = file.extension().is_some_and(|it| it.eq_ignore_ascii_case("json")) || is_device(file);
        matches!(self, Self::Native | Self::Veris) && is_json && !file.is_dir()
    }
}

/// Whether a place is there and is no file and no folder: a device or a pipe.
fn is_device(file: &Path) -> bool {
    fs::metadata(file).is_ok_and(|it| !it.is_file() && !it.is_dir())
}

/// A name that no other has: `a.json`, `a-2.json`.
fn free(name: &str, taken: &mut BTreeSet<String>) -> String {
    let (stem, extension) = name.split_once('.').map_or((name, String::new()), |(stem, it)| (stem, format!(".{it}")));
    let mut new = name.to_owned();
    let mut number = 1;
    while !taken.insert(new.to_lowercase()) {
        number += 1;
        new = format!("{stem}-{number}{extension}");
    }
    new
}

fn make_folder(folder: &Path) -> Result<(), Phrase> {
    fs::create_dir_all(folder).map_err(|err| {
        Phrase::command_error_in(folder.display().to_string(), Phrase::command_cannot_make(err.to_string()))
    })
}

fn needs_folder() -> Phrase {
    Phrase::command_advised(Phrase::command_error(Phrase::command_needs_folder()), Phrase::hint_needs_folder())
}

/// Tells the report of an import in one language: it is for the person who converts, and other programs read words there.
fn tell_report(file: &mut Value, tongue: &Tongue) {
    // a plain text is in the language of its file, and a file that names none is English
    let is_plain = file.get("language").and_then(Value::as_str).unwrap_or("en") == tongue.tag();
    let entries = file.pointer_mut("/imported/entries").and_then(Value::as_array_mut);
    for words in entries.into_iter().flatten().filter_map(|it| it.get_mut("words")) {
        if let Some(told) = words.get(tongue.tag()).cloned() {
            *words = if is_plain { told } else { json!({ tongue.tag(): told }) };
        }
    }
}

/// The report in lines.
fn report(origin: &Origin, tongue: &Tongue) -> String {
    let mut lines = vec![tongue.origin(origin)];
    lines.extend(origin.options.iter().map(|(name, value)| format!("  {name}: {value}")));
    for fate in Fate::ALL {
        let entries: Vec<_> = origin.entries.iter().filter(|it| it.fate == *fate).collect();
        lines.extend((!entries.is_empty()).then(|| format!("\n{}", tongue.fate(*fate))));
        for it in entries {
            let places = places(it);
            let places = if places.is_empty() { places } else { format!(" [{places}]") };
            lines.push(format!("  {}{places}", tongue.origin_entry(it)));
        }
    }
    lines.join("\n")
}
