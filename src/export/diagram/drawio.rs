//! XML of draw.io: the map with its own places, as shapes that can be moved. Arrows hold on to their cards, and cards to their
//! regions. When a step was and who tells it stands in its tooltip and its properties.

use std::fmt::Write;

use super::{Arrow, Card, Diagram, Format, Line};
use crate::layout::geometry::{Command, Point, Rect};
use crate::paint::{escape, number};
use crate::scene::text::wrap;

/// From line to line of the words above and below the map.
const LINE: f64 = 16.0;
/// Of the words above and below it.
const SIZE: f64 = 12.0;
/// The narrowest that they are set.
const NARROWEST: f64 = 640.0;

/// Writes the drawing.
pub(super) fn write(it: &Diagram) -> String {
    let theme = super::THEME;
    let wide = it.bounds.width.max(NARROWEST);
    let headline = it.headline.join("\n");
    let head = 34.0 + LINE * n_lines(&it.headline, wide);
    let below: Vec<String> = it.arrows.iter().map(|it| it.row.clone()).chain(it.foot.iter().cloned()).collect();
    let foot = below.join("\n");
    let foot_height = LINE * n_lines(&below, wide);
    let (page_width, page_height) = (wide, head + it.bounds.height + foot_height);
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!--\n");
    for line in it.comment(Format::Drawio) {
        let _ = writeln!(out, "{}", comment(&line));
    }
    let _ = writeln!(out, "-->\n<mxfile host=\"breachmap\">\n<diagram id=\"map\" name=\"{}\">", escape(&it.heading()));
    let _ = writeln!(
        out,
        "<mxGraphModel dx=\"0\" dy=\"0\" grid=\"0\" gridSize=\"10\" guides=\"1\" tooltips=\"1\" connect=\"1\" arrows=\"1\" fold=\"1\" page=\"0\" pageWidth=\"{}\" pageHeight=\"{}\" math=\"0\" shadow=\"0\" background=\"{}\">\n<root>\n<mxCell id=\"0\"/>\n<mxCell id=\"1\" parent=\"0\"/>",
        number(page_width),
        number(page_height),
        theme.paper
    );
    let words = |out: &mut String, id: &str, value: &str, style: &str, rect: Rect| {
        let style = format!(
            "text;html=1;whiteSpace=wrap;fillColor=none;strokeColor=none;align=left;verticalAlign=top;spacing=0;fontColor={};{style}",
            theme.ink
        );
        vertex(out, id, "1", &html(value), None, &style, rect);
    };
    words(&mut out, "title", &it.heading(), "fontSize=18;fontStyle=1;", Rect::new(0.0, 0.0, wide, 28.0));
    words(&mut out, "headline", &headline, "fontSize=12;", Rect::new(0.0, 32.0, wide, head - 34.0));
    let map = Point::new(0.0, head);
    for zone in &it.zones {
        let style = format!(
            "rounded=1;arcSize=4;html=1;whiteSpace=wrap;container=1;collapsible=0;dropTarget=0;align=left;verticalAlign=top;spacingLeft=6;spacingTop=2;fontStyle=1;fontSize=12;fillColor={};strokeColor={};fontColor={};",
            theme.zone, theme.zone_line, theme.muted
        );
        vertex(&mut out, &zone.key, "1", &html(&zone.label), None, &style, moved(zone.rect, map));
    }
    for card in &it.cards {
        let zone = card.zone.map(|at| &it.zones[at]);
        let corner = zone.map_or(map, |zone| Point::new(-zone.rect.x, -zone.rect.y));
        let name = format!("<b>{}</b><br/>{}", html(&card.name), html(&card.standing));
        let (parent, tip) = (zone.map_or("1", |zone| zone.key.as_str()), Tip { told: &card.told, number: None });
        vertex(&mut out, &card.key, parent, &name, Some(tip), &look(card), moved(card.rect, corner));
    }
    it.arrows.iter().for_each(|arrow| edge(&mut out, it, arrow, map));
    for (at, (ends, path)) in it.ties.iter().enumerate() {
        let style =
            format!("endArrow=none;html=1;dashed=1;dashPattern=1 3;strokeWidth=2.5;strokeColor={};", theme.faint);
        let [first, second] = ends.map(|at| &it.cards[at]);
        let points: Vec<Point> = path.sampled(2);
        let glue = glue(first.rect, second.rect, &points, points.last().copied().unwrap_or_default());
        let _ = write!(
            out,
            "<mxCell id=\"tie_{at}\" edge=\"1\" parent=\"1\" source=\"{}\" target=\"{}\" style=\"{style}{glue}\">",
            first.key, second.key
        );
        out.push_str("<mxGeometry relative=\"1\" as=\"geometry\"/></mxCell>\n");
    }
    words(&mut out, "foot", &foot, "fontSize=11;", Rect::new(0.0, head + it.bounds.height, wide, foot_height));
    out.push_str("</root>\n</mxGraphModel>\n</diagram>\n</mxfile>\n");
    out
}

