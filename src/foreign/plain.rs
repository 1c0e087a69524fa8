//! Words without the markup of catalogues: no `(Citation: …)`, no links in brackets, no tags.

/// The words that people read: `[Grey Heron](https://attack.mitre.org/groups/G0000)(Citation: Lab 2024)` is `Grey Heron`.
/// The address of a link stays, unless it is a page of the catalogue itself.
pub fn plain(words: &str) -> String {
    let mut found = String::new();
    let mut rest = words;
    while let Some(at) = rest.find(['(', '[', '<']) {
        found.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(cited) = rest.strip_prefix("(Citation:") {
            rest = cited.split_once(')').map_or("", |(_, after)| after);
        } else if let Some((name, url, after)) = link(rest) {
            found.push_str(name);
            if !url.contains("attack.mitre.org/") && name != url {
                found.push_str(" (");
                found.push_str(url);
                found.push(')');
            }
            rest = after;
        } else if let Some(after) =
            ["<code>", "</code>", "<br>", "<p>", "</p>"].iter().find_map(|it| rest.strip_prefix(it))
        {
            rest = after;
        } else {
            found.push_str(&rest[..1]);
            rest = &rest[1..];
        }
    }
    found.push_str(rest);
    found.trim().replace(" .", ".")
}

/// The name and the address of a link with which words begin, and what follows: `[name](https://a.example) and more`.
fn link(words: &str) -> Option<(&str, &str, &str)> {
    let (name, rest) = words.strip_prefix('[')?.split_once("](")?;
    let (url, after) = rest.split_once(')')?;
    let is_link = !name.contains('[') && url.starts_with("http") && !url.contains(char::is_whitespace);
    is_link.then_some((name, url, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn catalogues_lose_their_markup_and_nothing_else() {
        for (words, expected) in [
            (
                "[Heron](https://attack.mitre.org/groups/G1) used <code>x</code>.(Citation: A 2024)(Citation: B)",
                "Heron used x.",
            ),
            (
                "see [the report](https://a.example/1) (in part) [sic]",
                "see the report (https://a.example/1) (in part) [sic]",
            ),
            ("a < b (Citation: open", "a < b"),
            ("[x](y) ", "[x](y)"),
            ("（全角）[名](https://a.example)", "（全角）名 (https://a.example)"),
        ] {
            assert_eq!(plain(words), expected, "{words}");
        }
    }
}
