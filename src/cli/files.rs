//! Files that the command writes: each is made beside its place and takes it once all of them are complete.
//!
//! So a full disk or an end halfway leaves what was there; nothing is replaced unasked, and an input never is.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use tempfile::{Builder, NamedTempFile};

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
enum Waiting<'a> {
    /// It lies beside its place.
    Beside(NamedTempFile, PathBuf),
    /// Its place is no file but a device or a pipe, which takes the content itself.
    For(&'a Path, &'a [u8]),
}

impl Force {
    /// Writes all files, or none.
    pub fn write(&self, batch: &Batch<'_>) -> Result<(), Phrase> {
        let inputs: Vec<PathBuf> = batch.inputs.iter().filter_map(|it| it.canonicalize().ok()).collect();
        if let Some(file) = batch.older.iter().find(|it| !self.force || is_among(&inputs, it)) {
            return Err(there(file));
        }
        let mut waiting = Vec::new();
        for (file, bytes) in &batch.files {
            if is_among(&inputs, file) {
                let failed = in_file(file, Phrase::command_is_input());
                return Err(Phrase::command_advised(failed, Phrase::hint_is_input()));
            }
            waiting.push(self.wait(file, bytes)?);
        }
        for it in waiting {
            it.take_place(self.force)?;
        }
        batch.older.iter().try_for_each(|it| fs::remove_file(it).map_err(|err| unwritten(it, &err)))
    }

    fn wait<'a>(&self, file: &'a Path, bytes: &'a [u8]) -> Result<Waiting<'a>, Phrase> {
        let there_now = fs::metadata(file).ok();
        match &there_now {
            Some(it) if !it.is_file() && !it.is_dir() => return Ok(Waiting::For(file, bytes)),
            Some(it) if it.is_file() && !self.force => return Err(there(file)),
            _ => {}
        }
        // where a link stands, what it leads to is replaced
        let place = file.canonicalize().unwrap_or_else(|_| file.to_owned());
        let beside = || -> io::Result<NamedTempFile> {
            let folder = place.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let mut builder = Builder::new();
            builder.prefix(".breachmap-").suffix(".part");
            #[cfg(unix)]
            builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666)); // less the mask of the user
            let mut made = builder.tempfile_in(folder)?;
            made.write_all(bytes)?;
            if let Some(it) = there_now {
                made.as_file().set_permissions(it.permissions())?;
            }
            made.as_file().sync_all()?;
            Ok(made)
        };
        Ok(Waiting::Beside(beside().map_err(|err| unwritten(file, &err))?, place))
    }
}

impl Waiting<'_> {
    fn take_place(self, is_forced: bool) -> Result<(), Phrase> {
        match self {
            Self::For(file, bytes) => fs::write(file, bytes).map_err(|err| unwritten(file, &err)),
            Self::Beside(made, place) => {
                let taken = if is_forced { made.persist(&place) } else { made.persist_noclobber(&place) };
                taken.map(drop).map_err(|err| match err.error.kind() {
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
fn there(file: &Path) -> Phrase {
    Phrase::command_advised(in_file(file, Phrase::command_is_there()), Phrase::hint_is_there())
}

fn unwritten(file: &Path, err: &io::Error) -> Phrase {
    in_file(file, Phrase::command_cannot_write(err.to_string()))
}

fn in_file(file: &Path, problem: Phrase) -> Phrase {
    Phrase::command_error_in(file.display().to_string(), problem)
}
