//! breachmap: a breach as a map, a date slider and honest counts.
//!
//! Data flows one way, and each module below is one station on it:
//! bytes → [`import`] → [`incident`] → [`timeline`] and [`graph`] → [`layout`] → [`scene`] → [`paint`].

pub mod app;
pub mod attack;
#[cfg(all(feature = "cli", not(target_os = "unknown")))]
pub mod cli;
pub mod collection;
pub mod diag;
pub mod document;
pub mod export;
pub mod fold;
#[cfg(feature = "foreign")]
pub mod foreign;
pub mod graph;
pub mod import;
pub mod incident;
pub mod layout;
pub mod paint;
pub mod patch;
pub mod percent;
pub mod quotes;
#[cfg(all(target_os = "unknown", feature = "foreign"))]
mod reader;
pub mod scene;
pub mod sorting;
pub mod spelling;
pub mod timeline;
pub mod together;
pub mod tongue;
pub mod way;
#[cfg(all(target_os = "unknown", not(feature = "foreign")))]
mod web;
pub mod words;
