//! What an incident says in all, for who asks whether something of a file is in it.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::import::draft::IncidentDraft;

/// The words of an incident, in small letters.
pub struct Said {
    words: BTreeSet<String>,
    all: String,
}

impl Said {
    /// Those of all incidents of a file.
    pub fn of(drafts: &[IncidentDraft]) -> Self {
        let mut said = Self { words: BTreeSet::new(), all: String::new() };
        for draft in drafts {
            said.take(&serde_json::to_value(draft).unwrap_or_default());
        }
        said
    }

    fn take(&mut self, value: &Value) {
        match value {
            Value::Object(fields) => fields.values().for_each(|it| self.take(it)),
            Value::Array(items) => items.iter().for_each(|it| self.take(it)),
            Value::String(text) => {
                let text = text.to_lowercase();
                let parts = text.split(|it: char| it.is_whitespace() || ",;()[]{}\"'（）、。：".contains(it));
                for part in parts.map(|it| it.trim_matches(['.', ':'])) {
                    self.words.extend(part.split(['\\', '@', '/']).chain([part]).map(str::to_owned));
                }
                self.all += &text;
                self.all.push('\n');
            }
            Value::Number(number) => {
                self.all += &number.to_string();
                self.all.push('\n');
            }
            Value::Null | Value::Bool(_) => {}
        }
    }

    /// Whether it tells words, among others or alone.
    pub fn tells(&self, words: &str) -> bool {
        self.all.contains(&words.to_lowercase())
    }

    /// Whether it tells a name: as it is, or without the domain before it and the sign of machines behind it.
    pub fn has(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        let name = name.trim_end_matches(['.', '$']).trim_start_matches("\\\\");
        let short = name.rsplit('\\').next().unwrap_or(name);
        let bare = name.strip_prefix("::ffff:").unwrap_or(short);
        let is_word = |it: &str| self.words.contains(it);
        [name, short, bare].iter().any(|it| is_word(it))
            || name.contains(char::is_whitespace) && self.all.contains(name)
    }
}
