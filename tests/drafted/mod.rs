//! Files for office programs and programs of diagrams as the page makes them, and what is in archives.

use std::io::{Cursor, Read};

use breachmap::app::State;
use breachmap::app::office;
use breachmap::app::wish::Wish;

/// The file of a wish for an office program or a program of diagrams, with nothing in place of the pictures that a browser draws:
/// its name, and what it holds.
pub fn drafted(state: &State, wish: &Wish) -> (String, Vec<u8>) {
    let draft = office::draft(state, wish).unwrap_or_else(|err| panic!("{}: {err:?}", wish.export.id));
    let drawn = draft.pictures.iter().map(|_| Vec::new()).collect();
    (draft.name, (draft.finish)(drawn))
}

/// What a file holds as text: of an archive the names and the texts of all that is in it.
pub fn unpacked(bytes: &[u8]) -> String {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        return String::from_utf8_lossy(bytes).into_owned();
    };
    let mut text = String::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).expect("it is in the directory of the archive");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("what was packed is unpacked");
        text += &format!("{} {}\n", file.name().expect("it is UTF-8"), String::from_utf8_lossy(&bytes));
    }
    text
}
