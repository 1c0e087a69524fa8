//! Who did it: attributions, each the word of whoever makes it; actors and campaigns with their other names and motives.

use super::facts;
use super::facts::{Group, grouped};
use super::object::Object;
use super::work::{Holds, Spot, Work};
use crate::foreign::{make, pointer};
use crate::import::draft::{ClaimDraft, FactDraft};
use crate::sorting;
use crate::tongue::Phrase;

/// Kinds of objects that are actors.
const ACTORS: [&str; 2] = ["intrusion-set", "threat-actor"];

/// Reads them.
pub fn read(work: &mut Work) {
    let attributed = attributions(work);
    let mut others: Vec<Object> = work.bundle.all("intrusion-set").collect();
    if others.is_empty() || !attributed.is_empty() {
        others.extend(work.bundle.all("threat-actor"));
    }
    let is_behind = |it: &Object| {
        let mut ties =
            work.bundle.all("relationship").filter(|tie| tie.text("/relationship_type") == Some("attributed-to"));
        ties.any(|tie| tie.text("/target_ref") == Some(it.id))
    };
    others.retain(|it| attributed.is_empty() || !is_behind(it));
    let groups = grouped(work, &others, &|it| vec![it], &|_, it| vec![it]);
    for group in groups {
        if attributed.is_empty() {
            actor(work, group);
        } else {
            for it in group.objects {
                work.fact(it, Phrase::stix_other_actors(), it.name());
            }
        }
    }
    for kind in ["intrusion-set", "threat-actor", "campaign"] {
        for object in work.bundle.all(kind).collect::<Vec<Object>>() {
            let own = object.name().to_lowercase();
            let aliases = pointer::texts(object.value, "/aliases").into_iter();
            if let Some(aliases) = facts::names(aliases.filter(|it| it.to_lowercase() != own)) {
                work.fact(object, Phrase::stix_also_called(object.name()), aliases);
            }
            motives(work, object);
            work.carried(Phrase::stix_actors(), object);
        }
    }
}

/// To whom the incident or a campaign is attributed. Two laboratories that name different ones disagree.
fn attributions<'a>(work: &mut Work<'a, '_>) -> Vec<Object<'a>> {
    let mut all = Vec::new();
    let is_actor = |it: &Object| ACTORS.contains(&it.kind) || it.kind == "identity";
    for relation in work.bundle.all("relationship").collect::<Vec<Object>>() {
        let Some((from, to)) = work.bundle.ends(relation) else { continue };
        let is_attributed = relation.text("/relationship_type") == Some("attributed-to");
        if is_attributed && matches!(from.kind, "incident" | "campaign") && is_actor(&to) {
            all.push((relation, from, to));
        }
    }
    let relations: Vec<Object> = all.iter().map(|it| it.0).collect();
    let end = |relation: Object<'a>| all.iter().find(|it| it.0.id == relation.id).map_or(relation, |it| it.2);
    let named = |relation: Object<'a>| {
        all.iter().find(|it| it.0.id == relation.id).map_or_else(Vec::new, |it| vec![it.1, it.2])
    };
    for group in grouped(work, &relations, &|it| vec![it], &|_, it| [vec![end(it)], named(it)].concat()) {
        actor(work, group);
    }
    for (relation, from, to) in &all {
        work.carried(Phrase::stix_attributions(), *relation);
        work.used.extend([from.id, to.id]);
    }
    relations
}

/// Adds what a group of objects says of who did it. One source does not disagree with itself only because some of what it says
/// is more secret: that is a fact beside.
fn actor<'a>(work: &mut Work<'a, '_>, group: Group<'a>) {
    let Some(value) = facts::names(group.names.iter().copied()).map(make::text) else { return };
    let actor = work.draft.actor.get_or_insert_with(FactDraft::default);
    let is_own = actor.claims.items.iter().any(|(_, it)| {
        it.said.source == group.said.source
            && it.said.hedge == group.said.hedge
            && it.said.marking != group.said.marking
    });
    if is_own {
        for (object, name) in group.objects.iter().zip(&group.names) {
            work.fact_on(*object, &group.named, Holds::Many, Phrase::stix_other_actors(), *name);
        }
        return;
    }
    let claim = ClaimDraft { value: Some(value), said: group.said };
    actor.claims.items.push((actor.claims.items.len(), claim));
    for (object, name) in group.objects.iter().zip(&group.names) {
        work.stands(*object, Spot::Actor, Some(make::text(*name)));
    }
}

fn motives<'a>(work: &mut Work<'a, '_>, actor: Object<'a>) {
    for motive in pointer::texts(actor.value, "/primary_motivation") {
        let label = Some(make::text(motive.replace('-', " ")));
        let claim = work.claim(actor, None);
        let motives = &mut work.draft.motives.items;
        if let Some((_, known)) = motives.iter_mut().find(|(_, it)| it.label == label) {
            if known.claims.items.iter().all(|(_, it)| *it != claim) {
                known.claims.items.push((known.claims.items.len(), claim));
            }
            continue;
        }
        let id = Some(work.names.id(&format!("motive {motive}")));
        motives.push((motives.len(), FactDraft { id, label, claims: make::each(vec![claim]), ..FactDraft::default() }));
        sorting::by_key(motives, |(at, _)| *at);
    }
}
