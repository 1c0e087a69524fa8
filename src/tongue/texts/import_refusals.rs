//! What is known and not read, and what to do instead. What it is, follows `this is`, with its article.

use super::texts;

texts! {
    /// What is known and not read, and what to do instead. What it is, follows `this is`, with its article.
    ImportRefusals {
        /// What it is.
        unread_pdf,
        /// What it is.
        unread_lfs,
        /// What it is.
        unread_picture,
        /// What it is: packets of a network.
        unread_capture,
        /// What it is.
        unread_evtx,
        /// What it is.
        unread_old_office,
        /// What it is.
        unread_sqlite,
        /// What it is.
        unread_rtf,
        /// What it is.
        unread_parquet,
        /// What it is.
        unread_7z,
        /// What it is.
        unread_rar,
        /// What it is.
        unread_bzip2,
        /// What it is.
        unread_xz,
        /// What it is.
        unread_zstd,
        /// What it is.
        unread_program,
        /// What it is.
        unread_spreadsheet,
        /// What it is.
        unread_open_document,
        /// What it is.
        unread_word,
        /// What it is.
        unread_powerpoint,
        /// What it is.
        unread_bloodhound,
        /// What it is.
        unread_iris,
        /// A case of the tool Aurora.
        unread_aurora,
        /// What tools say of all files or programs of a disk.
        unread_files,
        /// What it is.
        unread_navigator,
        /// What it is.
        unread_galaxy,
        /// What it is.
        unread_attributes,
        /// What it is.
        unread_playbook,
        /// What it is.
        unread_drawing,
        /// What it is.
        unread_software,
        /// What it is.
        unread_json,
        /// What it is.
        unread_schema,
        /// What it is.
        unread_index,
        /// What it is.
        unread_page,
        /// What it is.
        unread_xml,
        /// What it is.
        unread_yaml,
        /// What it is.
        unread_text,
        /// What it is.
        unread_lines,
        /// What it is.
        unread_table,
        /// What to do.
        unread_hint_incident,
        /// What to do.
        unread_hint_unpack,
        /// What to do.
        unread_hint_sheet,
        /// What to do with a PDF.
        unread_hint_data,
        /// What to do.
        unread_hint_lfs,
        /// What to do.
        unread_hint_capture,
        /// What to do.
        unread_hint_events,
        /// What to do.
        unread_hint_database,
        /// What to do.
        unread_hint_parquet,
        /// What to do.
        unread_hint_bloodhound,
        /// What to do.
        unread_hint_iris,
        /// What to do with a list of files.
        unread_hint_files,
        /// What to do.
        unread_hint_navigator,
        /// What to do.
        unread_hint_galaxy,
        /// What to do.
        unread_hint_playbook,
        /// What to do.
        unread_hint_drawing,
        /// What to do.
        unread_hint_index,
        /// What to do.
        unread_hint_page,
        /// What to do.
        unread_hint_xml,
        /// What to do.
        unread_hint_yaml,
        /// What to do.
        unread_hint_columns,
    }
}
