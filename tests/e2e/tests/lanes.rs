//! Time as lanes: in one line with the slider, by keyboard, and as tables.

use e2e::{Browser, Outcome, Page};
use serde_json::json;

use crate::common::{open, site};

/// The id of what has the keyboard.
const HELD: &str = "root.activeElement?.dataset?.entity";

async fn press(page: &Page, key: &str, holds: &str) -> Outcome {
    let press = format!(
        "root.activeElement.dispatchEvent(new KeyboardEvent('keydown', {{ key: {}, bubbles: true, cancelable: true }}));",
        json!(key)
    );
    page.run_js(&press).await?;
    page.wait_for(&format!("{key} to lead to `{holds}`"), &format!("{HELD} === {}", json!(holds))).await
}

#[test]
fn lanes_are_gone_along_by_keyboard() {
    let site = site();
    for browser in [Browser::new(), Browser::new().dark().size(390, 844)] {
        browser.run(async |page| {
            open(page, site.url("index.html#view=lanes")).await?;
            page.wait_for("the lanes", "root.querySelectorAll('.lanes-svg [role=button]').length > 30").await?;
            let stops = "[...root.querySelectorAll('.lanes-svg [tabindex=\"0\"]')]";
            assert_eq!(page.js(&format!("{stops}.length")).await?, 1, "one tab stop");
            page.run_js(&format!("{stops}[0].focus();")).await?;
            let first = page.js(HELD).await?.as_str().unwrap_or_default().to_owned();
            assert_eq!(first, "intruder");
            press(page, "ArrowDown", "singapore").await?;
            press(page, "ArrowUp", &first).await?;
            press(page, "ArrowDown", "singapore").await?;
            page.run_js("root.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true, cancelable: true }));").await?;
            page.wait_for("a step", &format!("map.snapshot().pivots.some((it) => it.id === {HELD})")).await?;
            let step = page.js(HELD).await?.as_str().unwrap_or_default().to_owned();
            press(page, "Enter", &step).await?;
            page.wait_for("it to be chosen", &format!("map.selection === {}", json!(step))).await?;
            assert_eq!(page.js(&format!("{stops}.length")).await?, 1, "one tab stop still");
            page.expect_accessible().await?;
            page.find(".lanes-table summary").await?.click().await?;
            page.wait_for("the tables", "root.querySelectorAll('.lanes-table table').length === 2").await?;
            page.expect_accessible().await?;
            page.expect_quiet(&[&site]).await
        });
    }
}

#[test]
fn one_cursor_crosses_lanes_and_chart() {
    let site = site();
    for (width, height) in [(1440, 900), (1024, 768), (390, 844)] {
        Browser::new().size(width, height).run(async |page| {
            open(page, site.url("index.html#view=lanes&as-of=2020-05-11")).await?;
            // the longest upright line of the accent color in each drawing
            let at = |of: &str| {
                format!(
                    "(() => {{ const all = [...root.querySelectorAll('{of} path')];
                        const line = all.filter((it) => it.getAttribute('stroke') === '#0a5bd3').at(-1);
                        const box = line?.getBoundingClientRect(); return box ? box.left + box.width / 2 : NaN; }})()"
                )
            };
            let apart = format!("Math.abs({} - {}) < 1.5", at(".lanes-svg"), at(".chart"));
            page.wait_for("the cursors to be one line", &apart).await?;
            page.expect_quiet(&[&site]).await
        });
    }
}
