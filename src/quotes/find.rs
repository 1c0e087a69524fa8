//! Finds words in a text: as they are, or but for what a copy changes.

/// In place of words that a quote leaves out.
const LEFT_OUT: [&str; 2] = ["[…]", "[...]"];

/// Where words stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Match {
    /// Here, as an offset in bytes.
    Exactly(usize),
    /// Here, but for white space, quotation marks, hyphens and the width of letters.
    Nearly(usize),
    /// They do not.
    Nowhere {
        /// As many of the first of them as stand there.
        until: String,
    },
}

/// Looks for a quote. What it leaves out by `[…]` may be anything, but the rest follows in its order.
pub fn find(quote: &str, text: &str) -> Match {
    let mut pieces = vec![quote];
    for mark in LEFT_OUT {
        pieces = pieces.into_iter().flat_map(|it| it.split(mark)).collect();
    }
    pieces = pieces.into_iter().map(str::trim).filter(|it| it.chars().any(char::is_alphanumeric)).collect();
    let Some(first) = pieces.first().and_then(|it| text.find(it)) else { return nearly(&pieces, text) };
    let mut from = 0;
    for piece in &pieces {
        match text[from..].find(piece) {
            Some(at) => from += at + piece.len(),
            None => return nearly(&pieces, text),
        }
    }
    Match::Exactly(first)
}

fn nearly(pieces: &[&str], text: &str) -> Match {
    let text = Plain::of(text);
    let (mut from, mut first) = (0, None);
    for piece in pieces {
        let plain = Plain::of(piece);
        if let Some(at) = text.words[from..].find(&plain.words).filter(|_| !plain.words.is_empty()) {
            first = first.or(Some(text.place(from + at)));
            from += at + plain.words.len();
            continue;
        }
        // as much of it as is there
        let ends: Vec<usize> = plain.words.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
        let n = ends.partition_point(|end| text.words[from..].contains(&plain.words[..*end]));
        let until = n.checked_sub(1).map_or(0, |it| plain.end(ends[it]));
        return Match::Nowhere { until: piece[..until].to_owned() };
    }
    first.map_or(Match::Nowhere { until: String::new() }, Match::Nearly)
}

/// A text without what copies change.
struct Plain {
    words: String,
    /// Where each byte of the words came from: the offset and the length of its character.
    of: Vec<(usize, usize)>,
}

impl Plain {
    fn of(text: &str) -> Self {
        let mut plain = Self { words: String::with_capacity(text.len()), of: Vec::with_capacity(text.len()) };
        for (at, c) in text.char_indices().filter(|(_, c)| !is_changed(*c)) {
            let before = plain.words.len();
            plain.words.push(narrow(c));
            plain.of.extend(std::iter::repeat_n((at, c.len_utf8()), plain.words.len() - before));
        }
        plain
    }

    /// Where a byte of the words stands in the text.
    fn place(&self, byte: usize) -> usize {
        self.of.get(byte).map_or(0, |it| it.0)
    }

    /// Where in the text the words before this byte end.
    fn end(&self, byte: usize) -> usize {
        byte.checked_sub(1).and_then(|it| self.of.get(it)).map_or(0, |(at, len)| at + len)
    }
}

/// Whether copies leave a character out, or put another one in its place: white space, quotation marks, hyphens, and what is not seen.
fn is_changed(c: char) -> bool {
    let is_quote = matches!(c, '"' | '\'' | '`' | '´' | '‘'..='‟' | '‹' | '›' | '«' | '»' | '「'..='』' | '〝'..='〟' | '＂' | '＇');
    let is_hyphen = matches!(c, '-' | '\u{AD}' | '‐'..='―' | '−' | '－' | '﹣');
    let is_unseen = matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}');
    c.is_whitespace() || c.is_control() || is_quote || is_hyphen || is_unseen
}

/// A letter of full width as the same of usual width.
fn narrow(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_but_for_what_copies_change() {
        let text = "The company said:\n“621 customers”\u{a0}were  affected — on the wind\u{AD}ow\nserver. 工事情報管理サーバ（サーバB）を経由。";
        for (quote, expected) in [
            ("621 customers", Match::Exactly(text.find("621").unwrap())),
            ("\"621 customers\" were affected", Match::Nearly(text.find("621").unwrap())),
            ("affected - on the window server", Match::Nearly(text.find("affected").unwrap())),
            ("サーバ(サーバＢ)を経由", Match::Nearly(text.find("サーバ（").unwrap())),
            ("The company […] were  affected", Match::Exactly(0)),
            ("The company [...] on the window", Match::Nearly(0)),
            ("were affected […] The company", Match::Nowhere { until: String::new() }),
            ("622 customers", Match::Nowhere { until: "62".to_owned() }),
            ("621 customers were not affected", Match::Nowhere { until: "621 customers were".to_owned() }),
            ("THE COMPANY", Match::Nowhere { until: "T".to_owned() }),
            ("[…]", Match::Nowhere { until: String::new() }),
            ("", Match::Nowhere { until: String::new() }),
        ] {
            assert_eq!(find(quote, text), expected, "{quote}");
        }
    }
}
