//! A certificate with its private key, and PKCS#12 (RFC 7292), the file that carries both.

use p12_keystore::{
    Certificate as P12Certificate, EncryptionAlgorithm, KeyStore, KeyStoreEntry, MacAlgorithm,
    PrivateKey as P12Key, PrivateKeyChain,
};
use secrecy::{ExposeSecret, SecretString};

use crate::certificate::Certificate;
use crate::error::{Error, Result};
use crate::key::PrivateKey;
use crate::pkcs12;

/// How a PKCS#12 file is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encryption {
    /// AES-256 and SHA-256, as openssl 3 writes it.
    #[default]
    Modern,
    /// Triple DES and SHA-1, which `security import` of older macOS needs.
    Legacy,
}

/// A certificate with its private key, and the certificates of its issuers where they are known.
#[derive(Debug, Clone)]
pub struct Identity {
    key: PrivateKey,
    certificate: Certificate,
    chain: Vec<Certificate>,
}

impl Identity {
    /// The two together; an error where they do not belong together.
    pub fn new(key: PrivateKey, certificate: Certificate) -> Result<Self> {
        if certificate.matches(&key) {
            Ok(Self { key, certificate, chain: Vec::new() })
        } else {
            Err(Error::KeyMismatch)
        }
    }

    /// The same with the certificates of its issuers, the nearest first. They are not judged.
    #[must_use]
    pub fn with_chain(mut self, chain: Vec<Certificate>) -> Self {
        self.chain = chain;
        self
    }

    /// The private key.
    pub fn key(&self) -> &PrivateKey {
        &self.key
    }

    /// The certificate.
    pub fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    /// The certificates of its issuers, as far as they were given or in the file.
    pub fn chain(&self) -> &[Certificate] {
        &self.chain
    }

    /// Writes a PKCS#12 file. An empty password is taken as such.
    pub fn to_pkcs12(&self, password: &SecretString, encryption: Encryption) -> Result<Vec<u8>> {
        pkcs12::check_password(password)?;
        let key = P12Key::from_der(self.key.pkcs8()).map_err(Error::Pkcs12Write)?;
        let certificates = std::iter::once(&self.certificate)
            .chain(&self.chain)
            .map(|certificate| P12Certificate::from_der(certificate.der()))
            .collect::<std::result::Result<Vec<_>, _>>()
            .map_err(Error::Pkcs12Write)?;
        // Importers pair key and certificate by this id; openssl takes the fingerprint, too.
        let chain = PrivateKeyChain::new(self.certificate.sha1_bytes(), key, certificates);
        let mut store = KeyStore::new();
        store.add_entry(&self.label(), KeyStoreEntry::PrivateKeyChain(chain));
        let (encryption, mac) = match encryption {
            Encryption::Modern => (EncryptionAlgorithm::PbeWithHmacSha256AndAes256, MacAlgorithm::HmacSha256),
            Encryption::Legacy => {
                (EncryptionAlgorithm::PbeWithShaAnd3KeyTripleDesCbc, MacAlgorithm::HmacSha1)
            }
        };
        let writer =
            store.writer(password.expose_secret()).encryption_algorithm(encryption).mac_algorithm(mac);
        writer.write().map_err(Error::Pkcs12Write)
    }

    /// The name under which keychains show the key. It is a BMPString, which has no room for emoji.
    fn label(&self) -> String {
        self.certificate.common_name().chars().filter(|letter| u32::from(*letter) <= 0xFFFF).collect()
    }

