//! The legend: only what is on the map just now.

use super::map::{MapInput, is_newest, ties};
use super::measure::CARD_HEIGHT;
use super::style::{self, PERHAPS, POSSIBLE};
use super::text::width;
use super::{Anchor, Item, Paint, Scene, Text, changes, icon, tag};
use crate::layout::geometry::{Command, Path, Point, Rect};
use crate::timeline::diff::Mark;
use crate::timeline::{Certainty, Diff, HostSnapshot, HostState, Mattered, Phase, Snapshot, Weight};

const FONT: f64 = 12.5;
const SAMPLE: f64 = 26.0;
const GAP: f64 = 18.0;
const ROW: f64 = 22.0;

/// Draws the legend of a map in rows of at most this width.
pub fn scene(input: &MapInput<'_>, max_width: f64) -> Scene {
    let loud = input.diff.map(|it| changes::loud(it, input.snapshot));
    let drawn = input.snapshot;
    let input = &MapInput { snapshot: loud.as_ref().unwrap_or(drawn), words: 1.0, ..*input };
    let mut pen = Pen { items: Vec::new(), x: 0.0, y: 0.0, max_width, input };
    if let Some(diff) = input.diff {
        pen.marks(diff, drawn);
    }
    for state in HostState::ALL {
        for certainty in [Certainty::Certain, Certainty::Possible] {
            let alike = || input.snapshot.hosts.iter().filter(|it| it.state == *state && it.certainty == certainty);
            if let Some(one) = alike().find(|it| !it.is_never_reached()).or(alike().next()) {
                pen.card(one);
            }
        }
    }
    let (pivots, tongue) = (&input.snapshot.pivots, input.teller.tongue);
    let is_told = |weight: Weight| pivots.iter().any(|it| it.phase != Phase::Before && it.weight == weight);
    if is_told(Weight::Main) {
        let certain = pivots.iter().any(|it| it.phase == Phase::After && it.weight == Weight::Main);
        let phase = if certain { Phase::After } else { Phase::During };
        pen.line(style::arrow(phase, false, false, Weight::Main, pen.input.theme), tongue.legend_main());
    }
    let is_solid = |phase: Phase| pivots.iter().any(|it| it.phase == phase && !it.when.disputed);
    if is_solid(Phase::After) {
        pen.arrow(Phase::After, false, tongue.legend_certain());
    }
    if is_solid(Phase::During) || is_solid(Phase::Unknown) {
        pen.arrow(Phase::During, false, tongue.legend_possible());
    }
    if pivots.iter().any(|it| it.phase != Phase::Before && it.when.disputed) {
        pen.arrow(Phase::After, true, tongue.legend_disputed_step());
    }
    if is_told(Weight::Rival) {
        let paint = style::arrow(Phase::After, false, false, Weight::Rival, pen.input.theme);
        pen.line(paint, tongue.legend_rival());
    }
    if pivots.iter().any(|it| is_newest(it, input.snapshot)) {
        pen.line(Paint::stroke(pen.input.theme.newest, 3.0), tongue.legend_newest());
    }
    if pivots.iter().any(|it| it.phase == Phase::Before) {
        pen.arrow(Phase::Before, false, tongue.legend_later());
    }
    for (why, words) in [(Mattered::Data, tongue.legend_data()), (Mattered::Out, tongue.legend_out())] {
        if input.snapshot.hosts.iter().any(|it| it.mattered.is_some_and(|it| it.0 == why)) {
            pen.tag(tongue.mattered_name(why), words);
        }
    }
    if input.snapshot.hosts.iter().any(|it| it.disputed) {
        pen.words_sample("≠", style::disputed(input.theme), tongue.legend_disputed());
    } else if pivots.iter().any(|it| it.when.disputed) {
        pen.words_sample("≠", Paint::stroke(input.theme.ink, 1.25), tongue.legend_disputed());
    }
    let is_range = input.snapshot.hosts.iter().any(|it| is_possible(it.state, it.certainty)) || is_solid(Phase::During);
    if is_range {
        let dashed = Paint::stroke(input.theme.muted, 1.25).dashed(POSSIBLE);
        pen.words_sample(tongue.legend_perhaps(), dashed, tongue.legend_possibly());
    }
    if ties(input).next().is_some() {
        pen.line(Paint::stroke(input.theme.faint, 2.5).dashed(PERHAPS), tongue.legend_same());
    }
    let height = pen.y + ROW;
    Scene { bounds: Rect::new(0.0, 0.0, max_width, height), items: pen.items }
}

