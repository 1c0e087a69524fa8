//! What of a file may leave: the options of every command that hands something on.

use clap::Args;
use serde_json::Value;

use super::open::Input;
use super::said;
use super::voice::{Voice, note};
use crate::diag::Severity;
use crate::export::native;
use crate::export::share::{Share, Shared, share};
use crate::import;
use crate::incident::{Incident, Marking};
use crate::tongue::Phrase;
use crate::words::Teller;

/// The options.
#[derive(Args, Debug, Clone)]
pub struct ShareArgs {
    /// Leave out what is marked above this level of TLP 2.0: red, amber+strict, amber, green or clear (otherwise nothing).
    #[arg(long, value_name = "LEVEL", value_parser = parse_marking)]
    marking: Option<Marking>,
    /// Give hosts and people neutral names, such as "Server 1".
    #[arg(long)]
    redact: bool,
}

fn parse_marking(text: &str) -> Result<Marking, String> {
    let word = text.to_ascii_uppercase();
    let word = word.strip_prefix("TLP:").unwrap_or(&word);
    Marking::parse(&format!("TLP:{word}")).ok_or_else(|| "write red, amber+strict, amber, green or clear".to_owned())
}

impl ShareArgs {
    /// What of the incident of a file may leave: as JSON, and read again. Says on standard error what is left out.
    pub fn read(&self, input: &Input, voice: &Voice) -> Result<(Value, Incident), Phrase> {
        voice.complain(&input.file, input.incident()?.report.count(Severity::Error));
        let value = self.apply(input, &input.value()?, voice)?;
        let imported = import::import(native::text(&value).as_bytes()).map_err(|err| input.explain(&err))?;
        Ok((value, imported.incident))
    }

    /// For whom a text is, and what it lacks, as its last lines: if anything was asked for.
    pub fn note(&self, teller: Teller<'_>) -> String {
        let is_asked = self.marking.is_some() || self.redact;
        if is_asked { format!("\n\n{}", teller.handed_on()) } else { String::new() }
    }

    /// What may leave of the text of a native file; if nothing is asked for, the text as it is.
    pub fn text(&self, input: &Input, text: String, voice: &Voice) -> Result<String, Phrase> {
        if self.marking.is_none() && !self.redact {
            return Ok(text);
        }
        import::import(text.as_bytes()).map_err(|err| input.explain(&err))?;
        let value = serde_json::from_str(&text).map_err(|err| said(&err))?;
        Ok(native::text(&self.apply(input, &value, voice)?))
    }

    /// What of a native file may leave.
    pub fn apply(&self, input: &Input, native: &Value, voice: &Voice) -> Result<Value, Phrase> {
        let name = input.file.display().to_string();
        let Shared { value, left_out } = share(native, Share { marking: self.marking, redact: self.redact })
            .map_err(|err| Phrase::command_advised(Phrase::command_error_in(&name, err.message()), err.hint()))?;
        if let Some(words) = voice.tongue.sharing(&left_out) {
            note(&voice.tongue.command_about(name, words));
        }
        Ok(value)
    }
}
