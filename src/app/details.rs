//! What sources say of the thing that is chosen: attribute by attribute, position by position, claim by claim.

use crate::incident::{Claim, Event, Fact, Hedge, Host, Id, Incident, Pivot, Quantity, Said, Text};
use crate::timeline::{Positions, Snapshot, View, words};

/// The thing that is chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Details {
    /// Its id.
    pub id: Id,
    /// What it is called.
    pub title: String,
    /// How it stands on the day.
    pub subtitle: String,
    /// Anything a reader should know about it.
    pub note: Option<String>,
    /// What is said of it.
    pub attributes: Vec<Attribute>,
    /// Other things of the map that go with it, by id and name.
    pub links: Vec<(Id, String)>,
}

/// One thing that can be said of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribute {
    /// What is said: when, where, how many.
    pub name: &'static str,
    /// Whether sources disagree.
    pub disputed: bool,
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
}

/// A claim in words.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimWords {
    /// The publisher.
    pub source: String,
    /// The address of the source.
    pub url: Option<String>,
    /// Its title and day, and through whom it reached us.
    pub origin: String,
    /// How firmly it is said, unless it is stated.
    pub hedge: Option<String>,
    /// The time it speaks of, where that is not the position itself.
    pub time: Option<String>,
    /// Notes: the claim's own, and what was inferred.
    pub notes: Vec<String>,
}

/// The details of the thing with this id, as the lens lets it be seen.
pub fn details(incident: &Incident, snapshot: &Snapshot, id: &str, language: &str) -> Option<Details> {
    let teller = Teller { view: View { incident, lens: &snapshot.lens }, language };
    if let Some(host) = incident.host(id) {
        return teller.host(host, snapshot);
    }
    if let Some(pivot) = incident.pivots.iter().find(|it| it.id == id) {
        return teller.pivot(pivot, snapshot);
    }
    if let Some(event) = incident.events.iter().find(|it| it.id == id) {
        return teller.event(event, snapshot);
    }
    teller.count(id)
}

/// What sources say of one attribute of the incident as a whole.
pub fn fact(incident: &Incident, snapshot: &Snapshot, fact: &Fact, language: &str) -> Option<Attribute> {
    let teller = Teller { view: View { incident, lens: &snapshot.lens }, language };
    let value = |it: &Option<Text>| it.as_ref().map_or("yes", |it| it.get(language)).to_owned();
    teller.attribute(fact.topic.as_str(), &teller.view.fact_positions(fact), &|it, _| value(it))
}

struct Teller<'a> {
    view: View<'a>,
    language: &'a str,
}

