//! `breachmap fmt`: an incident file laid out, and as short or as long as it can be written.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::files::{Batch, Force};
use super::open::Input;
use super::voice::Voice;
use super::{CLEAN, ERRORS, say};
use crate::diag::Severity;
use crate::export::form::{self, Form};
use crate::tongue::Phrase;

/// What is asked of `fmt`.
#[derive(Args)]
pub struct Fmt {
    #[command(flatten)]
    input: Input,
    /// Write every claim in full, with its source (otherwise the form stays as it is).
    #[arg(long, conflicts_with = "short")]
    long: bool,
    /// Write what one source says once as short as it can be (otherwise the form stays as it is).
    #[arg(long)]
    short: bool,
    /// Write nothing, and only say whether the file would become another; exit code 1 if so.
    #[arg(long, conflicts_with_all = ["output", "force"])]
    check: bool,
    /// Where to write it (otherwise to standard output).
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    force: Force,
}

impl Fmt {
    /// Writes what was asked for.
    pub fn run(&self, voice: &Voice, out: &mut impl Write) -> Result<u8, Phrase> {
        let one = self.input.one()?;
        let report = one.incident()?.report;
        voice.complain(&one.name, report.count(Severity::Error));
        let form = match (self.long, self.short) {
            (true, _) => Form::Long,
            (_, true) => Form::Short,
            _ => Form::Same,
        };
        let text = form::write(&one.text, form);
        match &self.output {
            _ if self.check && text == one.text => Ok(CLEAN),
            _ if self.check => {
                say(out, &voice.tongue.command_other_form(&one.name))?;
                Ok(ERRORS)
            }
            None => say(out, text.trim_end()).map(|()| CLEAN),
            Some(output) => {
                let files = vec![(output.clone(), text.into_bytes())];
                self.force.write(&Batch { inputs: vec![&self.input.file], files, ..Batch::default() })?;
                Ok(CLEAN)
            }
        }
    }
}
