//! Certificate signing requests (PKCS#10, RFC 2986).

use rcgen::{CertificateParams, DistinguishedName, DnType};

use crate::error::{Error, Result};
use crate::key::PrivateKey;

/// Who asks for the certificate. Apple puts its own names into the certificate; these serve to recognise a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CsrSubject {
    /// The common name.
    pub common_name: String,
    /// The country, as two letters.
    pub country: Option<String>,
}

impl CsrSubject {
    /// A subject with a common name only.
    pub fn named(common_name: impl Into<String>) -> Self {
        Self { common_name: common_name.into(), country: None }
    }
}

/// A certificate signing request.
#[derive(Debug, Clone)]
pub struct Csr {
    der: Vec<u8>,
    pem: String,
}

impl Csr {
    /// A request for `key`, signed with it (SHA-256 with RSA).
    pub fn create(key: &PrivateKey, subject: &CsrSubject) -> Result<Self> {
        let mut name = DistinguishedName::new();
        name.push(DnType::CommonName, subject.common_name.as_str());
        if let Some(country) = &subject.country {
            name.push(DnType::CountryName, country.as_str());
        }
        let mut params = CertificateParams::default();
        params.distinguished_name = name;
        let request = params.serialize_request(key.pair()).map_err(Error::Csr)?;
        Ok(Self { der: request.der().to_vec(), pem: request.pem().map_err(Error::Csr)? })
    }

    /// The request in DER.
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// The request in PEM, which is what Apple's `csrContent` takes.
    pub fn pem(&self) -> &str {
        &self.pem
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn openssl_verifies_the_request_and_sees_its_subject() {
        let subject = CsrSubject { common_name: "Tide Müller".into(), country: Some("DE".into()) };
        let csr = Csr::create(&fixture::key(), &subject).unwrap();
        let told = fixture::openssl(
            &["req", "-verify", "-noout", "-subject", "-nameopt", "utf8"],
            csr.pem().as_bytes(),
        );
        let told = String::from_utf8(told).unwrap();
        assert!(told.contains("Tide Müller"), "{told}");
    }
}
