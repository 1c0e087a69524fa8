//! Galaxies and tags of an event and of its parts: actors, techniques and malware, each with the marking of the part that names it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::thing::marking;
use super::work::{EVENT, Work};
use crate::foreign::make;
use crate::foreign::pointer::{list, text};
use crate::foreign::tlp;
use crate::import::draft::FactDraft;
use crate::incident::Marking;
use crate::sorting;
use crate::tongue::Phrase;

/// Clusters: their kind and their name, and how far the parts that name them may be shared.
type Found = BTreeMap<(String, String), Vec<Option<Marking>>>;

/// What stands before the cluster in the name of a tag.
const OF_GALAXY: &str = "misp-galaxy:";

/// Whether a tag says what it is by itself: a marking.
fn is_marking(tag: &str) -> bool {
    tlp::told(tag).is_some()
}

/// Reads them into the draft.
pub fn read(work: &mut Work) {
    let parts = parts(work.event);
    let names = names(&parts);
    let mut found = Found::new();
    let mut others: BTreeSet<&str> = BTreeSet::new();
    for (depth, part, level) in &parts {
        for galaxy in list(part, "/Galaxy") {
            let kind = text(galaxy, "/type").unwrap_or_default();
            for cluster in list(galaxy, "/GalaxyCluster") {
                let level = level.iter().copied().chain(marking(galaxy)).chain(marking(cluster)).min();
                if let Some(value) = text(cluster, "/value") {
                    found.entry((kind.to_owned(), value.to_owned())).or_default().push(level);
                }
            }
        }
        for tag in list(part, "/Tag").iter().filter_map(|it| text(it, "/name")) {
            match tag.strip_prefix(OF_GALAXY).and_then(|it| it.split_once('=')) {
                Some((kind, value)) => {
                    let value = value.trim_matches('"');
                    let name = names.get(value).copied().or(Some(value).filter(|it| !is_uuid(it)));
                    match name {
                        Some(name) => found.entry((kind.to_owned(), name.to_owned())).or_default().push(*level),
                        None => work.report.partly_left_out(Phrase::misp_unnamed_clusters(), work.at),
                    }
                }
                None if is_marking(tag) => {}
                None => {
                    if tag.get(..4).is_some_and(|it| it.eq_ignore_ascii_case("pap:")) {
                        work.report.partly_left_out(Phrase::stix_marking_actions(), work.at);
                    }
                    // those of parts stand with the part
                    others.extend(Some(tag).filter(|_| *depth == 0));
                }
            }
        }
    }
    draw(work, &found);
    if !others.is_empty() {
        work.report.carried(Phrase::misp_other_tags(), work.at);
        work.fact(Phrase::misp_tags(), others.into_iter().collect::<Vec<_>>().join(", "), None);
    }
}

/// The event, its attributes and objects, and their attributes: how deep, and the marking.
fn parts(event: &Value) -> Vec<(usize, &Value, Option<Marking>)> {
    let mut all = vec![(0, event, None)];
    for attribute in list(event, "/Attribute") {
        all.push((1, attribute, marking(attribute)));
    }
    for object in list(event, "/Object") {
        let own = marking(object);
        all.push((1, object, own));
        all.extend(list(object, "/Attribute").iter().map(|it| (2, it, own.into_iter().chain(marking(it)).min())));
    }
    all
}

/// The names of clusters, by the ids that tags can have instead.
fn names<'a>(parts: &[(usize, &'a Value, Option<Marking>)]) -> BTreeMap<&'a str, &'a str> {
    let mut names = BTreeMap::new();
    let clusters = parts.iter().flat_map(|(_, it, _)| list(it, "/Galaxy")).flat_map(|it| list(it, "/GalaxyCluster"));
    for cluster in clusters {
        if let (Some(id), Some(value)) = (text(cluster, "/uuid"), text(cluster, "/value")) {
            names.insert(id, value);
        }
    }
    names
}

/// `11111111-2222-4333-8444-555555555555`: an id, and no name.
fn is_uuid(word: &str) -> bool {
    let widths: Vec<usize> = word.split('-').map(str::len).collect();
    widths == [8, 4, 4, 4, 12] && word.bytes().all(|it| it.is_ascii_hexdigit() || it == b'-')
}

/// The freest marking of the parts that name something: `None` if one of them has none.
fn freest(levels: &[Option<Marking>]) -> Option<Marking> {
    let all: Option<Vec<Marking>> = levels.iter().copied().collect();
    all.and_then(|it| it.into_iter().max())
}

fn draw(work: &mut Work, found: &Found) {
    let mut actors: BTreeMap<&str, Option<Marking>> = BTreeMap::new();
    let mut malware: BTreeMap<Option<Marking>, BTreeSet<&str>> = BTreeMap::new();
    let mut techniques: BTreeMap<&str, (&str, Option<Marking>)> = BTreeMap::new();
    for ((kind, value), levels) in found {
        // `Phishing - T1566`, `APT32 - G0050`: the id of MITRE stands behind the name
        let (name, code) = value.rsplit_once(" - ").unwrap_or((value, ""));
        let level = freest(levels);
        if kind.ends_with("attack-pattern") && code.starts_with('T') {
            techniques.insert(code, (name, level));
        } else if kind.contains("threat-actor") || kind.contains("intrusion") || kind.contains("activity-group") {
            actors.insert(if code.starts_with('G') { name } else { value }, level);
        } else if ["malpedia", "ransomware", "malware", "tool", "botnet", "rat", "stealer", "backdoor"]
            .iter()
            .any(|it| kind.contains(it))
        {
            malware.entry(level).or_default().insert(name);
        } else {
            work.report.partly_left_out(Phrase::misp_other_cluster(value), work.at);
        }
    }
    if !actors.is_empty() {
        work.report.carried(Phrase::misp_actors(), work.at);
        let names = actors.keys().copied().collect::<Vec<_>>().join(", ");
        let mut claim = Work::claim(Some(make::text(names)));
        claim.said.marking = work.beside(actors.values().flatten().min().copied());
        work.draft.actor = Some(FactDraft { claims: make::each(vec![claim]), ..FactDraft::default() });
    }
    let technique = |(id, (name, level)): (&&str, &(&str, Option<Marking>))| {
        let mut claim = make::claim(None, EVENT);
        claim.said.marking = work.beside(*level);
        let (id, label) = (Some((*id).to_owned()), Some(make::text(*name)));
        FactDraft { id, label, claims: make::each(vec![claim]), ..FactDraft::default() }
    };
    work.draft.techniques = make::each(techniques.iter().map(technique).collect());
    for _ in &techniques {
        work.report.carried(Phrase::misp_patterns(), work.at);
    }
    let mut malware: Vec<(Option<Marking>, BTreeSet<&str>)> = malware.into_iter().collect();
    sorting::by(&mut malware, |a, b| a.0.cmp(&b.0));
    for (level, names) in malware {
        work.report.carried(Phrase::misp_malware(), work.at);
        work.fact(Phrase::import_malware(), names.into_iter().collect::<Vec<_>>().join(", "), level);
    }
}
