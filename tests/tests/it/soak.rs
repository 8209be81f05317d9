//! Each scenario of `cargo xtask soak` over a few seeds.

use tests::soak::{Outcome, Scenario};

#[test]
fn a_few_seeds_of_every_scenario_end_right_or_with_a_clear_error() {
    for scenario in Scenario::ALL {
        let mut right = 0;
        for seed in 1..=8 {
            match scenario.run(seed) {
                Outcome::Right => right += 1,
                Outcome::ClearError(_) => {}
                Outcome::Wrong(why) => panic!("{scenario} with seed {seed}: {why}"),
            }
        }
        assert!(right > 0, "{scenario}: no run ended right");
    }
}
