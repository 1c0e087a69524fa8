//! Why nothing can be read of a file, and what to do about it.

use super::texts;

texts! {
    /// Why nothing can be read of a file, and what to do about it.
    Refusals {
        /// Why, with the place in the text.
        refusal_at(refusal, line, column),
        /// Why, and what to do about it, in one line.
        refusal_with_hint(refusal, hint),
        /// No bytes, or only white space.
        refusal_empty,
        /// What to do about it.
        hint_empty,
        /// More than is read.
        refusal_too_large(megabytes, limit),
        /// A file with more values than there is room for.
        refusal_too_many(values, limit),
        /// What to do about it.
        hint_too_large,
        /// Bytes of another encoding; the first of them.
        refusal_not_utf8(offset),
        /// Two bytes for each letter.
        refusal_utf16,
        /// What to do about both.
        hint_encoding,
        /// Something else, by its first bytes.
        refusal_other(what),
        /// What to do about it.
        hint_other,
        /// What it is.
        what_pdf,
        /// What it is.
        what_zip,
        /// What it is.
        what_gzip,
        /// What it is.
        what_picture,
        /// What it is.
        what_git_lfs,
        /// What it is.
        what_page,
        /// Something that is known, and not read.
        refusal_unread(what),
        /// An archive that cannot be unpacked.
        refusal_broken_archive(kind),
        /// What to do about it.
        hint_broken_archive,
        /// An archive without a file.
        refusal_empty_archive,
        /// An archive with several files.
        refusal_many_in_archive(n),
        /// What to do about both.
        hint_archive,
        /// A known format that tells of no incident.
        refusal_no_incident(format),
        /// What to do about it.
        hint_no_incident,
        /// Broken JSON.
        refusal_not_json(problem),
        /// What to do about it.
        hint_not_json,
        /// JSON that ends in the middle of something.
        refusal_cut_off(problem),
        /// What to do about it.
        hint_cut_off,
        /// Where it ends.
        json_in_list,
        /// Where it ends.
        json_in_object,
        /// Where it ends.
        json_in_text,
        /// Where it ends.
        json_before_value,
        /// What is wrong with it.
        json_colon,
        /// What is wrong with it.
        json_list_goes_on,
        /// What is wrong with it.
        json_object_goes_on,
        /// What is wrong with it.
        json_bare_word,
        /// What is wrong with it.
        json_value,
        /// What is wrong with it.
        json_key,
        /// What is wrong with it.
        json_comma,
        /// What is wrong with it.
        json_more,
        /// What is wrong with it.
        json_deep,
        /// What is wrong with it.
        json_control,
        /// JSON of another kind.
        refusal_unknown_format(found),
        /// What to do about it.
        hint_unknown_format,
        /// What to do about STIX.
        hint_stix,
        /// Which kind: it names another format.
        found_other_format(format),
        /// Which kind: its format is no text.
        found_no_text_as_format,
        /// Which kind: it names no format.
        found_no_format,
        /// Which kind: STIX.
        found_stix,
        /// Which kind: a list.
        found_list,
        /// Which kind: a text, a number, true, false or null.
        found_value,
        /// Which kind: none that is known.
        found_unknown,
        /// A version of the format that this program does not know.
        refusal_other_version(found, known),
        /// What to do about it.
        hint_other_version,
        /// A field without which nothing can be read.
        refusal_no_field(field),
        /// Such a field of the wrong shape.
        refusal_bad_field(field, problem),
        /// What to do about both.
        hint_bad_field,
    }
}
