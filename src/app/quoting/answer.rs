//! The answer of a language model: what of it is found in the documents, and what is held apart.

use std::rc::Rc;

use serde_json::Value;

use super::Kept;
use crate::app::Failure;
use crate::document::{self, Patch, fresh_id, name};
use crate::import::draft::FILE;
use crate::import::role::Role;
use crate::import::{import, import_value, short};
use crate::incident::Incident;
use crate::quotes::{Apart, Document, INSTRUCTIONS, Quoting, apart, assign, claims, json_of};
use crate::together::{Favor, merge_values, patch};
use crate::tongue::Tongue;

/// What a language model answered.
#[derive(Debug, Clone)]
pub struct Answer {
    /// As it was pasted.
    pub text: String,
    /// What became of it, or why it is no incident file.
    pub held: Result<Held, Failure>,
}

/// An answer, held to the documents.
#[derive(Debug, Clone)]
pub struct Held {
    /// All that it says, for the names of its parts.
    pub incident: Rc<Incident>,
    /// Its long form.
    pub long: Value,
    /// What was found, and what is held apart.
    pub apart: Apart,
}

impl Answer {
    /// Holds an answer to documents. Parts of it that the file has, whatever the answer says of them, are not told to be left out.
    pub fn of(text: &str, documents: &[Kept], file: &Value) -> Self {
        let mut held = held(json_of(text), documents);
        if let Ok(held) = &mut held {
            held.apart.gone.retain(|path| !has(file, path));
        }
        Self { text: text.to_owned(), held }
    }

    /// What of it may enter a file, if anything does.
    pub fn found(&self) -> Option<&Value> {
        self.held.as_ref().ok().map(|it| &it.apart).filter(|it| it.n_found > 0).map(|it| &it.file)
    }
}

impl Held {
    /// The claims that were found.
    pub fn found(&self) -> Vec<Quoting> {
        claims(&self.apart.file)
    }
}

/// Whether a file has the part at a place that names it by its list and its id.
fn has(file: &Value, path: &str) -> bool {
    let mut steps = path.split('/').skip(1);
    let parts = steps.next().and_then(|list| file.get(list)?.as_array());
    parts.zip(steps.next()).is_some_and(|(parts, id)| parts.iter().any(|it| name(it) == Some(id)))
}

fn held(text: &str, documents: &[Kept]) -> Result<Held, Failure> {
    // what is wrong with it as a whole is said as of any file
    let failed = |err| Failure::import("", &err);
    import(text.as_bytes()).map_err(failed)?;
    let mut long: Value = document::Document::new(text).value();
    let mut documents: Vec<Document> = documents.iter().map(|it| it.document.as_ref().clone()).collect();
    let sources: Vec<&str> =
        long.get("sources").and_then(Value::as_array).into_iter().flatten().filter_map(name).collect();
    for it in &mut documents {
        let id = id(it);
        it.source = Some(id).filter(|it| sources.contains(&it.as_str()));
    }
    assign(&long, &mut documents);
    let apart = apart(&long, &documents);
    short::long(&mut long);
    let incident = Rc::new(import_value(long.clone()).map_err(failed)?.incident);
    Ok(Held { incident, long, apart })
}

/// The id by which a language model is told to name a document: that of its source, or one made of its name.
fn id(document: &Document) -> String {
    let stem = || document.name.rsplit_once('.').map_or(document.name.as_str(), |it| it.0);
    document.source.clone().unwrap_or_else(|| fresh_id(&Value::Null, stem(), "source"))
}

/// What a language model is told, with the documents.
pub fn instructions(tongue: &'static Tongue, documents: &[Rc<Document>]) -> String {
    let own = INSTRUCTIONS.iter().find(|it| it.0 == tongue.tag()).unwrap_or(&INSTRUCTIONS[0]);
    let mut text = own.1.trim_end().to_owned();
    for it in documents {
        text.push_str("\n\n");
        text.push_str(&tongue.model_document(&it.name, id(it), it.text.trim_end()));
    }
    text.push('\n');
    text
}

/// What makes of a file the same with what was found of an answer. What nobody claims of the incident as a whole, it says itself.
pub fn addition(file: &Value, found: &Value) -> Option<Patch> {
    let mut theirs = found.as_object()?.clone();
    let ours = file.as_object()?;
    for known in FILE.inside {
        let has_claims = matches!(known.role, Role::Claimed | Role::Mentioned);
        if !has_claims {
            theirs.remove(known.name);
            theirs.extend(ours.get(known.name).map(|it| (known.name.to_owned(), it.clone())));
        }
    }
    let known = |key: &String| FILE.inside.iter().any(|it| it.name == key);
    theirs.retain(|key, _| known(key) || ours.contains_key(key));
    let (merged, _) = merge_values(None, file, &Value::Object(theirs), Favor::Ours);
    Some(patch(file, &merged))
}
