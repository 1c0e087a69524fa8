//! The page whose steps turn without a script, opened from a file: by pointer and keyboard, where scripts are off, and on paper.

use std::fs;
use std::path::PathBuf;
use std::thread;

use e2e::{Browser, Outcome, Page, in_all_engines, pictures};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::common::command;

in_all_engines!(steps_turn_by_pointer_and_keyboard, steps_turn_where_scripts_are_off,);

const NTT: &str = "static/gallery/ntt-communications-2020.json";

/// The page as the command makes it, in a folder of this test and this engine.
fn made(options: &[&str]) -> PathBuf {
    let name = thread::current().name().unwrap_or("test").replace("::", "-");
    let folder = pictures().join("turning").join(name);
    fs::create_dir_all(&folder).expect("the folder of the tests can be written to");
    let out = folder.join("steps.html");
    let name = out.display().to_string();
    let said = command(&[&["bundle", NTT, "--force", "-o", &name], options].concat());
    println!("{}", said.trim_end());
    out
}

/// The headings of the steps that are seen.
async fn seen(page: &Page) -> Outcome<Value> {
    page.js("[...document.querySelectorAll('section')].filter((it) => it.getClientRects().length)
            .map((it) => it.querySelector('h2').firstChild.textContent.trim())")
        .await
}

fn steps_turn_by_pointer_and_keyboard(browser: &Browser) {
    let path = made(&["--steps"]);
    browser.run(async |page| {
        page.open(format!("file://{}", path.display())).await?;
        assert_eq!(seen(page).await?, json!(["Step 1 of 11"]));
        let next = page.driver.find(By::Css("section label.after")).await?;
        page.click(&next).await?;
        assert_eq!(seen(page).await?, json!(["Step 2 of 11"]));
        let fifth = page.driver.find(By::Css("input:nth-of-type(5) + label")).await?;
        page.click(&fifth).await?;
        assert_eq!(seen(page).await?, json!(["Step 5 of 11"]));
        let chosen = page.driver.find(By::Css("input:checked")).await?;
        chosen.send_keys(Key::Right + "").await?;
        assert_eq!(seen(page).await?, json!(["Step 6 of 11"]));
        page.driver.find(By::Css("input:checked")).await?.send_keys(Key::Left + "").await?;
        assert_eq!(seen(page).await?, json!(["Step 5 of 11"]));
        let drawn = page.js("(({ width, height }) => width > 500 && height > 200)([...document.querySelectorAll('section svg use')].find((it) => it.getClientRects().length).closest('svg').getBoundingClientRect())").await?;
        assert_eq!(drawn, true, "what is shared is seen");
        page.expect_accessible().await?;
        page.picture("turning").await?;
        page.expect_quiet(&[]).await
    });
}

/// A frame with an empty `sandbox` runs no script, as previews do.
fn steps_turn_where_scripts_are_off(browser: &Browser) {
    let path = made(&["--steps"]);
    let around = path.with_file_name("around.html");
    let frame = "<!doctype html><title>x</title><body style='margin:0'><iframe title=steps sandbox src=steps.html style='border:0;width:1000px;height:2000px'></iframe>";
    fs::write(&around, frame).expect("the folder can be written to");
    browser.run(async |page| {
        page.open(format!("file://{}", around.display())).await?;
        page.driver.enter_frame(0).await?;
        let sections = page.driver.find_all(By::Css("section")).await?;
        assert_eq!(sections.len(), 11);
        assert!(sections[0].is_displayed().await? && !sections[1].is_displayed().await?);
        page.driver.find(By::Css("section label.after")).await?.click().await?;
        assert!(!sections[0].is_displayed().await? && sections[1].is_displayed().await?);
        Ok(())
    });
}

#[test]
fn paper_has_all_steps_and_the_dark_its_colors() {
    let path = made(&["--steps"]);
    let address = format!("file://{}", path.display());
    Browser::new().print().run(async |page| {
        page.open(&address).await?;
        assert_eq!(seen(page).await?.as_array().map(Vec::len), Some(11));
        Ok(())
    });
    Browser::new().dark().run(async |page| {
        page.open(&address).await?;
        let ground = page.js("getComputedStyle(document.querySelector('section svg > rect')).fill").await?;
        assert_eq!(ground, "rgb(20, 23, 27)");
        page.expect_accessible().await
    });
    let plain = made(&["--steps=plain"]);
    Browser::new().run(async |page| {
        page.open(format!("file://{}", plain.display())).await?;
        assert_eq!(seen(page).await?.as_array().map(Vec::len), Some(11));
        page.expect_accessible().await
    });
}
