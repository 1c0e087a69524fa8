//! The rules of the house as assertions: who may use whom, and what stands where. The table is the one of `ARCHITECTURE.md`.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use breachmap::tongue::Tongue;

/// The longest file that a reader still takes in.
const MAX_LINES: usize = 450;

/// A Rust file: its path from the root with `/`, and its text.
struct Source {
    path: String,
    text: String,
}

impl Source {
    /// The lines that are code and not comment, with their numbers, and whether they belong to unit tests.
    fn code(&self) -> impl Iterator<Item = (usize, &str, bool)> {
        let tests = self.text.lines().position(|it| it == "#[cfg(test)]").unwrap_or(usize::MAX);
        let lines = self.text.lines().enumerate().filter(|(_, it)| !it.trim_start().starts_with("//"));
        lines.map(move |(i, line)| (i + 1, line, i > tests))
    }

    /// The top-level module to which a file of `src` belongs.
    fn module(&self) -> &str {
        self.path.strip_prefix("src/").unwrap().split(['/', '.']).next().unwrap()
    }

    /// How many modules deep a file of `src` is: 1 for a top-level module.
    fn depth(&self) -> usize {
        let below = self.path.strip_prefix("src/").unwrap();
        below.split('/').filter(|it| *it != "mod.rs").count()
    }
}

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap_or_else(|err| panic!("{path}: {err}"))
}

/// All Rust files below a folder, in order.
fn sources(folder: &str) -> Vec<Source> {
    let mut all = Vec::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{folder}/{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            all.extend(sources(&path));
        } else if Path::new(&path).extension().is_some_and(|it| it == "rs") {
            all.push(Source { text: read(&path), path });
        }
    }
    all.sort_by(|a, b| a.path.cmp(&b.path));
    all
}

/// All Rust files of the project.
fn everything() -> Vec<Source> {
    ["src", "tests", "xtask/src"].into_iter().flat_map(sources).collect()
}

/// The rows of the table "Who may use whom", in order: a module, and those that it may use.
fn table() -> Vec<(String, BTreeSet<String>)> {
    let page = read("ARCHITECTURE.md");
    let below = page.split_once("\n## Who may use whom\n").expect("ARCHITECTURE.md says who may use whom").1;
    let rows = below.split("\n## ").next().unwrap().lines().filter(|it| it.starts_with('|')).skip(2);
    let names = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect::<BTreeSet<_>>();
    rows.map(|row| {
        let cells: Vec<&str> = row.trim_matches('|').split('|').collect();
        (names(cells[0]).pop_first().expect("a row names a module"), names(cells[1]))
    })
    .collect()
}

/// The modules that a line of code names: `crate::a` and `crate::{a, b}`.
fn used(line: &str) -> Vec<&str> {
    let paths = line.match_indices("crate::").filter(|(at, _)| !line[..*at].ends_with('$'));
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    paths
        .flat_map(|(at, it)| {
            let rest = &line[at + it.len()..];
            match rest.strip_prefix('{') {
                Some(list) => list.split('}').next().unwrap_or_default().split(',').collect(),
                None => vec![rest],
            }
        })
        .map(|it| it.trim().split(|c| !is_name(c)).next().unwrap_or_default())
        .collect()
}

/// A string literal of a file: its line, the code of its statement before it, and its text.
struct Literal {
    line: usize,
    before: String,
    text: String,
}

impl Literal {
    /// Whether a component shows it as it is, or a screen reader reads it: `{ "Host" }`, `aria-label="Map"`.
    fn is_drawn(&self) -> bool {
        let words = self.text.replace("\\u{FE0E}", "");
        let has_word = words.split(|c: char| !c.is_alphabetic()).any(|it| it.chars().count() > 1);
        let is_shown = [">{ ", "}{ ", "aria-label=", "title=", "placeholder=", "alt=", " label="];
        has_word && is_shown.iter().any(|it| self.before.ends_with(it))
    }
}

