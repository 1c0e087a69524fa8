//! `breachmap index`: the incidents of many files as a folder that a web server hosts. `docs/collections.md` says what is in it.
//!
//! Incidents are written as they are read, and only their rows are held. All is made in a folder within the place and moved
//! there at the end, the summary last: an index of which it tells is complete.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use tempfile::{Builder, TempDir};

use super::files::{there, unwritten};
use super::open::{One, explain, files, pretty, tables};
use super::share::ShareArgs;
use super::voice::{Voice, note};
use super::{CLEAN, UNREADABLE, said, say};
use crate::collection::Row;
use crate::collection::index::{Index, Year, pieces};
use crate::export::{digest, name, native};
use crate::foreign::{self, Opened};
use crate::import::{self, ImportError};
use crate::tongue::{Arg, Phrase};

/// The most rows in a file: so many are read at once without a pause that is felt.
const ROWS: usize = 5_000;
/// All that an index has in its folder; the summary last.
const PARTS: [&str; 4] = ["rows", "incidents", "words.tsv", SUMMARY];
const SUMMARY: &str = "index.json";

#[derive(Args)]
pub(super) struct IndexArgs {
    /// Folders and files, of this format or of other tools, with one incident or several.
    #[arg(required = true, value_name = "FOLDER|FILE")]
    inputs: Vec<PathBuf>,
    /// The folder of the index.
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    /// What it is called on the page (otherwise as its folder).
    #[arg(long)]
    name: Option<String>,
    #[command(flatten)]
    share: ShareArgs,
    /// Replace an index that is there already; otherwise nothing is written.
    #[arg(long)]
    force: bool,
}

/// A file that is read, and what it is called where that is told to others: its place in the folder that was named.
struct Named {
    path: PathBuf,
    name: String,
}

/// An index in the making.
struct Making<'a> {
    args: &'a IndexArgs,
    voice: &'a Voice,
    /// Where it is made.
    folder: TempDir,
    /// The ids so far.
    taken: BTreeSet<String>,
    /// The rows of each year as JSON, with a minus so that the newest year comes first; what has none comes last.
    rows: BTreeMap<(bool, i32), Vec<String>>,
    /// The years that have a word.
    words: BTreeMap<String, BTreeSet<Option<i32>>>,
    unread: Vec<Arg>,
    /// How many incidents may not leave.
    n_withheld: usize,
}

pub(super) fn run(args: &IndexArgs, voice: &Voice, out: &mut impl std::io::Write) -> Result<u8, Phrase> {
    let inputs = args.inputs.iter().flat_map(|it| named(it)).collect::<Vec<Named>>();
    free(args, &inputs)?;
    let was_there = args.output.exists();
    match make(args, &inputs, voice) {
        Ok((n, code)) => {
            say(out, &voice.tongue.command_converted(n, args.output.display().to_string()))?;
            Ok(code)
        }
        Err(problem) => {
            if !was_there {
                fs::remove_dir(&args.output).ok(); // empty again
            }
            Err(problem)
        }
    }
}

/// Makes the index; how many incidents are in it, and whether all of them are.
fn make(args: &IndexArgs, inputs: &[Named], voice: &Voice) -> Result<(usize, u8), Phrase> {
    fs::create_dir_all(&args.output).map_err(|err| unwritten(&args.output, &err))?;
    let folder = Builder::new().prefix(".breachmap-").tempdir_in(&args.output);
    let mut making = Making {
        args,
        voice,
        folder: folder.map_err(|err| unwritten(&args.output, &err))?,
        taken: BTreeSet::new(),
        rows: BTreeMap::new(),
        words: BTreeMap::new(),
        unread: Vec::new(),
        n_withheld: 0,
    };
    inputs.iter().try_for_each(|it| making.file(it))?;
    let (n, is_whole) = (making.taken.len(), making.unread.is_empty() && making.n_withheld == 0);
    if n == 0 {
        return Err(Phrase::command_error(Phrase::command_none_to_index()));
    }
    making.finish(inputs.len())?;
    Ok((n, if is_whole { CLEAN } else { UNREADABLE }))
}

