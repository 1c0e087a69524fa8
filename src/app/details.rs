//! What sources say of the thing that is chosen: attribute by attribute, position by position, claim by claim.

use crate::incident::{Event, Fact, Hedge, Host, Id, Moment, Pivot, Said, StateChange};
use crate::timeline::{
    Attribute, Concern, Happening, Position, Positions, Preference, ShownBy, Snapshot, Value, View, disputes,
};
use crate::tongue::Tongue;
use crate::words::Teller;

/// The thing that is chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Details {
    /// Its id.
    pub id: Id,
    /// The language of its labels, where it is not that of our own words.
    pub language: Option<String>,
    /// What it is called.
    pub title: String,
    /// How it stands on the day.
    pub subtitle: String,
    /// Anything a reader should know about it.
    pub note: Option<(Option<String>, String)>,
    /// How the intruder could have come to it, and what went on from it, sentence by sentence.
    pub way: Vec<String>,
    /// What is said of it.
    pub attributes: Vec<AttributeWords>,
    /// Other things of the map that go with it, by id and name.
    pub links: Vec<(Id, String)>,
}

/// One thing that can be said of it.
#[derive(Debug, Clone, PartialEq)]
pub struct AttributeWords {
    /// What is said: when, where, how many.
    pub name: &'static str,
    /// Of which part, and what of it: whom the reader believes is said by these.
    pub about: (Id, Attribute),
    /// Whether sources disagree.
    pub disputed: bool,
    /// Why the first position is shown; empty where there is no other.
    pub shown_by: &'static str,
    /// Whether it is shown because the reader chose so.
    pub is_preferred: bool,
    /// What they say, the shown position first.
    pub positions: Vec<PositionWords>,
}

/// A position in words.
#[derive(Debug, Clone, PartialEq)]
pub struct PositionWords {
    /// What is said.
    pub value: String,
    /// Who says it.
    pub claims: Vec<ClaimWords>,
    /// What the reader would choose to see it instead of the shown one; `None` if it is shown, or cannot be.
    pub preference: Option<Preference>,
}

/// A claim in words.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimWords {
    /// The language of what the source is called, where it is not that of our own words.
    pub language: Option<String>,
    /// The publisher.
    pub source: String,
    /// The address of the source.
    pub url: Option<String>,
    /// Its title, with its language, where it is not that of our own words.
    pub title: Option<(Option<String>, String)>,
    /// Its kind and day, how far the file's author relies on it, and through whom it reached us.
    pub origin: String,
    /// How firmly it is said, unless it is stated, and how likely the file's author holds it.
    pub hedge: Option<String>,
    /// The time it speaks of, where that is not the position itself.
    pub time: Option<String>,
    /// Below it: the words that it quotes, its own note, and what was inferred; each with its language, where it is not that of our own words.
    pub notes: Vec<(Option<String>, String)>,
}

impl Details {
    /// What is said of a thing of which nobody who is heard speaks: nothing, and `why`.
    pub fn unseen(teller: Teller<'_>, id: &str, why: String) -> Option<Self> {
        let is_known = teller.incident.host(id).is_some() || teller.incident.happened(id).is_some();
        is_known.then(|| Self {
            id: id.to_owned(),
            language: teller.language_of(id).map(str::to_owned),
            title: teller.step(id),
            subtitle: why,
            note: None,
            way: Vec::new(),
            attributes: Vec::new(),
            links: Vec::new(),
        })
    }
}

/// The details of the thing with this id, as the lens lets it be seen.
pub fn details(teller: Teller<'_>, snapshot: &Snapshot, id: &str) -> Option<Details> {
    let incident = teller.incident;
    let asked = Asked::of(teller, snapshot);
    if let Some(host) = incident.host(id) {
        return asked.host(host, snapshot);
    }
    if let Some(pivot) = incident.pivot(id) {
        return asked.pivot(pivot, snapshot);
    }
    if let Some(event) = incident.event(id) {
        return asked.event(event, snapshot);
    }
    asked.count(id)
}

/// What is said of the thing with this id, and nothing else about it: for lists of all things.
pub fn said(teller: Teller<'_>, snapshot: &Snapshot, id: &str) -> Vec<AttributeWords> {
    Asked::of(teller, snapshot).attributes(id)
}

/// What sources say of one attribute of the incident as a whole.
pub fn fact(teller: Teller<'_>, snapshot: &Snapshot, fact: &Fact) -> Option<AttributeWords> {
    let asked = Asked::of(teller, snapshot);
    let positions = asked.view.fact_positions(fact);
    (!positions.all.is_empty()).then(|| asked.attribute(fact.topic.as_str(), &positions))
}

/// A dispute in words.
#[derive(Debug, Clone, PartialEq)]
pub struct DisputeWords {
    /// The part.
    pub id: Id,
    /// The language of its labels, where it is not that of our own words.
    pub language: Option<String>,
    /// What the part is called.
    pub part: String,
    /// What it moves.
    pub concern: Concern,
    /// The positions in a line: `4 to 5 May 2020 · 7 May 2020 · September 2019`.
    pub line: String,
    /// How many sources take part.
    pub n_sources: usize,
    /// What is asked of the part: `when?`
    pub question: &'static str,
    /// Which attribute it is, and of the states of a host, which one.
    pub about: (Attribute, Option<StateChange>),
}

