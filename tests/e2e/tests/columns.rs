//! Tables of one's own: which column is what, as it was guessed, and as somebody says instead, by mouse and by keyboard.

use e2e::{Browser, Outcome, Page, in_all_engines};
use serde_json::json;
use thirtyfour::Key;

use crate::common::{expect_alert, open, site};
use crate::imports::drop;

in_all_engines!(a_table_with_unknown_words_asks_which_column_is_what);

/// Chooses what a column is taken for.
async fn take(page: &Page, column: &str, field: &str) -> Outcome {
    let script = format!(
        "const select = [...root.querySelectorAll('.columns select')].find((it) => it.closest('label').textContent.startsWith({}));
        select.value = {};
        select.dispatchEvent(new Event('change', {{ bubbles: true, composed: true }}));",
        json!(format!("What {column} is")),
        json!(field)
    );
    page.run_js(&script).await?;
    Ok(())
}

async fn expect_status(page: &Page, words: &str) -> Outcome {
    let status = format!("root.querySelector('.columns .made[role=status]')?.textContent === {}", json!(words));
    page.wait_for(words, &status).await
}

fn a_table_with_unknown_words_asks_which_column_is_what(browser: &Browser) {
    let site = site();
    browser.run(async |page| {
        open(page, site.url("index.html")).await?;
        let table = "Schritt,Woher,Wohin,Tag\n1,mail,files,2024-03-01\n2,files,backup,2024-03-02\n";
        page.run_js(&drop("schritte.csv", table, 1)).await?;
        expect_alert(page, &["\"schritte.csv\" cannot be shown", "Say which column is what."]).await?;
        expect_status(page, "Nothing can be made of these columns yet.").await?;
        page.expect_accessible().await?;
        let show = page.role("button", "Show the incident").await?;
        assert!(!show.is_enabled().await?, "there is none yet");
        take(page, "Woher", "from").await?;
        page.wait_for(
            "the answer",
            "root.querySelector('.reading').hidden && root.querySelector('[role=alert] .card')",
        )
        .await?;
        take(page, "Wohin", "to").await?;
        expect_status(page, "Makes 3 hosts, 2 steps and 0 events.").await?;
        take(page, "Tag", "when").await?;
        page.wait_for("the dates", "map.snapshot()?.lens.as_of === '2024-03-02'").await?;
        page.role("button", "Show the incident").await?.click().await?;
        page.wait_for("the map", "!root.querySelector('.columns') && root.querySelector('.map')").await?;
        let text = page.js("root.querySelector('.import .options').textContent").await?;
        assert_eq!(text, "from: Woherto: Wohinwhen: Tag", "it is remembered in the incident");
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn a_guess_is_changed_by_keyboard_and_taken_back() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        let table = "Source,Destination,Via,Date\nmail,files,vpn,2024-03-01\nfiles,backup,vpn,2024-03-02\n";
        page.run_js(&drop("steps.csv", table, 1)).await?;
        page.wait_for("the incident", "map.snapshot()?.pivots.length === 2").await?;
        let button = page.role("button", "Match the columns…").await?;
        button.send_keys(Key::Enter + "").await?;
        page.wait_for("the title to have the keyboard", "root.activeElement?.tagName === 'H2'").await?;
        expect_status(page, "Makes 3 hosts, 2 steps and 0 events.").await?;
        page.expect_accessible().await?;
        let values = "[...root.querySelectorAll('.columns tbody tr')].map((it) => [it.querySelector('select').value, it.querySelector('.values').textContent])";
        let expected = json!([["from", "mail · files"], ["to", "files · backup"], ["", "vpn · vpn"], ["when", "2024-03-01 · 2024-03-02"]]);
        assert_eq!(page.js(values).await?, expected);
        // three tabs lead through how dates are read, one to the table, three more to the third choice; typing "where t" passes by "where from"
        for _ in 0..7 {
            page.driver.action_chain().send_keys(Key::Tab).perform().await?;
        }
        let focused = page.focused().await?;
        assert!(focused.contains("What Via is"), "{focused}");
        page.driver.action_chain().send_keys("where t").perform().await?;
        expect_status(page, "Makes 3 hosts, 2 steps and 0 events.").await?;
        page.wait_for("the other hosts", "map.snapshot().hosts.some((it) => it.label === 'vpn')").await?;
        assert_eq!(page.js("root.querySelectorAll('.columns select')[1].value").await?, "", "it can be one column only");
        page.role("button", "Show the incident").await?.click().await?;
        page.wait_for("the map", "root.querySelector('.map')").await?;
        // another file takes the place of the table
        page.run_js("await map.load('gallery/hse-2021.json');").await?;
        page.wait_for("no columns", "!root.querySelector('.import button') || root.querySelector('.import button').hidden").await?;
        page.expect_quiet(&[&site]).await
    });
}

/// Lets a control of the dialog be what its label says.
async fn set(page: &Page, label: &str, value: &str) -> Outcome {
    let script = format!(
        "const control = [...root.querySelectorAll('.columns .ways label')].find((it) => it.textContent.startsWith({})).querySelector('select, input');
        control.value = {};
        control.dispatchEvent(new Event('change', {{ bubbles: true, composed: true }}));",
        json!(label),
        json!(value)
    );
    page.run_js(&script).await?;
    Ok(())
}

#[test]
fn dates_zone_and_header_of_a_table_are_chosen() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        let table =
            "When,From,To\nTime,Source,Destination\n05/06/2024 10:00,mail,files\n06/07/2024 02:30,files,backup\n";
        page.run_js(&drop("steps.csv", table, 1)).await?;
        page.wait_for("the incident", "map.snapshot()?.pivots.length === 3").await?;
        page.role("button", "Match the columns…").await?.click().await?;
        page.wait_for("the choices", "root.querySelector('.columns .ways')").await?;
        page.expect_accessible().await?;
        // the row of the header has been read as a step
        set(page, "Header", "2").await?;
        page.wait_for("another header", "map.snapshot()?.pivots.length === 2").await?;
        expect_status(page, "Makes 3 hosts, 2 steps and 0 events.").await?;
        set(page, "Dates such as", "day-first").await?;
        page.wait_for("the days", "map.snapshot()?.lens.as_of === '2024-07-06'").await?;
        set(page, "Times without", "Moon").await?;
        page.wait_for("a hint", "root.querySelector('.ways .problem').textContent.includes('“Moon” is no time zone')")
            .await?;
        set(page, "Times without", "Europe/Berlin").await?;
        page.wait_for(
            "no hint",
            "!root.querySelector('.ways .problem').textContent && root.querySelector('.reading').hidden",
        )
        .await?;
        page.role("button", "Show the incident").await?.click().await?;
        page.wait_for("the map", "!root.querySelector('.columns') && root.querySelector('.map')").await?;
        let options =
            page.js("[...root.querySelectorAll('.import .options li')].map((it) => it.textContent).sort()").await?;
        assert_eq!(
            options,
            json!([
                "dates: day-first",
                "from: Source",
                "header: 2",
                "to: Destination",
                "when: Time",
                "zone: Europe/Berlin"
            ])
        );
        let file = page
            .js("JSON.parse(await (await map.exportAs('native')).blob.text()).pivots.map((it) => it.claims[0].when)")
            .await?;
        assert_eq!(
            file,
            json!(["2024-06-05T10:00:00+02:00", "2024-07-06T02:30:00+02:00"]),
            "the browser knows the zone"
        );
        page.expect_quiet(&[&site]).await
    });
}