/// The files that are meant by one of the inputs; a folder of tables of one incident is one.
fn named(input: &Path) -> Vec<Named> {
    let is_one = || tables(input).is_some_and(|it| foreign::open(&it, "").is_ok());
    match files(input) {
        Some(all) if !is_one() => {
            let name = |it: &Path| it.strip_prefix(input).unwrap_or(it).to_string_lossy().replace('\\', "/");
            all.into_iter().map(|path| Named { name: name(&path), path }).collect()
        }
        _ => {
            let name = input.file_name().unwrap_or_default().to_string_lossy().into_owned();
            vec![Named { path: input.to_owned(), name }]
        }
    }
}

/// That there is room: nothing is there, or an index that may be replaced, and no input is part of it.
fn free(args: &IndexArgs, inputs: &[Named]) -> Result<(), Phrase> {
    let parts = PARTS.map(|it| args.output.join(it));
    let whole: Vec<PathBuf> = parts.iter().filter_map(|it| it.canonicalize().ok()).collect();
    let is_in = |file: &Named| file.path.canonicalize().is_ok_and(|it| whole.iter().any(|part| it.starts_with(part)));
    if let Some(file) = inputs.iter().find(|it| is_in(it)) {
        let failed = Phrase::command_error_in(file.path.display().to_string(), Phrase::command_is_input());
        return Err(Phrase::command_advised(failed, Phrase::hint_is_input()));
    }
    let summary = fs::read(args.output.join(SUMMARY)).ok();
    let is_index = summary.is_some_and(|it| Index::is_one(&serde_json::from_slice(&it).unwrap_or_default()));
    match parts.iter().find(|it| it.exists()) {
        Some(_) if is_index && args.force => Ok(()),
        Some(part) => Err(there(part)),
        None => Ok(()),
    }
}

