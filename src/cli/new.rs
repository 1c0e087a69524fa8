//! `breachmap new`: a first file to begin with, which says in its notes what to do, a short one of a real breach, or one made of a table.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

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
    /// Begin with a short file of a real breach instead of the example.
    #[arg(long, value_name = "NAME", conflicts_with = "from")]
    template: Option<Template>,
    #[command(flatten)]
    force: Force,
}

/// Short files of real breaches.
#[derive(Clone, Copy, ValueEnum)]
enum Template {
    /// One source: a chain of servers, a number, and what is left open.
    #[value(name = "ntt-2020")]
    OneSource,
    /// A notice, and an article that quotes it and gives other numbers.
    #[value(name = "ntt-2025")]
    TwoSources,
}

impl New {
    /// Writes the file, and says what to do next.
    pub fn run(&self, voice: &Voice, out: &mut impl Write) -> Result<u8, Phrase> {
        let text = match (&self.from, self.template) {
            (Some(table), _) => form::write(&Input::of(table.clone()).one()?.text, Form::Short),
            (None, Some(Template::OneSource)) => include_str!("example/ntt-2020.json").to_owned(),
            (None, Some(Template::TwoSources)) => include_str!("example/ntt-2025.json").to_owned(),
            (None, None) => {
                let example = EXAMPLES.iter().find(|it| it.0 == voice.tongue.tag()).or(EXAMPLES.first());
                example.map_or("", |it| it.1).to_owned()
            }
        };
        let inputs = self.from.as_deref().into_iter().collect();
        let files = vec![(self.file.clone(), text.into_bytes())];
        self.force.write(&Batch { inputs, files, ..Batch::default() })?;
        say(out, &voice.tongue.command_new(self.file.display().to_string()))?;
        Ok(CLEAN)
    }
}
