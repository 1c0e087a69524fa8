//! The JSON of Attack Flow version 1 → the flow.

use serde_json::Value;

use super::attack;
use super::flow::{Block, Flow, Kind, Line, Reference};
use crate::foreign::Fidelity;
use crate::foreign::pointer::{self, text};
use crate::foreign::{short, technique};
use crate::sorting;
use crate::tongue::Phrase;

/// Whether the value is such a file.
pub fn is(value: &Value) -> bool {
    let is_flow = value.get("flow").is_some_and(|it| text(it, "/type") == Some("attack-flow"));
    is_flow && value.get("actions").is_some_and(Value::is_array)
}

/// Reads it.
pub fn read(value: &Value, report: &mut Fidelity) -> Flow {
    let head = value.get("flow").unwrap_or(&Value::Null);
    let mut flow = Flow {
        name: text(head, "/name").unwrap_or_default().to_owned(),
        about: text(head, "/description").map(str::to_owned),
        author: text(head, "/author").filter(|it| *it != "Unspecified").map(str::to_owned),
        written: text(head, "/created").and_then(pointer::day).map(|it| it.to_string()),
        ..Flow::default()
    };
    let actions = pointer::list(value, "/actions");
    let number = |action: &Value, field: &str| action.get(field).and_then(Value::as_f64);
    // The editor of that time wrote 0 where nobody had said anything: in the flow of SolarWinds all 15 actions have the
    // confidence 0 and did not succeed. If one of a file has more, somebody filled the field in, and 0 means 0.
    let is_said = |field: &str| actions.iter().any(|it| number(it, field).is_some_and(|it| it > 0.0));
    for (index, action) in actions.iter().enumerate() {
        let Some(id) = text(action, "/id") else { continue };
        let told = described(value, "/data_properties", id).join("; ");
        let mut block = Block::new(Kind::Action, id, format!("/actions/{index}"), text(action, "/name").unwrap_or(id));
        // authors of that time wrote the page of the technique where a reference stands
        let pages = || text(action, "/reference").into_iter().flat_map(|it| it.split(';'));
        attack::take(&mut block, pages().find_map(technique::of_page).as_deref(), None);
        let about: Vec<&str> =
            text(action, "/description").into_iter().chain(Some(told.as_str()).filter(|it| !it.is_empty())).collect();
        block.about = Some(about.join(" · ")).filter(|it| !it.is_empty());
        block.start = text(action, "/timestamp").map(str::to_owned);
        block.reference = text(action, "/reference").map(str::to_owned);
        let confidence = number(action, "confidence").filter(|_| is_said("confidence"));
        block.confidence = confidence.map(|it| (it.clamp(0.0, 1.0) * 100.0) as u64);
        block.failed = is_said("succeeded") && number(action, "succeeded").is_some_and(|it| it <= 0.0);
        flow.blocks.push(block);
    }
    for (index, asset) in pointer::list(value, "/assets").iter().enumerate() {
        let Some(id) = text(asset, "/id") else { continue };
        let names = described(value, "/data_properties", id);
        let sorts = described(value, "/object_properties", id);
        // what nobody describes is a joint between two actions, or an artifact, and no machine
        let kind = if names.is_empty() && sorts.is_empty() { Kind::Thing } else { Kind::Asset };
        if kind == Kind::Thing {
            report.left_out(Phrase::flow_joints(), format!("/assets/{index}"));
        }
        let tail = id.rsplit(['/', '#']).next().unwrap_or(id);
        let name = names.first().or(sorts.first()).map_or(tail, |it| it.as_str());
        let mut block = Block::new(kind, id, format!("/assets/{index}"), name);
        "asset".clone_into(&mut block.word);
        block.is_hit = text(asset, "/state").map(|it| it.to_lowercase().contains("compromis"));
        block.state = text(asset, "/state").map(str::to_owned);
        let about: Vec<String> = names.iter().skip(1).cloned().collect();
        block.about = Some(about.join(" · ")).filter(|it| !it.is_empty());
        block.types = sorts;
        flow.blocks.push(block);
    }
    for (index, line) in pointer::list(value, "/relationships").iter().enumerate() {
        let (Some(from), Some(to)) = (text(line, "/source"), text(line, "/target")) else { continue };
        if text(line, "/type").is_some_and(|it| it.ends_with("flow-edge")) {
            continue; // from the flow to each of its blocks: no step
        }
        let at = format!("/relationships/{index}");
        flow.lines.push(Line { from: from.to_owned(), to: to.to_owned(), holds: None, at });
    }
    let mut addresses: Vec<(&str, &str)> = Vec::new();
    for block in &flow.blocks {
        for reference in block.reference.iter().flat_map(|it| it.split(';')) {
            let url = reference.trim().trim_matches('\u{200b}');
            if !url.is_empty() && !addresses.iter().any(|it| it.0 == url) {
                addresses.push((url, &block.at));
            }
        }
    }
    let reference = |(url, at): (&str, &str)| Reference {
        name: short::site(url).to_owned(),
        about: None,
        url: Some(url.to_owned()),
        at: format!("{at}/reference"),
    };
    flow.references = addresses.into_iter().map(reference).collect();
    flow
}

/// What a list of properties says of a block: the words, or the end of the address; in an order that is not that of the file.
fn described(value: &Value, list: &str, id: &str) -> Vec<String> {
    let said = pointer::list(value, list).iter().filter(|it| text(it, "/source") == Some(id));
    let said = said
        .filter_map(|it| text(it, "/target"))
        .map(|it| if list == "/object_properties" { it.rsplit('#').next().unwrap_or(it) } else { it })
        .map(|it| it.replace('\u{200b}', "").trim().to_owned())
        .filter(|it| !it.is_empty());
    sorting::set_of(said).into_iter().collect()
}
