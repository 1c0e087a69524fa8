//! Who tells of a day before it came: a source that is dated wrongly, or a claim that is.

use std::collections::BTreeSet;

use super::Check;
use crate::diag::Code;
use crate::incident::{Day, Incident};
use crate::sorting::Table;
use crate::tongue::Phrase;

impl Check<'_> {
    /// Warns where a source speaks of a day after its own publication.
    pub(super) fn foretold(&mut self, incident: &Incident) {
        let known: Table<Option<Day>> = incident.sources.iter().map(|it| (it.id.as_str(), it.known_from())).collect();
        let happened = (incident.pivots.iter().map(|it| (&it.id, &it.claims)))
            .chain(incident.events.iter().map(|it| (&it.id, &it.claims)));
        for (id, claims) in happened {
            let mut warned = BTreeSet::new();
            for claim in claims {
                let published = known.get(&claim.source).copied().flatten();
                let is_foretold =
                    matches!((claim.span().earliest, published), (Some(begins), Some(published)) if begins > published);
                if is_foretold && warned.insert(claim.source.clone()) {
                    let at = self.ids.get(id).map(|(_, at)| at.clone()).unwrap_or_default();
                    let message = Phrase::finding_foretold(&claim.source);
                    self.report.warn(Code::Foretold, &at, message).hint(Phrase::hint_foretold());
                }
            }
        }
    }
}
