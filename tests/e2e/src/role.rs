//! Finds things as assistive technology does: by role and name, as the browser itself tells them.

use reqwest::Method;
use serde_json::{Value, json};
use thirtyfour::RequestData;
use thirtyfour::SessionId;
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::prelude::*;

use crate::{Engine, Outcome};

/// Something in the accessibility tree.
pub struct Found {
    /// Its accessible name.
    pub name: String,
    node: Node,
}

enum Node {
    /// Chromium's number of it in its tree.
    Number(Value),
    Element(WebElement),
}

impl Found {
    /// The element, inside shadow roots too; nothing if it is none, or gone.
    pub async fn element(self, driver: &WebDriver) -> Outcome<Option<WebElement>> {
        match self.node {
            Node::Number(number) => element(driver, &number).await,
            Node::Element(element) => Ok(Some(element)),
        }
    }
}

/// Everything with a role, in document order; what is hidden from assistive technology is not found.
pub async fn find_all(engine: Engine, driver: &WebDriver, role: &str) -> Outcome<Vec<Found>> {
    if engine == Engine::Chromium { in_tree(driver, role).await } else { one_by_one(driver, role).await }
}

/// Asks the browser for the role and name of all elements that can have this role.
async fn one_by_one(driver: &WebDriver, role: &str) -> Outcome<Vec<Found>> {
    const CANDIDATES: &str = "const [selector] = arguments, found = [];
        const walk = (root) => {
            for (const it of root.querySelectorAll('*')) {
                const isHidden = it.closest('[aria-hidden=true], [inert]') || !it.checkVisibility({ visibilityProperty: true });
                if (it.matches(selector) && !isHidden) found.push(it);
                if (it.shadowRoot) walk(it.shadowRoot);
            }
        };
        walk(document);
        return found;";
    let native = match role {
        "button" => ", button, summary, input[type=button]",
        "slider" => ", input[type=range]",
        "checkbox" => ", input[type=checkbox]",
        "radio" => ", input[type=radio]",
        "textbox" => ", input:not([type]), input[type=text], textarea",
        "combobox" => ", select",
        "option" => ", option",
        "link" => ", a[href]",
        "heading" => ", h1, h2, h3, h4, h5, h6",
        "region" => ", section",
        "complementary" => ", aside",
        "group" => ", fieldset",
        "table" => ", table",
        "row" => ", tr",
        "columnheader" | "rowheader" => ", th",
        "list" => ", ul, ol",
        "listitem" => ", li",
        "dialog" => ", dialog",
        "img" => ", img, svg",
        _ => "",
    };
    let selector = format!("[role={role}]{native}");
    // Firefox and WebKit have other words for these two.
    let also = match role {
        "img" => "image",
        "combobox" => "button",
        _ => role,
    };
    let mut all = Vec::new();
    for element in driver.execute(CANDIDATES, vec![json!(selector)]).await?.elements()? {
        let computed = asked(driver, &element, "computedrole").await?;
        if computed == role || computed == also {
            all.push(Found { name: asked(driver, &element, "computedlabel").await?, node: Node::Element(element) });
        }
    }
    Ok(all)
}

/// A question of WebDriver that the library has no word for.
#[derive(Debug)]
struct Question {
    element: String,
    what: &'static str,
}

impl FormatRequestData for Question {
    fn format_request(&self, session: &SessionId) -> RequestData {
        RequestData::new(Method::GET, format!("session/{session}/element/{}/{}", self.element, self.what))
    }
}

async fn asked(driver: &WebDriver, element: &WebElement, what: &'static str) -> Outcome<String> {
    let question = Question { element: element.element_id().to_string(), what };
    Ok(driver.handle().cmd(question).await?.value::<String>()?)
}

/// Asks Chromium for a part of its tree.
async fn in_tree(driver: &WebDriver, role: &str) -> Outcome<Vec<Found>> {
    // Chromium's tree has its own word for this one.
    let role = if role == "img" { "image" } else { role };
    let devtools = driver.cdp();
    let document = devtools.send_raw("DOM.getDocument", json!({ "depth": 0 })).await?;
    let query = json!({ "backendNodeId": document["root"]["backendNodeId"], "role": role });
    let tree = devtools.send_raw("Accessibility.queryAXTree", query).await?;
    let nodes = tree["nodes"].as_array().cloned().unwrap_or_default();
    let found = nodes.iter().filter(|node| node["ignored"] != json!(true)).map(|node| {
        let name = node["name"]["value"].as_str().unwrap_or_default().to_owned();
        Found { name, node: Node::Number(node["backendDOMNodeId"].clone()) }
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
