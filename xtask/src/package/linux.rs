//! The command for Linux without a compiler: one archive with program, completions, manual page and licences.

use std::fs::File;
use std::path::Path;

use flate2::{Compression, GzBuilder};
use tar::{Builder, Header, HeaderMode};

use super::{command, read, site_files, version};
use crate::notices::{self, Program};
use crate::shell::{Outcome, command as program, root};
use crate::versions::LINUX;

/// Where each shell looks for completions, below `share/`.
const COMPLETIONS: [(&str, &str); 3] = [
    ("bash", "share/bash-completion/completions/breachmap"),
    ("zsh", "share/zsh/site-functions/_breachmap"),
    ("fish", "share/fish/vendor_completions.d/breachmap.fish"),
];

/// Writes `breachmap-VERSION-x86_64-linux.tar.gz`, with the layout of `/usr/local`.
pub fn make(folder: &Path) -> Outcome {
    let built = command::build(LINUX)?;
    let name = format!("breachmap-{}-{}-linux", version()?, LINUX.split('-').next().unwrap_or_default());
    let mut files = vec![("bin/breachmap".to_owned(), read(&built)?)];
    for (shell, place) in COMPLETIONS {
        files.push((place.to_owned(), said(&built, &["completions", shell])?));
    }
    files.push(("share/man/man1/breachmap.1".to_owned(), said(&built, &["manual"])?));
    let programs = [Program::Command(LINUX)];
    let doc = |name: &str| format!("share/doc/breachmap/{name}");
    files.push((doc("NOTICES.txt"), notices::text(&programs)?.into_bytes()));
    files.push((doc("sbom.json"), notices::bill(&programs)?.into_bytes()));
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        files.push((doc(licence), read(&root().join(licence))?));
    }
    for (name, path) in site_files()? {
        files.push((format!("share/breachmap/{name}"), read(&path)?)); // where `bundle` looks for it
    }
    files.sort();
    let path = folder.join(format!("{name}.tar.gz"));
    pack(&path, &name, &files).map_err(|err| format!("cannot write {}: {err}", path.display()))
}

/// What the program prints.
fn said(built: &Path, words: &[&str]) -> Outcome<Vec<u8>> {
    let output = program(&built.to_string_lossy()).args(words).output();
    let output = output.map_err(|err| format!("cannot start {}: {err}", built.display()))?;
    if output.status.success() { Ok(output.stdout) } else { Err(format!("`breachmap {}` failed", words.join(" "))) }
}

/// Packed with nothing in it that differs from one day, machine or user to the next.
fn pack(path: &Path, folder: &str, files: &[(String, Vec<u8>)]) -> std::io::Result<()> {
    let gz = GzBuilder::new().operating_system(255).write(File::create(path)?, Compression::best());
    let mut tar = Builder::new(gz);
    tar.mode(HeaderMode::Deterministic);
    for (name, bytes) in files {
        let mut header = Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(if name == "bin/breachmap" { 0o755 } else { 0o644 });
        header.set_mtime(0);
        tar.append_data(&mut header, format!("{folder}/{name}"), bytes.as_slice())?;
    }
    tar.into_inner()?.finish()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_files_make_the_same_archive_with_one_program_in_it() {
        let files = [("bin/breachmap".to_owned(), vec![1]), ("share/doc".to_owned(), vec![2])];
        let path = std::env::temp_dir().join(format!("breachmap-archive-{}.tar.gz", std::process::id()));
        let mut made = Vec::new();
        for _ in 0..2 {
            pack(&path, "it", &files).expect("a file can be written");
            made.push(read(&path).expect("it was written"));
        }
        std::fs::remove_file(&path).expect("it was written");
        assert_eq!(made[0], made[1]);
        let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(made[0].as_slice()));
        let modes: Vec<_> =
            archive.entries().expect("it is one").map(|it| it.expect("whole").header().mode()).collect();
        assert_eq!(modes.into_iter().map(|it| it.expect("a mode")).collect::<Vec<_>>(), [0o755, 0o644]);
    }
}
