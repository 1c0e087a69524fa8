//! The end-to-end tests: the built site in headless Chromium, and what every visitor needs in Firefox and WebKit too.

mod access;
mod briefing;
mod changes;
mod clocks;
mod collections;
mod columns;
mod common;
mod disputes;
mod element;
mod failures;
mod figures;
mod files;
mod fragment;
mod frames;
mod guests;
mod harness;
mod imports;
mod incidents;
mod pipeline;
mod present;
mod print;
mod selection;
mod snippets;
mod tellings;
mod time;
mod walk;
