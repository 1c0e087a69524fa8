//! Gives the parts of the program names that change with their content, and writes these names wherever they are used.
//!
//! What has a hash in its name can be kept for ever; `index.html`, `breachmap.js` and their like keep their names,
//! because other pages point to them.

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::parts;
use crate::shell::Outcome;

/// A file of the program: where the build puts it, and its names around the hash. What it is called by stays the same.
struct Named {
    built: String,
    hashed: (String, &'static str),
}

/// All of them, each after those that it names: the worker names the reader, and the program its parts.
fn named(dist: &Path) -> Outcome<Vec<Named>> {
    let one = |built: &str, begin: &str, end| Named { built: built.to_owned(), hashed: (begin.to_owned(), end) };
    let mut all =
        vec![one("assets/reader.js", "assets/reader-", ".js"), one("assets/reader_bg.wasm", "assets/reader-", ".wasm")];
    for part in parts::of_site(dist)? {
        let stem = part.file_stem().unwrap_or_default().to_string_lossy();
        all.push(one(&format!("assets/{stem}.wasm"), &format!("assets/{stem}-"), ".wasm"));
    }
    all.extend([
        one("assets/program.js", "assets/program-", ".js"),
        one("assets/program_bg.wasm", "assets/program-", ".wasm"),
        one("style.css", "assets/style-", ".css"),
        one("late.css", "assets/late-", ".css"),
    ]);
    Ok(all)
}

/// As many signs of SHA-256 as tell two builds apart.
const HASH_BYTES: usize = 8;

/// Names the parts below a folder by their content.
pub fn name_by_content(dist: &Path) -> Outcome {
    let mut names = Vec::new();
    for Named { built, hashed } in named(dist)? {
        let from = dist.join(&built);
        if hashed.1 == ".js" {
            rename_in(&from, &names)?;
        }
        let bytes = fs::read(&from).map_err(|err| format!("cannot read {}: {err}", from.display()))?;
        let name = format!("{}{}{}", hashed.0, hash(&bytes), hashed.1);
        fs::rename(&from, dist.join(&name)).map_err(|err| format!("cannot rename {}: {err}", from.display()))?;
        names.push((built, name));
    }
    let entries = fs::read_dir(dist).map_err(|err| format!("cannot read {}: {err}", dist.display()))?;
    for path in entries.flatten().map(|it| it.path()) {
        if !path.extension().is_some_and(|it| it == "html" || it == "js") {
            continue;
        }
        rename_in(&path, &names)?;
    }
    Ok(())
}

/// Writes the new names into a file.
fn rename_in(path: &Path, names: &[(String, String)]) -> Outcome {
    let text = fs::read_to_string(path).map_err(|err| format!("cannot read {}: {err}", path.display()))?;
    fs::write(path, renamed(&text, names)).map_err(|err| format!("cannot write {}: {err}", path.display()))
}

/// A text in which the parts have their new names. They are named as `./part`, so that nothing else is meant.
fn renamed(text: &str, names: &[(String, String)]) -> String {
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
        let write = |name: &str, text: &str| fs::write(dist.join(name), text).expect("a file can be written");
        write("assets/part_views.wasm", "views");
        for name in ["assets/reader.js", "assets/reader_bg.wasm", "assets/program_bg.wasm", "style.css", "late.css"] {
            write(name, name);
        }
        write("assets/program.js", "got('./assets/part_views.wasm')");
        write("breachmap.js", "from './assets/program.js'; here('./style.css'); a/style.css");
        name_by_content(&dist).expect("all parts are there");
        let read = |name: &str| fs::read_to_string(dist.join(name)).expect("it is there");
        let views = format!("assets/part_views-{}.wasm", hash(b"views"));
        let program = format!("got('./{views}')");
        let name = format!("assets/program-{}.js", hash(program.as_bytes()));
        assert_eq!((read(&views).as_str(), read(&name)), ("views", program), "a part that changes renames the program");
        let style = format!("assets/style-{}.css", hash(b"style.css"));
        let page = format!("from './{name}'; here('./{style}'); a/style.css");
        assert_eq!((read("breachmap.js"), read(&style).as_str()), (page, "style.css"));
        fs::remove_dir_all(dist).expect("it was made");
    }

    #[test]
    fn our_sources_name_every_file_of_the_program() {
        let read = |name: &str| fs::read_to_string(crate::shell::root().join(name)).expect("it is part of the project");
        for name in ["./assets/program.js", "./assets/program_bg.wasm", "./style.css"] {
            assert!(read("index.html").contains(name) && read("static/parts.js").contains(name), "{name}");
        }
        for name in ["./assets/reader.js", "./assets/reader_bg.wasm"] {
            assert!(read("static/reader.js").contains(name), "{name}");
        }
    }
}
