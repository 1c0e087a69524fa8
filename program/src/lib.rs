//! The WebAssembly module: all that `breachmap` exports to JavaScript, and nothing of its own.

#[cfg(target_arch = "wasm32")]
extern crate breachmap;
