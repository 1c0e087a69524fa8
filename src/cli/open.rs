//! Files for the command: of our format or of another tool, from a path or standard input.

use std::cell::OnceCell;
use std::io::Read;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::said;
use crate::diag::Position;
use crate::export::zip::zip;
use crate::foreign::{self, Opened};
use crate::import::draft::IncidentDraft;
use crate::import::{self, ImportError, Imported};
use crate::tongue::Phrase;

/// A file, and how it is to be read.
#[derive(clap::Args, Debug, Clone)]
pub struct Input {
    /// An incident file, of this format or of another tool, or - for standard input.
    pub file: PathBuf,
    /// Of a file with several incidents, the one with this id.
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
    /// Of a table, the zone of times that have none: UTC, UTC+9, CET.
    #[arg(long, value_name = "ZONE")]
    zone: Option<String>,
    /// The text of the incident once it is read: standard input comes only once.
    #[arg(skip)]
    text: OnceCell<String>,
}

fn parse_pair(text: &str) -> Result<(String, String), String> {
    let pair = text.split_once('=').filter(|(what, column)| !what.is_empty() && !column.is_empty());
    pair.map(|(what, column)| (what.to_owned(), column.to_owned())).ok_or_else(|| "write WHAT=COLUMN".to_owned())
}

impl Input {
    /// A file, read as it is, with all that it holds.
    pub fn of(file: PathBuf) -> Self {
        let (incident, map, text) = (None, Vec::new(), OnceCell::new());
        Self { file, incident, map, day_first: false, month_first: false, header_row: None, zone: None, text }
    }

    /// How the file is to be read, by name and value.
    fn options(&self) -> Vec<(String, String)> {
        let order = [(self.day_first, "day-first"), (self.month_first, "month-first")];
        let order = order.into_iter().find(|(is_chosen, _)| *is_chosen).map(|(_, it)| ("dates", it.to_owned()));
        let header = self.header_row.map(|it| ("header", it.to_string()));
        let more = [order, header, self.zone.clone().map(|it| ("zone", it))].into_iter().flatten();
        self.map.iter().cloned().chain(more.map(|(name, value)| (name.to_owned(), value))).collect()
    }

    /// The incident of the file, or the one that was chosen of several.
    pub fn incident(&self) -> Result<Imported, Phrase> {
        import::import(self.text()?.as_bytes()).map_err(|err| self.explain(&err))
    }

    /// The same as the value of a file of our format.
    pub fn value(&self) -> Result<Value, Phrase> {
        let text = self.text()?;
        import::import(text.as_bytes()).map_err(|err| self.explain(&err))?;
        serde_json::from_str(text).map_err(|err| said(&err))
    }

    fn text(&self) -> Result<&str, Phrase> {
        if let Some(text) = self.text.get() {
            return Ok(text);
        }
        let mut texts = self.natives()?;
        match (texts.len(), texts.pop()) {
            (1, Some(text)) => Ok(self.text.get_or_init(|| text)),
            (n, _) => {
                Err(Phrase::command_advised(self.wrong(Phrase::command_holds_several(n)), Phrase::hint_holds_several()))
            }
        }
    }

    /// All incidents of the file, or the chosen one, each as the text of a file of our format.
    pub fn natives(&self) -> Result<Vec<String>, Phrase> {
        let name = self.file.file_name().unwrap_or_default().to_string_lossy();
        let opened = foreign::open_with(&self.bytes()?, &name, self.options()).map_err(|err| self.explain(&err))?;
        let all = match opened {
            Opened::Native(text) => return Ok(vec![text]),
            Opened::One(draft) => return Ok(vec![native(&draft)?]),
            Opened::Many(all) => *all,
        };
        let is_chosen = |it: &usize| self.incident.as_ref().is_none_or(|id| all.drafts[*it].id == *id);
        let chosen = (0..all.drafts.len()).filter(is_chosen).filter_map(|it| all.draft(it));
        let texts = chosen.map(|it| native(&it)).collect::<Result<Vec<_>, _>>()?;
        match &self.incident {
            Some(id) if texts.is_empty() => Err(self.wrong(Phrase::command_no_incident(id))),
            _ => Ok(texts),
        }
    }

    fn bytes(&self) -> Result<Vec<u8>, Phrase> {
        if let Some(archive) = tables(&self.file) {
            return Ok(archive);
        }
        let mut bytes = Vec::new();
        let read = if self.file.as_os_str() == "-" {
            std::io::stdin().lock().read_to_end(&mut bytes)
        } else {
            std::fs::File::open(&self.file).and_then(|mut it| it.read_to_end(&mut bytes))
        };
        read.map_err(|err| self.wrong(Phrase::command_cannot_read(err.to_string())))?;
        Ok(bytes)
    }

    /// What is wrong with a file of which nothing can be read.
    pub fn explain(&self, err: &ImportError) -> Phrase {
        let (file, code) = (self.file.display().to_string(), err.code());
        match err.position() {
            None => Phrase::command_refused(file, code, err.message(), err.hint()),
            Some(Position { line, column }) => {
                let (line, column) = (line.to_string(), column.to_string());
                Phrase::command_refused_at(file, code, line, column, err.message(), err.hint())
            }
        }
    }

    fn wrong(&self, problem: Phrase) -> Phrase {
        Phrase::command_error_in(self.file.display().to_string(), problem)
    }
}

/// The tables in a folder as `convert --to csv` writes them, in an archive as the page writes it; nothing, if it is no folder of tables.
fn tables(folder: &Path) -> Option<Vec<u8>> {
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

/// A draft as a file of our format.
fn native(draft: &IncidentDraft) -> Result<String, Phrase> {
    serde_json::to_string_pretty(draft).map(|it| it + "\n").map_err(|err| said(&err))
}
