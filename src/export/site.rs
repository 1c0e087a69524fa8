//! Static pages of incidents for a web server: a page for each with what previews of links show, and one that lists them.
//! All links are relative, and nothing stands in a page that the strictest policy forbids.

use crate::export::figure::{Content, Figure};
use crate::export::shape::{Form, Sheet, Steps};
use crate::graph;
use crate::incident::Incident;
use crate::paint::escape;
use crate::scene::theme::LIGHT;
use crate::timeline::{Axis, Lens, Scale, Snapshot, Timeline};
use crate::tongue::Tongue;
use crate::words::Teller;

use super::bundle::{index, marking, title};
use super::digest::digest;
use super::outline::{Briefed, outline_with};

const PAGE: &str = concat!(include_str!("../../briefing/head.html"), include_str!("../../site/page.html"));
const INDEX: &str = concat!(include_str!("../../briefing/head.html"), include_str!("../../site/index.html"));

/// The style of both.
pub const STYLE: &str = include_str!("../../site/site.css");

/// The strictest policy under which the pages work.
pub const POLICY: &str = include_str!("../../site/policy.txt").trim_ascii();

/// The size of a picture as previews of links show it.
const PREVIEW: Sheet = Sheet { width: 1200.0, height: 630.0 };

/// An incident of the site.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// What may leave of it.
    pub briefed: Briefed<'a>,
    /// What its files are called, without an ending.
    pub name: &'a str,
}

impl<'a> Entry<'a> {
    fn incident(&self) -> &'a Incident {
        self.briefed.incident
    }

    fn teller(&self) -> Teller<'a> {
        Teller::of(self.incident(), &self.incident().language)
    }

    fn snapshot(&self) -> Snapshot {
        Snapshot::of(self.incident(), &Lens::on(Timeline::of(self.incident()).opening))
    }

    fn description(&self) -> String {
        self.teller().sentence(&self.snapshot())
    }

    /// The picture, as SVG.
    pub fn picture(&self) -> String {
        let (incident, snapshot) = (self.incident(), self.snapshot());
        let digest = serde_json::from_str(self.briefed.text.trim_start_matches('\u{FEFF}')).ok().map(|it| digest(&it));
        let figure = Figure {
            teller: self.teller(),
            ground: &graph::closed(incident),
            snapshot: &snapshot,
            against: None,
            content: Content::Map,
            form: Form { sheet: Some(PREVIEW), steps: Steps::None, may_fold: false, words: 1.0, is_preview: true },
            axis: &Axis::of(&Timeline::of(incident), Scale::Compressed, &[]),
            unit: None,
            theme: &LIGHT,
            digest: digest.as_deref(),
        };
        figure.svg()
    }

    /// The page. Services that show previews ask for the whole address of the picture, so `address` is that of the folder, if it is known.
    pub fn page(&self, address: Option<&str>) -> String {
        let description = escape(&self.description());
        fill(PAGE, |hole| match hole {
            "language" => self.teller().tongue.tag().to_owned(),
            "policy" => POLICY.to_owned(),
            "title" => escape(&title(&[self.briefed])),
            "description" => description.clone(),
            "image" => self.image(address, ""),
            "name" => escape(self.name),
            "back" => format!("← {}", self.teller().tongue.incidents()),
            "outline" => outline_with(self.teller(), &self.briefed, ""),
            _ => String::new(),
        })
    }

    /// Where the picture is: by its whole address, or from a page in this folder.
    fn image(&self, address: Option<&str>, folder: &str) -> String {
        let file = format!("{}.png", self.name);
        escape(
            &address.map_or(format!("{folder}{file}"), |it| format!("{}/incidents/{file}", it.trim_end_matches('/'))),
        )
    }
}

/// The page that lists all incidents.
pub fn list(entries: &[Entry<'_>], tongue: &Tongue, address: Option<&str>) -> String {
    let titles: Vec<&str> = entries.iter().map(|it| it.incident().title.get(&it.incident().language)).collect();
    let marking = marking(&entries.iter().map(Entry::incident));
    let item = |it: &Entry<'_>| {
        let (name, teller) = (escape(it.name), it.teller());
        format!(
            "        <li lang=\"{}\"><a href=\"incidents/{name}.html\"><img src=\"incidents/{name}.png\" alt=\"\" width=\"1200\" height=\"630\">{}</a> <span class=\"marking\">{}</span>\n<p>{}</p></li>\n",
            teller.tongue.tag(),
            escape(it.incident().title.get(&it.incident().language)),
            teller.tongue.marking(it.incident().strictest()),
            escape(&it.description()),
        )
    };
    fill(INDEX, |hole| match hole {
        "language" => tongue.tag().to_owned(),
        "policy" => POLICY.to_owned(),
        "title" => escape(&format!("{} · {}", tongue.incidents(), tongue.marking(marking))),
        "heading" => tongue.incidents().to_owned(),
        "marking" => tongue.marking(marking).to_owned(),
        "description" => escape(&tongue.join(&titles)),
        "image" => entries.first().map_or(String::new(), |it| it.image(address, "incidents/")),
        "entries" => entries.iter().map(item).collect(),
        _ => String::new(),
    })
}

/// The index by which the map switches between them.
pub fn gallery(entries: &[Entry<'_>]) -> String {
    let files = entries.iter().map(|it| (it.incident(), format!("incidents/{}.json", it.name)));
    index(files) + "\n"
}

/// A page with its holes filled.
fn fill(page: &str, told: impl Fn(&str) -> String) -> String {
    let piece = |(i, piece): (usize, &str)| if i % 2 == 1 { told(piece) } else { piece.to_owned() };
    page.split("@@").enumerate().map(piece).collect()
}
