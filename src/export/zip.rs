//! Several files in one: a ZIP archive, the same bytes for the same files. Most are stored as they are: figures are few, and an
//! archive with packed files needs the packer, which only comes with what asks for it.

/// The first of January 1980, midnight, as archives write it: a figure is of no time.
const NO_TIME: [u8; 4] = [0, 0, 0x21, 0];
/// Names are UTF-8.
const UTF8: u16 = 1 << 11;
/// What unpacks it: version 2.0.
const VERSION: u16 = 20;

/// As these files are.
const STORED: u16 = 0;
/// By DEFLATE (RFC 1951).
const DEFLATED: u16 = 8;

/// An archive of these files, each with its name. Together they must be smaller than 4 GiB.
pub fn zip(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    archive(files, |_| None)
}

/// The same, with what `deflate` makes smaller by DEFLATE.
pub fn packed(files: &[(String, Vec<u8>)], deflate: fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
    archive(files, |bytes| Some(deflate(bytes)).filter(|it| it.len() < bytes.len()))
}

fn archive(files: &[(String, Vec<u8>)], pack: impl Fn(&[u8]) -> Option<Vec<u8>>) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let at = out.len() as u32;
        let packed = pack(bytes);
        let entry = entry(name, bytes, packed.as_deref());
        out.extend(b"PK\x03\x04");
        out.extend(&entry);
        out.extend(name.as_bytes());
        out.extend(packed.as_ref().unwrap_or(bytes));
        directory.extend(b"PK\x01\x02");
        directory.extend(VERSION.to_le_bytes());
        directory.extend(&entry);
        directory.extend([0; 10]); // no comment, first disk, no attributes
        directory.extend(at.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let (at, n) = (out.len() as u32, (files.len() as u16).to_le_bytes());
    let size = directory.len() as u32;
    out.extend(directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend([n, n].concat());
    out.extend(size.to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0, 0]);
    out
}

/// What stands of a file both before it and in the directory.
fn entry(name: &str, bytes: &[u8], packed: Option<&[u8]>) -> Vec<u8> {
    let [size, held] = [bytes, packed.unwrap_or(bytes)].map(|it| (it.len() as u32).to_le_bytes());
    let method = if packed.is_some() { DEFLATED } else { STORED };
    let mut entry = [VERSION, UTF8, method].map(u16::to_le_bytes).concat();
    entry.extend(NO_TIME);
    entry.extend(crc32(bytes).to_le_bytes());
    entry.extend([held, size].concat());
    entry.extend((name.len() as u16).to_le_bytes());
    entry.extend([0, 0]);
    entry
}

fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 };
        }
    }
    !crc
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_usual_one() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        assert_eq!(crc32(b""), 0);
    }

    #[test]
    #[cfg(feature = "foreign")]
    fn what_was_put_in_is_taken_out() {
        use std::io::Read;
        let long = "<svg/>".repeat(40);
        let files = [("a-01.svg", "<svg/>"), ("二.txt", "two"), ("long.svg", &long), ("empty", "")];
        let owned = files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()));
        let deflate = |bytes: &[u8]| miniz_oxide::deflate::compress_to_vec(bytes, 6);
        for made in [zip(&owned), packed(&owned, deflate)] {
            let mut archive = ::zip::ZipArchive::new(std::io::Cursor::new(made)).expect("it is an archive");
            assert_eq!(archive.len(), files.len());
            for (i, (name, text)) in files.iter().enumerate() {
                let mut file = archive.by_index(i).expect("it is in order");
                let mut out = String::new();
                file.read_to_string(&mut out).expect("its checksum is right");
                assert_eq!(file.name().expect("its name is UTF-8"), *name);
                assert_eq!(out, *text);
            }
        }
    }
}
