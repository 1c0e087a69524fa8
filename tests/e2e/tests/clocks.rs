//! The time bar beyond the day: both clocks, what is known, scales, units, and reports read out one by one.

use e2e::{Browser, Outcome, Page};
use thirtyfour::prelude::*;

use crate::common::{expect_day, hash, open, site, text};

/// The line that says under which clock and by whose word the picture stands.
async fn lens(page: &Page) -> Outcome<String> {
    text(page, "root.querySelector('.lens').innerText.split('\\n')[0]").await
}

/// How sure it is: the line below.
async fn at_odds(page: &Page) -> Outcome<String> {
    text(page, "root.querySelector('.lens').innerText.split('\\n')[1] ?? ''").await
}

/// What a choice shows as chosen.
async fn chosen(page: &Page, class: &str) -> Outcome<String> {
    text(page, &format!("root.querySelector('.{class} select').selectedOptions[0].textContent")).await
}

/// Chooses by keyboard, as people do who do not use a mouse.
async fn choose(page: &Page, name: &str, keys: impl Into<TypingData>) -> Outcome {
    Ok(page.role("combobox", name).await?.send_keys(keys).await?)
}

#[test]
fn as_it_was_learned_both_clocks_move() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html#as-of=2020-05-28")).await?;
        expect_day(page, "2020-05-28").await?;
        assert_eq!(lens(page).await?, "As of 28 May 2020 · latest knowledge · told by all 30 sources");
        assert_eq!(at_odds(page).await?, "Disputed dates and places: 3");
        page.role("button", "As it was learned").await?.send_keys(Key::Enter).await?;
        page.wait_for("both clocks", "map.snapshot().lens.known_on === '2020-05-28'").await?;
        assert_eq!(
            lens(page).await?,
            "As of 28 May 2020 · as known on that day · told by the 6 sources published by then"
        );
        assert_eq!(chosen(page, "known").await?, "the day shown");
        assert_eq!(hash(page).await?, "as-of=2020-05-28&clock=learned");
        page.role("button", "Step back").await?.click().await?;
        expect_day(page, "2020-05-27").await?;
        page.wait_for("that nothing is known yet", "map.snapshot().hosts.length === 0").await?;
        page.role("button", "Step forward").await?.click().await?;
        expect_day(page, "2020-05-28").await?;
        page.role("button", "As it happened").await?.click().await?;
        page.wait_for("the latest knowledge", "map.snapshot().lens.known_on === 'latest'").await?;
        expect_day(page, "2020-05-28").await?;
        assert_eq!(chosen(page, "known").await?, "the latest");
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn what_is_known_is_pinned_to_a_publication_by_list_and_by_tick() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        choose(page, "Reports up to", "28 May").await?;
        page.wait_for("the first notice", "map.snapshot().lens.known_on === '2020-05-28'").await?;
        let first = chosen(page, "known").await?;
        assert!(first.starts_with("28 May 2020 — NTT Communications, “Possible leak of information"), "{first}");
        assert_eq!(text(page, "root.querySelector('.number strong').textContent").await?, "621");
        assert_eq!(hash(page).await?, "known-on=2020-05-28");

        // the tick of the second notice: its name is read on it, a click pins it
        let tick = "[...root.querySelectorAll('.tick')].find((it) => it.textContent.startsWith('2 July 2020'))";
        let said = text(page, &format!("{tick}.querySelector('title').textContent")).await?;
        assert!(said.contains("NTT Communications (second notice)"), "{said}");
        let place = page.js(&format!("(() => {{ const it = {tick}.getBoundingClientRect(); return [it.x + it.width / 2, it.y + it.height / 2]; }})()")).await?;
        let at = |i: usize| place[i].as_f64().unwrap_or_default().round() as i64;
        page.driver.action_chain().move_to(at(0), at(1)).click().perform().await?;
        page.wait_for("the second notice", "map.snapshot().lens.known_on === '2020-07-02'").await?;
        assert!(chosen(page, "known").await?.starts_with("2 July 2020 — NTT Communications (second notice)"));

        choose(page, "Reports up to", "the latest").await?;
        page.wait_for("the latest knowledge", "map.snapshot().lens.known_on === 'latest'").await?;
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn reports_are_read_out_by_key_and_by_pointer() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        let read = "root.querySelector('.report[aria-live]').textContent";
        assert_eq!(text(page, read).await?, "");
        page.role("button", "Previous report").await?.send_keys(Key::Enter).await?;
        let first = "28 May 2020: 621 companies possibly affected — NTT Communications";
        page.wait_for("the first report", &format!("{read} === {first:?}")).await?;
        page.role("button", "Next report").await?.click().await?;
        let second =
            "2 July 2020: 704 to 892 companies possibly affected, up from 621 — NTT Communications (second notice)";
        page.wait_for("the second report", &format!("{read} === {second:?}")).await?;

        let slider = page.find(".spots rect").await?;
        page.driver.action_chain().move_to_element_center(&slider).perform().await?;
        page.wait_for("the report under the pointer", &format!("{read} === {first:?}")).await?;

        choose(page, "Unit of the chart", "files").await?;
        let files = "28 May 2020: more than 100 files — A source familiar with the case";
        page.wait_for("the files", &format!("root.querySelector('.report:not([hidden])').textContent === {files:?}"))
            .await?;
        assert_eq!(hash(page).await?, "unit=files");
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn the_scale_changes_places_and_no_day() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html#as-of=2020-05-11")).await?;
        let place = "Number(root.querySelector('input[type=range]').value)";
        let mut places = vec![page.js(place).await?.as_f64().unwrap_or_default()];
        for (words, scale) in [("true", "true"), ("equal", "steps")] {
            choose(page, "Scale", words).await?;
            page.wait_for("the scale", &format!("location.hash.includes('scale={scale}')")).await?;
            expect_day(page, "2020-05-11").await?;
            places.push(page.js(place).await?.as_f64().unwrap_or_default());
        }
        assert!(places[1] > places[0] && places[1] > places[2], "in true proportion May is late: {places:?}");
        page.role("button", "Step forward").await?.click().await?;
        let after = page.js(place).await?.as_f64().unwrap_or_default();
        let steps = page.js("map.snapshot().lens.as_of").await?;
        assert!(after > places[2], "{steps}");
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn the_large_number_says_why_it_is_a_range() {
    let site = site();
    for size in [(1280, 800), (390, 844)] {
        Browser::new().size(size.0, size.1).run(async |page| {
            open(page, site.url("index.html")).await?;
            page.find(".number summary").await?.send_keys(Key::Enter).await?;
            page.wait_for("the reason", "root.querySelector('.number').open").await?;
            let why = text(page, "root.querySelector('.why').innerText").await?;
            assert!(why.starts_with("704 to 892: nobody says how many are in both 704 (Companies, first path, as of July) and 188"), "{why}");
            let inside = "(() => { const it = root.querySelector('.why').getBoundingClientRect(); return it.left >= 0 && it.right <= innerWidth; })()";
            assert_eq!(page.js(inside).await?, true, "at {size:?}");
            page.expect_accessible().await?;
            page.role("button", "Table").await?.click().await?;
            let caption = "[...root.querySelectorAll('caption')].map((it) => it.textContent)";
            page.wait_for("the ledger", &format!("{caption}.includes('Ledger of counts: 704 to 892 companies possibly affected')")).await?;
            page.expect_quiet(&[&site]).await
        });
    }
}

