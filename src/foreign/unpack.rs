//! Bytes of a file → its text: out of gzip or a zip with one readable file, from UTF-8 or UTF-16.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::refuse;
use crate::import::ImportError;

/// The largest text that is read, in bytes: what a browser has room for.
pub const MAX_TEXT: usize = 512 * 1024 * 1024;

/// The byte order mark of UTF-8, which says nothing.
const MARK: &[u8] = b"\xEF\xBB\xBF";

const MB: usize = 1024 * 1024;

/// The text of a file, without a byte order mark; or why it is none.
pub fn text(bytes: &[u8]) -> Result<Cow<'_, str>, ImportError> {
    let unpacked = match bytes {
        [0x1F, 0x8B, ..] => Cow::Owned(gunzip(bytes)?),
        [b'P', b'K', 3 | 5, 4 | 6, ..] => Cow::Owned(unzip(bytes)?),
        _ => Cow::Borrowed(bytes),
    };
    match unpacked {
        Cow::Borrowed(bytes) => decode(bytes),
        Cow::Owned(bytes) => Ok(Cow::Owned(decode(&bytes)?.into_owned())),
    }
}

/// The files of an archive, if it holds several tables and nothing else.
pub fn tables(bytes: &[u8]) -> Option<Vec<String>> {
    if !bytes.starts_with(b"PK") {
        return None;
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let names: Vec<String> = archive.file_names().filter_map(Result::ok).map(Cow::into_owned).collect();
    let names: Vec<&String> = names.iter().filter(|it| is_readable(it)).collect();
    if names.len() < 2 || !names.iter().all(|it| it.to_lowercase().ends_with(".csv")) {
        return None;
    }
    let read = |name: &&String| {
        let file = archive.by_name(name).ok()?;
        let bytes = read_all(file, &|| ImportError::BrokenArchive { kind: "zip" }).ok()?;
        Some(decode(&bytes).ok()?.into_owned())
    };
    names.iter().map(read).collect()
}

/// Whether a file of an archive is one that somebody put there.
fn is_readable(name: &str) -> bool {
    !name.ends_with('/') && !name.starts_with("__MACOSX/") && !name.ends_with(".DS_Store")
}

fn too_large(bytes: usize) -> ImportError {
    ImportError::TooLarge { megabytes: bytes.div_ceil(MB), limit: MAX_TEXT / MB }
}

/// Reads what is packed, but no more than a browser has room for, whatever it says of its size.
fn read_all(reader: impl Read, broken: &dyn Fn() -> ImportError) -> Result<Vec<u8>, ImportError> {
    let mut bytes = Vec::new();
    let read = reader.take(MAX_TEXT as u64 + 1).read_to_end(&mut bytes);
    if bytes.len() > MAX_TEXT {
        return Err(too_large(bytes.len()));
    }
    read.ok().map(|_| bytes).ok_or_else(broken)
}

fn gunzip(bytes: &[u8]) -> Result<Vec<u8>, ImportError> {
    read_all(flate2::read::MultiGzDecoder::new(bytes), &|| ImportError::BrokenArchive { kind: "gzip" })
}

fn unzip(bytes: &[u8]) -> Result<Vec<u8>, ImportError> {
    let broken = || ImportError::BrokenArchive { kind: "zip" };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok().ok_or_else(broken)?;
    let names: Vec<String> = archive.file_names().filter_map(Result::ok).map(Cow::into_owned).collect();
    refuse::by_packed(&names)?;
    let mut readable = names.iter().filter(|it| is_readable(it));
    let (Some(name), None) = (readable.next(), readable.next()) else {
        return Err(ImportError::ManyInArchive { files: names.iter().filter(|it| is_readable(it)).count() });
    };
    let file = archive.by_name(name).ok().ok_or_else(broken)?;
    read_all(file, &broken)
}

fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, ImportError> {
    if bytes.len() > MAX_TEXT {
        return Err(too_large(bytes.len()));
    }
    refuse::by_sign(bytes.strip_prefix(MARK).unwrap_or(bytes))?;
    let text = match bytes {
        [0xFF, 0xFE, rest @ ..] | rest @ [b'{' | b'[', 0, ..] => Cow::Owned(utf_16(rest, u16::from_le_bytes)?),
        [0xFE, 0xFF, rest @ ..] | rest @ [0, b'{' | b'[', ..] => Cow::Owned(utf_16(rest, u16::from_be_bytes)?),
        _ => {
            let bytes = bytes.strip_prefix(MARK).unwrap_or(bytes);
            Cow::Borrowed(std::str::from_utf8(bytes).map_err(|err| ImportError::NotUtf8 { offset: err.valid_up_to() })?)
        }
    };
    if text.trim().is_empty() { Err(ImportError::Empty) } else { Ok(text) }
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, ImportError> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let text = char::decode_utf16(pairs.iter().map(|it| unit(*it))).collect::<Result<String, _>>();
    text.ok().filter(|_| rest.is_empty()).ok_or(ImportError::Utf16)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in files {
            zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn a_text_comes_out_of_whatever_holds_it() {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        gzip.write_all("{é}".as_bytes()).unwrap();
        let wide = |unit: fn(u16) -> [u8; 2]| "\u{FEFF}{é}".encode_utf16().flat_map(unit).collect::<Vec<u8>>();
        for bytes in [
            "{é}".as_bytes().to_vec(),
            "\u{FEFF}{é}".as_bytes().to_vec(),
            gzip.finish().unwrap(),
            zipped(&[("__MACOSX/._a.json", "x"), ("a.json", "{é}")]),
            wide(u16::to_le_bytes),
            wide(u16::to_be_bytes),
            wide(u16::to_be_bytes)[2..].to_vec(),
        ] {
            assert_eq!(text(&bytes).unwrap(), "{é}", "{bytes:?}");
        }
    }

    #[test]
    fn what_holds_no_single_text_is_refused_by_name() {
        let refused = |bytes: &[u8]| text(bytes).unwrap_err().tell(crate::tongue::Tongue::of("en"));
        assert!(refused(&zipped(&[("a.json", "{}"), ("b.json", "{}")])).contains("2 files"));
        assert!(refused(&zipped(&[])).contains("no file"));
        assert!(refused(&zipped(&[("xl/workbook.xml", ""), ("a.xml", "")])).contains("spreadsheet"));
        assert!(refused(b"\x1F\x8B\x08\0\0").contains("gzip"));
        assert!(refused(b"PK\x03\x04").contains("zip"));
        assert!(refused(b"caf\xE9").contains("byte 3"));
        assert!(refused(b"\xFF\xFE{\0\0\xD8").contains("UTF-16"));
        assert!(refused(b"\xD4\xC3\xB2\xA1\x02\0").contains("PCAP"));
        assert_eq!(text(b" \r\n").unwrap_err(), ImportError::Empty);
    }
}
