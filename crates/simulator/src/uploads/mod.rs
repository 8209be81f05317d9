//! The addresses to which the bytes of builds, screenshots and other assets are sent, part by part.

mod addresses;
mod checksums;
mod folder;
mod parts;
mod receive;

pub(crate) use addresses::{api_origin, at_origin};
pub(crate) use checksums::hexadecimal;
pub(crate) use parts::Upload;
pub use parts::{ADDRESS_LIFETIME, UploadPart, Uploads};
pub(crate) use receive::receive;
