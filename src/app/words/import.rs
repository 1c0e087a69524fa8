//! What the interface says of files of other tools.

/// The report of an import, to a screen reader.
pub const REPORT: &str = "What became of the file";
/// Read no further.
pub const CANCEL: &str = "Cancel";
/// The bar, to a screen reader.
pub const PROGRESS: &str = "How much of the file has come";

/// How far a file, or what becomes a list, has been read: `Reading log.jsonl: 37 %`.
pub fn progress(name: &str, done: f64, is_list: bool) -> String {
    if done < 1.0 {
        format!("Reading {name}: {:.0} %", done * 100.0)
    } else if is_list {
        format!("Making a list of {name} …")
    } else {
        format!("Making an incident of {name} …")
    }
}

/// A way in which the file was read: `when: Time`.
pub fn option(name: &str, value: &str) -> String {
    match value.strip_prefix('#') {
        Some("0") => format!("{name}: no column"),
        Some(number) => format!("{name}: column {number}"),
        None => format!("{name}: {value}"),
    }
}
