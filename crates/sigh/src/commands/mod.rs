//! The verbs.

pub(crate) mod renew;
