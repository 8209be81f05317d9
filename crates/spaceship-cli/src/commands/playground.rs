//! `spaceship playground`.

use clap::Args;
use console::{Context, Failure};

use crate::playground;

/// Apple's API at a prompt: requests, tables, completion. It takes lines from a pipe too.
#[derive(Debug, Args)]
pub(crate) struct PlaygroundArgs {}

pub(crate) async fn run(_args: &PlaygroundArgs, context: &Context) -> Result<u8, Failure> {
    playground::run(context).await
}
