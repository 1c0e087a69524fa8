//! What was reported and when it was published: for the chart, its read-out and the choice of a day.

use std::cmp::Ordering;

use super::Teller;
use crate::incident::{Amount, Day, Hedge, Id, Source, Span};
use crate::timeline::{Publication, Report, Series};
use crate::tongue::Tongue;

/// So many characters of a title are quoted where there is little room.
const TITLE: usize = 40;

impl Tongue {
    /// The number of a report with the way it was revised: `↑ 704 to 892`, `↓ 8,000`; `later` if it came after the last day shown.
    pub fn report_number(&self, reports: &[Report], i: usize, last: Day) -> String {
        let sign = match revision(reports, i) {
            Ordering::Greater => "↑ ",
            Ordering::Less => "↓ ",
            Ordering::Equal => "",
        };
        let number = match reports[i].total.as_ref() {
            None => self.no_longer_counted().to_owned(),
            Some(total) if total.entries.iter().all(|it| it.amount == Amount::NotDisclosed) => {
                self.undisclosed().to_owned()
            }
            Some(total) => self.total_number(total),
        };
        let number = format!("{sign}{number}");
        if reports[i].day > last { self.report_later(number) } else { number }
    }

    /// What stands over the chart: `companies reported affected`.
    pub fn chart_title(&self, series: Option<&Series>) -> String {
        series.map_or_else(|| self.no_report().to_owned(), |it| self.reported_affected(self.unit(&it.unit)))
    }

    /// What the looks of a chart mean; only those that it has.
    pub fn chart_key(&self, reports: &[Report], is_counted_later: bool, has_undated: bool) -> String {
        let totals = || reports.iter().filter_map(|it| it.total.as_ref());
        let has = |hedge: Hedge| totals().any(|it| it.hedge == hedge);
        let looks = [
            (has(Hedge::Stated), self.key_stated()),
            (has(Hedge::Possible), self.key_possible()),
            (has(Hedge::Rumoured), self.key_rumoured()),
            (totals().any(|it| it.high != Some(it.low)), self.key_range()),
            (is_counted_later, self.key_counted()),
            (true, self.key_events()),
            (has_undated, self.key_undated()),
            (true, self.key_publications()),
        ];
        let looks = looks.into_iter().filter(|(is_there, _)| *is_there).map(|(_, it)| it);
        looks.collect::<Vec<_>>().join(" · ")
    }

    /// A title in quotation marks, cut between words where it is long.
    fn short_title(&self, title: &str) -> String {
        let Some((cut, _)) = title.char_indices().nth(TITLE) else { return self.quoted(title) };
        let end = title[..cut].rfind(' ').unwrap_or(cut);
        self.quoted(format!("{} …", title[..end].trim_end()))
    }
}

/// Whether a report lies above or below the one before it; what only became narrower or wider lies where it did.
fn revision(reports: &[Report], i: usize) -> Ordering {
    let range = |it: &Report| it.total.as_ref().map(|it| (it.low, it.high.unwrap_or(u64::MAX)));
    let before = i.checked_sub(1).and_then(|before| range(&reports[before]));
    match (before, range(&reports[i])) {
        (Some(before), Some(now)) if now.0 >= before.0 && now.1 >= before.1 && now != before => Ordering::Greater,
        (Some(before), Some(now)) if now.0 <= before.0 && now.1 <= before.1 && now != before => Ordering::Less,
        _ => Ordering::Equal,
    }
}

impl Teller<'_> {
    /// A report as a sentence: `2 July 2020: 704 to 892 companies possibly affected, up from 621 — NTT Communications`.
    pub fn report(self, reports: &[Report], i: usize) -> String {
        let (tongue, report) = (self.tongue, &reports[i]);
        let said = report.total.as_ref().map_or_else(|| tongue.nothing_counted().to_owned(), |it| tongue.total(it));
        let before = i.checked_sub(1).and_then(|i| reports[i].total.as_ref()).map(|it| tongue.total_number(it));
        let said = match (revision(reports, i), before) {
            (Ordering::Greater, Some(before)) => tongue.up_from(said, before),
            (Ordering::Less, Some(before)) => tongue.down_from(said, before),
            (_, Some(before)) if report.total.is_none() => tongue.said_before(said, before),
            _ => said,
        };
        let who = self.names(&report.sources);
        let who = if who.is_empty() { who } else { format!(" — {who}") };
        tongue.colon(self.known_from(report.day, &report.sources), said) + &who
    }

    /// The day from which on sources are known; `by …` where none of them says the very day.
    fn known_from(self, at: Day, sources: &[Id]) -> String {
        // where nothing is counted any more, nobody says so: it follows from what was published by then
        let is_meant = |it: &&Source| sources.is_empty() || sources.contains(&it.id);
        let meant = || self.incident.sources.iter().filter(is_meant);
        let spans = || meant().filter_map(|it| Some(it.published.as_ref()?.span()));
        match spans().filter_map(Span::stop).filter(|it| it.day == at).min() {
            Some(end) if spans().any(|it| it.only_day() == Some(at)) => self.tongue.end(end),
            Some(end) => self.tongue.until_day(self.tongue.end_itself(end)),
            None => self.tongue.day(at),
        }
    }

    /// A day of publication by its first source: `28 May 2020 — NTT Communications, “Possible leak …”, and 6 more`.
    pub fn publication(self, publication: &Publication) -> String {
        let tongue = self.tongue;
        let first = publication.sources.first().and_then(|id| self.incident.source(id));
        let publisher = first.map_or("", |it| it.publisher.get(self.language)).to_owned();
        let title = first.and_then(|it| it.title.as_ref()).map(|it| tongue.short_title(it.get(self.language)));
        let named = tongue.join(&[publisher].into_iter().chain(title).collect::<Vec<_>>());
        let named = match publication.sources.len() {
            0 | 1 => named,
            n => tongue.and_others(named, n - 1),
        };
        format!("{} — {named}", self.known_from(publication.day, &publication.sources))
    }

    /// When a source was published.
    pub fn published(self, source: &str) -> String {
        let moment = self.incident.source(source).and_then(|it| it.published.as_ref());
        moment.map_or_else(|| self.tongue.no_time().to_owned(), |it| self.tongue.span(it.span()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_titles_are_cut_between_words() {
        let short = |it: &str| Tongue::of("en").short_title(it);
        assert_eq!(short("Short"), "“Short”");
        assert_eq!(
            short("Possible leak of information through unauthorised access"),
            "“Possible leak of information through …”"
        );
        assert_eq!(short(&"不".repeat(50)), format!("“{} …”", "不".repeat(40)));
    }
}
