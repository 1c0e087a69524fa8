//! What the command says.

use super::texts;

texts! {
    /// What the command says.
    Command in command {
    }
}
