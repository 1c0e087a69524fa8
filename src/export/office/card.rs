//! The cards of a map as shapes that can be written in and moved: a group of a rounded rectangle with name and state, its icon, and
//! what marks it besides. Lines end at the rectangle also where it lies in a group.

use super::draw::{self, Line, Name, Names, Outline, Run, Shape, Words};
use super::picture;
use super::place::Place;
use crate::fold::Group;
use crate::incident::HostKind;
use crate::layout::geometry::{Point, Rect};
use crate::paint::SvgNode;
use crate::scene::icon;
use crate::scene::label::LARGEST;
use crate::scene::map::{MapInput, card_label, twins};
use crate::scene::measure::{BAND, RADIUS};
use crate::scene::style::{self, CardStyle};
use crate::scene::tag::disagree;
use crate::scene::text::{width, wrap};
use crate::scene::theme::Color;
use crate::scene::{Anchor, Paint};
use crate::timeline::{HostSnapshot, HostState, Mattered};

/// The largest and the smallest words on a card, in points.
const SIZES: (f64, f64) = (14.0, 6.0);
/// The state below a name is so much smaller.
const STATE: f64 = 0.95;
/// From one line to the next, in the size of the letters.
const LEADING: f64 = 1.17;
/// Right of the words of a card, in points.
const INSET: f64 = 4.0;
/// From the left rim of a card to its icon, and how large that is, in units of the map.
const ICON: (f64, f64) = (6.0, 18.0);
/// From the left rim of a card to its words, in units of the map.
const BESIDE: f64 = 28.0;
/// How far the cards behind the first one of a group peep out, in units of the map.
const BEHIND: f64 = 3.0;
/// How far tags reach over the rim of a card, in units of the map.
const OVER: f64 = 6.0;
/// Around what a step is about, in units of the map.
const RING: (f64, f64) = (5.0, 4.0);
/// How far that, or the cards behind the first one of a group, reach over the upper rim of a card, in units of the map.
pub const ABOVE: f64 = RING.0 + RING.1 / 2.0;

/// What of a card the arrows know before it is drawn.
pub struct Standing<'a> {
    /// What its rectangle is called.
    pub name: &'a Name,
    /// What it looks like: a place for each line that ends at it.
    pub outline: Outline,
    /// Whether the step is about it.
    pub is_subject: bool,
}

/// A card of a map.
pub struct Card<'a> {
    /// Its id in the layout.
    pub id: &'a str,
    /// Where it lies, in units of the map.
    pub rect: Rect,
    title: String,
    language: Option<&'a str>,
    state: String,
    mark: &'static str,
    look: CardStyle,
    about: String,
    /// What kind of host it is, and the color of its icon.
    icon: (HostKind, Color),
    /// That the main path begins there.
    begins: Option<String>,
    /// How many sources disagree on it.
    disputed: Option<usize>,
    /// Why it mattered.
    tag: Option<(String, Paint, Color)>,
    /// Of several hosts, how many stand how.
    bars: Option<Vec<(usize, Paint)>>,
}

/// All cards of which somebody who is heard speaks, from back to front.
pub fn cards<'a>(input: &MapInput<'a>) -> Vec<Card<'a>> {
    let folded = &input.ground.folded;
    let mut cards: Vec<Card<'a>> = folded.groups.iter().filter_map(|it| Card::of_group(input, it)).collect();
    let twins = twins(input);
    let hosts = input.snapshot.hosts.iter().filter(|it| folded.group(&it.id).is_none());
    cards.extend(hosts.filter_map(|it| {
        let host = input.teller.incident.host(&it.id)?;
        let about = card_label(input, host, it, twins.get(&it.id));
        Card::of_host(input, it, about)
    }));
    cards
}

/// What stands for the mark of a state in words: a shape of its own for each.
fn mark(state: HostState) -> &'static str {
    match state {
        HostState::NotYet | HostState::Unknown => "○",
        HostState::NotExamined => "–",
        HostState::Clean | HostState::Restored => "✓",
        HostState::Compromised => "▲",
        HostState::Contained => "■",
        HostState::Disrupted => "✕",
        HostState::Active => "◆",
    }
}

impl<'a> Card<'a> {
    fn of_host(input: &MapInput<'a>, it: &'a HostSnapshot, about: String) -> Option<Self> {
        let (theme, tongue) = (input.theme, input.teller.tongue);
        let host = input.teller.incident.host(&it.id)?;
        let (language, title) = input.teller.told(&host.label);
        let tag = it.mattered.zip(tongue.mattered(it)).map(|((why, _), words)| {
            if it.is_goal {
                return (format!("⚑ {words}"), Paint::fill(theme.ink).with_stroke(theme.paper, 1.5), theme.paper);
            }
            let color = if why == Mattered::Stopped { theme.compromised.on_tint } else { theme.ink };
            (words, Paint::fill(theme.paper).with_stroke(color, 1.25), color)
        });
        let look = style::card(it.state, it.certainty, theme);
        Some(Self {
            id: &it.id,
            rect: input.ground.layout.node(&it.id)?.rect,
            title: title.to_owned(),
            language,
            state: tongue.short_standing(it),
            mark: mark(it.state),
            icon: (host.kind, look.signs().0),
            begins: tongue.begins(it),
            look,
            about,
            disputed: it.disputed.then_some(it.sources.len()),
            tag,
            bars: None,
        })
    }

