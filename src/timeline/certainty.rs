//! How certain it is that something has happened by a day.

crate::incident::words! {
    /// Whether a change is certain on the day.
    Certainty {
        /// A source states it, and the day is after its moment.
        Certain = "certain",
        /// The day lies within its moment, or sources only call it possible.
        Possible = "possible",
    }
}
