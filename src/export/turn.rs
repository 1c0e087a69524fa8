//! An incident as a page whose steps turn without a script: radio buttons and a style show one of them at a time. Where the
//! style is kept out, all steps stand below each other, in order; and so they are printed.
//!
//! Cards, arrows and regions that look the same in several steps are drawn once and used again. Their colors stand in the
//! pictures as they are on a light ground; the style says what each becomes on a dark one, so no two of them may be the same.

use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::bundle::title;
use super::digest::digest;
use super::figure::{Content, Figure};
use super::outline::{Briefed, outline_with, step};
use super::shape::Form;
use crate::graph;
use crate::incident::{Id, Slide};
use crate::layout::geometry::{Point, Rect};
use crate::paint::{self, SvgNode, escape, markup, number};
use crate::scene::theme::{Color, DARK, FILE_FONT, LIGHT, Theme};
use crate::sorting::Table;
use crate::timeline::{Axis, Lens, Scale, Snapshot, Timeline, slides};
use crate::words::Teller;

const PAGE: &str = concat!(include_str!("../../briefing/head.html"), include_str!("../../briefing/steps.html"));
const STYLE: &str = include_str!("../../briefing/steps.css");

/// Between a map and its legend.
const GAP: f64 = 14.0;
/// What is shorter is not worth a name.
const SHORTEST: usize = 60;

crate::incident::words! {
    /// How the steps stand in the page.
    Turning {
        /// One at a time.
        Turning = "turning",
        /// Below each other, each with a whole picture: for wikis that keep nothing but HTML and SVG.
        Plain = "plain",
    }
}

/// The page.
pub fn page(briefed: &[(Teller<'_>, Briefed<'_>)], turning: Turning) -> String {
    let colors = Colors::apart();
    let style = match turning {
        Turning::Turning => STYLE.to_owned() + &colors.in_the_dark(),
        Turning::Plain => String::new(),
    };
    let hash = STANDARD.encode(Sha256::digest(&style));
    let style_source = if style.is_empty() { "'none'".to_owned() } else { format!("'sha256-{hash}'") };
    let articles = briefed.iter().enumerate().map(|(at, (teller, it))| {
        let part = Part { teller: *teller, at: at + 1, theme: &colors.light, turning };
        outline_with(*teller, it, &part.steps(it))
    });
    let articles: String = articles.collect();
    let all: Vec<Briefed<'_>> = briefed.iter().map(|it| it.1).collect();
    let filled = PAGE.split("@@").enumerate().map(|(i, piece)| match (i % 2, piece) {
        (1, "language") => briefed.first().map_or("en", |it| it.0.tongue.tag()).to_owned(),
        (1, "policy") => format!("default-src 'none'; style-src {style_source}; base-uri 'none'; form-action 'none'"),
        (1, "title") => escape(&title(&all)),
        (1, "style") if style.is_empty() => String::new(),
        (1, "style") => format!("<style>{style}</style>\n"),
        (1, "articles") => articles.clone(),
        _ => piece.to_owned(),
    });
    filled.collect()
}

/// A light theme in which no two colors are the same, with what each is in the dark.
struct Colors {
    light: Theme,
    pairs: Vec<(Color, Color)>,
}

impl Colors {
    /// Those of the program, but where two are the same by so little that nobody sees it.
    fn apart() -> Self {
        let mut dark = Vec::new();
        let _ = DARK.with(&mut |it| {
            dark.push(it);
            it
        });
        let mut pairs: Vec<(Color, Color)> = Vec::new();
        let light = LIGHT.with(&mut |it| {
            let is_free = |new: &Color| !pairs.iter().any(|(old, _)| old == new);
            let new = (0..=u32::from(u8::MAX)).map(|by| Color(it.0 ^ by)).find(is_free).unwrap_or(it);
            pairs.push((new, dark[pairs.len()]));
            new
        });
        Self { light, pairs }
    }

    /// What of a picture is otherwise on a dark screen; paper is always light.
    fn in_the_dark(&self) -> String {
        let mut css = "@media screen and (prefers-color-scheme:dark){".to_owned();
        for (light, dark) in &self.pairs {
            let _ = write!(css, "[fill=\"{light}\"]{{fill:{dark}}}[stroke=\"{light}\"]{{stroke:{dark}}}");
        }
        css + "}\n"
    }
}

/// What of the page is one incident.
struct Part<'a> {
    teller: Teller<'a>,
    /// Which of the page it is, from 1.
    at: usize,
    theme: &'a Theme,
    turning: Turning,
}

