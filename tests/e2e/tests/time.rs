//! The slider and its helpers: by mouse, by keyboard, by date, by itself.

use e2e::{Browser, Outcome, Page, in_all_engines};
use serde_json::Value;
use thirtyfour::prelude::*;

use crate::common::{
    cards, expect_cards_at, expect_day, expect_snapshot, golden, hash, labels, open, sentence, site, text,
};

in_all_engines!(
    the_slider_goes_by_days_and_by_steps,
    the_story_plays_to_its_end,
    scrubbing_by_mouse_changes_states_and_moves_no_card,
);

async fn press(page: &Page, keys: impl Into<TypingData>) -> Outcome {
    Ok(page.driver.action_chain().send_keys(keys).perform().await?)
}

fn the_slider_goes_by_days_and_by_steps(browser: &Browser) {
    let site = site();
    browser.run(async |page| {
        open(page, site.url("index.html")).await?;
        let slider = page.role("slider", "Day shown").await?;
        expect_day(page, "2020-07-02").await?;
        for (key, day) in [
            (Key::Left, "2020-07-01"),
            (Key::PageDown, "2020-06-30"),
            (Key::PageDown, "2020-06-29"),
            (Key::PageDown, "2020-06-26"),
            (Key::Down, "2020-06-25"),
            (Key::Up, "2020-06-26"),
            (Key::Right, "2020-06-27"),
            (Key::PageUp, "2020-06-29"),
            (Key::Home, "2019-08-31"),
            (Key::Left, "2019-08-31"),
            (Key::PageUp, "2019-09-01"),
            (Key::End, "2020-07-02"),
        ] {
            slider.send_keys(key).await?;
            expect_day(page, day).await?;
        }
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn the_day_shown_is_the_day_of_the_command() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        for (day, lens) in [("2019-08-31", "first-day"), ("2020-05-11", "middle"), ("2020-07-02", "last-day")] {
            page.js(&format!("map.seek('{day}')")).await?;
            expect_day(page, day).await?;
            expect_snapshot(page, "map", &golden("ntt-2020", lens)).await?;
        }
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn keys_work_wherever_the_focus_is() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        page.wait_for("the focus to be in the element", "document.activeElement === map && root.activeElement").await?;
        press(page, "[").await?;
        expect_day(page, "2020-06-30").await?;
        press(page, "[").await?;
        expect_day(page, "2020-06-29").await?;
        press(page, "]").await?;
        expect_day(page, "2020-06-30").await?;
        press(page, " ").await?;
        page.role("button", "Pause").await?;
        press(page, " ").await?;
        page.role("button", "Play").await?;
        press(page, "t").await?;
        page.role("region", "Table").await?;
        press(page, "m").await?;
        page.wait_for("the map", "root.querySelector('svg [data-entity]')").await?;
        press(page, "?").await?;
        page.wait_for("the list of keys", "root.querySelector('dialog:not(.hand-on)').open").await?;
        press(page, Key::Escape).await?;
        page.wait_for("the list of keys to be gone", "!root.querySelector('dialog:not(.hand-on)').open").await?;
        page.expect_quiet(&[&site]).await
    });
}

