//! Why something cannot be shown.

pub mod briefing;
pub mod collection;
mod embed;
pub mod figure;
pub mod handing;

pub use embed::*;

/// A telling by a source that the incident does not have: title, text and remedy; `n_left` of those asked for are there.
pub fn unknown_source(id: &str, n_left: usize) -> (String, String, &'static str) {
    let shown = if n_left == 0 { "all sources are heard instead" } else { "the others that were asked for are heard" };
    (
        "No such source".to_owned(),
        format!("the incident has no source \"{id}\"; {shown}"),
        "\"Told by\" lists the sources; `told-by` takes their ids, separated by commas.",
    )
}

/// A file that is not an incident.
pub fn cannot_read(name: &str) -> String {
    format!("\"{name}\" cannot be shown")
}

/// A file that did not come.
pub fn cannot_open(address: &str) -> String {
    format!("\"{address}\" cannot be opened")
}

/// Code, text and remedy for a fetch that failed with this HTTP status, or without any.
pub fn fetch_failure(status: Option<u16>) -> (&'static str, String, &'static str) {
    match status {
        Some(404) => (
            "not-found",
            "the server has no such file (404)".to_owned(),
            "Check the address, or open the file from your computer.",
        ),
        Some(status) => (
            "bad-status",
            format!("the server answered with status {status}"),
            "You may have to sign in, or ask whoever runs the server; a file from your computer can be opened at any time.",
        ),
        None => (
            "network",
            "the server cannot be reached, or the page was opened as a file".to_owned(),
            "Check the connection, or open the file from your computer with \"Open file\".",
        ),
    }
}

/// An address on another server.
pub fn foreign_address() -> (&'static str, String, &'static str) {
    (
        "foreign-address",
        "the address is on another server, and nothing is fetched from there".to_owned(),
        "Save the file and open it from your computer, or put it beside this page.",
    )
}

/// A file that the browser does not give out.
pub const UNREADABLE_FILE: &str = "the browser could not read the file";

/// What to do about it.
pub const UNREADABLE_FILE_HINT: &str = "It may have been moved or changed: choose it again.";

/// What the method `load` takes.
pub const LOAD_HINT: &str = "Pass an address, the text of an incident file, or an object of the format.";

/// What the method `seek` was given instead of a day.
pub fn no_day(text: &str) -> String {
    format!("\"{text}\" is no day of the calendar; write it as YYYY-MM-DD")
}
