//! Files for the command: of our format or of another tool, from a path or standard input.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::Value;

use super::said;
use crate::collection::is_hidden;
use crate::diag::Position;
use crate::export::zip::zip;
use crate::foreign::{self, Collection, Opened};
use crate::import::{self, ImportError, Imported};
use crate::incident::Origin;
use crate::tongue::Phrase;

/// A file, and how it is to be read.
#[derive(clap::Args, Debug, Clone)]
pub struct Input {
    /// A file of this format or of another tool, a folder of such files, or - for standard input.
    pub file: PathBuf,
    /// Of several incidents, the one with this id.
    #[arg(long, value_name = "ID")]
    incident: Option<String>,
    /// Of a table, which column is what: from=SourceHost,to=TargetHost,when=Time.
    #[arg(long, value_name = "WHAT=COLUMN,…", value_delimiter = ',', value_parser = parse_pair)]
    map: Vec<(String, String)>,
    /// Of a table, the day stands before the month: 05/06/2024 is 5 June.
    #[arg(long, conflicts_with = "month_first")]
    day_first: bool,
    /// Of a table, the month stands before the day: 05/06/2024 is 6 May.
    #[arg(long)]
    month_first: bool,
    /// Of a table, the row of its header, from 1.
    #[arg(long, value_name = "N")]
    header_row: Option<usize>,
    /// Of a table, the zone of times that have none: UTC, UTC+9, CET, Europe/Berlin.
    #[arg(long, value_name = "ZONE")]
    zone: Option<String>,
}

fn parse_pair(text: &str) -> Result<(String, String), String> {
    let pair = text.split_once('=').filter(|(what, column)| !what.is_empty() && !column.is_empty());
    pair.map(|(what, column)| (what.to_owned(), column.to_owned())).ok_or_else(|| "write WHAT=COLUMN".to_owned())
}

/// An incident of a file: of ours, or made of one of another tool.
#[derive(Clone)]
pub struct One {
    /// The file, and if it holds several, which of them it is.
    pub name: String,
    /// The text of a file of our format.
    pub text: String,
    /// The line and column where the text stands in the file, less one each.
    start: (usize, usize),
}

/// What is in a file or folder.
pub struct Incidents<'a> {
    input: &'a Input,
    held: Held,
}

/// How it is held: several incidents are read one after the other.
enum Held {
    One(One),
    Many(Box<Collection>),
    Folder(Vec<PathBuf>),
}

/// What is done with an incident, or with the reason why a file of a folder is not read.
pub type Take<'a> = dyn FnMut(Result<One, Phrase>) -> Result<(), Phrase> + 'a;

impl Input {
    /// A file, read as it is, with all that it holds.
    pub fn of(file: PathBuf) -> Self {
        Self {
            file,
            incident: None,
            map: Vec::new(),
            day_first: false,
            month_first: false,
            header_row: None,
            zone: None,
        }
    }

    /// How the file is to be read, by name and value.
    fn options(&self) -> Vec<(String, String)> {
        let order = [(self.day_first, "day-first"), (self.month_first, "month-first")];
        let order = order.into_iter().find(|(is_chosen, _)| *is_chosen).map(|(_, it)| ("dates", it.to_owned()));
        let header = self.header_row.map(|it| ("header", it.to_string()));
        let more = [order, header, self.zone.clone().map(|it| ("zone", it))].into_iter().flatten();
        self.map.iter().cloned().chain(more.map(|(name, value)| (name.to_owned(), value))).collect()
    }

    /// The only incident of the file, or the one that was chosen.
    pub fn one(&self) -> Result<One, Phrase> {
        let incidents = self.incidents()?;
        let (mut n, mut first) = (0_usize, None);
        incidents.each(&mut |it| {
            n += 1;
            first = first.take().or(it.ok());
            Ok(())
        })?;
        match (n, first) {
            (1, Some(it)) => Ok(it),
            _ => {
                Err(Phrase::command_advised(self.wrong(Phrase::command_holds_several(n)), Phrase::hint_holds_several()))
            }
        }
    }

