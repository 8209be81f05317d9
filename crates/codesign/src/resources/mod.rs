//! Sealed resources: `_CodeSignature/CodeResources`, a list of the digests of all files of a bundle.

mod rules;
mod seal;
mod sealed;

pub use seal::{FileDigests, FileHasher, Seal};
pub use sealed::{Change, Sealed};
