//! What a column of a table can be.

/// What a column can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The place from which a step goes.
    From,
    /// The place to which it goes.
    To,
    /// When.
    When,
    /// What happened, in words.
    What,
    /// A technique: an id of ATT&CK, or words.
    Technique,
    /// Who says so: an address or a name.
    Source,
    /// The time of day, where a column of its own has it.
    Clock,
    /// Whether it is confirmed, suspected, or was a false alarm.
    Status,
    /// How sure it is.
    Confidence,
    /// How far the row may be shared.
    Marking,
    /// The time zone of its time.
    TimeZone,
    /// Where its machine stands: a network, a site.
    Zone,
    /// What became of its machine.
    State,
    /// How many are affected.
    Count,
    /// Of what.
    Unit,
}
