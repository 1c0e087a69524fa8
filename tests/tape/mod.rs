//! Random incident files from a tape of numbers: a shorter tape, or smaller numbers, make a simpler file.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// The numbers of which a file is made.
pub fn tape() -> impl Strategy<Value = Vec<u16>> {
    proptest::collection::vec(any::<u16>(), 0..400)
}

/// A file with gaps, quarrels, unknown fields, wrong references and broken parts.
pub fn file(tape: &[u16]) -> Value {
    Maker { tape, at: 0, is_clean: false }.file()
}

/// A file in which every reference, word and date is right.
pub fn clean_file(tape: &[u16]) -> Value {
    Maker { tape, at: 0, is_clean: true }.file()
}

const MOMENTS: [&str; 14] = [
    "2020-05-07",
    "2020-05-11",
    "2020-05",
    "2020",
    "2020-05-04/2020-05-05",
    "2020-05-28/..",
    "../2020-05-07",
    "2019-09~",
    "2020-21",
    "202X",
    "2020-05-XX",
    "2020-05-07T23:30:00+09:00",
    "2020-07-02",
    "2020-05-13?",
];
const HEDGES: [&str; 4] = ["stated", "possible", "rumoured", "denied"];
const KINDS: [&str; 7] = ["victim", "authority", "press", "analyst", "anonymous", "editor", "intruder"];
const STATES: [&str; 5] = ["compromised", "contained", "restored", "not-examined", "clean"];
const ROLES: [&str; 4] = ["inside", "inside", "intruder", "outside"];
const UNITS: [&str; 3] = ["people", "companies", "files"];

struct Maker<'a> {
    tape: &'a [u16],
    at: usize,
    is_clean: bool,
}

