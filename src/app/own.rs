//! A file of the reader's own, as a link names it.

/// So many digits has the hash of a file.
const DIGITS: usize = 8;

/// A file that the reader opened, or a folder.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Own {
    /// What it is called; `None` if a link does not say it.
    pub name: Option<String>,
    /// A hash of its bytes, short: it tells files apart and proves nothing. `None` if the page did not have them.
    pub mark: Option<String>,
}

impl Own {
    /// A file with these bytes, as far as the page has them.
    pub fn of(name: &str, bytes: Option<&[u8]>) -> Self {
        Self { name: Some(name.to_owned()), mark: bytes.map(mark) }
    }

    /// Reads what a link says: `halden.json~0f3c29ab`.
    ///
    /// ```
    /// use breachmap::app::own::Own;
    /// let own = Own::read("halden.json~0f3c29ab").unwrap();
    /// assert_eq!(own.name.as_deref(), Some("halden.json"));
    /// assert_eq!(own.write(), "halden.json~0f3c29ab");
    /// assert!(own.fits(&Own::read("other name.json~0f3c29ab").unwrap()), "the same bytes");
    /// assert!(!own.fits(&Own::of("halden.json", Some(b"{}"))));
    /// ```
    pub fn read(text: &str) -> Option<Self> {
        let is_mark = |it: &str| it.len() == DIGITS && it.bytes().all(|it| it.is_ascii_hexdigit());
        let (name, mark) = match text.rsplit_once('~') {
            Some((name, mark)) if mark.is_empty() || is_mark(mark) => (name, mark),
            _ => (text, ""),
        };
        let said = |it: &str| Some(it.to_owned()).filter(|it| !it.is_empty());
        (!text.is_empty()).then(|| Self { name: said(name), mark: said(mark) })
    }

    /// What a link says of it.
    pub fn write(&self) -> String {
        format!("{}~{}", self.name.as_deref().unwrap_or_default(), self.mark.as_deref().unwrap_or_default())
    }

    /// Whether it may be the other one: by its bytes, else by its name.
    pub fn fits(&self, other: &Self) -> bool {
        match (&self.mark, &other.mark, &self.name, &other.name) {
            (Some(one), Some(other), ..) | (_, _, Some(one), Some(other)) => one == other,
            _ => true,
        }
    }
}

/// FNV-1a in 32 bits.
fn mark(bytes: &[u8]) -> String {
    let hash = bytes.iter().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193));
    format!("{hash:08x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_names_a_file_by_what_it_knows_of_it() {
        for (text, name, mark) in [
            ("halden.json~0f3c29ab", Some("halden.json"), Some("0f3c29ab")),
            ("~0f3c29ab", None, Some("0f3c29ab")),
            ("a folder~", Some("a folder"), None),
            ("~", None, None),
            ("~backup~.json~", Some("~backup~.json"), None),
        ] {
            let own = Own::read(text).unwrap();
            assert_eq!((own.name.as_deref(), own.mark.as_deref()), (name, mark), "{text}");
            assert_eq!(own.write(), text);
        }
        assert_eq!(Own::read("halden.json"), Own::read("halden.json~"), "as somebody would write it");
        assert_eq!(Own::read(""), None);
        assert_eq!(
            Own::of("x", Some(b"foobar")).mark.as_deref(),
            Some("bf9cf968"),
            "the hash that others know as FNV-1a"
        );
    }

    #[test]
    fn bytes_tell_files_apart_and_else_names_do() {
        let fits = |one: &str, other: &str| Own::read(one).unwrap().fits(&Own::read(other).unwrap());
        assert!(fits("a~00000001", "b~00000001"));
        assert!(!fits("a~00000001", "a~00000002"));
        assert!(fits("a~00000001", "a~") && !fits("a~", "b~00000001"));
        assert!(fits("~", "a~00000001"), "nothing is known that would speak against it");
    }
}
