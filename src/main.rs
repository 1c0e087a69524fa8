//! The `breachmap` command.

fn main() {}
