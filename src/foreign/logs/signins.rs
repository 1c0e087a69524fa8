//! Sign-ins to applications in a cloud, as Microsoft Entra and Sentinel hand them out as tables: who came from which address
//! to which application. Most are people at work, so an address is outside and nobody is taken for the intruder.

use super::draft;
use super::tools::Rows;
use super::trail::{Detail, Logon, Means, Trail};
use super::unsaid::Unsaid;
use crate::foreign::{Content, Fidelity, records};
use crate::import::draft::IncidentDraft;
use crate::tongue::Phrase;

/// What a column is, and its names in the tables of the portal, of Sentinel, and of older exports; in small letters without blanks.
const COLUMNS: [(Field, &[&str]); 6] = [
    (Field::When, &["date(utc)", "timegenerated[utc]", "timegenerated", "createddatetime"]),
    (Field::User, &["username", "userprincipalname"]),
    (Field::App, &["application", "appdisplayname"]),
    (Field::Address, &["ipaddress"]),
    (Field::Place, &["location", "country"]),
    (Field::Status, &["resulttype", "status"]),
];

/// What is read of a sign-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    When,
    User,
    App,
    Address,
    Place,
    Status,
}

/// Whose sign-ins they are, where no column says to which application.
const SERVICE: &str = "Entra";

fn plain(header: &str) -> String {
    header.to_lowercase().split_whitespace().collect()
}

fn column(header: &[String], field: Field) -> Option<usize> {
    let names = COLUMNS.iter().find(|(it, _)| *it == field).map_or(&[][..], |(_, names)| *names);
    let header: Vec<String> = header.iter().map(|it| plain(it)).collect();
    names.iter().find_map(|name| header.iter().position(|it| it == name))
}

/// Whether a table has all that a sign-in needs.
pub fn sniff(content: &Content) -> bool {
    let Content::Table { header, .. } = content else { return false };
    let needed = COLUMNS.iter().filter(|(field, _)| ![Field::Place, Field::App].contains(field));
    needed.into_iter().all(|(field, _)| column(header, *field).is_some())
}

/// One draft, if there is any sign-in.
pub fn read(content: &Content, report: &mut Fidelity) -> Vec<IncidentDraft> {
    let Content::Table { above, header, rows } = content else { return Vec::new() };
    let columns: Vec<(Field, Option<usize>)> = COLUMNS.iter().map(|(it, _)| (*it, column(header, *it))).collect();
    for (at, name) in header.iter().enumerate() {
        if !columns.iter().any(|(_, it)| *it == Some(at)) {
            report.left_out(Phrase::import_unread_field(name), format!("column {} ({name})", at + 1));
        }
    }
    let times = Rows::at(header, rows, columns[0].1);
    let (mut trail, mut unsaid) = (Trail::default(), Unsaid::default());
    for (index, cells) in rows.iter().enumerate() {
        let place = records::row(above.len(), index);
        unsaid.row(&place, header, cells);
        let of = |field: Field| {
            let at = columns.iter().find(|(it, _)| *it == field)?.1?;
            cells.get(at).map(|it| it.trim()).filter(|it| !it.is_empty())
        };
        let address = of(Field::Address).and_then(|it| trail.machines.name(it));
        let Some(from) = address else {
            report.left_out(Phrase::log_no_event(), place);
            continue;
        };
        let app = trail.machines.service(of(Field::App).unwrap_or(SERVICE));
        let time = times.time(cells);
        if time.is_none() {
            report.left_out(Phrase::log_no_time(), place.clone());
        }
        trail.at(time);
        trail.writers.insert(app);
        let user = of(Field::User).unwrap_or_default().to_owned();
        match outcome(of(Field::Status).unwrap_or_default()) {
            Some(true) => {
                *trail.accounts.entry(user.clone()).or_default() += 1;
                let detail = of(Field::Place).map(|it| Detail { name: it.to_owned(), port: None });
                trail.hop((from, app, user), Means::Logon(Logon::Cloud), detail, time, &place);
                report.derived(Phrase::log_logons(), place);
            }
            Some(false) => {
                trail.failure(Some(from), app, &user, time, &place);
                report.carried(Phrase::log_failures(), place);
            }
            None => report.left_out(Phrase::log_interrupted(), place),
        }
    }
    let drafts = draft::of(trail, Phrase::log_signins(), report);
    unsaid.settle(&drafts, report);
    drafts
}

/// Whether a sign-in went well: a word, the number of an error, or both as JSON; `None` if it broke off, as where a second
/// factor was asked for.
fn outcome(status: &str) -> Option<bool> {
    let plain: String = status.to_lowercase().split_whitespace().collect();
    let number =
        plain.strip_prefix("{\"errorcode\":").map_or(plain.as_str(), |it| it.split([',', '}']).next().unwrap_or(it));
    match number {
        "0" | "success" => Some(true),
        // the codes of a sign-in that goes on elsewhere
        "interrupted" | "50055" | "50058" | "50072" | "50074" | "50076" | "50079" | "50097" | "50125" | "50140"
        | "65001" => None,
        _ => Some(false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_a_word_a_number_or_both() {
        assert_eq!(outcome("Success"), Some(true));
        assert_eq!(outcome("{\"errorCode\": 0, \"additionalDetails\": \"x\"}"), Some(true));
        assert_eq!(outcome("50126"), Some(false));
        assert_eq!(outcome("{\"errorCode\":50126}"), Some(false));
        assert_eq!(outcome("Interrupted"), None);
    }
}
