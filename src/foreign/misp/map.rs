//! The map of an event: things that refer to each other by movement, addresses by kind, targets; and who uses them.

use std::collections::{BTreeMap, BTreeSet};

use super::thing::Thing;
use super::{EVENT, Work};
use crate::foreign::make::{self, Words};
use crate::foreign::short;
use crate::foreign::{kind, order};
use crate::import::draft::{FactDraft, HostDraft, PivotDraft};
use crate::sorting;
use crate::tongue::Phrase;

/// References that say movement; and where the other end comes first, what is done in the direction of the movement.
const MOVES: [(&str, Option<&str>); 17] = [
    ("connected-to", None),
    ("connects-to", None),
    ("communicates-with", None),
    ("beacons-to", None),
    ("downloaded-from", Some("gives")),
    ("downloads", None),
    ("downloaded", None),
    ("dropped-by", Some("drops")),
    ("drops", None),
    ("dropped", None),
    ("exfiltrates-to", None),
    ("delivered-by", Some("delivers")),
    ("targets", None),
    ("affects", None),
    ("compromised", None),
    ("sent-to", None),
    ("redirects-to", None),
];
/// With more things that are tied, those of one kind are one card, whatever they are tied to. The event on
/// `MoustachedBouncer` has 105 objects with 84 ties; as a card each they are a ball of wool, by kinds they can be read.
const MOST_TIED: usize = 12;
/// How many names the note of a card lists.
const MOST_NAMES: usize = 12;

/// What sort of address a type of MISP is, if it is one.
fn address(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "ip-dst" | "ip-src" | "ip-dst|port" | "ip-src|port" | "ip-port" | "network-connection" => IP,
        "domain" | "hostname" | "domain|ip" | "domain-ip" => DOMAIN,
        "url" | "uri" => URL,
        _ => return None,
    })
}

/// The sorts of addresses, in the order of their cards.
const IP: &str = "IP";
const URL: &str = "URL";
const DOMAIN: &str = "domain";

/// What people call so many of a sort of addresses, or of a type of MISP: `filename|sha1` is a file with its hash.
pub fn called(kind: &str, n: usize) -> Words {
    let phrase: fn(usize) -> Phrase = match kind {
        IP => Phrase::kind_ip_address,
        URL => Phrase::kind_url,
        "md5" => Phrase::kind_md5,
        "sha1" => Phrase::kind_sha1,
        "sha256" => Phrase::kind_sha256,
        "filename|md5" | "filename|sha1" | "filename|sha256" => Phrase::kind_file_and_hash,
        "domain|ip" | "domain-ip" => Phrase::kind_domain_and_address,
        "email-src" | "email-dst" => Phrase::kind_email_address,
        "av-signature" => Phrase::kind_antivirus,
        "regkey" | "regkey|value" => Phrase::kind_registry_key,
        _ => match address(kind) {
            Some(IP) => Phrase::kind_ip_address,
            Some(URL) => Phrase::kind_url,
            Some(_) => Phrase::kind_domain,
            None => return kind::called(kind, n),
        },
    };
    phrase(n).into()
}

/// Targets: whom the intruder went for.
fn is_target(kind: &str) -> bool {
    kind == "victim" || kind.starts_with("target-")
}

/// What tells cards apart: the sort of their things, and the ties of these.
type Key = (String, Vec<(bool, usize)>);

/// A card: things of one kind with the same ties.
struct Card<'a> {
    things: Vec<&'a Thing<'a>>,
    sort: &'a str,
}

