//! In which language the command speaks: the one that was asked for, or that of the system if we speak it, or else English.

use std::env;
use std::io::Write;
use std::path::Path;

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
    pub fn complain(&self, file: &Path, n_errors: usize) {
        if n_errors > 0 {
            note(&self.tongue.command_left_out(file.display().to_string(), n_errors));
        }
    }
}

/// Says something beside what is written.
pub fn note(line: &str) {
    writeln!(std::io::stderr(), "{line}").ok();
}

#[cfg(test)]
mod tests {
    use super::*;

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
