//! The one error type of the crate.

use std::path::PathBuf;

/// Why signing material could not be made, read or written. No variant holds secret bytes.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A private key could not be made.
    #[error("no private key could be made")]
    Generate,
    /// The bytes are no private key that can be used here; the text says what they look like and what to do.
    #[error("this is no usable private key: {0}")]
    NotAKey(String),
    /// The password does not open the PKCS#12 file.
    #[error("the password does not open the PKCS#12 file")]
    Pkcs12Password,
    /// The password has characters that PKCS#12 cannot carry (outside Unicode's basic plane).
    #[error("a PKCS#12 password cannot have characters such as emoji; choose another")]
    Pkcs12PasswordLetters,
    /// The PKCS#12 file is damaged, or has no checksum by which a wrong password would be told.
    #[error("the PKCS#12 file does not open: the password is wrong or the file is damaged")]
    Pkcs12Closed(#[source] p12_keystore::error::Error),
    /// A PKCS#12 file could not be written.
    #[error("no PKCS#12 file could be made of the key and its certificate")]
    Pkcs12Write(#[source] p12_keystore::error::Error),
    /// The PKCS#12 file opens but holds no private key with its certificate.
    #[error("the PKCS#12 file holds no private key together with its certificate")]
    Pkcs12Empty,
    /// A certificate does not belong to the key.
    #[error("the certificate belongs to another private key")]
    KeyMismatch,
    /// The subject of a signing request cannot be written.
    #[error("the subject of the signing request is not possible: {0}")]
    Subject(String),
    /// A signing request could not be made.
    #[error("no certificate signing request could be made")]
    Csr(#[source] rcgen::Error),
    /// The bytes are no X.509 certificate.
    #[error("this is no X.509 certificate: {0}")]
    NotACertificate(String),
    /// A certificate does not lead to a root that is trusted.
    #[error("the certificate leads to no root that is trusted: {0}")]
    Chain(String),
    /// The bytes are no provisioning profile.
    #[error("this is no provisioning profile: {0}")]
    NotAProfile(String),
    /// The signature of a profile does not hold.
    #[error("the signature does not hold: {0}")]
    Signature(String),
    /// A file could not be written.
    #[error("cannot write {}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
}

/// A result with the crate's error.
pub(crate) type Result<T> = std::result::Result<T, Error>;
