//! What is looked at, and how: each key of it once, with all that links, attributes, properties and pictures know of it.
//!
//! A new key is a row of the table below. It can be read from links and attributes then, is written into links, is a property
//! of the element, begins anew with another incident, and lets the picture be drawn anew, as the row says.
//! `tests/keys.rs` writes the lists of the script and of its types, and finds the manual that does not name it.

use std::collections::BTreeSet;

use super::facet::Filter;
use super::sayable::Sayable;
use crate::fold::Opened;
use crate::incident::{Day, Id};
use crate::timeline::{PartialLens, Preference, Scale};

crate::incident::words! {
    #[derive(Default)]
    /// Light or dark.
    ThemeChoice {
        #[default]
        /// As the system has it.
        System = "system",
        /// Light.
        Light = "light",
        /// Dark.
        Dark = "dark",
    }
}

crate::incident::words! {
    #[derive(Default)]
    /// What fills the middle of the page.
    Tab {
        #[default]
        /// The map where there is room, else the story.
        Auto = "auto",
        /// The story.
        Story = "story",
        /// The map.
        Map = "map",
        /// Time as lanes, one for each host or group.
        Lanes = "lanes",
        /// The table, which says everything that the map says.
        Table = "table",
        /// All tellings side by side.
        Tellings = "tellings",
        /// All that sources disagree on.
        Disputes = "disputes",
        /// What changed from another lens to this one.
        Changes = "changes",
        /// Nothing but the story, step by step, for a room.
        Present = "present",
    }
}

crate::incident::words! {
    #[derive(Default)]
    /// Which clocks move when the slider does.
    SliderClock {
        #[default]
        /// As it happened: the world's clock moves, and the reader's stays.
        Happened = "happened",
        /// As it was learned: both move together.
        Learned = "learned",
    }
}

crate::incident::words! {
    #[derive(Default)]
    /// How much an element shows beside the map.
    Controls {
        #[default]
        /// All of it.
        Full = "full",
        /// Title, number, map and a low time bar; the rest is folded away and can be unfolded.
        Compact = "compact",
        /// Title, number and map; nothing to operate but the map itself.
        Bare = "none",
    }
}

crate::incident::words! {
    #[derive(Default)]
    /// Whether single keys do something (WCAG 2.1.4): who dictates, or whose hand shakes, can turn them off.
    Shortcuts {
        #[default]
        /// They do.
        On = "on",
        /// They do not. Keys that go through what has the focus still work, and Escape.
        Off = "off",
    }
}

/// Where a key counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum In {
    /// Links to a picture say it, and properties of the element.
    Link,
    /// An attribute of the element says it.
    Attribute,
    /// The picture depends on it, and is drawn anew when it changes.
    Picture,
    /// It is of one incident, and begins anew with another.
    Incident,
}

/// A key of the look.
#[derive(Debug)]
pub struct Key {
    /// As links and attributes name it.
    pub name: &'static str,
    /// As the property of the element is named.
    pub property: &'static str,
    counts: &'static [In],
    read: fn(Option<&str>) -> Setting,
    write: fn(&Look) -> Option<String>,
    copy: fn(&Look, &mut Look),
}

/// What the manuals know of a key.
#[derive(Debug)]
pub struct Manual {
    /// What it means, line by line.
    pub lines: &'static [&'static str],
    /// The words that it can be, if there is a list.
    pub words: &'static [&'static str],
}

