//! What the numbers on the arrows of a figure mean, as rows of a list: the step, by what means, and when.

use std::cmp::Reverse;
use std::rc::Rc;

use super::figure::Figure;
use super::page::Band;
use crate::scene::group;
use crate::scene::text::{ellipsize, width, wrap};
use crate::sorting::{self, Table};
use crate::timeline::{Happening, Weight, When, numbers};
use crate::tongue::Tongue;

/// The step or the steps of one arrow.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What stands on the arrow.
    pub number: String,
    /// From where to where.
    way: String,
    /// The same with the means, if anybody tells them.
    by: String,
    /// When, if any step has a date.
    when: Option<String>,
    /// How many steps.
    n: usize,
    /// How loudly the map tells it.
    weight: Weight,
}

impl Row {
    /// The step with its means and its time.
    pub fn whole(&self) -> String {
        match &self.when {
            Some(when) => format!("{} · {when}", self.by),
            None => self.by.clone(),
        }
    }
}

/// The rows of the arrows on the map of a figure, by their numbers.
pub fn rows(figure: &Figure<'_>) -> Vec<Row> {
    let teller = figure.teller;
    let (numbers, folded) = (numbers(teller.incident), &figure.ground.folded);
    let mut pivots: Vec<&Happening> = figure.snapshot.pivots.iter().map(Rc::as_ref).collect();
    sorting::by_key(&mut pivots, |it| (numbers.get(&it.id).copied(), it.id.clone()));
    let mut bundles: Table<Vec<&Happening>> = Table::default();
    for it in &pivots {
        bundles.entry(folded.arrow(&it.id)).push(it);
    }
    // that no step has a date, the sentence says once
    let has_times = pivots.iter().any(|it| !it.when.undated);
    let timed = |when: &When| has_times.then(|| teller.tongue.when(when));
    let row = |it: &&Happening| {
        let id = folded.arrow(&it.id);
        let together = bundles.get(id).filter(|all| all.len() > 1);
        let Some((all, bundle)) = together.zip(folded.bundle_of(id)) else {
            // what stands on the arrow, even if only one of its steps is heard
            let number = group::number(folded, id, &numbers)?;
            let (way, by) = (teller.step(&it.id), teller.step_by(&it.id));
            return Some(Row { number, way, by, when: timed(&it.when), n: 1, weight: it.weight });
        };
        (all[0].id == it.id).then(|| {
            let when = When::all(all.iter().map(|it| &it.when));
            let weight = all.iter().map(|it| it.weight).max().unwrap_or(it.weight);
            let (way, by) = (teller.bundle_ends(folded, bundle), teller.bundle_way(folded, bundle, all.len()));
            Row { number: group::badge(&bundle.pivots, &numbers), way, by, when: timed(&when), n: all.len(), weight }
        })
    };
    pivots.iter().filter_map(row).collect()
}

/// Of the letters.
const SIZE: f64 = 12.0;
/// From one line to the next, in letters.
const APART: f64 = 1.4;
/// The same where there is hardly room.
const CLOSE: f64 = 1.2;
/// Of more rows than this, no single one is made longer: they are too many to be read anyway.
const MANY: usize = 200;

/// The list with all that is told of each step; nothing without steps.
pub fn list(rows: &[Row], figure: &Figure<'_>, width: f64) -> Band {
    Sheet::of(rows, figure, width).band(rows.iter().map(Row::whole))
}

/// The list in so much room: with the times, else without them, else a line for each step, else with the lines closer together, else as
/// many steps as there is room for and how many more there are: those of the main path stay, and what only rival tellings tell goes first.
pub fn fitted(rows: &[Row], figure: &Figure<'_>, width: f64, height: f64) -> Band {
    let sheet = Sheet::of(rows, figure, width);
    let timed: Vec<String> = rows.iter().map(Row::whole).collect();
    if sheet.height(timed.iter().map(|it| sheet.n_lines(it)).collect()) <= height {
        return sheet.band(timed.into_iter());
    }
    let all = || vec![1; rows.len()];
    let sheet = if sheet.height(all()) > height { Sheet { leading: CLOSE, ..sheet } } else { sheet };
    let mut lines: Vec<String> = rows.iter().map(|it| sheet.line(it)).collect();
    if sheet.height(all()) > height {
        let counts: Vec<usize> = (1..rows.len()).collect();
        let n = counts.partition_point(|n| sheet.height(vec![1; n + 1]) <= height);
        let mut kept: Vec<usize> = (0..rows.len()).collect();
        sorting::by_key(&mut kept, |at| (Reverse(rows[*at].weight), *at));
        let rest = kept.split_off(n).into_iter().map(|at| rows[at].n).sum();
        sorting::by_key(&mut kept, |at| *at);
        let told = kept.into_iter().map(|at| (rows[at].number.clone(), std::mem::take(&mut lines[at])));
        return sheet.rows(told.chain([(String::new(), more(figure.teller.tongue, n, rest))]));
    }
    // the means are told where there is room, from the first step on
    let mut n_lines = all();
    for (at, row) in rows.iter().enumerate().take(MANY) {
        let before = std::mem::replace(&mut n_lines[at], sheet.n_lines(&row.by));
        if sheet.height(n_lines.clone()) <= height {
            lines[at].clone_from(&row.by);
        } else {
            n_lines[at] = before;
        }
    }
    sheet.band(lines.into_iter())
}

fn more(tongue: &Tongue, n_shown: usize, rest: usize) -> String {
    if n_shown == 0 { tongue.n_steps(rest) } else { tongue.figure_more_steps(rest) }
}

/// Where a list is set.
struct Sheet<'a> {
    rows: &'a [Row],
    figure: &'a Figure<'a>,
    width: f64,
    /// How wide a line is.
    line: f64,
    /// From one line to the next, in letters.
    leading: f64,
}

impl<'a> Sheet<'a> {
    fn of(rows: &'a [Row], figure: &'a Figure<'a>, width: f64) -> Self {
        let line = Band::room_of_rows(width, rows.iter().map(|it| it.number.as_str()), SIZE);
        Self { rows, figure, width, line, leading: APART }
    }

    fn n_lines(&self, words: &str) -> usize {
        wrap(words, SIZE, false, self.line, usize::MAX).len()
    }

    /// The words of a row in one line: the means only where there is room for them.
    fn line(&self, row: &Row) -> String {
        let fits = width(&row.by, SIZE, false) <= self.line;
        if fits { row.by.clone() } else { ellipsize(&row.way, SIZE, false, self.line) }
    }

    /// How high it is with so many lines in each row.
    fn height(&self, lines: Vec<usize>) -> f64 {
        let rows = lines.into_iter().map(|n| (String::new(), vec![String::new(); n]));
        self.set(&rows.collect::<Vec<_>>()).height()
    }

    /// All rows with these words.
    fn band(&self, words: impl Iterator<Item = String>) -> Band {
        self.rows(self.rows.iter().map(|it| it.number.clone()).zip(words))
    }

    /// Rows with their numbers and words.
    fn rows(&self, rows: impl Iterator<Item = (String, String)>) -> Band {
        let rows = rows.map(|(number, words)| (number, wrap(&words, SIZE, false, self.line, usize::MAX)));
        self.set(&rows.collect::<Vec<_>>())
    }

    fn set(&self, rows: &[(String, Vec<String>)]) -> Band {
        let (theme, mut band) = (self.figure.theme, Band::new(self.width));
        if !rows.is_empty() {
            band.words(self.figure.teller.tongue.outline_steps(), 13.0, true, theme.ink);
            band.numbered(rows, SIZE, self.leading, theme.muted);
        }
        band
    }
}
