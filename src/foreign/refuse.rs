//! What is not read, by name, with what to do instead: by its first bytes, or by the shape of its JSON.

use serde_json::Value;

use crate::import::ImportError;
use crate::tongue::Phrase;

/// What something is, with its article, and what the reader can do.
type Refusal = (&'static str, &'static str);

/// What to choose instead of what says nothing of a breach.
pub const INCIDENT: &str = "Choose a file that tells of an incident; docs/imports.md lists the formats that are read.";
const UNPACK: &str = "Unpack it, and open the file inside.";
const TABLE: &str = "Save the sheet as CSV (UTF-8), and open that.";

/// Files that are surely no text, by how they begin.
const SIGNS: &[(&[u8], Refusal)] = &[
    (b"%PDF", ("a PDF", "Open the data behind it: JSON, JSON lines or CSV.")),
    (b"version https://git-lfs", ("a Git LFS pointer without its file", "Fetch the file itself with `git lfs pull`.")),
    (b"\x89PNG", ("a picture", INCIDENT)),
    (b"\xFF\xD8\xFF", ("a picture", INCIDENT)),
    (b"GIF8", ("a picture", INCIDENT)),
    (b"\xD4\xC3\xB2\xA1", PCAP),
    (b"\xA1\xB2\xC3\xD4", PCAP),
    (b"\x4D\x3C\xB2\xA1", PCAP),
    (b"\x0A\x0D\x0D\x0A", PCAP),
    (b"ElfFile\0", ("a Windows event log (EVTX)", "Export its events as JSON lines, and open those.")),
    (b"\xD0\xCF\x11\xE0", ("an old Excel, Word or Outlook file", TABLE)),
    (b"SQLite format 3\0", ("an SQLite database", "Export the table that tells the story as CSV.")),
    (b"{\\rtf", ("a document (RTF)", INCIDENT)),
    (b"PAR1", ("a Parquet table", "Save it as CSV or JSON lines, and open that.")),
    (b"7z\xBC\xAF\x27\x1C", ("a 7z archive", UNPACK)),
    (b"Rar!", ("a RAR archive", UNPACK)),
    (b"BZh", ("a bzip2 archive", UNPACK)),
    (b"\xFD7zXZ", ("an xz archive", UNPACK)),
    (b"\x28\xB5\x2F\xFD", ("a Zstandard archive", UNPACK)),
    (b"\x7FELF", ("a program", INCIDENT)),
    (b"MZ\x90", ("a program", INCIDENT)),
];

const PCAP: Refusal = ("a network capture (PCAP)", "It holds packets, not a story: open the logs of logons instead.");

/// Zip archives that are documents, by a file inside.
const PACKED: &[(&str, Refusal)] = &[
    ("xl/workbook.xml", ("a spreadsheet (Excel)", TABLE)),
    ("content.xml", ("an OpenDocument file", TABLE)),
    ("word/document.xml", ("a Word document", INCIDENT)),
    ("ppt/presentation.xml", ("a PowerPoint file", INCIDENT)),
];

/// JSON that is no story of a breach: the fields that give it away.
const SHAPES: &[(&[&str], Refusal)] = &[
    (&["/meta/type", "/meta/version", "/data"], BLOODHOUND),
    (&["/graph/nodes", "/graph/edges"], BLOODHOUND),
    (&["/case", "/timeline", "/iocs", "/assets"], IRIS),
    (&["/case", "/timeline", "/iocs", "/evidences"], IRIS),
    (
        &["/domain", "/techniques", "/versions"],
        ("an ATT&CK Navigator layer", "It lists techniques without a story: open the Attack Flow, if there is one."),
    ),
    (
        &["/authors", "/category", "/values"],
        ("a MISP galaxy", "It says who exists, not what happened: export the event from MISP as JSON."),
    ),
    (&["/incidents/0/file"], INDEX),
    (&["/$schema", "/$defs"], SCHEMA),
    (&["/$schema", "/definitions"], SCHEMA),
    (&["/$schema", "/properties"], SCHEMA),
];

const BLOODHOUND: Refusal =
    ("a BloodHound export", "It says who may reach what, not what happened: open the logs of logons, or the report.");
