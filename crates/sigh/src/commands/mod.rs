//! The verbs.

mod gather;
pub(crate) mod renew;
