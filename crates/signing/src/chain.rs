//! The chain from a certificate to a root that is trusted (RFC 5280, section 6, as far as Apple's chains need it).

use time::OffsetDateTime;
use x509_parser::certificate::X509Certificate;
use x509_parser::parse_x509_certificate;

use crate::certificate::Certificate;
use crate::error::{Error, Result};

/// SHA-256 of Apple's roots, as Apple publishes them (www.apple.com/certificateauthority): Apple Root CA, its second and
/// its third generation.
const APPLE_ROOTS: [&str; 3] = [
    "b0b1730ecbc7ff4505142c49f1295e6eda6bcaed7e2c68c5be91b5a11001f024",
    "c2b9b042dd57830e7d117dac55ac8ae19407d38e41d88f3215bc3a890444a050",
    "63343abfb89a6a03ebb57e9b3f5fa7be7c4f5c756f3017b3a8c488c3653e9179",
];
/// Apple's chains have three certificates.
const LONGEST: usize = 8;

/// The certificates from `leaf` to a root, both included, each signed by the next and valid at that time.
///
/// A root is one of Apple's, told by its fingerprint, or one of `roots`. What lies between is looked for in `others`;
/// what is in there and does not belong is passed over.
///
/// # Errors
/// [`Error::Chain`] with the issuer that is missing, or what is wrong with a certificate on the way.
pub fn chain(
    leaf: &Certificate,
    others: &[Certificate],
    roots: &[Certificate],
    at: OffsetDateTime,
) -> Result<Vec<Certificate>> {
    let mut chain = vec![leaf.clone()];
    while chain.len() <= LONGEST {
        let Some(last) = chain.last() else { break };
        if !last.is_valid_at(at) {
            return Err(Error::Chain(format!("`{}` is not valid at that time", last.common_name())));
        }
        if is_root(last, roots) {
            return Ok(chain);
        }
        let next = others.iter().chain(roots).find(|issuer| issued(last, issuer));
        let next = next.cloned().ok_or_else(|| {
            Error::Chain(format!(
                "the certificate of `{}`, which issued `{}`, is missing",
                last.issuer(),
                last.common_name()
            ))
        })?;
        if chain.contains(&next) {
            return Err(Error::Chain(format!("it ends at `{}`, which nobody trusts", next.common_name())));
        }
        chain.push(next);
    }
    Err(Error::Chain("it is longer than any of Apple's".to_owned()))
}

fn is_root(certificate: &Certificate, roots: &[Certificate]) -> bool {
    let fingerprint = certificate.sha256().replace(':', "").to_lowercase();
    APPLE_ROOTS.contains(&fingerprint.as_str()) || roots.contains(certificate)
}

/// Whether one certificate was issued with the other, which may issue any.
fn issued(certificate: &Certificate, issuer: &Certificate) -> bool {
    let (Some(certificate), Some(issuer)) = (parsed(certificate), parsed(issuer)) else { return false };
    let may_issue = issuer.basic_constraints().ok().flatten().is_some_and(|basic| basic.value.ca);
    may_issue
        && certificate.issuer().as_raw() == issuer.subject().as_raw()
        && certificate.verify_signature(Some(issuer.public_key())).is_ok()
}

fn parsed(certificate: &Certificate) -> Option<X509Certificate<'_>> {
    parse_x509_certificate(certificate.der()).ok().map(|(_, parsed)| parsed)
}

#[cfg(test)]
mod tests {
    use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};

    use super::*;

    struct Made {
        certificate: Certificate,
        params: CertificateParams,
        key: KeyPair,
    }

    fn params(name: &str, authority: bool) -> CertificateParams {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = if authority { IsCa::Ca(BasicConstraints::Unconstrained) } else { IsCa::NoCa };
        params
    }

    fn root(name: &str) -> Made {
        let (params, key) = (params(name, true), KeyPair::generate().unwrap());
        let made = params.self_signed(&key).unwrap();
        Made { certificate: Certificate::from_der(made.der()).unwrap(), params, key }
    }

    fn below(issuer: &Made, name: &str, authority: bool) -> Made {
        let (params, key) = (params(name, authority), KeyPair::generate().unwrap());
        let made = params.signed_by(&key, &Issuer::from_params(&issuer.params, &issuer.key)).unwrap();
        Made { certificate: Certificate::from_der(made.der()).unwrap(), params, key }
    }

    #[test]
    fn a_chain_leads_through_what_belongs_to_a_root_that_is_trusted() {
        let (root, stranger) = (root("Root"), root("Root"));
        let middle = below(&root, "Middle", true);
        let leaf = below(&middle, "Leaf", false);
        let now = OffsetDateTime::now_utc();
        let (m, r, s) = (middle.certificate.clone(), root.certificate.clone(), stranger.certificate.clone());
        let found = chain(&leaf.certificate, &[s.clone(), m.clone()], std::slice::from_ref(&r), now).unwrap();
        let names = found.iter().map(Certificate::common_name).collect::<Vec<_>>();
        assert_eq!(names, ["Leaf", "Middle", "Root"]);
        let why = |others: &[Certificate], roots: &[Certificate], at| {
            chain(&leaf.certificate, others, roots, at).unwrap_err().to_string()
        };
        assert!(
            why(&[], std::slice::from_ref(&r), now).contains("`Middle`, which issued `Leaf`, is missing")
        );
        assert!(
            why(std::slice::from_ref(&m), &[s], now).contains("`Root`, which issued `Middle`, is missing")
        );
        assert!(
            why(&[m.clone(), r.clone()], &[], now).contains("nobody trusts"),
            "a root proves nothing of itself"
        );
        assert!(why(&[m], &[r], time::macros::datetime!(1970-01-01 0:00 UTC)).contains("not valid"));
    }

    #[test]
    fn who_may_not_issue_is_no_part_of_a_chain() {
        let root = root("Root");
        let no_authority = below(&root, "Middle", false);
        let leaf = below(&no_authority, "Leaf", false);
        let now = OffsetDateTime::now_utc();
        let chained = chain(&leaf.certificate, &[no_authority.certificate], &[root.certificate], now);
        assert!(chained.is_err());
    }
}
