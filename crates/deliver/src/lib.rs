//! `deliver`: the store page.
//!
//! The files of a project are read and checked (`files`), what Apple has is gathered (`store`), the two are
//! compared in a plan, and the plan is applied. What the files do not say stays as it is at Apple. `download` goes the other
//! way.

mod age_rating;
mod cli;
mod commands;
mod deliverfile;
mod download;
mod files;
mod frame;
mod nearest;
mod page;
mod plan;
mod precheck;
mod store;

pub use cli::Cli;
