//! The map of a bundle: who goes for whom, over which means and places.

use std::collections::{BTreeMap, BTreeSet};

use super::arrows::Arrow;
use super::cards::{Node, Nodes, Way, addresses, is_address, is_many, key, node};
use super::object::Object;
use super::work::{Holds, Work};
use super::{arrows, facts, marking, sources};
use crate::foreign::make;
use crate::foreign::plain::plain;
use crate::foreign::pointer::{self, texts};
use crate::import::draft::HostDraft;
use crate::sorting;
use crate::tongue::Phrase;

/// Relationships that say movement: from the source to the target.
const MOVES: [&str; 11] = [
    "targets",
    "compromises",
    "communicates-with",
    "beacons-to",
    "exfiltrates-to",
    "controls",
    "delivers",
    "downloads",
    "drops",
    "hosts",
    "exploits",
];
/// So many things of one kind with the same ties are drawn one by one. A hundred domains that one
/// actor uses are all alike: a card "100 domain names" says the same, and can be read. Addresses are put together from two on.
const MOST_ALIKE: usize = 3;

/// Reads it.
pub fn read(work: &mut Work) {
    let mut nodes: Nodes = BTreeMap::new();
    let (mut arrows, mut uses) = (Vec::new(), Vec::new());
    for relation in work.bundle.all("relationship").collect::<Vec<Object>>() {
        let Some((from, to)) = work.bundle.ends(relation) else {
            let ends = ["/source_ref", "/target_ref"].into_iter().filter_map(|it| relation.text(it));
            let is_withdrawn = ends.into_iter().any(|it| work.bundle.withdrawn.contains_key(it));
            work.left_out(if is_withdrawn { Phrase::stix_revoked_ends() } else { Phrase::stix_dangling() }, relation);
            continue;
        };
        let word = relation.text("/relationship_type").unwrap_or("related-to");
        if word == "indicates" {
            if !addresses(from).is_empty() {
                indicates(&mut nodes, &mut arrows, from, to, relation);
                work.carried(Phrase::stix_indicated(), relation);
            }
            continue;
        }
        if word == "based-on" && from.kind == "indicator" {
            // an address that is an object and an indicator is one card
            work.carried(Phrase::stix_indicated(), relation);
            continue;
        }
        if word == "uses" && to.kind == "attack-pattern" {
            work.carried(Phrase::stix_used(), relation);
        }
        if word == "targets" && is_many(to) {
            // the incident itself says below whom it hit
            work.fact_on(relation, &[from, to], Holds::Many, Phrase::stix_aimed_at(from.name()), to.name());
            work.carried(Phrase::stix_aims(), relation);
            work.used.extend([from.id, to.id]);
            continue;
        }
        let (Some(a), Some(b)) = (node(from), node(to)) else { continue };
        let (way, ends) = (Way::Relation(word.to_owned()), [from, to]);
        let arrow = Arrow { from: key(from), to: key(to), way, object: relation, ends, is_indicated: false };
        if MOVES.contains(&word) {
            put(&mut nodes, &arrow.from, a);
            put(&mut nodes, &arrow.to, b);
            arrows.push(arrow);
        } else if word == "uses" {
            uses.push((arrow, a, b));
        }
    }
    traffic(work, &mut nodes, &mut arrows);
    // What somebody uses stands between him and his targets: actor → malware → victim, if the malware targets somebody.
    // Where nothing leads on from it ("uses Mimikatz"), it is a fact and no step. Where a file says no movement at all,
    // who uses what is all that there is to draw.
    let leads: BTreeSet<String> = sorting::set_of(arrows.iter().map(|it: &Arrow| it.from.clone()));
    let is_all = arrows.iter().all(|it| it.is_indicated);
    for (arrow, a, b) in uses {
        if is_all || leads.contains(&arrow.to) {
            let words = if is_all { Phrase::stix_uses_as_steps() } else { Phrase::stix_uses_on_way() };
            work.derived(words, arrow.object);
            put(&mut nodes, &arrow.from, a);
            put(&mut nodes, &arrow.to, b);
            arrows.push(arrow);
        } else {
            work.carried(Phrase::stix_used(), arrow.object);
        }
    }
    alone(work, &mut nodes, &arrows);
    group(work, &mut nodes, &mut arrows);
    draw(work, &nodes);
    arrows::draw(work, &nodes, arrows);
}

