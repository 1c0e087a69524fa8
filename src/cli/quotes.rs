//! `breachmap quotes`: whether the words that claims quote stand in saved documents; and what a language model wrote, held to them.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};

use super::files::{Batch, Force};
use super::open::{Input, One, read};
use super::voice::{Voice, note};
use super::{CLEAN, ERRORS, say, to_json};
use crate::export::native;
use crate::import::{import_value, short};
use crate::quotes::{self, Apart, Checked, Document, INSTRUCTIONS, Verdict, Why};
use crate::tongue::Phrase;
use crate::words::Said;

/// What is asked of `quotes`.
#[derive(Args)]
pub struct QuotesArgs {
    /// An incident file, then saved documents: text, HTML, Markdown or DOCX, as FILE or SOURCE=FILE with the id of the source.
    /// A document is known by its SHA-256 in the file, or by a name that is the id of its source. With --answer, only documents.
    #[arg(value_name = "FILE", required_unless_present_any = ["instructions", "answer"])]
    files: Vec<String>,
    /// Hold the claims of a language model's file apart whose words are not found in the documents, and write the others.
    #[arg(long, value_name = "ANSWER", conflicts_with = "json")]
    answer: Option<PathBuf>,
    /// Print what to tell a language model that writes an incident file.
    #[arg(long, conflicts_with_all = ["answer", "json"])]
    instructions: bool,
    /// Print JSON (otherwise words).
    #[arg(long)]
    json: bool,
    /// With --answer, where to write the file (otherwise to standard output).
    #[arg(short, long, value_name = "FILE", requires = "answer")]
    output: Option<PathBuf>,
    #[command(flatten)]
    force: Force,
}

impl QuotesArgs {
    /// Checks what was asked for.
    pub fn run(&self, voice: &Voice, out: &mut impl Write) -> Result<u8, Phrase> {
        if self.instructions {
            let own = INSTRUCTIONS.iter().find(|(tag, _)| *tag == voice.tongue.tag()).unwrap_or(&INSTRUCTIONS[0]);
            return say(out, own.1.trim_end()).map(|()| CLEAN);
        }
        if let Some(answer) = &self.answer {
            return self.answer(answer, voice, out);
        }
        let Some((file, documents)) = self.files.split_first() else { return Err(no_documents()) };
        let one = Input::of(file.into()).one()?;
        one.incident()?;
        let value = one.value()?;
        let documents = assigned(&value, documents)?;
        let found = quotes::check(&value, &documents);
        let n = |verdict: Verdict| found.iter().filter(|it| it.verdict == verdict).count();
        if self.json {
            let all: Vec<Value> = found.iter().map(json).collect();
            let documents: Vec<Value> = documents
                .iter()
                .map(|it| json!({ "name": it.name, "source": it.source, "sha256": it.sha256 }))
                .collect();
            say(out, &to_json(&json!({ "documents": documents, "quotes": all }))?)?;
        } else {
            for it in &found {
                say(out, &told(it, voice))?;
            }
            let tongue = voice.tongue;
            let sum =
                || tongue.quotes_sum(n(Verdict::Found), n(Verdict::Nearly), n(Verdict::Missing), n(Verdict::Unchecked));
            say(out, &if found.is_empty() { tongue.no_quotes().to_owned() } else { sum() })?;
        }
        Ok(if n(Verdict::Missing) > 0 { ERRORS } else { CLEAN })
    }

