//! Installs the packages into empty folders and uses them, as somebody without our sources does.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use super::{clear, copy, files, folder, python, read, text, write};
use crate::setup;
use crate::shell::{self, Outcome, command, find, root, run, sites_dir};

/// The incident that is shown.
const INCIDENT: &str = "static/gallery/ntt-communications-2020.json";

/// A file of another tool.
const FOREIGN: &str = "tests/foreign/attack-flow/builder-3.afb";

/// Makes all packages of the site in `dist/`, and uses each of them.
pub fn use_all() -> Outcome {
    super::of_dist()?;
    bill(&root().join("dist/sbom.json"))?;
    [npm, element, linux, sites, pull_request].into_iter().try_for_each(|it| it())
}

/// The element in a page of Chromium, from the package as npm installed it.
fn element() -> Outcome {
    let chromedriver = find("chromedriver").ok_or("chromedriver is not on PATH")?;
    let words = "run --quiet --package e2e --features browser --bin packages".split(' ');
    run(command("cargo").args(words).arg(root().join("target/package/used/npm")).env("CHROMEDRIVER", chromedriver))
}

/// An incident with parts for few readers, whose words are colors.
const MARKED: &str = "tests/share/incident.json";

/// What only those may read to whom TLP:RED is addressed.
const SECRET: &str = "badge 4711";

/// The package of this ending.
fn package(end: &str) -> Outcome<PathBuf> {
    let mut found = files(&folder())?.into_iter().filter(|it| it.to_string_lossy().ends_with(end));
    found.next().ok_or_else(|| format!("there is no package …{end}"))
}

/// An empty folder with the incident in it.
fn place(name: &str) -> Outcome<PathBuf> {
    let place = root().join("target/package/used").join(name);
    clear(&place)?;
    copy(&root().join(INCIDENT), &place.join("incident.json"))?;
    copy(&root().join(MARKED), &place.join("marked.json"))?;
    copy(&root().join(FOREIGN), &place.join("flow.afb"))?;
    Ok(place)
}

/// What is done with the command, and which files it writes.
const CALLS: [(&[&str], &[&str]); 16] = [
    (&["--version"], &[]),
    (&["check", "incident.json"], &[]),
    (&["check", "./../npm/incident.json", "--lang", "ja"], &[]),
    (&["check", "nothing.json"], &[]),
    (&["check", "broken.json"], &[]),
    (&["render", "incident.json", "-o", "map.svg"], &["map.svg"]),
    (&["render", "incident.json", "-o", "map.svg"], &["map.svg"]), // it is there
    (&["render", "incident.json", "--dark", "-o", "map.svg"], &["map.svg"]), // no such option
    (&["render", "incident.json", "--as-of", "2020-05-11", "--force", "-o", "map.svg"], &["map.svg"]),
    (&["render", "incident.json", "-o", "map.png"], &["map.png"]),
    (&["snapshot", "incident.json", "--as-of", "2020-05-11", "--json"], &[]),
    (&["convert", "incident.json", "--to", "stix", "-o", "bundle.json"], &["bundle.json"]),
    (&["convert", "flow.afb", "--to", "native", "-o", "flow.json", "--report"], &["flow.json"]),
    (&["render", "marked.json", "--marking", "green", "-o", "../marked.svg", "--force"], &["../marked.svg"]),
    (&["bundle", "incident.json", "-o", "briefing.html"], &["briefing.html"]),
    (&["convert", "incident.json", "--to", "native", "-o", "./incident.json", "--force"], &["incident.json"]), // never over an input
];

/// The package for npm: the command does the same as the native one, to the byte; and the element, and the plugin.
fn npm() -> Outcome {
    let (ours, native) = (place("npm")?, place("native")?);
    write(&ours.join("package.json"), "{ \"private\": true }\n")?;
    let install = ["install", "--offline", "--no-audit", "--no-fund", "--silent"];
    run(command("npm").args(install).arg(package(".tgz")?).current_dir(&ours))?;
    run(command("cargo").args(["build", "--quiet", "--bin", "breachmap"]))?;
    let built = root().join("target/debug/breachmap");
    for (words, written) in CALLS {
        for folder in [&ours, &native] {
            write(&folder.join("broken.json"), "{ \"breachmap\": 1, ")?;
        }
        let by_npm = output(command("npx").args(["--no-install", "breachmap"]).args(words).current_dir(&ours))?;
        let by_us = output(command(&built.to_string_lossy()).args(words).current_dir(&native))?;
        let said = |it: &Output| (it.status.code(), it.stdout.clone(), without_numbers(&it.stderr));
        if said(&by_npm) != said(&by_us) {
            return Err(format!("`{}` says {:?}, but natively {:?}", words.join(" "), said(&by_npm), said(&by_us)));
        }
        for name in written {
            if read(&ours.join(name))? != read(&native.join(name))? {
                return Err(format!("`{}` writes another {name} than the native command", words.join(" ")));
            }
        }
    }
    // on a server there is no page, and so no element
    run(command("node").args(["--input-type=module", "--eval", "import 'breachmap';"]).current_dir(&ours))?;
    licences(&ours.join("node_modules/breachmap"))
}

