//! The end-to-end tests: the built site in headless Chromium.

mod common;
mod files;
mod fragment;
mod harness;
mod incidents;
mod pipeline;
mod selection;
mod time;