impl Teller<'_> {
    fn label(&self, id: &str) -> String {
        self.view.incident.label(id, self.language).unwrap_or(id).to_owned()
    }

    fn host(&self, host: &Host, snapshot: &Snapshot) -> Option<Details> {
        let shown = snapshot.host(&host.id)?;
        let view = self.view;
        let attributes = [
            self.attribute("State", &view.state_positions(host), &|it, said| {
                format!("{}, {}", it.as_str(), time(said).unwrap_or_else(no_time))
            }),
            self.attribute("Where", &view.zone_positions(host), &|it, _| self.label(it)),
            self.attribute("Called", &view.name_positions(host), &|it, _| it.get(self.language).to_owned()),
            self.attribute("Perhaps the same as", &view.same_positions(host), &|it, _| self.label(it)),
        ];
        let touching = view
            .incident
            .pivots
            .iter()
            .filter(|it| (it.from == host.id || it.to == host.id) && snapshot.pivot(&it.id).is_some());
        Some(Details {
            id: host.id.clone(),
            title: host.label.get(self.language).to_owned(),
            subtitle: format!("{} · {}", words::state(shown.state, shown.certainty), words::span(shown.since)),
            note: host.note.as_ref().map(|it| it.get(self.language).to_owned()),
            attributes: attributes.into_iter().flatten().collect(),
            links: touching.map(|it| (it.id.clone(), words::pivot_label(view.incident, it, self.language))).collect(),
        })
    }

    fn pivot(&self, pivot: &Pivot, snapshot: &Snapshot) -> Option<Details> {
        let shown = snapshot.pivot(&pivot.id)?;
        let technique = pivot.technique.as_ref().map(|id| format!("{} ({id})", self.label(id)));
        Some(Details {
            id: pivot.id.clone(),
            title: words::pivot_label(self.view.incident, pivot, self.language),
            subtitle: format!("{} · {}", words::phase(shown.phase), words::when(&shown.when)),
            note: technique.or_else(|| pivot.label.as_ref().map(|it| it.get(self.language).to_owned())),
            attributes: self.happened(&pivot.id, &pivot.claims),
            links: [&pivot.from, &pivot.to].map(|id| (id.clone(), self.label(id))).into(),
        })
    }

    fn event(&self, event: &Event, snapshot: &Snapshot) -> Option<Details> {
        let shown = snapshot.event(&event.id)?;
        Some(Details {
            id: event.id.clone(),
            title: event.label.get(self.language).to_owned(),
            subtitle: format!("{} · {}", words::phase(shown.phase), words::when(&shown.when)),
            note: None,
            attributes: self.happened(&event.id, &event.claims),
            links: event.hosts.iter().map(|id| (id.clone(), self.label(id))).collect(),
        })
    }

    fn count(&self, id: &str) -> Option<Details> {
        let count = self.view.incident.counts.iter().find(|it| it.id == id)?;
        let positions = self.view.amount_positions(count);
        let amount = |it: &Quantity| format!("{} {}", words::amount(it.amount), it.unit);
        let how_many = self.attribute("How many", &positions, &|it, _| amount(it))?;
        Some(Details {
            id: id.to_owned(),
            title: count.label.get(self.language).to_owned(),
            subtitle: how_many.positions.first().map(|it| it.value.clone()).unwrap_or_default(),
            note: None,
            attributes: vec![how_many],
            links: count.host.iter().map(|id| (id.clone(), self.label(id))).collect(),
        })
    }

    fn happened(&self, id: &str, claims: &[Claim<()>]) -> Vec<Attribute> {
        let positions = self.view.time_positions(id, claims);
        self.attribute("When", &positions, &|(), said| time(said).unwrap_or_else(no_time)).into_iter().collect()
    }

    fn attribute<T>(
        &self,
        name: &'static str,
        positions: &Positions<'_, T>,
        value: &dyn Fn(&T, &Said) -> String,
    ) -> Option<Attribute> {
        let positions_in_words = positions.all.iter().map(|position| {
            let first = position.first();
            let spoken = value(position.value, first);
            let claims = position.claims.iter().map(|it| self.claim(it, &spoken)).collect();
            PositionWords {
                value: if first.hedge == Hedge::Denied { format!("not: {spoken}") } else { spoken },
                claims,
            }
        });
        let positions_in_words: Vec<PositionWords> = positions_in_words.collect();
        (!positions_in_words.is_empty()).then_some(Attribute {
            name,
            disputed: positions.disputed,
            positions: positions_in_words,
        })
    }

    fn claim(&self, claim: &Said, spoken: &str) -> ClaimWords {
        let source = self.view.incident.source(&claim.source);
        let title = source.and_then(|it| it.title.as_ref()).map(|it| format!("“{}”", it.get(self.language)));
        let published = source.and_then(|it| it.published.as_ref()).map(|it| words::span(it.span()));
        let kind = source.map(|it| it.kind.as_str().to_owned());
        let via: Vec<String> = claim.via.iter().map(|it| self.label(it)).collect();
        let via = (!via.is_empty()).then(|| format!("via {}", via.join(", ")));
        let notes = [&claim.note, &claim.inferred].into_iter().enumerate().filter_map(|(i, it)| {
            let words = it.as_ref()?.get(self.language);
            Some(if i == 0 { words.to_owned() } else { format!("Inferred: {words}") })
        });
        ClaimWords {
            source: self.label(&claim.source),
            url: source.and_then(|it| it.url.clone()),
            origin: [title, kind, published, via].into_iter().flatten().collect::<Vec<_>>().join(" · "),
            hedge: (claim.hedge != Hedge::Stated).then(|| words::hedge(claim.hedge).to_owned()),
            time: time(claim).filter(|it| !spoken.contains(it.as_str())),
            notes: notes.collect(),
        }
    }
}

/// The time a claim gives, as precisely as it does.
fn time(claim: &Said) -> Option<String> {
    let when = claim.when.as_ref()?;
    let mark = match (when.is_approximate(), when.is_uncertain()) {
        (true, _) => "about ",
        (false, true) => "perhaps ",
        (false, false) => "",
    };
    Some(format!("{mark}{}", words::span(when.span())))
}

fn no_time() -> String {
    super::words::NO_TIME.to_owned()
}
