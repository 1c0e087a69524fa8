//! What is wrong with parts of a file, and what to do about it.

use super::texts;

texts! {
    /// What is wrong with parts of a file, and what to do about it.
    Findings {
        /// The word for what is worth knowing.
        severity_note,
        /// The word for what is kept, but perhaps not what was meant.
        severity_warning,
        /// The word for what is left out.
        severity_error,
        /// A finding in one line.
        finding_at(severity, code, pointer, message),
        /// A finding in one line, with its place in the text.
        finding_at_line(severity, code, line, column, pointer, message),
        /// Findings that differ in their place alone.
        findings_alike(severity, code, n, message),
        /// The place of one of them, in a line of its own below.
        finding_place(line, column, pointer),
        /// What to do, in a line of its own below.
        finding_hint(hint),
        /// A key that stands twice in one object.
        finding_duplicate_key(key),
        /// What to do about it.
        hint_duplicate_key,
        /// A field of the whole that is of the wrong shape.
        finding_field_left_out(problem, field),
        /// An item of a list that is of the wrong shape.
        finding_part_left_out(problem),
        /// Another JSON value than the one that belongs there.
        finding_expected(expected, found),
        /// A field that must be there.
        finding_missing_field(field),
        /// Expected: nothing at all.
        shape_nothing,
        /// Expected or found: a JSON string.
        shape_text,
        /// Expected: a JSON boolean.
        shape_flag,
        /// Expected: a JSON number.
        shape_number,
        /// Expected: a whole number.
        shape_count,
        /// Expected or found: a JSON array.
        shape_list,
        /// Expected or found: a JSON object.
        shape_object,
        /// Expected: ids.
        shape_ids,
        /// Expected: one id or several.
        shape_id_or_ids,
        /// Expected: strings by name.
        shape_named,
        /// Expected: words for people.
        shape_words,
        /// Expected: an amount.
        shape_amount,
        /// Found: the JSON value null.
        found_null,
        /// Found: true or false.
        found_flag(value),
        /// Found: a number.
        found_number(value),
        /// Offers the word that is closest to a misspelt one.
        hint_did_you_mean(word),
        /// Lists the words that are known in a place.
        hint_known_words(words),
        /// A field that the format does not know.
        finding_unknown_field(key),
        /// A field that seems to be a marking, written otherwise.
        finding_marking_meant(key),
        /// What to do about it.
        hint_marking_meant,
        /// A part that must have an id.
        finding_no_id,
        /// An id that another part has, given by its place in the file.
        finding_id_taken(id, first),
        /// What to do about it.
        hint_id_taken,
        /// An id with characters that it cannot have.
        finding_bad_id(id),
        /// The same for the id of the whole.
        finding_bad_incident_id(id),
        /// What an id is made of.
        hint_bad_id,
        /// A reference to a source that is not there.
        finding_no_source(id),
        /// A reference to a zone that is not there.
        finding_no_zone(id),
        /// A reference to a host that is not there.
        finding_no_host(id),
        /// A reference to a count that is not there.
        finding_no_count(id),
        /// A reference to a technique that is not there.
        finding_no_technique(id),
        /// A reference to a pivot or an event that is not there.
        finding_no_step(id),
        /// A reference to a part that is not there.
        finding_no_part(id),
        /// A word outside the vocabulary of its field.
        finding_unknown_word(word, used),
        /// A word that says nothing of how sure a source is.
        finding_no_hedge(word),
        /// A jurisdiction of which no rule is known.
        finding_no_jurisdiction(word),
        /// A word that is no state of a host.
        finding_no_state(word),
        /// A date that cannot be read.
        finding_bad_moment(text, problem),
        /// Why: it is written in another way.
        moment_no_date,
        /// Why: no calendar has the day.
        moment_no_such_day,
        /// Why: the ends of a range are the wrong way round.
        moment_crossed,
        /// How dates are written.
        hint_bad_moment,
        /// The address of a source that might run something.
        finding_bad_address,
        /// A source without a date of publication.
        finding_no_publication,
        /// What to do about it.
        hint_no_publication,
        /// A part without a claim.
        finding_unsourced,
        /// What to do about it.
        hint_unsourced,
        /// What to write in place of what stands there, in a file without a default source.
        hint_write(example),
        /// Who says it may be left out only in a file with a default.
        hint_no_source,
        /// A field of a claim stands in a part that has claims.
        hint_in_claim,
        /// The id of a technique that ATT&CK does not have.
        finding_no_attack(id, version),
        /// What to do about it.
        hint_no_attack,
        /// What to add, and to which list.
        hint_add(example, list),
        /// A source that knows the future.
        finding_foretold(source),
        /// What to do about it.
        hint_foretold,
        /// A file without hosts.
        finding_empty_map,
        /// What to do about it.
        hint_empty_map,
        /// A claim that says nothing.
        finding_no_value,
        /// A number without a unit.
        finding_no_unit,
        /// What to do about it.
        hint_no_unit,
        /// An amount that is negative, fractional, too large or crossed.
        finding_bad_amount,
        /// How amounts are written.
        hint_bad_amount,
        /// Words for people that are empty.
        finding_no_words,
        /// Words for people that are empty in one of several languages.
        finding_no_words_in_language,
        /// What should be the hash of a document is none.
        finding_no_sha256,
        /// The day of a step of the curated story.
        finding_bad_day(day),
        /// How a day is written.
        hint_bad_day,
        /// A step of the curated story without a source.
        finding_nobody_tells,
        /// An order in which something comes before itself.
        finding_order_cycle(source, from, to),
        /// What to do about it.
        hint_order_cycle,
        /// A zone within itself.
        finding_zone_cycle(zone),
        /// What to do about it.
        hint_zone_cycle,
        /// Counts that replace each other.
        finding_count_cycle(from, to),
        /// What to do about it.
        hint_count_cycle,
    }
}
