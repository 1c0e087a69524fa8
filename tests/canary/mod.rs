//! Files in which every field has a word of its own, by which one sees where it went; and the finding of these words.

pub mod foreign;

use std::collections::BTreeSet;

use breachmap::import::draft::FILE;
use breachmap::import::role::{Known, Role};
use breachmap::incident::Marking;
use serde_json::{Map, Value, json};

use crate::seeds::Random;

/// The levels from the freest, each with its letter.
pub const LEVELS: [(Marking, char); 5] = [
    (Marking::Clear, 'c'),
    (Marking::Green, 'g'),
    (Marking::Amber, 'a'),
    (Marking::AmberStrict, 's'),
    (Marking::Red, 'r'),
];

/// The number that only claims of a level say.
pub fn number(level: usize) -> u64 {
    31_337_001 + 1_111_111 * level as u64
}

/// The day of which only claims of a level speak.
pub fn day(level: usize) -> String {
    format!("20{}-0{}-1{}", 11 + level, 3 + level, 4 + level)
}

/// A word of its own for each field: its level, and a number.
#[derive(Default)]
pub struct Words(u32);

impl Words {
    /// The next word of a level.
    pub fn next(&mut self, level: usize) -> String {
        self.0 += 1;
        format!("zq{}{:04}k", LEVELS[level].1, self.0)
    }
}

/// The text as it is searched: without width, case, and all that is no letter.
pub fn plain(text: &str) -> String {
    let narrow = |c: char| {
        let is_wide = ('\u{FF01}'..='\u{FF5E}').contains(&c);
        char::from_u32(u32::from(c) - if is_wide { 0xFEE0 } else { 0 }).unwrap_or(c)
    };
    text.chars().map(narrow).filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// All that a text tells above a level: words, numbers, days.
pub fn above(text: &str, level: usize) -> Vec<String> {
    let text = plain(text);
    let mut found = Vec::new();
    for (i, (_, letter)) in LEVELS.iter().enumerate().skip(level + 1) {
        let word = format!("zq{letter}");
        for (at, _) in text.match_indices(&word) {
            let rest: String = text[at..].chars().take(8).collect();
            found.extend(rest[3..].chars().take(2).all(|it| it.is_ascii_digit()).then_some(rest));
        }
        let (n, day) = (number(i), day(i));
        let myriads = format!("{}万{}", n / 10_000, n % 10_000);
        let parts: Vec<u32> = day.split('-').map(|it| it.parse().unwrap()).collect();
        let month = ["", "", "", "march", "april", "may", "june", "july"][parts[1] as usize];
        let days = [
            plain(&day),
            format!("{}{}{}", parts[0], parts[1], parts[2]),
            format!("{}{month}", parts[2]),
            format!("{month}{}", parts[2]),
            format!("{}{:02}{}", parts[2], parts[1], parts[0]),
            format!("{:02}{}{}", parts[1], parts[2], parts[0]),
            format!("{}月{}日", parts[1], parts[2]),
        ];
        found.extend([n.to_string(), myriads].into_iter().chain(days).filter(|it| text.contains(it)));
    }
    found
}

/// The words of a text that are of a level.
pub fn words_of(text: &str, level: usize) -> BTreeSet<String> {
    let (text, word) = (plain(text), format!("zq{}", LEVELS[level].1));
    text.match_indices(&word).filter_map(|(at, _)| text.get(at..at + 8)).map(str::to_owned).collect()
}

/// Forms in which a text can tell a word, a number or a day.
fn told(random: &mut Random, secret: &str, level: usize) -> String {
    let wide = |text: &str| -> String {
        let wide = |c: char| if c.is_ascii_graphic() { char::from_u32(u32::from(c) + 0xFEE0).unwrap() } else { c };
        text.chars().map(wide).collect()
    };
    let n = number(level);
    let grouped = |by: &str| {
        let digits = n.to_string();
        [&digits[..2], &digits[2..5], &digits[5..]].join(by)
    };
    let day = day(level);
    let parts: Vec<&str> = day.split('-').collect();
    let (month, short) = (parts[1].trim_start_matches('0'), parts[2]);
    let name = ["March", "April", "May", "June", "July"][level];
    let forms = [
        secret.to_owned(),
        secret.to_uppercase(),
        format!("{}-{}", &secret[..3], &secret[3..]),
        format!("{}_{}", &secret[..5], &secret[5..]),
        format!("{}\u{AD}{}", &secret[..4], &secret[4..]),
        format!("{}\u{200B}{}", &secret[..4], &secret[4..]),
        format!("{} {}", &secret[..3], &secret[3..]),
        wide(secret),
        n.to_string(),
        grouped(","),
        grouped("."),
        grouped(" "),
        wide(&grouped(",")),
        format!("{}万{}", n / 10_000, n % 10_000),
        day.clone(),
        format!("{}年{month}月{short}日", parts[0]),
        wide(&format!("{month}月{short}日")),
        format!("{name} {short}"),
        format!("{short} {} {}", &name[..3], parts[0]),
        format!("{short}.{}.{}", parts[1], parts[0]),
        format!("{}/{short}/{}", parts[1], parts[0]),
    ];
    random.one(&forms).clone()
}

/// The file with everything written short that can be, whatever it then says: a part with one claim has the fields of this claim,
/// and a list of claims is the value of its first, under the marking of the whole part.
pub fn shortened(mut file: Value) -> Value {
    let default = file["default_source"].clone();
    for field in FILE.inside {
        for part in file[field.name].as_array_mut().into_iter().flatten().filter_map(Value::as_object_mut) {
            for list in field.inside.iter().filter(|it| matches!(it.role, Role::Claims(_))) {
                let Some(Value::Array(claims)) = part.remove(list.name) else { continue };
                let Some(Value::Object(mut claim)) = claims.into_iter().next() else { continue };
                if list.name != "claims" {
                    let value = claim["value"].get("en").unwrap_or(&claim["value"]).clone();
                    part.insert(list.name.to_owned(), value);
                    claim.retain(|key, _| {
                        !["source", "value"].contains(&key.as_str()) && list.field(key).name.is_empty()
                    });
                    claim.extend([("marking".to_owned(), json!(marking_of(&part["id"])))]);
                }
                claim.retain(|key, it| !key.starts_with("x_") && (key != "source" || *it != default));
                part.extend(claim);
            }
        }
    }
    file
}

/// The level of a part by its id.
fn marking_of(id: &Value) -> &'static str {
    let letter = id.as_str().and_then(|it| it.chars().nth(2));
    LEVELS.iter().find(|it| Some(it.1) == letter).map_or("TLP:RED", |it| it.0.as_str())
}

