//! Files that the command writes: each is made beside its place and takes it once all of them are complete.
//!
//! So a full disk or an end halfway leaves what was there; nothing is replaced unasked, and an input never is.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use tempfile::{Builder, TempPath};

use crate::tongue::Phrase;

/// Whether files may be replaced.
#[derive(Args, Debug, Clone)]
pub struct Force {
    /// Replace files that are there already; otherwise nothing is written.
    #[arg(long)]
    force: bool,
}

/// Files that are written together.
#[derive(Default)]
pub struct Batch<'a> {
    /// What was read for them: nothing is written over these.
    pub inputs: Vec<&'a Path>,
    /// The files, each with its content.
    pub files: Vec<(PathBuf, Vec<u8>)>,
    /// Files of an earlier batch that would be taken for ones of this batch. They go where files may be replaced.
    pub older: Vec<PathBuf>,
}

/// A file that is complete and waits for its place.
enum Waiting {
    /// It lies beside its place.
    Beside(TempPath, PathBuf),
    /// Its place is no file but a device or a pipe, which takes the content itself.
    For(PathBuf, Vec<u8>),
}

/// Files that are written one after the other and take their places together.
pub struct Writing {
    is_forced: bool,
    inputs: Vec<PathBuf>,
    waiting: Vec<Waiting>,
}

impl Force {
    /// Writes all files, or none.
    pub fn write(&self, batch: &Batch<'_>) -> Result<(), Phrase> {
        let mut writing = self.begin(&batch.inputs);
        if let Some(file) = batch.older.iter().find(|it| !self.force || is_among(&writing.inputs, it)) {
            return Err(there(file));
        }
        for (file, bytes) in &batch.files {
            writing.add(file, bytes)?;
        }
        writing.finish()?;
        batch.older.iter().try_for_each(|it| fs::remove_file(it).map_err(|err| unwritten(it, &err)))
    }

    /// Begins to write files, over none of these inputs.
    pub fn begin(&self, inputs: &[&Path]) -> Writing {
        let inputs = inputs.iter().filter_map(|it| it.canonicalize().ok()).collect();
        Writing { is_forced: self.force, inputs, waiting: Vec::new() }
    }
}

impl Writing {
    /// Writes a file beside its place.
    pub fn add(&mut self, file: &Path, bytes: &[u8]) -> Result<(), Phrase> {
        self.add_with(file, &mut |out| out.write_all(bytes).map_err(|err| unwritten(file, &err)))
    }

    /// The same for a file that is written piece by piece.
    pub fn add_with(
        &mut self,
        file: &Path,
        write: &mut dyn FnMut(&mut dyn Write) -> Result<(), Phrase>,
    ) -> Result<(), Phrase> {
        if is_among(&self.inputs, file) {
            let failed = in_file(file, Phrase::command_is_input());
            return Err(Phrase::command_advised(failed, Phrase::hint_is_input()));
        }
        let there_now = fs::metadata(file).ok();
        match &there_now {
            Some(it) if !it.is_file() && !it.is_dir() => {
                let mut bytes = Vec::new();
                write(&mut bytes)?;
                self.waiting.push(Waiting::For(file.to_owned(), bytes));
                return Ok(());
            }
            Some(it) if it.is_file() && !self.is_forced => return Err(there(file)),
            _ => {}
        }
        // where a link stands, what it leads to is replaced
        let place = file.canonicalize().unwrap_or_else(|_| file.to_owned());
        let failed = |err: io::Error| unwritten(file, &err);
        let folder = place.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = Builder::new();
        builder.prefix(".breachmap-").suffix(".part");
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666)); // less the mask of the user
        let mut out = BufWriter::new(builder.tempfile_in(folder).map_err(failed)?);
        write(&mut out)?;
        let made = out.into_inner().map_err(|err| failed(err.into_error()))?;
        #[cfg(not(target_os = "wasi"))] // which has no permissions
        if let Some(it) = there_now {
            made.as_file().set_permissions(it.permissions()).map_err(failed)?;
        }
        made.as_file().sync_all().map_err(failed)?;
        self.waiting.push(Waiting::Beside(made.into_temp_path(), place));
        Ok(())
    }

    /// Puts all files into their places.
    pub fn finish(self) -> Result<(), Phrase> {
        self.waiting.into_iter().try_for_each(|it| it.take_place(self.is_forced))
    }
}

impl Waiting {
    fn take_place(self, is_forced: bool) -> Result<(), Phrase> {
        match self {
            Self::For(file, bytes) => fs::write(&file, bytes).map_err(|err| unwritten(&file, &err)),
            Self::Beside(made, place) => {
                let taken = if is_forced { made.persist(&place) } else { made.persist_noclobber(&place) };
                taken.map_err(|err| match err.error.kind() {
                    io::ErrorKind::AlreadyExists => there(&place),
                    _ => unwritten(&place, &err.error),
                })
            }
        }
    }
}

/// Whether a file is one of those that were read.
fn is_among(inputs: &[PathBuf], file: &Path) -> bool {
    file.canonicalize().is_ok_and(|it| inputs.contains(&it))
}

/// What is said of a file that would be replaced unasked.
pub fn there(file: &Path) -> Phrase {
    Phrase::command_advised(in_file(file, Phrase::command_is_there()), Phrase::hint_is_there())
}

pub fn unwritten(file: &Path, err: &io::Error) -> Phrase {
    in_file(file, Phrase::command_cannot_write(err.to_string()))
}

fn in_file(file: &Path, problem: Phrase) -> Phrase {
    Phrase::command_error_in(file.display().to_string(), problem)
}
