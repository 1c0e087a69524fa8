//! Why a file cannot be read at all, and what to do about it: values, which a language makes words of.

use crate::diag::Position;
use crate::tongue::{Phrase, Tongue};

/// The largest file that is read, in bytes.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;

/// A file that yields nothing: the one fatal outcome of an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportError {
    /// No bytes, or only white space.
    Empty,
    /// Beyond [`MAX_BYTES`].
    TooLarge {
        /// Its size in MB, rounded up.
        megabytes: usize,
        /// The limit in MB.
        limit: usize,
    },
    /// More values than [`super::MAX_VALUES`], or than the reader of other formats takes.
    TooMany {
        /// How many it holds.
        values: usize,
        /// The limit.
        limit: usize,
    },
    /// Not UTF-8.
    NotUtf8 {
        /// The first byte that does not fit, from 0.
        offset: usize,
    },
    /// Two bytes for each letter.
    Utf16,
    /// Something else by its first bytes: a page, a PDF, an archive …
    Other {
        /// What it looks like, with its article.
        what: Phrase,
    },
    /// Something that is known, and not read.
    Refused {
        /// What it is, with its article.
        what: Phrase,
        /// What the reader can do about it.
        hint: Phrase,
    },
    /// An archive that cannot be unpacked.
    BrokenArchive {
        /// Its kind, such as `gzip`.
        kind: &'static str,
    },
    /// An archive that does not hold exactly one file.
    ManyInArchive {
        /// How many it holds.
        files: usize,
    },
    /// A file of a known format that tells of no incident.
    NoIncident {
        /// What people call the format.
        format: Phrase,
    },
    /// Broken JSON.
    NotJson {
        /// What is wrong with it.
        problem: Phrase,
        /// Where.
        position: Position,
    },
    /// JSON that ends in the middle.
    CutOff {
        /// In the middle of what.
        problem: Phrase,
        /// Where it ends.
        position: Position,
    },
    /// JSON of another kind.
    UnknownFormat(Found),
    /// A version of the format that this program does not know.
    OtherVersion {
        /// The version in the file.
        found: String,
        /// The version that is read.
        known: &'static str,
    },
    /// A field without which nothing can be read.
    WrongShape {
        /// What is wrong.
        problem: Phrase,
    },
}

/// What JSON of another kind is, as far as can be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// It says that it is of this format.
    OtherFormat(String),
    /// Its format is no text.
    NoTextAsFormat,
    /// It does not say of what format it is.
    NoFormat,
    /// A bundle of STIX.
    Stix,
    /// A list.
    List,
    /// A text, a number, true, false or null.
    Value,
    /// Nothing that any reader knows.
    Unknown,
}

impl Found {
    fn phrase(&self) -> Phrase {
        match self {
            Self::OtherFormat(format) => Phrase::found_other_format(format),
            Self::NoTextAsFormat => Phrase::found_no_text_as_format(),
            Self::NoFormat => Phrase::found_no_format(),
            Self::Stix => Phrase::found_stix(),
            Self::List => Phrase::found_list(),
            Self::Value => Phrase::found_value(),
            Self::Unknown => Phrase::found_unknown(),
        }
    }
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
            Self::TooLarge { .. } | Self::TooMany { .. } => "too-large",
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

    /// What is wrong: lower case, no full stop, and without the place.
    pub fn message(&self) -> Phrase {
        match self {
            Self::Empty => Phrase::refusal_empty(),
            Self::TooLarge { megabytes, limit } => Phrase::refusal_too_large(*megabytes, *limit),
            Self::TooMany { values, limit } => Phrase::refusal_too_many(*values, *limit),
            Self::NotUtf8 { offset } => Phrase::refusal_not_utf8(offset.to_string()),
            Self::Utf16 => Phrase::refusal_utf16(),
            Self::Other { what } => Phrase::refusal_other(what.clone()),
            Self::Refused { what, .. } => Phrase::refusal_unread(what.clone()),
            Self::BrokenArchive { kind } => Phrase::refusal_broken_archive(*kind),
            Self::ManyInArchive { files: 0 } => Phrase::refusal_empty_archive(),
            Self::ManyInArchive { files } => Phrase::refusal_many_in_archive(*files),
            Self::NoIncident { format } => Phrase::refusal_no_incident(format.clone()),
            Self::NotJson { problem, .. } => Phrase::refusal_not_json(problem.clone()),
            Self::CutOff { problem, .. } => Phrase::refusal_cut_off(problem.clone()),
            Self::UnknownFormat(found) => Phrase::refusal_unknown_format(found.phrase()),
            Self::OtherVersion { found, known } => Phrase::refusal_other_version(found, *known),
            Self::WrongShape { problem } => problem.clone(),
        }
    }

    /// The same with the place in the text, where there is one: for what has no room of its own for it.
    pub fn placed_message(&self) -> Phrase {
        match self.position() {
            None => self.message(),
            Some(Position { line, column }) => Phrase::refusal_at(self.message(), line.to_string(), column.to_string()),
        }
    }

