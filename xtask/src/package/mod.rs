//! `cargo xtask package`: what is handed on, ready to be published, in `target/packages/`, with its checksums.
//!
//! Nothing in it shall say when, where or by whom it was built; `--check` builds it twice and compares the bytes.

mod again;
mod command;
mod linux;
mod npm;
mod python;
mod used;

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::shell::{Outcome, root};
use crate::{setup, site};

pub use again::check;
pub use used::use_all;

/// Where the packages go.
pub fn folder() -> PathBuf {
    root().join("target/packages")
}

/// Builds the site and makes all packages of it.
pub fn all() -> Outcome {
    site::dist()?;
    of_dist()
}

/// A package by its word on the command line, and what makes it.
type Package = (&'static str, fn(&Path) -> Outcome);

const PACKAGES: [Package; 3] = [("npm", npm::make), ("python", python::make), ("linux", linux::make)];

/// Makes one package anew, of the site as it lies in `dist/`.
pub fn one(word: &str) -> Outcome {
    let found = PACKAGES.iter().find(|it| it.0 == word);
    make(&[*found.ok_or_else(|| format!("`{word}` is none of: npm, python, linux"))?])
}

/// Makes all packages, of the site as it lies in `dist/`.
pub fn of_dist() -> Outcome {
    clear(&folder())?;
    make(&PACKAGES)
}

fn make(packages: &[Package]) -> Outcome {
    setup::packages()?;
    let folder = folder();
    fs::create_dir_all(&folder).map_err(|err| format!("cannot make {}: {err}", folder.display()))?;
    packages.iter().try_for_each(|(_, make)| make(&folder))?;
    let sums = sums(&folder)?;
    write(&folder.join("SHA256SUMS"), &sums)?;
    print!("\n{sums}");
    Ok(())
}

/// The version of all packages, which is that of the program.
fn version() -> Outcome<String> {
    field("version").ok_or_else(|| "Cargo.toml names no version".to_owned())
}

/// A field of the program in `Cargo.toml`.
fn field(name: &str) -> Option<String> {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).ok()?;
    let package = manifest.split("\n[package]\n").nth(1)?.split("\n[").next()?.to_owned();
    let line = package.lines().find_map(|it| it.strip_prefix(name)?.trim_start().strip_prefix('='))?;
    Some(line.trim().trim_matches('"').to_owned())
}

/// A line for each package, as `sha256sum --check` reads it.
fn sums(folder: &Path) -> Outcome<String> {
    let mut text = String::new();
    for path in files(folder)?.into_iter().filter(|it| !it.ends_with("SHA256SUMS")) {
        let digest = Sha256::digest(read(&path)?);
        let sum = digest.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
        text += &format!("{sum}  {}\n", path.file_name().unwrap_or_default().to_string_lossy());
    }
    Ok(text)
}

/// The files of a folder, in order.
fn files(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).map_err(|err| format!("cannot read {}: {err}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|it| it.path()).filter(|it| it.is_file()).collect();
    files.sort();
    Ok(files)
}

/// What of the site is a page of its own.
const PAGES: [&str; 8] =
    ["index.html", "page.js", "page.css", "asked.js", "first.svg", "first-dark.svg", "NOTICES.txt", "sbom.json"];

/// The built site without its pages, each file with its name in it: what a page of one's own loads, and what `bundle` looks for.
fn site_files() -> Outcome<Vec<(String, PathBuf)>> {
    let dist = root().join("dist");
    let mut all = Vec::new();
    for folder in ["", "assets/", "schema/"] {
        for path in files(&dist.join(folder))? {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if !PAGES.contains(&name.as_str()) {
                all.push((format!("{folder}{name}"), path));
            }
        }
    }
    Ok(all)
}

/// An empty folder.
fn clear(folder: &Path) -> Outcome {
    let failed = |err: std::io::Error| format!("cannot make {}: {err}", folder.display());
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(failed)?;
    }
    fs::create_dir_all(folder).map_err(failed)
}

fn read(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).map_err(|err| format!("cannot read {}: {err}", path.display()))
}

fn text(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|err| format!("cannot read {}: {err}", path.display()))
}

fn write(path: &Path, bytes: impl AsRef<[u8]>) -> Outcome {
    fs::write(path, bytes).map_err(|err| format!("cannot write {}: {err}", path.display()))
}

fn copy(from: &Path, to: &Path) -> Outcome {
    fs::copy(from, to).map(drop).map_err(|err| format!("cannot copy {} to {}: {err}", from.display(), to.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manifest_is_asked_for_the_program_and_no_other_package() {
        let version = version().expect("it has one");
        assert!(version != "0.0.0" && version.split('.').count() == 3, "{version}");
        assert!(field("license").is_none(), "it is that of the workspace");
    }
}
