//! Asks a web server for one thing, as a browser would, and takes what it says about it.
//!
//! Plain http goes over a socket. https needs what this program does not have, so `curl` is asked to do it, if it is there.
//! No redirect is followed here, and nothing is sent but the address.

use std::io::{Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::process::Command;
use std::time::Duration;

use flate2::read::GzDecoder;

use super::address::Address;
use crate::tongue::Phrase;

/// So long nobody waits for a server.
const PATIENCE: Duration = Duration::from_secs(15);
/// More is not read of one thing.
const MOST: u64 = 64 * 1024 * 1024;

/// What a server answers.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Such as 200.
    pub status: u16,
    /// Names in small letters.
    headers: Vec<(String, String)>,
    /// Unpacked.
    pub body: Vec<u8>,
}

impl Answer {
    /// What a header says; several of one name are joined by commas.
    pub fn header(&self, name: &str) -> Option<String> {
        let all: Vec<&str> = self.headers.iter().filter(|it| it.0 == name).map(|it| it.1.as_str()).collect();
        (!all.is_empty()).then(|| all.join(", "))
    }

    /// The media type without its parameters, in small letters.
    pub fn media_type(&self) -> String {
        let header = self.header("content-type").unwrap_or_default();
        header.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// Reads an answer as it came.
    fn parse(bytes: &[u8]) -> Option<Self> {
        let mut bytes = bytes;
        let (status, headers) = loop {
            let end = bytes.windows(4).position(|it| it == b"\r\n\r\n")?;
            let head = String::from_utf8_lossy(&bytes[..end]);
            let mut lines = head.split("\r\n");
            let status: u16 = lines.next()?.split_ascii_whitespace().nth(1)?.parse().ok()?;
            let header = |line: &str| {
                let (name, value) = line.split_once(':')?;
                Some((name.trim().to_ascii_lowercase(), value.trim().to_owned()))
            };
            let headers: Vec<(String, String)> = lines.filter_map(header).collect();
            bytes = &bytes[end + 4..];
            // an answer before the answer
            if !(100..200).contains(&status) {
                break (status, headers);
            }
        };
        let mut answer = Self { status, headers, body: bytes.to_vec() };
        if answer.header("transfer-encoding").is_some_and(|it| it.to_ascii_lowercase().contains("chunked")) {
            answer.body = joined(&answer.body);
        }
        if answer.header("content-encoding").is_some_and(|it| it.eq_ignore_ascii_case("gzip")) {
            let mut plain = Vec::new();
            if GzDecoder::new(answer.body.as_slice()).take(MOST).read_to_end(&mut plain).is_ok() {
                answer.body = plain;
            }
        }
        Some(answer)
    }
}

/// A body that comes in chunks, each after its length.
fn joined(mut bytes: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    while let Some(end) = bytes.windows(2).position(|it| it == b"\r\n") {
        let length = String::from_utf8_lossy(&bytes[..end]);
        let length = usize::from_str_radix(length.split(';').next().unwrap_or_default().trim(), 16).unwrap_or(0);
        let rest = &bytes[end + 2..];
        let Some(chunk) = rest.get(..length).filter(|it| !it.is_empty()) else { break };
        whole.extend_from_slice(chunk);
        bytes = rest.get(length + 2..).unwrap_or_default();
    }
    whole
}

/// Asks for it.
pub fn fetch(address: &Address) -> Result<Answer, Phrase> {
    let bytes =
        if address.scheme == "https" { by_curl(address) } else { by_socket(address).map_err(|it| it.to_string()) };
    let bytes = bytes.map_err(Phrase::preflight_unreached)?;
    Answer::parse(&bytes).ok_or_else(|| Phrase::preflight_unreached(Phrase::preflight_no_http()))
}

fn by_socket(address: &Address) -> std::io::Result<Vec<u8>> {
    let mut failed = std::io::Error::from(std::io::ErrorKind::AddrNotAvailable);
    for socket in (address.host.as_str(), address.port).to_socket_addrs()? {
        let mut stream = match TcpStream::connect_timeout(&socket, PATIENCE) {
            Ok(it) => it,
            Err(err) => {
                failed = err;
                continue;
            }
        };
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        let host = address.origin().replacen("http://", "", 1);
        let request = format!(
            "GET {} HTTP/1.1\r\nHost: {host}\r\nAccept: */*\r\nAccept-Encoding: gzip\r\nUser-Agent: breachmap\r\nConnection: close\r\n\r\n",
            address.path
        );
        stream.write_all(request.as_bytes())?;
        let mut bytes = Vec::new();
        match stream.take(MOST).read_to_end(&mut bytes) {
            Err(err) if bytes.is_empty() => return Err(err),
            _ => return Ok(bytes), // what a server leaves open at the end is whole all the same
        }
    }
    Err(failed)
}

fn by_curl(address: &Address) -> Result<Vec<u8>, String> {
    let patience = PATIENCE.as_secs().to_string();
    let most = MOST.to_string();
    let arguments =
        ["--silent", "--show-error", "--include", "--raw", "--globoff", "--http1.1", "--proto", "=https", "--max-time"];
    let mut command = Command::new("curl");
    command.args(arguments).args([&patience, "--max-filesize", &most, "--header", "Accept-Encoding: gzip"]);
    let output = command.arg("--").arg(address.to_string()).output().map_err(|err| format!("curl: {err}"))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    Err(String::from_utf8_lossy(&output.stderr).trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read_as_it_comes() {
        let answer = Answer::parse(
            b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: Text/HTML; charset=utf-8\r\nX-A: 1\r\nx-a: 2\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n2\r\nde\r\n0\r\n\r\n",
        );
        let answer = answer.unwrap();
        assert_eq!(
            (answer.status, answer.media_type().as_str(), answer.body.as_slice()),
            (200, "text/html", b"abcde".as_slice())
        );
        assert_eq!(answer.header("x-a").as_deref(), Some("1, 2"));
        for broken in ["", "x", "HTTP/1.1 200 OK", "HTTP/1.1 x\r\n\r\n", "HTTP/1.1 100 C\r\n\r\n"] {
            assert_eq!(Answer::parse(broken.as_bytes()), None, "{broken}");
        }
        assert_eq!(joined(b"ffffffff\r\nabc"), b"");
    }
}
