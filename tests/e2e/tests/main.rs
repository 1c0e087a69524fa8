//! The end-to-end tests: the built site in headless Chromium.

mod common;
mod harness;
mod incidents;
mod pipeline;
mod time;
