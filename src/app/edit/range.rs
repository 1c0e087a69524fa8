//! Cells as text, as office programs write and read them: tabs between cells, ends of lines between rows, and quotation marks
//! around a cell that has one of these itself.

/// Reads cells.
///
/// ```
/// use breachmap::app::edit::range::read;
/// assert_eq!(read("a\tb\r\nc\t\"d \"\"e\"\"\nf\"\r\n"), [vec!["a", "b"], vec!["c", "d \"e\"\nf"]]);
/// assert_eq!(read("\"Mail\" server\t19\"\n"), [["\"Mail\" server", "19\""]]);
/// ```
pub fn read(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![Vec::new()];
    let mut rest = text;
    loop {
        let (cell, after) = quoted(rest).unwrap_or_else(|| plain(rest));
        if let Some(row) = rows.last_mut() {
            row.push(cell);
        }
        let is_end = after.is_empty();
        rest = after.strip_prefix('\t').unwrap_or_else(|| {
            let next = after.strip_prefix('\r').unwrap_or(after);
            let next = next.strip_prefix('\n').unwrap_or(next);
            if !next.is_empty() {
                rows.push(Vec::new()); // the last line may end, or not
            }
            next
        });
        if is_end || (rest.is_empty() && !after.starts_with('\t')) {
            return rows;
        }
    }
}

/// Writes cells.
///
/// ```
/// use breachmap::app::edit::range::{read, write};
/// let cells = [vec!["a".to_owned(), "b\tc".to_owned()], vec![String::new(), "\"d\"".to_owned()]];
/// assert_eq!(write(&cells), "a\t\"b\tc\"\n\t\"\"\"d\"\"\"");
/// assert_eq!(read(&write(&cells)), cells);
/// ```
pub fn write(rows: &[Vec<String>]) -> String {
    let cell = |it: &String| {
        let is_bare = !it.contains(['\t', '\n', '\r']) && !it.starts_with('"');
        if is_bare { it.clone() } else { format!("\"{}\"", it.replace('"', "\"\"")) }
    };
    let row = |it: &Vec<String>| it.iter().map(cell).collect::<Vec<_>>().join("\t");
    rows.iter().map(row).collect::<Vec<_>>().join("\n")
}

/// A cell in quotation marks, and what comes after it. A cell that merely begins with a word in quotation marks is none: those that
/// are written around a cell are there because of something in it.
fn quoted(text: &str) -> Option<(String, &str)> {
    let inside = text.strip_prefix('"')?;
    let (mut cell, mut rest, mut has_reason) = (String::new(), inside, false);
    loop {
        let at = rest.find('"')?;
        cell.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        match rest.strip_prefix('"') {
            Some(after) => {
                cell.push('"');
                (rest, has_reason) = (after, true);
            }
            None => break,
        }
    }
    let is_closed = rest.is_empty() || rest.starts_with(['\t', '\n', '\r']);
    (is_closed && (has_reason || cell.contains(['\t', '\n', '\r']))).then_some((cell, rest))
}

/// A cell as it stands.
fn plain(text: &str) -> (String, &str) {
    let end = text.find(['\t', '\n', '\r']).unwrap_or(text.len());
    (text[..end].to_owned(), &text[end..])
}
