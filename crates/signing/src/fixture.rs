//! What the tests of this crate share: one key, a certificate for it, and openssl as a judge.

use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use secrecy::ExposeSecret;

use crate::{Certificate, PrivateKey};

/// One key for all tests: making RSA keys takes time.
pub(crate) fn key() -> PrivateKey {
    static PEM: OnceLock<String> = OnceLock::new();
    let pem = PEM.get_or_init(|| PrivateKey::generate().unwrap().to_pem().expose_secret().to_owned());
    PrivateKey::from_pem(pem.as_bytes()).unwrap()
}

/// A certificate for [`key`], as Apple names it, made by openssl.
pub(crate) fn certificate_pem() -> String {
    static PEM: OnceLock<String> = OnceLock::new();
    PEM.get_or_init(|| certificate_with(&[])).clone()
}

/// The certificate of [`certificate_pem`], read.
pub(crate) fn certificate() -> Certificate {
    Certificate::read(certificate_pem().as_bytes()).unwrap()
}

/// Another certificate for [`key`], with more said to openssl.
pub(crate) fn certificate_with(more: &[&str]) -> String {
    let file = key_file();
    let path = file.path().to_str().unwrap();
    let subject = "/CN=Apple Distribution: Example (ABCDE12345)/OU=ABCDE12345/O=Example/C=US";
    let mut arguments = vec!["req", "-x509", "-new", "-utf8", "-days", "365", "-subj", subject, "-key", path];
    arguments.extend(more);
    String::from_utf8(openssl(&arguments, b"")).unwrap()
}

/// The key in a file, for openssl.
pub(crate) fn key_file() -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(key().to_pem().expose_secret().as_bytes()).unwrap();
    file
}

/// The certificate in a file, for openssl.
pub(crate) fn certificate_file() -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(certificate_pem().as_bytes()).unwrap();
    file
}

/// What openssl makes of `input`.
pub(crate) fn openssl(arguments: &[&str], input: &[u8]) -> Vec<u8> {
    openssl_with_password("", arguments, input)
}

/// What openssl makes of `input`, with the password where the arguments say `env:PASSWORD`.
pub(crate) fn openssl_with_password(password: &str, arguments: &[&str], input: &[u8]) -> Vec<u8> {
    let mut child = Command::new("openssl")
        .args(arguments)
        .env("PASSWORD", password)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the tests need the openssl command line (package `openssl`) on PATH");
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // From a thread of its own: openssl may answer before it has read everything, and either pipe may be full.
    let writer = std::thread::spawn(move || {
        // A program that needs no input closes it; what it answers is judged below.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert!(output.status.success(), "openssl {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}
