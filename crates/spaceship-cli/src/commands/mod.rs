//! The verbs.

pub(crate) mod api;
pub(crate) mod auth;
