//! Takes out what is marked above a level: claims, parts and sources of which nothing is left, and texts that name them.
//!
//! What becomes of a field is said by its role ([`crate::import::role`]). An example: a pivot holds the hosts that it
//! connects by bonds, so it goes when one of them is gone, while an event only links to its hosts and forgets that one.

use std::collections::BTreeSet;

use serde_json::Value;

use super::forms::{add_called, add_day, add_number};
use super::ids::{numbered, renamed};
use super::names::{Finder, Form, Names};
use super::walk::{Object, claims, each_string, forget, ids, leaves, objects, objects_mut, take, words};
use crate::import::draft::FILE;
use crate::import::marked::marking;
use crate::import::role::{Known, Role};
use crate::incident::{Day, Marking, Moment, Sharing};
use crate::percent::decode;
use crate::sorting::Table;

/// Stands for a name in a label that cannot go as a whole.
const BLANK: &str = "[left out]";

/// The shortest word that is taken for a name of what was left out.
const SHORTEST: usize = 3;

/// Takes out of a file all that is above the level, and says how much that was.
pub fn above(file: &mut Value, level: Marking) -> Sharing {
    let (claimed, named) = (claims_by_part(file), named(file));
    let mut taken = without(file, &|_, it| marking(it).is_some_and(|it| it.is_above(level)));
    if taken.is_empty() {
        return Sharing::default();
    }
    let gone = gone(&taken);
    let still_named = self::named(file);
    let unnamed: BTreeSet<String> = named.difference(&still_named).map(|(id, _)| id.clone()).collect();
    let secrets = Secrets::of(&taken, file, &unnamed);
    let now = claims_by_part(file);
    let touched: BTreeSet<String> = claimed.difference(&now).map(|(id, _)| id.clone()).collect();
    steps(file, &gone, &secrets, &mut taken);
    let mut texts = 0;
    unmarked_texts(file, &touched, &mut texts);
    objects_mut(FILE, file, &mut |at, it| forget(at, it, &gone));
    objects_mut(FILE, file, &mut |at, it| {
        if ids(at, it, Role::is_id).iter().any(|id| unnamed.contains(*id)) {
            secrets.rename(at, it, &mut texts);
        }
    });
    secrets.blank(FILE, file, &mut texts);
    Sharing { texts, ..counted(&taken) }
}

/// Takes out the claims that are not heard, and the pivots and events that come later. What is left keeps its words: this
/// chooses what to look at, and hides no secrets.
pub fn unheard(file: &mut Value, is_unheard: &dyn Fn(&Object) -> bool, later: &[&str]) {
    let is_later = |it: &Object| it.get("id").and_then(Value::as_str).is_some_and(|it| later.contains(&it));
    let taken = without(file, &|at, it| match at.role {
        Role::Claims(_) => is_unheard(it),
        Role::Claimed => matches!(at.name, "pivots" | "events") && is_later(it),
        _ => false,
    });
    let gone = gone(&taken);
    objects_mut(FILE, file, &mut |at, it| forget(at, it, &gone));
}

/// Takes out all objects of which `is_out` says so, and what means nothing without them; all that was taken.
fn without(file: &mut Value, is_out: &dyn Fn(Known, &Object) -> bool) -> Vec<(Known, Value)> {
    let mentioned = mentions(file);
    let mut taken = Vec::new();
    take(FILE, file, is_out, &mut taken);
    let mut n_taken = 0;
    while n_taken < taken.len() {
        n_taken = taken.len();
        let gone = gone(&taken);
        let still = mentions(file);
        let is_left_alone = |at: Known, it: &Object| {
            let has_lost = |is_such: fn(Role) -> bool| ids(at, it, is_such).iter().any(|it| gone.contains(*it));
            let is_forgotten =
                || ids(at, it, Role::is_id).iter().any(|id| mentioned.contains(*id) && !still.contains(*id));
            let mut lists = claims(at, it).peekable();
            has_lost(|it| matches!(it, Role::Bond))
                || (matches!(at.role, Role::Mentioned) && is_forgotten())
                || (matches!(at.role, Role::Claimed) && lists.peek().is_some() && lists.all(Vec::is_empty))
        };
        take(FILE, file, &is_left_alone, &mut taken);
    }
    taken
}

