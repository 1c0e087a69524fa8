//! Who wrote what the site, the briefing and the packages hold, and under which licence: one text for people, one list for machines.
//!
//! Cargo says which crates go into the programs; their licence texts come from the crates themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::shell::{Outcome, command, root};

/// A program that is handed on.
#[derive(Clone, Copy, PartialEq)]
pub enum Program {
    /// What browsers load: the page and the reader.
    Page,
    /// The command, for a target of Rust.
    Command(&'static str),
}

/// A crate that goes into the programs.
struct Shipped {
    name: String,
    version: String,
    licence: String,
    repository: String,
    /// Its own licence texts; empty where the common text of Apache-2.0 serves.
    texts: Vec<String>,
}

/// Of several licences we take this one where we may choose, so that its text stands once.
const CHOSEN: &str = "Apache-2.0";

/// What files that hold a licence are called, in capitals and without ending.
const LICENCE_FILES: [&str; 5] = ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE"];

/// What MITRE asks of those who hand on parts of ATT&CK.
const ATTACK: &str = "Ids, names and tactics of techniques are of MITRE ATT&CK 19.1.\n\
    © The MITRE Corporation. This work is reproduced and distributed with the permission of The MITRE Corporation.";

/// What Rust links into every program.
const STANDARD: &str = "the standard library of Rust (MIT OR Apache-2.0, https://github.com/rust-lang/rust)";

/// What it links into the command besides: both targets have musl, one of them by way of wasi-libc.
const C_LIBRARY: &str = "musl (MIT, https://musl.libc.org), for WebAssembly in wasi-libc (MIT OR Apache-2.0, https://github.com/WebAssembly/wasi-libc)";

/// `NOTICES.txt`: our own licence, each crate with its licence, and every licence text once.
pub fn text(programs: &[Program]) -> Outcome<String> {
    let own = read(&root().join("LICENSE-MIT"))?;
    let apache = read(&root().join("LICENSE-APACHE"))?;
    let shipped = shipped(programs)?;
    let mut out = format!("breachmap is under MIT or Apache-2.0, as you like.\n\n{own}\n{ATTACK}\n\nIt holds:\n\n");
    out.push_str(&format!("{STANDARD}\n"));
    let musl = read(&root().join("xtask/licences/musl.txt"))?;
    let mut texts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    if programs.iter().any(|it| matches!(it, Program::Command(_))) {
        out.push_str(&format!("{C_LIBRARY}\n"));
        texts.insert(&musl, vec!["musl"]);
    }
    for it in &shipped {
        let repository = if it.repository.is_empty() { String::new() } else { format!(", {}", it.repository) };
        out.push_str(&format!("{} {} ({}{repository})\n", it.name, it.version, it.licence));
        for text in &it.texts {
            texts.entry(text).or_default().push(&it.name);
        }
    }
    for (text, names) in texts {
        out.push_str(&format!("\n---- {} ----\n\n{}\n", names.join(", "), text.trim()));
    }
    out.push_str(&format!("\n---- all others, and breachmap if you like: {CHOSEN} ----\n\n{}\n", apache.trim()));
    Ok(out)
}

/// `sbom.json`: the same crates as a bill of materials (`CycloneDX` 1.5).
pub fn bill(programs: &[Program]) -> Outcome<String> {
    let component = |it: Shipped| {
        json!({
            "type": "library",
            "name": it.name,
            "version": it.version,
            "purl": format!("pkg:cargo/{}@{}", it.name, it.version),
            "licenses": [{ "expression": it.licence }],
        })
    };
    let components: Vec<Value> = shipped(programs)?.into_iter().map(component).collect();
    let bill = json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "component": { "type": "application", "name": "breachmap", "licenses": [{ "expression": "MIT OR Apache-2.0" }] } },
        "components": components,
    });
    serde_json::to_string_pretty(&bill).map(|it| it + "\n").map_err(|err| err.to_string())
}

