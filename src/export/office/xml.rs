//! XML of office files, on the same nodes as SVG and HTML, so that there is one place that escapes.

use std::fmt::Write;

use crate::paint::{SvgNode, write_node};

/// A prefix with the address that it stands for.
pub type Namespace = (&'static str, &'static str);

/// Drawings.
pub const A: Namespace = ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main");
/// Presentations.
pub const P: Namespace = ("xmlns:p", "http://schemas.openxmlformats.org/presentationml/2006/main");
/// Documents.
pub const W: Namespace = ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main");
/// Relations to other parts.
pub const R: Namespace = ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships");
/// Properties of a file.
pub const CP: Namespace = ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties");
/// Those that libraries know.
pub const DC: Namespace = ("xmlns:dc", "http://purl.org/dc/elements/1.1/");
/// Their terms.
pub const DCTERMS: Namespace = ("xmlns:dcterms", "http://purl.org/dc/terms/");
/// Types of values.
pub const XSI: Namespace = ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");

/// The outermost element of a part.
pub fn root(tag: &'static str, namespaces: &[Namespace]) -> SvgNode {
    namespaces.iter().fold(SvgNode::new(tag), |node, (prefix, address)| node.with(prefix, *address))
}

/// An element.
pub fn el(tag: &'static str) -> SvgNode {
    SvgNode::new(tag)
}

/// An element that says one value.
pub fn val(tag: &'static str, value: &str) -> SvgNode {
    SvgNode::new(tag).with("val", value)
}

impl SvgNode {
    /// The same with a whole number.
    #[must_use]
    pub fn whole(self, name: &'static str, value: i64) -> Self {
        self.with(name, value.to_string())
    }

    /// The same with words inside.
    #[must_use]
    pub fn saying(self, words: &str) -> Self {
        Self { text: Some(words.to_owned()), ..self }
    }
}

/// A part as a file.
pub fn file(root: &SvgNode) -> Vec<u8> {
    let mut out = String::new();
    let _ = writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>");
    write_node(&mut out, root);
    out.into_bytes()
}
