//! The map as text of which other programs make pictures: Mermaid, Graphviz and draw.io, for places where only these are drawn.
//!
//! What the map shows on a day comes out as a value; a file for each format writes it. The words of an incident can hold anything,
//! so each writer has one place that escapes them, and no name of a part is made of words.
//! They draw less than the map does: each file says itself what it lacks.

pub mod dot;
pub mod drawio;
pub mod mermaid;

use super::Material;
use super::digest::short;
use crate::incident::{Id, Text};
use crate::layout::geometry::{Path, Point, Rect};
use crate::scene::text::ellipsize;
use crate::scene::theme::{Color, LIGHT, Theme};
use crate::scene::{Ground, Paint, group, map, style, tag};
use crate::sorting::{self, Table};
use crate::timeline::{Certainty, Happening, HostSnapshot, Phase, Weight, When, numbers};
use crate::tongue::Tongue;

/// No name is longer, in units of the map: some three lines of a card.
const LONGEST: f64 = 480.0;
/// The letters by which that is measured.
const FONT: f64 = 13.0;
/// So many letters of an id stand in a key.
const LONGEST_KEY: usize = 40;
/// These pictures have a white ground, or say what they stand on.
const THEME: &Theme = &LIGHT;

/// How a line is drawn: disputed before possible, as on the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    /// It happened, or it will.
    Solid,
    /// It is possible, or has no date.
    Dotted,
    /// Sources disagree on it.
    Dashed,
}

/// A region.
#[derive(Debug)]
struct Zone {
    key: String,
    label: String,
    rect: Rect,
}

/// A host, or several that share a card.
#[derive(Debug)]
struct Card {
    key: String,
    /// The place of its region in the list.
    zone: Option<usize>,
    name: String,
    /// How it stands, and why it mattered, and how many sources disagree on it.
    standing: String,
    /// Who tells it.
    told: String,
    /// What looks alike has one name.
    look: String,
    paint: Paint,
    /// Of its words.
    ink: Color,
    rect: Rect,
}

/// A step of the intruder, or several from one card to another.
#[derive(Debug)]
struct Arrow {
    key: String,
    /// The places of both cards in the list.
    ends: [usize; 2],
    /// The number on the map, and what is not sure.
    number: String,
    /// The same with the means.
    label: String,
    /// When it was, and who tells it.
    told: String,
    line: Line,
    weight: Weight,
    paint: Paint,
    path: Path,
    tip: Point,
    /// Where the map has its number.
    badge: Option<Point>,
    /// The number, from where to where, by what means and when.
    row: String,
}

/// The map of a day, in words and places.
#[derive(Debug)]
struct Diagram {
    title: String,
    marking: &'static str,
    /// The sentence of the day, and the lens.
    headline: [String; 2],
    /// Below the picture: what shares a card, what was left out, how it may be shared, the data.
    foot: Vec<String>,
    zones: Vec<Zone>,
    cards: Vec<Card>,
    arrows: Vec<Arrow>,
    /// The places of cards that are perhaps one host, and the way between them.
    ties: Vec<([usize; 2], Path)>,
    bounds: Rect,
    tongue: &'static Tongue,
}

/// What the formats have no place for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Mermaid.
    Mermaid,
    /// The language of Graphviz.
    Dot,
    /// XML of draw.io.
    Drawio,
}

impl Format {
    /// Writes what the map shows.
    pub fn write(self, of: &Material<'_>, ground: &Ground) -> String {
        let diagram = Diagram::of(of, ground);
        match self {
            Self::Mermaid => mermaid::write(&diagram),
            Self::Dot => dot::write(&diagram),
            Self::Drawio => drawio::write(&diagram),
        }
    }

    /// What gets lost, in sentences: the file says it, and so does the report of a conversion.
    pub fn lost(self, tongue: &Tongue) -> Vec<&'static str> {
        let times = match self {
            Self::Mermaid => tongue.diagram_no_tips(),
            Self::Dot | Self::Drawio => tongue.diagram_tips(),
        };
        vec![tongue.diagram_loses(), times]
    }
}

/// Words in one line, without what would turn the text around them or end it: the marks of writing from right to left
/// (UAX 9) and control characters go, and any white space is a space.
fn plain(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {}
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out.trim().to_owned()
}

/// The same, not longer than a picture has room for.
fn named(words: &str) -> String {
    ellipsize(&plain(words), FONT, false, LONGEST)
}

/// Names of parts that no language takes for a word of its own: a letter for the kind, then the letters and digits of the id.
/// The same id gives the same key, so that a file that is kept under git changes only where the incident does.
#[derive(Default)]
struct Keys {
    /// How many begin alike.
    alike: Table<usize>,
    taken: Table<()>,
}

