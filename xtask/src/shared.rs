//! What several parts of the program share. Cutting makes a file for each set of parts that share something, dozens of them with
//! next to nothing inside; here they become one file for each time at which they are fetched.

use std::fs;
use std::path::Path;

use crate::parts::FEATURES;
use crate::shell::{Outcome, command, output, run};

/// What stands before the loader of a file: which parts need it, and its number.
const BEFORE: [&str; 3] = ["/* ", " */\nconst __chunk_", " = makeLoad("];

/// What stands after it.
const AFTER: &str = "\n, []);\n";

/// The module of which the files of cutting import.
const OWN: &str = "__wasm_split";

/// The same for what is joined: there, the one above is where all of them get their memory from.
pub const ALL: &str = "all";

/// Files that are fetched together.
#[derive(Debug, PartialEq, Eq)]
pub struct Group {
    /// With which part they come first.
    pub part: &'static str,
    /// Their numbers.
    pub files: Vec<String>,
}

/// Parts that only few ask for.
const RARE: [&str; 3] = ["office", "quotes", "writing"];

/// With which part a file comes, by those that need it: the panel is the first to come, the sheet comes last.
fn first(needed_by: &str) -> &'static str {
    let mut parts = needed_by.split(", ");
    if parts.clone().any(|it| it == "panel") {
        return "panel";
    }
    if parts.all(|it| RARE.contains(&it)) { "writing" } else { "views" }
}

/// The script that loads groups in place of single files, and the groups. `load` writes what fetches a file.
pub fn grouped(script: &str, load: impl Fn(&str) -> String) -> (String, Vec<Group>) {
    let mut groups: Vec<Group> = Vec::new();
    let (mut kept, mut rest) = (String::new(), script);
    while let Some((needed_by, number, before, after)) = loader(rest) {
        kept.push_str(before);
        let part = first(needed_by);
        if let Some(group) = groups.iter_mut().find(|it| it.part == part) {
            group.files.push(number.to_owned());
        } else {
            kept.push_str(&format!("const shared_{part} = makeLoad({}, []);\n", load(&format!("shared_{part}.wasm"))));
            groups.push(Group { part, files: vec![number.to_owned()] });
        }
        rest = after;
    }
    kept.push_str(rest);
    let lists: Vec<String> = kept.split("\n, [").map(|it| renamed(it, &groups)).collect();
    (lists.join("\n, ["), groups)
}

/// The first loader of a file: who needs it, its number, and the script before and after it.
fn loader(script: &str) -> Option<(&str, &str, &str, &str)> {
    let number_at = script.find(BEFORE[1])?;
    let begin = script[..number_at].rfind(BEFORE[0])?;
    let (number, rest) = script[number_at + BEFORE[1].len()..].split_once(BEFORE[2])?;
    let (_, after) = rest.split_once(AFTER)?;
    Some((&script[begin + BEFORE[0].len()..number_at], number, &script[..begin], after))
}

/// A piece of the script that may begin with a list of files, with that of their groups in its place.
fn renamed(piece: &str, groups: &[Group]) -> String {
    let Some((list, rest)) = piece.split_once(']').filter(|(list, _)| list.starts_with("__chunk_")) else {
        return piece.to_owned();
    };
    let files: Vec<&str> = list.split(", ").filter_map(|it| it.strip_prefix("__chunk_")).collect();
    let needed = groups.iter().filter(|group| group.files.iter().any(|it| files.contains(&it.as_str())));
    let names: Vec<String> = needed.map(|it| format!("shared_{}", it.part)).collect();
    format!("{}]{rest}", names.join(", "))
}

/// Makes one file of each group. A module that hands on what all of them import lets them have it in common.
pub fn join(folder: &Path, groups: &[Group]) -> Outcome {
    for group in groups {
        let files: Vec<_> = group.files.iter().map(|it| folder.join(format!("chunk_{it}.wasm"))).collect();
        let Some(one) = files.first() else { continue };
        let text = output(command("wasm-dis").args(FEATURES).arg(one)).ok_or("wasm-dis could not read a part")?;
        let [wat, stub] = ["wat", "wasm"].map(|it| folder.join(format!("stub.{it}")));
        fs::write(&wat, handing_on(&text)?).map_err(|err| format!("cannot write {}: {err}", wat.display()))?;
        run(command("wasm-as").args(FEATURES).arg("-o").arg(&stub).arg(&wat))?;
        let mut merge = command("wasm-merge");
        merge.args(FEATURES).arg("--skip-export-conflicts").arg(&stub).arg(OWN);
        for (number, file) in files.iter().enumerate() {
            merge.arg(file).arg(format!("part{number}"));
        }
        run(merge.arg("-o").arg(folder.join(format!("shared_{}.wasm", group.part))))?;
    }
    Ok(())
}

/// A module that imports what a module imports, and exports it under the same names.
fn handing_on(text: &str) -> Outcome<String> {
    let mut module = String::from("(module\n");
    for line in text.lines().map(str::trim).filter(|it| it.starts_with("(import ")) {
        // (import "__wasm_split" "memory" (memory $mimport$0 20))
        let words: Vec<&str> = line.split('"').collect();
        let (&["(import ", OWN, " ", name, thing], Some(id)) = (&words[..], line.split_whitespace().nth(4)) else {
            return Err(format!("a part of the program imports something else: {line}"));
        };
        let kind = thing.split_whitespace().next().unwrap_or_default();
        module.push_str(&format!("(import \"{ALL}\" \"{name}\"{thing}\n(export \"{name}\" {kind} {id}))\n"));
    }
    Ok(module + ")")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "begin
/* handing, panel */
const __chunk_6 = makeLoad(() => {
    fetch 6
}
, []);
/* panel, writing */
const __chunk_7 = makeLoad(() => {
    fetch 7
}
, []);
/* quotes, writing */
const __chunk_8 = makeLoad(() => {
    fetch 8
}
, []);
export const one = wrapAsyncCb(makeLoad(() => {
    fetch writing
}
, [__chunk_7, __chunk_8]));
export const other = wrapAsyncCb(makeLoad(() => {
    fetch panel
}
, [__chunk_6, __chunk_7]));
";

    #[test]
    fn what_is_shared_is_loaded_in_groups() {
        let (script, groups) = grouped(SCRIPT, |file| format!("got {file}"));
        let group = |part, files: &[&str]| Group { part, files: files.iter().map(|it| (*it).to_owned()).collect() };
        assert_eq!(groups, [group("panel", &["6", "7"]), group("writing", &["8"])]);
        let expected = "begin
const shared_panel = makeLoad(got shared_panel.wasm, []);
const shared_writing = makeLoad(got shared_writing.wasm, []);
export const one = wrapAsyncCb(makeLoad(() => {
    fetch writing
}
, [shared_panel, shared_writing]));
export const other = wrapAsyncCb(makeLoad(() => {
    fetch panel
}
, [shared_panel]));
";
        assert_eq!(script, expected);
        assert_eq!(first("handing, quotes"), "views");
    }

    #[test]
    fn what_all_import_is_handed_on() {
        let text = "(module\n (type $0 (func))\n (import \"__wasm_split\" \"memory\" (memory $m 20))\n (import \"__wasm_split\" \"sp\" (global $g (mut i32)))\n)";
        let expected = "(module\n(import \"all\" \"memory\" (memory $m 20))\n(export \"memory\" (memory $m))\n(import \"all\" \"sp\" (global $g (mut i32)))\n(export \"sp\" (global $g))\n)";
        assert_eq!(handing_on(text), Ok(expected.to_owned()));
        assert!(handing_on("(import \"env\" \"f\" (func $f))").is_err());
    }
}
