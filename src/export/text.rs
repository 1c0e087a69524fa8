//! What a figure says, as plain text for a mail or a page of a wiki.

use super::digest::short;
use crate::timeline::{Diff, Snapshot};
use crate::words::{NAMED, Teller};

/// Headline, steps and caption of a figure, a line each; in a comparison also what changed.
pub fn text(teller: Teller<'_>, snapshot: &Snapshot, diff: Option<&Diff>, digest: Option<&str>) -> String {
    let (incident, language) = (teller.incident, teller.language);
    let marking = teller.tongue.marking(incident.strictest());
    let mut lines = vec![teller.tongue.noted(incident.title.get(language), marking)];
    lines.push(teller.first_count(snapshot));
    lines.push(teller.sentence(snapshot));
    lines.push(teller.lens(&snapshot.lens));
    lines.extend(diff.map(|it| teller.compared(it)));
    lines.push(String::new());
    let numbers = crate::timeline::numbers(incident);
    for step in &*snapshot.story {
        let Some(it) = snapshot.pivot(&step.id).or_else(|| snapshot.event(&step.id)) else { continue };
        let number = numbers.get(&step.id).map_or("–".to_owned(), |it| format!("{it}."));
        let (when, phase) = (teller.tongue.when(&it.when), teller.tongue.phase(it.phase));
        let (what, tongue) = (teller.step_by(&step.id), teller.tongue);
        let is_disputed = it.when.disputed;
        lines.push(if is_disputed {
            tongue.text_step_disputed(number, what, when, phase)
        } else {
            tongue.text_step(number, what, when, phase)
        });
    }
    lines.push(String::new());
    lines.push(marking.to_owned());
    lines.extend(teller.preferences(&snapshot.lens));
    lines.push(teller.sources(snapshot, NAMED));
    lines.extend(incident.shared.as_ref().and_then(|it| teller.tongue.sharing(it)));
    lines.extend(digest.map(|it| teller.data(short(it))));
    lines.push(String::new());
    lines.join("\n")
}
