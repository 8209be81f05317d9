//! What is inside the files that go to Apple: an .ipa's Info.plist, the app in a .pkg, its embedded profile and what is wrong with
//! it; property lists in all three encodings; archives that are rewritten entry by entry; the size of a
//! screenshot and the slot it belongs to; the tracks of an app preview; the names of Apple's locales.
//!
//! Nothing here talks to a network, prints, or reads the environment. Archives are read entry by entry and
//! never held in memory as a whole; everything that a stranger's file can choose has an upper bound.
//!
//! ```no_run
//! # fn main() -> Result<(), artifact::Error> {
//! let ipa = artifact::Ipa::open("build/Demo.ipa".as_ref())?;
//! let identity = ipa.identity()?;
//! assert_eq!(identity.bundle_id, "com.example.demo");
//! for finding in ipa.checks() {
//!     assert_eq!(finding.severity, artifact::checks::Severity::Warning, "{finding}");
//! }
//! # Ok(())
//! # }
//! ```

mod archive;
mod contents;
mod error;
mod info;
mod ipa;
mod layout;
mod mach_o;
mod pkg;
mod platform;
mod property_list;

pub mod checks;
pub mod image;
pub mod locale;
pub mod screenshots;
pub mod video;

pub use archive::EntryKind;
pub use contents::{Contents, Rewriter};
pub use error::{Error, Result};
pub use info::Info;
pub use ipa::{Identity, Ipa};
pub use layout::{BundleKind, NestedBundle};
pub use mach_o::{Architecture, Executable};
pub use pkg::Pkg;
pub use platform::{Platform, UnknownPlatform};
pub use property_list::{
    Encoding as PropertyListEncoding, read_dictionary as read_property_list,
    write_dictionary as write_property_list,
};

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod hostile;
