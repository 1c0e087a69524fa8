//! A snapshot as a sentence, and its parts as words: the same text for screen, screen reader, table and print.

mod caption;
mod claims;
mod count;
pub mod deadline;
pub mod handout;
pub mod origin;
pub mod outline;
mod reported;
mod sharing;
mod state;
mod step;
mod why;

pub use caption::{compared, data, sources};
pub use claims::{DENIED, NO_TIME, asked, attribute, known, position, question, shown_by, time, unknown};
pub use count::{first_count, no_count, unit_of};
pub use reported::{CHART_TITLE, NO_REPORT, chart_key, publication, report, report_number, round_number};
pub use sharing::sharing;
pub use state::{phase, short_standing, standing, state, state_name};
pub use step::{means, step_told};
pub use why::why;

use super::clock::{Clock, ClockClaim, ClockEnd, ClockKind};
use super::lens::Lens;
use super::snapshot::Snapshot;
use super::state::{Certainty, HostSnapshot, HostState};
use super::story::Step;
use super::telling::Telling;
use super::total::Total;
use super::when::{Phase, When};
use crate::incident::{Amount, Day, EventKind, Hedge, HostKind, Incident, Pivot, Role, Span};
use crate::sorting;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// How many things of one day the sentence names before it counts the rest.
const NAMED: usize = 2;

/// Said of knowledge that is as old as the day that is shown.
pub const ON_THAT_DAY: &str = "as known on that day";

/// The legend, to a screen reader.
pub const LEGEND: &str = "Legend of the map";

/// Stands for the day of an incident of which nobody dates anything.
pub const NO_DAY: &str = "no date is told";

/// `11 May 2020`.
pub fn day(day: Day) -> String {
    if day.told().is_none() {
        return NO_DAY.to_owned();
    }
    let (year, month, day) = day.ymd();
    format!("{day} {} {year}", month_name(month))
}

/// The days something can be: `7 May 2020`, `4 to 5 May 2020`, `September 2019`, `by 28 May 2020`.
pub fn span(span: Span) -> String {
    match (span.earliest, span.latest) {
        (Some(a), Some(b)) if a == b => day(a),
        (Some(a), Some(b)) => range(a, b),
        (Some(a), None) => format!("from {} on", day(a)),
        (None, Some(b)) => format!("by {}", day(b)),
        (None, None) => "at an unknown time".to_owned(),
    }
}

fn range(a: Day, b: Day) -> String {
    let ((year_a, month_a, day_a), (year_b, month_b, day_b)) = (a.ymd(), b.ymd());
    let is_start = day_a == 1;
    let is_end = b.plus(1).ymd().2 == 1;
    if is_start && is_end && year_a == year_b && month_a == month_b {
        format!("{} {year_a}", month_name(month_a))
    } else if is_start && is_end && year_a == year_b && (month_a, month_b) == (1, 12) {
        year_a.to_string()
    } else if year_a == year_b && month_a == month_b {
        format!("{day_a} to {day_b} {} {year_a}", month_name(month_a))
    } else if year_a == year_b {
        format!("{day_a} {} to {day_b} {} {year_a}", month_name(month_a), month_name(month_b))
    } else {
        format!("{} to {}", day(a), day(b))
    }
}

fn month_name(month: u8) -> &'static str {
    MONTHS[usize::from(month.clamp(1, 12)) - 1]
}

/// When something happened, with the time of day if it is told; says so where only the order is.
pub fn when(when: &When) -> String {
    let days = span(when.span);
    match (when.undated, when.span.earliest, when.span.latest) {
        (false, ..) => when.time.map_or(days.clone(), |it| format!("{days}, {it}")),
        (true, Some(a), Some(b)) if a == b => format!("no date given; the order leaves {days}"),
        (true, Some(a), Some(b)) => format!("no date given; between {} and {}", day(a), day(b)),
        (true, Some(a), None) => format!("no date given; not before {}", day(a)),
        (true, None, Some(_)) => format!("no date given; {days}"),
        (true, None, None) => "no date given".to_owned(),
    }
}

