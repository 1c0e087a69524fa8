//! Why a file cannot be read at all, and what to do about it.

use crate::diag::Position;

/// A file that yields nothing: the one fatal outcome of an import.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// No bytes, or only white space.
    #[error("the file is empty")]
    Empty,
    /// Beyond [`super::MAX_BYTES`].
    #[error("the file is too large: {megabytes} MB, and {limit} MB is the limit")]
    TooLarge {
        /// Its size in MB, rounded up.
        megabytes: usize,
        /// The limit in MB.
        limit: usize,
    },
    /// Not UTF-8.
    #[error("the text is not UTF-8 (byte {offset})")]
    NotUtf8 {
        /// The first byte that does not fit, from 0.
        offset: usize,
    },
    /// Two bytes for each letter.
    #[error("the text is UTF-16, not UTF-8")]
    Utf16,
    /// Something else by its first bytes: a page, a PDF, an archive …
    #[error("this is {what}, not incident JSON")]
    Other {
        /// What it looks like, with its article.
        what: &'static str,
    },
    /// Something that is known, and not read.
    #[error("this is {what}, which is not read here")]
    Refused {
        /// What it is, with its article.
        what: &'static str,
        /// What the reader can do about it.
        hint: &'static str,
    },
    /// An archive that cannot be unpacked.
    #[error("this {what} archive is broken, or cut off")]
    BrokenArchive {
        /// Its kind.
        what: &'static str,
    },
    /// An archive that does not hold exactly one file.
    #[error("this is an archive with {}", if *files == 0 { "no file".to_owned() } else { format!("{files} files") })]
    ManyInArchive {
        /// How many it holds.
        files: usize,
    },
    /// A file of a known format that tells of no incident.
    #[error("this is {label}, but there is no incident in it")]
    NoIncident {
        /// What people call the format.
        label: String,
    },
    /// Broken JSON.
    #[error("not valid JSON: {message}")]
    NotJson {
        /// What the reader of JSON says.
        message: String,
        /// Where.
        position: Position,
    },
    /// JSON that ends in the middle.
    #[error("the file ends too early: {message}")]
    CutOff {
        /// In the middle of what.
        message: String,
        /// Where it ends.
        position: Position,
    },
    /// JSON of another kind.
    #[error("this JSON is not an incident of breachmap: {found}")]
    UnknownFormat {
        /// What it is, as far as can be told.
        found: String,
    },
    /// A version of the format that this program does not know.
    #[error("the file is of format \"{found}\", and this program reads \"{known}\"")]
    OtherVersion {
        /// The version in the file.
        found: String,
        /// The version that is read.
        known: &'static str,
    },
    /// A field without which nothing can be read.
    #[error("{message}")]
    WrongShape {
        /// What is wrong.
        message: String,
    },
}

impl ImportError {
    /// All that [`Self::code`] can be.
    pub const CODES: &[&'static str] = &[
        "empty",
        "too-large",
        "not-utf8",
        "other-file",
        "not-json",
        "cut-off",
        "unknown-format",
        "other-version",
        "wrong-shape",
        "no-incident",
        "no-reader",
    ];

