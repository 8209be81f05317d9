//! A certificate with its private key, and PKCS#12 (RFC 7292), the file that carries both.

use p12_keystore::{
    Certificate as P12Certificate, EncryptionAlgorithm, KeyStore, KeyStoreEntry, MacAlgorithm, Pkcs12Archive,
    PrivateKey as P12Key, PrivateKeyChain,
};
use secrecy::{ExposeSecret, SecretString};

use crate::certificate::Certificate;
use crate::error::{Error, Result};
use crate::key::PrivateKey;

/// How a PKCS#12 file is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encryption {
    /// AES-256 and SHA-256, as openssl 3 writes it.
    #[default]
    Modern,
    /// Triple DES and SHA-1, which `security import` of older macOS needs.
    Legacy,
}

/// A certificate with its private key.
#[derive(Debug)]
pub struct Identity {
    key: PrivateKey,
    certificate: Certificate,
}

impl Identity {
    /// The two together; an error where they do not belong together.
    pub fn new(key: PrivateKey, certificate: Certificate) -> Result<Self> {
        if certificate.matches(&key) { Ok(Self { key, certificate }) } else { Err(Error::KeyMismatch) }
    }

    /// The private key.
    pub fn key(&self) -> &PrivateKey {
        &self.key
    }

    /// The certificate.
    pub fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    /// Writes a PKCS#12 file. An empty password is taken as such.
    pub fn to_pkcs12(&self, password: &SecretString, encryption: Encryption) -> Result<Vec<u8>> {
        let key = P12Key::from_der(self.key.pair().serialized_der()).map_err(Error::Pkcs12Write)?;
        let certificate = P12Certificate::from_der(self.certificate.der()).map_err(Error::Pkcs12Write)?;
        // Importers pair key and certificate by this id; the fingerprint is what they use themselves.
        let local_id = self.certificate.sha1().into_bytes();
        let chain = PrivateKeyChain::new(local_id, key, [certificate]);
        let mut store = KeyStore::new();
        store.add_entry(self.certificate.common_name(), KeyStoreEntry::PrivateKeyChain(chain));
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

    /// Reads a PKCS#12 file: its first private key, with the certificate that belongs to it.
    pub fn from_pkcs12(bytes: &[u8], password: &SecretString) -> Result<Self> {
        let archive =
            Pkcs12Archive::from_pkcs12(bytes, password.expose_secret()).map_err(Error::Pkcs12Closed)?;
        for bag in &archive.keys {
            let key = PrivateKey::from_der(bag.key.as_der())?;
            let certificates =
                archive.certs.iter().filter_map(|bag| Certificate::from_der(bag.cert.as_der()).ok());
            if let Some(certificate) = certificates.into_iter().find(|certificate| certificate.matches(&key))
            {
                return Ok(Self { key, certificate });
            }
        }
        Err(Error::Pkcs12Empty)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    fn identity() -> Identity {
        Identity::new(fixture::key(), Certificate::read(fixture::certificate_pem().as_bytes()).unwrap())
            .unwrap()
    }

    #[test]
    fn openssl_reads_both_encryptions_with_and_without_a_password() {
        for (encryption, provider) in [(Encryption::Modern, &[][..]), (Encryption::Legacy, &["-legacy"])] {
            for password in ["", "sésame"] {
                let file = identity().to_pkcs12(&password.to_owned().into(), encryption).unwrap();
                let pass = format!("pass:{password}");
                let mut arguments = vec!["pkcs12", "-nodes", "-passin", &pass];
                arguments.extend(provider);
                let told = String::from_utf8(fixture::openssl(&arguments, &file)).unwrap();
                assert!(told.contains("PRIVATE KEY") && told.contains("BEGIN CERTIFICATE"), "{told}");
            }
        }
    }

    #[test]
    fn an_identity_comes_back_from_its_file() {
        let password = SecretString::from("x".to_owned());
        let file = identity().to_pkcs12(&password, Encryption::Modern).unwrap();
        let again = Identity::from_pkcs12(&file, &password).unwrap();
        assert_eq!(again.certificate(), identity().certificate());
        assert_eq!(PrivateKey::read(&file, &password).unwrap().public_key(), fixture::key().public_key());
    }

    #[test]
    fn a_wrong_password_is_said() {
        let file = identity().to_pkcs12(&"right".to_owned().into(), Encryption::Modern).unwrap();
        let error = Identity::from_pkcs12(&file, &"wrong".to_owned().into()).unwrap_err();
        assert!(matches!(error, Error::Pkcs12Closed(_)), "{error}");
    }

    #[test]
    fn a_foreign_certificate_makes_no_identity() {
        let certificate = Certificate::read(fixture::certificate_pem().as_bytes()).unwrap();
        let error = Identity::new(PrivateKey::generate().unwrap(), certificate).unwrap_err();
        assert!(matches!(error, Error::KeyMismatch));
    }
}
