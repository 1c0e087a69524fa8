//! The snippets of docs/embedding.md and docs/hosting.md, run as they stand there; and the types of the element.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use e2e::{Browser, Outcome, Page, Site, in_all_engines, pictures, root};
use serde_json::json;

use crate::common::{gallery, snippet, strict_policy};

/// Two pages of a team: one with a snippet in its body, and one of ours; and an incident, with its picture.
fn team(body: &str) -> Site {
    let page = format!(
        "<!doctype html><html lang='en'><meta charset='utf-8'><title>Our wiki</title><link rel='icon' href='data:,'><main>{body}</main></html>"
    );
    let picture = fs::read_to_string(root().join("dist/first.svg")).expect("dist/ is built");
    Site::of_dist("/team/breachmap/")
        .page("/team/page.html", &page)
        .page("/team/incidents/example.json", &gallery("ntt-communications-2020"))
        .page("/team/incidents/example.svg", &picture)
}

async fn expect_map(page: &Page, day: &str) -> Outcome {
    let is_there = format!("map?.snapshot?.()?.lens.as_of === '{day}' && root.querySelector('.map-svg [data-entity]')");
    page.wait_for("the map", &is_there).await
}

/// Waits for the map in the first frame of a page.
async fn expect_frame(page: &Page, day: &str) -> Outcome {
    page.driver.enter_frame(0).await?;
    expect_map(page, day).await?;
    Ok(page.driver.enter_default_frame().await?)
}

in_all_engines!(a_plain_page, a_policy_in_the_page, two_elements, a_sandboxed_frame, a_strict_policy, a_react_page);

fn a_plain_page(browser: &Browser) {
    let site = team(&snippet("embedding", "plain")).serve();
    browser.run(async |page| {
        page.open(format!("{}/team/page.html", site.origin())).await?;
        expect_map(page, "2020-05-11").await?;
        assert_eq!(page.js("map.getBoundingClientRect().height").await?, 480);
        page.expect_quiet(&[&site]).await
    });
}

fn a_policy_in_the_page(browser: &Browser) {
    let (policy, body) = (snippet("embedding", "meta"), snippet("embedding", "plain"));
    let page = format!(
        "<!doctype html><html lang='en'><head><meta charset='utf-8'>{policy}<title>Our page</title><link rel='icon' href='data:,'></head><body><main>{body}</main></body></html>"
    );
    let site = team("").page("/team/page.html", &page).serve();
    browser.run(async |page| {
        page.open(format!("{}/team/page.html", site.origin())).await?;
        expect_map(page, "2020-05-11").await?;
        assert_eq!(page.js("map.getBoundingClientRect().height").await?, 480);
        page.expect_quiet(&[&site]).await
    });
}

fn two_elements(browser: &Browser) {
    let site = team(&format!("{}{}", snippet("embedding", "plain"), snippet("embedding", "driven"))).serve();
    browser.run(async |page| {
        page.open(format!("{}/team/page.html", site.origin())).await?;
        let both = "[...document.querySelectorAll('breach-map')].map((it) => it.snapshot?.()?.lens.as_of).join() === '2020-05-11,2020-07-02'";
        page.wait_for("both maps", both).await?;
        page.run_js("document.querySelectorAll('breach-map')[1].view = 'table';").await?;
        assert_eq!(page.js("[...document.querySelectorAll('breach-map')].map((it) => it.view)").await?, json!([null, "table"]));
        page.expect_quiet(&[&site]).await
    });
}

fn a_sandboxed_frame(browser: &Browser) {
    let site = team(&snippet("embedding", "sandbox")).header("Access-Control-Allow-Origin", "*").serve();
    browser.run(async |page| {
        page.open(format!("{}/team/page.html", site.origin())).await?;
        expect_frame(page, "2020-07-02").await?;
        page.expect_quiet(&[&site]).await
    });
}

