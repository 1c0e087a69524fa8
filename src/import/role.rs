//! What a field of the format holds, said once where the field is declared: sharing, redaction and the order of a file follow it.

/// What stands in a field.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Role {
    /// The id of the part itself.
    Id,
    /// The id of another part, or several.
    Refs,
    /// A word of the format: of a vocabulary, a language tag, a version.
    Term,
    /// A TLP marking.
    Marking,
    /// A moment or a day.
    Moment,
    /// The address of a page.
    Address,
    /// Words for people, in one language or several: whatever somebody wrote may name a host, a person or a day.
    Text,
    /// How many, with bounds.
    Amount,
    /// A plain number that says how a file was made.
    Number,
    /// Yes or no.
    Flag,
    /// Texts by name.
    Named,
    /// Nothing: the claim itself is what is said.
    Happened,
    /// Claims, whose values have this role.
    Claims(&'static Self),
    /// A part of the format, or several, with these fields.
    Parts(&'static Roles),
}

/// The fields of a part in order, each with its role.
pub type Roles = [(&'static str, Role)];
