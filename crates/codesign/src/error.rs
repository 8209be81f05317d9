//! The one error type of the crate.

/// Why something could not be signed, or why a signature does not hold. What file it is about, the caller knows.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The bytes are no Mach-O file.
    #[error("this is no Mach-O file")]
    NotMachO,
    /// The Mach-O file contradicts itself or ends early.
    #[error("the Mach-O file is damaged: {0}")]
    Damaged(&'static str),
    /// The Mach-O file is of a kind that no app for Apple's present systems has.
    #[error("the Mach-O file cannot be signed: {0}")]
    Unsupported(&'static str),
    /// The code is encrypted by the App Store.
    #[error(
        "the code is encrypted by the App Store, and nobody but Apple can sign it; take the .ipa that was exported \
         from the archive"
    )]
    Encrypted,
    /// What is to be signed does not fit into the format.
    #[error("it cannot be signed: {0}")]
    Unsignable(String),
    /// A value among the entitlements has a type that signatures cannot carry.
    #[error("the entitlement `{key}` is {what}, which a signature cannot carry")]
    Entitlement {
        /// The key.
        key: String,
        /// The type of the value.
        what: &'static str,
    },
    /// The private key refuses to sign.
    #[error("the private key cannot sign")]
    Key,
    /// A certificate or a signed message could not be written or read.
    #[error("the signed message is damaged")]
    Message(#[from] der::Error),
    /// There is no signature.
    #[error("it is not signed")]
    Unsigned,
    /// The signature is not that of the content.
    #[error("the signature does not hold: {0}")]
    Broken(String),
}

/// A result with the crate's error.
pub(crate) type Result<T, E = Error> = std::result::Result<T, E>;
