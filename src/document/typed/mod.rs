//! What people type into a cell, as the format writes it: dates and amounts in their own words, in any language that we speak. Tables
//! are read by the same reader of amounts.

mod amount;
mod moment;

pub use amount::{Many, amount, amount_of};
pub use moment::{Unread, moment};
