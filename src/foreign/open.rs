//! A file of any kind → the text of the native format, one draft, or a collection of drafts; or why it is not read.

use serde_json::Value;

use super::{
    Collection, Content, FORMATS, Fidelity, Format, Lines, Zones, format_of, refuse, silence, technique, unpack,
};
use crate::import::draft::IncidentDraft;
use crate::import::native;
use crate::import::{Found, ImportError, MAX_BYTES, duplicate_keys};
use crate::tongue::Phrase;

/// What a file turned out to be.
#[derive(Debug)]
pub enum Opened {
    /// The native format: its text, to be imported as it is.
    Native(String),
    /// One incident of another format.
    One(Box<IncidentDraft>),
    /// Several incidents.
    Many(Box<Collection>),
}

/// Reads a file of any kind. The name is only kept; what a file is, is seen from its content.
pub fn open(bytes: &[u8], name: &str) -> Result<Opened, ImportError> {
    open_with(bytes, name, Vec::new())
}

/// Reads a file as `options` say, by name and value: what they mean, the format says.
pub fn open_with(bytes: &[u8], name: &str, options: Vec<(String, String)>) -> Result<Opened, ImportError> {
    open_in(Zones::default(), bytes, name, options)
}

/// The same with somebody else who knows the time zones.
pub fn open_in(zones: Zones, bytes: &[u8], name: &str, options: Vec<(String, String)>) -> Result<Opened, ImportError> {
    open_told(bytes, &mut Fidelity::with(name, options).of(zones))
}

/// Reads a file into a report that knows all places, and not only the first ones that the incident carries.
pub fn open_told(bytes: &[u8], fidelity: &mut Fidelity) -> Result<Opened, ImportError> {
    let several = unpack::tables(bytes).unwrap_or_default();
    let several: Vec<Content> = several.iter().filter_map(|it| Content::of(it).ok()).collect();
    let several = Content::Several(several);
    if format_of(&several).is_some() {
        return made(&several, "", fidelity);
    }
    let text = unpack::text(bytes)?;
    if let Some(all) = Collection::of_list(&text, fidelity) {
        return collected(all);
    }
    let content = Content::of(&text)?;
    if content.json().is_some_and(native::is_ours) {
        return Ok(Opened::Native(text.into_owned()));
    }
    if fidelity.options.is_empty()
        && let Some(all) = Collection::of_rows(&content, fidelity)
    {
        return collected(all);
    }
    made(&content, &text, fidelity)
}

/// What a format makes of a content, with its report.
fn made(content: &Content, text: &str, fidelity: &mut Fidelity) -> Result<Opened, ImportError> {
    let (format, mut drafts) = read(content, text, fidelity)?;
    for draft in &mut drafts {
        technique::name(draft, fidelity);
    }
    if let (Some(value), false) = (content.json(), format.accounted.is_none()) {
        silence::report(value, "", &drafts, format.accounted, fidelity);
    }
    if content.json().is_some() && text.len() <= MAX_BYTES {
        for pointer in duplicate_keys(text) {
            fidelity.left_out(Phrase::import_double_key(), pointer);
        }
    }
    match drafts.len() {
        0 => Err(ImportError::NoIncident { format: (format.label)() }),
        1 => {
            let draft = drafts.remove(0);
            Ok(Opened::One(Box::new(IncidentDraft {
                imported: Some(fidelity.imported(format.id, (format.label)())),
                ..draft
            })))
        }
        _ => Ok(Opened::Many(Box::new(Collection::of(drafts, format, fidelity)))),
    }
}

/// A collection, or the only incident of it.
fn collected(all: Collection) -> Result<Opened, ImportError> {
    match all.len() {
        0 => Err(all.label().map_or(ImportError::Empty, |format| ImportError::NoIncident { format })),
        1 => all.draft(0).map(|it| Opened::One(Box::new(it))).ok_or(ImportError::Empty),
        _ => Ok(Opened::Many(Box::new(all))),
    }
}

/// Asks the formats in their order. A value on a line of its own may also be the only line of JSON lines.
fn read(
    content: &Content,
    text: &str,
    fidelity: &mut Fidelity,
) -> Result<(&'static Format, Vec<IncidentDraft>), ImportError> {
    // whoever says which column is what, takes a table for his own
    let is_mapped = matches!(content, Content::Table { .. }) && !fidelity.options.is_empty();
    match content {
        Content::Json(value) => refuse::by_plan(value)?,
        Content::Table { header, .. } if !is_mapped => refuse::by_header(header)?,
        Content::Table { .. } | Content::Lines(_) | Content::Several(_) => {}
    }
    let take = |content: &Content, fidelity: &mut Fidelity| {
        let format = FORMATS.iter().find(|it| if is_mapped { it.id == "table" } else { (it.sniff)(content) })?;
        fidelity.is_searched = !format.accounted.is_none();
        Some((format, (format.read)(content, fidelity)))
    };
    match take(content, fidelity) {
        // chosen, but not enough: a table is asked for more below
        Some((_, drafts)) if is_mapped && drafts.is_empty() => {}
        Some(read) => return Ok(read),
        None => {}
    }
    match content {
        Content::Json(value) => {
            let is_line = value.is_object() && text.trim().lines().count() == 1;
            let read = is_line.then(|| take(&Content::Lines(Lines::of(text)), fidelity)).flatten();
            read.map_or_else(|| Err(unknown(value)), Ok)
        }
        Content::Lines(_) => Err(refuse::refusal(refuse::LINES)),
        Content::Table { .. } | Content::Several(_) => Err(refuse::refusal(refuse::UNMAPPED)),
    }
}

/// Why no format takes a value.
fn unknown(value: &Value) -> ImportError {
    let known = || if is_like_ours(value) { native::check_format(value) } else { Err(refuse::refusal(refuse::JSON)) };
    refuse::by_shape(value).and_then(|()| known()).err().unwrap_or(ImportError::UnknownFormat(Found::Unknown))
}

/// Whether a value may be meant as an incident of ours: it names a format, or has two of our fields, and either no
/// other or a list of ours. A ticket has an id and a title as well.
fn is_like_ours(value: &Value) -> bool {
    let fields = ["id", "title", "sources", "hosts", "pivots", "events", "counts", "zones", "victim"];
    let found = || fields.into_iter().filter_map(|it| value.get(it));
    let n = found().count();
    let is_ours = n > 1 && (found().any(Value::is_array) || value.as_object().is_some_and(|it| it.len() == n));
    !value.is_object() || value.get("format").is_some() || value.get("type").is_some_and(|it| it == "bundle") || is_ours
}
