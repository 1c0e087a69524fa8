//! State ↔ the fragment of an address: a copied address shows the same picture, and no server sees it.

use std::collections::BTreeSet;

use super::{Clock, State, Tab, listing};
use crate::incident::{Day, Id};
use crate::sorting;
use crate::timeline::{PartialLens, Preference, Scale, preferences};

/// The version that is written first into a fragment that says anything. One without a version is of this one too.
///
/// It becomes 2 when a key is to mean something else; new keys need no new version.
const VERSION: &str = "1";

/// What a fragment can say. Keys it does not know are left alone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fragment {
    /// The incident of the gallery.
    pub incident: Option<Id>,
    /// The world's clock.
    pub as_of: Option<Day>,
    /// The reader's clock.
    pub known_on: Option<Day>,
    /// Which clocks move.
    pub clock: Option<Clock>,
    /// The step without a date at which the slider stands.
    pub step: Option<Id>,
    /// How far apart days lie.
    pub scale: Option<Scale>,
    /// The unit of the chart.
    pub unit: Option<String>,
    /// Whose word counts.
    pub told_by: Option<BTreeSet<Id>>,
    /// Whom the reader believes on what.
    pub prefer: Vec<Preference>,
    /// What is chosen.
    pub select: Option<Id>,
    /// The lens before, in a comparison.
    pub against: Option<PartialLens>,
    /// What fills the middle.
    pub view: Option<Tab>,
    /// The language of labels.
    pub language: Option<String>,
    /// Whether a newer program wrote it, so that it may mean more than can be read.
    pub is_newer: bool,
}

impl Fragment {
    /// Reads `#as-of=2020-05-11&select=ad`, with or without the `#`.
    pub fn parse(text: &str) -> Self {
        let mut fragment = Self::default();
        for pair in text.trim_start_matches('#').split('&') {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            let value = decode(value);
            let id = || Some(value.clone()).filter(|it| !it.is_empty());
            match key {
                "incident" => fragment.incident = id(),
                "as-of" => fragment.as_of = Day::parse(&value),
                "known-on" => fragment.known_on = Day::parse(&value),
                "told-by" => fragment.told_by = told_by(&value),
                "prefer" => fragment.prefer = prefer(&value),
                "clock" => fragment.clock = Clock::parse(&value),
                "step" => fragment.step = id(),
                "scale" => fragment.scale = Scale::parse(&value),
                "unit" => fragment.unit = id(),
                "select" => fragment.select = id(),
                "against" => {
                    fragment.against = PartialLens::parse(&value).ok().filter(|it| *it != PartialLens::default());
                }
                "view" => fragment.view = view(&value),
                "lang" => fragment.language = id(),
                "v" => fragment.is_newer = value != VERSION,
                _ => {}
            }
        }
        fragment
    }

    /// What the fragment of this state says: only what differs from how an incident opens.
    pub fn of(state: &State) -> Self {
        if state.listing.as_ref().is_some_and(|it| it.is_shown) {
            return Self::default(); // a list has no lens
        }
        let is_linked = |id: &&Id| {
            let in_gallery = state.gallery.iter().skip(1).any(|it| it.id == **id);
            in_gallery || listing::holds_shown(state)
        };
        Self {
            incident: state.ready().map(|it| &it.incident.id).filter(is_linked).cloned(),
            as_of: state.as_of.and_then(Day::told),
            known_on: state.known_on,
            clock: Some(state.clock).filter(|it| *it != Clock::Happened),
            step: state.shown_step().map(|it| it.step.clone()),
            scale: state.scale,
            unit: state.unit.clone(),
            told_by: state.told_by.clone(),
            prefer: state.prefer.clone(),
            select: state.selection.clone(),
            against: state.against.clone().filter(|_| state.tab == Tab::Changes),
            view: Some(state.tab).filter(|it| *it != Tab::Auto),
            language: state.chosen_language.clone(),
            is_newer: false,
        }
    }

