//! A slide of a step: its words, the number, what it is about, and the map; and what stands on every slide. Lengths are points.

use super::draw::{self, Line, Names, Outline, Run, Words};
use super::map;
use super::notes::{self, Note};
use super::place::Place;
use super::xml::el;
use crate::export::figure::{Figure, Presented};
use crate::incident::Slide;
use crate::layout::geometry::{Point, Rect};
use crate::paint::SvgNode;
use crate::scene::map::MapInput;
use crate::scene::text::{width, wrap};
use crate::scene::{Anchor, Paint};
use crate::timeline::{Snapshot, View, numbers, standing_out};

/// How high every slide is.
pub const HEIGHT: f64 = 540.0;
/// Around everything.
pub const MARGIN: f64 = 30.0;
/// Where the title of a step begins, and how high it is.
pub const TITLE: (f64, f64) = (18.0, 56.0);
/// Where number and lens begin, and how high they are.
pub const SAID: (f64, f64) = (74.0, 48.0);
/// So much of the width they take where the list of steps stands beside them.
const SAID_SHARE: f64 = 0.5;
/// Where the map begins.
pub const BODY: f64 = 126.0;
/// Where the footer begins, and how high it is.
pub const FOOT: (f64, f64) = (508.0, 20.0);
/// The smallest words beside a map.
pub const SMALL: f64 = 12.0;
/// The large number.
const NUMBER: f64 = 26.0;
/// Of the letters of a title, the largest and the smallest.
const TITLES: (f64, f64) = (22.0, 14.0);
/// A list of steps beside the map is so wide.
const LIST: f64 = 216.0;
/// Between the map and the list.
const GUTTER: f64 = 16.0;
/// No map is drawn larger than so many points for a unit.
const LARGEST: f64 = 1.3;
/// Of a list below the map, no more lines than this.
const LINES: usize = 6;
/// From one line to the next.
pub const LEADING: f64 = 1.2;

/// A finished slide.
pub struct Made {
    /// Its shapes.
    pub shapes: Vec<SvgNode>,
    /// What the speaker sees.
    pub notes: Vec<Note>,
    /// Which layout it has, from 0.
    pub layout: usize,
}

/// A row of the list of steps: what stands before it, and what it says.
pub type Row = (String, String);

/// Where the map and the list of steps lie, the same on all slides of steps.
#[derive(Debug, Clone, Copy)]
pub struct Stage {
    place: Place,
    list: Rect,
    /// The size of names on cards.
    pub size: f64,
}

/// What every slide of a deck knows.
pub struct Desk<'a> {
    /// Incident, words, colors.
    pub figure: Figure<'a>,
    /// How wide a slide is.
    pub width: f64,
}

