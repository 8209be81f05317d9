//! The private key itself.

use std::fmt;

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::KeyPair as _;
use secrecy::{ExposeSecret, SecretSlice, SecretString};

use super::{form, pem};
use crate::error::{Error, Result};
use crate::pkcs12;

/// Key files are a few kilobytes, PKCS#12 with a whole chain some ten.
const LARGEST: usize = 1024 * 1024;

/// An RSA private key of 2048 bits or more. It shows itself to nobody: no `Debug` of its content, no `Display`.
#[derive(Clone)]
pub struct PrivateKey {
    pkcs8: SecretSlice<u8>,
    public_key: Vec<u8>,
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PrivateKey(..)")
    }
}

impl PrivateKey {
    /// A new RSA key of 2048 bits, which is what Apple takes.
    pub fn generate() -> Result<Self> {
        KeyPair::generate(KeySize::Rsa2048).ok().and_then(|pair| Self::of(&pair)).ok_or(Error::Generate)
    }

    /// Reads a key in whatever form a file has it: PEM (PKCS#8 or PKCS#1), DER of either, or PKCS#12 with its
    /// password. fastlane writes PEM into files named `.p12`, so that the name of a file says nothing.
    pub fn read(bytes: &[u8], password: &SecretString) -> Result<Self> {
        if bytes.len() > LARGEST {
            return Err(not_a_key("it is larger than 1 MiB, which no key file is"));
        }
        if let Some(text) = pem::start(bytes) {
            return Self::from_pem(text);
        }
        if form::is_pkcs12(bytes) {
            return pkcs12::first_key(&pkcs12::open(bytes, password)?);
        }
        Self::from_der(bytes)
    }

    /// Reads the first private key of a PEM text; certificates and other sections before it are passed over.
    pub fn from_pem(text: &[u8]) -> Result<Self> {
        pem::private_key(text).map_err(Error::NotAKey).and_then(|der| Self::from_der(&der))
    }

    /// Reads DER, PKCS#8 or PKCS#1.
    pub fn from_der(bytes: &[u8]) -> Result<Self> {
        KeyPair::from_pkcs8(bytes)
            .or_else(|_| KeyPair::from_der(bytes))
            .ok()
            .and_then(|pair| Self::of(&pair))
            .ok_or_else(|| not_a_key(form::why_no_rsa_key(bytes)))
    }

    fn of(pair: &KeyPair) -> Option<Self> {
        let pkcs8: Pkcs8V1Der<'_> = pair.as_der().ok()?;
        let public_key: PublicKeyX509Der<'_> = pair.public_key().as_der().ok()?;
        Some(Self { pkcs8: pkcs8.as_ref().to_vec().into(), public_key: public_key.as_ref().to_vec() })
    }

    /// The key as PKCS#8 PEM.
    pub fn to_pem(&self) -> SecretString {
        pem::write(self.pkcs8.expose_secret())
    }

    /// The key as PKCS#8 DER.
    pub fn to_der(&self) -> SecretSlice<u8> {
        self.pkcs8.clone()
    }

    /// The public key as SubjectPublicKeyInfo (RFC 5280) in DER: what is compared with a certificate's.
    pub fn public_key(&self) -> &[u8] {
        &self.public_key
    }

    pub(crate) fn pkcs8(&self) -> &[u8] {
        self.pkcs8.expose_secret()
    }
}

