//! The note about its sharing that a file carries.

use super::Check;
use crate::import::at::At;
use crate::import::field::Part;
use crate::import::sharing::SharingDraft;
use crate::incident::Sharing;

impl Check<'_> {
    /// Reads the note.
    pub(super) fn sharing(&mut self, it: &SharingDraft) -> Sharing {
        let at = At::top("shared");
        self.unknown(&it.rest, SharingDraft::FIELDS, Some(&at));
        Sharing {
            marking: self.marking(it.marking.as_deref(), &at.field("marking")),
            claims: it.claims.unwrap_or_default(),
            parts: it.parts.unwrap_or_default(),
            sources: it.sources.unwrap_or_default(),
            texts: it.texts.unwrap_or_default(),
            redacted: it.redacted.unwrap_or_default(),
        }
    }
}
