//! The curated story: each step looks at a day, perhaps with older knowledge or by few words, at parts that are there.

use super::{Check, Kind};
use crate::diag::Code;
use crate::import::at::At;
use crate::import::draft::{IncidentDraft, SlideDraft};
use crate::incident::{Day, Slide};
use crate::sorting;
use crate::tongue::Phrase;

/// What a step can be about.
const SHOWN: [Kind; 4] = [Kind::Pivot, Kind::Event, Kind::Host, Kind::Count];

impl Check<'_> {
    /// The steps that can be shown.
    pub(super) fn story(&mut self, draft: &IncidentDraft) -> Vec<Slide> {
        self.each(&draft.story, &At::top("story"), Check::slide)
    }

    fn slide(&mut self, it: &SlideDraft, at: &At<'_>) -> Option<Slide> {
        let as_of = self.day(&it.as_of, &at.field("as_of"));
        let known_on = it.known_on.as_ref().map(|day| self.day(day, &at.field("known_on")));
        let told_by = it.told_by.as_ref().map(|ids| {
            let found = self.references(Some(ids), &[Kind::Source], &at.field("told_by"));
            if found.is_empty() {
                // with nobody left to tell it, everybody would
                self.error(Code::Unsourced, at, Phrase::finding_nobody_tells());
            }
            Some(sorting::set_of(found)).filter(|it| !it.is_empty())
        });
        Some(Slide {
            select: self.references(it.select.as_ref(), &SHOWN, &at.field("select")),
            words: self.words(it.words.as_ref(), &at.field("words")),
            notes: self.words(it.notes.as_ref(), &at.field("notes")),
            as_of: as_of?,
            known_on: known_on.map_or(Some(None), |it| it.map(Some))?,
            told_by: told_by.map_or(Some(None), |it| it.map(Some))?,
        })
    }

    fn day(&mut self, text: &str, at: &At<'_>) -> Option<Day> {
        let day = Day::parse(text);
        if day.is_none() {
            self.error(Code::BadMoment, at, Phrase::finding_bad_day(text)).hint(Phrase::hint_bad_day());
        }
        day
    }
}