/// What is said of an error, without the number by which each system knows it.
fn without_numbers(said: &[u8]) -> String {
    let said = String::from_utf8_lossy(said).into_owned();
    let mut parts = said.split(" (os error ");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once(')').unwrap_or_default().1)
}

fn output(command: &mut std::process::Command) -> Outcome<Output> {
    // one language and no colors, whatever the machine
    command.env("LC_ALL", "C").env("npm_config_update_notifier", "false");
    command.output().map_err(|err| format!("cannot start {}: {err}", command.get_program().display()))
}

/// What every package carries of its licences.
fn licences(folder: &Path) -> Outcome {
    for (name, word) in [
        ("LICENSE-MIT", "Permission is hereby granted"),
        ("LICENSE-APACHE", "Apache License"),
        ("NOTICES.txt", "\nclap "),
        ("NOTICES.txt", "© The MITRE Corporation"),
        ("NOTICES.txt", "Rich Felker"),
    ] {
        if !text(&folder.join(name))?.contains(word) {
            return Err(format!("{name} of a package does not say `{word}`"));
        }
    }
    bill(&folder.join("sbom.json"))
}

/// That a bill of materials is one, by the schema of `CycloneDX`.
fn bill(path: &Path) -> Outcome {
    let python = python::environment()?.join("bin/python");
    run(command(&python.to_string_lossy()).arg("xtask/python/sbom.py").arg(path))
}

/// The archive for Linux, unpacked into an empty folder: with nothing of ours around it.
fn linux() -> Outcome {
    let place = place("linux")?;
    run(command("tar").arg("-xzf").arg(package("-linux.tar.gz")?).args(["--strip-components=1"]).current_dir(&place))?;
    let call = |words: &[&str]| {
        let mut program = command(&place.join("bin/breachmap").to_string_lossy());
        run(program.args(words).current_dir(&place).env("LC_ALL", "C"))
    };
    call(&["check", "incident.json"])?;
    call(&["render", "incident.json", "-o", "map.png"])?;
    call(&["bundle", "incident.json", "-o", "briefing.html"])?;
    call(&["bundle", "incident.json", "--site", "site"])?;
    for (file, word) in [
        ("share/bash-completion/completions/breachmap", "complete -F _breachmap"),
        ("share/zsh/site-functions/_breachmap", "#compdef breachmap"),
        ("share/fish/vendor_completions.d/breachmap.fish", "complete -c breachmap"),
        ("share/man/man1/breachmap.1", ".TH breachmap 1"),
    ] {
        if !text(&place.join(file))?.contains(word) {
            return Err(format!("{file} has no `{word}`"));
        }
    }
    licences(&place.join("share/doc/breachmap"))
}

/// Sites of `MkDocs` and Sphinx with the package from the wheel, and of remark and Docusaurus with that of npm.
fn sites() -> Outcome {
    let place = root().join("target/package/used/sites");
    clear(&place)?;
    let environment = python::environment()?.join("bin");
    let install = ["-m", "pip", "install", "--quiet", "--no-deps", "--force-reinstall", "--no-index"];
    let bin = |name: &str| environment.join(name).to_string_lossy().into_owned();
    run(command(&bin("python")).args(install).arg(package(".whl")?))?;
    run(command("cp").args(["-r", "packages/example/."]).arg(&place))?;
    for folder in ["mkdocs/docs", "sphinx", "remark", "docusaurus/docs"] {
        copy(&root().join(MARKED), &place.join(folder).join("incident.breach.json"))?;
    }
    let path = env::join_paths([root().join("target/debug"), "/usr/bin".into(), "/bin".into()]).unwrap_or_default();
    // not --quiet: what it keeps to itself does not count as a warning either
    let mkdocs = || {
        let mut mkdocs = command(&bin("mkdocs"));
        mkdocs.args(["build", "--strict"]).current_dir(place.join("mkdocs")).env("PATH", &path);
        mkdocs
    };
    run(&mut mkdocs())?;
    let words = ["-W", "-q", "-b", "html", ".", "_build/html"];
    run(command(&bin("sphinx-build")).args(words).current_dir(place.join("sphinx")).env("PATH", &path))?;
    setup::sites()?;
    let around = place.join("node_modules"); // Node.js looks there for all but our package
    run(command("ln").arg("-s").arg(sites_dir().join("node_modules")).arg(around))?;
    let docusaurus = "../node_modules/@docusaurus/core/bin/docusaurus.mjs";
    node(&place.join("remark"), &["build.js"])?;
    node(&place.join("docusaurus"), &[docusaurus, "build"])?;
    for (page, is_live) in [
        ("mkdocs/site/index.html", false),
        ("sphinx/_build/html/index.html", false),
        ("remark/out/index.html", true),
        ("docusaurus/build/index.html", true),
    ] {
        let page = place.join(page);
        expect_figure(&page, is_live)?;
        let site = page.parent().unwrap_or(root());
        if let Some(files) = shell::output(command("grep").args(["-ril", SECRET]).arg(site)) {
            return Err(format!("{files} hold what is marked TLP:RED"));
        }
    }
    // a link to the file itself would lead nowhere
    write(&place.join("mkdocs/docs/link.md"), "[the file](incident.breach.json)\n")?;
    let said = mkdocs().output().map_err(|err| err.to_string())?;
    if said.status.success() || !String::from_utf8_lossy(&said.stderr).contains("with ! before it") {
        return Err("MkDocs does not warn of a link to what is not on the site".to_owned());
    }
    Ok(())
}

