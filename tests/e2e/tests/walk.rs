//! A briefer who sees nothing and has only a keyboard: one dispute, one change of telling, one comparison, by what is heard;
//! and the same in Japanese, with the dialogs and a presentation.

use std::cell::Cell;

use e2e::{Browser, Outcome, Page};
use thirtyfour::prelude::*;

use crate::common::{open, sentence, site, text};

/// So many things at most lie between two that belong together.
const PATIENCE: usize = 120;

thread_local! {
    /// How many keys this test has pressed; others run at the same time.
    static PRESSED: Cell<usize> = const { Cell::new(0) };
}

async fn press(page: &Page, key: impl Into<TypingData>) -> Outcome {
    PRESSED.set(PRESSED.get() + 1);
    Ok(page.driver.action_chain().send_keys(key.into()).perform().await?)
}

/// Whether arrows go on from what has the keyboard, which is one of several in one stop.
const IS_AMONG: &str = "!!root.activeElement?.closest('[role=toolbar], .story, .links, .tellers ul')";

/// Goes on with the Tab key, and with arrows within a stop, until something is heard that begins so; returns all that is said
/// of it.
async fn tab_to(page: &Page, begin: &str) -> Outcome<String> {
    let mut heard: Vec<String> = Vec::new();
    while heard.len() < PATIENCE {
        press(page, Key::Tab).await?;
        loop {
            let said = page.focused().await?;
            assert!(!said.contains("``"), "{said} has no name, after {heard:?}");
            if said.starts_with(begin) {
                println!("heard: {said}");
                return Ok(said);
            }
            let is_end = heard.last() == Some(&said);
            heard.push(said);
            if is_end || page.js(IS_AMONG).await? != true {
                break;
            }
            press(page, Key::Right).await?;
        }
    }
    Err(format!("waited to hear {begin}, but heard {heard:#?}").into())
}

/// Goes back from stop to stop until something is heard that begins so.
async fn back_to(page: &Page, begin: &str) -> Outcome {
    let mut heard: Vec<String> = Vec::new();
    while heard.len() < PATIENCE {
        PRESSED.set(PRESSED.get() + 1);
        page.driver.action_chain().key_down(Key::Shift).send_keys(Key::Tab).key_up(Key::Shift).perform().await?;
        let said = page.focused().await?;
        if said.starts_with(begin) {
            return Ok(());
        }
        heard.push(said);
    }
    Err(format!("waited to hear {begin}, but heard {heard:#?}").into())
}

async fn begin(page: &Page, url: String) -> Outcome {
    open(page, url).await?;
    page.run_js("map.focus();").await.map(drop)
}

