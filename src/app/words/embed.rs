//! Sentences of an embedded map, and of addresses that somebody passed on.

/// Shows the controls that a compact element has folded away, or hides them again.
pub const CONTROLS: &str = "Controls";
/// The language of labels.
pub const LANGUAGE: &str = "Language of labels";

/// A link that a newer program wrote.
pub const NEWER_LINK: &str = "A newer link";
/// What became of it.
pub const NEWER_LINK_TEXT: &str = "the link was made by a newer version of breachmap, and may say more than is shown";
/// What to do about it.
pub const NEWER_LINK_HINT: &str = "Ask whoever runs this page for the current version.";
