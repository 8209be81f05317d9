//! `cert`: signing certificates with their private keys.
//!
//! A certificate whose key is at hand is reused; a new one is made otherwise, its key on disk before Apple hears of
//! it, so that an interrupted run is completed by the next one.

mod choice;
mod cli;
mod commands;
mod files;
#[cfg(test)]
mod fixture;
mod keychain;
mod keys;
mod kinds;
mod limit;
mod maker;
mod making;
mod pending;
mod places;
mod report;
mod security;
mod store;

pub use cli::Cli;