fn scrubbing_by_mouse_changes_states_and_moves_no_card(browser: &Browser) {
    let site = site();
    browser.run(async |page| {
        open(page, site.url("index.html")).await?;
        let (before, places) = (labels(page).await?, cards(page).await?);
        let said = sentence(page).await?;
        let slider = page.role("slider", "Day shown").await?;
        let width = page.js("root.querySelector('input[type=range]').clientWidth").await?.as_i64().unwrap_or_default();

        // a click in the middle of the axis
        page.driver.action_chain().move_to_element_with_offset(&slider, 0, 0).click().perform().await?;
        page.wait_for("another day", "map.snapshot().lens.as_of !== '2020-07-02'").await?;
        let clicked = text(page, "map.snapshot().lens.as_of").await?;
        expect_day(page, &clicked).await?;
        assert_eq!(hash(page).await?, format!("as-of={clicked}"));
        assert_ne!(labels(page).await?, before);
        assert_ne!(sentence(page).await?, said);
        expect_cards_at(page, &places, &clicked).await?;

        // a drag from there to the very beginning, with stops on the way
        let mut drag = page.driver.action_chain().move_to_element_with_offset(&slider, 0, 0).click_and_hold();
        for part in 1..=6 {
            drag = drag.move_to_element_with_offset(&slider, -width * part / 12 - part, 0);
        }
        drag.release().perform().await?;
        expect_day(page, "2019-08-31").await?;
        page.wait_for("the address", "location.hash === '#v=1&as-of=2019-08-31'").await?;
        let first = labels(page).await?;
        // a step without a day can have left a host on any
        let is_told = |it: &str| it.contains("compromised") || it.contains("contained");
        let reached = |it: &&Value| it.as_str().is_some_and(|it| is_told(it) && !it.contains("(possibly)"));
        assert_eq!(first.as_object().map(|it| it.values().filter(reached).count()), Some(0), "{first:#}");
        expect_cards_at(page, &places, "2019-08-31").await?;
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn no_day_moves_a_card() {
    let site = site();
    // numbers and sentences of each length, in windows where they take one line or more
    for (incident, first, size) in [
        ("ntt-communications-2020", "2019-08-31", (1280, 800)),
        ("ntt-communications-2020", "2019-08-31", (1000, 640)),
        ("hse-2021", "2021-02-28", (1440, 900)),
        ("equifax-2017", "2016-01-30", (1024, 768)),
    ] {
        Browser::new().size(size.0, size.1).run(async |page| {
            open(page, site.url(&format!("index.html#incident={incident}"))).await?;
            let places = cards(page).await?;
            let slider = page.role("slider", "Day shown").await?;
            let mut days = vec![text(page, "map.snapshot().lens.as_of").await?];
            loop {
                slider.send_keys(Key::PageDown).await?;
                let day = text(page, "map.snapshot().lens.as_of").await?;
                expect_day(page, &day).await?;
                if days.last() == Some(&day) {
                    break;
                }
                expect_cards_at(page, &places, &format!("{incident} on {day} at {size:?}")).await?;
                days.push(day);
            }
            assert!(days.len() > 15 && days.last().is_some_and(|it| it == first), "{days:?}");
            page.expect_quiet(&[&site]).await
        });
    }
}

/// The keys that write over what a field holds: all at once, because each call puts the caret at the end.
fn over(text: &str) -> String {
    let (control, release, enter) = (char::from(Key::Control), char::from(Key::Null), char::from(Key::Enter));
    format!("{control}a{release}{text}{enter}")
}

#[test]
fn a_date_can_be_typed() {
    let site = site();
    Browser::new().language("en-US").run(async |page| {
        open(page, site.url("index.html")).await?;
        let field = page.find(".date input").await?;
        for (typed, day) in
            [("2020-05-11", "2020-05-11"), ("7 may 2020", "2020-05-07"), ("2020年5月13日", "2020-05-13")]
        {
            field.send_keys(over(typed)).await?;
            expect_day(page, day).await?;
            assert_eq!(hash(page).await?, format!("as-of={day}"));
        }
        field.send_keys(Key::Up + "").await?;
        expect_day(page, "2020-05-14").await?;
        field.send_keys(over("07/02/2020")).await?;
        let message = page.js("root.querySelector('.date input').validationMessage").await?;
        assert!(message.as_str().is_some_and(|it| it.contains("cannot be read as one day")), "{message}");
        page.find(".tab-map").await?.click().await?;
        expect_day(page, "2020-05-14").await?;
        page.expect_quiet(&[&site]).await
    });
}

fn the_story_plays_to_its_end(browser: &Browser) {
    let site = site();
    browser.run(async |page| {
        open(page, site.url("index.html#as-of=2020-06-01")).await?;
        expect_day(page, "2020-06-01").await?;
        page.role("combobox", "Speed…").await?;
        page.find("option[value=fast]").await?.click().await?;
        let days = "window.days = []; map.addEventListener('breach-map-change', (it) => days.push(it.detail.asOf));";
        page.run_js(days).await?;
        page.role("button", "Play").await?.click().await?;
        page.role("button", "Pause").await?;
        page.wait_for("the last day", "map.snapshot().lens.as_of === '2020-07-02'").await?;
        page.role("button", "Play").await?;
        expect_day(page, "2020-07-02").await?;
        let days: Vec<String> = serde_json::from_value(page.js("days").await?)?;
        assert!(days.len() >= 3 && days.is_sorted(), "{days:?}");

        // at the end, it begins again
        page.role("button", "Play").await?.click().await?;
        page.wait_for("the beginning", "map.snapshot().lens.as_of < '2019-10'").await?;
        page.role("button", "Pause").await?.click().await?;
        page.role("button", "Play").await?;
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn buttons_step_through_the_story() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        page.role("button", "Step back").await?.click().await?;
        expect_day(page, "2020-06-30").await?;
        page.role("button", "Step forward").await?.click().await?;
        expect_day(page, "2020-07-02").await?;
        page.role("button", "Step forward").await?.click().await?;
        expect_day(page, "2020-07-02").await?;
        page.expect_quiet(&[&site]).await
    });
}
