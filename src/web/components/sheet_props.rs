//! What the sheet is given.

use std::rc::Rc;

use yew::prelude::*;

use super::quotes_part::Door;
use crate::app::Shortcuts;
use crate::app::action::Action;
use crate::app::editing::Editing;
use crate::app::view::Shown;

/// What is written, and whom it tells.
#[derive(Properties, PartialEq, Clone)]
pub struct Props {
    /// What is shown of it.
    pub shown: Rc<Shown>,
    /// The document.
    pub editing: Rc<Editing>,
    /// Whether single keys do something.
    pub shortcuts: Shortcuts,
    /// The way to what holds quotes to documents.
    pub door: Door,
    /// Takes actions.
    pub dispatch: Callback<Action>,
}
