//! How the words of a document look: styles, lists and settings.

use super::language;
use super::xml::{W, el, root};
use crate::paint::SvgNode;
use crate::tongue::Tongue;

/// A style of paragraphs.
struct Style {
    id: &'static str,
    /// Its name, by which programs know those that they have themselves.
    name: &'static str,
    /// Half points.
    size: u32,
    is_bold: bool,
    /// Room above and below, in twentieths of a point.
    around: (u32, u32),
    /// From the left, and of the first line again to the left.
    indent: (u32, u32),
    /// Its level among the headings, from 0.
    level: Option<&'static str>,
}

const PLAIN: Style =
    Style { id: "Normal", name: "Normal", size: 20, is_bold: false, around: (0, 80), indent: (0, 0), level: None };

/// Those of paragraphs.
const STYLES: [Style; 16] = [
    PLAIN,
    Style { id: "Heading1", name: "heading 1", size: 36, is_bold: true, around: (0, 80), level: Some("0"), ..PLAIN },
    Style { id: "Heading2", name: "heading 2", size: 26, is_bold: true, around: (280, 80), level: Some("1"), ..PLAIN },
    Style { id: "Number", name: "Number", size: 32, is_bold: true, around: (40, 60), ..PLAIN },
    Style { id: "Note", name: "Note", size: 18, ..PLAIN },
    Style { id: "Picture", name: "Picture", around: (120, 120), ..PLAIN },
    Style { id: "Cell", name: "Cell", size: 18, around: (30, 30), ..PLAIN },
    Style { id: "Small", name: "Small", size: 8, around: (0, 0), ..PLAIN },
    Style { id: "Term", name: "Term", size: 18, around: (0, 60), indent: (2000, 2000), ..PLAIN },
    Style { id: "ListParagraph", name: "List Paragraph", around: (60, 40), indent: (360, 0), ..PLAIN },
    Style { id: "Shown", name: "Shown position", size: 20, around: (0, 20), indent: (560, 0), ..PLAIN },
    Style { id: "Position", name: "Position", size: 20, around: (0, 20), indent: (560, 0), ..PLAIN },
    Style { id: "Below", name: "Below an entry", size: 17, around: (0, 20), indent: (560, 0), ..PLAIN },
    Style { id: "FootnoteText", name: "footnote text", size: 16, around: (0, 20), ..PLAIN },
    Style { id: "Header", name: "header", size: 16, around: (0, 40), ..PLAIN },
    Style { id: "Footer", name: "footer", size: 16, around: (0, 0), ..PLAIN },
];

fn val(tag: &'static str, value: &str) -> SvgNode {
    el(tag).with("w:val", value)
}

impl Style {
    fn node(&self) -> SvgNode {
        let spacing = el("w:spacing").with("w:before", self.around.0.to_string());
        let spacing = spacing.with("w:after", self.around.1.to_string());
        let indent = el("w:ind").with("w:left", self.indent.0.to_string());
        let indent = if self.indent.1 > 0 { indent.with("w:hanging", self.indent.1.to_string()) } else { indent };
        let is_kept = self.level.is_some() || self.id == "Number";
        let lines = el("w:pPr").holding(is_kept.then(|| el("w:keepNext"))).holding([spacing]);
        let lines = lines.holding((self.indent.0 > 0).then_some(indent));
        let lines = lines.holding(self.level.map(|it| val("w:outlineLvl", it)));
        let words = el("w:rPr").holding(self.is_bold.then(|| el("w:b"))).holding([val("w:sz", &self.size.to_string())]);
        let style = el("w:style").with("w:type", "paragraph");
        let style = if self.id == "Normal" { style.with("w:default", "1") } else { style };
        let style = style.with("w:styleId", self.id).holding([val("w:name", self.name)]);
        let based = (self.id != "Normal").then(|| val("w:basedOn", "Normal"));
        style.holding(based).holding([el("w:qFormat"), lines, words])
    }
}

/// The styles as a part.
pub fn styles(tongue: &Tongue) -> SvgNode {
    let tag = language(tongue.tag());
    let fonts = el("w:rFonts").with("w:ascii", "Arial").with("w:hAnsi", "Arial");
    let fonts = fonts.with("w:eastAsia", "Yu Gothic").with("w:cs", "Arial");
    let spoken = el("w:lang").with("w:val", tag).with("w:eastAsia", "ja-JP");
    let words =
        el("w:rPrDefault").holding([el("w:rPr").holding([fonts, val("w:sz", "20"), val("w:szCs", "20"), spoken])]);
    let line = el("w:spacing").with("w:line", "259").with("w:lineRule", "auto");
    let lines = el("w:pPrDefault").holding([el("w:pPr").holding([line])]);
    let raised = el("w:style")
        .with("w:type", "character")
        .with("w:styleId", "FootnoteReference")
        .holding([val("w:name", "footnote reference"), el("w:rPr").holding([val("w:vertAlign", "superscript")])]);
    let rule = |tag| el(tag).with("w:val", "single").with("w:sz", "4").with("w:space", "0").with("w:color", "BFC5CC");
    let rows = el("w:style").with("w:type", "table").with("w:styleId", "Rows").holding([
        val("w:name", "Rows"),
        el("w:tblPr").holding([
            el("w:tblBorders").holding([rule("w:top"), rule("w:bottom"), rule("w:insideH")]),
            el("w:tblCellMar").holding([
                el("w:left").with("w:w", "60").with("w:type", "dxa"),
                el("w:right").with("w:w", "60").with("w:type", "dxa"),
            ]),
        ]),
    ]);
    root("w:styles", &[W])
        .holding([el("w:docDefaults").holding([words, lines])])
        .holding(STYLES.iter().map(Style::node))
        .holding([raised, rows])
}

/// Two lists: with dots, and with numbers.
pub fn numbering() -> SvgNode {
    let list = |number: &str, format: &str, words: &str| {
        let indent = el("w:ind").with("w:left", "360").with("w:hanging", "300");
        let level = el("w:lvl").with("w:ilvl", "0").holding([
            val("w:start", "1"),
            val("w:numFmt", format),
            val("w:lvlText", words),
            val("w:lvlJc", "left"),
            el("w:pPr").holding([indent]),
        ]);
        el("w:abstractNum").with("w:abstractNumId", number).holding([val("w:multiLevelType", "singleLevel"), level])
    };
    let number = |number: &str| el("w:num").with("w:numId", number).holding([val("w:abstractNumId", number)]);
    let lists = [list("1", "bullet", "•"), list("2", "decimal", "%1."), number("1"), number("2")];
    root("w:numbering", &[W]).holding(lists)
}

/// The settings: which footnotes are lines between text and footnotes, and the language.
pub fn settings(tongue: &Tongue) -> SvgNode {
    let line = |number: &str| el("w:footnote").with("w:id", number);
    let spoken = el("w:themeFontLang").with("w:val", language(tongue.tag())).with("w:eastAsia", "ja-JP");
    let newest = el("w:compatSetting").with("w:name", "compatibilityMode");
    let newest = newest.with("w:uri", "http://schemas.microsoft.com/office/word").with("w:val", "15");
    root("w:settings", &[W]).holding([
        el("w:footnotePr").holding([line("-1"), line("0")]),
        el("w:compat").holding([newest]),
        spoken,
    ])
}
