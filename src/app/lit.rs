//! What of the map is lit while the rest fades: the way of what is pointed at, else of what is chosen, or the hosts of an
//! event; else what matches the filter.

use std::collections::BTreeSet;

use super::view::Shown;
use crate::incident::Id;
use crate::sorting;
use crate::way::Way;

impl Shown {
    /// The cards and arrows that are lit, with the way of what is pointed at; `None` if nothing fades.
    pub fn lit(&self, pointed: Option<&str>) -> Option<BTreeSet<Id>> {
        let folded = &self.ground.folded;
        let of = |id: &str| {
            let all = folded.group(id).map(|it| &it.hosts).or(folded.bundle_of(id).map(|it| &it.pivots));
            match all {
                Some(all) => Way::of(&self.ready.incident, &self.snapshot, all.iter().map(String::as_str)),
                None => Way::of(&self.ready.incident, &self.snapshot, [id].into_iter()),
            }
        };
        let pointed = pointed.and_then(of);
        let cards = |all: &mut dyn Iterator<Item = &Id>| {
            Some(sorting::set_of(all.map(|id| folded.card(folded.arrow(id)).to_owned())))
        };
        if let Some(way) = pointed.as_ref().or(self.way.as_ref()) {
            return cards(&mut way.lit.iter());
        }
        // an event has no way, but hosts that it concerns
        let chosen = self.look().selection.as_deref().filter(|id| self.snapshot.event(id).is_some());
        let event = chosen.and_then(|id| self.ready.incident.event(id)).filter(|it| !it.hosts.is_empty());
        match (event, &self.matches) {
            (Some(event), _) => cards(&mut event.hosts.iter()),
            (None, matches) => cards(&mut matches.as_ref()?.lit.iter()),
        }
    }
}
