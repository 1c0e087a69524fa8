//! The legend: only what is on the map just now.

use std::rc::Rc;

use super::map::{MapInput, is_newest, ties};
use super::measure::CARD_HEIGHT;
use super::style::{self, PERHAPS};
use super::tag::Tag;
use super::text::width;
use super::{Anchor, Item, Paint, Scene, Text, changes, icon};
use crate::layout::geometry::{Command, Path, Point, Rect};
use crate::sorting::Table;
use crate::timeline::diff::Mark;
use crate::timeline::{Certainty, Diff, HostSnapshot, HostState, Mattered, Phase, Snapshot, Weight};

const FONT: f64 = 12.5;
const SAMPLE: f64 = 26.0;
const GAP: f64 = 18.0;
const ROW: f64 = 22.0;
/// Width of the band of an outside party on its sample, which its mark just fits.
const BAND: f64 = 13.0;
/// Two numbers side by side.
const NUMBERS: f64 = 41.0;

/// Draws the legend of a map in rows of at most this width.
pub fn scene(input: &MapInput<'_>, max_width: f64) -> Scene {
    let loud = input.diff.map(|it| changes::loud(it, input.snapshot));
    let drawn = input.snapshot;
    let input = &MapInput { snapshot: loud.as_ref().unwrap_or(drawn), words: 1.0, ..*input };
    let mut pen = Pen { items: Vec::new(), x: 0.0, y: 0.0, max_width, input };
    if let Some(diff) = input.diff {
        pen.marks(diff, drawn);
    }
    let cards = cards(input);
    if !cards.is_empty() {
        // years later, "compromised" is read as "still so"
        pen.heading(input.teller.tongue.states_as_told(input.snapshot.lens.as_of));
    }
    for state in HostState::ALL {
        for certainty in [Certainty::Certain, Certainty::Possible] {
            let alike = || cards.iter().filter(|it| it.state == *state && it.certainty == certainty);
            if let Some(one) = alike().find(|it| !it.is_never_reached()).or(alike().next()) {
                pen.card(one);
            }
        }
    }
    let (arrows, tongue, theme) = (arrows(input), input.teller.tongue, input.theme);
    let ways = cards.iter().filter_map(|it| it.way_in).map(|it| it.0.of).max();
    let main = match ways {
        Some(n) if n > 1 => tongue.legend_main_ways(n),
        _ => tongue.legend_main().to_owned(),
    };
    let names = [
        main.as_str(),
        tongue.legend_certain(),
        tongue.legend_possible(),
        tongue.legend_disputed_step(),
        tongue.legend_rival(),
        tongue.legend_newest(),
        tongue.legend_later(),
    ];
    for (at, name) in names.into_iter().enumerate() {
        // as the loudest of them is drawn: certain before possible, and what nobody disputes before what somebody does
        let rank = |it: &&Arrow| (it.weight, it.phase, !it.disputed, !it.is_newest);
        if let Some(it) = arrows.iter().filter(|it| it.is_sample()[at]).max_by_key(rank) {
            pen.line(style::arrow(it.phase, it.disputed, it.is_newest, it.weight, theme), name);
        }
    }
    pen.numbers(&arrows);
    if ways.is_some() {
        pen.tag(&Tag::way_in(String::new(), input), tongue.legend_way_in());
    }
    let told: Vec<_> = cards.iter().filter(|it| tongue.mattered(it).is_some()).collect();
    let meanings = [
        (Mattered::Stopped, tongue.legend_stopped()),
        (Mattered::Data, tongue.legend_data()),
        (Mattered::Out, tongue.legend_out()),
    ];
    for (why, words) in meanings {
        if let Some(it) = told.iter().find(|it| it.mattered.is_some_and(|it| it.0 == why)) {
            pen.tag(&Tag::mattered(why, tongue.mattered_name(why).to_owned(), it.is_goal, input), words);
        }
    }
    if told.iter().any(|it| it.is_goal) {
        pen.tag(&Tag::mattered(Mattered::Out, String::new(), true, input), tongue.legend_goal());
    }
    if cards.iter().any(|it| it.disputed) || arrows.iter().any(|it| it.disputed) {
        pen.tag(&Tag::dispute("≠".to_owned(), 1.0, theme), tongue.legend_disputed());
    }
    if cards.iter().any(|it| it.certainty == Certainty::Possible && it.state != HostState::Unknown) {
        pen.sign(&tongue.perhaps_state(""), tongue.legend_possibly());
    }
    if ties(input).next().is_some() {
        pen.line(Paint::stroke(input.theme.faint, 2.5).dashed(PERHAPS), tongue.legend_same());
    }
    let height = pen.y + ROW;
    Scene { bounds: Rect::new(0.0, 0.0, max_width, height), items: pen.items }
}

