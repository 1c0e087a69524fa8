//! What of a map stays from one day to the next: between two days a few things look otherwise, and all others are as they were.

use std::rc::Rc;

use super::Item;
use super::input::MapInput;
use crate::paint::{self, SvgNode};
use crate::sorting::Table;
use crate::timeline::{Certainty, HostSnapshot, HostState, Phase};

/// A thing of a map, with all that makes it look otherwise on another day or when something else is chosen.
#[derive(Debug, Clone, PartialEq)]
pub enum Part<'a> {
    /// The zones, and the lines between hosts that are perhaps the same.
    Ground,
    /// The ground along an arrow, which keeps crossings apart.
    Casing(&'a str, ArrowState),
    /// An arrow.
    Arrow(&'a str, ArrowState),
    /// The number on it.
    Badge(&'a str, ArrowState),
    /// The card of several hosts: how many stand how.
    Group(&'a str, Stand),
    /// The card of a host, and whether it is chosen.
    Card(&'a Rc<HostSnapshot>, bool),
}

/// How many hosts stand how; the flag is for those that nobody says to be reached.
pub type Stand = Vec<(HostState, Certainty, bool, usize)>;

/// How an arrow looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ArrowState {
    /// How far its steps have come.
    pub phase: Phase,
    /// Whether it changes on the day.
    pub is_newest: bool,
    /// Whether a step of it is chosen.
    pub is_chosen: bool,
}

/// Takes the things of a map, from back to front.
pub trait Canvas {
    /// Takes a thing, and makes it unless it has it.
    fn add(&mut self, part: Part<'_>, make: &dyn Fn() -> Vec<Item>);
}

/// For figures: everything is made.
impl Canvas for Vec<Item> {
    fn add(&mut self, _: Part<'_>, make: &dyn Fn() -> Vec<Item>) {
        self.extend(make());
    }
}

/// Which steps share an arrow, and where it lies: no day changes that.
#[derive(Debug, Default)]
pub struct Frame {
    /// The place of each arrow in the layout, and the card at which it begins.
    pub arrows: Vec<(usize, String)>,
    /// The arrow of each step that is told, in their order.
    pub of_step: Vec<Option<usize>>,
}

impl Frame {
    /// The frame of a map.
    pub fn of(input: &MapInput<'_>) -> Self {
        let (folded, layout) = (&input.ground.folded, &input.ground.layout);
        let mut frame = Self::default();
        let mut bundles: Table<usize> = Table::default();
        for it in &input.snapshot.pivots {
            let id = folded.arrow(&it.id);
            let known = bundles.get(id).copied();
            let made = || {
                let (edge, pivot) = (layout.place_of_edge(id)?, input.teller.incident.pivot(&it.id)?);
                frame.arrows.push((edge, folded.card(&pivot.from).to_owned()));
                let at = frame.arrows.len() - 1;
                if folded.bundle_of(&it.id).is_some() {
                    bundles.insert(id, at);
                }
                Some(at)
            };
            let at = known.or_else(made);
            frame.of_step.push(at);
        }
        frame
    }
}

/// The painted things of a map as they were last drawn.
///
/// It is of one telling of one incident on one ground, in one theme and language; for any other there is another one.
#[derive(Debug, Default)]
pub struct Sketch {
    frame: Option<Frame>,
    ground: Option<Painted>,
    casings: Table<(ArrowState, Painted)>,
    arrows: Table<(ArrowState, Painted)>,
    badges: Table<(ArrowState, Painted)>,
    groups: Table<(Stand, Painted)>,
    cards: Table<(Rc<HostSnapshot>, bool, Painted)>,
    nodes: Vec<Rc<SvgNode>>,
}

/// Most things are one node.
type Painted = Vec<Rc<SvgNode>>;

impl Sketch {
    /// The map as painted nodes.
    pub fn draw(&mut self, input: &MapInput<'_>) -> Rc<[Rc<SvgNode>]> {
        let frame = self.frame.take().unwrap_or_else(|| Frame::of(input));
        super::map::draw(input, &frame, self);
        self.frame = Some(frame);
        std::mem::take(&mut self.nodes).into()
    }
}

impl Canvas for Sketch {
    fn add(&mut self, part: Part<'_>, make: &dyn Fn() -> Vec<Item>) {
        let paint = || make().iter().map(|it| Rc::new(paint::node(it))).collect::<Painted>();
        let by_state = |all: &mut Table<(ArrowState, Painted)>, id: &str, state: ArrowState| match all.get(id) {
            Some((was, painted)) if *was == state => painted.clone(),
            _ => {
                let painted = paint();
                all.insert(id, (state, painted.clone()));
                painted
            }
        };
        let painted = match part {
            Part::Ground => self.ground.get_or_insert_with(paint).clone(),
            Part::Casing(id, state) => by_state(&mut self.casings, id, state),
            Part::Arrow(id, state) => by_state(&mut self.arrows, id, state),
            Part::Badge(id, state) => by_state(&mut self.badges, id, state),
            Part::Group(id, stand) => match self.groups.get(id) {
                Some((was, painted)) if *was == stand => painted.clone(),
                _ => {
                    let painted = paint();
                    self.groups.insert(id, (stand, painted.clone()));
                    painted
                }
            },
            Part::Card(host, is_chosen) => match self.cards.get(&host.id) {
                Some((was, chosen, painted)) if Rc::ptr_eq(was, host) && *chosen == is_chosen => painted.clone(),
                _ => {
                    let painted = paint();
                    self.cards.insert(&host.id, (Rc::clone(host), is_chosen, painted.clone()));
                    painted
                }
            },
        };
        self.nodes.extend(painted);
    }
}
