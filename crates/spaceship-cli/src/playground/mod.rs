//! The playground: Apple's API at a prompt, or line by line from a pipe.

mod completion;
mod help;
mod line;
mod memory;
mod paths;
mod player;
mod prompt;

use std::io::{BufRead, IsTerminal};

use console::{Context, Failure, exit};

use player::{Next, Player};
use prompt::{Prompt, Typed};

/// Runs until the user leaves or the pipe ends.
pub(crate) async fn run(context: &Context) -> Result<u8, Failure> {
    let player = Player::new(context);
    if std::io::stdin().is_terminal() { at_a_prompt(player, context).await } else { piped(player).await }
}

async fn at_a_prompt(mut player: Player<'_>, context: &Context) -> Result<u8, Failure> {
    let mut prompt = Prompt::new(context)?;
    context.ui.step("The App Store Connect API. `help` says what there is, Tab completes, Ctrl-D leaves.");
    loop {
        // Reading blocks, and there is nothing else to do meanwhile.
        let typed = tokio::task::block_in_place(|| prompt.read(player.memory()))?;
        let line = match typed {
            Typed::Line(line) => line,
            Typed::Cleared => continue,
            Typed::End => return Ok(exit::DONE),
        };
        let outcome = tokio::select! {
            outcome = player.play(&line) => outcome,
            // Ctrl-C ends the request and not the playground.
            _ = tokio::signal::ctrl_c() => Err(Failure::new(exit::INTERRUPTED, "interrupted")),
        };
        match outcome {
            Ok(Next::Go) => {}
            Ok(Next::Leave) => return Ok(exit::DONE),
            Err(failure) => context.ui.failure(&failure),
        }
    }
}

/// A script ends at the first line that fails: the lines after it count on it.
async fn piped(mut player: Player<'_>) -> Result<u8, Failure> {
    for (index, line) in std::io::stdin().lock().lines().enumerate() {
        let number = index + 1;
        let unreadable = |error: std::io::Error| {
            Failure::invalid(format!("line {number} cannot be read")).cause(error.to_string())
        };
        let line = line.map_err(unreadable)?;
        match player.play(&line).await {
            Ok(Next::Go) => {}
            Ok(Next::Leave) => break,
            Err(failure) => return Err(failure.context(format!("line {number}: {line}"))),
        }
    }
    Ok(exit::DONE)
}
