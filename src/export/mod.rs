//! What leaves the program: boundary types that files and hosts rely on, apart from the domain.

mod claims;
pub mod diff;
pub mod digest;
pub mod figure;
mod page;
pub mod snapshot;