/// Whether a card says so with a question mark and dashes.
fn is_possible(state: HostState, certainty: Certainty) -> bool {
    certainty == Certainty::Possible && state != HostState::Unknown
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
            self.say(at, name.to_owned());
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
            self.say(at, words.to_owned());
        }
    }

    fn card(&mut self, one: &HostSnapshot) {
        let (state, certainty) = (one.state, one.certainty);
        let style = style::card(state, certainty, self.input.theme);
        let tongue = self.input.teller.tongue;
        let words = if one.is_never_reached() { tongue.short_standing(one) } else { tongue.state(state, certainty) };
        let at = self.place(&words);
        let rect = Rect::new(at.x, at.y - 8.0, SAMPLE, 16.0);
        self.items.push(Item::Rect(rect, 16.0 * 6.0 / CARD_HEIGHT * 2.0, style.card));
        self.items.push(icon::state(state, Point::new(at.x + SAMPLE / 2.0, at.y), 1.0, style.state));
        self.say(at, words);
    }

    fn arrow(&mut self, phase: Phase, disputed: bool, words: &str) {
        self.line(style::arrow(phase, disputed, false, Weight::Other, self.input.theme), words);
    }

    fn line(&mut self, paint: Paint, words: &str) {
        let at = self.place(words);
        let commands = vec![Command::Move(at), Command::Line(Point::new(at.x + SAMPLE, at.y))];
        self.items.push(Item::Path(Path { commands }, paint));
        self.say(at, words.to_owned());
    }

    fn words_sample(&mut self, sample: &str, outline: Paint, words: &str) {
        let at = self.place(words);
        let color = self.input.theme.ink;
        let rect = Rect::new(at.x + 1.0, at.y - 8.0, SAMPLE - 2.0, 16.0);
        self.items.push(Item::Rect(rect, 5.0, outline));
        let middle = Point::new(at.x + SAMPLE / 2.0, at.y + 4.3);
        self.items.push(Item::Text(Text {
            at: middle,
            anchor: Anchor::Middle,
            size: FONT,
            is_bold: true,
            color,
            words: sample.to_owned(),
            language: None,
        }));
        self.say(at, words.to_owned());
    }

    /// The tag that says why a host mattered.
    fn tag(&mut self, sample: &str, words: &str) {
        let wide = tag::width_of(sample);
        let at = self.place_beside(wide, words);
        self.items.extend(tag::mattered_at(
            Point::new(at.x + wide, at.y - tag::HEIGHT / 2.0),
            sample,
            1.0,
            self.input.theme,
        ));
        self.say_beside(wide, at, words.to_owned());
    }

    /// The left middle of the next entry; begins a new row where this one is full.
    fn place(&mut self, words: &str) -> Point {
        self.place_beside(SAMPLE, words)
    }

    fn place_beside(&mut self, sample: f64, words: &str) -> Point {
        let wide = sample + 7.0 + width(words, FONT, false);
        if self.x > 0.0 && self.x + wide > self.max_width {
            self.x = 0.0;
            self.y += ROW;
        }
        let at = Point::new(self.x, self.y + ROW / 2.0);
        self.x += wide + GAP;
        at
    }

    fn say(&mut self, at: Point, words: String) {
        self.say_beside(SAMPLE, at, words);
    }

    fn say_beside(&mut self, sample: f64, at: Point, words: String) {
        let at = Point::new(at.x + sample + 7.0, at.y + FONT * 0.36);
        self.items.push(Item::Text(Text {
            at,
            anchor: Anchor::Start,
            size: FONT,
            is_bold: false,
            color: self.input.theme.muted,
            words,
            language: None,
        }));
    }
}
