//! What an indicator's pattern looks for, as far as it names values: `[domain-name:value = 'a.example']`.

/// The type and the value of each comparison by `=` in a pattern.
pub fn values(pattern: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = pattern;
    while let Some(at) = rest.find('=') {
        let (left, right) = (rest[..at].trim_end(), rest[at + 1..].trim_start());
        let Some(quoted) = right.strip_prefix('\'') else {
            rest = &rest[at + 1..];
            continue;
        };
        let end = quoted.find('\'').unwrap_or(quoted.len());
        let path = left.rsplit(['[', '(', ' ']).next().unwrap_or_default();
        if let Some((kind, _)) = path.split_once(':') {
            found.push((kind, &quoted[..end]));
        }
        rest = quoted.get(end + 1..).unwrap_or_default();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comparisons_are_found_and_nothing_else() {
        assert_eq!(values("[domain-name:value = 'a.example']"), [("domain-name", "a.example")]);
        assert_eq!(
            values("[file:hashes.'SHA-256' = 'ab' AND (url:value='http://x/?a=b' OR ipv4-addr:value = '192.0.2.1')]"),
            [("file", "ab"), ("url", "http://x/?a=b"), ("ipv4-addr", "192.0.2.1")]
        );
        assert!(values("[email-message:from_ref.value MATCHES '.+']").is_empty());
        assert!(values("[file:size = 3] = ").is_empty());
        assert_eq!(values("[url:value = 'open"), [("url", "open")]);
    }
}
