//! A headless Chromium to be: its size, theme and language; `run` opens it for one test and always closes it.

use std::fs;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::pin;
use std::task::Poll;
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::common::capabilities::desiredcapabilities::CapabilitiesHelper;
use thirtyfour::prelude::*;

use crate::driver::Driver;
use crate::{Outcome, Page, pictures, root};

/// The browser that a test wants.
#[derive(Debug, Clone)]
pub struct Browser {
    width: u32,
    height: u32,
    language: &'static str,
    media: &'static str,
    features: Vec<(&'static str, &'static str)>,
    args: Vec<String>,
    is_watched: bool,
}

impl Default for Browser {
    fn default() -> Self {
        Self { width: 1280, height: 800, language: "en", media: "", features: Vec::new(), args: Vec::new(), is_watched: true }
    }
}

impl Browser {
    /// A light window of 1280 by 800 CSS pixels, in English.
    pub fn new() -> Self {
        Self::default()
    }

    /// Another size of the page, in CSS pixels; may be as narrow as a phone.
    #[must_use]
    pub fn size(mut self, width: u32, height: u32) -> Self {
        (self.width, self.height) = (width, height);
        self
    }

    /// Another language of the visitor, such as `ja`.
    #[must_use]
    pub fn language(mut self, language: &'static str) -> Self {
        self.language = language;
        self
    }

    /// A visitor who prefers dark pages.
    #[must_use]
    pub fn dark(self) -> Self {
        self.feature("prefers-color-scheme", "dark")
    }

    /// A visitor who wants no motion.
    #[must_use]
    pub fn reduced_motion(self) -> Self {
        self.feature("prefers-reduced-motion", "reduce")
    }

    /// A visitor who chose the colors: Windows' high contrast.
    #[must_use]
    pub fn forced_colors(self) -> Self {
        self.feature("forced-colors", "active")
    }

    /// Any other media feature, such as `prefers-contrast` and `more`.
    #[must_use]
    pub fn feature(mut self, name: &'static str, value: &'static str) -> Self {
        self.features.push((name, value));
        self
    }

    /// The page as it is printed.
    #[must_use]
    pub fn print(mut self) -> Self {
        self.media = "print";
        self
    }

    /// One more command-line switch of Chromium.
    #[must_use]
    pub fn arg(mut self, arg: &str) -> Self {
        self.args.push(arg.to_owned());
        self
    }

    /// Keeps no record of console and network, which costs time in each load: for measuring.
    #[must_use]
    pub fn unwatched(mut self) -> Self {
        self.is_watched = false;
        self
    }

    /// Opens the browser, runs the test in it and closes it.
    ///
    /// # Panics
    /// If the test fails; a picture and the console's text are then in `target/e2e/`, named after the test.
    pub fn run(&self, test: impl AsyncFnOnce(&Page) -> Outcome) {
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_all().build().expect("the runtime needs nothing");
        let result: Outcome = runtime.block_on(async {
            let driver = Driver::start()?;
            let page = self.open(&driver).await?;
            let result = caught(test(&page)).await;
            if !matches!(result, Ok(Ok(()))) {
                let place = page.save_failure().await.unwrap_or_else(|err| format!("no picture: {err}"));
                eprintln!("{place}");
            }
            fs::remove_dir_all(&page.downloads)?;
            page.driver.clone().quit().await?;
            result.unwrap_or_else(|panic| resume_unwind(panic))
        });
        if let Err(err) = result {
            // Below this word is only where in the driver's machine code it happened.
            panic!("{}", err.to_string().split("Stacktrace:").next().unwrap_or_default().trim_end());
        }
    }

    async fn open(&self, driver: &Driver) -> Outcome<Page> {
        let mut capabilities = DesiredCapabilities::chrome();
        let flags: Value = serde_json::from_str(&fs::read_to_string(root().join("webdriver.json"))?)?;
        let flags = flags["goog:chromeOptions"]["args"].as_array().ok_or("webdriver.json names no args")?;
        for flag in flags.iter().filter_map(Value::as_str).chain(self.args.iter().map(String::as_str)) {
            capabilities.add_arg(flag)?;
        }
        capabilities.add_arg(&format!("--accept-lang={}", self.language))?;
        if self.is_watched {
            capabilities.set("goog:loggingPrefs", json!({ "browser": "ALL", "performance": "ALL" }))?;
        }

        // A proxy of the surroundings must not come between us and our own machine.
        let client = reqwest::Client::builder().no_proxy().timeout(Duration::from_mins(2)).build()?;
        let session = WebDriver::builder(driver.url(), capabilities).client(client).connect().await?;
        let devtools = session.cdp();
        let size = json!({ "width": self.width, "height": self.height, "deviceScaleFactor": 1, "mobile": false });
        devtools.send_raw("Emulation.setDeviceMetricsOverride", size).await?;
        let features: Vec<_> =
            self.features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        let media = json!({ "media": self.media, "features": features });
        devtools.send_raw("Emulation.setEmulatedMedia", media).await?;
        let downloads = pictures().join("downloads").join(session.handle().session_id().to_string());
        fs::create_dir_all(&downloads)?;
        let allow = json!({ "behavior": "allow", "downloadPath": downloads });
        devtools.send_raw("Browser.setDownloadBehavior", allow).await?;
        Ok(Page::new(session, downloads))
    }
}

/// Lets a failed assertion end the test, but not before the browser has been asked what it shows.
async fn caught<T>(test: impl Future<Output = T>) -> thread::Result<T> {
    let mut test = pin!(test);
    poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| test.as_mut().poll(context))) {
        Ok(Poll::Pending) => Poll::Pending,
        Ok(Poll::Ready(value)) => Poll::Ready(Ok(value)),
        Err(panic) => Poll::Ready(Err(panic)),
    })
    .await
}
