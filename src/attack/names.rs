//! What techniques of all matrices are called.

/// A line for each: `T1059 Command and Scripting Interpreter`, and below it `.001 PowerShell`.
const NAMES: &str = include_str!("names.txt");

/// The name of a technique.
pub fn name(id: &str) -> Option<&'static str> {
    let (whole, part) = id.split_once('.').map_or((id, None), |(whole, part)| (whole, Some(part)));
    let named = |line: &'static str| line.split_once(' ');
    let mut lines = NAMES.lines().skip_while(|it| named(it).is_none_or(|(it, _)| it != whole));
    let first = named(lines.next()?)?.1;
    let Some(part) = part else { return Some(first) };
    let mut parts = lines.map_while(|it| it.strip_prefix('.')?.split_once(' '));
    parts.find(|(it, _)| *it == part).map(|(_, name)| name)
}