/// What is shown, under which clock, by whose word and by whose choice:
/// `As of 11 May 2020 · as known on 28 May 2020 · told by all 30 sources · 2 preferences of the reader`.
pub fn lens(incident: &Incident, lens: &Lens, language: &str) -> String {
    let known = match lens.known_on {
        None => "latest knowledge".to_owned(),
        Some(known_on) if known_on == lens.as_of => ON_THAT_DAY.to_owned(),
        Some(known_on) => format!("as known on {}", day(known_on)),
    };
    let as_of = lens.as_of.told().map_or_else(|| capital(NO_DAY), |it| format!("As of {}", day(it)));
    let mut parts = vec![as_of, known, told_by(incident, lens, language)];
    match lens.prefer.iter().filter(|it| it.has_effect(incident, lens)).count() {
        0 => {}
        1 => parts.push("1 preference of the reader".to_owned()),
        n => parts.push(format!("{n} preferences of the reader")),
    }
    parts.join(" · ")
}

/// Whom the reader believes on what, as a sentence; `None` if the rule decides everywhere.
pub fn preferences(incident: &Incident, lens: &Lens, language: &str) -> Option<String> {
    let active = lens.prefer.iter().filter(|it| it.has_effect(incident, lens));
    let said = active.map(|it| {
        let source = incident.label(&it.source, language).unwrap_or(&it.source);
        format!("{} of “{}” as {source} has it", attribute(it.attribute), step_label(incident, &it.part, language))
    });
    let said: Vec<String> = said.collect();
    (!said.is_empty()).then(|| format!("Preferred by the reader: {}", said.join("; ")))
}

/// Who is heard: `told by all 30 sources`, `told by CSIDB and CyberScoop`, `told by 5 of 30 sources`.
pub fn told_by(incident: &Incident, lens: &Lens, language: &str) -> String {
    let n_sources = incident.sources.len();
    let Some(chosen) = &lens.told_by else {
        return match n_sources {
            0 => "told by nobody".to_owned(),
            1 => "told by its only source".to_owned(),
            2 => "told by both sources".to_owned(),
            n => format!("told by all {n} sources"),
        };
    };
    let names: Vec<&str> =
        (incident.sources.iter().filter(|it| chosen.contains(&it.id))).map(|it| it.publisher.get(language)).collect();
    match names.as_slice() {
        [] => "told by nobody".to_owned(),
        [only] => format!("told by {only}"),
        [one, other] => format!("told by {one} and {other}"),
        some => format!("told by {} of {n_sources} sources", some.len()),
    }
}

/// A number with its thousands apart: `17,891`.
pub fn number(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// An amount as it was said: `more than 100`.
pub fn amount(amount: Amount) -> String {
    match amount {
        Amount::Exactly(n) => number(n),
        Amount::AtLeast(n) => format!("at least {}", number(n)),
        Amount::MoreThan(n) => format!("more than {}", number(n)),
        Amount::UpTo(n) => format!("up to {}", number(n)),
        Amount::About(n) => format!("about {}", number(n)),
        Amount::Between(a, b) => format!("{} to {}", number(a), number(b)),
        Amount::NotDisclosed => "an undisclosed number of".to_owned(),
    }
}

/// The number of a total: `704 to 892`.
pub fn total_number(total: &Total) -> String {
    if let [only] = total.entries.as_slice() {
        return amount(only.amount);
    }
    let about = if total.is_approximate { "about " } else { "" };
    match total.high {
        Some(high) if high == total.low => format!("{about}{}", number(high)),
        Some(high) if total.low == 0 => format!("up to {about}{}", number(high)),
        Some(high) => format!("{about}{} to {}", number(total.low), number(high)),
        None => format!("{about}{} or more", number(total.low)),
    }
}

/// A total in words: `621 companies, possibly`.
pub fn total(total: &Total) -> String {
    let number = total_number(total);
    format!("{number} {}{}", unit_of(&number, &total.unit), hedge_suffix(total.hedge))
}

fn hedge_suffix(hedge: Hedge) -> &'static str {
    match hedge {
        Hedge::Stated => "",
        Hedge::Possible => ", possibly",
        Hedge::Rumoured => ", by rumour",
        Hedge::Denied => ", denied",
    }
}

/// How much a source tells: `4 hosts, 3 steps, 2 counts`.
pub fn tells(it: &Telling) -> String {
    let parts = [
        (it.n_hosts, "host"),
        (it.n_pivots, "step"),
        (it.n_events, "event"),
        (it.n_counts, "count"),
        (it.n_facts, "fact"),
    ];
    let said: Vec<String> = parts.into_iter().filter(|it| it.0 > 0).map(|(n, noun)| n_of(n, noun)).collect();
    if said.is_empty() { "nothing of its own".to_owned() } else { said.join(", ") }
}

/// A sentence from words.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |it| format!("{}{}", it.to_uppercase(), letters.as_str()))
}

