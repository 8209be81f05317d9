//! The simulator from outside: over HTTP, or through its world without HTTP where HTTP is beside the point.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod apple_id;
mod client;
mod command_line;
mod control;
mod exchanges;
mod faults;
mod iris;
mod lag;
mod lists;
mod populations;
mod portal;
mod protocol;
mod provisioning;
mod refusals;
mod resources;
mod session;
mod state;
mod store;
mod testflight;
mod tls;
mod tokens;
mod uploads;
