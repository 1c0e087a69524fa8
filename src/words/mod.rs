//! What is told of an incident, in words: the same for screen, screen reader, table, file and print.
//!
//! Values come in, text goes out. What a language says by itself, of a day or of a number, it says as a method of [`Tongue`];
//! what needs the incident, for labels and sources, is said by a [`Teller`].
//!
//! ```
//! use breachmap::incident::Day;
//! use breachmap::tongue::Tongue;
//! let day = Day::from_ymd(2020, 5, 11).unwrap();
//! assert_eq!(Tongue::of("en").day(day), "11 May 2020");
//! ```

mod amount;
mod caption;
mod changes;
mod claims;
mod clock;
mod deadline;
mod group;
mod handout;
mod lane;
mod lens;
mod origin;
mod report;
mod said;
mod sentence;
mod sharing;
mod state;
mod step;
mod time;
mod unit;
mod way;
mod why;

pub use caption::NAMED;
pub use changes::{Changed, Line};
pub use lane::Standing;
pub use origin::places;
pub use said::{LONGEST, Said};

use crate::incident::{Id, Incident, Text};
use crate::tongue::Tongue;

/// Tells of an incident.
#[derive(Debug, Clone, Copy)]
pub struct Teller<'a> {
    /// Of which.
    pub incident: &'a Incident,
    /// In which language.
    pub tongue: &'static Tongue,
    /// The language tag of the labels of the file, which may have others than we speak.
    pub language: &'a str,
}

impl<'a> Teller<'a> {
    /// Tells in one language, as far as the file and we speak it.
    pub fn of(incident: &'a Incident, language: &'a str) -> Self {
        Self { incident, tongue: Tongue::of(language), language }
    }

    /// What people call the part with this id; the id itself, if nobody says.
    pub fn label(self, id: &'a str) -> &'a str {
        self.incident.label(id, self.language).unwrap_or(id)
    }

    /// Words of the file, with their language where that is not the one of our own words: for `lang`.
    pub fn told(self, text: &'a Text) -> (Option<&'a str>, &'a str) {
        let (tag, words) = text.told(self.language);
        (self.tongue.other(tag), words)
    }

    /// The names of sources, one after the other.
    pub fn names(self, ids: &'a [Id]) -> String {
        let names: Vec<&str> = ids.iter().map(|id| self.label(id)).collect();
        self.tongue.join(&names)
    }
}
