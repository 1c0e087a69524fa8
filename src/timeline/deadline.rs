//! By when an authority or those affected had to be told: rules with the day they came into force, and whether each was
//! kept, as far as sources tell.
//!
//! Not legal advice: whether a rule applies depends on more than an incident file says. So a verdict falls only where
//! every reading of file and rule gives the same one; otherwise it is "not known", with the reason:
//!
//! - Files know days, and rules count hours. Aware on 7 May, 72 hours: told on 9 May is surely in time, on 11 May surely
//!   late, on 10 May it depends on the hour.
//! - "To become aware" is a matter of dispute. It is at the earliest the detection (7 May) and at the latest the
//!   judgement that data may have leaked (11 May), so the last day lies between 10 and 14 May.
//! - A rule binds only what was noticed after it came into force: GDPR says nothing of a breach that was detected in 2017.
//! - A report counts only under the law that the file names for it. "An authority was told" may be the police.

use super::snapshot::{Snapshot, first_event};
use crate::incident::{Day, EventKind, Incident, Jurisdiction, Span};
use crate::sorting;

/// A duty to report by a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// The law and its article.
    pub law: Law,
    /// Whose law it is, and whom it binds.
    pub jurisdiction: Jurisdiction,
    /// What is to be done.
    pub duty: Duty,
    /// What starts the time.
    pub starts: Start,
    /// How much time there is.
    pub limit: Limit,
    /// The first day on which it was in force: year, month, day.
    pub since: (i32, u8, u8),
    /// Which events are the doing of it; several reports to one authority count in their order.
    done_by: (EventKind, usize),
    /// Where it can be read.
    pub url: &'static str,
}

crate::incident::words! {
    /// The laws, each with the article that sets a time.
    Law {
        /// The European Union's general data protection regulation.
        Gdpr = "gdpr-33",
        /// The first notice under the European Union's NIS 2 directive.
        Nis2Warning = "nis2-23-warning",
        /// The second one.
        Nis2Notification = "nis2-23-notification",
        /// The United Kingdom's general data protection regulation.
        UkGdpr = "uk-gdpr-33",
        /// The first report under Japan's law on personal information.
        AppiPreliminary = "appi-26-preliminary",
        /// The second one.
        AppiFinal = "appi-26-final",
        /// The report of those that are listed in the United States.
        Sec = "sec-8-k-1-05",
        /// What the United States' law on health records owes to those whom they are of.
        HipaaIndividuals = "hipaa-individuals",
        /// What it owes to the Secretary.
        HipaaSecretary = "hipaa-secretary",
    }
}

/// What a law asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Duty {
    /// Tell the supervisory authority.
    TellAuthority,
    /// Warn the response team or authority early.
    WarnAuthority,
    /// Notify the response team or authority.
    NotifyAuthority,
    /// Tell the Information Commissioner.
    TellCommissioner,
    /// Report to the Personal Information Protection Commission.
    ReportToCommission,
    /// File with the Securities and Exchange Commission.
    FileWithSec,
    /// Tell the individuals.
    TellIndividuals,
    /// Tell the Secretary of Health.
    TellSecretary,
}

/// What starts the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// To become aware: at the earliest the detection, at the latest the judgement that data may have leaked.
    Aware,
    /// To find the incident material.
    Material,
}

/// How much time there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Hours, a multiple of 24. Files know days, so that the last day is neither surely in time nor surely late.
    Hours(i32),
    /// Days, from the fewest to the most that the rule is read to leave.
    Days(i32, i32),
    /// Days without Saturdays and Sundays. Holidays count as working days here: with one in between, the law leaves a day more.
    BusinessDays(i32),
}

crate::incident::words! {
    /// What became of a duty.
    Verdict {
        /// It was done in time.
        Met = "met",
        /// It was done too late.
        Missed = "missed",
        /// The visible claims do not say enough.
        NotKnown = "not-known",
        /// The rule did not bind.
        DidNotApply = "did-not-apply",
    }
}

