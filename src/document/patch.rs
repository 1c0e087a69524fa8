//! Edits as values: JSON Patch (RFC 6902), applied to the text of a document, whose other bytes stay as they are.

use serde_json::{Map, Value, json};

use super::splice::Splice;
use super::style::{Style, line_indent, rank, taken};
use super::text::{Container, find, index, tokens};
use crate::import::draft::FILE;
use crate::import::role::Known;
use crate::tongue::Phrase;

/// One operation of a patch. Places are JSON Pointers (RFC 6901).
#[derive(Debug, Clone, PartialEq)]
pub enum Operation {
    /// Puts a value there: before the item of a list, at its end (`-`), or as a member of an object, new or not.
    Add(String, Value),
    /// Takes out what is there.
    Remove(String),
    /// Puts a value in place of what is there.
    Replace(String, Value),
    /// Takes out what stands at the first place, and puts it at the second; its bytes stay as they are.
    Move(String, String),
    /// Puts a copy of what stands at the first place at the second.
    Copy(String, String),
    /// Goes on only if this value is there.
    Test(String, Value),
}

/// Why a patch is not applied; nothing of it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Unfit {
    /// Which operation, from 0.
    pub operation: usize,
    /// What is wrong.
    pub problem: Phrase,
}

/// Operations that are done together, or not at all.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Patch(pub Vec<Operation>);

impl Patch {
    /// Reads a patch: a list of operations, or a single one.
    pub fn read(value: &Value) -> Result<Self, Unfit> {
        let items = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        let read =
            |(operation, it)| Operation::read(it).ok_or(Unfit { operation, problem: Phrase::edit_no_operation() });
        items.iter().enumerate().map(read).collect::<Result<_, _>>().map(Self)
    }

    /// The patch as JSON.
    pub fn write(&self) -> Value {
        self.0.iter().map(Operation::write).collect()
    }
}

/// In which text an operation is done.
pub struct Within<'a> {
    /// How the file is written.
    pub style: &'a Style,
    /// Where the text stands in the file; nothing if it is all of it.
    pub base: &'a [String],
}

impl Within<'_> {
    /// The field of the format that stands at a place.
    pub fn known(&self, tokens: &[String]) -> Known {
        let is_item = |it: &&String| index(it).is_none() && *it != "-";
        self.base.iter().chain(tokens).filter(is_item).fold(FILE, |known, key| known.field(key))
    }
}

impl Operation {
    fn read(value: &Value) -> Option<Self> {
        let text = |key: &str| value.get(key)?.as_str().map(str::to_owned);
        let path = text("path")?;
        Some(match value.get("op")?.as_str()? {
            "add" => Self::Add(path, value.get("value")?.clone()),
            "remove" => Self::Remove(path),
            "replace" => Self::Replace(path, value.get("value")?.clone()),
            "move" => Self::Move(text("from")?, path),
            "copy" => Self::Copy(text("from")?, path),
            "test" => Self::Test(path, value.get("value")?.clone()),
            _ => return None,
        })
    }

    fn write(&self) -> Value {
        match self {
            Self::Add(path, value) => json!({"op": "add", "path": path, "value": value}),
            Self::Remove(path) => json!({"op": "remove", "path": path}),
            Self::Replace(path, value) => json!({"op": "replace", "path": path, "value": value}),
            Self::Move(from, path) => json!({"op": "move", "from": from, "path": path}),
            Self::Copy(from, path) => json!({"op": "copy", "from": from, "path": path}),
            Self::Test(path, value) => json!({"op": "test", "path": path, "value": value}),
        }
    }

    /// The same within what stands at the beginning of its place.
    #[must_use]
    pub fn within(&self, begin: usize) -> Self {
        match self {
            Self::Add(path, value) => Self::Add(path[begin..].to_owned(), value.clone()),
            Self::Replace(path, value) => Self::Replace(path[begin..].to_owned(), value.clone()),
            Self::Remove(path) => Self::Remove(path[begin..].to_owned()),
            Self::Move(..) | Self::Copy(..) | Self::Test(..) => self.clone(),
        }
    }

    /// What it changes in a text, one splice after the other.
    pub fn splices(&self, text: &str, within: &Within<'_>) -> Result<Vec<Splice>, Phrase> {
        match self {
            Self::Add(path, value) => Ok(vec![add(text, within, path, &Put::Value(value))?]),
            Self::Remove(path) => remove(text, path),
            Self::Replace(path, value) => Ok(vec![replace(text, within, path, value)?]),
            Self::Move(from, path) if path == from => place(text, from).map(|_| Vec::new()),
            // it would be put into what is no longer there
            Self::Move(from, path) if path.starts_with(&format!("{from}/")) => Err(Phrase::edit_into_itself(from)),
            Self::Move(from, path) => {
                let raw = place(text, from)?.1.to_owned();
                let mut splices = remove(text, from)?;
                let without = splices.iter().fold(text.to_owned(), |text, it| add_to(it, &text));
                splices.push(add(&without, within, path, &Put::Raw(&raw))?);
                Ok(splices)
            }
            Self::Copy(from, path) => {
                let raw = place(text, from)?.1;
                Ok(vec![add(text, within, path, &Put::Raw(raw))?])
            }
            Self::Test(path, value) => {
                let found: Option<Value> = serde_json::from_str(place(text, path)?.1).ok();
                if found.as_ref() == Some(value) { Ok(Vec::new()) } else { Err(Phrase::edit_other_value(path)) }
            }
        }
    }
}

