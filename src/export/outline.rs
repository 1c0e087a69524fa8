//! An incident as plain HTML with its picture: what a briefing shows where scripts are off, and until its program has started.

use super::bundle::Briefed;
use super::digest::digest;
use super::figure;
use crate::incident::{Id, Marking, Source};
use crate::paint::escape;
use crate::scene::theme::LIGHT;
use crate::timeline::{Lens, Snapshot, Timeline, Total};
use crate::words::Teller;

/// The outline as the last day of the story and the latest knowledge have it, in the language of the file.
pub fn outline(briefed: &Briefed<'_>) -> String {
    let incident = briefed.incident;
    let language = incident.language.as_str();
    let snapshot = Snapshot::of(incident, &Lens::on(Timeline::of(incident).last()));
    let teller = Teller::of(incident, language);
    let mut out = format!("<article lang=\"{}\">\n", escape(language));
    let mut add = |tag: &str, class: &str, text: &str| {
        out.push_str(&format!("<{tag} class=\"{class}\">{}</{tag}>\n", escape(text)));
    };
    add("h1", "title", incident.title.get(language));
    add("p", "marking", Marking::label(incident.strictest()));
    add("p", "headline", &teller.sentence(&snapshot));
    add("p", "lens", &teller.lens(&snapshot.lens));
    if let Some(summary) = &incident.summary {
        add("p", "summary", summary.get(language));
    }
    if let Some(note) = incident.shared.as_ref().and_then(|it| teller.tongue.sharing(it)) {
        add("p", "shared", &note);
    }
    let digest = serde_json::from_str(briefed.text.trim_start_matches('\u{FEFF}')).ok().map(|it| digest(&it));
    out.push_str("<figure>");
    out.push_str(&figure::svg(incident, &snapshot, &LIGHT, language, digest.as_deref()));
    out.push_str("</figure>\n");
    list(&mut out, teller.tongue.outline_steps(), "ol", steps(teller, &snapshot));
    list(&mut out, teller.tongue.outline_affected(), "ul", counts(teller, &snapshot));
    let sources = incident.sources.iter().map(|it| source(teller, it)).collect();
    list(&mut out, teller.tongue.paper_sources(), "ol", sources);
    out.push_str("</article>\n");
    out
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
    let step = |id: &Id| {
        let it = snapshot.pivot(id).or_else(|| snapshot.event(id))?;
        let what = teller.step(id);
        let disputed = if it.when.disputed { "; disputed" } else { "" };
        let when = teller.tongue.when(&it.when) + disputed + "; " + &teller.told_by_these(&it.sources);
        Some(escape(&what) + "<br><small>" + &escape(&when) + "</small>")
    };
    snapshot.story.iter().filter_map(|it| step(&it.id)).collect()
}

fn counts(teller: Teller<'_>, snapshot: &Snapshot) -> Vec<String> {
    let count = |it: &Total| {
        let disputed = if it.disputed { "disputed; " } else { "" };
        let told = disputed.to_owned() + &teller.told_by_these(&it.sources);
        escape(&teller.tongue.total(it)) + "<br><small>" + &escape(&told) + "</small>"
    };
    snapshot.totals.iter().map(count).collect()
}

fn source(teller: Teller<'_>, it: &Source) -> String {
    let language = teller.language;
    let mut line = escape(it.publisher.get(language));
    if let Some(title) = &it.title {
        line += &(": ".to_owned() + &escape(title.get(language)));
    }
    if let Some(published) = &it.published {
        line += &(", ".to_owned() + &escape(&teller.tongue.span(published.span())));
    }
    if let Some(url) = &it.url {
        let url = escape(url);
        line += &format!("<br><a href=\"{url}\" rel=\"noopener noreferrer\">{url}</a>");
    }
    line
}
