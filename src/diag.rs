//! What is wrong with an input, where, and what to do about it: many findings at once, none fatal.
//! They are found before anybody asks in which language, so they hold phrases.

use crate::sorting;
use crate::tongue::{Phrase, Tongue};

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
    /// The word for machines.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// The word for people.
    pub fn word(self, tongue: &Tongue) -> &'static str {
        match self {
            Self::Note => tongue.severity_note(),
            Self::Warning => tongue.severity_warning(),
            Self::Error => tongue.severity_error(),
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
    pub message: Phrase,
    /// What to do about it: a full sentence.
    pub hint: Option<Phrase>,
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
    pub fn add(&mut self, severity: Severity, code: Code, pointer: &str, message: Phrase) -> &mut Diagnostic {
        self.diagnostics.push(Diagnostic {
            severity,
            code,
            pointer: pointer.to_owned(),
            position: None,
            message,
            hint: None,
        });
        self.diagnostics.last_mut().expect("just pushed")
    }

    /// Adds an error: something is left out.
    pub fn error(&mut self, code: Code, pointer: &str, message: Phrase) -> &mut Diagnostic {
        self.add(Severity::Error, code, pointer, message)
    }

    /// Adds a warning: kept, but perhaps not what was meant.
    pub fn warn(&mut self, code: Code, pointer: &str, message: Phrase) -> &mut Diagnostic {
        self.add(Severity::Warning, code, pointer, message)
    }

    /// The number of findings of this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|it| it.severity == severity).count()
    }

    /// The findings, those together that differ in their place alone; in the order of the first of each. That no source is left for a
    /// part, or nothing for the map, mostly follows from others: it comes last, or somebody mends what would be well by itself.
    pub fn alike(&self, tongue: &Tongue) -> Vec<Vec<&Diagnostic>> {
        let said =
            |it: &Diagnostic| (it.severity, it.code, it.message(tongue), it.hint.as_ref().map(|it| it.tell(tongue)));
        let mut all: Vec<_> = self.diagnostics.iter().enumerate().map(|(at, it)| (said(it), at, it)).collect();
        sorting::by(&mut all, |one, other| one.0.cmp(&other.0).then(one.1.cmp(&other.1)));
        let (n, follows) = (all.len(), |it: &Diagnostic| matches!(it.code, Code::Unsourced | Code::EmptyMap));
        let mut alike: Vec<(usize, Vec<&Diagnostic>)> = all
            .chunk_by(|one, other| one.0 == other.0)
            .map(|it| (it[0].1 + n * usize::from(follows(it[0].2)), it.iter().map(|it| it.2).collect()))
            .collect();
        sorting::by_key(&mut alike, |it| it.0);
        alike.into_iter().map(|it| it.1).collect()
    }

    /// Whether something had to be left out.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }
}

impl Diagnostic {
    /// What is wrong, in words that fit on a few lines whatever the file holds.
    pub fn message(&self, tongue: &Tongue) -> String {
        shortened(self.message.tell(tongue))
    }

    /// The finding as the command prints it: one line, and one more if there is something to do about it.
    ///
    /// ```
    /// use breachmap::{import::import, tongue::Tongue};
    /// let text = br#"{"format": "breachmap-incident/1", "id": "x", "title": "An example", "hots": []}"#;
    /// let report = import(text).unwrap().report;
    /// let told = report.diagnostics[0].tell(Tongue::of("en"));
    /// assert!(told.starts_with("warning[unknown-field] line 1, column "));
    /// assert!(told.ends_with("\n  hint: Did you mean \"hosts\"?"));
    /// ```
    pub fn tell(&self, tongue: &Tongue) -> String {
        let (severity, code, message) = (self.severity.word(tongue), self.code.as_str(), self.message(tongue));
        let pointer = if self.pointer.is_empty() { "/" } else { &self.pointer };
        let line = match self.position {
            None => tongue.finding_at(severity, code, pointer, message),
            Some(Position { line, column }) => {
                // places are looked up in editors, which write no thousands apart
                let (line, column) = (line.to_string(), column.to_string());
                tongue.finding_at_line(severity, code, line, column, pointer, message)
            }
        };
        match &self.hint {
            None => line,
            Some(hint) => format!("{line}\n  {}", tongue.finding_hint(hint.clone())),
        }
    }

