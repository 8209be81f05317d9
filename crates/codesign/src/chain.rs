//! The certificates between a signer's and Apple's root, which a signature must bring along.

use aws_lc_rs::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use der::asn1::ObjectIdentifier;
use der::{Decode, Encode};
use signing::Certificate;
use x509_cert::Certificate as Parsed;

use crate::signature::Message;

const SHA_256_WITH_RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.11");

/// Longer than any chain of Apple's, which have three certificates.
const MAX_LENGTH: usize = 8;

/// The issuers of a certificate, the nearest first, as far as they are among those that are known. The last is the root
/// if the chain is whole: a certificate that issued itself.
pub fn chain(leaf: &Certificate, known: &[Certificate]) -> Vec<Certificate> {
    let known = known
        .iter()
        .filter_map(|certificate| Some((certificate, Parsed::from_der(certificate.der()).ok()?)))
        .collect::<Vec<_>>();
    let mut chain = Vec::new();
    let mut parsed = Parsed::from_der(leaf.der()).ok();
    while let Some(current) = parsed.take().filter(|_| chain.len() < MAX_LENGTH) {
        if is_own_issuer(&current) {
            break;
        }
        if let Some((issuer, next)) = known.iter().find(|(_, other)| issued(other, &current)) {
            chain.push((*issuer).clone());
            parsed = Some(next.clone());
        }
    }
    chain
}

/// The certificates that a signed message brings along, such as those of a provisioning profile; none if it is not to be
/// read.
pub fn certificates_of_message(message: &[u8]) -> Vec<Certificate> {
    Message::read(message).map(|message| message.certificates()).unwrap_or_default()
}

/// Whether a certificate issued itself, as roots do.
pub fn is_root(certificate: &Certificate) -> bool {
    Parsed::from_der(certificate.der()).is_ok_and(|parsed| is_own_issuer(&parsed))
}

fn is_own_issuer(certificate: &Parsed) -> bool {
    let tbs = certificate.tbs_certificate();
    tbs.issuer() == tbs.subject()
}

/// Whether one certificate issued the other. Apple's generations of an intermediate may share a name, so that the
/// signature decides, where it is of the usual kind.
fn issued(issuer: &Parsed, other: &Parsed) -> bool {
    if issuer.tbs_certificate().subject() != other.tbs_certificate().issuer() {
        return false;
    }
    if other.signature_algorithm().oid != SHA_256_WITH_RSA {
        return true;
    }
    let key = issuer.tbs_certificate().subject_public_key_info().subject_public_key.raw_bytes();
    let signed = other.tbs_certificate().to_der();
    signed.is_ok_and(|signed| {
        UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, key)
            .verify(&signed, other.signature().raw_bytes())
            .is_ok()
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::fixture::openssl;

    /// A certificate of that name, signed by another one or, without one, by itself.
    fn made(folder: &Path, file: &str, name: &str, issuer: Option<&str>) -> Certificate {
        let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
        let (key, request) = (path(&format!("{file}.key")), path(&format!("{file}.csr")));
        let subject = format!("/CN={name}");
        openssl(
            &[
                "req", "-new", "-newkey", "rsa:2048", "-nodes", "-keyout", &key, "-out", &request, "-subj",
                &subject,
            ],
            b"",
        );
        let (own, issuer) = (path(&format!("{file}.pem")), issuer.unwrap_or(file));
        let (certificate, issuer_key) = (path(&format!("{issuer}.pem")), path(&format!("{issuer}.key")));
        let mut arguments =
            vec!["x509", "-req", "-days", "9", "-set_serial", "1", "-in", &request, "-out", &own];
        if issuer == file {
            arguments.extend(["-signkey", key.as_str()]);
        } else {
            arguments.extend(["-CA", &certificate, "-CAkey", &issuer_key]);
        }
        openssl(&arguments, b"");
        Certificate::read(&std::fs::read(own).unwrap()).unwrap()
    }

    #[test]
    fn a_chain_is_found_by_name_and_signature() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let root = made(folder, "root", "Root", None);
        // Two generations of the same name.
        let first = made(folder, "first", "Intermediate", Some("root"));
        let second = made(folder, "second", "Intermediate", Some("root"));
        let leaf = made(folder, "leaf", "Leaf", Some("second"));
        let known = [first.clone(), leaf.clone(), root.clone(), second.clone()];
        assert_eq!(chain(&leaf, &known), [second.clone(), root.clone()]);
        assert_eq!(chain(&leaf, &[first.clone(), root.clone()]), []);
        assert_eq!(chain(&leaf, &[first, second.clone()]), [second]);
        assert_eq!(chain(&root, &known), []);
        assert!(is_root(&root) && !is_root(&leaf));
    }

    #[test]
    fn what_is_no_message_has_no_certificates() {
        assert_eq!(certificates_of_message(b""), []);
        assert_eq!(certificates_of_message(b"0\x80"), []);
    }
}
