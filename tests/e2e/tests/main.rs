//! The end-to-end tests: the built site in headless Chromium.

mod harness;
mod pipeline;
