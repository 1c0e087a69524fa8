//! What of a map stays from one day to the next, as painted nodes: between two days a few things look otherwise, and all others
//! are as they were.

use std::rc::Rc;

use crate::paint::{self, SvgNode};
use crate::scene::Item;
use crate::scene::canvas::{ArrowState, Canvas, Frame, Part, Stand};
use crate::scene::map::{self, MapInput};
use crate::sorting::Table;
use crate::timeline::HostSnapshot;

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
        map::draw(input, &frame, self);
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
