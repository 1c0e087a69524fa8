//! Quotes on the sheet, as a machine: documents brought, guessed and changed, and the answer of a language model with a false claim.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

#[expect(dead_code, reason = "other tests use the rest of it")]
mod machine;

use std::rc::Rc;

use breachmap::app::State;
use breachmap::app::action::{Action, Edit, Setting};
use breachmap::app::edit::{Section, Sheet};
use breachmap::app::quoting::{Ask, Hash, Line, Quoting, instructions};
use breachmap::app::update::update;
use breachmap::import::import;
use breachmap::quotes::{Document, Verdict, Why};
use breachmap::tongue::Tongue;
use breachmap::words::{Said, Teller};
use machine::{after, read};
use serde_json::Value;

/// A notice and an article of a town that there is not.
const FILE: &str = r#"{
  "format": "breachmap-incident/1", "id": "halden", "title": "Halden Freight", "default_source": "notice",
  "sources": [
    { "id": "notice", "kind": "victim", "publisher": "Halden", "published": "2024-03-20" },
    { "id": "daily", "kind": "press", "publisher": "The Daily", "published": "2024-03-25", "sha256": "SHA" }
  ],
  "hosts": [
    { "id": "intruder", "label": "Intruder", "role": "intruder" },
    { "id": "vpn", "label": "VPN gateway" },
    { "id": "files", "label": "File server" }
  ],
  "pivots": [
    { "id": "in", "from": "intruder", "to": "vpn", "quote": "came in by the VPN gateway" },
    { "id": "on", "from": "vpn", "to": "files", "claims": [{ "source": "daily", "when": "2024-03-03", "quote": "reached the \"file server\"" }] }
  ],
  "events": [{ "id": "told", "kind": "public-notice", "label": "Notice", "when": "2024-03-20", "quote": "told the police at once" }],
  "counts": []
}
"#;

const NOTICE: &str = "Halden Freight. On 1 March they came in by the VPN gateway.";
const DAILY: &str =
    "The Daily\nOn 3 March intruders reached the “file server”.\nUp to 4,000 customers may be affected.";

/// What a model could answer: true, invented, and without any words.
const ANSWER: &str = r#"Here it is:
```json
{
  "format": "breachmap-incident/1", "id": "other-id", "title": "A title of the model's own", "summary": "Nobody says this.",
  "sources": [{ "id": "daily", "kind": "press", "publisher": "Another name" }],
  "hosts": [{ "id": "intruder", "label": "Intruder", "role": "intruder" }, { "id": "files", "label": "File server" }, { "id": "payroll", "label": "Payroll" }],
  "pivots": [{ "id": "pay", "from": "files", "to": "payroll", "claims": [{ "source": "daily", "quote": "then went on to the payroll" }] }],
  "events": [{ "id": "paid", "kind": "other", "label": "Ransom", "claims": [{ "source": "daily", "when": "2024-03-09" }] }],
  "counts": [{ "id": "people", "label": "Customers", "host": "files", "claims": [
    { "source": "daily", "value": { "up_to": 4000 }, "unit": "people", "hedge": "possible", "quote": "Up to 4,000 customers may be affected" },
    { "source": "daily", "value": 9000, "unit": "people", "quote": "9,000 customers are affected" }
  ] }]
}
```
Anything else?"#;

fn document(name: &str, text: &str) -> Document {
    // the file names the hash of this page
    let digits = if name == "saved-page.html" { "ab" } else { "00" };
    Document { name: name.to_owned(), source: None, sha256: digits.repeat(32), text: text.to_owned() }
}

fn opened() -> State {
    let file = FILE.replace("SHA", &"AB".repeat(32));
    after(vec![Action::Set(Setting::Editable(true)), read(file.as_bytes()), Action::Edit(Edit::Begin)]).0
}

fn done(state: &State, ask: Ask) -> State {
    update(state.clone(), ask.into()).0
}