    /// Findings that differ in their place alone, in the same form: how many there are, and below it all places.
    pub fn tell_all(alike: &[&Self], tongue: &Tongue) -> String {
        let [first, _, ..] = alike else { return alike.iter().map(|it| it.tell(tongue)).collect() };
        let (severity, message) = (first.severity.word(tongue), first.message(tongue));
        let mut told = tongue.findings_alike(severity, first.code.as_str(), alike.len(), message);
        for it in alike {
            let place = match it.position {
                None => it.pointer.clone(),
                Some(Position { line, column }) => {
                    tongue.finding_place(line.to_string(), column.to_string(), &it.pointer)
                }
            };
            told += &format!("\n  {place}");
        }
        match &first.hint {
            None => told,
            Some(hint) => format!("{told}\n  {}", tongue.finding_hint(hint.clone())),
        }
    }

    /// Says what the reader can do about it.
    pub fn hint(&mut self, hint: Phrase) -> &mut Self {
        self.hint = Some(hint);
        self
    }

    /// Of more candidates none is offered: comparing would take long, and is of little help.
    pub const MOST_CANDIDATES: usize = 400;

    /// Offers the candidate that is closest to a misspelt `word`, or else lists all of them if they are few.
    pub fn suggest(&mut self, word: &str, candidates: &[&str]) -> &mut Self {
        const LONGEST_WORD: usize = 64;
        let candidates: Vec<&str> = candidates.iter().copied().filter(|it| it.len() <= LONGEST_WORD).collect();
        if word.len() > LONGEST_WORD || candidates.len() > Self::MOST_CANDIDATES {
            return self;
        }
        let closest = candidates.iter().map(|it| (distance(word, it), *it)).min();
        self.hint = match closest {
            Some((steps, it)) if steps <= 1 + word.chars().count() / 3 => Some(Phrase::hint_did_you_mean(it)),
            Some(_) if candidates.len() <= 16 => Some(Phrase::hint_known_words(candidates.join(", "))),
            _ => None,
        };
        self
    }
}

/// Levenshtein distance in characters.
pub fn distance(a: &str, b: &str) -> usize {
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
            report.error(Code::UnknownWord, "/x", Phrase::finding_no_state(&long)).suggest(&long, &[&*long]).clone();
        let message = finding.message(Tongue::of("en"));
        assert!(message.chars().count() <= LONGEST + 1 && message.ends_with("the claim is left out"), "{message}");
        assert_eq!(finding.hint, None);
    }

    #[test]
    fn findings_that_differ_in_their_place_alone_are_told_once_with_all_places() {
        let mut report = Report::default();
        for (pointer, word) in [("/a", "x"), ("/b", "y"), ("/c", "x"), ("/d", "x")] {
            report
                .error(Code::UnknownWord, pointer, Phrase::finding_no_state(word))
                .hint(Phrase::hint_did_you_mean("z"));
        }
        report.diagnostics[2].position = Some(Position { line: 1234, column: 5 });
        let tongue = Tongue::of("en");
        let alike = report.alike(tongue);
        assert_eq!(alike.iter().map(Vec::len).collect::<Vec<_>>(), [3, 1]);
        let told = Diagnostic::tell_all(&alike[0], tongue);
        assert!(told.starts_with("error[unknown-word] 3 times: "), "{told}");
        assert!(told.ends_with("\n  /a\n  line 1234, column 5 at /c\n  /d\n  hint: Did you mean \"z\"?"), "{told}");
        assert_eq!(Diagnostic::tell_all(&alike[1], tongue), report.diagnostics[1].tell(tongue));
    }

    #[test]
    fn a_close_word_is_suggested_and_a_far_one_is_not() {
        let hint = |word: &str| {
            let mut report = Report::default();
            let finding = report.error(Code::UnknownWord, "/x", Phrase::finding_no_state(word));
            finding.suggest(word, &["contained", "restored"]).hint.clone().map(|it| it.tell(Tongue::of("en")))
        };
        assert_eq!(hint("contaned").as_deref(), Some("Did you mean \"contained\"?"));
        assert_eq!(hint("zzzzzzz").as_deref(), Some("Known here: contained, restored."));
    }
}
