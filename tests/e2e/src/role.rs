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
