//! Steps of the intruder: what leads from card to card, who says so, and when.

use super::cards::{Node, Nodes, Way};
use super::object::Object;
use super::work::{Spot, Work, moment};
use crate::foreign::make::{self, Words};
use crate::foreign::order;
use crate::foreign::plain::plain;
use crate::import::draft::{ClaimDraft, Happened, PivotDraft, TextDraft};
use crate::sorting;
use crate::tongue::Phrase;

/// An arrow in the making.
#[derive(Debug, Clone)]
pub struct Arrow<'a> {
    /// The key of the card where it starts.
    pub from: String,
    /// The key of the card to which it leads.
    pub to: String,
    /// How.
    pub way: Way,
    /// What says so.
    pub object: Object<'a>,
    /// What that names.
    pub ends: [Object<'a>; 2],
    /// Whether only an indicator says so.
    pub is_indicated: bool,
}

/// Draws the arrows. Those of one way between the same cards are one step, told by everybody who says so.
pub fn draw<'a>(work: &mut Work<'a, '_>, nodes: &Nodes<'a>, mut arrows: Vec<Arrow<'a>>) {
    sorting::by(&mut arrows, |a, b| (&a.from, &a.to, &a.way, a.object.id).cmp(&(&b.from, &b.to, &b.way, b.object.id)));
    let mut pivots: Vec<PivotDraft> = Vec::new();
    let mut start = 0;
    while start < arrows.len() {
        let first = &arrows[start];
        let alike =
            arrows[start..].iter().take_while(|it| (&it.from, &it.to, &it.way) == (&first.from, &first.to, &first.way));
        let alike: Vec<&Arrow> = alike.collect();
        start += alike.len();
        let (Some(from), Some(to)) = (work.places.get(&first.from).cloned(), work.places.get(&first.to).cloned())
        else {
            continue;
        };
        let id = work.names.id(&make::name(&first.way.label()));
        let mut claims: Vec<ClaimDraft<Happened>> = Vec::new();
        for arrow in &alike {
            for claim in said(work, arrow, nodes.get(&arrow.from)) {
                add(work, &mut claims, claim);
            }
            if arrow.is_indicated {
                work.derived(Phrase::stix_indicator_places(), arrow.object);
            } else {
                work.carried(Phrase::stix_moves(), arrow.object);
            }
            work.stands(arrow.object, Spot::Pivot(id.clone()), None);
        }
        let label = Some(make::text(first.way.label())).filter(|it| *it != make::text(""));
        pivots.push(PivotDraft { id, from, to, label, claims: make::each(claims), ..PivotDraft::default() });
    }
    let hosts: Vec<_> = work.draft.hosts.items.iter().map(|(_, it)| it.clone()).collect();
    order::from_the_start(&mut pivots, &hosts);
    work.draft.pivots = make::each(pivots);
}

/// Adds a claim to those on one step. What one source says twice, as firmly and under one marking, it says of the same step: it
/// began at the first of the times, and a note tells the others.
fn add(work: &Work, claims: &mut Vec<ClaimDraft<Happened>>, claim: ClaimDraft<Happened>) {
    let is_alike = |it: &ClaimDraft<Happened>| {
        let what = |it: &ClaimDraft<Happened>| (it.said.source.clone(), it.said.hedge.clone(), it.said.marking.clone());
        what(it) == what(&claim)
    };
    let Some(known) = claims.iter_mut().find(|it| is_alike(it)) else {
        work.add(claims, claim);
        return;
    };
    let when = |it: &ClaimDraft<Happened>| it.said.when.clone();
    let (first, later) = match (when(known), when(&claim)) {
        (Some(a), Some(b)) if b < a => (claim.clone(), Some(a)),
        (None, Some(_)) => (claim.clone(), None),
        (Some(a), Some(b)) if a != b => (known.clone(), Some(b)),
        _ => (known.clone(), None),
    };
    let later = later.map(|it| make::text(Phrase::import_again(it)));
    let notes = [known.said.note.take(), claim.said.note, later];
    *known = first;
    known.said.note =
        notes.into_iter().flatten().reduce(|all, it| if is_in(&all, &it) { all } else { make::beside(&all, &it) });
}

/// Whether a note stands within another.
fn is_in(all: &TextDraft, note: &TextDraft) -> bool {
    match (all, note) {
        (TextDraft::One(all), TextDraft::One(note)) => all.split(" · ").any(|it| it == note),
        _ => all == note,
    }
}

