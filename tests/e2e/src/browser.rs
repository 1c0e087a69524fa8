//! A headless browser to be: its engine, size, theme and language; `run` opens it for one test and always closes it.

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::pin;
use std::task::Poll;
use std::thread;
use std::time::Duration;

use tokio::time::timeout;

use crate::again::lose;
use crate::driver::Driver;
use crate::{Engine, Outcome, Page, session};

/// No test takes longer: one that does waits for a driver that hangs.
const LONGEST: Duration = Duration::from_mins(6);
/// A browser that lives answers a plain question within this time, however busy the machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// The browser that a test wants.
#[derive(Debug, Clone)]
pub struct Browser {
    pub(crate) engine: Engine,
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) language: &'static str,
    pub(crate) media: &'static str,
    pub(crate) features: Vec<(&'static str, &'static str)>,
    pub(crate) args: Vec<String>,
    pub(crate) is_watched: bool,
}

impl Default for Browser {
    fn default() -> Self {
        Self {
            engine: Engine::Chromium,
            width: 1280,
            height: 800,
            language: "en",
            media: "",
            features: Vec::new(),
            args: Vec::new(),
            is_watched: true,
        }
    }
}

impl Browser {
    /// A light window of Chromium of 1280 by 800 CSS pixels, in English.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same window of another engine; a test fails at once that asks of it what [`Engine`] says it cannot do.
    pub fn of(engine: Engine) -> Self {
        Self { engine, ..Self::default() }
    }

    /// Another size of the page, in CSS pixels; in Chromium it may be as narrow as a phone.
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

    /// One more command-line switch of the browser.
    #[must_use]
    pub fn arg(mut self, arg: &str) -> Self {
        self.args.push(arg.to_owned());
        self
    }

    /// Keeps no record of console and network, which costs time in each load, and may take long: for measuring.
    #[must_use]
    pub fn unwatched(mut self) -> Self {
        self.is_watched = false;
        self
    }

    /// Opens the browser, runs the test in it and closes it.
    ///
    /// # Panics
    /// If the test fails; a picture and the console's text are then in `target/e2e/`, named after the test.
    /// If the browser does not begin or answers no more, with [`Lost`](crate::Lost).
    pub fn run(&self, test: impl AsyncFnOnce(&Page) -> Outcome) {
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_all().build().expect("the runtime needs nothing");
        let result: Outcome = runtime.block_on(async {
            let driver = Driver::start(self.engine).unwrap_or_else(|err| lose(&short(&err.to_string())));
            let page = session::open(self, &driver).await.unwrap_or_else(|err| lose(&short(&err.to_string())));
            // what is measured takes as long as it takes
            let longest = if self.is_watched { LONGEST } else { Duration::from_hours(12) };
            let result = timeout(longest, caught(test(&page))).await;
            let loss = match result {
                Ok(Ok(Ok(()))) => None,
                Err(_) => Some(format!("the test took longer than {} s", longest.as_secs())),
                Ok(_) => timeout(PATIENCE, page.loss()).await.unwrap_or(Some("the browser does not answer".to_owned())),
            };
            if loss.is_none() && !matches!(result, Ok(Ok(Ok(())))) {
                let place =
                    timeout(PATIENCE, page.save_failure()).await.unwrap_or_else(|_| Ok("no picture".to_owned()));
                eprintln!("{}", place.unwrap_or_else(|err| format!("no picture: {err}")));
            }
            // The end of the driver is the end of the browser too, should it not go by itself.
            if !matches!(timeout(PATIENCE, page.driver.clone().quit()).await, Ok(Ok(()))) {
                page.driver.clone().leak().ok();
            }
            match (result, loss) {
                (Ok(Ok(result)), None) => result,
                (Ok(Err(panic)), None) => resume_unwind(panic),
                (result, loss) => {
                    let told = result.ok().and_then(Result::ok).and_then(Result::err).map(|it| short(&it.to_string()));
                    lose(&loss.into_iter().chain(told).collect::<Vec<_>>().join("; "))
                }
            }
        });
        if let Err(err) = result {
            panic!("{}", short(&err.to_string()));
        }
    }
}

/// What an error says, without where in the driver's machine code it happened.
fn short(err: &str) -> String {
    err.split("Stacktrace:").next().unwrap_or_default().trim_end().to_owned()
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
