//! All tellings side by side: each source by itself on one layout, made when somebody looks at them.

use super::view::Shown;
use crate::incident::Id;
use crate::paint::{self, SvgNode};
use crate::scene::Ground;
use crate::scene::map::MapInput;
use crate::scene::{legend, small};
use crate::timeline::{ClockKind, Lens, Snapshot, first_access, is_out, tellings};

/// The page.
#[derive(Debug, Clone, PartialEq)]
pub struct Multiples {
    /// Small maps: all sources together, then one by one in the order of publication.
    pub maps: Vec<SmallMap>,
    /// The names of sources that tell nothing of the map.
    pub others: Vec<String>,
    /// The names of sources that were not out on the day of the reader's clock.
    pub not_out: Vec<String>,
    /// What the marks of the small maps mean, and how wide and high that is.
    pub legend: (Vec<SvgNode>, f64, f64),
    /// Width and height of a small map in its own units.
    pub size: (f64, f64),
}

/// A telling, small.
#[derive(Debug, Clone, PartialEq)]
pub struct SmallMap {
    /// Whose it is; `None` is everybody's.
    pub source: Option<Id>,
    /// The language of what they are called, where it is not that of our own words.
    pub language: Option<String>,
    /// What they are called.
    pub who: String,
    /// When it was published.
    pub published: Option<String>,
    /// The map.
    pub map: Vec<SvgNode>,
    /// How many are affected.
    pub number: Option<String>,
    /// When the intruder got in.
    pub first_access: Option<String>,
    /// How long the intruder was inside before anybody noticed.
    pub dwell: Option<String>,
    /// How many hosts and steps there are.
    pub size: String,
    /// Whether the large map is of this telling.
    pub is_shown: bool,
}

impl Multiples {
    /// The tellings of what is shown, as of its day and on its reader's clock. `width` is the room for the legend.
    pub fn of(shown: &Shown, width: f64) -> Self {
        let (ready, lens) = (&shown.ready, &shown.snapshot.lens);
        let incident = &ready.incident;
        let name = |id: &str| incident.label(id, shown.language()).unwrap_or(id).to_owned();
        let mut seen = Snapshot::clone(&shown.snapshot);
        (seen.hosts, seen.pivots) = (Vec::new(), Vec::new());
        let (mut maps, mut others, mut not_out) = (Vec::new(), Vec::new(), Vec::new());
        let mut add = |source: Option<Id>| {
            let told_by = source.clone().map(|it| [it].into());
            let is_shown = lens.told_by == told_by;
            let snapshot = Snapshot::of(incident, &Lens { told_by, ..lens.clone() });
            maps.push(small_map(shown, source, &snapshot, is_shown));
            seen.hosts.extend(snapshot.hosts);
            seen.pivots.extend(snapshot.pivots);
        };
        add(None);
        for it in tellings(incident) {
            match (is_out(incident, &it.source, lens.known_on), it.is_of_map) {
                (false, _) => not_out.push(name(&it.source)),
                (true, false) => others.push(name(&it.source)),
                (true, true) => add(Some(it.source)),
            }
        }
        let mut seen = seen.indexed();
        seen.hosts.iter_mut().for_each(|it| it.disputed = false); // no small map says it
        let legend = legend::scene(
            &MapInput { ground: &Ground::default(), snapshot: &seen, diff: None, ..shown.map_input() },
            width,
        );
        let bounds = shown.ground.layout.bounds;
        Self {
            maps,
            others,
            not_out,
            legend: (paint::nodes(&legend), legend.bounds.width, legend.bounds.height),
            size: (bounds.width, bounds.height),
        }
    }
}

fn small_map(shown: &Shown, source: Option<Id>, snapshot: &Snapshot, is_shown: bool) -> SmallMap {
    let (incident, teller, tongue) = (&shown.ready.incident, shown.teller(), shown.tongue());
    let input = MapInput { snapshot, selection: None, diff: None, ..shown.map_input() };
    let dwell = snapshot.clocks.iter().find(|it| it.kind == ClockKind::Dwell);
    let who = match &source {
        Some(id) => incident.label(id, shown.language()).unwrap_or(id).to_owned(),
        None => tongue.capital(&teller.who(&snapshot.lens)),
    };
    SmallMap {
        language: source.as_ref().and_then(|it| teller.language_of(it)).map(str::to_owned),
        who,
        published: source.as_ref().map(|it| teller.published(it)),
        map: paint::nodes(&small::scene(&input)),
        number: snapshot.totals.first().map(|it| tongue.total_of_day(it, snapshot.lens.as_of)),
        first_access: first_access(incident, snapshot).map(|it| tongue.span(it)),
        dwell: dwell.map(|it| tongue.clock_days(it)),
        size: tongue.join(&[tongue.n_hosts(snapshot.hosts.len()), tongue.n_steps(snapshot.pivots.len())]),
        is_shown,
        source,
    }
}
