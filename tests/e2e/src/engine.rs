//! The three browser engines: which programs drive them, how long they take to be ready, and what they cannot do for a test.

use std::env;
use std::path::PathBuf;

use crate::{Browser, again};

/// A browser engine, as the browser of a test has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Engine {
    /// Blink: Chromium, headless. It can do all that a test may ask for.
    #[default]
    Chromium,
    /// Gecko: Firefox ESR, headless. It has no printed page, and is no narrower than 500 pixels.
    Firefox,
    /// WebKit: the small browser of WebKitGTK, on a screen of its own in memory.
    /// It speaks the language of the machine, knows neither reduced motion nor forced colors, is no narrower than 447 pixels, and its console is heard from the time a page has loaded.
    WebKit,
}

impl Engine {
    /// The program that drives it: what `$CHROMEDRIVER`, `$GECKODRIVER` or `$WEBKITDRIVER` names, or the one on PATH.
    pub(crate) fn driver(self) -> PathBuf {
        let (variable, program) = match self {
            Self::Chromium => ("CHROMEDRIVER", "chromedriver"),
            Self::Firefox => ("GECKODRIVER", "geckodriver"),
            Self::WebKit => ("WEBKITDRIVER", "WebKitWebDriver"),
        };
        env::var_os(variable).map_or_else(|| PathBuf::from(program), PathBuf::from)
    }
}

/// Runs a test in another engine than Chromium, and again if it failed or lost its session, which it says.
///
/// Now and then a session of theirs is lost: WebKitGTK 2.50 traps in wasm that it has compiled ("Out of bounds memory access"), in one of sixty sessions, and either driver may not begin one, or answer no more.
/// A fault of ours comes again.
pub fn in_engine(engine: Engine, test: fn(&Browser)) {
    let browser = Browser::of(engine);
    again::until_sure(|| test(&browser));
}

/// Makes three tests of each function of a [`Browser`](crate::Browser): `name::chromium`, `name::firefox` and `name::webkit`.
///
/// ```ignore
/// in_all_engines!(the_page_opens);
/// fn the_page_opens(browser: &Browser) {
///     let site = site();
///     browser.run(async |page| page.open(site.url("index.html")).await);
/// }
/// ```
#[macro_export]
macro_rules! in_all_engines {
    ($($name:ident),+ $(,)?) => {$(
        mod $name {
            #[test]
            fn chromium() {
                super::$name(&$crate::Browser::of($crate::Engine::Chromium));
            }

            #[test]
            fn firefox() {
                $crate::in_engine($crate::Engine::Firefox, super::$name);
            }

            #[test]
            fn webkit() {
                $crate::in_engine($crate::Engine::WebKit, super::$name);
            }
        }
    )+};
}
