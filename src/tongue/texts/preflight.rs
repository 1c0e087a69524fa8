//! What a preflight says of a file, a folder or a page.

use super::texts;

texts! {
    /// What a preflight says of a file, a folder or a page.
    Preflight {
        /// How much was looked at, and what was found.
        preflight_sum(what, n, kilobytes, errors, warnings),
        /// Nobody answers at an address.
        preflight_unreached(why),
        /// Why: what comes is no answer of a web server.
        preflight_no_http,
        /// A server does not give something out.
        preflight_status(status),
        /// What to do about something that is not there.
        hint_preflight_missing,
        /// A server sends somebody elsewhere.
        preflight_redirected(to),
        /// What to do about it.
        hint_preflight_redirected,
        /// The same, to another origin.
        preflight_redirected_away(to),
        /// What to do about it.
        hint_preflight_redirected_away,
        /// A server gives a file another type.
        preflight_type(given, usual),
        /// What to do about it.
        hint_preflight_type(ending, usual),
        /// A server gives a page in place of a file.
        preflight_something_else,
        /// What to do about it.
        hint_preflight_something_else,
        /// A header is missing.
        preflight_no_nosniff,
        /// What to do about it.
        hint_preflight_no_nosniff,
        /// A large file is not compressed.
        preflight_not_packed,
        /// What to do about it.
        hint_preflight_not_packed,
        /// Pages of other origins cannot use the program.
        preflight_no_cors,
        /// What to do about it.
        hint_preflight_no_cors,
        /// A header keeps the program from other origins.
        preflight_corp(policy),
        /// A page is downloaded instead of shown.
        preflight_download,
        /// What to do about it.
        hint_preflight_download,
        /// A policy takes scripts away from a page.
        preflight_sandbox,
        /// A page without a policy.
        preflight_no_policy,
        /// What to do about it.
        hint_preflight_no_policy,
        /// A policy forbids what stands in the page.
        preflight_inline_scripts(n),
        /// What to do about it.
        hint_preflight_inline_scripts,
        /// The same of styles.
        preflight_inline_styles(n),
        /// What to do about it.
        hint_preflight_inline_styles,
        /// A policy forbids the program.
        preflight_no_wasm,
        /// What to do about it.
        hint_preflight_no_wasm,
        /// A policy forbids something that the page needs.
        preflight_barred(to),
        /// What to do about it.
        hint_preflight_barred(directive),
        /// A policy bars other tools' files.
        preflight_no_reader,
        /// A policy bars pictures that the page makes.
        preflight_no_pictures,
        /// No page may frame it.
        preflight_no_frames(by),
        /// Only pages of its origin may frame it.
        preflight_own_frames(by),
        /// What to do about it.
        hint_preflight_frames,
        /// Mail servers bar pages.
        preflight_mail_html,
        /// What to do about it.
        hint_preflight_mail_html,
        /// A file is too large for a mail.
        preflight_mail_size(megabytes),
        /// What to do about it.
        hint_preflight_mail_size,
        /// A page needs scripts.
        preflight_scripts(n),
        /// What to do about it.
        hint_preflight_scripts,
        /// A page has scripts in attributes.
        preflight_handlers(n),
        /// What to do about it.
        hint_preflight_handlers,
        /// A page asks another server.
        preflight_outside(origin),
        /// What to do about it.
        hint_preflight_outside,
        /// A picture has scripts or asks others.
        preflight_svg,
        /// What to do about it.
        hint_preflight_svg,
        /// An incident is not for everybody.
        preflight_marked(marking),
        /// An incident without a marking.
        preflight_unmarked,
        /// What to do about it.
        hint_preflight_marked,
        /// A name that addresses cannot say.
        preflight_name,
        /// What to do about it.
        hint_preflight_name,
        /// Two names that differ in their case.
        preflight_same_name,
        /// What to do about it.
        hint_preflight_same_name,
        /// A name that GitHub Pages leaves out.
        preflight_jekyll,
        /// What to do about it.
        hint_preflight_jekyll,
        /// A file is too large for a host.
        preflight_large_file(megabytes),
        /// What to do about it.
        hint_preflight_large_file,
        /// A site is too large for a host.
        preflight_large_site(megabytes),
        /// What to do about it.
        hint_preflight_large_site,
        /// A page refers to what is not there.
        preflight_missing(to),
    }
}
