//! Cards of several hosts, and arrows of several steps.

use super::input::MapInput;
use super::label::fitting;
use super::measure::{BADGE, BAND, CARD_HEIGHT, LABEL_FONT, PADDING, RADIUS, STATE_FONT, TEXT_X};
use super::text::{ellipsize, width};
use super::theme::Theme;
use super::{Anchor, Group as Items, Item, Paint, Text, changes, icon as icons, style};
use crate::fold::{Folded, Group};
use crate::incident::{HostKind, Id};
use crate::layout::geometry::{Point, Rect};
use crate::layout::result::EdgePath;
use crate::sorting::{self, Table};
use crate::timeline::{Happening, HostSnapshot, Phase, When};

/// Width of a group's card in map units.
pub const WIDTH: f64 = 216.0;
/// How far the cards behind the first one peep out.
const BEHIND: f64 = 3.0;
const BAR: f64 = 6.0;
const TWO_DIGITS: f64 = 15.6;

/// The card of a group; `None` if nobody who is heard speaks of its hosts.
pub fn card(input: &MapInput<'_>, group: &Group, tally: &[(&HostSnapshot, usize)]) -> Option<Item> {
    let (worst, _) = *tally.first()?;
    let rect = input.ground.layout.node(&group.id)?.rect;
    let (theme, tongue) = (input.theme, input.teller.tongue);
    let n = tally.iter().map(|it| it.1).sum();
    let look = style::card(worst.state, worst.certainty, theme);
    let is_one = tally.len() == 1;
    let (words, state) = if is_one { (look.words, look.state) } else { (theme.ink, theme.ink) };
    let (icon, mark) = if is_one { look.signs() } else { (theme.ink, theme.ink) };
    let paint = if is_one { look.card } else { Paint::fill(theme.paper).with_stroke(theme.muted, 1.5) };
    let back = Paint::fill(theme.paper).with_stroke(theme.muted, 1.0);
    let mut items: Vec<Item> =
        [2.0, 1.0].map(|it| Item::Rect(moved(rect, it * BEHIND, -it * BEHIND), RADIUS, back)).to_vec();
    items.push(Item::Rect(rect, RADIUS, paint));
    items.extend(look.band(rect, BAND, RADIUS).filter(|_| is_one));
    let kind = group.kind.unwrap_or(HostKind::Server);
    items.extend(icons::host(kind, Point { x: rect.x + PADDING, y: rect.y + 8.0 }, icon));
    let room = rect.width - TEXT_X - PADDING * 0.75;
    let name = tongue.group_name(group, n);
    let line = |y: f64, size: f64, is_bold: bool, color, words: &str| {
        let size = fitting(words, size, is_bold, room, input.words);
        let at = Point { x: rect.x + TEXT_X, y: rect.y + y };
        Item::Text(Text::new(at, Anchor::Start, size, is_bold, color, ellipsize(words, size, is_bold, room)))
    };
    items.push(line(21.5, LABEL_FONT, true, words, &name));
    let standing = tongue.group_standing(tally);
    items.push(icons::state(worst.state, Point { x: rect.x + PADDING + 9.0, y: rect.y + 34.5 }, 1.0, mark));
    // rather less than too small: the mark says how they stand, too
    let is_small = fitting(&standing, STATE_FONT, false, room, input.words) < STATE_FONT * input.words * 0.93;
    let shown = if is_small && !is_one { tongue.stand_alike(tally) } else { standing.clone() };
    items.push(line(39.0, STATE_FONT, false, state, &shown));
    if !is_one {
        let bar = Rect::new(rect.x + PADDING, rect.y + CARD_HEIGHT - BAR - 6.0, rect.width - 2.0 * PADDING, BAR);
        items.extend(bars(bar, tally, theme));
    }
    let mark = changes::mark_of(input, &group.id);
    items.extend(mark.map(|mark| changes::card_tag(input, rect, mark)).into_iter().flatten());
    let zone = group.zone.as_deref().and_then(|id| input.teller.incident.zone(id));
    let zone = zone.map_or(tongue.place_unsaid(), |it| it.label.get(input.teller.language));
    let details = [standing, zone.to_owned(), tongue.group_opens().to_owned()];
    Some(Item::Group(Items {
        entity: Some(group.id.clone()),
        opens: Some(group.id.clone()),
        label: Some(tongue.card_spoken(name, details.join(tongue.semicolon()))),
        items,
    }))
}

/// A bar as wide as all, with a piece for each standing: filled where it is certain, dashed where it is possible.
fn bars(bar: Rect, tally: &[(&HostSnapshot, usize)], theme: &Theme) -> Vec<Item> {
    let all: usize = tally.iter().map(|it| it.1).sum();
    let mut x = bar.x;
    let piece = |(it, n): &(&HostSnapshot, usize)| {
        let wide = bar.width * *n as f64 / all.max(1) as f64;
        let rect = Rect { x, width: (wide - 1.5).max(1.5), ..bar };
        x += wide;
        let paint = style::card(it.state, it.certainty, theme).card;
        Item::Rect(rect, 1.5, Paint { width: 1.0, ..paint })
    };
    tally.iter().map(piece).collect()
}

/// What a screen reader says of an arrow of several steps.
pub fn arrow_label(input: &MapInput<'_>, edge: &EdgePath, steps: &[&Happening]) -> String {
    let (tongue, folded) = (input.teller.tongue, &input.ground.folded);
    let Some(bundle) = folded.bundle_of(&edge.id) else { return String::new() };
    let phase = steps.iter().map(|it| it.phase).max().unwrap_or(Phase::Before);
    let when = When::all(steps.iter().map(|it| &it.when));
    let way = input.teller.bundle_way(folded, bundle, steps.len());
    tongue.arrow_spoken(way, tongue.phase(phase), tongue.when(&when))
}

/// What stands on an arrow: the number of its step, or those of its steps.
pub fn number(folded: &Folded, arrow: &str, numbers: &Table<usize>) -> Option<String> {
    match folded.bundle_of(arrow) {
        Some(bundle) => Some(badge(&bundle.pivots, numbers)),
        None => numbers.get(arrow).map(usize::to_string),
    }
}

/// The numbers of the steps on one arrow: "3–14", or how many they are, if others lie between or the numbers are long.
pub fn badge(steps: &[Id], numbers: &Table<usize>) -> String {
    let mut all: Vec<usize> = steps.iter().filter_map(|it| numbers.get(it).copied()).collect();
    sorting::by_key(&mut all, |it| *it);
    match (all.first(), all.last()) {
        (Some(first), Some(last)) if last - first + 1 == all.len() && *last < 100 => format!("{first}–{last}"),
        _ => format!("{}×", steps.len()),
    }
}

/// The width of a badge in map units.
pub fn badge_width(words: &str) -> f64 {
    let wide = width(words, STATE_FONT, true);
    // one or two digits fit the circle
    if wide <= TWO_DIGITS { BADGE } else { wide + 12.0 }
}

fn moved(rect: Rect, dx: f64, dy: f64) -> Rect {
    Rect { x: rect.x + dx, y: rect.y + dy, ..rect }
}
