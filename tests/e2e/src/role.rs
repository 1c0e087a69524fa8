//! Finds things as assistive technology does: by role and name, in the browser's own accessibility tree.

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::Outcome;

/// Something in the accessibility tree.
pub struct Found {
    /// Its accessible name.
    pub name: String,
    node: Value,
}

impl Found {
    /// The element, inside shadow roots too; nothing if it is none, or gone.
    pub async fn element(&self, driver: &WebDriver) -> Outcome<Option<WebElement>> {
        element(driver, &self.node).await
    }
}

/// Everything with a role, in document order; what is hidden from assistive technology is not found.
pub async fn find_all(driver: &WebDriver, role: &str) -> Outcome<Vec<Found>> {
    // Chromium's tree has its own word for this one.
    let role = if role == "img" { "image" } else { role };
    let devtools = driver.cdp();
    let document = devtools.send_raw("DOM.getDocument", json!({ "depth": 0 })).await?;
    let query = json!({ "backendNodeId": document["root"]["backendNodeId"], "role": role });
    let tree = devtools.send_raw("Accessibility.queryAXTree", query).await?;
    let nodes = tree["nodes"].as_array().cloned().unwrap_or_default();
    let found = nodes.iter().filter(|node| node["ignored"] != json!(true)).map(|node| {
        let name = node["name"]["value"].as_str().unwrap_or_default().to_owned();
        Found { name, node: node["backendDOMNodeId"].clone() }
    });
    Ok(found.collect())
}

/// What a screen reader says of the element that has the keyboard: role, name, value, and how it stands.
pub async fn focused(driver: &WebDriver) -> Outcome<String> {
    const ACTIVE: &str = "(() => {
        let it = document.activeElement;
        while (it?.shadowRoot?.activeElement) it = it.shadowRoot.activeElement;
        return it;
    })()";
    let devtools = driver.cdp();
    let active = devtools.send_raw("Runtime.evaluate", json!({ "expression": ACTIVE })).await?;
    let query = json!({ "objectId": active["result"]["objectId"], "fetchRelatives": false });
    let tree = devtools.send_raw("Accessibility.getPartialAXTree", query).await?;
    let node = &tree["nodes"][0];
    let text = |of: &Value| of["value"].as_str().unwrap_or_default().to_owned();
    let mut said = format!("{} `{}`", text(&node["role"]), text(&node["name"]));
    if !text(&node["value"]).is_empty() {
        said += &format!(" = {}", text(&node["value"]));
    }
    for property in node["properties"].as_array().into_iter().flatten() {
        if ["expanded", "checked", "pressed"].contains(&property["name"].as_str().unwrap_or_default()) {
            said += &format!(", {} {}", text(&json!({ "value": property["name"] })), property["value"]["value"]);
        }
    }
    Ok(said)
}

/// The two protocols know a node by different numbers: the page itself hands it over.
async fn element(driver: &WebDriver, node: &Value) -> Outcome<Option<WebElement>> {
    let devtools = driver.cdp();
    let resolved = devtools.send_raw("DOM.resolveNode", json!({ "backendNodeId": node })).await?;
    let hand_over = json!({
        "objectId": resolved["object"]["objectId"],
        "functionDeclaration": "function () { window.__e2eFound = this; }",
    });
    devtools.send_raw("Runtime.callFunctionOn", hand_over).await?;
    let take = "const found = window.__e2eFound; delete window.__e2eFound;
        return found instanceof Element ? found : null;";
    let taken = driver.execute(take, vec![]).await?;
    Ok(if taken.json().is_null() { None } else { Some(taken.element()?) })
}