/// Puts a thing on the map, or adds what else is the same thing.
fn put<'a>(nodes: &mut Nodes<'a>, key: &str, node: Node<'a>) {
    let known = nodes.entry(key.to_owned()).or_insert_with(|| Node { objects: Vec::new(), ..node.clone() });
    // an object says what it is, an indicator only where to look
    if known.object.kind == "indicator" && node.object.kind != "indicator" {
        known.object = node.object;
    }
    for it in node.objects {
        if known.objects.iter().all(|one| one.id != it.id) {
            known.objects.push(it);
        }
    }
}

fn indicates<'a>(
    nodes: &mut Nodes<'a>,
    arrows: &mut Vec<Arrow<'a>>,
    indicator: Object<'a>,
    of: Object<'a>,
    relation: Object<'a>,
) {
    let Some(node) = node(of) else { return };
    for (to, place) in addresses(indicator) {
        put(nodes, &key(of), node.clone());
        put(nodes, &to, place);
        let (way, ends) = (Way::Relation("uses".to_owned()), [of, indicator]);
        arrows.push(Arrow { from: key(of), to, way, object: relation, ends, is_indicated: true });
    }
}

/// Traffic of the network goes from its source to its destination.
fn traffic<'a>(work: &mut Work<'a, '_>, nodes: &mut Nodes<'a>, arrows: &mut Vec<Arrow<'a>>) {
    for traffic in work.bundle.all("network-traffic").collect::<Vec<Object>>() {
        let end = |field: &str| work.bundle.get(traffic.text(field)?).and_then(|it| Some((it, node(it)?)));
        let (Some((from, a)), Some((to, b))) = (end("/src_ref"), end("/dst_ref")) else { continue };
        let port = traffic.value.get("dst_port").and_then(pointer::whole);
        let way = Way::Traffic(texts(traffic.value, "/protocols").join("/"), port);
        put(nodes, &key(from), a);
        put(nodes, &key(to), b);
        let (ends, is_indicated) = ([from, to], false);
        arrows.push(Arrow { from: key(from), to: key(to), way, object: traffic, ends, is_indicated });
    }
}

/// Actors, infrastructure and addresses that nothing ties to anything.
fn alone<'a>(work: &mut Work<'a, '_>, nodes: &mut Nodes<'a>, arrows: &[Arrow<'a>]) {
    let impacts = work.bundle.all("impact").flat_map(|it| texts(it.value, "/impacted_refs"));
    let hit: BTreeSet<&str> = sorting::set_of(impacts);
    let drawn = ["threat-actor", "intrusion-set", "campaign", "infrastructure"];
    for object in work.bundle.objects.values().copied() {
        if object.kind == "indicator" {
            for (key, place) in addresses(object) {
                put(nodes, &key, place);
            }
        } else if (drawn.contains(&object.kind) || is_address(object.kind) || hit.contains(object.id))
            && let Some(node) = node(object)
        {
            put(nodes, &key(object), node);
        }
    }
    // One actor behind many campaigns and intrusion sets: those that no arrow touches are facts already, and a map of
    // lone cards around the story would hide it. If there is no arrow at all, they are the map.
    let tied: BTreeSet<&String> = sorting::set_of(arrows.iter().flat_map(|it| [&it.from, &it.to]));
    if !arrows.is_empty() {
        nodes.retain(|key, it| it.role != "intruder" || tied.contains(key));
    }
}

