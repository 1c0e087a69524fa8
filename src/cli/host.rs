//! What the command asks the system beside its files: the folder it works in, its own place, and the fonts.
//!
//! As WebAssembly (`wasm32-wasip1`, run by Node.js) it sees the whole file system below `/`, but no system: the launcher
//! says in the environment what a native program would know, `PWD` and `BREACHMAP_FONTS`.

use std::env;
use std::path::PathBuf;

use resvg::usvg::fontdb::Database;

/// The folders of the system's fonts, separated by line breaks.
#[cfg(target_os = "wasi")]
const FONTS: &str = "BREACHMAP_FONTS";

/// Goes to the folder from which the command was called. Natively it is there already.
pub fn enter_folder() {
    #[cfg(target_os = "wasi")]
    if let Some(folder) = env::var_os("PWD") {
        env::set_current_dir(folder).ok(); // where it cannot, whole paths still work
    }
}

/// Where the program lies: as the system says, or else as it was called.
pub fn program() -> PathBuf {
    env::current_exe().ok().or_else(|| env::args_os().next().map(PathBuf::from)).unwrap_or_default()
}

/// Reads which fonts the system has.
pub fn load_fonts(fonts: &mut Database) {
    #[cfg(target_os = "wasi")]
    for folder in env::var(FONTS).unwrap_or_default().lines() {
        fonts.load_fonts_dir(folder);
    }
    fonts.load_system_fonts();
}
