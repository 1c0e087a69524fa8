//! Steps and events in their lanes: where they lie, their arrows, and the lines from when they happened to when they were known.

use super::extent::{Known, TRIANGLE};
use super::input::{BAR, FONT, Frame, LanesInput, ROW, say, say_told};
use super::parts::{Lane, Mark};
use crate::layout::geometry::{Command, Path, Point, Rect};
use crate::scene::plot::line as straight;
use crate::scene::style::{self, PERHAPS, POSSIBLE};
use crate::scene::text::{ellipsize, width};
use crate::scene::{Anchor, Group, Item, Paint, icon};
use crate::sorting;
use crate::timeline::Weight;

/// Height of a number.
const PILL: f64 = 15.0;
/// Between a mark and the words beside it.
const SPACE: f64 = 8.0;
/// The least room in which a name is cut short.
const LEAST: f64 = 48.0;

/// Moves arrows of one day aside, so that each can be followed: as far apart as the days around leave room.
pub fn spread(input: &LanesInput<'_>, marks: &mut [Mark<'_>], apart: f64) {
    for it in marks.iter_mut() {
        if let Some(number) = &it.number {
            it.extent.half = (width(number, FONT, true) / 2.0 + 4.5).max(PILL / 2.0);
        }
    }
    let mut order: Vec<usize> = (0..marks.len()).filter(|at| marks[*at].from.is_some()).collect();
    sorting::by(&mut order, |a, b| marks[*a].extent.at.total_cmp(&marks[*b].extent.at));
    let is_together = |a: &usize, b: &usize| marks[*b].extent.at - marks[*a].extent.at < 1.0;
    let days: Vec<Vec<usize>> = order.chunk_by(is_together).map(<[usize]>::to_vec).collect();
    let at: Vec<f64> = days.iter().map(|it| marks[it[0]].extent.at).collect();
    let (left, right) = input.frame.ends();
    for (i, day) in days.iter().enumerate() {
        let before = if i == 0 { 2.0 * (at[i] - left) + 12.0 } else { at[i] - at[i - 1] };
        let after = at.get(i + 1).map_or(2.0 * (right - at[i]) + 12.0, |it| it - at[i]);
        let step = apart.min(before.min(after) * 0.85 / day.len() as f64);
        for (k, mark) in day.iter().enumerate() {
            marks[*mark].extent.aside = (k as f64 - (day.len() - 1) as f64 / 2.0) * step;
        }
    }
}

