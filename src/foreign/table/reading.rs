//! One row of cells → what is used of it. Every cell comes to a place in the incident, or to an entry of the report.

use super::amount::{self, Amount};
use super::cell;
use super::date::{Dates, How, When};
use super::field::Field;
use super::mapping::Mapping;
use super::row::{Row, others};
use super::written;
use crate::foreign::make::Words;
use crate::foreign::{Fidelity, tlp};
use crate::incident::Marking;
use crate::tongue::Phrase;

/// How the rows of a table are read.
pub struct Reading<'a> {
    pub mapping: &'a Mapping,
    pub header: &'a [String],
    pub dates: Dates,
}

/// A row in the making: its cells, what of them stands in its notes, and where it stands.
struct Making<'a> {
    cells: &'a [String],
    notes: Vec<Words>,
    place: String,
}

impl Reading<'_> {
    /// Reads a row; `None` if it says nothing.
    pub fn row(&self, cells: &[String], place: String, report: &mut Fidelity) -> Option<Row> {
        let notes = others(self.mapping, self.header, cells);
        let mut making = Making { cells, notes, place };
        let cell = |field| self.mapping.cell(cells, field);
        let when = self.when(&mut making, report);
        let state = cell(Field::State).and_then(cell::state).or_else(|| cell(Field::Status).and_then(cell::state));
        let hedge = cell::hedge([cell(Field::Status), cell(Field::State)], cell(Field::Confidence));
        if hedge.is_some() {
            report.derived(Phrase::table_hedges(), making.place.clone());
        }
        let marking = self.marking(&mut making, report);
        let count = self.count(&mut making, report);
        let network = cell(Field::Zone).filter(|it| !self.is_time_zone(it)).map(str::to_owned);
        let row = Row {
            from: self.machines(Field::From, &making, report),
            to: self.machines(Field::To, &making, report),
            what: cell(Field::What).map(str::to_owned),
            technique: cell(Field::Technique).map(str::to_owned),
            source: cell(Field::Source).map(str::to_owned),
            network,
            state,
            count,
            others: making.notes,
            when,
            hedge: hedge.flatten(),
            marking,
            times: 1,
            place: making.place,
        };
        if row.from.is_empty() && row.to.is_empty() && row.what.is_none() && row.count.is_none() {
            report.left_out(Phrase::table_no_content(), row.place);
            return None;
        }
        Some(row)
    }

    fn machines(&self, field: Field, making: &Making<'_>, report: &mut Fidelity) -> Vec<String> {
        let names: Vec<&str> = self.mapping.cell(making.cells, field).map(cell::names).unwrap_or_default();
        if names.len() > 1 {
            report.derived(Phrase::table_split(), making.place.clone());
        }
        names.into_iter().map(str::to_owned).collect()
    }

    /// How far the row may be shared. Words beside the level stay in the note.
    fn marking(&self, making: &mut Making<'_>, report: &mut Fidelity) -> Option<Marking> {
        let column = self.mapping.column(Field::Marking);
        let texts = making.cells.iter().enumerate().filter(|(it, _)| column != Some(*it));
        let told = self.mapping.cell(making.cells, Field::Marking);
        let (marking, is_read) = cell::marking(told, texts.map(|(_, it)| it.as_str()));
        match (marking, is_read) {
            (Some(_), true) => report.carried(Phrase::table_marked(), making.place.clone()),
            (_, false) => report.derived(Phrase::table_unread_marking(), making.place.clone()),
            (None, true) => {}
        }
        if told.is_some_and(|it| tlp::level(it).is_none()) {
            self.noted(Field::Marking, making);
        }
        marking
    }

    /// How many are affected, and of what: by the cell, by that of the unit, by the header.
    fn count(
        &self,
        making: &mut Making<'_>,
        report: &mut Fidelity,
    ) -> Option<(crate::import::draft::AmountDraft, String)> {
        let of_cell = self.mapping.cell(making.cells, Field::Unit).map(amount::unit);
        let Some(told) = self.mapping.cell(making.cells, Field::Count) else {
            self.noted(Field::Unit, making);
            return None;
        };
        let read: Option<Amount> = amount::read(told);
        let known = || of_cell.clone().or_else(|| self.mapping.unit(self.header).map(str::to_owned));
        let found = read.and_then(|(amount, unit)| Some((amount, unit.or_else(known)?)));
        if found.is_some() {
            report.carried(Phrase::table_counts(), making.place.clone());
        } else {
            report.left_out(Phrase::table_no_count(), making.place.clone());
            self.noted(Field::Count, making);
        }
        let unit = found.as_ref().map(|(_, unit)| unit);
        if of_cell.as_ref() != unit {
            self.noted(Field::Unit, making);
        }
        found
    }

    /// When a row is: a day and a clock of two columns are one time, unless the clock has a day of its own.
    fn when(&self, making: &mut Making<'_>, report: &mut Fidelity) -> Option<When> {
        let cell = |field| self.mapping.cell(making.cells, field);
        let (day, clock) = (cell(Field::When), cell(Field::Clock));
        let told = cell(Field::TimeZone).or_else(|| cell(Field::Zone).filter(|it| self.is_time_zone(it)));
        let zone = told.and_then(|it| report.zones.read(it));
        let dates = zone.clone().map_or_else(|| self.dates.clone(), |it| self.dates.within(it));
        let own = clock.and_then(|it| dates.read(it)).filter(|it| it.clock.is_some());
        let when = match (day, clock) {
            (Some(day), Some(clock)) => {
                own.clone().or_else(|| dates.read(&format!("{day} {}", cell::clock(&written::plain(clock)))))
            }
            (day, clock) => day.or(clock).and_then(|it| dates.read(it)),
        };
        match &told {
            Some(_) if zone.is_some() => report.derived(Phrase::table_row_zones(), making.place.clone()),
            Some(_) => {
                report.left_out(Phrase::table_no_zone(), making.place.clone());
                self.noted(Field::TimeZone, making);
            }
            None => {}
        }
        // the clock has a day of its own, and another one
        let is_other = own.as_ref().is_some_and(|own| {
            day.and_then(|it| dates.read(it)).is_some_and(|day| !own.moment.starts_with(&day.moment))
        });
        if is_other || day.is_some() && when.is_none() {
            self.noted(Field::When, making);
        }
        if clock.is_some() && when.is_none() {
            self.noted(Field::Clock, making);
        }
        if day.is_none() && clock.is_none() {
            return None;
        }
        let place = making.place.clone();
        match when.as_ref().map(|it| it.how) {
            None => report.left_out(Phrase::table_no_time(), place),
            Some(How::Open) => report.derived(Phrase::table_open_dates(), place),
            Some(How::Changing) => report.derived(Phrase::table_changing_clocks(), place),
            Some(How::Derived) => report.derived(Phrase::table_derived_times(), place),
            Some(How::Plainly) => report.carried(Phrase::import_times(), place),
        }
        when
    }

    fn is_time_zone(&self, cell: &str) -> bool {
        self.dates.zones().read(cell).is_some()
    }

    /// Keeps a cell as a note with its header.
    fn noted(&self, field: Field, making: &mut Making<'_>) {
        let cell = self.mapping.cell(making.cells, field);
        let header = self.mapping.column(field).and_then(|it| self.header.get(it));
        if let (Some(cell), Some(header)) = (cell, header) {
            making.notes.push(Phrase::import_noted(header, cell).into());
        }
    }
}
