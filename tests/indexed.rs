//! An index of incidents as a machine: which years are read and when, what is found over all of them, and what does not come.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use breachmap::app::action::{Action, Fetch, Index, List, Open};
use breachmap::app::effect::Effect;
use breachmap::app::part::{Part, Place};
use breachmap::app::parts::Parts;
use breachmap::app::piece::Piece;
use breachmap::app::update::update;
use breachmap::app::views::VIEWS;
use breachmap::app::{Failure, Load, State};
use serde_json::{Value, json};

const ADDRESS: &str = "/all/index.json";

/// A site with an index: a summary, and what stands at an address.
struct Server {
    summary: Value,
    /// Addresses at which there is nothing.
    missing: Vec<&'static str>,
}

/// Each year has 150 incidents of its own, `2019-7` is one; only those of 2016 are of banks.
fn server() -> Server {
    let year = |year: i32| json!({ "year": year, "incidents": 150, "rows": [format!("{year}a"), format!("{year}b")] });
    let mut years: Vec<Value> = [2019, 2018, 2017, 2016].into_iter().map(year).collect();
    years.push(json!({ "year": null, "incidents": 1, "rows": ["none"] }));
    let summary = json!({ "format": "breachmap-index/1", "name": "All", "words": ["words"], "years": years });
    Server { summary, missing: Vec::new() }
}

impl Server {
    fn answer(&self, address: &str) -> Result<Vec<u8>, Failure> {
        if self.missing.contains(&address) {
            return Err(Failure::fetch(address, Some(404)));
        }
        let row = |id: String, when: &str, victim: &str| json!({ "id": id, "victim": victim, "when": when, "file": format!("files/{id}") });
        let year = |year: &str, range: std::ops::Range<usize>| {
            let victim = if year == "2016" { "Bank" } else { "Shop" };
            Value::Array(range.map(|it| row(format!("{year}-{it}"), year, victim)).collect())
        };
        let text = match address {
            "words" => "bank\t2016\nshop\t- 2017 2018 2019\n".to_owned(),
            "none" => json!([row("n".to_owned(), "", "Shop")]).to_string(),
            it if it.starts_with("files/") => {
                let id = it.trim_start_matches("files/");
                json!([{ "id": "other" }, { "format": "breachmap-incident/1", "id": id, "title": id }]).to_string()
            }
            it if it.ends_with('a') => year(&it[..4], 0..100).to_string(),
            it => year(&it[..4], 100..150).to_string(),
        };
        Ok(text.into_bytes())
    }

    /// Does what an action says, and answers until nothing more is asked for; the addresses that were.
    fn drive(&self, state: State, action: Action) -> (State, Vec<String>) {
        let (mut state, mut effects) = update(state, action);
        let mut asked = Vec::new();
        loop {
            let pieces = effects.into_iter().filter_map(|it| match it {
                Effect::FetchPiece { number, base, address, piece } => Some((number, base, address, piece)),
                _ => None,
            });
            let pieces: Vec<_> = pieces.collect();
            assert!(pieces.len() < 2, "one file at a time");
            let Some((number, base, address, piece)) = pieces.into_iter().next() else { return (state, asked) };
            assert_eq!(base, ADDRESS);
            let answer = self.answer(&address);
            asked.push(address);
            (state, effects) = update(state, Action::Index(Index::Came { number, piece, answer }));
        }
    }

    fn open(&self, state: State) -> (State, Vec<String>) {
        let (state, _) = update(state, Action::Open(Open::At(ADDRESS.to_owned())));
        let (request, bytes) = (state.request, self.summary.to_string().into_bytes());
        self.drive(state, Action::Open(Open::Fetched { request, address: ADDRESS.to_owned(), answer: Ok(bytes) }))
    }
}

fn n_found(state: &State) -> usize {
    let listing = state.listing.as_ref().unwrap();
    listing.collection.n_found(&listing.search)
}

fn n_rows(state: &State) -> usize {
    state.listing.as_ref().unwrap().collection.rows.len()
}

