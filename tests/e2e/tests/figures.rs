//! Figures out of the dialog: saved as pictures, copied, printed for whom they are meant.

use e2e::{Browser, Outcome, Page, in_all_engines, pictures};
use serde_json::json;

use crate::common::{open, site, text};

in_all_engines!(a_figure_is_saved_as_a_picture);

/// Opens the dialog and asks for this.
pub async fn ask_for(page: &Page, export: &str) -> Outcome {
    page.role("button", "Export").await?.click().await?;
    page.wait_for("what is in the dialog", "root.querySelector('.hand-on form')").await?;
    choose(page, "What", export).await
}

/// Chooses an option by its words; not every engine lets a driver open a list.
pub async fn choose(page: &Page, name: &str, words: &str) -> Outcome {
    let (name, words) = (json!(name), json!(words));
    let script = format!(
        "const select = [...root.querySelectorAll('.hand-on label')].find((it) => it.innerText.startsWith({name})).querySelector('select');
         select.value = [...select.options].find((it) => it.text === {words}).value;
         select.dispatchEvent(new Event('change', {{ bubbles: true, composed: true }}));"
    );
    page.run_js(&script).await?;
    Ok(())
}

/// Width and height of a PNG.
fn size(png: &[u8]) -> (u32, u32) {
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"));
    let number = |at: usize| u32::from_be_bytes([png[at], png[at + 1], png[at + 2], png[at + 3]]);
    (number(16), number(20))
}

fn a_figure_is_saved_as_a_picture(browser: &Browser) {
    let site = site();
    browser.run(async |page| {
        open(page, site.url("index.html#incident=ntt-communications-2025")).await?;
        page.wait_for("the incident", "map.snapshot()?.incident === 'ntt-communications-2025'").await?;
        ask_for(page, "Figure of what is shown (SVG)").await?;
        page.role("button", "Save").await?.click().await?;
        let svg = std::fs::read_to_string(page.download("2025-03-05-tlp-clear.svg").await?)?;
        let number =
            |name: &str| -> Option<f64> { svg.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?.parse().ok() };
        let (width, height) = number("width").zip(number("height")).ok_or("the figure says its size")?;

        ask_for(page, "Figure of what is shown (PNG)").await?;
        choose(page, "Size", "2×, for slides").await?;
        page.role("button", "Save").await?.click().await?;
        let png = std::fs::read(page.download("2025-03-05-tlp-clear.png").await?)?;
        let (wide, high) = size(&png);
        assert_eq!(wide, 2 * width as u32);
        assert!(high.abs_diff((2.0 * height) as u32) <= 2, "{high} for {height}");
        std::fs::create_dir_all(pictures())?;
        std::fs::write(pictures().join(format!("figure-{:?}.png", page.engine).to_lowercase()), &png)?;
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn a_figure_for_a_slide_has_its_shape() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        ask_for(page, "Figure of what is shown (PNG)").await?;
        choose(page, "Shape", "16:9 for a slide, list of steps beside the map").await?;
        let content = "[...root.querySelectorAll('.hand-on label')].find((it) => it.innerText.startsWith('Picture')).querySelector('select').value";
        page.wait_for("the map alone", &format!("{content} === 'map'")).await?;
        page.expect_accessible().await?;
        page.role("button", "Save").await?.click().await?;
        let png = std::fs::read(page.download("tlp-clear.png").await?)?;
        assert_eq!(size(&png), (2560, 1440), "twice as large, as the dialog proposes");
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn a_figure_is_copied_as_a_picture_and_as_text() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        page.run_js(
            "navigator.clipboard.write = async ([item]) => {
                const blob = await item.getType('image/png');
                window.copied = [blob.type, [...new Uint8Array(await blob.arrayBuffer()).slice(1, 4)]];
            };
            navigator.clipboard.writeText = async (it) => { window.copied = it; };",
        )
        .await?;
        ask_for(page, "Figure of what is shown (PNG)").await?;
        page.role("button", "Copy").await?.click().await?;
        let said = "root.querySelector('.hand-on .copied').innerText";
        page.wait_for("that it is copied", &format!("{said} === 'Copied.'")).await?;
        assert_eq!(page.js("window.copied").await?, json!(["image/png", [80, 78, 71]]));

        choose(page, "What", "What is shown, in words").await?;
        assert_eq!(page.js(said).await?, "", "nothing of this is copied yet");
        page.expect_accessible().await?;
        page.role("button", "Copy").await?.click().await?;
        page.wait_for("the text", "typeof window.copied === 'string'").await?;
        let copied = text(page, "window.copied").await?;
        assert!(
            copied.starts_with("NTT Communications, 2020 (TLP:CLEAR)\n704 to 892 companies possibly affected\n"),
            "{copied}"
        );
        assert!(copied.contains("\nData: ntt-communications-2020, SHA-256 "), "{copied}");

        page.run_js("navigator.clipboard.write = async () => { throw new DOMException('no', 'NotAllowedError'); };")
            .await?;
        choose(page, "What", "Figure of what is shown (SVG)").await?;
        page.role("button", "Copy").await?.click().await?;
        page.wait_for("a way out", &format!("{said}.includes('Save it instead')")).await?;
        page.expect_quiet(&[&site]).await
    });
}

#[test]
fn the_handout_of_the_dialog_is_for_whom_it_is_meant() {
    let site = site();
    Browser::new().run(async |page| {
        open(page, site.url("index.html")).await?;
        let look = "window.print = () => {
            dispatchEvent(new Event('beforeprint'));
            window.printed = root.querySelector('.handout').textContent;
            dispatchEvent(new Event('afterprint'));
        };";
        page.run_js(look).await?;
        ask_for(page, "Figure of what is shown (SVG)").await?;
        page.find(".hand-on input[type=checkbox]").await?.click().await?;
        page.role("button", "Print a handout").await?.click().await?;
        page.wait_for("the print", "window.printed").await?;
        let printed = text(page, "window.printed").await?;
        assert!(printed.contains("Server 1") && !printed.contains("Active Directory server"), "{printed}");
        assert!(printed.contains("Data: ntt-communications-2020, SHA-256 "));
        assert!(page.js("!root.querySelector('.handout')").await? == true, "it is gone again");
        assert!(page.js("!root.querySelector('.hand-on').open").await? == true, "the dialog is closed");
        page.run_js("window.print()").await?;
        let again = text(page, "window.printed").await?;
        assert!(
            again.contains("Server 1") && !again.contains("Active Directory server"),
            "as it was last handed on: {again}"
        );
        let whole = "root.querySelector('.map').textContent.includes('Active Directory')";
        assert!(page.js(whole).await? == true, "the page itself is whole");
        Ok(())
    });
}
