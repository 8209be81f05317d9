//! `spaceship`: Apple's whole API from the command line, for scripts and for play.

mod api;
mod cli;
mod commands;

pub use cli::Cli;
