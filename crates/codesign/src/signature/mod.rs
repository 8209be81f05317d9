//! The parts of a signature: blobs, each with a magic number and a length, big-endian throughout.

mod blob;
mod directory;
mod entitlements;
mod message;
mod requirement;

pub(crate) use blob::{Blobs, Magic, Slot, blob};
pub(crate) use directory::{Contents, Digest, Directory, Parts, cdhash, digest, page_hashes};
pub(crate) use entitlements::{der as der_entitlements, execution_flags, xml as xml_entitlements};
pub(crate) use message::{Message, sign as sign_message};
pub(crate) use requirement::designated;