/// The hosts that have a card of their own, and one for each card of several that all stand alike.
fn cards<'a>(input: &'a MapInput<'_>) -> Vec<&'a HostSnapshot> {
    let folded = &input.ground.folded;
    let single = input.snapshot.hosts.iter().map(Rc::as_ref).filter(|it| folded.group(&it.id).is_none());
    let tallies = folded.groups.iter().map(|it| it.tally(input.snapshot));
    let alike = tallies.filter(|it| it.len() == 1).map(|it| it[0].0);
    single.chain(alike).collect()
}

/// What of an arrow is seen.
#[derive(Clone, Copy)]
struct Arrow {
    phase: Phase,
    weight: Weight,
    disputed: bool,
    is_newest: bool,
}

impl Arrow {
    /// Which entries of the legend it can be a sample of: main path, certain, possible, disputed, rival, newest, later.
    fn is_sample(self) -> [bool; 7] {
        let (is_later, weight) = (self.phase == Phase::Before, self.weight);
        let is_plain = !self.disputed && !self.is_newest && !is_later && weight != Weight::Main;
        [
            !is_later && weight == Weight::Main,
            is_plain && self.phase == Phase::After && weight == Weight::Other,
            is_plain && self.phase != Phase::After,
            !is_later && self.disputed,
            !is_later && weight == Weight::Rival,
            self.is_newest,
            is_later,
        ]
    }
}

/// The arrows as they are drawn: those of several steps once.
fn arrows(input: &MapInput<'_>) -> Vec<Arrow> {
    let mut all: Vec<Arrow> = Vec::new();
    let mut places: Table<usize> = Table::default();
    for it in &input.snapshot.pivots {
        let (disputed, is_newest) = (it.when.disputed, is_newest(it, input.snapshot));
        let one = Arrow { phase: it.phase, weight: it.weight, disputed, is_newest };
        let place = places.entry(input.ground.folded.arrow(&it.id));
        if let Some(known) = place.checked_sub(1).and_then(|at| all.get_mut(at)) {
            known.phase = known.phase.max(one.phase);
            known.weight = known.weight.max(one.weight);
            known.disputed |= one.disputed;
            known.is_newest |= one.is_newest;
        } else {
            all.push(one);
            *place = all.len();
        }
    }
    all
}

struct Pen<'a> {
    items: Vec<Item>,
    x: f64,
    y: f64,
    max_width: f64,
    input: &'a MapInput<'a>,
}

