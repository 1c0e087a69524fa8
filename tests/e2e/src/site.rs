//! A plain static web server on a loopback port: serves a folder below any path and remembers every request.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;

use crate::mime::media_type;
use crate::request::{self, Answer};
use crate::root;

/// Files as they are sent, by path.
type Compressed = Mutex<BTreeMap<String, Vec<u8>>>;

/// A server to be: what it will serve, and how.
#[derive(Debug, Clone, Default)]
pub struct Site {
    folders: BTreeMap<String, PathBuf>,
    pages: BTreeMap<String, String>,
    headers: Vec<(String, String)>,
    media_types: BTreeMap<String, String>,
    missing: Vec<String>,
    redirects: BTreeMap<String, String>,
    compressed: Option<Arc<Compressed>>,
    silent: Vec<String>,
}

/// A server that runs until it is dropped.
#[derive(Debug)]
pub struct Server {
    port: u16,
    prefix: String,
    seen: Arc<Mutex<Vec<Seen>>>,
}

/// A request that a server got, and how it answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The path with its query, as sent.
    pub path: String,
    /// The status code and its words.
    pub status: &'static str,
}

impl Site {
    /// The built site below a path such as `/wiki/some/folder/`.
    ///
    /// # Panics
    /// If `dist/` has not been built.
    pub fn of_dist(prefix: &str) -> Self {
        let dist = dist();
        assert!(dist.join("index.html").is_file(), "{} is not built: run `cargo xtask dist` first", dist.display());
        Self::of(prefix, dist)
    }

    /// A folder below a path that begins and ends with `/`.
    pub fn of(prefix: &str, folder: impl Into<PathBuf>) -> Self {
        Self::default().folder(prefix, folder)
    }

    /// One more folder below another path.
    ///
    /// # Panics
    /// If the path does not begin and end with `/`.
    #[must_use]
    pub fn folder(mut self, prefix: &str, folder: impl Into<PathBuf>) -> Self {
        assert!(prefix.starts_with('/') && prefix.ends_with('/'), "a path like `/wiki/`, not `{prefix}`");
        self.folders.insert(prefix.to_owned(), folder.into());
        self
    }

    /// One page that exists only in the test, at a path such as `/host.html`.
    #[must_use]
    pub fn page(mut self, path: &str, text: &str) -> Self {
        self.pages.insert(path.to_owned(), text.to_owned());
        self
    }

    /// No such file below any folder, as after an upload that ended early.
    #[must_use]
    pub fn without(mut self, file: &str) -> Self {
        self.missing.push(file.to_owned());
        self
    }

    /// Sends whoever asks for a path on to an address, as an open redirect does.
    #[must_use]
    pub fn redirect(mut self, path: &str, address: &str) -> Self {
        self.redirects.insert(path.to_owned(), address.to_owned());
        self
    }

    /// Never answers whoever asks for this path, as a connection that hangs.
    #[must_use]
    pub fn silent(mut self, path: &str) -> Self {
        self.silent.push(path.to_owned());
        self
    }

    /// A header on every answer, such as `Content-Security-Policy`.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Another media type for one extension, as a badly configured server would send it.
    #[must_use]
    pub fn media_type(mut self, extension: &str, media_type: &str) -> Self {
        self.media_types.insert(extension.to_owned(), media_type.to_owned());
        self
    }

    /// Sends everything compressed with gzip, as servers do that are set up for it; what is asked for again is kept.
    #[must_use]
    pub fn compressed(mut self) -> Self {
        self.compressed = Some(Arc::default());
        self
    }

    /// Starts the server on a free port.
    ///
    /// # Panics
    /// If the loopback address has no free port.
    pub fn serve(self) -> Server {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("the loopback address has a free port");
        let port = listener.local_addr().expect("a bound socket has an address").port();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let prefix = self.folders.keys().next().cloned().unwrap_or_else(|| "/".to_owned());
        let (site, log) = (Arc::new(self), Arc::clone(&seen));
        thread::spawn(move || {
            // A thread per connection: browsers open some that they never use.
            for stream in listener.incoming().flatten() {
                let (site, log) = (Arc::clone(&site), Arc::clone(&log));
                thread::spawn(move || site.answer_one(stream, &log));
            }
        });
        Server { port, prefix, seen }
    }

    fn answer_one(&self, mut stream: TcpStream, log: &Mutex<Vec<Seen>>) {
        // A browser that hangs up is no failure of the test.
        let Ok(Some((method, path))) = request::read(&stream) else { return };
        let answer = self.answer(&path);
        if let Ok(mut log) = log.lock() {
            log.push(Seen { path: path.clone(), status: answer.status });
        }
        while self.silent.contains(&path) {
            thread::park();
        }
        request::write(&mut stream, &method, &answer).ok();
    }

