//! Steps and events as marks of lanes, before each has its row.

use std::rc::Rc;

use super::extent::{self, Extent};
use super::input::LanesInput;
use super::parts::Mark;
use crate::incident::Id;
use crate::scene::{Paint, group, map, style};
use crate::sorting::Table;
use crate::timeline::{Happening, Learned, Weight, When};

/// One mark for each step, or for the steps of an arrow that happened on one day and were known on one.
pub fn steps<'a>(input: &LanesInput<'a>, lane_of: &Table<usize>, learned: &Table<&Learned>) -> Vec<Mark<'a>> {
    let (map, folded) = (&input.map, &input.map.ground.folded);
    let incident = map.teller.incident;
    let mut together: Vec<Vec<(&'a Happening, &Learned)>> = Vec::new();
    let mut of_arrow: Table<Vec<usize>> = Table::default();
    for it in &map.snapshot.pivots {
        let Some(learned) = learned.get(&it.id) else { continue };
        let arrow = of_arrow.entry(folded.arrow(&it.id));
        let place = |it: &Happening| extent::place(input, &it.id, &it.when);
        let is_same = |at: &&usize| {
            let (other, known) = together[**at][0];
            known.known == learned.known && (place(other) - place(it)).abs() < f64::EPSILON
        };
        // steps that share no arrow have one each
        match arrow.iter().find(is_same).filter(|_| folded.bundle_of(&it.id).is_some()) {
            Some(at) => together[*at].push((it, learned)),
            None => {
                arrow.push(together.len());
                together.push(vec![(it, learned)]);
            }
        }
    }
    let mark = |all: &Vec<(&'a Happening, &Learned)>| {
        let (one, learned) = *all.first()?;
        let pivot = incident.pivot(&one.id)?;
        let ends = [&pivot.from, &pivot.to].map(|it| lane_of.get(folded.card(it)).copied());
        let [from, Some(to)] = ends else { return None };
        let ids: Vec<Id> = all.iter().map(|it| it.0.id.clone()).collect();
        let number = match ids.as_slice() {
            [id] => map.numbers.get(id).map(usize::to_string),
            ids => Some(group::badge(ids, map.numbers)),
        };
        let phase = all.iter().map(|it| it.0.phase).max()?;
        let weight = all.iter().map(|it| it.0.weight).max()?;
        let is_disputed = all.iter().any(|it| it.0.when.disputed);
        let is_newest = all.iter().any(|it| map::is_newest(it.0, map.snapshot));
        let when = When::all(all.iter().map(|it| &it.0.when));
        let spoken = match folded.bundle_of(&one.id).zip(map.ground.layout.edge(folded.arrow(&one.id))) {
            Some((_, edge)) => group::arrow_label(map, edge, &all.iter().map(|it| it.0).collect::<Vec<_>>()),
            None => map::arrow_label(map, pivot, one),
        };
        let bundle = folded.bundle_of(&one.id);
        let opens = bundle.and_then(|it| folded.group(&it.to).or(folded.group(&it.from))).map(|it| it.id.as_str());
        let paint = style::arrow(phase, is_disputed, is_newest, weight, map.theme);
        Some(Mark {
            id: one.id.as_str(),
            opens,
            number,
            name: None,
            from: from.filter(|it| *it != to),
            to,
            extent: Extent::of(input, &one.id, &when, learned.known),
            y: 0.0,
            phase,
            weight,
            paint: Paint { width: (paint.width * 0.7).max(1.0), ..paint },
            when,
            spoken: [spoken, map.teller.tongue.learned(learned)].join(map.teller.tongue.semicolon()),
        })
    };
    together.iter().filter_map(mark).collect()
}

/// Events, each in the lane of its host, or in the last where it concerns none or several.
pub fn events<'a>(input: &LanesInput<'a>, lane_of: &Table<usize>, learned: &Table<&Learned>) -> Vec<Mark<'a>> {
    let (map, folded) = (&input.map, &input.map.ground.folded);
    let (teller, tongue) = (map.teller, map.teller.tongue);
    let mark = |it: &'a Rc<Happening>| {
        let (event, learned) = (teller.incident.event(&it.id)?, learned.get(&it.id)?);
        let mut lanes: Vec<usize> = event.hosts.iter().filter_map(|it| lane_of.get(folded.card(it)).copied()).collect();
        lanes.dedup();
        let to = if let [one] = lanes.as_slice() { *one } else { lane_of.len() };
        let name = teller.told(&event.label);
        let (words, phase, when) = (name.1, tongue.phase(it.phase), tongue.when(&it.when));
        let spoken = if it.when.disputed {
            tongue.arrow_disputed(words, phase, when)
        } else {
            tongue.arrow_spoken(words, phase, when)
        };
        let is_newest = map::is_newest(it, map.snapshot);
        let paint = style::arrow(it.phase, it.when.disputed, is_newest, Weight::Other, map.theme);
        Some(Mark {
            id: it.id.as_str(),
            opens: None,
            number: None,
            name: Some(name),
            from: None,
            to,
            extent: Extent::of(input, &it.id, &it.when, learned.known),
            y: 0.0,
            phase: it.phase,
            weight: Weight::Other,
            paint,
            when: it.when,
            spoken: [spoken, tongue.learned(learned)].join(tongue.semicolon()),
        })
    };
    map.snapshot.events.iter().filter_map(mark).collect()
}
