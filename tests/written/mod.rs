//! Writing on the sheet, as steps of a machine that tests share.

use breachmap::app::State;
use breachmap::app::action::{Action, Edit, Setting};
use breachmap::app::edit::{Row, Section, Sheet};
use breachmap::app::update::update;
use breachmap::incident::Day;

use crate::machine::{after, read};

/// What is wrong with the file, but for sources of which nobody has said yet when they were out.
pub fn faults(state: &State) -> Vec<String> {
    let all = state.ready().unwrap().report.diagnostics.iter();
    all.map(|it| it.tell(state.tongue())).filter(|it| !it.contains("/published")).collect()
}

/// One opens an incident where one may write.
pub fn opened(file: &[u8]) -> State {
    after(vec![Action::Set(Setting::Editable(true)), read(file), Action::Edit(Edit::Begin)]).0
}

/// One begins with nothing.
pub fn new() -> Action {
    Action::Edit(Edit::New(Day::parse("2026-03-12")))
}

/// The file.
pub fn text(state: &State) -> String {
    state.ready().unwrap().text.to_string()
}

/// The rows of a list.
pub fn rows(state: &State, section: Section) -> Vec<Row> {
    let document = serde_json::from_str(&text(state)).unwrap();
    let report = &state.ready().unwrap().report;
    Sheet {
        document: &document,
        report,
        tongue: state.tongue(),
        language: state.language(),
        techniques: None,
        names: None,
    }
    .rows(section)
}

/// The number of a column.
pub fn column(section: Section, key: &str) -> usize {
    section.columns().iter().position(|it| it.key == key).unwrap()
}

/// What stands in a cell.
pub fn cell(state: &State, section: Section, row: usize, key: &str) -> String {
    rows(state, section)[row].cells[column(section, key)].as_ref().unwrap().text.clone()
}

/// Types into a cell; the row beyond the last is the new one.
pub fn typed(state: &State, section: Section, row: usize, key: &str, typed: &str) -> State {
    let row = rows(state, section).swap_remove(row);
    let (part, claim, column) = (row.part, row.claim, column(section, key));
    update(state.clone(), Action::Edit(Edit::Type { section, part, claim, column, text: typed.to_owned() })).0
}

/// The row of a new part.
pub fn new_row(state: &State, section: Section) -> usize {
    rows(state, section).len() - 1
}

/// What was said of what was typed last.
pub fn refused(state: &State) -> Option<String> {
    Some(state.editing.as_ref()?.refused.as_ref()?.problem.tell(state.tongue()))
}
