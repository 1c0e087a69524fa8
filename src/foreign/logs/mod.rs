//! Event logs: who logged on from where to where, what was started, what was noted.
//!
//! A log says what happened and not who was the intruder. So logons, shares and remote commands are *possible* steps,
//! many alike are one step with a count, failed ones are events, and what stays on one machine is no step.
//! `windows.rs`, `ecar.rs`, `signins.rs` and `timesketch.rs` read the formats; `trail.rs` gathers what they find, `machine.rs` knows
//! which names are one machine, `draft.rs` makes the incident, and `unsaid.rs` counts the names that came to nothing.

mod command;
mod draft;
pub mod ecar;
mod machine;
pub mod signins;
pub mod timesketch;
mod tools;
mod trail;
mod unsaid;
pub mod windows;

pub use machine::{is_address, is_public_address};
