//! Opening PKCS#12 files (RFC 7292).

use p12_keystore::Pkcs12Archive;
use p12_keystore::error::Error as Pkcs12Error;
use secrecy::{ExposeSecret, SecretString};

use crate::error::{Error, Result};
use crate::key::PrivateKey;

/// What is in the file.
pub(crate) fn open(bytes: &[u8], password: &SecretString) -> Result<Pkcs12Archive> {
    check_password(password)?;
    Pkcs12Archive::from_pkcs12(bytes, password.expose_secret()).map_err(|error| match error {
        Pkcs12Error::MacError(_) => Error::Pkcs12Password,
        other => Error::Pkcs12Closed(other),
    })
}

/// Passwords become BMPString (RFC 7292, appendix B.1), which has no room for characters such as emoji.
pub(crate) fn check_password(password: &SecretString) -> Result<()> {
    let fits = password.expose_secret().chars().all(|letter| u32::from(letter) <= 0xFFFF);
    if fits { Ok(()) } else { Err(Error::Pkcs12PasswordLetters) }
}

/// The first key that can sign.
pub(crate) fn first_key(archive: &Pkcs12Archive) -> Result<PrivateKey> {
    let mut refused = Error::Pkcs12Empty;
    for bag in &archive.keys {
        match PrivateKey::from_der(bag.key.as_der()) {
            Ok(key) => return Ok(key),
            Err(error) => refused = error,
        }
    }
    Err(refused)
}
