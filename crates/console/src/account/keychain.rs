//! Passwords in the keychain of the system: macOS's, Windows's, and on Linux that of the kernel, which lasts until the
//! machine is shut down. Where there is none, as in most containers, nothing is kept.

use std::sync::OnceLock;

use keyring_core::{Entry, Error};
use secrecy::{ExposeSecret, SecretString};

/// The name of what is kept, beside the Apple ID.
const SERVICE: &str = "gantry";

fn entry(apple_id: &str) -> Option<Entry> {
    static READY: OnceLock<bool> = OnceLock::new();
    let ready = *READY.get_or_init(|| match store() {
        Ok(store) => {
            keyring_core::set_default_store(store);
            true
        }
        Err(error) => missing(&error).unwrap_or_default(),
    });
    if !ready {
        return None;
    }
    Entry::new(SERVICE, apple_id).ok()
}

#[cfg(target_os = "linux")]
fn store() -> keyring_core::Result<std::sync::Arc<keyring_core::CredentialStore>> {
    Ok(linux_keyutils_keyring_store::Store::new()?)
}

#[cfg(target_os = "macos")]
fn store() -> keyring_core::Result<std::sync::Arc<keyring_core::CredentialStore>> {
    Ok(apple_native_keyring_store::keychain::Store::new()?)
}

#[cfg(target_os = "windows")]
fn store() -> keyring_core::Result<std::sync::Arc<keyring_core::CredentialStore>> {
    Ok(windows_native_keyring_store::Store::new()?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos", target_os = "windows")))]
fn store() -> keyring_core::Result<std::sync::Arc<keyring_core::CredentialStore>> {
    Err(Error::NoDefaultStore)
}

/// The password that is kept for an Apple ID.
pub(super) fn password(apple_id: &str) -> Option<SecretString> {
    match entry(apple_id)?.get_password() {
        Ok(password) => Some(password.into()),
        Err(error) => missing(&error),
    }
}

/// Keeps a password; false where there is no keychain to keep it in.
pub(super) fn keep(apple_id: &str, password: &SecretString) -> bool {
    let kept = entry(apple_id).map(|entry| entry.set_password(password.expose_secret()));
    match kept {
        Some(Ok(())) => true,
        Some(Err(error)) => missing(&error).unwrap_or_default(),
        None => false,
    }
}

/// Forgets the password of an Apple ID; false where none was kept.
pub(super) fn forget(apple_id: &str) -> bool {
    entry(apple_id).is_some_and(|entry| entry.delete_credential().is_ok())
}

/// Why the keychain gives nothing is for the trace: a person can always type the password.
fn missing<T>(error: &Error) -> Option<T> {
    tracing::debug!(target: "spaceship::keychain", %error, "the keychain gives nothing");
    None
}
