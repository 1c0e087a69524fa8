//! For everybody: names for screen readers, contrast, small windows, less motion, colors of one's own.

use e2e::{Browser, Outcome, Page};
use serde_json::{Value, json};

use crate::common::{cards, expect_day, open, site, wait_for_incident};

/// Goes through the views and dialogs of the page and asks axe-core about each; no word is used, so that any language does.
async fn expect_all_views_accessible(page: &Page) -> Outcome {
    let seen = async |what: &str, script: &str, there: &str| -> Outcome {
        page.run_js(script).await?;
        page.wait_for(what, there).await?;
        let (language, found) = (page.js("root.querySelector('.bm').lang").await?, page.expect_accessible().await);
        found.map_err(|err| format!("{what}, in {language}: {err}").into())
    };
    seen("as it opens", "", "true").await?;
    seen("in the middle", "await map.seek('2020-05-11');", "map.snapshot().lens.as_of === '2020-05-11'").await?;
    seen("a host chosen", "await map.select('server-b');", "root.querySelector('.details')").await?;
    seen("a pivot chosen", "await map.select(map.snapshot().pivots[3].id);", "root.querySelector('.details')").await?;
    let click = |selector: &str| format!("root.querySelector('{selector}').click();");
    seen("why this number", &click(".number summary"), "root.querySelector('.number[open]')").await?;
    seen("whom one can hear", &click(".teller-button"), "root.querySelector('.tellers input')").await?;
    page.run_js(&click(".teller-button")).await?;
    seen("what is filtered", &click(".find button"), "root.querySelector('.filters')").await?;
    let found = "root.querySelector('.hit')";
    seen("what is found", "map.find = 'server';", found).await?;
    let open = "map.find = null; map.view = ";
    for (view, there) in [
        ("story", "ol li"),
        ("lanes", ".lanes-svg [role=button]"),
        ("table", "table"),
        ("tellings", ".multiple"),
        ("changes", ".changes"),
        ("disputes", ".dispute"),
    ] {
        seen(view, &format!("{open}'{view}';"), &format!("root.querySelector('{there}')")).await?;
    }
    let all = "root.querySelectorAll('.dispute summary').forEach((it) => it.click());";
    seen("all disputes", all, "root.querySelectorAll('.dispute .positions').length > 10").await?;
    let is_alert = "root.querySelector('.complaint .card')";
    seen("an alert", "await map.load('{').catch(() => {});", is_alert).await?;
    page.run_js("root.querySelectorAll('.complaint button').forEach((it) => it.click());").await?;
    let keys = "dialog:not(.hand-on)";
    let shown = |dialog: &str| format!("root.querySelector('{dialog}').showModal();");
    seen("the list of keys", &shown(keys), "true").await?;
    page.run_js(&format!("root.querySelector('{keys}').close();")).await?;
    seen("what is handed on", &click(".export-button"), "root.querySelector('.hand-on form')").await?;
    page.run_js("root.querySelector('.hand-on').close();").await?;
    seen("a slide", "map.view = 'present';", "root.querySelector('.present .sentence')").await?;
    let press =
        "root.querySelector('.present').dispatchEvent(new KeyboardEvent('keydown', { key: 'n', bubbles: true }));";
    seen("the speaker's notes", press, "!!root.querySelector('.notes')").await?;
    let several = "map.view = 'map'; await map.load(['equifax-2017', 'hse-2021'].map((it) => `gallery/${it}.json`));";
    seen("a list", several, "root.querySelector('.collection .row')").await
}

#[test]
fn nothing_keeps_people_out_in_the_light() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        expect_all_views_accessible(page).await?;
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn nothing_keeps_people_out_in_the_dark_and_in_japanese() {
    let site = site();
    Browser::new().dark().language("ja").run(async |page| {
        open(page, site.url("index.html")).await?;
        page.role("button", "明るい配色").await?;
        expect_all_views_accessible(page).await?;
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn nothing_keeps_people_out_on_a_phone() {
    let site = site();
    for browser in [Browser::new().language("ja"), Browser::new().dark()] {
        browser.size(390, 844).run(async |page| {
            open(page, site.url("index.html")).await?;
            expect_all_views_accessible(page).await?;
            page.expect_quiet(&[&site]).await
        });
    }
}

#[test]
fn nothing_keeps_people_out_where_a_file_cannot_be_shown() {
    let site = site();
    for browser in [Browser::new(), Browser::new().dark().size(390, 844)] {
        browser.run(async |page| {
            page.open(site.url("index.html?src=schema/incident-1.schema.json")).await?;
            page.wait_for("the failure", "root?.innerHTML.includes('cannot be shown')").await?;
            page.expect_accessible().await?;
            page.expect_quiet(&[&site]).await
        });
    }
}

#[test]
fn everything_that_can_be_used_has_a_name() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        for role in
            ["button", "slider", "combobox", "link", "textbox", "region", "group", "img", "dialog", "main", "Date"]
        {
            let names = page.names(role).await?;
            let must_be_named = !["group", "main"].contains(&role); // parts of <details> need none
            assert!(!must_be_named || names.iter().all(|it| !it.trim().is_empty()), "{role}: {names:?}");
        }
        let buttons = page.names("button").await?;
        for name in [
            "Play",
            "Step back",
            "Step forward",
            "Zoom in",
            "Zoom out",
            "Fit map",
            "Keys",
            "Dark theme",
            "Map",
            "Table",
        ] {
            assert_eq!(buttons.iter().filter(|it| *it == name).count(), 1, "{name} among {buttons:?}");
        }
        for name in ["Intruder: active; Outside", "Active Directory server: contained; NTT Com's network"] {
            assert!(buttons.iter().any(|it| it == name), "{name} among {buttons:?}");
        }
        assert!(buttons.iter().any(|it| it.contains(" → ") && it.contains("done")), "arrows have names: {buttons:?}");
        assert_eq!(page.names("slider").await?, ["Day shown"]);
        expect_day(page, "2020-07-02").await?;
        assert_eq!(page.js("root.querySelector('.bm, [lang]').getAttribute('lang')").await?, "en");
        page.expect_quiet(&[&site]).await
    });
}

