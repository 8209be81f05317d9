//! Signing material: private keys, certificate signing requests, certificates, PKCS#12 identities and
//! provisioning profiles. No network, no terminal: bytes in, values out.
//!
//! ```
//! use signing::{Csr, CsrSubject, PrivateKey};
//!
//! let key = PrivateKey::generate()?;
//! let csr = Csr::create(&key, &CsrSubject::named("Example Team"))?;
//! assert!(csr.pem().starts_with("-----BEGIN CERTIFICATE REQUEST-----"));
//! # Ok::<(), signing::Error>(())
//! ```

mod certificate;
mod chain;
mod csr;
mod entitlements;
mod error;
mod files;
#[cfg(test)]
mod fixture;
mod identities;
mod identity;
mod key;
mod pkcs12;
mod profile;

pub use certificate::Certificate;
pub use chain::chain;
pub use csr::{Csr, CsrSubject};
pub use entitlements::refused_entitlements;
pub use error::Error;
pub use files::keys::{is_named_like_a_key, key_files};
pub use files::names::{ProfileFileName, safe_file_name};
pub use files::write::{write_public, write_secret};
pub use identity::{Encryption, Identity};
pub use key::PrivateKey;
pub use profile::{ProfileKind, ProvisioningProfile};
