//! The map on a slide, as shapes: regions, connectors that are glued to their cards, cards, and the numbers of steps.

use super::card::{ABOVE, Card, Standing, cards};
use super::connector::{Connector, corners};
use super::draw::{self, Line, Name, Names, Outline, Run, Sites, Words};
use super::ink;
use super::place::Place;
use crate::layout::geometry::{Path, Point, Rect};
use crate::paint::SvgNode;
use crate::scene::canvas::Frame;
use crate::scene::label::LARGEST;
use crate::scene::map::{Arrow, MapInput, arrow_label, arrows, ties};
use crate::scene::measure::{BADGE, RADIUS, ZONE_FONT};
use crate::scene::style::{self, PERHAPS};
use crate::scene::tag::disagree;
use crate::scene::text::{ellipsize, width};
use crate::scene::{Anchor, Paint, group};
use crate::sorting::{self, Table};
use crate::timeline::Weight;

/// An arrow that a step is about is at least so wide, in units of the map.
const LOUD: f64 = 4.5;
/// The smallest numbers of steps, in points.
const LEAST: f64 = 8.0;

/// From the title of a region to its first card, in units of the map.
const BELOW: f64 = 4.0;
/// Of the radius of a rounded rectangle, so far from its rims its words begin.
const WITHIN: f64 = 0.293;
/// The radius of a region, in units of the map.
const ROUND: f64 = 10.0;

/// How large the names on most cards can be, in points: those that need it smaller are set smaller by themselves.
pub fn name_size(input: &MapInput<'_>, place: Place) -> f64 {
    let mut sizes: Vec<i64> = cards(input).iter().map(|it| (it.largest(place) * 2.0) as i64).collect();
    sorting::by_key(&mut sizes, |it| *it);
    sizes.get(sizes.len() / 4).map_or(0.0, |it| *it as f64 / 2.0)
}

/// A map on its way to a slide.
struct Map<'a> {
    input: &'a MapInput<'a>,
    place: Place,
    /// What the step is about.
    about: Vec<String>,
    /// Where each card stands among the cards.
    at: Table<usize>,
    /// The rectangle of each, in units of the map.
    rects: Vec<Rect>,
    /// What the shape of each is called.
    called: Vec<Name>,
    /// Where lines end at each.
    sites: Vec<Sites>,
}

/// The shapes of a map, on which what a step is about stands out; names of this size.
pub fn shapes(input: &MapInput<'_>, about: &[String], place: Place, size: f64, names: &mut Names) -> Vec<SvgNode> {
    let folded = &input.ground.folded;
    let cards = cards(input);
    let mut map = Map {
        input,
        place,
        about: about.iter().flat_map(|it| [folded.card(it).to_owned(), folded.arrow(it).to_owned()]).collect(),
        at: sorting::places(cards.iter().map(|it| it.id)),
        rects: cards.iter().map(|it| it.rect).collect(),
        called: cards.iter().map(|it| names.next(it.id)).collect(),
        sites: cards.iter().map(|_| Sites::default()).collect(),
    };
    let frame = Frame::of(input);
    let mut all = arrows(input, &frame);
    sorting::by_key(&mut all, Arrow::layer);
    let mut shapes = map.zones(names);
    shapes.extend(map.ties(names));
    shapes.extend(all.iter().filter_map(|it| map.arrow(it, names)).collect::<Vec<_>>());
    shapes.extend(map.cards(&cards, size, names));
    shapes.extend(all.iter().flat_map(|it| map.badge(it, names)).collect::<Vec<_>>());
    shapes
}

