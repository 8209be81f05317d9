//! Telling what a file is that should have been a key, from the outermost fields of its DER.

use der::asn1::{AnyRef, ObjectIdentifier};
use der::{Decode as _, Reader as _, SliceReader, Tag, Tagged as _};

use super::pem::ENCRYPTED;

/// `id-ecPublicKey` (RFC 5480, section 2.1.1).
const EC_KEY: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");

/// The key of another purpose that is at hand most often: the one for App Store Connect.
pub(super) const ELLIPTIC: &str = "it is an elliptic-curve key, as App Store Connect API keys (.p8) are; \
     a signing certificate has an RSA key of its own";

/// Whether the bytes are a PKCS#12 file in DER: a sequence that begins with version 3 (RFC 7292, section 4).
pub(super) fn is_pkcs12(bytes: &[u8]) -> bool {
    matches!(fields(bytes).as_slice(), [version, content, ..]
        if is_version(version, 3) && content.tag() == Tag::Sequence)
}

/// Why the bytes are no RSA key, and what to do.
pub(super) fn why_no_rsa_key(bytes: &[u8]) -> &'static str {
    match bytes {
        [] => return "it is empty",
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => return "it is UTF-16 text; save it as UTF-8",
        [0x30, 0x80, ..] => {
            return "it is in BER with lengths left open; write it anew (`openssl pkcs12 -in FILE -nodes` into \
                    `openssl pkcs12 -export`)";
        }
        [0x30, ..] => {}
        _ if is_base64(bytes) => return "it is base64 text; decode it first (`base64 --decode`)",
        _ => return "it is neither PEM nor DER; was the file encoded or cut by a copy?",
    }
    match fields(bytes).as_slice() {
        [version, algorithm, ..] if is_version(version, 0) && is_elliptic(algorithm) => ELLIPTIC,
        [version, key, ..] if is_version(version, 1) && key.tag() == Tag::OctetString => ELLIPTIC,
        [algorithm, key] if algorithm.tag() == Tag::Sequence && key.tag() == Tag::OctetString => ENCRYPTED,
        [inner, algorithm, signature]
            if [inner.tag(), algorithm.tag(), signature.tag()]
                == [Tag::Sequence, Tag::Sequence, Tag::BitString] =>
        {
            "it is a certificate, which holds only the public key; the private key is in another file"
        }
        _ => "its DER is no RSA key of 2048 bits or more",
    }
}

/// The first fields of the outermost sequence; none where the bytes are not exactly one sequence.
fn fields(bytes: &[u8]) -> Vec<AnyRef<'_>> {
    let read = || {
        let outer = AnyRef::from_der(bytes).ok().filter(|outer| outer.tag() == Tag::Sequence)?;
        let mut inside = SliceReader::new(outer.value()).ok()?;
        let mut fields = Vec::new();
        while fields.len() < 4 && !inside.is_finished() {
            fields.push(AnyRef::decode(&mut inside).ok()?);
        }
        Some(fields)
    };
    read().unwrap_or_default()
}

fn is_version(field: &AnyRef<'_>, version: u8) -> bool {
    field.tag() == Tag::Integer && field.value() == [version]
}

fn is_elliptic(algorithm: &AnyRef<'_>) -> bool {
    algorithm.tag() == Tag::Sequence
        && SliceReader::new(algorithm.value())
            .and_then(|mut inside| ObjectIdentifier::decode(&mut inside))
            .is_ok_and(|name| name == EC_KEY)
}

fn is_base64(bytes: &[u8]) -> bool {
    let letter = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/=\r\n".contains(byte);
    bytes.len() >= 64 && bytes.iter().all(letter)
}