/// Draws it.
pub fn draw(work: &mut Work) {
    let things = std::mem::take(&mut work.things);
    let (ties, left) = ties(&things);
    for at in left {
        work.report.left_out(Phrase::misp_no_movement(), at);
    }
    let tied: BTreeSet<usize> = sorting::set_of(ties.iter().flat_map(|(from, to, _)| [*from, *to]));
    let is_drawn =
        |index: usize| tied.contains(&index) || address(things[index].kind).is_some() || is_target(things[index].kind);
    let mut cards: BTreeMap<Key, Card> = BTreeMap::new();
    let mut card_of: BTreeMap<usize, Key> = BTreeMap::new();
    for index in (0..things.len()).filter(|it| is_drawn(*it)) {
        let thing = &things[index];
        let sort = address(thing.kind).unwrap_or(thing.kind);
        let of = |ties: &[(usize, usize, &str)]| -> Vec<(bool, usize)> {
            let out = ties.iter().filter(|it| it.0 == index).map(|it| (true, it.1));
            out.chain(ties.iter().filter(|it| it.1 == index).map(|it| (false, it.0))).collect()
        };
        let is_many = tied.len() > MOST_TIED;
        let signature = if is_many { Vec::new() } else { of(&ties) };
        // a target stands for itself
        let key = (if is_target(thing.kind) { format!("{sort} {}", thing.name) } else { sort.to_owned() }, signature);
        card_of.insert(index, key.clone());
        cards.entry(key).or_insert_with(|| Card { things: Vec::new(), sort }).things.push(thing);
    }
    let mut ids: BTreeMap<&Key, String> = BTreeMap::new();
    let mut hosts = Vec::new();
    for (key, card) in &cards {
        let host = host(work, card);
        ids.insert(key, host.id.clone());
        hosts.push(host);
    }
    let mut arrows: BTreeSet<(String, String, String)> = BTreeSet::new();
    for (from, to, how) in &ties {
        let (from, to) = (ids[&card_of[from]].clone(), ids[&card_of[to]].clone());
        if from != to {
            arrows.insert((from, to, (*how).to_owned()));
        }
    }
    let mut pivots: Vec<PivotDraft> = Vec::new();
    for (from, to, how) in &arrows {
        work.report.carried(Phrase::misp_movement(), work.at);
        pivots.push(pivot(work, from, to, how, (how == "targets").then(Phrase::misp_aimed)));
    }
    intruder(work, &mut hosts, &mut pivots, &cards.values().collect::<Vec<_>>());
    order::from_the_start(&mut pivots, &hosts);
    work.draft.hosts = make::each(hosts);
    work.draft.pivots = make::each(pivots);
    work.things = things;
}

