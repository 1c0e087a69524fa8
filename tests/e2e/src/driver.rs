//! The chromedriver process: started on a free port, ended together with its browsers when dropped.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::{Outcome, root};

/// A running chromedriver.
pub struct Driver {
    process: Child,
    port: u16,
    scratch: PathBuf,
}

impl Driver {
    /// Starts `$CHROMEDRIVER`, or the one on PATH, and waits until it answers.
    pub fn start() -> Outcome<Self> {
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let program = env::var_os("CHROMEDRIVER").map_or_else(|| PathBuf::from("chromedriver"), PathBuf::from);
        // Chromium leaves folders behind; a short path, because it keeps sockets there.
        let scratch = env::temp_dir().join(format!("breachmap-e2e-{port}"));
        fs::create_dir_all(&scratch)?;
        let process = Command::new(&program)
            .env("TMPDIR", &scratch)
            .arg(format!("--port={port}"))
            .current_dir(root())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|err| format!("cannot start {}: {err}; `cargo xtask setup` installs it", program.display()))?;
        let driver = Self { process, port, scratch };
        for _ in 0..200 {
            if driver.ask("/status").is_some_and(|answer| answer.contains("\"ready\":true")) {
                return Ok(driver);
            }
            thread::sleep(Duration::from_millis(50));
        }
        Err(format!("{} did not answer within 10 seconds", program.display()).into())
    }

    /// Where it listens.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    fn ask(&self, path: &str) -> Option<String> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        stream.set_read_timeout(Some(Duration::from_secs(5))).ok()?;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n", self.port).ok()?;
        // The driver leaves the connection open, so the length says where the answer ends.
        let mut lines = BufReader::new(stream);
        let mut length = 0;
        let mut line = String::new();
        while lines.read_line(&mut line).ok()? > 2 {
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().ok()?;
            }
            line.clear();
        }
        let mut answer = String::new();
        lines.take(length).read_to_string(&mut answer).ok()?;
        Some(answer)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Asked politely it ends its browsers too, even those of a test that panicked.
        self.ask("/shutdown");
        for _ in 0..100 {
            if matches!(self.process.try_wait(), Ok(Some(_))) {
                break;
            }
            thread::sleep(Duration::from_millis(50));
        }
        self.process.kill().ok();
        self.process.wait().ok();
        fs::remove_dir_all(&self.scratch).ok();
    }
}
