//! The map of a bundle: who goes for whom, over which means and places. What is alike and tied alike is one card with a number.

use std::collections::{BTreeMap, BTreeSet};

use super::work::Work;
use super::{Object, facts, pattern};
use crate::foreign::look::{self, brief, texts};
use crate::foreign::{make, sort};
use crate::import::draft::{ClaimDraft, HostDraft, PivotDraft};

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
/// Sorts of infrastructure that are the victim's or nobody's.
const PLAIN: [&str; 7] =
    ["non-malicious", "workstation", "routers-switches", "firewall", "control-system", "server", "unknown"];
/// So many things of one kind with the same ties are drawn one by one.
const MOST_ALIKE: usize = 3;
const WITHIN: &str = "From the first and last sighting of the one from whom it comes.";
const AIMED: &str = "The file says at whom or what it is aimed, not that it was reached.";
const INDICATED: &str = "The file says that the address indicates it, not how it is used.";

/// A card in the making.
#[derive(Debug, Clone)]
struct Node<'a> {
    label: String,
    /// What its kind is called: `malware`, `ipv4 addr`.
    word: String,
    kind: &'static str,
    role: &'static str,
    object: Object<'a>,
}

/// An arrow in the making.
#[derive(Debug, Clone)]
struct Arrow<'a> {
    from: String,
    to: String,
    label: String,
    /// What says so.
    object: Object<'a>,
    inferred: Option<&'static str>,
}

/// Reads it.
pub fn read(work: &mut Work) {
    let mut nodes: BTreeMap<String, Node> = BTreeMap::new();
    let (mut arrows, mut uses) = (Vec::new(), Vec::new());
    for relation in work.bundle.all("relationship").collect::<Vec<Object>>() {
        if relation.value.get("revoked").and_then(serde_json::Value::as_bool) == Some(true) {
            work.left_out("relationships that were revoked", relation);
            continue;
        }
        let end = |field: &str| work.bundle.get(relation.text(field)?);
        let (Some(from), Some(to)) = (end("/source_ref"), end("/target_ref")) else {
            work.left_out("relationships with what is not in the file", relation);
            continue;
        };
        let word = relation.text("/relationship_type").unwrap_or("related-to");
        if word == "indicates" {
            indicates(&mut nodes, &mut arrows, from, to, relation);
            work.carried("what indicators indicate, as ties of their addresses", relation);
            continue;
        }
        if word == "uses" && to.kind == "attack-pattern" {
            work.carried("what somebody uses, as techniques and facts", relation);
        }
        let (Some(a), Some(b)) = (node(from), node(to)) else { continue };
        let arrow =
            Arrow { from: key(from), to: key(to), label: word.replace('-', " "), object: relation, inferred: None };
        if MOVES.contains(&word) {
            nodes.insert(arrow.from.clone(), a);
            nodes.insert(arrow.to.clone(), b);
            arrows.push(arrow);
        } else if word == "uses" {
            uses.push((arrow, a, b));
        }
    }
    traffic(work, &mut nodes, &mut arrows);
    // what somebody uses stands between him and his targets; where the file says no movement at all, it is all there is
    let leads: BTreeSet<String> = arrows.iter().map(|it: &Arrow| it.from.clone()).collect();
    let is_all = arrows.iter().all(|it| it.inferred.is_some());
    for (arrow, a, b) in uses {
        if is_all || leads.contains(&arrow.to) {
            let words = if is_all {
                "who uses what, as steps: the file tells no movement"
            } else {
                "what is used on the way to a target, as a step"
            };
            work.derived(words, arrow.object);
            nodes.insert(arrow.from.clone(), a);
            nodes.insert(arrow.to.clone(), b);
            arrows.push(arrow);
        } else {
            work.carried("what somebody uses, as techniques and facts", arrow.object);
        }
    }
    alone(work, &mut nodes, &arrows);
    group(work, &mut nodes, &mut arrows);
    draw(work, &nodes, arrows);
}

fn key(object: Object<'_>) -> String {
    object.id.to_owned()
}

/// The card of an object, if it can have one.
fn node(object: Object<'_>) -> Option<Node<'_>> {
    let name = object.name();
    let (kind, role) = match object.kind {
        "threat-actor" | "intrusion-set" | "campaign" => ("party", "intruder"),
        // they are neither a machine nor a person: done, and not compromised
        "malware" | "tool" => ("step", "inside"),
        "identity" => ("party", "inside"),
        "location" => ("site", "inside"),
        "ipv4-addr" | "ipv6-addr" | "domain-name" | "url" | "mac-addr" => {
            return Some(address(object.kind, name, object));
        }
        "infrastructure" => {
            let types = texts(object.value, "/infrastructure_types");
            let is_plain = types.iter().all(|it| PLAIN.contains(it));
            let about = object.text("/description").unwrap_or_default();
            (sort::kind(&[name, &types.join(" "), about]), if is_plain { "inside" } else { "outside" })
        }
        _ => return None,
    };
    Some(Node { label: name.to_owned(), word: object.kind.replace('-', " "), kind, role, object })
}

/// The card of an address.
fn address<'a>(kind: &str, value: &str, object: Object<'a>) -> Node<'a> {
    let is_private = ["10.", "192.168.", "172.16.", "172.31.", "127.", "169.254.", "fe80:", "fd"]
        .iter()
        .any(|it| value.starts_with(it));
    let (icon, role) = match kind {
        "domain-name" | "url" => ("website", "outside"),
        _ if is_private => ("server", "inside"),
        _ => ("service", "outside"),
    };
    let label = look::short_address(value);
    Node { label, word: kind.replace('-', " "), kind: icon, role, object }
}

