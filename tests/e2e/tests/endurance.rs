//! Nothing stays behind of what is done again and again. `cargo xtask bench endurance` does each thing a thousand times.

use e2e::endurance::{ACTIVITIES, endurance_site, growth, held, prepare, repeat};
use e2e::{Browser, in_all_engines};

in_all_engines!(nothing_stays_behind_of_what_is_done_again_and_again);

/// So often before each look; before the first one, all is made that is made once.
const EACH: usize = 10;
/// So often in all.
const LAST: usize = 40;

fn nothing_stays_behind_of_what_is_done_again_and_again(browser: &Browser) {
    let site = endurance_site();
    browser.clone().unwatched().run(async |page| {
        for activity in &ACTIVITIES {
            prepare(page, &site, activity).await?;
            repeat(page, activity, 0, EACH).await?;
            let before = held(page).await?;
            let mut after = before;
            for times in (EACH..LAST).step_by(EACH) {
                repeat(page, activity, times, times + EACH).await?;
                after = held(page).await?; // collected, as it is now and then on a page that lives longer
            }
            let grown = growth(&before, &after, LAST - EACH);
            assert!(grown.is_empty(), "{}: {}", activity.name, grown.join("; "));
        }
        Ok(())
    });
}
