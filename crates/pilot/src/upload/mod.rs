//! Sending a build to Apple, and following it until it is processed.

mod earlier;
mod follow;
mod send;

pub(crate) use earlier::{Earlier, earlier};
pub(crate) use follow::{appears, follow, patience};
pub(crate) use send::send;
