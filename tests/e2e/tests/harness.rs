//! The traps catch: a page with every fault, so that silence elsewhere means something.

use e2e::{Browser, Site};

const FAULTY: &str = "<!doctype html><html lang='en'><title>faulty</title><main><h1>faulty</h1>
    <button onclick='this.textContent = `Pause`'>Play</button><input>
    <img alt='' src='http://elsewhere.invalid/pixel.png'>
    <breach-map></breach-map></main><script>
    const root = document.querySelector('breach-map').attachShadow({ mode: 'open' });
    root.innerHTML = `<svg><g role='button' aria-label='host a'><rect width='9' height='9'/></g></svg>`;
    throw new Error('uncaught');
    </script>";

#[test]
fn faults_are_noticed() {
    let site = Site::default().page("/faulty.html", FAULTY).serve();
    Browser::new().run(async |page| {
        page.open(site.url("faulty.html")).await?;
        let evidence = page.evidence().await?;
        assert!(evidence.errors().iter().any(|text| text.contains("uncaught")), "{evidence:?}");
        assert_eq!(evidence.foreign(&[site.origin()]), ["http://elsewhere.invalid/pixel.png"]);
        let rules: Vec<_> = page.violations().await?.into_iter().map(|violation| violation.id).collect();
        assert_eq!(rules, ["label"]);
        assert!(page.expect_quiet(&[&site]).await.is_err());
        assert!(page.expect_accessible().await.is_err());
        Ok(())
    });
}

#[test]
fn things_are_found_by_role_and_name_through_the_shadow_root() {
    let site = Site::default().page("/faulty.html", FAULTY).serve();
    Browser::new().run(async |page| {
        page.open(site.url("faulty.html")).await?;
        assert_eq!(page.names("button").await?, ["Play", "host a"]);
        page.role("button", "Pl…").await?.click().await?;
        page.role("button", "Pause").await?;
        page.find("rect").await?.click().await?;
        Ok(())
    });
}

#[test]
fn the_visitor_is_as_asked_for() {
    let site = Site::default().page("/faulty.html", FAULTY).serve();
    Browser::new().size(360, 640).dark().forced_colors().language("ja").run(async |page| {
        page.open(site.url("faulty.html")).await?;
        assert_eq!(page.js("`${innerWidth} ${innerHeight} ${navigator.language}`").await?, "360 640 ja");
        for query in ["(prefers-color-scheme: dark)", "(forced-colors: active)"] {
            assert_eq!(page.js(&format!("matchMedia('{query}').matches")).await?, true, "{query}");
        }
        Ok(())
    });
}

#[test]
fn downloads_are_kept_for_the_test() {
    let site = Site::default().page("/faulty.html", FAULTY).serve();
    Browser::new().run(async |page| {
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
