//! Notes, and opinions on what others say: whoever disagrees denies it, at the place where it stands.

use super::object::Object;
use super::work::{Holds, Spot, Work};
use crate::foreign::make;
use crate::foreign::plain::plain;
use crate::foreign::pointer::texts;
use crate::import::draft::{ClaimDraft, FactDraft, Happened, TextDraft};
use crate::import::each::Each;
use crate::tongue::Phrase;

/// Reads them, after everything on which they can be.
pub fn read(work: &mut Work) {
    for object in work.bundle.objects.values().copied().collect::<Vec<Object>>() {
        match object.kind {
            "note" => note(work, object),
            "opinion" => opinion(work, object),
            _ => {}
        }
    }
}

/// What an object is about, as far as the file holds it.
fn about<'a>(work: &Work<'a, '_>, object: Object<'a>) -> Vec<Object<'a>> {
    texts(object.value, "/object_refs").into_iter().filter_map(|it| work.bundle.get(it)).collect()
}

fn note<'a>(work: &mut Work<'a, '_>, note: Object<'a>) {
    let label = note.text("/abstract").map_or_else(Phrase::stix_author_note, Phrase::import_note);
    let words = plain(note.text("/content").or(note.text("/description")).unwrap_or("…"));
    let about = about(work, note);
    work.fact_on(note, &about, Holds::Many, label, words);
    work.carried(Phrase::stix_notes(), note);
}

fn opinion<'a>(work: &mut Work<'a, '_>, opinion: Object<'a>) {
    let word = opinion.text("/opinion").unwrap_or("neutral");
    let hedge = match word {
        "strongly-disagree" | "disagree" => Some(Some("denied")),
        "strongly-agree" | "agree" => Some(None),
        _ => None,
    };
    let about = about(work, opinion);
    let explanation = opinion.text("/explanation").or(opinion.text("/description")).map(plain);
    let mut open: Vec<Object> = Vec::new();
    for object in &about {
        let spots = work.spots.get(object.id).cloned().unwrap_or_default();
        let Some(hedge) = hedge.filter(|_| !spots.is_empty()) else {
            open.push(*object);
            continue;
        };
        let named: Vec<Object> =
            [*object].into_iter().chain(work.bundle.ends(*object).into_iter().flat_map(|it| [it.0, it.1])).collect();
        for (spot, value) in spots {
            let mut claim = work.claim_on(opinion, &named, value);
            claim.said.hedge = hedge.map(str::to_owned).or(claim.said.hedge);
            claim.said.note = explanation.as_ref().map(|it| make::text(it.as_str())).or(claim.said.note);
            add(work, &spot, claim);
        }
    }
    for object in open {
        let words = Phrase::stix_opinion(word.replace('-', " "), explanation.clone().unwrap_or_else(|| "…".to_owned()));
        work.fact_on(opinion, &[object], Holds::Many, Phrase::stix_opinion_on(object.name()), words);
    }
    work.carried(Phrase::stix_opinions(), opinion);
}

/// Adds a claim to what stands at a place, unless it is there already.
fn add(work: &mut Work, spot: &Spot, claim: ClaimDraft<TextDraft>) {
    let draft = &mut work.draft;
    let facts = |it: &&mut FactDraft, id: &String| it.id.as_ref() == Some(id);
    let claims = match spot {
        Spot::Actor => draft.actor.as_mut().map(|it| &mut it.claims),
        Spot::Victim => draft.victim.as_mut().map(|it| &mut it.claims),
        Spot::Fact(id) => work.facts.iter_mut().find(|it| facts(it, id)).map(|it| &mut it.claims),
        Spot::Technique(id) => {
            draft.techniques.items.iter_mut().map(|(_, it)| it).find(|it| facts(it, id)).map(|it| &mut it.claims)
        }
        Spot::Pivot(id) => {
            let pivot = draft.pivots.items.iter_mut().find(|(_, it)| it.id == *id);
            return happened(pivot.map(|(_, it)| &mut it.claims), claim);
        }
        Spot::Event(id) => {
            let event = draft.events.items.iter_mut().find(|(_, it)| it.id == *id);
            return happened(event.map(|(_, it)| &mut it.claims), claim);
        }
    };
    push(claims, claim);
}

/// Who agrees that something possibly happened, says no more than that.
fn happened(claims: Option<&mut Each<ClaimDraft<Happened>>>, claim: ClaimDraft<TextDraft>) {
    let mut said = claim.said;
    let first = claims.as_ref().and_then(|it| it.items.first()).map(|(_, it)| &it.said);
    if let Some(first) = first.filter(|_| said.hedge.is_none()) {
        (said.hedge, said.inferred) = (first.hedge.clone(), first.inferred.clone());
    }
    push(claims, ClaimDraft { value: None, said });
}

fn push<V: PartialEq>(claims: Option<&mut Each<ClaimDraft<V>>>, claim: ClaimDraft<V>) {
    if let Some(claims) = claims.filter(|all| all.items.iter().all(|(_, it)| *it != claim)) {
        claims.items.push((claims.items.len(), claim));
    }
}
