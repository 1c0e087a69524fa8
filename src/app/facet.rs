//! What a filter asks for: values of facets.

use super::sayable::Sayable;
use crate::sorting;

crate::incident::words! {
    /// By what something matches.
    Facet {
        /// Where a host is: in this zone or in one within it.
        Zone = "zone",
        /// What a host is.
        Kind = "kind",
        /// How a host stands, certainly or possibly.
        State = "state",
        /// The tactic or technique of a step, as the file names it; or a tactic with the techniques of the file that serve it.
        Tactic = "tactic",
        /// Who speaks of it.
        Source = "source",
        /// When a step was: on this day or later, as far as it can be.
        From = "from",
        /// When a step was: on this day or earlier.
        To = "to",
    }
}

/// What is asked of each: of several values of one facet one, of several facets all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter(Vec<(Facet, String)>);

impl Filter {
    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is asked of a facet.
    pub fn values(&self, facet: Facet) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |it| it.0 == facet).map(|it| it.1.as_str())
    }

    /// Asks for one value of a facet, or for none.
    pub fn set(&mut self, facet: Facet, value: Option<String>) {
        self.0.retain(|it| it.0 != facet);
        self.0.extend(value.map(|it| (facet, it)));
        sorting::by_key(&mut self.0, |it| it.0 as usize);
    }

    /// Asks for one more value of a facet.
    pub fn also(&mut self, facet: Facet, value: String) {
        self.0.push((facet, value));
        sorting::by_key(&mut self.0, |it| it.0 as usize);
    }

    /// Keeps of what is asked only what passes.
    pub(super) fn keep(&mut self, passes: impl Fn(Facet, &str) -> bool) {
        self.0.retain(|it| passes(it.0, &it.1));
    }

    /// Asks no more for a value of a facet.
    pub fn forget(&mut self, facet: Facet, value: &str) {
        self.0.retain(|it| (it.0, it.1.as_str()) != (facet, value));
    }

    /// Whether anything is asked of one of these.
    pub(super) fn asks(&self, facets: &[Facet]) -> bool {
        self.0.iter().any(|it| facets.contains(&it.0))
    }

    /// Whether one of the values of a facet will do, if there are any.
    pub(super) fn admits(&self, facet: Facet, is_it: impl Fn(&str) -> bool) -> bool {
        self.values(facet).next().is_none() || self.values(facet).any(is_it)
    }
}

/// `zone:tokyo,state:compromised`
impl Sayable for Filter {
    fn read(text: Option<&str>) -> Self {
        let mut filter = Self::default();
        let terms = text.unwrap_or_default().split(',').filter_map(|it| it.split_once(':'));
        for (facet, value) in terms.map(|it| (it.0.trim(), it.1.trim())).filter(|it| !it.1.is_empty()) {
            let term = Facet::parse(facet).map(|it| (it, value.to_owned()));
            filter.0.extend(term.filter(|it| !filter.0.contains(it)));
        }
        sorting::by_key(&mut filter.0, |it| it.0 as usize);
        filter
    }

    fn write(&self) -> Option<String> {
        let terms = self.0.iter().map(|(facet, value)| format!("{facet}:{value}"));
        (!self.is_empty()).then(|| terms.collect::<Vec<_>>().join(","))
    }
}
