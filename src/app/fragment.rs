//! State ↔ the fragment of an address: a copied address shows the same picture, and no server sees it.

use super::look::{In, KEYS, Key, Look};
use super::own::Own;
use super::presented::Stage;
use super::{State, Tab, listing};
use crate::incident::{Day, Id, Marking};
use crate::percent::{decode, encode};

/// The version that is written first into a fragment that says anything. One without a version is of this one too.
///
/// It becomes 2 when a key is to mean something else; new keys need no new version.
const VERSION: &str = "1";

/// The key of the incident, which is no part of how one looks at it.
pub const INCIDENT: &str = "incident";

/// The key of a file of the reader's own.
pub const FILE: &str = "file";

/// What a fragment can say. Keys it does not know are left alone.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Fragment {
    /// The incident of the gallery, or of the collection.
    pub incident: Option<Id>,
    /// The file that somebody opened, which the link does not hold.
    pub file: Option<Own>,
    /// How one looks at it: the keys that links say.
    pub look: Look,
    /// Whether a newer program wrote it, so that it may mean more than can be read.
    pub is_newer: bool,
}

impl Fragment {
    /// Reads `#as-of=2020-05-11&select=ad`, with or without the `#`.
    pub fn parse(text: &str) -> Self {
        let mut fragment = Self::default();
        for pair in text.trim_start_matches('#').split('&') {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            fragment.say(key, Some(&decode(value)));
        }
        fragment
    }

    /// Lets it say this of a key, or nothing.
    pub fn say(&mut self, key: &str, value: Option<&str>) {
        match key {
            INCIDENT => self.incident = value.filter(|it| !it.is_empty()).map(str::to_owned),
            FILE => self.file = value.and_then(Own::read),
            "v" => self.is_newer = value.is_some_and(|it| it != VERSION),
            _ => {
                if let Some(key) = Key::named(key, In::Link) {
                    self.look.put(key.read(value));
                }
            }
        }
    }

    /// What it says of a key.
    pub fn said(&self, key: &str) -> Option<String> {
        match key {
            INCIDENT => self.incident.clone(),
            FILE => self.file.as_ref().map(Own::write),
            _ => Key::named(key, In::Link)?.write(&self.look),
        }
    }

    /// What the fragment of this state says: only what differs from how an incident opens.
    pub fn of(state: &State) -> Self {
        if state.listing.as_ref().is_some_and(|it| it.is_shown) {
            return Self { file: state.listing.as_ref().and_then(|it| it.own.clone()), ..Self::default() }; // a list has no lens
        }
        let is_linked = |id: &&Id| {
            let in_gallery = state.gallery.iter().skip(1).any(|it| it.id == **id);
            in_gallery || listing::holds_shown(state)
        };
        let mut look = state.look.only(In::Link);
        look.as_of = look.as_of.and_then(Day::told);
        look.step = state.shown_step().map(|it| it.step.clone());
        look.slide = state.parts.views.get().map_or(look.slide, |it| (it.unclear_slide)(state));
        look.find = look.find.filter(|it| !it.trim().is_empty() && may_be_linked(state));
        look.against = look.against.filter(|_| look.tab == Tab::Changes);
        let incident = state.ready().map(|it| &it.incident.id).filter(is_linked).cloned();
        let name = |own: &Own| own.name.clone().filter(|_| may_be_linked(state));
        let file = state.own.as_ref().map(|it| Own { name: name(it), ..it.clone() });
        Self { incident, file, look, is_newer: false }
    }

    /// The fragment, without the `#`.
    pub fn write(&self) -> String {
        let keys = KEYS.iter().filter(|it| it.is_in(In::Link)).map(|it| it.name);
        let mut out = String::new();
        for key in [INCIDENT, FILE].into_iter().chain(keys) {
            if let Some(value) = self.said(key) {
                out.push_str(&format!("&{key}={}", encode(&value, is_plain)));
            }
        }
        if out.is_empty() { out } else { format!("v={VERSION}{out}") }
    }
}

/// Whether a link may carry words of a reader's: not of a file in which something is marked, of which they may be.
/// An address stays in the browser's history when the tab is closed.
fn may_be_linked(state: &State) -> bool {
    state.ready().is_none_or(|it| matches!(it.incident.strictest(), None | Some(Marking::Clear)))
}

/// Whether somebody went elsewhere from the one state to the other, and does not only look at the same otherwise:
/// to another incident, view or step of a presentation, or from a list into an incident and back.
/// Where a link leads is where its address is already.
pub fn is_elsewhere(before: &State, after: &State) -> bool {
    let is_by_link = before.wanted.is_some() && after.wanted.is_none();
    before.has_something() && !is_by_link && place(before) != place(after)
}

/// The incident, or none if the list is shown; the view; the step that is presented.
fn place(state: &State) -> (Option<&str>, Tab, Option<Stage>) {
    let is_list = state.listing.as_ref().is_some_and(|it| it.is_shown);
    let incident = state.ready().filter(|_| !is_list).map(|it| it.incident.id.as_str());
    (incident, state.look.tab, state.stage())
}

/// What an address always allows (RFC 3986: unreserved), and what separates the parts of our values.
fn is_plain(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || "-_.~,:;+".contains(sign)
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
            "incident=a&file=my%20cases.zip~0f3c29ab&as-of=2025-02-05",
            "file=~0f3c29ab&view=table",
            "view=tellings",
            "prefer=n-621.amount~csidb,server-b.zone~cyberscoop&view=disputes",
            "as-of=2020-05-28&clock=learned&scale=steps",
            "scale=true&unit=people",
            "view=present&slide=3",
            "as-of=2021-03-02&step=to-files&scale=steps",
            "open=ws-01&find=server%20b&filter=zone:tokyo,state:compromised",
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
            "theme=dark",
        ] {
            assert_eq!(Fragment::parse(text), Fragment::default(), "{text}");
        }
        assert_eq!(Fragment::parse("select=%zz%f").look.selection.as_deref(), Some("%zz%f"));
    }
}
