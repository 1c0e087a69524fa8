//! The report of an import, as a file carries it: safe to show, and no longer than somebody reads.

use super::{Check, text};
use crate::import::at::At;
use crate::import::draft::IncidentDraft;
use crate::import::field::Part;
use crate::import::origin::{EntryDraft, ImportedDraft};
use crate::incident::{Fate, Origin, OriginEntry};

impl Check<'_> {
    /// What the file was before.
    pub(super) fn origin(&mut self, draft: &IncidentDraft) -> Option<Origin> {
        let it = draft.imported.as_ref()?;
        let at = At::top("imported");
        self.unknown(it.rest(), ImportedDraft::FIELDS, Some(&at));
        let options = it.options.iter().flat_map(|it| &it.0);
        Some(Origin {
            format: text::clean(&it.format),
            label: text::clean(&it.label),
            file: it.file.as_deref().map(text::clean),
            options: options.map(|(name, value)| (text::clean(name), text::clean(value))).collect(),
            entries: self.each(&it.entries, &at.field("entries"), Self::entry),
        })
    }

    #[expect(clippy::unnecessary_wraps, reason = "a list may leave items out, and this one leaves none")]
    fn entry(&mut self, it: &EntryDraft, at: &At<'_>) -> Option<OriginEntry> {
        Some(OriginEntry {
            fate: self.word(Some(&it.fate), Fate::ALL, Fate::as_str, Fate::LeftOut, &at.field("fate")),
            words: text::clean(&it.words),
            times: it.times.unwrap_or(1),
            places: it.places.iter().map(|it| text::clean(it)).collect(),
        })
    }
}
