//! The map of an event: things that refer to each other by movement, addresses by kind, targets; and who uses them.

use std::collections::{BTreeMap, BTreeSet};

use super::thing::{self, Thing};
use super::told;
use super::work::{EVENT, Work};
use crate::foreign::make::{self, Words};
use crate::foreign::{address, icon, kind, logs, order, short};
use crate::import::draft::{FactDraft, HostDraft, PivotDraft};
use crate::incident::Marking;
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
const MOST_NAMES: usize = 60;

/// What sort of address a type of MISP is, if it is one.
fn address(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "ip-dst" | "ip-src" | "ip-dst|port" | "ip-src|port" | "ip-port" | "network-connection" => IP,
        "domain" | "hostname" | "domain|ip" | "domain-ip" => DOMAIN,
        "url" | "uri" => URL,
        _ => return None,
    })
}

/// What sort of address a thing is, if it is one: an object may hold an address where its kind says domain.
pub fn sort(thing: &Thing) -> Option<&'static str> {
    address(thing.kind).map(|it| if it == DOMAIN && logs::is_address(thing.name) { IP } else { it })
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

/// Targets that are people or organisations, and not machines or accounts of theirs.
fn is_party(kind: &str) -> bool {
    matches!(kind, "victim" | "target-org" | "target-external")
}

