//! Finds what the tasks need and installs what is missing; what is there in the right version is left alone.

use std::path::Path;

use crate::shell::{Outcome, command, find, npm_dir, office_dir, output, peers_dir, run, sites_dir, tools_dir};
use crate::versions::{GECKODRIVER, LINUX, NODE_MAJOR, TRUNK, WASI, WASM_BINDGEN, WASM_SPLIT};

/// All that building and serving the site needs.
pub fn site() -> Outcome {
    rust()?;
    node()?;
    npm_packages(&npm_dir())?;
    let bindgen = ["wasm-bindgen", "wasm-bindgen-test-runner"];
    // Trunk compiles only with its own lock file. The debug builds take a third of the time and work fast enough.
    cargo_tool("trunk", TRUNK, &["trunk"], &["--locked", "--debug"])?;
    cargo_tool("wasm-bindgen-cli", WASM_BINDGEN, &bindgen, &["--debug"])?;
    splitter()?;
    crates()
}

/// The sources of all crates: Trunk builds without the network, and what came before it did not need all of them.
fn crates() -> Outcome {
    run(command("cargo").args(["fetch", "--locked", "--quiet"]))
}

/// What cuts the program into parts. It does not say its version: what cargo has noted of what it installed does.
fn splitter() -> Outcome {
    let package = "wasm_split_cli_support";
    let noted = std::fs::read_to_string(tools_dir().join(".crates.toml")).unwrap_or_default();
    if noted.contains(&format!("\"{package} {WASM_SPLIT} ")) && find("wasm-split-cli").is_some() {
        return Ok(());
    }
    build_tool(package, WASM_SPLIT, &["--locked", "--debug", "--features", "build-binary"])
}

/// Programs that drive Chromium, and the Debian packages that have them.
const CHROMIUM: [(&str, &str); 2] = [("chromium", "chromium"), ("chromedriver", "chromium-driver")];

/// What the tests need beside Chromium.
const OTHERS: [(&str, &str); 4] = [
    ("firefox", "firefox-esr"),
    ("WebKitWebDriver", "webkit2gtk-driver"),
    ("Xvfb", "xvfb"),
    ("pdftotext", "poppler-utils"),
];

/// What building the site and showing it in Chromium needs.
pub fn chromium() -> Outcome {
    install(&CHROMIUM)?;
    site()
}

/// All that `cargo xtask test` needs.
pub fn test() -> Outcome {
    install(&[CHROMIUM.as_slice(), OTHERS.as_slice()].concat())?;
    cargo_tool("geckodriver", GECKODRIVER, &["geckodriver"], &["--locked", "--debug"])?;
    site()
}

/// Fonts that the tests need: one for Japanese, whose labels are boxes without it, and the one whose widths the style sheet counts on.
/// Without the second, lines break elsewhere, and Firefox prints digits that no reader of a PDF finds again.
const FONTS: [&str; 2] = ["fonts-noto-cjk", "fonts-liberation"];

