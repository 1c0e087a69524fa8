//! Painted nodes as virtual DOM. Things that can be chosen become buttons with one tab stop among them.

use std::collections::BTreeMap;

use yew::virtual_dom::{VNode, VTag, VText};

use crate::paint::SvgNode;

/// Nodes side by side, each with a key that stays while it shows the same thing.
pub fn nodes(nodes: &[SvgNode], focus: Option<&str>) -> Vec<VNode> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let keyed = nodes.iter().map(|node| {
        let name = entity(node).unwrap_or(node.tag);
        let nth = seen.entry(name).or_default();
        *nth += 1;
        tag(node, focus, format!("{name} {nth}"))
    });
    keyed.collect()
}

fn entity(node: &SvgNode) -> Option<&str> {
    attribute(node, "data-entity")
}

fn attribute<'a>(node: &'a SvgNode, name: &str) -> Option<&'a str> {
    node.attributes.iter().find(|(it, _)| *it == name).map(|(_, value)| value.as_str())
}

fn tag(node: &SvgNode, focus: Option<&str>, key: String) -> VNode {
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
        tag.add_attribute("tabindex", if entity(node) == focus { "0" } else { "-1" });
        tag.add_attribute("aria-pressed", if entity(node) == focus { "true" } else { "false" });
    }
    if let Some(text) = &node.text {
        tag.add_child(VText::new(text.clone()).into());
    }
    tag.add_children(nodes(&node.children, None));
    tag.into()
}
