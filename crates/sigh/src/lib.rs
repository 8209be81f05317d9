//! `sigh`: provisioning profiles.
//!
//! A profile that fits is reused; one that went stale (invalid, expired, without a device or the certificate) is
//! renewed under its name; one is made where there is none.

mod accepted;
mod account;
mod candidate;
mod capabilities;
mod certificates;
mod choice;
mod cli;
mod commands;
mod devices;
mod files;
#[cfg(test)]
mod fixture;
mod gather;
mod installed;
mod options;
mod renewal;
mod report;
mod resign;
mod staleness;
mod target;

pub use cli::Cli;