/// What a relationship or traffic says, in each of its versions.
fn said<'a>(work: &mut Work<'a, '_>, arrow: &Arrow<'a>, from: Option<&Node<'a>>) -> Vec<ClaimDraft<Happened>> {
    let mut all = work.told(arrow.object, &mut |work, version| plainly(work, arrow, version));
    let is_actor = |it: &&Node| matches!(it.object.kind, "campaign" | "intrusion-set");
    if let Some(actor) = from.filter(is_actor) {
        let mut later = Vec::new();
        for claim in all.iter_mut().filter(|it| it.said.when.is_none()) {
            later = within(work, arrow, actor.object, claim);
        }
        all.extend(later);
    }
    all
}

/// The claim of one version.
fn plainly<'a>(work: &mut Work<'a, '_>, arrow: &Arrow<'a>, version: Object<'a>) -> ClaimDraft<Happened> {
    let is_traffic = version.kind == "network-traffic";
    let (start, stop) = if is_traffic { ("/start", "/end") } else { ("/start_time", "/stop_time") };
    let mut claim = work.claim_on(version, &arrow.ends, None);
    claim.said.when = work.when(version, start);
    let why = match (arrow.is_indicated, arrow.way.is_aimed()) {
        (true, _) => Some(Phrase::stix_indicates()),
        (false, true) => Some(Phrase::stix_aimed()),
        (false, false) => None,
    };
    if let Some(why) = why {
        claim.said.hedge = Some("possible".to_owned());
        claim.said.inferred = Some(make::text(why));
    }
    let until = work.when(version, stop).filter(|it| claim.said.when.as_ref() != Some(it));
    // an indicator is often described by the address alone
    let is_name = |it: &&str| arrow.ends.iter().any(|end| end.name() == *it);
    let about = version.text("/description").filter(|it| !is_name(it)).map(|it| make::text(plain(it)));
    let until = until.map(|it| make::text(Phrase::flow_until(it)));
    let notes = about.into_iter().chain(claim.said.note.take()).chain(until);
    claim.said.note = notes.reduce(|a, b| make::beside(&a, &b));
    if claim.said.when.is_none()
        && is_traffic
        && let Some(observed) = work.observation(version)
    {
        claim.said.when = moment(observed, "/first_observed");
    }
    claim
}

/// A step of a campaign lies between its first and last sighting. What a later version of the campaign says of these, nobody knew
/// before: it is a claim of its own.
fn within<'a>(
    work: &mut Work<'a, '_>,
    arrow: &Arrow<'a>,
    campaign: Object<'a>,
    claim: &mut ClaimDraft<Happened>,
) -> Vec<ClaimDraft<Happened>> {
    let (mut later, day) = (Vec::new(), work.told_on(&claim.said.source));
    let mut last: Option<String> = None;
    for version in work.bundle.versions(campaign).into_iter().rev() {
        let Some(when) = span(version) else { continue };
        let named = [&[arrow.object][..], &arrow.ends].concat();
        let mut other: ClaimDraft<Happened> = work.claim_on(version, &named, None);
        let since = work.told_on(&other.said.source);
        let aimed: Option<Words> = arrow.way.is_aimed().then(|| Phrase::stix_aimed().into());
        let inferred = make::notes([Phrase::stix_within().into()].into_iter().chain(aimed), Phrase::import_then);
        work.derived(Phrase::stix_within_campaign(), arrow.object);
        if last.as_ref() == Some(&when) {
            continue;
        }
        last = Some(when.clone());
        if since <= day || other.said.source == claim.said.source {
            let is_free = other.said.marking == claim.said.marking || other.said.marking.is_none();
            if is_free {
                (claim.said.when, claim.said.inferred) = (Some(when), inferred);
                continue;
            }
        }
        (other.said.when, other.said.inferred, other.said.hedge) = (Some(when), inferred, claim.said.hedge.clone());
        later.push(other);
    }
    later
}

/// From when to when an actor or a campaign was seen.
fn span(object: Object<'_>) -> Option<String> {
    let day = |pointer: &str| moment(object, pointer).map(|it| it.get(..10).map_or(it.clone(), str::to_owned));
    let first = day("/first_seen")?;
    let last = day("/last_seen").filter(|it| *it >= first).unwrap_or_else(|| "..".to_owned());
    Some(if last == first { first } else { format!("{first}/{last}") })
}
