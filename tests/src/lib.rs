//! End-to-end tests of the built binaries (see `tests/it`), and the scenarios that `cargo xtask soak` runs over many
//! seeds.

#![expect(
    clippy::missing_panics_doc,
    reason = "a scenario that cannot be set up ends the run; that is meant"
)]

pub mod book;
pub mod client;
pub mod conformance;
pub mod gitlab;
pub mod pipeline;
pub mod schemas;
pub mod secrets;
pub mod soak;
pub mod terminal;
mod world;
pub mod yaml;

pub use world::World;
