//! What of map and story is lit while the rest fades: the way of what is pointed at, else of what is chosen, else what matches the filter.

use std::collections::BTreeSet;

use super::view::Shown;
use crate::incident::Id;
use crate::sorting;
use crate::way::Way;

impl Shown {
    /// The cards and arrows that are lit, with the way of what is pointed at; `None` if nothing fades.
    pub fn lit(&self, pointed: Option<&str>) -> Option<BTreeSet<Id>> {
        let folded = &self.ground.folded;
        let of = |id: &str| {
            let all = folded.group(id).map(|it| &it.hosts).or(folded.bundle_of(id).map(|it| &it.pivots));
            match all {
                Some(all) => Way::of(&self.ready.incident, &self.snapshot, all.iter().map(String::as_str)),
                None => Way::of(&self.ready.incident, &self.snapshot, [id].into_iter()),
            }
        };
        let pointed = pointed.and_then(of);
        let way = pointed.as_ref().or(self.way.as_ref()).map(|it| &it.lit);
        let lit = way.or(self.matches.as_ref().map(|it| &it.lit))?;
        Some(sorting::set_of(lit.iter().map(|id| folded.card(folded.arrow(id)).to_owned())))
    }

    /// Lets what does not match fade in the story, and says of what is chosen why it is not seen.
    pub(super) fn finish(&mut self) {
        if let Some(matches) = &self.matches {
            for row in &mut self.story {
                let all = self.ground.folded.bundle_of(&row.id).filter(|_| row.opens.is_some()).map(|it| &it.pivots);
                let is_lit = |id: &Id| matches.lit.contains(id);
                row.is_faded = !all.map_or(is_lit(&row.id), |it| it.iter().any(is_lit));
            }
        }
        if let Some(id) = self.details.as_ref().filter(|it| it.subtitle.is_empty()).map(|it| it.id.clone()) {
            let why = self.why_unseen(&id);
            self.details.iter_mut().for_each(|it| it.subtitle.clone_from(&why));
        }
    }
}
