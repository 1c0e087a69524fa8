//! How an incident comes to be shown: what is derived from it once, and what can go wrong.

use std::rc::Rc;

use serde::Deserialize;

use super::words;
use crate::diag::Report;
use crate::graph;
use crate::import::{self, ImportError, Imported};
use crate::incident::{Day, Incident, Text};
use crate::layout::{Layout, layout};
use crate::timeline::{Axis, Timeline};

/// Where the loading stands.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Load {
    /// Nothing was asked for.
    #[default]
    Empty,
    /// On its way.
    Loading {
        /// What it is called, for people.
        name: String,
    },
    /// There.
    Ready(Rc<Ready>),
    /// It did not work.
    Failed(Rc<Failure>),
}

/// An incident, and all that is derived from it once.
#[derive(Debug, PartialEq)]
pub struct Ready {
    /// What the file is called.
    pub name: String,
    /// The incident.
    pub incident: Incident,
    /// What is wrong with the file.
    pub report: Report,
    /// The days on which something can change.
    pub timeline: Timeline,
    /// Where days lie on slider and chart.
    pub axis: Axis,
    /// The last day of the story, where it is opened.
    pub last: Day,
    /// Where hosts lie on the map.
    pub layout: Layout,
}

impl Ready {
    /// Reads a file and derives what is derived once.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Self, Failure> {
        let Imported { incident, report } = import::import(bytes).map_err(|err| Failure::import(name, &err))?;
        let timeline = Timeline::of(&incident);
        Ok(Self {
            name: name.to_owned(),
            report,
            axis: Axis::of(&timeline),
            last: timeline.last(),
            timeline,
            layout: layout(&graph::request(&incident)),
            incident,
        })
    }
}

/// Something that did not work, said so that the reader can do something about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The stable kebab-case name of the kind.
    pub code: &'static str,
    /// What happened, in a few words.
    pub title: String,
    /// The same with its particulars.
    pub text: String,
    /// What the reader can do.
    pub hint: String,
}

impl Failure {
    fn import(name: &str, err: &ImportError) -> Self {
        let place = err.position().map_or(String::new(), |at| format!(" (line {}, column {})", at.line, at.column));
        Self {
            code: err.code(),
            title: words::cannot_read(name),
            text: format!("{err}{place}"),
            hint: err.hint().to_owned(),
        }
    }
}

/// An incident of the gallery.
#[derive(Debug, Clone, PartialEq)]
pub struct GalleryEntry {
    /// Its id, for the address.
    pub id: String,
    /// The address of its file, against the gallery's.
    pub file: String,
    /// What people call it.
    pub title: Text,
}

/// Reads the index of a gallery; an index that cannot be read is an empty gallery.
pub fn gallery(bytes: &[u8]) -> Vec<GalleryEntry> {
    #[derive(Deserialize)]
    struct Index {
        incidents: Vec<Entry>,
    }
    #[derive(Deserialize)]
    struct Entry {
        id: String,
        file: String,
        title: std::collections::BTreeMap<String, String>,
    }
    let index: Index = serde_json::from_slice(bytes).unwrap_or(Index { incidents: Vec::new() });
    let entry =
        |it: Entry| Some(GalleryEntry { id: it.id, file: it.file, title: Text::by_language(it.title.into_iter())? });
    index.incidents.into_iter().filter_map(entry).collect()
}
