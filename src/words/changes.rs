//! A difference line by line: the same for screen, command and mail.

use super::Teller;
use crate::incident::{Id, Moment, Span};
use crate::sorting;
use crate::timeline::diff::{Aspect, Changes, Mark, Part, is_substance};
use crate::timeline::{Diff, Happening, HostSnapshot, Total};
use crate::tongue::Tongue;

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
    pub fn marked(&self, tongue: &Tongue) -> String {
        match self.mark {
            Mark::Added => tongue.line_added(&self.words),
            Mark::Changed => self.words.clone(),
            Mark::Withdrawn => tongue.line_withdrawn(&self.words),
        }
    }
}

/// A difference for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// What was compared with what.
    pub title: String,
    /// What both have in common.
    pub common: String,
    /// Numbers first, then what was added, changed, withdrawn.
    pub lines: Vec<Line>,
    /// What is left to say when all lines are read.
    pub rest: Option<String>,
}

impl Changed {
    /// All of it, to be pasted into a mail.
    pub fn plain(&self, tongue: &Tongue) -> String {
        let mut plain = format!("{}\n{}\n\n", self.title, self.common);
        plain.extend(self.lines.iter().map(|it| it.marked(tongue) + "\n"));
        plain.extend(self.rest.iter().map(|it| format!("{it}\n")));
        plain
    }

    /// How much changed: `18 added, 6 changed, 0 withdrawn`.
    pub fn tally(&self, tongue: &Tongue) -> String {
        let count = |mark| self.lines.iter().filter(|it| it.mark == mark).count();
        tongue.tally(count(Mark::Added), count(Mark::Changed), count(Mark::Withdrawn))
    }
}

/// Says what changed about a part: before, after, and in what it differs.
type Change<'a, T> = dyn Fn(&T, &T, &[Aspect]) -> String + 'a;