#[test]
fn a_dispute_is_opened_and_another_position_shown() {
    let site = site();
    Browser::new().run(async |page| {
        begin(page, site.url("index.html")).await?;
        tab_to(page, "button `Disputes`").await?;
        press(page, Key::Enter).await?;
        page.role("region", "Disputes").await?;
        let dispute = tab_to(page, "DisclosureTriangle `Intrusion begins when?").await?;
        assert!(dispute.contains("8 sources") && dispute.contains("7 May 2020"), "{dispute}");
        press(page, Key::Enter).await?;
        let other = tab_to(page, "button `Show this instead: 7 May 2020`").await?;
        assert!(!other.is_empty());
        press(page, Key::Enter).await?;
        let lens = text(page, "root.querySelector('.lens').innerText").await?;
        assert!(lens.contains("1 source chosen by the reader"), "{lens}");
        tab_to(page, "button `Back to the rule").await?;
        press(page, Key::Enter).await?;
        page.wait_for("the rule", "!root.querySelector('.lens').innerText.includes('preference')").await?;
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn another_telling_is_chosen_and_given_up_again() {
    let site = site();
    Browser::new().run(async |page| {
        begin(page, site.url("index.html")).await?;
        let all = sentence(page).await?;
        tab_to(page, "button `Sources: all 30`").await?;
        press(page, Key::Enter).await?;
        tab_to(page, "button `Only Security Affairs`").await?;
        press(page, Key::Enter).await?;
        page.wait_for("the telling", "map.snapshot().lens.told_by.join() === 'securityaffairs'").await?;
        let told = sentence(page).await?;
        assert!(told != all && told.contains("621 companies possibly affected"), "{told}");
        press(page, Key::Escape).await?;
        let chosen = page.focused().await?;
        assert!(
            chosen.starts_with("button `Sources: Security Affairs"),
            "the keyboard is back at the button: {chosen}"
        );
        press(page, Key::Enter).await?;
        back_to(page, "button `All").await?; // the keyboard is in the field of the list
        press(page, Key::Enter).await?;
        page.wait_for("all sources", "map.snapshot().lens.told_by === 'all'").await?;
        assert_eq!(sentence(page).await?, all);
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn two_publications_are_compared() {
    let site = site();
    Browser::new().run(async |page| {
        begin(page, site.url("index.html")).await?;
        tab_to(page, "button `Changes`").await?;
        press(page, Key::Enter).await?;
        let before = tab_to(page, "combobox `Before`").await?;
        assert!(before.contains("as known on 28 May 2020"), "{before}");
        let after = tab_to(page, "combobox `After`").await?;
        assert!(after.contains("latest knowledge"), "{after}");
        let number = tab_to(page, "button `Companies: 621 → 704 to 892").await?;
        assert!(number.contains("second notice"), "{number}");
        let added = tab_to(page, "button `Server in Thailand").await?;
        assert!(added.contains("compromised"), "{added}");
        tab_to(page, "button `Copy").await?;
        page.expect_quiet(&[&site]).await
    });
}

/// What is heard, what more is said of it, and what is pressed there.
type Heard = (&'static str, &'static str, Key);

/// Ways through the page in Japanese, each from its begin: a dispute, a comparison, what is handed on, another telling.
const WAYS: [&[Heard]; 4] = [
    &[
        ("button `食い違い`", "", Key::Enter),
        ("DisclosureTriangle `侵入の始まり 時期", "情報源8件", Key::Enter),
        ("button `こちらを表示：2020年5月7日`", "", Key::Enter),
        ("button `規則どおりに戻す`", "", Key::Enter),
    ],
    &[
        ("button `変更点`", "", Key::Enter),
        ("combobox `変更前`", "次の公表まで：2020年5月28日", Key::Shift),
        ("combobox `変更後`", "最新の情報による", Key::Shift),
        ("button `企業：621社 → 704～892社（影響の可能性）", "NTTコミュニケーションズ（第2報）", Key::Shift),
        ("button `タイのサーバー", "侵害", Key::Shift),
        ("button `テキストとしてコピー`", "", Key::Shift),
    ],
    &[
        ("button `書き出し`", "", Key::Enter),
        ("combobox `図の内容`", "経路図とグラフ", Key::Shift),
        ("combobox `配色`", "画面と同じ", Key::Shift),
        ("combobox `共有先`", "絞り込まない", Key::Shift),
        ("checkbox `ホストと人物を「サーバー1」のような仮名にする`", "", Key::Shift),
        ("button `保存`", "", Key::Escape),
    ],
    &[("button `情報源 全30件`", "", Key::Enter), ("button `Security Affairsのみ表示`", "", Key::Enter)],
];

/// Whether a screen reader hears Japanese; names of publishers, and what is nothing but a sign, are written in Latin letters.
fn is_japanese(said: &str) -> bool {
    let name = said.split('`').nth(1).unwrap_or_default();
    name.chars().any(|it| ('ぁ'..='ヿ').contains(&it) || ('一'..='鿿').contains(&it))
}

#[test]
fn the_same_walk_is_heard_in_japanese() {
    let site = site();
    Browser::new().language("ja").run(async |page| {
        begin(page, site.url("index.html")).await?;
        for way in WAYS {
            page.run_js("map.focus();").await?;
            for (name, more, key) in way {
                let said = tab_to(page, name).await?;
                assert!(said.contains(more) && is_japanese(&said), "{said}");
                press(page, key.clone()).await?;
            }
        }
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn the_keyboard_skips_to_the_slider_and_what_is_wrong_in_a_file_is_listed() {
    let site = site();
    Browser::new().run(async |page| {
        begin(page, site.url("index.html")).await?;
        tab_to(page, "button `Skip to the date slider`").await?;
        press(page, Key::Enter).await?;
        let heard = page.focused().await?;
        assert!(heard.starts_with("slider"), "{heard}");
        let file = "{ \"format\": \"breachmap-incident/1\", \"id\": \"x\", \"title\": \"x\", \"hots\": [], \"hosts\": [{ \"id\": \"a\", \"label\": \"A\", \"kind\": \"sever\" }] }";
        page.run_js(&format!("await map.load({});", serde_json::json!(file))).await?;
        page.wait_for("the number of findings", "root.querySelector('.findings')?.textContent.includes('1 error')").await?;
        page.run_js("root.querySelector('.findings').click();").await?;
        page.wait_for("the keyboard there", "root.activeElement?.matches('.faults')").await?;
        let listed = text(page, "root.querySelector('.faults').innerText").await?;
        for words in ["line 1", "/hosts/0/kind", "Did you mean \"server\"?", "Did you mean \"hosts\"?"] {
            assert!(listed.contains(words), "`{words}` is missing in: {listed}");
        }
        page.expect_accessible().await?;
        page.expect_quiet(&[&site]).await
    });
}

/// What has the keyboard: the tag and class of it, and what is written there.
const HELD: &str =
    "`${root.activeElement?.tagName} ${root.activeElement?.className} ${root.activeElement?.textContent.slice(0, 40)}`";

#[test]
fn the_slider_is_near_and_a_list_or_toolbar_is_one_stop() {
    let site = site();
    for file in ["ntt-communications-2020", "solarwinds-2020", "hse-2021"] {
        Browser::new().run(async |page| {
            open(page, site.url(&format!("index.html?src=gallery/{file}.json"))).await?;
            page.wait_for("the story", "root.querySelectorAll('.story button').length > 9").await?;
            page.run_js("map.focus();").await?;
            let mut stops: Vec<String> = Vec::new();
            while stops.last().is_none_or(|it| !it.starts_with("slider")) {
                press(page, Key::Tab).await?;
                stops.push(page.focused().await?);
                assert!(stops.len() < PATIENCE, "{stops:#?}");
            }
            println!("{file}: {} presses of Tab: {stops:#?}", stops.len());
            assert!(stops.len() <= 25, "{file}: {} presses of Tab: {stops:#?}", stops.len());
            let n_steps = "root.querySelectorAll('.story li').length";
            let at = "[...root.querySelectorAll('.story button')].indexOf(root.activeElement)";
            // past the slider to the story, which takes the keyboard at its current step
            while page.js(at).await? == -1 {
                press(page, Key::Tab).await?;
                stops.push(page.focused().await?);
                assert!(stops.len() < 40, "{stops:#?}");
            }
            let current = page.js("root.activeElement.getAttribute('aria-current')").await?;
            assert_eq!(current, "step", "{}", page.js(HELD).await?);
            press(page, Key::Home).await?;
            assert_eq!(page.js(at).await?, 0);
            press(page, Key::Down).await?;
            press(page, Key::Down).await?;
            assert_eq!(page.js(at).await?, 2);
            press(page, Key::Up).await?;
            assert_eq!(page.js(at).await?, 1);
            press(page, Key::Enter).await?;
            page.wait_for("the chosen step", "root.querySelectorAll('.story button')[1].closest('.selected, .step') && root.querySelector('.details')").await?;
            assert_eq!(page.js(at).await?, 1, "{}", page.js(HELD).await?);
            press(page, Key::End).await?;
            assert_eq!(page.js(&format!("{at} === {n_steps} - 1")).await?, true);
            press(page, Key::Tab).await?;
            assert_eq!(page.js(at).await?, -1, "one press leaves the story: {}", page.js(HELD).await?);
            // the list is a list to a screen reader, with all its steps
            let rows = page.names("listitem").await?.len();
            assert!(rows >= usize::try_from(page.js(n_steps).await?.as_u64().unwrap_or(u64::MAX))?, "{rows} rows");
            page.expect_accessible().await?;
            page.expect_quiet(&[&site]).await
        });
    }
}

/// What one does in a briefing, one after the other; how many keys it takes is printed.
#[test]
fn a_host_is_found_and_read_the_telling_changed_and_all_of_it_presented_and_shared() {
    let site = site();
    Browser::new().run(async |page| {
        begin(page, site.url("index.html")).await?;
        let mut before = PRESSED.get();
        let mut took = |what: &str, at_most: usize| {
            let now = PRESSED.get();
            let n = now - std::mem::replace(&mut before, now);
            println!("{what}: {n} keys");
            assert!(n <= at_most, "{what}: {n} keys, more than {at_most}");
        };
        for key in "/active".chars() {
            press(page, key.to_string()).await?;
        }
        page.wait_for("a hit", "root.querySelector('[role=option][aria-selected=true]')").await?;
        press(page, Key::Enter).await?;
        page.wait_for("the host", "map.selection === 'ad' && root.activeElement?.dataset?.entity === 'ad'").await?;
        let heard = page.focused().await?;
        assert!(heard.contains("Active Directory server"), "{heard}");
        let way = text(page, "root.querySelector('.panel').innerText").await?;
        assert!(way.contains("Singapore facility"), "the way to it: {way}");
        took("find a host and read its way", 8);

        back_to(page, "button `Sources: all 30`").await?;
        press(page, Key::Enter).await?;
        page.wait_for("the field", "root.activeElement?.matches('.tellers input[type=search]')").await?;
        for key in "affa".chars() {
            press(page, key.to_string()).await?;
        }
        page.wait_for("one source", "root.querySelectorAll('.tellers li').length === 1").await?;
        assert_eq!(
            page.js("root.activeElement?.value").await?,
            "affa",
            "the field keeps the keyboard, and letters are letters"
        );
        press(page, Key::Enter).await?;
        page.wait_for("the telling", "map.snapshot().lens.told_by.join() === 'securityaffairs'").await?;
        press(page, Key::Escape).await?;
        took("change the telling", 12);

        let from = page.focused().await?;
        press(page, "p").await?;
        page.wait_for("the title", "root.querySelector('.present.title')").await?;
        press(page, Key::Right).await?;
        press(page, Key::Right).await?;
        page.wait_for("a step", "root.querySelector('.present .place')?.textContent.startsWith('2 /')").await?;
        press(page, Key::Escape).await?;
        page.wait_for("the map", "!root.querySelector('.present') && root.activeElement").await?;
        assert_eq!(page.js("map.snapshot().lens.told_by.join()").await?, "securityaffairs", "as it was before");
        let back = page.focused().await?;
        assert_eq!(back, from, "the keyboard is where it was");
        took("present two steps, and leave", 4);

        back_to(page, "button `Export").await?;
        press(page, Key::Enter).await?;
        page.wait_for("the dialog", "root.querySelector('dialog[open]')").await?;
        tab_to(page, "button `Copy").await?;
        page.expect_accessible().await?;
        press(page, Key::Enter).await?;
        press(page, Key::Escape).await?;
        page.wait_for("the page", "!root.querySelector('dialog[open]')").await?;
        let back = page.focused().await?;
        assert!(back.starts_with("button `Export"), "the keyboard is back: {back}");
        took("share", 40);
        page.expect_quiet(&[&site]).await
    });
}
