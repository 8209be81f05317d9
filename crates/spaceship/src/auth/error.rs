//! Why a key cannot be used.

/// Why an API key cannot be used. No variant holds any of the key's text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// The JSON key file is no JSON object.
    #[error(
        "the API key file is no JSON object ({0}); fastlane's form is {{\"key_id\": .., \"issuer_id\": .., \"key\": ..}}"
    )]
    NotJson(String),
    /// Fields are missing from the JSON key file.
    #[error("App Store Connect API key JSON is missing field(s): {}", .0.join(", "))]
    MissingFields(Vec<&'static str>),
    /// The key id is empty.
    #[error(
        "the key id is empty; it stands beside the key in App Store Connect, under Users and Access, Integrations"
    )]
    NoKeyId,
    /// The key id cannot be one of Apple's. Its text is left out: it may be the key itself.
    #[error(
        "the key id {0}, which no key id is; it stands beside the key in App Store Connect, under Users and Access, Integrations"
    )]
    BadKeyId(&'static str),
    /// The issuer id is no UUID. What is more than a short word is described, as it may be the key itself.
    #[error(
        "the issuer id {0} is no UUID; it stands above the list of keys in App Store Connect (an individual key has none: leave it out)"
    )]
    BadIssuer(String),
    /// The text is no private key at all.
    #[error(
        "the key's text is no private key: {0}; download the .p8 again if you can, or make a new key (Apple lets each be downloaded once)"
    )]
    NotAKey(&'static str),
    /// The key is of another kind than Apple's.
    #[error(
        "the key is {0}, but App Store Connect keys are P-256 elliptic-curve keys; is it another .p8, such as one for push notifications or a signing key?"
    )]
    WrongKind(&'static str),
    /// A token could not be signed.
    #[error("no token could be signed with the key")]
    Sign,
}
