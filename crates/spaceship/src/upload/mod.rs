//! Sending files to Apple in the parts that Apple asks for.
//!
//! Reserve (a create that answers `uploadOperations`), [`send_parts`], commit with the checksum: the same three
//! steps for builds, screenshots, previews and attachments. Parts go out in parallel, straight from disk, each
//! with exactly the headers that Apple listed and never with credentials.

mod checksum;
mod hashing;
mod operation;
mod parts;

pub use checksum::{Digest, md5_of};
pub use operation::{Part, parts_of};
pub use parts::{Taken, send_parts};