impl DisputeWords {
    /// A name of its own in a list.
    pub fn key(&self) -> String {
        format!("{}.{} {}", self.id, self.about.0, self.about.1.map_or("", StateChange::as_str))
    }
}

/// Where sources disagree, most consequential first.
pub fn disputed(teller: Teller<'_>, snapshot: &Snapshot) -> Vec<DisputeWords> {
    let words = disputes(teller.incident, snapshot).into_iter().map(|it| {
        let positions = &it.positions;
        let values: Vec<String> = positions.all.iter().map(|it| teller.position(it)).collect();
        DisputeWords {
            id: positions.part.clone(),
            language: teller.language_of(positions.part).map(str::to_owned),
            part: teller.step(positions.part),
            concern: it.concern,
            line: values.join(" · "),
            n_sources: it.n_sources,
            question: teller.tongue.asked(positions),
            about: (positions.attribute, positions.change),
        }
    });
    words.collect()
}

/// What sources say in a dispute.
pub fn dispute(teller: Teller<'_>, snapshot: &Snapshot, dispute: &DisputeWords) -> Option<AttributeWords> {
    let asked = Asked::of(teller, snapshot);
    let said = asked.view.said_of(&dispute.id);
    let positions = said.iter().find(|it| (it.attribute, it.change) == dispute.about)?;
    Some(asked.attribute(asked.teller.tongue.question(positions), positions))
}

struct Asked<'a> {
    view: View<'a>,
    teller: Teller<'a>,
}

impl<'a> Asked<'a> {
    fn of(teller: Teller<'a>, snapshot: &'a Snapshot) -> Self {
        Self { view: View { incident: teller.incident, lens: &snapshot.lens }, teller }
    }

    fn label(&self, id: &str) -> String {
        self.view.incident.label(id, self.teller.language).unwrap_or(id).to_owned()
    }

    fn language_of(&self, id: &str) -> Option<String> {
        self.teller.language_of(id).map(str::to_owned)
    }

    fn host(&self, host: &Host, snapshot: &Snapshot) -> Option<Details> {
        let shown = snapshot.host(&host.id)?;
        let view = self.view;
        let touching = view
            .incident
            .pivots
            .iter()
            .filter(|it| (it.from == host.id || it.to == host.id) && snapshot.pivot(&it.id).is_some());
        let others = view.incident.hosts.iter().filter(|it| it.id != host.id && snapshot.host(&it.id).is_some());
        let same = view.perhaps_same();
        let is_same = |it: &Host| same.contains(&(host.id.as_str().min(&it.id), host.id.as_str().max(&it.id)));
        let twins = others.filter(|it| is_same(it));
        let perhaps_same = |it: &Host| self.teller.tongue.perhaps_same(it.label.get(self.teller.language));
        let twins = twins.map(|it| (it.id.clone(), perhaps_same(it)));
        Some(Details {
            id: host.id.clone(),
            language: self.language_of(&host.id),
            title: host.label.get(self.teller.language).to_owned(),
            subtitle: match self.teller.tongue.standing(shown) {
                words if shown.is_never_reached() => words,
                words => format!("{words} · {}", self.teller.tongue.span(shown.since)),
            },
            note: host.note.as_ref().map(|it| {
                let (language, words) = self.teller.told(it);
                (language.map(str::to_owned), words.to_owned())
            }),
            way: Vec::new(),
            attributes: self.attributes(&host.id),
            links: twins.chain(touching.map(|it| (it.id.clone(), self.teller.pivot(it)))).collect(),
        })
    }

    fn pivot(&self, pivot: &Pivot, snapshot: &Snapshot) -> Option<Details> {
        let attributes = Some(self.attributes(&pivot.id)).filter(|it| !it.is_empty())?;
        // one that has no name here is called by its id
        let technique = pivot.technique.as_ref().map(|id| match self.label(id) {
            label if label == *id => label,
            label => self.teller.tongue.noted(label, id),
        });
        Some(Details {
            id: pivot.id.clone(),
            language: self.language_of(&pivot.id),
            title: self.teller.pivot(pivot),
            subtitle: standing(self.teller.tongue, snapshot.pivot(&pivot.id)),
            note: pivot
                .label
                .as_ref()
                .map(|it| it.get(self.teller.language).to_owned())
                .into_iter()
                .chain(technique)
                .reduce(|a, b| format!("{a} · {b}"))
                .map(|it| (self.language_of(&pivot.id), it)),
            way: Vec::new(),
            attributes,
            links: [&pivot.from, &pivot.to].map(|id| (id.clone(), self.label(id))).into(),
        })
    }

