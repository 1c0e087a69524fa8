//! Why something cannot be handed on.

/// What `exportAs` takes.
pub const KINDS_HINT: &str =
    "The kinds are those of the export dialog: svg, html, native and so on; markings are written like TLP:GREEN.";

/// A kind that there is not.
pub fn no_kind(kind: &str) -> String {
    format!("there is no export \"{kind}\"")
}

/// A marking that there is not.
pub fn no_level(level: &str) -> String {
    format!("there is no marking \"{level}\"")
}

/// Nothing may leave at this level.
pub const REFUSED: &str = "This cannot be handed on";

/// There is no incident to hand on: title, text and hint.
pub const NOTHING: (&str, &str, &str) =
    ("There is nothing to export", "No incident is shown.", "Open an incident first.");