/// The text after a change that was made of it.
pub fn add_to(splice: &Splice, text: &str) -> String {
    splice.apply(text).expect("it was made of this text")
}

/// What is put somewhere: a value, or one as it is written already.
enum Put<'a> {
    Value(&'a Value),
    Raw(&'a str),
}

impl Put<'_> {
    fn write(&self, style: &Style, known: Known, indent: &str, beside: Option<&str>) -> String {
        match self {
            Self::Value(value) => style.write(known, value, indent, beside),
            Self::Raw(raw) => (*raw).to_owned(),
        }
    }
}

/// Where a value stands, and the value as it is written.
fn place<'a>(text: &'a str, path: &str) -> Result<(usize, &'a str), Phrase> {
    let at = tokens(path).and_then(|it| find(text, &it)).ok_or_else(|| Phrase::edit_nothing_there(path))?;
    Ok((at.start, &text[at]))
}

/// The container of a place, with all tokens of the place.
fn around(text: &str, path: &str) -> Result<(Container, Vec<String>), Phrase> {
    let nothing = || Phrase::edit_nothing_there(path);
    let tokens = tokens(path).ok_or_else(nothing)?;
    let (_, parents) = tokens.split_last().ok_or_else(nothing)?;
    let at = find(text, parents).ok_or_else(nothing)?;
    Ok((Container::at(text, at.start).ok_or_else(nothing)?, tokens))
}

fn replace(text: &str, within: &Within<'_>, path: &str, value: &Value) -> Result<Splice, Phrase> {
    let (start, old) = place(text, path)?;
    let known = tokens(path).map_or(Known::OWN, |it| within.known(&it));
    let style = within.style;
    let is_nested = old.starts_with(['{', '[']);
    let new = style.write(known, value, line_indent(text, start), Some(old).filter(|_| is_nested));
    Ok(Splice::new(start, old, &new))
}

/// Takes out what stands at a place: a member with a key that stands several times is all of them.
fn remove(text: &str, path: &str) -> Result<Vec<Splice>, Phrase> {
    let mut splices: Vec<Splice> = Vec::new();
    let mut text = text.to_owned();
    loop {
        let (container, tokens) = around(&text, path)?;
        let Some(found) =
            tokens.last().and_then(|it| container.find(it)).filter(|_| splices.is_empty() || container.is_object)
        else {
            return if splices.is_empty() { Err(Phrase::edit_nothing_there(path)) } else { Ok(splices) };
        };
        let range = taken(&container, found);
        let splice = Splice::new(range.start, &text[range], "");
        text = add_to(&splice, &text);
        splices.push(splice);
    }
}

fn add(text: &str, within: &Within<'_>, path: &str, put: &Put<'_>) -> Result<Splice, Phrase> {
    let style = within.style;
    if path.is_empty() {
        let (start, old) = place(text, path)?;
        return Ok(Splice::new(start, old, &put.write(style, FILE, "", Some(old))));
    }
    let (container, tokens) = around(text, path)?;
    let token = tokens.last().map_or("", String::as_str);
    let known = within.known(&tokens);
    let (key, at) = if container.is_object {
        if let Some(found) = container.find(token) {
            let old = &text[container.items[found].value.clone()];
            let start = container.items[found].value.start;
            let beside = Some(old).filter(|it| it.starts_with(['{', '[']));
            return Ok(Splice::new(start, old, &put.write(style, known, line_indent(text, start), beside)));
        }
        // where the format has the field
        let parent = within.known(&tokens[..tokens.len() - 1]);
        let own = rank(parent, token);
        let later = |it: &super::text::Item| rank(parent, it.key.as_deref().unwrap_or_default()) > own;
        (Some(token), container.items.iter().position(later).unwrap_or(container.items.len()))
    } else {
        let at = if token == "-" { Some(container.items.len()) } else { index(token) };
        let at = at.filter(|it| *it <= container.items.len());
        (None, at.ok_or_else(|| Phrase::edit_nothing_there(path))?)
    };
    let item = |indent: &str, beside: Option<&str>| {
        let written = put.write(style, known, indent, beside);
        key.map_or_else(|| written.clone(), |key| style.member(key, &written))
    };
    let Some(before) = at.checked_sub(1).or(Some(0)).filter(|_| !container.items.is_empty()) else {
        let indent = line_indent(text, container.range.start).to_owned();
        let new = style.first(&container, &indent, |deeper| item(deeper, None));
        return Ok(Splice::new(container.range.start, &text[container.range.clone()], &new));
    };
    let between = style.between(text, &container);
    let beside = (!container.is_object).then(|| &text[container.items[before].value.clone()]);
    let beside = beside.filter(|it| it.starts_with(['{', '[']));
    let written = item(between.indent, beside);
    Ok(match container.items.get(at) {
        Some(next) => Splice::new(next.whole.start, "", &format!("{written}{}", between.comma)),
        None => Splice::new(container.items[before].whole.end, "", &format!("{}{written}", between.comma)),
    })
}

/// The value of a document as JSON.
pub fn value(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or(Value::Object(Map::new()))
}