impl Keys {
    fn key(&mut self, kind: char, id: &str) -> String {
        let letters = id.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' });
        let begin: String = [kind, '_'].into_iter().chain(letters.take(LONGEST_KEY)).collect();
        loop {
            let n = self.alike.entry(&begin);
            *n += 1;
            let key = if *n == 1 { begin.clone() } else { format!("{begin}_{n}") };
            if self.taken.get(&key).is_none() {
                self.taken.insert(&key, ());
                return key;
            }
        }
    }
}

/// Who stands where in the list of cards.
struct Cards {
    all: Vec<Card>,
    places: Table<usize>,
}

impl Diagram {
    fn of(of: &Material<'_>, ground: &Ground) -> Self {
        let (teller, tongue, snapshot) = (of.teller, of.tongue(), of.snapshot);
        let incident = teller.incident;
        let mut keys = Keys::default();
        let told = snapshot.hosts.iter().map(|it| ground.folded.card(&it.id));
        let zones: Vec<Zone> = ground
            .layout
            .zones_around(told)
            .map(|it| {
                let label = incident.zone(&it.id).map_or(it.id.as_str(), |zone| zone.label.get(teller.language));
                Zone { key: keys.key('z', &it.id), label: named(label), rect: it.rect }
            })
            .collect();
        let cards = Cards::of(of, ground, &zones, &mut keys);
        let arrows = arrows(of, ground, &cards.places, &mut keys);
        let groups = ground.folded.groups.iter().map(|it| tongue.group_name(it, it.hosts.len()));
        let groups: Vec<String> = groups.collect();
        let mut foot = vec![tongue.diagram_key().to_owned()];
        foot.extend((!groups.is_empty()).then(|| tongue.figure_folded(tongue.join(&groups))));
        foot.extend(teller.preferences(&snapshot.lens));
        foot.push(teller.sources(snapshot, crate::words::NAMED));
        foot.extend(incident.shared.as_ref().and_then(|it| tongue.sharing(it)));
        foot.extend([tongue.how_marked(incident.strictest()), teller.data(short(of.digest))]);
        Self {
            title: named(incident.title.get(teller.language)),
            marking: tongue.marking(incident.strictest()),
            headline: [teller.sentence(snapshot), teller.lens(&snapshot.lens)].map(|it| plain(&it)),
            foot: foot.iter().map(|it| plain(it)).collect(),
            ties: ties(of, ground, &cards.places),
            zones,
            cards: cards.all,
            arrows,
            bounds: ground.layout.bounds,
            tongue,
        }
    }

    /// The title with what must not get lost from it.
    fn heading(&self) -> String {
        format!("{} · {}", self.title, self.marking)
    }

    /// What stands in the comment of a file, line by line.
    fn comment(&self, format: Format) -> Vec<String> {
        let mut lines = vec![self.heading()];
        lines.extend(self.headline.iter().cloned());
        lines.extend(self.arrows.iter().map(|it| it.row.clone()));
        lines.extend(self.foot.iter().cloned());
        lines.extend(format.lost(self.tongue).into_iter().map(str::to_owned));
        lines
    }

    /// The cards in a region, or in none.
    fn within(&self, zone: Option<usize>) -> impl Iterator<Item = &Card> {
        self.cards.iter().filter(move |it| it.zone == zone)
    }
}

impl Cards {
    fn of(of: &Material<'_>, ground: &Ground, zones: &[Zone], keys: &mut Keys) -> Self {
        let mut cards = Self { all: Vec::new(), places: Table::default() };
        let (teller, tongue, snapshot) = (of.teller, of.tongue(), of.snapshot);
        let single = snapshot.hosts.iter().filter(|it| ground.folded.group(&it.id).is_none());
        for it in single {
            let mut standing = vec![tongue.short_standing(it)];
            standing.extend(tongue.mattered(it));
            standing.extend(it.disputed.then(|| tag::disagree(it.sources.len())));
            let Some(host) = teller.incident.host(&it.id) else { continue };
            cards.add(ground, zones, &it.id, |rect, zone| Card {
                name: words(&host.label, teller.language),
                standing: standing.join(" · "),
                told: plain(&teller.told_by_these(&it.sources)),
                ..Card::bare(keys.key('h', &it.id), it, rect, zone)
            });
        }
        for group in &ground.folded.groups {
            let tally = group.tally(snapshot);
            let Some((worst, _)) = tally.first() else { continue };
            let n = tally.iter().map(|it| it.1).sum();
            cards.add(ground, zones, &group.id, |rect, zone| Card {
                name: tongue.group_name(group, n),
                standing: tongue.group_standing(&tally),
                ..Card::bare(keys.key('h', &group.id), worst, rect, zone)
            });
        }
        cards
    }

    fn add(&mut self, ground: &Ground, zones: &[Zone], id: &Id, make: impl FnOnce(Rect, Option<usize>) -> Card) {
        let Some(node) = ground.layout.node(id) else { return };
        let zone = zones.iter().position(|it| it.rect.contains(&node.rect));
        self.places.insert(id, self.all.len());
        self.all.push(make(node.rect, zone));
    }
}

