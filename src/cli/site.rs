//! `breachmap bundle --site`: a folder of static pages, with the program, for a web server.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::files::{Batch, Force};
use super::voice::Voice;
use super::{CLEAN, raster, say};
use crate::export::name::stem;
use crate::export::outline::Briefed;
use crate::export::site::{self, Entry};
use crate::incident::Incident;
use crate::tongue::{Phrase, Tongue};

/// Where the program lies in a site.
const PROGRAM: &str = "breachmap";
/// The script with which it begins.
pub const SCRIPT: &str = "breachmap.js";
/// What of a built site stays behind: its own pages, and what they show.
const PAGES: [&str; 4] = ["html", "svg", "ts", "map"];

/// What a site is made of.
pub struct Site<'a> {
    /// The incidents with the texts of their files.
    pub files: &'a [(Incident, String)],
    /// The folder to write.
    pub folder: &'a Path,
    /// Its address on the web, if it is known.
    pub address: Option<&'a str>,
    /// The built site, or a file in it.
    pub app: &'a Path,
}

impl Site<'_> {
    /// Writes it.
    pub fn write(&self, voice: &Voice, force: &Force, inputs: Vec<&Path>, out: &mut impl Write) -> Result<u8, Phrase> {
        let mut taken = BTreeSet::new();
        let names: Vec<String> = self.files.iter().map(|(it, _)| free(&stem(&it.id), &mut taken)).collect();
        let files = self.files.iter().map(|(incident, text)| Briefed { incident, text });
        let entries: Vec<Entry<'_>> = files.zip(&names).map(|(briefed, name)| Entry { briefed, name }).collect();
        let mut files = program(self.app)?;
        for it in &entries {
            let file = |ending: &str| format!("incidents/{}.{ending}", it.name);
            files.push((file("html"), it.page(self.address).into_bytes()));
            files.push((file("json"), it.briefed.text.as_bytes().to_vec()));
            files.push((file("png"), raster::png(&it.picture(), 1)?));
        }
        let tongue = entries.first().map_or(voice.tongue, |it| Tongue::of(&it.briefed.incident.language));
        files.push(("gallery.json".to_owned(), site::gallery(&entries).into_bytes()));
        files.push(("site.css".to_owned(), site::STYLE.as_bytes().to_vec()));
        files.push(("index.html".to_owned(), site::list(&entries, tongue, self.address).into_bytes()));
        let folders: BTreeSet<PathBuf> =
            files.iter().filter_map(|(it, _)| self.folder.join(it).parent().map(Path::to_owned)).collect();
        folders.iter().try_for_each(|it| fs::create_dir_all(it).map_err(|err| unmade(it, &err.to_string())))?;
        let files: Vec<_> = files.into_iter().map(|(name, bytes)| (self.folder.join(name), bytes)).collect();
        let n_files = files.len();
        force.write(&Batch { inputs, files, ..Batch::default() })?;
        say(out, &voice.tongue.command_site(self.folder.display().to_string(), entries.len(), n_files))?;
        Ok(CLEAN)
    }
}

fn unmade(folder: &Path, why: &str) -> Phrase {
    Phrase::command_error_in(folder.display().to_string(), Phrase::command_cannot_make(why))
}

/// The program as a built site has it, below a folder of its own: scripts, styles and parts, but no pages.
fn program(app: &Path) -> Result<Vec<(String, Vec<u8>)>, Phrase> {
    let built = if app.is_dir() { app } else { app.parent().unwrap_or(Path::new(".")) };
    if !built.join(SCRIPT).is_file() {
        let failed = Phrase::command_error_in(built.display().to_string(), Phrase::command_no_program(SCRIPT));
        return Err(Phrase::command_advised(failed, Phrase::hint_no_app(SCRIPT)));
    }
    let mut files = Vec::new();
    for folder in ["", "assets/"] {
        let path = built.join(folder);
        let entries = fs::read_dir(&path).map_err(|err| unread(&path, &err.to_string()))?;
        let mut paths: Vec<PathBuf> = entries.flatten().map(|it| it.path()).filter(|it| it.is_file()).collect();
        paths.sort();
        for path in paths {
            let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default();
            let is_page = |it: &&str| PAGES.contains(&ending) || it.starts_with("embed.");
            let name = path.file_name().and_then(OsStr::to_str).filter(|it| !is_page(it));
            let Some(name) = name else { continue };
            let bytes = fs::read(&path).map_err(|err| unread(&path, &err.to_string()))?;
            files.push((format!("{PROGRAM}/{folder}{name}"), bytes));
        }
    }
    Ok(files)
}

fn unread(path: &Path, why: &str) -> Phrase {
    Phrase::command_error_in(path.display().to_string(), Phrase::command_cannot_read(why))
}

/// A name that no other has, on file systems that do not tell large letters from small ones either.
fn free(name: &str, taken: &mut BTreeSet<String>) -> String {
    let mut new = name.to_owned();
    let mut number = 1;
    while !taken.insert(new.to_lowercase()) {
        number += 1;
        new = format!("{name}-{number}");
    }
    new
}
