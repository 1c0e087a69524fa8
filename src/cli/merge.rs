//! `breachmap merge`: two files about one incident in one, as git asks for it.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;

use super::differences::from_difference;
use super::files::{Batch, Force};
use super::open::{Input, One, read};
use super::voice::{Voice, note};
use super::{CLEAN, ERRORS, say};
use crate::together::{Conflict, Favor, Reason, merge};
use crate::tongue::Phrase;
use crate::words::Said;

/// What is asked of `merge`.
#[derive(Args)]
pub struct MergeArgs {
    /// The first file; the result has its layout.
    first: PathBuf,
    /// The second file.
    second: PathBuf,
    /// The file from which both were made. What one side changed or removed since then is changed or removed (otherwise nothing is).
    #[arg(long, value_name = "FILE")]
    base: Option<PathBuf>,
    /// Where to write the result (otherwise to standard output). With --force, this may be the first file.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Where both sides differ and nobody claims it, the first file holds.
    #[arg(long, conflicts_with = "theirs")]
    ours: bool,
    /// Where both sides differ and nobody claims it, the second file holds.
    #[arg(long)]
    theirs: bool,
    #[command(flatten)]
    force: Force,
}

impl MergeArgs {
    /// Merges, and lists what somebody has to decide.
    pub fn run(&self, voice: &Voice, out: &mut impl Write) -> Result<u8, Phrase> {
        let favor = match (self.ours, self.theirs) {
            (true, _) => Favor::Ours,
            (false, true) => Favor::Theirs,
            (false, false) => Favor::Ask,
        };
        let (ours, theirs) = (one(&self.first)?, one(&self.second)?);
        let base = match &self.base {
            // git gives an empty file where both sides added one
            Some(file) if !read(file)?.iter().all(u8::is_ascii_whitespace) => Some(one(file)?.text),
            Some(_) | None => None,
        };
        let merged = merge(base.as_deref(), &ours.text, &theirs.text, favor);
        match &self.output {
            None => say(out, merged.text.trim_end())?,
            Some(file) => {
                let is_first = file.canonicalize().ok().is_some_and(|it| self.first.canonicalize().ok() == Some(it));
                let inputs = [Some(&self.first).filter(|_| !is_first), Some(&self.second), self.base.as_ref()];
                let inputs = inputs.into_iter().flatten().map(PathBuf::as_path).collect();
                let files = vec![(file.clone(), merged.text.into_bytes())];
                self.force.write(&Batch { inputs, files, older: Vec::new() })?;
            }
        }
        let incidents = [ours.incident()?.incident, theirs.incident()?.incident];
        let words = incidents.each_ref().map(|it| Said(voice.teller(it)));
        for it in &merged.conflicts {
            note(&told(it, &words));
        }
        let n = merged.conflicts.len();
        if n > 0 {
            let tongue = voice.tongue;
            note(&Phrase::command_advised(Phrase::conflicts(n), Phrase::hint_conflicts()).tell(tongue));
        }
        Ok(if n > 0 { ERRORS } else { CLEAN })
    }
}

/// A file as its text, which has to be one that can be read.
fn one(file: &Path) -> Result<One, Phrase> {
    let one = Input::of(file.to_owned()).one()?;
    one.incident()?;
    Ok(one)
}

/// A conflict for people.
fn told(it: &Conflict, [ours, theirs]: &[Said<'_>; 2]) -> String {
    let (tongue, path) = (ours.0.tongue, it.path.as_str());
    match &it.reason {
        Reason::Differ => {
            let [one, other] = from_difference(it.ours.as_ref(), it.theirs.as_ref());
            tongue.conflict_differ(path, ours.value(one.as_ref()), theirs.value(other.as_ref()))
        }
        Reason::Removed => tongue.conflict_removed(path),
        Reason::Named => tongue.conflict_named(path),
        Reason::Together(said) => tongue.conflict_together(path, said.clone()),
    }
}
