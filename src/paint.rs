//! Scene → SVG: one tree of nodes for the page and for the file.

use std::fmt::Write;
use std::rc::Rc;

use crate::layout::geometry::{Command, Path};
use crate::scene::theme::{Color, FILE_FONT};
use crate::scene::{Anchor, Item, Paint, Scene};

/// An element of SVG, or of the HTML around it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SvgNode {
    /// The name of the element.
    pub tag: &'static str,
    /// Attributes in the order in which they are written.
    pub attributes: Vec<(&'static str, String)>,
    /// Elements inside.
    pub children: Vec<SvgNode>,
    /// Text inside, if it is a text.
    pub text: Option<String>,
}

impl SvgNode {
    /// An empty element.
    pub fn new(tag: &'static str) -> Self {
        Self { tag, ..Self::default() }
    }

    /// The same with an attribute after the others.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// The same with these inside, after the others.
    #[must_use]
    pub fn holding(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.children.extend(children);
        self
    }

    fn with_number(self, name: &'static str, value: f64) -> Self {
        self.with(name, number(value))
    }
}

/// The items of a scene as SVG elements.
pub fn nodes(scene: &Scene) -> Vec<SvgNode> {
    scene.items.iter().map(node).collect()
}

/// The same, to be shown: drawings that share a node show the same there.
pub fn shared(scene: &Scene) -> Rc<[Rc<SvgNode>]> {
    scene.items.iter().map(|it| Rc::new(node(it))).collect()
}

/// One item as an SVG element.
pub fn node(item: &Item) -> SvgNode {
    match item {
        Item::Group(group) => {
            let mut node = SvgNode::new("g");
            if let Some(entity) = &group.entity {
                node = node.with("data-entity", entity);
            }
            if let Some(id) = &group.opens {
                node = node.with("data-open", id);
            }
            if let Some(label) = &group.label {
                node = node.with("aria-label", label).with("role", "img");
            }
            node.children = group.items.iter().map(self::node).collect();
            node
        }
        Item::Rect(rect, radius, paint) => {
            let node = SvgNode::new("rect").with_number("x", rect.x).with_number("y", rect.y);
            let node =
                node.with_number("width", rect.width).with_number("height", rect.height).with_number("rx", *radius);
            painted(node, paint)
        }
        Item::Circle(center, radius, paint) => {
            let node = SvgNode::new("circle").with_number("cx", center.x).with_number("cy", center.y);
            painted(node.with_number("r", *radius), paint)
        }
        Item::Path(path, paint) => painted(SvgNode::new("path").with("d", data(path)), paint),
        Item::Text(text) => {
            let anchor = match text.anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            };
            let node = SvgNode::new("text").with_number("x", text.at.x).with_number("y", text.at.y);
            let node = node
                .with_number("font-size", text.size)
                .with("fill", text.color.to_string())
                .with("text-anchor", anchor);
            let node = if text.is_bold { node.with("font-weight", "bold") } else { node };
            let node = if let Some(tag) = &text.language { node.with("lang", tag) } else { node };
            SvgNode { text: Some(text.words.clone()), ..node }
        }
    }
}

fn painted(node: SvgNode, paint: &Paint) -> SvgNode {
    let node = node.with("fill", paint.fill.map_or("none".to_owned(), |it| it.to_string()));
    let Some(stroke) = paint.stroke else { return node };
    let node = node.with("stroke", stroke.to_string()).with_number("stroke-width", paint.width);
    if paint.dash.is_empty() {
        return node.with("stroke-linejoin", "round");
    }
    let dash: Vec<String> = paint.dash.iter().map(|it| number(*it)).collect();
    node.with("stroke-dasharray", dash.join(" "))
}

fn data(path: &Path) -> String {
    let mut data = String::new();
    for command in &path.commands {
        let (letter, points) = match command {
            Command::Move(p) => ('M', vec![p]),
            Command::Line(p) => ('L', vec![p]),
            Command::Cubic(a, b, c) => ('C', vec![a, b, c]),
        };
        data.push(letter);
        let points: Vec<String> = points.iter().map(|p| format!("{} {}", number(p.x), number(p.y))).collect();
        data.push_str(&points.join(" "));
    }
    data
}

