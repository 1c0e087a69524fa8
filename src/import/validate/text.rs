//! Words of a file made safe to show: no characters that reorder, hide or break what stands around them.

use super::Check;
use crate::diag::Code;
use crate::import::at::At;
use crate::import::draft::TextDraft;
use crate::incident::Text;
use crate::sorting;
use crate::tongue::Phrase;

impl Check<'_> {
    /// What a part is called; its id stands in for words that cannot be read.
    pub(super) fn label(&mut self, draft: &TextDraft, id: &str, at: &At<'_>) -> Text {
        self.text(draft, at).unwrap_or_else(|| Text::new("en", id))
    }

    /// Words that need not be there.
    pub(super) fn words(&mut self, draft: Option<&TextDraft>, at: &At<'_>) -> Option<Text> {
        self.text(draft?, at)
    }

    /// Words for people; `None` and an error if there are none.
    pub(super) fn text(&mut self, draft: &TextDraft, at: &At<'_>) -> Option<Text> {
        let mut all: Vec<(String, String)> = match draft {
            TextDraft::One(words) => vec![(self.language.clone(), clean(words))],
            TextDraft::ByLanguage(all) => all.iter().map(|(tag, words)| (tag.clone(), clean(words))).collect(),
        };
        // the file's own language first: it serves where another one is missing
        sorting::by_key(&mut all, |(tag, _)| *tag != self.language);
        let n_written = all.len();
        all.retain(|(_, words)| !words.is_empty());
        if all.is_empty() {
            self.error(Code::WrongShape, at, Phrase::finding_no_words());
        } else if all.len() < n_written {
            self.error(Code::WrongShape, at, Phrase::finding_no_words_in_language());
        }
        Text::by_language(all.into_iter())
    }
}

/// Without what hides, turns or cannot be written; white space becomes one space.
pub(super) fn clean(words: &str) -> String {
    let spaced: String =
        words.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !is_hidden(*c)).collect();
    spaced.split(' ').filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Control characters, those that are invisible or turn the direction of writing, and those that XML cannot hold.
pub(super) fn is_hidden(c: char) -> bool {
    let is_invisible = matches!(c, '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}');
    c.is_control()
        || is_invisible
        || matches!(c, '\u{FFF0}'..='\u{FFFC}' | '\u{FFFE}' | '\u{FFFF}' | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn what_hides_or_turns_is_gone() {
        assert_eq!(clean("  Server\u{202E}B \n\t(cloud)\u{0}\u{200B} "), "ServerB (cloud)");
        assert_eq!(clean("a\u{FFFE}\u{E0041}b"), "ab");
        assert_eq!(clean("工事情報管理サーバー"), "工事情報管理サーバー");
    }
}
