//! Each scenario of `cargo xtask soak` over a few seeds.

use tests::soak::{Outcome, Scale, Scenario};

const SEEDS: std::ops::RangeInclusive<u64> = 1..=6;

#[test]
fn a_few_seeds_of_every_scenario_end_right_or_with_a_clear_error() {
    for scenario in Scenario::ALL {
        let outcomes = std::thread::scope(|scope| {
            let runs = SEEDS.map(|seed| scope.spawn(move || scenario.run(seed, Scale::Small)));
            runs.collect::<Vec<_>>().into_iter().map(|run| run.join().unwrap()).collect::<Vec<_>>()
        });
        for (seed, outcome) in SEEDS.zip(&outcomes) {
            if let Outcome::Wrong(why) = outcome {
                panic!("{scenario} with seed {seed}: {why}");
            }
        }
        assert!(outcomes.contains(&Outcome::Right), "{scenario}: no run ended right");
    }
}
