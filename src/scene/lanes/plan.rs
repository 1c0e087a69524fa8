//! Which lanes there are, what lies in them, and where: before anything is drawn.

use std::cmp::Reverse;

use super::cards::{Card, cards, pieces};
use super::input::{BAR, GAP, LABEL, LanesInput, PADDING, ROW, ZONE};
use super::marks;
use super::parts::{Lane, Mark};
use super::steps::{events, steps};
use crate::sorting::{self, Table};

/// So many lanes are drawn: more, nobody looks through.
pub const MOST_LANES: usize = 120;
/// So many rows of steps a lane has.
const MOST_ROWS: usize = 14;
/// And the lane of what concerns no single host.
const MOST_REST_ROWS: usize = 60;
/// Of the steps of a lane, so many are looked at.
const MOST_MARKS: usize = 400;
/// Arrows of one day lie so far from each other, if there is room.
const APART: f64 = 6.0;

/// The lanes of an incident.
#[derive(Debug)]
pub struct Plan<'a> {
    /// From top to bottom.
    pub lanes: Vec<Lane<'a>>,
    /// The titles of zones, with the language of each where it is not that of our own words.
    pub titles: Vec<(f64, (Option<&'a str>, &'a str))>,
    /// What is left out, in words.
    pub note: Option<(f64, String)>,
    /// Where the lanes begin.
    pub top: f64,
    /// Where they end.
    pub height: f64,
}

impl<'a> Plan<'a> {
    /// The plan of lanes, from this height on.
    pub fn of(input: &LanesInput<'a>, top: f64) -> Self {
        let all = cards(input);
        let is_kept = |at: usize, id: &str| {
            at < MOST_LANES || input.map.selection.is_some_and(|it| input.map.ground.folded.card(it) == id)
        };
        let n_all = all.len();
        let kept: Vec<Card<'a>> =
            all.into_iter().enumerate().filter(|(at, it)| is_kept(*at, it.id)).map(|it| it.1).collect();
        let n_left = n_all - kept.len();
        let lane_of: Table<usize> = kept.iter().enumerate().map(|(at, it)| (it.id, at)).collect();
        let mut lanes: Vec<Lane<'a>> = kept.iter().map(|it| lane(input, it)).collect();
        let learned = input.courses.steps.iter().map(|it| (it.id.as_str(), it)).collect();
        let mut marks = steps(input, &lane_of, &learned);
        marks::spread(input, &mut marks, APART);
        if input.is_brief {
            marks::line_up(&mut marks);
        }
        for it in &marks {
            let Some(from) = it.from else { continue };
            lanes[from.min(it.to)..=from.max(it.to)].iter_mut().for_each(|lane| lane.crossed.push(it.extent.x()));
            if input.is_brief {
                let (x, half) = (it.extent.x(), it.extent.half);
                lanes[it.to].crossed.extend([x - half, x + half]);
            }
        }
        lanes.iter_mut().for_each(|it| sorting::by(&mut it.crossed, f64::total_cmp));
        lanes.push(rest(input));
        if !input.is_brief {
            marks.extend(events(input, &lane_of, &learned));
        }
        let mut of_lane: Vec<Vec<Mark<'a>>> = lanes.iter().map(|_| Vec::new()).collect();
        marks.into_iter().for_each(|it| of_lane[it.to].push(it));
        if of_lane.last().is_some_and(Vec::is_empty) {
            lanes.pop();
        }
        let mut plan = Self { lanes: Vec::new(), titles: Vec::new(), note: None, top, height: top };
        let mut zone = None;
        for (at, (mut lane, marks)) in lanes.into_iter().zip(of_lane).enumerate() {
            let of = kept.get(at).map(|it| it.zone);
            if of.is_some_and(|it| zone != Some(it)) || of.is_none() && at > 0 {
                plan.titled(input, of.flatten());
                zone = of;
            }
            lane.set(input, plan.height, marks);
            plan.height += lane.height + GAP;
            plan.lanes.push(lane);
        }
        if n_left > 0 {
            plan.note = Some((plan.height, input.map.teller.tongue.lanes_left(n_left)));
            plan.height += ZONE;
        }
        plan
    }

    /// The title of the zone whose lanes follow, or room where they are in none.
    fn titled(&mut self, input: &LanesInput<'a>, zone: Option<&'a str>) {
        if input.is_brief {
            self.height += GAP;
            return;
        }
        match zone.and_then(|id| input.map.teller.incident.zone(id)) {
            Some(zone) => {
                self.titles.push((self.height, input.map.teller.told(&zone.label)));
                self.height += ZONE;
            }
            None if self.height > self.top => self.height += ZONE / 2.0,
            None => {}
        }
    }

