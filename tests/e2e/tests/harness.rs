//! The traps catch: a page with every fault, so that silence elsewhere means something.

use std::panic::{AssertUnwindSafe, catch_unwind};

use e2e::{Browser, Engine, Lost, Site, in_all_engines};

in_all_engines!(faults_are_noticed, things_are_found_by_role_and_name, the_visitor_is_as_asked_for, downloads_are_kept);

const FAULTY: &str = "<!doctype html><html lang='en'><title>faulty</title><main><h1>faulty</h1>
    <button onclick='this.textContent = `Pause`'>Play</button><input>
    <img alt='' src='http://elsewhere.invalid/pixel.png'>
    <breach-map></breach-map></main><link rel='icon' href='data:,'><script>
    const root = document.querySelector('breach-map').attachShadow({ mode: 'open' });
    root.innerHTML = `<svg><g role='button' aria-label='host a'><rect width='9' height='9'/></g></svg>`;
    window.fail = () => setTimeout(() => { throw new Error('uncaught'); });
    </script>";

fn faults_are_noticed(browser: &Browser) {
    let site = Site::default().page("/faulty.html", FAULTY).serve();
    browser.run(async |page| {
        page.open(site.url("faulty.html")).await?;
        page.run_js("fail(); console.error('told'); await new Promise((done) => setTimeout(done, 99));").await?;
        let evidence = page.evidence().await?;
        assert!(evidence.errors().iter().any(|text| text.contains("uncaught")), "{evidence:?}");
        assert!(evidence.errors().iter().any(|text| text.contains("told")), "{evidence:?}");
        assert_eq!(evidence.foreign(&[site.origin()]), ["http://elsewhere.invalid/pixel.png"]);
        let rules: Vec<_> = page.violations().await?.into_iter().map(|violation| violation.id).collect();
        assert_eq!(rules, ["label"]);
        assert!(page.expect_quiet(&[&site]).await.is_err());
        assert!(page.expect_accessible().await.is_err());
        Ok(())
    });
}

fn things_are_found_by_role_and_name(browser: &Browser) {
    let site = Site::default().page("/faulty.html", FAULTY).serve();
    browser.run(async |page| {
        page.open(site.url("faulty.html")).await?;
        assert_eq!(page.names("button").await?, ["Play", "host a"]);
        page.role("button", "Pl…").await?.click().await?;
        page.role("button", "Pause").await?;
        page.find("rect").await?.click().await?;
        Ok(())
    });
}

fn the_visitor_is_as_asked_for(browser: &Browser) {
    let site = Site::default().page("/faulty.html", FAULTY).serve();
    let narrow = browser.clone().size(600, 640).dark();
    narrow.run(async |page| {
        page.open(site.url("faulty.html")).await?;
        assert_eq!(page.js("`${innerWidth} ${innerHeight}`").await?, "600 640");
        assert_eq!(page.js("matchMedia('(prefers-color-scheme: dark)').matches").await?, true);
        Ok(())
    });
    browser.run(async |page| {
        page.open(site.url("faulty.html")).await?;
        assert_eq!(page.js("`${innerWidth} ${innerHeight}`").await?, "1280 800");
        assert_eq!(page.js("matchMedia('(prefers-color-scheme: light)').matches").await?, true);
        Ok(())
    });
}

#[test]
fn a_lost_session_is_told_from_a_failure() {
    let end = |test: &dyn Fn()| catch_unwind(AssertUnwindSafe(test)).expect_err("the test does not pass");
    let lost = end(&|| {
        Browser::new().run(async |page| {
            page.driver.clone().quit().await?;
            page.js("1").await?;
            Ok(())
        });
    });
    assert!(lost.is::<Lost>());
    let failed = end(&|| Browser::new().run(async |_| Err("a card moved".into())));
    assert_eq!(failed.downcast_ref::<String>().map(String::as_str), Some("a card moved"));
    let panicked = end(&|| Browser::new().run(async |_| panic!("a card moved")));
    assert_eq!(panicked.downcast_ref::<&str>(), Some(&"a card moved"));
}

#[test]
fn a_phone_another_language_and_chosen_colors_are_to_be_had() {
    let site = Site::default().page("/faulty.html", FAULTY).serve();
    Browser::new().size(360, 640).forced_colors().language("ja").run(async |page| {
        page.open(site.url("faulty.html")).await?;
        assert_eq!(page.js("`${innerWidth} ${innerHeight} ${navigator.language}`").await?, "360 640 ja");
        assert_eq!(page.js("matchMedia('(forced-colors: active)').matches").await?, true);
        Ok(())
    });
    Browser::of(Engine::Firefox).reduced_motion().forced_colors().language("ja").run(async |page| {
        page.open(site.url("faulty.html")).await?;
        assert_eq!(page.js("navigator.language").await?, "ja");
        for query in ["(prefers-reduced-motion: reduce)", "(forced-colors: active)"] {
            assert_eq!(page.js(&format!("matchMedia('{query}').matches")).await?, true, "{query}");
        }
        Ok(())
    });
}

fn downloads_are_kept(browser: &Browser) {
    let site = Site::default().page("/faulty.html", FAULTY).serve();
    browser.run(async |page| {
        page.open(site.url("faulty.html")).await?;
        let offer = "const link = document.createElement('a');
            link.href = URL.createObjectURL(new Blob(['a,b']));
            link.download = 'counts.csv';
            link.click();";
        page.run_js(offer).await?;
        assert_eq!(std::fs::read_to_string(page.download("counts.csv").await?)?, "a,b");
        Ok(())
    });
}
