//! Steps of the story: from where to where, and by what means.

use super::Teller;
use crate::incident::Pivot;
use crate::timeline::Telling;
use crate::tongue::Tongue;

impl<'a> Teller<'a> {
    /// A pivot by its ends: `Server B → Server A`.
    pub fn pivot(self, pivot: &Pivot) -> String {
        let end = |id: &str| isolated(self.incident.label(id, self.language).unwrap_or(id));
        format!("{} → {}", end(&pivot.from), end(&pivot.to))
    }

    /// The label of a pivot or an event of the story.
    pub fn step(self, id: &str) -> String {
        match self.incident.pivot(id) {
            Some(pivot) => self.pivot(pivot),
            None => self.incident.label(id, self.language).unwrap_or(id).to_owned(),
        }
    }

    /// The language of the labels of a step, where that is not the one of our own words: for `lang`.
    pub fn language_of(self, id: &'a str) -> Option<&'a str> {
        let pivot = self.incident.pivot(id);
        let label = self.incident.text(pivot.map_or(id, |it| it.to.as_str()))?;
        self.told(label).0
    }

    /// By what means a pivot was made: what stands on its arrow, or its technique; nothing of an event, whose label says all,
    /// nor of a pivot to a step that is called the same.
    pub fn means(self, id: &str) -> Option<&'a str> {
        let pivot = self.incident.pivot(id)?;
        let means = match &pivot.label {
            Some(label) => label.get(self.language),
            None => self.incident.label(pivot.technique.as_ref()?, self.language)?,
        };
        let end = self.incident.label(&pivot.to, self.language).unwrap_or_default();
        // a step that stands for itself on the map is called by its means already
        (!end.ends_with(means)).then_some(means)
    }

    /// A step with its means: `Server B → Server A: remote desktop`.
    pub fn step_by(self, id: &str) -> String {
        match self.means(id) {
            Some(means) => self.tongue.colon(self.step(id), means),
            None => self.step(id),
        }
    }
}

/// A name that keeps to itself: one that is written from right to left would turn the arrow around that stands beside it,
/// and the step would lead the wrong way. Marks of Unicode's bidirectional algorithm (UAX 9) hold it apart.
pub(super) fn isolated(name: &str) -> String {
    let is_from_right = |it: char| matches!(it, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}');
    if name.chars().any(is_from_right) { format!("\u{2068}{name}\u{2069}") } else { name.to_owned() }
}

impl Tongue {
    /// How much a source tells: `4 hosts, 3 steps, 2 counts`.
    pub fn tells(&self, it: &Telling) -> String {
        let parts = [
            (it.n_hosts, self.n_hosts(it.n_hosts)),
            (it.n_pivots, self.n_steps(it.n_pivots)),
            (it.n_events, self.n_events(it.n_events)),
            (it.n_counts, self.n_counts(it.n_counts)),
            (it.n_facts, self.n_facts(it.n_facts)),
        ];
        let said: Vec<String> = parts.into_iter().filter(|it| it.0 > 0).map(|it| it.1).collect();
        if said.is_empty() { self.tells_nothing().to_owned() } else { self.join(&said) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_from_right_to_left_does_not_turn_the_arrow_around() {
        assert_eq!(isolated("שרת"), "\u{2068}שרת\u{2069}");
        assert_eq!(isolated("خادم 2"), "\u{2068}خادم 2\u{2069}");
        assert_eq!(isolated("Server A"), "Server A");
        assert_eq!(isolated("サーバー"), "サーバー");
    }
}
