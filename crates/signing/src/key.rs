//! RSA private keys, in every form in which they are found.

use std::fmt;

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rsa::KeyPair as RsaKeyPair;
use p12_keystore::Pkcs12Archive;
use rcgen::{KeyPair, PKCS_RSA_SHA256, PublicKeyData, RsaKeySize};
use secrecy::{ExposeSecret, SecretString};
use x509_parser::pem::Pem;

use crate::error::{Error, Result};

/// An RSA private key. It shows itself to nobody: no `Debug` of its content, no `Display`.
pub struct PrivateKey {
    pair: KeyPair,
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PrivateKey(..)")
    }
}

impl PrivateKey {
    /// A new RSA key of 2048 bits, which is what Apple takes.
    pub fn generate() -> Result<Self> {
        let pair =
            KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048).map_err(|_| Error::Generate)?;
        Ok(Self { pair })
    }

    /// Reads a key in whatever form a file has it: PEM (PKCS#8 or PKCS#1), DER of either, or PKCS#12 with its
    /// password. fastlane writes PEM into files named `.p12`, so that the name of a file says nothing.
    pub fn read(bytes: &[u8], password: &SecretString) -> Result<Self> {
        if let Some(start) = find(bytes, b"-----BEGIN ") {
            return Self::from_pem(bytes.get(start..).unwrap_or_default());
        }
        if let Ok(key) = Self::from_der(bytes) {
            return Ok(key);
        }
        if bytes.first() != Some(&0x30) {
            return Err(not_a_key("it is neither PEM nor DER; was the file encoded or cut by a copy?"));
        }
        let archive =
            Pkcs12Archive::from_pkcs12(bytes, password.expose_secret()).map_err(Error::Pkcs12Closed)?;
        let bag = archive.keys.first().ok_or(Error::Pkcs12Empty)?;
        Self::from_der(bag.key.as_der())
    }

    /// Reads the first private key of a PEM text; certificates and other sections before it are passed over.
    pub fn from_pem(text: &[u8]) -> Result<Self> {
        let mut seen = Vec::new();
        for section in Pem::iter_from_buffer(text) {
            let section =
                section.map_err(|_| not_a_key("its PEM text is cut or damaged; export the key again"))?;
            match section.label.as_str() {
                "PRIVATE KEY" | "RSA PRIVATE KEY" => return Self::from_der(&section.contents),
                "ENCRYPTED PRIVATE KEY" => {
                    return Err(not_a_key("it is encrypted PEM; write it without a password or as PKCS#12"));
                }
                "EC PRIVATE KEY" => {
                    return Err(not_a_key("it is an elliptic-curve key; signing certificates take RSA keys"));
                }
                other => seen.push(other.to_owned()),
            }
        }
        Err(not_a_key(&if seen.is_empty() {
            "its PEM text holds nothing whole; was it cut?".to_owned()
        } else {
            format!("its PEM text holds only {}", seen.join(", "))
        }))
    }

    /// Reads DER, PKCS#8 or PKCS#1.
    pub fn from_der(bytes: &[u8]) -> Result<Self> {
        let rsa = RsaKeyPair::from_pkcs8(bytes)
            .or_else(|_| RsaKeyPair::from_der(bytes))
            .map_err(|_| not_a_key("its DER is no RSA key of 2048 bits or more"))?;
        let pkcs8: Pkcs8V1Der<'_> = rsa.as_der().map_err(|_| not_a_key("it cannot be written as PKCS#8"))?;
        let der = pkcs8.as_ref().into();
        let pair = KeyPair::from_pkcs8_der_and_sign_algo(&der, &PKCS_RSA_SHA256)
            .map_err(|_| not_a_key("it is no RSA key that can sign"))?;
        Ok(Self { pair })
    }

    /// The key as PKCS#8 PEM.
    pub fn to_pem(&self) -> SecretString {
        self.pair.serialize_pem().into()
    }

    /// The public key as SubjectPublicKeyInfo (RFC 5280) in DER: what is compared with a certificate's.
    pub fn public_key(&self) -> Vec<u8> {
        self.pair.subject_public_key_info()
    }

    pub(crate) fn pair(&self) -> &KeyPair {
        &self.pair
    }
}

fn not_a_key(why: &str) -> Error {
    Error::NotAKey(why.to_owned())
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fixture;

    fn none() -> SecretString {
        SecretString::default()
    }

    #[test]
    fn a_key_comes_back_from_its_pem_and_shows_nothing() {
        let key = fixture::key();
        let pem = key.to_pem();
        let again = PrivateKey::read(pem.expose_secret().as_bytes(), &none()).unwrap();
        assert_eq!(key.public_key(), again.public_key());
        assert_eq!(format!("{key:?}"), "PrivateKey(..)");
    }

    #[test]
    fn every_form_that_openssl_writes_is_read() {
        let public = fixture::key().public_key();
        let pem = fixture::key().to_pem();
        let pkcs1 = fixture::openssl(&["rsa", "-traditional"], pem.expose_secret().as_bytes());
        let pkcs1_der =
            fixture::openssl(&["rsa", "-traditional", "-outform", "DER"], pem.expose_secret().as_bytes());
        let pkcs8_der = fixture::openssl(
            &["pkcs8", "-topk8", "-nocrypt", "-outform", "DER"],
            pem.expose_secret().as_bytes(),
        );
        for bytes in [pkcs1, pkcs1_der, pkcs8_der] {
            assert_eq!(PrivateKey::read(&bytes, &none()).unwrap().public_key(), public);
        }
    }

    #[test]
    fn what_is_no_key_is_said() {
        let elliptic = fixture::openssl(&["ecparam", "-genkey", "-name", "prime256v1", "-noout"], b"");
        let message = |bytes: &[u8]| PrivateKey::read(bytes, &none()).unwrap_err().to_string();
        assert!(message(&elliptic).contains("elliptic-curve"));
        assert!(message(b"hello").contains("neither PEM nor DER"));
        assert!(message(fixture::certificate_pem().as_bytes()).contains("holds only CERTIFICATE"));
        let pem = fixture::key().to_pem();
        let cut = pem.expose_secret().get(..400).unwrap();
        assert!(message(cut.as_bytes()).contains("cut"), "{}", message(cut.as_bytes()));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

        #[test]
        fn arbitrary_bytes_are_refused_without_a_crash(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            prop_assert!(PrivateKey::read(&bytes, &none()).is_err());
            let der = [&[0x30, 0x82], bytes.as_slice()].concat();
            prop_assert!(PrivateKey::read(&der, &none()).is_err());
        }
    }
}
