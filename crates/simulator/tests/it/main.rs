//! The simulator from outside: over HTTP, or through its world without HTTP where HTTP is beside the point.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod client;
mod control;
mod every_operation;
mod faults;
mod lists;
mod protocol;
mod provisioning;
mod refusals;
mod resources;
mod state;
mod store;
mod testflight;
mod tokens;
mod uploads;
