//! VERIS as a table: each path is a column, and each word of a vocabulary a column of its own with 0 or 1, or TRUE or FALSE.
//!
//! VCDB publishes itself so (`vcdb.csv`), written by R, which puts a dot for every sign that its names cannot have:
//! `asset.assets.variety.M...Disk.drive` is the variety `M - Disk drive`.

use serde_json::{Map, Value, json};

/// Columns that every such table has.
const COLUMNS: [&str; 3] = ["incident_id", "victim.victim_id", "timeline.incident.year"];
/// Fields with several words of a vocabulary.
const LISTS: [&str; 10] =
    ["motive", "variety", "vector", "target", "location", "result", "country", "origin", "data_victim", "state"];
/// Fields with whole numbers.
const NUMBERS: [&str; 8] =
    ["year", "month", "day", "value", "amount", "data_total", "overall_amount", "locations_affected"];
/// Lists of objects of which a table has one field.
const OBJECTS: [(&str, &str); 2] =
    [("asset.assets.variety", "assets"), ("attribute.confidentiality.data.variety", "data")];
/// What the columns sum up that other columns say.
const SUMS: [&str; 9] = [
    "actor",
    "action",
    "asset",
    "attribute",
    "asset.variety",
    "asset.assets",
    "pattern",
    "victim.orgsize",
    "victim.industry2",
];
/// Words of the vocabulary in which a dot stands for another sign than a blank.
const SIGNS: [(&str, &str); 7] = [
    ("Nation.state", "Nation-state"),
    ("State.affiliated", "State-affiliated"),
    ("Spyware.Keylogger", "Spyware/Keylogger"),
    ("Web.drive.by", "Web drive-by"),
    ("Client.side.attack", "Client-side attack"),
    ("Non.corporate", "Non-corporate"),
    ("End.user", "End-user"),
];

/// Whether a table is one of VERIS.
pub fn is_table(header: &[String]) -> bool {
    COLUMNS.iter().all(|it| header.iter().any(|name| name == it))
}

/// A row as a record.
pub fn record(header: &[String], cells: &[String]) -> Value {
    let mut record = Map::new();
    for (name, cell) in header.iter().zip(cells) {
        let cell = cell.trim();
        if ["", "NA"].contains(&cell) {
            continue;
        }
        let (is_true, is_false) = (["1", "TRUE", "True"].contains(&cell), ["0", "FALSE", "False"].contains(&cell));
        match parts(name) {
            (path, Some(_)) if is_false || SUMS.contains(&path) => {}
            (path, Some(word)) if is_true => put(&mut record, path, word),
            // whether there is such an actor or action at all
            (path, _) if (is_true || is_false) && is_kind(path) => {
                if is_true {
                    let _: Option<_> = at(&mut record, path);
                }
            }
            (path, None) => {
                let number = last(path).filter(|it| NUMBERS.contains(it)).and_then(|_| cell.parse::<u64>().ok());
                let value = number.map_or_else(|| Value::from(cell), Value::from);
                set(&mut record, path, if path == "victim.secondary.victim_id" { json!([value]) } else { value });
            }
            // no vocabulary after all: a name with a capital letter
            (_, Some(_)) => set(&mut record, name, cell.into()),
        }
    }
    Value::Object(record)
}

/// The path of a column, and the word of a vocabulary behind it: what begins with a capital letter or a digit.
fn parts(name: &str) -> (&str, Option<String>) {
    let mut end = 0;
    for part in name.split('.') {
        if part.starts_with(|it: char| it.is_uppercase() || it.is_ascii_digit()) && end > 0 {
            let word = &name[end..];
            let sign = SIGNS.iter().find(|(it, _)| *it == word).map(|(_, it)| (*it).to_owned());
            let plain =
                || if word.contains(' ') { word.to_owned() } else { word.replace("...", " - ").replace('.', " ") };
            return (name[..end].trim_end_matches('.'), Some(sign.unwrap_or_else(plain)));
        }
        end += part.len() + 1;
    }
    (name, None)
}

/// Whether a path names a kind of actor, action or attribute.
fn is_kind(path: &str) -> bool {
    let mut parts = path.split('.');
    parts.next().is_some_and(|it| SUMS[..4].contains(&it)) && parts.next().is_some() && parts.next().is_none()
}

fn last(path: &str) -> Option<&str> {
    path.rsplit('.').next()
}

/// The object at a path; `None` if something else stands in the way.
fn at<'a>(record: &'a mut Map<String, Value>, path: &str) -> Option<&'a mut Map<String, Value>> {
    let keys = path.split('.').filter(|it| !it.is_empty());
    keys.take(DEEPEST).try_fold(record, |it, key| it.entry(key).or_insert_with(|| json!({})).as_object_mut())
}

/// So many objects lie within each other at most.
const DEEPEST: usize = 8;

fn set(record: &mut Map<String, Value>, path: &str, value: Value) {
    let (parent, key) = path.rsplit_once('.').unwrap_or(("", path));
    if let Some(parent) = at(record, parent) {
        parent.entry(key).or_insert(value);
    }
}

/// Adds a word of a vocabulary.
fn put(record: &mut Map<String, Value>, path: &str, word: String) {
    let object = OBJECTS.iter().find(|(it, _)| *it == path).map(|(_, list)| *list);
    let (parent, key) = path.rsplit_once('.').unwrap_or(("", path));
    let (parent, key, value) = match object {
        Some(list) => (parent.rsplit_once('.').map_or("", |(it, _)| it), list, json!({ "variety": word })),
        None => (parent, key, word.into()),
    };
    let Some(parent) = at(record, parent) else { return };
    if object.is_none() && !LISTS.contains(&key) {
        parent.entry(key).or_insert(value);
    } else if let Value::Array(all) = parent.entry(key).or_insert_with(|| json!([])) {
        all.push(value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_paths_with_words_behind_them() {
        let read = |row: &[(&str, &str)]| {
            let (header, cells): (Vec<String>, Vec<String>) =
                row.iter().map(|(name, cell)| ((*name).to_owned(), (*cell).to_owned())).unzip();
            record(&header, &cells)
        };
        assert_eq!(
            read(&[
                ("asset.assets.variety.M...Disk.drive", "1"),
                ("asset.assets.variety.S - Web application", "TRUE"),
                ("asset.assets.Server", "1"),
                ("action.hacking.variety.Use.of.stolen.creds", "1"),
                ("action.hacking.variety.SQLi", "0"),
                ("action.malware", "0"),
                ("actor.external", "1"),
                ("actor.external.variety.Nation.state", "1"),
                ("victim.employee_count.1 to 10", "TRUE"),
                ("attribute.confidentiality.data_total", "0"),
                ("timeline.incident.year", "2012"),
                ("victim.state", ""),
            ]),
            json!({
                "asset": { "assets": [{ "variety": "M - Disk drive" }, { "variety": "S - Web application" }] },
                "action": { "hacking": { "variety": ["Use of stolen creds"] } },
                "actor": { "external": { "variety": ["Nation-state"] } },
                "victim": { "employee_count": "1 to 10" },
                "attribute": { "confidentiality": { "data_total": 0 } },
                "timeline": { "incident": { "year": 2012 } },
            })
        );
    }
}
