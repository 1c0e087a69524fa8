//! Files use each other in a circle only where `ARCHITECTURE.md` says why.
//!
//! What a file uses are the paths in it that begin with `crate`, `super` or a module of its own, followed through `pub use` to the
//! file that defines the name. What a folder's files take from its `mod.rs` does not count: they are its inside.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The names of a path, `crate` left out: `app`, `look`, `Tab`.
type Names = Vec<String>;

/// A path in a file, with the name under which the file hands it on, if it does.
struct Found {
    path: Names,
    handed_on_as: Option<String>,
}

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The code of each module below a folder, without comments and unit tests.
fn modules(folder: &str, all: &mut BTreeMap<Names, (String, String)>) {
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{folder}/{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            modules(&path, all);
        }
        let Some(module) = path.strip_suffix(".rs") else { continue };
        let names = module.split('/').skip(1).filter(|it| !["mod", "lib", "main"].contains(it)).map(str::to_owned);
        let text = read(&path);
        let code =
            text.split("\n#[cfg(test)]\n").next().unwrap().lines().filter(|it| !it.trim_start().starts_with("//"));
        let code = code.collect::<Vec<_>>().join("\n");
        if path != "src/main.rs" {
            all.insert(names.collect(), (path, code));
        }
    }
}

/// The paths of a tree as `use` has them, `a::{b, c::{d, e as f}}`, each with its last name or what it is called; and what follows.
fn tree<'a>(text: &'a str, before: &[String], all: &mut Vec<(Names, String)>) -> &'a str {
    let mut rest = text.trim_start();
    if let Some(list) = rest.strip_prefix('{') {
        rest = list.trim_start();
        while !rest.is_empty() && !rest.starts_with('}') {
            let after = tree(rest, before, all).trim_start();
            rest = after.strip_prefix(',').unwrap_or(after).trim_start();
            if after.len() == rest.len() && !rest.starts_with('}') {
                return rest; // no tree after all
            }
        }
        return rest.strip_prefix('}').unwrap_or(rest);
    }
    let name = rest.split(|it: char| !it.is_alphanumeric() && it != '_').next().unwrap();
    let path = [before, &[name.to_owned()]].concat();
    rest = &rest[name.len()..];
    if let Some(below) = rest.strip_prefix("::") {
        return tree(below, &path, all);
    }
    let alias = rest.strip_prefix(" as ").map(|it| it.split([',', '}', ';']).next().unwrap());
    all.push((path, alias.unwrap_or(name).trim().to_owned()));
    alias.map_or(rest, |it| &rest[" as ".len() + it.len()..])
}

/// All paths in the code of a module.
fn paths(module: &Names, code: &str, is_module: &dyn Fn(&Names) -> bool) -> Vec<Found> {
    let mut found = Vec::new();
    let mut begin = 0;
    for (at, _) in code.match_indices("::") {
        let name_at = code[..at].rfind(|it: char| !it.is_alphanumeric() && it != '_').map_or(0, |it| it + 1);
        let (name, head) = (&code[name_at..at], &code[..name_at]);
        if name_at < begin || head.ends_with("::") || head.ends_with('$') {
            continue;
        }
        let child = [module.as_slice(), &[name.to_owned()]].concat();
        let mut at = match name {
            "crate" => Vec::new(),
            "super" => module[..module.len().saturating_sub(1)].to_vec(),
            _ if is_module(&child) => child,
            _ => continue,
        };
        let mut rest = &code[name_at + name.len() + 2..];
        while let Some(above) = rest.strip_prefix("super::") {
            at.pop();
            rest = above;
        }
        let mut all = Vec::new();
        begin = code.len() - tree(rest, &at, &mut all).len();
        let line = head.rsplit('\n').next().unwrap().trim_start();
        let hands_on = line.starts_with("pub") && line.ends_with("use ");
        found.extend(all.into_iter().map(|(path, name)| Found { path, handed_on_as: hands_on.then_some(name) }));
    }
    found
}

