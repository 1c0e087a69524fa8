//! Groups of hosts that share a card.

use super::Teller;
use crate::fold::{Bundle, Folded, Group};
use crate::incident::HostKind;
use crate::timeline::{Certainty, HostSnapshot, HostState};
use crate::tongue::Tongue;

impl Teller<'_> {
    /// Several steps from one card to another: "12 steps: Server → 12 workstations".
    pub fn bundle_way(&self, folded: &Folded, bundle: &Bundle, n: usize) -> String {
        self.tongue.colon(self.tongue.n_steps(n), self.bundle_ends(folded, bundle))
    }

    /// The same without how many: "Server → 12 workstations".
    pub fn bundle_ends(&self, folded: &Folded, bundle: &Bundle) -> String {
        let card = |id: &str| match folded.group(id) {
            Some(group) => {
                let name = self.tongue.group_name(group, group.hosts.len());
                let zone = group.zone.as_deref().and_then(|it| self.incident.zone(it));
                zone.map_or(name.clone(), |it| self.tongue.group_in(name, it.label.get(self.language)))
            }
            None => self.label(id).to_owned(),
        };
        format!("{} → {}", card(&bundle.from), card(&bundle.to))
    }
}

impl Tongue {
    /// What a group is called, of which so many hosts are told: "12 workstations".
    pub fn group_name(&self, group: &Group, n: usize) -> String {
        match group.kind {
            _ if group.is_rest => self.group_rest(n),
            None => self.group_mixed(n),
            Some(kind) => self.hosts_of_kind(kind, n),
        }
    }

    /// So many hosts of a kind: "12 workstations".
    pub fn hosts_of_kind(&self, kind: HostKind, n: usize) -> String {
        match kind {
            HostKind::Server => self.group_server(n),
            HostKind::Cloud => self.group_cloud(n),
            HostKind::Directory => self.group_directory(n),
            HostKind::Database => self.group_database(n),
            HostKind::Storage => self.group_storage(n),
            HostKind::Endpoint => self.group_endpoint(n),
            HostKind::Service => self.group_service(n),
            HostKind::NetworkDevice => self.group_network_device(n),
            HostKind::Site => self.group_site(n),
            HostKind::Website => self.group_website(n),
            HostKind::Party => self.group_party(n),
            HostKind::Step => self.group_step(n),
        }
    }

    /// A host of a kind that has no name: "server", which is what a language says beside the number of one.
    pub fn neutral_kind(&self, kind: HostKind) -> String {
        let one = self.hosts_of_kind(kind, 1);
        one.split('1').map(str::trim).find(|it| !it.is_empty()).unwrap_or_default().to_owned()
    }

    /// How the hosts of a group stand, where room is short: "31–34 of 40 compromised", where three more possibly are.
    pub fn group_standing(&self, tally: &[(&HostSnapshot, usize)]) -> String {
        match tally {
            [] => String::new(),
            [(one, _)] => self.short_standing(one),
            [(worst, _), ..] => self.group_part(self.stand_alike(tally), self.short_standing(worst)),
        }
    }

    /// The beginning of that, where a mark says the rest: "31–34 of 40".
    pub fn stand_alike(&self, tally: &[(&HostSnapshot, usize)]) -> String {
        let n_all: usize = tally.iter().map(|it| it.1).sum();
        let Some(((worst, n), rest)) = tally.split_first() else { return String::new() };
        let perhaps = rest.first().filter(|(it, _)| it.state == worst.state && is_perhaps(it) && !is_perhaps(worst));
        let n = perhaps.map_or_else(|| n.to_string(), |(_, more)| format!("{n}–{}", n + more));
        self.group_share(n, n_all)
    }
}

fn is_perhaps(it: &HostSnapshot) -> bool {
    it.certainty == Certainty::Possible && !matches!(it.state, HostState::NotYet | HostState::Unknown)
}
