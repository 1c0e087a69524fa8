//! A table of one's own: which column is what, as it was guessed, and as the reader of it says instead.

use serde_json::Value;

use super::action::Assign;
use super::effect::{Effect, Source};
use super::{Load, State};

/// The table from which the incident that is shown was read, or would be.
#[derive(Debug, Clone, PartialEq)]
pub struct Columns {
    /// What its file is called.
    pub name: String,
    /// Its columns, in their order.
    pub all: Vec<TableColumn>,
    /// How its dates, times and header are read.
    pub ways: Ways,
    /// Whether they are shown, and not the incident.
    pub is_shown: bool,
    /// Whether nothing can be made of the table as it is read.
    pub is_refused: bool,
    /// Whether the next incident is this table again, and no other file.
    pub is_again: bool,
}

/// How a table is read, beside its columns.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ways {
    /// Which number of a date stands first, one of [`ORDERS`]; `None` if other rows tell.
    pub dates: Option<String>,
    /// The zone of times that have none; empty if nobody says it.
    pub zone: String,
    /// Whether there is no such zone.
    pub is_zone_unknown: bool,
    /// The row of the header, from 1.
    pub header: usize,
    /// What stands in the first rows.
    pub heads: Vec<String>,
}

/// Which number of a date can stand first, in the words of the options of the reader.
pub const ORDERS: [&str; 3] = ["day-first", "month-first", "year-first"];

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableColumn {
    /// Its header.
    pub name: String,
    /// What it is taken for, one of [`FIELDS`]; `None` if for nothing.
    pub field: Option<String>,
    /// What stands in its first rows.
    pub values: Vec<String>,
    /// What another column was taken for instead; it comes back when that one is taken for something else.
    pub lost: Option<String>,
}

/// What a column can be, in the words of the options of the reader.
pub const FIELDS: [&str; 15] = [
    "from",
    "to",
    "when",
    "clock",
    "time-zone",
    "what",
    "technique",
    "state",
    "network",
    "count",
    "unit",
    "status",
    "confidence",
    "marking",
    "source",
];

/// Reads what the reader wrote of a table.
pub fn read(table: &[u8]) -> (Vec<TableColumn>, Ways) {
    let table: Value = serde_json::from_slice(table).unwrap_or_default();
    let text = |it: &Value| it.as_str().map(str::to_owned);
    let texts = |it: &Value| it.as_array().into_iter().flatten().filter_map(text).collect();
    let column = |it: &Value| {
        let field = it.get("field").and_then(text);
        Some(TableColumn { name: text(it.get("name")?)?, field, values: texts(it.get("values")?), lost: None })
    };
    let of = |name: &str| table.get(name).unwrap_or(&Value::Null);
    let ways = Ways {
        dates: text(of("dates")),
        zone: text(of("zone")).unwrap_or_default(),
        is_zone_unknown: of("is_zone_unknown").as_bool().unwrap_or_default(),
        header: of("header").as_u64().map_or(1, |it| it as usize),
        heads: texts(of("heads")),
    };
    (of("columns").as_array().into_iter().flatten().filter_map(column).collect(), ways)
}

/// What happens to the columns.
pub fn update(state: &mut State, action: Assign) -> Option<Effect> {
    let columns = state.columns.as_mut()?;
    let is_other_header = matches!(action, Assign::Header(_));
    match action {
        Assign::Take { column, .. } if column >= columns.all.len() => return None,
        Assign::Take { column, field } => {
            take(&mut columns.all, column, field.as_deref().filter(|it| FIELDS.contains(it)));
        }
        Assign::Dates(dates) => columns.ways.dates = dates.filter(|it| ORDERS.contains(&it.as_str())),
        Assign::Zone(zone) if zone.trim() == columns.ways.zone => return None,
        Assign::Zone(zone) => zone.trim().clone_into(&mut columns.ways.zone),
        // another row has other names, which are guessed anew
        Assign::Header(header) => columns.ways.header = header,
        Assign::Show(is_shown) => {
            (columns.is_shown, state.is_playing) = (is_shown, false);
            if !is_shown && columns.is_refused {
                state.columns = None;
                state.complaint = None;
            }
            return None;
        }
    }
    let mut options = if is_other_header { Vec::new() } else { columns.options() };
    options.extend(columns.ways.options());
    columns.is_again = true;
    let (name, source) = (columns.name.clone(), Source::Again { options });
    state.brought.clone_from(&state.own);
    state.request += 1;
    state.reading = Some(super::Reading { name: name.clone(), ..super::Reading::default() });
    Some(Effect::Convert { request: state.request, name, source })
}

/// Takes a column for something, which can be one column only. Whoever goes through a choice by keyboard passes by all
/// of it: so what one column takes from another, it gives back.
fn take(all: &mut [TableColumn], column: usize, field: Option<&str>) {
    let old = std::mem::replace(&mut all[column].field, field.map(str::to_owned));
    all[column].lost = None;
    for (_, it) in all.iter_mut().enumerate().filter(|(index, _)| *index != column) {
        if it.field.is_some() && it.field.as_deref() == field {
            it.lost = it.field.take();
        } else if it.field.is_none() && it.lost.is_some() && it.lost == old && old.as_deref() != field {
            it.field = it.lost.take();
        }
    }
}

impl Columns {
    /// The options by which the reader reads the table so.
    fn options(&self) -> Vec<String> {
        let place =
            |field: &str| self.all.iter().position(|it| it.field.as_deref() == Some(field)).map_or(0, |it| it + 1);
        FIELDS.iter().map(|field| format!("{field}=#{}", place(field))).collect()
    }
}

impl Ways {
    /// The options by which the reader reads the table so.
    fn options(&self) -> Vec<String> {
        let dates = self.dates.as_ref().map(|it| format!("dates={it}"));
        let zone = Some(&self.zone).filter(|it| !it.is_empty()).map(|it| format!("zone={it}"));
        dates.into_iter().chain(zone).chain([format!("header={}", self.header)]).collect()
    }
}

/// A table was read, or nothing can be made of it yet: then its columns are shown.
pub fn found(state: &mut State, name: &str, columns: &[u8], is_refused: bool) {
    let before = state.columns.take();
    let is_shown = is_refused || before.as_ref().is_some_and(|it| it.is_shown);
    let (mut all, ways) = read(columns);
    for (it, before) in all.iter_mut().zip(before.into_iter().flat_map(|it| it.all)) {
        it.lost = before.lost.filter(|_| it.name == before.name);
    }
    state.columns = Some(Columns { name: name.to_owned(), all, ways, is_shown, is_refused, is_again: false });
    state.listing = None;
    if state.ready().is_none() {
        state.load = Load::Empty;
    }
}