const IRIS: Refusal =
    ("a DFIR-IRIS case", "It is not read yet: export its timeline as CSV, and say which column is what.");
const SCHEMA: Refusal = ("a JSON Schema", INCIDENT);
const INDEX: Refusal = (
    "an index of files",
    "On the page, open it by its address (?src=), or the folder with its files; to the command, give these files.",
);

pub(super) fn refusal((what, hint): Refusal) -> ImportError {
    ImportError::Refused { what: Phrase::verbatim(what), hint: Phrase::verbatim(hint) }
}

/// Refuses by the first bytes.
pub fn by_sign(bytes: &[u8]) -> Result<(), ImportError> {
    let found = SIGNS.iter().find(|(sign, _)| bytes.starts_with(sign));
    found.map_or(Ok(()), |(_, it)| Err(refusal(*it)))
}

/// Refuses a text that is none of ours by how it begins.
pub fn by_text(text: &str) -> Result<(), ImportError> {
    let begins = text.trim_start();
    let opening: String = begins.chars().take(400).flat_map(char::to_lowercase).collect();
    if begins.starts_with('<') {
        let html = ("a web page", "Save the data that it links to: JSON, JSON lines or CSV.");
        let xml = ("XML", "Export it as JSON, JSON lines or CSV, and open that.");
        let is_page = opening.contains("<html") || opening.contains("<!doctype html");
        return Err(refusal(if is_page { html } else { xml }));
    }
    if is_yaml(begins) {
        return Err(refusal(("YAML", "Open the data that it describes: JSON, JSON lines or CSV.")));
    }
    Ok(())
}

/// Whether the first lines are keys with a colon, as in YAML: no brackets, no table.
fn is_yaml(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_end).filter(|it| !it.is_empty() && !it.starts_with('#'));
    let is_key = |line: &str| {
        let name = line.split(':').next().unwrap_or_default();
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "_-".contains(c));
        line == "---" || is_name && (line[name.len()..].starts_with(": ") || line.len() == name.len() + 1)
    };
    let first: Vec<&str> = lines.by_ref().take(3).collect();
    first.len() == 3 && is_key(first[0]) && first.iter().skip(1).all(|it| is_key(it) || it.starts_with([' ', '-']))
}

/// Refuses JSON by its shape. Asked only when no format takes it.
pub fn by_shape(value: &Value) -> Result<(), ImportError> {
    let found = SHAPES.iter().find(|(fields, _)| fields.iter().all(|it| value.pointer(it).is_some()));
    let is_list = value.as_array().is_some_and(|it| !it.is_empty() && it.iter().all(Value::is_string));
    found.map(|(_, it)| *it).or(is_list.then_some(INDEX)).map_or(Ok(()), |it| Err(refusal(it)))
}

/// Refuses an archive that is a document.
pub fn by_packed(names: &[String]) -> Result<(), ImportError> {
    let found = PACKED.iter().find(|(name, _)| names.iter().any(|it| it == name));
    found.map_or(Ok(()), |(_, it)| Err(refusal(*it)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tongue::Tongue;
    use serde_json::json;

    #[test]
    fn shapes_without_a_story_have_names() {
        let what = |value| by_shape(&value).map_err(|it| it.tell(Tongue::of("en"))).err().unwrap_or_default();
        assert!(what(json!({"meta": {"type": "users", "version": 6}, "data": []})).contains("BloodHound"));
        assert!(what(json!({"case": {}, "timeline": [], "iocs": [], "assets": []})).contains("DFIR-IRIS"));
        assert!(what(json!({"incidents": [{"id": "a", "file": "a.json"}]})).contains("index"));
        assert!(what(json!(["a.json", "b.json"])).contains("index"));
        assert_eq!(what(json!({"data": []})), "");
        assert_eq!(what(json!([1])), "");
    }

    #[test]
    fn keys_with_colons_are_yaml_and_tables_are_not() {
        assert!(by_text("author: A\nid: 3\nmitre:\n- T1\n").is_err());
        assert!(by_text("---\nauthor: A\nid: 3\n").is_err());
        assert!(by_text("from,to,when\na,b,2020\nc,d,2021\n").is_ok());
        assert!(by_text("time: a,b\nx,y\n").is_ok());
    }
}
