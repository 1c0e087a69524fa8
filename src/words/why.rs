//! Why a total is a range, or a number: from its entries and what they share.

use super::Teller;
use crate::incident::{Amount, Count};
use crate::timeline::{Entry, Total, overlaps};
use crate::tongue::Tongue;

impl Teller<'_> {
    /// `704 to 892: the overlap of 704 (first path) and 188 (second path) is not disclosed; it is at least …`
    pub fn why(self, total: &Total) -> String {
        let tongue = self.tongue;
        let mut reasons = match total.entries.as_slice() {
            [one] => vec![self.entry(one), tongue.only_entry(one.amount).to_owned()],
            entries => {
                let mut reasons = self.overlaps(entries);
                let unbounded = entries.iter().filter(|it| it.amount.high().is_none());
                reasons.extend(unbounded.map(|it| tongue.why_entry_open(self.entry(it))));
                reasons
            }
        };
        reasons.extend(total.disputed.then(|| tongue.why_disputed().to_owned()));
        tongue.why_total(tongue.total_number(total), reasons.join(tongue.why_next()))
    }

    fn entry(self, it: &Entry) -> String {
        let label = self.incident.label(&it.id, self.language).unwrap_or(&it.id);
        self.tongue.named_amount(self.tongue.amount(it.amount), label)
    }

    /// What is said of the overlaps of entries, two by two; where nothing is said of any, of all at once.
    fn overlaps(self, entries: &[Entry]) -> Vec<String> {
        let (tongue, name) = (self.tongue, |it: &Entry| self.entry(it));
        let counts: Vec<&Count> = entries.iter().filter_map(|it| self.incident.count(&it.id)).collect();
        let said = overlaps(&counts);
        let shared = |[first, second]: [Option<Option<Amount>>; 2]| first.or(second).flatten();
        // of thousands of entries there are millions of pairs, and of most of them nothing is said
        let n_pairs = entries.len() * entries.len().saturating_sub(1) / 2;
        let is_apart = |said| shared(said) == Some(Amount::Exactly(0));
        if entries.len() > 2 && said.len() == n_pairs && said.iter().all(|it| is_apart(it.2)) {
            return vec![tongue.why_sum(entries.len())];
        }
        let (mut known, mut hidden) = (Vec::new(), Vec::new());
        for (i, j, said) in &said {
            let (a, b) = (&entries[*i], &entries[*j]);
            match shared(*said) {
                Some(Amount::Exactly(0)) => known.push(tongue.why_apart(name(a), name(b))),
                Some(it) => known.push(tongue.why_share(name(a), name(b), tongue.amount(it))),
                None => hidden.push((a, b)),
            }
        }
        let silent = n_pairs - said.len();
        let mut reasons = Vec::new();
        match hidden.as_slice() {
            [] => {}
            [(a, b)] => reasons.push(tongue.why_overlap_hidden(name(a), name(b))),
            several => reasons.push(tongue.why_overlaps_hidden(several.len(), entries.len())),
        }
        if silent > 0 {
            reasons.push(match entries {
                [a, b] => tongue.why_overlap_unsaid(name(a), name(b)),
                _ if silent == n_pairs => tongue.why_overlaps_unsaid(entries.len()),
                _ => tongue.why_others_unsaid(entries.len()),
            });
        }
        if !reasons.is_empty() {
            let is_bounded = entries.iter().all(|it| it.amount.high().is_some());
            let bounds = if is_bounded { tongue.why_largest_to_sum() } else { tongue.why_largest() };
            reasons.push(bounds.to_owned());
        }
        reasons.extend(known);
        reasons
    }
}

impl Tongue {
    /// What the only entry leaves open.
    fn only_entry(&self, amount: Amount) -> &'static str {
        match amount {
            Amount::Exactly(_) => self.why_only(),
            Amount::AtLeast(_) | Amount::MoreThan(_) => self.why_no_upper(),
            Amount::UpTo(_) => self.why_upper_only(),
            Amount::About(_) => self.why_round(),
            Amount::Between(..) => self.why_range(),
            Amount::NotDisclosed => self.why_hidden(),
        }
    }
}
