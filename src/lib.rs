//! breachmap: a breach as a map, a date slider and honest counts.
//!
//! Data flows one way, and each module below is one station on it:
//! bytes → [`import`] → [`incident`] → [`timeline`] and [`graph`] → [`layout`] → [`scene`] → [`paint`].

pub mod diag;
pub mod incident;
pub mod import;
pub mod timeline;
pub mod graph;
pub mod layout;
pub mod scene;
pub mod paint;
pub mod export;
pub mod app;
#[cfg(all(feature = "cli", not(target_arch = "wasm32")))]
pub mod cli;
#[cfg(target_arch = "wasm32")]
mod web;
