//! An open page: go somewhere, ask it things, wait for things, take its picture.

use std::fs;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use serde_json::Value;
use thirtyfour::prelude::*;
use tokio::time::Instant;

use crate::driver::Driver;
use crate::endurance::memory_of;
use crate::evidence::{Evidence, Trap};
use crate::{Engine, Outcome, Seen, Server, Violation, axe, pictures, role};

/// How long to wait for anything; pages on a busy machine with software rendering are slow.
const PATIENCE: Duration = Duration::from_secs(20);
const PAUSE: Duration = Duration::from_millis(50);
/// How long at most, with the time that the browser takes to answer.
const LONGEST_WAIT: Duration = Duration::from_secs(90);

/// Every script starts with these: the first element and its shadow root.
const PREAMBLE: &str = "const map = document.querySelector('breach-map'), root = map?.shadowRoot;";

/// A page in a browser of its own.
#[derive(Debug)]
pub struct Page {
    /// The session, for all that has no helper here: keys, frames, windows.
    pub driver: WebDriver,
    /// Where downloads go while the test runs.
    pub(crate) downloads: PathBuf,
    /// The engine that shows it.
    pub engine: Engine,
    /// The process that drives it.
    process: u32,
    trap: Trap,
}

impl Page {
    pub(crate) fn new(engine: Engine, driver: WebDriver, of: &Driver, trap: Trap) -> Self {
        Self { driver, downloads: of.downloads(), engine, process: of.process(), trap }
    }

    /// The memory of all processes of the browser, in bytes: shared parts by their share.
    pub fn memory(&self) -> f64 {
        memory_of(self.process)
    }

    /// Goes to an address and waits until the document has loaded, which the wasm may not have.
    pub async fn open(&self, url: impl AsRef<str>) -> Outcome {
        self.driver.goto(url.as_ref()).await?;
        self.trap.set(&self.driver).await
    }

    /// Runs the body of a function in the page, where `map` is the first `<breach-map>` and `root` its shadow root.
    /// A promise is awaited.
    pub async fn run_js(&self, body: &str) -> Outcome<Value> {
        // Not every engine lets a script wait by itself.
        let script = format!("return (async () => {{ {PREAMBLE}\n{body}\n}})();");
        Ok(self.driver.execute(script, vec![]).await?.json().clone())
    }

    /// The value of an expression in the page; `map`, `root` and promises as in [`Page::run_js`].
    pub async fn js(&self, expression: &str) -> Outcome<Value> {
        self.run_js(&format!("return ({expression});")).await
    }

    /// Waits until an expression in the page is true, and says `what` did not come if it never is.
    pub async fn wait_for(&self, what: &str, expression: &str) -> Outcome {
        self.wait(what, expression, PATIENCE).await
    }

    /// The same for what takes minutes.
    pub async fn wait_long_for(&self, what: &str, expression: &str) -> Outcome {
        self.wait(what, expression, Duration::from_mins(5)).await
    }

    async fn wait(&self, what: &str, expression: &str, patience: Duration) -> Outcome {
        let mut waited = Duration::ZERO;
        let mut last = Ok(Value::Null);
        // Pauses are counted and not answers, which take long on a busy machine; but not for ever, as where the driver hangs.
        let begin = Instant::now();
        while waited < patience && begin.elapsed() < LONGEST_WAIT.max(patience) {
            last = self.js(&format!("!!({expression})")).await;
            if matches!(last, Ok(Value::Bool(true))) {
                return Ok(());
            }
            tokio::time::sleep(PAUSE).await;
            waited += PAUSE;
        }
        let said = last.err().map(|err| format!(" ({err})")).unwrap_or_default();
        Err(format!("waited {} s for {what}: `{expression}` is not true{said}", patience.as_secs()).into())
    }

    /// The first element in the map's shadow root that a CSS selector matches, waited for.
    pub async fn find(&self, selector: &str) -> Outcome<WebElement> {
        let quoted = Value::from(selector);
        self.wait_for(&format!("`{selector}` in the shadow root"), &format!("root?.querySelector({quoted})")).await?;
        let script = format!("{PREAMBLE} return root.querySelector({quoted});");
        Ok(self.driver.execute(script, vec![]).await?.element()?)
    }

    /// The one thing with a role and an accessible name, waited for; a name ending in `…` may go on.
    pub async fn role(&self, role: &str, name: &str) -> Outcome<WebElement> {
        let is_meant = |found: &str| name.strip_suffix('…').map_or(found == name, |start| found.starts_with(start));
        let mut names = Vec::new();
        let mut waited = Duration::ZERO;
        while waited < PATIENCE {
            // The page may have changed between two questions: then ask again.
            let all = role::find_all(self.engine, &self.driver, role).await.unwrap_or_default();
            names = all.iter().map(|found| found.name.clone()).collect();
            let mut meant = all.into_iter().filter(|found| is_meant(&found.name));
            match (meant.next(), meant.next()) {
                (Some(found), None) => {
                    if let Ok(Some(element)) = found.element(&self.driver).await {
                        return Ok(element);
                    }
                }
                (Some(_), Some(_)) => return Err(format!("there are several: {role} `{name}` among {names:?}").into()),
                (None, _) => {}
            }
            tokio::time::sleep(PAUSE).await;
            waited += PAUSE;
        }
        Err(format!("waited for {role} `{name}`, but there are only {names:?}").into())
    }

    /// Clicks on the middle of an element, of a part of a picture too, which `WebElement::click` does in Chromium only.
    pub async fn click(&self, element: &WebElement) -> Outcome {
        let (x, y) = self.middle(element).await?;
        Ok(self.driver.action_chain().move_to(x, y).click().perform().await?)
    }

