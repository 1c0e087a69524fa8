//! Joins the scripts of the site, and shortens its styles.

use std::fs;
use std::path::Path;

use crate::shell::{Outcome, command, root, run};

/// Writes the scripts of the site without white space, and the element as one file that loads only what lies in `assets/`.
pub fn join_all(dist: &Path) -> Outcome {
    join(&root().join("static/breachmap.js"), &dist.join("breachmap.js"))?;
    fs::remove_file(dist.join("parts.js")).map_err(|err| format!("cannot remove parts.js: {err}"))?;
    for name in ["embed.js", "page.js", "reader.js"] {
        join(&dist.join(name), &dist.join(name))?;
    }
    fs::remove_file(dist.join("words.js")).map_err(|err| format!("cannot remove words.js: {err}"))
}

/// Writes the styles without white space and comments.
pub fn shorten_styles(dist: &Path) -> Outcome {
    for name in ["style.css", "late.css"] {
        let style = dist.join(name);
        let mut esbuild = command("esbuild");
        esbuild.arg(&style).args(["--minify", "--charset=utf8", "--log-level=warning", "--allow-overwrite"]);
        run(esbuild.arg(format!("--outfile={}", style.display())))?;
    }
    Ok(())
}

/// A script, and all that it imports beside itself; style sheets as text.
pub fn join(script: &Path, joined: &Path) -> Outcome {
    let words =
        ["--bundle", "--external:./assets/*", "--loader:.css=text", "--format=esm", "--minify", "--charset=utf8"];
    let mut esbuild = command("esbuild");
    esbuild.arg(script).args(words).args(["--log-level=warning", "--allow-overwrite"]);
    run(esbuild.arg(format!("--outfile={}", joined.display())))
}
