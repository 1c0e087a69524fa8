//! What end-to-end tests are made of: a plain web server, a headless browser, and questions to a page.
//!
//! ```ignore
//! #[test]
//! fn the_page_loads() {
//!     let site = Site::of_dist("/wiki/some/folder/").serve();
//!     Browser::new().dark().run(async |page| {
//!         page.open(site.url("index.html")).await?;
//!         page.wait_for("the map", "root?.querySelector('svg')").await?;
//!         page.role("button", "Play").await?.click().await?;
//!         page.expect_quiet(&[&site]).await
//!     });
//! }
//! ```
//!
//! `cargo xtask test e2e` builds the site and runs them; `cargo test --package e2e --features browser` only runs them.
//! A test that fails leaves a picture and the console's text in `target/e2e/`.

mod again;
mod axe;
mod browser;
mod driver;
pub mod endurance;
mod engine;
mod evidence;
mod mime;
mod page;
mod request;
mod role;
mod session;
mod site;
mod wall;

pub use again::Lost;
pub use axe::Violation;
pub use browser::Browser;
pub use engine::{Engine, in_engine};
pub use evidence::Evidence;
pub use page::Page;
pub use site::{Seen, Server, Site, dist_part};

use std::path::{Path, PathBuf};

/// What a step of a test gives back; `?` takes errors of the browser and plain sentences alike.
pub type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// The top folder of the project.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap_or(Path::new("."))
}

/// Where a failing test leaves what it saw, and where pictures go.
pub fn pictures() -> PathBuf {
    root().join("target/e2e")
}
