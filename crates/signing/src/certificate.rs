//! X.509 certificates (RFC 5280), as far as signing needs them.

use std::fmt::Write as _;

use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, SHA256, digest};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use time::OffsetDateTime;
use x509_parser::certificate::X509Certificate;
use x509_parser::parse_x509_certificate;
use x509_parser::pem::Pem;
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
    issuer_unit: Option<String>,
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

    /// Reads DER, or the first certificate of a PEM text; other sections before it are passed over.
    pub fn read(bytes: &[u8]) -> Result<Self> {
        if bytes.first() == Some(&0x30) {
            return Self::from_der(bytes);
        }
        let refused = |why: &str| Error::NotACertificate(why.to_owned());
        for section in Pem::iter_from_buffer(bytes) {
            let section = section.map_err(|_| refused("its PEM text is cut or damaged"))?;
            if matches!(section.label.as_str(), "CERTIFICATE" | "X509 CERTIFICATE") {
                return Self::from_der(&section.contents);
            }
        }
        Err(refused("it is neither DER nor PEM with a certificate"))
    }

    /// Reads DER, or all certificates of a PEM text.
    pub fn read_all(bytes: &[u8]) -> Result<Vec<Self>> {
        if bytes.first() == Some(&0x30) {
            return Self::from_der(bytes).map(|only| vec![only]);
        }
        let mut all = Vec::new();
        for section in Pem::iter_from_buffer(bytes) {
            let section =
                section.map_err(|_| Error::NotACertificate("its PEM text is cut or damaged".to_owned()))?;
            if matches!(section.label.as_str(), "CERTIFICATE" | "X509 CERTIFICATE") {
                all.push(Self::from_der(&section.contents)?);
            }
        }
        if all.is_empty() {
            return Err(Error::NotACertificate("it is neither DER nor PEM with a certificate".to_owned()));
        }
        Ok(all)
    }

    /// The certificate in PEM.
    pub fn to_pem(&self) -> String {
        let text = BASE64_STANDARD.encode(&self.der);
        let lines = text.as_bytes().chunks(64).map(|line| String::from_utf8_lossy(line).into_owned() + "\n");
        format!("-----BEGIN CERTIFICATE-----\n{}-----END CERTIFICATE-----\n", lines.collect::<String>())
    }

    fn of(parsed: &X509Certificate<'_>, bytes: &[u8]) -> Self {
        let validity = parsed.validity();
        Self {
            der: bytes.to_vec(),
            common_name: common_name(parsed.subject()),
            team_id: first(parsed.subject().iter_organizational_unit()),
            issuer: common_name(parsed.issuer()),
            issuer_unit: first(parsed.issuer().iter_organizational_unit()),
            serial: serial(parsed.raw_serial()),
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

    /// The organizational unit of the issuer; of Apple's intermediates it tells the generation, such as `G3`.
    pub fn issuer_unit(&self) -> Option<&str> {
        self.issuer_unit.as_deref()
    }

    /// The serial number in upper-case hexadecimal, as openssl prints it.
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
        hex(&self.sha1_bytes())
    }

    pub(crate) fn sha1_bytes(&self) -> Vec<u8> {
        digest(&SHA1_FOR_LEGACY_USE_ONLY, &self.der).as_ref().to_vec()
    }

    /// The SHA-256 fingerprint in upper-case hexadecimal.
    pub fn sha256(&self) -> String {
        hex(digest(&SHA256, &self.der).as_ref())
    }
}

/// DER puts a zero byte before a number whose first bit is set, lest it be negative; it is no part of the number.
fn serial(bytes: &[u8]) -> String {
    match bytes {
        [0, rest @ ..] if !rest.is_empty() => hex(rest),
        all => hex(all),
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
    use secrecy::ExposeSecret as _;

    use super::*;
    use crate::fixture;

    #[test]
    fn a_certificate_tells_whose_it_is_and_which_key_it_has() {
        let certificate = fixture::certificate();
        assert_eq!(certificate.common_name(), "Apple Distribution: Example (ABCDE12345)");
        assert_eq!(certificate.team_id(), Some("ABCDE12345"));
        assert!(certificate.matches(&fixture::key()));
        assert!(!certificate.matches(&PrivateKey::generate().unwrap()));
        assert!(certificate.is_valid_at(OffsetDateTime::now_utc()));
        assert!(!certificate.is_valid_at(OffsetDateTime::now_utc() + time::Duration::days(400)));
    }

    #[test]
    fn the_serial_number_and_issuer_are_those_of_openssl() {
        for serial in ["0xF1E2D3C4B5A69788", "0x05AB", "0x7F"] {
            let pem = fixture::certificate_with(&["-set_serial", serial]);
            let told = fixture::openssl(&["x509", "-noout", "-serial"], pem.as_bytes());
            let certificate = Certificate::read(pem.as_bytes()).unwrap();
            assert_eq!(format!("serial={}", certificate.serial()), String::from_utf8(told).unwrap().trim());
            assert_eq!(certificate.issuer(), certificate.common_name());
        }
    }

    #[test]
    fn a_certificate_is_found_behind_a_key_and_attributes() {
        let key = fixture::key().to_pem();
        let text = format!("Bag Attributes\n{}{}", key.expose_secret(), fixture::certificate_pem());
        assert_eq!(Certificate::read(text.as_bytes()).unwrap(), fixture::certificate());
    }

    #[test]
    fn what_is_no_certificate_is_said() {
        let key = fixture::key().to_pem();
        let pem = fixture::certificate_pem();
        let der = fixture::certificate().der().to_vec();
        for (bytes, said) in [
            (key.expose_secret().as_bytes(), "neither DER nor PEM with a certificate"),
            (&pem.as_bytes()[..300], "cut or damaged"),
            (&[der.as_slice(), b"x"].concat(), "1 bytes follow its end"),
            (b"", "neither DER nor PEM"),
        ] {
            let message = Certificate::read(bytes).unwrap_err().to_string();
            assert!(message.contains(said), "{said}: {message}");
        }
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
            let mut der = fixture::certificate().der;
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