/// Installs the packages of those programs that are missing, and the fonts.
fn install(programs: &[(&str, &'static str)]) -> Outcome {
    let missing = programs.iter().filter(|(program, _)| find(program).is_none());
    let mut missing: Vec<&str> = missing.map(|(_, package)| *package).collect();
    // Systems without dpkg must bring their fonts themselves.
    if find("dpkg-query").is_some() {
        missing.extend(FONTS.iter().filter(|it| !has_package(it)));
    }
    debian_packages(&missing)
}

/// Python with what makes environments, which Debian has in a package of its own.
pub fn python() -> Outcome {
    if output(command("python3").args(["-c", "import ensurepip, venv"])).is_some() {
        return Ok(());
    }
    debian_packages(&["python3", "python3-venv"])
}

/// The parts of the toolchain that the lints and the site need.
pub fn rust() -> Outcome {
    target("wasm32-unknown-unknown")?;
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if output(command("cargo").args([subcommand, "--version"])).is_none() {
            run(command("rustup").args(["component", "add", component]))?;
        }
    }
    Ok(())
}

/// What Rust needs to build for a target.
fn target(name: &str) -> Outcome {
    let libdir = ["--print", "target-libdir", "--target", name];
    let is_there = output(command("rustc").args(libdir)).is_some_and(|dir| Path::new(&dir).is_dir());
    if is_there { Ok(()) } else { run(command("rustup").args(["target", "add", name])) }
}

/// What the packages need beside the site.
pub fn packages() -> Outcome {
    site()?;
    [WASI, LINUX].into_iter().try_for_each(target)
}

fn node() -> Outcome {
    let mut missing = Vec::new();
    for (program, package) in [("node", "nodejs"), ("npm", "npm")] {
        if find(program).is_none() {
            missing.push(package);
        }
    }
    debian_packages(&missing)?;
    let version = output(command("node").arg("--version")).unwrap_or_default();
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    match major {
        Some(major) if major >= NODE_MAJOR => Ok(()),
        _ => Err(format!("Node.js {NODE_MAJOR} or newer is needed, but `node --version` says `{version}`")),
    }
}

/// What a site of remark is built with.
pub fn sites() -> Outcome {
    npm_packages(&sites_dir())
}

/// What validates files for office programs.
pub fn office() -> Outcome {
    node()?;
    npm_packages(&office_dir())
}

/// What the benchmark measures beside us.
pub fn peers() -> Outcome {
    npm_packages(&peers_dir())
}

fn npm_packages(folder: &Path) -> Outcome {
    // npm writes the second file when it has installed all of the first.
    let read = |file: &str| std::fs::read_to_string(folder.join(file)).unwrap_or_default();
    let (wanted, present) = (read("package-lock.json"), read("node_modules/.package-lock.json"));
    let present: Vec<_> = integrities(&present).collect();
    if integrities(&wanted).all(|it| present.contains(&it)) {
        return Ok(());
    }
    run(command("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(folder))
}

/// What identifies each package of a lock file; those for other machines only are left out, because npm does not install them.
fn integrities(lock: &str) -> impl Iterator<Item = &str> {
    let packages = lock.split("\n    \"node_modules/").skip(1).filter(|it| !it.contains("\"optional\": true"));
    packages.filter_map(|it| it.lines().map(str::trim).find(|line| line.starts_with("\"integrity\"")))
}

/// Installs a crate's programs into `target/tools` unless all of them are found in the right version.
fn cargo_tool(package: &str, version: &str, programs: &[&str], flags: &[&str]) -> Outcome {
    let has = |program: &&str| {
        let said = output(command(program).arg("--version")).unwrap_or_default();
        said.lines().next().is_some_and(|line| line.split_whitespace().any(|word| word == version))
    };
    if programs.iter().all(has) {
        return Ok(());
    }
    build_tool(package, version, flags)?;
    match programs.iter().find(|program| !has(program)) {
        Some(program) => Err(format!("{package} {version} was installed, but `{program} --version` says otherwise")),
        None => Ok(()),
    }
}

fn build_tool(package: &str, version: &str, flags: &[&str]) -> Outcome {
    eprintln!("{package} {version} is not on PATH: building it, which takes some minutes");
    run(command("cargo")
        .args(["install", package, "--version", version, "--force"])
        .args(flags)
        .arg("--root")
        .arg(tools_dir())
        // The tools are used, not debugged: without debug information they are built faster.
        .env("CARGO_PROFILE_DEV_DEBUG", "0"))
}

fn has_package(package: &str) -> bool {
    output(command("dpkg-query").args(["--show", "--showformat=${db:Status-Status}", package]))
        .is_some_and(|status| status == "installed")
}

/// Installs Debian packages when allowed to, else says the command.
fn debian_packages(packages: &[&str]) -> Outcome {
    if packages.is_empty() {
        return Ok(());
    }
    let list = packages.join(" ");
    let is_root = output(command("id").arg("-u")).is_some_and(|id| id == "0");
    if find("apt-get").is_none() {
        return Err(format!("these are missing, here under Debian's names: {list}\ninstall them and try again"));
    }
    if !is_root {
        return Err(format!(
            "these packages are missing: {list}\nrun this, then try again:\n\n    sudo apt-get update && sudo apt-get install --yes {list}\n"
        ));
    }
    run(command("apt-get").arg("update"))?;
    run(command("apt-get")
        .args(["install", "--yes", "--no-install-recommends"])
        .args(packages)
        .env("DEBIAN_FRONTEND", "noninteractive"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_for_other_machines_are_not_waited_for() {
        let lock = std::fs::read_to_string(npm_dir().join("package-lock.json")).expect("it is part of the repository");
        let all = lock.lines().filter(|it| it.trim().starts_with("\"integrity\"")).count();
        let ours = integrities(&lock).count();
        assert!((6..all).contains(&ours), "{ours} of {all}");
    }
}
