//! What of a file may leave: the options of every command that hands something on.

use clap::Args;
use serde_json::Value;

use super::open::One;
use super::voice::{Voice, note};
use crate::diag::Severity;
use crate::export::native;
use crate::export::share::{Share, Shared, share};
use crate::import::{self, Imported};
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
    /// What of an incident may leave: as JSON, and read again. Says on standard error what is left out.
    pub fn read(&self, one: &One, voice: &Voice) -> Result<(Value, Incident), Phrase> {
        let Imported { incident, report } = one.incident()?;
        voice.complain(&one.name, report.count(Severity::Error));
        if !self.is_asked() {
            if let Some(words) = incident.shared.as_ref().and_then(|it| voice.tongue.sharing(it)) {
                note(&voice.tongue.command_about(&one.name, words));
            }
            return Ok((one.value()?, incident)); // nothing has to be read again
        }
        drop(incident);
        let value = self.apply(one, &one.value()?, voice)?;
        let imported = import::import(native::text(&value).as_bytes()).map_err(|err| one.explain(&err))?;
        Ok((value, imported.incident))
    }

    /// Whether something may have to go.
    pub fn is_asked(&self) -> bool {
        self.marking.is_some() || self.redact
    }

    /// For whom a text is, and what it lacks, as its last lines: if anything was asked for.
    pub fn note(&self, teller: Teller<'_>) -> String {
        if self.is_asked() { format!("\n\n{}", teller.handed_on()) } else { String::new() }
    }

    /// What may leave of the text of an incident; if nothing is asked for, the text as it is.
    pub fn text(&self, one: One, voice: &Voice) -> Result<String, Phrase> {
        if !self.is_asked() {
            return Ok(one.text);
        }
        one.incident()?;
        Ok(native::text(&self.apply(&one, &one.value()?, voice)?))
    }

    /// What of a native file may leave.
    pub fn apply(&self, one: &One, native: &Value, voice: &Voice) -> Result<Value, Phrase> {
        let name = &one.name;
        let Shared { value, left_out } = share(native, Share { marking: self.marking, redact: self.redact })
            .map_err(|err| Phrase::command_advised(Phrase::command_error_in(name, err.message()), err.hint()))?;
        if let Some(words) = voice.tongue.sharing(&left_out) {
            note(&voice.tongue.command_about(name, words));
        }
        Ok(value)
    }
}
