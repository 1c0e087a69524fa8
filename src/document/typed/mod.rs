//! What people type into a cell, as the format writes it: dates and amounts in their own words, in any language that we speak.

mod amount;
mod moment;

pub use amount::amount;
pub use moment::{Unread, moment};
