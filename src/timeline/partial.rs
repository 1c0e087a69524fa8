//! A lens of which parts are left open, and its written form: one line for commands and addresses.

use std::collections::BTreeSet;

use super::{Lens, Preference, preferences};
use crate::incident::{Day, Id};
use crate::{percent, sorting};

/// What separates or escapes in the written form.
const SIGNS: [char; 5] = ['%', '+', ';', ',', ':'];

/// A lens of which parts are left to another one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PartialLens {
    /// The world's clock.
    pub as_of: Option<Day>,
    /// The reader's clock; `Some(None)` is the latest knowledge.
    pub known_on: Option<Option<Day>>,
    /// Whose word counts; `Some(None)` is everybody's.
    pub told_by: Option<Option<BTreeSet<Id>>>,
    /// Whom the reader believes on what.
    pub prefer: Option<Vec<Preference>>,
}

impl PartialLens {
    /// Reads `known-on=2020-05-28,told-by=csidb+cyberscoop`, or the same with `:` and `;`. The error is the piece that is none.
    ///
    /// ```
    /// use breachmap::timeline::PartialLens;
    /// let lens = PartialLens::parse("known-on=2020-05-28,told-by=csidb+cyberscoop").unwrap();
    /// assert_eq!(lens.write(), "known-on:2020-05-28;told-by:csidb+cyberscoop");
    /// assert_eq!(PartialLens::parse("known-on:yesterday"), Err("known-on:yesterday".to_owned()));
    /// ```
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut lens = Self::default();
        for piece in text.split([',', ';']).map(str::trim).filter(|it| !it.is_empty()) {
            let no_piece = || piece.to_owned();
            let (key, value) = piece.split_once(['=', ':']).ok_or_else(no_piece)?;
            let day = || Day::parse(value).ok_or_else(no_piece);
            match key {
                "as-of" => lens.as_of = Some(day()?),
                "known-on" if value == "latest" => lens.known_on = Some(None),
                "known-on" => lens.known_on = Some(Some(day()?)),
                "told-by" if value == "all" => lens.told_by = Some(None),
                "told-by" => lens.told_by = Some(Some(sorting::set_of(list(value).ok_or_else(no_piece)?))),
                "prefer" if value == "none" => lens.prefer = Some(Vec::new()),
                "prefer" => {
                    let all = list(value).ok_or_else(no_piece)?;
                    let all: Option<Vec<Preference>> = all.iter().map(|it| Preference::parse(it)).collect();
                    lens.prefer = Some(preferences(all.ok_or_else(no_piece)?));
                }
                _ => return Err(no_piece()),
            }
        }
        Ok(lens)
    }

    /// The written form, for addresses; empty if every part is left open.
    pub fn write(&self) -> String {
        let told_by =
            self.told_by.as_ref().map(|it| it.as_ref().map_or("all".to_owned(), |it| joined(it.iter().cloned())));
        let prefer = self.prefer.as_ref().map(|it| match it.as_slice() {
            [] => "none".to_owned(),
            some => joined(some.iter().map(ToString::to_string)),
        });
        let pieces = [
            ("as-of:", self.as_of.map(|it| it.to_string())),
            ("known-on:", self.known_on.map(|it| it.map_or("latest".to_owned(), |it| it.to_string()))),
            ("told-by:", told_by),
            ("prefer:", prefer),
        ];
        let pieces = pieces.into_iter().filter_map(|(key, value)| Some(format!("{key}{}", value?)));
        pieces.collect::<Vec<_>>().join(";")
    }

    /// The lens with the parts left open taken from another one.
    pub fn over(&self, other: &Lens) -> Lens {
        Lens {
            as_of: self.as_of.unwrap_or(other.as_of),
            known_on: self.known_on.unwrap_or(other.known_on),
            told_by: self.told_by.clone().unwrap_or_else(|| other.told_by.clone()),
            prefer: self.prefer.clone().unwrap_or_else(|| other.prefer.clone()),
        }
    }
}

/// What stands between `+`; `None` if nothing does.
fn list(text: &str) -> Option<Vec<String>> {
    let all: Vec<String> = text.split('+').filter(|it| !it.is_empty()).map(percent::decode).collect();
    Some(all).filter(|it| !it.is_empty())
}

fn joined(all: impl Iterator<Item = String>) -> String {
    all.map(|it| percent::encode(&it, |sign| !SIGNS.contains(&sign))).collect::<Vec<_>>().join("+")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lens_is_written_as_it_is_read() {
        for text in [
            "",
            "as-of:2020-05-11",
            "known-on:latest;told-by:all",
            "as-of:2020-05-11;known-on:2020-05-28;told-by:a+b",
            "told-by:a%2Bb+c%253B%3B",
            "prefer:none",
            "as-of:2020-05-11;prefer:ad.zone~csidb+n-1.amount~x",
        ] {
            assert_eq!(PartialLens::parse(text).unwrap().write(), text);
        }
        for text in [
            "as-of",
            "as-of:latest",
            "told-by:",
            "told-by:+",
            "known-on:2020-02-30",
            "who:me",
            "told-by:a;x",
            "prefer:a",
        ] {
            assert!(PartialLens::parse(text).is_err(), "{text}");
        }
    }
}
