//! What the tests of the page share: opening it, and what a reader sees on it.

use std::fs;
use std::process::Command;

use e2e::{Outcome, Page, Server, Site, root};
use serde_json::{Value, json};

/// The built site below a folder, as a wiki would have it.
pub fn site() -> Server {
    Site::of_dist("/wiki/some/folder/").serve()
}

/// Opens an address and waits for an incident.
pub async fn open(page: &Page, url: impl AsRef<str>) -> Outcome {
    page.open(url).await?;
    page.wait_for(
        "an incident",
        "map?.snapshot?.() && root.querySelector('input[type=range]') && !root.querySelector('.middle .late')",
    )
    .await
}

/// Waits until this incident is shown.
pub async fn wait_for_incident(page: &Page, id: &str) -> Outcome {
    page.wait_for("the incident", &format!("map.snapshot()?.incident === {}", json!(id))).await
}

/// Waits until this day is shown, and checks that slider, date field, sentence and snapshot agree on it.
pub async fn expect_day(page: &Page, day: &str) -> Outcome {
    let quoted = json!(day);
    page.wait_for(&format!("the day {day}"), &format!("map.snapshot()?.lens.as_of === {quoted}")).await?;
    page.wait_for("the date field", &format!("root.querySelector('.date input').value === {}", json!(words_of(day))))
        .await?;
    let words = words_of(day);
    let slider = page.js("root.querySelector('input[type=range]').getAttribute('aria-valuetext')").await?;
    assert_eq!(slider, *words, "what the slider says");
    let sentence = sentence(page).await?;
    // a day that only ends a month in which something happened is told by the month
    let (_, month) = words.split_once(' ').unwrap_or_default();
    let head = sentence.split_once(": ").map_or("", |it| it.0);
    assert!(head == words || head.contains(month), "the sentence of {words} is: {sentence}");
    assert_eq!(page.js("map.snapshot().words").await?, *sentence, "the sentence of the page is that of the snapshot");
    Ok(())
}

/// The sentence that is read out when the day changes.
pub async fn sentence(page: &Page) -> Outcome<String> {
    text(page, "root.querySelector('[aria-live]').textContent").await
}

/// A text that an expression gives.
pub async fn text(page: &Page, expression: &str) -> Outcome<String> {
    Ok(page.js(expression).await?.as_str().ok_or_else(|| format!("`{expression}` is no text"))?.to_owned())
}

/// All that can be read in the element.
pub async fn all_text(page: &Page) -> Outcome<String> {
    text(page, "[...root.children].map((it) => it.innerText).join('\\n')").await
}

/// Waits until an alert says all of these.
pub async fn expect_alert(page: &Page, words: &[&str]) -> Outcome {
    let alerts = "[...root.querySelectorAll('[role=alert]')].map((it) => it.innerText).join('\\n')";
    let waited = page.wait_for("an alert", &format!("{}.every((it) => {alerts}.includes(it))", json!(words))).await;
    if waited.is_err() {
        return Err(format!("no alert says {words:#?}, but: {}", text(page, alerts).await?).into());
    }
    Ok(())
}

/// The fragment of the address of the page, without the `#` and without the version that stands first.
pub async fn hash(page: &Page) -> Outcome<String> {
    let hash = text(page, "location.hash.slice(1)").await?;
    let said = hash.strip_prefix("v=1&");
    said.or(hash.is_empty().then_some("")).map(str::to_owned).ok_or_else(|| format!("{hash} has no version").into())
}

/// What the command prints.
pub fn command(words: &[&str]) -> String {
    let run = ["run", "--quiet", "--bin", "breachmap", "--"];
    let said =
        Command::new(env!("CARGO")).current_dir(root()).args(run).args(words).output().expect("cargo can be run");
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    String::from_utf8_lossy(&said.stdout).into_owned()
}

/// Without its line: Firefox counts that in, and it is wider in some states than in others.
const CARDS: &str = "const area = (it) => it.width * it.height;
    const box = (it) => {
      const b = it.getBBox(), m = it.getScreenCTM();
      return { x: m.a * b.x + m.e, y: m.d * b.y + m.f, width: m.a * b.width, height: m.d * b.height };
    };
    const cards = map.snapshot().hosts.map(({ id }) => {
      const group = root.querySelector(`svg [data-entity='${id}']`);
      if (!group) return [id, null];
      const isCard = (it) => it.getAttribute('fill') !== 'none'; // lines around it say what is chosen or disputed
      const rects = [...group.querySelectorAll('rect, path')].filter(isCard).map(box);
      const { x, y, width, height } = rects.sort((a, b) => area(b) - area(a))[0];
      return [id, [x, y, width, height]];
    });
    return Object.fromEntries(cards);";

