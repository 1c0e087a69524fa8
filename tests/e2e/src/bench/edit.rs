//! From a cell of the sheet that is left until the map shows what was typed.

use std::cell::RefCell;

use e2e::{Browser, Site};
use serde_json::Value;

use crate::report::{Row, median};
use crate::shapes::SHAPES;
use crate::timed;

/// Two incidents of the gallery, and one whose hosts are many.
const FILES: [&str; 3] = ["gallery/ntt-communications-2020.json", "gallery/solarwinds-2020.json", "many.json"];

/// How many those are.
const MANY: usize = 500;

/// Another host is called otherwise each time, and its card says so.
const TYPE: &str = "const field = names()[1 + n];
    field.value = `Renamed ${n}`;
    field.dispatchEvent(new Event('change', { bubbles: true, composed: true }))";

/// Measures all of them.
pub fn measure() -> Vec<Row> {
    let many = SHAPES.iter().find(|it| it.0 == "intrusion").map(|it| (it.2)(MANY)).unwrap_or_default();
    let site = Site::of_dist("/wiki/").page("/wiki/many.json", &String::from_utf8_lossy(&many)).serve();
    let row = |file: &str| {
        let times: RefCell<Vec<f64>> = RefCell::default();
        Browser::new().size(1440, 900).unwatched().run(async |page| {
            page.open(site.url(&format!("index.html?src={file}"))).await?;
            page.wait_long_for("the incident", "map?.snapshot?.() && root.querySelector('.edit-button')").await?;
            page.run_js("window.names = () => [...document.querySelector('breach-map').shadowRoot.querySelectorAll('.writer td input')].filter((it) => it.getAttribute('aria-label').startsWith('Name, '));").await?;
            page.run_js("root.querySelector('.edit-button').click()").await?;
            page.wait_for("the sheet", "root.querySelector('.writer table')").await?;
            page.run_js("[...root.querySelectorAll('.writer .tabs button')].find((it) => it.textContent === 'Hosts').click()").await?;
            page.wait_for("the hosts", "names().length > 5").await?;
            let took = page.run_js(&timed(TYPE)).await?;
            times.borrow_mut().extend(took.as_array().into_iter().flatten().filter_map(Value::as_f64));
            page.wait_for("what was typed", "map.document.includes('Renamed 14')").await?;
            Ok(())
        });
        let name = file.rsplit('/').next().unwrap_or(file).trim_end_matches(".json");
        let name = if name == "many" { format!("{MANY} hosts") } else { name.to_owned() };
        Row::new(format!("{name}: from a cell until the picture"), median(times.into_inner()), None)
    };
    FILES.into_iter().map(row).collect()
}
