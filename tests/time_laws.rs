//! Laws of the time bar, for random files: axes, and what was reported by and by.
#![expect(clippy::unwrap_used, reason = "what cannot be read fails the test")]

mod tape;

use breachmap::import::{Imported, import};
use breachmap::incident::Day;
use breachmap::timeline::{Axis, Lens, Scale, Snapshot, Timeline, reports, undated};
use proptest::prelude::*;
use serde_json::Value;
use tape::{clean_file, file, tape};

fn read(file: &Value) -> Imported {
    import(file.to_string().as_bytes()).unwrap()
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn all_axes_order_all_days_alike_and_find_every_day_again(tape in tape(), days in proptest::collection::vec(-500_i32..5000, 2..20)) {
        let incident = read(&file(&tape)).incident;
        for timeline in [Timeline::of(&incident), Timeline::learned(&incident)] {
            let axes: Vec<Axis> = Scale::ALL.iter().map(|it| Axis::of(&timeline, *it, &undated(&incident, &timeline))).collect();
            let (first, last) = axes[0].ends();
            let mut days: Vec<Day> = days.iter().map(|it| first.plus(*it).clamp(first, last)).chain(timeline.stops.clone()).collect();
            days.sort_unstable();
            days.dedup();
            for axis in &axes {
                prop_assert_eq!(axis.ends(), (first, last));
                prop_assert!(days.windows(2).all(|it| axis.position(it[0]) < axis.position(it[1])), "{days:?}");
                for day in &days {
                    prop_assert_eq!(axis.day(axis.position(*day)), *day);
                }
            }
        }
    }

    #[test]
    fn what_was_reported_is_what_a_snapshot_of_the_day_says(tape in tape(), told_by in any::<Option<u8>>()) {
        let incident = read(&clean_file(&tape)).incident;
        let last = Timeline::of(&incident).last();
        let chosen = incident.sources.iter().enumerate().filter(|(i, _)| told_by.is_none_or(|bits| bits >> (i % 8) & 1 == 1));
        let lens = Lens { told_by: told_by.map(|_| chosen.map(|(_, it)| it.id.clone()).collect()), ..Lens::on(last) };
        for series in reports(&incident, &lens, last) {
            for report in &series.reports {
                let snapshot = Snapshot::of(&incident, &Lens { known_on: Some(report.day), ..lens.clone() });
                prop_assert_eq!(snapshot.totals.iter().find(|it| it.unit == series.unit), report.total.as_ref());
            }
        }
    }
}