fn search(words: &str) -> Action {
    Action::List(List::Search(words.to_owned()))
}

fn failures(state: &State) -> Vec<(Option<i32>, &'static str)> {
    let index = state.listing.as_ref().unwrap().index.clone().unwrap();
    index.failed().map(|(year, it)| (year.and_then(|it| it.year), it.code)).collect()
}

#[test]
fn the_newest_years_are_read_and_more_when_it_is_asked_for() {
    let (state, asked) = server().open(State::default());
    assert_eq!(asked, ["2019a", "2019b", "2018a", "2018b"], "whole years, and no more than are looked at");
    assert!(matches!(state.load, Load::Empty) && state.listing.as_ref().unwrap().is_shown);
    assert_eq!((n_rows(&state), state.listing.as_ref().unwrap().collection.n_incidents), (300, 601));
    let (state, asked) = server().drive(state, Action::List(List::More));
    assert_eq!(asked, ["2017a", "2017b", "2016a", "2016b"]);
    let (state, asked) = server().drive(state, Action::List(List::More));
    assert_eq!(asked, ["none"]);
    let (_, asked) = server().drive(state, Action::List(List::More));
    assert_eq!(asked, [""; 0], "all is read");
}

#[test]
fn words_are_found_over_all_years_and_only_years_that_have_them_are_read() {
    let (state, _) = server().open(State::default());
    let (state, asked) = server().drive(state, search("BANK"));
    assert_eq!(asked[0], "words");
    assert_eq!(asked[1..], ["2016a", "2016b"], "2017 has no bank");
    assert_eq!(n_found(&state), 150);
    let (state, asked) = server().drive(state, search("zebra"));
    assert_eq!((asked.len(), n_found(&state)), (0, 0), "no year has it");
    let (state, asked) = server().drive(state, search("2017-1"));
    assert_eq!(asked, ["2017a", "2017b", "none"], "a number can be anywhere");
    assert_eq!(n_found(&state), 61);
}

#[test]
fn without_the_list_of_words_a_search_says_so_and_reads_on() {
    let site = Server { missing: vec!["words"], ..server() };
    let (state, _) = site.open(State::default());
    let (state, asked) = site.drive(state, search("bank"));
    assert_eq!(failures(&state), [(None, "not-found")]);
    assert_eq!(asked, ["words", "2017a", "2017b", "2016a", "2016b", "none"]);
    let (state, asked) = server().drive(state, Action::List(List::Again));
    assert_eq!((asked, failures(&state).len()), (vec!["words".to_owned()], 0));
}

#[test]
fn a_chosen_year_is_read_alone() {
    let (state, _) = server().open(State::default());
    let (state, asked) = server().drive(state, Action::List(List::Only(Some(Some(2016)))));
    assert_eq!(asked, ["2016a", "2016b"]);
    assert_eq!(n_found(&state), 150);
    let (state, asked) = server().drive(state, Action::List(List::Only(Some(None))));
    assert_eq!((asked, n_found(&state)), (vec!["none".to_owned()], 1));
    let (_, asked) = server().drive(state, Action::List(List::Only(None)));
    assert_eq!(asked, [""; 0]);
}

#[test]
fn of_a_year_that_does_not_come_as_a_whole_nothing_is_kept_and_it_can_be_tried_again() {
    let site = Server { missing: vec!["2018b"], ..server() };
    let (state, asked) = site.open(State::default());
    assert_eq!(asked, ["2019a", "2019b", "2018a", "2018b", "2017a", "2017b"], "the others follow");
    assert_eq!((n_rows(&state), failures(&state)), (300, vec![(Some(2018), "not-found")]));
    let (state, asked) = server().drive(state, Action::List(List::Again));
    assert_eq!(asked, ["2018a", "2018b"]);
    assert_eq!((n_rows(&state), failures(&state)), (450, vec![]));
    // half a year, and what is no row
    let mut site = server();
    site.summary["years"][0]["incidents"] = 151.into();
    site.summary["years"][1]["rows"] = json!(["words"]);
    let (state, _) = site.open(State::default());
    assert_eq!(failures(&state), [(Some(2019), "wrong-shape"), (Some(2018), "wrong-shape")]);
    assert_eq!(n_rows(&state), 300);
}

