//! The topology of a whole incident, as the question that the layout answers: everything that ever happens, and no date.

use crate::incident::{Day, Host, Incident, Role, Text};
use crate::layout::request::{Edge, Node, Request, Side, Size, Zone};
use crate::scene::{map, text};
use crate::timeline::{Lens, View};

/// The request for the map of an incident. Its sizes hold for all languages of the file, so that no language moves a card.
pub fn request(incident: &Incident) -> Request {
    let lens = Lens::on(Day::from_number(0)); // every claim counts, whatever day it speaks of
    let view = View { incident, lens: &lens };
    Request {
        zones: incident.zones.iter().map(|it| Zone { id: it.id.clone(), label_width: widest(&it.label) }).collect(),
        nodes: incident.hosts.iter().map(|it| node(view, it)).collect(),
        edges: incident
            .pivots
            .iter()
            .map(|it| Edge {
                id: it.id.clone(),
                from: it.from.clone(),
                to: it.to.clone(),
                label: Some(Size { width: map::BADGE, height: map::BADGE }),
            })
            .collect(),
        ties: incident
            .hosts
            .iter()
            .flat_map(|host| host.perhaps_same_as.iter().map(|it| (host.id.clone(), it.value.clone())))
            .collect(),
    }
}

fn node(view: View<'_>, host: &Host) -> Node {
    Node {
        id: host.id.clone(),
        zone: view.zone_positions(host).shown_id().cloned(),
        width: map::CARD_WIDTH,
        height: map::CARD_HEIGHT,
        side: match host.role {
            Role::Intruder => Side::Source,
            Role::Inside => Side::Inside,
            Role::Outside => Side::Sink,
        },
    }
}

fn widest(label: &Text) -> f64 {
    label.all().map(|(_, words)| text::width(words, map::ZONE_FONT, true)).fold(0.0, f64::max)
}