    fn of_group(input: &MapInput<'a>, group: &'a Group) -> Option<Self> {
        let (theme, tongue, tally) = (input.theme, input.teller.tongue, group.tally(input.snapshot));
        let (worst, _) = *tally.first()?;
        let n = tally.iter().map(|it| it.1).sum();
        let look = style::card(worst.state, worst.certainty, theme);
        let paper = Paint::fill(theme.paper).with_stroke(theme.muted, 1.5);
        let mixed = CardStyle { card: paper, words: theme.ink, state: theme.ink, band: None };
        let (title, state) = (tongue.group_name(group, n), tongue.group_standing(&tally));
        let zone = group.zone.as_deref().and_then(|id| input.teller.incident.zone(id));
        let zone = zone.map_or(tongue.place_unsaid(), |it| it.label.get(input.teller.language));
        let about = tongue.card_spoken(&title, [state.as_str(), zone].join(tongue.semicolon()));
        let bar = |(it, n): &(&HostSnapshot, usize)| (*n, style::card(it.state, it.certainty, theme).card);
        Some(Self {
            id: &group.id,
            rect: input.ground.layout.node(&group.id)?.rect,
            title,
            language: None,
            state,
            mark: mark(worst.state),
            icon: (group.kind.unwrap_or(HostKind::Server), if tally.len() == 1 { look.signs().0 } else { theme.ink }),
            begins: None,
            look: if tally.len() == 1 { look } else { mixed },
            about,
            disputed: None,
            tag: None,
            bars: Some(if tally.len() == 1 { Vec::new() } else { tally.iter().map(bar).collect() }),
        })
    }

    /// How far its words stand from its left rim, in points.
    fn inset(&self, place: Place) -> f64 {
        self.look.band.map_or(BESIDE, |_| BESIDE.max(BAND + 3.0)) * place.scale
    }

    /// Room below its words, in points: for the bar, or for tags on the rim.
    fn below(&self, place: Place) -> f64 {
        match (&self.bars, self.tag.is_some() || self.disputed.is_some() || self.begins.is_some()) {
            (Some(bars), _) if !bars.is_empty() => 11.0 * place.scale,
            (Some(_) | None, true) => 2.0 * place.scale,
            (Some(_) | None, false) => 0.0,
        }
    }

    /// The largest size in which its name fits, with its state below.
    pub fn largest(&self, place: Place) -> f64 {
        self.largest_in(place, 1.0)
    }

    /// The same in such a share of the width.
    fn largest_in(&self, place: Place, share: f64) -> f64 {
        let rect = place.rect(self.rect);
        let room = rect.width - self.inset(place) - INSET;
        let high = rect.height - 3.0 - self.below(place);
        let room = room * share;
        let fits = |size: f64| {
            let mut words = self.title.split_whitespace().filter(|it| it.is_ascii());
            let is_parted = words.any(|it| width(it, size, true) > room);
            let n_lines = wrap(&self.title, size, true, room, usize::MAX).len();
            !is_parted && n_lines <= 3 && (n_lines as f64 + STATE) * LEADING * size <= high
        };
        let (largest, smallest) = SIZES;
        let mut size = largest;
        while size > smallest && !fits(size) {
            size -= 0.5;
        }
        size
    }