/// What a part says when the pointer rests on it.
#[derive(Clone, Copy)]
struct Tip<'a> {
    told: &'a str,
    /// Of a step.
    number: Option<&'a str>,
}

/// A cell, or an object around it that bears what is told of it.
fn vertex(out: &mut String, id: &str, parent: &str, value: &str, tip: Option<Tip<'_>>, style: &str, rect: Rect) {
    let (open, close) = opened(id, value, tip);
    let _ = writeln!(
        out,
        "{open} vertex=\"1\" parent=\"{parent}\" style=\"{style}\"><mxGeometry x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" as=\"geometry\"/></mxCell>{close}",
        number(rect.x),
        number(rect.y),
        number(rect.width),
        number(rect.height),
    );
}

fn opened(id: &str, value: &str, tip: Option<Tip<'_>>) -> (String, &'static str) {
    // HTML within an attribute of XML
    let value = escape(value);
    let Some(tip) = tip.filter(|it| !it.told.is_empty()) else {
        return (format!("<mxCell id=\"{id}\" value=\"{value}\""), "");
    };
    let step = tip.number.map_or(String::new(), |it| format!(" step=\"{}\"", escape(it)));
    let told = escape(tip.told);
    // a tooltip is HTML
    let tip = escape(&html(tip.told));
    (
        format!("<UserObject id=\"{id}\" label=\"{value}\" tooltip=\"{tip}\" told=\"{told}\"{step}><mxCell"),
        "</UserObject>",
    )
}

fn look(card: &Card) -> String {
    let color = |it: Option<crate::scene::theme::Color>| it.unwrap_or(super::THEME.paper);
    let dash = if card.paint.dash.is_empty() { "" } else { "dashed=1;dashPattern=6 4;" };
    format!(
        "rounded=1;arcSize=12;html=1;whiteSpace=wrap;fontSize=12;fillColor={};strokeColor={};strokeWidth={};fontColor={};{dash}",
        color(card.paint.fill),
        color(card.paint.stroke),
        number(card.paint.width),
        card.ink
    )
}

fn edge(out: &mut String, it: &Diagram, arrow: &Arrow, map: Point) {
    let [from, to] = arrow.ends.map(|at| &it.cards[at]);
    let dash = match arrow.line {
        Line::Solid => "",
        Line::Dotted => "dashed=1;dashPattern=1 3;",
        Line::Dashed => "dashed=1;dashPattern=8 4;",
    };
    let stroke = arrow.paint.stroke.unwrap_or(super::THEME.ink);
    let points = arrow.path.sampled(2);
    let style = format!(
        "curved=1;html=1;endArrow=block;endFill=1;fontSize=12;fontStyle=1;labelBackgroundColor={};strokeColor={stroke};strokeWidth={};fontColor={};{dash}{}",
        super::THEME.paper,
        number(arrow.paint.width),
        super::THEME.ink,
        glue(from.rect, to.rect, &points, arrow.tip)
    );
    let tip = Tip { told: &arrow.told, number: Some(&arrow.number) };
    let (open, close) = opened(&arrow.key, &html(&arrow.number), Some(tip));
    let way = way(&arrow.path.commands);
    let whole: Vec<Point> = points.first().copied().into_iter().chain(way.iter().copied()).chain([arrow.tip]).collect();
    let badge = arrow.badge.map_or(String::new(), |it| along(&whole, it));
    let _ = write!(
        out,
        "{open} edge=\"1\" parent=\"1\" source=\"{}\" target=\"{}\" style=\"{style}\"><mxGeometry{badge} relative=\"1\" as=\"geometry\"><Array as=\"points\">",
        from.key, to.key
    );
    for point in way {
        let _ = write!(out, "<mxPoint x=\"{}\" y=\"{}\"/>", number(point.x + map.x), number(point.y + map.y));
    }
    let _ = writeln!(out, "</Array></mxGeometry></mxCell>{close}");
}