/// The addresses that an indicator looks for, by their keys.
fn addresses(indicator: Object<'_>) -> Vec<(String, Node<'_>)> {
    let found = indicator.text("/pattern").map(pattern::values).unwrap_or_default();
    let is_address = |kind: &str| matches!(kind, "ipv4-addr" | "ipv6-addr" | "domain-name" | "url");
    let all = found.into_iter().filter(|(kind, _)| is_address(kind));
    all.map(|(kind, value)| (format!("{kind} {value}"), address(kind, value, indicator))).collect()
}

fn indicates<'a>(
    nodes: &mut BTreeMap<String, Node<'a>>,
    arrows: &mut Vec<Arrow<'a>>,
    indicator: Object<'a>,
    of: Object<'a>,
    relation: Object<'a>,
) {
    let Some(node) = node(of) else { return };
    for (to, place) in addresses(indicator) {
        nodes.insert(key(of), node.clone());
        nodes.insert(to.clone(), place);
        arrows.push(Arrow { from: key(of), to, label: "uses".to_owned(), object: relation, inferred: Some(INDICATED) });
    }
}

/// Traffic of the network goes from its source to its destination.
fn traffic<'a>(work: &mut Work<'a, '_>, nodes: &mut BTreeMap<String, Node<'a>>, arrows: &mut Vec<Arrow<'a>>) {
    for traffic in work.bundle.all("network-traffic").collect::<Vec<Object>>() {
        let end = |field: &str| work.bundle.get(traffic.text(field)?).and_then(|it| Some((key(it), node(it)?)));
        let (Some((from, a)), Some((to, b))) = (end("/src_ref"), end("/dst_ref")) else { continue };
        let port = traffic.value.get("dst_port").and_then(look::whole).map(|it| format!(" to port {it}"));
        let label = format!("{}{}", texts(traffic.value, "/protocols").join("/"), port.unwrap_or_default());
        nodes.insert(from.clone(), a);
        nodes.insert(to.clone(), b);
        arrows.push(Arrow { from, to, label, object: traffic, inferred: None });
    }
}

/// Actors, infrastructure and addresses that nothing ties to anything.
fn alone<'a>(work: &mut Work<'a, '_>, nodes: &mut BTreeMap<String, Node<'a>>, arrows: &[Arrow<'a>]) {
    let impacts = work.bundle.all("impact").flat_map(|it| texts(it.value, "/impacted_refs"));
    let hit: BTreeSet<&str> = impacts.collect();
    let drawn =
        ["threat-actor", "intrusion-set", "campaign", "infrastructure", "ipv4-addr", "ipv6-addr", "domain-name", "url"];
    for object in work.bundle.objects.values().copied() {
        if object.kind == "indicator" {
            for (key, place) in addresses(object) {
                nodes.entry(key).or_insert(place);
            }
        } else if (drawn.contains(&object.kind) || hit.contains(object.id))
            && let Some(node) = node(object)
        {
            nodes.entry(key(object)).or_insert(node);
        }
    }
    // one actor behind many campaigns and sets: those that no arrow touches are facts already
    let tied: BTreeSet<&String> = arrows.iter().flat_map(|it| [&it.from, &it.to]).collect();
    if !arrows.is_empty() {
        nodes.retain(|key, it| it.role != "intruder" || tied.contains(key));
    }
}

