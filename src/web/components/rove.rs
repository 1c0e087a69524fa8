//! One tab stop for several controls: the tab key goes past a toolbar or a long list, and arrows, Home and End go through it.
//!
//! Nothing is kept: whoever leaves finds the controls as they were drawn. Which one of a list takes the keyboard first is
//! said by those who draw it.

use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use super::hooks::next_frame;

/// Follows a key within a group; says whether it was for that.
pub fn rove(event: &KeyboardEvent) -> bool {
    let Some((at, group)) = group(event) else { return false };
    let all = controls(&group);
    let Some(here) = all.iter().position(|it| *it == at) else { return false };
    let alike = |it: &&HtmlElement| it.tag_name() == at.tag_name();
    let to = match event.key().as_str() {
        "Tab" => {
            pass_by(all, &at);
            return true;
        }
        "ArrowRight" => all.get(here + 1),
        "ArrowLeft" => here.checked_sub(1).and_then(|it| all.get(it)),
        // in a row with several, the same one of the next row
        "ArrowDown" => all.iter().skip(here + 1).find(alike),
        "ArrowUp" => all.iter().take(here).rfind(alike),
        "Home" => all.first(),
        "End" => all.last(),
        _ => return false,
    };
    if let Some(control) = to {
        control.focus().ok();
    }
    event.prevent_default();
    true
}

fn group(event: &KeyboardEvent) -> Option<(HtmlElement, Element)> {
    let at: HtmlElement = event.target()?.dyn_into().ok()?;
    let group = at.closest("[role=toolbar],.story,.links,.tellers>section>ul").ok()??;
    Some((at, group))
}

/// The controls of a group that are seen.
fn controls(group: &Element) -> Vec<HtmlElement> {
    let Ok(all) = group.query_selector_all("button,input") else { return Vec::new() };
    let all = (0..all.length()).filter_map(|at| all.get(at)?.dyn_into::<HtmlElement>().ok());
    all.filter(|it| it.client_width() > 0).collect()
}

/// Takes the others out of the way of the tab key, which moves the keyboard before the next frame.
fn pass_by(all: Vec<HtmlElement>, at: &HtmlElement) {
    let others: Vec<_> = all.into_iter().filter(|it| it != at).map(|it| (it.tab_index(), it)).collect();
    for (_, it) in &others {
        it.set_tab_index(-1);
    }
    next_frame(move || others.iter().for_each(|(before, it)| it.set_tab_index(*before)));
}
