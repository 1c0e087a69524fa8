//! `breachmap preflight`: what a host will bar of a file, a folder or a page that is up already; in words, with what to do.
//!
//! `files.rs` looks at what is still at home, `server.rs` at what a server sends. `page.rs` knows what stands in a page,
//! `policy.rs` what a policy allows, `address.rs` where a reference leads, and `fetch.rs` asks a server.

mod address;
mod fetch;
mod files;
mod page;
mod policy;
mod server;

use std::io::Write;
use std::path::Path;

use clap::Args;

use super::voice::Voice;
use super::{CLEAN, ERRORS, say};
use crate::diag::Severity;
use crate::tongue::{Phrase, Tongue};
use address::Address;

/// What is asked of `preflight`.
#[derive(Args)]
pub struct Preflight {
    /// A file to be mailed or uploaded, a folder for a web server, or the address of a page that is up already (https by curl, if that is there).
    #[arg(value_name = "FILE|FOLDER|URL")]
    what: String,
}

/// Something that a host will bar, or may.
#[derive(Debug, PartialEq, Eq)]
struct Finding {
    severity: Severity,
    /// A stable name.
    code: &'static str,
    /// A file or an address.
    place: String,
    message: Phrase,
    hint: Phrase,
}

/// All that was found, in the order in which it was.
#[derive(Debug, Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn add(&mut self, severity: Severity, code: &'static str, place: &str, message: Phrase, hint: Phrase) {
        self.0.push(Finding { severity, code, place: place.to_owned(), message, hint });
    }

    /// It will not work.
    fn error(&mut self, code: &'static str, place: &str, message: Phrase, hint: Phrase) {
        self.add(Severity::Error, code, place, message, hint);
    }

    /// Some hosts or readers will bar it.
    fn warn(&mut self, code: &'static str, place: &str, message: Phrase, hint: Phrase) {
        self.add(Severity::Warning, code, place, message, hint);
    }

    /// Worth knowing.
    fn note(&mut self, code: &'static str, place: &str, message: Phrase, hint: Phrase) {
        self.add(Severity::Note, code, place, message, hint);
    }

    fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|it| it.severity == severity).count()
    }

    /// In lines as `check` has them: what differs in its place alone is told once, errors first.
    fn tell(&self, tongue: &Tongue) -> Vec<String> {
        let said = |it: &Finding| (it.code, it.message.tell(tongue), it.hint.tell(tongue));
        let mut all: Vec<_> = self.0.iter().enumerate().map(|(at, it)| (said(it), at, it)).collect();
        all.sort_by(|one, other| (&one.0, one.1).cmp(&(&other.0, other.1)));
        let mut groups: Vec<(usize, Vec<&Finding>)> = all
            .chunk_by(|one, other| one.0 == other.0)
            .map(|it| (it[0].1, it.iter().map(|it| it.2).collect()))
            .collect();
        groups.sort_by_key(|(at, it)| (it.first().map(|it| std::cmp::Reverse(it.severity)), *at));
        groups.iter().map(|(_, it)| told(it, tongue)).collect()
    }
}

/// Findings that differ in their place alone.
fn told(alike: &[&Finding], tongue: &Tongue) -> String {
    let Some(first) = alike.first() else { return String::new() };
    let (severity, message) = (first.severity.word(tongue), first.message.tell(tongue));
    let hint = tongue.finding_hint(first.hint.clone());
    if alike.len() == 1 {
        let line = tongue.finding_at(severity, first.code, &first.place, message);
        return format!("{line}\n  {hint}");
    }
    let line = tongue.findings_alike(severity, first.code, alike.len(), message);
    let mut lines = vec![line];
    lines.extend(alike.iter().map(|it| format!("  {}", it.place)));
    lines.push(format!("  {hint}"));
    lines.join("\n")
}

impl Preflight {
    /// Looks, and says what it found.
    pub fn run(&self, voice: &Voice, out: &mut impl Write) -> Result<u8, Phrase> {
        let mut findings = Findings::default();
        let seen = match Address::parse(&self.what) {
            Some(address) => server::look(&address, &mut findings)?,
            None => files::look(Path::new(&self.what), &mut findings)?,
        };
        let tongue = voice.tongue;
        findings.tell(tongue).iter().try_for_each(|it| say(out, it))?;
        let n = |severity| findings.count(severity);
        let kilobytes = seen.n_bytes.div_ceil(1000).to_string();
        let sum = tongue.preflight_sum(&self.what, seen.n_files, kilobytes, n(Severity::Error), n(Severity::Warning));
        say(out, &sum)?;
        Ok(if n(Severity::Error) > 0 { ERRORS } else { CLEAN })
    }
}

/// How much was looked at.
#[derive(Debug, Default, Clone, Copy)]
struct Seen {
    n_files: usize,
    n_bytes: u64,
}
