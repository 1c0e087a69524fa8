//! Addresses of web pages, as far as a preflight needs them: where to ask, and what a reference there leads to.

use std::fmt;

/// An address of http or https.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address {
    /// `http` or `https`.
    pub scheme: String,
    /// Without brackets.
    pub host: String,
    /// As it is written, or that of the scheme.
    pub port: u16,
    /// From the first `/` on, with the query and without a fragment.
    pub path: String,
}

impl Address {
    /// Reads one; nothing if it is none of http or https.
    pub fn parse(text: &str) -> Option<Self> {
        let (scheme, rest) = text.split_once("://")?;
        let scheme = scheme.to_ascii_lowercase();
        let usual = match scheme.as_str() {
            "http" => 80,
            "https" => 443,
            _ => return None,
        };
        let rest = rest.split('#').next().unwrap_or_default();
        let at = rest.find(['/', '?']).unwrap_or(rest.len());
        let (host, path) = rest.split_at(at);
        if host.contains('@') || text.contains(|c: char| c.is_whitespace() || c.is_control()) {
            return None;
        }
        let (host, port) = match host.rsplit_once(':').filter(|it| !it.1.contains(']')) {
            Some((host, port)) => (host, port.parse().ok()?),
            None => (host, usual),
        };
        let host = host.trim_matches(['[', ']']).to_ascii_lowercase();
        let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
        (!host.is_empty()).then_some(Self { scheme, host, port, path })
    }

    /// Where a reference on this page leads; nothing if that is no page of the web.
    pub fn join(&self, reference: &str) -> Option<Self> {
        let reference = reference.split('#').next().unwrap_or_default().trim();
        if let Some(rest) = reference.strip_prefix("//") {
            return Self::parse(&format!("{}://{rest}", self.scheme));
        }
        let scheme_end = reference.find([':', '/', '?']).filter(|at| reference[*at..].starts_with(':'));
        if scheme_end.is_some() {
            return Self::parse(reference);
        }
        if reference.contains(|c: char| c.is_whitespace() || c.is_control()) {
            return None;
        }
        let path = if reference.starts_with('/') {
            reference.to_owned()
        } else {
            let own = self.path.split('?').next().unwrap_or_default();
            let folder = if reference.starts_with('?') { own } else { &own[..=own.rfind('/')?] };
            if reference.is_empty() { self.path.clone() } else { format!("{folder}{reference}") }
        };
        Some(Self { path: straight(&path), ..self.clone() })
    }

    /// Scheme, host and port.
    pub fn origin(&self) -> String {
        let host = if self.host.contains(':') { format!("[{}]", self.host) } else { self.host.clone() };
        match (self.scheme.as_str(), self.port) {
            ("http", 80) | ("https", 443) => format!("{}://{host}", self.scheme),
            _ => format!("{}://{host}:{}", self.scheme, self.port),
        }
    }

    /// The name of its file, in small letters: what follows the last dot.
    pub fn extension(&self) -> String {
        let file = self.path.split('?').next().unwrap_or_default().rsplit('/').next().unwrap_or_default();
        file.rsplit_once('.').map_or(String::new(), |it| it.1.to_ascii_lowercase())
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.origin(), self.path)
    }
}

/// A path without `.` and `..`.
fn straight(path: &str) -> String {
    let (path, query) = path.split_at(path.find('?').unwrap_or(path.len()));
    let mut parts: Vec<&str> = Vec::new();
    let all: Vec<&str> = path.split('/').skip(1).collect();
    for (at, part) in all.iter().enumerate() {
        let is_last = at + 1 == all.len();
        match *part {
            "." => parts.extend(is_last.then_some("")),
            ".." => {
                parts.pop();
                parts.extend(is_last.then_some(""));
            }
            part => parts.push(part),
        }
    }
    format!("/{}{query}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_lead_where_browsers_go() {
        let page = Address::parse("http://127.0.0.1:8080/wiki/a/page.html?x=1#top").unwrap();
        assert_eq!(page.to_string(), "http://127.0.0.1:8080/wiki/a/page.html?x=1");
        for (reference, expected) in [
            ("b.js", Some("http://127.0.0.1:8080/wiki/a/b.js")),
            ("./b.js?v=1#x", Some("http://127.0.0.1:8080/wiki/a/b.js?v=1")),
            ("../b.js", Some("http://127.0.0.1:8080/wiki/b.js")),
            ("../../../..", Some("http://127.0.0.1:8080/")),
            ("/b.js", Some("http://127.0.0.1:8080/b.js")),
            ("//b.example/c", Some("http://b.example/c")),
            ("https://b.example", Some("https://b.example/")),
            ("", Some("http://127.0.0.1:8080/wiki/a/page.html?x=1")),
            ("?y", Some("http://127.0.0.1:8080/wiki/a/page.html?y")),
            ("mailto:a@b.example", None),
            ("a b", None),
        ] {
            assert_eq!(page.join(reference).map(|it| it.to_string()).as_deref(), expected, "{reference}");
        }
    }

    #[test]
    fn what_is_no_address_is_none() {
        for text in ["", "x", "ftp://a/", "http://", "http:///a", "http://a@b/", "http://a:b/", "http://a b/"] {
            assert_eq!(Address::parse(text), None, "{text}");
        }
        assert_eq!(Address::parse("http://[::1]:80/a").map(|it| it.origin()).as_deref(), Some("http://[::1]"));
    }
}
