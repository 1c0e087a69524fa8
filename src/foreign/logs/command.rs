//! Command lines: which other machine one names.

use crate::sorting;

/// Options before the name of a machine, of the tools that Windows comes with.
const BEFORE: [&str; 10] =
    ["/s", "/node:", "/target:", "/v:", "-computername", "-computer", "/r:", "-r:", "/server:", "-cn"];

/// The other machines that a command line names: `\\NAME` as sc, net and `PsExec` have it, or after an option as schtasks and wmic do.
pub fn remote(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for (at, _) in line.match_indices("\\\\") {
        let before = &line[..at];
        let is_start = (at == 0 || before.ends_with([' ', '"', '\'', ':', '=', ','])) && !is_drive(before);
        // some logs double each backslash
        let name = head(line[at..].trim_start_matches('\\'));
        if is_start && !name.is_empty() && !["?", "."].contains(&name) {
            found.push(name);
        }
    }
    let mut words = line.split_whitespace();
    while let Some(word) = words.next() {
        let lower = word.to_ascii_lowercase();
        let Some(option) = BEFORE.iter().find(|it| lower.starts_with(**it)) else { continue };
        let rest = &word[option.len()..];
        let is_tool = *option != "/s" || line.to_ascii_lowercase().contains("schtasks");
        let name = if option.ends_with(':') {
            rest
        } else if rest.is_empty() {
            words.next().unwrap_or_default()
        } else {
            continue;
        };
        let name = head(name.trim_matches(['"', '\'']));
        if is_tool && !name.is_empty() && !name.starts_with(['$', '/', '-']) {
            found.push(name);
        }
    }
    sorting::by(&mut found, Ord::cmp);
    found.dedup();
    found
}

/// Whether words end with the letter of a drive: `C:` of `"C:\\Windows"`, and not the option of `/s:\\NAME`.
fn is_drive(words: &str) -> bool {
    let mut last = words.chars().rev();
    let is_letter = last.next() == Some(':') && last.next().is_some_and(|it| it.is_ascii_alphabetic());
    is_letter && last.next().is_none_or(|it| !it.is_ascii_alphanumeric() && !['/', '-'].contains(&it))
}

/// The name with which some words begin.
fn head(words: &str) -> &str {
    words.split(|c: char| !(c.is_alphanumeric() || ['.', '-', '_'].contains(&c))).next().unwrap_or_default()
}

/// The name of a program: the end of its path.
pub fn program(image: &str) -> &str {
    image.rsplit(['\\', '/']).next().unwrap_or(image)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_name_other_machines_in_many_ways() {
        for (line, names) in [
            (r#""cmd.exe" /c sc.exe \\DC1.shire.local query IKEEXT"#, vec!["DC1.shire.local"]),
            (
                r"schtasks  /create /F /tn \Microsoft\Windows\X /sc ONSTART /ru system /S WORKSTATION6",
                vec!["WORKSTATION6"],
            ),
            (r#"wmic /node:"10.0.0.5" process call create calc"#, vec!["10.0.0.5"]),
            (r#"mimikatz.exe "lsadump::x /target:DC1.a.b /account:DC1$" exit"#, vec!["DC1.a.b"]),
            (r"mstsc.exe /v:HOST-1", vec!["HOST-1"]),
            (r"powershell Invoke-Command -ComputerName srv2 -ScriptBlock {x}", vec!["srv2"]),
            (r"\??\C:\windows\system32\conhost.exe 0xffffffff -ForceV1", vec![]),
            (r"copy \\?\C:\a C:\b /s", vec![]),
            (r"attrib +h C:\a\\b /s C:\x", vec![]),
            (r"net use \\", vec![]),
            (r#""C:\\Windows\\System32\\drop.exe" -x"#, vec![]),
            (r"copy a.txt \\\\FS02\\c$", vec!["FS02"]),
            (r"tool /s:\\FS03", vec!["FS03"]),
        ] {
            assert_eq!(remote(line), names, "{line}");
        }
        assert_eq!(program(r"C:\Windows\System32\cmd.exe"), "cmd.exe");
    }
}