/// All string literals of a file that are no part of comments or unit tests.
fn literals(file: &Source) -> Vec<Literal> {
    let code = file.text.split("\n#[cfg(test)]\n").next().unwrap();
    let (mut found, mut before, mut line, mut rest) = (Vec::new(), String::new(), 1, code);
    while let Some(c) = rest.chars().next() {
        let raw = rest.strip_prefix('r').filter(|_| !before.ends_with(char::is_alphanumeric));
        let hashes = raw.map_or(0, |it| it.len() - it.trim_start_matches('#').len());
        let n = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if let Some(opened) = raw.and_then(|it| it[hashes..].strip_prefix('"')) {
            let end = format!("\"{}", "#".repeat(hashes));
            let text = opened.split(&end).next().unwrap();
            found.push(Literal { line, before: before.clone(), text: text.to_owned() });
            1 + hashes + 1 + text.len() + end.len()
        } else if c == '"' {
            let mut is_escaped = false;
            let end = rest[1..].find(|c| {
                let is_end = c == '"' && !is_escaped;
                is_escaped = c == '\\' && !is_escaped;
                is_end
            });
            let text = &rest[1..=end.expect("a literal ends")];
            found.push(Literal { line, before: before.clone(), text: text.to_owned() });
            text.len() + 2
        } else if rest.starts_with("'\"'") || rest.starts_with("'\\\"'") {
            rest[1..].find('\'').unwrap() + 2
        } else {
            if matches!(c, ';' | '}') {
                before.clear();
            } else if c == '{' && !before.ends_with('=') {
                before = before.trim_end().chars().last().into_iter().collect(); // of `>{ "Host" }` the tag
            }
            before.push(c);
            c.len_utf8()
        };
        line += rest[..n].matches('\n').count();
        rest = &rest[n..];
    }
    found
}

/// Whether it has two words side by side, such as `no day`: then it is for people, and no code.
fn is_prose(text: &str) -> bool {
    let mut was_word = false;
    text.replace("\\n", " ").split_whitespace().any(|it| {
        let bare = it.trim_matches(|c: char| !c.is_alphanumeric() && c != '{' && c != '}' && c != '-');
        let is_word = bare.chars().count() > 1 && bare.chars().all(|c| c.is_alphabetic() || c == '\'');
        std::mem::replace(&mut was_word, is_word) && is_word
    })
}

/// All scripts of the pages, but for the one that holds their texts.
fn scripts() -> Vec<String> {
    let mut all = Vec::new();
    for folder in ["static", "briefing"] {
        for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            if Path::new(&name).extension().is_some_and(|it| it == "js") && name != "words.js" {
                all.push(format!("{folder}/{name}"));
            }
        }
    }
    all
}

/// Fails with every line of these files that breaks a rule.
fn forbid(files: impl IntoIterator<Item = Source>, rule: &str, is_broken: impl Fn(&Source, &str) -> bool) {
    let mut found = Vec::new();
    for file in files {
        for (number, line, _) in file.code().filter(|(_, line, _)| is_broken(&file, line)) {
            found.push(format!("{}:{number}: {}", file.path, line.trim()));
        }
    }
    assert!(found.is_empty(), "{rule}:\n{}", found.join("\n"));
}

#[test]
fn a_module_uses_exactly_the_modules_of_its_row() {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in sources("src").iter().filter(|it| !["src/lib.rs", "src/main.rs"].contains(&it.path.as_str())) {
        let module = file.module();
        let row = found.entry(module.to_owned()).or_default();
        let used = file.code().flat_map(|(_, line, _)| used(line)).filter(|it| *it != module);
        row.extend(used.map(str::to_owned));
    }
    for (module, may_use) in table() {
        let uses =
            found.remove(&module).unwrap_or_else(|| panic!("ARCHITECTURE.md names `{module}`, which is not in src"));
        let too_much: Vec<_> = uses.difference(&may_use).collect();
        assert!(too_much.is_empty(), "`{module}` uses {too_much:?}, and ARCHITECTURE.md does not allow that");
        let unused: Vec<_> = may_use.difference(&uses).collect();
        assert!(unused.is_empty(), "`{module}` does not use {unused:?}: take that out of ARCHITECTURE.md");
    }
    assert!(found.is_empty(), "not in the table of ARCHITECTURE.md: {:?}", found.keys());
}

#[test]
fn what_is_used_stands_above_in_the_table() {
    let mut above = BTreeSet::new();
    for (module, may_use) in table() {
        assert!(may_use.is_subset(&above), "`{module}` uses what stands below it: {:?}", may_use.difference(&above));
        above.insert(module);
    }
    assert!(above.len() >= 12);
}

