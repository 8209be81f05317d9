//! PKCS#12 files with several identities, as keychains export them.

use secrecy::SecretString;

use crate::certificate::Certificate;
use crate::error::Result;
use crate::identity::Identity;
use crate::key::PrivateKey;
use crate::pkcs12;

impl Identity {
    /// Reads all identities of a PKCS#12 file: each private key with the certificate that belongs to it, in the order of the
    /// keys. The other certificates go along as the chain of each, unordered and not judged. A key without a certificate
    /// is passed over, so that there may be none.
    pub fn all_from_pkcs12(bytes: &[u8], password: &SecretString) -> Result<Vec<Self>> {
        let archive = pkcs12::open(bytes, password)?;
        let certificates =
            archive.certs.iter().filter_map(|bag| Certificate::from_der(bag.cert.as_der()).ok());
        let certificates = certificates.collect::<Vec<_>>();
        let keys = archive.keys.iter().filter_map(|bag| PrivateKey::from_der(bag.key.as_der()).ok());
        let identity = |key: PrivateKey| {
            let own = certificates.iter().find(|certificate| certificate.matches(&key))?.clone();
            let chain = certificates.iter().filter(|other| **other != own).cloned().collect();
            Some(Self::new(key, own).ok()?.with_chain(chain))
        };
        Ok(keys.filter_map(identity).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Encryption, fixture};

    #[test]
    fn every_key_comes_with_its_own_certificate() {
        let password: SecretString = "secret".to_owned().into();
        let one = Identity::new(fixture::key(), fixture::certificate()).unwrap();
        let bytes = one.to_pkcs12(&password, Encryption::Modern).unwrap();
        let all = Identity::all_from_pkcs12(&bytes, &password).unwrap();
        let names = all.iter().map(|identity| identity.certificate().common_name()).collect::<Vec<_>>();
        assert_eq!(names, [fixture::certificate().common_name()]);
        assert!(all[0].certificate().matches(all[0].key()) && all[0].chain().is_empty());
        assert!(Identity::all_from_pkcs12(&bytes, &SecretString::default()).is_err());
        assert!(Identity::all_from_pkcs12(b"", &password).is_err());
    }
}
