//! What a host, a visitor or a stranger may do to the page: nothing stays, nothing comes from elsewhere, nothing stops the program.

use e2e::{Browser, Outcome, Page, Site, root};
use serde_json::json;

use crate::common::{expect_snapshot, gallery, golden, open, strict_policy};

/// A page of a host with one element on it.
const HOST: &str = "<!doctype html><html lang='en'><meta charset='utf-8'><title>A page of somebody else</title>
    <link rel='icon' href='data:,'><script type='module' src='/wiki/breachmap.js'></script>
    <breach-map id='one' src='gallery/ntt-communications-2020.json'></breach-map></html>";

async fn read(page: &Page, path: &str, label: &str) -> Outcome {
    let input = page.find("input[type=file]").await?;
    input.send_keys(root().join(path).display().to_string()).await?;
    let report = format!("root.querySelector('.import summary')?.textContent.startsWith('Read as {label}')");
    page.wait_for(path, &report).await
}

#[test]
fn files_of_other_tools_are_read_under_the_policy_of_the_manual() {
    let site = Site::of_dist("/wiki/").header("Content-Security-Policy", &strict_policy()).serve();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        for (path, label) in [
            ("tests/foreign/veris/chain.json", "VERIS"),
            ("tests/foreign/misp/flat.json", "MISP"),
            ("tests/foreign/stix/campaign.json", "STIX"),
            ("tests/foreign/own-table/claims.csv", ""),
        ] {
            read(page, path, label).await?;
        }
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn what_a_page_drops_is_freed_and_what_it_moves_keeps_its_state() {
    let site = Site::of_dist("/wiki/").page("/wiki/host.html", HOST).serve();
    Browser::new().arg("--js-flags=--expose-gc").run(async |page| {
        open(page, site.url("host.html")).await?;
        let text = json!(gallery("ntt-communications-2020"));
        let drop = |ending: &str| {
            format!(
                "const refs = [];
                for (let i = 0; i < 30; i += 1) {{
                  let made = document.createElement('breach-map');
                  document.body.append(made);
                  await made.load({text});
                  refs.push(new WeakRef(made));
                  {ending}
                  made = null;
                }}
                for (let i = 0; i < 30; i += 1) {{
                  gc();
                  await new Promise((done) => setTimeout(done, 30));
                }}
                return refs.filter((it) => it.deref()).length;"
            )
        };
        for ending in ["made.remove();", "made.remove(); made.destroy();"] {
            let left = page.run_js(&drop(ending)).await?;
            assert!(left.as_u64().is_some_and(|it| it <= 2), "{left} of 30 stay after {ending}");
        }
        page.run_js("await one.seek('2020-05-11'); const kept = one; kept.remove(); gc(); document.body.append(kept);")
            .await?;
        expect_snapshot(page, "one", &golden("ntt-2020", "middle")).await?;
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn no_address_leads_to_a_strangers_incident() {
    let stranger = Site::of_dist("/evil/").header("Access-Control-Allow-Origin", "*").serve();
    let there = |file: &str| format!("{}/evil/gallery/{file}", stranger.origin());
    let site = Site::of_dist("/wiki/")
        .redirect("/wiki/moved.json", &there("ntt-communications-2025.json"))
        .redirect("/wiki/index-moved.json", &there("index.json"))
        .redirect("/wiki/moved.csv", &there("index.json"))
        .redirect("/wiki/moved.svg", &format!("{}/evil/first.svg", stranger.origin()))
        .page("/wiki/host.html", HOST)
        .serve();
    Browser::new().run(async |page| {
        for address in [
            "index.html?src=moved.json",
            "embed.html?src=moved.json",
            "embed.html?gallery=index-moved.json",
            "embed.html?src=moved.csv&picture=moved.svg",
        ] {
            page.open(site.url(address)).await?;
            page.wait_for(address, "root?.textContent.includes('moved')").await?;
        }
        open(page, site.url("host.html")).await?;
        let load = "return await one.load('moved.json').then(() => 'shown', (error) => error.code);";
        assert_eq!(page.run_js(load).await?, "network");
        let load = "return await one.load(['moved.json']).then(() => 'shown', (error) => error.code);";
        assert_ne!(page.run_js(load).await?, "shown");
        assert_eq!(stranger.seen(), [], "no stranger is even asked");
        Ok(())
    });
}

#[test]
fn what_a_host_says_wrongly_is_refused_in_words_and_stops_nothing() {
    let site = Site::of_dist("/wiki/").page("/wiki/host.html", HOST).serve();
    Browser::new().run(async |page| {
        open(page, site.url("host.html")).await?;
        for call in [
            "one.select(5)",
            "one.select({})",
            "one.seek({})",
            "one.seek(20200511)",
            "one.seek(null)",
            "one.exportAs(5)",
            "one.restore('2020')",
            "(async () => { one.fragment = 5; })()",
        ] {
            let answer = page.run_js(&format!("return await {call}.then(() => 'done', (error) => error.code);")).await?;
            assert_eq!(answer, "wrong-type", "{call}");
        }
        // shared by reference, it would be 2^60 parts
        let shared = "let it = []; for (let i = 0; i < 60; i += 1) it = [it, it];
            return await one.load(it).then(() => 'shown', (error) => error.code);";
        assert_eq!(page.run_js(shared).await?, "wrong-shape");
        let race = "const first = one.load('gallery/ntt-communications-2025.json').then(() => 'shown', (error) => error.code);
            await one.load('gallery/ntt-communications-2020.json');
            return await first;";
        assert_eq!(page.run_js(race).await?, "overtaken");
        expect_snapshot(page, "one", &golden("ntt-2020", "last-day")).await?;
        let ended = "const last = one.load('gallery/ntt-communications-2025.json').then(() => 'shown', (error) => error.message);
            await Promise.resolve();
            one.destroy();
            return await last;";
        assert_eq!(page.run_js(ended).await?, "this element has been destroyed");
        page.expect_quiet(&[&site]).await
    });
}
