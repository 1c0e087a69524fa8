//! What is said of days, spans and times.

use super::texts;

texts! {
    /// What is said of days, spans and times.
    Time {
        /// Stands for the day of an incident of which nobody dates anything.
        no_date,
        /// A day.
        day_of(day, month, year),
        /// A day whose year is plain.
        day_and_month(day, month),
        /// A whole month.
        month_of(month, year),
        /// A whole year.
        year_of(year),
        /// A whole season.
        season_of(season, year),
        /// A season.
        spring,
        /// A season.
        summer,
        /// A season.
        autumn,
        /// A season.
        winter,
        /// On the first day of a month, a season or a year.
        start_of(when),
        /// The last day of a month, a season or a year.
        end_of(when),
        /// Some days of one month.
        days_in_month(first, last, month, year),
        /// Some days of one year.
        days_in_year(first, first_month, last, last_month, year),
        /// From one day to another.
        days_between(first, last),
        /// In a month or the like, and by a day of it.
        within_until(whole, day),
        /// In a month or the like, and not before a day of it.
        within_from(whole, day),
        /// On that day or later.
        from_on(day),
        /// On that day or earlier.
        until_day(day),
        /// A span without an end on either side.
        at_unknown_time,
        /// Days with the time of day: `10:00 +09:00`.
        at_time(days, time),
        /// A step of which no source says when.
        undated,
        /// The same, where the order leaves one day only.
        undated_leaves(days),
        /// The same, where the order leaves some days.
        undated_between(first, last),
        /// The same, where the order leaves a first day.
        undated_from(day),
        /// The same, where the order leaves a last day; `days` is such as `by 28 May 2020`.
        undated_by(days),
        /// An approximate time.
        about_time(time),
        /// A time of which the source is not sure.
        perhaps_time(time),
        /// A claim without a time.
        no_time,
        /// How long.
        n_days(n),
        /// How long, at the most, where it can be none at all.
        days_within(n),
        /// How long, from the fewest to the most.
        days_from_to(low, high),
        /// How long, at the least.
        days_or_more(n),
        /// How long, where it can be anything.
        no_bound,
        /// An end of a clock of which some sources say nothing, so that the day that is shown stands.
        as_shown(day),
        /// How long the intruder was inside before anybody noticed.
        clock_dwell,
        /// How long until a leak was thought possible.
        clock_leak_judged,
        /// How long until an authority was told.
        clock_authority_told,
        /// How long until the public was told.
        clock_public_notice,
        /// How long until those affected were told.
        clock_customers_told,
    }
}