impl Teller<'_> {
    /// What changed, in words.
    pub fn changes(self, diff: &Diff) -> Changed {
        let tongue = self.tongue;
        let mut lines = Vec::new();
        self.totals(diff, &mut lines);
        self.clocks(diff, &mut lines);
        let mut parts = Vec::new();
        add(&mut parts, &diff.hosts, &|it| self.host(it), &|old, new, aspects| self.host_change(old, new, aspects));
        for changes in [&diff.pivots, &diff.events] {
            add(&mut parts, changes, &|it| self.happening(it), &|old, new, aspects| {
                self.happening_change(old, new, aspects)
            });
        }
        sorting::by_key(&mut parts, |it: &Line| it.mark);
        lines.extend(parts);
        let n_retold = retold(&diff.hosts) + retold(&diff.pivots) + retold(&diff.events) + retold(&diff.totals);
        let rest = match (lines.is_empty(), n_retold) {
            (true, 0) => Some(tongue.nothing_changed().to_owned()),
            (true, _) => Some(tongue.nothing_but_tellers().to_owned()),
            (false, 0) => None,
            (false, 1) => Some(tongue.retold_one().to_owned()),
            (false, n) => Some(tongue.retold(n)),
        };
        let (from, to, common) = self.lenses(&diff.from, &diff.to);
        Changed { title: tongue.changes_of(self.incident.title.get(self.language), from, to), common, lines, rest }
    }

    /// Words with who says so first, and when it was published.
    fn cited(self, words: String, sources: &[Id]) -> String {
        let Some(source) = sources.first().and_then(|id| self.incident.source(id)) else { return words };
        let published = source.published.as_ref().map(Moment::span).filter(|it| is_dated(*it));
        let who = [source.publisher.get(self.language).to_owned()].into_iter();
        let who: Vec<String> = who.chain(published.map(|it| self.tongue.span(it))).collect();
        self.tongue.noted(words, self.tongue.join(&who))
    }

    fn totals(self, diff: &Diff, lines: &mut Vec<Line>) {
        let line = |mark, total: &Total, words| {
            let id = total.entries.first().map(|it| it.id.clone());
            Line { mark, id, is_number: true, words }
        };
        let of = |it: &Total| self.cited(self.tongue.total(it), &it.sources);
        let changes = &diff.totals;
        for (before, after) in &changes.changed {
            let aspects = after.aspects(before);
            if is_substance(&aspects) {
                lines.push(line(Mark::Changed, after, self.total_change(before, after, &aspects)));
            }
        }
        lines.extend(changes.added.iter().map(|it| line(Mark::Added, it, of(it))));
        lines.extend(changes.withdrawn.iter().map(|it| line(Mark::Withdrawn, it, of(it))));
    }

    fn total_change(self, before: &Total, after: &Total, aspects: &[Aspect]) -> String {
        let tongue = self.tongue;
        let (old, new) = (tongue.changing(before), tongue.changing(after));
        let is_alike = old == new && before.hedge == after.hedge;
        let is_new = |id: &Id| !before.entries.iter().any(|it| it.id == *id);
        let newest = after.entries.iter().find(|it| is_new(&it.id)).map_or(&after.sources, |it| &it.sources);
        // a hedge that stays is said once
        let old = if before.hedge == after.hedge { old } else { tongue.hedged(before.hedge, old, &before.unit) };
        let new = tongue.hedged(after.hedge, new, &after.unit);
        let unit = tongue.capital(&tongue.unit(&after.unit));
        let is_other = aspects.contains(&Aspect::Number) || aspects.contains(&Aspect::Hedge);
        let words = if !is_other {
            tongue.colon(unit, new)
        } else if is_alike {
            tongue.made_up_differently(tongue.colon(unit, new))
        } else {
            self.cited(tongue.colon(unit, format!("{old} → {new}")), newest)
        };
        self.all(vec![words], aspects, after.disputed)
    }

    fn clocks(self, diff: &Diff, lines: &mut Vec<Line>) {
        let (tongue, changes) = (self.tongue, &diff.clocks);
        for (before, after) in &changes.changed {
            let (old, new) = (tongue.clock_days(before), tongue.clock_days(after));
            let days = if old == new { new } else { format!("{old} → {new}") };
            let words = tongue.colon(tongue.clock_label(after.kind), days);
            let words = self.all(vec![words], &after.aspects(before), after.disputed);
            lines.push(Line { mark: Mark::Changed, id: None, is_number: true, words });
        }
        for (mark, list) in [(Mark::Added, &changes.added), (Mark::Withdrawn, &changes.withdrawn)] {
            lines.extend(list.iter().map(|it| {
                let words = tongue.colon(tongue.clock_label(it.kind), tongue.clock_days(it));
                Line { mark, id: None, is_number: true, words }
            }));
        }
    }

    fn place(self, it: &HostSnapshot) -> String {
        let zone = it.zone.as_deref().map(|id| self.incident.label(id, self.language).unwrap_or(id));
        zone.unwrap_or_else(|| self.tongue.place_unsaid()).to_owned()
    }

    fn host(self, it: &HostSnapshot) -> String {
        let tongue = self.tongue;
        let named = tongue.noted(self.step(&it.id), self.place(it));
        self.cited(tongue.join(&[named, tongue.state(it.state, it.certainty)]), &it.sources)
    }

    fn host_change(self, before: &HostSnapshot, after: &HostSnapshot, aspects: &[Aspect]) -> String {
        let tongue = self.tongue;
        let mut parts = Vec::new();
        let has = |it: Aspect| aspects.contains(&it);
        let (old, new) = (tongue.span(before.since), tongue.span(after.since));
        let state = tongue.state(after.state, after.certainty);
        if has(Aspect::State) {
            let became = format!("{} → {state}", tongue.state(before.state, before.certainty));
            let is_since = has(Aspect::When) && !after.since.is_unbounded();
            parts.push(if is_since { tongue.noted(became, new) } else { became });
        } else if has(Aspect::When) {
            parts.push(if old == new {
                let dated = tongue.join(&[state, new]);
                if after.undated { tongue.dated_by_order(dated) } else { tongue.dated_by_source(dated) }
            } else {
                tongue.colon(state, format!("{old} → {new}"))
            });
        }
        if has(Aspect::Zone) {
            parts.push(format!("{} → {}", self.place(before), self.place(after)));
        }
        tongue.colon(self.step(&after.id), self.all(parts, aspects, after.disputed))
    }

    fn happening(self, it: &Happening) -> String {
        self.cited(self.tongue.colon(self.step(&it.id), self.tongue.when(&it.when)), &it.sources)
    }

    fn happening_change(self, before: &Happening, after: &Happening, aspects: &[Aspect]) -> String {
        let tongue = self.tongue;
        let mut parts = Vec::new();
        let has = |it: Aspect| aspects.contains(&it);
        let (old, new) = (tongue.when(&before.when), tongue.when(&after.when));
        if has(Aspect::When) {
            parts.push(format!("{old} → {new}"));
        }
        if has(Aspect::State) {
            let became = format!("{} → {}", tongue.phase(before.phase), tongue.phase(after.phase));
            parts.push(if has(Aspect::When) { became } else { tongue.noted(became, new) });
        }
        tongue.colon(self.step(&after.id), self.all(parts, aspects, after.when.disputed))
    }

    /// What changed, and whether sources disagree now or no longer, if that is another.
    fn all(self, mut parts: Vec<String>, aspects: &[Aspect], is_disputed: bool) -> String {
        let disputed = if is_disputed { self.tongue.now_disputed() } else { self.tongue.no_longer_disputed() };
        parts.extend(aspects.contains(&Aspect::Disputed).then(|| disputed.to_owned()));
        parts.join(self.tongue.semicolon())
    }
}

/// Adds a line for each part of one kind that was added, withdrawn or changed.
fn add<T: Part>(lines: &mut Vec<Line>, changes: &Changes<T>, whole: &dyn Fn(&T) -> String, change: &Change<'_, T>) {
    let line = |mark, it: &T, words| Line { mark, id: Some(it.key().to_owned()), is_number: false, words };
    lines.extend(changes.added.iter().map(|it| line(Mark::Added, it, whole(it))));
    lines.extend(changes.withdrawn.iter().map(|it| line(Mark::Withdrawn, it, whole(it))));
    for (before, after) in &changes.changed {
        let aspects = after.aspects(before);
        if is_substance(&aspects) {
            lines.push(line(Mark::Changed, after, change(before, after, &aspects)));
        }
    }
}

/// How many changed in nothing but who speaks of them.
fn retold<T: Part>(changes: &Changes<T>) -> usize {
    changes.changed.iter().filter(|(before, after)| !is_substance(&after.aspects(before))).count()
}

/// Whether a publication is dated well enough to be cited by its date: within a month.
fn is_dated(span: Span) -> bool {
    matches!((span.earliest, span.latest), (Some(a), Some(b)) if b.number() - a.number() <= 31)
}
