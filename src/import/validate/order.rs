//! Cuts circles: an order in which something comes before itself, zones within themselves, entries that replace themselves.

use crate::diag::{Code, Report};
use crate::incident::{Claim, Id, Incident};
use crate::sorting::Table;
use crate::tongue::Phrase;

/// Removes the references that close a circle, with an error each. `at` is the pointer of the part with an id.
pub(super) fn break_cycles(incident: &mut Incident, at: impl Fn(&str) -> String, report: &mut Report) {
    let sources: Vec<Id> = incident.sources.iter().map(|it| it.id.clone()).collect();
    // each source by itself: what it puts after what
    let mut told: Table<Table<Vec<Id>>> = Table::default();
    for (id, claims) in happened(incident) {
        for claim in claims.iter().filter(|it| !it.after.is_empty()) {
            told.entry(&claim.source).entry(id).extend(claim.said.after.iter().cloned());
        }
    }
    // what is cut, by the step from which it leads
    let mut cut: Table<Vec<(&Id, Id)>> = Table::default();
    for source in &sources {
        let Some(edges) = told.get(source) else { continue };
        for (from, to) in closing_edges(edges) {
            report
                .error(Code::OrderCycle, &at(&from), Phrase::finding_order_cycle(source, &from, &to))
                .hint(Phrase::hint_order_cycle());
            cut.entry(&from).push((source, to));
        }
    }
    for (id, claims) in happened(incident) {
        for (source, to) in cut.get(id).into_iter().flatten() {
            for claim in claims.iter_mut().filter(|it| it.source == **source) {
                claim.said.after.retain(|it| it != to);
            }
        }
    }
    let within = incident.zones.iter().map(|it| (it.id.as_str(), Vec::from_iter(it.within.clone()))).collect();
    let mut cut: Table<Vec<Id>> = Table::default();
    for (from, to) in closing_edges(&within) {
        report
            .error(Code::ReferenceCycle, &at(&from), Phrase::finding_zone_cycle(&from))
            .hint(Phrase::hint_zone_cycle());
        cut.entry(&from).push(to);
    }
    incident.zones.iter_mut().filter(|it| cut.get(&it.id).is_some()).for_each(|it| it.within = None);
    let supersedes = incident.counts.iter().map(|it| (it.id.as_str(), it.supersedes.clone())).collect();
    let mut cut: Table<Vec<Id>> = Table::default();
    for (from, to) in closing_edges(&supersedes) {
        report
            .error(Code::ReferenceCycle, &at(&from), Phrase::finding_count_cycle(&from, &to))
            .hint(Phrase::hint_count_cycle());
        cut.entry(&from).push(to);
    }
    for count in &mut incident.counts {
        let cut = cut.get(&count.id).map_or(&[][..], Vec::as_slice);
        count.supersedes.retain(|it| !cut.contains(it));
    }
}

/// Pivots and events with their claims.
fn happened(incident: &mut Incident) -> impl Iterator<Item = (&Id, &mut Vec<Claim<()>>)> {
    let pivots = incident.pivots.iter_mut().map(|it| (&it.id, &mut it.claims));
    pivots.chain(incident.events.iter_mut().map(|it| (&it.id, &mut it.claims)))
}

/// The edges without which the graph has no circle; found depth first, without recursion.
fn closing_edges(edges: &Table<Vec<Id>>) -> Vec<(Id, Id)> {
    enum Mark {
        Open,
        Done,
    }
    let mut marks: Table<Mark> = Table::default();
    let mut closing = Vec::new();
    for (root, _) in edges.iter() {
        let mut stack: Vec<(&str, usize)> = vec![(root, 0)];
        while let Some((id, next)) = stack.pop() {
            if next == 0 && marks.get(id).is_some() {
                continue;
            }
            marks.insert(id, Mark::Open);
            let targets = edges.get(id).map_or(&[][..], Vec::as_slice);
            match targets.get(next) {
                None => marks.insert(id, Mark::Done),
                Some(target) => {
                    stack.push((id, next + 1));
                    match marks.get(target) {
                        Some(Mark::Open) => closing.push((id.to_owned(), target.clone())),
                        Some(Mark::Done) => {}
                        None => stack.push((target, 0)),
                    }
                }
            }
        }
    }
    closing
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(edges: &[(&str, &str)], expected: &[(&str, &str)]) {
        let mut map: Table<Vec<Id>> = Table::default();
        for (a, b) in edges {
            map.entry(a).push((*b).to_owned());
        }
        let expected: Vec<(Id, Id)> = expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        assert_eq!(closing_edges(&map), expected, "{edges:?}");
    }

    #[test]
    fn circles_are_cut_once_and_trees_are_left_alone() {
        check(&[("a", "b"), ("b", "c"), ("a", "c")], &[]);
        check(&[("a", "a")], &[("a", "a")]);
        check(&[("a", "b"), ("b", "c"), ("c", "a")], &[("c", "a")]);
        check(&[("a", "b"), ("b", "a"), ("c", "a"), ("b", "c")], &[("b", "a"), ("c", "a")]);
    }
}
