//! A flow chart of Mermaid: regions as subgraphs, hosts as nodes, steps as links.
//!
//! Words stand in quotation marks, and there every sign that Mermaid, Markdown or HTML could take for its own is written as the
//! number of its character: `#35;`. Mermaid has no escape besides. The title is YAML, and a comment has no escape at all.

use std::fmt::Write;

use super::{Arrow, Card, Diagram, Format, Line};
use crate::scene::Paint;
use crate::timeline::Weight;

/// A sign that nobody sees, and that keeps others apart.
const JOINER: char = '\u{2060}';

/// Writes the chart.
pub(super) fn write(it: &Diagram) -> String {
    let mut out =
        format!("---\ntitle: {}\n---\nflowchart LR\n", yaml(&format!("{} · {}", it.heading(), it.headline[1])));
    for line in it.comment(Format::Mermaid) {
        let _ = writeln!(out, "  %% {}", comment(&line));
    }
    let _ = writeln!(out, "  accTitle: {}\n  accDescr: {}", spoken(&it.heading()), spoken(&it.headline.join(" ")));
    for (at, zone) in it.zones.iter().enumerate() {
        let _ = writeln!(out, "  subgraph {}[\"{}\"]", zone.key, label(&zone.label));
        it.within(Some(at)).for_each(|card| node(&mut out, "    ", card));
        out.push_str("  end\n");
    }
    it.within(None).for_each(|card| node(&mut out, "  ", card));
    for arrow in &it.arrows {
        let [from, to] = arrow.ends.map(|at| it.cards[at].key.as_str());
        let _ = writeln!(out, "  {from} {}|\"{}\"| {to}", link(arrow), label(&arrow.label));
    }
    for (ends, _) in &it.ties {
        let [first, second] = ends.map(|at| it.cards[at].key.as_str());
        let _ = writeln!(out, "  {first} -.- {second}");
    }
    styles(&mut out, it);
    out
}

fn node(out: &mut String, indent: &str, card: &Card) {
    let (name, standing) = (label(&card.name), label(&card.standing));
    let _ = writeln!(out, "{indent}{}[\"{name}<br/>{standing}\"]:::{}", card.key, card.look);
}

/// What a link looks like in the text, too.
fn link(arrow: &Arrow) -> &'static str {
    match (arrow.line, arrow.weight) {
        (Line::Dotted, _) => "-.->",
        (Line::Solid | Line::Dashed, Weight::Main) => "==>",
        (Line::Solid | Line::Dashed, Weight::Other | Weight::Rival) => "-->",
    }
}

/// How cards, regions and links look: classes for what looks alike.
fn styles(out: &mut String, it: &Diagram) {
    let mut known: Vec<&str> = Vec::new();
    for card in &it.cards {
        if known.contains(&card.look.as_str()) {
            continue;
        }
        known.push(&card.look);
        let _ = writeln!(out, "  classDef {} {},color:{}", card.look, paint(&card.paint), card.ink);
    }
    if !it.zones.is_empty() {
        let theme = super::THEME;
        let keys: Vec<&str> = it.zones.iter().map(|zone| zone.key.as_str()).collect();
        let (fill, stroke, ink) = (theme.zone, theme.zone_line, theme.muted);
        let _ = writeln!(out, "  classDef zone fill:{fill},stroke:{stroke},color:{ink}");
        let _ = writeln!(out, "  class {} zone", keys.join(","));
    }
    for (at, arrow) in it.arrows.iter().enumerate() {
        let dash = match arrow.line {
            Line::Solid => "",
            Line::Dotted => ",stroke-dasharray:2 4",
            Line::Dashed => ",stroke-dasharray:9 4",
        };
        let stroke = arrow.paint.stroke.unwrap_or(super::THEME.ink);
        let _ = writeln!(out, "  linkStyle {at} stroke:{stroke},stroke-width:{}px{dash}", arrow.paint.width);
    }
    for (at, _) in it.ties.iter().enumerate() {
        let (at, stroke) = (it.arrows.len() + at, super::THEME.faint);
        let _ = writeln!(out, "  linkStyle {at} stroke:{stroke},stroke-width:2.5px,stroke-dasharray:1 5");
    }
}

