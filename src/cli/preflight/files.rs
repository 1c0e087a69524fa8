//! What a host will bar of a file or a folder, before it is there.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::address::Address;
use super::page::{PROGRAM, Page, Use, is_page, parts};
use super::policy::{Policy, own_policies};
use super::{Findings, Seen};
use crate::import;
use crate::incident::Marking;
use crate::tongue::Phrase;

/// A mail of 25 MB is the most that Gmail and Exchange Online take as they come, and attachments grow by a third on the way.
const MAIL: u64 = 18_000_000;
/// The largest file that GitHub takes.
const ONE_FILE: u64 = 100_000_000;
/// The largest site of GitHub Pages.
const SITE: u64 = 1_000_000_000;
/// Nothing larger is read: no page and no incident is.
const MOST: u64 = 64_000_000;
/// So many files of a folder are looked at.
const MANY: usize = 200_000;

/// A page at home has no address yet; this one stands for it.
fn home() -> Address {
    Address { scheme: "https".to_owned(), host: "home.invalid".to_owned(), port: 443, path: "/".to_owned() }
}

/// Looks at a file or a folder.
pub fn look(path: &Path, findings: &mut Findings) -> Result<Seen, Phrase> {
    let unread = |err: std::io::Error| {
        Phrase::command_error_in(path.display().to_string(), Phrase::command_cannot_read(err.to_string()))
    };
    let about = fs::metadata(path).map_err(unread)?;
    if about.is_dir() {
        return folder(path, findings).map_err(unread);
    }
    let (name, n_bytes) = (path.display().to_string(), about.len());
    let text = text(path, n_bytes).map_err(unread)?;
    let ending = ending(path);
    if is_page(&ending) {
        findings.warn("mail", &name, Phrase::preflight_mail_html(), Phrase::hint_preflight_mail_html());
        // a folder is for a web server, where scripts are expected
        let it = Page::of(&text);
        let n_scripts = it.scripts.len() + it.fetched.iter().filter(|it| it.0 == Use::Script).count();
        if n_scripts > 0 {
            let message = Phrase::preflight_scripts(n_scripts);
            findings.warn("script", &name, message, Phrase::hint_preflight_scripts());
        }
    }
    if n_bytes > MAIL {
        let megabytes = n_bytes.div_ceil(1_000_000).to_string();
        findings.warn("size", &name, Phrase::preflight_mail_size(megabytes), Phrase::hint_preflight_mail_size());
    }
    one(&name, &ending, &text, findings);
    Ok(Seen { n_files: 1, n_bytes })
}

fn text(path: &Path, n_bytes: u64) -> std::io::Result<String> {
    if n_bytes > MOST {
        return Ok(String::new());
    }
    Ok(String::from_utf8_lossy(&fs::read(path)?).into_owned())
}

fn ending(path: &Path) -> String {
    path.extension().map_or(String::new(), |it| it.to_string_lossy().to_ascii_lowercase())
}

/// What holds of a file wherever it goes.
fn one(name: &str, ending: &str, text: &str, findings: &mut Findings) {
    match ending {
        ending if is_page(ending) => page(name, &Page::of(text), findings),
        "svg" => {
            let it = Page::of(text);
            if !it.scripts.is_empty()
                || it.n_handlers > 0
                || it.fetched.iter().any(|it| Address::parse(&it.1).is_some())
            {
                findings.warn("script", name, Phrase::preflight_svg(), Phrase::hint_preflight_svg());
            }
        }
        "json" => marking(name, text, findings),
        _ => {}
    }
}

/// How far the incident of a file may be shared; lists and tools' files have no say of ours.
fn marking(name: &str, text: &str, findings: &mut Findings) {
    let Ok(read) = import::import(text.as_bytes()) else { return };
    match read.incident.strictest() {
        Some(Marking::Clear) => {}
        Some(it) => {
            let hint = Phrase::hint_preflight_marked();
            findings.warn("marking", name, Phrase::preflight_marked(it.as_str()), hint);
        }
        None => findings.note("marking", name, Phrase::preflight_unmarked(), Phrase::hint_preflight_marked()),
    }
}