    /// All that is in the file, or in the files of the folder; or the incident that was chosen.
    pub fn incidents(&self) -> Result<Incidents<'_>, Phrase> {
        let bytes = match files(&self.file) {
            Some(all) => match tables(&self.file) {
                Some(archive) if foreign::open(&archive, "").is_ok() => archive,
                _ => return Ok(Incidents { input: self, held: Held::Folder(all) }),
            },
            None => read(&self.file)?,
        };
        Ok(Incidents { input: self, held: self.held(&self.file, &bytes)? })
    }

    fn held(&self, file: &Path, bytes: &[u8]) -> Result<Held, Phrase> {
        let (place, name) = (file.display().to_string(), file.file_name().unwrap_or_default().to_string_lossy());
        let one = |text: String| Held::One(One { name: place.clone(), text, start: (0, 0) });
        Ok(match foreign::open_with(bytes, &name, self.options()).map_err(|err| explain(&place, &err))? {
            Opened::Native(text) => one(text),
            Opened::One(draft) => one(pretty(&draft)?),
            Opened::Many(all) => Held::Many(all),
        })
    }

    fn wrong(&self, problem: Phrase) -> Phrase {
        Phrase::command_error_in(self.file.display().to_string(), problem)
    }
}

impl Incidents<'_> {
    /// Whether each of them has to be told from others.
    pub fn are_many(&self) -> bool {
        let is_chosen = self.input.incident.is_some();
        !is_chosen && !matches!(self.held, Held::One(_))
    }

    /// What became of the things in a list; nothing of a single incident, which says so itself, and of a folder.
    pub fn origin(&self) -> Option<Origin> {
        let Held::Many(all) = &self.held else { return None };
        let mut first = all.draft(0)?;
        first.imported.clone_from(&all.imported);
        import::import_draft(&first).imported
    }

    /// Hands over one incident after the other, or the one that was chosen.
    pub fn each(self, take: &mut Take<'_>) -> Result<(), Phrase> {
        let input = self.input;
        let mut meant = Meant { only: input.incident.as_deref(), is_found: false, taken: None, take };
        match self.held {
            // the only one is the one that was meant
            Held::One(one) => return (meant.take)(Ok(one)),
            Held::Many(all) => meant.list(&input.file, &all)?,
            Held::Folder(files) => {
                meant.taken = Some(BTreeSet::new());
                for file in files {
                    match read(&file).and_then(|bytes| input.held(&file, &bytes)) {
                        Ok(Held::One(one)) => {
                            let id = id(&one.text).unwrap_or_default();
                            let name = format!("{} ({id})", one.name);
                            meant.one(&id, &mut || Ok(One { name: name.clone(), ..one.clone() }))?;
                        }
                        Ok(Held::Many(all)) => meant.list(&file, &all)?,
                        Err(problem) if meant.only.is_none() => (meant.take)(Err(problem))?,
                        Ok(Held::Folder(_)) | Err(_) => {}
                    }
                }
            }
        }
        match &input.incident {
            Some(id) if !meant.is_found => Err(input.wrong(Phrase::command_no_incident(id))),
            _ => Ok(()),
        }
    }
}

/// Who takes which incidents.
struct Meant<'a, 'b> {
    /// The id of the only one that is meant.
    only: Option<&'a str>,
    is_found: bool,
    /// In a folder, the ids of the incidents so far: those of one file differ already.
    taken: Option<BTreeSet<String>>,
    take: &'a mut Take<'b>,
}

impl Meant<'_, '_> {
    /// Hands over an incident with this id if it is meant. In a folder, the second one with an id gets another.
    fn one(&mut self, id: &str, make: &mut dyn FnMut() -> Result<One, Phrase>) -> Result<(), Phrase> {
        let mut new = id.to_owned();
        if let Some(taken) = &mut self.taken {
            let mut number = 1;
            while !taken.insert(new.clone()) {
                number += 1;
                new = format!("{id}-{number}");
            }
        }
        if self.only.is_some_and(|it| it != new) {
            return Ok(());
        }
        self.is_found = true;
        let one = make();
        let is_renamed = new != id;
        (self.take)(if is_renamed { one.and_then(|it| it.called(&new)) } else { one })
    }

    /// Hands over the incidents of a list that are meant.
    fn list(&mut self, file: &Path, all: &Collection) -> Result<(), Phrase> {
        let mut lines = Lines { at: 0, line: 0, column: 0 };
        for (index, id) in (0..all.len()).filter_map(|it| Some((it, all.id(it)?))) {
            self.one(id, &mut || {
                let name = format!("{} ({id})", file.display());
                if let Some((text, start)) = all.written(index) {
                    lines.go_to(all.text(), start);
                    return Ok(One { name, text: text.to_owned(), start: (lines.line, lines.column) });
                }
                let draft = all.draft(index).unwrap_or_default();
                Ok(One { name, text: pretty(&draft)?, start: (0, 0) })
            })?;
        }
        Ok(())
    }
}

