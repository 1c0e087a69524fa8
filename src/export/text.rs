//! What a figure says, as plain text for a mail or a page of a wiki.

use super::digest::short;
use super::figure::Figure;
use crate::incident::Marking;
use crate::timeline::words;

/// Headline, steps and caption of a figure, a line each.
pub fn text(figure: &Figure<'_>) -> String {
    let Figure { incident, snapshot, language, .. } = *figure;
    let marking = Marking::label(incident.strictest());
    let mut lines = vec![format!("{} ({marking})", incident.title.get(language))];
    lines.push(words::first_count(incident, snapshot));
    lines.push(snapshot.words.clone());
    lines.push(words::lens(incident, &snapshot.lens, language));
    if let Some(diff) = figure.diff() {
        lines.push(words::compared(incident, &diff, language));
    }
    lines.push(String::new());
    let numbers = crate::scene::map::numbers(snapshot);
    for step in &snapshot.story {
        let Some(it) = snapshot.pivot(&step.id).or_else(|| snapshot.event(&step.id)) else { continue };
        let number = numbers.get(step.id.as_str()).map_or("–".to_owned(), |it| format!("{it}."));
        let (when, phase) = (words::when(&it.when), words::phase(it.phase));
        let disputed = if it.when.disputed { "; disputed" } else { "" };
        lines.push(format!("{number} {}: {when} ({phase}{disputed})", words::step_told(incident, &step.id, language)));
    }
    lines.push(String::new());
    lines.push(marking.to_owned());
    lines.extend(words::preferences(incident, &snapshot.lens, language));
    lines.push(words::sources(incident, snapshot, language));
    lines.extend(incident.shared.as_ref().and_then(words::sharing));
    lines.extend(figure.digest.map(|it| words::data(incident, short(it))));
    lines.push(String::new());
    lines.join("\n")
}