fn a_strict_policy(browser: &Browser) {
    let body = snippet("embedding", "plain").replace(" style=\"height: 480px\"", "");
    let site = team(&body).header("Content-Security-Policy", &strict_policy()).serve();
    browser.run(async |page| {
        page.open(format!("{}/team/page.html", site.origin())).await?;
        expect_map(page, "2020-05-11").await?;
        page.run_js("await map.restore({ asOf: '2020-05-28', selection: 'ad' }); map.theme = 'dark';").await?;
        expect_map(page, "2020-05-28").await?;
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn a_driven_element() {
    let site = team(&snippet("embedding", "driven")).serve();
    Browser::new().run(async |page| {
        page.open(format!("{}/team/page.html", site.origin())).await?;
        page.wait_for("the day", "document.querySelector('output').value === '2020-07-02'").await?;
        page.run_js("document.querySelector('main > p > button').click();").await?;
        page.wait_for("the day", "document.querySelector('output').value === '2020-05-11' && map.selection === 'ad'")
            .await?;
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn another_look() {
    let site = team(&snippet("embedding", "look")).serve();
    Browser::new().run(async |page| {
        page.open(format!("{}/team/page.html", site.origin())).await?;
        expect_map(page, "2020-07-02").await?;
        let look = "[getComputedStyle(root.querySelector('.bm')).backgroundColor, getComputedStyle(root.querySelector('h1')).fontFamily]";
        assert_eq!(page.js(look).await?, json!(["rgb(255, 253, 247)", "Georgia, serif"]));
        for part in snippet_of_parts() {
            assert_eq!(page.js(&format!("!!root.querySelector('[part={part}]')")).await?, part != "table", "{part}");
        }
        page.run_js("map.view = 'table';").await?;
        page.wait_for("the table", "root.querySelector('[part=table]')").await?;
        page.expect_quiet(&[&site]).await
    });
}

/// The parts that the manual names.
fn snippet_of_parts() -> Vec<String> {
    let manual = fs::read_to_string(root().join("docs/embedding.md")).expect("it is part of the repository");
    let line = manual
        .split("- **Parts** take any style: ")
        .nth(1)
        .and_then(|it| it.split(".\n").next())
        .expect("it names parts");
    line.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn a_frame_and_a_wiki() {
    let wiki = snippet("embedding", "mediawiki");
    let wiki = wiki.replace("<includeonly>", "").replace("</includeonly>", "").replace("/breachmap/", "breachmap/");
    let wiki = wiki
        .replace("<!--{$incident|escape:'urlpathinfo'}-->", "example")
        .replace("<!--{$day|escape:'urlpathinfo'}-->", "2020-05-11");
    for body in [snippet("embedding", "frame"), wiki] {
        let site = team(&body).serve();
        Browser::new().run(async |page| {
            page.open(format!("{}/team/page.html", site.origin())).await?;
            expect_frame(page, "2020-05-11").await?;
            page.expect_quiet(&[&site]).await
        });
    }
}

#[test]
fn a_frame_that_is_talked_to() {
    let site = team(&snippet("embedding", "talk")).serve();
    Browser::new().run(async |page| {
        page.open(format!("{}/team/page.html", site.origin())).await?;
        page.wait_for("the day", "document.querySelector('output').value === '2020-07-02'").await?;
        page.run_js("document.querySelector('main > p > button').click();").await?;
        page.wait_for("the day", "document.querySelector('output').value === '2020-05-11'").await?;
        page.expect_quiet(&[&site]).await
    });
}

/// A folder of the tests with these files and our npm packages.
fn workshop(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = pictures().join(name);
    fs::remove_dir_all(&folder).ok();
    fs::create_dir_all(&folder).expect("a folder can be made");
    symlink(root().join("xtask/npm/node_modules"), folder.join("node_modules")).expect("a link can be made");
    for (file, text) in files {
        fs::write(folder.join(file), text).expect("a file can be written");
    }
    folder
}

/// Runs one of our npm packages, and gives back what it says if it fails.
fn npm(program: &str, folder: &Path, args: &[&str]) -> Result<(), String> {
    let path = root().join("xtask/npm/node_modules/.bin").join(program);
    let output = Command::new(&path).args(args).current_dir(folder).output();
    let output = output.map_err(|err| format!("{}: {err}; `cargo xtask setup` installs it", path.display()))?;
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    if output.status.success() { Ok(()) } else { Err(said) }
}

/// Joins scripts and what they use to one.
fn joined(folder: &Path, entry: &str) -> String {
    let args = [
        entry,
        "--bundle",
        "--format=esm",
        "--jsx=automatic",
        "--define:process.env.NODE_ENV=\"development\"",
        "--outfile=joined.js",
        "--log-level=warning",
    ];
    npm("esbuild", folder, &args).unwrap_or_else(|said| panic!("{said}"));
    fs::read_to_string(folder.join("joined.js")).expect("esbuild wrote it")
}

const REACT_APP: &str = "
    import { StrictMode, useState } from 'react';
    import { createRoot } from 'react-dom/client';
    import { BreachMap } from './BreachMap';
    function App() {
      const [state, setState] = useState({ asOf: '2020-05-11' });
      const [seen, setSeen] = useState('');
      return <>
        <BreachMap script={new URL('breachmap/breachmap.js', location.href).href} src='incidents/example.json' state={state} onChange={(it) => setSeen(`${it.asOf} ${it.selection}`)} />
        <p id='seen'>{seen}</p>
        <button id='go' onClick={() => setState({ asOf: '2020-05-28', selection: 'ad' })}>Go</button>
      </>;
    }
    createRoot(document.querySelector('main')).render(<StrictMode><App /></StrictMode>);";

static REACT_PAGE: LazyLock<String> = LazyLock::new(|| {
    let component = snippet("embedding", "react");
    joined(&workshop("react", &[("BreachMap.tsx", &component), ("app.jsx", REACT_APP)]), "app.jsx")
});

fn a_react_page(browser: &Browser) {
    let site = team("<script type='module' src='app.js'></script>").page("/team/app.js", &REACT_PAGE).serve();
    browser.run(async |page| {
        page.open(format!("{}/team/page.html", site.origin())).await?;
        expect_map(page, "2020-05-11").await?;
        page.run_js("document.querySelector('#go').click();").await?;
        expect_map(page, "2020-05-28").await?;
        page.wait_for("what React heard", "document.querySelector('#seen').textContent === '2020-05-28 ad'").await?;
        page.run_js("await map.seek('2020-05-13');").await?;
        page.wait_for("what React heard", "document.querySelector('#seen').textContent === '2020-05-13 ad'").await?;
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn a_docusaurus_page() {
    let component = snippet("embedding", "docusaurus");
    let app = "import { createRoot } from 'react-dom/client';
        import BreachMap from './BreachMap';
        createRoot(document.querySelector('main')).render(<BreachMap incident='example' as-of='2020-05-11' height={500} />);";
    // Docusaurus' own part of it: addresses below the base of the site
    let base = "export default (path) => `/team${path}`;";
    let folder = workshop(
        "docusaurus",
        &[
            ("BreachMap.jsx", &component),
            ("app.jsx", app),
            ("base.js", base),
            (
                "tsconfig.json",
                "{ \"compilerOptions\": { \"paths\": { \"@docusaurus/useBaseUrl\": [\"./base.js\"] } } }",
            ),
        ],
    );
    let site =
        team("<script type='module' src='app.js'></script>").page("/team/app.js", &joined(&folder, "app.jsx")).serve();
    Browser::new().run(async |page| {
        page.open(format!("{}/team/page.html", site.origin())).await?;
        expect_map(page, "2020-05-11").await?;
        assert_eq!(page.js("map.getBoundingClientRect().height").await?, 500);
        page.expect_quiet(&[&site]).await
    });
}

/// What a page in TypeScript may write, and what it may not.
const USES: &str = "
    import type { BreachMapElement, BreachMapState, MessageFromFrame, MessageToFrame } from './breachmap';
    const map: BreachMapElement = document.querySelector('breach-map')!;
    export async function uses(): Promise<string | undefined> {
      map.src = 'a.json'; map.controls = 'compact'; map.readOnly = true; map.asOf = null; map.view = 'table';
      await map.load({ format: 'breachmap-incident/1' });
      await map.select(null);
      const state: BreachMapState = map.save();
      await map.restore({ asOf: state.asOf, toldBy: 'a,b' });
      map.addEventListener('breach-map-select', (event) => event.detail.id?.length);
      document.addEventListener('breach-map-change', (event) => event.detail.fragment.length);
      // @ts-expect-error a day is a text
      await map.seek(7);
      // @ts-expect-error there is no such view
      map.view = 'globe';
      // @ts-expect-error there is no such field
      await map.restore({ day: '2020-05-11' });
      // @ts-expect-error there is no such message
      const message: MessageToFrame = { breachmap: 1, type: 'erase' };
      const heard = (it: MessageFromFrame) => it.type === 'resize' ? it.height : 0;
      return map.snapshot()?.words + String(message) + String(heard);
    }";

#[test]
fn the_types_hold_for_pages_and_for_the_component_of_the_manual() {
    let types = fs::read_to_string(root().join("dist/breachmap.d.ts")).expect("dist/ is built");
    let folder = workshop(
        "types",
        &[("breachmap.d.ts", &types), ("uses.ts", USES), ("BreachMap.tsx", &snippet("embedding", "react"))],
    );
    let args = [
        "--noEmit",
        "--strict",
        "--target",
        "es2022",
        "--module",
        "esnext",
        "--moduleResolution",
        "bundler",
        "--jsx",
        "react-jsx",
        "--lib",
        "es2022,dom,dom.iterable",
        "uses.ts",
        "BreachMap.tsx",
    ];
    npm("tsc", &folder, &args).unwrap_or_else(|said| panic!("{said}"));
}

#[test]
fn the_types_name_every_member_of_the_element_and_no_other() {
    let types = fs::read_to_string(root().join("dist/breachmap.d.ts")).expect("dist/ is built");
    let members = |interface: &str| {
        let body = types
            .split(&format!("export interface {interface} "))
            .nth(1)
            .and_then(|it| it.split("\n}").next())
            .expect("it is declared");
        let lines =
            body.lines().filter(|it| it.starts_with("  ") && it[2..].starts_with(|c: char| c.is_ascii_alphabetic()));
        lines.map(|it| it[2..].split(['(', ':', '<', '?']).next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    let mut declared = members("BreachMapElement");
    declared.extend(members("BreachMapState"));
    declared.retain(|it| !["lang", "addEventListener", "removeEventListener"].contains(&it.as_str()));
    declared.push("focus".to_owned()); // declared by HTMLElement
    declared.sort();
    let site = team("<script type='module' src='breachmap/breachmap.js'></script>").serve();
    Browser::new().run(async |page| {
        page.open(format!("{}/team/page.html", site.origin())).await?;
        let names = "Object.getOwnPropertyNames(customElements.get('breach-map').prototype).filter((it) => !/Callback$|^constructor$/.test(it)).sort()";
        assert_eq!(page.js(names).await?, json!(declared));
        Ok(())
    });
}

#[test]
fn the_policy_is_the_same_wherever_it_is_named() {
    let nginx = snippet("hosting", "nginx");
    assert!(nginx.contains(&format!("\"{}; frame-ancestors 'self'\"", strict_policy())), "{nginx}");
}
