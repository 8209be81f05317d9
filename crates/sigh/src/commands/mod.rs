//! The verbs.

pub(crate) mod renew;
pub(crate) mod resign;