/// Builds a site by Node.js, with the package that was installed before.
fn node(place: &Path, words: &[&str]) -> Outcome {
    let modules = place.join("node_modules");
    fs::create_dir_all(&modules).map_err(|err| format!("{}: {err}", modules.display()))?;
    let installed = root().join("target/package/used/npm/node_modules/breachmap");
    run(command("cp").arg("-r").arg(installed).arg(&modules))?;
    let quiet = [("NO_UPDATE_NOTIFIER", "1"), ("DOCUSAURUS_NO_TELEMETRY", "1")];
    run(command("node").args(words).current_dir(place).envs(quiet))
}

/// The recipe for pull requests, on a repository with one changed incident and one that is new.
fn pull_request() -> Outcome {
    let place = place("repository")?;
    let marked = text(&place.join("marked.json"))?;
    write(&place.join("one.breach.json"), &marked)?;
    let git = |words: &[&str]| {
        let who = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.org"];
        run(command("git").args(who).args(words).current_dir(&place))
    };
    git(&["init", "--quiet", "--initial-branch=main"])?;
    git(&["add", "one.breach.json"])?;
    git(&["commit", "--quiet", "--message=One incident"])?;
    git(&["switch", "--quiet", "--create", "change"])?;
    write(&place.join("one.breach.json"), marked.replace("Paint works, 2024", "Paint works in spring"))?;
    fs::rename(place.join("incident.json"), place.join("a new one.breach.json")).map_err(|err| err.to_string())?;
    git(&["add", "."])?;
    git(&["commit", "--quiet", "--message=A change"])?;
    let recipe = root().join("docs/recipes/pull-request.sh");
    let built = root().join("target/debug/breachmap");
    run(command("sh")
        .arg(recipe)
        .args(["main", "out"])
        .current_dir(&place)
        .env("BREACHMAP", built)
        .env("LC_ALL", "C"))?;
    let comment = text(&place.join("out/comment.md"))?;
    for word in ["a new one.breach.json", "It is new.", "](pictures/2.png)", "Paint works in spring"] {
        if !comment.contains(word) {
            return Err(format!("the comment has no `{word}`: {comment}"));
        }
    }
    if comment.to_lowercase().contains(SECRET) || !place.join("out/pictures/2.png").is_file() {
        return Err(format!("the comment says too much, or has no picture: {comment}"));
    }
    Ok(())
}

/// That a page has the picture with words, a link to the data, the live map if it was asked for, and nothing that is marked above its
/// readers.
fn expect_figure(page: &Path, is_live: bool) -> Outcome {
    let html = text(page)?;
    let folder = page.parent().unwrap_or(root());
    let figure = html.split("<figure").nth(1).and_then(|it| it.split("</figure>").next()).unwrap_or_default();
    let value =
        |name: &str| figure.split(&format!("{name}=\"")).nth(1).and_then(|it| it.split('"').next()).map(str::to_owned);
    let missing = |what: &str| format!("{} has no {what}: {figure}", page.display());
    if value("alt").is_none_or(|it| it.len() < 20) {
        return Err(missing("alternative text"));
    }
    if figure.contains("<breach-map ") != is_live {
        return Err(missing(if is_live { "live map" } else { "picture alone" }));
    }
    let addresses = |name: &str| figure.split(&format!(" {name}=\"")).skip(1).collect::<Vec<_>>();
    for (name, ending) in [("src", ".svg"), ("href", ".json")] {
        let of = |it: &&str| it.split('"').next().is_some_and(|it| it.ends_with(ending));
        if !addresses(name).iter().any(of) {
            return Err(missing(name));
        }
    }
    for rest in [addresses("src"), addresses("href")].concat() {
        let address = rest.split('"').next().unwrap_or_default();
        if address.starts_with('#') {
            continue; // a place on this page
        }
        let file = text(&folder.join(address.trim_start_matches('/')))?;
        if file.to_lowercase().contains(SECRET) {
            return Err(format!("{address} holds what is marked TLP:RED"));
        }
    }
    Ok(())
}
