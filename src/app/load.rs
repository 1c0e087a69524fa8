//! How an incident comes to be shown: what is derived from it once, and what can go wrong.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use serde_json::Value;

use super::Failure;
use super::findable::Index;
use crate::diag::Report;
use crate::fold::{self, Folded, Group, Opened};
use crate::graph;
use crate::import::{self, ImportError, Imported};
use crate::incident::{Id, Incident, Text};
use crate::layout::geometry::Rect;
use crate::scene::Ground;
use crate::sorting::Table;
use crate::timeline::{Axis, Publication, Scale, Timeline, Undated, numbers, publications, undated};

/// Where the loading stands.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Load {
    /// Nothing was asked for.
    #[default]
    Empty,
    /// On its way.
    Loading {
        /// What it is called, for people.
        name: String,
    },
    /// There.
    Ready(Rc<Ready>),
    /// It did not work.
    Failed(Rc<Failure>),
}

/// An incident, and all that is derived from it once.
#[derive(Debug)]
pub struct Ready {
    /// What the file is called.
    pub name: String,
    /// Its text.
    pub text: Rc<str>,
    /// The incident.
    pub incident: Incident,
    /// What is wrong with the file.
    pub report: Report,
    /// The days on which something can change.
    pub timeline: Timeline,
    /// The days on which something can be learned.
    pub learned: Timeline,
    /// The steps without a date, once they are asked for.
    undated: OnceCell<Vec<Undated>>,
    /// Where days lie, of each scale: as it happened, and as it was learned; each once it is asked for.
    axes: [[OnceCell<Rc<Axis>>; Scale::ALL.len()]; 2],
    /// The days of publication.
    pub publications: Vec<Publication>,
    /// The number of each step.
    numbers: OnceCell<Table<usize>>,
    /// What can be found of it, once somebody looks.
    pub(super) words: OnceCell<Index>,
    /// The hosts that share a card while nothing is open, on a map of so many cards, once that is asked for.
    closed: RefCell<Option<(usize, Rc<[Group]>)>>,
    /// What was open when it was asked for last, and the hosts that share a card then: no choice changes that.
    groups: RefCell<Option<Grouped>>,
    /// How large maps of at most so many cards are while nothing is open, once that is asked for.
    sizes: RefCell<Vec<(usize, Rect)>>,
    /// Where hosts lie on the map that was asked for last: what is only looked through has no map.
    ground: RefCell<Option<Laid>>,
}

/// The groups that were asked for last, what was open then, and how many cards the map had at most.
type Grouped = (Opened, usize, Rc<[Group]>);

/// The ground that was asked for last, and what was open and chosen then.
type Laid = (Opened, usize, Option<Id>, Rc<Ground>);

/// The same only if it is one: comparing whole incidents at each step would be work for nothing.
impl PartialEq for Ready {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Ready {
    /// Reads a file and derives what is derived once.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Self, ImportError> {
        Ok(Self::of(name, &String::from_utf8_lossy(bytes), import::import(bytes)?)) // what can be imported is UTF-8
    }

    /// Derives what is derived once from an incident that comes as a value.
    pub fn read_value(name: &str, value: Value) -> Result<Self, ImportError> {
        Ok(Self::of(name, &value.to_string(), import::import_value(value)?))
    }

    /// Derives what is derived once.
    pub(super) fn of(name: &str, text: &str, Imported { incident, report }: Imported) -> Self {
        Self {
            name: name.to_owned(),
            text: text.into(),
            report,
            timeline: Timeline::of(&incident),
            learned: Timeline::learned(&incident),
            undated: OnceCell::new(),
            axes: <[[OnceCell<Rc<Axis>>; Scale::ALL.len()]; 2]>::default(),
            publications: publications(&incident),
            numbers: OnceCell::new(),
            words: OnceCell::new(),
            closed: RefCell::new(None),
            sizes: RefCell::default(),
            groups: RefCell::new(None),
            ground: RefCell::new(None),
            incident,
        }
    }
}

impl Ready {
    /// The steps without a date.
    pub fn undated(&self) -> &[Undated] {
        self.undated.get_or_init(|| undated(&self.incident, &self.timeline))
    }

    /// Where days lie: as it happened, or as it was learned. Steps without a date have places on an axis of equal steps,
    /// but not as it was learned.
    pub fn axis(&self, is_learning: bool, scale: Scale) -> &Rc<Axis> {
        self.axes[usize::from(is_learning)][scale as usize].get_or_init(|| {
            let timeline = if is_learning { &self.learned } else { &self.timeline };
            let undated = if scale == Scale::Steps && !is_learning { self.undated() } else { &[] };
            Rc::new(Axis::of(timeline, scale, undated))
        })
    }

    /// The number of each step.
    pub fn numbers(&self) -> &Table<usize> {
        self.numbers.get_or_init(|| numbers(&self.incident))
    }

