//! A difference in plain English, line by line: the same for screen, command and mail.

use super::{Aspect, Changes, Diff, Mark, Part, is_substance};
use crate::incident::{Id, Incident, Moment, Span};
use crate::timeline::snapshot::Happening;
use crate::timeline::state::HostSnapshot;
use crate::timeline::total::Total;
use crate::timeline::{Lens, words};

/// A change in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What became of it.
    pub mark: Mark,
    /// What can be chosen to see it, if anything can.
    pub id: Option<Id>,
    /// Whether it is a total or a clock, and not on the map.
    pub is_number: bool,
    /// What it is, and what changed about it.
    pub words: String,
}

impl Line {
    /// The words, with what became of it before them.
    pub fn marked(&self) -> String {
        match self.mark {
            Mark::Added => format!("Added: {}", self.words),
            Mark::Changed => self.words.clone(),
            Mark::Withdrawn => format!("Withdrawn: {}", self.words),
        }
    }
}

/// A difference for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// What was compared with what.
    pub title: String,
    /// What both have in common.
    pub common: String,
    /// Numbers first, then what was added, changed, withdrawn.
    pub lines: Vec<Line>,
    /// What is left to say when all lines are read.
    pub rest: Option<String>,
}

impl Text {
    /// All of it, to be pasted into a mail.
    pub fn plain(&self) -> String {
        let mut plain = format!("{}\n{}\n\n", self.title, self.common);
        plain.extend(self.lines.iter().map(|it| format!("{}\n", it.marked())));
        plain.extend(self.rest.iter().map(|it| format!("{it}\n")));
        plain
    }

    /// How much changed: `18 added, 6 changed, 0 withdrawn`.
    pub fn tally(&self) -> String {
        let count = |mark| self.lines.iter().filter(|it| it.mark == mark).count();
        let [added, changed, withdrawn] = [Mark::Added, Mark::Changed, Mark::Withdrawn].map(count);
        format!("{added} added, {changed} changed, {withdrawn} withdrawn")
    }
}

/// What changed, in words.
pub fn text(incident: &Incident, diff: &Diff, language: &str) -> Text {
    let teller = Teller { incident, diff, language };
    let mut lines = Vec::new();
    teller.totals(&mut lines);
    teller.clocks(&mut lines);
    let mut parts = Vec::new();
    teller.parts(&mut parts, &diff.hosts, &Teller::host, &Teller::host_change);
    teller.parts(&mut parts, &diff.pivots, &Teller::happening, &Teller::happening_change);
    teller.parts(&mut parts, &diff.events, &Teller::happening, &Teller::happening_change);
    crate::sorting::by_key(&mut parts, |it: &Line| it.mark);
    lines.extend(parts);
    let n_retold = retold(&diff.hosts) + retold(&diff.pivots) + retold(&diff.events) + retold(&diff.totals);
    let rest = match (lines.is_empty(), n_retold) {
        (true, 0) => Some("Nothing changed.".to_owned()),
        (true, _) => Some("Nothing changed but who tells it.".to_owned()),
        (false, 0) => None,
        (false, 1) => Some("One more is told by other sources, and is otherwise the same.".to_owned()),
        (false, n) => Some(format!("{n} more are told by other sources, and are otherwise the same.")),
    };
    let (from, to, common) = lenses(incident, &diff.from, &diff.to, language);
    let title = incident.title.get(language);
    Text { title: format!("{title}, what changed: {from} → {to}"), common, lines, rest }
}

/// How many changed in nothing but who speaks of them.
fn retold<T: Part>(changes: &Changes<T>) -> usize {
    changes.changed.iter().filter(|(before, after)| !is_substance(&after.aspects(before))).count()
}

/// Two lenses by what tells them apart, and what they have in common as a sentence.
pub fn lenses(incident: &Incident, from: &Lens, to: &Lens, language: &str) -> (String, String, String) {
    let [a, b] = [from, to].map(|it| {
        let on_that_day = format!("as known on {}", words::day(it.as_of)); // each day of its own, where there are two
        words::lens(incident, it, language).replace(words::ON_THAT_DAY, &on_that_day)
    });
    let [a, b] = [&a, &b].map(|it| it.split(" · ").collect::<Vec<_>>());
    let only = |one: &[&str], other: &[&str]| {
        let parts: Vec<&str> = one.iter().copied().filter(|it| !other.contains(it)).collect();
        small(&if parts.is_empty() { one.join(", ") } else { parts.join(", ") })
    };
    let common: Vec<&str> = a.iter().copied().filter(|it| b.contains(it)).collect();
    (only(&a, &b), only(&b, &a), format!("{}.", words::capital(&common.join(", "))))
}