    fn event(&self, event: &Event, snapshot: &Snapshot) -> Option<Details> {
        let attributes = Some(self.attributes(&event.id)).filter(|it| !it.is_empty())?;
        Some(Details {
            id: event.id.clone(),
            language: self.language_of(&event.id),
            title: event.label.get(self.teller.language).to_owned(),
            subtitle: standing(self.teller.tongue, snapshot.event(&event.id)),
            note: None,
            way: Vec::new(),
            attributes,
            links: event.hosts.iter().map(|id| (id.clone(), self.label(id))).collect(),
        })
    }

    fn count(&self, id: &str) -> Option<Details> {
        let count = self.view.incident.count(id)?;
        let attributes = self.attributes(id);
        let shown = attributes.first()?.positions.first()?.value.clone();
        Some(Details {
            id: id.to_owned(),
            language: self.language_of(id),
            title: count.label.get(self.teller.language).to_owned(),
            subtitle: shown,
            note: None,
            way: Vec::new(),
            attributes,
            links: count.host.iter().map(|id| (id.clone(), self.label(id))).collect(),
        })
    }

    fn attributes(&self, id: &str) -> Vec<AttributeWords> {
        self.view.said_of(id).iter().map(|it| self.attribute(self.teller.tongue.question(it), it)).collect()
    }

    fn attribute(&self, name: &'static str, positions: &Positions<'_>) -> AttributeWords {
        let mut preferences = if positions.disputed { self.view.preferences(positions) } else { Vec::new() };
        let position = |(at, it): (usize, &Position<'_>)| PositionWords {
            claims: it.claims.iter().map(|claim| self.claim(claim, it)).collect(),
            preference: preferences.get_mut(at).and_then(Option::take).filter(|_| at > 0),
            value: self.teller.position(it),
        };
        AttributeWords {
            name,
            about: (positions.part.clone(), positions.attribute),
            disputed: positions.disputed,
            shown_by: self.teller.tongue.shown_by(positions.shown_by),
            is_preferred: positions.shown_by == ShownBy::Preferred,
            positions: positions.all.iter().enumerate().map(position).collect(),
        }
    }

    fn claim(&self, claim: &Said, position: &Position<'_>) -> ClaimWords {
        let said = |it: &Moment| (it.span(), it.time(), it.is_approximate(), it.is_uncertain());
        let is_position = position.value == Value::Happened
            && claim.when.as_ref().map(said) == position.first().when.as_ref().map(said);
        let source = self.view.incident.source(&claim.source);
        let title = source.and_then(|it| it.title.as_ref()).map(|it| {
            let (language, words) = self.teller.told(it);
            (language.map(str::to_owned), self.teller.tongue.quoted(words))
        });
        let published = source.and_then(|it| it.published.as_ref()).map(|it| self.teller.tongue.span(it.span()));
        let kind = source.map(|it| self.teller.tongue.kind_of_source(it.kind).to_owned());
        let is_heard = |it: &&Id| self.view.lens.hears_from(self.view.incident, claim, it);
        let via: Vec<String> = claim.via.iter().filter(is_heard).map(|it| self.label(it)).collect();
        let via = (!via.is_empty()).then(|| self.teller.tongue.via(self.teller.tongue.join(&via)));
        let reliability = source.and_then(|it| it.reliability.as_ref());
        let reliability = reliability.map(|it| self.teller.tongue.reliability(it.get(self.teller.language)));
        let hedge = (claim.hedge != Hedge::Stated).then(|| self.teller.tongue.hedge(claim.hedge).to_owned());
        let likelihood = claim.likelihood.as_ref();
        let likelihood = likelihood.map(|it| self.teller.tongue.likelihood(it.get(self.teller.language)));
        let notes = [&claim.note, &claim.inferred].into_iter().enumerate().filter_map(|(i, it)| {
            let (language, words) = self.teller.told(it.as_ref()?);
            let words = if i == 0 { words.to_owned() } else { self.teller.tongue.inferred(words) };
            Some((language.map(str::to_owned), words))
        });
        let language = source.and_then(|it| self.teller.tongue.other(it.language.as_deref()?)).map(str::to_owned);
        let quote = self.teller.quotation(claim).map(|it| (language, it));
        ClaimWords {
            language: self.language_of(&claim.source),
            source: self.label(&claim.source),
            url: source.and_then(|it| it.url.clone()),
            title,
            origin: [kind, published, reliability, via].into_iter().flatten().collect::<Vec<_>>().join(" · "),
            hedge: hedge.into_iter().chain(likelihood).reduce(|a, b| format!("{a} · {b}")),
            time: self.teller.tongue.time(claim).filter(|_| !is_position),
            notes: quote.into_iter().chain(notes).collect(),
        }
    }
}

/// How something stands on the day; what is not in the snapshot is denied by all who count, or by whom the reader prefers.
fn standing(tongue: &Tongue, it: Option<&Happening>) -> String {
    it.map_or(tongue.denied().to_owned(), |it| format!("{} · {}", tongue.phase(it.phase), tongue.when(&it.when)))
}
