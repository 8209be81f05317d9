//! The verbs.

pub(crate) mod download_all;
pub(crate) mod install;
pub(crate) mod manage;
pub(crate) mod renew;
pub(crate) mod repair;
pub(crate) mod resign;
#[cfg(test)]
mod schemas;
pub(crate) mod show;