/// The parts of which a claim or a pivot says anything; that an event lists a host says nothing of the host.
fn mentions(file: &Value) -> BTreeSet<String> {
    let mut found: BTreeSet<&str> = BTreeSet::new();
    objects(FILE, file, &mut |at, it| match at.role {
        Role::Claims(_) => found.extend(ids(at, it, Role::is_reference)),
        Role::Mentioned if claims(at, it).any(|it| !it.is_empty()) => found.extend(ids(at, it, Role::is_id)),
        _ => found.extend(ids(at, it, |it| matches!(it, Role::Bond))),
    });
    // a zone that is mentioned mentions the one around it, and so on
    let mut around: Table<Vec<&str>> = Table::default();
    objects(FILE, file, &mut |at, it| {
        if matches!(at.role, Role::Mentioned) {
            for id in ids(at, it, Role::is_id) {
                around.entry(id).extend(ids(at, it, Role::is_reference));
            }
        }
    });
    let mut next: Vec<&str> = found.iter().copied().collect();
    while let Some(id) = next.pop() {
        next.extend(around.get(id).into_iter().flatten().copied().filter(|it| found.insert(it)));
    }
    found.into_iter().map(str::to_owned).collect()
}

/// Each part with the number of its claims and of those that name it, such as those that a source tells, so that the
/// difference of two such sets names what lost some.
fn claims_by_part(file: &Value) -> BTreeSet<(String, usize)> {
    let mut found: Table<usize> = Table::default();
    objects(FILE, file, &mut |at, it| {
        let n: usize = claims(at, it).map(Vec::len).sum();
        for id in ids(at, it, Role::is_id) {
            *found.entry(id) += n;
        }
        if matches!(at.role, Role::Claims(_)) {
            for id in ids(at, it, Role::is_reference) {
                *found.entry(id) += 1;
            }
        }
    });
    found.iter().map(|(id, n)| (id.to_owned(), *n)).collect()
}

/// The parts of which sources say what they are called, each with how many say so.
fn named(file: &Value) -> BTreeSet<(String, usize)> {
    let mut found = BTreeSet::new();
    objects(FILE, file, &mut |at, it| {
        let lists = it.iter().filter(|(key, _)| matches!(at.field(key).role, Role::Claims(Role::Name)));
        let n: usize = lists.filter_map(|(_, it)| Some(it.as_array()?.len())).sum();
        if matches!(at.role, Role::Mentioned) {
            found.extend(ids(at, it, Role::is_id).into_iter().map(|id| (id.to_owned(), n)));
        }
    });
    found
}

/// The ids of what was taken out.
fn gone(taken: &[(Known, Value)]) -> BTreeSet<String> {
    let ids = taken.iter().filter_map(|(at, it)| Some(ids(*at, it.as_object()?, Role::is_id)));
    ids.flatten().map(str::to_owned).collect()
}

/// Takes out steps of the story that only what was taken out led to.
fn steps(file: &mut Value, gone: &BTreeSet<String>, secrets: &Secrets, taken: &mut Vec<(Known, Value)>) {
    let is_out = |at: Known, it: &Object| {
        let is_lost = |key: &String, it: &Value| match at.field(key).role {
            Role::Day => words(it).iter().any(|it| secrets.days.contains(*it)),
            Role::Link => {
                let mut named = strings(it).into_iter().peekable();
                named.peek().is_some() && named.all(|it| gone.contains(it))
            }
            _ => false,
        };
        matches!(at.role, Role::Steps) && it.iter().any(|(key, it)| is_lost(key, it))
    };
    take(FILE, file, &is_out, taken);
}