/// Says what changed about a part: before, after, and in what it differs.
type Change<'a, S, T> = dyn Fn(&S, &T, &T, &[Aspect]) -> String + 'a;

struct Teller<'a> {
    incident: &'a Incident,
    diff: &'a Diff,
    language: &'a str,
}

impl Teller<'_> {
    fn label(&self, id: &str) -> String {
        self.incident.label(id, self.language).unwrap_or(id).to_owned()
    }

    /// Who says so first, and when it was published.
    fn cited(&self, sources: &[Id]) -> String {
        let Some(source) = sources.first().and_then(|id| self.incident.source(id)) else { return String::new() };
        let publisher = source.publisher.get(self.language);
        let published = source.published.as_ref().map(Moment::span).filter(|it| is_dated(*it));
        published.map_or(format!(" ({publisher})"), |it| format!(" ({publisher}, {})", words::span(it)))
    }

    fn totals(&self, lines: &mut Vec<Line>) {
        let line = |mark, total: &Total, words| {
            let id = total.entries.first().map(|it| it.id.clone());
            Line { mark, id, is_number: true, words }
        };
        let of = |it: &Total| format!("{}{}", words::total(it), self.cited(&it.sources));
        let changes = &self.diff.totals;
        for (before, after) in &changes.changed {
            let aspects = after.aspects(before);
            if is_substance(&aspects) {
                lines.push(line(Mark::Changed, after, self.total(before, after, &aspects)));
            }
        }
        lines.extend(changes.added.iter().map(|it| line(Mark::Added, it, of(it))));
        lines.extend(changes.withdrawn.iter().map(|it| line(Mark::Withdrawn, it, of(it))));
    }

    fn total(&self, before: &Total, after: &Total, aspects: &[Aspect]) -> String {
        let number = |it: &Total| {
            let all = words::total(it);
            let number = words::total_number(it);
            let hedge = all.strip_prefix(&format!("{number} {}", it.unit)).unwrap_or_default().to_owned();
            (number, hedge)
        };
        let ((old, old_hedge), (new, new_hedge)) = (number(before), number(after));
        let is_new = |id: &Id| !before.entries.iter().any(|it| it.id == *id);
        let newest = after.entries.iter().find(|it| is_new(&it.id)).map_or(&after.sources, |it| &it.sources);
        let old_hedge = if old_hedge == new_hedge { String::new() } else { old_hedge };
        let mut parts = Vec::new();
        if aspects.contains(&Aspect::Number) || aspects.contains(&Aspect::Hedge) {
            let unit = words::capital(&after.unit);
            parts.push(if (&old, &old_hedge) == (&new, &String::new()) {
                format!("{unit}: {new}{new_hedge}, made up differently")
            } else {
                format!("{unit}: {old}{old_hedge} → {new}{new_hedge}{}", self.cited(newest))
            });
        } else {
            parts.push(format!("{}: {new}{new_hedge}", words::capital(&after.unit)));
        }
        parts.extend(disputed(aspects, after.disputed));
        parts.join("; ")
    }

    fn clocks(&self, lines: &mut Vec<Line>) {
        let changes = &self.diff.clocks;
        for (before, after) in &changes.changed {
            let aspects = after.aspects(before);
            let (old, new) = (words::clock_days(before), words::clock_days(after));
            let days = if old == new { new } else { format!("{old} → {new}") };
            let all = [Some(format!("{}: {days}", words::clock_label(after.kind))), disputed(&aspects, after.disputed)];
            let words = all.into_iter().flatten().collect::<Vec<_>>().join("; ");
            lines.push(Line { mark: Mark::Changed, id: None, is_number: true, words });
        }
        for (mark, list) in [(Mark::Added, &changes.added), (Mark::Withdrawn, &changes.withdrawn)] {
            lines.extend(list.iter().map(|it| {
                let words = format!("{}: {}", words::clock_label(it.kind), words::clock_days(it));
                Line { mark, id: None, is_number: true, words }
            }));
        }
    }

    fn parts<T: Part>(
        &self,
        lines: &mut Vec<Line>,
        changes: &Changes<T>,
        whole: &dyn Fn(&Self, &T) -> String,
        change: &Change<'_, Self, T>,
    ) {
        let line = |mark, it: &T, words| Line { mark, id: Some(it.key().to_owned()), is_number: false, words };
        lines.extend(changes.added.iter().map(|it| line(Mark::Added, it, whole(self, it))));
        lines.extend(changes.withdrawn.iter().map(|it| line(Mark::Withdrawn, it, whole(self, it))));
        for (before, after) in &changes.changed {
            let aspects = after.aspects(before);
            if is_substance(&aspects) {
                lines.push(line(Mark::Changed, after, change(self, before, after, &aspects)));
            }
        }
    }

    fn place(&self, it: &HostSnapshot) -> String {
        it.zone.as_deref().map_or("place not said".to_owned(), |id| self.label(id))
    }

    fn host(&self, it: &HostSnapshot) -> String {
        let state = words::state(it.state, it.certainty);
        format!("{} ({}), {state}{}", self.label(&it.id), self.place(it), self.cited(&it.sources))
    }

    fn host_change(&self, before: &HostSnapshot, after: &HostSnapshot, aspects: &[Aspect]) -> String {
        let mut parts = Vec::new();
        let has = |it: Aspect| aspects.contains(&it);
        let (old, new) = (words::span(before.since), words::span(after.since));
        if has(Aspect::State) {
            let (was, is) = (words::state(before.state, before.certainty), words::state(after.state, after.certainty));
            let since =
                if has(Aspect::When) && !after.since.is_unbounded() { format!(" ({new})") } else { String::new() };
            parts.push(format!("{was} → {is}{since}"));
        } else if has(Aspect::When) {
            let state = words::state(after.state, after.certainty);
            parts.push(if old == new {
                format!("{state}, {new}: now by {}", dating(after.undated))
            } else {
                format!("{state}: {old} → {new}")
            });
        }
        if has(Aspect::Zone) {
            parts.push(format!("{} → {}", self.place(before), self.place(after)));
        }
        parts.extend(disputed(aspects, after.disputed));
        format!("{}: {}", self.label(&after.id), parts.join("; "))
    }

    fn happening(&self, it: &Happening) -> String {
        let label = words::step_label(self.incident, &it.id, self.language);
        format!("{label}: {}{}", words::when(&it.when), self.cited(&it.sources))
    }

    fn happening_change(&self, before: &Happening, after: &Happening, aspects: &[Aspect]) -> String {
        let mut parts = Vec::new();
        let has = |it: Aspect| aspects.contains(&it);
        let (old, new) = (words::when(&before.when), words::when(&after.when));
        if has(Aspect::When) {
            parts.push(format!("{old} → {new}"));
        }
        if has(Aspect::State) {
            let when = if has(Aspect::When) { String::new() } else { format!(" ({new})") };
            parts.push(format!("{} → {}{when}", words::phase(before.phase), words::phase(after.phase)));
        }
        parts.extend(disputed(aspects, after.when.disputed));
        format!("{}: {}", words::step_label(self.incident, &after.id, self.language), parts.join("; "))
    }
}

/// Whether a publication is dated well enough to be cited by its date: within a month.
fn is_dated(span: Span) -> bool {
    matches!((span.earliest, span.latest), (Some(a), Some(b)) if b.number() - a.number() <= 31)
}

fn dating(is_undated: bool) -> &'static str {
    if is_undated { "the told order" } else { "a date that is told" }
}

fn disputed(aspects: &[Aspect], is_disputed: bool) -> Option<String> {
    let is_other = aspects.contains(&Aspect::Disputed);
    is_other.then(|| if is_disputed { "now disputed" } else { "no longer disputed" }.to_owned())
}

fn small(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |it| format!("{}{}", it.to_lowercase(), letters.as_str()))
}
