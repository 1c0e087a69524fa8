//! What a server will bar of a page that is up already: it is asked for the page and for all that the page needs, as a browser
//! would ask, and what it says is held to what browsers do with it.

use std::collections::{BTreeSet, VecDeque};

use super::address::Address;
use super::fetch::{Answer, fetch};
use super::page::{PROGRAM, Page, Use, is_page, parts};
use super::policy::{CONNECT, FRAME, IMAGE, Policy, SCRIPT, STYLE, WORKER, own_policies};
use super::{Findings, Seen};
use crate::tongue::Phrase;

/// More is not asked of a server.
const MOST: usize = 120;
/// So often a server may send somebody elsewhere.
const DETOURS: usize = 5;
/// What is smaller need not be packed.
const SMALL: usize = 20_000;
/// Asks for a page and what it needs; fails if nobody answers.
pub fn look(address: &Address, findings: &mut Findings) -> Result<Seen, Phrase> {
    let mut visit = Visit { findings, asked: BTreeSet::new(), waiting: VecDeque::new(), seen: Seen::default() };
    let answer = fetch(address).map_err(|it| Phrase::command_error_in(address.to_string(), it))?;
    let Some((address, answer)) = visit.follow(address.clone(), answer) else { return Ok(visit.seen) };
    let media_type = answer.media_type();
    if media_type == "text/html" || is_page(&address.extension()) || answer.body.trim_ascii_start().starts_with(b"<!") {
        visit.page(&address, &answer);
    }
    visit.thing(&address, &answer);
    while let Some(next) = visit.waiting.pop_front() {
        if visit.asked.len() >= MOST || !visit.asked.insert(next.clone()) {
            continue;
        }
        match fetch(&next) {
            Ok(answer) => {
                if let Some((address, answer)) = visit.follow(next, answer) {
                    visit.thing(&address, &answer);
                }
            }
            Err(why) => visit.findings.error("missing", &next.to_string(), why, Phrase::hint_preflight_missing()),
        }
    }
    Ok(visit.seen)
}

/// What is asked, and what came of it.
struct Visit<'a> {
    findings: &'a mut Findings,
    asked: BTreeSet<Address>,
    waiting: VecDeque<Address>,
    seen: Seen,
}