/// Which things lead to which, and where the other references stand.
fn ties<'a>(things: &[Thing<'a>]) -> (Vec<(usize, usize, &'a str)>, Vec<String>) {
    let index: BTreeMap<&str, usize> = sorting::map_of(things.iter().enumerate().map(|(i, it)| (it.uuid, i)));
    let (mut ties, mut left) = (Vec::new(), Vec::new());
    for (at, thing) in things.iter().enumerate() {
        for (to, how) in &thing.references {
            let known = MOVES.iter().find(|(word, _)| word == how);
            match (known, index.get(to)) {
                (Some((_, None)), Some(to)) => ties.push((at, *to, *how)),
                (Some((_, Some(how))), Some(to)) => ties.push((*to, at, *how)),
                _ => left.push(thing.at.clone()),
            }
        }
    }
    sorting::by(&mut ties, Ord::cmp);
    ties.dedup();
    (ties, left)
}

fn host(work: &mut Work, card: &Card) -> HostDraft {
    let first = card.things[0];
    let n = card.things.len();
    let label: Words = match n {
        1 => alone(first).into(),
        n => Phrase::import_n_of(n, called(card.sort, n)).into(),
    };
    for it in &card.things {
        match n {
            1 => work.report.carried(Phrase::misp_hosts(), it.at.clone()),
            _ => work.report.derived(Phrase::import_same_ties(), it.at.clone()),
        }
    }
    let names: Vec<&str> = card.things.iter().map(|it| it.name).take(MOST_NAMES).collect();
    let names = names.join(", ");
    let note: Option<Words> = match n {
        1 => first.comment.map(Words::from),
        2..=MOST_NAMES => Some(names.into()),
        n => Some(Phrase::import_and_more(names, n - MOST_NAMES).into()),
    };
    let (kind, role) = match () {
        () if is_target(first.kind) => ("party", None),
        () if address(first.kind) == Some(IP) => ("service", Some("outside")),
        () if address(first.kind).is_some() => ("website", Some("outside")),
        () => ("step", None),
    };
    if is_target(first.kind) {
        let claim = make::claim(Some(make::text(first.name)), EVENT);
        let victim = work.draft.victim.get_or_insert_with(FactDraft::default);
        if victim.claims.items.is_empty() {
            victim.claims = make::each(vec![claim]);
        }
    }
    let mut name = make::claim(Some(make::text(label.clone())), EVENT);
    let marking = card.things.iter().filter_map(|it| it.marking).min().map(|it| it.as_str().to_owned());
    name.said.marking = marking.filter(|it| work.draft.marking.as_ref() != Some(it));
    HostDraft {
        id: work.names.id(&make::name(&label)),
        label: make::short(label, 52),
        kind: Some(kind.to_owned()),
        role: role.map(str::to_owned),
        note: note.map(make::text),
        names: make::each(vec![name]),
        ..HostDraft::default()
    }
}

/// The label of one thing: an address without its scheme, and the beginning of a hash.
pub fn alone(thing: &Thing) -> String {
    const HASH: usize = 32;
    let name = if address(thing.kind).is_some() { short::short_address(thing.name) } else { thing.name.to_owned() };
    let is_hash = name.len() >= HASH && name.bytes().all(|b| b.is_ascii_hexdigit());
    if is_hash { format!("{} {}…", thing.kind, &name[..8]) } else { name }
}

fn pivot(work: &mut Work, from: &str, to: &str, how: &str, inferred: Option<Phrase>) -> PivotDraft {
    let mut claim = make::claim(None, EVENT);
    if let Some(why) = inferred {
        claim.said.hedge = Some("possible".to_owned());
        claim.said.inferred = Some(make::text(why));
    }
    PivotDraft {
        id: work.names.id(how),
        from: from.to_owned(),
        to: to.to_owned(),
        label: Some(make::text(kind::relation(how))),
        claims: make::each(vec![claim]),
        ..PivotDraft::default()
    }
}

/// The intruder stands before all that nothing leads to.
///
/// An event of MISP lists what was found and seldom what happened: 30 domains, and no word of who did what with them. That
/// the intruder used them is the reason why they are listed, so it is drawn as possible, and says so.
fn intruder(work: &mut Work, hosts: &mut Vec<HostDraft>, pivots: &mut Vec<PivotDraft>, cards: &[&Card]) {
    if hosts.is_empty() {
        return;
    }
    let actor = work.draft.actor.as_ref().and_then(|it| it.claims.items.first()?.1.value.clone());
    let label = actor.unwrap_or_else(|| make::text(Phrase::import_intruder()));
    let id = work.names.id("intruder");
    let reached: BTreeSet<String> = sorting::set_of(pivots.iter().map(|it| it.to.clone()));
    let starts: Vec<(String, bool)> = hosts
        .iter()
        .zip(cards)
        .filter(|(host, _)| !reached.contains(&host.id))
        .map(|(host, card)| (host.id.clone(), is_target(card.things[0].kind)))
        .collect();
    for (to, is_target) in starts {
        let (how, why) = if is_target { ("targets", Phrase::misp_aimed()) } else { ("uses", Phrase::misp_used()) };
        if is_target {
            work.report.carried(Phrase::misp_target(), work.at);
        } else {
            work.report.derived(Phrase::misp_uses(), work.at);
        }
        pivots.push(pivot(work, &id, &to, how, Some(why)));
    }
    hosts.push(HostDraft {
        id,
        label,
        kind: Some("party".to_owned()),
        role: Some("intruder".to_owned()),
        ..HostDraft::default()
    });
}
