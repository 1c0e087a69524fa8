//! What somebody brings: one file, several, or whole folders; which of it goes to the reader, and what is said of the rest.

use crate::collection::is_hidden;
use crate::sorting;
use crate::tongue::{Phrase, Tongue};

/// A file that somebody brings.
#[derive(Debug, Clone, PartialEq)]
pub struct Brought {
    /// Its place in what is brought, with `/` between folders; a folder that is not looked into ends with one.
    pub path: String,
    /// Its size in bytes; `None` if the browser does not give it out.
    pub size: Option<f64>,
}

/// The most files that are read at once.
pub const MAX_FILES: usize = 20_000;

/// The most bytes that are read at once: what they become has to stay in the memory of a browser.
pub const MAX_BYTES: u64 = 1_000_000_000;

/// What becomes of what somebody brings.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sifted {
    /// The places of those that are read, in the order of their paths.
    pub read: Vec<usize>,
    /// The others, each with the reason.
    pub left: Vec<Phrase>,
}

/// Sifts what is brought: hidden files and those beyond what can be read are left, and named.
pub fn sift(all: &[Brought]) -> Sifted {
    let mut order: Vec<usize> = (0..all.len()).collect();
    sorting::by(&mut order, |a, b| all[*a].path.cmp(&all[*b].path));
    let mut sifted = Sifted::default();
    let mut sum = 0.0;
    for index in order {
        let Brought { path, size } = &all[index];
        let reason = match size {
            _ if is_hidden(path) => Phrase::file_hidden(),
            None if path.ends_with('/') => Phrase::folder_empty(),
            None => Phrase::file_not_given(),
            Some(_) if sifted.read.len() == MAX_FILES => Phrase::too_many_files(MAX_FILES),
            Some(size) if sum + size > MAX_BYTES as f64 => Phrase::too_much(MAX_BYTES / 1_000_000),
            Some(size) => {
                sum += size;
                sifted.read.push(index);
                continue;
            }
        };
        sifted.left.push(Phrase::file_and_reason(path, reason));
    }
    sifted
}

/// What all of it is called: the folder that holds it, or how many files there are.
pub fn name(all: &[Brought], tongue: &Tongue) -> String {
    let folder = |it: &Brought| it.path.split_once('/').map(|(folder, _)| folder.to_owned());
    let first = all.first().and_then(folder);
    let is_one = first.is_some() && all.iter().all(|it| folder(it) == first);
    first.filter(|_| is_one).unwrap_or_else(|| tongue.n_files(all.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(all: &[Phrase]) -> Vec<String> {
        all.iter().map(|it| it.tell(Tongue::of("en"))).collect()
    }

    fn brought(path: &str, size: f64) -> Brought {
        Brought { path: path.to_owned(), size: Some(size) }
    }

    #[test]
    fn hidden_files_are_left_and_named() {
        let all =
            ["b/z.json", "b/.git/config", "b/a.json", "b/__MACOSX/a.json", "b/.DS_Store"].map(|it| brought(it, 1.0));
        let sifted = sift(&all);
        assert_eq!(sifted.read, [2, 0], "in the order of their paths");
        assert_eq!(said(&sifted.left), ["b/.DS_Store: hidden", "b/.git/config: hidden", "b/__MACOSX/a.json: hidden"]);
        let english = Tongue::of("en");
        assert_eq!(name(&all, english), "b");
        assert_eq!(name(&[brought("a.json", 1.0), brought("b/c.json", 1.0)], english), "2 files");
    }

    #[test]
    fn what_is_too_much_is_left_and_what_still_fits_is_read() {
        let sifted = sift(&[brought("a", 6e8), brought("b", 6e8), brought("c", 3e8)]);
        assert_eq!(
            (sifted.read, said(&sifted.left)),
            (vec![0, 2], vec!["b: beyond the 1,000 MB that are read at once".to_owned()])
        );
        let many: Vec<Brought> = (0..=MAX_FILES).map(|it| brought(&format!("{it:06}"), 1.0)).collect();
        let sifted = sift(&many);
        assert_eq!(
            (sifted.read.len(), said(&sifted.left)),
            (MAX_FILES, vec!["020000: beyond the 20,000 files that are read at once".to_owned()])
        );
    }

    #[test]
    fn what_holds_no_file_is_said() {
        let folder = Brought { path: "empty/".to_owned(), size: None };
        assert_eq!(said(&sift(&[folder]).left), ["empty/: an empty folder"]);
    }
}
