//! Certificate signing requests, as Apple takes them.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use rcgen::SubjectPublicKeyInfo;
use x509_parser::certification_request::X509CertificationRequest;
use x509_parser::pem::parse_x509_pem;
use x509_parser::prelude::FromDer;
use x509_parser::public_key::PublicKey;

/// Why a signing request is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BadRequest(pub(super) &'static str);

/// The key of a signing request (PEM, or bare base64 of the DER) whose own signature is right.
pub(super) fn public_key(request: &str) -> Result<SubjectPublicKeyInfo, BadRequest> {
    let der = if request.contains("-----BEGIN") {
        parse_x509_pem(request.trim().as_bytes()).map_err(|_| BadRequest("the request is no PEM"))?.1.contents
    } else {
        let packed = request.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
        BASE64_STANDARD.decode(packed).map_err(|_| BadRequest("the request is no base64"))?
    };
    let (_, parsed) = X509CertificationRequest::from_der(&der)
        .map_err(|_| BadRequest("the request is no certificate signing request"))?;
    parsed.verify_signature().map_err(|_| BadRequest("the request's signature is wrong"))?;
    let info = &parsed.certification_request_info.subject_pki;
    match info.parsed() {
        Ok(PublicKey::RSA(key)) if key.key_size() == 2048 => {}
        _ => return Err(BadRequest("the key is no RSA key of 2048 bits")),
    }
    SubjectPublicKeyInfo::from_der(info.raw).map_err(|_| BadRequest("the key cannot be read"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};
    use rcgen::{CertificateParams, KeyPair, PKCS_RSA_SHA256, RsaKeySize};

    use super::*;

    fn der(key: &KeyPair) -> Vec<u8> {
        CertificateParams::default().serialize_request(key).unwrap().der().to_vec()
    }

    fn rsa(size: RsaKeySize) -> KeyPair {
        KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, size).unwrap()
    }

    #[test]
    fn pem_and_bare_base64_with_line_breaks_are_requests() {
        let key = rsa(RsaKeySize::_2048);
        let pem = CertificateParams::default().serialize_request(&key).unwrap().pem().unwrap();
        assert!(public_key(&pem).is_ok());
        assert!(public_key(&format!("\n{pem}\n")).is_ok());
        let bare = pem.lines().filter(|line| !line.starts_with("-----")).collect::<Vec<_>>().join("\r\n");
        assert!(public_key(&bare).is_ok());
    }

    #[test]
    fn a_request_with_another_key_or_a_wrong_signature_is_refused() {
        let refused = |text: &str| public_key(text).map(drop).unwrap_err().0;
        let encoded = |der: &[u8]| BASE64_STANDARD.encode(der);
        let other = "the key is no RSA key of 2048 bits";
        assert_eq!(refused(&encoded(&der(&KeyPair::generate().unwrap()))), other);
        assert_eq!(refused(&encoded(&der(&rsa(RsaKeySize::_3072)))), other);
        let mut wrong = der(&rsa(RsaKeySize::_2048));
        *wrong.last_mut().unwrap() ^= 1;
        assert_eq!(refused(&encoded(&wrong)), "the request's signature is wrong");
        assert_eq!(refused("hello"), "the request is no base64");
        assert_eq!(refused("aGVsbG8="), "the request is no certificate signing request");
        assert_eq!(refused("-----BEGIN X-----"), "the request is no PEM");
        assert_eq!(refused(""), "the request is no certificate signing request");
    }

    proptest! {
        #[test]
        fn whatever_comes_is_refused_without_a_panic(text in any::<String>(), bytes in any::<Vec<u8>>()) {
            assert!(public_key(&text).is_err());
            assert!(public_key(&BASE64_STANDARD.encode(bytes)).is_err());
        }
    }
}
