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
            label: self.label(&it.label, &it.format, &at.field("label")),
            file: it.file.as_deref().map(text::clean),
            options: options.map(|(name, value)| (text::clean(name), text::clean(value))).collect(),
            entries: self.each(&it.entries, &at.field("entries"), Self::entry),
        })
    }

    fn entry(&mut self, it: &EntryDraft, at: &At<'_>) -> Option<OriginEntry> {
        Some(OriginEntry {
            fate: self.word(Some(&it.fate), Fate::ALL, Fate::as_str, Fate::LeftOut, &at.field("fate")),
            words: self.text(&it.words, &at.field("words"))?,
            times: it.times.unwrap_or(1),
            places: it.places.iter().map(|it| text::clean(it)).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::diag::Severity;
    use crate::import::import;

    #[test]
    fn what_became_of_things_can_be_told_in_several_languages() {
        let file = r#"{
            "format": "breachmap-incident/1", "id": "a", "title": "A",
            "imported": {
                "format": "misp", "label": "MISP",
                "entries": [{ "fate": "carried", "words": { "en": "times", "ja": "日時" } }, { "fate": "carried", "words": "" }]
            }
        }"#;
        let imported = import(file.as_bytes()).expect("it is an incident");
        let entries = imported.incident.imported.expect("it was imported").entries;
        assert_eq!(entries.iter().map(|it| it.words.get("ja")).collect::<Vec<_>>(), ["日時"]);
        assert_eq!(imported.report.count(Severity::Error), 1, "an entry without words says nothing");
    }
}
