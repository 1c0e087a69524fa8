//! Hosts that share a card.

use crate::incident::{HostKind, Id, Role};
use crate::sorting;
use crate::timeline::{HostSnapshot, Snapshot};

/// Hosts that share a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The id of one of them, by which links and the layout name the card: the same whatever else is opened, but another one while this host is chosen.
    pub id: Id,
    /// At least two, in the order of the file.
    pub hosts: Vec<Id>,
    /// What they are, if all are the same.
    pub kind: Option<HostKind>,
    /// Whose they are.
    pub role: Role,
    /// Where they stand, if all stand in one place.
    pub zone: Option<Id>,
    /// Whether they are what was left over, and not alike.
    pub is_rest: bool,
}

impl Group {
    /// How its hosts stand, as far as anybody who is heard speaks of them: one for each standing, the worst first, and how many stand so.
    pub fn tally<'a>(&self, snapshot: &'a Snapshot) -> Vec<(&'a HostSnapshot, usize)> {
        let rank = |it: &HostSnapshot| (it.state.gravity(), it.certainty, it.is_never_reached());
        let mut tally: Vec<(&HostSnapshot, usize)> = Vec::new();
        for host in self.hosts.iter().filter_map(|id| snapshot.host(id)) {
            match tally.iter_mut().find(|(it, _)| rank(it) == rank(host)) {
                Some((_, n)) => *n += 1,
                None => tally.push((host, 1)),
            }
        }
        sorting::by_key(&mut tally, |(it, _)| rank(it));
        tally
    }
}