impl Card {
    /// A card without words, which looks as this host stands.
    fn bare(key: String, it: &HostSnapshot, rect: Rect, zone: Option<usize>) -> Self {
        let look = style::card(it.state, it.certainty, THEME);
        let doubt = if it.certainty == Certainty::Possible { "_possible" } else { "" };
        let state = it.state.as_str().replace('-', "_");
        Self {
            key,
            zone,
            name: String::new(),
            standing: String::new(),
            told: String::new(),
            look: format!("{state}{doubt}"),
            paint: look.card,
            ink: look.words,
            rect,
        }
    }
}

fn words(text: &Text, language: &str) -> String {
    named(text.get(language))
}

/// The arrows of the map, in the order of their numbers.
fn arrows(of: &Material<'_>, ground: &Ground, places: &Table<usize>, keys: &mut Keys) -> Vec<Arrow> {
    let (teller, tongue, folded) = (of.teller, of.tongue(), &ground.folded);
    let numbers = numbers(teller.incident);
    let mut steps: Vec<&Happening> = of.snapshot.pivots.iter().map(std::rc::Rc::as_ref).collect();
    sorting::by_key(&mut steps, |it| (numbers.get(&it.id).copied(), it.id.clone()));
    let mut bundles: Table<Vec<&Happening>> = Table::default();
    let mut order: Vec<&str> = Vec::new();
    for it in steps {
        let arrow = folded.arrow(&it.id);
        let together = bundles.entry(arrow);
        if together.is_empty() {
            order.push(arrow);
        }
        together.push(it);
    }
    let arrow = |id: &&str| {
        let all = bundles.get(id)?;
        let (edge, first) = (ground.layout.edge(id)?, teller.incident.pivot(&all.first()?.id)?);
        let place = |host: &str| places.get(folded.card(host)).copied();
        let phase = all.iter().map(|it| it.phase).max()?;
        let weight = all.iter().map(|it| it.weight).max()?;
        let disputed = all.iter().filter(|it| it.when.disputed).map(|it| it.sources.len()).max();
        let means = match all.as_slice() {
            [one] => teller.means(&one.id).map(named),
            _ => Some(tongue.n_steps(all.len())),
        };
        let doubt = match (disputed, phase) {
            (Some(n), _) => Some(tag::disagree(n)),
            (None, Phase::After) => None,
            (None, Phase::Before | Phase::During | Phase::Unknown) => Some(tongue.phase(phase).to_owned()),
        };
        let number = group::number(folded, id, &numbers).unwrap_or_default();
        let joined =
            |all: &[Option<&String>]| all.iter().flatten().map(|it| it.as_str()).collect::<Vec<_>>().join(" · ");
        let way = match (all.as_slice(), folded.bundle_of(id)) {
            ([one], _) | ([one, ..], None) => teller.step_by(&one.id),
            (all, Some(bundle)) => teller.bundle_way(folded, bundle, all.len()),
            ([], None) => String::new(),
        };
        let mut sources: Vec<Id> = all.iter().flat_map(|it| it.sources.iter().cloned()).collect();
        sorting::by_key(&mut sources, Id::clone);
        sources.dedup();
        let when = tongue.when(&When::all(all.iter().map(|it| &it.when)));
        let is_newest = all.iter().any(|it| map::is_newest(it, of.snapshot));
        let line = match phase {
            _ if disputed.is_some() => Line::Dashed,
            Phase::During | Phase::Unknown => Line::Dotted,
            Phase::Before | Phase::After => Line::Solid,
        };
        Some(Arrow {
            key: keys.key('p', id),
            ends: [place(&first.from)?, place(&first.to)?],
            label: joined(&[Some(&number), means.as_ref(), doubt.as_ref()]),
            row: plain(&joined(&[Some(&number), Some(&way), Some(&when)])),
            number: joined(&[Some(&number), doubt.as_ref().filter(|_| disputed.is_some())]),
            told: plain(&format!("{when} · {}", teller.told_by_these(&sources))),
            line,
            weight,
            paint: style::arrow(phase, disputed.is_some(), is_newest, weight, THEME),
            path: edge.path.clone(),
            tip: edge.tip,
            badge: edge.label.map(|it| it.center()),
        })
    };
    order.iter().filter_map(arrow).collect()
}

/// The lines between hosts that are perhaps the same, where somebody who is heard says so.
fn ties(of: &Material<'_>, ground: &Ground, places: &Table<usize>) -> Vec<([usize; 2], Path)> {
    let numbers = Table::default();
    let input = map::MapInput {
        teller: of.teller,
        ground,
        numbers: &numbers,
        snapshot: of.snapshot,
        selection: None,
        words: 1.0,
        theme: THEME,
        diff: None,
    };
    let tie = |it: &crate::layout::result::TiePath| {
        let ends = [places.get(&it.first).copied()?, places.get(&it.second).copied()?];
        Some((ends, it.path.clone()))
    };
    map::ties(&input).filter_map(tie).collect()
}