impl Maker<'_> {
    /// The next number of the tape, below `n`; 0 where the tape has ended.
    fn pick(&mut self, n: usize) -> usize {
        let number = self.tape.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        usize::from(number) % n.max(1)
    }

    fn one_of(&mut self, words: &[&str]) -> String {
        let word = words[self.pick(words.len())];
        if !self.is_clean && self.pick(24) == 23 { "no such word".to_owned() } else { word.to_owned() }
    }

    /// The id of an earlier part, if there is one.
    fn earlier(&mut self, prefix: &str, n: usize) -> Option<String> {
        if !self.is_clean && self.pick(16) == 15 {
            return Some(["nowhere", "", "a b", "s0"][self.pick(4)].to_owned());
        }
        (n > 0).then(|| format!("{prefix}{}", self.pick(n)))
    }

    fn list(&mut self, most: usize, mut make: impl FnMut(&mut Self, usize) -> Value) -> Value {
        let n = self.pick(most + 1);
        (0..n).map(|i| self.perhaps_broken(i, &mut make)).collect()
    }

    fn perhaps_broken(&mut self, i: usize, make: &mut impl FnMut(&mut Self, usize) -> Value) -> Value {
        let mut part = make(self, i);
        if self.is_clean {
            return part;
        }
        if let (0..=1, Value::Object(fields)) = (self.pick(20), &mut part) {
            fields.insert("x-own".to_owned(), json!({ "deep": [1, null, "x"] }));
        }
        match self.pick(40) {
            39 => [json!(7), json!("x"), json!([1]), json!({ "id": 7 }), json!(false)][self.pick(5)].clone(),
            38 => [json!({}), json!({ "id": "h0" })][self.pick(2)].clone(),
            _ => part,
        }
    }

    fn file(&mut self) -> Value {
        let mut file =
            json!({ "format": "breachmap-incident/1", "id": "x", "title": { "en": "A file", "ja": "ファイル" } });
        let fields = file.as_object_mut().expect("an object was just made");
        let sources = self.list(5, Self::source);
        let n_sources = sources.as_array().map_or(0, Vec::len);
        let zones = self.list(4, |it, i| {
            let mut zone = json!({ "id": format!("z{i}"), "label": format!("Zone {i}") });
            set(&mut zone, "within", it.pick(2).checked_sub(1).and_then(|_| it.earlier("z", i)).map(Value::from));
            zone
        });
        let n_zones = zones.as_array().map_or(0, Vec::len);
        let hosts = self.list(6, |it, i| it.host(i, n_sources, n_zones));
        let n_hosts = hosts.as_array().map_or(0, Vec::len);
        let n_pivots = if n_hosts == 0 || n_sources == 0 { 0 } else { 8 };
        let pivots = self.list(n_pivots, |it, i| {
            let (from, to) = (it.earlier("h", n_hosts), it.earlier("h", n_hosts));
            json!({ "id": format!("p{i}"), "from": from, "to": to, "claims": it.claims(n_sources, "p", i, |_| None) })
        });
        let events = self.list(if n_sources == 0 { 0 } else { 5 }, |it, i| {
            let kind = it.one_of(&["detection", "public-notice", "compromise", "authority-told", "other"]);
            json!({ "id": format!("e{i}"), "kind": kind, "label": format!("Event {i}"), "claims": it.claims(n_sources, "e", i, |_| None) })
        });
        let counts = self.list(if n_sources == 0 { 0 } else { 5 }, |it, i| it.count(i, n_sources, n_hosts));
        let story = self.list(3, |it, _| {
            let days = ["2020-05-07", "2020-05-11", "2020-07-02"];
            let mut slide = json!({ "as_of": it.one_of(&days) });
            set(&mut slide, "known_on", (it.pick(2) == 1).then(|| it.one_of(&days).into()));
            let told_by = if it.pick(3) == 2 { it.earlier("s", n_sources) } else { None };
            set(&mut slide, "told_by", told_by.map(|it| json!([it])));
            let select = if it.pick(2) == 1 { it.earlier("h", n_hosts) } else { None };
            set(&mut slide, "select", select.map(Value::from));
            set(&mut slide, "words", (it.pick(2) == 1).then(|| json!({ "en": "Words", "ja": "言葉" })));
            slide
        });
        for (name, list) in [
            ("sources", sources),
            ("zones", zones),
            ("hosts", hosts),
            ("pivots", pivots),
            ("events", events),
            ("counts", counts),
            ("story", story),
        ] {
            let is_broken = !self.is_clean && self.pick(60) == 59;
            fields.insert(name.to_owned(), if is_broken { json!("no list") } else { list });
        }
        if !self.is_clean && self.pick(4) == 3 {
            fields.insert("x-unknown".to_owned(), json!([null, { "a/b~c": 1.5 }]));
        }
        file
    }

    fn source(&mut self, i: usize) -> Value {
        let mut source =
            json!({ "id": format!("s{i}"), "kind": self.one_of(&KINDS), "publisher": format!("Source {i}") });
        let published = if self.pick(6) == 5 { None } else { Some(self.one_of(&MOMENTS)) };
        set(&mut source, "published", published.map(Value::from));
        source
    }

    fn host(&mut self, i: usize, n_sources: usize, n_zones: usize) -> Value {
        let mut host = json!({ "id": format!("h{i}"), "label": format!("Host {i}"), "role": self.one_of(&ROLES) });
        if n_sources == 0 {
            return host;
        }
        if n_zones > 0 && self.pick(4) > 0 {
            set(&mut host, "zone", Some(self.claims(n_sources, "", 0, |it| it.earlier("z", n_zones).map(Value::from))));
        }
        if self.pick(2) > 0 {
            set(&mut host, "states", Some(self.claims(n_sources, "", 0, |it| Some(it.one_of(&STATES).into()))));
        }
        if i > 0 && self.pick(4) == 3 {
            set(
                &mut host,
                "perhaps_same_as",
                Some(self.claims(n_sources, "", 0, |it| it.earlier("h", i).map(Value::from))),
            );
        }
        host
    }

    fn count(&mut self, i: usize, n_sources: usize, n_hosts: usize) -> Value {
        let claims = self.claims(n_sources, "#", 0, |it| Some(it.amount()));
        let mut count = json!({ "id": format!("n{i}"), "label": format!("Count {i}"), "claims": claims });
        if self.pick(3) == 2 {
            set(&mut count, "host", self.earlier("h", n_hosts).map(Value::from));
        }
        if i > 0 && self.pick(3) == 2 {
            set(&mut count, "supersedes", self.earlier("n", i).map(|it| json!([it])));
        }
        if i > 0 && self.pick(2) == 1 {
            let amount = if self.pick(2) == 0 { json!("undisclosed") } else { self.amount() };
            let amount = if amount == "not-disclosed" { json!(0) } else { amount };
            set(&mut count, "overlaps", self.earlier("n", i).map(|with| json!([{ "with": with, "amount": amount }])));
        }
        count
    }

    fn amount(&mut self) -> Value {
        let n = [0, 1, 7, 188, 621, 704, 12_000_000_000, u64::MAX][self.pick(8)];
        match self.pick(if self.is_clean { 7 } else { 9 }) {
            0 => json!(n),
            1 => json!({ "at_least": n }),
            2 => json!({ "more_than": n }),
            3 => json!({ "up_to": n }),
            4 => json!({ "about": n }),
            5 => json!({ "from": n / 2, "to": n }),
            6 => json!("not-disclosed"),
            7 => json!(-1),
            _ => json!({ "from": 9, "to": 3 }),
        }
    }

    /// One to three claims. `prefix` and `i` say what they can come after; claims of counts ("#") have a unit.
    fn claims(
        &mut self,
        n_sources: usize,
        prefix: &str,
        i: usize,
        mut value: impl FnMut(&mut Self) -> Option<Value>,
    ) -> Value {
        let n = 1 + self.pick(3);
        (0..n)
            .map(|_| {
                let mut claim = json!({ "source": self.earlier("s", n_sources), "hedge": self.one_of(&HEDGES) });
                set(&mut claim, "value", value(self));
                set(&mut claim, "when", (self.pick(3) > 0).then(|| self.one_of(&MOMENTS).into()));
                let via = if self.pick(4) == 3 { self.earlier("s", n_sources) } else { None };
                set(&mut claim, "via", via.map(Value::from));
                let after = if prefix == "p" || prefix == "e" { Some(self.pick(2)) } else { None };
                let is_ordered = after == Some(1) && (i > 0 || !self.is_clean);
                let n_before = if self.is_clean { i } else { i + 2 };
                set(
                    &mut claim,
                    "after",
                    if is_ordered { self.earlier(prefix, n_before).map(|it| json!([it])) } else { None },
                );
                set(&mut claim, "unit", (prefix == "#").then(|| UNITS[self.pick(3)].into()));
                claim
            })
            .collect()
    }
}

fn set(part: &mut Value, field: &str, value: Option<Value>) {
    let fields: Option<&mut Map<String, Value>> = part.as_object_mut();
    if let (Some(fields), Some(value)) = (fields, value) {
        fields.insert(field.to_owned(), value);
    }
}
