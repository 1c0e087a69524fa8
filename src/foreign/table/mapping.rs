//! Which column of a table is what.

use super::amount;
use super::field::Field;
use super::headers::{AMOUNTS, CLOCKS, DAYS, FIELDS, LEADING};
use super::words::NOTHING;
use crate::foreign::zones::{Zone, Zones};
use crate::sorting;

/// Which column is what.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mapping {
    columns: Vec<(Field, usize)>,
}

/// What the words of a header say. A column `source` beside one of destinations, and with no other origin, is the origin.
///
/// `Source` is where a packet comes from, or who reported something; both are common. Beside `Destination` it can only be
/// the first; in `Date, Host, What happened, Source` it is the second: nothing leads to a host.
pub fn guess(header: &[String]) -> Mapping {
    let words: Vec<String> = header.iter().map(|it| plain(bare(it).0)).collect();
    let mut mapping = Mapping::default();
    for (field, name, names) in FIELDS {
        // the first names mean it most surely
        let found = names.iter().find_map(|name| words.iter().position(|it| it == name));
        let ends = |it: &String| {
            matches!(field, Field::From | Field::To) && it.rsplit_once(' ').is_some_and(|(_, last)| last == name)
        };
        let found = found.or_else(|| words.iter().position(ends));
        if let Some(found) = found.filter(|it| !mapping.uses(*it)) {
            mapping.set(field, found);
        }
    }
    // a column of days and one of clocks are one time
    let of = |all: &[&str]| words.iter().position(|it| all.contains(&it.as_str()));
    if let (Some(day), Some(clock)) = (of(&DAYS), of(&CLOCKS)) {
        mapping.set(Field::When, day);
        mapping.set(Field::Clock, clock);
    }
    let mut counts = words.iter().enumerate().filter(|(index, _)| !mapping.uses(*index));
    let counted = |(index, it): (usize, &String)| {
        let has_units = mapping.column(Field::Unit).is_some();
        let is_amount = has_units && (AMOUNTS.contains(&it.as_str()) || amount::is_hit(it));
        (is_amount || amount::is_of_units(it)).then_some(index)
    };
    if mapping.column(Field::Count).is_none()
        && let Some(found) = counts.find_map(counted)
    {
        mapping.set(Field::Count, found);
    }
    if let (None, Some(to), Some(source)) =
        (mapping.column(Field::From), mapping.column(Field::To), mapping.column(Field::Source))
        && words[source] == "source"
        && (words[to].split(' ').any(|it| LEADING.contains(&it)) || mapping.column(Field::What).is_none())
    {
        mapping.columns.retain(|(field, _)| *field != Field::Source);
        mapping.set(Field::From, source);
    }
    mapping
}

/// A header without what it says in brackets at its end, and that: `Time (JST)`, `日時（日本時間）`.
fn bare(header: &str) -> (&str, Option<&str>) {
    let header = header.trim();
    let inner = header.strip_suffix([')', '）', ']']).and_then(|it| it.rsplit_once(['(', '（', '[']));
    inner.map_or((header, None), |(name, inner)| (name, Some(inner)))
}

/// A header in lower case, with blanks between its words: `Src_Host`, `SourceHost` and `source-host` alike.
fn plain(header: &str) -> String {
    let mut words = String::new();
    let mut was_lower = false;
    for c in header.trim().chars() {
        if c.is_uppercase() && was_lower {
            words.push(' ');
        }
        was_lower = c.is_lowercase();
        if ['_', '-', '.', '/'].contains(&c) {
            words.push(' ');
        } else {
            words.extend(c.to_lowercase());
        }
    }
    words.split(' ').filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What options choose, by field and column, over what the words of the header say; and the options that choose nothing.
pub fn mapped<'a>(header: &[String], options: &'a [(String, String)]) -> (Mapping, Vec<&'a (String, String)>) {
    let mut mapping = guess(header);
    let unknown = options.iter().filter(|(name, column)| !mapping.choose(name, column, header)).collect();
    (mapping, unknown)
}

impl Mapping {
    fn set(&mut self, field: Field, column: usize) {
        self.columns.retain(|(it, _)| *it != field);
        self.columns.push((field, column));
        sorting::by(&mut self.columns, Ord::cmp);
    }

