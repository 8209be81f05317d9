//! `deliver`: the store page.
//!
//! The files of a project are read and checked (`files`), what Apple has is gathered (`store`), the two are
//! compared in a plan, and the plan is applied. What the files do not say stays as it is at Apple.

#[cfg_attr(not(test), expect(dead_code, reason = "the plan takes it in next"))]
mod age_rating;
mod cli;
mod commands;
mod files;
#[cfg_attr(not(test), expect(dead_code, reason = "both that use it come into the plan next"))]
mod nearest;
mod plan;
mod store;

pub use cli::Cli;
