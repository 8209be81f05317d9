//! What the tests of this crate share: one key, a certificate for it, and openssl as a judge.

use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use secrecy::ExposeSecret;

use crate::PrivateKey;

/// One key for all tests: making RSA keys takes time.
pub(crate) fn key() -> PrivateKey {
    static PEM: OnceLock<String> = OnceLock::new();
    let pem = PEM.get_or_init(|| PrivateKey::generate().unwrap().to_pem().expose_secret().to_owned());
    PrivateKey::from_pem(pem.as_bytes()).unwrap()
}

/// A certificate for [`key`], as Apple names it, made by openssl.
pub(crate) fn certificate_pem() -> String {
    static PEM: OnceLock<String> = OnceLock::new();
    let make = || {
        let file = key_file();
        let path = file.path().to_str().unwrap();
        let subject = "/CN=Apple Distribution: Example (ABCDE12345)/OU=ABCDE12345/O=Example/C=US";
        let arguments = ["req", "-x509", "-new", "-days", "365", "-subj", subject, "-key", path];
        String::from_utf8(openssl(&arguments, b"")).unwrap()
    };
    PEM.get_or_init(make).clone()
}

/// The key in a file, for openssl.
pub(crate) fn key_file() -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(key().to_pem().expose_secret().as_bytes()).unwrap();
    file
}

/// What openssl makes of `input`.
pub(crate) fn openssl(arguments: &[&str], input: &[u8]) -> Vec<u8> {
    let mut child = Command::new("openssl")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the tests need the openssl command line");
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "openssl {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}