/// Where numbers stand on the bars: beside each other, in the order of their days.
pub fn line_up(marks: &mut [Mark<'_>]) {
    let mut order: Vec<usize> = (0..marks.len()).collect();
    sorting::by(&mut order, |a, b| marks[*a].extent.x().total_cmp(&marks[*b].extent.x()));
    let n_lanes = marks.iter().map(|it| it.to + 1).max().unwrap_or(0);
    let mut ends = vec![f64::NEG_INFINITY; n_lanes];
    for at in order {
        let (lane, half) = (marks[at].to, marks[at].extent.half);
        let x = marks[at].extent.x().max(ends[lane] + half + 1.0);
        marks[at].extent.aside = x - marks[at].extent.at;
        ends[lane] = x + half;
    }
}

/// Finds room for the name of an event: on its line, or beside it.
pub fn name(input: &LanesInput<'_>, crossed: &[f64], mark: &mut Mark<'_>) {
    let Some((_, words)) = mark.name else { return };
    let Frame { whole, .. } = input.frame;
    let extent = &mut mark.extent;
    let wide = width(words, FONT, false);
    let (from, to) = extent.ends();
    let begin = extent.x() + SPACE;
    let line = match extent.known {
        Known::At(known) if known > extent.x() => known - TRIANGLE.0 - begin,
        Known::Later => whole - 16.0 - begin,
        Known::At(_) | Known::Never => 0.0,
    };
    let right = (to + SPACE - 3.0, whole - 6.0 - (to + SPACE - 3.0));
    let left = (from - SPACE + 2.0, from - SPACE + 2.0 - input.frame.ends().0);
    let places = [(begin, Anchor::Start, line), (right.0, Anchor::Start, right.1), (left.0, Anchor::End, left.1)];
    let clear = |(x, anchor, room): (f64, Anchor, f64)| match anchor {
        Anchor::End => crossed.iter().all(|it| *it < x - wide - 3.0 || x + 3.0 < *it).then_some((x, anchor, room)),
        Anchor::Start | Anchor::Middle => {
            let free = free(crossed, (x, x + room), wide)?;
            Some((free, anchor, room - (free - x)))
        }
    };
    let cleared = places.into_iter().filter_map(clear).find(|it| wide <= it.2);
    let found = cleared.or_else(|| places.into_iter().find(|it| wide <= it.2));
    let widest = || sorting::sorted_by(places, |it| -it.2).into_iter().next().filter(|it| it.2 >= LEAST);
    extent.words = found.or_else(widest).map(|(x, anchor, room)| {
        let words = ellipsize(words, FONT, false, room);
        let wide = width(&words, FONT, false);
        (x, anchor, words, wide)
    });
}

/// From where on words of this width are crossed by no arrow, as far left as they can be; `None` if there is no such room.
pub fn free(crossed: &[f64], (from, to): (f64, f64), wide: f64) -> Option<f64> {
    let begins = std::iter::once(from).chain(crossed.iter().map(|it| it + 5.0).filter(|it| *it > from));
    let is_free = |begin: f64| crossed.iter().all(|it| *it < begin - 2.0 || begin + wide + 3.0 < *it);
    begins.into_iter().find(|it| it + wide <= to && is_free(*it))
}

/// The arrow of a step from the lane from which it leads to its number.
pub fn arrow(input: &LanesInput<'_>, lanes: &[Lane<'_>], mark: &Mark<'_>) -> Option<Group> {
    let from = lanes.get(mark.from?)?;
    let color = mark.paint.stroke?;
    let x = mark.extent.x();
    let is_down = from.y < mark.y;
    let (start, tip) = if is_down {
        (from.bar_y + BAR / 2.0, mark.y - PILL / 2.0)
    } else {
        (from.bar_y + BAR / 2.0, mark.y + PILL / 2.0)
    };
    let back = if is_down { -7.0 } else { 7.0 };
    let (start, tip) = (Point::new(x, start), Point::new(x, tip));
    let is_chosen = is_chosen(input, mark);
    let around = if is_chosen { input.map.theme.accent } else { input.map.theme.zone };
    let casing = Paint::stroke(around, mark.paint.width + if is_chosen { 5.0 } else { 2.5 });
    let head = [(0.0, 0.0), (-4.0, back), (4.0, back), (0.0, 0.0)];
    let items = vec![
        straight(start, tip, casing),
        Item::Circle(start, 3.0, Paint::fill(color).with_stroke(around, 1.0)),
        straight(start, Point::new(x, tip.y + back * 0.6), mark.paint),
        Item::Path(icon::polyline(tip, &head), Paint::fill(color)),
    ];
    Some(Group { entity: Some(mark.id.to_owned()), opens: mark.opens.map(str::to_owned), label: None, items })
}

fn is_chosen(input: &LanesInput<'_>, mark: &Mark<'_>) -> bool {
    let folded = &input.map.ground.folded;
    input.map.selection.is_some_and(|it| it == mark.id || folded.bundle_of(it).is_some() && folded.arrow(it) == mark.id)
}

