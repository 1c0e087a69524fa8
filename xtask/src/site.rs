//! Builds the site with Trunk: once into `dist/`, or again at every change while serving it.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::notices::Program;
use crate::shell::{Outcome, command, output, root, run};
use crate::{assets, briefing, notices, parts, reader, scripts, setup, size};

/// Writes `dist/`, shows its size and fails if it is too large.
pub fn dist() -> Outcome {
    setup::site()?;
    reader::build(&remapped_paths())?;
    run(&mut trunk("build"))?;
    size::report(&root().join("dist"))
}

/// Serves the site on the loopback address and builds it again at every change, until interrupted.
pub fn serve(port: &str) -> Outcome {
    setup::site()?;
    reader::build(&remapped_paths())?;
    eprintln!("\nbreachmap will be at http://127.0.0.1:{port}/ when it is built; Ctrl-C ends\n");
    // Trunk adds its reload script to the page: it must not lie where `dist` writes.
    let dist = root().join("target/serve");
    let mut serve = trunk("serve");
    serve.env(SERVED, "1").args(["--address", "127.0.0.1", "--port", port, "--dist"]).arg(dist);
    run(&mut serve)
}

/// Set while the site is served.
const SERVED: &str = "BREACHMAP_SERVED";

fn trunk(task: &str) -> Command {
    let mut command = command("trunk");
    let flags = [remapped_paths().as_str(), parts::LINKED].join(SEPARATOR);
    command.args([task, "--release"]).env("CARGO_ENCODED_RUSTFLAGS", flags);
    if let Ok(own) = env::current_exe() {
        command.env("BREACHMAP_XTASK", own);
    }
    command
}

/// What Trunk asks for at the end of each build (`Trunk.toml`): the site lies in its staging folder.
pub fn finish() -> Outcome {
    let dist = env::var_os("TRUNK_STAGING_DIR").ok_or("only Trunk asks for this")?;
    let dist = Path::new(&dist);
    drop_trunk_links(dist)?;
    if env::var_os(SERVED).is_some() {
        drop_policy(dist)?;
    }
    for (name, text) in
        [("NOTICES.txt", notices::text(&[Program::Page])?), ("sbom.json", notices::bill(&[Program::Page])?)]
    {
        let path = dist.join(name);
        fs::write(&path, text).map_err(|err| format!("cannot write {}: {err}", path.display()))?;
    }
    parts::cut(dist)?;
    scripts::shorten_styles(dist)?;
    let app = briefing::make(dist)?;
    scripts::join_all(dist)?;
    reader::copy_to(dist)?;
    assets::name_by_content(dist)?;
    let path = dist.join("briefing.html");
    fs::write(&path, app).map_err(|err| format!("cannot write {}: {err}", path.display()))
}

/// Cargo's own between flags, so that a folder may have a space in its name.
pub const SEPARATOR: &str = "\u{1f}";

/// Keeps the builder's folders out of the panic messages in the wasm, and the long name of the registry, which each of them would repeat.
pub fn remapped_paths() -> String {
    let home = env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    let cargo_home = env::var_os("CARGO_HOME").map_or_else(|| home.join(".cargo"), PathBuf::from);
    let sysroot = output(command("rustc").args(["--print", "sysroot"])).unwrap_or_default();
    let registries = fs::read_dir(cargo_home.join("registry/src")).into_iter().flatten().flatten();
    let mut pairs = vec![
        (cargo_home.display().to_string(), "/cargo"),
        (sysroot, "/rust"),
        (root().display().to_string(), "/breachmap"),
    ];
    pairs.extend(registries.map(|it| (it.path().display().to_string(), ""))); // the last one that fits is taken
    let flags: Vec<String> = pairs.iter().map(|(from, to)| format!("--remap-path-prefix={from}={to}")).collect();
    flags.join(SEPARATOR)
}

/// Takes Trunk's instructions out of the page: it leaves the one for the library where it was.
fn drop_trunk_links(dist: &Path) -> Outcome {
    let path = dist.join("index.html");
    let page = fs::read_to_string(&path).map_err(|err| format!("cannot read {}: {err}", path.display()))?;
    fs::write(&path, without_trunk_links(&page)).map_err(|err| format!("cannot write {}: {err}", path.display()))
}

/// Takes the policy out of the page that is served while it is worked on: it forbids the script by which Trunk loads it again.
fn drop_policy(dist: &Path) -> Outcome {
    let path = dist.join("index.html");
    let page = fs::read_to_string(&path).map_err(|err| format!("cannot read {}: {err}", path.display()))?;
    let lines = page.lines().filter(|it| !it.contains("Content-Security-Policy"));
    let page = lines.collect::<Vec<_>>().join("\n") + "\n";
    fs::write(&path, page).map_err(|err| format!("cannot write {}: {err}", path.display()))
}

fn without_trunk_links(page: &str) -> String {
    let mut rest = page;
    let mut kept = String::new();
    while let Some(start) = rest.find("<link ") {
        let end = rest[start..].find('>').map_or(rest.len(), |length| start + length + 1);
        let is_trunk = rest[start..end].contains("data-trunk");
        kept.push_str(if is_trunk { rest[..start].trim_end() } else { &rest[..end] });
        rest = &rest[end..];
    }
    kept + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_trunks_links_leave_the_page() {
        let page =
            "<head>\n  <link data-trunk rel=\"rust\"\n  data-x=\"y\">\n  <link rel=\"icon\" href=\"data:,\">\n</head>";
        assert_eq!(without_trunk_links(page), "<head>\n  <link rel=\"icon\" href=\"data:,\">\n</head>");
    }
}
