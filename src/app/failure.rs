//! What did not work, said so that the reader can do something about it. It waits for a language: one that is shown
//! changes with the language of the page.

use crate::export::share::ShareError;
use crate::import::ImportError;
use crate::tongue::{Phrase, Tongue};

/// Something that did not work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The stable kebab-case name of the kind.
    pub code: &'static str,
    /// What happened, in a few words.
    pub title: Phrase,
    /// The same with its particulars.
    pub text: Phrase,
    /// What the reader can do; `None` if there is nothing to say.
    pub hint: Option<Phrase>,
}

/// A failure in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What happened, in a few words.
    pub title: String,
    /// The same with its particulars.
    pub text: String,
    /// What the reader can do; empty if there is nothing to say.
    pub hint: String,
}

impl Failure {
    /// In one language.
    pub fn tell(&self, tongue: &Tongue) -> Told {
        let hint = self.hint.as_ref().map(|it| it.tell(tongue)).unwrap_or_default();
        Told { title: self.title.tell(tongue), text: self.text.tell(tongue), hint }
    }

    fn new(code: &'static str, title: Phrase, text: Phrase, hint: Phrase) -> Self {
        Self { code, title, text, hint: Some(hint) }
    }

    /// A file that cannot be read.
    pub fn import(name: &str, err: &ImportError) -> Self {
        Self::new(err.code(), Phrase::cannot_read(name), err.placed_message(), err.hint())
    }

    /// A file that the reader of other formats does not read; the words are its own.
    pub fn refused(name: &str, code: &str, text: Phrase, hint: Option<Phrase>) -> Self {
        let code = ImportError::CODES.iter().find(|it| **it == code).copied().unwrap_or("unreadable");
        Self { code, title: Phrase::cannot_read(name), text, hint }
    }

    /// A file that did not come, by the HTTP status, or without any; what the reader can do differs.
    pub fn fetch(address: &str, status: Option<u16>) -> Self {
        let (code, text, hint) = match status {
            Some(404) => ("not-found", Phrase::file_not_found(), Phrase::file_not_found_hint()),
            Some(status) => ("bad-status", Phrase::bad_status(status.to_string()), Phrase::bad_status_hint()),
            None => ("network", Phrase::no_network(), Phrase::no_network_hint()),
        };
        Self::new(code, Phrase::cannot_open(address), text, hint)
    }

    /// An address on another server.
    pub fn foreign_address(address: &str) -> Self {
        let (text, hint) = (Phrase::foreign_address(), Phrase::foreign_address_hint());
        Self::new("foreign-address", Phrase::cannot_open(address), text, hint)
    }

    /// What was to be the index of a gallery is none.
    pub fn no_gallery(address: &str) -> Self {
        Self::new("unknown-format", Phrase::cannot_open(address), Phrase::no_gallery(), Phrase::no_gallery_hint())
    }

    /// An index of another version than this program reads.
    pub fn no_index(name: &str) -> Self {
        Self::new("other-version", Phrase::cannot_read(name), Phrase::other_index(), Phrase::other_index_hint())
    }

    /// A file of an index that does not hold what the index says.
    pub fn damaged(name: &str) -> Self {
        Self::new("wrong-shape", Phrase::cannot_read(name), Phrase::damaged_piece(), Phrase::damaged_piece_hint())
    }

    /// A file that the browser does not give out.
    pub fn unreadable(name: &str) -> Self {
        let (text, hint) = (Phrase::unreadable_file(), Phrase::unreadable_file_hint());
        Self::new("unreadable", Phrase::cannot_open(name), text, hint)
    }

    /// A folder in which nothing can be read; of what is left, each with the reason, the first are named.
    pub fn nothing_readable(left: &[Phrase]) -> Self {
        let text = left.iter().take(3).cloned().reduce(Phrase::next_file).unwrap_or_else(|| Phrase::verbatim(""));
        Self::new("no-incident", Phrase::nothing_readable(), text, Phrase::nothing_readable_hint())
    }

    /// What a host passed to `load` is nothing that a file could hold; `err` is what JavaScript says of it.
    pub fn no_value(name: &str, err: &str) -> Self {
        Self::new("wrong-shape", Phrase::cannot_read(name), Phrase::verbatim(err), Phrase::load_hint())
    }

    /// A telling by a source that the incident does not have; so many of those that were asked for are there.
    pub(super) fn unknown_source(id: &str, n_left: usize) -> Self {
        let text = if n_left == 0 { Phrase::unknown_source_none(id) } else { Phrase::unknown_source_some(id) };
        Self::new("unknown-source", Phrase::no_such_source(), text, Phrase::unknown_source_hint())
    }

    /// The code of [`Self::newer_link`].
    pub(super) const NEWER_LINK: &'static str = "newer-link";

    /// A link that a newer program wrote; what can be read of it is shown all the same.
    pub(super) fn newer_link() -> Self {
        Self::new(Self::NEWER_LINK, Phrase::newer_link(), Phrase::newer_link_text(), Phrase::newer_link_hint())
    }

    /// A link to a file of somebody's own, by its name if the link says it.
    pub(super) fn file_needed(name: Option<&str>) -> Self {
        let title = name.map_or_else(Phrase::link_file_needed, Phrase::named_file_needed);
        Self::new("file-needed", title, Phrase::file_needed_text(), Phrase::file_needed_hint())
    }

    /// Another file was opened than the one of the link.
    pub(super) fn other_file() -> Self {
        Self { code: "other-file", title: Phrase::other_file(), text: Phrase::other_file_text(), hint: None }
    }

    /// There is no incident to hand on.
    pub fn nothing() -> Self {
        Self::new("nothing", Phrase::nothing_to_export(), Phrase::no_incident_shown(), Phrase::open_one_first())
    }

    /// The marking of the incident forbids it.
    pub(super) fn above_marking(err: ShareError) -> Self {
        let text = Phrase::full_stop(err.message());
        Self::new("above-marking", Phrase::cannot_hand_on(), text, err.hint())
    }

    /// What a host asked for with `exportAs` is no export.
    pub fn no_export(why: Phrase) -> Self {
        Self::new("no-export", Phrase::cannot_hand_on(), why, Phrase::export_kinds_hint())
    }

    /// An edit that does not fit what stands in the file.
    pub fn unfit(problem: Phrase) -> Self {
        Self { code: "unfit-edit", title: Phrase::cannot_edit(), text: Phrase::full_stop(problem), hint: None }
    }

    /// A host edits where nobody may.
    pub fn not_editable() -> Self {
        Self::unfit(Phrase::edit_not_allowed())
    }

    /// A part of the program did not come.
    pub fn no_part() -> Self {
        Self::new("no-part", Phrase::no_part(), Phrase::no_part_text(), Phrase::no_part_hint())
    }

    /// There is no one-file app to put incidents into.
    pub fn no_app(why: Phrase) -> Self {
        Self::new("no-app", Phrase::no_app(), why, Phrase::no_app_hint())
    }

    /// The canvas holds no picture of this size.
    pub fn too_large() -> Self {
        let (text, hint) = (Phrase::picture_too_large_text(), Phrase::picture_too_large_hint());
        Self::new("too-large", Phrase::picture_too_large(), text, hint)
    }

    /// The page's policy forbids images that are made in it.
    pub fn blocked() -> Self {
        let (text, hint) = (Phrase::picture_blocked_text(), Phrase::picture_blocked_hint());
        Self::new("blocked-image", Phrase::picture_blocked(), text, hint)
    }
}