/// Takes texts and foreign fields from parts that lost claims, and from steps about such parts: these texts have no marking
/// of their own, and nobody can say that they speak of the other claims only.
fn unmarked_texts(file: &mut Value, touched: &BTreeSet<String>, texts: &mut u64) {
    objects_mut(FILE, file, &mut |at, it| {
        let is_steps = matches!(at.role, Role::Steps);
        let about = ids(at, it, |it| if is_steps { it.is_reference() } else { it.is_id() });
        if about.iter().any(|it| touched.contains(*it)) {
            let n_fields = it.len();
            it.retain(|key, _| !matches!(at.field(key).role, Role::Text | Role::Quote | Role::Own));
            *texts += (n_fields - it.len()) as u64;
        }
    });
}

/// What was taken out, by kind.
fn counted(taken: &[(Known, Value)]) -> Sharing {
    let mut left_out = Sharing::default();
    for (at, it) in taken {
        match at.role {
            Role::Parts | Role::Claims(_) => {}
            _ if at.name == "sources" => left_out.sources += 1,
            _ => left_out.parts += 1,
        }
        objects(*at, it, &mut |at, _| left_out.claims += u64::from(matches!(at.role, Role::Claims(_))));
    }
    left_out
}

/// Words, numbers and days that were said only in what was taken out.
struct Secrets {
    names: Finder,
    /// Numbers that are often said of other things too: an id is none of these.
    small: Finder,
    days: BTreeSet<String>,
    /// Other ids for what is left, where an id is a secret.
    ids: Table<String>,
}

impl Secrets {
    /// A name that was taken out is no less a secret because it is the label of its part too.
    fn of(taken: &[(Known, Value)], file: &Value, unnamed: &BTreeSet<String>) -> Self {
        let (mut out, mut kept) = (Said::default(), Said::default());
        for (at, it) in taken {
            out.read(*at, it, true);
        }
        // nobody vouches for foreign fields, so what they tell is not yet public
        kept.read(FILE, file, false);
        objects(FILE, file, &mut |at, it| {
            let is_unnamed = ids(at, it, Role::is_id).iter().any(|id| unnamed.contains(*id));
            let labels = it.iter().filter(|(key, _)| is_unnamed && matches!(at.field(key).role, Role::Name));
            labels.flat_map(|(_, it)| words(it)).for_each(|it| kept.unsay(it));
        });
        let (mut names, mut small) = (Names::default(), Names::default());
        for (same, (word, _)) in out.words.iter().filter(|(same, _)| !kept.says(same)) {
            let is_short = word.is_ascii() && same.len() < SHORTEST;
            let is_initials = same.len() == SHORTEST - 1 && word.bytes().all(|it| it.is_ascii_uppercase());
            match is_short {
                true if is_initials => names.add(word, Form::Capitals, BLANK),
                true => {}
                false => add_called(&mut names, word, BLANK),
            }
        }
        for id in gone(taken).difference(&kept.ids).filter(|it| it.len() >= SHORTEST && is_no_word(it)) {
            names.add(id, Form::Name, BLANK);
        }
        for n in out.numbers.difference(&kept.numbers).filter(|it| **it >= 10) {
            add_number(if *n < 10_000 { &mut small } else { &mut names }, *n, BLANK);
        }
        let days: BTreeSet<String> = out.days.difference(&kept.days).cloned().collect();
        for day in days.iter().filter_map(|it| Day::parse(it)?.told()) {
            add_day(&mut names, day, BLANK);
        }
        let names = names.finder();
        let ids = renamed(file, &|at, id, n| names.is_in(id).then(|| numbered(at, n)));
        Self { names, small: small.finder(), days, ids }
    }

    /// Calls a part by a name that is left, where its label tells one that is not.
    fn rename(&self, at: Known, part: &mut Object, texts: &mut u64) {
        let is_names = |key: &str| matches!(at.field(key).role, Role::Claims(Role::Name));
        let mut left = part.iter().filter(|(key, _)| is_names(key)).filter_map(|(_, it)| it.get(0)?.get("value"));
        let Some(name) = left.next().cloned() else { return };
        for (_, it) in part.iter_mut().filter(|(key, _)| matches!(at.field(key).role, Role::Name)) {
            if words(it).iter().any(|it| self.is_named(it)) {
                *it = name.clone();
                *texts += 1;
            }
        }
    }

