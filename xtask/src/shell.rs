//! Runs other programs: from the project's folder, with the project's tools first on PATH, each command shown.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a task gives back; the text of a failure says what to do next.
pub type Outcome<T = ()> = Result<T, String>;

/// The top folder of the project.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask/ lies in the project's folder")
}

/// Where missing tools are installed; tools elsewhere on the machine stay as they are.
pub fn tools_dir() -> PathBuf {
    root().join("target/tools")
}

/// Where `package.json` for the peers of the benchmark lies.
pub fn peers_dir() -> PathBuf {
    root().join("xtask/peers")
}

/// Where `package.json` for the site of remark that tests build lies.
pub fn sites_dir() -> PathBuf {
    root().join("xtask/sites")
}

/// Where `package.json` for the validator of files for office programs lies.
pub fn office_dir() -> PathBuf {
    root().join("xtask/office")
}

/// Where `package.json` for wasm-opt and axe-core lies.
pub fn npm_dir() -> PathBuf {
    root().join("xtask/npm")
}

/// PATH with the project's own tools first.
fn search_path() -> OsString {
    let own = [tools_dir().join("bin"), npm_dir().join("node_modules/.bin")];
    let inherited = env::var_os("PATH").unwrap_or_default();
    env::join_paths(own.into_iter().chain(env::split_paths(&inherited)))
        .expect("the project's folder has no `:` in its path")
}

/// A command in the project's folder that finds the project's tools.
pub fn command(program: &str) -> Command {
    let mut command = Command::new(find(program).unwrap_or_else(|| program.into()));
    command
        .current_dir(root())
        .env("PATH", search_path())
        // Trunk 0.21 stops at `NO_COLOR=1`.
        .env_remove("NO_COLOR")
        // `cargo run` sets these for xtask; they are not about the programs that we start.
        .env_remove("CARGO_MANIFEST_DIR")
        .env_remove("CARGO_MANIFEST_PATH");
    command
}

/// Where a program lies, if anywhere.
pub fn find(program: &str) -> Option<PathBuf> {
    env::split_paths(&search_path()).map(|dir| dir.join(program)).find(|path| path.is_file())
}

/// Shows the command, runs it, and fails if it does.
pub fn run(command: &mut Command) -> Outcome {
    let shown = show(command);
    eprintln!("$ {shown}");
    let status = command.status().map_err(|err| format!("cannot start `{shown}`: {err}"))?;
    if status.success() { Ok(()) } else { Err(format!("`{shown}` failed ({status})")) }
}

/// What a command prints, or nothing if it cannot run or fails.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

pub fn show(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default();
    let mut words = vec![program.to_string_lossy()];
    words.extend(command.get_args().map(|arg| arg.to_string_lossy()));
    words.join(" ")
}
