//! Worlds to start from: teams, apps and what belongs to them.

mod categories;
mod populate;
mod provisioning;
mod store;
mod team;
mod territories;
mod testflight;

pub use populate::{Population, populate};
pub use store::{add_app, released_app};
pub use team::{DEFAULT_BUNDLE_ID, DEFAULT_NAME, bare_team, fresh_team};
