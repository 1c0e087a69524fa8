//! `breachmap new`: a first file to begin with, which says in its notes what to do, or one made of a table.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;

use super::files::{Batch, Force};
use super::open::Input;
use super::voice::Voice;
use super::{CLEAN, say};
use crate::export::form::{self, Form};
use crate::tongue::Phrase;

/// The example in each of our languages.
const EXAMPLES: [(&str, &str); 2] = [("en", include_str!("example/en.json")), ("ja", include_str!("example/ja.json"))];

/// What is asked of `new`.
#[derive(Args)]
pub struct New {
    /// The file to write.
    file: PathBuf,
    /// Make it of this table, or of another tool's file, instead of the example.
    #[arg(long, value_name = "TABLE")]
    from: Option<PathBuf>,
    #[command(flatten)]
    force: Force,
}

impl New {
    /// Writes the file, and says what to do next.
    pub fn run(&self, voice: &Voice, out: &mut impl Write) -> Result<u8, Phrase> {
        let text = if let Some(table) = &self.from {
            form::write(&Input::of(table.clone()).one()?.text, Form::Short)
        } else {
            let example = EXAMPLES.iter().find(|it| it.0 == voice.tongue.tag()).or(EXAMPLES.first());
            example.map_or("", |it| it.1).to_owned()
        };
        let inputs = self.from.as_deref().into_iter().collect();
        let files = vec![(self.file.clone(), text.into_bytes())];
        self.force.write(&Batch { inputs, files, ..Batch::default() })?;
        say(out, &voice.tongue.command_new(self.file.display().to_string()))?;
        Ok(CLEAN)
    }
}
