//! Colors and fonts of a file of an office program: the tokens of a theme as its theme colors, so that whoever changes the theme of
//! a deck changes the map with it.

use super::xml::{A, el, root, val};
use crate::paint::SvgNode;
use crate::scene::Paint;
use crate::scene::style::{DISPUTED, PERHAPS, POSSIBLE};
use crate::scene::theme::{Color, Theme};

/// The theme colors: their place in the theme, and how shapes name them in the light and in the dark.
const SLOTS: [(&str, &str, &str); 12] = [
    ("a:dk1", "tx1", "bg1"),
    ("a:lt1", "bg1", "tx1"),
    ("a:dk2", "tx2", "bg2"),
    ("a:lt2", "bg2", "tx2"),
    ("a:accent1", "accent1", "accent1"),
    ("a:accent2", "accent2", "accent2"),
    ("a:accent3", "accent3", "accent3"),
    ("a:accent4", "accent4", "accent4"),
    ("a:accent5", "accent5", "accent5"),
    ("a:accent6", "accent6", "accent6"),
    ("a:hlink", "hlink", "hlink"),
    ("a:folHlink", "folHlink", "folHlink"),
];

/// Dashes of lines wider than this would look like dots.
const WIDE: f64 = 3.0;

/// The colors of a theme in the order of [`SLOTS`].
fn colors(theme: &Theme) -> [Color; 12] {
    let (dark, light) = if theme.is_dark { (theme.paper, theme.ink) } else { (theme.ink, theme.paper) };
    let (dark_2, light_2) = if theme.is_dark { (theme.zone, theme.muted) } else { (theme.muted, theme.zone) };
    [
        dark,
        light,
        dark_2,
        light_2,
        theme.newest,
        theme.compromised.on_tint,
        theme.contained.edge,
        theme.restored.edge,
        theme.disrupted.strong,
        theme.faint,
        theme.accent,
        theme.zone_line,
    ]
}

fn hex(color: Color) -> String {
    format!("{:06X}", color.0)
}

/// A color, by its name in the theme if it has one there.
fn color(color: Color, theme: &Theme) -> SvgNode {
    let named = SLOTS.iter().zip(colors(theme)).find(|it| it.1 == color);
    match named {
        Some(((_, light, dark), _)) => val("a:schemeClr", if theme.is_dark { dark } else { light }),
        None => val("a:srgbClr", &hex(color)),
    }
}

/// Filled with a color.
pub fn fill(it: Color, theme: &Theme) -> SvgNode {
    el("a:solidFill").holding([color(it, theme)])
}

/// How a shape is filled and outlined, its outline so many times as wide.
pub fn painted(paint: Paint, scale: f64, theme: &Theme) -> Vec<SvgNode> {
    let inside = paint.fill.map_or_else(|| el("a:noFill"), |it| fill(it, theme));
    vec![inside, line(paint, scale, theme)]
}

/// The outline of a shape, or a line by itself.
pub fn line(paint: Paint, scale: f64, theme: &Theme) -> SvgNode {
    let Some(stroke) = paint.stroke else { return el("a:ln").holding([el("a:noFill")]) };
    let width = (paint.width * scale).max(0.75);
    let line = el("a:ln").whole("w", super::emu(width)).holding([fill(stroke, theme)]);
    let dash = match paint.dash {
        [] => "solid",
        it if it == DISPUTED => "lgDashDot",
        it if it == PERHAPS => "sysDot",
        it if it == POSSIBLE && paint.width <= WIDE => "dash",
        _ => "sysDash",
    };
    line.holding([val("a:prstDash", dash), el("a:round")])
}

/// Which theme colors are the ground and the words of slides.
pub fn color_map(theme: &Theme) -> SvgNode {
    let same = ["accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink"];
    let map = if theme.is_dark {
        [("bg1", "dk1"), ("tx1", "lt1"), ("bg2", "dk2"), ("tx2", "lt2")]
    } else {
        [("bg1", "lt1"), ("tx1", "dk1"), ("bg2", "lt2"), ("tx2", "dk2")]
    };
    let map = map.into_iter().fold(el("p:clrMap"), |node, (name, to)| node.with(name, to));
    same.into_iter().fold(map, |node, it| node.with(it, it))
}

/// The theme as a part. Japanese is set in the fonts that office programs take for it.
pub fn theme_part(theme: &Theme) -> SvgNode {
    let scheme = SLOTS.iter().zip(colors(theme)).map(|((tag, _, _), it)| el(tag).holding([val("a:srgbClr", &hex(it))]));
    let face = |tag, name: &str| el(tag).with("typeface", name);
    let japanese = |name| el("a:font").with("script", "Jpan").with("typeface", name);
    let font =
        |tag| el(tag).holding([face("a:latin", "Arial"), face("a:ea", ""), face("a:cs", ""), japanese("Yu Gothic")]);
    let plain = || el("a:solidFill").holding([val("a:schemeClr", "phClr")]);
    let line = |width| el("a:ln").whole("w", width).holding([plain(), val("a:prstDash", "solid")]);
    let effect = || el("a:effectStyle").holding([el("a:effectLst")]);
    root("a:theme", &[A]).with("name", "breachmap").holding([el("a:themeElements").holding([
        el("a:clrScheme").with("name", "breachmap").holding(scheme),
        el("a:fontScheme").with("name", "breachmap").holding([font("a:majorFont"), font("a:minorFont")]),
        el("a:fmtScheme").with("name", "breachmap").holding([
            el("a:fillStyleLst").holding([plain(), plain(), plain()]),
            el("a:lnStyleLst").holding([line(6350), line(12700), line(19050)]),
            el("a:effectStyleLst").holding([effect(), effect(), effect()]),
            el("a:bgFillStyleLst").holding([plain(), plain(), plain()]),
        ]),
    ])])
}
