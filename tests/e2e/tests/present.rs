//! Presenting: in and out of the full screen, from step to step by key and by click, and the speaker's notes.

use e2e::{Browser, Outcome, Page, in_all_engines};
use serde_json::json;
use thirtyfour::prelude::*;

use crate::common::{hash, open, site, text};

in_all_engines!(the_story_is_presented_by_keys_alone_and_left_with_escape);

/// The driver of WebKit opens no second window.
mod the_notes_go_into_a_window_of_their_own {
    #[test]
    fn chromium() {
        super::notes_apart(&e2e::Browser::of(e2e::Engine::Chromium));
    }

    #[test]
    fn firefox() {
        e2e::in_engine(e2e::Engine::Firefox, super::notes_apart);
    }
}

/// The room sees the slide without the notes, the speaker turns from either window, and none stays when it ends.
fn notes_apart(browser: &Browser) {
    let site = site();
    browser.run(async |page| {
        open(page, site.url("index.html")).await?;
        page.driver.action_chain().send_keys("p").perform().await?;
        expect_step(page, "").await?;
        press(page, Key::Right).await?;
        expect_step(page, "1 / 11").await?;
        page.driver.action_chain().send_keys("n").perform().await?;
        let room = page.driver.window().await?;
        page.role("button", "Open in a window of its own").await?.click().await?;
        page.wait_for("the slide alone", "!root.querySelector('.present .notes, .present.with-notes')").await?;
        let windows = page.driver.windows().await?;
        let notes = windows.iter().find(|it| **it != room).expect("a second window").clone();
        page.driver.switch_to_window(notes).await?;
        let body = page.driver.find(By::Css("body")).await?;
        assert!(body.text().await?.contains("Speaker's notes"), "{}", body.text().await?);
        assert!(body.text().await?.contains("1 / 11"), "{}", body.text().await?);
        assert!(body.text().await?.contains("TLP:CLEAR"), "{}", body.text().await?);
        body.send_keys(Key::Right + "").await?;
        page.driver.switch_to_window(room.clone()).await?;
        expect_step(page, "2 / 11").await?;
        press(page, Key::Escape).await?;
        page.wait_for("the map", "!root.querySelector('.present')").await?;
        for _ in 0..50 {
            if page.driver.windows().await?.len() == 1 {
                return page.expect_quiet(&[&site]).await;
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        panic!("the window of the notes stays open");
    });
}

/// Waits until this step is presented.
async fn expect_step(page: &Page, place: &str) -> Outcome {
    page.wait_for(
        &format!("step {place}"),
        &format!("root.querySelector('.present .place')?.textContent === {}", json!(place)),
    )
    .await
}

async fn press(page: &Page, key: Key) -> Outcome {
    Ok(page.driver.action_chain().send_keys(key).perform().await?)
}

fn the_story_is_presented_by_keys_alone_and_left_with_escape(browser: &Browser) {
    let site = site();
    browser.run(async |page| {
        open(page, site.url("index.html")).await?;
        page.driver.action_chain().send_keys("p").perform().await?;
        expect_step(page, "").await?;
        assert_eq!(hash(page).await?, "view=present");
        let title = text(page, "root.querySelector('.present').innerText").await?;
        for words in ["NTT Communications, 2020", "TLP:CLEAR", "704 to 892", "by way of Singapore", "CSIDB"] {
            assert!(title.contains(words), "`{words}` is missing in: {title}");
        }
        page.expect_accessible().await?;
        press(page, Key::Right).await?;
        expect_step(page, "1 / 11").await?;
        assert_eq!(hash(page).await?, "as-of=2020-05-07&known-on=2020-05-28&view=present");
        let says = text(page, "root.querySelector('.present .legend').textContent").await?;
        assert!(says.contains("main path"), "the legend: {says}");
        let sentence = "root.querySelector('.present [aria-live]').textContent";
        assert!(text(page, sentence).await?.starts_with("7 May 2020: NTT Communications notices"));
        // nothing else: neither controls nor panel
        assert!(page.names("slider").await?.is_empty() && page.names("combobox").await?.is_empty());
        assert_eq!(page.js("root.querySelectorAll('[data-entity]').length").await?, 0, "nothing can be chosen");
        page.wait_for("the full screen", "map.matches(':fullscreen')").await?;

        for (key, place) in [
            (Key::Right, "2 / 11"),
            (Key::PageDown, "3 / 11"),
            (Key::Space, "4 / 11"),
            (Key::Left, "3 / 11"),
            (Key::PageUp, "2 / 11"),
            (Key::End, "11 / 11"),
            (Key::Right, "11 / 11"),
            (Key::Home, ""),
            (Key::Up, ""),
            (Key::Right, "1 / 11"),
        ] {
            press(page, key).await?;
            expect_step(page, place).await?;
        }
        for _ in 0..3 {
            press(page, Key::Right).await?;
        }
        expect_step(page, "4 / 11").await?;
        assert_eq!(text(page, "root.querySelector('.present .number strong').textContent").await?, "621");
        page.expect_accessible().await?;

        // what sources say, for the speaker
        page.driver.action_chain().send_keys("n").perform().await?;
        page.role("complementary", "Speaker's notes").await?;
        let notes = text(page, "root.querySelector('.notes').innerText").await?;
        for words in
            ["This is all that was known on that day", "Company tells the public", "621 companies", "CyberScoop"]
        {
            assert!(notes.contains(words), "`{words}` is missing in: {notes}");
        }
        page.expect_accessible().await?;
        page.driver.action_chain().send_keys("n").perform().await?;
        page.wait_for("no notes", "!root.querySelector('.notes')").await?;

        press(page, Key::Escape).await?;
        page.wait_for("the page", "root.querySelector('input[type=range]') && !document.fullscreenElement").await?;
        assert_eq!(text(page, "map.snapshot().lens.known_on").await?, "latest", "what was shown before comes back");
        page.wait_for("the keyboard", "root.activeElement?.matches('.present-button')").await?;
        page.driver.action_chain().send_keys("t").perform().await?; // and its keys work
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn a_click_turns_and_an_address_leads_to_a_step() {
    let site = site();
    Browser::new().run(async |page| {
        page.open(site.url("index.html#as-of=2020-05-26&known-on=2020-07-02&view=present")).await?;
        expect_step(page, "6 / 11").await?;
        // with what is seen, and with the halves of the picture
        page.role("button", "Next step").await?.click().await?;
        expect_step(page, "7 / 11").await?;
        page.run_js("root.querySelector('.turn.back').click();").await?;
        expect_step(page, "6 / 11").await?;
        page.run_js("root.querySelector('.turn.on').click();").await?;
        expect_step(page, "7 / 11").await?;
        assert_eq!(text(page, "root.querySelector('.present .number strong').textContent").await?, "704 to 892");
        page.role("button", "Previous step").await?.click().await?;
        expect_step(page, "6 / 11").await?;
        // the keys go on after a click
        page.run_js("map.focus();").await?;
        press(page, Key::Right).await?;
        expect_step(page, "7 / 11").await?;
        // all of the map is in the window
        let inside = "[...root.querySelectorAll('.present svg rect')].every((it) => {
            const { left, right, top, bottom } = it.getBoundingClientRect();
            return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
        })";
        assert_eq!(page.js(inside).await?, true);
        page.role("button", "Leave the presentation").await?.click().await?;
        page.wait_for("the page", "root.querySelector('input[type=range]')").await?;
        page.expect_quiet(&[&site]).await
    });
}

/// How high the smallest seen words of the map are, in CSS pixels, and which cards are seen.
const SMALLEST: &str = "(() => {
    const map = root.querySelector('.present .map-svg');
    const room = map.getBoundingClientRect();
    const zoom = map.getScreenCTM().a;
    const isSeen = (it) => {
        const own = it.getBoundingClientRect();
        return own.left >= room.left && own.right <= room.right && own.top >= room.top && own.bottom <= room.bottom;
    };
    const words = [...map.querySelectorAll('text')].filter((it) => it.textContent.trim() && isSeen(it));
    return [words.length, Math.min(...words.map((it) => parseFloat(getComputedStyle(it).fontSize) * zoom))];
})()";

#[test]
fn on_a_phone_a_slide_shows_what_it_is_about_so_that_it_can_be_read() {
    let site = site();
    for file in ["ntt-communications-2020", "hse-2021", "solarwinds-2020"] {
        Browser::new().size(390, 844).run(async |page| {
            open(page, site.url(&format!("index.html?src=gallery/{file}.json"))).await?;
            page.run_js("map.focus();").await?;
            page.driver.action_chain().send_keys("p").perform().await?;
            page.wait_for("the title", "root.querySelector('.present.title')").await?;
            for step in 1.. {
                press(page, Key::Right).await?;
                let is_there = format!("root.querySelector('.present .place')?.textContent.startsWith('{step} / ')");
                page.wait_for("the step", &is_there).await?;
                page.wait_for("its map", "root.querySelector('.present .crop svg')").await?;
                page.picture(&format!("present-phone-{file}-{step}")).await?;
                let told = page.js(SMALLEST).await?;
                let (n, px) = (told[0].as_u64().unwrap_or_default(), told[1].as_f64().unwrap_or_default());
                println!("{file} {step}: {n} words of at least {px:.1} px");
                assert!(n >= 3 && px >= 9.9, "{file}, step {step}: {n} words, {px} px");
                if text(page, "root.querySelector('.present .place').textContent")
                    .await?
                    .ends_with(&format!("/ {step}"))
                {
                    break;
                }
            }
            page.expect_accessible().await?;
            page.expect_quiet(&[&site]).await
        });
    }
}