/// The picture of a step: from back to front, and how large it is.
struct Picture {
    nodes: Vec<SvgNode>,
    bounds: Rect,
}

impl Part<'_> {
    /// All steps, with what they share before them.
    fn steps(&self, briefed: &Briefed<'_>) -> String {
        let incident = briefed.incident;
        let timeline = Timeline::of(incident);
        let slides = slides(incident, &timeline);
        let lens = |it: &Slide| Lens {
            as_of: it.as_of,
            known_on: it.known_on,
            told_by: it.told_by.clone(),
            prefer: Lens::on(it.as_of).prefer,
        };
        let snapshots: Vec<Snapshot> = slides.iter().map(|it| Snapshot::of(incident, &lens(it))).collect();
        let ground = graph::closed(incident);
        let axis = Axis::of(&timeline, Scale::Compressed, &[]);
        let digest = serde_json::from_str(briefed.text.trim_start_matches('\u{FEFF}')).ok().map(|it| digest(&it));
        let pictures: Vec<Option<Picture>> = slides
            .iter()
            .zip(&snapshots)
            .map(|(slide, snapshot)| {
                let figure = Figure {
                    teller: self.teller,
                    ground: &ground,
                    snapshot,
                    against: None,
                    content: Content::Map,
                    form: Form::default(),
                    axis: &axis,
                    unit: None,
                    theme: self.theme,
                    digest: digest.as_deref(),
                };
                picture(&figure, slide)
            })
            .collect();
        let (shared, drawn) = self.drawn(pictures);
        let mut out = shared;
        let _ =
            writeln!(out, "<div class=\"steps\" role=\"group\" aria-label=\"{}\">", self.teller.tongue.outline_steps());
        for (i, ((slide, snapshot), drawn)) in slides.iter().zip(&snapshots).zip(drawn).enumerate() {
            let place = (i + 1, slides.len());
            if self.turning == Turning::Turning {
                out.push_str(&self.button(place));
            }
            out.push_str(&self.section(place, slide, snapshot, &drawn));
        }
        out.push_str("</div>\n");
        out
    }

    fn id(&self, at: usize) -> String {
        format!("step-{}-{at}", self.at)
    }

    /// What chooses a step, with its number.
    fn button(&self, (at, of): (usize, usize)) -> String {
        let (id, says) = (self.id(at), escape(&self.teller.tongue.figure_step(at, of)));
        let checked = if at == 1 { " checked" } else { "" };
        format!(
            "<input type=\"radio\" name=\"steps-{}\" id=\"{id}\" aria-label=\"{says}\"{checked}><label for=\"{id}\">{at}</label>\n",
            self.at
        )
    }

    fn section(&self, (at, of): (usize, usize), slide: &Slide, snapshot: &Snapshot, picture: &str) -> String {
        let (teller, tongue) = (self.teller, self.teller.tongue);
        let day = escape(&tongue.day(slide.as_of));
        let heading = escape(&tongue.figure_step(at, of));
        let mut out = format!("<section>\n<div class=\"head\"><h2>{heading} <small>{day}</small></h2>");
        if self.turning == Turning::Turning {
            let go = |to: usize, class: &str, words: &str| {
                let is_there = (1..=of).contains(&to);
                let label = format!("<label class=\"{class}\" for=\"{}\">{}</label>", self.id(to), escape(words));
                if is_there { label } else { String::new() }
            };
            let before = go(at - 1, "before", tongue.previous_step());
            let _ = write!(out, "<p class=\"go\">{before} {}</p>", go(at + 1, "after", tongue.next_step()));
        }
        let marking = escape(tongue.marking(teller.incident.strictest()));
        let _ = writeln!(out, "<p class=\"marking\">{marking}</p></div>");
        let mut add = |class: &str, (language, words): (Option<&str>, &str)| {
            let language = language.map_or(String::new(), |it| format!(" lang=\"{}\"", escape(it)));
            let _ = writeln!(out, "<p class=\"{class}\"{language}>{}</p>", escape(words));
        };
        let number = teller.first_count(snapshot);
        add("number", (None, &number));
        match &slide.words {
            Some(it) => add("said", teller.told(it)),
            None => add("said", (None, &teller.sentence(snapshot))),
        }
        add("lens", (None, &teller.lens(&snapshot.lens)));
        out.push_str(picture);
        let about: Vec<String> = slide.select.iter().filter_map(|id: &Id| step(teller, snapshot, id)).collect();
        if !about.is_empty() {
            let _ = writeln!(out, "<ul><li>{}</li></ul>", about.join("</li><li>"));
        }
        let _ = writeln!(
            out,
            "<p class=\"lens\">{}</p>\n</section>",
            escape(&teller.sources(snapshot, crate::words::NAMED))
        );
        out
    }

    /// The pictures as markup, and what they share.
    fn drawn(&self, pictures: Vec<Option<Picture>>) -> (String, Vec<String>) {
        let mut often: Table<usize> = Table::default();
        let all: Vec<Option<(Vec<String>, Rect)>> =
            pictures.into_iter().map(|it| it.map(|it| (it.nodes.iter().map(markup).collect(), it.bounds))).collect();
        for node in all.iter().flatten().flat_map(|it| &it.0).filter(|it| it.len() >= SHORTEST) {
            *often.entry(node) += 1;
        }
        let mut names: Table<String> = Table::default();
        let mut shared = String::new();
        let is_shared = |node: &str| self.turning == Turning::Turning && often.get(node).is_some_and(|n| *n > 1);
        let mut draw = |(nodes, bounds): (Vec<String>, Rect)| {
            let mut inside = String::new();
            for node in nodes {
                if !is_shared(&node) {
                    inside.push_str(&node);
                    continue;
                }
                if names.get(&node).is_none() {
                    let name = format!("d{}-{}", self.at, names.len() + 1);
                    let _ = write!(shared, "<g id=\"{name}\">{node}</g>");
                    names.insert(&node, name);
                }
                let name = names.get(&node).map_or("", String::as_str);
                let _ = write!(inside, "<use href=\"#{name}\"/>");
            }
            let (w, h) = (number(bounds.width), number(bounds.height));
            // where it is wider than the screen, the keyboard can move it
            let reach = if self.turning == Turning::Turning { " tabindex=\"0\"" } else { "" };
            format!(
                "<figure{reach}><svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100%\" viewBox=\"0 0 {w} {h}\" role=\"img\" aria-label=\"{}\" font-family=\"{}\"><rect width=\"{w}\" height=\"{h}\" fill=\"{}\"/>{inside}</svg></figure>\n",
                escape(self.teller.tongue.legend_of_map()),
                escape(FILE_FONT),
                self.theme.paper
            )
        };
        let drawn: Vec<String> = all.into_iter().map(|it| it.map_or(String::new(), &mut draw)).collect();
        if !shared.is_empty() {
            shared = format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"0\" height=\"0\" aria-hidden=\"true\" class=\"shared\" font-family=\"{}\"><defs>{shared}</defs></svg>\n",
                escape(FILE_FONT)
            );
        }
        (shared, drawn)
    }
}

