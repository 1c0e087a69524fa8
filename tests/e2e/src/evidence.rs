//! What the browser noted down while a page ran: console entries and requested addresses.

use std::cell::RefCell;

use serde_json::Value;
use thirtyfour::prelude::*;

use crate::Outcome;

/// All that was noted since the browser was opened.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Evidence {
    /// Console entries and uncaught errors: level (`SEVERE`, `WARNING`, `INFO`), then the text with its place.
    pub console: Vec<(String, String)>,
    /// Every address that a page asked for, in order, with `data:` and `blob:` ones.
    pub requested: Vec<String>,
}

impl Evidence {
    /// The console's errors, with uncaught exceptions and failed requests.
    pub fn errors(&self) -> Vec<&str> {
        let severe = self.console.iter().filter(|(level, _)| level == "SEVERE");
        severe.map(|(_, text)| text.as_str()).collect()
    }

    /// The addresses on the network that begin with none of these.
    pub fn foreign(&self, origins: &[String]) -> Vec<&str> {
        let on_network = |url: &&String| ["http:", "https:", "ws:", "wss:", "ftp:"].iter().any(|s| url.starts_with(s));
        let is_ours = |url: &String| origins.iter().any(|origin| url.starts_with(&format!("{origin}/")));
        self.requested.iter().filter(on_network).filter(|url| !is_ours(url)).map(String::as_str).collect()
    }
}

/// Takes what the driver has noted since it was last asked, and adds it to what is known.
pub async fn collect(driver: &WebDriver, known: &RefCell<Evidence>) -> Outcome<Evidence> {
    let console = driver.get_log("browser").await?;
    let performance = driver.get_log("performance").await?;
    let mut known = known.borrow_mut();
    known.console.extend(console.into_iter().map(|entry| (entry.level, entry.message)));
    for entry in performance {
        let event: Value = serde_json::from_str(&entry.message)?;
        let event = &event["message"];
        let url = match event["method"].as_str() {
            Some("Network.requestWillBeSent") => &event["params"]["request"]["url"],
            Some("Network.webSocketCreated") => &event["params"]["url"],
            _ => continue,
        };
        known.requested.extend(url.as_str().map(str::to_owned));
    }
    Ok(known.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_others_are_foreign() {
        let requested =
            ["http://127.0.0.1:1/a", "http://127.0.0.1:12/b", "data:,", "wss://x.example/"].map(str::to_owned).to_vec();
        let evidence = Evidence { requested, ..Evidence::default() };
        let foreign = evidence.foreign(&["http://127.0.0.1:1".to_owned()]);
        assert_eq!(foreign, ["http://127.0.0.1:12/b", "wss://x.example/"]);
    }
}