/// Makes files by the roles of their fields, so that a new field is in them by itself.
pub struct Maker {
    pub random: Random,
    pub words: Words,
    /// By kind and level, the ids of the parts.
    ids: Vec<(&'static str, usize, String)>,
    /// The words of claims, each of which must be in a file for its level.
    pub claimed: BTreeSet<String>,
    /// Whether words of closed lists are not in their lists.
    pub is_off: bool,
    /// Of which list the parts are that texts tell of; of any if absent.
    pub about: Option<&'static str>,
    /// What texts tell besides their own words, of which level.
    secret: Option<(usize, String)>,
}

/// The lists of parts that others refer to.
const LISTS: [&str; 7] = ["sources", "zones", "hosts", "techniques", "pivots", "events", "counts"];

impl Maker {
    pub fn of(seed: u64) -> Self {
        let mut random = Random::of(seed);
        let is_off = random.below(4) == 0;
        Self {
            random,
            words: Words::default(),
            ids: Vec::new(),
            claimed: BTreeSet::new(),
            is_off,
            about: None,
            secret: None,
        }
    }

    /// A file that is free as a whole, with parts of which only claims of one level speak, for each level; with a part of
    /// which claims of all levels speak; and with free parts whose texts and ids tell of stricter ones.
    pub fn file(&mut self) -> Value {
        for level in 0..LEVELS.len() {
            for list in LISTS {
                let id = self.words.next(level);
                self.ids.push((list, level, id));
            }
        }
        let mut file = json!({ "format": "breachmap-incident/1", "marking": "TLP:CLEAR", "language": "en" });
        for field in FILE.inside {
            let levels: Vec<usize> = (0..LEVELS.len()).collect();
            let value = match (field.name, field.role) {
                ("format" | "marking" | "language" | "$schema", _) => continue,
                ("default_source", _) => self.reference("", "source", 0),
                // one part with claims of all levels
                (_, Role::Claimed) if ["victim", "actor"].contains(&field.name) => self.common(*field),
                ("posture", _) => {
                    let parts = field.inside.iter().map(|it| (it.name.to_owned(), self.common(*it)));
                    Value::Object(parts.collect())
                }
                (_, Role::Claimed | Role::Mentioned | Role::Steps) => {
                    let mut parts: Vec<Value> = levels.iter().map(|it| self.part(*field, *it)).collect();
                    parts.extend((1..LEVELS.len()).map(|it| self.telling(*field, it)));
                    parts.into()
                }
                // nothing marks it, and it tells of everything
                (_, Role::Note) if field.name == "shared" => continue,
                (_, Role::Note) => self.part(*field, 4),
                // a path through steps of all levels
                ("main", _) => self.ids.iter().filter(|it| it.0 == "pivots").map(|it| it.2.clone()).collect(),
                (_, role) => self.value(field.name, role, 0),
            };
            file[field.name] = value;
        }
        self.own(file.as_object_mut().unwrap(), 0);
        file
    }

