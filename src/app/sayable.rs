//! How values of the look are said in links and attributes.

use std::collections::BTreeSet;

use crate::fold::Opened;
use crate::incident::{Day, Id};
use crate::sorting;
use crate::timeline::{PartialLens, Preference, Scale, preferences};

/// What links and attributes say in words. How it always begins is not said.
pub trait Sayable: Sized {
    /// Its words, if there is a list of them.
    const WORDS: &'static [&'static str] = &[];

    /// Reads it. What is not there or cannot be read is how it begins.
    fn read(text: Option<&str>) -> Self;

    /// Writes it; `None` if it is how it begins.
    fn write(&self) -> Option<String>;
}

impl Sayable for Option<Scale> {
    const WORDS: &'static [&'static str] = Scale::WORDS;

    fn read(text: Option<&str>) -> Self {
        text.and_then(Scale::parse)
    }

    fn write(&self) -> Option<String> {
        self.map(|it| it.to_string())
    }
}

impl Sayable for Option<Day> {
    fn read(text: Option<&str>) -> Self {
        text.and_then(Day::parse)
    }

    fn write(&self) -> Option<String> {
        self.and_then(Day::told).map(|it| it.to_string())
    }
}

/// An id, a unit, a tag.
impl Sayable for Option<String> {
    fn read(text: Option<&str>) -> Self {
        text.filter(|it| !it.is_empty()).map(str::to_owned)
    }

    fn write(&self) -> Option<String> {
        self.clone()
    }
}

/// A place in a list, said as people count: from 1.
impl Sayable for Option<usize> {
    fn read(text: Option<&str>) -> Self {
        text?.parse::<usize>().ok()?.checked_sub(1)
    }

    fn write(&self) -> Option<String> {
        self.map(|it| it.saturating_add(1).to_string())
    }
}

/// Ids of sources; `all` or nothing is everybody.
impl Sayable for Option<BTreeSet<Id>> {
    fn read(text: Option<&str>) -> Self {
        let ids = sorting::set_of(text?.split(',').map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned));
        Some(ids).filter(|it| !it.is_empty() && !it.contains("all"))
    }

    fn write(&self) -> Option<String> {
        self.as_ref().map(|it| it.iter().map(String::as_str).collect::<Vec<_>>().join(","))
    }
}

/// Ids of groups, or `all`.
impl Sayable for Opened {
    fn read(text: Option<&str>) -> Self {
        text.map(Self::parse).unwrap_or_default()
    }

    fn write(&self) -> Option<String> {
        Self::write(self)
    }
}

impl Sayable for Vec<Preference> {
    fn read(text: Option<&str>) -> Self {
        preferences(text.unwrap_or_default().split(',').filter_map(|it| Preference::parse(it.trim())))
    }

    fn write(&self) -> Option<String> {
        (!self.is_empty()).then(|| self.iter().map(ToString::to_string).collect::<Vec<_>>().join(","))
    }
}

impl Sayable for Option<PartialLens> {
    fn read(text: Option<&str>) -> Self {
        PartialLens::parse(text?).ok().filter(|it| *it != PartialLens::default())
    }

    fn write(&self) -> Option<String> {
        self.as_ref().map(PartialLens::write)
    }
}

/// Said by being there, whatever it says.
impl Sayable for bool {
    fn read(text: Option<&str>) -> Self {
        text.is_some()
    }

    fn write(&self) -> Option<String> {
        self.then(String::new)
    }
}
