//! Gives the parts of the program names that change with their content, and writes these names wherever they are used.
//!
//! What has a hash in its name can be kept for ever; `index.html`, `breachmap.js` and their like keep their names,
//! because other pages point to them.

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::shell::Outcome;

/// A part of the program: where the build puts it, what our pages and scripts call it, and its names around the hash.
struct Part {
    built: &'static str,
    called: &'static str,
    hashed: (&'static str, &'static str),
}

/// The reader of other formats comes first: the page names the worker, and the worker names these.
const PARTS: &[Part] = &[
    Part { built: "assets/reader.js", called: "assets/reader.js", hashed: ("assets/reader-", ".js") },
    Part { built: "assets/reader_bg.wasm", called: "assets/reader_bg.wasm", hashed: ("assets/reader-", ".wasm") },
    Part { built: "assets/program.js", called: "assets/program.js", hashed: ("assets/program-", ".js") },
    Part { built: "assets/program_bg.wasm", called: "assets/program_bg.wasm", hashed: ("assets/program-", ".wasm") },
    Part { built: "style.css", called: "style.css", hashed: ("assets/style-", ".css") },
];

/// As many signs of SHA-256 as tell two builds apart.
const HASH_BYTES: usize = 8;

/// Names the parts below a folder by their content.
pub fn name_by_content(dist: &Path) -> Outcome {
    let mut names = Vec::new();
    for part in PARTS {
        let from = dist.join(part.built);
        let bytes = fs::read(&from).map_err(|err| format!("cannot read {}: {err}", from.display()))?;
        let name = format!("{}{}{}", part.hashed.0, hash(&bytes), part.hashed.1);
        fs::rename(&from, dist.join(&name)).map_err(|err| format!("cannot rename {}: {err}", from.display()))?;
        names.push((part.called, name));
    }
    let entries = fs::read_dir(dist).map_err(|err| format!("cannot read {}: {err}", dist.display()))?;
    for path in entries.flatten().map(|it| it.path()) {
        if !path.extension().is_some_and(|it| it == "html" || it == "js") {
            continue;
        }
        let text = fs::read_to_string(&path).map_err(|err| format!("cannot read {}: {err}", path.display()))?;
        let renamed = renamed(&text, &names);
        fs::write(&path, renamed).map_err(|err| format!("cannot write {}: {err}", path.display()))?;
    }
    Ok(())
}

/// A text in which the parts have their new names. They are named as `./part`, so that nothing else is meant.
fn renamed(text: &str, names: &[(&str, String)]) -> String {
    names.iter().fold(text.to_owned(), |text, (from, to)| text.replace(&format!("./{from}"), &format!("./{to}")))
}

fn hash(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().take(HASH_BYTES).fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_named_by_their_content_wherever_they_are_used() {
        let dist = std::env::temp_dir().join(format!("breachmap-assets-{}", std::process::id()));
        fs::create_dir_all(dist.join("assets")).expect("a folder can be made");
        for part in PARTS {
            fs::write(dist.join(part.built), part.called).expect("a file can be written");
        }
        let uses = PARTS.iter().fold(String::new(), |text, part| text + &format!("here('./{}'); ", part.called));
        fs::write(dist.join("breachmap.js"), uses + "a/style.css").expect("a file can be written");
        name_by_content(&dist).expect("all parts are there");
        let page = fs::read_to_string(dist.join("breachmap.js")).expect("it keeps its name");
        for part in PARTS {
            let name = format!("{}{}{}", part.hashed.0, hash(part.called.as_bytes()), part.hashed.1);
            assert_eq!(fs::read_to_string(dist.join(&name)).ok().as_deref(), Some(part.called));
            assert!(page.contains(&format!("'./{name}'")), "{name} in {page}");
        }
        assert!(page.ends_with(" a/style.css"), "{page}");
        fs::remove_dir_all(dist).expect("it was made");
    }

    #[test]
    fn our_sources_name_every_part() {
        let read = |name: &str| fs::read_to_string(crate::shell::root().join(name)).expect("it is part of the project");
        let page = |name: &str| read("index.html").contains(name) && read("static/parts.js").contains(name);
        for part in PARTS {
            let name = format!("./{}", part.called);
            assert!(page(&name) || read("static/reader.js").contains(&name), "{name}");
        }
    }
}
