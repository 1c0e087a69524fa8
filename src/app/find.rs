//! Find: hosts, steps, events and sources by any of their words, and the way to what was found.
//!
//! All of the incident is looked through, whatever the lens: what is not seen under it is found too, and the hit says why it is
//! not seen. The day stays where it is.

use super::action::Found;
use super::effect::Effect;
use super::facet::Facet;
use super::findable::{Index, Kind};
use super::view::Shown;
use super::{Ready, State, Tab, showing};
use crate::incident::{Id, Incident, Pivot, Said, Source};
use crate::layout::geometry::Rect;
use crate::spelling::plain;
use crate::timeline::HostSnapshot;

/// What was found of a kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Hits {
    /// The kind.
    pub kind: Kind,
    /// What it is called, and how many were found: `12 hosts`.
    pub title: String,
    /// How many of them are not listed.
    pub n_more: usize,
    /// Those that are.
    pub all: Vec<Hit>,
}

/// One that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Where it leads.
    pub found: Found,
    /// The language of its name, where it is not that of our own words.
    pub language: Option<String>,
    /// What it is called; a step with its number.
    pub title: String,
    /// What tells it apart: where it is and how it stands, by what means and when; or why it is not seen.
    pub about: String,
}

impl Shown {
    /// What has all of these words, by kind; nothing of no words.
    pub fn found(&self, words: &str) -> Vec<Hits> {
        let words: Vec<String> = plain(words).split_whitespace().map(str::to_owned).collect();
        if words.is_empty() {
            return Vec::new();
        }
        let hits = Kind::ALL.iter().map(|kind| {
            let (places, n) = self.ready.index().search(*kind, &words);
            let title = match kind {
                Kind::Host => self.tongue().n_hosts(n),
                Kind::Step => self.tongue().n_steps(n),
                Kind::Event => self.tongue().n_events(n),
                Kind::Source => self.tongue().n_sources(n),
            };
            let all: Vec<Hit> = places.iter().map(|at| self.hit(*kind, *at)).collect();
            Hits { kind: *kind, title, n_more: n - all.len(), all }
        });
        hits.filter(|it| !it.all.is_empty()).collect()
    }

    fn hit(&self, kind: Kind, at: usize) -> Hit {
        let (incident, teller, tongue) = (&self.ready.incident, self.teller(), self.tongue());
        let (id, about) = match kind {
            Kind::Host => {
                let id = &incident.hosts[at].id;
                let about = |it: &HostSnapshot| [it.zone.clone().map(|it| teller.step(&it)), Some(tongue.standing(it))];
                (id, self.snapshot.host(id).map(about))
            }
            Kind::Step => {
                let Pivot { id, technique, .. } = &incident.pivots[at];
                let means = teller.means(id).map(str::to_owned);
                let code = technique.clone().filter(|it| means.as_ref() != Some(it)); // one that has no name here
                let means = [means, code].into_iter().flatten().reduce(|means, id| tongue.noted(means, id));
                (id, self.snapshot.pivot(id).map(|it| [means, Some(tongue.when(&it.when))]))
            }
            Kind::Event => {
                let id = &incident.events[at].id;
                (id, self.snapshot.event(id).map(|it| [None, Some(tongue.when(&it.when))]))
            }
            Kind::Source => {
                let Source { id, title, published, .. } = &incident.sources[at];
                let title = title.as_ref().map(|it| it.get(self.language()).to_owned());
                (id, Some([title, published.as_ref().map(|it| tongue.moment(it))]))
            }
        };
        let about = about.map(|it| it.into_iter().flatten().collect::<Vec<_>>().join(" · "));
        let number = self.ready.numbers().get(id).map(|it| format!("{it} · ")).unwrap_or_default();
        Hit {
            found: Found { kind, id: id.clone() },
            language: teller.language_of(id).map(str::to_owned),
            title: number + &teller.step(id),
            about: about.unwrap_or_else(|| self.why_unseen(id)),
        }
    }

    /// Why something is not seen under this lens.
    pub(super) fn why_unseen(&self, id: &str) -> String {
        let incident = &self.ready.incident;
        let tellers = said(incident, id).into_iter().flat_map(Said::tellers);
        let known = tellers.filter_map(|it| incident.source(it)).filter_map(Source::known_from).min();
        match known.filter(|day| self.snapshot.lens.known_on.is_some_and(|it| it < *day)) {
            Some(day) => self.tongue().known_later(self.tongue().day(day)),
            None => self.tongue().not_heard().to_owned(),
        }
    }
}

/// All claims by which a host, a step or an event is seen.
fn said<'a>(incident: &'a Incident, id: &str) -> Vec<&'a Said> {
    let mut all: Vec<&Said> = Vec::new();
    if let Some(it) = incident.host(id) {
        all.extend(it.names.iter().map(|it| &it.said));
        all.extend(it.zone.iter().map(|it| &it.said));
        all.extend(it.states.iter().map(|it| &it.said));
    }
    let steps = incident.pivots.iter().filter(|it| [&it.id, &it.from, &it.to].iter().any(|it| *it == id));
    let events = incident.event(id).map(|it| &it.claims);
    all.extend(steps.map(|it| &it.claims).chain(events).flatten().map(|it| &it.said));
    all
}

impl Ready {
    /// What can be found of it.
    pub fn index(&self) -> &Index {
        self.words.get_or_init(|| Index::of(&self.incident, self.numbers()))
    }
}

/// Goes to what was found: chooses it and brings it into sight; of a source, lights what it tells.
pub fn go(state: &mut State, Found { kind, id }: Found) -> Option<Effect> {
    state.look.find = None;
    match kind {
        Kind::Source => {
            state.look.filter.set(Facet::Source, Some(id));
            state.look.selection = None;
            return None;
        }
        Kind::Host | Kind::Step | Kind::Event => {}
    }
    if !showing::can_be_selected(state, &id) {
        return None;
    }
    state.look.selection = Some(id);
    if matches!(state.look.tab, Tab::Table | Tab::Disputes | Tab::Tellings) {
        state.look.tab = Tab::Auto;
    }
    reveal(state);
    Some(Effect::FocusSelection)
}

/// Moves the map until what is chosen is in sight.
fn reveal(state: &mut State) {
    let (Some(ready), Some(ground)) = (state.ready(), state.ground()) else { return };
    let Some(id) = state.look.selection.as_deref() else { return };
    let (pivot, event) = (ready.incident.pivot(id), ready.incident.event(id));
    let of_pivot = pivot.map(|it| vec![&it.from, &it.to]);
    let hosts = of_pivot.or(event.map(|it| it.hosts.iter().collect()));
    let hosts: Vec<&str> = hosts.map_or(vec![id], |it| it.into_iter().map(Id::as_str).collect());
    let cards = hosts.iter().filter_map(|it| ground.layout.node(ground.folded.card(it))).map(|it| it.rect);
    let around = |a: Rect, b: Rect| {
        let (x, y) = (a.x.min(b.x), a.y.min(b.y));
        Rect::new(x, y, a.right().max(b.right()) - x, a.bottom().max(b.bottom()) - y)
    };
    if let Some(rect) = cards.reduce(around) {
        let (map, view) = (ground.layout.bounds, state.map_size);
        let now = state.camera.unwrap_or_else(|| state.opening(map));
        state.camera = Some(now.showing(rect, map, view)).filter(|it| *it != state.opening(map));
    }
}