/// Fails if the page is wider than the window, and names what sticks out.
async fn expect_no_overflow(page: &Page, when: &str) -> Outcome {
    let script = "const width = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= width && document.body.scrollWidth <= width) return null;
        const out = [...root.querySelectorAll('*')].filter((it) => it.getBoundingClientRect().right > width + 0.5);
        return out.slice(0, 5).map((it) => `${it.tagName}.${it.getAttribute('class')} ${it.getBoundingClientRect().right}`);";
    let out = page.run_js(script).await?;
    if out.is_null() { Ok(()) } else { Err(format!("{when}: wider than the window: {out}").into()) }
}

#[test]
fn a_small_window_scrolls_in_one_direction_only() {
    let site = site();
    for (width, height) in [(600, 400), (390, 844), (320, 640), (901, 500), (1280, 620)] {
        Browser::new().size(width, height).run(async |page| {
            open(page, site.url("index.html")).await?;
            let size = format!("{width} × {height}");
            expect_no_overflow(page, &size).await?;
            page.picture(&format!("small-{width}x{height}")).await?;
            page.run_js("await map.seek('2020-05-11'); await map.select('server-b');").await?;
            expect_no_overflow(page, &format!("{size}, with a host chosen")).await?;
            for view in ["Map", "Table"] {
                page.role("button", view).await?.click().await?;
                let there = if view == "Map" {
                    "root.querySelector('svg [data-entity]')"
                } else {
                    "root.querySelector('table')"
                };
                page.wait_for(view, there).await?;
                expect_no_overflow(page, &format!("{size}, {view}")).await?;
            }
            page.run_js("map.fragment = 'incident=ntt-communications-2025&view=map';").await?;
            wait_for_incident(page, "ntt-communications-2025").await?;
            expect_no_overflow(page, &format!("{size}, the other incident")).await?;
            page.expect_quiet(&[&site]).await
        });
    }
}

#[test]
fn on_a_phone_the_story_comes_first_and_the_map_on_demand() {
    let site = site();
    Browser::new().size(390, 844).run(async |page| {
        open(page, site.url("index.html")).await?;
        page.wait_for("the story", "root.querySelectorAll('ol li').length > 20").await?;
        assert_eq!(page.js("root.querySelector('svg [data-entity]')").await?, Value::Null);
        page.role("button", "Map").await?.click().await?;
        page.wait_for("the map", "root.querySelector('svg [data-entity]')").await?;
        assert_eq!(cards(page).await?.as_object().map(serde_json::Map::len), Some(20));
        page.role("button", "Story").await?.click().await?;
        page.wait_for("the story alone", "!root.querySelector('svg [data-entity]')").await?;
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn less_motion_and_colors_of_ones_own_break_nothing() {
    let site = site();
    for browser in
        [Browser::new().reduced_motion(), Browser::new().forced_colors(), Browser::new().forced_colors().dark()]
    {
        browser.run(async |page| {
            open(page, site.url("index.html")).await?;
            page.run_js("await map.seek('2020-05-11'); await map.select('server-b');").await?;
            page.role("region", "What sources say").await?;
            let moving =
                page.js("matchMedia('(prefers-reduced-motion: reduce)').matches && root.getAnimations?.().length > 0");
            assert_ne!(moving.await?, true);
            page.role("button", "Step back").await?.click().await?;
            expect_day(page, "2020-05-07").await?;
            page.role("button", "Table").await?.click().await?;
            page.role("region", "Table").await?;
            page.expect_quiet(&[&site]).await
        });
    }
}

#[test]
fn a_visitor_in_another_language_gets_a_working_page() {
    let site = site();
    Browser::new().language("ja").run(async |page| {
        open(page, site.url("index.html")).await?;
        let day = "root.querySelector('input[type=range]').getAttribute('aria-valuetext')";
        page.wait_for("the last day", &format!("{day} === '2020年7月2日'")).await?;
        page.role("button", "前へ戻る").await?.click().await?;
        page.wait_for("the day before", &format!("{day} === '2020年6月30日'")).await?;
        let languages = "[document.documentElement.lang, root.querySelector('.bm').lang]";
        assert_eq!(page.js(languages).await?, json!(["ja", "ja"]));
        page.expect_quiet(&[&site]).await
    });
    // who speaks none of our languages is spoken to in English
    Browser::new().language("de").run(async |page| {
        open(page, site.url("index.html")).await?;
        page.role("button", "Step back").await?;
        page.expect_quiet(&[&site]).await
    });
}