/// Puts what is alike, tied alike, said by one and shared as far onto one card.
fn group<'a>(work: &mut Work<'a, '_>, nodes: &mut Nodes<'a>, arrows: &mut [Arrow<'a>]) {
    type Ties = BTreeSet<(bool, String, Way)>;
    let mut ties: BTreeMap<&String, Ties> = BTreeMap::new();
    for it in arrows.iter() {
        ties.entry(&it.from).or_default().insert((true, it.to.clone(), it.way.clone()));
        ties.entry(&it.to).or_default().insert((false, it.from.clone(), it.way.clone()));
    }
    let level =
        |it: &Node| it.objects.iter().filter_map(|it| marking::of(*it, work.bundle)).min().map(|it| it as usize);
    let mut alike: BTreeMap<_, Vec<String>> = BTreeMap::new();
    for (key, node) in nodes.iter().filter(|(_, it)| it.kind != "party" || it.sort == "identity") {
        let ties = ties.remove(key).unwrap_or_default();
        let like = (node.sort.clone(), node.role, sources::creator(&node.object), level(node), ties);
        alike.entry(like).or_default().push(key.clone());
    }
    let mut card_of: BTreeMap<String, String> = BTreeMap::new();
    for ((sort, ..), keys) in alike {
        if keys.len() <= if is_address(&sort) { 1 } else { MOST_ALIKE } {
            continue;
        }
        let members: Vec<Node> = keys.iter().filter_map(|it| nodes.remove(it)).collect();
        let first = keys[0].clone();
        for it in &members {
            work.derived(Phrase::import_same_ties(), it.object);
        }
        let mut card = members[0].clone();
        let is_one = members.iter().all(|it| it.label == card.label);
        let names = facts::names(members.iter().map(|it| it.label.as_str()));
        card.group = Some((keys.len(), names.filter(|_| !is_one)));
        card.objects = members.iter().flat_map(|it| it.objects.iter().copied()).collect();
        nodes.insert(first.clone(), card);
        card_of.extend(keys.into_iter().map(|it| (it, first.clone())));
    }
    for end in arrows.iter_mut().flat_map(|it| [&mut it.from, &mut it.to]) {
        if let Some(card) = card_of.get(end) {
            end.clone_from(card);
        }
    }
}

/// Draws the cards. What several objects say of one thing bears the strictest marking of them.
fn draw<'a>(work: &mut Work<'a, '_>, nodes: &Nodes<'a>) {
    let mut hosts = Vec::new();
    let mut sorted: Vec<(String, &String, &Node)> =
        nodes.iter().map(|(key, it)| (make::name(&it.label()), key, it)).collect();
    sorting::by(&mut sorted, |a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
    for (name, key, node) in sorted {
        let id = work.names.id(&name);
        work.places.insert(key.clone(), id.clone());
        let about = || node.object.text("/description").map(|it| make::short(plain(it), 300));
        let names = node.group.as_ref().and_then(|(_, names)| names.clone());
        let note = names.map(make::text).or_else(about);
        // a thing that several objects are is told by the one that may be shared the furthest
        let freest = |it: &&Object<'a>| marking::of(**it, work.bundle).map_or(usize::MAX, |it| it as usize);
        let object = node.objects.iter().max_by_key(freest).copied().unwrap_or(node.object);
        let object = if freest(&&node.object) == freest(&&object) { node.object } else { object };
        let claims = match node.group {
            Some(_) => vec![work.claim(object, Some(make::text(node.label())))],
            None => work.told(object, &mut |work, version| {
                let label = if version.kind == "indicator" { node.label() } else { called(version) };
                work.claim(version, Some(make::text(label)))
            }),
        };
        for it in &node.objects {
            work.places.insert(it.id.to_owned(), id.clone());
            work.used.insert(it.id);
        }
        work.carried(Phrase::stix_hosts(), node.object);
        hosts.push(HostDraft {
            id,
            label: make::short(node.label(), 52),
            kind: Some(node.kind.to_owned()),
            role: (node.role != "inside").then(|| node.role.to_owned()),
            note,
            names: make::each(claims),
            ..HostDraft::default()
        });
    }
    work.draft.hosts = make::each(hosts);
}

/// What a card of this version is called.
fn called(object: Object<'_>) -> make::Words {
    node(object).map_or_else(|| object.name().into(), |it| it.label())
}
