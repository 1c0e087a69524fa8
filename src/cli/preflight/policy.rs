//! What a content security policy allows (Content Security Policy Level 3), as far as a page with the program asks it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha384, Sha512};

use super::Findings;
use super::address::Address;
use super::page::{Page, Use};
use crate::tongue::Phrase;

/// Who decides about scripts, from the first that is there.
pub const SCRIPT: &[&str] = &["script-src-elem", "script-src", "default-src"];
/// The same about WebAssembly.
const WASM: &[&str] = &["script-src", "default-src"];
/// The same about styles.
pub const STYLE: &[&str] = &["style-src-elem", "style-src", "default-src"];
/// The same about what scripts fetch.
pub const CONNECT: &[&str] = &["connect-src", "default-src"];
/// The same about workers.
pub const WORKER: &[&str] = &["worker-src", "child-src", "script-src", "default-src"];
/// The same about frames.
pub const FRAME: &[&str] = &["frame-src", "child-src", "default-src"];
/// The same about pictures.
pub const IMAGE: &[&str] = &["img-src", "default-src"];

/// A policy: its directives, the first of each name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Policy(Vec<(String, Vec<String>)>);

impl Policy {
    /// The policies of a header: several are divided by commas, and all of them hold.
    pub fn all(header: &str) -> Vec<Self> {
        header.split(',').map(Self::parse).filter(|it| !it.0.is_empty()).collect()
    }

    fn parse(text: &str) -> Self {
        let mut policy = Self::default();
        for directive in text.split(';') {
            let mut words = directive.split_ascii_whitespace();
            let Some(name) = words.next().map(str::to_ascii_lowercase) else { continue };
            if policy.get(&name).is_none() {
                policy.0.push((name, words.map(str::to_owned).collect()));
            }
        }
        policy
    }

    /// What a directive says, if it is there.
    pub fn get(&self, name: &str) -> Option<&[String]> {
        self.0.iter().find(|it| it.0 == name).map(|it| it.1.as_slice())
    }

    fn decides(&self, chain: &[&str]) -> Option<&[String]> {
        chain.iter().find_map(|it| self.get(it))
    }

    /// Whether a script or a style may stand in the page.
    pub fn allows_inline(&self, chain: &[&str], text: &str) -> bool {
        let Some(sources) = self.decides(chain) else { return true };
        let is_quoted = |it: &String, word: &str| it.eq_ignore_ascii_case(word);
        let is_named = |it: &String| it.starts_with("'sha") || it.starts_with("'nonce-");
        let hashes = [
            ("sha256", STANDARD.encode(Sha256::digest(text))),
            ("sha384", STANDARD.encode(Sha384::digest(text))),
            ("sha512", STANDARD.encode(Sha512::digest(text))),
        ];
        if hashes.iter().any(|(name, hash)| sources.iter().any(|it| *it == format!("'{name}-{hash}'"))) {
            return true;
        }
        // a hash or a nonce makes browsers forget 'unsafe-inline'
        sources.iter().any(|it| is_quoted(it, "'unsafe-inline'")) && !sources.iter().any(is_named)
    }

    /// Whether WebAssembly may run.
    pub fn allows_wasm(&self) -> bool {
        let Some(sources) = self.decides(WASM) else { return true };
        sources.iter().any(|it| ["'wasm-unsafe-eval'", "'unsafe-eval'"].contains(&it.to_ascii_lowercase().as_str()))
    }

    /// Whether a page of this address may fetch from there.
    pub fn allows(&self, chain: &[&str], own: &Address, other: &Address) -> bool {
        self.decides(chain).is_none_or(|all| all.iter().any(|it| matches(it, own, other)))
    }

    /// Whether what is made in the page itself may be used: `data:` or `blob:`.
    pub fn allows_scheme(&self, chain: &[&str], scheme: &str) -> bool {
        self.decides(chain).is_none_or(|all| all.iter().any(|it| it.eq_ignore_ascii_case(scheme)))
    }

    /// Whether it takes the program the one way to vouch for an address: without it, no file of another tool is opened.
    pub fn bars_trusted_types(&self) -> bool {
        let Some(names) = self.get("trusted-types") else { return false };
        self.get("require-trusted-types-for").is_some() && !names.iter().any(|it| it == "breachmap" || it == "*")
    }
}

