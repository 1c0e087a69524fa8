//! The map of a bundle: who goes for whom, over which means and places. What is alike and tied alike is one card with a number.

use std::collections::{BTreeMap, BTreeSet};

use super::work::Work;
use super::{Object, facts, pattern};
use crate::foreign::make::{self, Words};
use crate::foreign::pointer::{self, texts};
use crate::foreign::short;
use crate::foreign::{icon, kind, order};
use crate::import::draft::{ClaimDraft, HostDraft, PivotDraft};
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
/// Sorts of infrastructure that are the victim's or nobody's. All others of the vocabulary (`command-and-control`,
/// `phishing`, `exfiltration` …) are means of an intruder.
const PLAIN: [&str; 7] =
    ["non-malicious", "workstation", "routers-switches", "firewall", "control-system", "server", "unknown"];
/// So many things of one kind with the same ties are drawn one by one. A hundred domains that one
/// actor uses are all alike: a card "100 domain names" says the same, and can be read. Addresses are put together from two on.
const MOST_ALIKE: usize = 3;

/// A card in the making.
#[derive(Debug, Clone)]
struct Node<'a> {
    label: String,
    /// What it is in STIX: `malware`, `ipv4-addr`.
    sort: String,
    /// How many it stands for, if for several, and their names.
    group: Option<(usize, Option<Words>)>,
    kind: &'static str,
    role: &'static str,
    object: Object<'a>,
}

impl Node<'_> {
    /// What its card is called.
    fn label(&self) -> Words {
        match self.group {
            Some((n, _)) => kind::number_of(&self.sort, n).into(),
            None => (&self.label).into(),
        }
    }
}

/// How one thing leads to another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    /// By a relationship of this type.
    Relation(String),
    /// By traffic of these protocols, to this port.
    Traffic(String, Option<u64>),
}

impl Way {
    fn is_aimed(&self) -> bool {
        matches!(self, Self::Relation(word) if word == "targets")
    }

    fn label(&self) -> Words {
        match self {
            Self::Relation(word) => kind::relation(word),
            Self::Traffic(protocols, None) => protocols.into(),
            Self::Traffic(protocols, Some(port)) => Phrase::stix_to_port(protocols, port.to_string()).into(),
        }
    }
}

/// An arrow in the making.
#[derive(Debug, Clone)]
struct Arrow<'a> {
    from: String,
    to: String,
    way: Way,
    /// What says so.
    object: Object<'a>,
    /// Whether only an indicator says so.
    is_indicated: bool,
}

/// Reads it.
pub fn read(work: &mut Work) {
    let mut nodes: BTreeMap<String, Node> = BTreeMap::new();
    let (mut arrows, mut uses) = (Vec::new(), Vec::new());
    for relation in work.bundle.all("relationship").collect::<Vec<Object>>() {
        if relation.value.get("revoked").and_then(serde_json::Value::as_bool) == Some(true) {
            work.left_out(Phrase::stix_revoked(), relation);
            continue;
        }
        let end = |field: &str| work.bundle.get(relation.text(field)?);
        let (Some(from), Some(to)) = (end("/source_ref"), end("/target_ref")) else {
            work.left_out(Phrase::stix_dangling(), relation);
            continue;
        };
        let word = relation.text("/relationship_type").unwrap_or("related-to");
        if word == "indicates" {
            indicates(&mut nodes, &mut arrows, from, to, relation);
            work.carried(Phrase::stix_indicated(), relation);
            continue;
        }
        if word == "uses" && to.kind == "attack-pattern" {
            work.carried(Phrase::stix_used(), relation);
        }
        let (Some(a), Some(b)) = (node(from), node(to)) else { continue };
        let way = Way::Relation(word.to_owned());
        let arrow = Arrow { from: key(from), to: key(to), way, object: relation, is_indicated: false };
        if MOVES.contains(&word) {
            nodes.insert(arrow.from.clone(), a);
            nodes.insert(arrow.to.clone(), b);
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
            nodes.insert(arrow.from.clone(), a);
            nodes.insert(arrow.to.clone(), b);
            arrows.push(arrow);
        } else {
            work.carried(Phrase::stix_used(), arrow.object);
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
            (icon::of(&[name, &types.join(" "), about]), if is_plain { "inside" } else { "outside" })
        }
        _ => return None,
    };
    Some(Node { label: name.to_owned(), sort: object.kind.to_owned(), group: None, kind, role, object })
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
    let label = short::short_address(value);
    Node { label, sort: kind.to_owned(), group: None, kind: icon, role, object }
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
        let way = Way::Relation("uses".to_owned());
        arrows.push(Arrow { from: key(of), to, way, object: relation, is_indicated: true });
    }
}