#[test]
fn every_module_is_on_the_map_of_the_code() {
    let page = read("ARCHITECTURE.md");
    for file in sources("src").iter().filter(|it| it.depth() == 1) {
        let folder = file.path.strip_suffix("/mod.rs").unwrap_or(&file.path);
        let is_rim = ["src/lib.rs", "src/main.rs"].contains(&folder);
        assert!(is_rim || page.contains(&format!("### `{folder}`")), "ARCHITECTURE.md has no heading for `{folder}`");
    }
}

#[test]
fn nobody_leaves_a_module_upwards_by_super() {
    for file in sources("src") {
        for (number, line, is_test) in file.code() {
            let steps = line.split("super::").count() - 1;
            let is_chain = line.contains(&"super::".repeat(steps));
            let limit = file.depth() + usize::from(is_test);
            assert!(
                steps == 0 || !is_chain || steps < limit,
                "{}:{number}: say `crate::`, so that it can be checked",
                file.path
            );
        }
    }
}

#[test]
fn drawing_knows_only_the_answer_of_the_layout() {
    let files = sources("src").into_iter().filter(|it| ["scene", "paint"].contains(&it.module()));
    let answer = ["geometry::", "result::", "Layout"];
    forbid(files, "scene and paint use only the geometry and the result of layout", |_, line| {
        line.split("crate::layout::").skip(1).any(|it| !answer.iter().any(|name| it.starts_with(name)))
    });
}

#[test]
fn only_web_knows_a_browser() {
    let files = sources("src").into_iter().filter(|it| !["reader", "web"].contains(&it.module()));
    let crates = ["web_sys", "js_sys", "yew", "wasm_bindgen"];
    forbid(files, "browser crates belong into src/web and src/reader.rs", |_, line| {
        crates.iter().any(|it| line.contains(it))
    });
}

#[test]
fn only_the_rims_know_clock_files_and_surroundings() {
    let files = sources("src").into_iter().filter(|it| !["cli", "main"].contains(&it.module()));
    let rims = ["std::time", "std::fs", "std::env", "std::process", "std::thread", "std::net"];
    forbid(files, "the core has no clock, files or surroundings", |_, line| rims.iter().any(|it| line.contains(it)));
}

#[test]
fn plotters_draws_in_three_files() {
    forbid(
        sources("src"),
        "plotters belongs into scene/recorder.rs, scene/chart.rs and scene/years.rs",
        |file, line| {
            line.contains("plotters")
                && !["src/scene/recorder.rs", "src/scene/chart.rs", "src/scene/years.rs"].contains(&file.path.as_str())
        },
    );
}

#[test]
fn colors_are_written_in_the_theme() {
    let is_color = |line: &str, sign: &str| {
        line.split(sign).skip(1).any(|it| {
            let digits = it.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(it.len());
            digits == 6 || (sign == "\"#" && digits == 3)
        })
    };
    forbid(sources("src"), "colors belong into scene/theme.rs", |file, line| {
        file.path != "src/scene/theme.rs" && ["#", "\"#", "0x"].iter().any(|sign| is_color(line, sign))
    });
}

#[test]
fn every_file_says_first_what_it_does() {
    for file in everything() {
        assert!(file.text.starts_with("//! "), "{} does not begin with `//!`", file.path);
    }
}

#[test]
fn no_file_is_long() {
    let is_list = |it: &Source| ["src/tongue/en.rs", "src/tongue/ja.rs"].contains(&it.path.as_str());
    for file in everything().into_iter().filter(|it| !is_list(it)) {
        assert!(file.text.lines().count() <= MAX_LINES, "{} is too long", file.path);
    }
}

#[test]
fn no_test_is_switched_off() {
    forbid(everything(), "a test runs or goes", |_, line| line.contains(concat!("#[", "ignore")));
}

#[test]
fn what_is_to_do_has_an_issue() {
    let sign = concat!("TO", "DO");
    for file in everything() {
        for (i, line) in file.text.lines().enumerate() {
            let is_loose = line.split(sign).skip(1).any(|it| !it.starts_with("(#"));
            assert!(!is_loose, "{}:{}: name the issue: {}", file.path, i + 1, line.trim());
        }
    }
}