impl Pen<'_> {
    fn marks(&mut self, diff: &Diff, drawn: &Snapshot) {
        let ids = || drawn.hosts.iter().map(|it| &it.id).chain(drawn.pivots.iter().map(|it| &it.id));
        for mark in Mark::ALL.iter().copied().filter(|mark| ids().any(|id| diff.mark(id) == Some(*mark))) {
            let name = changes::name(self.input.teller.tongue, mark);
            let at = self.place(name);
            let center = Point::new(at.x + SAMPLE / 2.0, at.y);
            self.items.extend(changes::tag(center, changes::sign(mark), mark, self.input));
        }
        if ids().any(|id| diff.mark(id).is_none()) {
            // without weight, beside what changed
            let words = self.input.teller.tongue.drawn_unchanged();
            let at = self.place(words);
            let rect = Rect::new(at.x, at.y - 8.0, SAMPLE, 16.0);
            self.items.push(Item::Rect(
                rect,
                4.0,
                Paint::fill(self.input.theme.paper).with_stroke(self.input.theme.faint, 1.25),
            ));
        }
    }

    fn card(&mut self, one: &HostSnapshot) {
        let (state, certainty) = (one.state, one.certainty);
        let style = style::card(state, certainty, self.input.theme);
        let tongue = self.input.teller.tongue;
        let words = if one.is_never_reached() { tongue.short_standing(one) } else { tongue.state(state, certainty) };
        let at = self.place(&words);
        let rect = Rect::new(at.x, at.y - 8.0, SAMPLE, 16.0);
        let radius = 16.0 * 6.0 / CARD_HEIGHT * 2.0;
        self.items.push(Item::Rect(rect, radius, style.card));
        let band = style.band(rect, BAND, radius);
        let mark = rect.x + if band.is_some() { BAND } else { SAMPLE } / 2.0;
        self.items.extend(band);
        self.items.push(icon::state(state, Point::new(mark, at.y), 1.0, style.signs().1));
    }

    /// Words before what they are about.
    fn heading(&mut self, words: String) {
        let (wide, font) = (width(&words, FONT, true), FONT);
        let at = Point::new(self.x, self.y + ROW / 2.0 + font * 0.36);
        self.items.push(Item::Text(Text::new(at, Anchor::Start, font, true, self.input.theme.muted, words)));
        self.x += wide + GAP * 0.6;
    }

    /// Numbers, where some are filled and some are not.
    fn numbers(&mut self, arrows: &[Arrow]) {
        let theme = self.input.theme;
        let done = || arrows.iter().filter(|it| it.phase != Phase::Before);
        let main = done().find(|it| it.weight == Weight::Main);
        let Some((main, other)) = main.zip(done().find(|it| it.weight != Weight::Main)) else { return };
        let words = self.input.teller.tongue.legend_numbers();
        let at = self.place_beside(NUMBERS, words);
        for (one, x) in [(main, 9.5), (other, NUMBERS - 9.5)] {
            let color = style::arrow(one.phase, one.disputed, one.is_newest, one.weight, theme).stroke;
            let (ground, color) = style::number(one.phase, one.weight, color.unwrap_or(theme.ink), theme);
            let center = Point::new(at.x + x, at.y);
            self.items.push(Item::Circle(center, 9.0, ground));
            let middle = Point::new(center.x, center.y + 4.3);
            self.items.push(Item::Text(Text::new(middle, Anchor::Middle, FONT, true, color, "n".to_owned())));
        }
    }

    fn line(&mut self, paint: Paint, words: &str) {
        let at = self.place(words);
        let commands = vec![Command::Move(at), Command::Line(Point::new(at.x + SAMPLE, at.y))];
        self.items.push(Item::Path(Path { commands }, paint));
    }

    /// A sign that stands on cards without an outline.
    fn sign(&mut self, sign: &str, words: &str) {
        let at = self.place(words);
        let middle = Point::new(at.x + SAMPLE / 2.0, at.y + 4.3);
        let color = self.input.theme.ink;
        self.items.push(Item::Text(Text::new(middle, Anchor::Middle, FONT, true, color, sign.to_owned())));
    }

    fn tag(&mut self, tag: &Tag, words: &str) {
        let wide = tag.width();
        let at = self.place_beside(wide, words);
        self.items.extend(tag.at(at.x, at.y - tag.height() / 2.0));
    }

    /// Says what the next entry means, and gives the left middle of its sample.
    fn place(&mut self, words: &str) -> Point {
        self.place_beside(SAMPLE, words)
    }

    /// The same for a sample of this width. Begins a new row where this one is full.
    fn place_beside(&mut self, sample: f64, words: &str) -> Point {
        let wide = sample + 7.0 + width(words, FONT, false);
        if self.x > 0.0 && self.x + wide > self.max_width {
            self.x = 0.0;
            self.y += ROW;
        }
        let at = Point::new(self.x, self.y + ROW / 2.0);
        self.x += wide + GAP;
        let beside = Point::new(at.x + sample + 7.0, at.y + FONT * 0.36);
        let words = words.to_owned();
        self.items.push(Item::Text(Text::new(beside, Anchor::Start, FONT, false, self.input.theme.muted, words)));
        at
    }
}
