//! `deliver`: the store page.
//!
//! The files of a project are read and checked (`files`), what Apple has is gathered (`store`), the two are
//! compared in a plan, and the plan is applied. What the files do not say stays as it is at Apple. `download` goes the other
//! way.

mod cli;
mod commands;
mod download;
mod files;
mod plan;
mod store;

pub use cli::Cli;
