//! What leaves the program: boundary types that files and hosts rely on, apart from the domain.

pub mod bundle;
mod claims;
pub mod diff;
pub mod digest;
pub mod figure;
pub mod handout;
mod html;
mod outline;
mod page;
pub mod snapshot;
pub mod template;
