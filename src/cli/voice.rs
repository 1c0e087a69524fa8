//! In which language the command speaks: the one that was asked for, or that of the system if we speak it, or else English.

use std::borrow::Cow;
use std::env;
use std::io::Write;

use crate::incident::Incident;
use crate::tongue::Tongue;
use crate::words::Teller;

/// A language.
pub struct Voice {
    /// What we say, we say in this one.
    pub tongue: &'static Tongue,
    /// The tag by which labels of the file are chosen; one that we do not speak may still be one of the file's.
    pub language: String,
}

impl Voice {
    /// The language of a tag, or of the system.
    pub fn of(asked: Option<&str>) -> Self {
        // the first that is set says it, even if it says "no language": `LC_ALL=C`
        let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|it| env::var(it).ok());
        let system = set.into_iter().find(|it| !it.is_empty());
        Self::among(asked, system.as_deref())
    }

    fn among(asked: Option<&str>, system: Option<&str>) -> Self {
        if let Some(tag) = asked {
            return Self { tongue: Tongue::of(tag), language: tag.to_owned() };
        }
        let of_system = system.and_then(|it| Tongue::spoken(it.split('.').next()?));
        let tongue = of_system.unwrap_or_else(|| Tongue::of(""));
        Self { tongue, language: tongue.tag().to_owned() }
    }

    /// Who tells an incident in this language.
    pub fn teller<'a>(&'a self, incident: &'a Incident) -> Teller<'a> {
        Teller { incident, tongue: self.tongue, language: &self.language }
    }

    /// Points to `check` when a picture or snapshot lacks parts of the file.
    pub fn complain(&self, file: &str, n_errors: usize) {
        if n_errors > 0 {
            note(&self.tongue.command_left_out(file, n_errors));
        }
    }
}

/// Says something beside what is written.
pub fn note(line: &str) {
    writeln!(std::io::stderr(), "{}", visible(line)).ok();
}

/// The text without what a terminal obeys, such as a change of color or of the direction of writing: a file must not control
/// the terminal of its reader. Each stands as JSON writes it, so that JSON says the same as before.
pub fn visible(text: &str) -> Cow<'_, str> {
    let is_obeyed = |at: usize, c: char| match c {
        '\n' | '\t' => false,
        '\r' => !text[at + 1..].starts_with('\n'), // else it would begin the line anew
        // isolates only keep words to themselves, and we set them around names ourselves
        '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' => true,
        c => c.is_control(),
    };
    if !text.char_indices().any(|(at, c)| is_obeyed(at, c)) {
        return Cow::Borrowed(text);
    }
    let written =
        |(at, c): (usize, char)| if is_obeyed(at, c) { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() };
    Cow::Owned(text.char_indices().map(written).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_does_not_control_the_terminal() {
        assert_eq!(visible("\u{1B}[31mr\red\u{9B}0m\n\t事\u{202E}x"), "\\u001b[31mr\\u000ded\\u009b0m\n\t事\\u202ex");
        assert!(matches!(visible("as it is\r\n"), Cow::Borrowed(_)));
    }

    #[test]
    fn what_is_asked_for_is_spoken_before_what_the_system_speaks() {
        let voice = |asked, system| {
            let Voice { tongue, language } = Voice::among(asked, system);
            (tongue.tag(), language)
        };
        assert_eq!(voice(None, None), ("en", "en".to_owned()));
        assert_eq!(voice(None, Some("C.UTF-8")), ("en", "en".to_owned()));
        assert_eq!(voice(None, Some("en_GB.UTF-8")), ("en", "en".to_owned()));
        assert_eq!(voice(Some("xx-YY"), Some("en_GB.UTF-8")), ("en", "xx-YY".to_owned()), "the file may have it");
    }
}
