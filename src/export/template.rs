//! The empty one-file app around its parts, as text. It uses nothing of this crate: `xtask` makes the app with this file too.

const PAGE: &str = concat!(include_str!("../../briefing/head.html"), include_str!("../../briefing/page.html"));

/// What the app consists of, each as it stands in the page.
#[derive(Debug, Clone, Copy)]
pub struct Parts<'a> {
    /// The content security policy, which names the hashes of the page's style and of the module.
    pub policy: &'a str,
    /// The style of the page around the element.
    pub page_style: &'a str,
    /// The style of the element.
    pub style: &'a str,
    /// The program: of each part of the wasm a line with its name and itself, compressed with gzip and written in base64.
    pub program: &'a str,
    /// The script.
    pub module: &'a str,
}

/// The app without any incident. The same parts give the same bytes.
pub fn app(parts: Parts<'_>) -> String {
    let mut page = String::new();
    for (i, piece) in PAGE.split("@@").enumerate() {
        page.push_str(match (i % 2, piece) {
            (1, "language") => "en", // until there is an incident
            (1, "policy") => parts.policy,
            (1, "page-style") => parts.page_style,
            (1, "style") => parts.style,
            (1, "program") => parts.program,
            (1, "module") => parts.module,
            _ => piece,
        });
    }
    page
}