    /// The ids of the lanes, each with those of its steps from left to right: where the keyboard goes.
    pub fn order(&self) -> Vec<(Option<&'a str>, Vec<&'a str>)> {
        let of = |lane: &Lane<'a>| {
            let mut marks: Vec<&Mark<'a>> = lane.marks.iter().collect();
            sorting::by(&mut marks, |a, b| a.extent.at.total_cmp(&b.extent.at));
            (lane.id, marks.into_iter().map(|it| it.id).collect())
        };
        self.lanes.iter().map(of).collect()
    }
}

fn lane<'a>(input: &LanesInput<'a>, card: &Card<'a>) -> Lane<'a> {
    let (teller, incident) = (input.map.teller, input.map.teller.incident);
    let host = incident.host(&card.host.id);
    let (language, name) = match (card.group, host) {
        (Some(group), _) => (None, teller.tongue.group_name(group, card.courses.len())),
        (None, Some(host)) => {
            let (language, name) = teller.told(&host.label);
            (language, name.to_owned())
        }
        (None, None) => (None, card.id.to_owned()),
    };
    let pieces = pieces(&card.courses);
    let details: Vec<String> = match card.courses.as_slice() {
        [one] => teller.tongue.course(one).into_iter().map(|it| it.whole()).collect(),
        _ => vec![card.group.map_or(String::new(), |it| teller.tongue.group_standing(&it.tally(input.map.snapshot)))],
    };
    Lane {
        id: Some(card.id),
        group: card.group,
        kind: card.group.map_or(host.map(|it| it.kind), |it| it.kind),
        language,
        spoken: teller.tongue.card_spoken(name.as_str(), details.join(teller.tongue.semicolon())),
        name,
        mattered: if card.group.is_none() { teller.tongue.mattered(card.host) } else { None },
        pieces,
        marks: Vec::new(),
        more: None,
        crossed: Vec::new(),
        y: 0.0,
        height: 0.0,
        bar_y: 0.0,
    }
}

/// The lane of what concerns no single host.
fn rest<'a>(input: &LanesInput<'a>) -> Lane<'a> {
    Lane {
        id: None,
        group: None,
        kind: None,
        language: None,
        name: input.map.teller.tongue.lanes_rest().to_owned(),
        mattered: None,
        spoken: String::new(),
        pieces: Vec::new(),
        marks: Vec::new(),
        more: None,
        crossed: Vec::new(),
        y: 0.0,
        height: 0.0,
        bar_y: 0.0,
    }
}

impl<'a> Lane<'a> {
    /// Gives the lane its place, and its steps their rows: each in the first in which it covers no other.
    fn set(&mut self, input: &LanesInput<'a>, y: f64, mut marks: Vec<Mark<'a>>) {
        if input.is_brief {
            (self.y, self.bar_y, self.height) = (y, y + 1.0, BAR + 2.0);
            marks.iter_mut().for_each(|it| it.y = y + 1.0 + BAR / 2.0);
            self.marks = marks;
            return;
        }
        let n_all = marks.len();
        if n_all > MOST_MARKS {
            sorting::by_key(&mut marks, |it| Reverse(it.weight));
            marks.truncate(MOST_MARKS);
        }
        sorting::by(&mut marks, |a, b| a.extent.at.total_cmp(&b.extent.at));
        let most = if self.id.is_some() { MOST_ROWS } else { MOST_REST_ROWS };
        self.y = y;
        self.bar_y = y + PADDING + if input.frame.is_beside() { 0.0 } else { LABEL };
        let has_bar = self.id.is_some() || input.frame.is_beside();
        let top = if has_bar { self.bar_y + BAR + 2.0 } else { self.bar_y };
        let top = if self.id.is_none() && input.frame.is_beside() { self.bar_y - 1.0 } else { top };
        // the right end of what is in each row, by its pieces
        let mut rows: Vec<Vec<(f64, f64)>> = Vec::new();
        let mut kept: Vec<Mark<'a>> = Vec::new();
        for mut mark in marks {
            marks::name(input, &self.crossed, &mut mark);
            let (from, to) = mark.extent.ends();
            let is_free = |row: &Vec<(f64, f64)>| row.iter().all(|it| it.1 + 6.0 < from || to + 6.0 < it.0);
            let at = rows.iter().position(is_free).unwrap_or(rows.len());
            if at == most {
                continue;
            }
            if at == rows.len() {
                rows.push(Vec::new());
            }
            rows[at].push((from, to));
            mark.y = top + ROW * (at as f64 + 0.5);
            kept.push(mark);
        }
        let n_left = n_all - kept.len();
        self.more = (n_left > 0).then(|| input.map.teller.tongue.lanes_more(n_left));
        let n_rows = rows.len() + usize::from(n_left > 0);
        let bottom = top + ROW * n_rows as f64;
        self.height = (bottom - y + PADDING - if n_rows > 0 { 1.0 } else { 2.0 }).max(BAR + 2.0 * PADDING);
        self.marks = kept;
    }
}
