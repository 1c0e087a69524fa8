//! Opens the browser that a test wants: in the words of each engine, behind the wall.

use std::cell::RefCell;
use std::fs;
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::Capabilities;
use thirtyfour::prelude::*;

use crate::browser::Browser;
use crate::driver::Driver;
use crate::evidence::Trap;
use crate::wall::Wall;
use crate::{Engine, Outcome, Page, root};

/// Debian's and others' places of WebKitGTK's own small browser.
const MINI_BROWSER: [&str; 3] = [
    "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
    "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
    "/usr/libexec/webkit2gtk-4.1/MiniBrowser",
];

/// Opens the browser and gives its first, empty page.
pub async fn open(wanted: &Browser, driver: &Driver) -> Outcome<Page> {
    let wall = Wall::start()?;
    let capabilities = match wanted.engine {
        Engine::Chromium => chromium(wanted, &wall)?,
        Engine::Firefox => firefox(wanted, driver, &wall)?,
        Engine::WebKit => webkit(wanted, &wall)?,
    };
    // A proxy of the surroundings must not come between us and our own machine.
    let client = reqwest::Client::builder().no_proxy().timeout(Duration::from_mins(2)).build()?;
    let session = WebDriver::builder(driver.url(), capabilities).client(client).connect().await?;
    if wanted.engine == Engine::Chromium {
        emulate(wanted, driver, &session).await?;
    } else {
        resize(wanted, &session).await?;
    }
    let trap = match wanted.engine {
        Engine::Chromium => Trap::Driver(RefCell::default()),
        Engine::Firefox => Trap::Log(driver.log(), wall),
        Engine::WebKit => Trap::Script(RefCell::default(), wall),
    };
    Ok(Page::new(wanted.engine, session, driver, trap))
}

fn chromium(wanted: &Browser, wall: &Wall) -> Outcome<Capabilities> {
    let flags: Value = serde_json::from_str(&fs::read_to_string(root().join("webdriver.json"))?)?;
    let mut args = flags["goog:chromeOptions"]["args"].as_array().ok_or("webdriver.json names no args")?.clone();
    args.push(json!(format!("--accept-lang={}", wanted.language)));
    args.extend(wanted.args.iter().map(|arg| json!(arg)));
    let mut capabilities = Capabilities::new();
    capabilities.set("browserName", "chrome")?;
    capabilities.set("proxy", proxy(wall))?;
    capabilities.set("goog:chromeOptions", json!({ "args": args }))?;
    if wanted.is_watched {
        capabilities.set("goog:loggingPrefs", json!({ "browser": "ALL", "performance": "ALL" }))?;
    }
    Ok(capabilities)
}

/// These engines reach this machine without being told.
fn proxy(wall: &Wall) -> Value {
    json!({ "proxyType": "manual", "httpProxy": wall.address(), "sslProxy": wall.address() })
}

async fn emulate(wanted: &Browser, driver: &Driver, session: &WebDriver) -> Outcome {
    let devtools = session.cdp();
    let size = json!({ "width": wanted.width, "height": wanted.height, "deviceScaleFactor": 1, "mobile": false });
    devtools.send_raw("Emulation.setDeviceMetricsOverride", size).await?;
    let features: Vec<_> =
        wanted.features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
    let media = json!({ "media": wanted.media, "features": features });
    devtools.send_raw("Emulation.setEmulatedMedia", media).await?;
    let allow = json!({ "behavior": "allow", "downloadPath": driver.downloads() });
    devtools.send_raw("Browser.setDownloadBehavior", allow).await?;
    Ok(())
}

