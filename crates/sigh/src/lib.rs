//! `sigh`: provisioning profiles.
//!
//! A profile is found, judged, and reused; made where there is none; made anew where it is stale (invalid, expired,
//! without a device or a certificate that it should have). A second run changes nothing.

mod cli;
mod commands;
mod devices;
mod judge;
mod kinds;
mod save;

pub use cli::Cli;
