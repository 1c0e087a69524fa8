//! Runs and paragraphs of a document for Word.

use super::language;
use super::xml::el;
use crate::paint::SvgNode;

/// How words look besides what their style says.
#[derive(Clone, Copy, Default)]
pub struct Look<'a> {
    /// Whether it is bold.
    pub is_bold: bool,
    /// In which language, if not in that of the document.
    pub language: Option<&'a str>,
    /// Whether it stands in a table, where numbers of sources are all that is in a cell.
    pub is_cell: bool,
}

/// Words that look so.
pub fn run(words: &str, look: Look<'_>) -> SvgNode {
    let bold = look.is_bold.then(|| el("w:b"));
    let tag = look.language.map(|it| el("w:lang").with("w:val", language(it)).with("w:eastAsia", language(it)));
    let properties = el("w:rPr").holding(bold).holding(tag);
    let properties = (!properties.children.is_empty()).then_some(properties);
    el("w:r").holding(properties).holding([self::words(words)])
}

/// An element that names a style.
pub fn in_style(tag: &'static str, style: &str) -> SvgNode {
    el(tag).with("w:val", style)
}

/// A paragraph in a style.
pub fn paragraph(style: &str, runs: Vec<SvgNode>) -> SvgNode {
    el("w:p").holding([el("w:pPr").holding([in_style("w:pStyle", style)])]).holding(runs)
}

/// The size of numbers of sources in a cell of their own, in half points: raised, letters lose a third or more.
const IN_CELL: &str = "26";

/// The number of a footnote, raised: small at a word, and in a cell of its own as large as it can be read. (Not raised there it would
/// mix with others: `LibreOffice` raises all that are references.)
pub fn cited(inside: Vec<SvgNode>, look: Look<'_>) -> SvgNode {
    let size = look.is_cell.then(|| el("w:sz").with("w:val", IN_CELL));
    let properties = el("w:rPr").holding([in_style("w:rStyle", "FootnoteReference")]).holding(size);
    el("w:r").holding([properties]).holding(inside)
}

/// Words within a run, with the spaces around them.
pub fn words(text: &str) -> SvgNode {
    el("w:t").with("xml:space", "preserve").saying(text)
}