/// A row is a field and a setting, with its type; its name and its property; and where it counts.
macro_rules! look {
    ($($(#[doc = $doc:literal])+ $field:ident $setting:ident: $type:ty = $name:literal $property:literal [$($place:ident)*],)+) => {
        /// What is looked at, and how.
        #[derive(Debug, Clone, PartialEq, Default)]
        pub struct Look { $($(#[doc = $doc])+ pub $field: $type,)+ }

        /// One key of the look, to be set.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Setting { $($(#[doc = $doc])+ $setting($type),)+ }

        /// All keys, in the order in which links say them.
        pub const KEYS: &[Key] = &[$(Key {
            name: $name,
            property: $property,
            counts: &[$(In::$place),*],
            read: |text| Setting::$setting(Sayable::read(text)),
            write: |look| look.$field.write(),
            copy: |from, to| to.$field.clone_from(&from.$field),
        },)+];

        /// What the manuals know of each key, in the order of [`KEYS`].
        pub const MANUAL: &[Manual] = &[$(Manual { lines: &[$($doc),+], words: <$type as Sayable>::WORDS },)+];

        impl Look {
            /// Sets a key, and nothing else.
            pub fn put(&mut self, setting: Setting) {
                match setting { $(Setting::$setting(it) => self.$field = it,)+ }
            }
        }
    };
}

// In links, the key that was added last stands last, but for `lang`.
look! {
    /// The state of things on this day, `YYYY-MM-DD`; `null` is the day with which the incident opens.
    as_of AsOf: Option<Day> = "as-of" "asOf" [Link Attribute Picture Incident],
    /// Only what was published by this day, `YYYY-MM-DD`; `null` is the latest knowledge.
    known_on KnownOn: Option<Day> = "known-on" "knownOn" [Link Attribute Picture Incident],
    /// Which clocks move with the slider; `null` is `happened`.
    clock Clock: SliderClock = "clock" "clock" [Link Attribute Picture Incident],
    /// Whose word counts: ids of sources, separated by commas; `null` is everybody's.
    told_by ToldBy: Option<BTreeSet<Id>> = "told-by" "toldBy" [Link Attribute Picture Incident],
    /// Whom the reader believes on what: `part.attribute~source`, separated by commas; `null` leaves it to the rule.
    prefer Prefer: Vec<Preference> = "prefer" "prefer" [Link Attribute Picture Incident],
    /// The id of the host, pivot, event or count that is chosen.
    selection Selection: Option<Id> = "select" "selection" [Link Attribute Picture Incident],
    /// The id of the step without a date at which the slider stands, after the day; `null` is the day itself.
    step Step: Option<Id> = "step" "step" [Link Picture Incident],
    /// How far apart days lie; `null` is as the story needs it.
    scale Scale: Option<Scale> = "scale" "scale" [Link Attribute Picture Incident],
    /// The unit of the chart; `null` is that of the large number.
    unit Unit: Option<String> = "unit" "unit" [Link Picture Incident],
    /// What fills the middle; `null` is the map where there is room, else the story.
    tab View: Tab = "view" "view" [Link Attribute],
    /// The lens before, in a comparison; what it leaves open is as it is shown.
    against Against: Option<PartialLens> = "against" "against" [Link Attribute Incident],
    /// The number of the step that is presented, where several look alike.
    slide Slide: Option<usize> = "slide" "slide" [Link Incident],
    /// Which cards of several hosts are open: their ids, separated by commas, or `all`; `null` is none.
    open Open: Opened = "open" "open" [Link Attribute Picture Incident],
    /// What is looked for: words of hosts, steps, events or sources; `null` looks for nothing.
    find Find: Option<String> = "find" "find" [Link Attribute Incident],
    /// What is lit while the rest fades: `zone:…`, `kind:…`, `state:…`, `tactic:…`, `source:…`, `from:…`, `to:…`, separated by commas; `null` is all.
    filter Filter: Filter = "filter" "filter" [Link Attribute Picture Incident],
    /// The language that was chosen, a tag such as `ja`; `null` is that of the page.
    language Language: Option<String> = "lang" "lang" [Link],
    /// The language with which the element opens; `null` is the reader's.
    page_language PageLanguage: Option<String> = "lang" "lang" [Attribute],
    /// Light or dark; `null` is as the system has it.
    theme Theme: ThemeChoice = "theme" "theme" [Attribute],
    /// How much is shown beside the map; `null` is all of it.
    controls Controls: Controls = "controls" "controls" [Attribute],
    /// Whether single keys do something, such as `t` for the table; `null` is that they do.
    shortcuts Shortcuts: Shortcuts = "shortcuts" "shortcuts" [Attribute],
    /// Whether the tab keeps a file that a visitor opens, so that it survives a reload.
    keeps Keeps: bool = "keep" "keep" [Attribute],
    /// Whether visitors may only look: open no file of their own, and believe nobody in particular.
    is_read_only ReadOnly: bool = "readonly" "readOnly" [Attribute],
    /// Whether visitors may write in what is shown. The file itself never changes: they save theirs.
    is_editable Editable: bool = "editable" "editable" [Attribute],
}

impl Key {
    /// Whether it counts there.
    pub fn is_in(&self, place: In) -> bool {
        self.counts.contains(&place)
    }

    /// The key of this name, as links or attributes have it.
    pub fn named(name: &str, place: In) -> Option<&'static Self> {
        KEYS.iter().find(|it| it.name == name && it.is_in(place))
    }

    /// What a text says; where nothing is said, or nothing that can be read, how it is then.
    pub fn read(&self, text: Option<&str>) -> Setting {
        (self.read)(text)
    }

    /// What a look says of it; `None` if it is as it always begins.
    pub fn write(&self, look: &Look) -> Option<String> {
        (self.write)(look)
    }
}

impl Look {
    /// Takes over the keys that count there.
    pub fn take(&mut self, from: &Self, place: In) {
        for key in KEYS.iter().filter(|it| it.is_in(place)) {
            (key.copy)(from, self);
        }
    }

    /// The keys that count there; the others are as they always begin.
    #[must_use]
    pub fn only(&self, place: In) -> Self {
        let mut look = Self::default();
        look.take(self, place);
        look
    }
}

/// Vocabularies that begin with their first word.
macro_rules! vocabularies {
    ($($type:ty),+) => { $(
        impl Sayable for $type {
            const WORDS: &'static [&'static str] = Self::WORDS;

            fn read(text: Option<&str>) -> Self {
                text.and_then(Self::parse).unwrap_or_default()
            }

            fn write(&self) -> Option<String> {
                (*self != Self::default()).then(|| self.to_string())
            }
        }
    )+ };
}

vocabularies!(SliderClock, Tab, ThemeChoice, Controls, Shortcuts);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_counts_where_its_row_says() {
        let look =
            Look { as_of: Day::parse("2020-05-11"), theme: ThemeChoice::Dark, tab: Tab::Table, ..Look::default() };
        assert_eq!(look.only(In::Link), Look { theme: ThemeChoice::System, ..look.clone() });
        assert_eq!(look.only(In::Incident), Look { as_of: look.as_of, ..Look::default() });
        let mut other = look.clone();
        other.take(&Look::default(), In::Incident);
        assert_eq!(other, Look { as_of: None, ..look });
    }

    #[test]
    fn no_name_means_two_keys_in_one_place() {
        for place in [In::Link, In::Attribute] {
            let names: BTreeSet<_> = KEYS.iter().filter(|it| it.is_in(place)).map(|it| it.name).collect();
            assert_eq!(names.len(), KEYS.iter().filter(|it| it.is_in(place)).count());
        }
    }

    #[test]
    fn what_is_said_of_a_key_is_read_again() {
        for (name, text) in [
            ("as-of", "2020-05-11"),
            ("told-by", "csidb,cyberscoop"),
            ("prefer", "ad.zone~csidb"),
            ("view", "changes"),
            ("against", "known-on:2020-05-28;told-by:a+b"),
            ("scale", "steps"),
            ("lang", "ja"),
            ("slide", "3"),
            ("open", "ws-01,ws-40"),
            ("open", "all"),
            ("find", "server b"),
            ("filter", "zone:tokyo,zone:osaka,state:compromised,from:2020-05-07"),
        ] {
            let key = Key::named(name, In::Link).unwrap();
            let mut look = Look::default();
            look.put(key.read(Some(text)));
            assert_eq!(key.write(&look).as_deref(), Some(text));
            look.put(key.read(Some("~")));
            look.put(key.read(None));
            assert_eq!((key.write(&look), look), (None, Look::default()));
        }
    }
}