fn not_a_key(why: &str) -> Error {
    Error::NotAKey(why.to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fixture;

    fn none() -> SecretString {
        SecretString::default()
    }

    fn message(bytes: &[u8]) -> String {
        PrivateKey::read(bytes, &none()).unwrap_err().to_string()
    }

    #[test]
    fn a_key_comes_back_from_its_own_forms_and_shows_nothing() {
        let key = fixture::key();
        for bytes in [key.to_pem().expose_secret().as_bytes(), key.to_der().expose_secret()] {
            assert_eq!(key.public_key(), PrivateKey::read(bytes, &none()).unwrap().public_key());
        }
        assert_eq!(format!("{key:?}"), "PrivateKey(..)");
    }

    #[test]
    fn openssl_sees_the_same_public_key() {
        let pem = fixture::key().to_pem();
        let public =
            fixture::openssl(&["pkey", "-pubout", "-outform", "DER"], pem.expose_secret().as_bytes());
        assert_eq!(public, fixture::key().public_key());
    }

    #[test]
    fn every_form_that_openssl_writes_is_read() {
        let pem = fixture::key().to_pem();
        let made = |arguments: &[&str]| fixture::openssl(arguments, pem.expose_secret().as_bytes());
        let pkcs1 = made(&["rsa", "-traditional"]);
        let windows = String::from_utf8(pkcs1.clone()).unwrap().replace('\n', "\r\n").into_bytes();
        let after_certificate = [fixture::certificate_pem().as_bytes(), &pkcs1].concat();
        let pkcs1_der = made(&["rsa", "-traditional", "-outform", "DER"]);
        let pkcs8_der = made(&["pkcs8", "-topk8", "-nocrypt", "-outform", "DER"]);
        for bytes in [pkcs1, windows, after_certificate, pkcs1_der, pkcs8_der] {
            assert_eq!(PrivateKey::read(&bytes, &none()).unwrap().public_key(), fixture::key().public_key());
        }
    }

    #[test]
    fn an_elliptic_curve_key_is_told_apart_from_an_rsa_key() {
        let sec1 = fixture::openssl(&["ecparam", "-genkey", "-name", "prime256v1", "-noout"], b"");
        let p8 = fixture::openssl(&["pkcs8", "-topk8", "-nocrypt"], &sec1);
        let p8_der = fixture::openssl(&["pkcs8", "-topk8", "-nocrypt", "-outform", "DER"], &sec1);
        for bytes in [sec1, p8, p8_der] {
            assert!(message(&bytes).contains("elliptic-curve"), "{}", message(&bytes));
        }
    }

    #[test]
    fn what_is_no_key_is_said_with_the_remedy() {
        let pem = fixture::key().to_pem();
        let pem = pem.expose_secret();
        let short = fixture::openssl(&["genrsa", "1024"], b"");
        let locked = fixture::openssl(&["pkcs8", "-topk8", "-passout", "pass:x"], pem.as_bytes());
        let locked_der =
            fixture::openssl(&["pkcs8", "-topk8", "-passout", "pass:x", "-outform", "DER"], pem.as_bytes());
        let old_locked =
            fixture::openssl(&["rsa", "-traditional", "-aes128", "-passout", "pass:x"], pem.as_bytes());
        let certificate = fixture::certificate_pem();
        let certificate_der = fixture::certificate().der().to_vec();
        let base64 = fixture::openssl(&["base64"], pem.as_bytes());
        let utf16 = [0xFF, 0xFE].into_iter().chain(pem.encode_utf16().flat_map(u16::to_le_bytes));
        for (bytes, said) in [
            (b"".to_vec(), "it is empty"),
            (b"hello".to_vec(), "neither PEM nor DER"),
            (pem.as_bytes()[..400].to_vec(), "cut or damaged"),
            (fixture::key().pkcs8()[..400].to_vec(), "no RSA key"),
            (short, "2048 bits"),
            (locked, "encrypted"),
            (locked_der, "encrypted"),
            (old_locked, "encrypted"),
            (certificate.into_bytes(), "holds only CERTIFICATE"),
            (certificate_der, "it is a certificate"),
            (base64, "base64"),
            (utf16.collect(), "UTF-16"),
            (vec![0x30, 0x80, 0x02, 0x01, 0x03], "openssl pkcs12 -export"),
            (vec![0; LARGEST + 1], "larger than 1 MiB"),
        ] {
            assert!(message(&bytes).contains(said), "{said}: {}", message(&bytes));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 128, ..ProptestConfig::default() })]

        #[test]
        fn arbitrary_bytes_are_refused_without_a_crash(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            prop_assert!(PrivateKey::read(&bytes, &none()).is_err());
            let der = [&[0x30, 0x82], bytes.as_slice()].concat();
            prop_assert!(PrivateKey::read(&der, &none()).is_err());
            let pem = [b"-----BEGIN ", bytes.as_slice()].concat();
            prop_assert!(PrivateKey::read(&pem, &none()).is_err());
        }

        #[test]
        fn a_damaged_key_never_crashes(at in any::<prop::sample::Index>(), bit in 0_u32..8, pem in any::<bool>()) {
            let key = fixture::key();
            let mut bytes =
                if pem { key.to_pem().expose_secret().as_bytes().to_vec() } else { key.pkcs8().to_vec() };
            let at = at.index(bytes.len());
            // Once its last line has begun, a PEM text has told everything.
            let told = bytes.windows(9).position(|window| window == b"-----END ").map(|end| end + 9);
            prop_assert_eq!(
                PrivateKey::read(&bytes[..at], &none()).is_ok(),
                told.is_some_and(|told| at >= told)
            );
            bytes[at] ^= 1 << bit;
            let _ = PrivateKey::read(&bytes, &none());
        }
    }
}
