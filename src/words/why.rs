//! Why a total is a range, or a number: from its entries and what they share.

use super::Teller;
use crate::incident::{Amount, Count};
use crate::timeline::{Entry, Total};
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
        let pairs = || (0..entries.len()).flat_map(|i| (i + 1..entries.len()).map(move |j| (&entries[i], &entries[j])));
        let is_apart = |it: &(&Entry, &Entry)| self.shared(it.0, it.1) == Some(Some(Amount::Exactly(0)));
        if entries.len() > 2 && pairs().all(|it| is_apart(&it)) {
            return vec![tongue.why_sum(entries.len())];
        }
        let (mut known, mut hidden, mut silent) = (Vec::new(), Vec::new(), 0);
        for (a, b) in pairs() {
            match self.shared(a, b) {
                Some(Some(Amount::Exactly(0))) => known.push(tongue.why_apart(name(a), name(b))),
                Some(Some(it)) => known.push(tongue.why_share(name(a), name(b), tongue.amount(it))),
                Some(None) => hidden.push((a, b)),
                None => silent += 1,
            }
        }
        let mut reasons = Vec::new();
        match hidden.as_slice() {
            [] => {}
            [(a, b)] => reasons.push(tongue.why_overlap_hidden(name(a), name(b))),
            several => reasons.push(tongue.why_overlaps_hidden(several.len(), entries.len())),
        }
        if silent > 0 {
            reasons.push(match entries {
                [a, b] => tongue.why_overlap_unsaid(name(a), name(b)),
                _ if silent == pairs().count() => tongue.why_overlaps_unsaid(entries.len()),
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

    /// What is said of the overlap of two entries: nothing, that there is one, or how many.
    fn shared(self, a: &Entry, b: &Entry) -> Option<Option<Amount>> {
        let count = |it: &Entry| self.incident.counts.iter().find(|count| count.id == it.id);
        let (a, b) = (count(a)?, count(b)?);
        let of = |a: &Count, b: &Count| a.overlaps.iter().find(|it| it.with == b.id).map(|it| it.amount);
        of(a, b).or_else(|| of(b, a))
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
