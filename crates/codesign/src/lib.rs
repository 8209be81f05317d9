//! Apple's code signatures, made and judged on any machine: Mach-O files, sealed resources, entitlements.
//!
//! It takes bytes and gives bytes. Which files a bundle has, the caller knows; in which order bundles are signed
//! (the inner before the outer), too.
//!
//! Facts about the format are from Apple's published sources (the headers `cs_blobs.h` and `loader.h`, and
//! libsecurity_codesigning) and from files that Apple's tools wrote.
//!
//! ```no_run
//! # fn example(
//! #     identity: &signing::Identity,
//! #     info_plist: &[u8],
//! #     files: Vec<(String, Vec<u8>)>,
//! # ) -> Result<(), Box<dyn std::error::Error>> {
//! let executable = std::fs::read("Core.framework/Core")?;
//! let mut seal = codesign::Seal::new();
//! for (path, content) in files {
//!     seal.file(&path, codesign::FileDigests::of(&content));
//! }
//! let resources = seal.to_bytes(codesign::needs_sha1(&executable)?)?;
//! let signed = codesign::sign(
//!     &executable,
//!     &codesign::Settings {
//!         identifier: "com.example.core",
//!         info_plist: Some(info_plist),
//!         resources: Some(&resources),
//!         entitlements: None,
//!         page_size: None,
//!         identity,
//!         signed_at: time::OffsetDateTime::now_utc(),
//!     },
//! )?;
//! let signature = codesign::verify(&signed, Some(info_plist), Some(&resources))?;
//! assert_eq!(signature.identifier, "com.example.core");
//! # Ok(())
//! # }
//! ```

mod bytes;
mod chain;
mod error;
mod mach_o;
mod resources;
mod sign;
mod signature;
mod verify;

pub use chain::{certificates_of_message, chain, is_root};
pub use error::Error;
pub use resources::{Change, FileDigests, FileHasher, Seal, Sealed};
pub use sign::{Settings, needs_sha1, sign};
pub use verify::{Signature, read, read_stream, verify};

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;
