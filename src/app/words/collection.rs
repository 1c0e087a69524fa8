//! Why nothing of a folder can be shown.

use crate::tongue::{Phrase, Tongue};

/// What is said of a folder in which nothing can be read: title, text, hint.
pub fn nothing(left: &[Phrase], tongue: &Tongue) -> [String; 3] {
    let text = left.iter().take(3).map(|it| it.tell(tongue)).collect::<Vec<_>>().join("; ");
    ["Nothing here can be read".to_owned(), text, "Choose a folder with files that tell of incidents.".to_owned()]
}
