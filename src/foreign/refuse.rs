//! What is not read, by name, with what to do instead: by its first bytes, or by the shape of its JSON.

use serde_json::Value;

use super::make::Text;
use crate::import::ImportError;
use crate::tongue::Phrase;

/// What something is, with its article, and what the reader can do.
pub type Refusal = (Text, Text);

/// What to choose instead of what says nothing of a breach.
const INCIDENT: Text = Phrase::unread_hint_incident;
const UNPACK: Text = Phrase::unread_hint_unpack;
const TABLE: Text = Phrase::unread_hint_sheet;

/// A text without columns.
pub const PLAIN: Refusal = (Phrase::unread_text, INCIDENT);
/// Lines of JSON of which no reader knows what they are.
pub const LINES: Refusal = (Phrase::unread_lines, INCIDENT);
/// A table of which nobody says which column is what.
pub const UNMAPPED: Refusal = (Phrase::unread_table, Phrase::unread_hint_columns);

/// Files that are surely no text, by how they begin.
const SIGNS: &[(&[u8], Refusal)] = &[
    (b"%PDF", (Phrase::unread_pdf, Phrase::unread_hint_data)),
    (b"version https://git-lfs", (Phrase::unread_lfs, Phrase::unread_hint_lfs)),
    (b"\x89PNG", (Phrase::unread_picture, INCIDENT)),
    (b"\xFF\xD8\xFF", (Phrase::unread_picture, INCIDENT)),
    (b"GIF8", (Phrase::unread_picture, INCIDENT)),
    (b"\xD4\xC3\xB2\xA1", PCAP),
    (b"\xA1\xB2\xC3\xD4", PCAP),
    (b"\x4D\x3C\xB2\xA1", PCAP),
    (b"\x0A\x0D\x0D\x0A", PCAP),
    (b"ElfFile\0", (Phrase::unread_evtx, Phrase::unread_hint_events)),
    (b"\xD0\xCF\x11\xE0", (Phrase::unread_old_office, TABLE)),
    (b"SQLite format 3\0", (Phrase::unread_sqlite, Phrase::unread_hint_database)),
    (b"{\\rtf", (Phrase::unread_rtf, INCIDENT)),
    (b"PAR1", (Phrase::unread_parquet, Phrase::unread_hint_parquet)),
    (b"7z\xBC\xAF\x27\x1C", (Phrase::unread_7z, UNPACK)),
    (b"Rar!", (Phrase::unread_rar, UNPACK)),
    (b"BZh", (Phrase::unread_bzip2, UNPACK)),
    (b"\xFD7zXZ", (Phrase::unread_xz, UNPACK)),
    (b"\x28\xB5\x2F\xFD", (Phrase::unread_zstd, UNPACK)),
    (b"\x7FELF", (Phrase::unread_program, INCIDENT)),
    (b"MZ\x90", (Phrase::unread_program, INCIDENT)),
];

const PCAP: Refusal = (Phrase::unread_capture, Phrase::unread_hint_capture);

/// Zip archives that are documents, by a file inside.
const PACKED: &[(&str, Refusal)] = &[
    ("xl/workbook.xml", (Phrase::unread_spreadsheet, TABLE)),
    ("content.xml", (Phrase::unread_open_document, TABLE)),
    ("word/document.xml", (Phrase::unread_word, INCIDENT)),
    ("ppt/presentation.xml", (Phrase::unread_powerpoint, INCIDENT)),
];

/// Tables that tools write and that are no story of a breach: the columns that give them away.
const TABLES: &[(&[&str], Refusal)] = &[
    (
        &["uuid", "event_id", "category", "type", "value", "to_ids"],
        (Phrase::unread_attributes, Phrase::unread_hint_galaxy),
    ),
    (&["EntryNumber", "SequenceNumber", "ParentPath"], FILES),
    (&["SourceFilename", "ExecutableName", "RunCount"], FILES),
];

const FILES: Refusal = (Phrase::unread_files, Phrase::unread_hint_files);

/// JSON that a reader could take for a story of a breach: it says what is to be done.
const PLANS: &[(&[&str], Refusal)] =
    &[(&["/workflow_start", "/workflow"], (Phrase::unread_playbook, Phrase::unread_hint_playbook))];

