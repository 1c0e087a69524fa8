//! Quotes on the sheet: held to saved documents, and the answer of a language model held to them before anything of it enters the
//! file. The document texts stay here; nobody else gets them.

mod answer;
mod shown;

pub use answer::{Answer, Held, instructions};
pub use shown::{Line, Told, cell, name as verdict, reason};

use std::any::Any;
use std::rc::Rc;

use serde_json::Value;

use super::State;
use super::action::{Action, Edit};
use super::aside::{Brought, Known, Task};
use super::editing::Editing;
use crate::document::{Operation, Patch, name};
use crate::quotes::{Checked, Document, assign, check, guess};

/// What is known of quotes.
#[derive(Debug, Clone, Default)]
pub struct Quoting {
    /// The documents.
    pub documents: Vec<Kept>,
    /// The names of files in which no words can be read.
    pub unread: Vec<String>,
    /// The quotes of the file.
    pub checked: Vec<Checked>,
    /// What a language model answered.
    pub answer: Option<Rc<Answer>>,
}

/// A document that somebody brought.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Its words, and the source that it is.
    pub document: Rc<Document>,
    /// Whether nobody said which source it is.
    pub is_guessed: bool,
}

/// Whether a document is the one from which its source was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hash {
    /// The file has this hash.
    Same,
    /// It has another one.
    Other,
    /// It has none.
    Unknown,
}

/// What somebody does with quotes.
#[derive(Debug)]
pub enum Ask {
    /// Bring documents; of some files no words can be read.
    Bring(Vec<Document>, Vec<String>),
    /// Say which source the document with this number is, or that it is none.
    Assign(usize, Option<String>),
    /// Take the document with this number away.
    Leave(usize),
    /// Hold this answer of a language model to the documents.
    Answer(String),
    /// Add to the file what was found of it.
    Add,
    /// Keep the answer no longer.
    Forget,
}

impl From<Ask> for Action {
    fn from(ask: Ask) -> Self {
        Self::Edit(Edit::Aside(Brought(Rc::new(ask))))
    }
}

impl Task for Ask {
    fn run(&self, state: &mut State) -> Option<Patch> {
        let editing = Rc::make_mut(state.editing.as_mut()?);
        let file = editing.document.value();
        let mut quoting = Quoting::of(editing).cloned().unwrap_or_default();
        let patch = quoting.done(self, &file);
        editing.quotes = Some(Rc::new(quoting));
        patch
    }
}

impl Known for Quoting {
    fn anew(&self, document: &Value) -> Rc<dyn Known> {
        let mut quoting = self.clone();
        quoting.check(document);
        Rc::new(quoting)
    }

    fn mark(&self, claim: &str) -> Option<&Checked> {
        self.checked.iter().find(|it| is_of(&it.pointer, claim))
    }
}

/// Whether a claim of the long form of a file is this one of the file: a part can be its only claim.
fn is_of(long: &str, claim: &str) -> bool {
    long.strip_prefix(claim).is_some_and(|rest| rest.is_empty() || rest == "/claims/0")
}

impl Quoting {
    /// What is known of the quotes of a document, if anything is.
    pub fn of(editing: &Editing) -> Option<&Self> {
        let known: &dyn Any = editing.quotes.as_deref()?;
        known.downcast_ref()
    }

    fn done(&mut self, ask: &Ask, file: &Value) -> Option<Patch> {
        match ask {
            Ask::Bring(documents, unread) => {
                for it in documents {
                    self.bring(file, it);
                }
                self.unread.clone_from(unread);
            }
            Ask::Assign(number, source) => {
                let kept = self.documents.get_mut(*number)?;
                Rc::make_mut(&mut kept.document).source.clone_from(source);
                kept.is_guessed = false;
            }
            Ask::Leave(number) if *number < self.documents.len() => {
                self.documents.remove(*number);
            }
            Ask::Leave(_) => return None,
            Ask::Answer(text) => {
                self.answer = Some(Rc::new(Answer::of(text, &self.documents, file)));
                return None;
            }
            Ask::Add => return answer::addition(file, self.answer.take()?.found()?),
            Ask::Forget => {
                self.answer = None;
                return None;
            }
        }
        if let Some(answer) = &self.answer {
            self.answer = Some(Rc::new(Answer::of(&answer.text, &self.documents, file)));
        }
        self.check(file);
        None
    }

    /// Takes a document, in place of one that is called as it is, and guesses which source it is.
    fn bring(&mut self, file: &Value, document: &Document) {
        let mut one = [document.clone()];
        assign(file, &mut one);
        let [mut document] = one;
        if document.source.is_none() {
            document.source = guess(file, &document);
        }
        let kept = Kept { document: Rc::new(document), is_guessed: true };
        match self.documents.iter_mut().find(|it| it.document.name == kept.document.name) {
            Some(before) if !before.is_guessed => {
                let source = before.document.source.clone();
                before.document = Rc::new(Document { source, ..kept.document.as_ref().clone() });
            }
            Some(before) => *before = kept,
            None => self.documents.push(kept),
        }
    }

    /// The quotes of a file before any document is brought: none is checked.
    pub fn of_file(file: &Value) -> Self {
        let mut quoting = Self::default();
        quoting.check(file);
        quoting
    }

    /// Looks for all quotes of the file.
    fn check(&mut self, file: &Value) {
        let documents: Vec<&Document> = self.documents.iter().map(|it| it.document.as_ref()).collect();
        self.checked = check(file, &documents);
    }
}

impl Kept {
    /// The source that it is, and the number of that in the file.
    fn source<'a>(&self, file: &'a Value) -> Option<(usize, &'a Value)> {
        let id = self.document.source.as_deref()?;
        file.get("sources")?.as_array()?.iter().enumerate().find(|it| name(it.1) == Some(id))
    }

    /// An edit that says in the file that its source was read from this document, where it does not say so.
    pub fn written(&self, file: &Value) -> Option<Patch> {
        let (number, _) = self.source(file).filter(|_| self.hash(file) != Hash::Same)?;
        let hash = Some(&self.document.sha256).filter(|it| !it.is_empty())?;
        Some(Patch(vec![Operation::Add(format!("/sources/{number}/sha256"), hash.as_str().into())]))
    }

    /// Whether it is the document from which its source was read.
    pub fn hash(&self, file: &Value) -> Hash {
        let said = self.source(file).and_then(|it| it.1.get("sha256")?.as_str());
        match said.filter(|_| !self.document.sha256.is_empty()) {
            Some(hash) if hash.eq_ignore_ascii_case(&self.document.sha256) => Hash::Same,
            Some(_) => Hash::Other,
            None => Hash::Unknown,
        }
    }
}
