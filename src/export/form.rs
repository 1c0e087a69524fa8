//! An incident file in its shorter or its longer form, as a text: what the format does not know keeps its order and its spelling.

use serde_json::Value;

use super::native::{items, layout};
use crate::import::role::Known;
use crate::import::shorten::{longest, shortest};

/// In which form a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// As it is.
    Same,
    /// As short as it can be.
    Short,
    /// With all that it says itself.
    Long,
}

/// A file in a form; its text must be well-formed JSON.
pub fn write(text: &str, form: Form) -> String {
    let old: Value = serde_json::from_str(text).unwrap_or_default();
    let mut new = old.clone();
    match form {
        Form::Same => {}
        Form::Short => shortest(&mut new),
        Form::Long => longest(&mut new),
    }
    let mut written = String::new();
    rewrite(text.trim(), &old, &new, &mut written);
    layout(&written)
}

/// Writes a value in place of another one, whose text is known: what is the same in both stays as it is written.
fn rewrite(text: &str, old: &Value, new: &Value, out: &mut String) {
    match (old, new) {
        _ if old == new => out.push_str(text),
        (Value::Object(old), Value::Object(new)) => {
            let mut left = new.clone();
            let mut members = Vec::new();
            // of keys that stand twice the last one counts
            for it in items(Known::OWN, text).into_iter().rev() {
                let quoted = it.key.unwrap_or_default();
                let key: String = serde_json::from_str(quoted).unwrap_or_default();
                if let (Some(old), Some(new)) = (old.get(&key), left.remove(&key)) {
                    let mut member = format!("{quoted}:");
                    rewrite(it.value, old, &new, &mut member);
                    members.push(member);
                }
            }
            members.reverse();
            members.extend(left.iter().map(|(key, it)| format!("{}:{it}", Value::from(key.as_str()))));
            out.push_str(&format!("{{{}}}", members.join(",")));
        }
        (Value::Array(old), Value::Array(new)) => {
            let texts = items(Known::OWN, text);
            let mut written = Vec::new();
            for (i, new) in new.iter().enumerate() {
                let mut item = String::new();
                match (old.get(i), texts.get(i)) {
                    (Some(old), Some(it)) => rewrite(it.value, old, new, &mut item),
                    _ => item = new.to_string(),
                }
                written.push(item);
            }
            out.push_str(&format!("[{}]", written.join(",")));
        }
        _ => out.push_str(&new.to_string()),
    }
}
