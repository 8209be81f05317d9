//! `deliver`: the store page.
//!
//! The files of a project are read and checked (`files`), what Apple has is gathered (`store`), the two are
//! compared in a plan, and the plan is applied. What the files do not say stays as it is at Apple.

mod cli;
mod commands;
mod files;
mod page;
mod plan;
mod store;

pub use cli::Cli;
