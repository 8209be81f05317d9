//! Mach-O files, as far as signatures need them.

mod image;
mod layout;
mod universal;

pub(crate) use image::Image;
pub(crate) use layout::{code_limit, with_signature};
pub(crate) use universal::{join, slices, slices_of_head};
