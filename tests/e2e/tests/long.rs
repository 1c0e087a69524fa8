//! Long lists: of many rows only those in view are in the page, and none of them is out of reach.

use e2e::{Browser, Outcome, Page, in_all_engines};
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::common::{open, site};

in_all_engines!(a_long_table_holds_what_is_in_view, a_long_story_keeps_the_keyboard_and_shows_where_the_slider_stands);

/// How many hosts there are, and as many steps but one.
const N: usize = 1500;
/// More rows than this of one list are never in the page.
const MOST: u64 = 400;

/// A way from host to host, ten steps a day.
fn incident() -> Value {
    let host = |i: usize| json!({ "id": format!("h{i}"), "label": format!("Host {i}"), "kind": "workstation" });
    let step = |i: usize| {
        let day = format!("2024-{:02}-{:02}", 1 + i / 280, 1 + i / 10 % 28);
        json!({ "id": format!("s{i}"), "from": format!("h{i}"), "to": format!("h{}", i + 1), "claims": [{ "source": "s", "when": day }] })
    };
    json!({ "format": "breachmap-incident/1", "id": "long", "title": "A long way",
        "sources": [{ "id": "s", "kind": "press", "publisher": "S", "published": "2024-12-05" }],
        "hosts": (0..N).map(host).collect::<Vec<_>>(), "pivots": (0..N - 1).map(step).collect::<Vec<_>>() })
}

async fn load(page: &Page) -> Outcome {
    page.run_js(&format!("await map.load({});", incident())).await?;
    Ok(())
}

async fn number(page: &Page, expression: &str) -> Outcome<u64> {
    Ok(page.js(expression).await?.as_u64().ok_or_else(|| format!("`{expression}` is no number"))?)
}

/// The row in the middle of what scrolls, as an expression; a room that waits for its rows is none.
fn middle(scroller: &str, row: &str) -> String {
    format!(
        "(({{ left, top, width, height }}) => root.elementFromPoint(left + width / 3, top + height / 2)?.closest('{row}'))(root.querySelector('{scroller}').getBoundingClientRect())"
    )
}

fn a_long_table_holds_what_is_in_view(browser: &Browser) {
    let site = site();
    browser.run(async |page| {
        open(page, site.url("index.html#view=table")).await?;
        load(page).await?;
        page.wait_for("a long table", "root.querySelector('table[aria-rowcount]')").await?;
        let rows = "root.querySelectorAll('.table tr[aria-rowindex]').length";
        assert_eq!(page.js("root.querySelector('table').getAttribute('aria-rowcount')").await?, (N + 1).to_string());
        assert!(number(page, rows).await? < 2 * MOST);
        page.wait_for("what the search of the browser does not see", "[...root.querySelectorAll('.table > .note')].some((it) => it.checkVisibility() && it.innerText.includes('/'))").await?;
        page.expect_accessible().await?;

        // keys scroll, and wherever they stop, there are rows
        page.run_js("root.querySelector('.table').focus()").await?;
        let here = format!("{}?.getAttribute('aria-rowindex')", middle(".table", "tr[aria-rowindex]"));
        page.wait_for("rows in the middle", &here).await?;
        let mut before = 0;
        for _ in 0..4 {
            page.driver.action_chain().send_keys(Key::PageDown).perform().await?;
            page.wait_for("later rows", &format!("Number({here}) > {before}")).await?;
            before = number(page, &format!("Number({here})")).await?;
        }
        page.driver.action_chain().send_keys(Key::End).perform().await?;
        page.wait_for("far down", "root.querySelector('.table').scrollTop > root.querySelector('table').offsetHeight").await?;
        page.driver.action_chain().send_keys(Key::Home).perform().await?;
        let row = |at: usize| format!("table.querySelector('tr[aria-rowindex=\"{at}\"]')?.innerText");
        let of = |nth: usize, what: String| {
            format!("((table) => {what})(root.querySelectorAll('table[aria-rowcount]')[{nth}])")
        };
        page.wait_for("the first host", &of(0, format!("{}.includes('Host 0')", row(2)))).await?;
        for (nth, n, last) in [(1, N - 1, format!("Host {} → Host {}", N - 2, N - 1)), (0, N, format!("Host {}", N - 1))] {
            // rows can turn out higher than their room, and then the end is further down
            let is_there = format!("(table.scrollIntoView({{ block: 'end' }}), {}.includes('{last}'))", row(n + 1));
            page.wait_for(&format!("the row of {last}"), &of(nth, is_there)).await?;
        }
        assert!(number(page, rows).await? < 2 * MOST);
        page.expect_accessible().await?;
        page.expect_quiet(&[&site]).await
    });
}

fn a_long_story_keeps_the_keyboard_and_shows_where_the_slider_stands(browser: &Browser) {
    let site = site();
    browser.run(async |page| {
        open(page, site.url("index.html#open=all")).await?;
        load(page).await?;
        page.run_js("map.open = 'all'").await?;
        page.wait_for("a long story", "root.querySelector('.story[role=list]')").await?;
        let n = number(page, "Number(root.querySelector('.step').getAttribute('aria-setsize'))").await?;
        assert_eq!(n, N as u64 - 1);
        let rows = "root.querySelectorAll('.step').length";
        assert!(number(page, rows).await? < MOST);
        page.expect_accessible().await?;

        // where the slider stands is in sight, however far that is
        let current = "(({ top, bottom }) => { const it = root.querySelector('.step.current').getBoundingClientRect(); return it.top >= top - 1 && it.bottom <= bottom + 1; })(root.querySelector('.panel').getBoundingClientRect())";
        for day in ["2024-03-10", "2024-05-20", "2024-01-02"] {
            page.run_js(&format!("map.seek('{day}')")).await?;
            page.wait_for(&format!("the step of {day} in sight"), current).await?;
            assert!(number(page, rows).await? < MOST);
        }

        // the keyboard stays on a row that leaves the view, and goes on from there
        page.run_js("root.querySelector('.panel').scrollTop = 0").await?;
        page.wait_for("the first step", "root.querySelector('.step[aria-posinset=\"1\"] button')").await?;
        page.run_js("root.querySelector('.step[aria-posinset=\"1\"] button').focus()").await?;
        page.run_js("root.querySelector('.panel').scrollTop = root.querySelector('.story').offsetHeight").await?;
        page.wait_for("the last step", &format!("root.querySelector('.step[aria-posinset=\"{n}\"]')")).await?;
        let focused = "root.activeElement?.closest('.step')?.getAttribute('aria-posinset')";
        assert_eq!(page.js(focused).await?, "1", "the keyboard stays");
        page.driver.action_chain().send_keys(Key::Down).perform().await?;
        page.wait_for("the keyboard on the next step", &format!("{focused} === '2'")).await?;
        assert!(number(page, rows).await? < MOST);
        page.expect_quiet(&[&site]).await
    });
}
