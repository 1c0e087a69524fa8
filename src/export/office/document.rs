//! The handout as a document for Word: headings, tables with heads, pictures with alternative text, and footnotes for sources.
//!
//! It is made of the handout itself, element by element, so that paper and document say the same. Pictures are drawn by whoever
//! asks for the document: the command with the fonts of the computer, the page with those of the browser.

use std::collections::BTreeSet;

use super::opc::{Part, Relation, id, package};
use super::runs::{Look, cited, in_style, paragraph, run, words};
use super::styles;
use super::xml::{A, R, W, el, root};
use super::{about, emu, master};
use crate::export::figure::Figure;
use crate::export::handout::{CITED, NUMBERS, handout};
use crate::paint::{SvgNode, write_node};
use crate::scene::theme::FILE_FONT;
use crate::tongue::Tongue;

/// A page of A4 in points, and its margins.
const PAGE: (f64, f64) = (595.3, 841.9);
const MARGIN: f64 = 48.0;
/// Points for a unit of a picture, if there is room.
const UNIT: f64 = 0.75;
/// Of the height of a page, a picture takes no more.
const SHARE: f64 = 0.62;
/// Units of lengths in these files: twentieths of a point.
const TWENTIETHS: f64 = 20.0;

/// How many pixels a unit of a picture becomes.
pub const PIXELS: u8 = 2;

/// A handout on its way to a document.
pub struct Paper {
    tongue: &'static Tongue,
    /// The properties of the file.
    about: SvgNode,
    sheets: Vec<Sheet>,
    pictures: Vec<Picture>,
    /// Each source as the list of sources has it, by its number from 1.
    sources: Vec<SvgNode>,
}

/// Pages of one orientation.
struct Sheet {
    is_wide: bool,
    head: Vec<SvgNode>,
    body: SvgNode,
    foot: Vec<SvgNode>,
}

/// A picture in a document.
pub struct Picture {
    /// The picture as a file.
    pub svg: String,
    about: String,
    size: (f64, f64),
}

/// The first element of this name in another one, or in what is in it.
fn find<'a>(node: &'a SvgNode, tag: &str) -> Option<&'a SvgNode> {
    if node.tag == tag { Some(node) } else { node.children.iter().find_map(|it| find(it, tag)) }
}

fn attribute<'a>(node: &'a SvgNode, name: &str) -> Option<&'a str> {
    node.attributes.iter().find(|it| it.0 == name).map(|it| it.1.as_str())
}

/// The parts of the running head or foot of a sheet.
fn running(sheet: &SvgNode, tag: &str) -> Vec<SvgNode> {
    find(sheet, tag).and_then(|it| find(it, "div")).map_or_else(Vec::new, |it| it.children.clone())
}

impl Paper {
    /// The handout of a figure.
    pub fn of(figure: &Figure<'_>) -> Self {
        let (article, tongue, about) = (handout(figure), figure.teller.tongue, about(figure));
        let sheets = article.children.iter().map(|it| Sheet {
            is_wide: attribute(it, "class").is_some_and(|it| it.ends_with("wide")),
            head: running(it, "thead"),
            body: find(it, "tbody").and_then(|it| find(it, "td")).cloned().unwrap_or_default(),
            foot: running(it, "tfoot"),
        });
        let sources = find(&article, "ol").map_or_else(Vec::new, |it| it.children.clone());
        let mut paper = Self { tongue, about, sheets: sheets.collect(), pictures: Vec::new(), sources };
        for sheet in &paper.sheets {
            pictures(&sheet.body, &mut paper.pictures);
        }
        paper
    }

    /// What has to be drawn, in order.
    pub fn pictures(&self) -> &[Picture] {
        &self.pictures
    }

