//! Which item of a list is which of another one: by its name, by what it says, or by how much of it is the same.

use serde_json::Value;

use super::place::{Place, name};

/// The fields that make a claim another one if they differ: who says what of which time, and how firmly.
const SAYING: [&str; 7] = ["value", "unit", "when", "after", "hedge", "source", "via"];

/// Whether two claims say the same.
pub fn say_the_same(a: &Value, b: &Value) -> bool {
    a.is_object() && b.is_object() && SAYING.iter().all(|it| a.get(*it) == b.get(*it))
}

/// How closely two items have to be the same.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Closeness {
    /// They have one name, say the same, or are equal.
    Same,
    /// One can have been made of the other.
    Akin,
}

/// For each item on the left, the one on the right that it is; each is one at most.
pub fn pairs(place: &Place, left: &[Value], right: &[Value], closeness: Closeness) -> Vec<Option<usize>> {
    let mut pairs = Pairs { of: vec![None; left.len()], taken: vec![false; right.len()] };
    pairs.add(left, right, |a, b| name(a).is_some() && name(a) == name(b));
    let has_name = |it: &Value| name(it).is_some();
    pairs.add(left, right, |a, b| !has_name(a) && a == b);
    if place.is_claim() {
        pairs.add(left, right, say_the_same);
    }
    if closeness == Closeness::Akin {
        // the most alike first
        let mut akin: Vec<(usize, usize, usize)> = Vec::new();
        for (i, a) in left.iter().enumerate().filter(|(i, a)| pairs.of[*i].is_none() && !has_name(a)) {
            let free = right.iter().enumerate().filter(|(j, b)| !pairs.taken[*j] && !has_name(b));
            akin.extend(free.filter_map(|(j, b)| Some((likeness(place, a, b)?, i, j))));
        }
        crate::sorting::by_key(&mut akin, |(likeness, i, j)| (1000 - likeness, *i, *j));
        for (_, i, j) in akin {
            pairs.join(i, j);
        }
    }
    pairs.of
}

struct Pairs {
    of: Vec<Option<usize>>,
    taken: Vec<bool>,
}

impl Pairs {
    fn add(&mut self, left: &[Value], right: &[Value], is_same: impl Fn(&Value, &Value) -> bool) {
        for (i, a) in left.iter().enumerate().filter(|(i, _)| self.of[*i].is_none()).collect::<Vec<_>>() {
            let found = right.iter().enumerate().find(|(j, b)| !self.taken[*j] && is_same(a, b));
            if let Some((j, _)) = found {
                self.join(i, j);
            }
        }
    }

    fn join(&mut self, i: usize, j: usize) {
        if self.of[i].is_none() && !self.taken[j] {
            self.of[i] = Some(j);
            self.taken[j] = true;
        }
    }
}

/// How much of two items is the same, in thousandths; `None` if one was hardly made of the other.
fn likeness(place: &Place, a: &Value, b: &Value) -> Option<usize> {
    let (a, b) = (a.as_object()?, b.as_object()?);
    if place.is_claim() && a.get("source") != b.get("source") {
        return None;
    }
    let same = a.iter().filter(|(key, it)| b.get(*key) == Some(it)).count();
    let likeness = 1000 * same / a.len().max(b.len()).max(1);
    (likeness >= 500).then_some(likeness)
}