/// Whether a source of a directive means an address.
pub fn matches(source: &str, own: &Address, other: &Address) -> bool {
    let source = source.to_ascii_lowercase();
    if source.starts_with('\'') {
        return source == "'self'" && own.origin() == other.origin();
    }
    if source == "*" {
        return true;
    }
    if let Some(scheme) = source.strip_suffix(':') {
        return scheme == other.scheme || scheme == "http" && other.scheme == "https";
    }
    let (scheme, rest) =
        source.split_once("://").map_or((None, source.as_str()), |(scheme, rest)| (Some(scheme), rest));
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let (host, port) = host.rsplit_once(':').map_or((host, None), |(host, port)| (host, Some(port)));
    let is_scheme = match scheme {
        Some(it) => it == other.scheme || it == "http" && other.scheme == "https",
        None => own.scheme == other.scheme || other.scheme == "https",
    };
    let is_host = match host.strip_prefix("*.") {
        Some(domain) => other.host.ends_with(&format!(".{domain}")),
        None => host == other.host,
    };
    let is_port = match port {
        Some("*") => true,
        Some(port) => port == other.port.to_string(),
        None => matches!((other.scheme.as_str(), other.port), ("http", 80) | ("https", 443)),
    };
    let to = other.path.split('?').next().unwrap_or_default();
    let is_path = match path {
        "" | "/" => true,
        folder if folder.ends_with('/') => to.to_ascii_lowercase().starts_with(folder),
        file => to.eq_ignore_ascii_case(file),
    };
    is_scheme && is_host && is_port && is_path
}

/// What of a page a policy forbids that stands in the page itself.
pub fn own_policies(name: &str, it: &Page, policies: &[Policy], findings: &mut Findings) {
    let barred = |chain: &[&str], texts: &[String]| {
        texts.iter().filter(|text| policies.iter().any(|it| !it.allows_inline(chain, text))).count()
    };
    let n_scripts = barred(SCRIPT, &it.scripts);
    if n_scripts > 0 {
        let hint = Phrase::hint_preflight_inline_scripts();
        findings.error("policy", name, Phrase::preflight_inline_scripts(n_scripts), hint);
    }
    let n_styles = barred(STYLE, &it.styles);
    if n_styles > 0 {
        let hint = Phrase::hint_preflight_inline_styles();
        findings.warn("policy", name, Phrase::preflight_inline_styles(n_styles), hint);
    }
    let is_live = it.is_live && (!it.scripts.is_empty() || it.fetched.iter().any(|it| it.0 == Use::Script));
    if is_live && policies.iter().any(|it| !it.allows_wasm()) {
        findings.error("policy", name, Phrase::preflight_no_wasm(), Phrase::hint_preflight_no_wasm());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> Address {
        Address::parse(text).unwrap()
    }

    #[test]
    fn a_policy_allows_what_browsers_allow() {
        let own = address("https://wiki.example/a/");
        let [beside, other] = ["https://wiki.example/b.js", "https://cdn.example/b.js"].map(address);
        for (policy, same, foreign, wasm) in [
            ("", true, true, true),
            ("default-src 'none'", false, false, false),
            ("default-src 'self'", true, false, false),
            ("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'", true, false, true),
            ("script-src https://*.example", true, true, false),
            ("script-src *.example:443; script-src 'self'", true, true, false),
            ("script-src https:", true, true, false),
            ("script-src cdn.example/b.js 'unsafe-eval'", false, true, true),
            ("script-src cdn.example/c/", false, false, false),
            ("img-src 'none'", true, true, true),
        ] {
            let it = Policy::parse(policy);
            assert_eq!(it.allows(SCRIPT, &own, &beside), same, "{policy}: beside");
            assert_eq!(it.allows(SCRIPT, &own, &other), foreign, "{policy}: other");
            assert_eq!(it.allows_wasm(), wasm, "{policy}: wasm");
        }
    }

    #[test]
    fn a_script_in_the_page_is_known_by_its_hash() {
        let hash = STANDARD.encode(Sha256::digest("let x=1;"));
        for (policy, is_allowed) in [
            (String::new(), true),
            ("script-src 'self'".to_owned(), false),
            ("script-src 'unsafe-inline'".to_owned(), true),
            (format!("script-src 'sha256-{hash}'"), true),
            ("script-src 'unsafe-inline' 'sha256-AAAA'".to_owned(), false),
        ] {
            assert_eq!(Policy::parse(&policy).allows_inline(SCRIPT, "let x=1;"), is_allowed, "{policy}");
        }
        assert_eq!(Policy::all("default-src 'self', script-src 'none'").len(), 2);
    }
}
