//! `cargo xtask soak`: a scenario over a range of seeds.

use std::ops::RangeInclusive;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use ::tests::soak::{Outcome, Scale, Scenario};
use clap::Args;
use serde::Serialize;

use crate::say;

/// How many runs are under way at once.
const AT_ONCE: usize = 4;

/// Run a scenario of faults over many seeds, and count how it ended.
#[derive(Debug, Args)]
pub(crate) struct SoakArgs {
    /// The scenario: crud-faults, signing-kill, signing-faults, upload-kill, upload-faults, deliver-kill or
    /// deliver-faults.
    scenario: Scenario,
    /// The seeds, both ends included, as A..B, or one.
    #[arg(long, value_name = "A..B", value_parser = seeds, default_value = "1..50")]
    seeds: RangeInclusive<u64>,
    /// Print one JSON object instead of talking.
    #[arg(long)]
    json: bool,
}

/// What `--json` prints. The seeds that ended wrong follow, so that each can be run alone.
#[derive(Debug, Default, Serialize)]
struct Counted {
    scenario: &'static str,
    seeds: String,
    right: usize,
    clear_error: usize,
    wrong: usize,
    wrong_seeds: Vec<u64>,
}

pub(crate) fn run(args: &SoakArgs) -> Result<(), String> {
    testkit::build_binaries()?;
    let name = args.scenario.name();
    let seeds = format!("{}..{}", args.seeds.start(), args.seeds.end());
    let counted = Mutex::new(Counted { scenario: name, seeds, ..Counted::default() });
    let next = AtomicU64::new(*args.seeds.start());
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if !args.seeds.contains(&seed) {
                        return;
                    }
                    let outcome = args.scenario.run(seed, Scale::Full);
                    count(&counted, seed, &outcome, args.json);
                }
            });
        }
    });
    let counted = counted.into_inner().map_err(|_| "a run panicked".to_owned())?;
    if args.json {
        say(&serde_json::to_string(&counted).map_err(|error| error.to_string())?);
    } else {
        let Counted { right, clear_error, wrong, seeds, .. } = &counted;
        say(&format!(
            "{name}, seeds {seeds}: {right} right, {clear_error} with a clear error, {wrong} wrong"
        ));
    }
    match counted.wrong_seeds.first() {
        None => Ok(()),
        Some(seed) => Err(format!("seed {seed} ends wrong: cargo xtask soak {name} --seeds {seed}")),
    }
}

fn count(counted: &Mutex<Counted>, seed: u64, outcome: &Outcome, quiet: bool) {
    // A run that panicked while it counted has ended the soak already.
    let Ok(mut counted) = counted.lock() else { return };
    match outcome {
        Outcome::Right => counted.right += 1,
        Outcome::ClearError(error) => {
            counted.clear_error += 1;
            if !quiet {
                say(&format!("seed {seed}: {error}"));
            }
        }
        Outcome::Wrong(why) => {
            counted.wrong += 1;
            counted.wrong_seeds.push(seed);
            crate::complain(&format!("seed {seed}: {why}"));
        }
    }
}

fn seeds(text: &str) -> Result<RangeInclusive<u64>, String> {
    let number = |text: &str| text.parse::<u64>().map_err(|_| format!("`{text}` is no seed"));
    match text.split_once("..") {
        Some((from, to)) => {
            let range = number(from)?..=number(to.trim_start_matches('='))?;
            if range.is_empty() { Err(format!("{text} holds no seed")) } else { Ok(range) }
        }
        None => number(text).map(|seed| seed..=seed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ends_of_a_range_belong_to_it() {
        assert_eq!(seeds("1..200"), Ok(1..=200));
        assert_eq!(seeds("3..=4"), Ok(3..=4));
        assert_eq!(seeds("17"), Ok(17..=17));
        for bad in ["", "a..b", "5..1", "-1"] {
            assert!(seeds(bad).is_err(), "{bad}");
        }
    }
}
