//! The right spelling that was probably meant, as `console` tells it.

pub(crate) use console::did_you_mean;
