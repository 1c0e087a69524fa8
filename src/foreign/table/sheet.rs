//! A table that this program wrote: which one it is by its header, and its cells by the names of columns.

use super::super::{Content, records};

/// What a table lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Of what the others are tables.
    About,
    /// Who says it.
    Sources,
    /// Where hosts can be.
    Zones,
    /// The hosts.
    Hosts,
    /// The steps of the intruder.
    Pivots,
    /// What else happened.
    Events,
    /// The ledger.
    Counts,
    /// All that is said.
    Claims,
}

impl Kind {
    /// What the file of the table is called.
    fn word(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::Sources => "sources",
            Self::Zones => "zones",
            Self::Hosts => "hosts",
            Self::Pivots => "pivots",
            Self::Events => "events",
            Self::Counts => "counts",
            Self::Claims => "claims",
        }
    }
}

/// Columns by which each table is known, however many of the others somebody took out.
const KNOWN_BY: [(Kind, &[&str]); 8] = [
    (Kind::Claims, &["kind", "part", "attribute", "value", "hedge", "source"]),
    (Kind::Pivots, &["id", "from", "from_label", "to", "to_label", "done"]),
    (Kind::Counts, &["id", "amount", "unit", "low", "high", "in_total"]),
    (Kind::Events, &["id", "kind", "hosts", "jurisdiction", "done"]),
    (Kind::Hosts, &["id", "kind", "role", "zone", "state", "certainty"]),
    (Kind::Sources, &["id", "kind", "publisher", "url", "published", "inferred"]),
    (Kind::Zones, &["id", "label", "within", "known_on"]),
    (Kind::About, &["what", "value"]),
];

/// A table, and what it lists.
#[derive(Debug, Clone, Copy)]
pub struct Sheet<'a> {
    /// What it lists.
    pub kind: Kind,
    above: usize,
    header: &'a [String],
    rows: &'a [Vec<String>],
}

impl<'a> Sheet<'a> {
    /// The table, if it is one of ours.
    pub fn of(content: &'a Content) -> Option<Self> {
        let Content::Table { above, header, rows } = content else { return None };
        let has = |name: &&str| header.iter().any(|it| it == name);
        let (kind, _) = KNOWN_BY.iter().find(|(_, all)| all.iter().all(has))?;
        let sheet = Self { kind: *kind, above: above.len(), header, rows };
        // two columns with these names may be anybody's
        let is_ours = *kind != Kind::About || sheet.rows().any(|it| it.get("what") == "headline");
        is_ours.then_some(sheet)
    }

    /// Each cell in which anything stands: its column, what it says, and its place.
    pub fn cells(&self) -> Vec<(&'a str, String, String)> {
        let mut all = Vec::new();
        for (index, cells) in self.rows.iter().enumerate() {
            for (at, name) in self.header.iter().enumerate() {
                let row = Row { sheet: *self, cells, index };
                let cell = row.get(name);
                if !cell.is_empty() {
                    all.push((name.as_str(), cell.to_owned(), format!("{}, column {}", row.place(), at + 1)));
                }
            }
        }
        all
    }

    /// Its rows.
    pub fn rows(self) -> impl Iterator<Item = Row<'a>> {
        self.rows.iter().enumerate().map(move |(index, cells)| Row { sheet: self, cells, index })
    }
}

/// A row of a table.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    sheet: Sheet<'a>,
    cells: &'a [String],
    index: usize,
}

impl<'a> Row<'a> {
    /// What stands in a column; nothing, if there is none.
    pub fn get(&self, column: &str) -> &'a str {
        let at = self.sheet.header.iter().position(|it| it == column);
        let cell = at.and_then(|it| self.cells.get(it)).map_or("", |it| it.trim());
        // the mark that keeps a spreadsheet from running the cell
        cell.strip_prefix('\'').filter(|it| it.starts_with(['=', '+', '-', '@'])).unwrap_or(cell)
    }

    /// The same, if anything stands there.
    pub fn some(&self, column: &str) -> Option<&'a str> {
        Some(self.get(column)).filter(|it| !it.is_empty())
    }

    /// The ids in a column.
    pub fn ids(&self, column: &str) -> Vec<&'a str> {
        self.get(column).split_whitespace().collect()
    }

    /// Where it stands: in which table, and in which row of it.
    pub fn place(&self) -> String {
        format!("{}: {}", self.sheet.kind.word(), records::row(self.sheet.above, self.index))
    }
}
