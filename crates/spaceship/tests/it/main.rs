//! The client against the simulator, in a process of its own, on good days and bad ones.

#![expect(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod apple;
mod apple_id;
mod faults;
mod idmsa;
mod kinds;
mod lists;
mod newer_apple;
mod origin;
mod pace;
mod plain_server;
mod portal;
mod resources;
mod sessions;
mod signing_in;
mod silence;
mod web;
mod world;