/// Where one is in a text, line by line.
struct Lines {
    at: usize,
    line: usize,
    column: usize,
}

impl Lines {
    fn go_to(&mut self, text: &str, place: usize) {
        for c in text.get(self.at..place).unwrap_or_default().chars() {
            (self.line, self.column) = if c == '\n' { (self.line + 1, 0) } else { (self.line, self.column + 1) };
        }
        self.at = place;
    }
}

impl One {
    /// An incident as the text of a file of our format.
    pub fn of(name: String, text: String) -> Self {
        Self { name, text, start: (0, 0) }
    }

    /// The same under another id.
    fn called(self, id: &str) -> Result<Self, Phrase> {
        let mut value = self.value()?;
        value["id"] = id.into();
        let file = self.name.rsplit_once(" (").map_or(self.name.as_str(), |(file, _)| file);
        Ok(Self { name: format!("{file} ({id})"), text: pretty(&value)?, start: (0, 0) })
    }

    /// Reads it.
    pub fn incident(&self) -> Result<Imported, Phrase> {
        let mut imported = import::import(self.text.as_bytes()).map_err(|err| self.explain(&err))?;
        let (line, column) = self.start;
        for it in imported.report.diagnostics.iter_mut().filter_map(|it| it.position.as_mut()) {
            it.column += if it.line == 1 { column } else { 0 };
            it.line += line;
        }
        Ok(imported)
    }

    /// The same as the value of a file of our format.
    pub fn value(&self) -> Result<Value, Phrase> {
        serde_json::from_str(&self.text).map_err(|err| said(&err))
    }

    /// What is wrong with it, if nothing of it can be read.
    pub fn explain(&self, err: &ImportError) -> Phrase {
        explain(&self.name, err)
    }
}

/// What is wrong with a file of which nothing can be read.
pub fn explain(file: &str, err: &ImportError) -> Phrase {
    let code = err.code();
    match err.position() {
        None => Phrase::command_refused(file, code, err.message(), err.hint()),
        Some(Position { line, column }) => {
            let (line, column) = (line.to_string(), column.to_string());
            Phrase::command_refused_at(file, code, line, column, err.message(), err.hint())
        }
    }
}

/// The id in the text of a file of ours.
fn id(text: &str) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct Id {
        id: String,
    }
    serde_json::from_str::<Id>(text).ok().map(|it| it.id)
}

pub(super) fn read(file: &Path) -> Result<Vec<u8>, Phrase> {
    let mut bytes = Vec::new();
    let read = if file.as_os_str() == "-" {
        std::io::stdin().lock().read_to_end(&mut bytes)
    } else {
        std::fs::File::open(file).and_then(|mut it| it.read_to_end(&mut bytes))
    };
    let name = || file.display().to_string();
    read.map_err(|err| Phrase::command_error_in(name(), Phrase::command_cannot_read(err.to_string())))?;
    Ok(bytes)
}

/// The files of a folder and of those in it, in the order of their paths, without hidden ones; nothing, if it is no folder.
pub(super) fn files(folder: &Path) -> Option<Vec<PathBuf>> {
    let mut found = Vec::new();
    for path in std::fs::read_dir(folder).ok()?.filter_map(|it| Some(it.ok()?.path())) {
        let is_hidden = path.file_name().is_some_and(|it| is_hidden(&it.to_string_lossy()));
        match files(&path) {
            _ if is_hidden => {}
            Some(inner) => found.extend(inner),
            None => found.push(path),
        }
    }
    found.sort();
    Some(found)
}

/// The tables in a folder as `convert --to csv` writes them, in an archive as the page writes it; nothing, if it is no folder of tables.
pub(super) fn tables(folder: &Path) -> Option<Vec<u8>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).ok()? {
        let path = entry.ok()?.path();
        if path.extension().is_some_and(|it| it.eq_ignore_ascii_case("csv")) {
            files.push((path.file_name()?.to_string_lossy().into_owned(), std::fs::read(&path).ok()?));
        }
    }
    files.sort();
    (!files.is_empty()).then(|| zip(&files))
}

/// A draft or value as the text of a file of our format.
pub(super) fn pretty(file: &impl Serialize) -> Result<String, Phrase> {
    serde_json::to_string_pretty(file).map(|it| it + "\n").map_err(|err| said(&err))
}