/// The map of a step with its legend; where no map is, the chart, if there is anything on it.
fn picture(figure: &Figure<'_>, slide: &Slide) -> Option<Picture> {
    let width = figure.width();
    if figure.ground.layout.nodes.is_empty() {
        let (_, _, chart) = figure.has_chart().then(|| figure.chart(width))?;
        return Some(Picture { bounds: chart.bounds, nodes: paint::nodes(&chart) });
    }
    let (map, legend) = figure.map(Some(slide), width);
    let below = map.bounds.height + GAP;
    let mut nodes = Vec::new();
    let mut put = |scene: &crate::scene::Scene, at: Point| {
        let by = Point::new(at.x - scene.bounds.x, at.y - scene.bounds.y);
        let is_there = by == Point::default();
        let moved = |it| if is_there { it } else { paint::moved(by.x, by.y, vec![it]) };
        nodes.extend(paint::nodes(scene).into_iter().map(moved));
    };
    put(&map, Point::new((width - map.bounds.width) / 2.0, 0.0));
    put(&legend, Point::new(0.0, below));
    Some(Picture { nodes, bounds: Rect::new(0.0, 0.0, width, below + legend.bounds.height) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_color_has_one_of_its_own_in_the_dark() {
        let colors = Colors::apart();
        for (at, (light, _)) in colors.pairs.iter().enumerate() {
            assert!(colors.pairs[..at].iter().all(|it| it.0 != *light), "{light}");
        }
        let mut plain = Vec::new();
        let _ = LIGHT.with(&mut |it| {
            plain.push(it);
            it
        });
        assert_eq!(plain.len(), colors.pairs.len());
        for (plain, (light, _)) in plain.iter().zip(&colors.pairs) {
            assert!(plain.0 ^ light.0 < 8, "{plain} and {light} look the same");
        }
    }
}
