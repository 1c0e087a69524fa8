//! `breachmap preflight`: what it says of files, of folders, and of small servers on this computer that do one thing wrong.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use flate2::Compression;
use flate2::write::GzEncoder;

/// What came of a run: exit code and all that was said.
fn preflight(what: &str, language: &str) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_breachmap"));
    let output = command.env("LC_ALL", "C").args(["--lang", language, "preflight", what]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (output.status.code().unwrap(), said)
}

/// An empty folder.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::remove_dir_all(&folder).ok();
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// The codes of all findings, each with its severity.
fn codes(said: &str) -> Vec<String> {
    said.lines()
        .filter_map(|it| it.split_once(']'))
        .map(|it| it.0)
        .filter(|it| it.contains('['))
        .map(|it| format!("{it}]"))
        .collect()
}

fn has(said: &str, code: &str) -> bool {
    codes(said).iter().any(|it| it == code)
}

/// A page that a site could have.
const PAGE: &str = r#"<!doctype html><html><link rel="stylesheet" href="./page.css"><script type="module" src="./breachmap.js"></script><breach-map src="a.json"></breach-map></html>"#;

/// One answer: path, headers beside those that are right, and body.
type Given = (&'static str, Vec<(&'static str, &'static str)>, Vec<u8>);

/// The answers of a server that does everything as `docs/hosting.md` says.
fn good() -> Vec<Given> {
    let script = b"import('./assets/program-1.js');fetch('./assets/program-1.wasm')".to_vec();
    let policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; worker-src 'self'; img-src 'self' data: blob:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types breachmap; frame-ancestors https://wiki.example";
    vec![
        ("/map/", vec![("content-type", "text/html; charset=utf-8"), ("content-security-policy", policy)], PAGE.into()),
        ("/map/page.css", vec![("content-type", "text/css")], b"p{}".to_vec()),
        ("/map/breachmap.js", vec![("content-type", "text/javascript"), ("access-control-allow-origin", "*")], script),
        ("/map/assets/program-1.js", vec![("content-type", "text/javascript")], b"let x=1".to_vec()),
        (
            "/map/assets/program-1.wasm",
            vec![("content-type", "application/wasm")],
            [b"\0asm".to_vec(), vec![0; 30_000]].concat(),
        ),
        ("/map/a.json", vec![("content-type", "application/json")], b"{}".to_vec()),
    ]
}

/// Serves these from a free port, each packed, until the test ends.
fn serve(answers: Vec<Given>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/map/", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let (mut asked, mut byte) = (Vec::new(), [0]);
            while !asked.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|n| n > 0) {
                asked.push(byte[0]);
            }
            let asked = String::from_utf8_lossy(&asked).into_owned();
            let path = asked.split(' ').nth(1).unwrap_or_default();
            let Some((_, headers, body)) = answers.iter().find(|it| it.0 == path) else {
                stream.write_all(b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n").ok();
                continue;
            };
            let status = headers.iter().find(|it| it.0 == "status").map_or("200 OK", |it| it.1);
            let mut head = format!("HTTP/1.1 {status}\r\n");
            let is_plain = headers.iter().any(|it| it.0 == "plain");
            if !headers.iter().any(|it| it.0 == "x-content-type-options") {
                head += "X-Content-Type-Options: nosniff\r\n";
            }
            for (name, value) in headers.iter().filter(|it| !["status", "plain"].contains(&it.0)) {
                head += &format!("{name}: {value}\r\n");
            }
            let body = if is_plain {
                body.clone()
            } else {
                head += "Content-Encoding: gzip\r\n";
                let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
                packed.write_all(body).unwrap();
                packed.finish().unwrap()
            };
            head += &format!("content-length: {}\r\n\r\n", body.len());
            stream.write_all(head.as_bytes()).ok();
            stream.write_all(&body).ok();
        }
    });
    address
}

