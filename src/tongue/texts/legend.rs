//! What the looks on a map mean.

use super::texts;

texts! {
    /// What the looks on a map mean.
    Legend {
        /// In the legend, beside a solid arrow.
        legend_certain,
        /// In the legend, beside a dashed arrow.
        legend_possible,
        /// In the legend, beside an arrow of dashes and dots.
        legend_disputed_step,
        /// In the legend, beside the arrow of a step that comes after the day.
        legend_later,
        /// An arrow of the main path, in the legend.
        legend_main,
        /// An arrow that is told only by those who tell nothing of the main path.
        legend_rival,
        /// An arrow that changes on the day of the slider.
        legend_newest,
        /// A host that was disrupted and is well again, in the legend.
        legend_stopped,
        /// A host that held what is counted, in the legend.
        legend_data,
        /// A host to which data went, in the legend.
        legend_out,
        /// The flag in the tag of a host, in the legend.
        legend_goal,
        /// In the legend, beside `≠`, which has a number on the map: `≠ 3`.
        legend_disputed,
        /// In the legend, beside the question mark of what is possible.
        legend_possibly,
        /// In the legend, beside a dotted line between two cards.
        legend_same,
    }
}