/// A number with at most two decimals: the same everywhere, and short.
pub fn number(value: f64) -> String {
    let rounded = (value * 100.0).round() / 100.0;
    // no "-0"
    format!("{}", rounded + 0.0)
}

/// How large a file is: in units of its nodes, and how many pixels a unit becomes.
#[derive(Debug, Clone, Copy)]
pub struct Extent {
    /// Width in units.
    pub width: f64,
    /// Height in units.
    pub height: f64,
    /// Pixels for a unit.
    pub zoom: f64,
}

/// A whole SVG file around nodes, on a ground of this color; `about` is its title, its description and its language.
pub fn file(extent: Extent, ground: Color, about: (&str, &str, &str), nodes: &[SvgNode]) -> String {
    let mut out = String::new();
    let (w, h) = (number(extent.width), number(extent.height));
    let (wide, high) = (number(extent.width * extent.zoom), number(extent.height * extent.zoom));
    let (title, description, language) = about;
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide}\" height=\"{high}\" viewBox=\"0 0 {w} {h}\" role=\"img\" xml:lang=\"{}\" font-family=\"{}\">\n<title>{}</title>\n<desc>{}</desc>\n",
        escape(language),
        escape(FILE_FONT),
        escape(title),
        escape(description),
    );
    let _ = writeln!(out, "<rect width=\"{w}\" height=\"{h}\" fill=\"{ground}\"/>");
    for node in nodes {
        write_node(&mut out, node);
        out.push('\n');
    }
    out.push_str("</svg>\n");
    out
}

/// Nodes moved right and down.
pub fn moved(x: f64, y: f64, children: Vec<SvgNode>) -> SvgNode {
    let node = SvgNode::new("g").with("transform", format!("translate({} {})", number(x), number(y)));
    SvgNode { children, ..node }
}

/// The same, so many times larger.
pub fn scaled(x: f64, y: f64, factor: f64, children: Vec<SvgNode>) -> SvgNode {
    // two decimals would leave a large map a pixel too wide
    let factor = format!("{}", (factor * 10_000.0).round() / 10_000.0);
    let transform = format!("translate({} {}) scale({factor})", number(x), number(y));
    SvgNode { children, ..SvgNode::new("g").with("transform", transform) }
}

/// A node as text: of an SVG, or of HTML around one.
pub fn markup(node: &SvgNode) -> String {
    let mut out = String::new();
    write_node(&mut out, node);
    out
}

/// Writes an element with all that is in it.
pub fn write_node(out: &mut String, node: &SvgNode) {
    let _ = write!(out, "<{}", node.tag);
    for (name, value) in &node.attributes {
        let _ = write!(out, " {name}=\"{}\"", escape(value));
        // programs that know SVG 1.1 only
        if (node.tag, *name) == ("text", "lang") {
            let _ = write!(out, " xml:lang=\"{}\"", escape(value));
        }
    }
    if node.children.is_empty() && node.text.is_none() {
        out.push_str("/>");
        return;
    }
    out.push('>');
    out.push_str(&escape(node.text.as_deref().unwrap_or_default()));
    for child in &node.children {
        write_node(out, child);
    }
    let _ = write!(out, "</{}>", node.tag);
}

/// Text of a file as text of SVG or HTML; what XML cannot hold is left out.
pub fn escape(text: &str) -> String {
    let can_be_held =
        |c: &char| !matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}');
    let text: String = text.chars().filter(can_be_held).collect();
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        for (value, text) in [(1.0, "1"), (1.005, "1"), (-0.001, "0"), (12.346, "12.35"), (1e6, "1000000")] {
            assert_eq!(number(value), text);
        }
    }

    #[test]
    fn words_of_a_file_cannot_become_markup() {
        let mut out = String::new();
        write_node(
            &mut out,
            &SvgNode {
                text: Some("<script>\u{1}\u{FFFF}&\"".to_owned()),
                ..SvgNode::new("text").with("aria-label", "\"><x")
            },
        );
        assert_eq!(out, "<text aria-label=\"&quot;&gt;&lt;x\">&lt;script&gt;&amp;&quot;</text>");
    }
}
