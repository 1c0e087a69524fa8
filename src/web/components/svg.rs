//! Painted nodes as virtual DOM. Things that can be chosen become buttons with one tab stop among them.

use std::collections::BTreeMap;

use yew::AttrValue;
use yew::virtual_dom::{VNode, VTag, VText};

use crate::paint::SvgNode;

/// The one among things that can be chosen to which the tab key leads.
#[derive(Debug, Clone, PartialEq)]
pub struct Stop {
    /// Its id.
    pub id: AttrValue,
    /// Whether it is chosen, and not only the first.
    pub is_chosen: bool,
}

/// Nodes side by side, each with a key that stays while it shows the same thing.
pub fn nodes(nodes: &[SvgNode], stop: Option<&Stop>) -> Vec<VNode> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let keyed = nodes.iter().map(|node| {
        let name = entity(node).unwrap_or(node.tag);
        let nth = seen.entry(name).or_default();
        *nth += 1;
        tag(node, stop, format!("{name} {nth}"))
    });
    keyed.collect()
}

fn entity(node: &SvgNode) -> Option<&str> {
    attribute(node, "data-entity")
}

fn attribute<'a>(node: &'a SvgNode, name: &str) -> Option<&'a str> {
    node.attributes.iter().find(|(it, _)| *it == name).map(|(_, value)| value.as_str())
}

fn tag(node: &SvgNode, stop: Option<&Stop>, key: String) -> VNode {
    let mut tag = VTag::new(node.tag);
    tag.key = Some(key.into());
    let is_button = entity(node).is_some() && attribute(node, "aria-label").is_some();
    for (name, value) in &node.attributes {
        if !(is_button && *name == "role") {
            tag.add_attribute(name, value.clone());
        }
    }
    if is_button {
        tag.add_attribute("role", "button");
        let stop = stop.filter(|it| entity(node) == Some(it.id.as_str()));
        tag.add_attribute("tabindex", if stop.is_some() { "0" } else { "-1" });
        if attribute(node, "data-open").is_some() {
            tag.add_attribute("aria-expanded", "false");
        } else {
            tag.add_attribute("aria-pressed", if stop.is_some_and(|it| it.is_chosen) { "true" } else { "false" });
        }
    }
    if let Some(text) = &node.text {
        // the space is not drawn, but keeps the words of a card apart for whoever reads them as text
        tag.add_child(VText::new(format!("{text} ")).into());
    }
    tag.add_children(nodes(&node.children, None));
    tag.into()
}
