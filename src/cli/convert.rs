//! `breachmap convert`: files of other tools → the native format, with the report of what became of each thing.

use std::io::Write;
use std::path::Path;

use super::open::Input;
use super::{CLEAN, n, say, write_file};
use crate::import;
use crate::incident::{Fate, Origin};
use crate::timeline::words::origin as words;

/// Writes the native form of a file to `output`, and prints its report if `has_report`.
pub fn to_native(input: &Input, output: &Path, has_report: bool, out: &mut impl Write) -> Result<u8, String> {
    let texts = input.natives()?;
    let text = match texts.as_slice() {
        [one] => one.clone(),
        several => format!("[\n{}]\n", several.join(",\n")),
    };
    write_file(output, text.as_bytes())?;
    if has_report {
        let first = texts.first().and_then(|it| import::import(it.as_bytes()).ok());
        let origin = first.and_then(|it| it.incident.imported);
        say(out, &origin.as_ref().map_or_else(|| words::NATIVE.to_owned(), report))?;
        say(out, &format!("{} -> {}", n(texts.len(), "incident"), output.display()))?;
    }
    Ok(CLEAN)
}

/// The report in lines.
pub fn report(origin: &Origin) -> String {
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
