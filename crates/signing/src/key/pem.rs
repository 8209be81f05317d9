//! PEM texts (RFC 7468) around private keys.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use secrecy::SecretString;
use secrecy::zeroize::Zeroizing;
use x509_parser::pem::Pem;

const BEGIN: &[u8] = b"-----BEGIN ";

/// The bytes from the first PEM section on, if there is one; openssl writes attributes before it.
pub(super) fn start(bytes: &[u8]) -> Option<&[u8]> {
    bytes.get(bytes.windows(BEGIN.len()).position(|window| window == BEGIN)?..)
}

/// The DER of the first private key, or what the text holds instead.
pub(super) fn private_key(text: &[u8]) -> Result<Zeroizing<Vec<u8>>, String> {
    let mut seen = Vec::new();
    for section in Pem::iter_from_buffer(text) {
        let section = section.map_err(|_| broken(text).to_owned())?;
        match section.label.as_str() {
            "PRIVATE KEY" | "RSA PRIVATE KEY" => return Ok(Zeroizing::new(section.contents)),
            "ENCRYPTED PRIVATE KEY" => return Err(ENCRYPTED.to_owned()),
            "EC PRIVATE KEY" => return Err(super::form::ELLIPTIC.to_owned()),
            other => seen.push(other.to_owned()),
        }
    }
    Err(if seen.is_empty() {
        "its PEM text holds nothing whole; was it cut?".to_owned()
    } else {
        format!("its PEM text holds only {}; the private key is in another file", seen.join(", "))
    })
}

/// What to do about a key that has a password of its own.
pub(super) const ENCRYPTED: &str = "it is an encrypted key; write it without a password (`openssl pkey -in FILE -out KEY.pem`) or as PKCS#12";

fn broken(text: &[u8]) -> &'static str {
    // The headers of RFC 1421, with which openssl encrypts keys in their traditional form.
    let mark = b"Proc-Type: 4,ENCRYPTED";
    if text.windows(mark.len()).any(|window| window == mark) {
        ENCRYPTED
    } else {
        "its PEM text is cut or damaged; export the key again"
    }
}

/// PKCS#8 DER as PEM.
pub(super) fn write(der: &[u8]) -> SecretString {
    let text = Zeroizing::new(STANDARD.encode(der));
    let mut pem = String::with_capacity(text.len() + text.len() / 64 + 64);
    pem.push_str("-----BEGIN PRIVATE KEY-----\n");
    for (at, letter) in text.chars().enumerate() {
        if at > 0 && at % 64 == 0 {
            pem.push('\n');
        }
        pem.push(letter);
    }
    pem.push_str("\n-----END PRIVATE KEY-----\n");
    pem.into()
}
