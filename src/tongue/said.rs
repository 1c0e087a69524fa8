//! Where the wordings of each language stand. Each group of texts is a constant of its own: a part of the browser's program that
//! comes later brings along what only it says.

use super::{Language, Tongue};

/// What a language says of a group of texts. The number tells the languages apart, as [`Language`] does.
pub(super) trait Said<const LANGUAGE: u8>: Sized + 'static {
    /// The wordings.
    const TEXTS: &'static Self;
}

/// The wordings of a group in a language; a group that a language lacks does not compile.
pub(super) fn of<Group>(tongue: &Tongue) -> &'static Group
where
    Group: Said<{ Language::English as u8 }> + Said<{ Language::Japanese as u8 }>,
{
    match tongue.language {
        Language::English => <Group as Said<{ Language::English as u8 }>>::TEXTS,
        Language::Japanese => <Group as Said<{ Language::Japanese as u8 }>>::TEXTS,
    }
}

/// The wordings of a language, group by group.
macro_rules! said {
    ($language:path:
        $($(#[$when:meta])* texts::$group:ident { $($wordings:tt)* })*
    ) => {
        $($(#[$when])*
        impl $crate::tongue::said::Said<{ $language as u8 }> for texts::$group {
            const TEXTS: &'static Self = &Self { $($wordings)* }.checked();
        })*
    };
}
pub(super) use said;
