//! Expected files: compared, rewritten with `UPDATE=1`, and with the new text left beside as `*.new` where they differ.

use std::path::{Path, PathBuf};
use std::{env, fs};

/// Compares `actual` with the expected `file`, or rewrites the file if `UPDATE=1` is set.
/// The error names the file and the first line that differs.
pub fn check(file: &Path, actual: &str) -> Result<(), String> {
    let left_over = beside(file);
    if env::var_os("UPDATE").is_some_and(|it| it == "1") {
        fs::remove_file(left_over).ok();
        return fs::write(file, actual).map_err(|err| format!("{}: cannot be written: {err}", file.display()));
    }
    let difference = match fs::read_to_string(file) {
        Ok(expected) if expected == actual => {
            fs::remove_file(left_over).ok();
            return Ok(());
        }
        Ok(expected) => first_difference(&expected, actual),
        Err(err) => format!("cannot be read: {err}"),
    };
    fs::write(&left_over, actual).map_err(|err| format!("{}: cannot be written: {err}", left_over.display()))?;
    Err(format!("{}: {difference}\n  the new text is in {}", file.display(), left_over.display()))
}

/// `report.txt` → `report.txt.new`.
fn beside(file: &Path) -> PathBuf {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    file.with_file_name(name)
}

/// The first line that differs, as expected and as it is, cut where it is long.
fn first_difference(expected: &str, actual: &str) -> String {
    let (mut old, mut new) = (expected.lines(), actual.lines());
    for line in 1.. {
        let (old, new) = (old.next(), new.next());
        if old != new {
            let (old, new) = (old.unwrap_or("(end of file)"), new.unwrap_or("(end of file)"));
            let same = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
            return format!(
                "line {line} differs\n  expected: {}\n  found:    {}",
                around(old, same),
                around(new, same)
            );
        }
        if old.is_none() {
            break;
        }
    }
    "only the line ends differ".to_owned()
}

/// The part of a line around this byte.
fn around(line: &str, at: usize) -> String {
    const BEFORE: usize = 40;
    const LENGTH: usize = 160;
    let start = (0..=at.saturating_sub(BEFORE)).rev().find(|it| line.is_char_boundary(*it)).unwrap_or(0);
    let part: String = line[start..].chars().take(LENGTH).collect();
    let (head, tail) = (if start > 0 { "…" } else { "" }, if start + part.len() < line.len() { "…" } else { "" });
    format!("{head}{part}{tail}")
}
