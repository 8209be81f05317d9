//! What tests need: an identity that openssl signed for itself.

use std::io::Write as _;
use std::process::{Command, Stdio};

use secrecy::ExposeSecret;
use signing::{Certificate, Identity, PrivateKey};

/// A certificate for the key that lasts so many days.
pub(crate) fn certificate(key: &PrivateKey, days: u32) -> Certificate {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(key.to_pem().expose_secret().as_bytes()).unwrap();
    let output = Command::new("openssl")
        .args(["req", "-x509", "-new", "-subj", "/CN=Example", "-days", &days.to_string(), "-key"])
        .arg(file.path())
        .stderr(Stdio::null())
        .output()
        .unwrap();
    Certificate::read(&output.stdout).unwrap()
}

/// A key with its certificate.
pub(crate) fn identity() -> Identity {
    let key = PrivateKey::generate().unwrap();
    let certificate = certificate(&key, 10);
    Identity::new(key, certificate).unwrap()
}
