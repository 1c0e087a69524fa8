//! Claims of a draft → claims of the incident: source, moment, hedge, value.

use serde_json::Number;

use super::text::clean;
use super::{Check, Kind};
use crate::diag::Code;
use crate::import::draft::{AmountDraft, ClaimDraft, Ids};
use crate::import::each::Each;
use crate::import::field::Field;
use crate::incident::{Amount, Claim, Hedge, Id, Quantity, Said};

const AMOUNT_HINT: &str = "Write 621, {\"at_least\": 100}, {\"more_than\": 100}, {\"up_to\": 621}, {\"about\": 10}, {\"from\": 83, \"to\": 188} or \"not-disclosed\".";

impl Check<'_> {
    /// Reads a list of claims. `value` makes the value of one, given its pointer; `None` leaves the claim out.
    pub(super) fn claims<V: Field, T>(
        &mut self,
        each: &Each<ClaimDraft<V>>,
        at: &str,
        mut value: impl FnMut(&mut Self, &ClaimDraft<V>, &str) -> Option<T>,
    ) -> Vec<Claim<T>> {
        self.each(each, at, |check, draft, at| {
            let made = value(check, draft, &format!("{at}/value"));
            if made.is_none() && draft.value.is_none() {
                check.report.error(Code::WrongShape, at, "the claim has no \"value\"; it is left out");
            }
            check.claim(draft, at, made?)
        })
    }

    fn claim<V, T>(&mut self, draft: &ClaimDraft<V>, at: &str, value: T) -> Option<Claim<T>> {
        let hedge = match &draft.hedge {
            None => Some(Hedge::Stated),
            Some(word) => Hedge::parse(word).or_else(|| {
                let message = format!("\"{word}\" is no hedge; the claim is left out");
                let known = Hedge::ALL.iter().map(|it| it.as_str());
                self.report.error(Code::UnknownWord, &format!("{at}/hedge"), message).suggest(word, known);
                None
            }),
        };
        let source = self.reference(&draft.source, &[Kind::Source], &format!("{at}/source"));
        let said = Said {
            when: self.moment(draft.when.as_deref(), &format!("{at}/when")),
            after: self.references(draft.after.as_ref(), &[Kind::Pivot, Kind::Event], &format!("{at}/after")),
            hedge: hedge?,
            source: source?,
            via: self.references(draft.via.as_ref(), &[Kind::Source], &format!("{at}/via")),
            note: draft.note.as_ref().and_then(|it| self.text(it, &format!("{at}/note"))),
            inferred: draft.inferred.as_ref().and_then(|it| self.text(it, &format!("{at}/inferred"))),
            marking: self.marking(draft.marking.as_deref(), &format!("{at}/marking")),
        };
        Some(Claim { value, said })
    }

    fn references(&mut self, ids: Option<&Ids>, kinds: &[Kind], at: &str) -> Vec<Id> {
        match ids {
            None => Vec::new(),
            Some(Ids::One(id)) => self.reference(id, kinds, at).into_iter().collect(),
            Some(Ids::Many(ids)) => {
                let all = ids.iter().enumerate();
                all.filter_map(|(i, id)| self.reference(id, kinds, &format!("{at}/{i}"))).collect()
            }
        }
    }

    /// Claims of a count: each carries its unit.
    pub(super) fn quantities(&mut self, each: &Each<ClaimDraft<AmountDraft>>, at: &str) -> Vec<Claim<Quantity>> {
        self.claims(each, at, |check, draft, at| {
            let amount = check.amount(draft.value.as_ref()?, at);
            let unit = draft.unit.as_deref().map(clean).filter(|it| !it.is_empty());
            if unit.is_none() {
                check
                    .report
                    .error(Code::BadAmount, at, "the claim does not say how many of what; it is left out")
                    .hint("Add \"unit\": companies, people, records, files, sites …");
            }
            Some(Quantity { amount: amount?, unit: unit? })
        })
    }

    fn amount(&mut self, draft: &AmountDraft, at: &str) -> Option<Amount> {
        let amount = match draft {
            AmountDraft::Number(n) => natural(n).map(Amount::Exactly),
            AmountDraft::Word(word) => (word == "not-disclosed").then_some(Amount::NotDisclosed),
            AmountDraft::Bounds(bounds) => {
                let bounds: Vec<(&str, Option<u64>)> =
                    bounds.iter().map(|(key, n)| (key.as_str(), natural(n))).collect();
                match bounds.as_slice() {
                    [("at_least", Some(n))] => Some(Amount::AtLeast(*n)),
                    [("more_than", Some(n))] => Some(Amount::MoreThan(*n)),
                    [("up_to", Some(n))] => Some(Amount::UpTo(*n)),
                    [("about", Some(n))] => Some(Amount::About(*n)),
                    [("from", Some(a)), ("to", Some(b))] if a <= b => Some(Amount::Between(*a, *b)),
                    _ => None,
                }
            }
        };
        if amount.is_none() {
            let message = "this is no amount: a whole number from 0 to 18446744073709551615, or bounds in order; the claim is left out";
            self.report.error(Code::BadAmount, at, message).hint(AMOUNT_HINT);
        }
        amount
    }

    /// What two entries share: `Some(None)` is undisclosed.
    pub(super) fn overlap_amount(&mut self, draft: &AmountDraft, at: &str) -> Option<Option<Amount>> {
        match draft {
            AmountDraft::Word(word) if word == "undisclosed" => Some(None),
            _ => self.amount(draft, at).map(Some),
        }
    }
}

fn natural(n: &Number) -> Option<u64> {
    n.as_u64()
}