    /// Reads a PKCS#12 file: its first private key with the certificate that belongs to it, and the other
    /// certificates as the chain. Without a password of its own, a file has the empty one.
    pub fn from_pkcs12(bytes: &[u8], password: &SecretString) -> Result<Self> {
        let archive = pkcs12::open(bytes, password)?;
        let mut certificates = archive
            .certs
            .iter()
            .filter_map(|bag| Certificate::from_der(bag.cert.as_der()).ok())
            .collect::<Vec<_>>();
        for key in archive.keys.iter().filter_map(|bag| PrivateKey::from_der(bag.key.as_der()).ok()) {
            if let Some(own) = certificates.iter().position(|certificate| certificate.matches(&key)) {
                let certificate = certificates.remove(own);
                return Ok(Self { key, certificate, chain: certificates });
            }
        }
        Err(Error::Pkcs12Empty)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fixture;

    fn identity() -> Identity {
        Identity::new(fixture::key(), fixture::certificate()).unwrap()
    }

    fn password(text: &str) -> SecretString {
        text.to_owned().into()
    }

    /// A PKCS#12 file as openssl writes it.
    fn exported(secret: &str, more: &[&str]) -> Vec<u8> {
        let (key, certificate) = (fixture::key_file(), fixture::certificate_file());
        let (key, certificate) = (key.path().to_str().unwrap(), certificate.path().to_str().unwrap());
        let mut arguments = vec!["pkcs12", "-export", "-inkey", key, "-in", certificate];
        arguments.extend(["-passout", "env:PASSWORD"]);
        arguments.extend(more);
        fixture::openssl_with_password(secret, &arguments, b"")
    }

    #[test]
    fn openssl_reads_both_encryptions_with_and_without_a_password() {
        for (encryption, provider) in [(Encryption::Modern, &[][..]), (Encryption::Legacy, &["-legacy"])] {
            for secret in ["", "sésame"] {
                let file = identity().to_pkcs12(&password(secret), encryption).unwrap();
                let mut arguments = vec!["pkcs12", "-nodes", "-passin", "env:PASSWORD"];
                arguments.extend(provider);
                let told = fixture::openssl_with_password(secret, &arguments, &file);
                let told = String::from_utf8(told).unwrap();
                assert!(told.contains("PRIVATE KEY") && told.contains("BEGIN CERTIFICATE"), "{told}");
                let id = told.lines().filter(|line| line.contains("localKeyID"));
                assert_eq!(id.count(), 2, "key and certificate are not paired: {told}");
                let key = PrivateKey::from_pem(told.as_bytes()).unwrap();
                assert_eq!(key.public_key(), fixture::key().public_key());
            }
        }
    }

    #[test]
    fn openssls_own_files_are_read() {
        let legacy = ["-legacy"];
        let without_mac = ["-nomac"];
        for (secret, more) in [("", &[][..]), ("x", &[]), ("", &legacy), ("x", &legacy), ("x", &without_mac)]
        {
            let file = exported(secret, more);
            let read = Identity::from_pkcs12(&file, &password(secret)).unwrap();
            assert_eq!(read.certificate(), &fixture::certificate(), "{secret:?} {more:?}");
        }
    }

    #[test]
    fn an_identity_comes_back_from_its_file_with_its_chain() {
        let issuer = Certificate::read(fixture::certificate_with(&["-set_serial", "7"]).as_bytes()).unwrap();
        let file = identity()
            .with_chain(vec![issuer.clone()])
            .to_pkcs12(&password("x"), Encryption::Modern)
            .unwrap();
        let again = Identity::from_pkcs12(&file, &password("x")).unwrap();
        assert_eq!(again.certificate(), identity().certificate());
        assert_eq!(again.chain(), [issuer]);
        let key = PrivateKey::read(&file, &password("x")).unwrap();
        assert_eq!(key.public_key(), fixture::key().public_key());
    }

    #[test]
    fn a_wrong_password_is_told_apart_from_damage() {
        let file = identity().to_pkcs12(&password("right"), Encryption::Modern).unwrap();
        let error = Identity::from_pkcs12(&file, &password("wrong")).unwrap_err();
        assert!(matches!(error, Error::Pkcs12Password), "{error}");
        let error = Identity::from_pkcs12(&file[..file.len() / 2], &password("right")).unwrap_err();
        assert!(matches!(error, Error::Pkcs12Closed(_)), "{error}");
    }

    #[test]
    fn emoji_are_refused_in_a_password_and_left_out_of_a_label() {
        let error = identity().to_pkcs12(&password("🗝"), Encryption::Modern).unwrap_err();
        assert!(matches!(error, Error::Pkcs12PasswordLetters), "{error}");
        let pem = fixture::certificate_with(&["-subj", "/CN=Team 🚀"]);
        let certificate = Certificate::read(pem.as_bytes()).unwrap();
        assert_eq!(certificate.common_name(), "Team 🚀");
        let identity = Identity::new(fixture::key(), certificate).unwrap();
        let file = identity.to_pkcs12(&password(""), Encryption::Modern).unwrap();
        assert!(Identity::from_pkcs12(&file, &password("")).is_ok());
    }

    #[test]
    fn a_foreign_certificate_makes_no_identity() {
        let error = Identity::new(PrivateKey::generate().unwrap(), fixture::certificate()).unwrap_err();
        assert!(matches!(error, Error::KeyMismatch));
    }

    #[test]
    fn a_file_without_a_key_is_said_to_be_empty() {
        let file = exported("x", &["-nokeys"]);
        let error = Identity::from_pkcs12(&file, &password("x")).unwrap_err();
        assert!(matches!(error, Error::Pkcs12Empty), "{error}");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 96, ..ProptestConfig::default() })]

        #[test]
        fn a_damaged_file_never_crashes(form in 0_usize..3, at in any::<prop::sample::Index>(), bit in 0_u32..8, cut in any::<bool>()) {
            // Without a checksum the damage reaches the innermost parts; few iterations keep the test short.
            static WHOLE: std::sync::OnceLock<[Vec<u8>; 3]> = std::sync::OnceLock::new();
            let forms = [&["-iter", "1", "-nomac"][..], &["-iter", "1", "-nomac", "-legacy"], &["-iter", "1"]];
            let mut bytes = WHOLE.get_or_init(|| forms.map(|more| exported("x", more)))[form].clone();
            let at = at.index(bytes.len());
            if cut {
                bytes.truncate(at);
                prop_assert!(Identity::from_pkcs12(&bytes, &password("x")).is_err());
            } else {
                bytes[at] ^= 1 << bit;
                let _ = Identity::from_pkcs12(&bytes, &password("x"));
            }
            let _ = PrivateKey::read(&bytes, &password("x"));
        }
    }
}
