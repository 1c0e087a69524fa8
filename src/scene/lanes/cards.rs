//! The cards that have lanes, in the order of these; and how the hosts of each stand together.

use std::cmp::{Ordering, Reverse};

use super::input::LanesInput;
use super::parts::Piece;
use crate::fold::Group;
use crate::sorting::{self, Table};
use crate::timeline::{Certainty, Course, HostSnapshot, HostState, Stretch};

/// So many pieces a bar has that several hosts share.
const MOST_PIECES: usize = 160;

/// A card with the place at which it stands among the lanes.
pub struct Card<'a> {
    /// The host or the group.
    pub id: &'a str,
    /// The group.
    pub group: Option<&'a Group>,
    /// How its hosts stand, as far as anybody who is heard speaks of them.
    pub courses: Vec<&'a Course>,
    /// The first of them.
    pub host: &'a HostSnapshot,
    /// The zone in which it lies.
    pub zone: Option<&'a str>,
    /// Of the first step that leads to it, or from it where none does.
    pub first: usize,
    /// Where it lies on the map.
    place: [f64; 2],
}

/// The cards of which somebody who is heard speaks: by zone and by the first step that leads there, as the intruder's way goes on
/// the map from left to right. The numbers of steps are the same under every lens, so no lane changes its place.
pub fn cards<'a>(input: &LanesInput<'a>) -> Vec<Card<'a>> {
    let (folded, layout, snapshot) = (&input.map.ground.folded, &input.map.ground.layout, input.map.snapshot);
    let firsts = firsts(input);
    let mut cards: Vec<Card<'a>> = Vec::new();
    let mut known: Table<usize> = Table::default();
    for course in &input.courses.hosts {
        let id = folded.card(&course.host);
        if let Some(at) = known.get(id) {
            cards[*at].courses.push(course);
            continue;
        }
        let Some(host) = snapshot.host(&course.host) else { continue };
        let rect = layout.node(id).map(|it| it.rect).unwrap_or_default();
        let around = layout.zones.iter().filter(|it| it.rect.contains(&rect));
        let zone = sorting::sorted_by(around, |it| it.rect.width * it.rect.height).into_iter().next();
        known.insert(id, cards.len());
        cards.push(Card {
            id,
            group: folded.group(&course.host),
            courses: vec![course],
            host,
            zone: zone.map(|it| it.id.as_str()),
            first: firsts.get(id).copied().unwrap_or(usize::MAX),
            place: [rect.x, rect.y],
        });
    }
    let mut of_zone: Table<usize> = Table::default();
    for it in &cards {
        let first = of_zone.entry(it.zone.unwrap_or_default());
        *first = if *first == 0 { it.first } else { it.first.min(*first) };
    }
    let zone = |it: &Card<'a>| (of_zone.get(it.zone.unwrap_or_default()).copied(), it.zone, it.first);
    sorting::by(&mut cards, |a, b| {
        let places = a.place.iter().zip(&b.place).map(|(a, b)| a.total_cmp(b));
        let order = std::iter::once(zone(a).cmp(&zone(b))).chain(places).chain([a.id.cmp(b.id)]);
        order.fold(Ordering::Equal, Ordering::then)
    });
    cards
}

/// Of each card the first step that leads there, or from there where none does.
fn firsts(input: &LanesInput<'_>) -> Table<usize> {
    let (mut to, mut from) = (Table::default(), Table::default());
    for it in &input.map.teller.incident.pivots {
        let ends = [&it.from, &it.to].map(|it| input.map.ground.folded.card(it));
        let Some(number) = input.map.numbers.get(&it.id).filter(|_| ends[0] != ends[1]) else { continue };
        for (first, card) in [&mut from, &mut to].into_iter().zip(ends) {
            let first: &mut usize = first.entry(card);
            *first = if *first == 0 { *number } else { (*first).min(*number) };
        }
    }
    // the way out of a host comes after the way in, and from where a step leads before where it leads
    let mut all: Table<usize> = to.iter().map(|(id, n)| (id, n.saturating_mul(2))).collect();
    for (id, n) in from.iter() {
        if all.get(id).is_none() {
            all.insert(id, n.saturating_mul(2) - 1);
        }
    }
    all
}

/// How the hosts of a lane stand together.
pub fn pieces(courses: &[&Course]) -> Vec<Piece> {
    if let [one] = courses {
        let piece = |it: &Stretch| Piece { from: it.from, parts: vec![(it.state, it.certainty, 1)] };
        let mut pieces: Vec<Piece> = one.stretches.iter().map(piece).collect();
        pieces.dedup_by(|b, a| a.parts == b.parts);
        return pieces;
    }
    let mut turns: Vec<f64> = courses.iter().flat_map(|it| &it.stretches).map(|it| it.from).collect();
    sorting::by(&mut turns, f64::total_cmp);
    let grid = MOST_PIECES as f64;
    // what lies closer than can be seen is looked at once, when all of it has happened
    turns.dedup_by(|b, a| {
        let is_close = (*b * grid).floor() <= (*a * grid).floor();
        if is_close && courses.len() > 1 && *a > 0.0 {
            *a = *b;
        }
        is_close
    });
    let mut pieces: Vec<Piece> = Vec::new();
    for from in turns {
        let mut parts: Vec<(HostState, Certainty, usize)> = Vec::new();
        for it in courses {
            let now = it.at(from);
            match parts.iter_mut().find(|it| (it.0, it.1) == (now.state, now.certainty)) {
                Some(part) => part.2 += 1,
                None => parts.push((now.state, now.certainty, 1)),
            }
        }
        sorting::by_key(&mut parts, |it| (Reverse(it.0), it.1));
        if pieces.last().is_none_or(|it| it.parts != parts) {
            pieces.push(Piece { from, parts });
        }
    }
    pieces
}