    /// The hosts that share a card with these groups open, whatever is chosen, on a map of at most so many cards.
    pub fn groups(&self, open: &Opened, budget: usize) -> Rc<[Group]> {
        let made = || -> Rc<[Group]> { fold::groups(&self.incident, open, budget).into() };
        if *open == Opened::default() {
            let closed = self.closed.take().filter(|it| it.0 == budget).map_or_else(made, |it| it.1);
            self.closed.replace(Some((budget, Rc::clone(&closed))));
            return closed;
        }
        let last = self.groups.take().filter(|it| it.0 == *open && it.1 == budget);
        let groups = last.map_or_else(made, |it| it.2);
        self.groups.replace(Some((open.clone(), budget, Rc::clone(&groups))));
        groups
    }

    /// How large the map of at most so many cards is while nothing is open.
    pub fn size(&self, budget: usize) -> Rect {
        let known = self.sizes.borrow().iter().find(|it| it.0 == budget).map(|it| it.1);
        known.unwrap_or_else(|| {
            let size = self.ground(&Opened::default(), budget, None).layout.bounds;
            self.sizes.borrow_mut().push((budget, size));
            size
        })
    }

    /// Where hosts lie on such a map, with these groups open; what is chosen has a card of its own.
    pub fn ground(&self, open: &Opened, budget: usize, chosen: Option<&str>) -> Rc<Ground> {
        let last = self.ground.take();
        let ground = match last {
            Some((of, n, its, ground)) if of == *open && n == budget && its.as_deref() == chosen => ground,
            last => {
                let folded = Folded::with(&self.incident, &self.groups(open, budget), chosen);
                let same = last.map(|it| it.3).filter(|it| it.folded == folded);
                same.unwrap_or_else(|| Rc::new(graph::folded(&self.incident, folded, self.numbers())))
            }
        };
        self.ground.replace(Some((open.clone(), budget, chosen.map(str::to_owned), Rc::clone(&ground))));
        ground
    }

    /// Whether hardly any step of the story has a date.
    pub fn has_hardly_any_date(&self) -> bool {
        let pivots = self.incident.pivots.iter().map(|it| &it.claims);
        let steps = || pivots.clone().chain(self.incident.events.iter().map(|it| &it.claims));
        let dated = steps().filter(|it| it.iter().any(|it| it.when.is_some())).count();
        dated * 2 < steps().count()
    }
}

/// An incident of the gallery.
#[derive(Debug, Clone, PartialEq)]
pub struct GalleryEntry {
    /// Its id, for the address.
    pub id: String,
    /// The address of its file, against the gallery's.
    pub file: String,
    /// What people call it.
    pub title: Text,
}

/// Reads the index of a gallery; what cannot be read of it is left out. `None` if it is no index, or all of it is left out.
pub fn gallery(bytes: &[u8]) -> Option<Vec<GalleryEntry>> {
    let index: Value = serde_json::from_slice(bytes).ok()?;
    let entry = |it: &Value| {
        let text = |key: &str| it.get(key)?.as_str().map(str::to_owned);
        let titles = it.get("title")?.as_object()?.iter();
        let titles = titles.filter_map(|(tag, words)| Some((tag.clone(), words.as_str()?.to_owned())));
        Some(GalleryEntry { id: text("id")?, file: text("file")?, title: Text::by_language(titles)? })
    };
    let incidents = index.get("incidents")?.as_array()?;
    let entries: Vec<GalleryEntry> = incidents.iter().filter_map(entry).collect();
    (!entries.is_empty() || incidents.is_empty()).then_some(entries)
}

/// The addresses in an index: that of a gallery, or a plain list of them. `None` if it is none.
pub fn index(value: &Value) -> Option<Vec<String>> {
    let items = value.as_array().or_else(|| value.get("incidents")?.as_array())?;
    let is_plain = value.is_array();
    let address = |it: &Value| {
        let named = it.get("file").filter(|_| !is_plain).and_then(Value::as_str);
        it.as_str().or(named).map(str::to_owned)
    };
    let files: Option<Vec<String>> = items.iter().map(address).collect();
    files.filter(|it| !it.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_index_is_a_gallery_or_a_list_of_addresses() {
        let files = |value: Value| index(&value).unwrap_or_default();
        assert_eq!(files(json!({"incidents": [{"id": "a", "file": "a.json"}, "b.json"]})), ["a.json", "b.json"]);
        assert_eq!(files(json!(["a.json", "../b.afb"])), ["a.json", "../b.afb"]);
        for other in
            [json!([]), json!(["a", 1]), json!([{"file": "a"}]), json!({"incidents": [{"id": "a"}]}), json!("a")]
        {
            assert_eq!(index(&other), None, "{other}");
        }
    }
}
