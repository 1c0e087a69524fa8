//! What the interface says of saving a briefing.

/// Why no briefing can be made, before the reason.
pub const NO_APP_TITLE: &str = "The briefing cannot be made";
/// What is amiss if the address of the app has something else.
pub const OTHER_APP: &str = "briefing.html holds something else than the one-file app";
/// What to do about it.
pub const NO_APP_HINT: &str = "Check the connection. Whoever runs this page must put briefing.html beside breachmap.js. `breachmap bundle` makes the same file.";
