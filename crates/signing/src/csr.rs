//! Certificate signing requests (PKCS#10, RFC 2986).

use rcgen::string::{Ia5String, PrintableString};
use rcgen::{CertificateParams, DistinguishedName, DnType, DnValue, KeyPair, PKCS_RSA_SHA256};

use crate::error::{Error, Result};
use crate::key::PrivateKey;

/// The longest common name in characters (RFC 5280, appendix A.1, `ub-common-name`).
const LONGEST_NAME: usize = 64;

/// `emailAddress` of PKCS#9 (RFC 2985, section 5.2.1).
const EMAIL: [u64; 7] = [1, 2, 840, 113_549, 1, 9, 1];

/// Who asks for the certificate. Apple puts its own names into the certificate; these serve to recognise a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CsrSubject {
    /// The common name, of 1 to 64 characters.
    pub common_name: String,
    /// The e-mail address, in ASCII.
    pub email: Option<String>,
    /// The country, as two letters.
    pub country: Option<String>,
}

impl CsrSubject {
    /// A subject with a common name only.
    pub fn named(common_name: impl Into<String>) -> Self {
        Self { common_name: common_name.into(), email: None, country: None }
    }

    fn to_name(&self) -> Result<DistinguishedName> {
        let refused = |why: &str| Error::Subject(why.to_owned());
        if !(1..=LONGEST_NAME).contains(&self.common_name.chars().count()) {
            return Err(refused("a common name has 1 to 64 characters"));
        }
        let mut name = DistinguishedName::new();
        name.push(DnType::CommonName, self.common_name.as_str());
        if let Some(email) = &self.email {
            let email = Ia5String::try_from(email.as_str())
                .ok()
                .filter(|email| email.as_str().contains('@'))
                .ok_or_else(|| refused("an e-mail address is ASCII and has an `@`"))?;
            name.push(DnType::CustomDnType(EMAIL.to_vec()), DnValue::Ia5String(email));
        }
        if let Some(country) = &self.country {
            let country = PrintableString::try_from(country.as_str())
                .ok()
                .filter(|_| country.len() == 2 && country.bytes().all(|byte| byte.is_ascii_uppercase()))
                .ok_or_else(|| refused("a country is two capital letters, such as `DE`"))?;
            name.push(DnType::CountryName, DnValue::PrintableString(country));
        }
        Ok(name)
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
        let mut params = CertificateParams::default();
        params.distinguished_name = subject.to_name()?;
        let pair = KeyPair::from_pkcs8_der_and_sign_algo(&key.pkcs8().into(), &PKCS_RSA_SHA256);
        let request = params.serialize_request(&pair.map_err(Error::Csr)?).map_err(Error::Csr)?;
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

    fn told(arguments: &[&str], csr: &Csr) -> String {
        String::from_utf8(fixture::openssl(arguments, csr.pem().as_bytes())).unwrap()
    }

    #[test]
    fn openssl_verifies_the_request_and_sees_its_subject() {
        let subject = CsrSubject {
            common_name: "Tide Müller".into(),
            email: Some("tide@example.com".into()),
            country: Some("DE".into()),
        };
        let csr = Csr::create(&fixture::key(), &subject).unwrap();
        let arguments =
            ["req", "-verify", "-noout", "-subject", "-nameopt", "utf8,sep_comma_plus,sname,show_type"];
        let seen = told(&arguments, &csr);
        for part in ["UTF8STRING:Tide Müller", "IA5STRING:tide@example.com", "PRINTABLESTRING:DE"] {
            assert!(seen.contains(part), "{part}: {seen}");
        }
        assert!(told(&["req", "-noout", "-text"], &csr).contains("sha256WithRSAEncryption"));
        assert_eq!(fixture::openssl(&["req", "-outform", "DER"], csr.pem().as_bytes()), csr.der());
    }

    #[test]
    fn the_request_asks_for_the_key_that_signed_it() {
        let csr = Csr::create(&fixture::key(), &CsrSubject::named("Gantry")).unwrap();
        let pem = told(&["req", "-noout", "-pubkey"], &csr);
        let public = fixture::openssl(&["pkey", "-pubin", "-outform", "DER"], pem.as_bytes());
        assert_eq!(public, fixture::key().public_key());
    }

    #[test]
    fn a_subject_that_no_request_can_hold_is_refused() {
        let plain = CsrSubject::named("Gantry");
        for subject in [
            CsrSubject::named(""),
            CsrSubject::named("x".repeat(65)),
            CsrSubject { email: Some("tide".into()), ..plain.clone() },
            CsrSubject { email: Some("müller@example.com".into()), ..plain.clone() },
            CsrSubject { country: Some("Germany".into()), ..plain.clone() },
            CsrSubject { country: Some("d*".into()), ..plain },
        ] {
            let error = Csr::create(&fixture::key(), &subject).unwrap_err();
            assert!(matches!(error, Error::Subject(_)), "{subject:?}: {error}");
        }
    }
}