impl Visit<'_> {
    /// Goes where a server sends somebody, and says so; nothing where nothing is.
    fn follow(&mut self, address: Address, answer: Answer) -> Option<(Address, Answer)> {
        let (mut address, mut answer) = (address, answer);
        for _ in 0..DETOURS {
            if !(300..400).contains(&answer.status) {
                break;
            }
            let place = address.to_string();
            let Some(next) = answer.header("location").and_then(|it| address.join(&it)) else { break };
            if next.origin() == address.origin() {
                let message = Phrase::preflight_redirected(next.path.clone());
                self.findings.note("redirect", &place, message, Phrase::hint_preflight_redirected());
            } else {
                let hint = Phrase::hint_preflight_redirected_away();
                self.findings.warn("redirect", &place, Phrase::preflight_redirected_away(next.origin()), hint);
            }
            match fetch(&next) {
                Ok(it) => (address, answer) = (next, it),
                Err(why) => {
                    self.findings.error("missing", &place, why, Phrase::hint_preflight_missing());
                    return None;
                }
            }
        }
        self.asked.insert(address.clone());
        if answer.status == 200 {
            return Some((address, answer));
        }
        let message = Phrase::preflight_status(answer.status.to_string());
        self.findings.error("missing", &address.to_string(), message, Phrase::hint_preflight_missing());
        None
    }

    /// What holds of anything that is fetched.
    fn thing(&mut self, address: &Address, answer: &Answer) {
        self.seen.n_files += 1;
        self.seen.n_bytes += answer.body.len() as u64;
        self.media_type(address, answer);
        let (place, findings) = (address.to_string(), &mut *self.findings);
        let extension = address.extension();
        if !answer.header("x-content-type-options").is_some_and(|it| it.eq_ignore_ascii_case("nosniff")) {
            findings.note("nosniff", &place, Phrase::preflight_no_nosniff(), Phrase::hint_preflight_no_nosniff());
        }
        let is_text = ["wasm", "js", "css", "json", "svg", "html"].contains(&extension.as_str());
        if is_text && answer.body.len() > SMALL && answer.header("content-encoding").is_none() {
            findings.warn("gzip", &place, Phrase::preflight_not_packed(), Phrase::hint_preflight_not_packed());
        }
        if !address.path.split('?').next().unwrap_or_default().ends_with(&format!("/{PROGRAM}")) {
            if is_program(address) {
                self.needs(address, &String::from_utf8_lossy(&answer.body));
            }
            return;
        }
        if answer.header("access-control-allow-origin").is_none() {
            findings.note("cors", &place, Phrase::preflight_no_cors(), Phrase::hint_preflight_no_cors());
        }
        let policy = answer.header("cross-origin-resource-policy").unwrap_or_default();
        if policy.eq_ignore_ascii_case("same-origin") || policy.eq_ignore_ascii_case("same-site") {
            findings.warn("cors", &place, Phrase::preflight_corp(policy), Phrase::hint_preflight_no_cors());
        }
        self.needs(address, &String::from_utf8_lossy(&answer.body));
    }

    /// The parts of the program that a script of it names.
    fn needs(&mut self, script: &Address, text: &str) {
        for part in parts(text) {
            let from_assets = if script.path.contains("/assets/") { "../" } else { "" };
            self.waiting.extend(script.join(&format!("{from_assets}{part}")));
        }
    }

    /// Whether its type is one with which browsers use it, and it is what its name says.
    fn media_type(&mut self, address: &Address, answer: &Answer) {
        let (place, given, findings) = (address.to_string(), answer.media_type(), &mut *self.findings);
        let extension = address.extension();
        let usual = match extension.as_str() {
            "js" | "mjs" => "text/javascript",
            "css" => "text/css",
            "wasm" => "application/wasm",
            "json" => "application/json",
            "svg" => "image/svg+xml",
            "html" | "htm" => "text/html",
            _ => return,
        };
        let is_right = match extension.as_str() {
            "js" | "mjs" => {
                given.ends_with("/javascript") || given.ends_with("/x-javascript") || given.ends_with("/ecmascript")
            }
            "json" => given.ends_with("json") || given == "text/plain",
            _ => given == usual,
        };
        let is_page = answer.body.trim_ascii_start().starts_with(b"<");
        let is_other = match extension.as_str() {
            "wasm" => !answer.body.starts_with(b"\0asm"),
            "js" | "mjs" | "css" | "json" => is_page,
            _ => false,
        };
        if is_other {
            let hint = Phrase::hint_preflight_something_else();
            findings.error("type", &place, Phrase::preflight_something_else(), hint);
        } else if !is_right {
            let given = if given.is_empty() { "–".to_owned() } else { given };
            let (message, hint) =
                (Phrase::preflight_type(given, usual), Phrase::hint_preflight_type(&extension, usual));
            // the program only starts a little later; data are read whatever they are called
            match extension.as_str() {
                "wasm" | "json" => findings.warn("type", &place, message, hint),
                _ => findings.error("type", &place, message, hint),
            }
        }
    }

    /// What holds of a page, and all that it fetches.
    fn page(&mut self, address: &Address, answer: &Answer) {
        let (place, page) = (address.to_string(), Page::of(&String::from_utf8_lossy(&answer.body)));
        if answer.header("content-disposition").is_some_and(|it| it.to_ascii_lowercase().starts_with("attachment")) {
            let hint = Phrase::hint_preflight_download();
            self.findings.error("download", &place, Phrase::preflight_download(), hint);
        }
        if answer.media_type() != "text/html" && !is_page(&address.extension()) {
            let (message, hint) = (
                Phrase::preflight_type(answer.media_type(), "text/html"),
                Phrase::hint_preflight_type("html", "text/html"),
            );
            self.findings.error("type", &place, message, hint);
        }
        let header = Policy::all(&answer.header("content-security-policy").unwrap_or_default());
        self.frames(&place, answer, &header);
        let mut policies = header;
        policies.extend(page.policies.iter().flat_map(|it| Policy::all(it)));
        if policies.is_empty() {
            self.findings.note("policy", &place, Phrase::preflight_no_policy(), Phrase::hint_preflight_no_policy());
        }
        own_policies(&place, &page, &policies, self.findings);
        if policies.iter().any(|it| it.get("sandbox").is_some_and(|it| !it.iter().any(|it| it == "allow-scripts"))) {
            self.findings.error("policy", &place, Phrase::preflight_sandbox(), Phrase::hint_preflight_download());
        }
        for (kind, reference) in &page.fetched {
            let Some(to) = address.join(reference) else { continue };
            let (chain, directive) = match kind {
                Use::Script => (SCRIPT, "script-src"),
                Use::Style => (STYLE, "style-src"),
                Use::Picture => (IMAGE, "img-src"),
                Use::Frame => (FRAME, "frame-src"),
                Use::Data => (CONNECT, "connect-src"),
            };
            if policies.iter().all(|it| it.allows(chain, address, &to)) {
                self.waiting.push_back(to);
            } else {
                let message = Phrase::preflight_barred(to.to_string());
                self.findings.error("policy", &place, message, Phrase::hint_preflight_barred(directive));
            }
        }
        let scripts = page.fetched.iter().filter(|it| it.0 == Use::Script).filter_map(|it| address.join(&it.1));
        let program = scripts.into_iter().find(|it| it.path.ends_with(&format!("/{PROGRAM}")));
        if let Some(program) = program {
            self.program(address, &program, &policies);
            // what a page with the element needs is looked at already
            if !page.is_live && policies.iter().any(|it| !it.allows_wasm()) {
                self.findings.error("policy", &place, Phrase::preflight_no_wasm(), Phrase::hint_preflight_no_wasm());
            }
        }
    }

    /// What the program needs besides its scripts.
    fn program(&mut self, page: &Address, program: &Address, policies: &[Policy]) {
        let place = page.to_string();
        let mut bars = |is_barred: &dyn Fn(&Policy) -> bool, message: Phrase, directive: &str| {
            if policies.iter().any(is_barred) {
                self.findings.warn("policy", &place, message, Phrase::hint_preflight_barred(directive));
            }
        };
        bars(&|it| !it.allows(CONNECT, page, program), Phrase::preflight_barred(program.origin()), "connect-src");
        bars(&|it| !it.allows(WORKER, page, program), Phrase::preflight_no_reader(), "worker-src");
        bars(&|it| it.bars_trusted_types(), Phrase::preflight_no_reader(), "trusted-types breachmap");
        let no_pictures = |it: &Policy| !it.allows_scheme(IMAGE, "data:") || !it.allows_scheme(IMAGE, "blob:");
        bars(&no_pictures, Phrase::preflight_no_pictures(), &["img-src", "data:", "blob:"].join(" "));
    }

    /// Who may frame the page.
    fn frames(&mut self, place: &str, answer: &Answer, header: &[Policy]) {
        let ancestors: Vec<&[String]> = header.iter().filter_map(|it| it.get("frame-ancestors")).collect();
        let frame_options = answer.header("x-frame-options").map(|it| it.to_ascii_uppercase());
        // browsers forget the older header where the newer directive is
        let (by, is_nobody) = match (ancestors.as_slice(), frame_options.as_deref()) {
            ([], None) => return,
            ([], Some("SAMEORIGIN")) => ("X-Frame-Options".to_owned(), false),
            ([], Some(_)) => ("X-Frame-Options".to_owned(), true),
            (all, _) => {
                let is = |words: &[&str]| all.iter().any(|it| it.iter().all(|it| words.contains(&it.as_str())));
                if !is(&["'none'", "'self'"]) {
                    return;
                }
                ("frame-ancestors".to_owned(), is(&["'none'"]))
            }
        };
        let hint = Phrase::hint_preflight_frames();
        if is_nobody {
            self.findings.warn("frame", place, Phrase::preflight_no_frames(by), hint);
        } else {
            self.findings.note("frame", place, Phrase::preflight_own_frames(by), hint);
        }
    }
}

/// Whether something is a script in the folder of the program's parts.
fn is_program(address: &Address) -> bool {
    address.path.contains("/assets/") && address.extension() == "js" || address.path.ends_with("/reader.js")
}
