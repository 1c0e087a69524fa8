//! A step of a presentation, as the author of the file wrote it: the lens, the parts that stand out, and what to say.

use std::collections::BTreeSet;

use super::{Day, Id, Text};

/// A step to present.
#[derive(Debug, Clone, PartialEq)]
pub struct Slide {
    /// The world's clock.
    pub as_of: Day,
    /// The reader's clock; `None` is the latest knowledge.
    pub known_on: Option<Day>,
    /// Whose word counts; `None` is everybody's.
    pub told_by: Option<BTreeSet<Id>>,
    /// The hosts, pivots, events and counts that it is about.
    pub select: Vec<Id>,
    /// What to say, instead of the sentence of the day.
    pub words: Option<Text>,
    /// What the speaker should know.
    pub notes: Option<Text>,
}
