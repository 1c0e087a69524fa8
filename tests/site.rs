//! `breachmap bundle --site`: a folder of pages for a web server, with what previews of links show and no more than may leave.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use breachmap::export::site::POLICY;
use serde_json::Value;

const GALLERY: [&str; 2] = ["static/gallery/ntt-communications-2025.json", "static/gallery/equifax-2017.json"];

/// An empty folder of one test, with a built site in it that is as small as can be.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::remove_dir_all(&folder).ok();
    fs::create_dir_all(folder.join("dist/assets")).unwrap();
    for file in ["breachmap.js", "page.js", "page.css", "asked.js", "index.html", "embed.js", "assets/program-1.wasm"] {
        fs::write(folder.join("dist").join(file), file).unwrap();
    }
    folder
}

/// Runs `bundle --site` on files: whether it went well, and what was said.
fn site(folder: &Path, files: &[&str], options: &[&str]) -> (bool, String) {
    let [site, app] = ["site", "dist"].map(|it| folder.join(it).display().to_string());
    let mut command = Command::new(env!("CARGO_BIN_EXE_breachmap"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env("LC_ALL", "C").arg("bundle").args(files);
    let Output { status, stdout, stderr } =
        command.args(["--site", &site, "--app", &app]).args(options).output().unwrap();
    let said = String::from_utf8_lossy(&stdout).into_owned() + &String::from_utf8_lossy(&stderr);
    (status.success(), said)
}

fn read(folder: &Path, file: &str) -> String {
    fs::read_to_string(folder.join("site").join(file)).unwrap_or_else(|err| panic!("{file}: {err}"))
}

/// All files below a folder, by their paths in it.
fn files(folder: &Path, prefix: &str) -> Vec<String> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            all.extend(files(&entry.path(), &format!("{name}/")));
        } else {
            all.push(name);
        }
    }
    all.sort();
    all
}

/// What stands in an attribute, for each element that has it.
fn attributes<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let begin = format!(" {name}=\"");
    page.split(&begin).skip(1).map(|it| it.split('"').next().unwrap()).collect()
}

/// The content of a `<meta>`.
fn meta<'a>(page: &'a str, name: &str) -> &'a str {
    let (_, after) = page.split_once(&format!("\"{name}\" content=\"")).unwrap_or_else(|| panic!("no {name}"));
    after.split('"').next().unwrap()
}

#[test]
fn a_site_has_a_page_a_picture_and_a_file_for_each_incident() {
    let folder = folder("site-files");
    let (is_done, said) = site(&folder, &GALLERY, &[]);
    assert!(is_done && said.contains("2 incidents, 14 files"), "{said}");
    let expected = [
        "breachmap/asked.js",
        "breachmap/assets/program-1.wasm",
        "breachmap/breachmap.js",
        "breachmap/page.css",
        "breachmap/page.js",
        "gallery.json",
        "incidents/equifax-2017.html",
        "incidents/equifax-2017.json",
        "incidents/equifax-2017.png",
        "incidents/ntt-communications-2025.html",
        "incidents/ntt-communications-2025.json",
        "incidents/ntt-communications-2025.png",
        "index.html",
        "site.css",
    ];
    assert_eq!(files(&folder.join("site"), ""), expected);
    let png = fs::read(folder.join("site/incidents/equifax-2017.png")).unwrap();
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    assert_eq!((&png[1..4], number(16), number(20)), (&b"PNG"[..], 1200, 630));
    for page in ["index.html", "incidents/equifax-2017.html", "incidents/ntt-communications-2025.html"] {
        let text = read(&folder, page);
        let base = Path::new(page).parent().unwrap();
        let sources = text.split("<noscript>").next().unwrap();
        let links = ["src", "href", "gallery"].into_iter().flat_map(|it| attributes(sources, it));
        for link in links.filter(|it| *it != "data:,") {
            assert!(!link.starts_with('/') && !link.contains(':'), "{page}: {link} is not relative");
            assert!(folder.join("site").join(base).join(link).is_file(), "{page}: {link} leads nowhere");
        }
        for what in [" style=", "<style", "onload", "<script>"] {
            assert!(!text.contains(what), "{page}: the policy forbids {what}");
        }
        assert_eq!(meta(&text, "Content-Security-Policy"), POLICY);
    }
    let hosting = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/hosting.md")).unwrap();
    assert!(hosting.contains(&format!("\n{POLICY}\n")), "the pages have the policy of the manual");
    // the index of the map leads to the same files
    let gallery: Value = serde_json::from_str(&read(&folder, "gallery.json")).unwrap();
    for it in gallery["incidents"].as_array().unwrap() {
        assert!(folder.join("site").join(it["file"].as_str().unwrap()).is_file(), "{it}");
    }
    // twice gives the same bytes, and replaces nothing unasked
    let before = read(&folder, "incidents/equifax-2017.html");
    assert!(!site(&folder, &GALLERY, &[]).0);
    assert!(site(&folder, &GALLERY, &["--force"]).0);
    assert_eq!(read(&folder, "incidents/equifax-2017.html"), before);
}

#[test]
fn the_head_of_a_page_says_what_previews_of_links_show() {
    let folder = folder("site-head");
    assert!(site(&folder, &GALLERY, &["--address", "https://wiki.example/breaches/"]).0);
    let page = read(&folder, "incidents/ntt-communications-2025.html");
    assert!(page.contains("<title>NTT Communications, 2025 · TLP:CLEAR</title>"));
    assert_eq!(meta(&page, "og:title"), "NTT Communications, 2025 · TLP:CLEAR");
    let description = meta(&page, "og:description");
    assert!(description.contains("17,891 companies possibly affected"), "{description}");
    assert_eq!((meta(&page, "description"), meta(&page, "og:image:alt")), (description, description));
    let address = "https://wiki.example/breaches/incidents/ntt-communications-2025.png";
    assert_eq!(meta(&page, "og:image"), address);
    assert!(page.contains("<breach-map gallery=\"../gallery.json\" src=\"ntt-communications-2025.json\">"));
    let without_scripts = page.split_once("<noscript>").unwrap().1;
    assert!(without_scripts.contains("<h1 class=\"title\">NTT Communications, 2025</h1>"));
    let list = read(&folder, "index.html");
    assert!(list.contains("<a href=\"incidents/equifax-2017.html\"><img src=\"incidents/equifax-2017.png\""));
    assert!(!page.contains("@@") && !list.contains("@@"));
}

#[test]
fn what_is_marked_above_the_level_is_in_no_file_of_a_site() {
    let folder = folder("site-marked");
    let (is_done, said) = site(&folder, &["tests/share/incident.json"], &["--marking", "green", "--redact"]);
    assert!(is_done, "{said}");
    let pages: Vec<String> = files(&folder.join("site"), "");
    for file in pages.iter().filter(|it| !it.contains(".png") && !it.starts_with("breachmap/")) {
        let text = read(&folder, file).to_lowercase();
        for word in ["apricot", "vermilion", "朱色", "gateway", "31337", "tlp:red", "tlp:amber"] {
            assert!(!text.contains(word), "{word} is in {file}");
        }
    }
    assert!(read(&folder, "index.html").contains("TLP:GREEN"));
}

#[test]
fn where_no_program_is_it_is_said() {
    let folder = folder("site-empty");
    fs::remove_file(folder.join("dist/breachmap.js")).unwrap();
    let (is_done, said) = site(&folder, &GALLERY[..1], &[]);
    assert!(!is_done && said.contains("there is no breachmap.js here") && said.contains("--app"), "{said}");
    assert!(!folder.join("site").exists(), "nothing is written");
}