    /// Holds the file of a language model to the documents.
    fn answer(&self, answer: &Path, voice: &Voice, out: &mut impl Write) -> Result<u8, Phrase> {
        let bytes = read(answer)?;
        let text = String::from_utf8_lossy(&bytes);
        let one = One::of(answer.display().to_string(), quotes::json_of(&text).to_owned());
        one.incident()?; // what is wrong with it as a whole is said as of any file
        let value = one.value()?;
        let documents = assigned(&value, &self.files)?;
        let Apart { file, n_found, held, gone } = quotes::apart(&value, &documents);
        let written = native::text(&file);
        match &self.output {
            None => say(out, written.trim_end())?,
            Some(output) => {
                let files = vec![(output.clone(), written.into_bytes())];
                self.force.write(&Batch { inputs: vec![answer], files, ..Batch::default() })?;
            }
        }
        let mut long = value;
        short::long(&mut long);
        let incident = import_value(long).map_err(|err| one.explain(&err))?.incident;
        let (tongue, said) = (voice.tongue, Said(voice.teller(&incident)));
        for (path, claim, why) in &held {
            let why = match why {
                Why::Missing => tongue.held_missing(),
                Why::NoQuote => tongue.held_no_quote(),
                Why::NoDocument => tongue.held_no_document(),
            };
            let quote = claim.get("quote").and_then(Value::as_str).map(|it| tongue.quoted(it));
            let told = [Some(said.claim(path, claim)), quote].into_iter().flatten().collect::<Vec<_>>();
            note(&tongue.held_apart(path, tongue.join(&told), why));
        }
        for path in &gone {
            note(&tongue.held_part(path));
        }
        note(&tongue.held_sum(n_found, held.len()));
        note(tongue.held_labels());
        Ok(if held.is_empty() { CLEAN } else { ERRORS })
    }
}

fn no_documents() -> Phrase {
    Phrase::command_error(Phrase::no_documents())
}

/// The documents, each with its source.
fn assigned(file: &Value, named: &[String]) -> Result<Vec<Document>, Phrase> {
    if named.is_empty() {
        return Err(no_documents());
    }
    let sources: Vec<&str> =
        file.get("sources").and_then(Value::as_array).into_iter().flatten().filter_map(crate::document::name).collect();
    let mut documents = Vec::new();
    for it in named {
        let pair = it.split_once('=').filter(|_| !Path::new(it).exists());
        if let Some((source, _)) = pair.filter(|(source, _)| !sources.contains(source)) {
            return Err(Phrase::command_error_in(it, Phrase::document_no_source(source)));
        }
        documents.push(document(Path::new(pair.map_or(it.as_str(), |it| it.1)), pair.map(|it| it.0))?);
    }
    let unknown = quotes::assign(file, &mut documents);
    if unknown.is_empty() {
        return Ok(documents);
    }
    let failed = Phrase::command_error(Phrase::document_unknown(unknown.join(", ")));
    Err(Phrase::command_advised(failed, Phrase::hint_document_unknown()))
}

/// A document as its words.
fn document(path: &Path, source: Option<&str>) -> Result<Document, Phrase> {
    let bytes = read(path)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let failed = || {
        let failed = Phrase::command_error_in(path.display().to_string(), Phrase::document_no_text());
        Phrase::command_advised(failed, Phrase::hint_document_no_text())
    };
    let read = quotes::saved(&name, &bytes).ok_or_else(failed)?;
    Ok(Document { source: source.map(str::to_owned), ..read })
}

/// A quote for people.
fn told(it: &Checked, voice: &Voice) -> String {
    let (tongue, path) = (voice.tongue, it.path.as_str());
    let quote = tongue.quoted(&it.quote);
    let (document, line) = it.place.clone().unwrap_or_default();
    match it.verdict {
        Verdict::Found => tongue.quote_found(path, quote, document, line.to_string()),
        Verdict::Nearly => tongue.quote_nearly(path, quote, document, line.to_string()),
        Verdict::Missing if it.until.is_empty() => {
            format!("{}\n{}", tongue.quote_missing(path, quote, document), tongue.quote_not_even())
        }
        Verdict::Missing => {
            let until = tongue.quote_until(tongue.quoted(&it.until));
            format!("{}\n{until}", tongue.quote_missing(path, quote, document))
        }
        Verdict::Unchecked => tongue.quote_unchecked(path, quote, &it.source),
    }
}

/// A quote for machines.
fn json(it: &Checked) -> Value {
    let place = it.place.as_ref();
    let line = place.map(|it| it.1).filter(|it| *it > 0);
    json!({
        "path": it.path, "source": it.source, "quote": it.quote, "verdict": it.verdict.as_str(),
        "document": place.map(|it| &it.0), "line": line, "until": Some(&it.until).filter(|it| !it.is_empty()),
    })
}
