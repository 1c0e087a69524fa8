//! Names in running text: found in any case and spacing, as whole words, and replaced.

/// Names and what stands in their place.
#[derive(Debug, Default)]
pub struct Names(Vec<(Vec<char>, String)>);

impl Names {
    /// Adds a name; the longest one that fits is replaced.
    pub fn add(&mut self, name: &str, instead: &str) {
        let name: Vec<char> = plain(name).flat_map(char::to_lowercase).collect();
        if !is_too_short(&name) && !self.0.iter().any(|it| it.0 == name) {
            let at = self.0.iter().position(|it| it.0.len() < name.len()).unwrap_or(self.0.len());
            self.0.insert(at, (name, instead.to_owned()));
        }
    }

    /// The text with all names replaced; `None` if there is none in it.
    pub fn replace(&self, text: &str) -> Option<String> {
        let chars: Vec<char> = plain(text).collect();
        let (mut replaced, mut is_found, mut at) = (String::new(), false, 0);
        while at < chars.len() {
            let fits = self.0.iter().find_map(|(name, instead)| Some((end(&chars, at, name)?, instead)));
            if let Some((end, instead)) = fits {
                replaced.push_str(instead);
                (is_found, at) = (true, end);
            } else {
                replaced.push(chars[at]);
                at += 1;
            }
        }
        is_found.then_some(replaced)
    }
}

/// A single letter is no name, but a single character of Chinese or Japanese can be.
fn is_too_short(name: &[char]) -> bool {
    name.len() < 2 && name.iter().all(char::is_ascii)
}

/// The text with single spaces.
fn plain(text: &str) -> impl Iterator<Item = char> {
    let mut last = ' ';
    text.trim().chars().filter_map(move |it| {
        let it = if it.is_whitespace() { ' ' } else { it };
        let is_kept = it != ' ' || last != ' ';
        last = it;
        is_kept.then_some(it)
    })
}

/// Where the name ends that begins here; it may have an s of the plural.
fn end(text: &[char], start: usize, name: &[char]) -> Option<usize> {
    let mut at = start;
    let mut wanted = name.iter();
    while wanted.len() > 0 {
        for c in text.get(at)?.to_lowercase() {
            if wanted.next() != Some(&c) {
                return None;
            }
        }
        at += 1;
    }
    let is_inside = |before: Option<&char>, after: Option<&char>| {
        before.zip(after).is_some_and(|(before, after)| is_of_word(*before) && is_of_word(*after))
    };
    if is_inside(start.checked_sub(1).and_then(|it| text.get(it)), text.get(start)) {
        return None;
    }
    let is_plural = text.get(at) == Some(&'s') && is_of_word(text[at - 1]);
    let at = at + usize::from(is_plural);
    (!is_inside(text.get(at - 1), text.get(at))).then_some(at)
}

/// Whether words of this script have spaces between them, and this is a letter or digit of one.
fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() && c < '\u{2E80}'
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn names_are_whole_words_in_any_case_and_the_longest_wins() {
        let mut names = Names::default();
        for (name, instead) in
            [("Server B", "Server 1"), ("Server", "X"), ("工事サーバー", "Server 2"), ("Ö-Haus", "Site 1")]
        {
            names.add(name, instead);
        }
        for (text, expected) in [
            ("From server  B, servers and a serverless observer.", "From Server 1, X and a serverless observer."),
            ("SERVER B's disk", "Server 1's disk"),
            ("その工事サーバーから", "そのServer 2から"),
            ("im ö-haus", "im Site 1"),
        ] {
            assert_eq!(names.replace(text).as_deref(), Some(expected));
        }
        assert_eq!(names.replace("serverless"), None);
        assert_eq!(names.replace(""), None);
    }
}
