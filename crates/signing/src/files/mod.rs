//! Files: what they are called and how they are written.

pub(crate) mod keys;
pub(crate) mod names;
pub(crate) mod write;