/// The points through which a curve goes, without its ends, which hold on to cards.
fn way(commands: &[Command]) -> Vec<Point> {
    let path = crate::layout::geometry::Path { commands: commands.to_vec() };
    let mut points = path.sampled(3);
    points.pop();
    points.into_iter().skip(1).collect()
}

/// Where on its way an arrow has its number: from -1 at its beginning to 1 at its end, at the point that is nearest to the number.
fn along(way: &[Point], badge: Point) -> String {
    let lengths: Vec<f64> = way.windows(2).map(|it| it[0].distance(it[1])).collect();
    let whole: f64 = lengths.iter().sum();
    let (mut walked, mut best) = (0.0, (f64::INFINITY, 0.0));
    for (ends, length) in way.windows(2).zip(&lengths) {
        let [from, to] = [ends[0], ends[1]];
        let dot = (badge.x - from.x) * (to.x - from.x) + (badge.y - from.y) * (to.y - from.y);
        let part = (dot / (length * length).max(1.0)).clamp(0.0, 1.0);
        let apart = from.towards(to, part).distance(badge);
        if apart < best.0 {
            best = (apart, walked + length * part);
        }
        walked += length;
    }
    format!(" x=\"{}\"", number(2.0 * best.1 / whole.max(1.0) - 1.0))
}

/// At which places of their cards an arrow begins and ends, so that it keeps to them when they are moved.
fn glue(from: Rect, to: Rect, points: &[Point], tip: Point) -> String {
    let part = |at: f64, begin: f64, length: f64| number(((at - begin) / length.max(1.0)).clamp(0.0, 1.0));
    let start = points.first().copied().unwrap_or_else(|| from.center());
    format!(
        "exitX={};exitY={};exitDx=0;exitDy=0;entryX={};entryY={};entryDx=0;entryDy=0;",
        part(start.x, from.x, from.width),
        part(start.y, from.y, from.height),
        part(tip.x, to.x, to.width),
        part(tip.y, to.y, to.height)
    )
}

fn moved(rect: Rect, by: Point) -> Rect {
    Rect { x: rect.x + by.x, y: rect.y + by.y, ..rect }
}

fn n_lines(words: &[String], wide: f64) -> f64 {
    words.iter().map(|it| wrap(it, SIZE, false, wide, usize::MAX).len()).sum::<usize>() as f64
}

/// Words as HTML: lines stay lines.
fn html(words: &str) -> String {
    escape(words).replace('\n', "<br/>")
}

/// A comment of XML cannot hold two lines beside each other, nor end with one.
fn comment(words: &str) -> String {
    escape(&words.replace("--", "- -").replace("--", "- -")) + " "
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_never_ends_early() {
        for words in ["a --> b", "-----", "-", "<!-- x"] {
            assert!(!comment(words).contains("--"), "{words}");
            assert!(!comment(words).ends_with('-'), "{words}");
        }
    }

    #[test]
    fn words_are_html_within_an_attribute() {
        let (open, _) = opened("h", &html("<b>\"&\n"), None);
        assert_eq!(open, "<mxCell id=\"h\" value=\"&amp;lt;b&amp;gt;&amp;quot;&amp;amp;&lt;br/&gt;\"");
    }
}