fn page(name: &str, it: &Page, findings: &mut Findings) {
    if it.n_handlers > 0 {
        let message = Phrase::preflight_handlers(it.n_handlers);
        findings.warn("script", name, message, Phrase::hint_preflight_handlers());
    }
    let outside: BTreeSet<String> = it
        .fetched
        .iter()
        .filter_map(|(_, to)| Some(home().join(to)?.origin()).filter(|it| *it != home().origin()))
        .collect();
    for origin in outside {
        findings.warn("outside", name, Phrase::preflight_outside(origin), Phrase::hint_preflight_outside());
    }
    if it.policies.is_empty() {
        findings.note("policy", name, Phrase::preflight_no_policy(), Phrase::hint_preflight_no_policy());
    }
    own_policies(name, it, &it.policies.iter().flat_map(|it| Policy::all(it)).collect::<Vec<_>>(), findings);
}

/// Looks at all files of a folder as a web server would give them out.
fn folder(root: &Path, findings: &mut Findings) -> std::io::Result<Seen> {
    let mut files = Vec::new();
    walk(root, root, &mut files)?;
    files.sort();
    let mut seen = Seen::default();
    let names: BTreeSet<&str> = files.iter().map(|it| it.0.as_str()).collect();
    let is_jekyll = !names.contains(".nojekyll");
    let mut in_any_case: BTreeSet<String> = BTreeSet::new();
    let mut gone: BTreeSet<(String, String)> = BTreeSet::new();
    for (name, path, n_bytes) in &files {
        seen.n_files += 1;
        seen.n_bytes += n_bytes;
        if name.contains(['#', '?', '%', '\\']) || name.chars().any(char::is_control) {
            findings.error("name", name, Phrase::preflight_name(), Phrase::hint_preflight_name());
        }
        if !in_any_case.insert(name.to_lowercase()) {
            findings.warn("name", name, Phrase::preflight_same_name(), Phrase::hint_preflight_same_name());
        }
        if is_jekyll && name.split('/').any(|it| it.starts_with('_')) {
            findings.warn("name", name, Phrase::preflight_jekyll(), Phrase::hint_preflight_jekyll());
        }
        if *n_bytes > ONE_FILE {
            let megabytes = n_bytes.div_ceil(1_000_000).to_string();
            findings.warn("size", name, Phrase::preflight_large_file(megabytes), Phrase::hint_preflight_large_file());
        }
        let ending = ending(path);
        let is_program = name == PROGRAM || name.ends_with(&format!("/{PROGRAM}"));
        if !is_page(&ending) && !is_program && !matches!(ending.as_str(), "svg" | "json") {
            continue;
        }
        let text = text(path, *n_bytes)?;
        if is_program {
            let folder = name.trim_end_matches(PROGRAM);
            let parts = parts(&text).into_iter().map(|it| format!("{folder}{it}"));
            gone.extend(parts.filter(|it| !names.contains(it.as_str())).map(|it| (name.clone(), it)));
        }
        one(name, &ending, &text, findings);
        if is_page(&ending) {
            let here = Address { path: format!("/{name}"), ..home() };
            let to = Page::of(&text).fetched.into_iter().filter_map(|(_, to)| here.join(&to));
            let to = to.filter(|it| it.origin() == home().origin()).map(|it| decoded(&it.path));
            let is_there =
                |it: &String| names.contains(it.as_str()) || names.contains(format!("{it}index.html").as_str());
            gone.extend(to.filter(|it| !is_there(it)).map(|it| (name.clone(), it)));
        }
    }
    for (name, to) in gone {
        findings.error("missing", &name, Phrase::preflight_missing(to), Phrase::hint_preflight_missing());
    }
    if seen.n_bytes > SITE {
        let (name, megabytes) = (root.display().to_string(), seen.n_bytes.div_ceil(1_000_000).to_string());
        findings.warn("size", &name, Phrase::preflight_large_site(megabytes), Phrase::hint_preflight_large_site());
    }
    Ok(seen)
}

/// A path without its query, from the folder on, as files are called.
fn decoded(path: &str) -> String {
    let path = path.split('?').next().unwrap_or_default().trim_start_matches('/');
    crate::percent::decode(path)
}

/// The files below a folder: their names from the root on with `/`, their paths and sizes. Links are not followed: a server may not either.
fn walk(root: &Path, folder: &Path, files: &mut Vec<(String, PathBuf, u64)>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (path, kind) = (entry.path(), entry.file_type()?);
        if kind.is_dir() {
            if entry.file_name() != ".git" {
                walk(root, &path, files)?;
            }
        } else if kind.is_file() && files.len() < MANY {
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            let n_bytes = entry.metadata()?.len();
            files.push((name, path, n_bytes));
        }
    }
    Ok(())
}