/// What a literal is not for people after.
const NO_TEXT_AFTER: &[&str] =
    &["expect(", "panic!(", "assert", "unreachable!(", "reason =", "class=", "rel=", "after_help ="];

/// What is said of the value of an option that cannot be read.
const OPTIONS: &[&str] = &[
    "write a day of the calendar as YYYY-MM-DD",
    "write PART.ATTRIBUTE~SOURCE, where ATTRIBUTE is one of {}",
    "\\\"{piece}\\\" is no part of a lens; write it as known-on=2020-05-28,told-by=csidb+cyberscoop,as-of=2020-05-11",
    "write compressed, true or steps",
    "write light, dark or paper",
    "write red, amber+strict, amber, green or clear",
];

/// What looks like a text and is none: a file or a folder, the literals (or all of them), and why.
const NO_TEXTS: &[(&str, &[&str], &str)] = &[
    ("src/cli/", OPTIONS, "what clap says of options, in English as all that it says"),
    ("src/collection/row.rs", &[], "between the reader and the page"),
    ("src/document/typed/", &[], "what people type"),
    ("src/export/bundle.rs", &["<html lang=\\\""], "markup"),
    ("src/export/csv/mod.rs", &[], "names of columns and values, which are for machines"),
    ("src/export/diagram/", &[], "words of Mermaid, Graphviz and draw.io"),
    ("src/export/handout.rs", &["sheet wide", "position shown"], "classes"),
    ("src/export/office/", &["position shown", "Yu Gothic"], "a class and a font"),
    ("src/export/office/styles.rs", &[], "names of styles of Word"),
    ("src/export/turn.rs", &[], "markup and style"),
    ("src/export/share/cut.rs", &["[left out]"], "stands in a file in place of a name, in every language"),
    ("src/export/stix/known.rs", &[], "what every STIX bundle defines for programs"),
    ("src/export/veris/", &[], "words of VERIS, and units as files write them"),
    ("src/foreign/attack_flow/words.rs", &[], "what names and descriptions in flows hold"),
    ("src/foreign/icon.rs", &[], "what names of hosts hold"),
    ("src/foreign/logs/draft.rs", &["Remote Desktop Protocol", "SMB/Windows Admin Shares"], "names of ATT&CK"),
    ("src/foreign/logs/timesketch.rs", &[], "what messages of a log hold"),
    ("src/foreign/logs/trail.rs", &[], "accounts of Windows"),
    ("src/foreign/misp/thing.rs", &["External analysis", "Internal reference"], "categories of MISP"),
    ("src/foreign/refuse.rs", &["SQLite format 3\\0", "<!doctype html"], "how files begin"),
    ("src/foreign/securitybreach.rs", &[], "headings of the list"),
    ("src/foreign/table/amount.rs", &[], "what cells of tables hold"),
    ("src/foreign/table/headers.rs", &[], "what headers of tables hold"),
    ("src/foreign/table/words.rs", &[], "what cells of tables hold"),
    ("src/foreign/tlp.rs", &[], "what markings of files hold"),
    ("src/foreign/veris/map.rs", &["zone victim", "zone outside"], "ids"),
    ("src/foreign/veris/r", &["VERIS Community Database (VCDB)", "Near miss", "False positive"], "of VERIS"),
    ("src/foreign/veris/words.rs", &[], "words of VERIS, and a unit as files write it"),
    ("src/import/error.rs", &[], "what the reader of JSON says"),
    ("src/import/native.rs", &["Incident of breachmap, version 1"], "the title of the schema"),
    ("src/incident/marking.rs", &["not marked"], "for machines: names of files, tables and bundles"),
    ("src/layout/fixture.rs", &[], "names of made-up maps, for tests"),
    ("src/scene/theme.rs", &[], "names of fonts"),
    ("src/words/unit.rs", &["payment cards"], "a unit as files write it"),
    ("src/web/components/", &["light dark", "turn back", "turn on", "compact unfolded", "compact folded"], "styles"),
    ("src/web/giving.rs", &[".plain textarea"], "a selector"),
];