/// Where every host's card lies in the window, once the window has come to rest: `id → [x, y, width, height]`.
pub async fn cards(page: &Page) -> Outcome<Value> {
    let script = format!(
        "const look = () => {{ {CARDS} }};
        const frames = (n) => new Promise((done) => requestAnimationFrame(() => done(n > 1 ? frames(n - 1) : null)));
        for (let before = null; ;) {{
          const now = look();
          if (JSON.stringify(now) === before) return now;
          before = JSON.stringify(now);
          await frames(5);
        }}"
    );
    page.run_js(&script).await
}

/// Fails if a card is not where it was, by more than half a pixel (Firefox rounds the boxes of paths to a fifth of one, on each side); and says which moved most, and how far.
pub async fn expect_cards_at(page: &Page, places: &Value, when: &str) -> Outcome {
    let now = cards(page).await?;
    let script = format!(
        "const now = {now}, before = {places};
        const by = (id) => Math.max(...before[id].map((it, i) => Math.abs(it - (now[id]?.[i] ?? Infinity))));
        const moved = Object.keys(before).map((id) => [by(id), id]).sort((a, b) => b[0] - a[0]);
        return moved[0][0] < 0.5 ? null : [...moved[0], before[moved[0][1]], now[moved[0][1]]];"
    );
    let moved = page.run_js(&script).await?;
    if moved.is_null() { Ok(()) } else { Err(format!("{when}: a card moved: {moved}").into()) }
}

/// What the map says of everything that can be chosen on it: `id → accessible name`.
pub async fn labels(page: &Page) -> Outcome<Value> {
    let script = "return Object.fromEntries([...root.querySelectorAll('svg [data-entity][aria-label]')]
        .map((it) => [it.dataset.entity, it.getAttribute('aria-label')]));";
    page.run_js(script).await
}

/// Fails if the element's snapshot is not this golden one, and names the first place where it differs.
pub async fn expect_snapshot(page: &Page, element: &str, golden: &Value) -> Outcome {
    let shown = page.js(&format!("{element}.snapshot()")).await?;
    difference(&shown, golden, "").map_or(Ok(()), |it| Err(format!("the snapshot of `{element}` differs {it}").into()))
}

fn difference(shown: &Value, golden: &Value, path: &str) -> Option<String> {
    match (shown, golden) {
        (Value::Object(a), Value::Object(b)) if a.len() == b.len() => {
            a.iter().find_map(|(key, it)| difference(it, b.get(key).unwrap_or(&Value::Null), &format!("{path}/{key}")))
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            a.iter().zip(b).enumerate().find_map(|(i, (a, b))| difference(a, b, &format!("{path}/{i}")))
        }
        _ => (shown != golden).then(|| format!("at {path}: {shown} is shown, {golden} is golden")),
    }
}

/// A snapshot as the command prints it, from the golden cases.
pub fn golden(case: &str, lens: &str) -> Value {
    let path = root().join(format!("tests/cases/{case}/snapshot@{lens}.json"));
    let text = fs::read_to_string(&path).unwrap_or_else(|err| panic!("{}: {err}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|err| panic!("{}: {err}", path.display()))
}

/// An incident of the gallery, as text.
pub fn gallery(name: &str) -> String {
    let path = root().join(format!("static/gallery/{name}.json"));
    fs::read_to_string(&path).unwrap_or_else(|err| panic!("{}: {err}", path.display()))
}

/// The snippet of a page of the manual that stands behind its name, as it stands there.
pub fn snippet(page: &str, name: &str) -> String {
    let path = root().join(format!("docs/{page}.md"));
    let text = fs::read_to_string(&path).unwrap_or_else(|err| panic!("{}: {err}", path.display()));
    let below = text.split(&format!("<!-- snippet: {name} -->\n```")).nth(1);
    let fenced = below.and_then(|it| it.split_once('\n')).and_then(|(_, it)| it.split("\n```").next());
    fenced.unwrap_or_else(|| panic!("docs/{page}.md has no snippet {name}")).to_owned()
}

/// The strictest policy under which our pages work, as the manual names it.
pub fn strict_policy() -> String {
    snippet("hosting", "policy")
}

/// `2020-05-11` → `11 May 2020`.
fn words_of(day: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let parts: Vec<usize> = day.split('-').filter_map(|it| it.parse().ok()).collect();
    assert_eq!(parts.len(), 3, "a day like 2020-05-11, not {day}");
    format!("{} {} {}", parts[2], MONTHS[parts[1] - 1], parts[0])
}
