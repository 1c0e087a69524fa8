//! Gives what the program imports short names: what wasm-bindgen calls it is long, ends with a hash, and can hardly be compressed.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use wasm_encoder::reencode::utils::parse_imports;
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{ImportSection, Module};
use wasmparser::{Import, Imports, Parser};

use crate::shell::Outcome;

/// How the module ends whose functions wasm-bindgen has named.
const BINDINGS: &str = "_bg.js";

/// Shortens the names in a program and in the script that gives it what it imports.
pub fn shorten(program: &Path, script: &Path) -> Outcome {
    let name = |it: &Path| it.display().to_string();
    let wasm = fs::read(program).map_err(|err| format!("cannot read {}: {err}", name(program)))?;
    let text = fs::read_to_string(script).map_err(|err| format!("cannot read {}: {err}", name(script)))?;
    let (wasm, names) = renamed(&wasm).map_err(|err| format!("cannot rename in {}: {err}", name(program)))?;
    fs::write(program, wasm).map_err(|err| format!("cannot write {}: {err}", name(program)))?;
    fs::write(script, in_script(&text, &names)).map_err(|err| format!("cannot write {}: {err}", name(script)))
}

/// A program with short names for what wasm-bindgen gives it, and which name became which.
fn renamed(wasm: &[u8]) -> Result<(Vec<u8>, BTreeMap<String, String>), Error> {
    let (mut names, mut module) = (Names::default(), Module::new());
    names.parse_core_module(&mut module, Parser::new(0), wasm)?;
    Ok((module.finish(), names.0))
}

#[derive(Default)]
struct Names(BTreeMap<String, String>);

impl Reencode for Names {
    type Error = std::convert::Infallible;

    fn parse_imports(&mut self, section: &mut ImportSection, imports: Imports<'_>) -> Result<(), Error> {
        let Imports::Single(at, import) = &imports else { return parse_imports(self, section, imports) };
        if !import.module.ends_with(BINDINGS) {
            return parse_imports(self, section, imports);
        }
        let next = format!("${}", self.0.len());
        let name = self.0.entry(import.name.to_owned()).or_insert(next).clone();
        parse_imports(self, section, Imports::Single(*at, Import { name: &name, ..*import }))
    }
}

/// The same names in the script; only whole words are names.
fn in_script(text: &str, names: &BTreeMap<String, String>) -> String {
    let is_of_word = |it: char| it.is_ascii_alphanumeric() || it == '_' || it == '$';
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(begin) = rest.find(is_of_word) {
        let end = rest[begin..].find(|it| !is_of_word(it)).map_or(rest.len(), |it| begin + it);
        let word = &rest[begin..end];
        written.push_str(&rest[..begin]);
        written.push_str(names.get(word).map_or(word, String::as_str));
        rest = &rest[end..];
    }
    written + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_words_are_names() {
        let names = BTreeMap::from([("__wbg_new_1a".to_owned(), "$0".to_owned())]);
        let text = "{ __wbg_new_1a: function(a) { return __wbg_new_1a2 } } // x__wbg_new_1a";
        assert_eq!(in_script(text, &names), "{ $0: function(a) { return __wbg_new_1a2 } } // x__wbg_new_1a");
    }

    #[test]
    fn what_others_give_keeps_its_name() {
        use wasm_encoder::{EntityType, TypeSection};
        let (mut types, mut imports, mut module) = (TypeSection::new(), ImportSection::new(), Module::new());
        types.ty().function([], []);
        imports.import("./program_bg.js", "__wbg_new_1a", EntityType::Function(0));
        imports.import("./__wasm_split.js", "__wasm_split_load_views", EntityType::Function(0));
        module.section(&types).section(&imports);
        let (wasm, names) = renamed(&module.finish()).expect("a module");
        assert_eq!(names, BTreeMap::from([("__wbg_new_1a".to_owned(), "$0".to_owned())]));
        let holds = |it: &str| wasm.windows(it.len()).any(|there| there == it.as_bytes());
        assert!(holds("$0") && holds("__wasm_split_load_views") && !holds("__wbg_new_1a"));
    }
}
