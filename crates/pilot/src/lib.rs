//! `pilot`: TestFlight.
//!
//! A build is looked at before a byte is sent, uploaded through Apple's build upload endpoints, followed by the id
//! of this very upload, and handed to testers. A second run finds everything done.

mod binary;
mod checks;
mod cli;
mod clips;
mod commands;
mod distribution;
mod find;
mod journal;
mod notes;
mod numbers;
mod previous;
mod test_info;
mod testers;
mod transport;
mod upload;

pub use cli::Cli;
