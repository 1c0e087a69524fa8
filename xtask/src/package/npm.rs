//! The package `breachmap` for npm: the element with its types, the command as WebAssembly, and the plugin for remark.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::{clear, command, copy, field, files, site_files, text, version, write};
use crate::notices::{self, Program};
use crate::scripts;
use crate::shell::{Outcome, command as program, root, run};
use crate::versions::{PACKAGE_NODE_MAJOR, WASI};

/// What it is looked for by.
const KEYWORDS: [&str; 8] =
    ["incident-response", "security", "breach", "timeline", "attack", "stix", "web-component", "remark-plugin"];

/// What is found by which name. Of several conditions the first that holds counts: types; then a server, where there is no page and
/// so no element; then everybody else. It is text, because what writes the rest of the file keeps no order.
const EXPORTS: &str = r#"{
    ".": { "types": "./dist/breachmap.d.ts", "node": "./dist/nothing.js", "default": "./dist/element.js" },
    "./remark": { "types": "./remark.d.ts", "default": "./remark.js" },
    "./schema": "./dist/schema/incident-1.schema.json",
    "./dist/*": "./dist/*",
    "./package.json": "./package.json"
  }"#;

/// In the place of which they are written.
const EXPORTS_STAND_HERE: &str = "exports stand here";

/// Writes `breachmap-VERSION.tgz`.
pub fn make(folder: &Path) -> Outcome {
    let stage = root().join("target/package/npm");
    clear(&stage)?;
    for source in files(&root().join("packages/npm"))? {
        copy(&source, &stage.join(source.file_name().unwrap_or_default()))?;
    }
    for name in ["LICENSE-MIT", "LICENSE-APACHE"] {
        copy(&root().join(name), &stage.join(name))?;
    }
    let programs = [Program::Page, Program::Command(WASI)];
    write(&stage.join("NOTICES.txt"), notices::text(&programs)?)?;
    write(&stage.join("sbom.json"), notices::bill(&programs)?)?;
    copy(&command::build(WASI)?, &stage.join("breachmap.wasm"))?;
    let dist = stage.join("dist");
    for (name, path) in site_files()? {
        let to = dist.join(name);
        fs::create_dir_all(to.parent().unwrap_or(&dist))
            .map_err(|err| format!("cannot make {}: {err}", to.display()))?;
        copy(&path, &to)?;
    }
    element(&dist)?;
    write(&stage.join("package.json"), manifest()?)?;
    run(program("npm").args(["pack", "--silent", "--pack-destination"]).arg(folder).current_dir(&stage))
}

fn manifest() -> Outcome<String> {
    let mut manifest = json!({
        "name": "breachmap",
        "version": version()?,
        "description": field("description").unwrap_or_default(),
        "license": "MIT OR Apache-2.0",
        "keywords": KEYWORDS,
        "type": "module",
        "bin": { "breachmap": "bin.js" },
        "exports": EXPORTS_STAND_HERE,
        "types": "./dist/breachmap.d.ts",
        "sideEffects": ["./dist/*.js", "./bin.js"],
        "files": [
            "bin.js", "breachmap.wasm", "dist", "remark.js", "remark.d.ts",
            "LICENSE-MIT", "LICENSE-APACHE", "NOTICES.txt", "sbom.json",
        ],
        "engines": { "node": format!(">={PACKAGE_NODE_MAJOR}") },
        "publishConfig": { "access": "public", "provenance": true },
    });
    // npm attests where a package comes from only if it says so itself
    if let Some(url) = field("repository") {
        manifest["repository"] = json!({ "type": "git", "url": url });
    }
    let text = serde_json::to_string_pretty(&manifest).map_err(|err| err.to_string())? + "\n";
    replaced(&text, &format!("\"{EXPORTS_STAND_HERE}\""), EXPORTS)
}

