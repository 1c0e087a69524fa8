//! The native format: version and schema.

/// The value of the `format` field that this program reads and writes.
pub const FORMAT: &str = "breachmap-incident/1";
