//! What the interface says of handing an incident on.

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

/// Opens the dialog.
pub const EXPORT: &str = "Export";
/// The dialog.
pub const TITLE: &str = "Export this incident";
/// Before the choice of a kind.
pub const WHAT: &str = "What";
/// Before the choice of a level.
pub const LEVEL: &str = "For readers of";
/// No level.
pub const AS_IT_IS: &str = "everything, as it is marked";
/// Before the choice of a theme.
pub const THEME: &str = "Colors";
/// The theme of the screen.
pub const AS_SHOWN: &str = "as on screen";
/// Before the choice of what a figure shows.
pub const CONTENT: &str = "Picture";
/// Before the choice of a size.
pub const SIZE: &str = "Size";
/// The sizes of a PNG: factors, and what they are good for.
pub const SIZES: [(u8, &str); 3] = [(1, "1×, as on screen"), (2, "2×, for slides"), (4, "4×, for print")];
/// Puts it into the clipboard.
pub const COPY: &str = "Copy";
/// Prints.
pub const PRINT: &str = "Print a handout";
/// Before the choice of a table.
pub const TABLE: &str = "Table";
/// All tables.
pub const ALL_TABLES: &str = "all, in an archive (zip)";
/// Gives hosts and people neutral names.
pub const REDACT: &str = "Neutral names for hosts and people, such as “Server 1”";
/// What redaction cannot do.
pub const REDACT_NOTE: &str = "The victim, titles and sources stay. Texts are searched for the names of this file; read them before you hand them on.";
/// Saves.
pub const SAVE: &str = "Save";
/// Closes without saving.
pub const CANCEL: &str = "Cancel";
/// Nothing is left out.
pub const ALL: &str = "Nothing is left out.";
/// Over the incidents of a briefing.
pub const INCIDENTS: &str = "Incidents in it";
/// A briefing must hold something.
pub const NONE_CHOSEN: &str = "Choose an incident.";
/// What holds of a briefing with incidents that are not open.
pub const SEVERAL: &str =
    "What is marked above the level is left out of each incident. The file is marked as the strictest of them.";
/// Before the name of the file.
pub const FILE: &str = "File";
/// Nothing may leave at this level.
pub const REFUSED: &str = "This cannot be handed on";
/// There is no incident to hand on: title, text and hint.
pub const NOTHING: (&str, &str, &str) =
    ("There is nothing to export", "No incident is shown.", "Open an incident first.");

/// How it will be marked.
pub fn marked(marking: &str) -> String {
    format!("It is {}.", if marking.contains(':') { format!("marked {marking}") } else { marking.to_owned() })
}

/// What a figure shows.
pub fn content(content: crate::export::figure::Content) -> &'static str {
    use crate::export::figure::Content;
    match content {
        Content::Map => "map",
        Content::Chart => "chart",
        Content::Both => "map and chart",
    }
}

/// A theme by its name.
pub fn theme(name: &str) -> &str {
    if name == "paper" { "for printers without color" } else { name }
}

/// What came of copying.
pub fn copied(is_done: bool) -> &'static str {
    if is_done { "Copied." } else { "The browser does not let this page copy it. Save it instead." }
}
