//! Addresses that somebody passed on.

/// A link that a newer program wrote.
pub const NEWER_LINK: &str = "A newer link";
/// What became of it.
pub const NEWER_LINK_TEXT: &str = "the link was made by a newer version of breachmap, and may say more than is shown";
/// What to do about it.
pub const NEWER_LINK_HINT: &str = "Ask whoever runs this page for the current version.";