/// Why a verdict is what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Done on a day that is surely in time, or surely late.
    Done,
    /// The file names no tie to the jurisdiction.
    NoTie,
    /// It came into force after the start, which was then.
    NotInForce(Span),
    /// It came into force within the days on which the time can have started.
    PerhapsInForce,
    /// No source who is heard dates the start.
    NoStart,
    /// No source who is heard dates the doing.
    NotTold,
    /// Something of the kind was done, and the file does not say under which law.
    ToWhom,
    /// Done on a day that can be in time and can be late.
    TooClose,
}

/// A rule, applied to an incident under a lens. It does not depend on the day that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadline {
    /// The rule.
    pub rule: &'static Rule,
    /// What became of it.
    pub verdict: Verdict,
    /// Why.
    pub why: Why,
    /// When the time started.
    pub start: Option<Span>,
    /// The last day, as far as the start and the rule leave it open.
    pub due: Option<Span>,
    /// When it was done.
    pub done: Option<Span>,
}

/// All rules, by jurisdiction; the law itself is at `url`. Days and limits agree with what several guides say of it.
pub const RULES: &[Rule] = &[
    Rule {
        law: Law::Gdpr,
        jurisdiction: Jurisdiction::Eu,
        duty: Duty::TellAuthority,
        starts: Start::Aware,
        limit: Limit::Hours(72),
        since: (2018, 5, 25),
        done_by: (EventKind::AuthorityTold, 0),
        url: "https://eur-lex.europa.eu/eli/reg/2016/679/oj",
    },
    Rule {
        law: Law::Nis2Warning,
        jurisdiction: Jurisdiction::EuEssential,
        duty: Duty::WarnAuthority,
        starts: Start::Aware,
        limit: Limit::Hours(24),
        since: (2024, 10, 18),
        done_by: (EventKind::AuthorityTold, 0),
        url: "https://eur-lex.europa.eu/eli/dir/2022/2555/oj",
    },
    Rule {
        law: Law::Nis2Notification,
        jurisdiction: Jurisdiction::EuEssential,
        duty: Duty::NotifyAuthority,
        starts: Start::Aware,
        limit: Limit::Hours(72),
        since: (2024, 10, 18),
        done_by: (EventKind::AuthorityTold, 1),
        url: "https://eur-lex.europa.eu/eli/dir/2022/2555/oj",
    },
    Rule {
        law: Law::UkGdpr,
        jurisdiction: Jurisdiction::Uk,
        duty: Duty::TellCommissioner,
        starts: Start::Aware,
        limit: Limit::Hours(72),
        since: (2018, 5, 25),
        done_by: (EventKind::AuthorityTold, 0),
        url: "https://www.legislation.gov.uk/eur/2016/679/article/33",
    },
    Rule {
        law: Law::AppiPreliminary,
        jurisdiction: Jurisdiction::Japan,
        duty: Duty::ReportToCommission,
        starts: Start::Aware,
        limit: Limit::Days(3, 5),
        since: (2022, 4, 1),
        done_by: (EventKind::AuthorityTold, 0),
        url: "https://www.ppc.go.jp/personalinfo/legal/leakAction/",
    },
    Rule {
        law: Law::AppiFinal,
        jurisdiction: Jurisdiction::Japan,
        duty: Duty::ReportToCommission,
        starts: Start::Aware,
        limit: Limit::Days(60, 60),
        since: (2022, 4, 1),
        done_by: (EventKind::AuthorityTold, 1),
        url: "https://www.ppc.go.jp/personalinfo/legal/leakAction/",
    },
    Rule {
        law: Law::Sec,
        jurisdiction: Jurisdiction::UsListed,
        duty: Duty::FileWithSec,
        starts: Start::Material,
        limit: Limit::BusinessDays(4),
        since: (2023, 12, 18),
        done_by: (EventKind::PublicNotice, 0),
        url: "https://www.sec.gov/files/rules/final/2023/33-11216.pdf",
    },
    Rule {
        law: Law::HipaaIndividuals,
        jurisdiction: Jurisdiction::UsHealth,
        duty: Duty::TellIndividuals,
        starts: Start::Aware,
        limit: Limit::Days(60, 60),
        since: (2009, 9, 23),
        done_by: (EventKind::CustomersTold, 0),
        url: "https://www.ecfr.gov/current/title-45/section-164.404",
    },
    Rule {
        law: Law::HipaaSecretary,
        jurisdiction: Jurisdiction::UsHealth,
        duty: Duty::TellSecretary,
        starts: Start::Aware,
        limit: Limit::Days(60, 60),
        since: (2009, 9, 23),
        done_by: (EventKind::AuthorityTold, 0),
        url: "https://www.ecfr.gov/current/title-45/section-164.408",
    },
];