/// The files that each file uses.
fn uses() -> BTreeMap<String, BTreeSet<String>> {
    let mut all = BTreeMap::new();
    modules("src", &mut all);
    let found = all.iter().map(|(module, (_, code))| (module, paths(module, code, &|it| all.contains_key(it))));
    let found: Vec<(&Names, Vec<Found>)> = found.collect();
    let handed_on = found.iter().flat_map(|(module, all)| {
        let names = all.iter().filter_map(|it| Some((it.handed_on_as.clone()?, &it.path)));
        names.map(|(name, path)| ([module.as_slice(), &[name]].concat(), path))
    });
    let handed_on: BTreeMap<Names, &Names> = handed_on.collect();
    let file = |path: &Names| {
        let mut path = path.clone();
        loop {
            let n = (0..=path.len()).rev().find(|n| all.contains_key(&path[..*n])).unwrap();
            match path.get(..=n).and_then(|it| handed_on.get(it)) {
                Some(to) => path = [to.as_slice(), &path[n + 1..]].concat(),
                None => return all[&path[..n]].0.clone(),
            }
        }
    };
    let is_inside = |it: &str, folder: &str| folder.strip_suffix("mod.rs").is_some_and(|folder| it.starts_with(folder));
    let used = found.iter().map(|(module, paths)| {
        let own = &all[*module].0;
        let used = paths.iter().filter(|it| it.handed_on_as.is_none()).map(|it| file(&it.path));
        (own.clone(), used.filter(|it| it != own && it != "src/lib.rs" && !is_inside(own, it)).collect())
    });
    used.collect()
}

/// The files that use each other, through whatever others.
fn circles() -> BTreeSet<BTreeSet<String>> {
    let uses = uses();
    let reached = |from: &String| {
        let (mut reached, mut open) = (BTreeSet::new(), vec![from]);
        while let Some(file) = open.pop() {
            open.extend(uses[file].iter().filter(|it| reached.insert((*it).clone())));
        }
        reached
    };
    let reached: BTreeMap<&String, BTreeSet<String>> = uses.keys().map(|it| (it, reached(it))).collect();
    let around = |it: &String| reached[it].iter().filter(|other| reached[*other].contains(it)).cloned().collect();
    uses.keys().map(around).filter(|it: &BTreeSet<String>| it.len() > 1).collect()
}

#[test]
fn files_use_each_other_only_where_a_reason_is_given() {
    let page = read("ARCHITECTURE.md");
    let below = page.split_once("\n## Circles\n").expect("ARCHITECTURE.md names the circles").1;
    let rows = below.split("\n## ").next().unwrap().lines().filter(|it| it.starts_with('|')).skip(2);
    let known = rows.map(|it| it.split('|').nth(1).unwrap().split('`').skip(1).step_by(2).map(str::to_owned).collect());
    let known: BTreeSet<BTreeSet<String>> = known.collect();
    let found = circles();
    let (new, gone): (Vec<_>, Vec<_>) = (found.difference(&known).collect(), known.difference(&found).collect());
    assert!(new.is_empty(), "files use each other in a circle; what they share belongs below them: {new:#?}");
    assert!(gone.is_empty(), "there are no such circles any more; take them out of ARCHITECTURE.md: {gone:#?}");
}

#[test]
fn paths_are_seen() {
    let seen = |code: &str| {
        let module = ["app".to_owned(), "look".to_owned()].to_vec();
        let all = paths(&module, code, &|it| it.last().is_some_and(|it| it == "inner"));
        all.into_iter().map(|it| (it.path.join("."), it.handed_on_as)).collect::<Vec<_>>()
    };
    let path = |it: &str| (it.to_owned(), None);
    assert_eq!(seen("use super::{a::{B, c as d}, e};\nuse std::f;"), [path("app.a.B"), path("app.a.c"), path("app.e")]);
    assert_eq!(
        seen("let x: crate::a::B = super::super::c(inner::d());"),
        [path("a.B"), path("c"), path("app.look.inner.d")]
    );
    assert_eq!(seen("pub use inner::D;"), [("app.look.inner.D".to_owned(), Some("D".to_owned()))]);
}
