//! What is wrong with an input, where, and what to do about it: many findings at once, none fatal.

use std::fmt;

/// How much a finding matters to the reader of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; nothing is lost.
    Note,
    /// Kept, but perhaps not what was meant.
    Warning,
    /// Something could not be used and is left out of the picture.
    Error,
}

impl Severity {
    /// The word shown to people and written by the command.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// The stable name of a kind of finding. Tests and hosts compare this, not the prose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Code {
    /// A part has the wrong JSON type or lacks a required field.
    WrongShape,
    /// A field the format does not know; it is kept.
    UnknownField,
    /// The same key stands twice in one object; the last one is used.
    DuplicateKey,
    /// Two parts carry the same id; the first one is used.
    DuplicateId,
    /// An id is empty or holds characters that an address cannot carry.
    BadId,
    /// A reference to a part that does not exist.
    UnknownReference,
    /// A word outside the vocabulary of its field.
    UnknownWord,
    /// A moment that is not EDTF level 1, or no day of the calendar.
    BadMoment,
    /// A count that is negative, fractional, too large, or crossed.
    BadAmount,
    /// `after` goes round in a circle.
    OrderCycle,
    /// `supersedes` or `within` goes round in a circle.
    ReferenceCycle,
    /// A part that no source vouches for; it is not drawn.
    Unsourced,
    /// A source speaks of a day after its own publication.
    Foretold,
    /// Nothing in the file can be drawn on the map.
    EmptyMap,
}

impl Code {
    /// The kebab-case name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::WrongShape => "wrong-shape",
            Self::UnknownField => "unknown-field",
            Self::DuplicateKey => "duplicate-key",
            Self::DuplicateId => "duplicate-id",
            Self::BadId => "bad-id",
            Self::UnknownReference => "unknown-reference",
            Self::UnknownWord => "unknown-word",
            Self::BadMoment => "bad-moment",
            Self::BadAmount => "bad-amount",
            Self::OrderCycle => "order-cycle",
            Self::ReferenceCycle => "reference-cycle",
            Self::Unsourced => "unsourced",
            Self::Foretold => "foretold",
            Self::EmptyMap => "empty-map",
        }
    }
}

/// Line and column in the text, both counted from 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// What kind of finding it is.
    pub code: Code,
    /// Where: a JSON Pointer (RFC 6901) into the input.
    pub pointer: String,
    /// Where in the text, if the text is at hand.
    pub position: Option<Position>,
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// What to do about it: a full sentence.
    pub hint: Option<String>,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}]", self.severity.as_str(), self.code.as_str())?;
        if let Some(Position { line, column }) = self.position {
            write!(f, " line {line}, column {column}")?;
        }
        let pointer = if self.pointer.is_empty() { "/" } else { &self.pointer };
        write!(f, " at {pointer}: {}", self.message)?;
        if let Some(hint) = &self.hint {
            write!(f, "\n  hint: {hint}")?;
        }
        Ok(())
    }
}

/// The longest message; an id or a word of a file may be of any length.
const LONGEST: usize = 240;

/// The message as it is, or its beginning and its end.
fn shortened(message: String) -> String {
    let n = message.chars().count();
    if n <= LONGEST {
        return message;
    }
    let (head, tail) = (message.chars().take(LONGEST / 2), message.chars().skip(n - LONGEST / 2));
    head.chain(['…']).chain(tail).collect()
}

/// All findings about one input, in the order of discovery.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// The findings.
    pub diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// Adds a finding without a hint and gives it back for [`Diagnostic::hint`].
    pub fn add(
        &mut self,
        severity: Severity,
        code: Code,
        pointer: &str,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.diagnostics.push(Diagnostic {
            severity,
            code,
            pointer: pointer.to_owned(),
            position: None,
            message: shortened(message.into()),
            hint: None,
        });
        self.diagnostics.last_mut().expect("just pushed")
    }

    /// Adds an error: something is left out.
    pub fn error(&mut self, code: Code, pointer: &str, message: impl Into<String>) -> &mut Diagnostic {
        self.add(Severity::Error, code, pointer, message)
    }

    /// Adds a warning: kept, but perhaps not what was meant.
    pub fn warn(&mut self, code: Code, pointer: &str, message: impl Into<String>) -> &mut Diagnostic {
        self.add(Severity::Warning, code, pointer, message)
    }

    /// The number of findings of this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|it| it.severity == severity).count()
    }

    /// Whether something had to be left out.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }
}

impl Diagnostic {
    /// Says what the reader can do about it.
    pub fn hint(&mut self, hint: impl Into<String>) -> &mut Self {
        self.hint = Some(hint.into());
        self
    }

    /// Offers the candidate that is closest to a misspelt `word`, or else lists all of them if they are few.
    pub fn suggest(&mut self, word: &str, candidates: &[&str]) -> &mut Self {
        const LONGEST_WORD: usize = 64;
        const MOST_CANDIDATES: usize = 400;
        let candidates: Vec<&str> = candidates.iter().copied().filter(|it| it.len() <= LONGEST_WORD).collect();
        if word.len() > LONGEST_WORD || candidates.len() > MOST_CANDIDATES {
            return self; // comparing would take long, and is of little help
        }
        let closest = candidates.iter().map(|it| (distance(word, it), *it)).min();
        self.hint = match closest {
            Some((steps, it)) if steps <= 1 + word.chars().count() / 3 => Some(format!("Did you mean \"{it}\"?")),
            Some(_) if candidates.len() <= 16 => Some(format!("Known here: {}.", candidates.join(", "))),
            _ => None,
        };
        self
    }
}

/// Levenshtein distance in characters.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, cb) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(ca != *cb);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_counts_edits() {
        for (a, b, n) in [("", "", 0), ("abc", "abc", 0), ("fs-02", "fs02", 1), ("kitten", "sitting", 3), ("", "ab", 2)]
        {
            assert_eq!(distance(a, b), n, "{a} {b}");
        }
    }

    #[test]
    fn what_a_file_holds_cannot_make_a_message_endless() {
        let mut report = Report::default();
        let long = "x".repeat(100_000);
        let finding =
            report.error(Code::UnknownWord, "/x", format!("\"{long}\" is not known here")).suggest(&long, &[&*long]);
        assert!(finding.message.chars().count() <= LONGEST + 1 && finding.message.ends_with("\" is not known here"));
        assert_eq!(finding.hint, None);
    }

    #[test]
    fn a_close_word_is_suggested_and_a_far_one_is_not() {
        let mut report = Report::default();
        let near =
            report.error(Code::UnknownWord, "/x", "no").suggest("contaned", &["contained", "restored"]).hint.clone();
        assert_eq!(near.as_deref(), Some("Did you mean \"contained\"?"));
        let far =
            report.error(Code::UnknownWord, "/x", "no").suggest("zzzzzzz", &["contained", "restored"]).hint.clone();
        assert_eq!(far.as_deref(), Some("Known here: contained, restored."));
    }
}
