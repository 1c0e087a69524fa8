//! What may leave, looked at as the reader does: as words, as a figure and for paper.
//! It is no picture of the screen: what needs no map lays none out, and nothing is painted twice.

use std::rc::Rc;

use serde_json::Value;

use super::{Failure, State};
use crate::export::digest::digest;
use crate::export::figure::{Content, Figure};
use crate::export::handout::handout;
use crate::export::shape::Form;
use crate::export::text::text;
use crate::export::{Material, native};
use crate::fold::{BUDGET, Opened};
use crate::paint::SvgNode;
use crate::scene::Ground;
use crate::scene::theme::{DARK, LIGHT};
use crate::timeline::{Diff, Lens, Snapshot};
use crate::words::Teller;

/// What may leave, and how it stands under the lens.
pub struct Looked {
    /// What is looked at, with what may leave in place of the incident.
    state: State,
    /// The same as a file, and its hash.
    file: Value,
    digest: String,
    snapshot: Snapshot,
    /// The lens before, in a comparison.
    against: Option<Lens>,
}

impl Looked {
    /// Looks at what may leave.
    pub fn at(state: State, file: Value) -> Result<Self, Failure> {
        let (ready, lens) = (state.ready().ok_or_else(Failure::nothing)?, state.lens().ok_or_else(Failure::nothing)?);
        let step = state.shown_step().map(|it| it.step.as_str());
        let snapshot = Snapshot::from_step(&ready.incident, &lens, step);
        Ok(Self { digest: digest(&file), against: state.against_lens(), snapshot, state, file })
    }

    fn teller(&self) -> Result<Teller<'_>, Failure> {
        self.state.teller().ok_or_else(Failure::nothing)
    }

    /// What tables and other formats are made of.
    pub fn material(&self) -> Result<Material<'_>, Failure> {
        let Self { snapshot, file, digest, .. } = self;
        Ok(Material { teller: self.teller()?, snapshot, file, digest })
    }

    /// In words.
    pub fn text(&self) -> Result<String, Failure> {
        let teller = self.teller()?;
        let before = self.against.as_ref().map(|it| Snapshot::of(teller.incident, it));
        let diff = before.map(|it| Diff::of(&it, &self.snapshot));
        Ok(text(teller, &self.snapshot, diff.as_ref(), Some(&self.digest)))
    }

    /// As a native file.
    pub fn native(&self) -> String {
        native::text(&self.file)
    }

    /// Where everything lies on its map.
    pub fn ground(&self) -> Result<Rc<Ground>, Failure> {
        self.state.ground_of(BUDGET).ok_or_else(Failure::nothing)
    }

    /// As a figure, in the colors of the screen.
    pub fn figure<'a>(&'a self, ground: &'a Ground) -> Result<Figure<'a>, Failure> {
        Ok(Figure {
            teller: self.teller()?,
            ground,
            snapshot: &self.snapshot,
            against: self.against.as_ref(),
            content: Content::Both,
            form: Form { may_fold: self.state.look.open == Opened::default(), ..Form::default() },
            axis: self.state.axis().ok_or_else(Failure::nothing)?,
            unit: self.state.look.unit.as_deref(),
            theme: if self.state.is_dark() { &DARK } else { &LIGHT },
            digest: Some(&self.digest),
        })
    }

    /// For paper.
    pub fn handout(&self) -> Result<SvgNode, Failure> {
        let ground = self.ground()?;
        Ok(handout(&Figure { theme: &LIGHT, ..self.figure(&ground)? }))
    }
}
