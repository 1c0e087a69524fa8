//! What a page of HTML has in it that a host can bar: scripts, styles, what it fetches, and its own policy.
//! It looks at tags and attributes only, as much as that needs; what scripts would add it does not know.

use std::collections::BTreeSet;

/// The script with which the program begins.
pub const PROGRAM: &str = "breachmap.js";

/// Whether a file of this ending is a page.
pub fn is_page(ending: &str) -> bool {
    matches!(ending, "html" | "htm" | "xhtml")
}

/// The files of the program that a script of it names, from the folder of the program on.
pub fn parts(script: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in script.match_indices("./") {
        if !script[..at].ends_with(['"', '\'', '`']) {
            continue;
        }
        let rest = &script[at + 2..];
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !"_-./".contains(c)).unwrap_or(rest.len());
        let name = &rest[..end];
        if (name.starts_with("assets/") || name == "reader.js") && !name.ends_with('/') {
            found.insert(name.to_owned());
        }
    }
    found
}

/// An element with its attributes; the words within it, of a script or a style.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    text: String,
}

impl Element {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|it| it.0 == name).map(|it| it.1.as_str())
    }

    fn is_program(&self) -> bool {
        let kind = self.get("type").unwrap_or_default().trim().to_ascii_lowercase();
        matches!(kind.as_str(), "" | "module" | "text/javascript" | "application/javascript" | "importmap")
    }
}

/// How something is used that a page fetches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// A script.
    Script,
    /// A style sheet.
    Style,
    /// A picture or an icon.
    Picture,
    /// Another page in a frame.
    Frame,
    /// An incident or a list, by the program.
    Data,
}

/// What of a page matters to a host.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The texts of the scripts that stand in it.
    pub scripts: Vec<String>,
    /// The texts of the styles that stand in it, without those of attributes.
    pub styles: Vec<String>,
    /// Attributes with a style.
    pub n_style_attributes: usize,
    /// Attributes with a script, such as `onclick`.
    pub n_handlers: usize,
    /// What it fetches, as it is written there.
    pub fetched: Vec<(Use, String)>,
    /// The policies that it gives itself.
    pub policies: Vec<String>,
    /// Whether it starts the program, of its own or from a script beside it.
    pub is_live: bool,
}

impl Page {
    /// Looks through a page.
    pub fn of(html: &str) -> Self {
        let mut page = Self::default();
        for element in elements(html) {
            page.n_handlers += element.attributes.iter().filter(|it| it.0.starts_with("on")).count();
            page.n_style_attributes += usize::from(element.get("style").is_some());
            page.add(element);
        }
        page
    }

    fn add(&mut self, element: Element) {
        let mut fetch = |kind, address: Option<&str>| {
            let address = address.map(str::trim).filter(|it| !it.is_empty() && !it.starts_with('#'));
            self.fetched.extend(address.filter(|it| !it.starts_with("data:")).map(|it| (kind, it.to_owned())));
        };
        match element.name.as_str() {
            "script" if element.is_program() => match element.get("src") {
                Some(address) => fetch(Use::Script, Some(address)),
                None => self.scripts.push(element.text),
            },
            "style" => self.styles.push(element.text),
            "link" => {
                let rel = element.get("rel").unwrap_or_default().to_ascii_lowercase();
                let is = |word: &str| rel.split_ascii_whitespace().any(|it| it == word);
                if is("stylesheet") {
                    fetch(Use::Style, element.get("href"));
                } else if is("modulepreload") {
                    fetch(Use::Script, element.get("href"));
                } else if is("preload") {
                    fetch(Use::Data, element.get("href"));
                } else if is("icon") {
                    fetch(Use::Picture, element.get("href"));
                }
            }
            "img" => fetch(Use::Picture, element.get("src")),
            "iframe" | "embed" => fetch(Use::Frame, element.get("src")),
            "object" => fetch(Use::Frame, element.get("data")),
            "breach-map" => {
                fetch(Use::Data, element.get("src"));
                fetch(Use::Data, element.get("gallery"));
                self.is_live = true;
            }
            "meta"
                if element.get("http-equiv").is_some_and(|it| it.eq_ignore_ascii_case("content-security-policy")) =>
            {
                self.policies.extend(element.get("content").map(str::to_owned));
            }
            _ => {}
        }
    }
}

