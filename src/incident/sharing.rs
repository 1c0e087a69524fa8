//! What was done to a file before it was handed on: for which marking it was made, and what it therefore lacks.

use super::Marking;

/// The note that a shared file carries about itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sharing {
    /// The level for which it was made; `None` if nothing was left out for a level.
    pub marking: Option<Marking>,
    /// How many claims marked above that level were left out.
    pub claims: u64,
    /// How many hosts, pivots, events, counts, facts, zones and steps of the story went with them.
    pub parts: u64,
    /// How many sources lost all their claims.
    pub sources: u64,
    /// How many texts that name what was left out were left out or blanked.
    pub texts: u64,
    /// Whether hosts and people have neutral names.
    pub redacted: bool,
}

impl Sharing {
    /// Whether anything is missing.
    pub fn is_less(&self) -> bool {
        self.claims + self.parts + self.sources + self.texts > 0
    }
}
