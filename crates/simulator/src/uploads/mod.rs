//! The addresses to which the bytes of builds, screenshots and other assets are sent, part by part.

mod checksums;
mod parts;
mod receive;

pub(crate) use checksums::hexadecimal;
pub(crate) use parts::api_origin;
pub use parts::{ADDRESS_LIFETIME, UploadPart, Uploads};
pub(crate) use receive::receive;