    /// The fragment, without the `#`.
    pub fn write(&self) -> String {
        let told_by = self.told_by.as_ref().map(|it| it.iter().map(|id| encode(id)).collect::<Vec<_>>().join(","));
        let prefer = Some(self.prefer.iter().map(|it| encode(&it.to_string())).collect::<Vec<_>>().join(","));
        let view = self.view.and_then(|it| match it {
            Tab::Auto => None,
            Tab::Story => Some("story".to_owned()),
            Tab::Map => Some("map".to_owned()),
            Tab::Table => Some("table".to_owned()),
            Tab::Disputes => Some("disputes".to_owned()),
            Tab::Changes => Some("changes".to_owned()),
            Tab::Tellings => Some("tellings".to_owned()),
            Tab::Present => Some("present".to_owned()),
        });
        let pairs = [
            ("incident", self.incident.as_deref().map(encode)),
            ("as-of", self.as_of.map(|it| it.to_string())),
            ("known-on", self.known_on.map(|it| it.to_string())),
            ("clock", self.clock.map(|it| it.as_str().to_owned())),
            ("told-by", told_by),
            ("prefer", prefer.filter(|it| !it.is_empty())),
            ("select", self.select.as_deref().map(encode)),
            ("step", self.step.as_deref().map(encode)),
            ("scale", self.scale.map(|it| it.as_str().to_owned())),
            ("unit", self.unit.as_deref().map(encode)),
            ("view", view),
            ("against", self.against.as_ref().map(|it| lens(&it.write()))),
            ("lang", self.language.as_deref().map(encode)),
        ];
        let pairs = pairs.into_iter().filter_map(|(key, value)| Some(format!("&{key}={}", value?)));
        let pairs = pairs.collect::<String>();
        if pairs.is_empty() { pairs } else { format!("v={VERSION}{pairs}") }
    }
}

/// What fills the middle, by its name in addresses and attributes.
pub fn view(name: &str) -> Option<Tab> {
    match name {
        "story" => Some(Tab::Story),
        "map" => Some(Tab::Map),
        "table" => Some(Tab::Table),
        "disputes" => Some(Tab::Disputes),
        "changes" => Some(Tab::Changes),
        "tellings" => Some(Tab::Tellings),
        "present" => Some(Tab::Present),
        _ => None,
    }
}

/// Reads source ids separated by commas; `all` or nothing is everybody.
pub fn told_by(text: &str) -> Option<BTreeSet<Id>> {
    let ids = sorting::set_of(text.split(',').map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned));
    Some(ids).filter(|it| !it.is_empty() && !it.contains("all"))
}

/// Reads preferences separated by commas; what is none is left out.
pub fn prefer(text: &str) -> Vec<Preference> {
    preferences(text.split(',').filter_map(|it| Preference::parse(it.trim())))
}

/// A written lens keeps the signs that an address allows.
fn lens(text: &str) -> String {
    encode(text).replace("%3A", ":").replace("%3B", ";").replace("%2B", "+")
}

/// Percent-encodes everything but what an address always allows (RFC 3986, unreserved).
fn encode(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let hex = text.get(at + 1..at + 3).and_then(|it| u8::from_str_radix(it, 16).ok());
        let is_escape = *byte == b'%' && hex.is_some();
        out.push(hex.filter(|_| is_escape).unwrap_or(*byte));
        at += if is_escape { 3 } else { 1 };
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fragment_says_what_it_was_made_of() {
        for text in [
            "as-of=2020-05-11&select=ad",
            "view=table&lang=ja",
            "incident=ntt-communications-2025&as-of=2025-02-05",
            "view=tellings",
            "prefer=n-621.amount~csidb,server-b.zone~cyberscoop&view=disputes",
            "as-of=2020-05-28&clock=learned&scale=steps",
            "scale=true&unit=people",
            "as-of=2021-03-02&step=to-files&scale=steps",
            "view=changes&against=known-on:2020-05-28;told-by:csidb+%E3%82%B5",
            "as-of=2020-05-11&known-on=2020-05-28&told-by=csidb,cyberscoop&select=%E3%82%B5&view=table",
        ] {
            let written = format!("v=1&{text}");
            assert_eq!(Fragment::parse(&written).write(), written);
            assert_eq!(Fragment::parse(text), Fragment::parse(&written), "an old one has no version");
        }
        assert_eq!(Fragment::parse("#v=1").write(), "", "nothing is said, so no version is");
        assert!(Fragment::parse("v=2&as-of=2020-05-11").is_newer);
    }

    #[test]
    fn what_cannot_be_read_is_left_out() {
        for text in [
            "#as-of=yesterday",
            "as-of",
            "&&==&",
            "unknown=1",
            "select=",
            "told-by=all",
            "prefer=a,b.when,.when~c",
            "%",
            "select",
        ] {
            assert_eq!(Fragment::parse(text), Fragment::default(), "{text}");
        }
        assert_eq!(Fragment::parse("select=%zz%f").select.as_deref(), Some("%zz%f"));
    }
}
