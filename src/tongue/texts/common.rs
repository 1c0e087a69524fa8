//! What joins words, whatever they speak of: lists, numbers, dates.

use super::texts;

texts! {
    /// What joins words, whatever they speak of: lists, numbers, dates.
    Common {
        /// Between names: `, `.
        comma,
        /// Two names: `a and b`.
        and(a, b),
        /// What is said by others, or is the same in every language.
        verbatim(words),
        /// A sentence of words.
        full_stop(words),
        /// Two sentences, one after the other.
        next_sentence(first, next),
        /// Between parts that have commas in them.
        semicolon,
        /// What is spoken of, and what is said of it.
        colon(what, said),
        /// Words with a remark in brackets.
        noted(words, note),
        /// A title or a name in quotation marks.
        quoted(words),
        /// Names, and how many there are besides.
        and_others(names, n),
    }
}
