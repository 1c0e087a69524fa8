//! Elements of HTML for what is printed.

use crate::paint::{self, SvgNode, number};
use crate::scene::Scene;

/// An element with a class, unless that is empty.
pub fn element(tag: &'static str, class: &'static str, children: Vec<SvgNode>) -> SvgNode {
    let attributes = if class.is_empty() { Vec::new() } else { vec![("class", class.to_owned())] };
    SvgNode { tag, attributes, children, text: None }
}

/// An element with words.
pub fn text(tag: &'static str, class: &'static str, words: &str) -> SvgNode {
    SvgNode { text: Some(words.to_owned()), ..element(tag, class, Vec::new()) }
}

/// The same with words of the file, which may be in a language of their own.
pub fn told(tag: &'static str, class: &'static str, (language, words): (Option<&str>, &str)) -> SvgNode {
    let mut node = text(tag, class, words);
    node.attributes.extend(language.map(|it| ("lang", it.to_owned())));
    node
}

/// Above a section.
pub fn heading(words: &str) -> SvgNode {
    text("h2", "", words)
}

/// A list without numbers.
pub fn list(items: Vec<SvgNode>) -> SvgNode {
    element("ul", "", items)
}

/// A row of cells.
pub fn cells(tag: &'static str, words: &[&str]) -> SvgNode {
    element("tr", "", words.iter().map(|it| text(tag, "", it)).collect())
}

/// A table of rows; its head is repeated on every page.
pub fn table(head: Option<SvgNode>, rows: Vec<SvgNode>) -> SvgNode {
    let mut parts: Vec<SvgNode> = head.into_iter().map(|it| element("thead", "", vec![it])).collect();
    parts.push(element("tbody", "", rows));
    element("table", "rows", parts)
}

/// A scene as a picture that is as wide as there is room.
pub fn picture(class: &'static str, scene: &Scene, label: &str) -> SvgNode {
    let bounds = scene.bounds;
    let view = [bounds.x, bounds.y, bounds.width, bounds.height].map(number).join(" ");
    let mut picture = element("svg", class, paint::nodes(scene));
    picture.attributes.extend([("viewBox", view), ("width", number(bounds.width)), ("height", number(bounds.height))]);
    picture.attributes.extend([("role", "img".to_owned()), ("aria-label", label.to_owned())]);
    picture
}