    /// Leaves out texts that name any of this, or blanks the name where there must be a text.
    fn blank(&self, at: Known, value: &mut Value, texts: &mut u64) {
        let at = at.holding(value);
        match value {
            _ if matches!(at.role, Role::Note) => {}
            Value::Array(items) => items.iter_mut().for_each(|it| self.blank(at, it, texts)),
            Value::Object(object) if at.role.has_parts() || matches!(at.role, Role::Own) => {
                object.retain(|key, it| {
                    let role = at.field(key).holding(it).role;
                    let is_telling = match role {
                        Role::Text | Role::Quote => words(it).iter().any(|it| self.is_named(it)),
                        Role::Own => self.is_named(key) || self.is_named(&plain(it)),
                        Role::Address => words(it).iter().any(|it| self.is_named(it) || self.is_named(&decode(it))),
                        _ => false,
                    };
                    *texts += u64::from(is_telling);
                    !is_telling
                });
                object.iter_mut().for_each(|(key, it)| self.blank(at.field(key), it, texts));
            }
            Value::Number(_) if matches!(at.role, Role::Own) && self.is_named(&plain(value)) => {
                *texts += 1;
                *value = BLANK.into();
            }
            Value::String(id) if self.ids.get(id).is_some() && (at.role.is_id() || at.role.is_reference()) => {
                id.clone_from(self.ids.get(id).unwrap_or(&String::new()));
            }
            _ if matches!(at.role, Role::Name | Role::Unit | Role::Text | Role::Quote | Role::Own) => {
                *texts += u64::from(words(value).iter().any(|it| self.is_named(it)));
                each_string(value, &|it| self.blanked(it));
            }
            _ => {}
        }
    }

    fn is_named(&self, text: &str) -> bool {
        self.names.is_in(text) || self.small.is_in(text)
    }

    fn blanked(&self, text: &str) -> Option<String> {
        let blanked = self.names.replace(text);
        self.small.replace(blanked.as_deref().unwrap_or(text)).or(blanked)
    }
}

/// Whether an id is no word that texts use for other things too.
fn is_no_word(id: &str) -> bool {
    id.contains(|c: char| !c.is_alphabetic()) && id.contains(char::is_alphabetic)
}

/// A string or a number as it is written.
fn plain(value: &Value) -> String {
    match value {
        Value::String(words) => words.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// The strings of a list, or the only one.
fn strings(value: &Value) -> Vec<&str> {
    value.as_array().map_or_else(|| words(value), |all| all.iter().filter_map(Value::as_str).collect())
}

/// All that is said: texts, amounts and days.
#[derive(Default)]
struct Said {
    /// By what is the same in another case; and how often.
    words: Table<(String, usize)>,
    ids: BTreeSet<String>,
    numbers: BTreeSet<u64>,
    days: BTreeSet<String>,
}

impl Said {
    fn read(&mut self, at: Known, value: &Value, with_own: bool) {
        leaves(at, value, &mut |role, it| match (role, it) {
            (Role::Own, _) if !with_own => {}
            (Role::Name | Role::Text | Role::Quote | Role::Address | Role::Own, Value::String(words)) => {
                let said = self.words.entry(&words.to_lowercase());
                *said = (words.clone(), said.1 + 1);
            }
            (Role::Id | Role::Code, Value::String(id)) => drop(self.ids.insert(id.clone())),
            (Role::Amount | Role::Own, Value::Number(number)) => self.numbers.extend(number.as_u64()),
            (Role::Moment, Value::String(when)) => {
                let span = Moment::parse(when).ok().map(|it| it.span());
                let ends = span.into_iter().flat_map(|it| [it.earliest, it.latest]).flatten();
                self.days.extend(ends.map(|it| it.to_string()));
            }
            _ => {}
        });
    }

    fn says(&self, same: &str) -> bool {
        self.words.get(same).is_some_and(|(_, times)| *times > 0)
    }

    /// Takes back a word that was said once.
    fn unsay(&mut self, word: &str) {
        if let Some((_, times)) = self.words.get_mut(&word.to_lowercase()) {
            *times = times.saturating_sub(1);
        }
    }
}