/// `1 host`, `2 hosts`.
pub fn n_of(n: usize, noun: &str) -> String {
    let plural = if n == 1 { "" } else { "s" };
    format!("{n} {noun}{plural}")
}

/// A hedge as an adverb for people.
pub fn hedge(hedge: Hedge) -> &'static str {
    match hedge {
        Hedge::Stated => "stated as a fact",
        Hedge::Possible => "possibly",
        Hedge::Rumoured => "by rumour",
        Hedge::Denied => "denied",
    }
}

/// What a clock measures.
pub fn clock_label(kind: ClockKind) -> &'static str {
    match kind {
        ClockKind::Dwell => "First access to detection",
        ClockKind::LeakJudged => "Detection to leak judged possible",
        ClockKind::AuthorityTold => "Detection to authority told",
        ClockKind::PublicNotice => "Detection to public notice",
        ClockKind::CustomersTold => "Detection to customers told",
    }
}

/// How long a clock runs: `4 days`, `219 to 249 days`.
pub fn clock_days(clock: &Clock) -> String {
    day_range(clock.low, clock.high)
}

/// From when to when a clock runs: `from September 2019 to 7 May 2020`.
pub fn clock_ends(clock: &Clock) -> String {
    format!("{} → {}", span(clock.from), span(clock.to))
}

/// How long a clock runs by the word of some: `7 May 2020 → 11 May 2020: 4 days`, with what is not theirs in brackets.
pub fn clock_claim(it: &ClockClaim) -> String {
    format!("{}: {}", clock_claim_ends(it), clock_claim_days(it))
}

/// How long a clock runs by the word of some.
pub fn clock_claim_days(it: &ClockClaim) -> String {
    day_range(it.low, it.high)
}

/// From when to when a clock runs by the word of some; what is not their word is said.
pub fn clock_claim_ends(it: &ClockClaim) -> String {
    let by = |end: ClockEnd| match end {
        ClockEnd::Told => "",
        ClockEnd::FirstStep => " (first step told)",
        ClockEnd::AsShown => " (as shown)",
    };
    let (start, stop) = (by(it.start), by(it.stop));
    format!("{}{start} → {}{stop}", span(it.from), span(it.to))
}

/// Days from the fewest to the most: `4 days`, `219 to 249 days`, `within 3 days`.
fn day_range(low: u32, high: Option<u32>) -> String {
    let days = |n: u32| if n == 1 { "1 day".to_owned() } else { format!("{} days", number(u64::from(n))) };
    match high {
        Some(high) if high == low => days(high),
        Some(high) if low == 0 => format!("within {}", days(high)),
        Some(high) => format!("{} to {}", number(u64::from(low)), days(high)),
        None if low == 0 => "no bound given".to_owned(),
        None => format!("{} or more", days(low)),
    }
}

/// A pivot by its ends: `Server B → Server A`.
pub fn pivot_label(incident: &Incident, pivot: &Pivot, language: &str) -> String {
    let end = |id: &str| incident.label(id, language).unwrap_or(id).to_owned();
    format!("{} → {}", end(&pivot.from), end(&pivot.to))
}

/// The label of a pivot or an event of the story.
pub fn step_label(incident: &Incident, id: &str, language: &str) -> String {
    match incident.pivots.iter().find(|it| it.id == id) {
        Some(pivot) => pivot_label(incident, pivot, language),
        None => incident.label(id, language).unwrap_or(id).to_owned(),
    }
}

