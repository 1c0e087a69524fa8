//! What the command says of itself for a shell and for `man`.

use std::io::Write;

use clap::CommandFactory;
use clap_complete::Shell;
use clap_mangen::Man;

use super::{CLEAN, Cli, said};
use crate::tongue::Phrase;

/// The name under which a shell finds the program.
const NAME: &str = "breachmap";

/// The script with which a shell completes the command.
pub fn completions(shell: Shell, out: &mut impl Write) -> Result<u8, Phrase> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), NAME, &mut script);
    out.write_all(&script).map_err(|err| said(&err))?;
    Ok(CLEAN)
}

/// The manual page: the command, and then each of its subcommands.
pub fn manual(out: &mut impl Write) -> Result<u8, Phrase> {
    let page = page().map_err(|err| said(&err))?;
    out.write_all(&page).map_err(|err| said(&err))?;
    Ok(CLEAN)
}

fn page() -> std::io::Result<Vec<u8>> {
    let mut command = Cli::command();
    command.build();
    let man = Man::new(command.clone());
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_options_section(&mut page)?;
    for it in command.get_subcommands().filter(|it| it.get_name() != "help") {
        let man = Man::new(it.clone());
        let mut below = Vec::new();
        man.render_synopsis_section(&mut below)?;
        man.render_description_section(&mut below)?;
        man.render_options_section(&mut below)?;
        writeln!(page, ".SH \"{} {}\"", NAME.to_uppercase(), it.get_name().to_uppercase())?;
        // on this page they are parts of a part
        page.extend(String::from_utf8_lossy(&below).replace(".SH ", ".SS ").into_bytes());
    }
    let mut codes = Vec::new();
    man.render_extra_section(&mut codes)?;
    page.extend(String::from_utf8_lossy(&codes).replace("EXTRA", "NOTES").into_bytes());
    man.render_version_section(&mut page)?;
    Ok(page)
}
