//! The built files find each other wherever they are put.

use e2e::{Browser, Site, in_all_engines};

in_all_engines!(the_page_loads_from_a_sub_folder);
fn the_page_loads_from_a_sub_folder(browser: &Browser) {
    let site = Site::of_dist("/wiki/some/folder/").serve();
    browser.run(async |page| {
        page.open(site.url("index.html")).await?;
        page.wait_for("the element to be defined", "customElements.get('breach-map') && root").await?;
        page.expect_quiet(&[&site]).await?;
        let missing: Vec<_> = site.seen().into_iter().filter(|seen| seen.status != "200 OK").collect();
        assert!(missing.is_empty(), "{missing:?}");
        assert!(site.seen().iter().any(|seen| seen.path.contains(".wasm")), "{:?}", site.seen());
        Ok(())
    });
}