#[test]
fn an_incident_is_opened_and_the_list_is_as_it_was() {
    let (state, _) = server().open(State::default());
    let at = state.listing.as_ref().unwrap().collection.rows.iter().position(|it| it.id == "2019-7").unwrap();
    let (state, asked) = server().drive(state, Action::List(List::Pick(at)));
    assert_eq!(asked, ["files/2019-7"]);
    assert_eq!(state.ready().unwrap().incident.id, "2019-7");
    let (state, asked) = server().drive(state, Action::List(List::Show));
    assert!(state.listing.as_ref().unwrap().is_shown && asked.is_empty() && n_rows(&state) == 300);
    // another one does not come, and the one that is shown stays
    let site = Server { missing: vec!["files/2019-8"], ..server() };
    let (state, _) = site.drive(state, Action::List(List::Pick(at + 1)));
    assert_eq!(state.complaint.as_ref().unwrap().code, "not-found");
    assert!(state.listing.as_ref().unwrap().is_shown && state.ready().unwrap().incident.id == "2019-7");
    let (state, _) = server().drive(state, Action::List(List::Pick(at + 1)));
    assert!(state.complaint.is_none() && state.ready().unwrap().incident.id == "2019-8");
}

#[test]
fn a_link_to_an_incident_finds_it_in_whatever_year_it_is() {
    let (state, _) = update(State::default(), Action::Restore("v=1&incident=2017-120".to_owned()));
    let (state, asked) = server().open(state);
    assert_eq!(asked.last().unwrap(), "files/2017-120");
    assert!(!asked.contains(&"2016a".to_owned()), "{asked:?}");
    assert_eq!(state.ready().unwrap().incident.id, "2017-120");
    let site = Server { missing: vec!["files/2019-120"], ..server() };
    let (state, _) = update(State::default(), Action::Restore("v=1&incident=2019-120".to_owned()));
    let (state, asked) = site.open(state);
    assert_eq!(asked.iter().filter(|it| *it == "files/2019-120").count(), 1, "it is not asked for again and again");
    assert!(state.listing.as_ref().unwrap().is_shown && state.complaint.is_some());
}

#[test]
fn the_part_of_the_program_comes_first() {
    let parts = Parts { panel: Place::Away, handing: Place::Away, views: Place::Away, writing: Place::Away };
    let (state, _) = update(State { parts, ..State::default() }, Action::Open(Open::At(ADDRESS.to_owned())));
    let (request, bytes) = (state.request, server().summary.to_string().into_bytes());
    let fetched = Action::Open(Open::Fetched { request, address: ADDRESS.to_owned(), answer: Ok(bytes) });
    let (state, effects) = update(state, fetched);
    assert_eq!(effects, [Effect::FetchParts(vec![Part::Views])]);
    let (missing, _) = update(state.clone(), Action::Part(Fetch::Views(Place::Missing)));
    assert!(matches!(&missing.load, Load::Failed(it) if it.code == "no-part"));
    let (state, asked) = server().drive(state, Action::Part(Fetch::Views(Place::Here(&VIEWS))));
    assert_eq!((asked.len(), n_rows(&state)), (4, 300));
}

#[test]
fn an_index_of_another_version_is_refused_in_words_and_a_late_answer_is_none() {
    let mut site = server();
    site.summary["format"] = "breachmap-index/2".into();
    let (state, asked) = site.open(State::default());
    assert!(matches!(&state.load, Load::Failed(it) if it.code == "other-version") && asked.is_empty());
    let (state, _) = server().open(State::default());
    let number = state.listing.as_ref().unwrap().index.as_ref().unwrap().number;
    let (state, _) = server().open(state);
    let late = Index::Came { number, piece: Piece::Rows(1), answer: server().answer("2018b") };
    let (after, _) = update(state.clone(), Action::Index(late));
    assert_eq!(n_rows(&after), n_rows(&state));
}
