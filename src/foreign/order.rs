//! The order in which steps are told whose times nobody tells.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::import::draft::{HostDraft, PivotDraft};
use crate::sorting;

/// Puts steps whose order nobody tells in the order in which they are best followed: from the intruder on, then from where nothing leads.
/// It claims nothing; lists and numbers have to begin somewhere. Bundles list relationships by their random ids, so that
/// the order of the file would tell "malware → server" before "actor → malware".
pub fn from_the_start(pivots: &mut [PivotDraft], hosts: &[HostDraft]) {
    let is_intruder = |it: &&HostDraft| it.role.as_deref() == Some("intruder");
    let intruders: BTreeSet<&str> = sorting::set_of(hosts.iter().filter(is_intruder).map(|it| it.id.as_str()));
    let reached: BTreeSet<&str> = sorting::set_of(pivots.iter().filter(|it| it.from != it.to).map(|it| it.to.as_str()));
    let mut ways: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for it in pivots.iter() {
        ways.entry(&it.from).or_default().push(&it.to);
    }
    let starts = ways.keys().copied().filter(|it| !reached.contains(it));
    let (intruders, others): (Vec<&str>, Vec<&str>) = starts.partition(|it| intruders.contains(it));
    let mut far: BTreeMap<String, usize> = BTreeMap::new();
    for starts in [intruders, others] {
        let first = far.values().max().map_or(0, |it| it + 1);
        let mut open: VecDeque<&str> = starts.into_iter().collect();
        far.extend(open.iter().map(|it| ((*it).to_owned(), first)));
        while let Some(at) = open.pop_front() {
            for &next in ways.get(at).into_iter().flatten() {
                if !far.contains_key(next) {
                    far.insert(next.to_owned(), far[at] + 1);
                    open.push_back(next);
                }
            }
        }
    }
    sorting::by_key(pivots, |it| far.get(&it.from).copied().unwrap_or(usize::MAX));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_told_from_where_nothing_leads() {
        let pivot = |from: &str, to: &str| PivotDraft { from: from.into(), to: to.into(), ..PivotDraft::default() };
        let mut all = [pivot("b", "c"), pivot("x", "y"), pivot("y", "x"), pivot("a", "b"), pivot("a", "c")];
        let told = |all: &[PivotDraft]| all.iter().map(|it| format!("{}{}", it.from, it.to)).collect::<Vec<String>>();
        from_the_start(&mut all, &[]);
        assert_eq!(told(&all), ["ab", "ac", "bc", "xy", "yx"]);
        let intruder = HostDraft { id: "i".into(), role: Some("intruder".into()), ..HostDraft::default() };
        let mut all = [pivot("a", "b"), pivot("j", "k"), pivot("i", "j")];
        from_the_start(&mut all, &[intruder]);
        assert_eq!(told(&all), ["ij", "jk", "ab"], "from the intruder on");
    }
}