    /// The document, with its pictures as PNG in their order.
    pub fn document(&self, drawn: Vec<Vec<u8>>) -> Vec<u8> {
        let tongue = self.tongue;
        let mut writer = Writer { paper: self, cited: BTreeSet::new(), n_pictures: 0 };
        let mut body = Vec::new();
        let last = self.sheets.len().saturating_sub(1);
        for (at, sheet) in self.sheets.iter().enumerate() {
            writer.blocks(&sheet.body, sheet.is_wide, &mut body);
            if at < last {
                let end = el("w:pPr").holding([section(sheet.is_wide)]);
                body.push(el("w:p").holding([end]));
            }
        }
        body.push(section(self.sheets.last().is_some_and(|it| it.is_wide)));
        let document = root("w:document", &[W, R, WP, A, PIC]).holding([el("w:body").holding(body)]);
        let (head, foot) = self.sheets.last().map_or((Vec::new(), Vec::new()), |it| (it.head.clone(), it.foot.clone()));
        let word = |it: &str| format!("word/{it}.xml");
        let names = ["styles", "numbering", "settings", "footnotes", "header1", "footer1"];
        let mut relations: Vec<Relation> =
            names.iter().map(|it| Relation::to(it.trim_end_matches('1'), &word(it))).collect();
        let n = self.pictures.len();
        relations.extend((0..n).map(|at| Relation::to("image", &format!("word/media/image{}.png", at + 1))));
        relations.extend((0..n).map(|at| Relation::to("image", &format!("word/media/image{}.svg", at + 1))));
        let mut parts = vec![
            Part::of("word/document.xml", "officedocument.wordprocessingml.document.main", &document, relations),
            Part::of("docProps/core.xml", "package.core-properties", &self.about, Vec::new()),
            Part::of("docProps/app.xml", "officedocument.extended-properties", &master::made_by(), Vec::new()),
        ];
        let roots = [
            styles::styles(tongue),
            styles::numbering(),
            styles::settings(tongue),
            writer.footnotes(),
            writer.running("w:hdr", &head, false),
            writer.running("w:ftr", &foot, true),
        ];
        for ((name, kind), root) in names.into_iter().zip(KINDS).zip(roots) {
            parts.push(Part::of(word(name), kind, &root, Vec::new()));
        }
        let media = |ending: &str, at: usize, bytes| Part {
            name: format!("word/media/image{}.{ending}", at + 1),
            kind: None,
            bytes,
            relations: Vec::new(),
        };
        parts.extend(drawn.into_iter().enumerate().map(|(at, bytes)| media("png", at, bytes)));
        parts.extend(self.pictures.iter().enumerate().map(|(at, it)| media("svg", at, it.svg.clone().into_bytes())));
        package(&parts)
    }
}

/// Drawings in a document, and pictures in them.
const WP: super::xml::Namespace =
    ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing");
const PIC: super::xml::Namespace = ("xmlns:pic", "http://schemas.openxmlformats.org/drawingml/2006/picture");
/// A picture of SVG beside one of PNG, for programs that know it (Microsoft, MS-ODRAWXML 2.6).
const SVG: super::xml::Namespace = ("xmlns:asvg", "http://schemas.microsoft.com/office/drawing/2016/SVG/main");
const SVG_BESIDE: &str = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}";

/// What the parts beside the document are.
const KINDS: [&str; 6] = [
    "officedocument.wordprocessingml.styles",
    "officedocument.wordprocessingml.numbering",
    "officedocument.wordprocessingml.settings",
    "officedocument.wordprocessingml.footnotes",
    "officedocument.wordprocessingml.header",
    "officedocument.wordprocessingml.footer",
];

/// Whether a picture shows nothing, as the map of an incident without hosts.
fn is_empty(picture: &SvgNode) -> bool {
    ["width", "height"].iter().any(|it| attribute(picture, it) == Some("0"))
}

/// The pictures in an element, each as a file.
fn pictures(node: &SvgNode, found: &mut Vec<Picture>) {
    if node.tag != "svg" || is_empty(node) {
        return node.children.iter().for_each(|it| pictures(it, found));
    }
    let size = ["width", "height"].map(|it| attribute(node, it).and_then(|it| it.parse().ok()).unwrap_or(1.0));
    let mut file = SvgNode { attributes: Vec::new(), ..node.clone() };
    let kept = ["viewBox", "width", "height"];
    file.attributes.push(("xmlns", "http://www.w3.org/2000/svg".to_owned()));
    file.attributes.extend(node.attributes.iter().filter(|it| kept.contains(&it.0)).cloned());
    file.attributes.push(("font-family", FILE_FONT.to_owned()));
    let mut svg = String::new();
    write_node(&mut svg, &file);
    let about = attribute(node, "aria-label").unwrap_or_default().to_owned();
    found.push(Picture { svg, about, size: (size[0], size[1]) });
}

fn twentieths(points: f64) -> String {
    ((points * TWENTIETHS).round() as i64).to_string()
}