impl Desk<'_> {
    pub fn room(&self) -> f64 {
        self.width - 2.0 * MARGIN
    }

    pub fn input<'b>(&'b self, snapshot: &'b Snapshot, numbers: &'b crate::sorting::Table<usize>) -> MapInput<'b> {
        let Figure { teller, ground, theme, .. } = self.figure;
        MapInput { teller, ground, numbers, snapshot, selection: None, words: 1.0, theme, diff: None }
    }

    /// Where map and list lie, so that the map is as large as it can be: the list beside the number, below the map or beside it.
    pub fn stage(&self, steps: &[(Slide, Snapshot)]) -> Stage {
        let bounds = self.figure.ground.layout.bounds;
        let whole = Rect::new(MARGIN, BODY, self.room(), FOOT.0 - 8.0 - BODY);
        let all: Vec<Vec<Row>> = steps.iter().map(|(slide, it)| self.rows(slide, it)).collect();
        let n_lines = |wide: f64| all.iter().map(|it| lines(it, wide).iter().sum::<usize>()).max().unwrap_or(0);
        let high = |wide: f64| SMALL * LEADING * n_lines(wide).min(LINES) as f64;
        let half = Rect::new(
            MARGIN + self.room() * SAID_SHARE + GUTTER,
            SAID.0,
            self.room() * (1.0 - SAID_SHARE) - GUTTER,
            0.0,
        );
        let lens =
            |it: &Snapshot| wrap(&self.figure.teller.seen(it), SMALL, false, self.room() * SAID_SHARE - 70.0, 9).len();
        let n_lens = steps.iter().map(|it| lens(&it.1)).max().unwrap_or(1);
        let said = LEADING * (NUMBER + SMALL * n_lens as f64);
        let above = Rect { height: high(half.width).max(said), ..half };
        let below = Rect { y: whole.bottom() - high(whole.width), height: high(whole.width), ..whole };
        let aside = Rect { x: whole.right() - LIST, width: LIST, ..whole };
        let under = (above.bottom() + 4.0 - whole.y).max(0.0);
        let rooms = [
            (Rect { y: whole.y + under, height: whole.height - under, ..whole }, above),
            (Rect { height: whole.height - below.height - 8.0, ..whole }, below),
            (Rect { width: whole.width - LIST - GUTTER, ..whole }, aside),
        ];
        let scale = |it: &Rect| (it.width / bounds.width.max(1.0)).min(it.height / bounds.height.max(1.0)).min(LARGEST);
        let best = rooms.into_iter().reduce(|best, it| if scale(&it.0) > scale(&best.0) * 1.02 { it } else { best });
        let (mut room, mut list) = best.unwrap_or((whole, aside));
        let scale = scale(&room);
        if list.height < whole.height {
            // what the map leaves free is the list's, if that is cut short
            let lacks = SMALL * LEADING * n_lines(list.width) as f64 - list.height;
            let more = lacks.min(room.height - bounds.height * scale).max(0.0);
            let is_above = list.y < room.y;
            list = Rect { y: if is_above { list.y } else { list.y - more }, height: list.height + more, ..list };
            let under = if is_above { (list.bottom() + 4.0 - room.y).max(0.0) } else { 0.0 };
            room = Rect { y: room.y + under, height: room.height - if is_above { under } else { more }, ..room };
        }
        let x = room.x + (room.width - bounds.width * scale) / 2.0;
        let y = room.y + (room.height - bounds.height * scale) / 2.0;
        let place = Place { corner: Point::new(x, y), scale };
        let numbers = numbers(self.figure.teller.incident);
        let sizes = steps.iter().map(|(_, it)| map::name_size(&self.input(it, &numbers), place));
        Stage { place, list, size: sizes.reduce(f64::min).unwrap_or(SMALL) }
    }

    /// What a step is about, with the numbers of the map.
    fn rows(&self, slide: &Slide, snapshot: &Snapshot) -> Vec<Row> {
        let (teller, tongue) = (self.figure.teller, self.figure.teller.tongue);
        let view = View { incident: teller.incident, lens: &snapshot.lens };
        let numbers = numbers(teller.incident);
        let row = |id: &String| {
            let number = numbers.get(id).map_or_else(|| "•".to_owned(), ToString::to_string);
            if let Some(it) = snapshot.pivot(id).or_else(|| snapshot.event(id)) {
                let disputed = if it.when.disputed { " ≠" } else { "" };
                return Some((number, format!("{} · {}{disputed}", teller.step_by(id), tongue.when(&it.when))));
            }
            if let Some(it) = snapshot.host(id) {
                return Some((number, tongue.colon(teller.label(id), tongue.standing(it))));
            }
            let count = teller.incident.count(id)?;
            let positions = view.amount_positions(count);
            Some((number, tongue.colon(teller.label(id), teller.position(positions.shown()?))))
        };
        slide.select.iter().filter_map(row).collect()
    }

    pub fn words(&self, words: impl Into<String>, size: f64, is_bold: bool, is_muted: bool) -> Run {
        let theme = self.figure.theme;
        let color = if is_muted { theme.muted } else { theme.ink };
        Run::of(words, size, is_bold, color, self.figure.teller.tongue.tag())
    }

    pub fn text(&self, names: &mut Names, called: &str, rect: Rect, lines: Vec<Line>) -> SvgNode {
        let outline = Outline::Round(0.0);
        draw::shape(&names.next(called), rect, &outline, Paint::default(), 1.0, &Words::of(lines), self.figure.theme)
            .node
    }

    /// A title in as large letters as fit two lines.
    pub fn title(&self, names: &mut Names, (language, words): (Option<&str>, &str)) -> SvgNode {
        let (largest, smallest) = TITLES;
        let (y, height) = TITLE;
        let rect = Rect::new(MARGIN, y, self.room() - self.marking_width() - 20.0, height);
        let mut size = largest;
        while size > smallest && wrap(words, size, true, rect.width * 0.97, usize::MAX).len() > 2 {
            size -= 1.0;
        }
        let language = language.unwrap_or(self.figure.teller.tongue.tag());
        let run = Run { size: Some(size), ..Run::plain(words, language) };
        let name = names.next(self.figure.teller.tongue.slide_title());
        draw::placeholder(&name, "title", Some((0, rect)), &[Line::of(vec![run])], self.figure.theme)
    }

    fn marking(&self) -> &'static str {
        let teller = self.figure.teller;
        teller.tongue.marking(teller.incident.strictest())
    }

    fn marking_width(&self) -> f64 {
        width(self.marking(), SMALL, true) + 18.0
    }

    /// The marking above, at the right, as the Traffic Light Protocol asks; and the foot: title, marking, number of the slide.
    pub fn frame(&self, names: &mut Names) -> Vec<SvgNode> {
        let Figure { teller, theme, .. } = self.figure;
        let wide = self.marking_width();
        let rect = Rect::new(self.width - MARGIN - wide, TITLE.0 + 4.0, wide, 20.0);
        let called = teller.tongue.slide_marking();
        let run = self.words(self.marking(), SMALL, true, false);
        let words = Words {
            is_centered: true,
            wraps: false,
            ..Words::of(vec![Line::of(vec![run.clone()]).at(Anchor::Middle)])
        };
        let paint = Paint::stroke(theme.ink, 1.25);
        let above = draw::shape(&names.next(called), rect, &Outline::Round(4.0), paint, 1.0, &words, theme).node;
        let (y, height) = FOOT;
        let foot = Rect::new(self.width - MARGIN - 40.0 - wide, y, wide, height);
        let below = draw::placeholder(
            &names.next(called),
            "ftr",
            Some((11, foot)),
            &[Line::of(vec![run]).at(Anchor::End)],
            theme,
        );
        let rect = Rect::new(MARGIN, y, foot.x - MARGIN - 10.0, height);
        let (language, title) = teller.told(&teller.incident.title);
        let title = crate::scene::text::ellipsize(title, SMALL, false, rect.width);
        let run = Run {
            language: language.unwrap_or(teller.tongue.tag()).to_owned(),
            ..self.words(title.clone(), SMALL, false, true)
        };
        let words = Words { is_centered: true, ..Words::of(vec![Line::of(vec![run])]) };
        let title =
            draw::shape(&names.next(&*title), rect, &Outline::Round(0.0), Paint::default(), 1.0, &words, theme).node;
        let rect = Rect::new(self.width - MARGIN - 36.0, y, 36.0, height);
        let number =
            draw::placeholder(&names.next(teller.tongue.slide_number()), "sldNum", Some((12, rect)), &[], theme);
        vec![above, title, below, with_number(number)]
    }

    /// The number with what belongs to it, in letters of these sizes.
    pub fn number(&self, snapshot: &Snapshot, size: f64, beside: f64) -> Line {
        let teller = self.figure.teller;
        let (number, rest) = teller.large_count(snapshot);
        let rest = [rest].into_iter().filter(|it| !it.is_empty()).chain(teller.first_counted(snapshot));
        let rest = format!("  {}", teller.tongue.join(&rest.collect::<Vec<_>>()));
        Line::of(vec![self.words(number, size, true, false), self.words(rest, beside, false, false)])
    }

    /// The number with what belongs to it, and below it where in the story this is and through which lens it is seen.
    fn said(&self, names: &mut Names, snapshot: &Snapshot, step: Presented<'_>, stage: Stage) -> SvgNode {
        let teller = self.figure.teller;
        let large = self.number(snapshot, NUMBER, 14.0);
        let step = teller.tongue.figure_step(step.at, step.of) + " · ";
        let lens = Line::of(vec![self.words(step + &teller.seen(snapshot), SMALL, false, true)]);
        let (y, height) = SAID;
        let is_beside = stage.list.y < BODY;
        let wide = self.room() * if is_beside { SAID_SHARE } else { 1.0 };
        self.text(names, teller.tongue.slide_count(), Rect::new(MARGIN, y, wide, height), vec![large, lens])
    }

    /// The slide of a step.
    pub fn step(&self, step: Presented<'_>, snapshot: &Snapshot, stage: Stage) -> Made {
        let (teller, mut names) = (self.figure.teller, Names::new());
        let sentence = teller.sentence(snapshot);
        let title = step.slide.words.as_ref().map_or((None, sentence.as_str()), |it| teller.told(it));
        let mut shapes = vec![self.title(&mut names, title), self.said(&mut names, snapshot, step, stage)];
        let rows = self.rows(step.slide, snapshot);
        if !rows.is_empty() {
            let lines = self.list(&rows, stage.list);
            shapes.push(self.text(&mut names, teller.tongue.outline_steps(), stage.list, lines));
        }
        let numbers = numbers(teller.incident);
        let about = standing_out(teller.incident, step.slide);
        shapes.extend(map::shapes(&self.input(snapshot, &numbers), &about, stage.place, stage.size, &mut names));
        shapes.extend(self.frame(&mut names));
        Made { shapes, notes: notes::of_step(teller, snapshot, step.slide), layout: 1 }
    }

    /// The rows of the list, as many as there is room for, and how many more there are.
    fn list(&self, rows: &[Row], room: Rect) -> Vec<Line> {
        self.fitted(rows, room.width, (room.height / (SMALL * LEADING) + 0.01) as usize)
    }

    /// The rows of a list of this width in so many lines, and how many more there are.
    pub fn fitted(&self, rows: &[Row], wide: f64, most: usize) -> Vec<Line> {
        let heights = lines(rows, wide);
        let fits = |n: usize| heights[..n].iter().sum::<usize>() + usize::from(n < rows.len()) <= most;
        let n = (0..=rows.len()).rev().find(|n| fits(*n)).unwrap_or(0);
        let hanging = indent(rows);
        let line = |(number, words): &Row| {
            let number = self.words(format!("{number}\t"), SMALL, true, true);
            Line { hanging, ..Line::of(vec![number, self.words(&**words, SMALL, false, false)]) }
        };
        let more = (n < rows.len()).then(|| {
            let more = self.figure.teller.tongue.figure_more_steps(rows.len() - n);
            Line::of(vec![self.words(more, SMALL, false, true)])
        });
        rows[..n].iter().map(line).chain(more).collect()
    }
}

/// How far the words of rows are indented.
fn indent(rows: &[Row]) -> f64 {
    rows.iter().map(|it| width(&it.0, SMALL, true)).fold(0.0, f64::max) + 8.0
}

/// How many lines each row takes.
pub fn lines(rows: &[Row], wide: f64) -> Vec<usize> {
    let room = wide - indent(rows);
    rows.iter().map(|it| wrap(&it.1, SMALL, false, room * 0.97, usize::MAX).len()).collect()
}

/// A place for the number of the slide, which the program writes.
fn with_number(mut place: SvgNode) -> SvgNode {
    let field = el("a:fld").with("id", "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}").with("type", "slidenum");
    let field = field.holding([el("a:rPr").with("lang", "en-US"), el("a:t").saying("‹#›")]);
    if let Some(words) = place.children.last_mut() {
        words.children.truncate(2);
        words.children.push(el("a:p").holding([el("a:pPr").with("algn", "r"), field]));
    }
    place
}