impl Rule {
    /// The first day on which it was in force.
    pub fn in_force(&self) -> Day {
        let (year, month, day) = self.since;
        Day::from_ymd(year, month, day).expect("rules name days of the calendar")
    }
}

impl Limit {
    /// The last day, if the time starts on these.
    fn due(self, start: Span) -> Span {
        let (fewest, most) = match self {
            Self::Hours(hours) => (hours / 24, hours / 24),
            Self::Days(fewest, most) => (fewest, most),
            Self::BusinessDays(n) => {
                let after = |it: Option<Day>| it.map(|it| business_days_after(it, n));
                return Span { earliest: after(start.earliest), latest: after(start.latest), ..start };
            }
        };
        let after = |it: Option<Day>, n: i32| it.map(|it| it.plus(n));
        Span { earliest: after(start.earliest, fewest), latest: after(start.latest, most), ..start }
    }

    /// Whether what was done then was surely in time, or surely late; `None` is neither. Due from 10 to 14 May: done on
    /// 10 May is in time, on 15 May is late, on 12 May is neither. For hours the last day itself is unsure.
    fn is_kept(self, due: Span, done: Span) -> Option<bool> {
        let last_sure = due.earliest.map(|it| if matches!(self, Self::Hours(_)) { it.plus(-1) } else { it });
        match (last_sure, due.latest, done.earliest, done.latest) {
            (Some(sure), _, _, Some(done)) if done <= sure => Some(true),
            (_, Some(due), Some(done), _) if done > due => Some(false),
            _ => None,
        }
    }
}

/// The day that is so many days after another, Saturdays and Sundays not counted.
fn business_days_after(day: Day, n: i32) -> Day {
    let mut day = day;
    let mut left = n;
    while left > 0 {
        day = day.plus(1);
        let weekday = day.number().rem_euclid(7); // Julian day 0 was a Monday
        left -= i32::from(weekday < 5);
    }
    day
}

/// All rules and what became of each: first those that did apply.
pub fn deadlines(incident: &Incident, snapshot: &Snapshot) -> Vec<Deadline> {
    let mut all: Vec<Deadline> = RULES.iter().map(|it| deadline(incident, snapshot, it)).collect();
    sorting::by_key(&mut all, |it| (it.verdict == Verdict::DidNotApply, matches!(it.why, Why::NoTie)));
    all
}

fn deadline(incident: &Incident, snapshot: &Snapshot, rule: &'static Rule) -> Deadline {
    let aware = aware(incident, snapshot);
    let start = match rule.starts {
        Start::Aware => aware,
        Start::Material => first_event(incident, snapshot, EventKind::JudgedMaterial),
    };
    let (due, done) = (start.map(|it| rule.limit.due(it)), done(incident, snapshot, rule));
    let of = |verdict, why| Deadline { rule, verdict, why, start, due, done };
    let in_force = rule.in_force();
    if !incident.jurisdictions.contains(&rule.jurisdiction) {
        return Deadline { due: None, done: None, ..of(Verdict::DidNotApply, Why::NoTie) };
    }
    if let Some(noticed) = start.or(aware).filter(|it| it.latest.is_some_and(|it| it < in_force)) {
        return Deadline { due: None, ..of(Verdict::DidNotApply, Why::NotInForce(noticed)) };
    }
    let Some((start, due)) = start.zip(due) else { return of(Verdict::NotKnown, Why::NoStart) };
    if start.earliest.is_none_or(|it| it < in_force) {
        return of(Verdict::NotKnown, Why::PerhapsInForce);
    }
    let Some(done) = done else {
        let is_alike = |id: &str| {
            let event = incident.event(id);
            event.is_some_and(|it| it.kind == rule.done_by.0 && it.jurisdiction.is_none())
        };
        let is_any_alike = snapshot.events.iter().any(|it| is_alike(&it.id));
        return of(Verdict::NotKnown, if is_any_alike { Why::ToWhom } else { Why::NotTold });
    };
    match rule.limit.is_kept(due, done) {
        Some(true) => of(Verdict::Met, Why::Done),
        Some(false) => of(Verdict::Missed, Why::Done),
        None => of(Verdict::NotKnown, Why::TooClose),
    }
}