/// Traffic of the network goes from its source to its destination.
fn traffic<'a>(work: &mut Work<'a, '_>, nodes: &mut BTreeMap<String, Node<'a>>, arrows: &mut Vec<Arrow<'a>>) {
    for traffic in work.bundle.all("network-traffic").collect::<Vec<Object>>() {
        let end = |field: &str| work.bundle.get(traffic.text(field)?).and_then(|it| Some((key(it), node(it)?)));
        let (Some((from, a)), Some((to, b))) = (end("/src_ref"), end("/dst_ref")) else { continue };
        let port = traffic.value.get("dst_port").and_then(pointer::whole);
        let way = Way::Traffic(texts(traffic.value, "/protocols").join("/"), port);
        nodes.insert(from.clone(), a);
        nodes.insert(to.clone(), b);
        arrows.push(Arrow { from, to, way, object: traffic, is_indicated: false });
    }
}

/// Actors, infrastructure and addresses that nothing ties to anything.
fn alone<'a>(work: &mut Work<'a, '_>, nodes: &mut BTreeMap<String, Node<'a>>, arrows: &[Arrow<'a>]) {
    let impacts = work.bundle.all("impact").flat_map(|it| texts(it.value, "/impacted_refs"));
    let hit: BTreeSet<&str> = sorting::set_of(impacts);
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
    // One actor behind many campaigns and intrusion sets: those that no arrow touches are facts already, and a map of
    // lone cards around the story would hide it. If there is no arrow at all, they are the map.
    let tied: BTreeSet<&String> = sorting::set_of(arrows.iter().flat_map(|it| [&it.from, &it.to]));
    if !arrows.is_empty() {
        nodes.retain(|key, it| it.role != "intruder" || tied.contains(key));
    }
}

/// Puts what is alike and tied alike onto one card.
fn group<'a>(work: &mut Work<'a, '_>, nodes: &mut BTreeMap<String, Node<'a>>, arrows: &mut Vec<Arrow<'a>>) {
    type Ties = BTreeSet<(bool, String, Way)>;
    let mut ties: BTreeMap<&String, Ties> = BTreeMap::new();
    for it in arrows.iter() {
        ties.entry(&it.from).or_default().insert((true, it.to.clone(), it.way.clone()));
        ties.entry(&it.to).or_default().insert((false, it.from.clone(), it.way.clone()));
    }
    let mut alike: BTreeMap<(String, Ties), Vec<String>> = BTreeMap::new();
    for (key, node) in nodes.iter().filter(|(_, it)| it.kind != "party" || it.sort == "identity") {
        alike.entry((node.sort.clone(), ties.remove(key).unwrap_or_default())).or_default().push(key.clone());
    }
    let mut card_of: BTreeMap<String, String> = BTreeMap::new();
    for ((sort, _), keys) in alike {
        let is_address = matches!(sort.as_str(), "ipv4-addr" | "ipv6-addr" | "domain-name" | "url");
        if keys.len() <= if is_address { 1 } else { MOST_ALIKE } {
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
        nodes.insert(first.clone(), card);
        card_of.extend(keys.into_iter().map(|it| (it, first.clone())));
    }
    for end in arrows.iter_mut().flat_map(|it| [&mut it.from, &mut it.to]) {
        if let Some(card) = card_of.get(end) {
            end.clone_from(card);
        }
    }
    sorting::by(arrows, |a, b| (&a.from, &a.to, &a.way, a.object.id).cmp(&(&b.from, &b.to, &b.way, b.object.id)));
    arrows.dedup_by(|a, b| (&a.from, &a.to, &a.way) == (&b.from, &b.to, &b.way));
}

