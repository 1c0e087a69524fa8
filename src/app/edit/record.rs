//! Edits that are not saved, as a browser keeps them: enough to go on with them after a reload.

use serde_json::{Value, json};

use super::lists::Section;
use crate::app::State;
use crate::app::editing::Draft;
use crate::app::own::Own;

/// Edits that are not saved.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// What the file is called.
    pub name: String,
    /// What the incident is called.
    pub title: String,
    /// When the last of them was made, in milliseconds since 1970.
    pub at: f64,
    /// The file, if it is one of the reader's own.
    pub own: Option<Own>,
    /// The address from which it came, if it came from one.
    pub address: Option<String>,
    /// The text before all of them.
    pub origin: String,
    /// The text after them.
    pub text: String,
    /// What of them can be undone one by one.
    pub history: Value,
    /// What is typed and not taken yet.
    pub draft: Option<Draft>,
}

impl Record {
    /// What is not saved of the document that is written, or only typed, if anything.
    pub fn of(state: &State, at: f64) -> Option<Self> {
        let (ready, editing) = (state.ready()?, state.editing.as_ref()?);
        let document = Some(&editing.document).filter(|it| it.is_changed() || editing.draft.is_some())?;
        Some(Self {
            name: ready.name.clone(),
            title: ready.incident.title.get(state.language()).to_owned(),
            at,
            own: state.own.clone(),
            address: state.came_from.clone(),
            origin: document.origin().to_owned(),
            text: document.text().to_owned(),
            history: document.history(),
            draft: editing.draft.clone(),
        })
    }

    /// As it is kept.
    pub fn write(&self) -> String {
        let own = self.own.as_ref().map(Own::write);
        let draft = self.draft.as_ref().map(|it| {
            json!({
                "list": it.list.as_str(), "part": it.part, "claim": it.claim, "column": it.column, "text": it.text,
            })
        });
        json!({
            "name": self.name, "title": self.title, "at": self.at, "own": own, "address": self.address,
            "origin": self.origin, "text": self.text, "history": self.history, "draft": draft,
        })
        .to_string()
    }

    /// What was kept; `None` if that is nothing that this program wrote.
    pub fn read(kept: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(kept).ok()?;
        let text = |key: &str| value.get(key)?.as_str().map(str::to_owned);
        Some(Self {
            name: text("name")?,
            title: text("title")?,
            at: value.get("at")?.as_f64()?,
            own: text("own").and_then(|it| Own::read(&it)),
            address: text("address"),
            origin: text("origin")?,
            text: text("text")?,
            history: value.get("history").cloned().unwrap_or_default(),
            draft: value.get("draft").and_then(draft),
        })
    }
}

fn draft(kept: &Value) -> Option<Draft> {
    let text = |key: &str| kept.get(key)?.as_str();
    Some(Draft {
        list: Section::parse(text("list")?)?,
        part: text("part")?.to_owned(),
        claim: text("claim")?.to_owned(),
        column: usize::try_from(kept.get("column")?.as_u64()?).ok()?,
        text: text("text")?.to_owned(),
    })
}

/// Edits with which somebody can go on.
#[derive(Debug, Clone, PartialEq)]
pub struct Left {
    /// The name under which they are kept.
    pub id: String,
    /// The edits.
    pub record: Record,
    /// Whether they were made on this page, so that they may be nowhere else.
    pub is_here: bool,
}

/// Whether the sheet is of another document than the one that is shown.
pub fn is_astray(state: &State) -> bool {
    state.sheet().zip(state.ready()).is_some_and(|(it, ready)| it.document.text() != &*ready.text)
}

/// Which document is written, as every tab names it; `None` if it is nowhere but here.
pub fn document_of(state: &State) -> Option<String> {
    state.own.as_ref().map(Own::write).or_else(|| state.came_from.clone())
}
