//! Takes the picture of the page that the README shows, from `dist/` in Chromium, and writes it to `docs/screenshot.png`.
//!
//! `cargo xtask screenshot` builds the site first. Nothing is fetched from elsewhere.

use std::fs;

use e2e::{Browser, Site, root};

/// The incident and the day: after the way in and before the first notice, when several claims differ.
const INCIDENT: &str = "ntt-communications-2020";
const DAY: &str = "2020-05-11";

fn main() {
    let site = Site::of_dist("/").serve();
    Browser::new().size(1440, 900).reduced_motion().run(async |page| {
        page.open(site.url(&format!("index.html#v=1&incident={INCIDENT}&as-of={DAY}"))).await?;
        let is_shown = format!("map?.snapshot?.()?.incident === '{INCIDENT}' && map.snapshot().lens.as_of === '{DAY}'");
        page.wait_for("the incident on its day", &is_shown).await?;
        // The next picture has everything, with its fonts.
        page.run_js("await document.fonts.ready; await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));")
            .await?;
        page.expect_quiet(&[&site]).await?;
        let picture = page.driver.screenshot_as_png().await?;
        let path = root().join("docs/screenshot.png");
        println!("{}: {} bytes", path.display(), picture.len());
        Ok(fs::write(path, picture)?)
    });
}
