//! The one place that names the versions of the tools, and the size the site may have.

/// Bundles the site; `Trunk.toml` asks for the same version.
pub const TRUNK: &str = "0.21.14";

/// Writes the JavaScript bindings; equals the `wasm-bindgen` pin in `Cargo.toml`.
pub const WASM_BINDGEN: &str = "0.2.130";

/// Cuts the program of the page into parts; made for the `wasm_split_helpers` that `Cargo.toml` pins.
pub const WASM_SPLIT: &str = "0.2.4";

/// Drives Firefox in the end-to-end tests.
pub const GECKODRIVER: &str = "0.37.1";

/// Checks STIX bundles; `xtask/python/requirements.txt` pins it with all that it needs.
pub const STIX2_VALIDATOR: &str = "3.3.2";

/// Runs the recipe that writes an index of incidents; `xtask/python/duckdb.txt` pins it.
pub const DUCKDB: &str = "2.0.1";

/// Builds the Python package; `xtask/python/packages.txt` pins it, with what the package is tried in.
pub const FLIT: &str = "4.2.0";

/// The oldest Node.js that runs our npm packages; Debian 12 has 18.20.
pub const NODE_MAJOR: u32 = 18;

/// The oldest Node.js that runs the command of the npm package.
pub const PACKAGE_NODE_MAJOR: u32 = 20;

/// For which system the archive of the command is built: linked with all that it needs, it runs on any Linux.
pub const LINUX: &str = "x86_64-unknown-linux-musl";

/// For which system the command of the npm package is built.
pub const WASI: &str = "wasm32-wasip1";

/// What the first map needs: wasm, JavaScript and CSS, each file compressed with gzip.
pub const GZIP_BUDGET_BYTES: u64 = 552_600;

/// What a page fetches besides when somebody asks for more, or when it is idle.
pub const PARTS_GZIP_BUDGET_BYTES: u64 = 377_500;

/// What a visitor fetches besides to make slides, a document, a diagram or a briefing, compressed with gzip.
pub const OFFICE_GZIP_BUDGET_BYTES: u64 = 101_000;

/// What a visitor fetches besides to write an incident: the sheet, and what techniques are called, compressed with gzip.
pub const WRITING_GZIP_BUDGET_BYTES: u64 = 130_500;

/// What a visitor fetches besides to hold quotes to documents, compressed with gzip.
pub const QUOTES_GZIP_BUDGET_BYTES: u64 = 53_000;

/// What a visitor fetches besides to open another tool's file: the reader, compressed with gzip.
pub const READER_GZIP_BUDGET_BYTES: u64 = 765_500;

// binaryen (wasm-opt), esbuild, axe-core and what the tests of embedding need are pinned in `xtask/npm/package.json`, where npm wants them.

#[cfg(test)]
mod tests {
    use super::*;

    fn check(file: &str, needle: &str) {
        let path = format!("{}/../{file}", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(&path).expect("the file is part of the repository");
        assert!(text.contains(needle), "{file} does not contain `{needle}`");
    }

    #[test]
    fn the_library_and_its_command_line_tool_have_one_version() {
        check("Cargo.toml", &format!("wasm-bindgen = \"={WASM_BINDGEN}\""));
        check("Cargo.lock", &format!("name = \"wasm-bindgen\"\nversion = \"{WASM_BINDGEN}\""));
    }

    #[test]
    fn trunk_toml_asks_for_our_trunk() {
        check("Trunk.toml", &format!("trunk-version = \"{TRUNK}\""));
    }

    #[test]
    fn the_validator_of_stix_is_pinned() {
        check("xtask/python/requirements.txt", &format!("stix2-validator=={STIX2_VALIDATOR} \\\n    --hash="));
    }

    #[test]
    fn what_builds_the_python_package_is_pinned() {
        check("xtask/python/packages.txt", &format!("flit-core=={FLIT} \\\n    --hash="));
    }

    #[test]
    fn duckdb_is_pinned() {
        check("xtask/python/duckdb.txt", &format!("duckdb=={DUCKDB} \\\n    --hash="));
    }

    #[test]
    fn npm_packages_are_exact_and_come_from_no_named_host() {
        check("xtask/npm/package.json", "\"binaryen\": \"132.0.0\"");
        check("xtask/npm/package.json", "\"esbuild\": \"0.28.2\"");
        check("xtask/npm/package.json", "\"axe-core\": \"4.14.1\"");
        check("xtask/npm/package.json", "\"typescript\": \"5.9.3\"");
        for folder in ["npm", "sites", "office"] {
            let path = format!("{}/{folder}/package-lock.json", env!("CARGO_MANIFEST_DIR"));
            let lock = std::fs::read_to_string(path).expect("the lock file is part of the repository");
            let foreign: Vec<_> = lock
                .lines()
                .filter(|line| line.contains("\"resolved\"") && !line.contains("\"https://registry.npmjs.org/"))
                .collect();
            assert!(foreign.is_empty(), "{foreign:?}");
        }
    }
}
