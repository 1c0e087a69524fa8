//! From one drawing to the next: which of its things stay, and which of these keep their order.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::paint::SvgNode;

/// A thing of a drawing, seen from the drawing before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// Its place in the drawing before, if it was there.
    pub from: Option<usize>,
    /// It need not be moved: those that stay have kept their order, and are as many as can be.
    pub stays: bool,
}

/// What becomes of each thing of a drawing: a card stays the same card however it looks, and a line the same line.
pub fn slots(before: &[Rc<SvgNode>], after: &[Rc<SvgNode>]) -> Vec<Slot> {
    // mostly all but a few things in the middle are where they were
    let is_same = |(a, b): &(&Rc<SvgNode>, &Rc<SvgNode>)| Rc::ptr_eq(a, b) || name(a) == name(b);
    let head = before.iter().zip(after).take_while(is_same).count();
    let rest = before[head..].iter().rev().zip(after[head..].iter().rev());
    let tail = rest.take_while(is_same).count();
    let mut places: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    for at in (head..before.len() - tail).rev() {
        places.entry(name(&before[at])).or_default().push(at);
    }
    let mut slots: Vec<Slot> = Vec::with_capacity(after.len());
    for (at, node) in after.iter().enumerate() {
        let from = if at < head {
            Some(at)
        } else if at >= after.len() - tail {
            Some(at + before.len() - after.len())
        } else {
            places.get_mut(&name(node)).and_then(Vec::pop)
        };
        slots.push(Slot { from, stays: false });
    }
    // of runs that rise, for each length the one that ends lowest; and for each thing the one before it in its run
    let mut ends: Vec<usize> = Vec::new();
    let mut previous: Vec<Option<usize>> = vec![None; slots.len()];
    for at in (0..slots.len()).filter(|at| slots[*at].from.is_some()) {
        let length = ends.partition_point(|end| slots[*end].from < slots[at].from);
        previous[at] = length.checked_sub(1).map(|it| ends[it]);
        ends.truncate(ends.len().max(length));
        if length == ends.len() {
            ends.push(at);
        } else {
            ends[length] = at;
        }
    }
    let mut next = ends.last().copied();
    while let Some(at) = next {
        slots[at].stays = true;
        next = previous[at];
    }
    slots
}

/// What it is called; its element, and what it shows or where it begins.
fn name(node: &SvgNode) -> (&'static str, &str) {
    (node.tag, node.attributes.first().map_or("", |(_, value)| value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawing(names: &str) -> Vec<Rc<SvgNode>> {
        let node =
            |name: char| SvgNode { tag: "g", attributes: vec![("data-entity", name.into())], ..SvgNode::default() };
        names.chars().map(|name| Rc::new(node(name))).collect()
    }

    fn told(before: &str, after: &str) -> String {
        let tell = |it: &Slot| match (it.from, it.stays) {
            (Some(from), true) => format!("{from}"),
            (Some(from), false) => format!("({from})"),
            (None, _) => "+".to_owned(),
        };
        slots(&drawing(before), &drawing(after)).iter().map(tell).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_stays_is_not_moved() {
        for (before, after, expected) in [
            ("", "ab", "+ +"),
            ("abc", "abc", "0 1 2"),
            ("abc", "ac", "0 2"),
            ("abc", "axbc", "0 + 1 2"),
            // one that goes up is moved, and not the many that it passes
            ("abcdef", "bcdefa", "1 2 3 4 5 (0)"),
            ("abcdef", "fabcde", "(5) 0 1 2 3 4"),
            // two of one name: the first is the first
            ("aba", "aab", "0 (2) 1"),
            ("abcd", "abxd", "0 1 + 3"),
            ("ab", "aba", "0 1 +"),
        ] {
            assert_eq!(told(before, after), expected, "{before} → {after}");
        }
    }
}