/// A server with another answer in place of one of those.
fn with(path: &'static str, headers: &[(&'static str, &'static str)], body: Option<&[u8]>) -> String {
    let mut answers = good();
    let it = answers.iter_mut().find(|it| it.0 == path).unwrap();
    for (name, value) in headers {
        it.1.retain(|it| it.0 != *name);
        it.1.push((name, value));
    }
    it.2 = body.map_or(it.2.clone(), <[u8]>::to_vec);
    serve(answers)
}

#[test]
fn a_server_that_does_all_right_is_clean() {
    let (code, said) = preflight(&serve(good()), "en");
    assert_eq!((code, codes(&said)), (0, Vec::<String>::new()), "{said}");
    assert!(said.contains(": 6 files, "), "it looks at all that the page needs: {said}");
}

/// What a server does wrong: at which path, by these headers and perhaps this body, and what is said of it.
type Wrong = (&'static str, &'static [(&'static str, &'static str)], Option<&'static [u8]>, &'static str, &'static str);

const WRONG: &[Wrong] = &[
    (
        "/map/breachmap.js",
        &[("content-type", "text/plain")],
        None,
        "error[type]",
        "its type is text/plain, not text/javascript",
    ),
    (
        "/map/assets/program-1.wasm",
        &[("content-type", "application/octet-stream")],
        None,
        "warning[type]",
        "not application/wasm",
    ),
    (
        "/map/assets/program-1.wasm",
        &[("content-type", "text/html")],
        Some(b"<!doctype html>"),
        "error[type]",
        "something else in its place",
    ),
    ("/map/assets/program-1.wasm", &[("plain", "")], None, "warning[gzip]", "it is not compressed"),
    ("/map/assets/program-1.js", &[("status", "403 Forbidden")], None, "error[missing]", "the server answers 403"),
    ("/map/page.css", &[("x-content-type-options", "x")], None, "note[nosniff]", "browsers may guess"),
    (
        "/map/page.css",
        &[("status", "302 Found"), ("location", "http://127.0.0.1:1/page.css")],
        None,
        "warning[redirect]",
        "another origin, http://127.0.0.1:1",
    ),
    (
        "/map/page.css",
        &[("status", "301 Moved"), ("location", "a.json")],
        None,
        "note[redirect]",
        "sends visitors on to /map/a.json",
    ),
    (
        "/map/breachmap.js",
        &[("cross-origin-resource-policy", "same-origin")],
        None,
        "warning[cors]",
        "Cross-Origin-Resource-Policy: same-origin",
    ),
    ("/map/", &[("content-security-policy", "script-src 'self'")], None, "error[policy]", "forbids WebAssembly"),
    (
        "/map/",
        &[(
            "content-security-policy",
            "default-src 'self' 'wasm-unsafe-eval'; script-src https://cdn.example 'wasm-unsafe-eval'",
        )],
        None,
        "error[policy]",
        "its policy forbids http://127.0.0.1",
    ),
    (
        "/map/",
        &[("content-security-policy", "default-src 'self' 'wasm-unsafe-eval'; worker-src 'none'")],
        None,
        "warning[policy]",
        "the reader of other tools' files",
    ),
    ("/map/", &[("content-security-policy", "sandbox")], None, "error[policy]", "into a sandbox"),
    (
        "/map/",
        &[("content-security-policy", "script-src 'self' 'wasm-unsafe-eval'")],
        Some(b"<!doctype html><script>x()</script>"),
        "error[policy]",
        "forbids 1 script that stands in the page",
    ),
    (
        "/map/",
        &[("content-security-policy", "frame-ancestors 'none'")],
        None,
        "warning[frame]",
        "no page can show it in a frame (frame-ancestors)",
    ),
    (
        "/map/",
        &[("content-security-policy", "base-uri 'none'"), ("x-frame-options", "SAMEORIGIN")],
        None,
        "note[frame]",
        "(X-Frame-Options)",
    ),
    (
        "/map/",
        &[("content-disposition", "attachment; filename=a.html")],
        None,
        "error[download]",
        "browsers download it",
    ),
    ("/map/", &[("content-type", "text/plain")], None, "error[type]", "not text/html"),
];

#[test]
fn what_a_server_does_wrong_is_said_with_its_place_and_what_to_do() {
    for (path, headers, body, code, words) in WRONG {
        let (exit, said) = preflight(&with(path, headers, *body), "en");
        let line = said.lines().find(|it| it.starts_with(code) && it.contains(words));
        assert!(line.is_some(), "{path}: {code} {words}: {said}");
        assert!(said.contains("\n  hint: "), "{said}");
        assert_eq!(exit, i32::from(codes(&said).iter().any(|it| it.starts_with("error["))), "{said}");
    }
}

#[test]
fn who_does_not_answer_is_named() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let (code, said) = preflight(&format!("http://{free}/"), "en");
    assert_eq!(code, 2, "{said}");
    assert!(said.contains(&free.to_string()) && said.contains("nothing comes from there"), "{said}");
    let (code, said) = preflight("no-such-file.html", "en");
    assert_eq!((code, said.contains("cannot be read")), (2, true), "{said}");
}

