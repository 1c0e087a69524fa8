//! What is said of deadlines: laws, duties, and whether they were kept.

use super::texts;

texts! {
    /// What is said of deadlines: laws, duties, and whether they were kept.
    Rules {
        /// Beside every deadline.
        not_legal_advice,
        /// A law and its article.
        law_gdpr,
        /// A law and its article.
        law_nis2_warning,
        /// A law and its article.
        law_nis2_notification,
        /// A law and its article.
        law_uk_gdpr,
        /// A law and its article.
        law_appi_preliminary,
        /// A law and its article.
        law_appi_final,
        /// A law and its article.
        law_sec,
        /// A law and its article.
        law_hipaa_individuals,
        /// A law and its article.
        law_hipaa_secretary,
        /// What a law asks for.
        duty_authority,
        /// What a law asks for.
        duty_warn,
        /// What a law asks for.
        duty_notify,
        /// What a law asks for.
        duty_commissioner,
        /// What a law asks for.
        duty_commission,
        /// What a law asks for.
        duty_sec,
        /// What a law asks for.
        duty_individuals,
        /// What a law asks for.
        duty_secretary,
        /// A duty, how much time there is, and from when on.
        duty_within(duty, limit, start),
        /// How much time there is.
        n_hours(n),
        /// How much time there is.
        n_business_days(n),
        /// From when on.
        start_aware,
        /// From when on.
        start_material,
        /// A law and what it asks for.
        law_asks(law, duty),
        /// What became of a duty, in a line.
        deadline_line(law, verdict, why),
        /// It was done in time.
        verdict_met,
        /// It was done too late.
        verdict_missed,
        /// Nobody who is heard says enough.
        verdict_not_known,
        /// The rule did not bind.
        verdict_did_not_apply,
        /// The last day.
        due(days),
        /// The last day, and when it was done.
        due_done(due, days),
        /// The dates do not tell.
        why_too_close(due),
        /// No source that is heard says when it was done.
        why_not_told(due),
        /// Somebody was told, and the file does not say under which law.
        why_to_whom(due),
        /// No source that is heard dates the start.
        why_not_noticed,
        /// No source that is heard dates the start.
        why_not_found_material,
        /// The file names no tie to the jurisdiction.
        why_no_tie(whom),
        /// It came into force too late.
        why_not_in_force(day, noticed),
        /// It came into force about then.
        why_perhaps_in_force(day),
        /// Whom a law binds.
        bound_eu,
        /// Whom a law binds.
        bound_eu_essential,
        /// Whom a law binds.
        bound_uk,
        /// Whom a law binds.
        bound_japan,
        /// Whom a law binds.
        bound_us_listed,
        /// Whom a law binds.
        bound_us_health,
    }
}
