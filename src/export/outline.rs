//! An incident as plain HTML with its picture: what a briefing shows where scripts are off, and until its program has started.

use super::digest::digest;
use super::drawing;
use crate::incident::{Id, Incident, Source};
use crate::paint::escape;
use crate::scene::theme::LIGHT;
use crate::timeline::{Lens, Snapshot, Timeline, Total};
use crate::words::Teller;

/// An incident that goes into a briefing.
#[derive(Debug, Clone, Copy)]
pub struct Briefed<'a> {
    /// What the file says.
    pub incident: &'a Incident,
    /// The text of the file, which is JSON.
    pub text: &'a str,
}

/// The outline as the incident opens, with the latest knowledge, in the language of the file.
pub fn outline(briefed: &Briefed<'_>) -> String {
    let incident = briefed.incident;
    let snapshot = Snapshot::of(incident, &Lens::on(Timeline::of(incident).opening));
    let digest = serde_json::from_str(briefed.text.trim_start_matches('\u{FEFF}')).ok().map(|it| digest(&it));
    let teller = Teller::of(incident, &incident.language);
    let picture = drawing::svg(teller, &snapshot, &LIGHT, digest.as_deref());
    outline_with(teller, briefed, &format!("<figure>{picture}</figure>\n"))
}

/// The same as somebody tells it, with another picture, which is HTML already.
pub fn outline_with(teller: Teller<'_>, briefed: &Briefed<'_>, picture: &str) -> String {
    let incident = briefed.incident;
    let snapshot = Snapshot::of(incident, &Lens::on(Timeline::of(incident).opening));
    let mut out = format!("<article lang=\"{}\">\n", teller.tongue.tag());
    let mut add = |tag: &str, class: &str, (language, text): (Option<&str>, &str)| {
        let language = attribute(language);
        out.push_str(&format!("<{tag} class=\"{class}\"{language}>{}</{tag}>\n", escape(text)));
    };
    add("h1", "title", teller.told(&incident.title));
    add("p", "marking", (None, teller.tongue.marking(incident.strictest())));
    add("p", "headline", (None, &teller.sentence(&snapshot)));
    add("p", "lens", (None, &teller.lens(&snapshot.lens)));
    if let Some(summary) = &incident.summary {
        add("p", "summary", teller.told(summary));
    }
    if let Some(note) = incident.shared.as_ref().and_then(|it| teller.tongue.sharing(it)) {
        add("p", "shared", (None, &note));
    }
    out.push_str(picture);
    list(&mut out, teller.tongue.outline_steps(), "ol", steps(teller, &snapshot));
    list(&mut out, teller.tongue.outline_affected(), "ul", counts(teller, &snapshot));
    let sources = incident.sources.iter().map(|it| source(teller, it)).collect();
    list(&mut out, teller.tongue.paper_sources(), "ol", sources);
    out.push_str("</article>\n");
    out
}

/// The attribute of an element whose words are not in the language of the outline.
fn attribute(language: Option<&str>) -> String {
    language.map_or(String::new(), |it| format!(" lang=\"{}\"", escape(it)))
}

/// A list under its heading, of items that are HTML already.
fn list(out: &mut String, heading: &str, tag: &str, items: Vec<String>) {
    if items.is_empty() {
        return;
    }
    out.push_str(&format!("<h2>{heading}</h2>\n<{tag}>\n"));
    for item in items {
        out.push_str(&format!("<li>{item}</li>\n"));
    }
    out.push_str(&format!("</{tag}>\n"));
}

fn steps(teller: Teller<'_>, snapshot: &Snapshot) -> Vec<String> {
    snapshot.story.iter().filter_map(|it| step(teller, snapshot, &it.id)).collect()
}

/// A step or an event with when it was and who tells it, as HTML; nothing if nobody who is heard does.
pub fn step(teller: Teller<'_>, snapshot: &Snapshot, id: &Id) -> Option<String> {
    let it = snapshot.pivot(id).or_else(|| snapshot.event(id))?;
    let what = teller.step(id);
    let (when, told) = (teller.tongue.when(&it.when), teller.told_by_these(&it.sources));
    let when = if it.when.disputed {
        teller.tongue.outline_step_disputed(when, told)
    } else {
        teller.tongue.outline_step(when, told)
    };
    Some(escape(&what) + "<br><small>" + &escape(&when) + "</small>")
}

fn counts(teller: Teller<'_>, snapshot: &Snapshot) -> Vec<String> {
    let count = |it: &Total| {
        let told = teller.told_by_these(&it.sources);
        let told = if it.disputed { teller.tongue.outline_disputed(told) } else { told };
        escape(&teller.tongue.total_of_day(it, snapshot.lens.as_of)) + "<br><small>" + &escape(&told) + "</small>"
    };
    snapshot.totals.iter().map(count).collect()
}

fn source(teller: Teller<'_>, it: &Source) -> String {
    let mut line = it.publisher.get(teller.language).to_owned();
    if let Some(title) = &it.title {
        line = teller.tongue.source_titled(line, title.get(teller.language));
    }
    if let Some(published) = &it.published {
        line = teller.tongue.source_dated(line, teller.tongue.span(published.span()));
    }
    let mut line = escape(&line);
    if let Some(url) = &it.url {
        let url = escape(url);
        line += &format!("<br><a href=\"{url}\" rel=\"noopener noreferrer\">{url}</a>");
    }
    line
}
