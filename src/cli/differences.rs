//! `breachmap diff`: what changed from one lens to another, or from one file to another.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};

use super::open::Input;
use super::share::ShareArgs;
use super::voice::Voice;
use super::{CLEAN, check_lens, parse_lens, say, to_json};
use crate::export::diff::DiffJson;
use crate::timeline::{Diff, Lens, PartialLens, Snapshot, Timeline};
use crate::together::{self, Difference, What};
use crate::tongue::Phrase;
use crate::words::{LONGEST, Said};

/// What is asked of `diff`.
#[derive(Args)]
pub struct DiffArgs {
    #[command(flatten)]
    input: Input,
    /// Another file about the same incident: what it has otherwise than the first one.
    #[arg(value_name = "OTHER", conflicts_with_all = ["from", "to", "redact"])]
    other: Option<PathBuf>,
    /// The lens before.
    #[arg(long, value_name = "LENS", value_parser = parse_lens, required_unless_present = "other")]
    from: Option<PartialLens>,
    /// The lens afterwards.
    #[arg(long, value_name = "LENS", value_parser = parse_lens, required_unless_present = "other")]
    to: Option<PartialLens>,
    /// Print JSON (otherwise words).
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    share: ShareArgs,
}

impl DiffArgs {
    /// Says what differs.
    pub fn run(&self, voice: &Voice, out: &mut impl Write) -> Result<u8, Phrase> {
        match &self.other {
            Some(other) => self.files(&Input::of(other.clone()), voice, out),
            None => self.lenses([&self.from, &self.to].map(|it| it.clone().unwrap_or_default()), voice, out),
        }
    }

    /// From one lens to another.
    fn lenses(&self, lenses: [PartialLens; 2], voice: &Voice, out: &mut impl Write) -> Result<u8, Phrase> {
        let (_, incident) = self.share.read(&self.input.one()?, voice)?;
        let open = Lens::on(Timeline::of(&incident).opening);
        let [before, after] = lenses.map(|it| it.over(&open));
        [&before, &after].into_iter().try_for_each(|it| check_lens(&incident, it))?;
        let [before, after] = [before, after].map(|it| Snapshot::of(&incident, &it));
        let diff = Diff::of(&before, &after);
        let text = if self.json {
            to_json(&DiffJson::of(voice.teller(&incident), &diff))?
        } else {
            let changes = voice.teller(&incident).changes(&diff);
            changes.plain(voice.tongue).trim_end().to_owned() + &self.share.note(voice.teller(&incident))
        };
        say(out, &text)?;
        Ok(CLEAN)
    }

    /// From one file to another.
    fn files(&self, other: &Input, voice: &Voice, out: &mut impl Write) -> Result<u8, Phrase> {
        let (before, incident) = self.share.read(&self.input.one()?, voice)?;
        let (after, other) = self.share.read(&other.one()?, voice)?;
        let found = together::differences(&before, &after);
        if self.json {
            let all: Vec<Value> = found.iter().map(json).collect();
            say(out, &to_json(&json!({ "differences": all }))?)?;
            return Ok(CLEAN);
        }
        let (before, after) = (Said(voice.teller(&incident)), Said(voice.teller(&other)));
        for it in &found {
            say(out, &told(it, &before, &after))?;
        }
        let n = found.len();
        let sum = if n == 0 { voice.tongue.files_alike().to_owned() } else { voice.tongue.files_differ(n) };
        say(out, &(sum + &self.share.note(after.0)))?;
        Ok(CLEAN)
    }
}

/// A difference for machines.
fn json(it: &Difference) -> Value {
    let change = match (&it.before, &it.after) {
        (None, Some(_)) => "added",
        (Some(_), None) => "removed",
        (Some(_), Some(_)) | (None, None) => "changed",
    };
    json!({ "change": change, "what": it.what.as_str(), "path": it.path, "before": it.before, "after": it.after })
}

/// A difference for people.
fn told(it: &Difference, before: &Said<'_>, after: &Said<'_>) -> String {
    let (tongue, path) = (before.0.tongue, it.path.as_str());
    match (it.what, &it.before, &it.after) {
        (What::Order, ..) => tongue.order_changed(path),
        (What::Part, None, Some(part)) => tongue.part_added(path, after.part(part)),
        (What::Part, Some(part), None) => tongue.part_removed(path, before.part(part)),
        (What::Claim, None, Some(claim)) => tongue.claim_added(path, after.claim(path, claim)),
        (What::Claim, Some(claim), None) => tongue.claim_removed(path, before.claim(path, claim)),
        (What::Claim, Some(Value::Object(old)), Some(Value::Object(new))) => {
            let keys = old.keys().chain(new.keys().filter(|it| !old.contains_key(*it)));
            let fields = keys.filter(|it| old.get(*it) != new.get(*it));
            let fields: Vec<String> = fields
                .map(|it| tongue.field_from_to(it, before.value(old.get(it)), after.value(new.get(it))))
                .collect();
            tongue.claim_changed(path, before.claim(path, &Value::Object(old.clone())), tongue.join(&fields))
        }
        (What::Part | What::Claim | What::Field, old, new) => {
            let [old, new] = from_difference(old.as_ref(), new.as_ref());
            tongue.field_changed(path, before.value(old.as_ref()), after.value(new.as_ref()))
        }
    }
}

/// Two texts from a little before the place where they differ, if that lies far within them.
pub fn from_difference<'a>(a: Option<&'a Value>, b: Option<&'a Value>) -> [Option<Value>; 2] {
    let words = [a, b].map(|it| it.and_then(Value::as_str));
    if let [Some(one), Some(other)] = words {
        let same: Vec<usize> =
            one.char_indices().zip(other.chars()).take_while(|((_, a), b)| a == b).map(|((at, _), _)| at).collect();
        if let Some(start) = same.len().checked_sub(LONGEST / 4).filter(|_| same.len() > LONGEST / 2) {
            return [one, other].map(|it| Some(format!("…{}", &it[same[start]..]).into()));
        }
    }
    [a.cloned(), b.cloned()]
}