    /// A part of which only claims of this level speak.
    fn part(&mut self, at: Known, level: usize) -> Value {
        let mut part = Map::new();
        for field in at.inside {
            let value = match (field.name, field.role) {
                ("id", _) => match self.ids.iter().find(|(list, its, _)| (*list, *its) == (at.name, level)) {
                    Some((.., id)) if self.secret.is_none() => Value::from(id.as_str()),
                    _ => self.value("id", field.role, level),
                },
                (_, Role::Claims(_)) => vec![self.claim(*field, level)].into(),
                (_, Role::Parts) => vec![self.part(*field, level)].into(),
                (name, Role::Link | Role::Bond) => self.reference(at.name, name, level),
                (name, role) => self.value(name, role, level),
            };
            part.insert(field.name.to_owned(), value);
        }
        if !matches!(at.role, Role::Note) {
            self.own(&mut part, level);
        }
        part.into()
    }

    /// A part of which claims of all levels speak; it is free itself.
    fn common(&mut self, at: Known) -> Value {
        let mut part = Map::new();
        for field in at.inside {
            let value = match field.role {
                Role::Claims(_) => (0..LEVELS.len()).map(|it| self.claim(*field, it)).collect(),
                role => self.value(field.name, role, 0),
            };
            part.insert(field.name.to_owned(), value);
        }
        part.into()
    }

    /// A free part whose texts tell what only stricter claims may.
    fn telling(&mut self, at: Known, level: usize) -> Value {
        let is_told = |it: &&(&str, usize, String)| it.1 == level && self.about.is_none_or(|list| list == it.0);
        let words: Vec<String> = self.ids.iter().filter(is_told).map(|it| it.2.clone()).collect();
        let secret = self.random.one(&words).clone();
        self.secret = Some((level, secret));
        let part = self.part(at, 0);
        self.secret = None;
        part
    }

    fn claim(&mut self, at: Known, level: usize) -> Value {
        let mut claim = Map::new();
        let value = at.field("value");
        for field in at.inside.iter().filter(|it| it.name != "value").chain(&[value]) {
            let value = match (field.name, field.role) {
                ("value", Role::Own) => continue, // that something happened needs no value
                ("value", Role::Bond) => self.reference(at.name, "value", level),
                ("marking", _) => json!(LEVELS[level].0.as_str()),
                (name, Role::Link | Role::Bond) => self.reference(at.name, name, level),
                (name, role) => self.value(name, role, level),
            };
            claim.insert(field.name.to_owned(), value);
        }
        // a stricter marking under another name, or one that cannot be read, is as good
        if level == 4 {
            let others = [
                ("marking", "RED"),
                ("marking", "tlp:red"),
                ("Marking", "TLP:CLEAR"),
                ("tlp", "TLP:GREEN"),
                ("marking", "TLP:RED"),
            ];
            let (key, word) = *self.random.one(&others);
            claim.remove("marking");
            claim.insert(key.to_owned(), word.into());
        }
        self.own(&mut claim, level);
        let claim = Value::Object(claim);
        if self.secret.is_none() {
            let words = (0..=level).flat_map(|it| words_of(&claim.to_string(), it));
            self.claimed.extend(words);
        }
        claim
    }

