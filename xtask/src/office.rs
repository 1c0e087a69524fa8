//! Slides and documents of all incidents, in both languages, through the validator of Microsoft's Open XML SDK.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use crate::shell::{Outcome, command, office_dir, root, run};
use crate::{setup, stix};

/// The languages of the program.
const LANGUAGES: [&str; 2] = ["en", "ja"];

/// How slides can be asked for besides.
const OTHERS: [&[&str]; 2] =
    [&["--shape", "4:3", "--theme", "dark"], &["--shape", "a4", "--theme", "paper", "--open", "all"]];

/// Makes the files and validates them; first a file that is none, which must not pass.
pub fn check() -> Outcome {
    setup::office()?;
    let folder = root().join("target/office");
    fs::create_dir_all(&folder).map_err(|err| format!("{}: {err}", folder.display()))?;
    run(command("cargo").args(["build", "--quiet", "--bin", "breachmap"]))?;
    let mut made = Vec::new();
    for file in stix::incidents()? {
        for (language, ending) in LANGUAGES.into_iter().flat_map(|it| [(it, "pptx"), (it, "docx")]) {
            let out = folder.join(file.with_extension(format!("{language}.{ending}")).file_name().unwrap_or_default());
            render(&file, &["--lang", language], &out)?;
            made.push(out.into_os_string());
        }
    }
    for (at, options) in OTHERS.into_iter().enumerate() {
        let out = folder.join(format!("other-{at}.pptx"));
        render(&root().join("static/gallery/ntt-communications-2020.json"), options, &out)?;
        made.push(out.into_os_string());
    }
    broken(&folder)?;
    validate(&made)
}

fn render(file: &Path, options: &[&str], out: &Path) -> Outcome {
    run(command("target/debug/breachmap").arg("render").arg(file).args(options).args(["--force", "-o"]).arg(out))
}

fn validate(files: &[OsString]) -> Outcome {
    run(command("node").arg("check.js").args(files).current_dir(office_dir()))
}

/// That the validator finds something at all.
fn broken(folder: &Path) -> Outcome {
    let file = folder.join("broken.pptx");
    fs::write(&file, "no archive").map_err(|err| format!("{}: {err}", file.display()))?;
    match validate(&[file.into_os_string()]) {
        Ok(()) => Err("the validator passes what is no file of an office program".to_owned()),
        Err(_) => Ok(()),
    }
}