fn paint(paint: &Paint) -> String {
    let color = |it: Option<_>| it.map_or("none".to_owned(), |it: crate::scene::theme::Color| it.to_string());
    let dash = if paint.dash.is_empty() { "" } else { ",stroke-dasharray:6 4" };
    format!("fill:{},stroke:{},stroke-width:{}px{dash}", color(paint.fill), color(paint.stroke), paint.width)
}

/// Words of a label. Letters and digits of any script stay, and so do signs that nobody takes for their own.
fn label(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut before = String::new();
    for c in words.chars() {
        let is_plain = match c {
            // no item of a list, and no line across
            '-' => !before.is_empty(),
            // "direction LR" is read as a statement wherever it stands in a line
            ' ' if before.ends_with("direction") => false,
            // "1. first" would be an item of a list, and "www.example.com" a link
            '.' | ')' => !before.bytes().all(|it| it.is_ascii_digit()) && !before.to_ascii_lowercase().ends_with("www"),
            ' ' | ',' | '/' | '(' | '\'' | '?' => true,
            c => c.is_alphanumeric() || !c.is_ascii(),
        };
        if is_plain {
            out.push(c);
        } else {
            let _ = write!(out, "#{};", u32::from(c));
        }
        // two of the one begin a formula, and the other one with an n is an end of a line
        if matches!(c, '$' | '\\') {
            out.push(JOINER);
        }
        before.push(c);
    }
    out
}

/// Words as a string of YAML, which reads those of JSON; and with nothing in it that Mermaid looks for before it reads YAML.
/// Of a title Mermaid makes HTML, without any escape: what could open a tag or an entity there is a sign that looks like it.
fn yaml(words: &str) -> String {
    let mut out = String::from("\"");
    for c in words.chars() {
        match c {
            '<' => out.push('‹'),
            '>' => out.push('›'),
            '&' => out.push('＆'),
            '"' | '\\' | '%' | '#' | '{' | '}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Words of a comment: a brace could begin a directive.
fn comment(words: &str) -> String {
    // of three the first two are apart, and of four all only at the second look
    words.replace('{', "(").replace('}', ")").replace("%%", "% %").replace("%%", "% %")
}

/// Words for a screen reader, which have no escape.
fn spoken(words: &str) -> String {
    let is_sign = |c: char| matches!(c, '#' | ';' | '%' | '{' | '}' | '<' | '>' | '"' | '`');
    let words: String = words.chars().map(|c| if is_sign(c) { ' ' } else { c }).collect();
    words.replace("direction ", &format!("direction{JOINER} "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_ends_its_label_or_becomes_markup() {
        for (words, written) in [
            ("Server B", "Server B"),
            ("end", "end"),
            ("a \"b\" [c] {d}", "a #34;b#34; #91;c#93; #123;d#125;"),
            ("#35;", "#35;35#59;"),
            ("1. first", "1#46; first"),
            ("10.0.0.1", "10#46;0.0.1"),
            ("- x --> y", "#45; x --#62; y"),
            ("`**bold**`", "#96;#42;#42;bold#42;#42;#96;"),
            ("サーバー（DMZ）", "サーバー（DMZ）"),
            ("www.example.com", "www#46;example.com"),
            ("<b>&amp;", "#60;b#62;#38;amp#59;"),
            ("a\\nb", "a#92;\u{2060}nb"),
            ("direction LR", "direction#32;LR"),
            ("$$x$$", "#36;\u{2060}#36;\u{2060}x#36;\u{2060}#36;\u{2060}"),
            ("NTT's server?", "NTT's server?"),
        ] {
            assert_eq!(label(words), written);
        }
    }

    #[test]
    fn a_comment_holds_no_directive() {
        assert_eq!(comment("%%{init: {}}%%%"), "% %(init: ())% % %");
        assert!(!comment("%%%%%%%").contains("%%"));
    }
}