/// The crates of the programs, by name and version.
fn shipped(programs: &[Program]) -> Outcome<Vec<Shipped>> {
    let mut names = BTreeSet::new();
    for it in programs {
        names.extend(linked(*it)?);
    }
    let metadata = cargo(&["metadata", "--format-version", "1", "--locked"])?;
    let metadata: Value = serde_json::from_str(&metadata).map_err(|err| format!("cargo metadata: {err}"))?;
    let mut shipped = Vec::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let text = |field: &str| package[field].as_str().unwrap_or_default().to_owned();
        let (name, version) = (text("name"), text("version"));
        if name == "breachmap" || !names.contains(&format!("{name} v{version}")) {
            continue;
        }
        let licence = expression(&text("license"));
        let manifest = text("manifest_path");
        let folder = Path::new(&manifest).parent().unwrap_or(root());
        let texts = if is_chosen(&licence) { Vec::new() } else { licence_texts(folder)? };
        if texts.is_empty() && !is_chosen(&licence) {
            return Err(format!("{name} {version} is under {licence}, and its text is not in the crate"));
        }
        shipped.push(Shipped { licence, repository: text("repository"), name, version, texts });
    }
    if shipped.is_empty() {
        return Err("cargo names no crate that goes into the programs".to_owned());
    }
    shipped.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    Ok(shipped)
}

/// `name vVERSION` of each crate that is linked into a program. Macros run when we build, and stay there.
fn linked(program: Program) -> Outcome<BTreeSet<String>> {
    let target = match program {
        Program::Page => vec!["wasm32-unknown-unknown", "--no-default-features", "--features", "foreign"],
        Program::Command(target) => vec![target],
    };
    let tree = ["-p", "breachmap", "-e", "normal,no-proc-macro", "--prefix", "none", "--format", "{p}", "--locked"];
    let lines = cargo(&[&["tree"], &tree[..], &["--target"], &target[..]].concat())?;
    let crates = lines.lines().filter(|it| !it.contains("(proc-macro)"));
    Ok(crates.map(|it| it.split(" (").next().unwrap_or(it).trim().to_owned()).collect())
}

fn cargo(args: &[&str]) -> Outcome<String> {
    let output = command("cargo").args(args).output().map_err(|err| format!("cannot start cargo: {err}"))?;
    if !output.status.success() {
        return Err(format!("cargo {} failed: {}", args[0], String::from_utf8_lossy(&output.stderr)));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// An SPDX expression: older crates write `MIT/Apache-2.0`.
fn expression(licence: &str) -> String {
    licence.split('/').map(str::trim).collect::<Vec<_>>().join(" OR ")
}

/// Whether we may take the licence that we prefer: it is one of several to choose from, or the only one.
fn is_chosen(licence: &str) -> bool {
    !licence.contains(" AND ") && licence.split(" OR ").any(|it| it.trim() == CHOSEN)
}

fn licence_texts(folder: &Path) -> Outcome<Vec<String>> {
    let entries = fs::read_dir(folder).map_err(|err| format!("cannot read {}: {err}", folder.display()))?;
    let is_licence = |name: &str| LICENCE_FILES.iter().any(|it| name.to_uppercase().starts_with(it));
    let mut names: Vec<String> = entries.flatten().filter_map(|it| it.file_name().into_string().ok()).collect();
    names.retain(|it| is_licence(it));
    names.sort();
    let texts = names.iter().map(|it| folder.join(it)).filter(|it| it.is_file());
    texts.map(|it| read(&it).map(|text| text.replace('\r', ""))).collect()
}

fn read(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|err| format!("cannot read {}: {err}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_licence_is_chosen_only_where_there_is_a_choice() {
        for (licence, expected) in [
            ("MIT OR Apache-2.0", true),
            ("Apache-2.0/MIT", true),
            ("MIT", false),
            ("(MIT OR Apache-2.0) AND Unicode-3.0", false),
            ("Unlicense/MIT", false),
        ] {
            assert_eq!(is_chosen(&expression(licence)), expected, "{licence}");
        }
    }

    #[test]
    fn every_crate_of_the_programs_is_named_and_ours_comes_first() {
        let text = text(&[Program::Page]).expect("cargo knows what it builds");
        assert!(text.starts_with("breachmap is under MIT or Apache-2.0"));
        assert!(text.contains("© The MITRE Corporation"), "of the techniques");
        for name in ["yew 0.23.0", "plotters ", "wasm-bindgen 0.2.130", "zip "] {
            assert!(text.contains(&format!("\n{name}")), "{name}");
        }
        assert!(!text.contains("\nclap "), "the command is no part of the site");
        assert!(bill(&[Program::Page]).expect("the same crates").contains("\"pkg:cargo/yew@0.23.0\""));
        let command = super::text(&[Program::Command("wasm32-wasip1")]).expect("cargo knows the command");
        assert!(command.contains("\nclap ") && !command.contains("\nyew "), "and the site none of the command");
    }
}