/// Elements whose content is text, whatever stands in it.
const RAW: [&str; 4] = ["script", "style", "title", "textarea"];

/// The tags of a page that open an element.
fn elements(html: &str) -> Vec<Element> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let (mut element, after) = tag(rest);
        rest = after;
        if RAW.contains(&element.name.as_str()) {
            let end = format!("</{}", element.name);
            let at = find_in_any_case(rest, &end).unwrap_or(rest.len());
            rest[..at].clone_into(&mut element.text);
            rest = &rest[at..];
        }
        found.push(element);
    }
    found
}

fn find_in_any_case(text: &str, what: &str) -> Option<usize> {
    let all = text.as_bytes();
    let end = all.len().checked_sub(what.len())?;
    (0..=end).find(|at| all[*at] == b'<' && all[*at..*at + what.len()].eq_ignore_ascii_case(what.as_bytes()))
}

/// A tag, from its name on, and what follows it.
fn tag(text: &str) -> (Element, &str) {
    let name_end = text.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(text.len());
    let mut element =
        Element { name: text[..name_end].to_ascii_lowercase(), attributes: Vec::new(), text: String::new() };
    let mut rest = &text[name_end..];
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() {
            return (element, rest);
        }
        if let Some(after) = rest.strip_prefix('>') {
            return (element, after);
        }
        // a name can begin with any sign, even with one that ends others
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let end = rest[first..].find(|c: char| c.is_whitespace() || matches!(c, '>' | '/' | '='));
        let end = end.map_or(rest.len(), |it| it + first);
        let name = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_start();
        let mut value = String::new();
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start();
            let quote = after.chars().next().filter(|it| matches!(it, '"' | '\''));
            let (text, next) = match quote {
                Some(quote) => after[1..].split_once(quote).unwrap_or((&after[1..], "")),
                None => after.split_at(after.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(after.len())),
            };
            value = unescape(text);
            rest = next;
        }
        element.attributes.push((name, value));
    }
}

fn unescape(text: &str) -> String {
    text.replace("&quot;", "\"").replace("&#39;", "'").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_host_can_bar_is_found() {
        let page = Page::of(
            "<!doctype html><!-- <script>no</script> --><meta HTTP-EQUIV='Content-Security-Policy' content=\"default-src &quot;x&quot;\">
             <script type=\"application/json\">{\"a\": \"<script src=x>\"}</script><script>let a = '<b>';</SCRIPT>
             <script type=module src=./breachmap.js></script><link rel=\"icon\" href=\"data:,\"><link rel=stylesheet href=a.css>
             <p style='color:red' onclick=\"x()\" 事=1><img src=\"https://a.example/b.png?a&amp;b\"><breach-map src=\"#incident-1\" gallery=g.json>",
        );
        assert_eq!(page.scripts, ["let a = '<b>';"]);
        assert_eq!((page.n_handlers, page.n_style_attributes, page.is_live), (1, 1, true));
        assert_eq!(page.policies, ["default-src \"x\""]);
        let fetched: Vec<_> = page.fetched.iter().map(|(kind, it)| (*kind, it.as_str())).collect();
        assert_eq!(
            fetched,
            [
                (Use::Script, "./breachmap.js"),
                (Use::Style, "a.css"),
                (Use::Picture, "https://a.example/b.png?a&b"),
                (Use::Data, "g.json")
            ]
        );
    }

    #[test]
    fn no_page_is_too_broken() {
        for html in ["<", "<a", "<a b", "<a b=", "<a b='", "<script", "<script>", "<!--", "<p é", "<é>", "</", "<a =>"]
        {
            Page::of(html);
        }
    }

    #[test]
    fn the_parts_of_the_program_are_found_in_its_scripts() {
        let script = r#"import("./assets/program-1.js");let a=`./reader.js`,b='./assets/part_a.wasm',c="./program_bg.js",d="x./assets/y"#;
        assert_eq!(
            parts(script).into_iter().collect::<Vec<_>>(),
            ["assets/part_a.wasm", "assets/program-1.js", "reader.js"]
        );
    }
}
