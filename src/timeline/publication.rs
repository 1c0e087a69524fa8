//! The days on which sources were published: what can be known on each of them.

use crate::incident::{Day, Id, Incident};
use crate::sorting;

/// A day from which on sources count as known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// The day; where a source says only a range, its last day.
    pub day: Day,
    /// The sources of that day, the most trusted kind first.
    pub sources: Vec<Id>,
}

/// All days of publication, in order.
pub fn publications(incident: &Incident) -> Vec<Publication> {
    let mut sources: Vec<_> = incident.sources.iter().filter_map(|it| Some((it.known_from()?, it.kind, it))).collect();
    sorting::by_key(&mut sources, |(day, kind, _)| (*day, *kind));
    let mut all: Vec<Publication> = Vec::new();
    for (day, _, source) in sources {
        match all.last_mut().filter(|it| it.day == day) {
            Some(same) => same.sources.push(source.id.clone()),
            None => all.push(Publication { day, sources: vec![source.id.clone()] }),
        }
    }
    all
}
