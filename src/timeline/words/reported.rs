//! What was reported and when it was published, in words: for the chart, its read-out and the choice of a day.

use std::cmp::Ordering;

use super::{day, number, total, total_number};
use crate::incident::{Amount, Day, Hedge, Id, Incident, Moment};
use crate::timeline::{Publication, Report};

const SUPERSCRIPTS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// After the unit, above the chart.
pub const CHART_TITLE: &str = "reported affected";

/// So many characters of a title are quoted where there is little room.
const TITLE: usize = 40;

/// A number of a scale, short where it is long: `500`, `20,000`, `150 M`, `12 bn`, `5×10¹⁸`.
pub fn round_number(n: f64) -> String {
    let n = n.round() as u64;
    for (unit, name) in [(1_000_000_000_000, "tn"), (1_000_000_000, "bn"), (1_000_000, "M")] {
        if n >= unit && n / unit < 10_000 {
            let (whole, tenth) = (n / unit, n % unit / (unit / 10));
            return if tenth == 0 { format!("{} {name}", number(whole)) } else { format!("{whole}.{tenth} {name}") };
        }
    }
    if n < 1_000_000 {
        return number(n);
    }
    let power = n.ilog10();
    let tens = n / 10_u64.pow(power - 1);
    let power: String = power.to_string().bytes().map(|it| SUPERSCRIPTS[usize::from(it - b'0')]).collect();
    if tens.is_multiple_of(10) {
        format!("{}×10{power}", tens / 10)
    } else {
        format!("{}.{}×10{power}", tens / 10, tens % 10)
    }
}

/// The number of a report with the way it was revised: `↑ 704 to 892`, `↓ 8,000`; `later` if it came after the last day shown.
pub fn report_number(reports: &[Report], i: usize, last: Day) -> String {
    let later = if reports[i].day > last { "later: " } else { "" };
    let sign = match revision(reports, i) {
        Ordering::Greater => "↑ ",
        Ordering::Less => "↓ ",
        Ordering::Equal => "",
    };
    let number = match reports[i].total.as_ref() {
        None => "no longer counted".to_owned(),
        Some(total) if total.entries.iter().all(|it| it.amount == Amount::NotDisclosed) => "undisclosed".to_owned(),
        Some(total) => total_number(total),
    };
    format!("{later}{sign}{number}")
}

/// Stands over a chart without a number.
pub const NO_REPORT: &str = "events and publications";

/// What the looks of a chart mean; only those that it has.
pub fn chart_key(reports: &[Report], has_undated: bool) -> String {
    let totals = || reports.iter().filter_map(|it| it.total.as_ref());
    let has = |hedge: Hedge| totals().any(|it| it.hedge == hedge);
    let looks = [
        (has(Hedge::Stated), "solid: stated"),
        (has(Hedge::Possible), "dashed: possible"),
        (has(Hedge::Rumoured), "dotted: rumoured"),
        (totals().any(|it| it.high != Some(it.low)), "hatched: from the fewest to the most"),
        (true, "● events"),
        (has_undated, "• no date given"),
        (true, "▲ publications"),
    ];
    let looks = looks.into_iter().filter(|(is_there, _)| *is_there).map(|(_, it)| it);
    looks.collect::<Vec<_>>().join(" · ")
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

/// A report as a sentence: `2 July 2020: 704 to 892 companies, possibly, up from 621 — NTT Communications`.
pub fn report(incident: &Incident, reports: &[Report], i: usize, language: &str) -> String {
    let report = &reports[i];
    let said = report.total.as_ref().map_or("nothing is counted in this unit any more".to_owned(), total);
    let before = i.checked_sub(1).and_then(|i| reports[i].total.as_ref()).map(total_number);
    let revised = match (revision(reports, i), before) {
        (Ordering::Greater, Some(before)) => format!(", up from {before}"),
        (Ordering::Less, Some(before)) => format!(", down from {before}"),
        (_, Some(before)) if report.total.is_none() => format!("; before: {before}"),
        _ => String::new(),
    };
    let names: Vec<&str> = report.sources.iter().map(|id| incident.label(id, language).unwrap_or(id)).collect();
    let who = if names.is_empty() { String::new() } else { format!(" — {}", names.join(", ")) };
    format!("{}: {said}{revised}{who}", known_from(incident, report.day, &report.sources))
}

/// The day from which on sources are known; `by …` where none of them says the very day.
fn known_from(incident: &Incident, at: Day, sources: &[Id]) -> String {
    let is_exact = |id: &Id| {
        let span = incident.source(id).and_then(|it| it.published.as_ref()).map(Moment::span);
        span.is_some_and(|it| it.earliest == it.latest)
    };
    let is_vague = !sources.is_empty() && !sources.iter().any(is_exact);
    if is_vague { format!("by {}", day(at)) } else { day(at) }
}

/// A day of publication by its first source: `28 May 2020 — NTT Communications, “Possible leak …”, and 6 more`.
pub fn publication(incident: &Incident, publication: &Publication, language: &str) -> String {
    let first = publication.sources.first().and_then(|id| incident.source(id));
    let publisher = first.map_or("", |it| it.publisher.get(language));
    let title =
        first.and_then(|it| it.title.as_ref()).map_or(String::new(), |it| format!(", {}", short(it.get(language))));
    let more = match publication.sources.len() {
        0 | 1 => String::new(),
        n => format!(", and {} more", n - 1),
    };
    format!("{} — {publisher}{title}{more}", known_from(incident, publication.day, &publication.sources))
}

/// A title in quotation marks, cut between words where it is long.
fn short(title: &str) -> String {
    let Some((cut, _)) = title.char_indices().nth(TITLE) else { return format!("“{title}”") };
    let end = title[..cut].rfind(' ').unwrap_or(cut);
    format!("“{} …”", title[..end].trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_a_scale_are_short() {
        for (n, words) in [
            (0.0, "0"),
            (20_000.0, "20,000"),
            (999_999.0, "999,999"),
            (1_500_000.0, "1.5 M"),
            (150e6, "150 M"),
            (12e9, "12 bn"),
            (4e12, "4 tn"),
            (5e18, "5×10¹⁸"),
            (1.5e19, "1.5×10¹⁹"),
        ] {
            assert_eq!(round_number(n), words);
        }
    }

    #[test]
    fn long_titles_are_cut_between_words() {
        assert_eq!(short("Short"), "“Short”");
        assert_eq!(
            short("Possible leak of information through unauthorised access"),
            "“Possible leak of information through …”"
        );
        assert_eq!(short(&"不".repeat(50)), format!("“{} …”", "不".repeat(40)));
    }
}
