//! The addresses to which the bytes of builds, screenshots and other assets are sent, part by part.

mod parts;
mod receive;

pub use parts::{UploadPart, Uploads};
pub(crate) use receive::receive;
