//! What a table looks like before it is read: each column with what it is taken for and its first values.

use serde::Serialize;

use super::super::{Content, Zones, format_of, unpack};
use super::mapping::mapped;
use super::{DATES, ZONE, date, moved, of_columns};

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

/// A table before it is read, as `options` say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Preview {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Which number of a date was said to stand first, in the word of an option.
    pub dates: Option<String>,
    /// In which zone times were said to be that have none.
    pub zone: Option<String>,
    /// Whether there is no such zone.
    pub is_zone_unknown: bool,
    /// The row of its header, from 1.
    pub header: usize,
    /// What stands in its first rows, each of which could be the header.
    pub heads: Vec<String>,
}

/// How many rows are offered as headers.
const HEADS: usize = 12;

/// A table of one's own before it is read as `options` say; `None` for any other file.
pub fn preview(bytes: &[u8], options: &[(String, String)], zones: Zones) -> Option<Preview> {
    let text = unpack::text(bytes).ok()?;
    let content = Content::of(head(&text)).ok()?;
    if !matches!(content, Content::Table { .. }) || format_of(&content).is_some_and(|it| it.id != "table") {
        return None;
    }
    let content = moved(&content, options).unwrap_or(content);
    let Content::Table { above, header, rows } = &content else { return None };
    let columns = of_columns(options);
    let (mapping, _) = mapped(header, &columns);
    let brief = |it: &str| it.chars().take(LONGEST).collect();
    let column = |(index, name): (usize, &String)| {
        let values = rows.iter().map(|row| row[index].trim()).filter(|it| !it.is_empty());
        Column { name: name.clone(), field: mapping.field(index), values: values.take(VALUES).map(brief).collect() }
    };
    let said = |row: &Vec<String>| {
        let cells = row.iter().map(|it| it.trim()).filter(|it| !it.is_empty());
        brief(&cells.collect::<Vec<_>>().join(" · "))
    };
    let option = |name: &str| options.iter().find(|(it, _)| it == name).map(|(_, it)| it.clone());
    let zone = option(ZONE);
    Some(Preview {
        columns: header.iter().enumerate().map(column).collect(),
        dates: option(DATES).filter(|it| date::is_order(it)),
        is_zone_unknown: zone.as_ref().is_some_and(|it| zones.read(it).is_none()),
        zone,
        header: above.len() + 1,
        heads: above.iter().chain(std::iter::once(header)).chain(rows).take(HEADS).map(said).collect(),
    })
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
        let preview = preview(TABLE, &options, Zones::default()).expect("it is a table of one's own");
        preview.columns.into_iter().map(|it| it.field).collect()
    }

    #[test]
    fn each_column_has_what_it_is_taken_for_and_its_first_values() {
        let columns = preview(TABLE, &[], Zones::default()).unwrap().columns;
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
        assert_eq!(preview(large.as_bytes(), &[], Zones::default()).unwrap().columns.len(), 2);
        assert_eq!(preview(br#"{"a": 1}"#, &[], Zones::default()), None);
    }

    #[test]
    fn header_dates_and_zone_are_those_that_were_chosen() {
        let table = b"Report 7,,\nWhen,From,To\nTime,Source,Target\n05/06/2024,a,b\n";
        let of = |options: &[(&str, &str)]| {
            let options: Vec<_> = options.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
            preview(table, &options, Zones::default()).expect("a table")
        };
        let plain = of(&[]);
        assert_eq!((plain.header, plain.heads.len(), plain.columns[0].name.as_str()), (2, 4, "When"));
        assert_eq!(plain.heads[..2], ["Report 7", "When · From · To"]);
        let chosen = of(&[("header", "3"), ("dates", "day-first"), ("zone", "Asia/Tokyo")]);
        assert_eq!((chosen.header, chosen.columns[0].name.as_str()), (3, "Time"));
        assert_eq!((chosen.dates.as_deref(), chosen.is_zone_unknown), (Some("day-first"), false));
        assert!(of(&[("zone", "Mars")]).is_zone_unknown && of(&[("header", "9")]).header == 2);
    }
}