#[test]
fn what_people_read_stands_in_the_languages() {
    let mut found = Vec::new();
    for file in sources("src").into_iter().filter(|it| it.module() != "tongue") {
        let is_known = |it: &Literal| {
            NO_TEXTS.iter().any(|(path, all, _)| {
                file.path.starts_with(path) && (all.is_empty() || all.contains(&it.text.as_str()))
            })
        };
        let is_drawn = |it: &Literal| file.path.starts_with("src/web/components/") && it.is_drawn();
        let is_text = |it: &Literal| {
            (is_prose(&it.text) && !NO_TEXT_AFTER.iter().any(|sign| it.before.contains(sign))) || is_drawn(it)
        };
        let texts = literals(&file).into_iter().filter(|it| is_text(it) && !is_known(it));
        found.extend(texts.map(|it| format!("{}:{}: {:?}", file.path, it.line, it.text)));
    }
    assert!(found.is_empty(), "texts for people belong into src/tongue:\n{}", found.join("\n"));
}

/// What is no text for visitors: the console, the message of an error that is shown by its code, a selector, a policy.
const NO_SCRIPT_TEXT: &[&str] = &["console.warn(", "default-src 'none'", "code: '", "const error =", "querySelector"];

#[test]
fn what_scripts_say_stands_in_their_table() {
    let mut found = Vec::new();
    for path in scripts() {
        for (i, line) in read(&path).lines().enumerate() {
            let code = line.split(" //").next().unwrap();
            let is_free = code.trim_start().starts_with("//") || NO_SCRIPT_TEXT.iter().any(|it| code.contains(it));
            let is_text = |quote: char| code.split(quote).skip(1).step_by(2).any(is_prose);
            if !is_free && ['\'', '"', '`'].into_iter().any(is_text) {
                found.push(format!("{path}:{}: {}", i + 1, code.trim()));
            }
        }
    }
    assert!(found.is_empty(), "what scripts say belongs into static/words.js:\n{}", found.join("\n"));
}

#[test]
fn scripts_speak_the_languages_of_the_program_and_say_the_same() {
    let words = read("static/words.js");
    let table = |tag: &str| {
        let begin = format!("\n  {tag}: {{\n");
        let lines = words.split_once(&begin).unwrap_or_else(|| panic!("static/words.js lacks {tag}")).1;
        let lines = lines.split("\n  },\n").next().unwrap().lines();
        lines.map(|it| it.trim().split_once(':').expect("a name and its words").0.to_owned()).collect::<Vec<_>>()
    };
    for tongue in Tongue::ALL {
        assert!(words.contains(&format!("'{}'", tongue.tag())) && table(tongue.tag()) == table("en"));
        assert!(words.contains(&tongue.file_not_found().replace("404", "${status}")), "{}", tongue.tag());
        for page in ["index.html", "static/embed.html", "briefing/page.html"] {
            let sign = format!("lang=\"{}\"", tongue.tag());
            assert!(read(page).contains(&sign), "{page} says nothing in {}", tongue.tag());
        }
    }
}

#[test]
fn the_scanner_sees_what_it_should() {
    assert_eq!(used("use crate::{diag::Report, incident};"), ["diag", "incident"]);
    assert_eq!(used("let x: crate::layout::Layout = crate::paint::number(1.0);"), ["layout", "paint"]);
    assert_eq!(used("use super::crates;"), [""; 0]);
    let text = "fn a() { // \"no text\"\n let b = r#\"two \"words\"\"#; c('\"', \"it \\\" is\"); }\n#[cfg(test)]\nmod d { \"not this\" }";
    let file = Source { path: String::new(), text: text.to_owned() };
    let seen: Vec<_> = literals(&file).into_iter().map(|it| (it.line, it.text)).collect();
    assert_eq!(seen, [(2, "two \"words\"".to_owned()), (2, "it \\\" is".to_owned())]);
    assert!(literals(&Source { path: String::new(), text: "<p>{ \"Host\" }</p>".to_owned() })[0].is_drawn());
    for text in ["no day", "{n} of them, or more", "Ready: it is"] {
        assert!(is_prose(text), "{text}");
    }
    for code in ["breach-map-ready", "{n} {unit}", "M5 3l9 6-9 6z", "0 0 {width} {height}", "Load", "as-of=2020 &"] {
        assert!(!is_prose(code), "{code}");
    }
}