fn draw<'a>(work: &mut Work<'a, '_>, nodes: &BTreeMap<String, Node<'a>>, arrows: Vec<Arrow<'a>>) {
    let mut hosts = Vec::new();
    let mut sorted: Vec<(String, &String, &Node)> =
        nodes.iter().map(|(key, it)| (make::name(&it.label()), key, it)).collect();
    sorting::by(&mut sorted, |a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
    for (name, key, node) in sorted {
        let id = work.names.id(&name);
        work.places.insert(key.clone(), id.clone());
        let about = || node.object.text("/description").map(|it| make::short(it, 300));
        let names = node.group.as_ref().and_then(|(_, names)| names.clone());
        let note = names.map(make::text).or_else(about);
        let name = work.claim(node.object, Some(make::text(node.label())));
        work.carried(Phrase::stix_hosts(), node.object);
        hosts.push(HostDraft {
            id,
            label: make::short(node.label(), 52),
            kind: Some(node.kind.to_owned()),
            role: (node.role != "inside").then(|| node.role.to_owned()),
            note,
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
        if arrow.is_indicated {
            work.derived(Phrase::stix_indicator_places(), arrow.object);
        } else {
            work.carried(Phrase::stix_moves(), arrow.object);
        }
        let label = arrow.way.label();
        let id = work.names.id(&make::name(&label));
        let label = Some(make::text(label)).filter(|it| *it != make::text(""));
        pivots.push(PivotDraft { id, from, to, label, claims: make::each(vec![claim]), ..PivotDraft::default() });
    }
    order::from_the_start(&mut pivots, &hosts);
    work.draft.hosts = make::each(hosts);
    work.draft.pivots = make::each(pivots);
}

fn said<'a>(work: &mut Work<'a, '_>, arrow: &Arrow<'a>, from: Option<&Node<'a>>) -> ClaimDraft<()> {
    let start = if arrow.object.kind == "network-traffic" { "/start" } else { "/start_time" };
    let mut claim = work.dated(arrow.object, None, start);
    let is_aimed = arrow.way.is_aimed();
    let why = match (arrow.is_indicated, is_aimed) {
        (true, _) => Some(Phrase::stix_indicates()),
        (false, true) => Some(Phrase::stix_aimed()),
        (false, false) => None,
    };
    if let Some(why) = why {
        claim.said.hedge = Some("possible".to_owned());
        claim.said.inferred = Some(make::text(why));
    }
    let about = arrow.object.text("/description").map(make::text);
    claim.said.note = about.or(claim.said.note);
    let seen = from.filter(|it| claim.said.when.is_none() && matches!(it.object.kind, "campaign" | "intrusion-set"));
    if let Some(actor) = seen {
        let day = |pointer: &str| actor.object.text(pointer).and_then(pointer::day).map(|it| it.to_string());
        if let Some(first) = day("/first_seen") {
            let last = day("/last_seen").filter(|it| *it >= first).unwrap_or_else(|| "..".to_owned());
            claim.said.when = Some(if last == first { first } else { format!("{first}/{last}") });
            let aimed = is_aimed.then(|| Phrase::stix_aimed().into());
            claim.said.inferred =
                make::notes([Phrase::stix_within().into()].into_iter().chain(aimed), Phrase::import_then);
            work.derived(Phrase::stix_within_campaign(), arrow.object);
        }
    }
    claim
}
