//! The language of Graphviz: regions as clusters, hosts as nodes, steps as edges. When a step was and who tells it stands in its
//! tooltip, which Graphviz writes into its SVG.

use std::fmt::Write;

use super::{Card, Diagram, Format, Line};
use crate::scene::text::wrap;
use crate::scene::theme::{Color, FILE_FONT};

/// Lines of a label are not longer, in units of the map.
const WIDE: f64 = 190.0;
/// Lines above and below the picture are not longer.
const PAGE: f64 = 760.0;

/// Writes the graph.
pub(super) fn write(it: &Diagram) -> String {
    let mut out = String::new();
    for line in it.comment(Format::Dot) {
        let _ = writeln!(out, "// {line}");
    }
    let theme = super::THEME;
    let mut about: Vec<String> = Vec::new();
    for words in [it.heading()].iter().chain(&it.headline).chain(&it.foot) {
        about.extend(wrap(words, 13.0, false, PAGE, usize::MAX));
    }
    // the first face of a stack is all that Graphviz asks the system for
    let font = FILE_FONT.split(',').next().unwrap_or_default();
    let _ = writeln!(out, "digraph {{");
    let _ = writeln!(
        out,
        "  graph [rankdir=LR, nodesep=0.3, ranksep=0.7, fontname={font}, fontsize=12, bgcolor=\"{}\"];",
        theme.paper,
        font = string(font)
    );
    let _ = writeln!(
        out,
        "  graph [labelloc=t, labeljust=l, fontcolor=\"{}\", label={}];",
        theme.ink,
        lines(&about, "\\l")
    );
    let _ = writeln!(
        out,
        "  node [shape=box, fontname={0}, fontsize=12];\n  edge [fontname={0}, fontsize=11];",
        string(font)
    );
    for (at, zone) in it.zones.iter().enumerate() {
        let label = wrap(&zone.label, 12.0, true, WIDE, 3);
        let _ = writeln!(out, "  subgraph cluster_{} {{", zone.key);
        let _ = writeln!(
            out,
            "    label={}; style=\"rounded,filled\"; fillcolor=\"{}\"; color=\"{}\"; fontcolor=\"{}\"; tooltip=\" \";",
            lines(&label, "\\l"),
            theme.zone,
            theme.zone_line,
            theme.muted
        );
        it.within(Some(at)).for_each(|card| node(&mut out, "    ", card));
        out.push_str("  }\n");
    }
    it.within(None).for_each(|card| node(&mut out, "  ", card));
    for arrow in &it.arrows {
        let [from, to] = arrow.ends.map(|at| it.cards[at].key.as_str());
        let style = match arrow.line {
            Line::Solid => "solid",
            Line::Dotted => "dotted",
            Line::Dashed => "dashed",
        };
        let stroke = arrow.paint.stroke.unwrap_or(theme.ink);
        let _ = writeln!(
            out,
            "  {from} -> {to} [label={}, tooltip={tip}, labeltooltip={tip}, style={style}, penwidth={}, color=\"{stroke}\", fontcolor=\"{}\"];",
            lines(&wrap(&arrow.label, 11.0, false, WIDE, 4), "\\n"),
            arrow.paint.width,
            theme.ink,
            tip = string(&arrow.told),
        );
    }
    for (ends, _) in &it.ties {
        let [first, second] = ends.map(|at| it.cards[at].key.as_str());
        let _ = writeln!(
            out,
            "  {first} -> {second} [dir=none, constraint=false, style=dotted, penwidth=2.5, color=\"{}\", tooltip=\" \"];",
            theme.faint
        );
    }
    out.push_str("}\n");
    out
}

fn node(out: &mut String, indent: &str, card: &Card) {
    let color = |it: Option<Color>| it.unwrap_or(super::THEME.paper);
    let dash = if card.paint.dash.is_empty() { "" } else { ",dashed" };
    let mut label = wrap(&card.name, 12.0, true, WIDE, 3);
    label.extend(wrap(&card.standing, 12.0, false, WIDE, 3));
    let _ = writeln!(
        out,
        "{indent}{} [label={}, tooltip={}, style=\"rounded,filled{dash}\", fillcolor=\"{}\", color=\"{}\", fontcolor=\"{}\", penwidth={}];",
        card.key,
        lines(&label, "\\n"),
        string(&card.told),
        color(card.paint.fill),
        color(card.paint.stroke),
        card.ink,
        card.paint.width
    );
}

/// Lines as a string, each with its end.
fn lines(lines: &[String], end: &str) -> String {
    let mut all: String = lines.iter().map(|it| escape(it) + end).collect();
    if end == "\\n" {
        all.truncate(all.len().saturating_sub(end.len())); // between lines only
    }
    format!("\"{all}\"")
}

/// Words as a string.
fn string(words: &str) -> String {
    // no tooltip at all would be the name of the part
    format!("\"{}\"", if words.is_empty() { " ".to_owned() } else { escape(words) })
}

/// Graphviz reads its own escapes behind `\`, and entities of HTML behind `&`.
fn escape(words: &str) -> String {
    words.replace('\\', "\\\\").replace('"', "\\\"").replace('&', "&amp;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_ends_its_string_or_becomes_another() {
        for (words, written) in [
            ("Server B", "\"Server B\""),
            ("a \"b\" -> [c]", "\"a \\\"b\\\" -> [c]\""),
            ("\\N&#65;\\", "\"\\\\N&amp;#65;\\\\\""),
            ("", "\" \""),
        ] {
            assert_eq!(string(words), written);
        }
        assert_eq!(lines(&["a".to_owned(), "b\"".to_owned()], "\\n"), "\"a\\nb\\\"\"");
        assert_eq!(lines(&["a".to_owned(), "b".to_owned()], "\\l"), "\"a\\lb\\l\"");
    }
}
