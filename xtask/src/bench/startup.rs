//! How long a tool takes to say what it is: no network, no TLS, no catalogue.

use std::process::Command;

use super::Figure;
use super::process::cost;

const TOOLS: [&str; 5] = ["spaceship", "cert", "sigh", "pilot", "deliver"];
/// How often each is run; the best counts, since the machine has other things to do.
const RUNS: usize = 20;

pub(super) fn measure() -> Result<Vec<Figure>, String> {
    let slowest = |word: &str| {
        let mut slowest = 0.0_f64;
        for tool in TOOLS {
            let mut best = f64::INFINITY;
            for _ in 0..RUNS {
                let run = cost(Command::new(testkit::binary(tool)).arg(word), None)?;
                best = best.min(run.wall.as_secs_f64() * 1000.0);
            }
            slowest = slowest.max(best);
        }
        Ok::<_, String>(slowest)
    };
    Ok(vec![
        Figure::at_most("startup-version", slowest("--version")?, "ms", 10.0),
        Figure::at_most("startup-help", slowest("--help")?, "ms", 10.0),
    ])
}
