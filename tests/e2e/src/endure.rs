//! Measures what stays behind when something is done a thousand times, in three engines: the first and the last tenth of each.
//!
//! `cargo xtask bench endurance`; words as arguments of the program choose among engines and activities.

use std::env;
use std::panic::catch_unwind;

use e2e::endurance::{ACTIVITIES, Activity, endurance_site, growth, held, prepare, repeat, row};
use e2e::{Browser, Engine};

fn main() {
    let words: Vec<String> = env::args().skip(1).collect();
    let engines = [Engine::Chromium, Engine::Firefox, Engine::WebKit];
    let of_engine = |word: &String| engines.iter().any(|it| format!("{it:?}").eq_ignore_ascii_case(word));
    let (chosen, names): (Vec<String>, Vec<String>) = words.into_iter().partition(of_engine);
    let is_chosen =
        |it: &Engine| chosen.is_empty() || chosen.iter().any(|word| format!("{it:?}").eq_ignore_ascii_case(word));
    let is_named = |it: &&Activity| names.is_empty() || names.iter().any(|word| it.name.contains(word.as_str()));
    println!("| engine | what | times | heap, MB | wasm memory, MB | listeners | nodes | processes, MB |");
    println!("| --- | --- | --- | --- | --- | --- | --- | --- |");
    for engine in engines.into_iter().filter(is_chosen) {
        for activity in ACTIVITIES.iter().filter(is_named) {
            if catch_unwind(|| measure(engine, activity)).is_err() {
                println!("| {engine:?} | {} | not measured |", activity.name);
            }
        }
    }
}

/// `BREACHMAP_ENDURANCE_FACTOR` times as often as the table says.
fn factor() -> usize {
    env::var("BREACHMAP_ENDURANCE_FACTOR").ok().and_then(|it| it.parse().ok()).unwrap_or(1)
}

/// Each in a browser of its own.
fn measure(engine: Engine, activity: &Activity) {
    let mut activity = *activity;
    activity.times *= factor();
    let activity = &activity;
    let site = endurance_site();
    Browser::of(engine).unwatched().run(async |page| {
        prepare(page, &site, activity).await?;
        let tenth = activity.times / 10;
        repeat(page, activity, 0, tenth).await?;
        let first = held(page).await?;
        repeat(page, activity, tenth, activity.times).await?;
        let last = held(page).await?;
        println!("{}", row(engine, activity, &first, &last));
        for it in growth(&first, &last, activity.times - tenth) {
            println!("  grows: {it}");
        }
        Ok(())
    });
}
