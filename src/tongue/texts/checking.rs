//! What is said of quotes that are held to their documents, and of the answer of a language model.

use super::texts;

texts! {
    /// What is said of quotes that are held to their documents, and of the answer of a language model.
    Checking {
        /// Of which part a quote speaks.
        quote_of(list, name),
        /// A quote stands in its document.
        verdict_found,
        /// It does but for white space, quotation marks, hyphens and the width of letters.
        verdict_nearly,
        /// It does not.
        verdict_missing,
        /// There is no document of its source.
        verdict_unchecked,
        /// Where a quote stands.
        quote_place(document, line),
        /// How much of a quote stands in its document.
        quote_until_in(document, words),
        /// A quote of which nothing stands in its document.
        quote_not_even_in(document),
        /// What the cell of a quote says.
        quote_cell(verdict, place),
        /// All quotes.
        quotes_sum(found, nearly, missing, unchecked),
        /// A file without quotes.
        no_quotes,
        /// In place of a value that is not there.
        nothing_there,
        /// The documents that somebody brought.
        documents_title,
        /// What to do with documents.
        documents_drop,
        /// A button that asks for files.
        documents_choose,
        /// Opens a field for the text of a document.
        documents_paste,
        /// A field for the text of a document.
        document_text,
        /// A button: take the text as a document.
        document_take,
        /// What a pasted text is called.
        document_pasted(n),
        /// Files in which no words can be read.
        documents_unread(files),
        /// The choice of the source that a document is.
        document_source(document),
        /// No source of the file.
        document_nobody,
        /// Nobody said which source a document is.
        document_guessed,
        /// Its hash is that of the source.
        document_same,
        /// Its hash is another one.
        document_other,
        /// A button: write the hash of a document into its source, so that the file says which document was read.
        document_write,
        /// What that does.
        document_write_hint,
        /// A button: take a document away.
        document_remove(document),
        /// The quotes of the file.
        quotes_title,
        /// What is found and what is not said by it.
        quotes_meaning,
        /// A button: go to the row of a claim.
        quote_go(part),
        /// Help from a language model.
        model_title,
        /// How a model helps without being trusted.
        model_how,
        /// A button: copy the instructions.
        model_copy,
        /// A field with the instructions.
        model_instructions,
        /// It worked.
        model_copied,
        /// It did not.
        model_not_copied,
        /// A document, as a model is told of it.
        model_document(name, id, words),
        /// A field for the answer of a model.
        model_answer,
        /// A button: hold the answer to the documents.
        model_check,
        /// An answer without any claim whose words are found.
        model_nothing,
        /// A button: add what was found.
        model_add(n),
        /// A button: keep the answer no longer.
        model_forget,
        /// The claims that were found.
        model_found,
        /// The claims that are held apart.
        model_held,
        /// Parts that went because no claim that stays speaks of them.
        model_gone(parts),
        /// What nobody checked.
        model_labels,
        /// Why a claim is held apart: its words are not there.
        held_missing,
        /// Why: it quotes nothing.
        held_no_quote,
        /// Why: there is no document of its source.
        held_no_document,
        /// How many claims of an answer stay, and how many are held apart.
        held_sum(found, held),
    }
}
