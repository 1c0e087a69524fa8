//! Joins the scripts of the site, and shortens its styles.

use std::fs;
use std::path::Path;

use crate::shell::{Outcome, command, root, run};

/// The scripts in `static` that make the element; where it gets its parts from is in `parts.js`, one for each way to ship it.
pub const ELEMENT: [&str; 4] = ["breachmap.js", "words.js", "failure.js", "given.js"];

/// Writes the scripts of the site without white space, and the element as one file that loads only what lies in `assets/`.
pub fn join_all(dist: &Path) -> Outcome {
    join(&root().join("static/breachmap.js"), &dist.join("breachmap.js"))?;
    for name in ["embed.js", "page.js", "reader.js"] {
        join(&dist.join(name), &dist.join(name))?;
    }
    for name in ELEMENT.into_iter().skip(1).chain(["parts.js"]) {
        fs::remove_file(dist.join(name)).map_err(|err| format!("cannot remove {name}: {err}"))?;
    }
    Ok(())
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
