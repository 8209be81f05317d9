//! The verbs.

pub(crate) mod api;
pub(crate) mod apps;
pub(crate) mod auth;
pub(crate) mod builds;
pub(crate) mod bundle_ids;
pub(crate) mod capabilities;
pub(crate) mod devices;
pub(crate) mod gitlab;
pub(crate) mod identifiers;
pub(crate) mod login;
pub(crate) mod playground;
pub(crate) mod release;
#[cfg(test)]
mod schemas;
pub(crate) mod session;
pub(crate) mod spaceauth;
pub(crate) mod teams;
pub(crate) mod users;
