//! `cert`: signing certificates with their private keys.
//!
//! A certificate whose key is at hand is reused; a new one is made otherwise, its key on disk before Apple hears of
//! it, so that an interrupted run is completed by the next one.

mod accepted;
mod choice;
mod cli;
mod commands;
mod files;
mod keys;
mod kinds;
mod limit;
mod making;
mod pending;
mod places;
mod report;
mod store;

pub use cli::Cli;
