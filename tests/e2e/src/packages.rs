//! Shows an incident in a page of Chromium with the element of the npm package, from the folder into which it was installed.
//!
//! `cargo xtask test packages` installs it first. The page loads it as a module, without a bundler.

use std::env;
use std::fs;

use e2e::{Browser, Site, root};

/// A page of somebody's, with the policy that the manual asks for.
const PAGE: &str = "<!doctype html><html lang='en'><meta charset='utf-8'>
<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; worker-src 'self'; img-src 'self' data: blob:; require-trusted-types-for 'script'; trusted-types breachmap\">
<title>Ours</title><link rel='icon' href='data:,'><link rel='stylesheet' href='page.css'>
<script type='module' src='node_modules/breachmap/dist/element.js'></script>
<main><breach-map src='incident.json' as-of='2020-05-11' controls='compact'></breach-map></main></html>";

fn main() {
    let folder = env::args().nth(1).expect("the folder is said");
    let foreign =
        fs::read_to_string(root().join("tests/foreign/attack-flow/builder-3.afb")).expect("it is one of the tests");
    let site = Site::of("/", folder)
        .page("/page.html", PAGE)
        .page("/page.css", "breach-map { display: block; height: 480px }")
        .page("/flow.afb", &foreign)
        .serve();
    Browser::new().run(async |page| {
        page.open(site.url("page.html")).await?;
        let is_there = "map?.snapshot?.()?.lens.as_of === '2020-05-11' && root.querySelector('.map-svg [data-entity]')";
        page.wait_for("the map", is_there).await?;
        // a part that comes later, and the worker with the reader of other tools' files
        page.run_js("window.made = await map.exportAs('html').then((it) => it.blob.size)").await?;
        assert!(page.js("window.made").await?.as_u64().is_some_and(|it| it > 500_000), "a briefing holds the program");
        page.run_js("await map.load('flow.afb')").await?;
        page.wait_for("the file of another tool", "map.snapshot().incident !== 'ntt-communications-2020'").await?;
        page.picture("package").await?;
        page.expect_quiet(&[&site]).await
    });
}
