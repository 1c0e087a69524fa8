//! A part of the program, and where it is.

use std::{fmt, ptr};

/// A part of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What stands beside the map.
    Panel,
    /// What hands on.
    Handing,
    /// What shows something else than the map.
    Views,
    /// The sheet on which an incident is written.
    Writing,
}

impl Part {
    /// All that an idle page fetches: few write, and those ask for it.
    pub(super) const READING: [Self; 3] = [Self::Panel, Self::Views, Self::Handing];
}

/// Where a part is.
pub enum Place<T: 'static> {
    /// Nobody has asked for it.
    Away,
    /// On its way.
    Coming,
    /// Here.
    Here(&'static T),
    /// It did not come. It can be asked for again.
    Missing,
}

impl<T> Place<T> {
    /// The part, if it is here.
    pub fn get(self) -> Option<&'static T> {
        match self {
            Self::Here(part) => Some(part),
            Self::Away | Self::Coming | Self::Missing => None,
        }
    }

    /// It is on its way from now on, if it is not here; whether it was not before.
    pub(super) fn ask(&mut self) -> bool {
        match self {
            Self::Away | Self::Missing => *self = Self::Coming,
            Self::Here(_) | Self::Coming => return false,
        }
        true
    }
}

impl<T> Clone for Place<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Place<T> {}

/// There is one table of each kind: two are the same if they are in the same place.
impl<T> PartialEq for Place<T> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Here(a), Self::Here(b)) => ptr::eq(*a, *b),
            (Self::Away, Self::Away) | (Self::Coming, Self::Coming) | (Self::Missing, Self::Missing) => true,
            (Self::Here(_) | Self::Away | Self::Coming | Self::Missing, _) => false,
        }
    }
}

impl<T> fmt::Debug for Place<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Away => "Away",
            Self::Coming => "Coming",
            Self::Here(_) => "Here",
            Self::Missing => "Missing",
        })
    }
}
