//! X.509 certificates (RFC 5280), as far as signing needs them.

use std::fmt::Write as _;

use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, SHA256, digest};
use time::OffsetDateTime;
use x509_parser::certificate::X509Certificate;
use x509_parser::parse_x509_certificate;
use x509_parser::pem::parse_x509_pem;
use x509_parser::x509::X509Name;

use crate::error::{Error, Result};
use crate::key::PrivateKey;

/// A certificate, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    der: Vec<u8>,
    common_name: String,
    team_id: Option<String>,
    issuer: String,
    serial: String,
    not_before: OffsetDateTime,
    not_after: OffsetDateTime,
    public_key: Vec<u8>,
}

impl Certificate {
    /// Reads DER.
    pub fn from_der(bytes: &[u8]) -> Result<Self> {
        let (rest, parsed) =
            parse_x509_certificate(bytes).map_err(|error| Error::NotACertificate(error.to_string()))?;
        if !rest.is_empty() {
            return Err(Error::NotACertificate(format!("{} bytes follow its end", rest.len())));
        }
        Ok(Self::of(&parsed, bytes))
    }

    /// Reads PEM or DER.
    pub fn read(bytes: &[u8]) -> Result<Self> {
        if !bytes.starts_with(b"-----BEGIN") {
            return Self::from_der(bytes);
        }
        let (_, pem) = parse_x509_pem(bytes).map_err(|error| Error::NotACertificate(error.to_string()))?;
        Self::from_der(&pem.contents)
    }

    fn of(parsed: &X509Certificate<'_>, bytes: &[u8]) -> Self {
        let validity = parsed.validity();
        Self {
            der: bytes.to_vec(),
            common_name: common_name(parsed.subject()),
            team_id: first(parsed.subject().iter_organizational_unit()),
            issuer: common_name(parsed.issuer()),
            serial: hex(parsed.raw_serial()),
            not_before: validity.not_before.to_datetime(),
            not_after: validity.not_after.to_datetime(),
            public_key: parsed.public_key().raw.to_vec(),
        }
    }

    /// The certificate in DER.
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// The subject's common name, such as `Apple Distribution: Example Team (ABCDE12345)`.
    pub fn common_name(&self) -> &str {
        &self.common_name
    }

    /// The subject's organisational unit, where Apple puts the team id.
    pub fn team_id(&self) -> Option<&str> {
        self.team_id.as_deref()
    }

    /// The issuer's common name.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// The serial number in upper-case hexadecimal.
    pub fn serial(&self) -> &str {
        &self.serial
    }

    /// When it begins to be valid.
    pub fn not_before(&self) -> OffsetDateTime {
        self.not_before
    }

    /// When it expires.
    pub fn not_after(&self) -> OffsetDateTime {
        self.not_after
    }

    /// Whether it is valid at that time.
    pub fn is_valid_at(&self, time: OffsetDateTime) -> bool {
        self.not_before <= time && time <= self.not_after
    }

    /// The public key as SubjectPublicKeyInfo in DER.
    pub fn public_key(&self) -> &[u8] {
        &self.public_key
    }

    /// Whether it belongs to that private key.
    pub fn matches(&self, key: &PrivateKey) -> bool {
        self.public_key == key.public_key()
    }

    /// The SHA-1 fingerprint in upper-case hexadecimal, by which keychains name identities.
    pub fn sha1(&self) -> String {
        hex(digest(&SHA1_FOR_LEGACY_USE_ONLY, &self.der).as_ref())
    }

    /// The SHA-256 fingerprint in upper-case hexadecimal.
    pub fn sha256(&self) -> String {
        hex(digest(&SHA256, &self.der).as_ref())
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02X}");
        text
    })
}

fn common_name(name: &X509Name<'_>) -> String {
    first(name.iter_common_name()).unwrap_or_default()
}

fn first<'a>(
    mut attributes: impl Iterator<Item = &'a x509_parser::x509::AttributeTypeAndValue<'a>>,
) -> Option<String> {
    Some(attributes.next()?.as_str().ok()?.to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fixture;

    #[test]
    fn a_certificate_tells_whose_it_is_and_which_key_it_has() {
        let certificate = Certificate::read(fixture::certificate_pem().as_bytes()).unwrap();
        assert_eq!(certificate.common_name(), "Apple Distribution: Example (ABCDE12345)");
        assert_eq!(certificate.team_id(), Some("ABCDE12345"));
        assert!(certificate.matches(&fixture::key()));
        assert!(!certificate.matches(&PrivateKey::generate().unwrap()));
        assert!(certificate.is_valid_at(OffsetDateTime::now_utc()));
        assert!(!certificate.is_valid_at(OffsetDateTime::now_utc() + time::Duration::days(400)));
    }

    #[test]
    fn fingerprints_are_those_of_openssl() {
        let pem = fixture::certificate_pem();
        let certificate = Certificate::read(pem.as_bytes()).unwrap();
        for (flag, ours) in [("-sha1", certificate.sha1()), ("-sha256", certificate.sha256())] {
            let told = fixture::openssl(&["x509", "-noout", "-fingerprint", flag], pem.as_bytes());
            assert!(String::from_utf8(told).unwrap().replace(':', "").contains(&ours));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_damaged_certificate_never_crashes(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<bool>()) {
            let mut der = Certificate::read(fixture::certificate_pem().as_bytes()).unwrap().der;
            let at = at.index(der.len());
            if cut {
                der.truncate(at);
                prop_assert!(Certificate::read(&der).is_err());
            } else {
                der[at] = byte;
                let _ = Certificate::read(&der);
            }
        }
    }
}