fn brought() -> State {
    let documents = vec![document("saved-page.html", DAILY), document("notice.txt", NOTICE)];
    done(&opened(), Ask::Bring(documents, vec!["photo.png".to_owned()]))
}

fn quoting(state: &State) -> Quoting {
    Quoting::of(state.editing.as_ref().unwrap()).unwrap().clone()
}

fn text(state: &State) -> String {
    state.ready().unwrap().text.to_string()
}

fn lines(state: &State) -> Vec<Line> {
    let ready = state.ready().unwrap();
    let document = serde_json::from_str(&ready.text).unwrap();
    let sheet = Sheet {
        document: &document,
        report: &ready.report,
        tongue: state.tongue(),
        language: state.language(),
        techniques: None,
        names: None,
    };
    quoting(state).lines(&sheet, &Said(state.teller().unwrap()))
}

/// Verdict, part, place and row.
type Shown = (Verdict, String, String, Option<(Section, usize)>);

fn shown(state: &State) -> Vec<Shown> {
    lines(state).into_iter().map(|it| (it.verdict, it.told.part, it.place.unwrap_or_default(), it.row)).collect()
}

#[test]
fn each_quote_is_shown_with_its_row_and_the_worst_comes_first() {
    let before = Quoting::of_file(&serde_json::from_str(&text(&opened())).unwrap());
    assert_eq!(before.sum(opened().tongue()), "0 found, 0 nearly, 0 not found, 3 not checked");
    let state = brought();
    let steps = Section::Steps;
    let expected = [
        (Verdict::Missing, "Events: Notice", "notice.txt does not even have its beginning", (Section::Events, 0)),
        (Verdict::Nearly, "Steps: VPN gateway → File server", "saved-page.html, line 2", (steps, 1)),
        (Verdict::Found, "Steps: Intruder → VPN gateway", "notice.txt, line 1", (steps, 0)),
    ];
    let found: Vec<_> = shown(&state);
    assert_eq!(found.len(), expected.len());
    for ((verdict, part, place, row), expected) in found.iter().zip(expected) {
        assert_eq!((*verdict, part.as_str(), place.as_str(), row.unwrap()), expected);
    }
    let it = quoting(&state);
    assert_eq!(it.sum(state.tongue()), "1 found, 1 nearly, 1 not found, 0 not checked");
    assert_eq!(it.unread, ["photo.png"]);
    let editing = state.editing.clone().unwrap();
    let mark = |claim: &str| editing.quotes.as_ref().unwrap().mark(claim).map(|it| it.verdict);
    // a part can be its only claim
    assert_eq!(mark("/pivots/0"), Some(Verdict::Found));
    assert_eq!(mark("/pivots/1/claims/0"), Some(Verdict::Nearly));
    assert_eq!(mark("/events/0"), Some(Verdict::Missing));
    assert_eq!(mark("/hosts/0"), None);
    assert_eq!(text(&state), text(&opened()), "nothing is written");
}

#[test]
fn which_source_a_document_is_is_guessed_and_can_be_changed() {
    let state = brought();
    let file = serde_json::from_str(&text(&state)).unwrap();
    let sources = |state: &State| -> Vec<(Option<String>, bool, Hash)> {
        let all = quoting(state).documents;
        all.iter().map(|it| (it.document.source.clone(), it.is_guessed, it.hash(&file))).collect()
    };
    // by its hash, though it is called otherwise
    assert_eq!(sources(&state)[0], (Some("daily".to_owned()), true, Hash::Same));
    assert_eq!(sources(&state)[1], (Some("notice".to_owned()), true, Hash::Unknown));
    let state = done(&state, Ask::Assign(1, Some("notice".to_owned())));
    assert_eq!(sources(&state)[1], (Some("notice".to_owned()), false, Hash::Unknown));
    let other = document("a.txt", DAILY);
    let state = done(&state, Ask::Bring(vec![other], Vec::new()));
    assert_eq!(sources(&state)[2], (Some("daily".to_owned()), true, Hash::Other), "by what stands in it");
    let state = done(&state, Ask::Assign(0, None));
    let state = done(&state, Ask::Leave(2));
    assert_eq!(quoting(&state).sum(state.tongue()), "1 found, 0 nearly, 1 not found, 1 not checked");
    // brought again, a document stays what somebody said that it is
    let state = done(&state, Ask::Bring(vec![document("saved-page.html", "nothing")], Vec::new()));
    assert_eq!(sources(&state)[0], (None, false, Hash::Unknown));
    assert_eq!(quoting(&done(&state, Ask::Leave(9))).documents.len(), 2, "what is not there cannot go");
}