    /// The stable kebab-case name of the kind.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge { .. } => "too-large",
            Self::NotUtf8 { .. } | Self::Utf16 => "not-utf8",
            Self::Other { .. } | Self::Refused { .. } | Self::ManyInArchive { .. } => "other-file",
            Self::NoIncident { .. } => "no-incident",
            Self::NotJson { .. } => "not-json",
            Self::CutOff { .. } | Self::BrokenArchive { .. } => "cut-off",
            Self::UnknownFormat { .. } => "unknown-format",
            Self::OtherVersion { .. } => "other-version",
            Self::WrongShape { .. } => "wrong-shape",
        }
    }

    /// Where in the text, where that can be said.
    pub fn position(&self) -> Option<Position> {
        match self {
            Self::NotJson { position, .. } | Self::CutOff { position, .. } => Some(*position),
            _ => None,
        }
    }

    /// What the reader can do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Empty => "Choose another file, or start from the example in docs/format.md.",
            Self::TooLarge { .. } => "Leave out what the picture does not need, or split the file by incident.",
            Self::NotUtf8 { .. } | Self::Utf16 => "Save the file again with the encoding UTF-8.",
            Self::Other { .. } => "Choose a .json file in the format that docs/format.md describes.",
            Self::Refused { hint, .. } => hint,
            Self::BrokenArchive { .. } => "Get the file again, or unpack it and open the file inside.",
            Self::ManyInArchive { .. } => "Unpack it, and open the file that tells of the incident.",
            Self::NoIncident { .. } => "Choose the file with the incident itself; docs/imports.md lists what is read.",
            Self::NotJson { .. } => "Look at this place, and just before it, for a missing comma, quote or bracket.",
            Self::CutOff { .. } => "Get the file again if it was cut off in transit, or close what is open.",
            Self::UnknownFormat { found } if *found == STIX => {
                "STIX is not read; docs/format.md shows how an incident is written."
            }
            Self::UnknownFormat { .. } => {
                "Add \"format\": \"breachmap-incident/1\" if it is meant to be one; docs/format.md has an example."
            }
            Self::OtherVersion { .. } => "Use a newer version of breachmap, or a file of the older format.",
            Self::WrongShape { .. } => "docs/format.md shows what belongs there.",
        }
    }

    pub(crate) fn not_json(err: &serde_json::Error, text: &str) -> Self {
        let full = err.to_string();
        let message = plain(full.rsplit_once(" at line ").map_or(full.as_str(), |(message, _)| message));
        // serde_json counts columns in bytes, people count characters
        let line = text.lines().nth(err.line().saturating_sub(1)).unwrap_or_default();
        let column = line.char_indices().take_while(|(at, _)| *at < err.column()).count().max(1);
        let position = Position { line: err.line(), column };
        if err.is_eof() { Self::CutOff { message, position } } else { Self::NotJson { message, position } }
    }
}

/// What the reader of JSON says, in words for somebody who does not read parsers.
fn plain(message: &str) -> String {
    let plain = match message {
        "EOF while parsing a list" => "inside a list",
        "EOF while parsing an object" => "inside an object",
        "EOF while parsing a string" => "inside a text in quotes",
        "EOF while parsing a value" => "where a value should stand",
        "expected `:`" => "a colon should stand here",
        "expected `,` or `]`" => "a comma or ] should stand here",
        "expected `,` or `}`" => "a comma or } should stand here",
        "expected ident" => "only true, false, null and numbers stand without quotes",
        "expected value" => "a value should stand here, and texts stand in double quotes",
        "key must be a string" => "a key in double quotes should stand here",
        "trailing comma" => "there is a comma before the closing bracket",
        "trailing characters" => "something follows after the end",
        "recursion limit exceeded" => "lists and objects are nested too deeply",
        "control character (\\u0000-\\u001F) found while parsing a string" => {
            "a text in quotes goes on over the end of the line, or holds a tab"
        }
        _ => message,
    };
    plain.to_owned()
}

/// How a bundle of STIX is called in a message.
pub(super) const STIX: &str = "it is a STIX bundle";

/// A word of the file for a message: not longer than a line.
pub(super) fn brief(word: &str) -> String {
    const LONGEST: usize = 60;
    if word.chars().count() <= LONGEST { word.to_owned() } else { word.chars().take(LONGEST).chain(['…']).collect() }
}

/// The text of a file, without a byte order mark; or why it is none.
pub(super) fn text(bytes: &[u8]) -> Result<&str, ImportError> {
    const MB: usize = 1024 * 1024;
    if bytes.len() > super::MAX_BYTES {
        return Err(ImportError::TooLarge { megabytes: bytes.len().div_ceil(MB), limit: super::MAX_BYTES / MB });
    }
    if matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [b'{' | b'[', 0, ..] | [0, b'{' | b'[', ..]) {
        return Err(ImportError::Utf16);
    }
    if let Some(what) = look(bytes) {
        return Err(ImportError::Other { what });
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|err| ImportError::NotUtf8 { offset: err.valid_up_to() })?;
    if text.trim().is_empty() { Err(ImportError::Empty) } else { Ok(text) }
}

/// What the first bytes say it is, if it is surely not JSON.
fn look(bytes: &[u8]) -> Option<&'static str> {
    const SIGNS: [(&[u8], &str); 5] = [
        (b"%PDF", "a PDF"),
        (b"PK\x03\x04", "a zip archive or an office document"),
        (b"\x1F\x8B", "a gzip archive"),
        (b"\x89PNG", "a picture"),
        (b"version https://git-lfs", "a Git LFS pointer without its file"),
    ];
    let found = SIGNS.iter().find(|(sign, _)| bytes.starts_with(sign)).map(|(_, what)| *what);
    found.or_else(|| (bytes.trim_ascii_start().first() == Some(&b'<')).then_some("a web page or XML"))
}