fn firefox(wanted: &Browser, driver: &Driver, wall: &Wall) -> Outcome<Capabilities> {
    let mut settings = json!({
        // As visitors have it; under WebDriver files may otherwise read each other.
        "security.fileuri.strict_origin_policy": true,
        // Console and uncaught errors of pages go to the log, those of the browser itself do not.
        "devtools.console.stdout.content": true,
        "devtools.console.stdout.chrome": false,
        "browser.dom.window.dump.enabled": true,
        "browser.download.folderList": 2,
        "browser.download.dir": driver.downloads(),
        "intl.accept_languages": wanted.language,
        "layout.css.prefers-color-scheme.content-override": 1,
    });
    for feature in &wanted.features {
        let (setting, value) = match *feature {
            ("prefers-color-scheme", "dark") => ("layout.css.prefers-color-scheme.content-override", 0),
            ("prefers-reduced-motion", "reduce") => ("ui.prefersReducedMotion", 1),
            ("forced-colors", "active") => ("browser.display.document_color_use", 2),
            _ => return cannot(wanted, &format!("{feature:?}")),
        };
        settings[setting] = json!(value);
    }
    let mut args = vec!["--headless".to_owned()];
    args.extend(wanted.args.iter().cloned());
    let mut capabilities = Capabilities::new();
    capabilities.set("proxy", proxy(wall))?;
    capabilities.set("moz:firefoxOptions", json!({ "args": args, "prefs": settings }))?;
    Ok(capabilities)
}

fn webkit(wanted: &Browser, wall: &Wall) -> Outcome<Capabilities> {
    // As a capability the proxy keeps some sessions from ever beginning.
    let proxy = format!("--proxy=http://{}", wall.address());
    let mut args = vec!["--automation".to_owned(), proxy, "--ignore-host=127.0.0.1".to_owned()];
    if wanted.language != Browser::default().language {
        return cannot(wanted, "another language");
    }
    for feature in &wanted.features {
        match *feature {
            ("prefers-color-scheme", "dark") => args.push("--dark-mode".to_owned()),
            _ => return cannot(wanted, &format!("{feature:?}")),
        }
    }
    args.extend(wanted.args.iter().cloned());
    let binary = MINI_BROWSER.iter().find(|path| fs::exists(path).unwrap_or(false));
    let binary = binary.ok_or("WebKitGTK's MiniBrowser is missing; `cargo xtask setup` installs it")?;
    let mut capabilities = Capabilities::new();
    capabilities.set("webkitgtk:browserOptions", json!({ "binary": binary, "args": args }))?;
    Ok(capabilities)
}

fn cannot<T>(wanted: &Browser, what: &str) -> Outcome<T> {
    Err(format!("{:?} cannot have {what}", wanted.engine).into())
}

/// Makes the window so large that the page in it has the size that is wanted.
async fn resize(wanted: &Browser, session: &WebDriver) -> Outcome {
    if !wanted.media.is_empty() {
        return cannot(wanted, wanted.media);
    }
    let window = session.get_window_rect().await?;
    let of_window = |outer: i64, inner: u64| u32::try_from(outer).ok().zip(u32::try_from(inner).ok());
    let frame = |outer, inner| of_window(outer, inner).map(|(outer, inner)| outer.saturating_sub(inner));
    let (width, height) = inner_size(session).await?;
    let frame = frame(window.width, width).zip(frame(window.height, height)).ok_or("a window has a size")?;
    session.set_window_rect(0, 0, wanted.width + frame.0, wanted.height + frame.1).await?;
    let size = (u64::from(wanted.width), u64::from(wanted.height));
    let mut now = (0, 0);
    for _ in 0..40 {
        // Some time after the window the page follows.
        tokio::time::sleep(Duration::from_millis(50)).await;
        now = inner_size(session).await?;
        if now == size {
            return Ok(());
        }
    }
    cannot(wanted, &format!("a page of {size:?}, only {now:?}"))
}

async fn inner_size(session: &WebDriver) -> Outcome<(u64, u64)> {
    let inner = session.execute("return [innerWidth, innerHeight];", vec![]).await?;
    Ok(serde_json::from_value(inner.json().clone())?)
}
