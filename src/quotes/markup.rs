//! The words that people read in a document: without tags, entities and marks of Markdown, a line for each paragraph.
//!
//! It is no browser: what scripts would write, or styles would hide, it does not know.

/// What a document is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// As it is: also the text of a PDF, as it was copied.
    Text,
    /// HTML.
    Html,
    /// Markdown.
    Markdown,
    /// The `word/document.xml` of a DOCX.
    Docx,
}

/// Elements that begin a line of their own.
const BLOCKS: [&str; 41] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "br",
    "dd",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
    "w:p",
    "w:br",
    "w:tr",
    "w:cr",
];

/// Elements whose content nobody reads.
const HIDDEN: [&str; 5] = ["script", "style", "template", "noscript", "svg"];

impl Kind {
    /// What a file holds, by its name and its beginning.
    pub fn of(name: &str, text: &str) -> Self {
        let ending = name.rsplit_once('.').map_or("", |it| it.1).to_ascii_lowercase();
        let begins = text.trim_start().get(..200.min(text.trim_start().len())).unwrap_or(text).to_ascii_lowercase();
        match ending.as_str() {
            "html" | "htm" | "xhtml" => Self::Html,
            "md" | "markdown" => Self::Markdown,
            _ if begins.starts_with("<!doctype") || begins.starts_with("<html") => Self::Html,
            _ => Self::Text,
        }
    }
}

/// The words of a document.
pub fn text(kind: Kind, written: &str) -> String {
    match kind {
        Kind::Text => written.replace("\r\n", "\n"),
        Kind::Html | Kind::Docx => lines(&tags(written, kind)),
        Kind::Markdown => markdown(written),
    }
}

/// Without white space that nobody sees.
fn lines(text: &str) -> String {
    let line = |it: &str| it.split_whitespace().collect::<Vec<_>>().join(" ");
    text.split('\u{1}').map(line).filter(|it| !it.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The text between tags; lines that are seen as such are separated by a sign that no text has.
fn tags(written: &str, kind: Kind) -> String {
    let mut out = String::new();
    let mut rest = written;
    while let Some(at) = rest.find('<') {
        entities(&rest[..at], kind, &mut out);
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |it| it.1);
            continue;
        }
        let inner = &rest[1..];
        let is_tag = inner.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
        if !is_tag {
            out.push('<');
            rest = inner;
            continue;
        }
        let end = tag_end(inner);
        let tag = &inner[..end];
        rest = inner.get(end + 1..).unwrap_or("");
        let name = tag.trim_start_matches('/').split(|c: char| c.is_whitespace() || c == '/' || c == '>').next();
        let name = name.unwrap_or_default().to_ascii_lowercase();
        if BLOCKS.contains(&name.as_str()) {
            out.push('\u{1}');
        } else if name == "w:tab" {
            out.push(' ');
        }
        let is_hidden = HIDDEN.contains(&name.as_str()) || matches!(name.as_str(), "w:deltext" | "w:instrtext");
        if is_hidden && !tag.starts_with('/') && !tag.ends_with('/') {
            rest = after_close(rest, &name);
        }
    }
    entities(rest, kind, &mut out);
    out
}

/// Where a tag ends: a `>` in the value of an attribute is none.
fn tag_end(inner: &str) -> usize {
    let mut quote = None;
    for (at, c) in inner.char_indices() {
        match (quote, c) {
            (None, '>') => return at,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
    }
    inner.len()
}

/// What follows the end of an element.
fn after_close<'a>(rest: &'a str, name: &str) -> &'a str {
    let close = format!("</{name}");
    let found = rest.char_indices().map(|it| it.0).find(|at| {
        rest.as_bytes().get(*at..at + close.len()).is_some_and(|it| it.eq_ignore_ascii_case(close.as_bytes()))
    });
    found.and_then(|at| rest[at..].split_once('>')).map_or("", |it| it.1)
}

/// Adds a text whose entities are the characters for which they stand.
fn entities(text: &str, kind: Kind, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.char_indices().take(12).find(|(_, c)| *c == ';').map(|it| it.0);
        let found = end.and_then(|end| Some((entity(&rest[1..end], kind)?, end)));
        let (c, n) = found.map_or(('&', 1), |(c, end)| (c, end + 1));
        out.push(c);
        rest = &rest[n..];
    }
    out.push_str(rest);
}

