//! The recipe of `docs/recipes/duckdb.sql`, run by DuckDB on generated records, and what it writes, read by the program.

use std::fs;

use crate::python;
use crate::shell::{Outcome, command, root, run};
use crate::versions::DUCKDB;

/// As many records as the tests write.
const FEW: &str = "50000";

/// Writes an index of some records and reads it.
pub fn check() -> Outcome {
    index(FEW)
}

/// The same with so many records.
pub fn index(n_records: &str) -> Outcome {
    let place = python::environment("duckdb", "duckdb", DUCKDB, "xtask/python/duckdb.txt")?;
    let folder = root().join("target/duckdb/index");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|err| format!("{}: {err}", folder.display()))?;
    }
    fs::create_dir_all(&folder).map_err(|err| format!("{}: {err}", folder.display()))?;
    run(command(&place.join("bin/python").to_string_lossy()).arg("xtask/python/index.py").arg(n_records).arg(&folder))?;
    run(command("cargo")
        .args(["test", "--quiet", "--package", "breachmap", "--test", "index", "an_index_that_an_engine_wrote"])
        .env("BREACHMAP_INDEX", &folder))
}
