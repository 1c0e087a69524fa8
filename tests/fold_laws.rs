//! Laws of cards that several hosts share, for random files: nobody is lost, nothing is in two places, and opening is undone by closing.
#![expect(clippy::unwrap_used, reason = "what cannot be read fails the test")]

use std::collections::{BTreeMap, BTreeSet};

use breachmap::fold::{BUDGET, Folded, Group, Opened};
use breachmap::graph;
use breachmap::import::import;
use breachmap::incident::{Incident, Role};
use proptest::prelude::*;
use serde_json::{Value, json};

/// A shape of the network: how many hosts, of how many zones and kinds, and which pairs a number makes.
#[derive(Debug, Clone)]
struct Shape {
    hosts: usize,
    zones: usize,
    kinds: usize,
    intruders: usize,
    links: Vec<(u16, u16)>,
    is_star: bool,
}

fn shape() -> impl Strategy<Value = Shape> {
    let links = proptest::collection::vec((any::<u16>(), any::<u16>()), 0..300);
    (0..260_usize, 0..70_usize, 1..4_usize, 0..9_usize, links, any::<bool>()).prop_map(
        |(hosts, zones, kinds, intruders, links, is_star)| Shape { hosts, zones, kinds, intruders, links, is_star },
    )
}

fn incident(shape: &Shape) -> Incident {
    const KINDS: [&str; 3] = ["endpoint", "server", "cloud"];
    let said = json!([{"source": "s"}]);
    let host = |at: usize| {
        let role = if at < shape.intruders { "intruder" } else { "inside" };
        let zone = (shape.zones > 0).then(|| json!([{"value": format!("z{}", at % shape.zones), "source": "s"}]));
        let mut host = json!({"id": format!("h{at}"), "label": format!("Host {at}"), "kind": KINDS[at % shape.kinds], "role": role});
        if let Some(zone) = zone {
            host["zone"] = zone;
        }
        host
    };
    let n = shape.hosts.max(1);
    let star = (1..shape.hosts).filter(|_| shape.is_star).map(|at| (0, at));
    let links = shape.links.iter().map(|(a, b)| (*a as usize % n, *b as usize % n)).filter(|_| shape.hosts > 0);
    let pivot = |(at, (from, to)): (usize, (usize, usize))| json!({"id": format!("p{at}"), "from": format!("h{from}"), "to": format!("h{to}"), "claims": said});
    let file = json!({
        "format": "breachmap-incident/1", "id": "crowd", "title": "Crowd", "language": "en",
        "sources": [{"id": "s", "publisher": "Somebody", "kind": "press", "published": "2024-03-10"}],
        "zones": (0..shape.zones).map(|at| json!({"id": format!("z{at}"), "label": format!("Zone {at}")})).collect::<Vec<_>>(),
        "hosts": (0..shape.hosts).map(host).collect::<Vec<_>>(),
        "pivots": star.chain(links).enumerate().map(pivot).collect::<Vec<Value>>(),
    });
    let read = import(file.to_string().as_bytes()).unwrap();
    assert_eq!(read.incident.hosts.len(), shape.hosts, "{:?}", read.report);
    read.incident
}