    /// Where the middle of an element lies in the window, once it is in sight.
    pub async fn middle(&self, element: &WebElement) -> Outcome<(i64, i64)> {
        let script = "const [it] = arguments;
            it.scrollIntoView({ block: 'nearest', inline: 'nearest' });
            const { x, y, width, height } = it.getBoundingClientRect();
            return [Math.round(x + width / 2), Math.round(y + height / 2)];";
        let place = self.driver.execute(script, vec![element.to_json()?]).await?;
        Ok(serde_json::from_value(place.json().clone())?)
    }

    /// The accessible names of everything with a role, in document order.
    pub async fn names(&self, role: &str) -> Outcome<Vec<String>> {
        Ok(role::find_all(self.engine, &self.driver, role).await?.into_iter().map(|found| found.name).collect())
    }

    /// What a screen reader says of the element that has the keyboard: role, name, value, and how it stands; in Chromium only.
    pub async fn focused(&self) -> Outcome<String> {
        if self.engine != Engine::Chromium {
            return Err(format!("{:?} does not say what a screen reader would", self.engine).into());
        }
        role::focused(&self.driver).await
    }

    /// What axe-core finds wrong in the present document and its open shadow roots.
    pub async fn violations(&self) -> Outcome<Vec<Violation>> {
        axe::violations(&self.driver).await
    }

    /// Fails with all that axe-core finds wrong.
    pub async fn expect_accessible(&self) -> Outcome {
        let violations: Vec<_> = self.violations().await?.iter().map(ToString::to_string).collect();
        if violations.is_empty() {
            Ok(())
        } else {
            Err(format!("axe-core found:\n  {}", violations.join("\n  ")).into())
        }
    }

    /// Console entries and requested addresses since the browser was opened.
    pub async fn evidence(&self) -> Outcome<Evidence> {
        self.trap.collect(&self.driver).await
    }

    /// Fails if the console has errors or the page asked anyone but these servers for anything.
    pub async fn expect_quiet(&self, servers: &[&Server]) -> Outcome {
        let evidence = self.evidence().await?;
        let origins: Vec<_> = servers.iter().map(|server| server.origin()).collect();
        let (mut errors, foreign) = (evidence.errors(), evidence.foreign(&origins));
        // Chromium says so itself.
        let seen: Vec<_> = servers.iter().flat_map(|server| server.seen()).collect();
        if self.engine != Engine::Chromium {
            let is_amiss = |it: &&Seen| it.status != "200 OK" && it.path != "/favicon.ico";
            errors.extend(seen.iter().filter(is_amiss).map(|it| it.path.as_str()));
        }
        if errors.is_empty() && foreign.is_empty() {
            return Ok(());
        }
        Err(format!("the page was to be quiet\nconsole errors: {errors:#?}\nforeign requests: {foreign:#?}").into())
    }

    /// Takes a picture of what the window shows, into `target/e2e/<name>.png`.
    pub async fn picture(&self, name: &str) -> Outcome<PathBuf> {
        let path = pictures().join(format!("{name}.png"));
        fs::create_dir_all(pictures())?;
        fs::write(&path, self.driver.screenshot_as_png().await?)?;
        Ok(path)
    }

    /// Waits for a file that the page offers as a download, by the end of its name.
    pub async fn download(&self, end_of_name: &str) -> Outcome<PathBuf> {
        let mut waited = Duration::ZERO;
        let mut names = Vec::new();
        while waited < PATIENCE {
            let files: Vec<PathBuf> = fs::read_dir(&self.downloads)?.flatten().map(|entry| entry.path()).collect();
            names = files.iter().filter_map(|path| path.file_name()).map(ToOwned::to_owned).collect();
            // Firefox and WebKit begin with an empty file of this name.
            let is_meant = |path: &PathBuf| path.to_string_lossy().ends_with(end_of_name);
            let has_come = |path: &PathBuf| fs::metadata(path).is_ok_and(|file| file.len() > 0);
            if let Some(path) = files.into_iter().filter(is_meant).find(has_come) {
                return Ok(path);
            }
            tokio::time::sleep(PAUSE).await;
            waited += PAUSE;
        }
        Err(format!("waited for a download `…{end_of_name}`, but there are only {names:?}").into())
    }

    /// How the session was lost, if it was: no answer, or an "out of bounds" trap, which our memory-safe code cannot cause: the engine compiled it wrongly.
    pub(crate) async fn loss(&self) -> Option<String> {
        match self.driver.execute("return 1;", vec![]).await {
            Err(err) => Some(err.to_string()),
            Ok(_) if self.engine != Engine::WebKit => None,
            Ok(_) => {
                let errors = self.evidence().await.map(|it| it.errors().join("; ")).unwrap_or_default();
                Some(errors).filter(|it| it.contains("Out of bounds memory access"))
            }
        }
    }

    /// Leaves a picture and the console's text behind, and says where.
    pub(crate) async fn save_failure(&self) -> Outcome<String> {
        let name = thread::current().name().unwrap_or("test").replace("::", "-");
        let picture = self.picture(&name).await?;
        let evidence = self.evidence().await?;
        let text = picture.with_extension("txt");
        fs::write(&text, format!("{}\n\n{evidence:#?}\n", self.driver.current_url().await?))?;
        // a program that stopped says why only to whoever opens its details
        let stopped = self.js("root?.querySelector('.panic pre')?.textContent ?? ''").await?;
        let stopped = stopped.as_str().unwrap_or_default();
        Ok(format!("see {} and {}\nconsole: {:#?}\n{stopped}", picture.display(), text.display(), evidence.console))
    }
}