#[test]
fn a_file_says_where_it_will_not_be_shown() {
    let folder = folder("preflight-file");
    let write = |name: &str, text: &str| {
        fs::write(folder.join(name), text).unwrap();
        folder.join(name).display().to_string()
    };
    let briefing = write(
        "briefing.html",
        "<!doctype html><meta http-equiv=Content-Security-Policy content=\"script-src 'unsafe-inline'\"><script>x()</script><p onclick=y()><img src=//a.example/b.png><breach-map></breach-map>",
    );
    let (code, said) = preflight(&briefing, "en");
    assert_eq!(
        codes(&said),
        ["error[policy]", "warning[mail]", "warning[script]", "warning[script]", "warning[outside]"],
        "{said}"
    );
    assert!(code == 1 && said.contains("https://a.example"), "{said}");
    let picture = write("a.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script>x()</script></svg>");
    assert!(has(&preflight(&picture, "en").1, "warning[script]"));
    let red = write("red.json", r#"{"format":"breachmap-incident/1","id":"x","title":"x","marking":"TLP:RED"}"#);
    let (code, said) = preflight(&red, "ja");
    assert!(code == 0 && has(&said, "警告[marking]") && said.contains("TLP:RED"), "{said}");
    let steps = folder.join("steps.html").display().to_string();
    let ntt = concat!(env!("CARGO_MANIFEST_DIR"), "/static/gallery/ntt-communications-2020.json");
    let made =
        Command::new(env!("CARGO_BIN_EXE_breachmap")).args(["bundle", ntt, "--steps", "-o", &steps]).output().unwrap();
    assert!(made.status.success());
    let (code, said) = preflight(&steps, "en");
    assert_eq!(
        (code, codes(&said)),
        (0, vec!["warning[mail]".to_owned()]),
        "a page without scripts is barred by mails only: {said}"
    );
}

#[test]
fn a_folder_says_what_is_missing_and_what_hosts_leave_out() {
    let folder = folder("preflight-folder");
    fs::create_dir_all(folder.join("assets")).unwrap();
    for (name, text) in [
        ("index.html", PAGE),
        ("page.css", ""),
        ("breachmap.js", "import('./assets/program-1.js');import('./assets/part_a.wasm')"),
        ("assets/program-1.js", ""),
        ("_x.css", ""),
        ("a#b.css", ""),
        ("PAGE.css", ""),
    ] {
        fs::write(folder.join(name), text).unwrap();
    }
    let (code, said) = preflight(&folder.display().to_string(), "en");
    assert_eq!(code, 1);
    for words in [
        "it needs a.json",
        "it needs assets/part_a.wasm",
        "GitHub Pages leaves out",
        "signs that mean something else",
        "but for capital letters",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(said.contains(": 7 files, "), "{said}");
    for name in ["_x.css", "a#b.css", "PAGE.css"] {
        fs::remove_file(folder.join(name)).unwrap();
    }
    fs::write(folder.join("a.json"), "{}").unwrap();
    fs::write(folder.join("assets/part_a.wasm"), "").unwrap();
    let (code, said) = preflight(&folder.display().to_string(), "en");
    assert_eq!((code, said.contains("error[")), (0, false), "{said}");
}
