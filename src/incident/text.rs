//! Words for people, in one or several languages.

/// Words by language tag; never empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text {
    first: (String, String),
    others: Vec<(String, String)>,
}

impl Text {
    /// Words in one language (a BCP 47 tag).
    pub fn new(language: &str, words: &str) -> Self {
        Self { first: (language.to_owned(), words.to_owned()), others: Vec::new() }
    }

    /// Words in several languages; the first pair serves where a language is missing.
    pub fn by_language(mut pairs: impl Iterator<Item = (String, String)>) -> Option<Self> {
        let first = pairs.next()?;
        Some(Self { first, others: pairs.collect() })
    }

    /// The words in `language`, or else in the first language.
    pub fn get(&self, language: &str) -> &str {
        self.told(language).1
    }

    /// The same with their language, for an attribute `lang`: a Japanese reader may get English words.
    ///
    /// ```
    /// use breachmap::incident::Text;
    /// assert_eq!(Text::new("en", "Server B").told("ja"), ("en", "Server B"));
    /// ```
    pub fn told(&self, language: &str) -> (&str, &str) {
        self.all().find(|(tag, _)| *tag == language).unwrap_or((&self.first.0, &self.first.1))
    }

    /// All pairs of language and words.
    pub fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        std::iter::once(&self.first).chain(&self.others).map(|(tag, words)| (tag.as_str(), words.as_str()))
    }
}
