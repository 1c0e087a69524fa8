//! Cuts the program of the page into what the first map needs and parts that come later, at the functions marked for it in `src/web/parts.rs`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::shell::{Outcome, command, root, run};

/// What the linker must leave in the wasm, so that it can be cut.
pub const LINKED: &str = "-Clink-args=--emit-relocs";

/// What browsers have that run the program, for wasm-opt: what Rust takes for granted.
pub const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// How a part begins in the script that cutting writes, and how one ends there.
const FETCHED: [&str; 2] = [
    "() => {\n    const src = fetch(new URL(\"./",
    "\", import.meta.url));\n    src.catch(() => {});\n    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));\n}\n",
];

/// What a part is called: its kind, and what it holds.
const KINDS: [(&str, &str); 2] = [("split_", "part_"), ("chunk_", "part_shared_")];

/// Where the page says how to get parts: our own site fetches them, a briefing has them in blocks.
const LOADER: &str = "
let get;
export const provide = (how) => { get = how; };
const got = (name) => {
  const part = get(name);
  part.catch(() => {});
  return async (imports) => {
    const it = await part;
    return it instanceof Response ? WebAssembly.instantiateStreaming(it, imports) : WebAssembly.instantiate(it, imports);
  };
};
";

/// Puts the program and its parts into the assets of a site, in place of the whole that Trunk put there.
pub fn cut(site: &Path) -> Outcome {
    let folder = root().join("target/parts");
    let _ = fs::remove_dir_all(&folder); // none of an older build
    let whole = root().join("target/wasm32-unknown-unknown/release/program.wasm");
    run(command("wasm-split-cli").args(["--target", "web", "--out-name", "program"]).arg(&whole).arg(&folder))?;
    let assets = site.join("assets");
    let bound = folder.join("bound");
    run(command("wasm-bindgen")
        // the parts are linked by what the linker exports
        .args(["--target", "web", "--keep-lld-exports", "--no-typescript", "--out-name", "program", "--out-dir"])
        .arg(&bound)
        .arg(folder.join("program.wasm")))?;
    optimize(&bound.join("program_bg.wasm"), &assets.join("program_bg.wasm"))?;
    let mut script = read(&folder.join("__wasm_split.js"))?;
    for (from, to) in parts(&folder)? {
        optimize(&folder.join(&from), &assets.join(&to))?;
        let (before, after) = (FETCHED[0].to_owned() + &from + FETCHED[1], format!("() => got(\"./assets/{to}\")"));
        if !script.contains(&before) {
            return Err(format!("the script of the parts does not fetch {from} as it used to"));
        }
        script = script.replace(&before, &after);
    }
    write(&bound.join("__wasm_split.js"), &(script + LOADER))?;
    write(
        &bound.join("entry.js"),
        "export * from './program.js';\nexport { default } from './program.js';\nexport { provide } from './__wasm_split.js';\n",
    )?;
    crate::scripts::join(&bound.join("entry.js"), &assets.join("program.js"))
}

/// The parts that cutting wrote, each with the name that we give it, in order.
fn parts(folder: &Path) -> Outcome<Vec<(String, String)>> {
    let entries = fs::read_dir(folder).map_err(|err| format!("cannot read {}: {err}", folder.display()))?;
    let names = entries.flatten().map(|it| it.file_name().to_string_lossy().into_owned());
    let ours = |name: &String| KINDS.iter().find_map(|(from, to)| Some(format!("{to}{}", name.strip_prefix(from)?)));
    let mut parts: Vec<_> = names.filter_map(|it| ours(&it).map(|to| (it, to))).collect();
    parts.sort();
    Ok(parts)
}

/// The parts in the assets of a site, in order.
pub fn of_site(site: &Path) -> Outcome<Vec<PathBuf>> {
    let assets = site.join("assets");
    let entries = fs::read_dir(&assets).map_err(|err| format!("cannot read {}: {err}", assets.display()))?;
    let is_part = |it: &PathBuf| it.file_name().is_some_and(|it| it.to_string_lossy().starts_with("part_"));
    let mut parts: Vec<_> = entries.flatten().map(|it| it.path()).filter(is_part).collect();
    parts.sort();
    Ok(parts)
}

fn optimize(from: &Path, to: &Path) -> Outcome {
    // who made it with which features, no browser asks: 150 bytes of each part
    let without = ["--strip-producers", "--strip-target-features"];
    run(command("wasm-opt").args(["-Oz", "--converge"]).args(FEATURES).args(without).arg("-o").arg(to).arg(from))
}

fn read(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|err| format!("cannot read {}: {err}", path.display()))
}

fn write(path: &Path, text: &str) -> Outcome {
    fs::write(path, text).map_err(|err| format!("cannot write {}: {err}", path.display()))
}
