//! A proxy between a browser and the rest of the world: it lets nothing through and remembers what was wanted.
//! This machine itself is reached without it.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// Hosts that a browser asks on its own account.
const OF_THE_BROWSER: [&str; 4] = [".mozilla.com", ".mozilla.org", ".mozilla.net", ".firefox.com"];

/// A proxy that refuses; it runs until the tests end.
#[derive(Debug, Clone)]
pub struct Wall {
    port: u16,
    wanted: Arc<Mutex<Vec<String>>>,
}

impl Wall {
    /// Starts it on a free port of the loopback address.
    pub fn start() -> std::io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let wall = Self { port: listener.local_addr()?.port(), wanted: Arc::default() };
        let wanted = Arc::clone(&wall.wanted);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let wanted = Arc::clone(&wanted);
                thread::spawn(move || refuse(stream, &wanted));
            }
        });
        Ok(wall)
    }

    /// Host and port, as browsers want them.
    pub fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// Every address that a page wanted so far; of an encrypted one only host and port are known, or not even these.
    pub fn wanted(&self) -> Vec<String> {
        self.wanted.lock().map(|wanted| wanted.clone()).unwrap_or_default()
    }
}

fn refuse(mut stream: TcpStream, wanted: &Mutex<Vec<String>>) {
    let mut lines = BufReader::new(&stream);
    let mut first = Vec::new();
    if lines.read_until(b'\n', &mut first).is_err() {
        return;
    }
    if let (Some(address), Ok(mut wanted)) = (address(&first), wanted.lock()) {
        wanted.push(address);
    }
    // What is left unread would end the connection before the answer has come.
    stream.set_read_timeout(Some(Duration::from_secs(1))).ok();
    let mut rest = Vec::new();
    while matches!(lines.read_until(b'\n', &mut rest), Ok(1..)) && !rest.ends_with(b"\r\n\r\n") {}
    // A browser that hangs up is no failure of the test.
    stream.write_all(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").ok();
}

/// What the first line of a request asks for, unless it is the browser's own affair.
fn address(line: &[u8]) -> Option<String> {
    let line = String::from_utf8_lossy(line);
    let mut words = line.split_whitespace();
    let address = match (words.next()?, words.next()) {
        ("CONNECT", Some(host)) => format!("https://{host}"),
        (_, Some(url)) if url.starts_with("http") => url.to_owned(),
        // WebKitGTK begins to encrypt at once.
        _ => "https://unknown".to_owned(),
    };
    let host = address.split('/').nth(2).unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default();
    (!OF_THE_BROWSER.iter().any(|end| host.ends_with(end))).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_wants_is_told_from_what_the_browser_wants() {
        let of = |line: &str| address(line.as_bytes());
        assert_eq!(of("GET http://a.example/x HTTP/1.1\r\n").as_deref(), Some("http://a.example/x"));
        assert_eq!(of("CONNECT a.example:443 HTTP/1.1\r\n").as_deref(), Some("https://a.example:443"));
        assert_eq!(of("CONNECT x.services.mozilla.com:443 HTTP/1.1\r\n"), None);
        assert_eq!(of("\u{16}\u{3}\u{1} \u{2}").as_deref(), Some("https://unknown"));
        assert_eq!(of(""), None);
    }
}