/// The pages of a section: across if its map is wide.
fn section(is_wide: bool) -> SvgNode {
    let (wide, high) = if is_wide { (PAGE.1, PAGE.0) } else { PAGE };
    let size = el("w:pgSz").with("w:w", twentieths(wide)).with("w:h", twentieths(high));
    let size = if is_wide { size.with("w:orient", "landscape") } else { size };
    let sides = ["w:top", "w:right", "w:bottom", "w:left"].into_iter();
    let margins = sides.fold(el("w:pgMar"), |node, side| node.with(side, twentieths(MARGIN)));
    let margins = margins.with("w:header", twentieths(24.0)).with("w:footer", twentieths(24.0)).with("w:gutter", "0");
    let refer = |tag, at| el(tag).with("w:type", "default").with("r:id", id(at));
    el("w:sectPr").holding([refer("w:headerReference", 4), refer("w:footerReference", 5), size, margins])
}

/// Writes elements of a handout as those of a document.
struct Writer<'a> {
    paper: &'a Paper,
    /// The sources that have their footnote.
    cited: BTreeSet<usize>,
    n_pictures: usize,
}

impl Writer<'_> {
    /// What stands in a line: words, and what is in them, up to the first part that has a line of its own.
    fn inline(&mut self, node: &SvgNode, look: Look<'_>) -> Vec<SvgNode> {
        let look = Look { language: attribute(node, "lang").or(look.language), ..look };
        let look = Look { is_bold: look.is_bold || ["strong", "th", "dt"].contains(&node.tag), ..look };
        if attribute(node, "class") == Some(CITED) {
            return self.cite(node, look);
        }
        let is_cited = node.children.first().is_some_and(|it| attribute(it, "class") == Some(CITED));
        let own = node.text.as_deref().unwrap_or_default();
        // the number of a footnote stands at its word
        let own = if is_cited { own.trim_end() } else { own };
        let mut runs: Vec<SvgNode> = (!own.is_empty()).then(|| run(own, look)).into_iter().collect();
        let look = Look { is_cell: look.is_cell && runs.is_empty(), ..look };
        for child in node.children.iter().take_while(|it| !is_block(it)) {
            runs.extend(self.inline(child, look));
        }
        runs
    }

    /// The numbers of sources: at the first place of each a footnote, and later a reference to it.
    fn cite(&mut self, node: &SvgNode, look: Look<'_>) -> Vec<SvgNode> {
        let numbers = attribute(node, NUMBERS).unwrap_or_default().split(' ').filter_map(|it| it.parse::<usize>().ok());
        let mut runs = Vec::new();
        for number in numbers.collect::<Vec<_>>() {
            if !runs.is_empty() {
                runs.push(cited(vec![words(", ")], look));
            }
            let name = format!("_Ref_source_{number}");
            if self.cited.insert(number) {
                let start = el("w:bookmarkStart").with("w:id", number.to_string()).with("w:name", name);
                let end = el("w:bookmarkEnd").with("w:id", number.to_string());
                let note = el("w:footnoteReference").with("w:id", number.to_string());
                runs.extend([start, cited(vec![note], look), end]);
            } else {
                let field = el("w:fldSimple").with("w:instr", format!(" NOTEREF {name} \\h "));
                runs.push(field.holding([cited(vec![words(&number.to_string())], look)]));
            }
        }
        runs
    }

    /// All that is in an element, part by part.
    fn blocks(&mut self, node: &SvgNode, is_wide: bool, out: &mut Vec<SvgNode>) {
        for it in &node.children {
            self.block(it, is_wide, out);
        }
    }

    fn block(&mut self, it: &SvgNode, is_wide: bool, out: &mut Vec<SvgNode>) {
        let plain = Look::default();
        match (it.tag, attribute(it, "class")) {
            ("h1", _) => out.push(paragraph("Heading1", self.inline(it, plain))),
            ("h2", _) => out.push(paragraph("Heading2", self.inline(it, plain))),
            ("p", Some("large")) => out.push(paragraph("Number", self.inline(it, plain))),
            ("p" | "div", Some("note")) => out.push(paragraph("Note", self.inline(it, plain))),
            ("p", _) => out.push(paragraph("Normal", self.inline(it, plain))),
            ("svg", _) => out.extend((!is_empty(it)).then(|| self.picture(is_wide))),
            ("ul", _) => it.children.iter().for_each(|it| self.item(it, "1", out)),
            ("ol", _) => it.children.iter().for_each(|it| self.item(it, "2", out)),
            ("dl", _) => {
                for pair in &it.children {
                    let mut runs: Vec<SvgNode> = Vec::new();
                    for it in &pair.children {
                        if !runs.is_empty() {
                            runs.push(el("w:r").holding([el("w:tab")]));
                        }
                        runs.extend(self.inline(it, plain));
                    }
                    out.push(paragraph("Term", runs));
                }
            }
            ("table", _) => {
                out.push(self.table(it));
                out.push(paragraph("Small", Vec::new())); // two tables may not touch, nor a table end a page
            }
            _ => self.blocks(it, is_wide, out),
        }
    }

    /// An entry of a list: its line, and below it what has lines of its own.
    fn item(&mut self, it: &SvgNode, list: &str, out: &mut Vec<SvgNode>) {
        let numbered = [in_style("w:ilvl", "0"), in_style("w:numId", list)];
        let properties = el("w:pPr").holding([in_style("w:pStyle", "ListParagraph"), el("w:numPr").holding(numbered)]);
        out.push(el("w:p").holding([properties]).holding(self.inline(it, Look::default())));
        for below in it.children.iter().skip_while(|it| !is_block(it)) {
            let style = match attribute(below, "class") {
                Some("position shown") => "Shown",
                Some("position") => "Position",
                Some(_) | None => "Below",
            };
            let look = Look { is_bold: style == "Shown", language: attribute(it, "lang"), ..Look::default() };
            let runs = self.inline(below, look);
            if !runs.is_empty() {
                out.push(paragraph(style, runs));
            }
        }
    }

    /// A table; its head is repeated on each page, and no row is torn apart.
    fn table(&mut self, it: &SvgNode) -> SvgNode {
        let rows = it.children.iter().flat_map(|part| part.children.iter().map(move |row| (part.tag == "thead", row)));
        let rows: Vec<(bool, &SvgNode)> = rows.collect();
        let n = rows.iter().map(|it| it.1.children.len()).max().unwrap_or(1);
        let shares: Vec<f64> = match n {
            5 => vec![0.06, 0.42, 0.24, 0.16, 0.12],
            3 => vec![0.3, 0.2, 0.5],
            n => vec![1.0 / n as f64; n],
        };
        let width = PAGE.0 - 2.0 * MARGIN;
        let columns = shares.iter().map(|it| el("w:gridCol").with("w:w", twentieths(width * it)));
        let grid = el("w:tblGrid").holding(columns);
        let rows = rows.into_iter().map(|(is_head, row)| {
            let keep = el("w:trPr").holding([el("w:cantSplit")]).holding(is_head.then(|| el("w:tblHeader")));
            let cells = row.children.iter().zip(&shares).map(|(cell, share)| {
                let wide = el("w:tcW").with("w:w", twentieths(width * share)).with("w:type", "dxa");
                let runs = self.inline(cell, Look { is_bold: is_head, is_cell: true, ..Look::default() });
                el("w:tc").holding([el("w:tcPr").holding([wide]), paragraph("Cell", runs)])
            });
            el("w:tr").holding([keep]).holding(cells)
        });
        let rows: Vec<SvgNode> = rows.collect();
        let whole = el("w:tblW").with("w:w", twentieths(width)).with("w:type", "dxa");
        let fixed = el("w:tblLayout").with("w:type", "fixed");
        let look = ["w:firstColumn", "w:lastRow", "w:lastColumn", "w:noVBand"].into_iter();
        let look =
            look.fold(el("w:tblLook").with("w:firstRow", "1").with("w:noHBand", "1"), |it, name| it.with(name, "0"));
        let properties = el("w:tblPr").holding([in_style("w:tblStyle", "Rows"), whole, fixed, look]);
        el("w:tbl").holding([properties, grid]).holding(rows)
    }

    /// The next picture, as large as there is room.
    fn picture(&mut self, is_wide: bool) -> SvgNode {
        let at = self.n_pictures;
        self.n_pictures += 1;
        let Some(it) = self.paper.pictures.get(at) else { return paragraph("Normal", Vec::new()) };
        let (wide, high) = if is_wide { (PAGE.1, PAGE.0) } else { PAGE };
        let (width, height) = (it.size.0.max(1.0), it.size.1.max(1.0));
        let scale = UNIT.min((wide - 2.0 * MARGIN) / width).min(high * SHARE / height);
        let (x, y) = (emu(width * scale).to_string(), emu(height * scale).to_string());
        let number = (at + 1).to_string();
        let named =
            |tag| el(tag).with("id", number.clone()).with("name", it.about.clone()).with("descr", it.about.clone());
        let size = |tag| el(tag).with("cx", x.clone()).with("cy", y.clone());
        let beside = root("asvg:svgBlip", &[SVG]).with("r:embed", id(6 + self.paper.pictures.len() + at));
        let more = el("a:extLst").holding([el("a:ext").with("uri", SVG_BESIDE).holding([beside])]);
        let fill = el("pic:blipFill").holding([
            el("a:blip").with("r:embed", id(6 + at)).holding([more]),
            el("a:stretch").holding([el("a:fillRect")]),
        ]);
        let place = el("a:xfrm").holding([el("a:off").with("x", "0").with("y", "0"), size("a:ext")]);
        let shape = el("pic:spPr").holding([place, el("a:prstGeom").with("prst", "rect").holding([el("a:avLst")])]);
        let names = el("pic:nvPicPr").holding([named("pic:cNvPr"), el("pic:cNvPicPr")]);
        let picture = el("pic:pic").holding([names, fill, shape]);
        let data = el("a:graphicData").with("uri", PIC.1).holding([picture]);
        let sides = ["distT", "distB", "distL", "distR"].into_iter();
        let inline = sides.fold(el("wp:inline"), |it, side| it.with(side, "0"));
        let inline = inline.holding([size("wp:extent"), named("wp:docPr"), el("a:graphic").holding([data])]);
        paragraph("Picture", vec![el("w:r").holding([el("w:drawing").holding([inline])])])
    }

    /// The footnotes: each cited source, as the list of sources has it.
    fn footnotes(&mut self) -> SvgNode {
        let line = |number: &str, kind: &str, inside| {
            let note = el("w:footnote").with("w:type", kind).with("w:id", number);
            note.holding([el("w:p").holding([el("w:r").holding([el(inside)])])])
        };
        let mut notes =
            vec![line("-1", "separator", "w:separator"), line("0", "continuationSeparator", "w:continuationSeparator")];
        let numbers: Vec<usize> = self.cited.iter().copied().collect();
        for number in numbers {
            let mut runs = vec![cited(vec![el("w:footnoteRef")], Look::default()), run(" ", Look::default())];
            let source = number.checked_sub(1).and_then(|at| self.paper.sources.get(at));
            for it in source.into_iter().flat_map(|it| &it.children) {
                if runs.len() > 2 {
                    runs.push(run(" ", Look::default()));
                }
                runs.extend(self.inline(it, Look::default()));
            }
            let note = el("w:footnote").with("w:id", number.to_string());
            notes.push(note.holding([paragraph("FootnoteText", runs)]));
        }
        root("w:footnotes", &[W, R]).holding(notes)
    }

    /// The head or the foot of each page: the marking at the right, as the Traffic Light Protocol asks, and below it the rest.
    fn running(&mut self, tag: &'static str, parts: &[SvgNode], has_number: bool) -> SvgNode {
        let field = |it: &str| el("w:fldSimple").with("w:instr", it).holding([run("1", Look::default())]);
        let mut first = parts.first().map_or_else(Vec::new, |it| self.inline(it, Look::default()));
        if has_number {
            first.push(run("   ", Look::default()));
            first.extend([field(" PAGE "), run(" / ", Look::default()), field(" NUMPAGES ")]);
        }
        let mut rest = Vec::new();
        for it in parts.iter().skip(1) {
            if !rest.is_empty() {
                rest.push(run(" · ", Look::default()));
            }
            rest.extend(self.inline(it, Look::default()));
        }
        let style = if has_number { "Footer" } else { "Header" };
        let right = in_style("w:jc", "right");
        let first = el("w:p").holding([el("w:pPr").holding([in_style("w:pStyle", style), right])]).holding(first);
        root(tag, &[W, R]).holding([first, paragraph(style, rest)])
    }
}

/// Whether an element has lines of its own.
fn is_block(node: &SvgNode) -> bool {
    matches!(node.tag, "div" | "p" | "ul" | "ol" | "table" | "dl" | "svg" | "section")
}
