//! How a JSON text is written: its indent, its ends of lines, what stands on one line. New values are written like their neighbors.

use std::ops::Range;

use serde_json::{Map, Value};

use super::text::Container;
use crate::import::role::Known;
use crate::sorting;

/// The widest object that goes on one line, where others do.
const LINE: usize = 110;

/// How a text is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Style {
    /// The end of a line; `None` if the text is one line.
    pub newline: Option<&'static str>,
    /// What each level is indented by.
    unit: String,
    /// What stands after a colon and a comma of a line.
    gap: &'static str,
    /// What stands inside the brackets of an object on one line.
    inner: &'static str,
    /// Whether there are objects on one line.
    has_lines: bool,
}

impl Style {
    /// How a well-formed text is written.
    pub fn of(text: &str) -> Self {
        let newline = text.trim().contains('\n').then(|| if text.contains("\r\n") { "\r\n" } else { "\n" });
        let is_indented = |it: &&str| it.starts_with([' ', '\t']) && !it.trim().is_empty();
        let unit = text.lines().find(is_indented).map_or("  ", |it| &it[..it.len() - it.trim_start().len()]);
        // an object on one line: its opening and its closing bracket, with something between them
        let line = text.lines().find_map(|it| it.split_once('{').filter(|(_, rest)| rest.contains('}')));
        let line = line.map(|(_, rest)| rest);
        let gap = if newline.is_some() || text.contains("\": ") { " " } else { "" };
        let inner = if line.is_some_and(|it| it.starts_with(' ')) { " " } else { "" };
        Self { newline, unit: unit.to_owned(), gap, inner, has_lines: line.is_some() }
    }

    /// A value of a field as it is written here, in a line that is indented so far; `beside` is a neighbor of its kind.
    pub fn write(&self, known: Known, value: &Value, indent: &str, beside: Option<&str>) -> String {
        let line = self.line(known, value);
        let Some(newline) = self.newline else { return line };
        let may_be_line = beside.map_or(self.has_lines, |it| !it.contains('\n'));
        let deeper = format!("{indent}{}", self.unit);
        let between = format!(",{newline}{deeper}");
        match value {
            _ if may_be_line && line.chars().count() <= LINE => line,
            Value::Object(members) if !members.is_empty() => {
                let member =
                    |(key, it): (&String, &Value)| self.member(key, &self.write(known.field(key), it, &deeper, None));
                let members: Vec<_> = ordered(known, members).into_iter().map(member).collect();
                format!("{{{newline}{deeper}{}{newline}{indent}}}", members.join(&between))
            }
            Value::Array(items) if !items.is_empty() => {
                let items: Vec<_> = items.iter().map(|it| self.write(known, it, &deeper, None)).collect();
                format!("[{newline}{deeper}{}{newline}{indent}]", items.join(&between))
            }
            _ => line,
        }
    }

    /// A value on one line.
    fn line(&self, known: Known, value: &Value) -> String {
        let between = format!(",{}", self.gap);
        match value {
            Value::Object(members) if !members.is_empty() => {
                let member = |(key, it): (&String, &Value)| self.member(key, &self.line(known.field(key), it));
                let members: Vec<_> = ordered(known, members).into_iter().map(member).collect();
                format!("{{{0}{1}{0}}}", self.inner, members.join(&between))
            }
            Value::Array(items) => {
                let items: Vec<_> = items.iter().map(|it| self.line(known, it)).collect();
                format!("[{}]", items.join(&between))
            }
            other => other.to_string(),
        }
    }

    /// A member of an object, its value written already.
    pub fn member(&self, key: &str, value: &str) -> String {
        format!("{}:{}{value}", Value::from(key), self.gap)
    }

    /// What stands between items of a container, and how far they are indented.
    pub fn between<'a>(&self, text: &'a str, container: &Container) -> Between<'a> {
        let indent = container.items.first().and_then(|it| own_line(text, it.whole.start));
        match (indent, self.newline) {
            (Some(indent), Some(newline)) => Between { comma: format!(",{newline}{indent}"), indent },
            (Some(_), None) | (None, _) => {
                Between { comma: format!(",{}", self.gap), indent: line_indent(text, container.range.start) }
            }
        }
    }

    /// A container that was empty, with its first item.
    pub fn first(&self, container: &Container, indent: &str, item: impl FnOnce(&str) -> String) -> String {
        let deeper = format!("{indent}{}", self.unit);
        let item = item(&deeper);
        let (open, close) = if container.is_object { ('{', '}') } else { ('[', ']') };
        match self.newline {
            Some(newline)
                if !self.has_lines || item.contains('\n') || item.chars().count() > LINE || !container.is_object =>
            {
                format!("{open}{newline}{deeper}{item}{newline}{indent}{close}")
            }
            _ if container.is_object => format!("{open}{0}{item}{0}{close}", self.inner),
            _ => format!("{open}{item}{close}"),
        }
    }
}

/// What stands between the items of a container.
pub struct Between<'a> {
    /// The comma, and the white space after it.
    pub comma: String,
    /// How far a line of theirs is indented.
    pub indent: &'a str,
}

/// The white space in front of an offset, if nothing else stands before it on its line.
fn own_line(text: &str, at: usize) -> Option<&str> {
    let before = &text[text[..at].rfind('\n')? + 1..at];
    before.trim().is_empty().then_some(before)
}

/// How far the line of an offset is indented.
pub fn line_indent(text: &str, at: usize) -> &str {
    let line = &text[text[..at].rfind('\n').map_or(0, |it| it + 1)..at];
    &line[..line.len() - line.trim_start().len()]
}

/// What goes with an item that is taken out: its comma, and the white space around it.
pub fn taken(container: &Container, index: usize) -> Range<usize> {
    let items = &container.items;
    match (items.get(index + 1), index.checked_sub(1)) {
        (Some(next), _) => items[index].whole.start..next.whole.start,
        (None, Some(previous)) => items[previous].whole.end..items[index].whole.end,
        (None, None) => container.range.start + 1..container.range.end - 1,
    }
}

/// Where a key stands among the fields that the format knows; others come after them.
pub fn rank(known: Known, key: &str) -> usize {
    known.inside.iter().position(|it| it.name == key).unwrap_or(known.inside.len())
}

/// The members of an object in the order in which the format lists them.
fn ordered(known: Known, members: &Map<String, Value>) -> Vec<(&String, &Value)> {
    let mut all: Vec<_> = members.iter().collect();
    sorting::by_key(&mut all, |(key, _)| rank(known, key));
    all
}