/// The hosts of each card.
fn cards(incident: &Incident, folded: &Folded) -> BTreeMap<String, BTreeSet<String>> {
    let mut cards: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for host in &incident.hosts {
        cards.entry(folded.card(&host.id).to_owned()).or_default().insert(host.id.clone());
    }
    cards
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_host_has_one_card_and_there_are_no_more_than_a_room_can_read(shape in shape()) {
        let incident = incident(&shape);
        let ground = graph::closed(&incident);
        let folded = &ground.folded;
        prop_assert_eq!(folded, &Folded::of(&incident, &Opened::default(), None), "the same each time");
        let cards = cards(&incident, folded);
        prop_assert!(cards.len() <= BUDGET, "{} cards", cards.len());
        prop_assert_eq!(cards.len(), ground.layout.nodes.len());
        for (card, hosts) in &cards {
            prop_assert!(hosts.contains(card), "a card has the id of one of its hosts");
            prop_assert!(ground.layout.node(card).is_some());
        }
        for group in &folded.groups {
            prop_assert_eq!(&group.hosts.iter().cloned().collect::<BTreeSet<_>>(), &cards[&group.id]);
            let roles: BTreeSet<Role> = group.hosts.iter().map(|it| incident.host(it).unwrap().role).collect();
            prop_assert_eq!(roles.len(), 1, "nobody shares a card with the intruder");
        }
        for pivot in &incident.pivots {
            prop_assert!(ground.layout.edge(folded.arrow(&pivot.id)).is_some(), "every step is on an arrow");
        }
        let together: usize = folded.bundles.iter().map(|it| it.pivots.len() - 1).sum();
        prop_assert_eq!(ground.layout.edges.len() + together, incident.pivots.len());
    }

    #[test]
    fn opening_a_group_takes_it_apart_and_leaves_the_others(shape in shape(), nth in any::<prop::sample::Index>()) {
        let incident = incident(&shape);
        let closed = Folded::of(&incident, &Opened::default(), None);
        prop_assume!(!closed.groups.is_empty());
        let group = &closed.groups[nth.index(closed.groups.len())];
        let open = Folded::of(&incident, &Opened::These([group.id.clone()].into()), None);
        // what is left over can be made of groups only; then the host that names it is in one of these
        let is_smaller = |it: &Group| group.is_rest && it.id != group.id && it.hosts.iter().all(|host| group.hosts.contains(host));
        prop_assert!(open.group(&group.id).is_none_or(is_smaller), "it is taken apart");
        prop_assert!(cards(&incident, &open).len() < cards(&incident, &closed).len() + BUDGET, "and not into more than can be read");
        let others = |folded: &Folded| folded.groups.iter().filter(|it| !group.hosts.contains(&it.id)).cloned().collect::<Vec<_>>();
        prop_assert_eq!(others(&open), others(&closed));
        // what is left over opens into its groups, and these into hosts
        let ids = open.groups.iter().chain(&closed.groups).map(|it| it.id.clone()).collect();
        prop_assert!(Folded::of(&incident, &Opened::These(ids), None).groups.iter().all(|it| !closed.groups.contains(it)));
        prop_assert_eq!(Folded::of(&incident, &Opened::All, None), Folded::default());
    }

    #[test]
    fn what_is_chosen_has_a_card_of_its_own(shape in shape(), nth in any::<prop::sample::Index>()) {
        let incident = incident(&shape);
        prop_assume!(!incident.hosts.is_empty());
        let chosen = &incident.hosts[nth.index(incident.hosts.len())].id;
        let folded = Folded::of(&incident, &Opened::default(), Some(chosen));
        prop_assert_eq!(folded.card(chosen), chosen);
        prop_assert!(folded.group(chosen).is_none());
        prop_assert!(cards(&incident, &folded).len() <= BUDGET + 1);
    }
}

#[test]
fn one_machine_and_its_many_targets_are_two_cards() {
    let star = Shape { hosts: 131, zones: 1, kinds: 1, intruders: 0, links: Vec::new(), is_star: true };
    let incident = incident(&star);
    let ground = graph::closed(&incident);
    assert_eq!((ground.layout.nodes.len(), ground.layout.edges.len()), (2, 1));
    let one = incident.pivots[76].id.as_str();
    let chosen = graph::ground(&incident, &Opened::default(), Some(one));
    assert_eq!((chosen.layout.nodes.len(), chosen.layout.edges.len()), (3, 2), "the step that is chosen is seen");
}

#[test]
fn a_small_map_is_never_folded() {
    let few = Shape { hosts: 19, zones: 1, kinds: 1, intruders: 0, links: Vec::new(), is_star: true };
    assert_eq!(graph::closed(&incident(&few)).folded, Folded::default());
}
