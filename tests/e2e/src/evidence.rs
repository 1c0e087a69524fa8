//! What the browser noted down while a page ran: console entries and requested addresses.

use std::cell::RefCell;
use std::fs;
use std::path::PathBuf;

use serde_json::Value;
use thirtyfour::prelude::*;

use crate::Outcome;
use crate::wall::Wall;

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

/// Where an engine tells what happens in a page.
#[derive(Debug)]
pub enum Trap {
    /// The driver notes the console, and every request with it.
    Driver(RefCell<Evidence>),
    /// The browser writes the console into its log; what it wants from others, the wall knows.
    Log(PathBuf, Wall),
    /// A script notes errors from the time the page has loaded, as long as the page is there.
    Script(RefCell<Evidence>, Wall),
}

/// Notes what WebKit's driver does not report: uncaught errors, rejected promises, blocked requests, and errors in the console.
const LISTEN: &str = "if (window.__e2eErrors) return;
    window.__e2eErrors = [];
    const note = (it) => window.__e2eErrors.push(String(it));
    addEventListener('error', (it) => note(it.message ?? it.target), true);
    addEventListener('unhandledrejection', (it) => note(it.reason));
    document.addEventListener('securitypolicyviolation', (it) => note(`${it.violatedDirective} blocked ${it.blockedURI}`));
    const { error } = console;
    console.error = (...all) => { note(all.join(' ')); error.apply(console, all); };";

impl Trap {
    /// Begins to listen in a page that was just opened.
    pub async fn set(&self, driver: &WebDriver) -> Outcome {
        if let Self::Script(known, _) = self {
            take_script(driver, known).await?;
            driver.execute(LISTEN, vec![]).await?;
        }
        Ok(())
    }

    /// All that is known by now.
    pub async fn collect(&self, driver: &WebDriver) -> Outcome<Evidence> {
        match self {
            Self::Driver(known) => take_log(driver, known).await,
            Self::Log(path, wall) => {
                let log = String::from_utf8_lossy(&fs::read(path)?).into_owned();
                Ok(Evidence { console: firefox_console(&log), requested: wall.wanted() })
            }
            Self::Script(known, wall) => {
                take_script(driver, known).await?;
                known.borrow_mut().requested = wall.wanted();
                Ok(known.borrow().clone())
            }
        }
    }
}

/// The errors and warnings of pages in what Firefox writes, which speaks of itself too.
fn firefox_console(log: &str) -> Vec<(String, String)> {
    let level = |line: &str| match line.split_once(": ") {
        // The browser's own parts say who they are, pages do not.
        Some((_, rest)) if rest.trim_end().ends_with(':') => None,
        Some(("console.error", _)) => Some("SEVERE"),
        Some(("JavaScript error", rest)) => {
            (!["resource:", "chrome:"].iter().any(|own| rest.starts_with(own))).then_some("SEVERE")
        }
        Some(("console.warn", _)) => Some("WARNING"),
        _ => None,
    };
    log.lines().filter_map(|line| Some((level(line)?.to_owned(), line.to_owned()))).collect()
}

/// Takes what the script has noted, if there is a page that has one.
async fn take_script(driver: &WebDriver, known: &RefCell<Evidence>) -> Outcome {
    let noted = driver.execute("return window.__e2eErrors?.splice(0) ?? [];", vec![]).await?;
    let noted = noted.json().as_array().cloned().unwrap_or_default();
    let texts = noted.iter().filter_map(Value::as_str);
    known.borrow_mut().console.extend(texts.map(|text| ("SEVERE".to_owned(), text.to_owned())));
    Ok(())
}

/// Takes what the driver has noted since it was last asked, and adds it to what is known.
async fn take_log(driver: &WebDriver, known: &RefCell<Evidence>) -> Outcome<Evidence> {
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

    #[test]
    fn firefox_speaks_of_pages_and_of_itself() {
        let log = "console.log: \"hello\"\nconsole.error: \"logged\"\nconsole.error: Loader: \n  no settings\n\
            JavaScript error: http://127.0.0.1:1/, line 4: Error: uncaught\n\
            JavaScript error: resource://gre/modules/X.sys.mjs, line 50: TypeError: x\n";
        let lines = ["console.error: \"logged\"", "JavaScript error: http://127.0.0.1:1/, line 4: Error: uncaught"];
        assert_eq!(firefox_console(log), lines.map(|line| ("SEVERE".to_owned(), line.to_owned())));
    }
}