/// What lies in its row: when it can have been, its number or its dot, and the line to the day on which it was known.
pub fn line(input: &LanesInput<'_>, mark: &Mark<'_>) -> Group {
    let theme = input.map.theme;
    let extent = &mark.extent;
    let (x, color) = (extent.x(), mark.paint.stroke.unwrap_or(theme.ink));
    // words stand on the line of an event
    let y = if mark.name.is_some() { mark.y + ROW / 2.0 - 3.5 } else { mark.y };
    let (from, to) = extent.ends();
    let ground = Rect::new(from - 2.0, mark.y - ROW / 2.0 + 0.5, to - from + 4.0, ROW - 1.0);
    let is_chosen = is_chosen(input, mark);
    let edge = Paint { stroke: is_chosen.then_some(theme.accent), width: 2.0, ..Paint::default() };
    // what can be pressed, and what shows the keyboard
    let mut items = vec![Item::Rect(ground, 3.0, edge)];
    if extent.span.1 - extent.span.0 > 3.0 && !input.is_brief {
        let paint = Paint::stroke(color, 2.5).dashed(POSSIBLE);
        items.push(straight(Point::new(extent.span.0, y), Point::new(extent.span.1, y), paint));
        let tick = Paint::stroke(color, 1.25);
        items.extend(
            extent
                .is_bounded
                .then(|| straight(Point::new(extent.span.0, y - 3.0), Point::new(extent.span.0, y + 3.0), tick)),
        );
    }
    if !input.is_brief {
        items.extend(known(input, mark, y));
    }
    if let Some(number) = &mark.number {
        let pill = Rect::new(x - extent.half, mark.y - PILL / 2.0, 2.0 * extent.half, PILL);
        let (paint, words) = style::number(mark.phase, mark.weight, color, theme);
        items.push(Item::Rect(pill, PILL / 2.0, paint));
        items.push(say((x, mark.y + FONT * 0.36), Anchor::Middle, mark.weight == Weight::Main, words, number));
    } else {
        let hollow = Paint::fill(theme.paper).with_stroke(theme.muted, 1.25);
        let fill = if mark.is_done() { Paint::fill(color) } else { hollow };
        items.push(Item::Circle(Point::new(x, y), 3.5, fill));
    }
    if let Some((x, anchor, words, _)) = &extent.words {
        let language = mark.name.and_then(|it| it.0);
        let ink = if mark.is_done() { theme.ink } else { theme.muted };
        items.push(say_told((*x, mark.y + 2.5), *anchor, false, ink, (language, words.clone())));
    }
    Group {
        entity: Some(mark.id.to_owned()),
        opens: mark.opens.map(str::to_owned),
        label: Some(mark.spoken.clone()),
        items,
    }
}

/// The line from when it happened to when it was known, and the publication at its end.
fn known(input: &LanesInput<'_>, mark: &Mark<'_>, y: f64) -> Vec<Item> {
    let theme = input.map.theme;
    let x = mark.extent.x();
    let thin = Paint::stroke(theme.muted, 1.0);
    match mark.extent.known {
        Known::Never => Vec::new(),
        // the day itself, as far as can be seen
        Known::At(known) if (known - x).abs() < 5.0 => Vec::new(),
        Known::At(known) => {
            // what was told beforehand
            let thin = if known < x { thin.dashed(PERHAPS) } else { thin };
            vec![straight(Point::new(x, y), Point::new(known, y), thin), triangle(Point::new(known, y), theme.muted)]
        }
        Known::Later => {
            let end = input.frame.whole - 9.0;
            let head = icon::polyline(Point::new(end, y), &[(-5.0, -3.5), (0.0, 0.0), (-5.0, 3.5)]);
            vec![straight(Point::new(x, y), Point::new(end, y), thin), Item::Path(head, thin)]
        }
    }
}

/// A publication, as on the chart.
pub fn triangle(at: Point, color: crate::scene::theme::Color) -> Item {
    let (half, high) = TRIANGLE;
    let corner = |x: f64, y: f64| Point::new(at.x + x, at.y + y);
    let commands = vec![
        Command::Move(corner(0.0, -high / 2.0)),
        Command::Line(corner(-half, high / 2.0)),
        Command::Line(corner(half, high / 2.0)),
        Command::Line(corner(0.0, -high / 2.0)),
    ];
    Item::Path(Path { commands }, Paint::fill(color))
}
