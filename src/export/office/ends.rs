//! The first slide of a deck, its title, and the last one: what looks and numbers on the map mean. Lengths are points.

use super::draw::{self, Line, Name, Names, Run};
use super::notes;
use super::picture;
use super::place::Place;
use super::slide::{BODY, Desk, FOOT, LEADING, MARGIN, Made, Row, SAID, SMALL, lines};
use crate::export::digest::short;
use crate::export::figure::Figure;
use crate::export::steps;
use crate::layout::geometry::{Point, Rect};
use crate::scene::legend;
use crate::scene::text::wrap;
use crate::timeline::{Snapshot, numbers};

/// So many sources are named on the title.
const NAMED: usize = 12;
/// The summary is as large as fits, from the first size to [`SMALL`], and no wider than this.
const SUMMARY: (f64, f64) = (18.0, 720.0);
/// The number on the title, and the words beside it.
const NUMBER: (f64, f64) = (34.0, 18.0);
/// Between the two columns of the list of all steps.
const BETWEEN: f64 = 20.0;

impl Desk<'_> {
    /// The title: what it is about, for whom, how many are affected, and whose word is heard.
    pub fn opening(&self) -> Made {
        let (Figure { teller, snapshot, theme, .. }, mut names) = (self.figure, Names::new());
        let (incident, tongue) = (teller.incident, teller.tongue);
        let (language, title) = teller.told(&incident.title);
        let place = |name: Name, kind, at, run| draw::placeholder(&name, kind, Some(at), &[Line::of(vec![run])], theme);
        let run = Run::plain(title, language.unwrap_or(tongue.tag()));
        let rect = Rect::new(MARGIN, 96.0, self.room(), 84.0);
        let mut shapes = vec![place(names.next(tongue.slide_title()), "ctrTitle", (0, rect), run)];
        let rect = Rect::new(MARGIN, 190.0, self.room(), SAID.1);
        let number = self.number(snapshot, NUMBER.0, NUMBER.1);
        shapes.push(self.text(&mut names, tongue.slide_count(), rect, vec![number]));
        let sentence = teller.sentence(snapshot);
        let (language, about) = incident.summary.as_ref().map_or((None, sentence.as_str()), |it| teller.told(it));
        let (mut size, widest) = SUMMARY;
        let rect = Rect::new(MARGIN, 244.0, self.room().min(widest), 150.0);
        let high = |size: f64| wrap(about, size, false, rect.width, usize::MAX).len() as f64 * size * LEADING;
        while size > SMALL && high(size) > rect.height {
            size -= 1.0;
        }
        let run = Run { size: Some(size), ..Run::plain(about, language.unwrap_or(tongue.tag())) };
        shapes.push(place(names.next(tongue.slide_summary()), "subTitle", (1, rect), run));
        let mut small = vec![teller.seen(snapshot)];
        small.extend(teller.preferences(&snapshot.lens));
        small.push(teller.sources(snapshot, NAMED));
        small.extend(incident.shared.as_ref().and_then(|it| tongue.sharing(it)));
        small.extend(self.figure.digest.map(|it| teller.data(short(it))));
        let line = |it: String| Line { above: 2.0, ..Line::of(vec![self.words(it, SMALL, false, true)]) };
        let rect = Rect::new(MARGIN, 404.0, self.room(), FOOT.0 - 412.0);
        shapes.push(self.text(&mut names, tongue.paper_sources(), rect, small.into_iter().map(line).collect()));
        shapes.extend(self.frame(&mut names));
        Made { shapes, notes: notes::of_title(teller, snapshot), layout: 0 }
    }

    /// What the looks on the map mean, and what its numbers do.
    pub fn legend(&self, snapshot: &Snapshot) -> Made {
        let (Figure { teller, theme, .. }, mut names) = (self.figure, Names::new());
        let called = teller.tongue.legend_of_map();
        let all = numbers(teller.incident);
        let scene = legend::scene(&self.input(snapshot, &all), self.room());
        let place = Place { corner: Point::new(MARGIN, SAID.0), scale: 1.0 };
        let mut shapes = vec![self.title(&mut names, (None, called))];
        shapes.push(picture::group(&scene, place, called, teller.tongue.tag(), theme, &mut names));
        let rows = steps::rows(&Figure { snapshot, ..self.figure });
        let rows: Vec<Row> = rows.iter().map(|it| (it.number.clone(), it.whole())).collect();
        let below = (SAID.0 + scene.bounds.height + 16.0).max(BODY);
        let rect = Rect::new(MARGIN, below, self.room(), FOOT.0 - 8.0 - below);
        let column = Rect { width: (rect.width - BETWEEN) / 2.0, ..rect };
        let beside = Rect { x: column.right() + BETWEEN, ..column };
        let n_lines = (rect.height / (SMALL * LEADING)) as usize;
        let mut n_left = n_lines;
        let mut fits = |n: &usize| n_left.checked_sub(*n).inspect(|it| n_left = *it).is_some();
        let n = lines(&rows, column.width).iter().copied().take_while(&mut fits).count();
        let (first, rest) = rows.split_at(n);
        for (rows, rect) in [(first, column), (rest, beside)].into_iter().filter(|it| !it.0.is_empty()) {
            let lines = self.fitted(rows, rect.width, n_lines);
            shapes.push(self.text(&mut names, teller.tongue.outline_steps(), rect, lines));
        }
        shapes.extend(self.frame(&mut names));
        Made { shapes, notes: Vec::new(), layout: 1 }
    }
}
