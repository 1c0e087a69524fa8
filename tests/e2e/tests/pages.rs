//! Static pages of incidents: the live map, in a folder of a server that sends the strictest policy.

use std::thread;

use e2e::{Browser, Site, in_all_engines, pictures};

use crate::common::{command, open, strict_policy, text, wait_for_incident};

in_all_engines!(a_page_of_a_site_has_the_live_map);

fn a_page_of_a_site_has_the_live_map(browser: &Browser) {
    let name = thread::current().name().unwrap_or("test").replace("::", "-");
    let folder = pictures().join("pages").join(name);
    let out = folder.display().to_string();
    let files = ["static/gallery/ntt-communications-2020.json", "static/gallery/ntt-communications-2025.json"];
    command(&[&["bundle", "--app", "dist", "--force", "--site", &out], &files[..]].concat());
    let site = Site::of("/wiki/breaches/", folder).header("Content-Security-Policy", &strict_policy()).serve();
    browser.run(async |page| {
        open(page, site.url("incidents/ntt-communications-2025.html")).await?;
        wait_for_incident(page, "ntt-communications-2025").await?;
        assert_eq!(text(page, "document.title").await?, "NTT Communications, 2025 · TLP:CLEAR");
        page.run_js("map.fragment = 'incident=ntt-communications-2020'").await?;
        wait_for_incident(page, "ntt-communications-2020").await?;
        page.open(site.url("index.html")).await?;
        page.wait_for("the pictures", "[...document.images].every((it) => it.complete && it.naturalWidth === 1200)")
            .await?;
        page.expect_quiet(&[&site]).await
    });
}
