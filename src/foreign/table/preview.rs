//! What a table looks like before it is read: each column with what it is taken for and its first values.

use serde::Serialize;

use super::super::{Content, format_of, unpack};
use super::mapping::mapped;

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its header.
    pub name: String,
    /// What it is taken for, in the word of an option; `None` if for nothing.
    pub field: Option<&'static str>,
    /// What stands in its first rows, where anything does.
    pub values: Vec<String>,
}

/// How many values are shown of a column.
const VALUES: usize = 3;
/// How many characters of a value.
const LONGEST: usize = 80;
/// How many bytes of a table are looked at.
const HEAD: usize = 64 * 1024;

/// The columns of a table of one's own, read as `options` say; `None` for any other file.
pub fn columns(bytes: &[u8], options: &[(String, String)]) -> Option<Vec<Column>> {
    let text = unpack::text(bytes).ok()?;
    let content = Content::of(head(&text)).ok()?;
    let Content::Table { header, rows, .. } = &content else { return None };
    if format_of(&content).is_some_and(|it| it.id != "table") {
        return None;
    }
    let (mapping, _) = mapped(header, options);
    let column = |(index, name): (usize, &String)| {
        let values = rows.iter().map(|row| row[index].trim()).filter(|it| !it.is_empty());
        let brief = |it: &str| it.chars().take(LONGEST).collect();
        Column { name: name.clone(), field: mapping.field(index), values: values.take(VALUES).map(brief).collect() }
    };
    Some(header.iter().enumerate().map(column).collect())
}

/// The first lines of a text: a large table is not read twice.
fn head(text: &str) -> &str {
    let end = text.floor_char_boundary(HEAD);
    let whole = if end < text.len() { text[..end].rfind('\n') } else { None };
    &text[..whole.unwrap_or(end)]
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &[u8] = b"Date,SrcHost,DstHost,Port\n2020-05-11,a,b,22\n,c,,\n2020-05-12,d,e,\n2020-05-13,f,g,\n";

    fn fields(options: &[(&str, &str)]) -> Vec<Option<&'static str>> {
        let options: Vec<_> = options.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        let columns = columns(TABLE, &options).expect("it is a table of one's own");
        columns.into_iter().map(|it| it.field).collect()
    }

    #[test]
    fn each_column_has_what_it_is_taken_for_and_its_first_values() {
        let columns = columns(TABLE, &[]).unwrap();
        assert_eq!(columns[0].values, ["2020-05-11", "2020-05-12", "2020-05-13"], "empty cells are passed over");
        assert_eq!(columns[3].values, ["22"]);
        assert_eq!(fields(&[]), [Some("when"), Some("from"), Some("to"), None]);
    }

    #[test]
    fn choices_count_and_a_column_can_be_nothing() {
        assert_eq!(fields(&[("when", "#0"), ("to", "#4")]), [None, Some("from"), None, Some("to")]);
        assert_eq!(fields(&[("what", "#1")])[0], Some("what"));
    }

    #[test]
    fn only_the_head_of_a_large_table_is_looked_at() {
        let large = "from,to\n".to_owned() + &"a,b\n".repeat(HEAD);
        assert!(head(&large).len() < HEAD && head(&large).ends_with("a,b"));
        assert_eq!(columns(large.as_bytes(), &[]).unwrap().len(), 2);
        assert_eq!(columns(br#"{"a": 1}"#, &[]), None);
    }
}