#[test]
fn the_hash_of_a_document_is_written_into_its_source() {
    let state = brought();
    let before = text(&state);
    let file: Value = serde_json::from_str(&before).unwrap();
    let documents = quoting(&state).documents;
    assert_eq!(documents[0].written(&file), None, "it stands there");
    let patch = documents[1].written(&file).unwrap();
    let state = update(state, Action::Edit(Edit::Apply(patch))).0;
    let hash = &documents[1].document.sha256;
    let added = format!(r#""published": "2024-03-20", "sha256": "{hash}" }}"#);
    assert_eq!(text(&state), before.replacen(r#""published": "2024-03-20" }"#, &added, 1), "and nothing else");
    let file = serde_json::from_str(&text(&state)).unwrap();
    assert_eq!(quoting(&state).documents[1].hash(&file), Hash::Same);
    // what was pasted has none
    let pasted = Document { sha256: String::new(), ..document("notice.txt", NOTICE) };
    let state = done(&state, Ask::Bring(vec![pasted], Vec::new()));
    assert_eq!(quoting(&state).documents.last().unwrap().written(&file), None);
}

#[test]
fn what_is_written_is_checked_at_once() {
    let mut state = brought();
    let row = lines(&state)[0].row.unwrap();
    assert_eq!(row, (Section::Events, 0));
    let column = Section::Events.columns().iter().position(|it| it.key == "quote").unwrap();
    let (part, claim) = ("/events/0".to_owned(), "/events/0".to_owned());
    let typed = Edit::Type { section: Section::Events, part, claim, column, text: "On 1 March".to_owned() };
    state = update(state, Action::Edit(typed)).0;
    assert_eq!(quoting(&state).sum(state.tongue()), "2 found, 1 nearly, 0 not found, 0 not checked");
    state = update(state, Action::Edit(Edit::Undo)).0;
    assert_eq!(quoting(&state).sum(state.tongue()), "1 found, 1 nearly, 1 not found, 0 not checked");
}

#[test]
fn a_false_claim_of_a_model_is_shown_and_never_enters_the_file() {
    let before = brought();
    let state = done(&before, Ask::Answer(ANSWER.to_owned()));
    assert_eq!(text(&state), text(&before), "an answer alone changes nothing");
    let answer = quoting(&state).answer.unwrap();
    let held = answer.held.as_ref().unwrap();
    let apart: Vec<_> = held.apart.held.iter().map(|(path, _, why)| (path.as_str(), *why)).collect();
    assert_eq!(
        apart,
        [
            ("/pivots/pay/claims/0", Why::Missing),
            ("/events/paid/claims/0", Why::NoQuote),
            ("/counts/people/claims/1", Why::Missing)
        ]
    );
    assert_eq!(held.found().iter().map(|it| it.path.as_str()).collect::<Vec<_>>(), ["/counts/people/claims/0"]);
    assert_eq!(
        held.apart.gone,
        ["/events/paid", "/hosts/payroll", "/pivots/pay"],
        "the intruder is in the file anyway"
    );

    let added = done(&state, Ask::Add);
    let file: Value = serde_json::from_str(&text(&added)).unwrap();
    let count = &file["counts"][0];
    assert_eq!(
        (&count["value"]["up_to"], &count["source"]),
        (&4000.into(), &"daily".into()),
        "in the form of the file"
    );
    for not in ["payroll", "9,000", "9000", "Ransom", "model's own", "Nobody says", "Another name", "other-id"] {
        assert!(!text(&added).contains(not), "{not}: {}", text(&added));
    }
    // what nobody touched keeps its bytes: only the list of counts is another one
    let lines =
        |it: &State| text(it).lines().filter(|it| !it.contains("counts")).map(str::to_owned).collect::<Vec<_>>();
    assert!(lines(&before).iter().all(|it| text(&added).contains(it.as_str())));
    assert!(quoting(&added).answer.is_none());
    assert_eq!(quoting(&added).sum(added.tongue()), "2 found, 1 nearly, 1 not found, 0 not checked");
    assert_eq!(added.ready().unwrap().incident.counts.len(), 1);

    let undone = update(added.clone(), Action::Edit(Edit::Undo)).0;
    assert_eq!(text(&undone), text(&before), "one edit, undone at once");
    // the same answer again adds nothing
    let again = done(&done(&added, Ask::Answer(ANSWER.to_owned())), Ask::Add);
    assert_eq!(text(&again), text(&added));
}

#[test]
fn an_answer_waits_for_its_document_and_one_that_is_none_says_why() {
    let state = done(&opened(), Ask::Answer(ANSWER.to_owned()));
    let why = |state: &State| {
        let answer = quoting(state).answer.unwrap();
        let held = answer.held.clone().unwrap();
        (held.apart.n_found, held.apart.held.iter().map(|it| it.2).collect::<Vec<_>>())
    };
    assert_eq!(why(&state), (0, vec![Why::NoDocument, Why::NoQuote, Why::NoDocument, Why::NoDocument]));
    assert_eq!(text(&done(&state, Ask::Add)), text(&state), "nothing was found");
    let state = done(&state, Ask::Bring(vec![document("daily.txt", DAILY)], Vec::new()));
    assert_eq!(why(&state).0, 1);
    let state = done(&state, Ask::Answer("I am sorry, I cannot help with that.".to_owned()));
    let answer = quoting(&state).answer.unwrap();
    assert_eq!(answer.held.as_ref().unwrap_err().code, "not-json");
    assert_eq!(text(&done(&state, Ask::Add)), text(&state));
    assert!(quoting(&done(&state, Ask::Forget)).answer.is_none());
}

#[test]
fn a_model_is_told_the_rule_and_the_documents_by_the_ids_of_their_sources() {
    let state = brought();
    let state = done(&state, Ask::Bring(vec![document("Blog of 5 May.md", "Words of a blog.")], Vec::new()));
    for tag in ["en", "ja"] {
        let documents: Vec<_> = quoting(&state).documents.into_iter().map(|it| it.document).collect();
        let told = instructions(Tongue::of(tag), &documents);
        let own = breachmap::quotes::INSTRUCTIONS.iter().find(|it| it.0 == tag).unwrap().1;
        assert!(told.starts_with(own.trim_end()), "{told}");
        for part in ["saved-page.html", "daily", DAILY, NOTICE, "blog-of-5-may", "Words of a blog."] {
            assert!(told.contains(part), "{tag}: {part}");
        }
    }
}

#[test]
fn an_answer_in_japanese_is_told_in_japanese() {
    let incident = Rc::new(import(FILE.as_bytes()).unwrap().incident);
    let teller = Teller { incident: &incident, tongue: Tongue::of("ja"), language: "ja" };
    let state = brought();
    let ready = state.ready().unwrap();
    let document = serde_json::from_str(&ready.text).unwrap();
    let sheet = Sheet {
        document: &document,
        report: &ready.report,
        tongue: Tongue::of("ja"),
        language: "ja",
        techniques: None,
        names: None,
    };
    let lines = quoting(&state).lines(&sheet, &Said(teller));
    assert_eq!(lines[0].told.part, "出来事：Notice");
    assert_eq!(lines[0].place.as_deref(), Some("notice.txt には冒頭もない"));
}
