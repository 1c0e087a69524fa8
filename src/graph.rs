//! The topology of a whole incident, as the question that the layout answers: everything that ever happens, and no date.

use crate::fold::{self, Folded, Opened};
use crate::incident::{Day, Host, Id, Incident, Role, Text};
use crate::layout::layout;
use crate::layout::request::{Edge, Node, Request, Side, Size, Zone};
use crate::scene::label::LARGEST;
use crate::scene::{Ground, group, measure, tag, text};
use crate::sorting::Table;
use crate::timeline::{Lens, Snapshot, View, numbers};

/// Of so many hosts, no tags are foreseen.
const MANY: usize = 400;
/// A day after all that is told.
const LATE: i32 = 4_000_000;

/// The ground of an incident with these groups open; what is `chosen` has a card of its own.
pub fn ground(incident: &Incident, open: &Opened, chosen: Option<&str>) -> Ground {
    folded(incident, Folded::of(incident, open, chosen), &numbers(incident))
}

/// The ground on which nobody opened or chose anything.
pub fn closed(incident: &Incident) -> Ground {
    ground(incident, &Opened::default(), None)
}

/// The ground of a map of at most so many cards, where that can be.
pub fn within(incident: &Incident, budget: usize) -> Ground {
    let groups = fold::groups(incident, &Opened::default(), budget);
    folded(incident, Folded::with(incident, &groups, None), &numbers(incident))
}

/// The ground of an incident that is folded and whose steps have these numbers.
pub fn folded(incident: &Incident, folded: Folded, numbers: &Table<usize>) -> Ground {
    Ground { layout: layout(&request(incident, &folded, numbers)), folded }
}

/// The request for the map of an incident. Its sizes hold for all languages of the file, so that no language moves a card.
pub fn request(incident: &Incident, folded: &Folded, numbers: &Table<usize>) -> Request {
    let lens = Lens::on(Day::from_number(0)); // every claim counts, whatever day it speaks of
    let view = View { incident, lens: &lens };
    let single = |it: &&Host| folded.group(&it.id).is_none();
    // what can be disputed and what can matter, whoever is heard; where there are many, nobody reads it without looking closer
    let whole = (incident.hosts.len() < MANY).then(|| Snapshot::of(incident, &Lens::on(Day::from_number(LATE))));
    let groups = folded.groups.iter().map(|it| node(it.id.clone(), it.zone.clone(), it.role, group::WIDTH));
    let hosts = incident.hosts.iter().filter(single).map(|it| {
        let zone = view.zone_positions(it).shown_id().cloned();
        let tags = whole.as_ref().and_then(|all| all.host(&it.id)).map(tag::reach).unwrap_or_default();
        Node { tags, ..node(it.id.clone(), zone, it.role, measure::CARD_WIDTH) }
    });
    let edges = incident.pivots.iter().filter(|it| folded.arrow(&it.id) == it.id).map(|it| {
        let words = group::number(folded, &it.id, numbers);
        let of_step = |id: &Id| whole.as_ref()?.pivot(id).filter(|it| it.when.disputed);
        let steps = folded.bundle_of(&it.id).map_or(std::slice::from_ref(&it.id), |it| it.pivots.as_slice());
        let disputed = steps.iter().filter_map(of_step).map(|it| it.sources.len()).max();
        let wide = group::badge_width(&words.unwrap_or_default());
        // several numbers grow with the words of the map
        let tag = disputed.map_or(0.0, tag::widest_dispute);
        let width = wide + (wide - measure::BADGE) * (LARGEST - 1.0) + tag;
        Edge {
            id: it.id.clone(),
            from: folded.card(&it.from).to_owned(),
            to: folded.card(&it.to).to_owned(),
            label: Some(Size { width, height: measure::BADGE }),
            tag,
        }
    });
    let ties = incident.hosts.iter().filter(single).flat_map(|host| {
        let alone = host.perhaps_same_as.iter().filter(|it| folded.group(&it.value).is_none());
        alone.map(|it| (host.id.clone(), it.value.clone()))
    });
    Request {
        zones: incident.zones.iter().map(|it| Zone { id: it.id.clone(), label_width: widest(&it.label) }).collect(),
        nodes: hosts.chain(groups).collect(),
        edges: edges.collect(),
        ties: ties.collect(),
    }
}

fn node(id: Id, zone: Option<Id>, role: Role, width: f64) -> Node {
    let side = match role {
        Role::Intruder => Side::Source,
        Role::Inside => Side::Inside,
        Role::Outside => Side::Sink,
    };
    Node { id, zone, width, height: measure::CARD_HEIGHT, side, tags: [0.0; 2] }
}

fn widest(label: &Text) -> f64 {
    label.all().map(|(_, words)| text::width(words, measure::ZONE_FONT, true)).fold(0.0, f64::max)
}
