//! Any scene as shapes of a slide, one for each item: for what is only looked at, as the legend.

use super::draw::{self, Line, Names, Outline, Run, Shape, Words};
use super::emu;
use super::place::Place;
use super::xml::el;
use crate::layout::geometry::{Command, Path, Point, Rect};
use crate::paint::SvgNode;
use crate::scene::text::width;
use crate::scene::theme::Theme;
use crate::scene::{Anchor, Item, Scene};

/// From the top of a line of Arial to its baseline, in the size of the letters, and how high the line is.
const ASCENT: f64 = 0.905;
const LINE: f64 = 1.15;

/// A scene as one thing that can be moved, called so, and what a screen reader says of it.
pub fn group(scene: &Scene, place: Place, called: &str, tag: &str, theme: &Theme, names: &mut Names) -> SvgNode {
    let mut shapes = Vec::new();
    let name = names.next(called).about(called);
    for item in &scene.items {
        add(item, place, called, tag, theme, names, &mut shapes);
    }
    draw::group(&name, shapes)
}

fn add(item: &Item, place: Place, called: &str, tag: &str, theme: &Theme, names: &mut Names, shapes: &mut Vec<Shape>) {
    let none = Words::of(Vec::new());
    let scale = place.scale;
    match item {
        Item::Group(group) => {
            group.items.iter().for_each(|it| add(it, place, called, tag, theme, names, shapes));
        }
        Item::Rect(rect, radius, paint) => {
            let outline = Outline::Round(radius * scale);
            shapes.push(draw::shape(&names.next(called), place.rect(*rect), &outline, *paint, scale, &none, theme));
        }
        Item::Circle(center, radius, paint) => {
            let rect = Rect::new(center.x - radius, center.y - radius, 2.0 * radius, 2.0 * radius);
            shapes.push(draw::shape(
                &names.next(called),
                place.rect(rect),
                &Outline::Oval,
                *paint,
                scale,
                &none,
                theme,
            ));
        }
        Item::Path(path, paint) => {
            let points = path.sampled(4).into_iter().map(|it| place.point(it));
            let rect = points.map(|it| Rect::new(it.x, it.y, 0.0, 0.0)).reduce(|a, b| a.union(&b));
            let Some(rect) = rect else { return };
            let outline = Outline::Drawn(vec![drawn(path, place, rect)]);
            shapes.push(draw::shape(&names.next(called), rect, &outline, *paint, scale, &none, theme));
        }
        Item::Text(text) => {
            let size = text.size * scale;
            let at = place.point(text.at);
            let wide = width(&text.words, size, text.is_bold);
            let x = match text.anchor {
                Anchor::Start => at.x,
                Anchor::Middle => at.x - wide / 2.0,
                Anchor::End => at.x - wide,
            };
            let rect = Rect::new(x, at.y - size * ASCENT, wide, size * LINE);
            let language = text.language.as_deref().unwrap_or(tag);
            let run = Run::of(&*text.words, size, text.is_bold, text.color, language);
            let words = Words { wraps: false, ..Words::of(vec![Line::of(vec![run]).at(text.anchor)]) };
            let outline = Outline::Round(0.0);
            shapes.push(draw::shape(
                &names.next(&*text.words),
                rect,
                &outline,
                crate::scene::Paint::default(),
                scale,
                &words,
                theme,
            ));
        }
    }
}

/// Items as one shape, in a box of the map: outlined all of them, and those filled that are.
pub fn joined(items: &[Item], box_of_it: Rect, place: Place) -> Outline {
    let rect = place.rect(box_of_it);
    let at = |it: Point| {
        let it = place.point(it);
        el("a:pt").whole("x", emu(it.x - rect.x)).whole("y", emu(it.y - rect.y))
    };
    let round = |radius: f64| {
        let radius = emu(radius * place.scale);
        let all = el("a:arcTo").whole("wR", radius).whole("hR", radius).whole("stAng", 10_800_000);
        all.whole("swAng", 21_600_000)
    };
    let path = |item: &Item| {
        let (steps, paint) = match item {
            Item::Rect(it, _, paint) => {
                let corners = [(it.right(), it.y), (it.right(), it.bottom()), (it.x, it.bottom())];
                let mut steps = vec![el("a:moveTo").holding([at(Point::new(it.x, it.y))])];
                steps.extend(corners.map(|(x, y)| el("a:lnTo").holding([at(Point::new(x, y))])));
                steps.push(el("a:close"));
                (steps, paint)
            }
            Item::Circle(center, radius, paint) => {
                let start = el("a:moveTo").holding([at(Point::new(center.x - radius, center.y))]);
                (vec![start, round(*radius), el("a:close")], paint)
            }
            Item::Path(path, paint) => return Some(drawn(path, place, rect).with("fill", fill(paint))),
            Item::Group(_) | Item::Text(_) => return None, // no icon has any
        };
        let size = |length: f64| emu(length).max(1);
        let whole = el("a:path").whole("w", size(rect.width)).whole("h", size(rect.height));
        Some(whole.with("fill", fill(paint)).holding(steps))
    };
    Outline::Drawn(items.iter().filter_map(path).collect())
}

/// Whether a piece of a shape is filled as the shape says.
fn fill(paint: &crate::scene::Paint) -> &'static str {
    if paint.fill.is_some() { "norm" } else { "none" }
}

/// A path within its box.
fn drawn(path: &Path, place: Place, rect: Rect) -> SvgNode {
    let at = |it: &Point| {
        let it = place.point(*it);
        el("a:pt").whole("x", emu(it.x - rect.x)).whole("y", emu(it.y - rect.y))
    };
    let step = |it: &Command| match it {
        Command::Move(to) => el("a:moveTo").holding([at(to)]),
        Command::Line(to) => el("a:lnTo").holding([at(to)]),
        Command::Cubic(a, b, to) => el("a:cubicBezTo").holding([at(a), at(b), at(to)]),
    };
    let size = |length: f64| emu(length).max(1);
    el("a:path").whole("w", size(rect.width)).whole("h", size(rect.height)).holding(path.commands.iter().map(step))
}