/// The element for bundlers, `element.js`: `breachmap.js` with the address of every file in full.
fn element(dist: &Path) -> Outcome {
    let folder = root().join("target/package/element");
    clear(&folder)?;
    let program_js = asset(dist, "program-", ".js")?;
    without_default(&dist.join("assets").join(&program_js), "program_bg.wasm")?;
    let ours = scripts::ELEMENT.map(|name| (format!("static/{name}"), name));
    let instead = ["parts.js", "nothing.js"].map(|name| (format!("packages/npm/element/{name}"), name));
    for (from, name) in ours.into_iter().chain(instead) {
        let source = text(&root().join(from))?.replace("./assets/program.js", &format!("./assets/{program_js}"));
        write(&folder.join(name), source)?;
    }
    for style in ["style", "late"] {
        let name = asset(dist, &format!("{style}-"), ".css")?;
        copy(&dist.join("assets").join(name), &folder.join(style).with_extension("css"))?;
    }
    write(&folder.join("files.js"), addresses(dist)?)?;
    scripts::join(&folder.join("breachmap.js"), &dist.join("element.js"))?;
    copy(&folder.join("nothing.js"), &dist.join("nothing.js"))?;
    worker(dist, &folder)
}

/// The worker that reads files of other tools as one script, so that it works wherever a bundler puts it.
fn worker(dist: &Path, folder: &Path) -> Outcome {
    let (script, wasm) = (asset(dist, "reader-", ".js")?, asset(dist, "reader-", ".wasm")?);
    copy(&dist.join("assets").join(&script), &folder.join("bound.js"))?;
    without_default(&folder.join("bound.js"), "reader_bg.wasm")?;
    let reader = text(&dist.join("reader.js"))?;
    let reader = replaced(&reader, &format!("./assets/{script}"), "./bound.js")?;
    let address = format!("new URL(\"./assets/{wasm}\",import.meta.url)");
    write(&folder.join("reader.js"), replaced(&reader, &address, "decodeURIComponent(location.hash.slice(1))")?)?;
    scripts::join(&folder.join("reader.js"), &dist.join("worker.js"))
}

/// The script that names the address of each file: by its name in the sources, or as the program asks for it.
fn addresses(dist: &Path) -> Outcome<String> {
    let mut all: Vec<(String, String)> = vec![("./briefing.html".to_owned(), "./briefing.html".to_owned())];
    for path in files(&dist.join("assets"))? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (stem, ending) = name.rsplit_once('.').unwrap_or_default();
        let key = match (stem.split('-').next().unwrap_or_default(), ending) {
            (_, "js" | "css") => continue, // styles stand in the script
            ("program", _) => "./assets/program_bg.wasm".to_owned(),
            ("reader", _) => "./assets/reader_bg.wasm".to_owned(),
            _ => format!("./assets/{name}"), // a part, which the program knows by this name
        };
        all.push((key, format!("./assets/{name}")));
    }
    let lines = all.iter().map(|(key, file)| format!("  '{key}': new URL('{file}', import.meta.url),\n"));
    Ok(format!("export const FILES = {{\n{}}};\n", lines.collect::<String>()))
}

/// The one file of the program that is called so.
fn asset(dist: &Path, begin: &str, end: &str) -> Outcome<String> {
    let names = files(&dist.join("assets"))?.into_iter();
    let mut names = names.filter_map(|it: PathBuf| Some(it.file_name()?.to_str()?.to_owned()));
    names.find(|it| it.starts_with(begin) && it.ends_with(end)).ok_or_else(|| format!("dist/ has no {begin}…{end}"))
}

/// Takes an address out of a script that nobody asks for: bundlers look for its file, which has another name.
fn without_default(script: &Path, wasm: &str) -> Outcome {
    let address = format!("new URL(\"{wasm}\",import.meta.url)");
    write(script, replaced(&text(script)?, &address, "void 0")?)
}

fn replaced(text: &str, from: &str, to: &str) -> Outcome<String> {
    if text.contains(from) { Ok(text.replace(from, to)) } else { Err(format!("a script of dist/ has no `{from}`")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_finds_no_element_and_types_come_first() {
        let text = manifest().expect("Cargo.toml says what it is");
        serde_json::from_str::<serde_json::Value>(&text).expect("it is JSON");
        let at = |word: &str| text.find(word).expect("it is there");
        let conditions = [
            "\"types\": \"./dist/breachmap.d.ts\", ",
            "\"node\": \"./dist/nothing.js\"",
            "\"default\": \"./dist/element.js\"",
        ]
        .map(at);
        assert!(conditions.is_sorted(), "{text}");
    }
}
