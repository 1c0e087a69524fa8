//! What the interface says of the columns of a table.

/// Above the columns: `Which column of steps.csv is what?`.
pub fn title(name: &str) -> String {
    format!("Which column of {name} is what?")
}

/// What to do with them.
pub const NOTE: &str = "Guessed from the words of the header. A story needs where from and where to, or what happened and when; with each choice the table is read again.";
/// The table, to a screen reader.
pub const TABLE: &str = "Columns";
/// The heads of the table.
pub const HEADS: [&str; 3] = ["Column", "Taken for", "First values"];
/// A column that is taken for nothing.
pub const UNUSED: &str = "not used";
/// What is missing before anything can be made of the table.
pub const NOT_YET: &str = "Nothing can be made of these columns yet.";
/// From the columns to the incident.
pub const SHOW: &str = "Show the incident";
/// Away from a table of which nothing can be made.
pub const CANCEL: &str = "Cancel";
/// From the report of an import to the columns.
pub const CHANGE: &str = "Which column is what…";
/// What to do where nothing can be made of a table.
pub const HINT: &str = "Say which column is what.";

/// A column without a header.
pub fn unnamed(number: usize) -> String {
    format!("Column {number}")
}

/// The choice for a column, to a screen reader.
pub fn what_is(name: &str) -> String {
    format!("What {name} is")
}

/// What a column is taken for.
pub fn field(field: &str) -> &'static str {
    match field {
        "from" => "where from",
        "to" => "where to",
        "when" => "when",
        "what" => "what happened",
        "technique" => "technique",
        "source" => "who says so",
        _ => UNUSED,
    }
}

/// What was made of the table: `3 hosts, 2 steps, 1 event`.
pub fn made(hosts: usize, steps: usize, events: usize) -> String {
    let n = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
    format!("Makes {}, {} and {}.", n(hosts, "host"), n(steps, "step"), n(events, "event"))
}
