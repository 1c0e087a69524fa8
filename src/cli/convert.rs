//! `breachmap convert`: an incident, of our format or of another tool, as a file of another kind; and what became of each thing.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::open::Input;
use super::share::ShareArgs;
use super::{CLEAN, n, say, write_file};
use crate::export::native;
use crate::import;
use crate::incident::{Fate, Origin};
use crate::timeline::words::origin as words;

/// What is asked of `convert`.
#[derive(Args)]
pub struct Convert {
    #[command(flatten)]
    input: Input,
    /// The format to write.
    #[arg(long, value_name = "FORMAT")]
    to: Target,
    #[command(flatten)]
    share: ShareArgs,
    /// Where to write it (otherwise to standard output).
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Print what was carried, derived and left out.
    #[arg(long, requires = "output")]
    report: bool,
}

/// The formats that are written.
#[derive(Clone, Copy, ValueEnum)]
enum Target {
    /// The format of this program.
    Native,
}

impl Convert {
    /// Writes what was asked for.
    pub fn run(&self, out: &mut impl Write) -> Result<u8, String> {
        match self.to {
            Target::Native => self.native(out),
        }
    }

    /// The native form of all incidents in the file.
    fn native(&self, out: &mut impl Write) -> Result<u8, String> {
        let mut texts = Vec::new();
        for text in self.input.natives()? {
            import::import(text.as_bytes()).map_err(|err| self.input.explain(&err))?;
            let value = serde_json::from_str(&text).map_err(|err| err.to_string())?;
            texts.push(native::text(&self.share.apply(&self.input, &value)?));
        }
        let text = match texts.as_slice() {
            [one] => one.clone(),
            several => format!("[\n{}]\n", several.join(",\n")),
        };
        let Some(output) = &self.output else {
            say(out, text.trim_end())?;
            return Ok(CLEAN);
        };
        write_file(output, text.as_bytes())?;
        if self.report {
            let first = texts.first().and_then(|it| import::import(it.as_bytes()).ok());
            let origin = first.and_then(|it| it.incident.imported);
            say(out, &origin.as_ref().map_or_else(|| words::NATIVE.to_owned(), report))?;
            say(out, &format!("{} -> {}", n(texts.len(), "incident"), output.display()))?;
        }
        Ok(CLEAN)
    }
}

/// The report in lines.
fn report(origin: &Origin) -> String {
    let mut lines = vec![words::headline(origin)];
    lines.extend(origin.options.iter().map(|(name, value)| format!("  {name}: {value}")));
    for fate in Fate::ALL {
        let entries: Vec<_> = origin.entries.iter().filter(|it| it.fate == *fate).collect();
        lines.extend((!entries.is_empty()).then(|| format!("\n{}", words::fate(*fate))));
        for it in entries {
            let places = words::places(it);
            let places = if places.is_empty() { places } else { format!(" [{places}]") };
            lines.push(format!("  {}{places}", words::entry(it)));
        }
    }
    lines.join("\n")
}
