//! What the interface says of many incidents, of folders, tables and files of other tools.

use super::texts;

texts! {
    /// What the interface says of many incidents, of folders, tables and files of other tools.
    Lists {
        /// The list, to a screen reader.
        incidents,
        /// Before the search field.
        search,
        /// The chart, to a screen reader.
        years_help,
        /// The same for all.
        years_title,
        /// Where a search finds nothing.
        none_found,
        /// The title of a column.
        column_victim,
        /// The title of a column.
        column_when,
        /// The title of a column.
        column_counts,
        /// The title of a column.
        column_actor,
        /// The title of a column.
        column_action,
        /// The title of a column.
        column_complete,
        /// What stands in that column.
        column_complete_hint,
        /// How many rows there are.
        n_incidents(n),
        /// How many of them are found: `12 of 8,553 incidents`.
        found_of(n, all),
        /// How many began in no year that is said.
        without_year(n),
        /// Of an index, how much is read: all that is said of the list holds for that.
        years_read(n, all, rows, incidents),
        /// Reads one more year.
        read_year(year),
        /// A year is on its way.
        reading_year(year),
        /// The list of words is on its way.
        reading_words,
        /// How many of the years that are not read can have what is looked for.
        years_left(n),
        /// A choice: the year to which the list is narrowed.
        only_year,
        /// No such year.
        all_years,
        /// In place of a year.
        no_year,
        /// A year, and how many incidents it has.
        year_and_n(year, n),
        /// So many of so many: `4 of 6`.
        n_of_all(n, all),
        /// Back to the list of one incident.
        back_to_list,
        /// Back to the list.
        back_to_all(n),
        /// Several files at once.
        n_files(n),
        /// From the list to the incident that was shown before.
        back_to(title),
        /// Why a file of a folder is not read: its name begins with a dot, or the system has put it there.
        file_hidden,
        /// Why a file of a folder is not read: there is nothing in it.
        folder_empty,
        /// Why a file of a folder is not read: the browser does not give it out.
        file_not_given,
        /// Why a file of a folder is not read: there are too many.
        too_many_files(n),
        /// Why a file of a folder is not read: they are too large.
        too_much(n),
        /// A file that is not read, and why.
        file_and_reason(path, reason),
        /// Files that are not read, one after the other.
        next_file(first, next),
        /// How many files are not read, before the list of them.
        n_unread(n, all),
        /// After the first of those that are not read.
        and_more(n),
        /// What is said of a folder in which nothing can be read.
        nothing_readable,
        /// What to do about it.
        nothing_readable_hint,
        /// Above the columns: `Which column of steps.csv is what?`.
        which_column(name),
        /// What to do with them.
        columns_note,
        /// The table, to a screen reader.
        columns,
        /// A head of the table.
        head_column,
        /// A head of the table.
        head_taken_for,
        /// A head of the table.
        head_values,
        /// A column that is taken for nothing.
        column_unused,
        /// What is missing before anything can be made of the table.
        columns_not_yet,
        /// From the columns to the incident.
        show_the_incident,
        /// Away from a dialog, a table or a file that is read.
        cancel,
        /// From the report of an import to the columns.
        change_columns,
        /// What to do where nothing can be made of a table.
        columns_hint,
        /// A column without a header.
        column_n(n),
        /// The choice for a column, to a screen reader.
        what_is(name),
        /// What a column is taken for.
        field_from,
        /// What a column is taken for.
        field_to,
        /// What a column is taken for.
        field_when,
        /// What a column is taken for.
        field_what,
        /// What a column is taken for.
        field_technique,
        /// What a column is taken for.
        field_source,
        /// What a column is taken for.
        field_clock,
        /// What a column is taken for: confirmed, suspected, false positive.
        field_status,
        /// What a column is taken for.
        field_confidence,
        /// What a column is taken for.
        field_marking,
        /// What a column is taken for.
        field_time_zone,
        /// What a column is taken for.
        field_network,
        /// What a column is taken for.
        field_state,
        /// What a column is taken for.
        field_count,
        /// What a column is taken for.
        field_unit,
        /// A choice: in which row of a table its header stands.
        header_row,
        /// A row of a table, with what stands in it.
        row_n(n, words),
        /// A choice: which number of a date stands first.
        date_order,
        /// Nobody chose which number of a date stands first.
        dates_as_told,
        /// A choice.
        order_day_first,
        /// A choice.
        order_month_first,
        /// A choice.
        order_year_first,
        /// In which time zone times are that have none.
        zone_of_times,
        /// In place of a time zone.
        zone_not_said,
        /// Somebody typed a time zone.
        zone_unknown(zone),
        /// What was made of the table: `Makes 3 hosts, 2 steps and 1 event.`
        made_of_table(hosts, steps, events),
        /// The report of an import, to a screen reader.
        import_report,
        /// The bar, to a screen reader.
        reading_progress,
        /// How far a file has been read: `Reading log.jsonl: 37 %`.
        reading_file(name, percent),
        /// What becomes of it.
        making_list(name),
        /// What becomes of it.
        making_incident(name),
        /// A way in which the file was read: no column is this.
        option_none(name),
        /// A way in which the file was read: this column.
        option_column(name, number),
        /// A way in which the file was read: `when: Time`.
        option_value(name, value),
    }
}