/// What tells cards apart: the sort of their things, the ties of these, how far they may be shared, and whom somebody denies.
type Key = (String, Vec<(bool, usize)>, Option<String>, Option<usize>);

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
        work.report.left_out(Phrase::misp_no_movement(), format!("{at}/ObjectReference"));
    }
    let tied: BTreeSet<usize> = sorting::set_of(ties.iter().flat_map(|(from, to, _)| [*from, *to]));
    let is_drawn =
        |index: usize| tied.contains(&index) || sort(&things[index]).is_some() || is_target(things[index].kind);
    let mut cards: BTreeMap<Key, Card> = BTreeMap::new();
    let mut card_of: BTreeMap<usize, Key> = BTreeMap::new();
    for index in (0..things.len()).filter(|it| is_drawn(*it)) {
        let thing = &things[index];
        let sort = sort(thing).unwrap_or(thing.kind);
        let of = |ties: &[(usize, usize, &str)]| -> Vec<(bool, usize)> {
            let out = ties.iter().filter(|it| it.0 == index).map(|it| (true, it.1));
            out.chain(ties.iter().filter(|it| it.1 == index).map(|it| (false, it.0))).collect()
        };
        let is_many = tied.len() > MOST_TIED;
        let signature = if is_many { Vec::new() } else { of(&ties) };
        // a target stands for itself
        let what = if is_target(thing.kind) { format!("{sort} {}", thing.name) } else { sort.to_owned() };
        let denied = (thing.is_false_alarm || thing.voices.iter().any(thing::Voice::denies)).then_some(index);
        let key = (what, signature, work.beside(thing.marking), denied);
        card_of.insert(index, key.clone());
        cards.entry(key).or_insert_with(|| Card { things: Vec::new(), sort }).things.push(thing);
    }
    let mut ids: BTreeMap<&Key, String> = BTreeMap::new();
    let mut hosts = Vec::new();
    for (key, card) in &cards {
        let host = host(work, card, key.2.clone());
        ids.insert(key, host.id.clone());
        hosts.push(host);
    }
    let mut arrows: BTreeMap<(String, String, String), Option<Marking>> = BTreeMap::new();
    for (from, to, how) in &ties {
        let level = things[*from].marking.into_iter().chain(things[*to].marking).min();
        let (from, to) = (ids[&card_of[from]].clone(), ids[&card_of[to]].clone());
        if from != to {
            let known = arrows.entry((from, to, (*how).to_owned())).or_insert(level);
            *known = (*known).and_then(|it| Some(it.max(level?)));
        }
    }
    let mut pivots: Vec<PivotDraft> = Vec::new();
    for ((from, to, how), level) in &arrows {
        work.report.carried(Phrase::misp_movement(), work.at);
        let mut pivot = pivot(work, from, to, how, (how == "targets").then(Phrase::misp_aimed));
        pivot.claims.items[0].1.said.marking = work.beside(*level);
        pivots.push(pivot);
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

fn host(work: &mut Work, card: &Card, marking: Option<String>) -> HostDraft {
    let first = card.things[0];
    let all = names(card);
    let n = all.len();
    let label: Words = match n {
        1 => alone(first).into(),
        n => Phrase::import_n_of(n, called(card.sort, n)).into(),
    };
    for it in &card.things {
        match card.things.len() {
            1 => work.report.carried(Phrase::misp_hosts(), it.at.clone()),
            _ => work.report.derived(Phrase::import_same_ties(), it.at.clone()),
        }
    }
    if n > MOST_NAMES {
        work.report.partly_left_out(Phrase::misp_more_names(), first.at.clone());
    }
    let names = all.iter().take(MOST_NAMES).map(String::as_str).collect::<Vec<_>>().join(", ");
    let note: Option<Words> = match n {
        1 => {
            let beyond =
                all[0].strip_prefix(first.name).map(|it| it.trim_matches([' ', '(', ')'])).filter(|it| !it.is_empty());
            make::joined(first.comment.into_iter().chain(beyond).map(Words::from), Phrase::import_beside)
        }
        2..=MOST_NAMES => Some(names.into()),
        n => Some(Phrase::import_and_more(names, n - MOST_NAMES).into()),
    };
    let (kind, role) = match () {
        () if is_party(first.kind) => ("party", None),
        () if is_target(first.kind) => (icon::of(&[first.name, first.kind]), None),
        () if sort(first) == Some(IP) && address::is_inside(first.name) => ("server", None),
        () if sort(first) == Some(IP) => ("service", Some("outside")),
        () if sort(first).is_some() => ("website", Some("outside")),
        () => ("step", None),
    };
    if is_party(first.kind) {
        let mut claim = make::claim(Some(make::text(first.name)), EVENT);
        claim.said.marking.clone_from(&marking);
        let victim = work.draft.victim.get_or_insert_with(FactDraft::default);
        if victim.claims.items.is_empty() {
            victim.claims = make::each(vec![claim]);
        }
    }
    let mut name = make::claim(Some(make::text(label.clone())), EVENT);
    name.said.marking = marking;
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

/// The names on a card, each once, with what else is told of it: ports, other values of its object, tags.
fn names(card: &Card) -> Vec<String> {
    let mut all: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for thing in &card.things {
        all.entry(thing.name).or_default().extend(thing.others.iter().map(|(_, it)| *it));
    }
    let told = |(name, others): (&str, BTreeSet<&str>)| {
        let others = others.into_iter().collect::<Vec<_>>().join(", ");
        if others.is_empty() { name.to_owned() } else { format!("{name} ({others})") }
    };
    all.into_iter().map(told).collect()
}

/// The label of one thing: an address without its scheme, and the beginning of a hash.
pub fn alone(thing: &Thing) -> String {
    const HASH: usize = 32;
    let name = if sort(thing).is_some() { short::short_address(thing.name) } else { thing.name.to_owned() };
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
    // a name that is kept closer than the event stands with the fact only
    let claim = work.draft.actor.as_ref().and_then(|it| it.claims.items.first());
    let actor = claim.filter(|(_, it)| it.said.marking.is_none()).and_then(|(_, it)| it.value.clone());
    let label = actor.unwrap_or_else(|| make::text(Phrase::import_intruder()));
    let id = work.names.id("intruder");
    let reached: BTreeSet<String> = sorting::set_of(pivots.iter().map(|it| it.to.clone()));
    let starts: Vec<(String, Option<String>, &Thing)> = hosts
        .iter()
        .zip(cards)
        .filter(|(host, _)| !reached.contains(&host.id))
        .map(|(host, card)| (host.id.clone(), work.beside(card.things[0].marking), card.things[0]))
        .collect();
    for (to, marking, thing) in starts {
        let is_target = is_target(thing.kind);
        let (how, why) = if is_target { ("targets", Phrase::misp_aimed()) } else { ("uses", Phrase::misp_used()) };
        if is_target {
            work.report.carried(Phrase::misp_target(), work.at);
        } else {
            work.report.derived(Phrase::misp_uses(), work.at);
        }
        let mut pivot = pivot(work, &id, &to, how, Some(why));
        pivot.claims.items[0].1.said.marking.clone_from(&marking);
        if thing.is_false_alarm {
            work.report.carried(Phrase::misp_false_alarms(), thing.at.clone());
            pivot.claims.items[0].1.said.hedge = Some("denied".to_owned());
        }
        for voice in thing.voices.iter().filter(|it| it.denies()) {
            let mut claim = make::claim(None, &told::source(work, voice));
            (claim.said.hedge, claim.said.marking) = (Some("denied".to_owned()), marking.clone());
            claim.said.note = voice.words.map(make::text);
            pivot.claims.items.push((pivot.claims.items.len(), claim));
        }
        pivots.push(pivot);
    }
    hosts.push(HostDraft {
        id,
        label,
        kind: Some("party".to_owned()),
        role: Some("intruder".to_owned()),
        ..HostDraft::default()
    });
}