impl Map<'_> {
    fn zones(&self, names: &mut Names) -> Vec<SvgNode> {
        let (input, place, theme) = (self.input, self.place, self.input.theme);
        let cards = input.snapshot.hosts.iter().map(|it| input.ground.folded.card(&it.id));
        let zone = |zone: &crate::layout::result::ZoneBox| {
            let (language, label) = match input.teller.incident.zone(&zone.id) {
                Some(it) => input.teller.told(&it.label),
                None => (None, zone.id.as_str()),
            };
            let (rect, title) = (place.rect(zone.rect), place.rect(zone.title));
            // larger than on the map where its name has room for that
            let (least, room) = ((ZONE_FONT * place.scale).clamp(LEAST, 12.0), rect.right() - title.x - 2.0);
            // a ring around the first card below it shall not strike it out
            let high = title.bottom() - rect.y - (ABOVE - BELOW + ROUND * WITHIN) * place.scale;
            let fits = (12.0 * room / width(label, 12.0, true).max(1.0)).min(high);
            let size = (fits * 2.0).floor() / 2.0;
            let size = size.clamp(least, 12.0);
            let words = ellipsize(label, size, true, room);
            let run = Run::of(words, size, true, theme.muted, language.unwrap_or(input.teller.tongue.tag()));
            let above = title.y - rect.y + ((title.height - size * 1.2) / 2.0).max(0.0);
            let above = above.min(high - size).max(0.0);
            let insets = [title.x - rect.x, above, 0.0, 0.0];
            let words = Words { insets, wraps: false, ..Words::of(vec![Line::of(vec![run])]) };
            let paint = Paint::fill(theme.zone).with_stroke(theme.zone_line, 1.0);
            let outline = Outline::Round(ROUND * place.scale);
            draw::shape(&names.next(label).about(label), rect, &outline, paint, place.scale, &words, theme).node
        };
        input.ground.layout.zones_around(cards).map(zone).collect()
    }

    /// The shape and the place on it where a line ends that ends there.
    fn glue(&mut self, card: &str, at: Point) -> Option<(u32, usize)> {
        let place = *self.at.get(card)?;
        Some((self.called[place].id, self.sites[place].of(self.rects[place], at)))
    }

    fn line(&mut self, called: &Name, path: &Path, ends: [&str; 2], paint: Paint, has_head: bool) -> Option<SvgNode> {
        let corners = corners(path);
        let glue = [corners.first(), corners.last()];
        let glued = [0, 1].map(|end| glue[end].and_then(|at| self.glue(ends[end], *at)));
        let corners: Vec<Point> = corners.into_iter().map(|it| self.place.point(it)).collect();
        let line = ink::line(paint, self.place.scale, self.input.theme);
        Some(draw::connector(called, &Connector::along(&corners)?, glued, line, has_head))
    }

    fn ties(&mut self, names: &mut Names) -> Vec<SvgNode> {
        let (input, tongue) = (self.input, self.input.teller.tongue);
        let paint = Paint::stroke(input.theme.faint, 2.5).dashed(PERHAPS);
        let tie = |it: &crate::layout::result::TiePath| {
            let [first, second] = [&it.first, &it.second].map(|id| input.teller.label(id));
            let called = names.next(format!("{first} = {second}?"));
            let called = called.about(tongue.colon(first, tongue.perhaps_same(second)));
            self.line(&called, &it.path, [&it.first, &it.second], paint, false)
        };
        ties(input).filter_map(tie).collect()
    }

    fn paint(&self, it: &Arrow<'_>) -> Paint {
        let theme = self.input.theme;
        let paint = style::arrow(it.phase, it.disputed, false, it.weight, theme);
        if self.about.contains(&it.edge.id) {
            return Paint { stroke: Some(theme.newest), width: paint.width.max(LOUD), ..paint };
        }
        paint
    }

    fn arrow(&mut self, it: &Arrow<'_>, names: &mut Names) -> Option<SvgNode> {
        let (input, folded) = (self.input, &self.input.ground.folded);
        let pivot = input.teller.incident.pivot(&it.steps.first()?.id)?;
        let about = match it.steps.as_slice() {
            [one] => arrow_label(input, pivot, one),
            steps => group::arrow_label(input, it.edge, steps),
        };
        let to = folded.bundle_of(&it.edge.id).map_or(folded.card(&pivot.to), |it| it.to.as_str());
        let number = group::number(folded, &it.edge.id, input.numbers);
        let called = number.map_or_else(|| it.edge.id.clone(), |it| input.teller.tongue.slide_step(it));
        self.line(&names.next(called).about(about), &it.edge.path, [it.from, to], self.paint(it), true)
    }

    fn cards(&mut self, cards: &[Card<'_>], size: f64, names: &mut Names) -> Vec<SvgNode> {
        let (place, input) = (self.place, self.input);
        let sites = std::mem::take(&mut self.sites).into_iter();
        let outlines = sites.map(|it| it.placed(|at| place.point(at)).outline(RADIUS * place.scale));
        let card = |((card, name), outline): ((&Card<'_>, &Name), Outline)| {
            let is_subject = self.about.iter().any(|it| it == card.id);
            card.shapes(input, place, size, &Standing { name, outline, is_subject }, names)
        };
        cards.iter().zip(&self.called).zip(outlines).map(card).collect()
    }

    /// The number of a step on its arrow; where sources dispute it, how many they are.
    fn badge(&self, it: &Arrow<'_>, names: &mut Names) -> Vec<SvgNode> {
        let (input, place, theme) = (self.input, self.place, self.input.theme);
        let number = group::number(&input.ground.folded, &it.edge.id, input.numbers);
        let Some((room, number)) = it.edge.label.zip(number) else { return Vec::new() };
        let color = self.paint(it).stroke.unwrap_or(theme.ink);
        let (paint, words) = style::number(it.phase, it.weight, color, theme);
        let tag = input.teller.tongue.tag();
        // as large as there is room for on the map
        let size = (12.0 * LARGEST * place.scale).clamp(LEAST, 12.0);
        let high = size * BADGE / 12.0;
        let wide = high.max(width(&number, size, true) + size * 0.8);
        // where the map has it: a place that no telling moves
        let drawn = group::badge_width(&number);
        let middle = room.right() - f64::midpoint(drawn, (drawn - BADGE) * (LARGEST - 1.0));
        let middle = place.point(Point::new(middle, room.center().y));
        let rect = Rect::new(middle.x - wide / 2.0, middle.y - high / 2.0, wide, high);
        let centered = |words: String, color, is_bold: bool| {
            let run = Run::of(words, size, is_bold, color, tag);
            Words { is_centered: true, wraps: false, ..Words::of(vec![Line::of(vec![run]).at(Anchor::Middle)]) }
        };
        let outline = if wide > high { Outline::Round(high / 2.0) } else { Outline::Oval };
        let called = names.next(input.teller.tongue.slide_step(&number));
        let mut shapes = vec![
            draw::shape(
                &called,
                rect,
                &outline,
                paint,
                place.scale,
                &centered(number, words, it.weight == Weight::Main),
                theme,
            )
            .node,
        ];
        if let Some(n) = it.steps.iter().map(|it| it.sources.len()).max().filter(|_| it.disputed) {
            let says = disagree(n);
            let paint = Paint::fill(theme.paper).with_stroke(theme.ink, 1.25);
            let tall = size * 1.4;
            let wide = width(&says, size, true) + size;
            let before = Rect::new(rect.x + 1.0 - wide, middle.y - tall / 2.0, wide, tall);
            let called = names.next(says.clone());
            let words = centered(says, theme.ink, true);
            shapes.push(
                draw::shape(&called, before, &Outline::Round(tall / 2.0), paint, place.scale, &words, theme).node,
            );
        }
        shapes
    }
}