/// Puts what is alike and tied alike onto one card.
fn group<'a>(work: &mut Work<'a, '_>, nodes: &mut BTreeMap<String, Node<'a>>, arrows: &mut Vec<Arrow<'a>>) {
    type Ties = BTreeSet<(bool, String, String)>;
    let mut ties: BTreeMap<&String, Ties> = BTreeMap::new();
    for it in arrows.iter() {
        ties.entry(&it.from).or_default().insert((true, it.to.clone(), it.label.clone()));
        ties.entry(&it.to).or_default().insert((false, it.from.clone(), it.label.clone()));
    }
    let mut alike: BTreeMap<(String, Ties), Vec<String>> = BTreeMap::new();
    for (key, node) in nodes.iter().filter(|(_, it)| it.kind != "party" || it.word == "identity") {
        alike.entry((node.word.clone(), ties.remove(key).unwrap_or_default())).or_default().push(key.clone());
    }
    let mut card_of: BTreeMap<String, String> = BTreeMap::new();
    for ((word, _), keys) in alike {
        let is_address = matches!(word.as_str(), "ipv4 addr" | "ipv6 addr" | "domain name" | "url");
        if keys.len() <= if is_address { 1 } else { MOST_ALIKE } {
            continue;
        }
        let members: Vec<Node> = keys.iter().filter_map(|it| nodes.remove(it)).collect();
        let first = keys[0].clone();
        for it in &members {
            work.derived("things of one kind with the same ties, as one card with their number", it.object);
        }
        let label = format!("{} {}", keys.len(), sort::plural(&word));
        let mut card = members[0].clone();
        card.word = facts::names(members.iter().map(|it| it.label.as_str()));
        card.label = label;
        nodes.insert(first.clone(), card);
        card_of.extend(keys.into_iter().map(|it| (it, first.clone())));
    }
    for end in arrows.iter_mut().flat_map(|it| [&mut it.from, &mut it.to]) {
        if let Some(card) = card_of.get(end) {
            end.clone_from(card);
        }
    }
    arrows.sort_by(|a, b| (&a.from, &a.to, &a.label, a.object.id).cmp(&(&b.from, &b.to, &b.label, b.object.id)));
    arrows.dedup_by(|a, b| (&a.from, &a.to, &a.label) == (&b.from, &b.to, &b.label));
}

fn draw<'a>(work: &mut Work<'a, '_>, nodes: &BTreeMap<String, Node<'a>>, arrows: Vec<Arrow<'a>>) {
    let mut hosts = Vec::new();
    let mut sorted: Vec<(&String, &Node)> = nodes.iter().collect();
    sorted.sort_by(|a, b| (&a.1.label, a.0).cmp(&(&b.1.label, b.0)));
    for (key, node) in sorted {
        let id = work.names.id(&node.label);
        work.places.insert(key.clone(), id.clone());
        let about = node.object.text("/description").map(|it| brief(it, 300).0.into_owned());
        let is_group = node.word.contains(", ");
        let note = if is_group { Some(node.word.clone()) } else { about };
        let name = work.claim(node.object, Some(make::text(&node.label)));
        work.carried("actors, means, targets and places, as hosts", node.object);
        hosts.push(HostDraft {
            id,
            label: make::text(brief(&node.label, 52).0.as_ref()),
            kind: Some(node.kind.to_owned()),
            role: (node.role != "inside").then(|| node.role.to_owned()),
            note: note.map(|it| make::text(&it)),
            names: make::each(vec![name]),
            ..HostDraft::default()
        });
    }
    let mut pivots = Vec::new();
    for arrow in arrows {
        let (Some(from), Some(to)) = (work.places.get(&arrow.from).cloned(), work.places.get(&arrow.to).cloned())
        else {
            continue;
        };
        let claim = said(work, &arrow, nodes.get(&arrow.from));
        match arrow.inferred {
            Some(_) => work.derived("the addresses of an indicator, as places that are used", arrow.object),
            None => work.carried("relationships and traffic that say movement, as steps", arrow.object),
        }
        let id = work.names.id(&arrow.label);
        let label = (!arrow.label.is_empty()).then(|| make::text(&arrow.label));
        pivots.push(PivotDraft { id, from, to, label, claims: make::each(vec![claim]), ..PivotDraft::default() });
    }
    sort::from_the_start(&mut pivots, &hosts);
    work.draft.hosts = make::each(hosts);
    work.draft.pivots = make::each(pivots);
}

fn said<'a>(work: &mut Work<'a, '_>, arrow: &Arrow<'a>, from: Option<&Node<'a>>) -> ClaimDraft<()> {
    let start = if arrow.object.kind == "network-traffic" { "/start" } else { "/start_time" };
    let mut claim = work.dated(arrow.object, None, start);
    if let Some(why) = arrow.inferred.or((arrow.label == "targets").then_some(AIMED)) {
        claim.said.hedge = Some("possible".to_owned());
        claim.said.inferred = Some(make::text(why));
    }
    let about = arrow.object.text("/description").map(make::text);
    claim.said.note = about.or(claim.said.note);
    let seen = from.filter(|it| claim.said.when.is_none() && matches!(it.object.kind, "campaign" | "intrusion-set"));
    if let Some(actor) = seen {
        let day = |pointer: &str| actor.object.text(pointer).and_then(look::day).map(|it| it.to_string());
        if let Some(first) = day("/first_seen") {
            let last = day("/last_seen").filter(|it| *it >= first).unwrap_or_else(|| "..".to_owned());
            claim.said.when = Some(if last == first { first } else { format!("{first}/{last}") });
            let is_aimed = arrow.label == "targets";
            claim.said.inferred =
                Some(make::text(&if is_aimed { format!("{WITHIN} {AIMED}") } else { WITHIN.to_owned() }));
            work.derived("steps of a campaign, as within its first and last sighting", arrow.object);
        }
    }
    claim
}
