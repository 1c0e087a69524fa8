//! The process that drives a browser: started on a free port, ended together with its browsers when dropped.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::{Engine, Outcome, root};

/// A running driver.
pub struct Driver {
    engine: Engine,
    process: Child,
    /// The screen in memory, for the engine that needs one.
    screen: Option<Child>,
    port: u16,
    scratch: PathBuf,
}

impl Driver {
    /// Starts the driver of an engine and waits until it answers.
    pub fn start(engine: Engine) -> Outcome<Self> {
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let program = engine.driver();
        // Browsers leave folders behind; a short path, because they keep sockets there.
        let scratch = env::temp_dir().join(format!("breachmap-e2e-{port}"));
        fs::create_dir_all(scratch.join("downloads"))?;
        let mut command = Command::new(&program);
        command.env("TMPDIR", &scratch).arg(format!("--port={port}")).current_dir(root());
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut screen = None;
        if engine != Engine::Chromium {
            // These two keep their settings at home, and end with their group.
            command.env("HOME", &scratch).env("XDG_CONFIG_HOME", scratch.join("config")).process_group(0);
        }
        match engine {
            Engine::Chromium => {}
            Engine::Firefox => {
                let log = fs::File::create(scratch.join("log"))?;
                command.stderr(log.try_clone()?).stdout(log);
            }
            Engine::WebKit => {
                let (process, display) = start_screen()?;
                screen = Some(process);
                fs::create_dir_all(scratch.join("config"))?;
                let downloads = format!("XDG_DOWNLOAD_DIR=\"{}\"\n", scratch.join("downloads").display());
                fs::write(scratch.join("config/user-dirs.dirs"), downloads)?;
                command.env("DISPLAY", display).env_remove("WAYLAND_DISPLAY");
            }
        }
        let process = command
            .spawn()
            .map_err(|err| format!("cannot start {}: {err}; `cargo xtask setup` installs it", program.display()))?;
        let driver = Self { engine, process, screen, port, scratch };
        for _ in 0..200 {
            if driver.ask("/status").is_some_and(|answer| answer.replace(' ', "").contains("\"ready\":true")) {
                return Ok(driver);
            }
            thread::sleep(Duration::from_millis(50));
        }
        Err(format!("{} did not answer within 10 seconds", program.display()).into())
    }

    /// Its process, of which the browser's are children.
    pub fn process(&self) -> u32 {
        self.process.id()
    }

    /// Where the browser puts its downloads.
    pub fn downloads(&self) -> PathBuf {
        self.scratch.join("downloads")
    }

    /// What Firefox has said so far: the console of its pages, among other things.
    pub fn log(&self) -> PathBuf {
        self.scratch.join("log")
    }

    /// Where it listens.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    fn ask(&self, path: &str) -> Option<String> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        stream.set_read_timeout(Some(Duration::from_secs(2))).ok()?;
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
        if self.engine == Engine::Chromium {
            // Asked politely chromedriver ends its browsers too, even those of a test that panicked.
            self.ask("/shutdown");
            for _ in 0..100 {
                if matches!(self.process.try_wait(), Ok(Some(_))) {
                    break;
                }
                thread::sleep(Duration::from_millis(50));
            }
        } else {
            let group = format!("-{}", self.process.id());
            Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status().ok();
        }
        self.process.kill().ok();
        self.process.wait().ok();
        if let Some(screen) = &mut self.screen {
            screen.kill().ok();
            screen.wait().ok();
        }
        fs::remove_dir_all(&self.scratch).ok();
    }
}

/// Starts a screen in memory, and says what it is called.
fn start_screen() -> Outcome<(Child, String)> {
    let mut process = Command::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", "1920x1600x24", "-nolisten", "tcp"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|err| format!("cannot start Xvfb: {err}; `cargo xtask setup` installs it"))?;
    let stdout = process.stdout.take().ok_or("Xvfb says nothing")?;
    let (say, hear) = mpsc::channel();
    thread::spawn(move || {
        let mut number = String::new();
        BufReader::new(stdout).read_line(&mut number).ok();
        say.send(number).ok();
    });
    let number = hear.recv_timeout(Duration::from_secs(20)).unwrap_or_default();
    if number.trim().is_empty() {
        process.kill().ok();
        process.wait().ok();
        return Err("Xvfb did not begin within 20 seconds".into());
    }
    Ok((process, format!(":{}", number.trim())))
}
