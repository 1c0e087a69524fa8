//! Asks axe-core what keeps people out of a page.

use std::fmt;
use std::fs;

use serde::Deserialize;
use serde_json::json;
use thirtyfour::prelude::*;

use crate::{Outcome, root};

/// A rule that a page breaks, and where.
#[derive(Debug, Clone, Deserialize)]
pub struct Violation {
    /// The rule, such as `color-contrast`.
    pub id: String,
    /// `minor`, `moderate`, `serious` or `critical`.
    pub impact: Option<String>,
    /// What is wrong, in a sentence.
    pub help: String,
    nodes: Vec<Node>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Node {
    html: String,
    failure_summary: Option<String>,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}): {}", self.id, self.impact.as_deref().unwrap_or("unknown"), self.help)?;
        for node in &self.nodes {
            let summary = node.failure_summary.as_deref().unwrap_or_default().replace('\n', "\n      ");
            write!(f, "\n    {}\n      {summary}", node.html)?;
        }
        Ok(())
    }
}

/// Runs axe-core in the present document, open shadow roots included; frames are left out.
pub async fn violations(driver: &WebDriver) -> Outcome<Vec<Violation>> {
    let path = root().join("xtask/npm/node_modules/axe-core/axe.min.js");
    let source = fs::read_to_string(&path)
        .map_err(|err| format!("cannot read {}: {err}; `cargo xtask setup` installs it", path.display()))?;
    driver.execute(source, vec![]).await?;
    let ask = "const done = arguments[arguments.length - 1];
        axe.run(document, { resultTypes: ['violations'], iframes: false, ...arguments[0] })
          .then(({ violations }) => done({ violations }), (error) => done({ error: String(error) }));";
    let answer = driver.execute_async(ask, vec![json!({})]).await?;
    if let Some(error) = answer.json()["error"].as_str() {
        return Err(format!("axe-core: {error}").into());
    }
    Ok(serde_json::from_value(answer.json()["violations"].clone())?)
}