impl Making<'_> {
    /// Takes the incidents of a file. A file that is not read is named with the reason, and the others follow.
    fn file(&mut self, file: &Named) -> Result<(), Phrase> {
        let place = file.path.display().to_string();
        let bytes = match tables(&file.path).map_or_else(|| fs::read(&file.path), Ok) {
            Ok(it) => it,
            Err(err) => {
                let why = Phrase::command_cannot_read(err.to_string());
                note(&Phrase::command_error_in(place, why.clone()).tell(self.voice.tongue));
                self.not_read(file, why);
                return Ok(());
            }
        };
        match foreign::open(&bytes, &file.name) {
            Ok(Opened::Native(text)) => self.one(file, One::of(place, text)),
            Ok(Opened::One(draft)) => self.one(file, One::of(place, pretty(&draft)?)),
            Ok(Opened::Many(all)) => {
                for (index, id) in (0..all.len()).filter_map(|it| Some((it, all.id(it)?))) {
                    let text = match all.written(index) {
                        Some((text, _)) => text.to_owned(),
                        None => pretty(&all.draft(index).unwrap_or_default())?,
                    };
                    self.one(file, One::of(format!("{place} ({id})"), text))?;
                }
                Ok(())
            }
            Err(err) => {
                self.refused(file, &place, &err);
                Ok(())
            }
        }
    }

    fn refused(&mut self, file: &Named, place: &str, err: &ImportError) {
        note(&explain(place, err).tell(self.voice.tongue));
        self.not_read(file, err.placed_message());
    }

    fn not_read(&mut self, file: &Named, why: Phrase) {
        self.unread.push(Phrase::file_and_reason(&file.name, why).into());
    }

    /// Takes an incident: writes it, and keeps its row.
    fn one(&mut self, file: &Named, one: One) -> Result<(), Phrase> {
        if let Err(err) = import::import(one.text.as_bytes()) {
            self.refused(file, &one.name, &err);
            return Ok(());
        }
        let (mut value, mut incident) = match self.args.share.read(&one, self.voice) {
            Ok(it) => it,
            Err(problem) => {
                note(&problem.tell(self.voice.tongue));
                self.n_withheld += 1;
                return Ok(());
            }
        };
        let mut text = if self.args.share.is_asked() { native::text(&value) } else { one.text };
        let (id, mut number) = (incident.id.clone(), 1);
        while !self.taken.insert(incident.id.clone()) {
            number += 1;
            incident.id = format!("{id}-{number}");
        }
        if number > 1 {
            value["id"] = incident.id.as_str().into();
            text = native::text(&value);
        }
        let mut row = Row::of(&incident);
        row.file = place(&incident.id);
        self.write(&row.file, text.as_bytes())?;
        let year = row.year();
        for word in pieces(&row.text) {
            if let Some(years) = self.words.get_mut(word) {
                years.insert(year);
            } else {
                self.words.insert(word.to_owned(), [year].into());
            }
        }
        let row = serde_json::to_string(&row).map_err(|err| said(&err))?;
        self.rows.entry((year.is_none(), -year.unwrap_or_default())).or_default().push(row);
        Ok(())
    }

    fn write(&self, file: &str, bytes: &[u8]) -> Result<(), Phrase> {
        let place = self.folder.path().join(file);
        let folder = place.parent().unwrap_or(self.folder.path());
        let written = fs::create_dir_all(folder).and_then(|()| fs::write(&place, bytes));
        written.map_err(|err| unwritten(&self.args.output.join(file), &err))
    }

    /// Writes what is left, and puts all into its place.
    fn finish(self, n_files: usize) -> Result<(), Phrase> {
        let words = self.words.iter().map(|(word, years)| {
            let years: Vec<String> = years.iter().map(|it| Year::word(*it)).collect();
            format!("{word}\t{}\n", years.join(" "))
        });
        self.write("words.tsv", words.collect::<String>().as_bytes())?;
        let mut years = Vec::new();
        for ((is_unknown, year), rows) in &self.rows {
            let year = (!is_unknown).then_some(-year);
            let mut files = Vec::new();
            for (index, some) in rows.chunks(ROWS).enumerate() {
                let stem = year.map_or_else(|| "no-year".to_owned(), |it| it.to_string());
                let number = if index == 0 { String::new() } else { format!("-{}", index + 1) };
                let file = format!("rows/{stem}{number}.json");
                self.write(&file, format!("[\n{}\n]\n", some.join(",\n")).as_bytes())?;
                files.push(file);
            }
            years.push(Year { year, n_incidents: rows.len(), rows: files });
        }
        // the name of a file may tell what may not leave
        let may_name = !self.args.share.is_asked();
        let index = Index {
            name: self.args.name.clone().unwrap_or_else(|| folder_name(&self.args.output)),
            n_files,
            n_unread: self.unread.len(),
            unread: if may_name { self.unread.clone() } else { Vec::new() },
            words: vec!["words.tsv".to_owned()],
            years,
        };
        self.write(SUMMARY, pretty(&index.json())?.as_bytes())?;
        self.take_place()
    }

    fn take_place(self) -> Result<(), Phrase> {
        let older = self.folder.path().join("older");
        let moved = |from: &Path, to: &Path| fs::rename(from, to).map_err(|err| unwritten(to, &err));
        fs::create_dir_all(&older).map_err(|err| unwritten(&older, &err))?;
        // the summary goes first and comes last
        for part in PARTS.iter().rev().filter(|it| self.args.output.join(it).exists()) {
            moved(&self.args.output.join(part), &older.join(part))?;
        }
        PARTS.iter().try_for_each(|it| moved(&self.folder.path().join(it), &self.args.output.join(it)))
    }
}

/// Where an incident stands: by its id, in one of 256 folders, so that none has too many files. What a file system could take
/// for another name bears a part of its hash.
fn place(id: &str) -> String {
    let hash = digest::digest(&id.into());
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.".contains(c);
    let stem = name::stem(id);
    let is_same = stem == id && id.chars().all(is_plain) && !id.is_empty();
    let stem = if is_same { stem } else { format!("{}-{}", stem.to_lowercase(), &hash[..12]) };
    format!("incidents/{}/{stem}.json", &hash[..2])
}

fn folder_name(folder: &Path) -> String {
    let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    whole.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn no_two_ids_share_a_file() {
        assert_eq!(place("ntt-2020"), "incidents/3f/ntt-2020.json");
        let of = |id: &str| place(id).to_lowercase();
        for (a, b) in [("A", "a"), ("a/b", "a-b"), ("..", "."), ("", "-"), ("Ä", "ä")] {
            assert_ne!(of(a), of(b), "{a} {b}");
        }
        assert!(place("../../x").matches('/').count() == 2 && place(&"x".repeat(1000)).len() < 220);
    }
}
