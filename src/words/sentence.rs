//! A snapshot as one sentence: what happened that day, how many, and how the hosts stand.

use std::cmp::Reverse;

use super::Teller;
use crate::incident::{Day, End, HostKind, Id, Precision, Role, Source, Span};
use crate::sorting;
use crate::timeline::{Certainty, HostState, Phase, Snapshot, Step, View, consequence};

/// How many things of one day the sentence names before it counts the rest.
const NAMED: usize = 2;
/// So many bytes of names have room in the lines of the sentence; a letter of Japanese is as wide as its bytes are many.
const ROOM: usize = 64;

/// What there is to say of a day.
enum News<'a> {
    /// Nothing had been published that the reader could know.
    NotPublic(Option<End>),
    /// The step without a date at which the reader stands.
    Undated(&'a str),
    /// What happened, or can have begun or be over; never empty.
    Steps(Vec<(&'a Step, Touch)>),
    /// Nothing, since the last step before it.
    Since(&'a Step),
    /// Nothing: no step has a date.
    NoneDated,
    /// Nothing that has a date.
    NoneDatedYet,
    /// Nothing by this day.
    Nothing,
    /// Nothing: no step is told.
    NoSteps,
    /// Nothing to say: the incident has no day.
    NoDay,
}

/// How a step touches the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Touch {
    /// It happened on it.
    On,
    /// It had happened by its end, on this day or on an earlier one.
    Over,
    /// It can have happened from this day on.
    Begun,
}

impl Teller<'_> {
    /// `11 May 2020: NTT Communications judges a leak possible; 621 companies possibly affected; 7 hosts compromised.`
    ///
    /// A step is told at the precision at which sources date it: on the last day of May one of "May 2020" is `May 2020: …`
    /// where nothing else happened, and beside others it has its time in brackets.
    pub fn sentence(self, snapshot: &Snapshot) -> String {
        let tongue = self.tongue;
        let news = self.news(snapshot);
        let when = self.head(snapshot, &news);
        if let News::NotPublic(first) = news {
            let first = first.map(|it| tongue.first_report(tongue.end_itself(it))).unwrap_or_default();
            return tongue.capital(&format!("{when}{}", tongue.not_public_yet(first)));
        }
        let happened = self.happened(&news);
        let happened = if happened.is_empty() { happened } else { tongue.day_happened(happened) };
        tongue.capital(&tongue.day_told(when, happened, self.first_count(snapshot), self.hosts(snapshot)))
    }

    fn news(self, snapshot: &Snapshot) -> News<'_> {
        let today = snapshot.lens.as_of;
        if let Some(first) = self.first_public(snapshot) {
            return News::NotPublic(first);
        }
        if let Some(step) = &snapshot.step {
            return News::Undated(step);
        }
        let dated = || snapshot.story.iter().filter(|it| !it.when.undated);
        let touch = |it: &Step| {
            let span = it.when.span;
            match (span.earliest == Some(today), span.latest == Some(today)) {
                (true, true) => Some(Touch::On),
                (false, true) => Some(Touch::Over),
                (true, false) => Some(Touch::Begun),
                (false, false) => None,
            }
        };
        let mut steps: Vec<(&Step, Touch)> = dated().filter_map(|it| Some((it, touch(it)?))).collect();
        // what had the gravest consequences is named first
        let view = View { incident: self.incident, lens: &snapshot.lens };
        sorting::by_key(&mut steps, |(it, touch)| match touch {
            Touch::On => (0, Reverse(consequence(view, snapshot, it))),
            Touch::Over => (1, Reverse(consequence(view, snapshot, it))),
            Touch::Begun => (2, Reverse(0)),
        });
        if !steps.is_empty() {
            return News::Steps(steps);
        }
        if today.told().is_none() {
            return News::NoDay;
        }
        let before = dated().filter(|it| it.day().is_some_and(|day| day < today));
        // what was known on 28 May to have happened "in May" had happened by then
        let known = snapshot.lens.known_on.and_then(Day::told);
        let by = |it: &Step| it.day().map(|day| known.map_or(day, |known| day.min(known)));
        let last = before.max_by_key(|it| (by(it), it.when.span.only_day().is_some()));
        let open: Vec<(&Step, Touch)> = dated()
            .filter(|it| it.when.span.earliest.is_some_and(|day| day < today))
            .map(|it| (it, Touch::Begun))
            .collect();
        match last {
            Some(step) => News::Since(step),
            None if snapshot.story.is_empty() => News::NoSteps,
            None if !open.is_empty() => News::Steps(open),
            None if dated().next().is_none() => News::NoneDated,
            None if is_any_undated(snapshot) => News::NoneDatedYet,
            None => News::Nothing,
        }
    }

    /// When the first report came out, if the reader's clock stands before all of them; `Some(None)` if no report has a date.
    fn first_public(self, snapshot: &Snapshot) -> Option<Option<End>> {
        let lens = &snapshot.lens;
        let is_chosen = |id: &Id| lens.told_by.as_ref().is_none_or(|it| it.contains(id));
        let known_on = lens.known_on.and_then(Day::told)?;
        let chosen = self.incident.sources.iter().filter(|it| is_chosen(&it.id));
        let mut days: Vec<Option<End>> = chosen.map(Source::out_by).collect();
        sorting::by_key(&mut days, |it| (it.is_none(), *it));
        let first = *days.first()?;
        first.is_none_or(|it| it.day > known_on).then_some(first)
    }

    /// How the sentence begins: with the day, unless no source tells it as a day.
    fn head(self, snapshot: &Snapshot, news: &News<'_>) -> String {
        let (tongue, as_of) = (self.tongue, snapshot.lens.as_of);
        let Some(today) = as_of.told() else {
            return match news {
                News::Undated(_) => String::new(), // the step says so
                _ => tongue.on_day(tongue.no_date()),
            };
        };
        // the day is then that on which somebody wrote the file
        if matches!(news, News::NoneDated) && self.incident.told_spans().all(Span::is_unbounded) {
            return String::new();
        }
        let by = |end: End| {
            let is_first = end.day.ymd().2 == 1; // of a month, a season or a year, as all of them begin
            if is_first { tongue.start_of(tongue.end(end)) } else { tongue.until_day(tongue.end_itself(end)) }
        };
        let when = match (news, self.incident.told_as(today).filter(|it| it.told != Precision::Day)) {
            (News::Undated(_), None) => return tongue.past_day(tongue.day(today)),
            (News::Undated(_), Some(end)) => return tongue.past_day(tongue.end_itself(end)),
            (News::NotPublic(_), _) => tongue.day(today), // a day that the reader chose
            (News::Steps(steps), vague) => match (common(steps), vague) {
                (Some(span), _) => tongue.span(span),
                (None, Some(end)) if steps.iter().any(|it| it.1 != Touch::Begun) => by(end),
                (None, Some(end)) => tongue.from_on(tongue.end(end)),
                (None, None) => tongue.day(today),
            },
            (_, Some(end)) => by(end),
            (_, None) => tongue.day(today),
        };
        tongue.on_day(when)
    }

    /// What happened on the day, or since when nothing did.
    fn happened(self, news: &News<'_>) -> String {
        let tongue = self.tongue;
        match news {
            News::NotPublic(_) | News::NoDay => String::new(),
            News::Undated(step) => tongue.happened_undated(self.step(step)),
            News::Steps(steps) => {
                let is_common = common(steps).is_some();
                let named = |(step, touch): &(&Step, Touch)| {
                    let what = self.step(&step.id);
                    let timed = |what| if is_common { what } else { tongue.noted(what, tongue.span(step.when.span)) };
                    match touch {
                        Touch::On => what,
                        Touch::Over => timed(what),
                        Touch::Begun => timed(tongue.possibly_happened(what)),
                    }
                };
                let mut names: Vec<String> = steps.iter().take(NAMED).map(named).collect();
                if names.iter().map(String::len).sum::<usize>() > ROOM {
                    names.truncate(1); // beside its time, one step can be as long as two
                }
                match steps.len() - names.len() {
                    0 => tongue.join(&names),
                    more => tongue.and_other_steps(tongue.join(&names), more),
                }
            }
            News::Since(step) => match step.when.span.only_day() {
                Some(day) => tongue.nothing_since(tongue.day(day), self.step(&step.id)),
                None => tongue.nothing_since_step(self.step(&step.id), tongue.span(step.when.span)),
            },
            News::NoneDated => tongue.no_step_dated().to_owned(),
            News::NoneDatedYet => tongue.nothing_dated_yet().to_owned(),
            News::Nothing => tongue.nothing_yet().to_owned(),
            News::NoSteps => tongue.no_step_told().to_owned(),
        }
    }

    /// How many hosts of the victim stand how: `5 hosts compromised (2 more possibly), 1 contained`.
    pub fn hosts(self, snapshot: &Snapshot) -> String {
        let (incident, tongue) = (self.incident, self.tongue);
        let is_inside = |id: &str| incident.host(id).is_some_and(|it| it.role == Role::Inside);
        let mut parts = Vec::new();
        let is_counted = |it: &HostState| match it {
            HostState::Disrupted
            | HostState::Compromised
            | HostState::Contained
            | HostState::Restored
            | HostState::Unknown => true,
            HostState::Active | HostState::Clean | HostState::NotExamined | HostState::NotYet => false,
        };
        let mut worst_first: Vec<HostState> = HostState::ALL.iter().copied().filter(is_counted).collect();
        sorting::by_key(&mut worst_first, |it| it.gravity());
        for state in worst_first {
            let of_state: Vec<_> = snapshot.hosts.iter().filter(|it| it.state == state && is_inside(&it.id)).collect();
            if of_state.is_empty() {
                continue;
            }
            let possibly = of_state.iter().filter(|it| it.certainty == Certainty::Possible).count();
            let (n, name) = (of_state.len(), tongue.state_name(state));
            let (n, stand) = match n - possibly {
                _ if state == HostState::Unknown => (n, tongue.stand_undated().to_owned()),
                certain if certain == n => (n, name.to_owned()),
                0 => (n, tongue.stand_all_possibly(name)),
                certain => (certain, tongue.stand_more_possibly(name, possibly)),
            };
            parts.push(if parts.is_empty() { tongue.hosts_stand(n, stand) } else { tongue.more_stand(n, stand) });
        }
        if !parts.is_empty() {
            return tongue.join(&parts);
        }
        if !incident.hosts.iter().any(|it| it.role == Role::Inside && it.kind != HostKind::Step) {
            return tongue.no_host_named().to_owned();
        }
        let is_none_told = snapshot.hosts.iter().all(|it| it.is_never_reached());
        if is_none_told { tongue.no_host_reached() } else { tongue.no_host_reached_yet() }.to_owned()
    }
}

/// Whether something is told that can have happened by the day, and has no date.
fn is_any_undated(snapshot: &Snapshot) -> bool {
    let happened = snapshot.pivots.iter().chain(&snapshot.events).any(|it| it.phase != Phase::Before);
    happened || snapshot.hosts.iter().any(|it| it.state == HostState::Unknown)
}

/// The time of all of these steps, if it is one, and vaguer than a day.
fn common(steps: &[(&Step, Touch)]) -> Option<Span> {
    let span = steps.first()?.0.when.span;
    let is_vague = span.earliest_told != Precision::Day || span.latest_told != Precision::Day;
    (is_vague && steps.iter().all(|it| it.0.when.span == span)).then_some(span)
}