    /// What the reader can do about it: a full sentence.
    pub fn hint(&self) -> Phrase {
        match self {
            Self::Empty => Phrase::hint_empty(),
            Self::TooLarge { .. } | Self::TooMany { .. } => Phrase::hint_too_large(),
            Self::NotUtf8 { .. } | Self::Utf16 => Phrase::hint_encoding(),
            Self::Other { .. } => Phrase::hint_other(),
            Self::Refused { hint, .. } => hint.clone(),
            Self::BrokenArchive { .. } => Phrase::hint_broken_archive(),
            Self::ManyInArchive { .. } => Phrase::hint_archive(),
            Self::NoIncident { .. } => Phrase::hint_no_incident(),
            Self::NotJson { .. } => Phrase::hint_not_json(),
            Self::CutOff { .. } => Phrase::hint_cut_off(),
            Self::UnknownFormat(Found::Stix) => Phrase::hint_stix(),
            Self::UnknownFormat(_) => Phrase::hint_unknown_format(),
            Self::OtherVersion { .. } => Phrase::hint_other_version(),
            Self::WrongShape { .. } => Phrase::hint_bad_field(),
        }
    }

    /// What is wrong and what to do about it, in one line.
    ///
    /// ```
    /// use breachmap::{import::import, tongue::Tongue};
    /// let refused = import(b"[]").unwrap_err().tell(Tongue::of("en"));
    /// assert!(refused.starts_with("this JSON is not an incident of breachmap: it is a list. Add "));
    /// ```
    pub fn tell(&self, tongue: &Tongue) -> String {
        tongue.refusal_with_hint(self.placed_message(), self.hint())
    }

    pub(crate) fn not_json(err: &serde_json::Error, text: &str) -> Self {
        let full = err.to_string();
        let problem = plain(full.rsplit_once(" at line ").map_or(full.as_str(), |(message, _)| message));
        // serde_json counts columns in bytes, people count characters
        let line = text.lines().nth(err.line().saturating_sub(1)).unwrap_or_default();
        let column = line.char_indices().take_while(|(at, _)| *at < err.column()).count().max(1);
        let position = Position { line: err.line(), column };
        if err.is_eof() { Self::CutOff { problem, position } } else { Self::NotJson { problem, position } }
    }
}

/// What the reader of JSON says, for somebody who does not read parsers. It has no codes: its words are all that it gives.
fn plain(message: &str) -> Phrase {
    match message {
        "EOF while parsing a list" => Phrase::json_in_list(),
        "EOF while parsing an object" => Phrase::json_in_object(),
        "EOF while parsing a string" => Phrase::json_in_text(),
        "EOF while parsing a value" => Phrase::json_before_value(),
        "expected `:`" => Phrase::json_colon(),
        "expected `,` or `]`" => Phrase::json_list_goes_on(),
        "expected `,` or `}`" => Phrase::json_object_goes_on(),
        "expected ident" => Phrase::json_bare_word(),
        "expected value" => Phrase::json_value(),
        "key must be a string" => Phrase::json_key(),
        "trailing comma" => Phrase::json_comma(),
        "trailing characters" => Phrase::json_more(),
        "recursion limit exceeded" => Phrase::json_deep(),
        "control character (\\u0000-\\u001F) found while parsing a string" => Phrase::json_control(),
        _ => Phrase::verbatim(message),
    }
}

/// A word of the file for a message: not longer than a line.
pub(super) fn brief(word: &str) -> String {
    const LONGEST: usize = 60;
    if word.chars().count() <= LONGEST { word.to_owned() } else { word.chars().take(LONGEST).chain(['…']).collect() }
}

/// Nothing, or that a text in JSON holds more than so many values.
///
/// What is held takes room by the number of values and hardly by the bytes: 16 MB of `[],[],` are five million of them, took
/// gigabytes, and a browser gives none of that back.
pub fn bounded(text: &str, limit: usize) -> Result<(), ImportError> {
    // commas within texts count too: then a text is taken for a few values, and it is as large as they are
    let values = text.bytes().filter(|it| matches!(it, b',' | b'[' | b'{')).count();
    if values > limit { Err(ImportError::TooMany { values, limit }) } else { Ok(()) }
}

/// The text of a file, without a byte order mark; or why it is none.
pub(super) fn text(bytes: &[u8]) -> Result<&str, ImportError> {
    const MB: usize = 1024 * 1024;
    if bytes.len() > MAX_BYTES {
        return Err(ImportError::TooLarge { megabytes: bytes.len().div_ceil(MB), limit: MAX_BYTES / MB });
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
fn look(bytes: &[u8]) -> Option<Phrase> {
    type Sign = (&'static [u8], fn() -> Phrase);
    const SIGNS: [Sign; 5] = [
        (b"%PDF", Phrase::what_pdf),
        (b"PK\x03\x04", Phrase::what_zip),
        (b"\x1F\x8B", Phrase::what_gzip),
        (b"\x89PNG", Phrase::what_picture),
        (b"version https://git-lfs", Phrase::what_git_lfs),
    ];
    let found = SIGNS.iter().find(|(sign, _)| bytes.starts_with(sign)).map(|(_, what)| what());
    found.or_else(|| (bytes.trim_ascii_start().first() == Some(&b'<')).then(Phrase::what_page))
}