    fn answer(&self, path: &str) -> Answer {
        let path = request::decode(path.split(['?', '#']).next().unwrap_or_default());
        let path = if path.ends_with('/') { path + "index.html" } else { path };
        if let Some(address) = self.redirects.get(&path) {
            let headers = self.headers.iter().cloned().chain([("Location".to_owned(), address.clone())]);
            return Answer { status: "302 Found", headers: headers.collect(), body: Vec::new() };
        }
        let Some(body) = self.content(&path) else {
            return Answer { status: "404 Not Found", headers: self.headers.clone(), body: b"not found".to_vec() };
        };
        let extension = path.rsplit('.').next().unwrap_or_default();
        let media_type = self.media_types.get(extension).map_or_else(|| media_type(&path), String::as_str);
        let mut headers = self.headers.clone();
        headers.push(("Content-Type".to_owned(), media_type.to_owned()));
        headers.push(("Cache-Control".to_owned(), "no-store".to_owned()));
        let body = match &self.compressed {
            Some(kept) => {
                headers.push(("Content-Encoding".to_owned(), "gzip".to_owned()));
                let mut kept = kept.lock().expect("no thread of the server panics");
                kept.entry(path).or_insert_with(|| gzip(&body)).clone()
            }
            None => body,
        };
        Answer { status: "200 OK", headers, body }
    }

    fn content(&self, path: &str) -> Option<Vec<u8>> {
        if let Some(text) = self.pages.get(path) {
            return Some(text.clone().into_bytes());
        }
        let is_inside = |rest: &&str| Path::new(rest).components().all(|part| part.as_os_str() != "..");
        let found = self.folders.iter().rev().find_map(|(prefix, folder)| {
            let rest = path.strip_prefix(prefix.as_str()).filter(is_inside)?;
            if self.missing.iter().any(|it| it == rest) {
                return None;
            }
            Some(folder.join(rest))
        })?;
        fs::read(found).ok()
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gz.write_all(bytes).and_then(|()| gz.finish()).expect("memory can be written to")
}

/// The built site: `dist/`, or the folder that `BREACHMAP_DIST` names, so that what runs for hours is not built anew meanwhile.
fn dist() -> PathBuf {
    env::var_os("BREACHMAP_DIST").map_or_else(|| root().join("dist"), PathBuf::from)
}

/// The part of the built program whose name begins and ends so: `dist_part("assets/program", ".wasm")`.
///
/// # Panics
/// If `dist/` has not been built.
pub fn dist_part(begin: &str, end: &str) -> String {
    let (folder, begin) = begin.rsplit_once('/').unwrap_or(("", begin));
    let entries = fs::read_dir(dist().join(folder)).expect("the site is built");
    let names = entries.flatten().map(|it| it.file_name().to_string_lossy().into_owned());
    let found = names.filter(|it| it.starts_with(begin) && it.ends_with(end)).map(|it| format!("{folder}/{it}"));
    found.last().unwrap_or_else(|| panic!("there is no {begin}…{end} in dist/{folder}"))
}

impl Server {
    /// The address of a file in the served folder: in the first one, by path, if there are several.
    pub fn url(&self, file: &str) -> String {
        format!("{}{}{file}", self.origin(), self.prefix)
    }

    /// Scheme, host and port, with no `/` at the end: put a path of your own behind it.
    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Every request so far, in the order they came.
    ///
    /// # Panics
    /// If a thread of the server has.
    pub fn seen(&self) -> Vec<Seen> {
        self.seen.lock().expect("no thread of the server panics").clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, status: &str, media_type: &str) {
        let site = Site::of("/wiki/", root().join("tests/e2e")).page("/host.html", "<p>").media_type("rs", "text/x");
        let answer = site.answer(path);
        let sent = answer.headers.iter().find(|(name, _)| name == "Content-Type").map_or("", |(_, value)| value);
        assert_eq!((answer.status, sent), (status, media_type), "{path}");
    }

    #[test]
    fn files_are_served_below_their_path_only() {
        check("/wiki/src/site.rs?x#y", "200 OK", "text/x");
        check("/host.html", "200 OK", "text/html; charset=utf-8");
        check("/src/site.rs", "404 Not Found", "");
        check("/wiki/../../Cargo.toml", "404 Not Found", "");
        check("/wiki/%2e%2e/%2e%2e/Cargo.toml", "404 Not Found", "");
    }
}
