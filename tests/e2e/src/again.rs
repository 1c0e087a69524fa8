//! Which tests are tried again: those whose session was lost, and once those that failed in an engine that loses sessions.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

/// The panic of a test whose browser did not start or stopped answering; the reason is printed before.
pub struct Lost;

/// A test has failed if it fails twice: a fault of ours shows again.
const MOST_FAILED: usize = 2;
/// More lost sessions than this are no accident.
const MOST_LOST: usize = 4;

/// Runs a test until it has passed, failed twice, or lost its session too often; each try says why there is another.
pub fn until_sure(mut test: impl FnMut()) {
    let (mut failed, mut lost) = (0, 0);
    while let Err(end) = catch_unwind(AssertUnwindSafe(&mut test)) {
        let count = if end.is::<Lost>() { &mut lost } else { &mut failed };
        *count += 1;
        if failed == MOST_FAILED || lost == MOST_LOST {
            resume_unwind(end);
        }
        eprintln!("tried again: {failed} of {MOST_FAILED} failures, {lost} of {MOST_LOST} lost sessions, as above");
    }
}

/// Ends a test whose session was lost.
pub fn lose(why: &str) -> ! {
    eprintln!("the session was lost: {why}");
    let end: Box<dyn Any + Send> = Box::new(Lost);
    resume_unwind(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many tries it takes when they end like this, and whether the test passes.
    fn tries(ends: &[&str]) -> (usize, bool) {
        let mut n = 0;
        let passed = catch_unwind(AssertUnwindSafe(|| {
            until_sure(|| {
                n += 1;
                match ends[n - 1] {
                    "lost" => lose("nobody answers"),
                    "failed" => resume_unwind(Box::new("a card moved")),
                    _ => {}
                }
            });
        }));
        (n, passed.is_ok())
    }

    #[test]
    fn a_fault_must_come_twice_and_a_lost_session_is_none() {
        assert_eq!(tries(&["passed"]), (1, true));
        assert_eq!(tries(&["failed", "passed"]), (2, true));
        assert_eq!(tries(&["failed", "failed", "passed"]), (2, false));
        assert_eq!(tries(&["lost", "lost", "lost", "passed"]), (4, true));
        assert_eq!(tries(&["lost", "failed", "lost", "failed", "passed"]), (4, false));
        assert_eq!(tries(&["lost", "lost", "lost", "lost", "passed"]), (4, false));
    }
}
