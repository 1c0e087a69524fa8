//! What is derived only to show something else than the map, as a part of the program.

use super::comparison::Comparison;
use super::tables::Views;
use super::{listing, present, years};
use crate::scene::legend;

/// All of it.
pub static VIEWS: Views = Views {
    compare: Comparison::of,
    legend: legend::scene,
    present: present::on_stage,
    talk: present::update,
    resume: present::what_is_shown,
    unclear_slide: present::unclear_slide,
    collected: listing::collected,
    index: years::update,
};
