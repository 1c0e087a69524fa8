//! Makes the words of others shorter: cut at a blank, an address as people say it, HTML without its tags.

use std::borrow::Cow;

/// Words cut at a blank where they are longer than `most` characters, and whether they were cut.
pub fn brief(words: &str, most: usize) -> (Cow<'_, str>, bool) {
    let Some((end, _)) = words.char_indices().nth(most) else { return (words.into(), false) };
    let end = words[..end].rfind(char::is_whitespace).filter(|it| *it > end / 2).unwrap_or(end);
    (format!("{}…", words[..end].trim_end()).into(), true)
}

/// The name of the site in an address: `krebsonsecurity.com`.
pub fn site(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    host.strip_prefix("www.").unwrap_or(host)
}

/// An address as people say it: without its scheme, and of its path the last part only: `a.example/…/b.js`.
pub fn short_address(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest).trim_end_matches('/');
    match (rest.split_once('/'), rest.rsplit_once('/')) {
        (Some((site, path)), Some((_, last))) if path != last => format!("{site}/…/{last}"),
        _ => rest.to_owned(),
    }
}

/// Words without the tags of HTML around them, with its commonest entities read.
pub fn without_tags(html: &str) -> String {
    let mut words = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        words.push_str(before);
        let is_tag = tag[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
        if let Some(end) = tag.find('>').filter(|_| is_tag) {
            rest = &tag[end + 1..];
        } else {
            words.push('<');
            rest = &tag[1..];
        }
    }
    words.push_str(rest);
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&")];
    entities.iter().fold(words, |words, (entity, letter)| words.replace(entity, letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_an_address_the_site_and_the_last_part_stay() {
        assert_eq!(short_address("https://a.example/one/two/b.js"), "a.example/…/b.js");
        assert_eq!(short_address("http://a.example/b/"), "a.example/b");
        assert_eq!(short_address("10.0.0.1"), "10.0.0.1");
    }

    #[test]
    fn tags_go_and_words_stay() {
        let html = r#"In <a href="http://x.example" target="_blank">2012</a>, 3 < 4 &amp; &quot;so&quot;<br/>on<script>alert(1)</script>"#;
        assert_eq!(without_tags(html), "In 2012, 3 < 4 & \"so\"onalert(1)");
        assert_eq!(without_tags("a &amp;lt; b <a href="), "a &lt; b <a href=");
    }

    #[test]
    fn long_words_are_cut_at_a_blank() {
        assert_eq!(brief("one two three", 9), ("one two…".into(), true));
        assert_eq!(brief("日本語日本語", 4), ("日本語日…".into(), true));
        assert_eq!(brief("short", 5), ("short".into(), false));
    }
}
