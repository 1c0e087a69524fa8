//! Where a part of a file stands: a JSON Pointer that is written out only when something is to be said about the part.

use std::fmt;

/// A place in the file, as steps from the place around it.
#[derive(Clone, Copy)]
pub struct At<'a> {
    around: Option<&'a At<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Field(&'a str),
    Item(usize),
}

impl<'a> At<'a> {
    /// A field of the whole.
    pub fn top(name: &'a str) -> Self {
        Self { around: None, step: Step::Field(name) }
    }

    /// A field of this part. The name needs no escapes.
    pub fn field(&'a self, name: &'a str) -> Self {
        Self { around: Some(self), step: Step::Field(name) }
    }

    /// An item of this list.
    pub fn item(&'a self, index: usize) -> Self {
        Self { around: Some(self), step: Step::Item(index) }
    }
}

impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(around) = self.around {
            around.fmt(f)?;
        }
        match self.step {
            Step::Field(name) => write!(f, "/{name}"),
            Step::Item(index) => write!(f, "/{index}"),
        }
    }
}
