//! What the looks on a map mean.

use super::texts;

texts! {
    /// What the looks on a map mean.
    Legend {
        /// Before the states of hosts in the legend: each is the last one of which a source speaks, up to the day that is shown.
        legend_as_told(day),
        /// The same where the map shows no day.
        legend_as_told_undated,
        /// In the legend, beside a filled and an outlined number.
        legend_numbers,
        /// In the legend, beside the arrow that stands before "way in" in a tag.
        legend_way_in,
        /// An arrow of the main path, in the legend, where the path has several beginnings, each with a letter.
        legend_main_ways(n),
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