#[test]
fn nothing_of_the_time_bar_overlaps_or_is_cut_off() {
    let site = site();
    for (width, height) in [(1440, 900), (1024, 768), (390, 844)] {
        Browser::new().size(width, height).run(async |page| {
            for fragment in ["as-of=2019-08-31", "as-of=2020-05-28&known-on=2020-05-28", "clock=learned&as-of=2020-07-02", "scale=true"] {
                open(page, site.url(&format!("index.html#{fragment}"))).await?;
                let script = "const of = (it) => it.getBoundingClientRect();
                    const shown = [...root.querySelectorAll('.time-controls > *, .chart-head > *, .chart-head button')]
                      .filter((it) => of(it).width > 1 && !it.classList.contains('gap'));
                    const out = shown.filter((it) => of(it).left < 0 || of(it).right > innerWidth + 0.5);
                    const over = shown.flatMap((a, i) => shown.slice(i + 1).filter((b) => !a.contains(b) && !b.contains(a)
                      && of(a).left < of(b).right - 0.5 && of(b).left < of(a).right - 0.5
                      && of(a).top < of(b).bottom - 0.5 && of(b).top < of(a).bottom - 0.5).map((b) => [a.className, b.className]));
                    return { out: out.map((it) => it.className), over };";
                let found = page.run_js(script).await?;
                assert_eq!(found, serde_json::json!({ "out": [], "over": [] }), "at {width} × {height}, {fragment}");
            }
            page.expect_quiet(&[&site]).await
        });
    }
}

#[test]
fn in_equal_steps_a_step_without_a_date_has_its_place_and_no_day() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html#scale=steps&as-of=2019-09-30")).await?;
        expect_day(page, "2019-09-30").await?;
        let slider = page.role("slider", "Day shown").await?;
        slider.send_keys(Key::Right).await?;
        page.wait_for("a step without a date", "location.hash.includes('step=sg-ad')").await?;
        assert_eq!(text(page, "map.snapshot().lens.as_of").await?, "2019-09-30", "no day is made up");
        let said = text(page, "root.querySelector('.slider').getAttribute('aria-valuetext')").await?;
        assert_eq!(said, "Singapore server → Active Directory server, no date given; after 30 September 2019");
        assert!(lens(page).await?.ends_with(" · in told order, at: Singapore server → Active Directory server"));
        page.wait_for(
            "the step in the story",
            "root.querySelector('[aria-current=step]').innerText.includes('Active Directory')",
        )
        .await?;
        page.expect_accessible().await?;
        let address = text(page, "location.href").await?;
        slider.send_keys(Key::Left).await?;
        expect_day(page, "2019-09-30").await?;
        page.wait_for("the day itself", "!location.hash.includes('step=')").await?;
        open(page, address).await?;
        page.wait_for("the same place", "location.hash.includes('step=sg-ad')").await?;
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn clock_and_scale_are_attributes_too() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html#as-of=2020-05-28")).await?;
        page.run_js("map.setAttribute('clock', 'learned'); map.setAttribute('scale', 'true');").await?;
        page.wait_for("both clocks", "map.snapshot().lens.known_on === '2020-05-28'").await?;
        assert_eq!(hash(page).await?, "as-of=2020-05-28&clock=learned&scale=true");
        page.run_js("map.setAttribute('known-on', '2020-05-29');").await?;
        page.wait_for(
            "what stands still",
            "map.fragment.includes('known-on=2020-05-29') && !map.fragment.includes('clock')",
        )
        .await?;
        page.run_js("map.removeAttribute('known-on'); map.removeAttribute('scale');").await?;
        page.wait_for("how it opened", "map.fragment === 'v=1&as-of=2020-05-28'").await?;
        page.expect_quiet(&[&site]).await
    });
}
