//! A saved document as the words in it: text, HTML, Markdown or DOCX.

use std::io::{Cursor, Read};

use sha2::{Digest, Sha256};
use zip::ZipArchive;

use super::{Document, Kind, text};
use crate::foreign::unpacked;

/// The most bytes of a part of a DOCX that are read, whatever it says of its size.
const MAX_XML: u64 = 100_000_000;

/// A document by the name of its file and its bytes; nothing if no words can be read in it.
pub fn saved(name: &str, bytes: &[u8]) -> Option<Document> {
    let text = if bytes.starts_with(b"PK") {
        words_of_docx(bytes)?
    } else {
        let written = unpacked(bytes).ok()?;
        text(Kind::of(name, &written), &written)
    };
    let hash = Sha256::digest(bytes);
    let digit = |it: u8| char::from_digit(u32::from(it), 16).unwrap_or('0');
    let sha256 = hash.iter().flat_map(|it| [digit(it >> 4), digit(it & 15)]).collect();
    Some(Document { name: name.to_owned(), source: None, sha256, text })
}

/// The words of a DOCX, with its footnotes and endnotes.
fn words_of_docx(bytes: &[u8]) -> Option<String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut words = Vec::new();
    for part in ["document", "footnotes", "endnotes"] {
        let Ok(file) = archive.by_name(&format!("word/{part}.xml")) else { continue };
        let mut xml = String::new();
        file.take(MAX_XML).read_to_string(&mut xml).ok()?;
        words.push(text(Kind::Docx, &xml));
    }
    (!words.is_empty()).then(|| words.join("\n"))
}
