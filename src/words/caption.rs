//! What stands below a figure, so that it can be cut out and still be judged: sources and data; and what it is compared with.

use super::Teller;
use crate::incident::{Id, Moment, Source};
use crate::sorting;
use crate::timeline::{Diff, Snapshot};

/// So many sources are named below a figure; of more, only how many.
pub const NAMED: usize = 40;

impl<'a> Teller<'a> {
    /// Whose word the picture is drawn from, each publisher once and at most so many by name: `Sources: NTT Communications, CSIDB`, or `…, and 84 more`.
    pub fn sources(self, snapshot: &Snapshot, most: usize) -> String {
        let parts = (snapshot.hosts.iter().map(|it| &it.sources))
            .chain(snapshot.pivots.iter().chain(&snapshot.events).map(|it| &it.sources))
            .chain(snapshot.totals.iter().map(|it| &it.sources));
        let names = parts.flatten().map(|id| self.incident.label(id, self.language).unwrap_or(id));
        let mut told = sorting::each_once(names);
        if told.is_empty() {
            return self.tongue.sources_none().to_owned();
        }
        let n_more = told.len().saturating_sub(most);
        told.truncate(most);
        let names = self.tongue.join(&told);
        self.tongue.sources_of(if n_more == 0 { names } else { self.tongue.and_more_in_file(names, n_more) })
    }

    /// Which data it is drawn from: `Data: ntt-2020, SHA-256 0123456789abcdef…`.
    pub fn data(self, digest: &str) -> String {
        self.tongue.data_of(&self.incident.id, digest)
    }

    /// What a picture is compared with, and how much changed.
    pub fn compared(self, diff: &Diff) -> String {
        let (before, after, _) = self.lenses(&diff.from, &diff.to);
        self.tongue.changes_in_figure(before, after, self.changes(diff).tally(self.tongue))
    }

    /// A source as a list of sources names it, with the language of its publisher: publisher, title, day, and how far the file's
    /// author relies on it.
    pub fn source_in_list(self, it: &'a Source) -> (Option<&'a str>, String) {
        let tongue = self.tongue;
        let (language, publisher) = self.told(&it.publisher);
        let mut said = publisher.to_owned();
        if let Some(title) = &it.title {
            said = tongue.source_quoted(said, title.get(self.language));
        }
        if let Some(published) = it.published.as_ref().map(Moment::span) {
            said = tongue.source_dated(said, tongue.span(published));
        }
        if let Some(words) = &it.reliability {
            said = tongue.noted(said, tongue.reliability(words.get(self.language)));
        }
        (language, said)
    }

    /// Who tells a part: `told by CSIDB, CyberScoop`; nothing if nobody does.
    pub fn told_by_these(self, sources: &[Id]) -> String {
        if sources.is_empty() { String::new() } else { self.tongue.told_by(self.names(sources)) }
    }
}