    /// Its shapes, with the number of the rectangle at which lines end.
    pub fn shapes(
        &self,
        input: &MapInput<'_>,
        place: Place,
        size: f64,
        on: &Standing<'_>,
        names: &mut Names,
    ) -> SvgNode {
        let theme = input.theme;
        let rect = place.rect(self.rect);
        // where letters are a little wider, the name shall not need a line for which there is no room
        let size = size.min(self.largest_in(place, 0.97));
        let tag = input.teller.tongue.tag();
        let name = Run::of(&*self.title, size, true, self.look.words, self.language.unwrap_or(tag));
        let says = format!("{} {}", self.mark, self.state);
        let room = rect.width - self.inset(place) - INSET;
        let state = (size * STATE).min(size * STATE * room / width(&says, size * STATE, false).max(1.0));
        let state = Run::of(says, (state * 2.0).floor().max(8.0) / 2.0, false, self.look.state, tag);
        let words = Words {
            insets: [self.inset(place), 1.0, INSET, 1.0 + self.below(place)],
            is_centered: true,
            ..Words::of(vec![Line::of(vec![name]), Line::of(vec![state])])
        };
        let called = on.name.clone().about(&*self.about);
        let card = draw::shape(&called, rect, &on.outline, self.look.card, place.scale, &words, theme);
        let mut behind: Vec<Shape> = Vec::new();
        let mut before: Vec<Shape> = Vec::new();
        let bare = |rect: Rect, radius: f64, paint: Paint, names: &mut Names| {
            let none = Words::of(Vec::new());
            draw::shape(
                &names.next(&*self.title),
                place.rect(rect),
                &Outline::Round(radius * place.scale),
                paint,
                place.scale,
                &none,
                theme,
            )
        };
        if on.is_subject {
            let (apart, wide) = RING;
            let ring = self.rect.grown(apart);
            behind.push(bare(ring, RADIUS + apart, Paint::stroke(theme.newest, wide), names));
        }
        if self.bars.is_some() {
            let back = Paint::fill(theme.paper).with_stroke(theme.muted, 1.0);
            for by in [2.0 * BEHIND, BEHIND] {
                let rect = Rect { x: self.rect.x + by, y: self.rect.y - by, ..self.rect };
                behind.push(bare(rect, RADIUS, back, names));
            }
        }
        if let Some((ground, _)) = self.look.band {
            let band = Rect { width: BAND, ..self.rect };
            before.push(bare(band, RADIUS, Paint::fill(ground).with_stroke(ground, 1.0), names));
        }
        before.push(self.icon(input, place, names));
        for (rect, paint) in self.bars_within() {
            before.push(bare(rect, 1.5, paint, names));
        }
        if self.disputed.is_some() {
            before.push(bare(self.rect.grown(3.5), RADIUS + 3.5, style::disputed(theme), names));
        }
        before.extend(self.tags(input, place, names));
        behind.push(card);
        behind.extend(before);
        draw::group(&names.next(&*self.title), behind)
    }

    /// What kind of host it is, left of its words, as one shape.
    fn icon(&self, input: &MapInput<'_>, place: Place, names: &mut Names) -> Shape {
        let ((kind, color), (left, size)) = (self.icon, ICON);
        let high = self.rect.height - self.below(place) / place.scale;
        let corner = Point::new(self.rect.x + left, self.rect.y + (high - size) / 2.0);
        let rect = Rect::new(corner.x, corner.y, size, size);
        let outline = picture::joined(&icon::host(kind, corner, color), rect, place);
        let paint = Paint::fill(color).with_stroke(color, 1.5);
        let called = names.next(&*self.title);
        draw::shape(&called, place.rect(rect), &outline, paint, place.scale, &Words::of(Vec::new()), input.theme)
    }

    /// How many hosts stand how, as a bar with a piece for each.
    fn bars_within(&self) -> Vec<(Rect, Paint)> {
        let bars = self.bars.as_deref().unwrap_or_default();
        let all: usize = bars.iter().map(|it| it.0).sum();
        let whole = Rect::new(self.rect.x + 9.0, self.rect.bottom() - 11.0, self.rect.width - 18.0, 6.0);
        let mut x = whole.x;
        let piece = |(n, paint): &(usize, Paint)| {
            let wide = whole.width * *n as f64 / all.max(1) as f64;
            let rect = Rect { x, width: (wide - 1.5).max(1.5), ..whole };
            x += wide;
            (rect, Paint { width: 1.0, ..*paint })
        };
        bars.iter().map(piece).collect()
    }

    /// That the main path begins there, or else that sources disagree, at the left of the lower rim, and why it mattered, at the
    /// right; what has no place there, at the right of the upper rim.
    fn tags(&self, input: &MapInput<'_>, place: Place, names: &mut Names) -> Vec<Shape> {
        let theme = input.theme;
        let mut tag = |says: &str, paint: Paint, color: Color, (is_left, is_low): (bool, bool)| {
            let size = (12.0 * LARGEST * place.scale).clamp(8.0, 12.0);
            let (wide, high) = (width(says, size, true) + size, size * 1.4);
            let rect = place.rect(self.rect);
            let over = OVER * place.scale;
            let x = if is_left { rect.x - over } else { rect.right() + over - wide };
            let y = if is_low { rect.bottom() - high * 0.2 } else { rect.y - high * 0.8 };
            let rect = Rect::new(x, y, wide, high);
            let run = Run::of(says, size, true, color, input.teller.tongue.tag());
            let line = Line::of(vec![run]).at(Anchor::Middle);
            let words = Words { is_centered: true, wraps: false, ..Words::of(vec![line]) };
            draw::shape(&names.next(says), rect, &Outline::Round(high / 2.0), paint, place.scale, &words, theme)
        };
        let ground = Paint::fill(theme.paper).with_stroke(theme.ink, 1.25);
        let dark = Paint::fill(theme.ink).with_stroke(theme.paper, 1.5);
        let begins = self.begins.as_ref().map(|it| tag(&format!("→ {it}"), dark, theme.paper, (true, true)));
        let is_free = begins.is_none();
        let disputed = self.disputed.map(|n| tag(&disagree(n), ground, theme.ink, (is_free, is_free)));
        let mattered = self.tag.as_ref().map(|(words, paint, color)| tag(words, *paint, *color, (false, true)));
        [begins, disputed, mattered].into_iter().flatten().collect()
    }
}
