//! `breachmap convert`: an incident, of our format or of another tool, as a file of another kind; and what became of each thing.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::files::{Batch, Force};
use super::open::Input;
use super::share::ShareArgs;
use super::voice::Voice;
use super::{CLEAN, LensArgs, said, say};
use crate::export::csv::Table;
use crate::export::digest::digest;
use crate::export::{Material, native, stix};
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
    /// Where to write it: a file, or for several tables a folder (otherwise to standard output).
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
}

impl Convert {
    /// Writes what was asked for.
    pub fn run(&self, voice: &Voice, out: &mut impl Write) -> Result<u8, Phrase> {
        match self.to {
            Target::Native => self.native(voice, out),
            Target::Stix => self.made(voice, out, stix::bundle),
            Target::Csv => match (self.table, &self.output) {
                (Some(table), _) => self.made(voice, out, |it| it.table(table)),
                (None, Some(folder)) => self.tables(voice, folder),
                (None, None) => {
                    let failed = Phrase::command_error(Phrase::command_needs_folder());
                    Err(Phrase::command_advised(failed, Phrase::hint_needs_folder()))
                }
            },
        }
    }

    /// Writes what is made of the incident under the lens.
    fn made(&self, voice: &Voice, out: &mut impl Write, make: impl Fn(&Material<'_>) -> String) -> Result<u8, Phrase> {
        let text = self.material(voice, make)?;
        match &self.output {
            Some(file) => self.write(vec![(file.clone(), text.into_bytes())])?,
            None => say(out, text.trim_end())?,
        }
        Ok(CLEAN)
    }

    /// Writes each table as a file of its own.
    fn tables(&self, voice: &Voice, folder: &Path) -> Result<u8, Phrase> {
        let file =
            |it: &Material<'_>, table: Table| (folder.join(format!("{table}.csv")), it.table(table).into_bytes());
        let tables = self.material(voice, |it| Table::ALL.iter().map(|table| file(it, *table)).collect())?;
        fs::create_dir_all(folder).map_err(|err| {
            Phrase::command_error_in(folder.display().to_string(), Phrase::command_cannot_make(err.to_string()))
        })?;
        self.write(tables)?;
        Ok(CLEAN)
    }

    fn write(&self, files: Vec<(PathBuf, Vec<u8>)>) -> Result<(), Phrase> {
        self.force.write(&Batch { inputs: vec![&self.input.file], files, ..Batch::default() })
    }

    fn material<T>(&self, voice: &Voice, make: impl Fn(&Material<'_>) -> T) -> Result<T, Phrase> {
        let (native, incident) = self.share.read(&self.input, voice)?;
        let snapshot = Snapshot::of(&incident, &self.lens.lens(&incident)?);
        let (teller, digest) = (voice.teller(&incident), digest(&native));
        Ok(make(&Material { teller, snapshot: &snapshot, file: &native, digest: &digest }))
    }

    /// The native form of all incidents in the file.
    fn native(&self, voice: &Voice, out: &mut impl Write) -> Result<u8, Phrase> {
        let mut texts = Vec::new();
        for text in self.input.natives()? {
            import::import(text.as_bytes()).map_err(|err| self.input.explain(&err))?;
            let value = serde_json::from_str(&text).map_err(|err| said(&err))?;
            let mut value = self.share.apply(&self.input, &value, voice)?;
            tell_report(&mut value, voice.tongue);
            texts.push(native::text(&value));
        }
        let text = match texts.as_slice() {
            [one] => one.clone(),
            several => format!("[\n{}]\n", several.join(",\n")),
        };
        let Some(output) = &self.output else {
            say(out, text.trim_end())?;
            return Ok(CLEAN);
        };
        self.write(vec![(output.clone(), text.into_bytes())])?;
        if self.report {
            let first = texts.first().and_then(|it| import::import(it.as_bytes()).ok());
            let origin = first.and_then(|it| it.incident.imported);
            let tongue = voice.tongue;
            let read = origin.map_or_else(|| tongue.read_as_it_is().to_owned(), |it| report(&it, tongue));
            say(out, &read)?;
            say(out, &tongue.command_converted(texts.len(), output.display().to_string()))?;
        }
        Ok(CLEAN)
    }
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