/// When the victim became aware: from the detection to the judgement that data may have leaked.
fn aware(incident: &Incident, snapshot: &Snapshot) -> Option<Span> {
    let detected = first_event(incident, snapshot, EventKind::Detection);
    let judged = first_event(incident, snapshot, EventKind::LeakJudgedPossible);
    match (detected, judged) {
        (Some(from), Some(to)) => Some(from.with_stop(from.stop().zip(to.stop()).map(|(a, b)| a.max(b)))),
        (one, other) => one.or(other),
    }
}

/// When the duty was done: the first, second … dated event of its kind under its law. Laws that want a warning and then a
/// notification count the reports in their order: the second report to an authority is the notification.
fn done(incident: &Incident, snapshot: &Snapshot, rule: &Rule) -> Option<Span> {
    let (kind, nth) = rule.done_by;
    let events = incident.events.iter().filter(|it| it.kind == kind && it.jurisdiction == Some(rule.jurisdiction));
    let times = events.filter_map(|it| snapshot.event(&it.id).map(|it| it.when));
    let mut dated: Vec<Span> = times.filter(|it| !it.undated && !it.span.is_unbounded()).map(|it| it.span).collect();
    sorting::by_key(&mut dated, |it| (it.latest.is_none(), it.latest, it.earliest));
    dated.get(nth).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incident::Moment;

    fn span(text: &str) -> Span {
        Moment::parse(text).unwrap().span()
    }

    #[test]
    fn the_last_day_is_as_open_as_the_start_and_the_rule() {
        for (limit, start, due) in [
            (Limit::Hours(72), "2021-05-14", "2021-05-17"),
            (Limit::Hours(24), "2021-05-14/2021-05-16", "2021-05-15/2021-05-17"),
            (Limit::Days(3, 5), "2025-02-05/2025-02-06", "2025-02-08/2025-02-11"),
            (Limit::Days(60, 60), "2025-02-05", "2025-04-06"),
            (Limit::BusinessDays(4), "2024-02-21", "2024-02-27"), // Wednesday to Tuesday
            (Limit::BusinessDays(4), "2024-02-23/2024-02-25", "2024-02-29"), // Friday and Sunday to Thursday
        ] {
            assert_eq!(limit.due(span(start)), span(due), "{limit:?} from {start}");
        }
    }

    #[test]
    fn in_time_and_late_are_said_only_where_they_are_sure() {
        for (limit, due, done, kept) in [
            (Limit::Days(3, 5), "2025-02-08/2025-02-11", "2025-02-08", Some(true)),
            (Limit::Days(3, 5), "2025-02-08/2025-02-11", "2025-02-09", None),
            (Limit::Days(3, 5), "2025-02-08/2025-02-11", "2025-02-12", Some(false)),
            (Limit::Hours(72), "2021-05-17", "2021-05-16", Some(true)),
            (Limit::Hours(72), "2021-05-17", "2021-05-17", None), // by the hour, which no file knows
            (Limit::Hours(72), "2021-05-17", "2021-05-18/..", Some(false)),
            (Limit::Days(60, 60), "2021-05-17", "../2021-05-10", Some(true)),
            (Limit::Days(60, 60), "2021-05-17", "2021-05-10/2021-05-20", None),
        ] {
            assert_eq!(limit.is_kept(span(due), span(done)), kept, "{limit:?}: due {due}, done {done}");
        }
    }

    #[test]
    fn every_rule_names_a_day_an_address_and_itself_once() {
        for (i, rule) in RULES.iter().enumerate() {
            assert!(rule.url.starts_with("https://"), "{}", rule.law);
            assert!(rule.in_force() > Day::from_ymd(2000, 1, 1).unwrap(), "{}", rule.law);
            assert!(RULES[..i].iter().all(|it| it.law != rule.law), "{}", rule.law);
            assert!(!matches!(rule.limit, Limit::Hours(hours) if hours % 24 != 0), "{}", rule.law);
        }
    }
}
