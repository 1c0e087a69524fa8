//! What techniques of all matrices are called.

use super::is_technique;
use super::tactics;
use crate::spelling::plain;

/// A line for each: `T1059 Command and Scripting Interpreter`, and below it `.001 PowerShell`.
pub const NAMES: &str = include_str!("names.txt");

/// The name of a technique.
#[cfg(feature = "foreign")]
pub fn name(id: &str) -> Option<&'static str> {
    name_in(NAMES, id)
}

/// The name of a technique in such a list: who asks for it seldom gets it when it is asked for.
pub fn name_in<'a>(names: &'a str, id: &str) -> Option<&'a str> {
    let (whole, part) = id.split_once('.').map_or((id, None), |(whole, part)| (whole, Some(part)));
    let named = |line: &'a str| line.split_once(' ');
    let mut lines = names.lines().skip_while(|it| named(it).is_none_or(|(it, _)| it != whole));
    let first = named(lines.next()?)?.1;
    let Some(part) = part else { return Some(first) };
    let mut parts = lines.map_while(|it| it.strip_prefix('.')?.split_once(' '));
    parts.find(|(it, _)| *it == part).map(|(_, name)| name)
}

/// The techniques that words mean, each with its name, the likeliest first: those that are called so, then those whose words begin
/// as these do, in the order of the words or not; of alike ones first those of the matrix for enterprises, and wholes before parts.
/// An id, or its beginning, means what has it.
///
/// ```
/// use breachmap::attack::{NAMES, find};
/// assert_eq!(find(NAMES, "valid acc")[0], ("T1078".to_owned(), "Valid Accounts"));
/// assert_eq!(find(NAMES, "t1059.001")[0], ("T1059.001".to_owned(), "PowerShell"));
/// assert!(find(NAMES, "no such thing").is_empty());
/// ```
pub fn find<'a>(names: &'a str, typed: &str) -> Vec<(String, &'a str)> {
    let typed = plain(typed.trim());
    let words: Vec<&str> = typed.split_whitespace().collect();
    if words.is_empty() {
        return Vec::new();
    }
    let mut whole = "";
    let mut found = Vec::new();
    for (told, name) in names.lines().filter_map(|it| it.split_once(' ')) {
        let id = if told.starts_with('.') { format!("{whole}{told}") } else { told.to_owned() };
        if !told.starts_with('.') {
            whole = told;
        }
        let called = plain(name);
        let has = |word: &&str| called.split([' ', '-', '/', '(', '&']).any(|it| it.starts_with(*word));
        let own = plain(&id);
        let rank = if own == typed || called == typed {
            0
        } else if own.starts_with(&typed) || called.starts_with(&typed) {
            1
        } else if words.iter().all(has) {
            2
        } else {
            continue;
        };
        found.push(((rank, tactics(&id).is_empty(), told.starts_with('.')), id, name));
    }
    crate::sorting::by_key(&mut found, |it| it.0);
    found.into_iter().map(|(_, id, name)| (id, name)).collect()
}

/// The one technique that words mean: by its id, by its name, or because nothing else in the matrix for enterprises begins so.
///
/// ```
/// use breachmap::attack::{NAMES, meant};
/// assert_eq!(meant(NAMES, "valid acc").as_deref(), Some("T1078"));
/// assert_eq!(meant(NAMES, "T1078 Valid Accounts").as_deref(), Some("T1078"));
/// assert_eq!(meant(NAMES, "remote services").as_deref(), Some("T1021"));
/// assert_eq!(meant(NAMES, "service"), None);
/// ```
pub fn meant(names: &str, typed: &str) -> Option<String> {
    let first = typed.split_whitespace().next().unwrap_or_default().to_ascii_uppercase();
    if is_technique(&first) {
        return Some(first);
    }
    let mut found = find(names, typed);
    if found.iter().any(|it| !tactics(&it.0).is_empty()) {
        found.retain(|it| !tactics(&it.0).is_empty());
    }
    let called: Vec<&String> = found.iter().filter(|it| plain(it.1) == plain(typed.trim())).map(|it| &it.0).collect();
    match (called.as_slice(), found.as_slice()) {
        ([id], _) => Some((*id).clone()),
        ([], [(id, _)]) => Some(id.clone()),
        _ => None,
    }
}
