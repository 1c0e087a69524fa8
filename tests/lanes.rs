//! Laws of time as lanes, for random files and lenses: they show what the map shows, day by day, and nothing known before it was.
#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

mod look;
mod tape;

use std::collections::BTreeSet;

use breachmap::graph;
use breachmap::incident::{Day, Incident};
use breachmap::scene::lanes::{Frame, LanesInput, MOST_LANES, Plan, whole};
use breachmap::scene::map::MapInput;
use breachmap::scene::{Ground, theme};
use breachmap::timeline::{Axis, Courses, Lens, Scale, Snapshot, Timeline, numbers, publications, undated};
use breachmap::words::Teller;
use look::{config, lens, read};
use proptest::prelude::*;
use tape::{clean_file, file, tape};

/// All that lanes stand on.
struct Stage<'a> {
    incident: &'a Incident,
    ground: Ground,
    axis: Axis,
    snapshot: Snapshot,
    courses: Courses,
}

impl<'a> Stage<'a> {
    fn of(incident: &'a Incident, lens: &Lens, scale: Scale) -> Self {
        let timeline = Timeline::of(incident);
        let axis = Axis::of(&timeline, scale, &undated(incident, &timeline));
        let courses = Courses::of(incident, lens, &axis);
        Self { incident, ground: graph::closed(incident), axis, snapshot: Snapshot::of(incident, lens), courses }
    }

    /// What is drawn of it at this width.
    fn with<T>(&self, width: f64, see: impl FnOnce(&LanesInput<'_>) -> T) -> T {
        let (numbers, publications) = (numbers(self.incident), publications(self.incident));
        let map = MapInput {
            teller: Teller::of(self.incident, "en"),
            ground: &self.ground,
            numbers: &numbers,
            snapshot: &self.snapshot,
            selection: None,
            words: 1.0,
            theme: &theme::LIGHT,
            diff: None,
        };
        let (courses, axis, publications) = (&self.courses, &self.axis, publications.as_slice());
        see(&LanesInput { map, courses, axis, publications, frame: Frame::alone(width), is_brief: false })
    }

    /// The lanes from top to bottom.
    fn order(&self) -> Vec<String> {
        let ids = |input: &LanesInput<'_>| -> Vec<String> {
            Plan::of(input, 0.0).lanes.iter().filter_map(|it| it.id.map(str::to_owned)).collect()
        };
        self.with(1000.0, ids)
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_bar_shows_on_each_day_what_the_card_shows(
        tape in tape(), as_of in 0..9_usize, known_on in proptest::option::of(0..5_usize), told_by in proptest::option::of(any::<u8>())
    ) {
        let incident = read(&file(&tape)).incident;
        let lens = lens(&incident, as_of, known_on, told_by);
        for scale in [Scale::Compressed, Scale::True] {
            let stage = Stage::of(&incident, &lens, scale);
            let (first, last) = stage.axis.ends();
            prop_assume!(last.number() - first.number() < 40_000);
            for day in stage.axis.days() {
                let snapshot = Snapshot::of(&incident, &Lens { as_of: day, ..lens.clone() });
                prop_assert_eq!(snapshot.hosts.len(), stage.courses.hosts.len());
                for (host, course) in snapshot.hosts.iter().zip(&stage.courses.hosts) {
                    prop_assert_eq!(&host.id, &course.host);
                    let seen = course.at(stage.axis.position(day));
                    prop_assert_eq!((seen.state, seen.certainty, seen.since), (host.state, host.certainty, host.since));
                }
            }
        }
    }

    #[test]
    fn a_bar_shows_at_each_step_without_a_date_what_the_card_shows(tape in tape()) {
        let incident = read(&file(&tape)).incident;
        let stage = Stage::of(&incident, &Lens::on(Timeline::of(&incident).last()), Scale::Steps);
        for (step, at) in &stage.axis.undated {
            let lens = Lens::on(stage.axis.day(*at));
            let snapshot = Snapshot::from_step(&incident, &lens, Some(step));
            for (host, course) in snapshot.hosts.iter().zip(&stage.courses.hosts) {
                let seen = course.at(*at);
                prop_assert_eq!((seen.state, seen.certainty), (host.state, host.certainty), "{} at {}", host.id, step);
            }
        }
    }

    #[test]
    fn nothing_is_known_before_it_can_have_happened(tape in tape(), told_by in proptest::option::of(any::<u8>())) {
        let incident = read(&file(&tape)).incident;
        let stage = Stage::of(&incident, &lens(&incident, 0, None, told_by), Scale::Compressed);
        prop_assert_eq!(stage.courses.steps.len(), stage.snapshot.pivots.len() + stage.snapshot.events.len());
        for it in &stage.courses.steps {
            let Some((low, high)) = it.delay() else { continue };
            let known = it.known.unwrap().day;
            prop_assert!(it.when.span.earliest.is_none_or(|first| first <= known), "{} is known before", it.id);
            prop_assert!(high.is_none_or(|high| low <= high), "{}: {low} to {high:?}", it.id);
        }
    }

    #[test]
    fn every_card_of_the_map_has_one_lane_in_one_order(
        tape in tape(), as_of in 0..9_usize, known_on in proptest::option::of(0..5_usize), told_by in proptest::option::of(any::<u8>())
    ) {
        let incident = read(&file(&tape)).incident;
        let stage = Stage::of(&incident, &lens(&incident, as_of, known_on, told_by), Scale::Compressed);
        let lanes = stage.order();
        let cards: BTreeSet<&str> = stage.snapshot.hosts.iter().map(|it| stage.ground.folded.card(&it.id)).collect();
        prop_assert!(cards.len() <= MOST_LANES);
        prop_assert_eq!(lanes.iter().map(String::as_str).collect::<BTreeSet<_>>(), cards);
        prop_assert_eq!(lanes.len(), lanes.iter().collect::<BTreeSet<_>>().len(), "none twice");
        // who is heard decides whether there is a lane, and not where
        let mut all = Stage::of(&incident, &Lens::on(Day::UNTOLD), Scale::Compressed).order();
        all.retain(|it| lanes.contains(it));
        prop_assert_eq!(lanes, all);
    }

    #[test]
    fn what_stands_in_a_row_covers_nothing_else(tape in tape(), width in 240..1600_u32) {
        let incident = read(&clean_file(&tape)).incident;
        let stage = Stage::of(&incident, &Lens::on(Timeline::of(&incident).last()), Scale::Compressed);
        stage.with(f64::from(width), |input| {
            let plan = Plan::of(input, 0.0);
            let mut bottom = 0.0;
            for lane in &plan.lanes {
                prop_assert!(lane.y >= bottom, "lanes lie below each other");
                bottom = lane.y + lane.height;
                for (at, one) in lane.marks.iter().enumerate() {
                    prop_assert!(lane.y < one.y && one.y < bottom);
                    for other in lane.marks[..at].iter().filter(|it| (it.y - one.y).abs() < 1.0) {
                        let ((a, b), (c, d)) = (one.extent.ends(), other.extent.ends());
                        prop_assert!(b < c || d < a, "{} and {} in one row", one.id, other.id);
                    }
                }
            }
            prop_assert_eq!(whole(input), whole(input));
            Ok(())
        })?;
    }
}
