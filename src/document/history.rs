//! What can be undone, as it is kept beside a text: the latest edits, as far as there is room. What is read again may be anybody's, so
//! an edit that does not fit its text is never done.

use serde_json::{Value, json};

use super::splice::Splice;
use super::{Change, DEPTH, Document, Patch};

/// So many bytes of edits are kept at the most: about a thousand that change a few words.
const ROOM: usize = 256 * 1024;

impl Document {
    /// What can be undone and done again, to be kept beside both texts: the latest edits, up to some 250 kB of them.
    pub fn history(&self) -> Value {
        let mut room = ROOM;
        let past = latest(&self.past, &mut room);
        let future = latest(&self.future, &mut room);
        let n_left_out = self.past.len() - past.len();
        // what was saved before the first that is kept can be undone to all at once
        let saved = self.saved.map(|it| it.checked_sub(n_left_out).map_or(Value::from(-1), Value::from));
        json!({ "past": past, "future": future, "saved": saved })
    }

    /// A document with edits that were not saved, and what can be undone of them; what does not fit is left out, and they are
    /// undone as one.
    pub fn resumed(origin: &str, text: &str, history: &Value) -> Self {
        let read = |key: &str| history.get(key)?.as_array()?.iter().map(read).collect::<Option<Vec<_>>>();
        let (Some(past), Some(future)) = (read("past"), read("future")) else { return Self::edited(origin, text) };
        let n = past.len() + future.len();
        let told = history.get("saved").and_then(Value::as_i64);
        let saved = told.and_then(|it| usize::try_from(it).ok()).filter(|it| *it <= n);
        let mut document = Self { past, future, saved, text: text.to_owned(), ..Self::new(origin) };
        let is_as_saved = document.saved == Some(document.past.len());
        if n > 2 * DEPTH || (is_as_saved && origin != text) {
            return Self::edited(origin, text);
        }
        if told == Some(-1) {
            let mut first = document.clone();
            while first.undo() {}
            if !first.past.is_empty() {
                return Self::edited(origin, text);
            }
            let older = Splice::new(0, origin, first.text());
            document.past.insert(0, Change { patch: Patch::default(), splices: vec![older] });
            document.saved = Some(0);
        }
        document
    }
}

/// The last of these for which there is room.
fn latest(all: &[Change], room: &mut usize) -> Vec<Value> {
    let mut kept = Vec::new();
    for change in all.iter().rev() {
        let size = change.splices.iter().map(|it| it.size() + 32).sum();
        let Some(left) = room.checked_sub(size) else { break };
        *room = left;
        kept.push(change.splices.iter().map(Splice::write).collect());
    }
    kept.reverse();
    kept
}

fn read(change: &Value) -> Option<Change> {
    let splices = change.as_array()?.iter().map(Splice::read).collect::<Option<_>>()?;
    Some(Change { patch: Patch::default(), splices })
}
