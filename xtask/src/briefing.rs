//! Makes `briefing.html`, the one-file app without an incident, of the parts of the site.

use std::fs;
use std::io::Write;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use flate2::{Compression, GzBuilder};
use sha2::{Digest, Sha256};

use crate::shell::{Outcome, root};
use crate::template::{Parts, app};
use crate::{notices, parts, scripts};

/// What a block of the page must not hold: it would end it, or hide its end.
const TRAPS: [&str; 4] = ["</script", "</style", "<!--", "<script"];

/// The app, made of a site that has just been built and whose parts have no hashed names yet.
pub fn make(dist: &Path) -> Outcome<String> {
    let module = module(dist)?;
    let page_style = read(&root().join("briefing/page.css"))?;
    let style = read(&dist.join("style.css"))? + &read(&dist.join("late.css"))?;
    for (name, text) in [("the script", &module), ("briefing/page.css", &page_style), ("style.css", &style)] {
        if let Some(trap) = TRAPS.iter().find(|it| text.contains(*it)) {
            return Err(format!("{name} holds `{trap}`, which no block of a page may hold"));
        }
    }
    let mut program = String::new();
    for part in [vec![dist.join("assets/program_bg.wasm")], parts::of_site(dist)?].concat() {
        let wasm = fs::read(&part).map_err(|err| format!("cannot read {}: {err}", part.display()))?;
        let name = part.file_name().unwrap_or_default().to_string_lossy();
        program += &format!("\n{name} {}", BASE64.encode(gzip(&wasm).map_err(|err| err.to_string())?));
    }
    let policy = policy(&page_style, &module);
    Ok(app(Parts { policy: &policy, page_style: &page_style, style: &style, program: &program, module: &module }))
}

/// Nothing from anywhere, no script and no style but these two, and nothing that makes code of text.
fn policy(page_style: &str, module: &str) -> String {
    let hash = |text: &str| format!("'sha256-{}'", BASE64.encode(Sha256::digest(text)));
    format!(
        "default-src 'none'; script-src {} 'wasm-unsafe-eval'; style-src {}; img-src data: blob:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
        hash(module),
        hash(page_style)
    )
}

/// The scripts of the site as one module that loads nothing: with the parts of the page in place of those of a server.
fn module(dist: &Path) -> Outcome<String> {
    let folder = root().join("target/briefing");
    let place = |err: std::io::Error| format!("cannot write {}: {err}", folder.display());
    fs::create_dir_all(&folder).map_err(place)?;
    let ours = scripts::ELEMENT.into_iter().chain(["page.js"]).map(|name| (root().join("static").join(name), name));
    let instead = ["parts.js", "main.js"].map(|name| (root().join("briefing").join(name), name));
    let program = (dist.join("assets/program.js"), "program.js");
    for (from, to) in ours.chain(instead).chain([program]) {
        fs::copy(&from, folder.join(to)).map_err(|err| format!("cannot copy {}: {err}", from.display()))?;
    }
    let joined = folder.join("joined.js");
    scripts::join(&folder.join("main.js"), &joined)?;
    // one file holds everything, and so what its parts are under
    Ok(format!("{}/*\n{}*/\n", read(&joined)?, notices::text(&[notices::Program::Page])?.replace("*/", "* /")))
}

/// Compressed, with nothing in it that differs from one day or machine to the next.
fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut gz = GzBuilder::new().operating_system(255).write(Vec::new(), Compression::best());
    gz.write_all(bytes)?;
    gz.finish()
}

fn read(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|err| format!("cannot read {}: {err}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_allows_one_script_and_one_style() {
        // as `printf a | openssl dgst -sha256 -binary | base64` says
        let (a, b) = ("ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=", "PiPoFgA5WUoziU9lZOGxNIu9egCI1CxKy3PurtWcAJ0=");
        let policy = policy("a", "b");
        assert!(policy.contains(&format!("style-src 'sha256-{a}';")), "{policy}");
        assert!(policy.contains(&format!("script-src 'sha256-{b}' 'wasm-unsafe-eval';")), "{policy}");
        assert!(policy.starts_with("default-src 'none';") && !policy.contains("unsafe-inline"), "{policy}");
    }

    #[test]
    fn the_same_bytes_are_packed_alike() {
        let packed = gzip(b"abc").expect("memory can be written to");
        assert_eq!(packed[..10], [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 255], "no time and no system");
        assert_eq!(Some(packed), gzip(b"abc").ok());
    }
}
