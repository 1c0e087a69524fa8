//! Claims of a draft → claims of the incident: source, moment, hedge, value.

use serde_json::Value;

use super::text::clean;
use super::{Check, Kind};
use crate::diag::Code;
use crate::import::at::At;
use crate::import::draft::{AmountDraft, ClaimDraft, Ids, SaidDraft};
use crate::import::each::{Broken, Each};
use crate::import::field::Field;
use crate::import::marked;
use crate::import::role::is_sha256;
use crate::incident::{Amount, Claim, Hedge, Id, Marking, Quantity, Quote, Said};
use crate::tongue::Phrase;

impl Check<'_> {
    /// Reads a list of claims. `read` makes the value of one, given its place; `None` leaves the claim out.
    pub(super) fn claims<V: Field, T>(
        &mut self,
        each: &Each<ClaimDraft<V>>,
        at: &At<'_>,
        mut read: impl FnMut(&mut Self, &V, &At<'_>) -> Option<T>,
    ) -> Vec<Claim<T>> {
        let claims = self.claims_with(each, at, |check, draft, at| read(check, draft.value.as_ref()?, at));
        // who writes a value by itself does not know yet that each needs a source
        if let [Broken { index: None, value: value @ Value::String(_), .. }] = each.broken.as_slice() {
            self.advise(at, Phrase::hint_write(format!("[{{ \"source\": \"…\", \"value\": {value} }}]")));
        }
        claims
    }

    /// As [`Self::claims`], from the whole of each claim.
    pub(super) fn claims_with<V: Field, T>(
        &mut self,
        each: &Each<ClaimDraft<V>>,
        at: &At<'_>,
        mut read: impl FnMut(&mut Self, &ClaimDraft<V>, &At<'_>) -> Option<T>,
    ) -> Vec<Claim<T>> {
        self.each(each, at, |check, draft, at| {
            let value = read(check, draft, &at.field("value"));
            if value.is_none() && draft.value.is_none() {
                check.error(Code::WrongShape, at, Phrase::finding_no_value());
            }
            let Some(value) = value else {
                check.look_at(&draft.said, at);
                return None;
            };
            Some(Claim { value, said: check.said(&draft.said, at)? })
        })
    }

    /// What else is wrong with a claim is said at once, and not only when its value is mended.
    fn look_at(&mut self, draft: &SaidDraft, at: &At<'_>) {
        self.said(draft, at);
    }

    fn said(&mut self, draft: &SaidDraft, at: &At<'_>) -> Option<Said> {
        let hedge = match &draft.hedge {
            None => Some(Hedge::Stated),
            Some(word) => {
                let names: Vec<&str> = Hedge::ALL.iter().map(|it| it.as_str()).collect();
                let none = || Phrase::finding_no_hedge(word);
                self.known(word, &names, &none, &at.field("hedge")).map(|it| Hedge::ALL[it])
            }
        };
        let source = self.reference(&draft.source, &[Kind::Source], &at.field("source"));
        Some(Said {
            when: self.moment(draft.when.as_deref(), &at.field("when")),
            after: self.references(draft.after.as_ref(), &[Kind::Pivot, Kind::Event], &at.field("after")),
            hedge: hedge?,
            likelihood: self.words(draft.likelihood.as_ref(), &at.field("likelihood")).map(Box::new),
            source: source?,
            via: self.references(draft.via.as_ref(), &[Kind::Source], &at.field("via")),
            quote: self.quote(draft, at),
            note: self.words(draft.note.as_ref(), &at.field("note")).map(Box::new),
            inferred: self.words(draft.inferred.as_ref(), &at.field("inferred")).map(Box::new),
            marking: Marking::stricter(
                self.marking(draft.marking.as_deref(), &at.field("marking")),
                marked::marking(&draft.rest), // under another name
            ),
        })
    }

    /// What is quoted; words that do not show are no quotation.
    fn quote(&mut self, draft: &SaidDraft, at: &At<'_>) -> Option<Box<Quote>> {
        let mut told = |it: &Option<String>, field: &str| {
            let words = clean(it.as_deref()?);
            if words.is_empty() {
                self.error(Code::WrongShape, &at.field(field), Phrase::finding_no_words());
            }
            Some(words).filter(|it| !it.is_empty())
        };
        let (words, at) = (told(&draft.quote, "quote"), told(&draft.at, "at"));
        (words.is_some() || at.is_some()).then(|| Box::new(Quote { words: words.unwrap_or_default(), at }))
    }

    /// The hash of a document.
    pub(super) fn hash(&mut self, draft: Option<&str>, at: &At<'_>) -> Option<String> {
        let is_hash = is_sha256(draft?);
        if !is_hash {
            self.warn(Code::UnknownWord, at, Phrase::finding_no_sha256());
        }
        draft.filter(|_| is_hash).map(str::to_ascii_lowercase)
    }

    /// Those of some ids that name parts of these kinds.
    pub(super) fn references(&mut self, ids: Option<&Ids>, kinds: &[Kind], at: &At<'_>) -> Vec<Id> {
        match ids {
            None => Vec::new(),
            Some(Ids::One(id)) => self.reference(id, kinds, at).into_iter().collect(),
            Some(Ids::Many(ids)) => {
                let all = ids.iter().enumerate();
                all.filter_map(|(i, id)| self.reference(id, kinds, &at.item(i))).collect()
            }
        }
    }

    /// Claims of a count: each carries its unit.
    pub(super) fn quantities(&mut self, each: &Each<ClaimDraft<AmountDraft>>, at: &At<'_>) -> Vec<Claim<Quantity>> {
        self.claims_with(each, at, |check, draft, at| {
            let amount = check.amount(draft.value.as_ref()?, at);
            let unit = draft.said.unit.as_deref().map(clean).filter(|it| !it.is_empty());
            if unit.is_none() {
                check.error(Code::BadAmount, at, Phrase::finding_no_unit()).hint(Phrase::hint_no_unit());
            }
            Some(Quantity { amount: amount?, unit: unit? })
        })
    }

    fn amount(&mut self, draft: &AmountDraft, at: &At<'_>) -> Option<Amount> {
        let amount = draft.amount();
        if amount.is_none() {
            self.error(Code::BadAmount, at, Phrase::finding_bad_amount()).hint(Phrase::hint_bad_amount());
        }
        amount
    }

    /// What two entries share: `Some(None)` is undisclosed.
    pub(super) fn overlap_amount(&mut self, draft: &AmountDraft, at: &At<'_>) -> Option<Option<Amount>> {
        match draft {
            AmountDraft::Word(word) if word == "undisclosed" => Some(None),
            _ => self.amount(draft, at).map(Some),
        }
    }
}