fn entity(name: &str, kind: Kind) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ if kind == Kind::Docx => return None,
        "nbsp" => '\u{a0}',
        "shy" => '\u{ad}',
        "ndash" => '–',
        "mdash" => '—',
        "lsquo" => '‘',
        "rsquo" => '’',
        "sbquo" => '‚',
        "ldquo" => '“',
        "rdquo" => '”',
        "bdquo" => '„',
        "laquo" => '«',
        "raquo" => '»',
        "hellip" => '…',
        "bull" => '•',
        "middot" => '·',
        "copy" => '©',
        "reg" => '®',
        "trade" => '™',
        "euro" => '€',
        "pound" => '£',
        "yen" => '¥',
        "sect" => '§',
        "eacute" => 'é',
        "egrave" => 'è',
        "agrave" => 'à',
        "ccedil" => 'ç',
        "auml" => 'ä',
        "ouml" => 'ö',
        "uuml" => 'ü',
        "szlig" => 'ß',
        _ => return None,
    })
}

/// Without the marks of Markdown: a paragraph is one line, and a link is its words.
fn markdown(written: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut is_open = false;
    for line in written.lines() {
        let bare = line.trim().trim_start_matches(['#', '>', ' ']);
        let bare = ["- ", "* ", "+ "].iter().find_map(|it| bare.strip_prefix(it)).unwrap_or(bare);
        let begins = bare.len() < line.trim().len();
        let words = inline(bare);
        match lines.last_mut().filter(|_| is_open && !begins) {
            Some(last) if !words.is_empty() => {
                last.push(' ');
                last.push_str(&words);
            }
            _ if !words.is_empty() => lines.push(words),
            _ => {}
        }
        is_open = !line.trim().is_empty() && !line.starts_with('#');
    }
    lines.join("\n")
}

/// A line of Markdown as it is read.
fn inline(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(at) = rest.find(['[', '!', '*', '_', '`', '\\']) {
        let link = rest[at..].strip_prefix('!').unwrap_or(&rest[at..]).strip_prefix('[');
        let link = link.and_then(|it| it.split_once("](")).and_then(|(words, to)| Some((words, to.split_once(')')?.1)));
        out.push_str(&rest[..at]);
        let sign = &rest[at..=at];
        rest = &rest[at + 1..];
        match (link, sign) {
            (Some((words, after)), "[" | "!") => {
                out.push_str(&inline(words));
                rest = after;
            }
            // a name may have one in it
            (None, "_") if out.ends_with(char::is_alphanumeric) && rest.starts_with(char::is_alphanumeric) => {
                out.push('_');
            }
            (None, "[" | "!") => out.push_str(sign),
            (_, "\\") => {
                let n = rest.chars().next().map_or(0, char::len_utf8);
                out.push_str(&rest[..n]);
                rest = &rest[n..];
            }
            _ => {}
        }
    }
    out.push_str(rest);
    let mut plain = String::new();
    entities(&out, Kind::Html, &mut plain);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_what_people_read_of_it() {
        let page = "<!DOCTYPE html><html><head><title>NTT</title><style>p > a { x: \"</p>\" }</style></head><body>\n<!-- <p>no</p> --><p class='a>b'>The <b>Singapore</b>\n server &mdash; &#8220;Server&nbsp;B&#x201D; &amp; 1 < 2</p><SCRIPT>if (a<b) {}</SCRIPT><ul><li>one<li>two</ul>";
        assert_eq!(text(Kind::Html, page), "NTT\nThe Singapore server — “Server B” & 1 < 2\none\ntwo");
    }

    #[test]
    fn a_document_of_word_has_its_words_without_what_was_deleted() {
        let xml = r#"<?xml version="1.0"?><w:document><w:body><w:p><w:r><w:t xml:space="preserve">On </w:t></w:r><w:r><w:t>7 May</w:t></w:r><w:del><w:r><w:delText>8 May</w:delText></w:r></w:del><w:r><w:tab/><w:t>A &amp; B</w:t></w:r></w:p><w:p><w:r><w:t>Next</w:t></w:r></w:p></w:body></w:document>"#;
        assert_eq!(text(Kind::Docx, xml), "On 7 May A & B\nNext");
    }

    #[test]
    fn markdown_has_its_words() {
        let written = "# The *title*\n\nA [link](https://a.example) and `code`,\nover **two** lines of snake_case.\n\n- one\n- two \\* 2\n> said\n";
        assert_eq!(
            text(Kind::Markdown, written),
            "The title\nA link and code, over two lines of snake_case.\none\ntwo * 2\nsaid"
        );
    }

    #[test]
    fn anything_is_a_document() {
        for odd in ["", "<", "<p", "&", "&#xFFFFFFFF;", "<script>", "a<!--", "</", "[a](b", "\\", "<a b='>"] {
            for kind in [Kind::Text, Kind::Html, Kind::Markdown, Kind::Docx] {
                let _ = text(kind, odd);
            }
        }
    }
}
