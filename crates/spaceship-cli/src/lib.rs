//! `spaceship`: Apple's whole API from the command line, for scripts and for play.

mod api;
mod bundle_ids;
mod cli;
mod commands;
mod devices;
mod edits;
mod gitlab;
mod listing;
mod playground;
mod release;
mod sessions;

pub use cli::{Cli, Spaceauth};
