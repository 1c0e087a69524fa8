//! The nouns of a breach, always valid: ids resolve, moments are read, amounts are not crossed.

mod moment;
mod word;

pub use moment::{Day, Moment, MomentError, Span};