/// The snapshot as one sentence after the date: what happened that day, how many, and how the hosts stand.
pub fn sentence(incident: &Incident, snapshot: &Snapshot, language: &str) -> String {
    let today = snapshot.lens.as_of;
    let dated = || snapshot.story.iter().filter(|it| !it.when.undated);
    let label = |step: &Step| step_label(incident, &step.id, language);
    let is_milestone = |id: &str| incident.events.iter().any(|it| it.id == id && it.kind != EventKind::Other);
    let rank = |step: &&Step| (!is_milestone(&step.id), snapshot.pivot(&step.id).is_none());
    let mut certain: Vec<&Step> = dated().filter(|it| it.when.span.latest == Some(today)).collect();
    sorting::by_key(&mut certain, rank); // milestones are named before where they went, and that before all else
    let begun: Vec<&Step> =
        dated().filter(|it| it.when.span.earliest == Some(today) && it.when.span.latest != Some(today)).collect();
    let mut happened: Vec<String> = certain.into_iter().map(label).collect();
    happened.extend(begun.into_iter().map(|it| format!("possibly {}", label(it))));
    if let Some(step) = &snapshot.step {
        happened = vec![format!("no date given: {}", step_label(incident, step, language))];
    }
    if happened.is_empty() && today.told().is_some() {
        let last = dated().filter(|it| it.day().is_some_and(|day| day < today)).max_by_key(|it| it.day());
        happened.push(match last.and_then(|it| Some((it, it.day()?))) {
            Some((step, since)) => format!("nothing new since {} ({})", day(since), label(step)),
            None if dated().next().is_none() && !snapshot.story.is_empty() => "no step has a date".to_owned(),
            None if is_any_undated(snapshot) => "nothing with a date has happened yet".to_owned(),
            None => "nothing has happened yet".to_owned(),
        });
    }
    let more = happened.len().saturating_sub(NAMED);
    happened.truncate(NAMED);
    let more = if more == 0 { String::new() } else { format!(", and {more} more") };
    let count = first_count(incident, snapshot);
    let when = match (today.told(), &snapshot.step) {
        (None, Some(_)) => String::new(), // the step says so
        (None, None) => format!("{}: ", capital(NO_DAY)),
        (Some(today), Some(_)) => format!("After {}, ", day(today)),
        (Some(today), None) => format!("{}: ", day(today)),
    };
    let happened = Some(format!("{}{more}; ", happened.join(", "))).filter(|it| it.len() > 2).unwrap_or_default();
    capital(&format!("{when}{happened}{count}; {}.", hosts(incident, snapshot)))
}

/// Whether something is told that can have happened by the day, and has no date.
fn is_any_undated(snapshot: &Snapshot) -> bool {
    let happened = snapshot.pivots.iter().chain(&snapshot.events).any(|it| it.phase != Phase::Before);
    happened || snapshot.hosts.iter().any(|it| it.state == HostState::Unknown)
}

/// How many hosts of the victim stand how: `7 hosts compromised (2 possibly), 1 contained`.
pub fn hosts(incident: &Incident, snapshot: &Snapshot) -> String {
    let is_inside = |id: &str| incident.host(id).is_some_and(|it| it.role == Role::Inside);
    let mut parts = Vec::new();
    for state in [HostState::Compromised, HostState::Contained, HostState::Restored, HostState::Unknown] {
        let of_state: Vec<_> = snapshot.hosts.iter().filter(|it| it.state == state && is_inside(&it.id)).collect();
        let possibly = of_state.iter().filter(|it| it.certainty == Certainty::Possible).count();
        if of_state.is_empty() {
            continue;
        }
        let noun = match (parts.is_empty(), of_state.len()) {
            (false, _) => "",
            (true, 1) => " host",
            (true, _) => " hosts",
        };
        parts.push(match state {
            HostState::Unknown => format!("{}{noun} reached at an unknown date", of_state.len()),
            _ if possibly == 0 => format!("{}{noun} {}", of_state.len(), state.as_str()),
            _ => format!("{}{noun} {} ({possibly} possibly)", of_state.len(), state.as_str()),
        });
    }
    if !parts.is_empty() {
        return parts.join(", ");
    }
    if !incident.hosts.iter().any(|it| it.role == Role::Inside && it.kind != HostKind::Step) {
        return "no host of the victim is named".to_owned();
    }
    let is_none_told = snapshot.hosts.iter().all(HostSnapshot::is_never_reached);
    if is_none_told { "no host is said to be reached" } else { "no host reached yet" }.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incident::Moment;

    #[test]
    fn spans_are_said_at_their_precision() {
        for (text, words) in [
            ("2020-05-07", "7 May 2020"),
            ("2020-05", "May 2020"),
            ("2020", "2020"),
            ("2020-05-04/2020-05-05", "4 to 5 May 2020"),
            ("2020-05-28/2020-06-02", "28 May to 2 June 2020"),
            ("2019-09/2020-05", "1 September 2019 to 31 May 2020"),
            ("../2020-05-28", "by 28 May 2020"),
            ("2020-05-28/..", "from 28 May 2020 on"),
        ] {
            assert_eq!(span(Moment::parse(text).unwrap().span()), words, "{text}");
        }
    }

    #[test]
    fn numbers_are_set_in_thousands() {
        for (n, words) in [(0, "0"), (621, "621"), (17_891, "17,891"), (12_000_000_000, "12,000,000,000")] {
            assert_eq!(number(n), words);
        }
    }
}
