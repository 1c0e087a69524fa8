//! What the command says of quotes.

use super::texts;

texts! {
    /// What the command says of quotes.
    Quotes {
        /// The words stand there.
        quote_found(place, quote, document, line),
        /// They do, but for what copies change.
        quote_nearly(place, quote, document, line),
        /// They do not.
        quote_missing(place, quote, document),
        /// As many of the first words as stand there.
        quote_until(words),
        /// Nothing of them stands there.
        quote_not_even,
        /// No document of the source is at hand.
        quote_unchecked(place, quote, source),
        /// Documents of which nobody knows what source they are.
        document_unknown(files),
        /// What to do about it.
        hint_document_unknown,
        /// A document that cannot be read.
        document_no_text,
        /// What to do about it.
        hint_document_no_text,
        /// A source that the file does not have.
        document_no_source(source),
        /// A file in which to look, without a document.
        no_documents,
        /// A claim of a language model that is held apart, and why.
        held_apart(place, claim, why),
        /// A part that went with them.
        held_part(place),
        /// What nobody checked.
        held_labels,
    }
}