    /// Takes a column, by its name or its number from 1, for what an option names. Whether there are both.
    /// `#2` is the second column whatever the names are, and `#0` is none.
    pub fn choose(&mut self, name: &str, column: &str, header: &[String]) -> bool {
        let field = FIELDS.into_iter().find(|(_, it, _)| *it == name).map(|(field, _, _)| field);
        let by_name = header.iter().position(|it| it.trim() == column.trim());
        let place = column.strip_prefix('#').and_then(|it| it.parse::<usize>().ok());
        if let (Some(field), Some(0)) = (field, place) {
            self.columns.retain(|(it, _)| *it != field);
            return true;
        }
        let number = place.or_else(|| column.parse().ok().filter(|_| by_name.is_none()));
        let number = number.and_then(|it| it.checked_sub(1)).filter(|it| *it < header.len());
        let (Some(field), Some(index)) = (field, number.or(by_name)) else { return false };
        self.columns.retain(|(_, it)| *it != index);
        self.set(field, index);
        true
    }

    /// What a column of amounts counts, as its header says.
    pub fn unit(&self, header: &[String]) -> Option<&'static str> {
        amount::unit_of_header(&plain(bare(header.get(self.column(Field::Count)?)?).0))
    }

    /// The column of a field.
    pub fn column(&self, field: Field) -> Option<usize> {
        self.columns.iter().find(|(it, _)| *it == field).map(|(_, column)| *column)
    }

    /// What a column is taken for, in the word of an option.
    pub fn field(&self, column: usize) -> Option<&'static str> {
        let (field, _) = self.columns.iter().find(|(_, it)| *it == column)?;
        FIELDS.into_iter().find(|(it, _, _)| it == field).map(|(_, name, _)| name)
    }

    /// What a column is taken for.
    pub fn field_of(&self, column: usize) -> Option<Field> {
        self.columns.iter().find(|(_, it)| *it == column).map(|(field, _)| *field)
    }

    /// Whether a column is anything.
    pub fn uses(&self, column: usize) -> bool {
        self.columns.iter().any(|(_, it)| *it == column)
    }

    /// The zone that the header says of times: `Time (JST)`, `Time UTC`, `Time (Europe/Berlin)`; and which header.
    pub fn zone<'a>(&self, header: &'a [String], zones: Zones) -> Option<(Zone, &'a str)> {
        let of = |field: Field| {
            let header = header.get(self.column(field)?)?;
            let (name, inner) = bare(header);
            let read = |it: &str| zones.read(it);
            let zone = inner.and_then(read).or_else(|| read(name.rsplit([' ', '_']).next()?))?;
            Some((zone, header.as_str()))
        };
        of(Field::When).or_else(|| of(Field::Clock))
    }

    /// What stands in a row for a field.
    pub fn cell<'a>(&self, row: &'a [String], field: Field) -> Option<&'a str> {
        row.get(self.column(field)?).map(|it| it.trim()).filter(|it| !NOTHING.contains(&it.to_lowercase().as_str()))
    }

    /// Whether a story can be made of it: steps from place to place, or what happened or how a machine stood, and when.
    pub fn is_enough(&self) -> bool {
        let has = |field| self.column(field).is_some();
        has(Field::From) && has(Field::To)
            || (has(Field::What) || has(Field::To) && has(Field::State)) && has(Field::When)
    }

    /// How it was read, so that these options read it so again: the name of each field, and that of its column, or its
    /// number where no name tells it apart.
    pub fn options(&self, header: &[String]) -> Vec<(String, String)> {
        let guessed = guess(header);
        let named = |(field, name, _): (Field, &str, _)| {
            let column = match self.column(field) {
                Some(index) => {
                    let is_plain =
                        |it: &&String| !it.is_empty() && header.iter().filter(|other| other == it).count() == 1;
                    header.get(index).filter(is_plain).cloned().unwrap_or_else(|| format!("#{}", index + 1))
                }
                None => guessed.column(field).filter(|it| !self.uses(*it)).map(|_| "#0".to_owned())?,
            };
            Some((name.to_owned(), column))
        };
        FIELDS.into_iter().filter_map(named).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(header: &[&str]) -> Vec<(String, String)> {
        let header: Vec<String> = header.iter().map(|it| (*it).to_owned()).collect();
        guess(&header).options(&header)
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
    }

    #[test]
    fn where_from_and_where_to_are_any_words_for_a_machine() {
        let things =
            ["system", "asset", "computer", "machine", "device", "server", "host", "hostname", "ip", "address"];
        for thing in things {
            for [from, to] in [["Source", "Target"], ["source", "Destination"]] {
                let header = [format!("{from} {thing}"), format!("{to} {thing}"), "Date".to_owned()];
                let mapping = guess(&header);
                let told = [Field::From, Field::To, Field::When].map(|it| mapping.column(it));
                assert_eq!(told, [Some(0), Some(1), Some(2)], "{header:?}");
            }
        }
    }

    #[test]
    fn headers_say_what_they_mean_in_english_and_japanese() {
        assert_eq!(
            read(&["Date", "Src_Host", "DstHost", "ATT&CK ID", "Reference"]),
            pairs(&[
                ("from", "Src_Host"),
                ("to", "DstHost"),
                ("when", "Date"),
                ("technique", "ATT&CK ID"),
                ("source", "Reference")
            ])
        );
        assert_eq!(
            read(&["日時", "接続元", "接続先", "攻撃手法", "出典"]),
            pairs(&[
                ("from", "接続元"),
                ("to", "接続先"),
                ("when", "日時"),
                ("technique", "攻撃手法"),
                ("source", "出典")
            ])
        );
        assert_eq!(read(&["Source", "Destination", "Port"]), pairs(&[("from", "Source"), ("to", "Destination")]));
        assert_eq!(read(&["FirstName", "Password"]), []);
        assert_eq!(
            read(&["Date", "Time (JST)", "Host", "TLP", "Verdict"]),
            pairs(&[
                ("to", "Host"),
                ("when", "Date"),
                ("clock", "Time (JST)"),
                ("status", "Verdict"),
                ("marking", "TLP")
            ])
        );
        assert_eq!(
            read(&["Date", "Host", "State", "What", "Affected customers", "Source", "Segment", "Time zone"]),
            pairs(&[
                ("to", "Host"),
                ("when", "Date"),
                ("what", "What"),
                ("source", "Source"),
                ("time-zone", "Time zone"),
                ("network", "Segment"),
                ("state", "State"),
                ("count", "Affected customers")
            ])
        );
        assert_eq!(read(&["Count", "Unit"]), pairs(&[("count", "Count"), ("unit", "Unit")]));
        assert_eq!(read(&["hop_from", "hop_to"]), pairs(&[("from", "hop_from"), ("to", "hop_to")]));
        assert_eq!(read(&["Date/Time (JST)", "備考", "操作"]), pairs(&[("when", "Date/Time (JST)"), ("what", "操作")]));
    }

    #[test]
    fn headers_say_the_zone() {
        let zone = |it: &str| {
            let header = [it.to_owned()];
            let mut mapping = Mapping::default();
            mapping.set(Field::When, 0);
            mapping.zone(&header, Zones::default()).map(|(zone, _)| zone)
        };
        assert_eq!(zone("Date/Time (JST)"), Some(Zone::East(540)));
        assert_eq!(zone("日時（UTC+9）"), Some(Zone::East(540)));
        assert_eq!(zone("time_utc"), Some(Zone::East(0)));
        assert_eq!(zone("Time [Europe/Berlin]"), Some(Zone::Of("Europe/Berlin".to_owned())));
        assert_eq!(zone("Time (local)"), None);
        assert_eq!(zone("Time"), None);
    }

    #[test]
    fn a_choice_takes_a_column_by_name_or_number() {
        let header: Vec<String> = ["a", "b", "when"].iter().map(|it| (*it).to_owned()).collect();
        let mut mapping = guess(&header);
        assert!(!mapping.is_enough());
        assert!(mapping.choose("from", "a", &header) && mapping.choose("to", "2", &header));
        assert!(mapping.is_enough());
        assert!(
            !mapping.choose("to", "nowhere", &header)
                && !mapping.choose("color", "a", &header)
                && !mapping.choose("to", "0", &header)
        );
        assert!(mapping.choose("from", "#2", &header) && mapping.column(Field::From) == Some(1));
        assert!(mapping.choose("what", "when", &header));
        assert_eq!(mapping.column(Field::When), None);
    }

    #[test]
    fn options_read_a_table_so_again() {
        let header: Vec<String> = ["host", "host", "date", "event", ""].iter().map(|it| (*it).to_owned()).collect();
        let choices = [("from", "#2"), ("to", "#1"), ("technique", "#5"), ("what", "#0")];
        let choices: Vec<_> = choices.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        let (mapping, unknown) = mapped(&header, &choices);
        assert!(unknown.is_empty());
        let options = mapping.options(&header);
        assert_eq!(
            options,
            pairs(&[("from", "#2"), ("to", "#1"), ("when", "date"), ("what", "#0"), ("technique", "#5")])
        );
        assert_eq!(mapped(&header, &options).0, mapping);
    }
}
