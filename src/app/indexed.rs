//! An index of incidents that is open: which of its years are read, and where the others are.

use std::rc::Rc;

use super::Failure;
use super::effect::Effect;
use super::piece::Piece;
use crate::collection::Search;
use crate::collection::index::{self, Index, Year};

/// An index, and what of it is read.
#[derive(Debug, Clone, PartialEq)]
pub struct Indexed {
    /// Its summary.
    pub index: Index,
    /// The address of the summary.
    pub(super) base: String,
    /// Tells it from others that were opened before.
    pub number: u32,
    /// Where the rows of each year are.
    pub years: Vec<Stand>,
    /// Where the lists of words are.
    pub words: Stand,
    /// The lists of words that are here.
    pub(super) lists: Rc<Vec<String>>,
    /// Whether a file is on its way.
    pub(super) is_waiting: bool,
    /// How many rows are looked for at least.
    pub(super) wanted: usize,
    /// How many rows may be read in all before somebody is asked.
    pub(super) allowed: usize,
}

/// Where a part of an index is.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Stand {
    /// Nobody has asked for it.
    #[default]
    Away,
    /// So many of its files are here, and so many rows; the others are not.
    Coming(usize, usize),
    /// Here.
    Here,
    /// It did not come, or cannot be read. It can be asked for again.
    Failed(Rc<Failure>),
}

impl Stand {
    pub(super) fn is_coming(&self) -> bool {
        matches!(self, Self::Coming(..))
    }
}

impl Indexed {
    /// Asks for a file.
    pub fn fetch(&self, address: &str, piece: Piece) -> Effect {
        Effect::FetchPiece { number: self.number, base: self.base.clone(), address: address.to_owned(), piece }
    }

    /// How many years are read.
    pub fn n_read(&self) -> usize {
        self.years.iter().filter(|it| **it == Stand::Here).count()
    }

    /// The year that is on its way.
    pub fn coming(&self) -> Option<&Year> {
        self.years.iter().position(Stand::is_coming).and_then(|it| self.index.years.get(it))
    }

    /// What did not come: the list of words, or a year.
    pub fn failed(&self) -> impl Iterator<Item = (Option<&Year>, &Rc<Failure>)> {
        let years = self.index.years.iter().map(Some).zip(&self.years);
        years.chain([(None, &self.words)]).filter_map(|(year, stand)| match stand {
            Stand::Failed(failure) => Some((year, failure)),
            Stand::Away | Stand::Coming(..) | Stand::Here => None,
        })
    }

    /// The years that are not read and can have what is looked for, by their places.
    pub fn candidates(&self, search: &Search) -> Vec<usize> {
        let years = index::years_with(&self.lists, &search.words).filter(|_| self.words == Stand::Here);
        let can_have = |at: usize| {
            let year = self.index.years[at].year;
            let is_meant = search.year.is_none_or(|it| it == year);
            is_meant && years.as_ref().is_none_or(|it| it.contains(&Year::word(year).as_str()))
        };
        (0..self.years.len()).filter(|it| self.years[*it] == Stand::Away && can_have(*it)).collect()
    }

    /// Asks for the next file of a year, or of the lists of words; what has none is here.
    pub(super) fn ask(&mut self, year: Option<usize>) -> Effect {
        let (files, stand) = match year {
            Some(at) => (&self.index.years[at].rows, &mut self.years[at]),
            None => (&self.index.words, &mut self.words),
        };
        let (file, n) = if let Stand::Coming(file, n) = stand { (*file, *n) } else { (0, 0) };
        *stand = Stand::Coming(file, n);
        self.is_waiting = true;
        let address = files.get(file).cloned().unwrap_or_default();
        let piece = year.map_or(Piece::Words, Piece::Rows);
        self.fetch(&address, piece)
    }
}