    /// What stands in a field of a level.
    fn value(&mut self, name: &str, role: Role, level: usize) -> Value {
        let telling = self.secret.clone().map(|(level, it)| told(&mut self.random, &it, level));
        let mut word = || self.words.next(level);
        let said = |word: String| telling.iter().fold(word, |word, it| format!("{word} {it} so"));
        match role {
            Role::Id | Role::Code => said(word()).replace([' ', ',', '/'], "-").into(),
            Role::Name => json!({ "en": said(word()), "ja": word() }),
            Role::Text if ["places", "options"].contains(&name) => {
                if name == "places" {
                    json!([word()])
                } else {
                    json!({ "from": word() })
                }
            }
            Role::Text | Role::Unit => said(word()).into(),
            Role::Address => format!("https://example.org/{}", said(word()).replace(' ', "%20")).into(),
            Role::Moment | Role::Day => day(level).into(),
            Role::Amount => number(level).into(),
            Role::Figure => 3.into(),
            Role::Term(_) if self.is_off && level > 0 => word().into(),
            Role::Term(is_word) => {
                let known = [
                    "press",
                    "stated",
                    "server",
                    "inside",
                    "compromised",
                    "other",
                    "eu",
                    "en",
                    "left-out",
                    "TLP:CLEAR",
                ];
                let known = known.iter().find(|it| is_word(it)).unwrap_or_else(|| panic!("a word for {name}"));
                if name == "jurisdictions" { json!([known]) } else { json!(known) }
            }
            role => panic!("what stands in {name}, which is {role:?}?"),
        }
    }

    /// What a field of a part refers to: something as strict, or freer.
    fn reference(&mut self, of: &str, name: &str, level: usize) -> Value {
        let list = match (of, name) {
            (_, "source" | "via" | "told_by") => "sources",
            ("zones", "within") | ("zone", "value") => "zones",
            (_, "from" | "to" | "hosts" | "host") | ("perhaps_same_as", "value") => "hosts",
            (_, "technique") => "techniques",
            (_, "after") => "events",
            (_, "supersedes" | "with") => "counts",
            (_, "select") => *self.random.one(&["hosts", "pivots", "events"]),
            _ => panic!("to what does {name} of {of} refer?"),
        };
        // parts that hold others, or go before them, are of the same level: an order and a nesting have no circles
        let freer = if name == "source" { self.random.below(level + 1) } else { level };
        let id = self.ids.iter().find(|it| (it.0, it.1) == (list, freer)).map(|it| it.2.clone()).unwrap();
        let is_itself =
            ["within", "after", "supersedes", "with"].contains(&name) || (of, name) == ("perhaps_same_as", "value");
        let id = if is_itself && level > 0 {
            self.ids.iter().find(|it| (it.0, it.1) == (list, level - 1)).map(|it| it.2.clone()).unwrap()
        } else {
            id
        };
        if ["hosts", "supersedes"].contains(&name) { json!([id]) } else { json!(id) }
    }

    /// A field that the format does not know.
    fn own(&mut self, part: &mut Map<String, Value>, level: usize) {
        let telling = self.secret.clone().map(|(level, it)| told(&mut self.random, &it, level)).unwrap_or_default();
        let [key, inner, a, b] = [(); 4].map(|()| self.words.next(level));
        let value = json!({ inner: [a, { "n": number(level), "on": day(level) }], "said": format!("{b} {telling}"), telling: 1 });
        part.insert(format!("x_{key}"), value);
    }
}