/// JSON that is no story of a breach: the fields that give it away.
const SHAPES: &[(&[&str], Refusal)] = &[
    (&["/meta/type", "/meta/version", "/data"], BLOODHOUND),
    (&["/graph/nodes", "/graph/edges"], BLOODHOUND),
    (&["/case", "/timeline", "/iocs", "/assets"], IRIS),
    (&["/case", "/timeline", "/iocs", "/evidences"], IRIS),
    (&["/timeline", "/systems", "/investigated_systems"], (Phrase::unread_aurora, Phrase::unread_hint_drawing)),
    (&["/domain", "/techniques", "/versions"], (Phrase::unread_navigator, Phrase::unread_hint_navigator)),
    (&["/authors", "/category", "/values"], (Phrase::unread_galaxy, Phrase::unread_hint_galaxy)),
    (&["/nodes/0/position", "/edges"], DRAWING),
    (&["/nodes/0/data", "/edges"], DRAWING),
    (&["/bomFormat", "/specVersion"], SOFTWARE),
    (&["/spdxVersion", "/SPDXID"], SOFTWARE),
    (&["/document/csaf_version"], SOFTWARE),
    (&["/runs/0/tool"], SOFTWARE),
    (&["/incidents/0/file"], INDEX),
    (&["/$schema", "/$defs"], SCHEMA),
    (&["/$schema", "/definitions"], SCHEMA),
    (&["/$schema", "/properties"], SCHEMA),
];

const BLOODHOUND: Refusal = (Phrase::unread_bloodhound, Phrase::unread_hint_bloodhound);
const IRIS: Refusal = (Phrase::unread_iris, Phrase::unread_hint_iris);
const DRAWING: Refusal = (Phrase::unread_drawing, Phrase::unread_hint_drawing);
const SOFTWARE: Refusal = (Phrase::unread_software, INCIDENT);
/// JSON of which nothing is known.
pub const JSON: Refusal = (Phrase::unread_json, INCIDENT);
const SCHEMA: Refusal = (Phrase::unread_schema, INCIDENT);
const INDEX: Refusal = (Phrase::unread_index, Phrase::unread_hint_index);

/// Why something is not read.
pub fn refusal((what, hint): Refusal) -> ImportError {
    ImportError::Refused { what: what(), hint: hint() }
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
        let html: Refusal = (Phrase::unread_page, Phrase::unread_hint_page);
        let xml: Refusal = (Phrase::unread_xml, Phrase::unread_hint_xml);
        let is_page = opening.contains("<html") || opening.contains("<!doctype html");
        return Err(refusal(if is_page { html } else { xml }));
    }
    if is_yaml(begins) {
        return Err(refusal((Phrase::unread_yaml, Phrase::unread_hint_yaml)));
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

/// Refuses a table by its header.
pub fn by_header(header: &[String]) -> Result<(), ImportError> {
    let has = |name: &&str| header.iter().any(|it| it == name);
    let found = TABLES.iter().find(|(columns, _)| columns.iter().all(has));
    found.map_or(Ok(()), |(_, it)| Err(refusal(*it)))
}

/// Refuses JSON that says what is to be done. Asked before any format.
pub fn by_plan(value: &Value) -> Result<(), ImportError> {
    shaped(value, PLANS).map_or(Ok(()), |it| Err(refusal(it)))
}

fn shaped(value: &Value, shapes: &[(&[&str], Refusal)]) -> Option<Refusal> {
    let found = shapes.iter().find(|(fields, _)| fields.iter().all(|it| value.pointer(it).is_some()));
    found.map(|(_, it)| *it)
}

/// Refuses JSON by its shape. Asked only when no format takes it.
pub fn by_shape(value: &Value) -> Result<(), ImportError> {
    let is_list = value.as_array().is_some_and(|it| !it.is_empty() && it.iter().all(Value::is_string));
    shaped(value, SHAPES).or(is_list.then_some(INDEX)).map_or(Ok(()), |it| Err(refusal(it)))
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
        assert!(what(json!({"timeline": [], "systems": [], "investigated_systems": []})).contains("Aurora"));
        assert!(what(json!({"incidents": [{"id": "a", "file": "a.json"}]})).contains("index"));
        assert!(what(json!(["a.json", "b.json"])).contains("index"));
        assert!(what(json!({"nodes": [{"id": "a", "position": {}}], "edges": []})).contains("nodes and edges"));
        assert!(by_plan(&json!({"type": "playbook", "workflow_start": "a", "workflow": {}})).is_err());
        assert!(by_header(&["uuid", "event_id", "category", "type", "value", "to_ids"].map(str::to_owned)).is_err());
        assert!(by_header(&["EntryNumber", "SequenceNumber", "ParentPath", "FileName"].map(str::to_owned)).is_err());
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
