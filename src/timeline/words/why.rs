//! Why a total is a range, or a number: in words, from its entries and what they share.

use super::{amount, number, total_number};
use crate::incident::{Amount, Count, Incident};
use crate::timeline::{Entry, Total};

/// `704 to 892: the overlap of 704 (first path) and 188 (second path) is not disclosed; it is at least …`
pub fn why(incident: &Incident, total: &Total, language: &str) -> String {
    let name = |it: &Entry| format!("{} ({})", amount(it.amount), incident.label(&it.id, language).unwrap_or(&it.id));
    let reasons = match total.entries.as_slice() {
        [one] => vec![name(one), bound(one.amount).to_owned()],
        entries => {
            let mut reasons = overlaps(incident, entries, &name);
            let unbounded = entries.iter().filter(|it| it.amount.high().is_none());
            reasons.extend(unbounded.map(|it| format!("for {} no upper bound is given", name(it))));
            reasons
        }
    };
    let disputed = if total.disputed { "sources disagree on a part" } else { "" };
    let reasons: Vec<String> = reasons.into_iter().chain([disputed.to_owned()]).filter(|it| !it.is_empty()).collect();
    format!("{}: {}.", total_number(total), reasons.join("; "))
}

/// What the only entry leaves open.
fn bound(amount: Amount) -> &'static str {
    match amount {
        Amount::Exactly(_) => "the only entry of the ledger for this unit",
        Amount::AtLeast(_) | Amount::MoreThan(_) => "the source gives no upper bound",
        Amount::UpTo(_) => "the source gives an upper bound only",
        Amount::About(_) => "the source gives a round number",
        Amount::Between(..) => "the source gives a range",
        Amount::NotDisclosed => "the source gives no number",
    }
}

/// What is said of the overlaps of entries, two by two; where nothing is said of any, of all at once.
fn overlaps(incident: &Incident, entries: &[Entry], name: &dyn Fn(&Entry) -> String) -> Vec<String> {
    let pairs = || (0..entries.len()).flat_map(|i| (i + 1..entries.len()).map(move |j| (&entries[i], &entries[j])));
    let is_apart = |it: &(&Entry, &Entry)| shared(incident, it.0, it.1) == Some(Some(Amount::Exactly(0)));
    if entries.len() > 2 && pairs().all(|it| is_apart(&it)) {
        return vec![format!("the sum of its {} entries, which share nothing", number(entries.len() as u64))];
    }
    let (mut known, mut hidden, mut silent) = (Vec::new(), Vec::new(), 0);
    for (a, b) in pairs() {
        match shared(incident, a, b) {
            Some(Some(Amount::Exactly(0))) => known.push(format!("{} and {} share nothing", name(a), name(b))),
            Some(Some(it)) => known.push(format!("{} and {} share {}", name(a), name(b), amount(it))),
            Some(None) => hidden.push((a, b)),
            None => silent += 1,
        }
    }
    let mut reasons = Vec::new();
    match hidden.as_slice() {
        [] => {}
        [(a, b)] => reasons.push(format!("the overlap of {} and {} is not disclosed", name(a), name(b))),
        several => {
            let (n_hidden, n_entries) = (several.len(), entries.len());
            reasons.push(format!("{n_hidden} overlaps of its {n_entries} entries are not disclosed"));
        }
    }
    if silent > 0 {
        reasons.push(match entries {
            [a, b] => format!("nobody says whether {} and {} overlap", name(a), name(b)),
            _ => format!(
                "nobody says whether {} of its {} entries overlap",
                if silent == pairs().count() { "any" } else { "others" },
                number(entries.len() as u64)
            ),
        });
    }
    if !reasons.is_empty() {
        let only_low = entries.iter().all(|it| it.amount.high().is_some());
        reasons.push(
            if only_low {
                "it is at least the largest part, and at most the sum"
            } else {
                "it is at least the largest part"
            }
            .to_owned(),
        );
    }
    reasons.extend(known);
    reasons
}

/// What is said of the overlap of two entries: nothing, that there is one, or how many.
fn shared(incident: &Incident, a: &Entry, b: &Entry) -> Option<Option<Amount>> {
    let count = |it: &Entry| incident.counts.iter().find(|count| count.id == it.id);
    let (a, b) = (count(a)?, count(b)?);
    let of = |a: &Count, b: &Count| a.overlaps.iter().find(|it| it.with == b.id).map(|it| it.amount);
    of(a, b).or_else(|| of(b, a))
}
