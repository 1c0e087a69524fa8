//! The `breachmap` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    breachmap::cli::main()
}
