//! The WebAssembly module: all that `breachmap` exports to JavaScript, and nothing of its own.

#[cfg(target_os = "unknown")]
extern crate breachmap;
